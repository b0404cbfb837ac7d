//! How large a node is and what it looks like.

use super::{
    Camera, Color, Coverage, Emphasis, Letters, Mark, NodeStyle, Outline, SectorColors, Shape, Stroke, Theme,
};
use crate::query::graph::{Graph, NodeKind};

/// Of the busiest of its kind, in CSS pixels at scale 1; and how often the smallest goes into it.
const LARGEST_ACTOR: f64 = 21.0;
const LARGEST_COMPETENCY: f64 = 16.5;
const SIZES: f64 = 3.2;
/// Competencies draw back from twice this spacing on, in CSS pixels.
const DRAWS_BACK: f64 = 22.0;
/// No competency draws back further, in CSS pixels; smaller ones stay as they are.
const SMALLEST_DRAWN_BACK: f64 = 2.5;

/// Radius in CSS pixels at scale 1. The area is that of the number of relations beside the most that one of the same
/// kind has, and at least so large that it can be hit and told apart.
pub fn node_radius(graph: &Graph, node: usize) -> f64 {
    let kind = graph.nodes[node].kind;
    radius_of(kind, graph.degree(node) as f64 / graph.largest_degree(kind).max(1) as f64)
}

/// How much larger than at scale 1 symbols are drawn.
#[derive(Clone, Copy)]
pub(super) struct Growth {
    pub(super) actors: f64,
    /// Beside actors.
    competencies: f64,
}

impl Growth {
    /// Where nodes are so few CSS pixels apart that not all names find room, competencies draw back, as small towns do
    /// on a map: the room is for the names of actors.
    pub(super) fn new(camera: Camera, spacing: f64) -> Self {
        let competencies = (spacing / DRAWS_BACK - 1.0).clamp(0.5, 1.0);
        Self { actors: growth(camera.scale()), competencies }
    }
}

/// In CSS pixels, as it is drawn, where its look may say another area than that of its relations.
pub(super) fn drawn_radius(graph: &Graph, look: &NodeStyle, node: usize, grown: Growth) -> f64 {
    let kind = graph.nodes[node].kind;
    let radius = match look.size {
        Some(size) => radius_of(kind, f64::from(size) / 1_000.0),
        None => node_radius(graph, node),
    };
    let radius = radius * grown.actors;
    match kind {
        NodeKind::Actor => radius,
        NodeKind::Competency => (grown.competencies * radius).max(radius.min(SMALLEST_DRAWN_BACK)),
    }
}

/// `share` is that of the largest area.
fn radius_of(kind: NodeKind, share: f64) -> f64 {
    let largest = match kind {
        NodeKind::Actor => LARGEST_ACTOR,
        NodeKind::Competency => LARGEST_COMPETENCY,
    };
    largest * share.sqrt().max(1.0 / SIZES)
}

/// The room a node asks of the layout, in units of the drawing: itself and its share of its label.
pub fn layout_radius(graph: &Graph, node: usize) -> f64 {
    1.2 * node_radius(graph, node) + 18.0
}

/// How much larger than at scale 1 symbols are drawn. They grow more slowly than distances, so that zooming in
/// makes room; far out they shrink in step, within the room that [`layout_radius`] keeps, so that they never cover one
/// another.
pub fn growth(scale: f64) -> f64 {
    scale.sqrt().min(2.0 * scale).min(1.7)
}

/// How much a node or an edge speaks up, in paint order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Prominence {
    Faint,
    Plain,
    Loud,
}

impl Prominence {
    /// While nothing has attention, what was found speaks up.
    pub(super) fn of(emphasis: Emphasis) -> Self {
        match emphasis {
            Emphasis::Faded | Emphasis::Hidden => Self::Faint,
            Emphasis::Normal | Emphasis::Neighbour => Self::Plain,
            Emphasis::Found => Self::Loud,
        }
    }
}

