//! Lines that bend around symbols they do not belong to.

use super::Point;

/// How a way keeps away from symbols.
struct Passage {
    /// Between a line and a foreign symbol, in CSS pixels.
    clearance: f64,
    /// On top, so that a rounded corner stays outside.
    spare: f64,
    most_turns: usize,
}

/// Where there is room, and where there is hardly any.
const WIDE: Passage = Passage { clearance: 2.5, spare: 2.5, most_turns: 12 };
const NARROW: Passage = Passage { clearance: 0.5, spare: 0.7, most_turns: 60 };
/// How far beside what it goes around a way may turn, in shares of the symbol's radius with clearance, the narrowest
/// first.
const WIDTHS: [f64; 4] = [1.0, 1.6, 2.4, 3.6];
/// How far from a corner the arc in its place begins, in CSS pixels.
const CORNER: f64 = 24.0;
/// On which side a narrow way goes around symbols: on the shorter one, or, where that leads back and forth between
/// two of them, always on the same. Of 58 lines among 1,700 symbols 5, 2 and 9 find none after all, on three screens
/// (`bench/picture.mjs`).
const SIDES: [Option<f64>; 3] = [None, Some(1.0), Some(-1.0)];
/// How far from the straight line a way may lead: a share of its length, but at least and at most so many of the
/// largest radii.
const REACH: f64 = 0.3;
const REACH_IN_RADII: [f64; 2] = [3.0, 8.0];
/// A way that is so many times as long as the straight line is none.
const LONGEST: f64 = 2.0;

/// What lines bend around: symbols as circles, with their nodes.
pub(super) struct Obstacles {
    symbols: Vec<(usize, Point, f64)>,
    largest_radius: f64,
}

impl Obstacles {
    pub(super) fn new(symbols: impl Iterator<Item = (usize, Point, f64)>) -> Self {
        let symbols: Vec<_> = symbols.collect();
        let largest_radius = symbols.iter().map(|(.., radius)| *radius).fold(0.0, f64::max);
        Self { symbols, largest_radius }
    }

    /// The way from one node to another, as points, the straight line where it is free; `None` where no way is found.
    pub(super) fn route(
        &self,
        [from_node, to_node]: [usize; 2],
        from: Point,
        to: Point,
    ) -> Option<Vec<Point>> {
        let [least, most] = REACH_IN_RADII.map(|radii| radii * self.largest_radius);
        // Not `clamp`, which says in a panic what it was called with, and so brings 19 kB that print numbers.
        let reach = (REACH * from.distance(to)).max(least).min(most) + WIDE.clearance;
        let beyond = reach + self.largest_radius;
        let mut is_blocked = false;
        let mut near = Vec::new();
        for &(node, at, radius) in &self.symbols {
            if node == from_node || node == to_node || !may_be_within(at, beyond, from, to) {
                continue;
            }
            let distance = distance_to_piece(at, from, to);
            is_blocked |= distance < radius + WIDE.clearance;
            if distance < reach + radius {
                near.push((at, radius));
            }
        }
        if !is_blocked {
            return Some(vec![from, to]);
        }
        let narrow = || SIDES.into_iter().find_map(|side| detour([from, to], reach, &near, &NARROW, side));
        detour([from, to], reach, &near, &WIDE, None).or_else(narrow)
    }
}

/// A way around one symbol after the other, the one deepest in the way first, with round corners; `None` where there
/// is none that is within reach and short enough with so few turns. It keeps to the right at a `side` of 1, to the left
/// at -1.
fn detour(
    [from, to]: [Point; 2],
    reach: f64,
    symbols: &[(Point, f64)],
    passage: &Passage,
    side: Option<f64>,
) -> Option<Vec<Point>> {
    // At an end, what lies beside or over it leaves as much room as there is.
    let kept =
        |at: Point, radius: f64| (radius + passage.clearance).min(at.distance(from)).min(at.distance(to));
    let symbols: Vec<_> = symbols.iter().map(|&(at, radius)| (at, kept(at, radius))).collect();
    let mut way = vec![from];
    let mut ahead = vec![to];
    let mut turns = 0;
    while let (Some(&start), Some(&end)) = (way.last(), ahead.last()) {
        let mut deepest = (0.0, None);
        for &(at, radius) in symbols.iter().filter(|(at, radius)| may_be_within(*at, *radius, start, end)) {
            let depth = radius - distance_to_piece(at, start, end);
            if depth > deepest.0 {
                deepest = (depth, Some((at, radius)));
            }
        }
        let Some((at, radius)) = deepest.1 else {
            way.extend(ahead.pop());
            continue;
        };
        let length = start.distance(end);
        turns += 1;
        if turns > passage.most_turns || length < 1.0 {
            return None;
        }
        let normal = Point::new((start.y - end.y) / length, (end.x - start.x) / length);
        let is_beyond = (at.x - start.x) * normal.x + (at.y - start.y) * normal.y > 0.0;
        let side = side.unwrap_or(if is_beyond { -1.0 } else { 1.0 });
        let beside = |width: f64| {
            let distance = width * (radius + passage.spare);
            Point::new(at.x + distance * normal.x, at.y + distance * normal.y)
        };
        let is_outside = |at: &Point| {
            distance_to_piece(*at, from, to) <= reach
                && symbols.iter().all(|symbol| misses(*symbol, *at, *at))
        };
        let turn = |width: f64| [side, -side].map(|side| beside(side * width)).into_iter().find(is_outside);
        ahead.push(WIDTHS.into_iter().find_map(turn)?);
    }
    let length: f64 = way.windows(2).map(|piece| piece[0].distance(piece[1])).sum();
    if length > LONGEST * from.distance(to) + CORNER {
        return None;
    }
    let rounded = round_corners(&way);
    Some(if is_free(&rounded, &symbols) { rounded } else { way })
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
    symbols.iter().all(|symbol| way.windows(2).all(|piece| misses(*symbol, piece[0], piece[1])))
}

