//! Sectors as islands: a soft ground and a name, for those who look from too far away to read the actors' names.

use super::{
    Batch, Point, Rectangle, SceneInput, Stroke,
    geometry::{DIRECTIONS, MOST_SAMPLED, quantile},
    labels::{Urgency, Wish},
};
use crate::model::order;

/// Smaller networks are read by their actors alone.
const FEWEST_ACTORS: usize = 20;
/// Where names can be read, islands stay behind them: this strong, and only those that hardly a stranger is in. Of
/// larger networks a part is in view then, which needs none.
const QUIET: f64 = 0.45;
const MOST_QUIET: usize = 500;
const MOST_STRANGERS_QUIET: f64 = 0.1;
const FEWEST_MEMBERS: usize = 4;
/// Outliers must not blow an island up.
const SHARE_INSIDE: f64 = 0.85;
/// An island in which strangers are more than this share says nothing; its name stands alone.
const MOST_STRANGERS: f64 = 0.45;
/// Around the outermost members, in CSS pixels.
const SHORE: f64 = 10.0;
/// Where beside an island its name may stand, in shares of its width, the best first.
const COLUMNS: [f64; 5] = [0.5, 0.3, 0.7, 0.1, 0.9];
const NAME_SIZE: f64 = 15.0;
/// So many rings of places are tried around the middle of an island, as far apart as the name is high.
const RINGS: usize = 8;

/// From 0, not there, to 1; islands come up when nodes are too close together for their names. `spacing` is the
/// distance from node to node in CSS pixels.
pub(super) fn strength(input: &SceneInput, spacing: f64) -> f64 {
    let actors: usize = input.order.sectors.iter().map(Vec::len).sum();
    match actors {
        ..FEWEST_ACTORS => 0.0,
        FEWEST_ACTORS..MOST_QUIET => ((44.0 - spacing) / 16.0).clamp(QUIET, 1.0),
        _ => ((44.0 - spacing) / 16.0).clamp(0.0, 1.0),
    }
}

/// The grounds, the larger sectors first; `at` is where nodes are on the screen.
pub(super) fn grounds(input: &SceneInput, at: &[Point], strength: f64) -> Vec<Batch> {
    let theme = input.theme;
    let screen = Rectangle::of_size(input.viewport);
    let ground = |(sector, hull): (usize, Vec<Point>)| {
        let colors = theme.sector(Some(sector));
        let border = colors.border.over(theme.background, 0.4 * strength);
        Rectangle::holding(hull.iter().copied())?.grown(SHORE).overlaps(&screen).then(|| Batch::Area {
            outline: rounded(&hull, SHORE),
            fill: Some(theme.island(sector, strength)),
            stroke: Some(Stroke { color: border, width: 1.0, dash: None }),
        })
    };
    if strength <= 0.0 {
        return Vec::new();
    }
    hulls(islands(input, at), strength).into_iter().filter_map(ground).collect()
}

/// The sectors whose members are among themselves, with the hulls around most of these.
fn hulls(islands: Vec<(usize, Point, Vec<Point>)>, strength: f64) -> Vec<(usize, Vec<Point>)> {
    let cores: Vec<(usize, Vec<Point>)> = islands
        .into_iter()
        .map(|(sector, centre, mut members)| {
            let distances: Vec<f64> = members.iter().map(|at| at.distance(centre)).collect();
            let farthest = quantile(&distances, SHARE_INSIDE);
            members.retain(|at| at.distance(centre) <= farthest);
            (sector, members)
        })
        .collect();
    let most = if is_quiet(strength) { MOST_STRANGERS_QUIET } else { MOST_STRANGERS };
    let hull = |(sector, members): &(usize, Vec<Point>)| {
        let hull = convex_hull(members.clone());
        let strangers = cores
            .iter()
            .filter(|(other, _)| other != sector)
            .flat_map(|(_, members)| members)
            .filter(|at| is_inside(&hull, **at))
            .count();
        (strangers as f64 <= most * (strangers + members.len()) as f64).then_some((*sector, hull))
    };
    cores.iter().filter_map(hull).collect()
}