/// From the centre to the outermost ring; the same with and without attention, so that no label moves when a
/// pointer passes.
pub(super) fn reach(kind: NodeKind, look: &NodeStyle, radius: f64) -> f64 {
    let ringed = matches!(look.coverage, Coverage::Unmet | Coverage::OnlyOne);
    let reach = radius + (if ringed { 4.5_f64 } else { 1.5 }).min(0.6 * radius);
    if kind == NodeKind::Competency { SQUARE * reach } else { reach }
}

/// Half the side of a square that stands for a circle of radius 1.
const SQUARE: f64 = 0.9;

/// How strongly faded shapes are laid over the background.
const FAINT: f64 = 0.22;

/// What attention puts around a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ring {
    None,
    /// Hovered or opened: the one the picture is about.
    Centre,
    /// Gathered with others.
    Selection,
    /// Has the keyboard's focus.
    KeyboardNode,
}

/// The symbol of a node with this radius in CSS pixels.
pub(super) fn mark(
    kind: NodeKind,
    look: &NodeStyle,
    radius: f64,
    prominence: Prominence,
    ring: Ring,
    theme: &Theme,
) -> Mark {
    let ground = theme.background;
    let shade =
        |color: Color| if prominence == Prominence::Faint { color.over(ground, FAINT) } else { color };
    let colors = match kind {
        NodeKind::Actor if look.is_pale => theme.pale_sector(look.sector),
        NodeKind::Actor => theme.sector(look.sector),
        NodeKind::Competency if matches!(look.coverage, Coverage::Unmet | Coverage::Unasked) => {
            SectorColors { fill: ground, ..theme.competency }
        }
        NodeKind::Competency => theme.competency,
    };
    let shape = |radius: f64| match kind {
        NodeKind::Actor => Shape::Circle { radius },
        NodeKind::Competency => Shape::Square { half: SQUARE * radius, corner: radius * 0.28 },
    };
    let mut outlines = Vec::new();
    // A collar of background keeps lines from touching the symbol.
    if radius > 4.0 {
        outlines.push(Outline { shape: shape(radius + 1.5), fill: Some(ground), stroke: None });
    }
    let border = Stroke { color: shade(colors.border), width: (radius / 9.0).clamp(0.6, 2.0), dash: None };
    outlines.push(Outline { shape: shape(radius), fill: Some(shade(colors.fill)), stroke: Some(border) });
    let mut around = |gap: f64, color: Color, width: f64, dash: Option<[f64; 2]>| {
        // Around specks far out, rings draw closer.
        let shape = shape(radius + gap.min(0.5 * radius));
        outlines.push(Outline { shape, fill: None, stroke: Some(Stroke { color, width, dash }) });
    };
    match look.coverage {
        Coverage::Unmet => around(3.5, shade(theme.warning), 1.6, Some([3.0, 2.5])),
        Coverage::OnlyOne => around(3.0, shade(colors.border), 1.1, None),
        Coverage::Unknown | Coverage::Covered | Coverage::Unasked => {}
    }
    if look.emphasis == Emphasis::Found && prominence != Prominence::Faint {
        around(3.0, theme.focus, 2.0, None);
    }
    match ring {
        Ring::None => {}
        Ring::Centre => around(3.0, theme.text, 2.0, None),
        Ring::Selection => {
            around(3.5, ground, 4.0, None);
            around(3.5, theme.focus, 2.0, None);
        }
        Ring::KeyboardNode => {
            // Two tones: visible on every ground and beside every neighbour.
            around(4.0, ground, 5.0, None);
            around(4.0, theme.focus, 3.0, None);
        }
    }
    let has_letters = kind == NodeKind::Actor && radius >= 6.5 && !look.symbol.is_empty();
    let letters = has_letters.then(|| Letters {
        text: look.symbol.to_owned(),
        size: (radius * if look.symbol.chars().count() > 1 { 0.85 } else { 1.1 }).round(),
        color: shade(colors.text),
    });
    Mark { outlines, letters }
}
