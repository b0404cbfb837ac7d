//! Room for names: a finished drawing becomes wide, and boxes of symbols with their names part until few overlap.
//!
//! Boxes are compared as they would lie on one screen, the reference stage, because letters do not grow with a
//! drawing. So the answer depends on the network alone and not on the window it is looked at in.

use super::{LabelInput, overlap_removal::Grid};

/// What an office laptop leaves for the picture, in CSS pixels, without margins: boxes part as they would lie there.
pub const STAGE: [f64; 2] = [1280.0, 515.0];
/// How many times longer a distance from left to right may be shown than one from top to bottom, so that a drawing
/// fills a window. Who shows it does that, so places on the stage have it, and the drawing has not.
pub const MOST_STRETCH_SHOWN: f64 = 1.28 * 1.28;
/// How much more the drawing itself may be stretched. More bends distances too much.
const MOST_STRETCH: f64 = 1.18;
/// Larger networks show no names from so far away.
const MOST_NODES: usize = 1_500;
/// Share of the stage that boxes may ask for; where they ask for more, some names get no room.
const MOST_FILL: f64 = 0.7;
const ROUNDS: usize = 120;
/// Of these, how often the sides of all names are chosen anew.
const ROUNDS_PER_CHOICE: usize = 6;
/// Share of an overlap that one round takes away.
const EAGERNESS: f64 = 0.45;
/// Boxes are wide and low, so they part up and down, until the stage is full from top to bottom and none can move.
/// With each round they would rather part to the sides: in the end when they overlap there up to so many times more.
const MOST_SIDEWAYS: f64 = 5.0;
/// In larger networks distances count for more than names: both are less there.
const ALL_NAMED: f64 = 180.0;
const ALL_SIDEWAYS: f64 = 120.0;
/// Of the names that yield and overlap others, one in so many gives up at a time.
const YIELD_ONE_IN: usize = 4;
/// Between a symbol and its name, and around both, in CSS pixels.
const GAP: f64 = 3.0;
const AROUND: f64 = 6.5;
/// Around a symbol whose name has no room, so that lines find ways between such symbols.
const AROUND_BARE: f64 = 13.0;

/// How much larger than at a scale of 1, in CSS pixels per unit of the drawing, symbols are drawn.
pub fn symbol_growth(scale: f64) -> f64 {
    scale.sqrt().min(2.0 * scale).min(1.7)
}

/// A box around a node, seen from it, in CSS pixels.
#[derive(Clone, Copy, Default)]
struct Box {
    low: [f64; 2],
    high: [f64; 2],
}

impl Box {
    /// Symbol and name: to the right, below, to the left, above.
    fn all(label: &LabelInput) -> [Self; 4] {
        let (LabelInput { radius, width, height, .. }, around) = (*label, AROUND);
        let beside = radius + GAP + width + around;
        let over = radius + GAP / 2.0 + height + around;
        let (half_width, half_height) =
            ((width / 2.0).max(radius) + around, (height / 2.0).max(radius) + around);
        let near = radius + around;
        [
            Self { low: [-near, -half_height], high: [beside, half_height] },
            Self { low: [-half_width, -near], high: [half_width, over] },
            Self { low: [-beside, -half_height], high: [near, half_height] },
            Self { low: [-half_width, -over], high: [half_width, near] },
        ]
    }

    /// The symbol alone.
    fn bare(label: &LabelInput) -> Self {
        let reach = label.radius + AROUND_BARE;
        Self { low: [-reach; 2], high: [reach; 2] }
    }

    fn area(&self) -> f64 {
        (self.high[0] - self.low[0]) * (self.high[1] - self.low[1])
    }

    /// How far two boxes reach into one another along an axis; not positive where they do not.
    fn overlap(&self, at: [f64; 2], other: &Self, other_at: [f64; 2], axis: usize) -> f64 {
        (at[axis] + self.high[axis]).min(other_at[axis] + other.high[axis])
            - (at[axis] + self.low[axis]).max(other_at[axis] + other.low[axis])
    }
}

