use super::{Camera, Emphasis, NodeLook, Point, Size, node_radius, nodes::growth};
use crate::query::graph::Graph;

/// Targets are at least 24 CSS pixels across (WCAG 2.5.8).
const SMALLEST_RADIUS: f64 = 12.0;

/// The node under a point of the screen, the nearest where targets overlap; hidden nodes are not there.
pub fn node_at(
    at_on_screen: Point,
    graph: &Graph,
    looks: &[NodeLook],
    positions: &[f64],
    camera: Camera,
    viewport: Size,
) -> Option<usize> {
    let grown = growth(camera.scale());
    let at = camera.world_from_screen(at_on_screen, viewport);
    (0..graph.nodes.len())
        .zip(looks)
        .zip(positions.as_chunks::<2>().0)
        .filter(|((_, look), _)| look.emphasis != Emphasis::Hidden)
        .filter_map(|((node, _), &[x, y])| {
            // Distance to the rim, so that a small node beside a large one can be hit.
            let distance = Point::new(x, y).distance(at) * camera.scale();
            let radius = node_radius(graph, node) * grown;
            (distance <= radius.max(SMALLEST_RADIUS)).then_some((distance - radius, node))
        })
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, node)| node)
}
