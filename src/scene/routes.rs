//! Lines that bend around symbols they do not belong to.

use super::Point;

/// Between a line and a foreign symbol, in CSS pixels.
const CLEARANCE: f64 = 2.5;
/// A way may turn so often, and so far beside what it goes around: in shares of the symbol's radius with clearance, the
/// narrowest first, and in CSS pixels on top, so that a rounded corner stays outside.
const MOST_TURNS: usize = 20;
const WIDTHS: [f64; 4] = [1.0, 1.6, 2.4, 3.6];
const SPARE: f64 = 2.5;
/// How far from a corner the arc in its place begins, in CSS pixels.
const CORNER: f64 = 24.0;
/// What lies further from the straight line than this share of its length is in nobody's way.
const REACH: f64 = 0.3;

/// What lines bend around: symbols as circles, with their nodes.
pub(super) struct Obstacles {
    symbols: Vec<(usize, Point, f64)>,
    largest_radius: f64,
}

impl Obstacles {
    pub(super) fn new(symbols: impl Iterator<Item = (usize, Point, f64)>) -> Self {
        let symbols: Vec<_> = symbols.map(|(node, at, radius)| (node, at, radius + CLEARANCE)).collect();
        let largest_radius = symbols.iter().map(|(.., radius)| *radius).fold(0.0, f64::max);
        Self { symbols, largest_radius }
    }

    /// The way from one node to another, as points: the straight line where it is free or nothing else is found.
    pub(super) fn route(&self, [from_node, to_node]: [usize; 2], from: Point, to: Point) -> Vec<Point> {
        let reach = REACH * from.distance(to);
        let [left, right] = [from.x.min(to.x), from.x.max(to.x)];
        let [top, bottom] = [from.y.min(to.y), from.y.max(to.y)];
        let beyond = reach + self.largest_radius;
        let mut is_blocked = false;
        let mut near = Vec::new();
        for &(node, at, radius) in &self.symbols {
            let is_beside = at.x <= left - beyond
                || at.x >= right + beyond
                || at.y <= top - beyond
                || at.y >= bottom + beyond;
            if is_beside || node == from_node || node == to_node {
                continue;
            }
            let distance = distance_to_piece(at, from, to);
            is_blocked |= distance < radius;
            if distance < reach + radius {
                near.push((at, radius));
            }
        }
        let straight = || vec![from, to];
        if is_blocked { detour(from, to, &near).unwrap_or_else(straight) } else { straight() }
    }
}

/// A way around one symbol after the other, the one deepest in the way first, with round corners; `None` where there
/// is none with so few turns.
fn detour(from: Point, to: Point, symbols: &[(Point, f64)]) -> Option<Vec<Point>> {
    let mut way = vec![from];
    let mut ahead = vec![to];
    let mut turns = 0;
    while let (Some(&start), Some(&end)) = (way.last(), ahead.last()) {
        let depth = |&(at, radius): &(Point, f64)| radius - distance_to_piece(at, start, end);
        let deepest = symbols.iter().max_by(|one, other| depth(one).total_cmp(&depth(other)));
        let Some(&(at, radius)) = deepest.filter(|symbol| depth(symbol) > 0.0) else {
            way.extend(ahead.pop());
            continue;
        };
        let length = start.distance(end);
        turns += 1;
        if turns > MOST_TURNS || length < 1.0 {
            return None;
        }
        let normal = Point::new((start.y - end.y) / length, (end.x - start.x) / length);
        let is_beyond = (at.x - start.x) * normal.x + (at.y - start.y) * normal.y > 0.0;
        let shorter_side = if is_beyond { -1.0 } else { 1.0 };
        let beside = |width: f64| {
            let distance = width * (radius + SPARE);
            Point::new(at.x + distance * normal.x, at.y + distance * normal.y)
        };
        let is_outside = |at: &Point| symbols.iter().all(|(other, radius)| other.distance(*at) >= *radius);
        let turn = |width: f64| {
            let [shorter, longer] = [shorter_side, -shorter_side].map(|side| beside(side * width));
            if is_outside(&shorter) { Some(shorter) } else { Some(longer).filter(is_outside) }
        };
        ahead.push(WIDTHS.into_iter().find_map(turn)?);
    }
    let rounded = round_corners(&way);
    Some(if is_free(&rounded, symbols) { rounded } else { way })
}

/// Each corner becomes an arc (a quadratic Bézier curve) of three points.
fn round_corners(way: &[Point]) -> Vec<Point> {
    let towards = |from: Point, to: Point| {
        let length = from.distance(to);
        let share = CORNER.min(length / 2.0) / length.max(1.0);
        Point::new(from.x + share * (to.x - from.x), from.y + share * (to.y - from.y))
    };
    let mut rounded = vec![way[0]];
    for corner in way.windows(3) {
        let (start, end) = (towards(corner[1], corner[0]), towards(corner[1], corner[2]));
        rounded.extend([start, start.midpoint(end).midpoint(corner[1]), end]);
    }
    rounded.extend(way.last());
    rounded
}

/// The pieces of a way, as lines are drawn.
pub(super) fn pieces(way: &[Point]) -> Vec<[f32; 4]> {
    let piece = |ends: &[Point]| [ends[0].x as f32, ends[0].y as f32, ends[1].x as f32, ends[1].y as f32];
    way.windows(2).map(piece).collect()
}

fn is_free(way: &[Point], symbols: &[(Point, f64)]) -> bool {
    let misses = |&(at, radius): &(Point, f64)| {
        way.windows(2).all(|piece| distance_to_piece(at, piece[0], piece[1]) >= radius)
    };
    symbols.iter().all(misses)
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

    #[test]
    fn ways_lead_through_a_crowd_and_none_is_twice_as_long() {
        let mut state = 7_u64;
        let mut below = |most: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as f64 / f64::from(u32::MAX >> 1) * most
        };
        let mut symbols: Vec<(usize, Point, f64)> = Vec::new();
        while symbols.len() < 170 {
            let (at, radius) = (Point::new(below(1_200.0), below(500.0)), 5.0 + below(7.0));
            if symbols.iter().all(|(_, other, _)| other.distance(at) > 36.0) {
                symbols.push((symbols.len(), at, radius));
            }
        }
        let obstacles = Obstacles::new(symbols.iter().copied());
        let (mut straight, mut blocked) = (0, 0);
        for from in 0..170 {
            let to = (from * 37 + 11) % 170;
            let ends = [symbols[from].1, symbols[to].1];
            let way = obstacles.route([from, to], ends[0], ends[1]);
            let others: Vec<(Point, f64)> = symbols
                .iter()
                .filter(|(node, ..)| *node != from && *node != to)
                .map(|&(_, at, radius)| (at, radius))
                .collect();
            straight += usize::from(!is_free(&ends, &others));
            blocked += usize::from(!is_free(&way, &others));
            let length: f64 = way.windows(2).map(|piece| piece[0].distance(piece[1])).sum();
            assert!(length < 2.0 * ends[0].distance(ends[1]) + 40.0, "{way:?}");
        }
        assert!(straight > 100 && blocked == 0, "{straight} straight, {blocked} after all");
    }
}