/// Whether nodes can be read by their names, so that islands and their names give way to them.
pub(super) fn is_quiet(strength: f64) -> bool {
    strength <= QUIET
}

/// What the names ask for, the larger sectors first. They stand in the middle of their members or elsewhere on their
/// island, quiet ones beside it, where no symbol is, or nowhere: the legend tells them, too.
pub(super) fn names<'a>(input: &SceneInput<'a>, at: &[Point], strength: f64) -> Vec<Wish<'a>> {
    if strength < 0.3 {
        return Vec::new();
    }
    let is_quiet = is_quiet(strength);
    let islands = islands(input, at);
    let middles: Vec<(usize, Point)> = islands.iter().map(|(sector, middle, _)| (*sector, *middle)).collect();
    let hulls = hulls(islands, strength);
    let name = |(sector, at): (usize, Point)| {
        let text = input.sectors.get(sector).filter(|name| !name.is_empty())?;
        let hull = hulls.iter().find(|(of, _)| *of == sector).map(|(_, hull)| &hull[..]);
        let mut places = Vec::new();
        if !is_quiet {
            places.extend(around(at).filter(|place| hull.is_none_or(|hull| is_inside(hull, *place))));
        }
        places.extend(hull.into_iter().flat_map(beside));
        if places.is_empty() {
            return None;
        }
        Some(Wish {
            node: Some(input.graph.nodes.len() + sector),
            text,
            size: NAME_SIZE,
            bold: true,
            color: input.theme.sector_name(sector, is_quiet),
            at: places.remove(0),
            radius: None,
            others: places,
            urgency: Urgency::None,
        })
    };
    middles.into_iter().filter_map(name).collect()
}

/// Places in the middle and in rings around it.
fn around(middle: Point) -> impl Iterator<Item = Point> {
    let ring = move |ring: usize| {
        let radius = ring as f64 * NAME_SIZE;
        DIRECTIONS.iter().map(move |to| Point::new(middle.x + radius * to.x, middle.y + radius * to.y))
    };
    std::iter::once(middle).chain((1..=RINGS).flat_map(ring))
}

/// Places above and below an island, the nearest first.
fn beside(hull: &[Point]) -> Vec<Point> {
    let Some(area) = Rectangle::holding(hull.iter().copied()) else { return Vec::new() };
    let mut places = Vec::new();
    for distance in [NAME_SIZE, 3.0 * NAME_SIZE].map(|distance| SHORE + distance) {
        let columns = COLUMNS.map(|share| area.left + share * area.width());
        let spans: Vec<_> = columns.iter().filter_map(|x| Some((*x, span_at(hull, *x)?))).collect();
        places.extend(spans.iter().map(|(x, [top, _])| Point::new(*x, top - distance)));
        places.extend(spans.iter().map(|(x, [_, bottom])| Point::new(*x, bottom + distance)));
    }
    places
}

/// Where an outline begins and ends on a vertical line.
fn span_at(hull: &[Point], x: f64) -> Option<[f64; 2]> {
    let sides = hull.iter().zip(hull.iter().cycle().skip(1));
    let crossed = sides.filter(|(from, to)| (from.x <= x) != (to.x <= x));
    let heights = crossed.map(|(from, to)| from.y + (x - from.x) / (to.x - from.x) * (to.y - from.y));
    heights.map(|y| [y, y]).reduce(|[top, bottom], [y, _]| [top.min(y), bottom.max(y)])
}

