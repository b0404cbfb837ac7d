//! One connected part of a network relaxes: the forces, step by step, until they have cooled down.
//!
//! Three things are wanted at once and pull against each other: neighbours beside neighbours, distances on the
//! picture like distances in steps, and groups that stay together. So there are three forces: the bounded forces
//! of Zhong et al. (2023) between neighbours and between all, the pull of stress (Kamada and Kawai 1989) towards
//! a rotating choice of pivots, and a pull towards the middle of one's group. One unit is about one step.

use super::{graph::Graph, pivots::Pivots, repulsion::Repulsion};

/// Up to this many nodes every node is a pivot, and the stress is that of all pairs.
const ALL_PAIRS: usize = 2_000;
/// Beyond, so many pivots stand for all.
const PIVOTS: usize = 200;
/// Of these so many make the first drawing.
const START_PIVOTS: usize = 40;
/// Pairs of pivot and node looked at in one step.
const PAIRS_PER_STEP: usize = 40_000;
/// From the start until the heat is gone.
const STEPS: u32 = 150;
const FEWEST_COLUMNS: usize = 8;
/// Share of a node's speed that survives a step.
const MOMENTUM: f32 = 0.6;
/// Share of a force that becomes speed.
const RESPONSE: f32 = 0.1;
/// Farthest move in the first step; it shrinks to nothing in the last.
const FARTHEST_MOVE: f32 = 3.0;
/// A long and a short pull along an edge.
const LONG_PULL: f32 = 0.12;
const SHORT_PULL: f32 = 0.75;

/// In no group.
pub(super) const ALONE: u32 = u32::MAX;

pub(super) struct Relaxation {
    pub(super) at: Vec<[f32; 2]>,
    speed: Vec<[f32; 2]>,
    forces: Vec<[f32; 2]>,
    /// Ends and weight.
    edges: Vec<(u32, u32, f32)>,
    /// By number from 0, or [`ALONE`].
    groups: Vec<u32>,
    middles: Vec<[f32; 3]>,
    pivots: Pivots,
    next_pivot: usize,
    repulsion: Repulsion,
    recipe: Recipe,
    step: u32,
}

/// How strong the forces are beside those between neighbours. Distances are read in a small picture, whose radius
/// is about the square root of its nodes; in a large one neighbourhoods are.
struct Recipe {
    cohesion: f32,
    /// At the first and at the last step.
    stress: [f32; 2],
}

impl Recipe {
    fn new(count: usize) -> Self {
        let radius = (count as f32).sqrt();
        Self {
            cohesion: (0.1 + 16.5 / radius).min(2.0),
            stress: [(1.0 + 40.0 / radius).min(5.0), (1.5 + 45.0 / radius).min(5.0)],
        }
    }
}

