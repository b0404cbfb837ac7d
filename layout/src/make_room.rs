//! Room for names: a finished drawing becomes wide, and boxes of symbols with their names part until few overlap.
//!
//! Boxes are compared as they would lie on one screen, the reference stage, because letters do not grow with a
//! drawing. So the answer depends on the network alone and not on the window it is looked at in.

use super::{LabelInput, overlap_removal::Grid};

/// What an office laptop leaves for the picture, in CSS pixels, without margins: boxes part as they would lie there.
pub const STAGE: [f64; 2] = [1180.0, 560.0];
/// How much a drawing may be stretched in one direction to fill the stage. More bends distances too much.
const MOST_STRETCH: f64 = 1.25;
/// Larger networks show no names from so far away.
const MOST_NODES: usize = 1_500;
/// Share of the stage that boxes may ask for; where they ask for more, some names get no room.
const MOST_FILL: f64 = 0.5;
/// In larger networks the drawing counts for more than names.
const ALL_NAMED: f64 = 180.0;
const ROUNDS: usize = 120;
/// Of these, how often the sides of all names are chosen anew.
const ROUNDS_PER_CHOICE: usize = 6;
/// Share of an overlap that one round takes away.
const EAGERNESS: f64 = 0.5;
/// Between a symbol and its name, and around both, in CSS pixels.
const GAP: f64 = 3.0;
const AROUND: f64 = 2.0;
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
    let wider = ((STAGE[0] / size[0]) / (STAGE[1] / size[1])).clamp(1.0 / MOST_STRETCH, MOST_STRETCH).sqrt();
    let stretch = [wider, 1.0 / wider];
    let pixels = (STAGE[0] / (size[0] * stretch[0])).min(STAGE[1] / (size[1] * stretch[1]));
    // On the stage, from its middle.
    let mut places: Vec<[f64; 2]> = at
        .iter()
        .map(|point| {
            [0, 1].map(|axis| (point[axis] - (low[axis] + high[axis]) / 2.0) * stretch[axis] * pixels)
        })
        .collect();
    if places.len() <= MOST_NODES {
        part_boxes(&mut places, labels);
    }
    for (point, place) in at.iter_mut().zip(places) {
        *point = place.map(|value| value / pixels);
    }
}

/// Answers with the boxes that were parted.
fn part_boxes(places: &mut [[f64; 2]], labels: &[LabelInput]) -> Vec<Box> {
    let count = places.len();
    let mut boxes: Vec<[Box; 4]> = labels.iter().map(Box::all).collect();
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&node| (labels[node].rank, node));
    let most_fill = MOST_FILL * (ALL_NAMED / count as f64).min(1.0);
    let mut fill = 0.0;
    for node in order {
        fill += boxes[node][0].area() / (STAGE[0] * STAGE[1]);
        if fill > most_fill {
            // It keeps room for its symbol alone.
            let bare = Box::all(&LabelInput { width: 0.0, height: 0.0, ..labels[node] })[1];
            fill += (bare.area() - boxes[node][0].area()) / (STAGE[0] * STAGE[1]);
            boxes[node] = [bare; 4];
        }
    }
    let widest = boxes.iter().flatten().map(|side| side.high[0] - side.low[0]).fold(1.0, f64::max);
    let mut chosen = vec![0; count];
    let mut grid = Grid::default();
    for round in 0..ROUNDS {
        grid.sort(places, widest);
        if round % ROUNDS_PER_CHOICE == 0 && round < ROUNDS - 3 * ROUNDS_PER_CHOICE {
            for node in 0..count {
                chosen[node] = best_side(node, places, &boxes, &chosen, &grid);
            }
        }
        let mut moves = vec![[0.0; 2]; count];
        let mut overlaps = false;
        for node in 0..count {
            let own = &boxes[node][chosen[node]];
            grid.near(places[node], |other| {
                if other <= node {
                    return;
                }
                let others = &boxes[other][chosen[other]];
                let over = [0, 1].map(|axis| own.overlap(places[node], others, places[other], axis));
                if over[0] <= 0.0 || over[1] <= 0.0 {
                    return;
                }
                overlaps = true;
                let axis = usize::from(over[1] < over[0]);
                let middle = |of: &Box, at: [f64; 2]| at[axis] + (of.low[axis] + of.high[axis]) / 2.0;
                let is_before = middle(own, places[node]) <= middle(others, places[other]);
                let way = EAGERNESS * over[axis] / 2.0 * if is_before { -1.0 } else { 1.0 };
                moves[node][axis] += way;
                moves[other][axis] -= way;
            });
        }
        for (node, place) in places.iter_mut().enumerate() {
            let own = &boxes[node][chosen[node]];
            for axis in 0..2 {
                // The rim of the stage is a wall.
                let (least, most) = (-STAGE[axis] / 2.0 - own.low[axis], STAGE[axis] / 2.0 - own.high[axis]);
                place[axis] = (place[axis] + moves[node][axis]).max(least).min(most.max(least));
            }
        }
        if !overlaps {
            break;
        }
    }
    boxes.iter().zip(chosen).map(|(sides, side)| sides[side]).collect()
}