/// Stretches a drawing towards the shape of the stage, and parts the boxes of nodes that have names. `labels` follow
/// the nodes.
pub(super) fn make_room(at: &mut [[f64; 2]], labels: &[LabelInput]) {
    let Some((low, high)) = extent(at) else { return };
    let size = [high[0] - low[0], high[1] - low[1]].map(|length| length.max(1.0));
    let wanted = (STAGE[0] / size[0]) / (STAGE[1] / size[1]);
    let shown = wanted.clamp(1.0 / MOST_STRETCH_SHOWN, MOST_STRETCH_SHOWN);
    let kept = (wanted / shown).clamp(1.0 / MOST_STRETCH, MOST_STRETCH).sqrt();
    let shown = shown.sqrt();
    let stretch = [kept * shown, 1.0 / (kept * shown)];
    let pixels = (STAGE[0] / (size[0] * stretch[0])).min(STAGE[1] / (size[1] * stretch[1]));
    // On the stage, from its middle.
    let mut places: Vec<[f64; 2]> = at
        .iter()
        .map(|point| {
            [0, 1].map(|axis| (point[axis] - (low[axis] + high[axis]) / 2.0) * stretch[axis] * pixels)
        })
        .collect();
    if places.len() <= MOST_NODES {
        let growth = symbol_growth(pixels);
        let grown = labels.iter().map(|label| LabelInput { radius: growth * label.radius, ..*label });
        part_boxes(&mut places, &grown.collect::<Vec<_>>());
    }
    for (point, [x, y]) in at.iter_mut().zip(places) {
        *point = [x / shown / pixels, y * shown / pixels];
    }
}

/// Answers with the boxes that were parted.
fn part_boxes(places: &mut [[f64; 2]], labels: &[LabelInput]) -> Vec<Box> {
    let mut boxes = Boxes::new(labels);
    let widest = boxes.sides.iter().flatten().map(|side| side.high[0] - side.low[0]).fold(1.0, f64::max);
    let most_sideways = (MOST_SIDEWAYS - 1.0) * (ALL_SIDEWAYS / labels.len() as f64).min(1.0);
    let mut grid = Grid::default();
    for round in 0..ROUNDS {
        grid.sort(places, widest);
        if round % ROUNDS_PER_CHOICE == 0 {
            if round < ROUNDS - 3 * ROUNDS_PER_CHOICE {
                boxes.choose_sides(places, &grid);
            }
            if round >= ROUNDS / 2 {
                boxes.yield_some(places, &grid);
            }
        }
        let sideways = 1.0 + most_sideways * round as f64 / ROUNDS as f64;
        if !boxes.part(places, &grid, sideways) {
            break;
        }
    }
    (0..labels.len()).map(|node| *boxes.of(node)).collect()
}

/// Of every node, while they part.
struct Boxes<'a> {
    labels: &'a [LabelInput],
    /// Those that yield first come last.
    order: Vec<usize>,
    sides: Vec<[Box; 4]>,
    chosen: Vec<usize>,
    /// Has room for its symbol alone.
    is_bare: Vec<bool>,
}