impl Relaxation {
    /// `graph` is connected; `groups` follows its nodes.
    pub(super) fn new(graph: &Graph, groups: Vec<u32>) -> Self {
        let count = graph.count();
        let pivots = Pivots::new(graph, if count <= ALL_PAIRS { ALL_PAIRS } else { PIVOTS });
        let group_count =
            groups.iter().filter(|&&group| group != ALONE).max().map_or(0, |&last| last as usize + 1);
        Self {
            at: pivots.scaled(START_PIVOTS),
            speed: vec![[0.0; 2]; count],
            forces: vec![[0.0; 2]; count],
            edges: graph.edges().collect(),
            groups,
            middles: vec![[0.0; 3]; group_count],
            pivots,
            next_pivot: 0,
            repulsion: Repulsion::default(),
            recipe: Recipe::new(count),
            step: 0,
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.step >= STEPS
    }

    pub(super) fn progress(&self) -> f32 {
        self.step as f32 / STEPS as f32
    }

    pub(super) fn step(&mut self) {
        let progress = self.progress();
        self.repulsion.push(&self.at, &mut self.forces);
        self.pull_neighbours();
        self.pull_groups();
        let [first, last] = self.recipe.stress;
        self.pull_to_pivots(first + (last - first) * progress);
        let farthest = FARTHEST_MOVE * (1.0 - progress);
        for ((at, speed), force) in self.at.iter_mut().zip(&mut self.speed).zip(&self.forces) {
            *speed = [0, 1].map(|axis| MOMENTUM * speed[axis] + RESPONSE * force[axis]);
            let length = (speed[0] * speed[0] + speed[1] * speed[1]).sqrt();
            let share = if length > farthest { farthest / length } else { 1.0 };
            *at = [at[0] + speed[0] * share, at[1] + speed[1] * share];
        }
        self.step += 1;
    }

    fn pull_neighbours(&mut self) {
        for &(from, to, weight) in &self.edges {
            let (from, to) = (from as usize, to as usize);
            let [dx, dy] = [self.at[to][0] - self.at[from][0], self.at[to][1] - self.at[from][1]];
            let pull = weight * (LONG_PULL + SHORT_PULL / (1.0 + dx * dx + dy * dy));
            self.forces[from][0] += dx * pull;
            self.forces[from][1] += dy * pull;
            self.forces[to][0] -= dx * pull;
            self.forces[to][1] -= dy * pull;
        }
    }

    fn pull_groups(&mut self) {
        self.middles.fill([0.0; 3]);
        for (at, &group) in self.at.iter().zip(&self.groups) {
            if let Some(middle) = self.middles.get_mut(group as usize) {
                *middle = [middle[0] + at[0], middle[1] + at[1], middle[2] + 1.0];
            }
        }
        let cohesion = self.recipe.cohesion;
        for ((force, at), &group) in self.forces.iter_mut().zip(&self.at).zip(&self.groups) {
            if let Some([x, y, count]) = self.middles.get(group as usize) {
                force[0] += cohesion * (x / count - at[0]);
                force[1] += cohesion * (y / count - at[1]);
            }
        }
    }

    /// Towards the distance in steps from some pivots, at the scale that fits the present picture best. The mean
    /// over the pivots, weighted as in the stress.
    fn pull_to_pivots(&mut self, strength: f32) {
        let count = self.at.len();
        let all = self.pivots.nodes.len();
        if all == 0 {
            return;
        }
        let columns = (PAIRS_PER_STEP / count.max(1)).max(FEWEST_COLUMNS).min(all);
        let chosen: Vec<usize> = (0..columns).map(|number| (self.next_pivot + number) % all).collect();
        self.next_pivot = (self.next_pivot + columns) % all;
        let mut sums = vec![[0.0_f32; 5]; count];
        for &pivot in &chosen {
            let [pivot_x, pivot_y] = self.at[self.pivots.nodes[pivot] as usize];
            let distances = &self.pivots.distances[pivot];
            for (node, (sum, &[x, y])) in sums.iter_mut().zip(&self.at).enumerate() {
                let weight = self.pivots.weight(pivot, node);
                let (dx, dy) = (x - pivot_x, y - pivot_y);
                let distance = (dx * dx + dy * dy).sqrt().max(1e-6);
                let steps = f32::from(distances[node]);
                // weight * (distance - scale * steps) / distance, split by what the scale multiplies.
                sum[0] += weight;
                sum[1] += weight * dx;
                sum[2] += weight * dy;
                let by_steps = weight * steps / distance;
                sum[3] += by_steps * dx;
                sum[4] += by_steps * dy;
            }
        }
        let scale = self.scale(&chosen);
        for (force, sum) in self.forces.iter_mut().zip(&sums) {
            if sum[0] > 0.0 {
                let factor = strength / sum[0];
                force[0] -= factor * (sum[1] - scale * sum[3]);
                force[1] -= factor * (sum[2] - scale * sum[4]);
            }
        }
    }

    /// Units per step with the least stress.
    fn scale(&self, chosen: &[usize]) -> f32 {
        let (mut along, mut square) = (0.0_f32, 0.0_f32);
        for &pivot in chosen {
            let [pivot_x, pivot_y] = self.at[self.pivots.nodes[pivot] as usize];
            for (node, &[x, y]) in self.at.iter().enumerate() {
                let weight = self.pivots.weight(pivot, node);
                let steps = f32::from(self.pivots.distances[pivot][node]);
                let (dx, dy) = (x - pivot_x, y - pivot_y);
                along += weight * (dx * dx + dy * dy).sqrt() * steps;
                square += weight * steps * steps;
            }
        }
        if square > 0.0 { along / square } else { 1.0 }
    }
}
