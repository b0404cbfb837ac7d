//! The drawing of least stress for a small graph: stochastic gradient descent over all pairs (Zheng, Pawar and
//! Goodman 2018), then majorization (Gansner, Koren and North 2004), which only ever lowers the stress.

use super::{graph::UNREACHED, pivots::Pivots, random::Random};

/// Epochs of the descent, and the share of a step that is left in the last: the published schedule.
const EPOCHS: i32 = 30;
const LAST_STEP: f64 = 0.1;
const SWEEPS: usize = 60;

/// Improves `at`, in which one unit is one step. Every node of the graph is a pivot.
pub(super) fn minimise(pivots: &Pivots, at: &mut [[f64; 2]], random: &mut Random) {
    let mut pairs = Vec::new();
    for (&pivot, distances) in pivots.nodes.iter().zip(&pivots.distances) {
        let later = (pivot as usize + 1..at.len()).filter(|&node| distances[node] != UNREACHED);
        pairs.extend(later.map(|node| (pivot as usize, node, f64::from(distances[node]))));
    }
    descend(&mut pairs, at, random);
    for _ in 0..SWEEPS {
        majorize(pivots, at);
    }
}

fn descend(pairs: &mut [(usize, usize, f64)], at: &mut [[f64; 2]], random: &mut Random) {
    let farthest = pairs.iter().fold(1.0_f64, |farthest, pair| farthest.max(pair.2));
    // From a step that joins even the farthest pair down to a tenth of one for neighbours, by equal factors.
    let mut step = farthest * farthest;
    let factor = root(LAST_STEP / step, EPOCHS - 1);
    for _ in 0..EPOCHS {
        for last in (1..pairs.len()).rev() {
            pairs.swap(last, random.below(last + 1));
        }
        for &(one, other, steps) in pairs.iter() {
            let (dx, dy) = (at[one][0] - at[other][0], at[one][1] - at[other][1]);
            let distance = (dx * dx + dy * dy).sqrt().max(1e-9);
            let share = (step / (steps * steps)).min(1.0) * (distance - steps) / (2.0 * distance);
            at[one] = [at[one][0] - share * dx, at[one][1] - share * dy];
            at[other] = [at[other][0] + share * dx, at[other][1] + share * dy];
        }
        step *= factor;
    }
}

fn majorize(pivots: &Pivots, at: &mut [[f64; 2]]) {
    for (&node, distances) in pivots.nodes.iter().zip(&pivots.distances) {
        let here = at[node as usize];
        let (mut sum, mut weights) = ([0.0; 2], 0.0);
        for (&there, &steps) in at.iter().zip(distances) {
            if steps == 0 || steps == UNREACHED {
                continue;
            }
            let steps = f64::from(steps);
            let (dx, dy) = (here[0] - there[0], here[1] - there[1]);
            let stretch = steps / (dx * dx + dy * dy).sqrt().max(1e-9);
            let weight = 1.0 / (steps * steps);
            sum = [sum[0] + weight * (there[0] + dx * stretch), sum[1] + weight * (there[1] + dy * stretch)];
            weights += weight;
        }
        if weights > 0.0 {
            at[node as usize] = sum.map(|value| value / weights);
        }
    }
}

/// The `degree`th root of a number between 0 and 1, by bisection: exact arithmetic gives the same everywhere.
fn root(value: f64, degree: i32) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        let mut power = 1.0;
        for _ in 0..degree {
            power *= middle;
        }
        if power < value { low = middle } else { high = middle }
    }
    high
}
