use gosmart_job::Codec;

/// One network as the engine sees it. Lengths are in the units of the drawing, y pointing downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LayoutInput {
    pub nodes: Vec<NodeInput>,
    /// Loops and edges to nodes that do not exist pull on nothing.
    pub edges: Vec<EdgeInput>,
    pub seed: u32,
    pub arrangement: Arrangement,
}

/// What the picture is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Arrangement {
    /// The network itself: neighbours near one another, groups together. Keeps what stands and what is pinned;
    /// the others compute every place anew.
    #[default]
    Network,
    /// One island for each group.
    Islands,
    /// One node in the middle, the others on rings by their distance in steps.
    Rings { around: u32 },
    /// Two columns, see [`NodeInput::column`].
    Columns,
    /// Who hangs on whom: an edge leads from a node to one that hangs on it.
    Tree,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NodeInput {
    /// Where the node stands already; `None` for a newcomer.
    pub at: Option<[f64; 2]>,
    /// The room the node keeps free around itself.
    pub radius: f64,
    /// Stays where it is.
    pub pinned: bool,
    /// Nodes of one group are gently drawn together.
    pub group: Option<u32>,
    /// Where the node stands in [`Arrangement::Columns`], counted from the left.
    pub column: u32,
    pub label: LabelInput,
}

/// A symbol and the name that stands beside it, in CSS pixels; without a width there is no name.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LabelInput {
    /// Of the symbol, as it is drawn at a scale of 1.
    pub radius: f64,
    /// Of the name, as it is written when all is shown.
    pub width: f64,
    pub height: f64,
    /// Where there is no room for all, those with lower numbers have theirs.
    pub rank: u32,
    /// Gives its room up where it is in the way of others.
    pub yields: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EdgeInput {
    pub from: u32,
    pub to: u32,
    /// How strongly the edge pulls; 1 is usual.
    pub weight: f64,
}

const HEAD_FLOATS: usize = 4;
const NODE_FLOATS: usize = 11;
const EDGE_FLOATS: usize = 3;

impl Codec<Vec<f64>> for LayoutInput {
    /// The input as one run of numbers, which crosses to a worker without being copied field by field.
    fn encode(self) -> Vec<f64> {
        let mut numbers =
            Vec::with_capacity(HEAD_FLOATS + NODE_FLOATS * self.nodes.len() + EDGE_FLOATS * self.edges.len());
        let (arrangement, around) = match self.arrangement {
            Arrangement::Network => (0.0, 0.0),
            Arrangement::Islands => (1.0, 0.0),
            Arrangement::Rings { around } => (2.0, f64::from(around)),
            Arrangement::Columns => (3.0, 0.0),
            Arrangement::Tree => (4.0, 0.0),
        };
        numbers.extend([f64::from(self.seed), arrangement, around, self.nodes.len() as f64]);
        for node in &self.nodes {
            let [x, y] = node.at.unwrap_or([f64::NAN; 2]);
            let group = node.group.map_or(-1.0, f64::from);
            let pinned = f64::from(u8::from(node.pinned));
            let LabelInput { radius, width, height, rank, yields } = node.label;
            numbers.extend([
                x,
                y,
                node.radius,
                pinned,
                group,
                f64::from(node.column),
                radius,
                width,
                height,
                f64::from(rank),
                f64::from(u8::from(yields)),
            ]);
        }
        for edge in &self.edges {
            numbers.extend([f64::from(edge.from), f64::from(edge.to), edge.weight]);
        }
        numbers
    }

    /// `None` when the run ends in the middle of something.
    fn decode(numbers: Vec<f64>) -> Option<Self> {
        let (&[seed, arrangement, around, count], rest) = numbers.split_first_chunk::<HEAD_FLOATS>()?;
        let arrangement = match arrangement as u32 {
            0 => Arrangement::Network,
            1 => Arrangement::Islands,
            2 => Arrangement::Rings { around: around as u32 },
            3 => Arrangement::Columns,
            4 => Arrangement::Tree,
            _ => return None,
        };
        let (nodes, edges) = rest.split_at_checked((count as usize).checked_mul(NODE_FLOATS)?)?;
        let (edges, tail) = edges.as_chunks::<EDGE_FLOATS>();
        if !tail.is_empty() {
            return None;
        }
        let nodes = nodes.as_chunks::<NODE_FLOATS>().0.iter().map(
            |&[x, y, radius, pinned, group, column, symbol, width, height, rank, yields]| NodeInput {
                at: (!x.is_nan()).then_some([x, y]),
                radius,
                pinned: pinned != 0.0,
                group: (group >= 0.0).then_some(group as u32),
                column: column as u32,
                label: LabelInput { radius: symbol, width, height, rank: rank as u32, yields: yields != 0.0 },
            },
        );
        let edges =
            edges.iter().map(|&[from, to, weight]| EdgeInput { from: from as u32, to: to as u32, weight });
        Some(Self { nodes: nodes.collect(), edges: edges.collect(), seed: seed as u32, arrangement })
    }
}
