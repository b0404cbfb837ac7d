//! Lines between nodes: their style by what they mean, loud ones above plain ones above faint ones.

use super::{Coverage, NodeStyle, Point, Rectangle, Stroke, Theme, nodes::Prominence};
use crate::query::graph::{Edge, EdgeKind};

/// How strongly plain lines are laid over the background when nodes are so many CSS pixels apart: thousands of
/// lines must not become a carpet that hides the nodes.
pub(super) fn strength(spacing: f64) -> f64 {
    (spacing / 48.0).clamp(0.2, 1.0)
}

/// `strength` is that of plain lines, 0 to 1.
pub(super) fn stroke(
    kind: EdgeKind,
    is_unmet: bool,
    prominence: Prominence,
    growth: f64,
    strength: f64,
    theme: &Theme,
) -> Stroke {
    // Only what nobody offers is loud, in a crowd too.
    let strength = if is_unmet { 1.0 } else { strength };
    let (color, width, dash, quietness) = match kind {
        EdgeKind::Offer => (theme.offer, 1.0, None, 0.55),
        EdgeKind::Need if is_unmet => (theme.need, 2.0, Some([6.0, 4.0]), 1.0),
        EdgeKind::Need => (theme.need, 1.2, Some([6.0, 4.0]), 0.38),
        EdgeKind::Link(_) => (theme.link, 1.2, Some([1.5, 3.5]), 0.4),
    };
    let width = width * growth.clamp(0.35, 1.3);
    match prominence {
        Prominence::Faint => Stroke { color: color.over(theme.background, 0.28 * strength), width, dash },
        Prominence::Plain => {
            Stroke { color: color.over(theme.background, quietness * strength), width, dash }
        }
        Prominence::Loud => Stroke { color: color.over(theme.text, 0.75), width: width * 1.7, dash },
    }
}

/// Whether somebody looks there for what nobody offers.
pub(super) fn is_unmet(edge: &Edge, looks: &[NodeStyle]) -> bool {
    edge.kind == EdgeKind::Need && looks.get(edge.to).is_some_and(|look| look.coverage == Coverage::Unmet)
}

/// Which kinds lie above which.
pub(super) fn layer(kind: EdgeKind) -> u8 {
    match kind {
        EdgeKind::Link(_) => 0,
        EdgeKind::Offer => 1,
        EdgeKind::Need => 2,
    }
}

/// Whether a line touches a rectangle.
pub(super) fn touches(from: Point, to: Point, rectangle: &Rectangle) -> bool {
    clip(from, to, rectangle).is_some()
}

/// The part of a line inside of a rectangle, after Liang and Barsky (1984).
pub(super) fn clip(from: Point, to: Point, rectangle: &Rectangle) -> Option<(Point, Point)> {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let mut enter = 0.0_f64;
    let mut leave = 1.0_f64;
    for (step, room) in [
        (-dx, from.x - rectangle.left),
        (dx, rectangle.right - from.x),
        (-dy, from.y - rectangle.top),
        (dy, rectangle.bottom - from.y),
    ] {
        if step == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if step < 0.0 {
            enter = enter.max(room / step);
        } else {
            leave = leave.min(room / step);
        }
    }
    let at = |share: f64| Point::new(from.x + share * dx, from.y + share * dy);
    (enter <= leave).then(|| (at(enter), at(leave)))
}