impl<'a> Boxes<'a> {
    fn new(labels: &'a [LabelInput]) -> Self {
        let count = labels.len();
        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|&node| (labels[node].rank, node));
        let sides: Vec<[Box; 4]> = labels.iter().map(Box::all).collect();
        let mut boxes = Self { labels, order, sides, chosen: vec![0; count], is_bare: vec![false; count] };
        let most_fill = MOST_FILL * (ALL_NAMED / count as f64).min(1.0) * STAGE[0] * STAGE[1];
        let mut fill = 0.0;
        for number in 0..count {
            let node = boxes.order[number];
            let area = boxes.of(node).area();
            if fill + area > most_fill {
                boxes.strip(node);
            }
            fill += boxes.of(node).area();
        }
        boxes
    }

    fn of(&self, node: usize) -> &Box {
        &self.sides[node][self.chosen[node]]
    }

    fn strip(&mut self, node: usize) {
        self.sides[node] = [Box::bare(&self.labels[node]); 4];
        self.is_bare[node] = true;
    }

    /// How far two boxes reach into one another along both axes, where they do.
    fn overlap(&self, own: &Box, node: usize, other: usize, places: &[[f64; 2]]) -> Option<[f64; 2]> {
        let over = [0, 1].map(|axis| own.overlap(places[node], self.of(other), places[other], axis));
        (other != node && over[0] > 0.0 && over[1] > 0.0).then_some(over)
    }

    fn choose_sides(&mut self, places: &[[f64; 2]], grid: &Grid) {
        for node in 0..places.len() {
            self.chosen[node] = self.best_side(node, places, grid);
        }
    }

    /// The side of a name with the least of others in it, the first of equal ones.
    fn best_side(&self, node: usize, places: &[[f64; 2]], grid: &Grid) -> usize {
        let mut costs = [0.0; 4];
        for (side, cost) in costs.iter_mut().enumerate() {
            let own = &self.sides[node][side];
            grid.near(places[node], |other| {
                let over = self.overlap(own, node, other, places);
                *cost += over.map_or(0.0, |[across, down]| across * down);
            });
            for axis in 0..2 {
                let beyond = (-STAGE[axis] / 2.0 - places[node][axis] - own.low[axis]).max(0.0)
                    + (places[node][axis] + own.high[axis] - STAGE[axis] / 2.0).max(0.0);
                *cost += 20.0 * beyond;
            }
            // What is chosen stays unless another is clearly better.
            *cost += if side == self.chosen[node] { 0.0 } else { 20.0 };
        }
        (0..4).min_by(|&one, &other| costs[one].total_cmp(&costs[other])).unwrap_or(0)
    }

    /// Some of the names that are in the way of others and yield give their room up, the least important first.
    fn yield_some(&mut self, places: &[[f64; 2]], grid: &Grid) {
        let is_in_the_way = |node: usize| {
            let mut found = false;
            grid.near(places[node], |other| {
                found |= !self.is_bare[other] && self.overlap(self.of(node), node, other, places).is_some();
            });
            found
        };
        let may_yield = |node: usize| self.labels[node].yields && !self.is_bare[node];
        let least_first = self.order.iter().rev().copied();
        let yielding: Vec<usize> =
            least_first.filter(|&node| may_yield(node) && is_in_the_way(node)).collect();
        for &node in &yielding[..yielding.len().div_ceil(YIELD_ONE_IN)] {
            self.strip(node);
        }
    }

    /// One round; whether any boxes overlap. Those that do part along the axis on which it takes least, across by
    /// `sideways` times more than down.
    fn part(&self, places: &mut [[f64; 2]], grid: &Grid, sideways: f64) -> bool {
        let mut moves = vec![[0.0; 2]; places.len()];
        let mut overlaps = false;
        for node in 0..places.len() {
            let own = self.of(node);
            grid.near(places[node], |other| {
                if other <= node {
                    return;
                }
                let Some(over) = self.overlap(own, node, other, places) else { return };
                overlaps = true;
                let axis = usize::from(sideways * over[1] < over[0]);
                let middle = |of: &Box, at: [f64; 2]| at[axis] + (of.low[axis] + of.high[axis]) / 2.0;
                let is_before = middle(own, places[node]) <= middle(self.of(other), places[other]);
                let way = EAGERNESS * over[axis] / 2.0 * if is_before { -1.0 } else { 1.0 };
                moves[node][axis] += way;
                moves[other][axis] -= way;
            });
        }
        for (node, place) in places.iter_mut().enumerate() {
            let own = self.of(node);
            for axis in 0..2 {
                // The rim of the stage is a wall.
                let (least, most) = (-STAGE[axis] / 2.0 - own.low[axis], STAGE[axis] / 2.0 - own.high[axis]);
                place[axis] = (place[axis] + moves[node][axis]).max(least).min(most.max(least));
            }
        }
        overlaps
    }
}

