//! What names the picture asks for.

use super::{
    Emphasis, Point, SceneInput,
    labels::{Urgency, Wish},
    nodes::{Prominence, Ring},
};
use crate::query::graph::{Edge, EdgeKind, NodeKind};

/// Of names, in CSS pixels: smaller in a crowd, where nodes are so many CSS pixels apart.
pub fn type_size(spacing: f64) -> f64 {
    ((spacing / 7.0).clamp(11.0, 15.5) * 2.0).round() / 2.0
}

pub(super) fn node_wish<'a>(
    input: &SceneInput<'a>,
    node: usize,
    at: Point,
    prominence: Prominence,
    ring: Ring,
    size: f64,
    reach: f64,
) -> Option<Wish<'a>> {
    let look = &input.looks[node];
    if look.name.is_empty() {
        return None;
    }
    let theme = input.theme;
    let is_actor = input.graph.nodes[node].kind == NodeKind::Actor;
    Some(Wish {
        node: Some(node),
        text: look.name,
        size: if is_actor { size } else { size - 0.5 },
        bold: is_actor,
        color: match prominence {
            Prominence::Faint => theme.faded_name(),
            _ if is_actor => theme.text,
            _ => theme.competency_name(),
        },
        at,
        radius: Some(reach),
        others: Vec::new(),
        urgency: match prominence {
            _ if matches!(ring, Ring::Centre | Ring::KeyboardNode) => Urgency::First,
            Prominence::Loud => Urgency::Second,
            Prominence::Plain if look.emphasis == Emphasis::Neighbour || input.hovered.is_some() => {
                Urgency::Third
            }
            Prominence::Plain | Prominence::Faint => Urgency::None,
        },
    })
}

/// Words on the lines at the node in the middle of attention, where lines are long and few enough to read them.
pub(super) fn edge_wishes<'a>(input: &SceneInput<'a>, loud: &[&Edge], at: &[Point]) -> Vec<Wish<'a>> {
    if loud.len() > 16 {
        return Vec::new();
    }
    let words = loud.iter().filter_map(|edge| {
        let (from, to) = (at[edge.from], at[edge.to]);
        let (text, color) = match edge.kind {
            EdgeKind::Offer => (input.words.offers, input.theme.muted),
            EdgeKind::Need => (input.words.needs, input.theme.need_word()),
            EdgeKind::Link(_) | EdgeKind::Invitation => return None,
        };
        (from.distance(to) > 110.0).then(|| Wish {
            node: None,
            text,
            size: 12.0,
            bold: false,
            color,
            at: from.midpoint(to),
            radius: None,
            others: Vec::new(),
            urgency: Urgency::Fourth,
        })
    });
    words.collect()
}
