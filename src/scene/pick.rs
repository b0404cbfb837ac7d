use super::{
    Camera, Emphasis, NodeStyle, Point, Size,
    extent::spacing,
    nodes::{Growth, drawn_radius},
};
use crate::query::graph::Graph;

/// Targets are at least 24 CSS pixels across (WCAG 2.5.8).
const SMALLEST_RADIUS: f64 = 12.0;

/// The node under a point of the screen, the nearest where targets overlap; hidden nodes are not there.
pub fn node_at(
    at_on_screen: Point,
    graph: &Graph,
    looks: &[NodeStyle],
    positions: &[f64],
    camera: Camera,
    viewport: Size,
) -> Option<usize> {
    let grown = Growth::new(camera, spacing(looks, positions, camera));
    (0..graph.nodes.len())
        .zip(looks)
        .zip(positions.as_chunks::<2>().0)
        .filter(|((_, look), _)| look.emphasis != Emphasis::Hidden)
        .filter_map(|((node, look), &[x, y])| {
            // Distance to the rim, so that a small node beside a large one can be hit.
            let distance = camera.screen_from_world(Point::new(x, y), viewport).distance(at_on_screen);
            let radius = drawn_radius(graph, look, node, grown);
            (distance <= radius.max(SMALLEST_RADIUS)).then_some((distance - radius, node))
        })
        .min_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, node)| node)
}

/// The nodes whose centres lie within a closed outline on the screen; hidden nodes are not there.
pub fn nodes_within(
    outline_on_screen: &[Point],
    looks: &[NodeStyle],
    positions: &[f64],
    camera: Camera,
    viewport: Size,
) -> Vec<usize> {
    let nodes = looks.iter().zip(positions.as_chunks::<2>().0).enumerate();
    let caught = nodes.filter_map(|(node, (look, &[x, y]))| {
        let at = camera.screen_from_world(Point::new(x, y), viewport);
        (look.emphasis != Emphasis::Hidden && is_within(at, outline_on_screen)).then_some(node)
    });
    caught.collect()
}

/// By the even-odd rule: a ray to the right crosses the outline an odd number of times.
fn is_within(at: Point, outline: &[Point]) -> bool {
    let Some(&last) = outline.last() else { return false };
    let mut within = false;
    let mut from = last;
    for &to in outline {
        let crosses = (from.y > at.y) != (to.y > at.y);
        if crosses && at.x < from.x + (to.x - from.x) * (at.y - from.y) / (to.y - from.y) {
            within = !within;
        }
        from = to;
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasso_catches_what_lies_inside_its_bends() {
        // A horseshoe, open to the right.
        let outline = [(0, 0), (90, 0), (90, 20), (20, 20), (20, 70), (90, 70), (90, 90), (0, 90)]
            .map(|(x, y)| Point::new(f64::from(x), f64::from(y)));
        let check = |x, y, expected| {
            assert_eq!(is_within(Point::new(x, y), &outline), expected, "{x} {y}");
        };
        check(50.0, 10.0, true);
        check(50.0, 45.0, false);
        check(10.0, 45.0, true);
        check(50.0, 80.0, true);
        check(100.0, 10.0, false);
        check(-5.0, 45.0, false);
        assert!(!is_within(Point::new(0.0, 0.0), &[]));
    }

    #[test]
    fn hidden_nodes_and_those_without_a_place_are_not_caught() {
        let looks = [NodeStyle::default(), NodeStyle { emphasis: Emphasis::Hidden, ..NodeStyle::default() }];
        let looks = [looks[0], looks[1], looks[0], looks[0]];
        let positions = [0.0, 0.0, 1.0, 1.0, f64::NAN, f64::NAN, 80.0, 0.0];
        let viewport = Size { width: 100.0, height: 100.0 };
        let outline = [(20.0, 20.0), (80.0, 20.0), (80.0, 80.0), (20.0, 80.0)].map(|(x, y)| Point::new(x, y));
        assert_eq!(nodes_within(&outline, &looks, &positions, Camera::default(), viewport), [0]);
    }
}
