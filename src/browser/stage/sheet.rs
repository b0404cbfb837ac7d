//! A picture that leaves the page: of what may be seen, at the places of the stage.

use crate::{
    query::graph::{Graph, Node},
    scene::{
        Camera, Caption, DisplayList, DrawOrder, EdgeWords, Emphasis, Placement, SceneInput, Size, Theme,
        Topic, build, extent as extent_of, sheet,
    },
};

use super::{Inner, NodeInfo, Sectors, Stage, painting::styles, placing::goal_of};

/// The size of a sheet with everything, in CSS pixels: that of a slide for a usual network, and no larger than four
/// times its pixels fit on a browser's canvas.
const USUAL: Size = Size { width: 1600.0, height: 900.0 };
/// On a sheet of paper its names can still be read.
const USUAL_ON_PAPER: Size = Size { width: 1000.0, height: 720.0 };
/// A small network is not lost on it.
const LEAST_GROWTH: f64 = 0.6;
const MOST_GROWTH: f64 = 2.0;
/// So many names have room on it.
const USUAL_NODES: f64 = 120.0;
/// Free room around the picture, for names at its rim.
const MARGIN: f64 = 48.0;

/// What a picture shows. Nothing else of what is on the stage is in it.
pub struct Picture {
    pub graph: Graph,
    /// By node of this graph.
    pub looks: Vec<NodeInfo>,
    pub emphasis: Vec<Emphasis>,
    pub sectors: Sectors,
    /// What it is narrowed to.
    pub topic: Option<Topic>,
    /// Nodes with a line from each to the next.
    pub way: Vec<usize>,
    /// The node whose card is open.
    pub opened: Option<usize>,
    pub theme: Theme,
    pub extent: Extent,
}

/// How much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// What is in view now.
    Seen,
    Everything,
    /// Everything, as large as fits on paper.
    Paper,
}

impl Stage {
    /// Under its title, above its legend.
    pub fn picture(&self, picture: &Picture, caption: &Caption) -> DisplayList {
        let Picture { graph, looks, emphasis, sectors, topic, way, opened, theme, extent } = picture;
        let theme = &theme.clone().with_sector_colors(sectors.colors.clone());
        let inner = self.inner.borrow();
        let looks = styles(looks, emphasis);
        let positions = places(&inner, graph);
        let (viewport, camera) = match extent {
            Extent::Seen => (inner.viewport, inner.camera),
            Extent::Everything | Extent::Paper => {
                let usual = if *extent == Extent::Paper { USUAL_ON_PAPER } else { USUAL };
                let mut size = sheet_size(looks.len(), usual);
                size.height -= caption.height(size.width);
                let world = extent_of(&looks, &positions).map(|(world, _)| world);
                (size, world.map(|world| Camera::fit(world, size, MARGIN)).unwrap_or_default())
            }
        };
        let order = DrawOrder::new(graph, &looks);
        let drawn = build(&SceneInput {
            graph,
            looks: &looks,
            order: &order,
            positions: &positions,
            hovered: None,
            keyboard_node: None,
            opened: opened.filter(|_| *extent == Extent::Seen),
            selection: &[],
            sectors: &sectors.names,
            topic: topic.as_ref(),
            way,
            connecting: None,
            gathering: &[],
            theme,
            camera,
            viewport,
            words: EdgeWords { offers: self.words.offers, needs: self.words.needs },
            placement: &Placement::default(),
            shows_names: true,
        });
        sheet(drawn, caption, theme)
    }
}

/// Where the nodes of another graph stand on the stage or are on their way to; not a number for those that are not on it.
fn places(inner: &Inner, graph: &Graph) -> Vec<f64> {
    let place = |node: &Node| goal_of(inner, inner.graph.index_of(&node.id)?);
    let at = |node| place(node).map_or([f64::NAN; 2], |at| [at.x, at.y]);
    graph.nodes.iter().flat_map(at).collect()
}

/// Larger for more nodes, so that more names have room.
fn sheet_size(nodes: usize, usual: Size) -> Size {
    let growth = (nodes as f64 / USUAL_NODES).sqrt().clamp(LEAST_GROWTH, MOST_GROWTH);
    Size { width: (usual.width * growth).round(), height: (usual.height * growth).round() }
}