fn extent(at: &[[f64; 2]]) -> Option<([f64; 2], [f64; 2])> {
    let first = *at.first()?;
    Some(at.iter().fold((first, first), |(low, high), point| {
        ([0, 1].map(|axis| low[axis].min(point[axis])), [0, 1].map(|axis| high[axis].max(point[axis])))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    /// In the middle of the stage, so many of its widths and heights around.
    fn scattered(count: usize, [wide, high]: [f64; 2]) -> Vec<[f64; 2]> {
        let mut random = Random::new(1);
        let mut within = |length: f64| (random.below(1000) as f64 / 1000.0 - 0.5) * length;
        (0..count).map(|_| [within(wide * STAGE[0]), within(high * STAGE[1])]).collect()
    }

    fn labels(count: usize, yields: impl Fn(usize) -> bool) -> Vec<LabelInput> {
        let label = |number: usize| LabelInput {
            radius: 9.0,
            width: 90.0,
            height: 19.0,
            rank: number as u32,
            yields: yields(number),
        };
        (0..count).map(label).collect()
    }

    fn is_named(own: &Box) -> bool {
        own.high[0] - own.low[0] > 90.0
    }

    /// Pairs of names or symbols that overlap, without the room around them.
    fn overlapping(places: &[[f64; 2]], boxes: &[Box]) -> usize {
        let pairs = (0..boxes.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
        let room = |own: &Box| if is_named(own) { AROUND } else { AROUND_BARE };
        let overlap = |one: usize, other: usize, axis| {
            let overlap = boxes[one].overlap(places[one], &boxes[other], places[other], axis);
            overlap > room(&boxes[one]) + room(&boxes[other])
        };
        pairs.filter(|&(one, other)| (0..2).all(|axis| overlap(one, other, axis))).count()
    }

    #[test]
    fn names_that_have_room_on_the_stage_are_parted_on_it() {
        let mut places = scattered(60, [0.9, 0.9]);
        let before = places.clone();
        let boxes = part_boxes(&mut places, &labels(60, |_| false));
        let (first, last) = (overlapping(&before, &boxes), overlapping(&places, &boxes));
        assert!(first >= 10 && 3 * last <= first, "{first} overlap before, {last} after");
        for (place, own) in places.iter().zip(&boxes) {
            for axis in 0..2 {
                assert!(place[axis] + own.low[axis] >= -STAGE[axis] / 2.0 - 1e-9);
                assert!(place[axis] + own.high[axis] <= STAGE[axis] / 2.0 + 1e-9);
            }
        }
    }

    #[test]
    fn what_fills_the_stage_from_top_to_bottom_parts_to_the_sides() {
        let mut places = scattered(60, [0.2, 0.9]);
        let boxes = part_boxes(&mut places, &labels(60, |_| false));
        let last = overlapping(&places, &boxes);
        assert!(last <= 5, "{last} overlap");
    }

    #[test]
    fn names_that_yield_leave_their_room_to_others() {
        let parted = |yields: bool| {
            let mut places = scattered(130, [0.5, 0.8]);
            let boxes = part_boxes(&mut places, &labels(130, |number| yields && number >= 60));
            let named =
                [&boxes[..60], &boxes[60..]].map(|some| some.iter().filter(|own| is_named(own)).count());
            (named, overlapping(&places, &boxes))
        };
        let (([all, most], before), ([firm, fewer], after)) = (parted(false), parted(true));
        assert_eq!([all, firm], [60, 60], "who does not yield keeps it");
        assert!(
            fewer < most && 3 * after <= before,
            "{most} and {fewer} named, {before} and {after} overlap"
        );
    }

    #[test]
    fn a_drawing_is_stretched_no_more_than_distances_bear() {
        let mut at = vec![[0.0, 0.0], [0.0, 100.0], [100.0, 0.0], [100.0, 100.0]];
        make_room(&mut at, &[LabelInput { radius: 5.0, ..LabelInput::default() }; 4]);
        let (low, high) = extent(&at).unwrap();
        let shape = (high[0] - low[0]) / (high[1] - low[1]);
        // The rim of the stage takes a little of the height.
        assert!((MOST_STRETCH..1.07 * MOST_STRETCH).contains(&shape), "{shape}");
    }
}
