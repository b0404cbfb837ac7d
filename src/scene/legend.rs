use super::{SectorColors, Stroke, Theme, edges, nodes::Voice};
use crate::{
    model::LinkKind,
    query::graph::{EdgeKind, NodeKind},
};

/// One line of the legend: what is drawn, for the caller to put words to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum LegendEntry {
    /// The sector with this number in the document.
    Sector {
        number: usize,
        colors: SectorColors,
    },
    /// Circle or square.
    Shape(NodeKind),
    Line {
        kind: EdgeKind,
        stroke: Stroke,
    },
    /// Hollow with a dashed ring: wanted, offered by nobody.
    Unmet,
    /// With a solid ring: offered by one only.
    OnlyOne,
}

/// The sectors, the shapes, the lines and the rings.
pub fn legend(sector_count: usize, theme: &Theme) -> Vec<LegendEntry> {
    let sectors =
        (0..sector_count).map(|number| LegendEntry::Sector { number, colors: theme.sector(Some(number)) });
    let shapes = [NodeKind::Actor, NodeKind::Competency].map(LegendEntry::Shape);
    let lines = [EdgeKind::Offer, EdgeKind::Need, EdgeKind::Link(LinkKind::default())]
        .map(|kind| LegendEntry::Line { kind, stroke: edges::stroke(kind, Voice::Plain, 1.0, theme) });
    sectors.chain(shapes).chain(lines).chain([LegendEntry::Unmet, LegendEntry::OnlyOne]).collect()
}
