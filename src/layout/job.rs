/// One network as the engine sees it. Lengths are in the units of the drawing, y pointing downwards.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Job {
    pub nodes: Vec<NodeInput>,
    /// Loops and edges to nodes that do not exist pull on nothing.
    pub edges: Vec<EdgeInput>,
    pub seed: u32,
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
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EdgeInput {
    pub from: u32,
    pub to: u32,
    /// How strongly the edge pulls; 1 is usual.
    pub weight: f64,
}

const NODE_FLOATS: usize = 5;
const EDGE_FLOATS: usize = 3;

impl Job {
    /// The job as one run of numbers, which crosses to a worker without being copied field by field.
    pub(super) fn to_numbers(&self) -> Vec<f64> {
        let mut numbers =
            Vec::with_capacity(2 + NODE_FLOATS * self.nodes.len() + EDGE_FLOATS * self.edges.len());
        numbers.extend([f64::from(self.seed), self.nodes.len() as f64]);
        for node in &self.nodes {
            let [x, y] = node.at.unwrap_or([f64::NAN; 2]);
            let group = node.group.map_or(-1.0, f64::from);
            numbers.extend([x, y, node.radius, f64::from(u8::from(node.pinned)), group]);
        }
        for edge in &self.edges {
            numbers.extend([f64::from(edge.from), f64::from(edge.to), edge.weight]);
        }
        numbers
    }

    /// The inverse of [`Job::to_numbers`]; `None` when the run ends in the middle of something.
    pub(super) fn from_numbers(numbers: &[f64]) -> Option<Self> {
        let (&[seed, count], rest) = numbers.split_first_chunk()?;
        let (nodes, edges) = rest.split_at_checked((count as usize).checked_mul(NODE_FLOATS)?)?;
        let (edges, tail) = edges.as_chunks::<EDGE_FLOATS>();
        if !tail.is_empty() {
            return None;
        }
        let nodes =
            nodes.as_chunks::<NODE_FLOATS>().0.iter().map(|&[x, y, radius, pinned, group]| NodeInput {
                at: (!x.is_nan()).then_some([x, y]),
                radius,
                pinned: pinned != 0.0,
                group: (group >= 0.0).then_some(group as u32),
            });
        let edges =
            edges.iter().map(|&[from, to, weight]| EdgeInput { from: from as u32, to: to as u32, weight });
        Some(Self { nodes: nodes.collect(), edges: edges.collect(), seed: seed as u32 })
    }
}
