//! How large a node is and what it looks like.

use super::{
    Color, Coverage, Emphasis, Item, NodeLook, Point, SceneInput, SectorColors, Stroke, Text, Theme,
    display::Align,
};
use crate::query::graph::{Graph, NodeKind};

/// Radius in CSS pixels at scale 1: the area grows with the number of relations, within bounds.
pub fn node_radius(graph: &Graph, node: usize) -> f64 {
    let degree = graph.degree(node).min(60) as f64;
    match graph.nodes[node].kind {
        NodeKind::Actor => (81.0 + 9.0 * degree).sqrt(),
        NodeKind::Competency => (30.0 + 7.0 * degree).sqrt(),
    }
}

/// The room a node asks of the layout, in units of the drawing: itself and its share of its label.
pub fn layout_radius(graph: &Graph, node: usize) -> f64 {
    1.2 * node_radius(graph, node) + 18.0
}

/// How much larger than at scale 1 symbols are drawn. They grow more slowly than distances, so that zooming in
/// makes room; far out they shrink in step, so that they never cover one another.
pub(super) fn growth(scale: f64) -> f64 {
    scale.sqrt().min(1.2 * scale).min(1.7)
}

/// How much a node or an edge speaks up, in paint order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    Faint,
    Plain,
    Loud,
}

/// A node that is on the screen.
pub(super) struct Shown {
    pub(super) node: usize,
    pub(super) kind: NodeKind,
    pub(super) at: Point,
    pub(super) radius: f64,
    /// From the centre to the outermost ring.
    pub(super) reach: f64,
    pub(super) voice: Voice,
    /// Hovered, focused or selected: the one the picture is about.
    pub(super) is_centre: bool,
    pub(super) has_focus: bool,
}

impl Shown {
    pub(super) fn new(node: usize, at: Point, voice: Voice, input: &SceneInput, is_centre: bool) -> Self {
        let look = &input.looks[node];
        let radius = node_radius(input.graph, node) * growth(input.camera.scale());
        let has_focus = input.focused == Some(node);
        // The same with and without attention, so that no label moves when a pointer passes.
        let ringed = matches!(look.coverage, Coverage::Unmet | Coverage::OnlyOne);
        let rings = (if ringed { 4.5_f64 } else { 3.0 }).min(0.6 * radius);
        let kind = input.graph.nodes[node].kind;
        Self { node, kind, at, radius, reach: radius + rings, voice, is_centre, has_focus }
    }
}

/// How strongly faded shapes are laid over the background.
pub(super) const FAINT: f64 = 0.22;

pub(super) fn draw(shown: &Shown, look: &NodeLook, theme: &Theme, items: &mut Vec<Item>) {
    let Shown { at, radius, .. } = *shown;
    let ground = theme.background;
    let shade = |color: Color| if shown.voice == Voice::Faint { color.over(ground, FAINT) } else { color };
    let colors = match shown.kind {
        NodeKind::Actor => theme.sector(look.sector),
        NodeKind::Competency if matches!(look.coverage, Coverage::Unmet | Coverage::Unasked) => {
            SectorColors { fill: ground, ..theme.competency }
        }
        NodeKind::Competency => theme.competency,
    };
    let line = (radius / 9.0).clamp(0.6, 2.0);
    // Around specks far out, rings draw closer.
    let ring = |gap: f64, color: Color, width: f64, dash: Option<[f64; 2]>| {
        let stroke = Some(Stroke { color, width, dash });
        outline(shown.kind, at, radius + gap.min(0.5 * radius), None, stroke)
    };
    // A collar of background keeps lines from touching the symbol.
    if radius > 4.0 {
        items.push(outline(shown.kind, at, radius + 1.5, Some(ground), None));
    }
    let border = Stroke { color: shade(colors.border), width: line, dash: None };
    items.push(outline(shown.kind, at, radius, Some(shade(colors.fill)), Some(border)));
    if shown.kind == NodeKind::Actor && radius >= 6.5 && !look.symbol.is_empty() {
        items.push(Item::Text(Text {
            at,
            text: look.symbol.to_owned(),
            size: (radius * if look.symbol.chars().count() > 1 { 0.85 } else { 1.1 }).round(),
            bold: true,
            align: Align::Middle,
            color: shade(colors.ink),
            halo: None,
        }));
    }
    match look.coverage {
        Coverage::Unmet => items.push(ring(3.5, shade(theme.warning), 1.6, Some([3.0, 2.5]))),
        Coverage::OnlyOne => items.push(ring(3.0, shade(colors.border), 1.1, None)),
        Coverage::Unknown | Coverage::Covered | Coverage::Unasked => {}
    }
    if look.emphasis == Emphasis::Found && shown.voice != Voice::Faint {
        items.push(ring(3.0, theme.focus, 2.0, None));
    }
    if shown.has_focus {
        // Two tones: visible on every ground and beside every neighbour.
        items.push(ring(4.0, ground, 5.0, None));
        items.push(ring(4.0, theme.focus, 3.0, None));
    } else if shown.is_centre {
        items.push(ring(3.0, theme.text, 2.0, None));
    }
}

fn outline(kind: NodeKind, centre: Point, radius: f64, fill: Option<Color>, stroke: Option<Stroke>) -> Item {
    match kind {
        NodeKind::Actor => Item::Circle { centre, radius, fill, stroke },
        NodeKind::Competency => {
            Item::Square { centre, half: radius * 0.9, corner: radius * 0.28, fill, stroke }
        }
    }
}
