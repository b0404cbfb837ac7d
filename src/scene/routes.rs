//! Lines that bend around symbols they do not belong to.

use super::{Point, Rectangle};

/// Between a line and a foreign symbol, in CSS pixels.
const CLEARANCE: f64 = 2.5;
/// How far the control point of a curve lies beside the straight line, as a share of its length; and where along it.
const BENDS: [f64; 5] = [0.08, 0.14, 0.22, 0.32, 0.42];
const APEXES: [f64; 3] = [0.5, 0.28, 0.72];
/// A curve is drawn as so many straight pieces.
const PIECES: usize = 10;

/// What lines bend around: symbols as circles, by node.
pub(super) struct Obstacles(Vec<(usize, Point, f64)>);

impl Obstacles {
    pub(super) fn new(symbols: impl Iterator<Item = (usize, Point, f64)>) -> Self {
        Self(symbols.map(|(node, at, radius)| (node, at, radius + CLEARANCE)).collect())
    }

    /// The way from one node to another, as points: the straight line, or else the flattest curve (a quadratic Bézier)
    /// that is free, or the one with the fewest symbols in its way.
    pub(super) fn route(&self, [from_node, to_node]: [usize; 2], from: Point, to: Point) -> Vec<Point> {
        let length = from.distance(to);
        // No curve leaves this area.
        let reach = Rectangle {
            left: from.x.min(to.x),
            top: from.y.min(to.y),
            right: from.x.max(to.x),
            bottom: from.y.max(to.y),
        }
        .grown(BENDS[BENDS.len() - 1] / 2.0 * length);
        let near: Vec<(Point, f64)> = self
            .0
            .iter()
            .filter(|(node, ..)| *node != from_node && *node != to_node)
            .filter(|(_, at, radius)| reach.grown(*radius).holds(*at))
            .map(|&(_, at, radius)| (at, radius))
            .collect();
        let straight = vec![from, to];
        let mut fewest = hits(&straight, &near);
        let mut best = straight;
        if length < 1.0 {
            return best;
        }
        let normal = Point::new(-(to.y - from.y) / length, (to.x - from.x) / length);
        for bend in BENDS {
            for apex in APEXES {
                for side in [1.0, -1.0] {
                    if fewest == 0 {
                        return best;
                    }
                    let beside = side * bend * length;
                    let control = Point::new(
                        from.x + apex * (to.x - from.x) + beside * normal.x,
                        from.y + apex * (to.y - from.y) + beside * normal.y,
                    );
                    let curve = curve(from, control, to);
                    let hits = hits(&curve, &near);
                    if hits < fewest {
                        (fewest, best) = (hits, curve);
                    }
                }
            }
        }
        best
    }
}

fn curve(from: Point, control: Point, to: Point) -> Vec<Point> {
    let at = |step: usize| {
        let t = step as f64 / PIECES as f64;
        let [start, middle, end] = [(1.0 - t) * (1.0 - t), 2.0 * t * (1.0 - t), t * t];
        Point::new(
            start * from.x + middle * control.x + end * to.x,
            start * from.y + middle * control.y + end * to.y,
        )
    };
    (0..=PIECES).map(at).collect()
}

fn hits(way: &[Point], circles: &[(Point, f64)]) -> usize {
    let is_hit = |&&(at, radius): &&(Point, f64)| {
        way.windows(2).any(|piece| distance_to_piece(at, piece[0], piece[1]) < radius)
    };
    circles.iter().filter(is_hit).count()
}

fn distance_to_piece(at: Point, from: Point, to: Point) -> f64 {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let square = dx * dx + dy * dy;
    let along = if square > 0.0 { ((at.x - from.x) * dx + (at.y - from.y) * dy) / square } else { 0.0 };
    let along = along.clamp(0.0, 1.0);
    at.distance(Point::new(from.x + along * dx, from.y + along * dy))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_bends_around_what_stands_in_its_way_and_only_then() {
        let [from, to] = [Point::new(0.0, 0.0), Point::new(200.0, 0.0)];
        let symbol = |node, x, y| (node, Point::new(x, y), 9.0);
        let free =
            Obstacles::new([symbol(0, 0.0, 0.0), symbol(1, 200.0, 0.0), symbol(2, 100.0, 40.0)].into_iter());
        assert_eq!(free.route([0, 1], from, to), [from, to]);
        let blocked = Obstacles::new([symbol(2, 90.0, 3.0), symbol(3, 120.0, -30.0)].into_iter());
        let way = blocked.route([0, 1], from, to);
        assert_eq!((way[0], way[way.len() - 1]), (from, to));
        for (at, radius) in [(Point::new(90.0, 3.0), 9.0), (Point::new(120.0, -30.0), 9.0)] {
            assert!(
                way.windows(2).all(|piece| distance_to_piece(at, piece[0], piece[1]) > radius),
                "{way:?}"
            );
        }
    }
}