/// Whether a piece of a line stays outside a symbol.
fn misses((at, radius): (Point, f64), from: Point, to: Point) -> bool {
    !may_be_within(at, radius, from, to) || distance_to_piece(at, from, to) >= radius
}

/// Whether a piece of a line may be as near as that, because the box around it is.
fn may_be_within(at: Point, distance: f64, from: Point, to: Point) -> bool {
    at.x > from.x.min(to.x) - distance
        && at.x < from.x.max(to.x) + distance
        && at.y > from.y.min(to.y) - distance
        && at.y < from.y.max(to.y) + distance
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
        assert_eq!(free.route([0, 1], from, to).unwrap(), [from, to]);
        let blocked = Obstacles::new([symbol(2, 90.0, 3.0), symbol(3, 120.0, -30.0)].into_iter());
        let way = blocked.route([0, 1], from, to).unwrap();
        assert_eq!((way[0], way[way.len() - 1]), (from, to));
        for (at, radius) in [(Point::new(90.0, 3.0), 9.0), (Point::new(120.0, -30.0), 9.0)] {
            assert!(
                way.windows(2).all(|piece| distance_to_piece(at, piece[0], piece[1]) > radius),
                "{way:?}"
            );
        }
    }

    /// How many of as many lines as there are symbols run through foreign ones if they are straight, and as they are
    /// drawn, straight where no way is found. `radii` are the smallest, and what the largest has more.
    fn blocked(count: usize, size: [f64; 2], apart: f64, radii: [f64; 2]) -> [usize; 2] {
        let mut state = 7_u64;
        let mut below = |most: f64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (state >> 33) as f64 / f64::from(u32::MAX >> 1) * most
        };
        let mut symbols: Vec<(usize, Point, f64)> = Vec::new();
        while symbols.len() < count {
            let (at, radius) = (Point::new(below(size[0]), below(size[1])), radii[0] + below(radii[1]));
            if symbols.iter().all(|(_, other, _)| other.distance(at) > apart) {
                symbols.push((symbols.len(), at, radius));
            }
        }
        let obstacles = Obstacles::new(symbols.iter().copied());
        let (mut straight, mut blocked) = (0, 0);
        for from in 0..count {
            let to = (from * 37 + 11) % count;
            let ends = [symbols[from].1, symbols[to].1];
            let way = obstacles.route([from, to], ends[0], ends[1]).unwrap_or(ends.to_vec());
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
        [straight, blocked]
    }

    #[test]
    fn ways_lead_through_a_crowd_and_none_is_twice_as_long() {
        let [straight, drawn] = blocked(170, [1_200.0, 500.0], 36.0, [5.0, 7.0]);
        assert!(straight > 100 && drawn == 0, "{straight} straight, {drawn} after all");
    }

    #[test]
    fn where_there_is_hardly_room_ways_are_narrow() {
        let [straight, drawn] = blocked(500, [600.0, 270.0], 11.0, [2.0, 3.0]);
        assert!(straight > 400 && drawn == 0, "{straight} straight, {drawn} after all");
    }

    #[test]
    fn where_symbols_touch_ways_lead_along_them() {
        let [straight, drawn] = blocked(500, [600.0, 270.0], 6.0, [2.0, 1.5]);
        assert!(straight > 400 && drawn == 0, "{straight} straight, {drawn} after all");
    }
}