/// The side of a name with the least of others in it, the first of equal ones.
fn best_side(node: usize, places: &[[f64; 2]], boxes: &[[Box; 4]], chosen: &[usize], grid: &Grid) -> usize {
    let mut costs = [0.0; 4];
    for (side, cost) in costs.iter_mut().enumerate() {
        let own = &boxes[node][side];
        grid.near(places[node], |other| {
            if other != node {
                let others = &boxes[other][chosen[other]];
                let over = [0, 1].map(|axis| own.overlap(places[node], others, places[other], axis).max(0.0));
                *cost += over[0] * over[1];
            }
        });
        for axis in 0..2 {
            let beyond = (-STAGE[axis] / 2.0 - places[node][axis] - own.low[axis]).max(0.0)
                + (places[node][axis] + own.high[axis] - STAGE[axis] / 2.0).max(0.0);
            *cost += 20.0 * beyond;
        }
        // What is chosen stays unless another is clearly better.
        *cost += if side == chosen[node] { 0.0 } else { 20.0 };
    }
    (0..4).min_by(|&one, &other| costs[one].total_cmp(&costs[other])).unwrap_or(0)
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

    #[test]
    fn names_that_have_room_on_the_stage_are_parted_on_it() {
        let mut random = Random::new(1);
        let mut places: Vec<[f64; 2]> = (0..60)
            .map(|_| [0, 1].map(|axis| (random.below(1000) as f64 / 1000.0 - 0.5) * 0.9 * STAGE[axis]))
            .collect();
        let label = |rank| LabelInput { radius: 9.0, width: 90.0, height: 19.0, rank };
        let labels: Vec<LabelInput> = (0..60).map(label).collect();
        // The names themselves, without the room around them.
        let overlapping = |places: &[[f64; 2]], boxes: &[Box]| {
            let pairs = (0..60).flat_map(|one| (0..one).map(move |other| (one, other)));
            let overlap = |one: usize, other: usize, axis| {
                boxes[one].overlap(places[one], &boxes[other], places[other], axis)
            };
            pairs.filter(|&(one, other)| (0..2).all(|axis| overlap(one, other, axis) > 2.0 * AROUND)).count()
        };
        let before = places.clone();
        let boxes = part_boxes(&mut places, &labels);
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
    fn a_drawing_is_stretched_no_more_than_distances_bear() {
        let mut at = vec![[0.0, 0.0], [0.0, 100.0], [100.0, 0.0], [100.0, 100.0]];
        make_room(&mut at, &[LabelInput { radius: 5.0, ..LabelInput::default() }; 4]);
        let (low, high) = extent(&at).unwrap();
        let shape = (high[0] - low[0]) / (high[1] - low[1]);
        // The rim of the stage takes a little more of the height.
        assert!(shape > 1.2 && shape < 1.05 * MOST_STRETCH, "{shape}");
    }
}