/// Number, middle and members of each sector that is large enough, the largest first; of a crowd some members stand
/// for all.
fn islands(input: &SceneInput, at: &[Point]) -> Vec<(usize, Point, Vec<Point>)> {
    let mut islands: Vec<_> = input
        .order
        .sectors
        .iter()
        .enumerate()
        .filter_map(|(sector, members)| {
            let place = |node: &usize| at.get(*node).copied().filter(|at| (at.x + at.y).is_finite());
            let step = members.len().div_ceil(MOST_SAMPLED).max(1);
            let members: Vec<Point> = members.iter().filter_map(place).step_by(step).collect();
            if members.len() < FEWEST_MEMBERS {
                return None;
            }
            let middle = |of: fn(&Point) -> f64| {
                let values: Vec<f64> = members.iter().map(of).collect();
                quantile(&values, 0.5)
            };
            let (x, y) = (middle(|at| at.x), middle(|at| at.y));
            Some((sector, Point::new(x, y), members))
        })
        .collect();
    order::sort_by_key(&mut islands, |(sector, ..)| std::cmp::Reverse(input.order.sectors[*sector].len()));
    islands
}

/// Counter-clockwise in a world whose y points upwards; Andrew's monotone chain (1979).
fn convex_hull(mut points: Vec<Point>) -> Vec<Point> {
    order::sort_by(&mut points, |one, other| one.x.total_cmp(&other.x).then(one.y.total_cmp(&other.y)));
    points.dedup();
    if points.len() < 3 {
        return points;
    }
    let half = |points: &mut dyn Iterator<Item = Point>| {
        let mut chain: Vec<Point> = Vec::new();
        for point in points {
            while let [.., before, last] = chain[..]
                && turn(before, last, point) <= 0.0
            {
                chain.pop();
            }
            chain.push(point);
        }
        chain.pop();
        chain
    };
    let mut hull = half(&mut points.iter().copied());
    hull.extend(half(&mut points.iter().rev().copied()));
    hull
}

/// Positive when the way from `one` over `two` to `three` bends to the left.
fn turn(one: Point, two: Point, three: Point) -> f64 {
    (two.x - one.x) * (three.y - one.y) - (two.y - one.y) * (three.x - one.x)
}

fn is_inside(hull: &[Point], at: Point) -> bool {
    hull.len() > 2
        && (0..hull.len()).all(|corner| turn(hull[corner], hull[(corner + 1) % hull.len()], at) >= 0.0)
}

/// The hull of circles around the corners of a hull.
fn rounded(hull: &[Point], radius: f64) -> Vec<Point> {
    let circle = |centre: &Point| {
        let Point { x, y } = *centre;
        DIRECTIONS.iter().map(move |to| Point::new(x + radius * to.x, y + radius * to.y))
    };
    convex_hull(hull.iter().flat_map(circle).collect())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_hull_holds_all_its_points_and_its_shore(
            points in prop::collection::vec((-500.0..500.0_f64, -500.0..500.0_f64), 3..60)
        ) {
            let points: Vec<Point> = points.into_iter().map(|(x, y)| Point::new(x, y)).collect();
            let hull = convex_hull(points.clone());
            let shore = rounded(&hull, 10.0);
            for point in points {
                prop_assert!(is_inside(&shore, point));
                prop_assert!(is_inside(&shore, Point::new(point.x + 9.0, point.y)));
            }
            prop_assert!(hull.iter().all(|corner| !is_inside(&hull, Point::new(corner.x - 2000.0, corner.y))));
        }
    }

    #[test]
    fn beside_an_island_means_at_its_outline() {
        let slope = [(0.0, 0.0), (400.0, 300.0), (0.0, 300.0)].map(|(x, y)| Point::new(x, y));
        let places = beside(&slope);
        let along = |share: f64| Point::new(400.0 * share, 300.0 * share);
        let upper: Vec<&Point> = places.iter().filter(|place| place.y < 300.0).collect();
        assert_eq!((upper.len(), places.len()), (10, 20));
        for place in upper {
            let away = (0..=100).map(|share| along(f64::from(share) / 100.0).distance(*place));
            let away = away.fold(f64::INFINITY, f64::min);
            assert!(away < SHORE + 3.0 * NAME_SIZE && !is_inside(&slope, *place), "{place:?}");
        }
    }
}
