//! Lines between nodes: which are there, and their style by what they mean.

use super::{Coverage, NodeStyle, Point, Rectangle, SceneInput, Stroke, Theme, draw_order::EdgeGroup};
use crate::query::graph::{Edge, EdgeKind};

/// Nobody follows single lines among more, in a crowd less than elsewhere.
pub(super) const MOST_LINES: usize = 1_500;
const MOST_LINES_IN_CROWD: usize = 250;
/// Below this spacing, in CSS pixels, nodes are a crowd of dots.
pub(super) const CROWDED: f64 = 34.0;

/// How thin plain lines are when nodes are so many CSS pixels apart: thousands of lines must not become a carpet that
/// hides the nodes.
pub(super) fn thinness(spacing: f64) -> f64 {
    (spacing / 48.0).clamp(0.2, 1.0)
}

/// In CSS pixels; a line that is thinner is not seen.
const THINNEST: f64 = 0.5;

/// While nothing has attention. Every line can be seen (WCAG 1.4.11), so none is pale: what is less important is thinner
/// and has wider gaps. Only what nobody offers is loud, in a crowd too.
pub(super) fn plain_stroke(
    kind: EdgeKind,
    is_unmet: bool,
    growth: f64,
    thinness: f64,
    theme: &Theme,
) -> Stroke {
    let growth = growth.clamp(0.35, 1.3);
    let thin = |width: f64| (width * growth * thinness).max(THINNEST);
    match kind {
        EdgeKind::Offer => Stroke { color: theme.offer, width: thin(0.7), dash: None },
        EdgeKind::Need if is_unmet => {
            Stroke { color: theme.need, width: 2.0 * growth, dash: Some([6.0, 4.0]) }
        }
        EdgeKind::Need => {
            let color = theme.need.over(theme.background, 0.9);
            Stroke { color, width: thin(0.7), dash: Some([3.0, 5.0]) }
        }
        EdgeKind::Link(_) => Stroke { color: theme.link, width: thin(0.7), dash: Some([1.5, 3.5]) },
        EdgeKind::Invitation => Stroke { color: theme.muted, width: thin(1.4), dash: None },
    }
}

/// At the node in the middle of attention.
pub(super) fn loud_stroke(kind: EdgeKind, is_unmet: bool, growth: f64, theme: &Theme) -> Stroke {
    let (color, width, dash) = match kind {
        EdgeKind::Offer => (theme.offer, 1.7, None),
        EdgeKind::Need => (theme.need, if is_unmet { 3.4 } else { 2.0 }, Some([6.0, 4.0])),
        EdgeKind::Link(_) => (theme.link, 2.0, Some([1.5, 3.5])),
        EdgeKind::Invitation => (theme.muted, 2.4, None),
    };
    Stroke { color: color.over(theme.text, 0.75), width: width * growth.clamp(0.35, 1.3), dash }
}

/// Whether somebody looks there for what nobody offers.
pub(super) fn is_unmet(edge: &Edge, looks: &[NodeStyle]) -> bool {
    edge.kind == EdgeKind::Need && looks.get(edge.to).is_some_and(|look| look.coverage == Coverage::Unmet)
}

/// Which kinds lie above which.
pub(super) fn layer(kind: EdgeKind) -> u8 {
    match kind {
        EdgeKind::Link(_) | EdgeKind::Invitation => 0,
        EdgeKind::Offer => 1,
        EdgeKind::Need => 2,
    }
}

/// The lines that are there without attention, those of one look together. Who knows whom is told on attention:
/// beside offers and needs it would be the loudest of all. In a dense picture so is everything but unmet needs: there
/// the islands are the shape of the network, until search and filters leave few enough.
pub(super) fn quiet_lines<'a>(
    input: &SceneInput<'a>,
    at: &[Point],
    spacing: f64,
) -> Vec<(&'a EdgeGroup, Vec<&'a Edge>)> {
    let SceneInput { graph, order, viewport, .. } = *input;
    let screen = Rectangle::of_size(viewport);
    // A line from nowhere touches nothing.
    let in_view = |edge: &&Edge| match (at.get(edge.from), at.get(edge.to)) {
        (Some(&from), Some(&to)) => (from.x + to.x).is_finite() && touches(from, to, &screen),
        _ => false,
    };
    let mut groups: Vec<(&EdgeGroup, Vec<&Edge>)> = order
        .edges
        .iter()
        .filter(|group| !matches!(group.kind, EdgeKind::Link(_)))
        .map(|group| {
            let edges = group.numbers.iter().filter_map(|&number| graph.edges.get(number));
            (group, edges.filter(in_view).collect())
        })
        .collect();
    let count: usize = groups.iter().map(|(_, edges)| edges.len()).sum();
    let is_dense = count > if spacing < CROWDED { MOST_LINES_IN_CROWD } else { MOST_LINES };
    groups.retain(|(group, edges)| !edges.is_empty() && (group.is_unmet || !is_dense));
    groups
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
