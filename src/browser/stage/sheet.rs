//! A picture that leaves the page: of what may be seen, at the places of the stage.

use std::collections::BTreeMap;

use crate::{
    model::{Id, Position},
    query::graph::{Graph, Node},
    scene::{
        Camera, Caption, DisplayList, DrawOrder, EdgeWords, Emphasis, GUTTER, PART_HEAD, Placement,
        Rectangle, SceneInput, Size, Theme, Topic, build, extent as extent_of, sheet, side_by_side,
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
/// On a slide with several pictures each gets so much less room, so that words can be read across a room.
const SHARE_OF_NODES: f64 = 0.5;
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
        let Picture { graph, extent, .. } = picture;
        let (positions, viewport, camera) = {
            let inner = self.inner.borrow();
            (places(&inner, graph), inner.viewport, inner.camera)
        };
        let (size, camera) = match extent {
            Extent::Seen => (viewport, camera),
            Extent::Everything | Extent::Paper => {
                let usual = if *extent == Extent::Paper { USUAL_ON_PAPER } else { USUAL };
                let mut size = sheet_size(graph.nodes.len() as f64, usual);
                size.height -= caption.height(size.width);
                (size, fitted(picture.extent_of(&positions), size))
            }
        };
        let drawn = self.drawn(picture, &positions, size, camera);
        sheet(drawn, caption, &picture.theme_of_sectors())
    }

    /// Pictures of days one beside the other, each below its words, on a slide: with the places of the document, so
    /// that a node stands in each part where it stands in the others.
    pub fn side_by_side(
        &self,
        parts: &[(Picture, String)],
        positions: &BTreeMap<Id, Position>,
        caption: &Caption,
    ) -> Option<DisplayList> {
        let at = |node: &Node| positions.get(&node.id).map_or([f64::NAN; 2], |at| [at.x, at.y]);
        let places: Vec<Vec<f64>> =
            parts.iter().map(|(picture, _)| picture.graph.nodes.iter().flat_map(at).collect()).collect();
        let extents =
            parts.iter().zip(&places).filter_map(|((picture, _), places)| picture.extent_of(places));
        let world = extents.reduce(|one, other| one.with(&other));
        let columns = if parts.len() == 4 { 2 } else { parts.len() };
        let rows = parts.len().div_ceil(columns.max(1)) as f64;
        let nodes = parts.iter().map(|(picture, _)| picture.graph.nodes.len()).sum::<usize>();
        let slide = sheet_size(nodes as f64 * SHARE_OF_NODES, USUAL);
        let height = (slide.height - caption.height(slide.width)) / rows - PART_HEAD;
        let width = (slide.width + GUTTER) / columns as f64 - GUTTER;
        let size = Size { width, height };
        let camera = fitted(world, size);
        let drawn = parts
            .iter()
            .zip(&places)
            .map(|((picture, words), places)| (self.drawn(picture, places, size, camera), words.clone()));
        let theme = parts.first()?.0.theme_of_sectors();
        Some(sheet(side_by_side(drawn.collect(), columns, &theme), caption, &theme))
    }

    fn drawn(&self, picture: &Picture, positions: &[f64], viewport: Size, camera: Camera) -> DisplayList {
        let Picture { graph, looks, emphasis, sectors, topic, way, opened, extent, .. } = picture;
        let looks = styles(looks, emphasis);
        let order = DrawOrder::new(graph, &looks);
        build(&SceneInput {
            graph,
            looks: &looks,
            order: &order,
            positions,
            hovered: None,
            keyboard_node: None,
            opened: opened.filter(|_| *extent == Extent::Seen),
            selection: &[],
            sectors: &sectors.names,
            topic: topic.as_ref(),
            way,
            connecting: None,
            gathering: &[],
            theme: &picture.theme_of_sectors(),
            camera,
            viewport,
            words: EdgeWords { offers: self.words.offers, needs: self.words.needs },
            placement: &Placement::default(),
            covered: None,
            shows_names: true,
        })
    }
}

impl Picture {
    fn theme_of_sectors(&self) -> Theme {
        self.theme.clone().with_sector_colors(self.sectors.colors.clone())
    }

    fn extent_of(&self, positions: &[f64]) -> Option<Rectangle> {
        extent_of(&styles(&self.looks, &self.emphasis), positions).map(|(world, _)| world)
    }
}

fn fitted(world: Option<Rectangle>, size: Size) -> Camera {
    world.map(|world| Camera::fit(world, size, MARGIN)).unwrap_or_default()
}

/// Where the nodes of another graph stand on the stage or are on their way to; not a number for those that are not on it.
fn places(inner: &Inner, graph: &Graph) -> Vec<f64> {
    let place = |node: &Node| goal_of(inner, inner.graph.index_of(&node.id)?);
    let at = |node| place(node).map_or([f64::NAN; 2], |at| [at.x, at.y]);
    graph.nodes.iter().flat_map(at).collect()
}

/// Larger for more nodes, so that more names have room.
fn sheet_size(nodes: f64, usual: Size) -> Size {
    let growth = (nodes / USUAL_NODES).sqrt().clamp(LEAST_GROWTH, MOST_GROWTH);
    Size { width: (usual.width * growth).round(), height: (usual.height * growth).round() }
}
