//! A drawing bends to the nodes that are pinned.

use super::graph::Graph;

const SWEEPS: usize = 40;
/// How strongly a node keeps its place in the drawing, against the pull of its neighbours.
const HOLD: f64 = 0.15;

/// Turns and shifts the drawing to lie as near to the pinned places as can be, then lets every node follow the
/// pinned ones around it the rest of the way. `pinned` follows the nodes.
pub(super) fn align_to_pins(at: &mut [[f64; 2]], pinned: &[Option<[f64; 2]>], graph: &Graph) {
    let pins: Vec<(usize, [f64; 2])> =
        pinned.iter().enumerate().filter_map(|(node, place)| Some((node, (*place)?))).collect();
    if pins.is_empty() {
        return;
    }
    align(at, &pins);
    let mut shifts = vec![[0.0; 2]; at.len()];
    for &(node, place) in &pins {
        shifts[node] = [place[0] - at[node][0], place[1] - at[node][1]];
    }
    for _ in 0..SWEEPS {
        for node in (0..at.len()).filter(|&node| pinned[node].is_none()) {
            let (mut sum, mut weights) = ([0.0; 2], 0.0);
            for (near, weight) in graph.weighted(node) {
                let weight = f64::from(weight);
                sum = [sum[0] + weight * shifts[near][0], sum[1] + weight * shifts[near][1]];
                weights += weight;
            }
            if weights > 0.0 {
                shifts[node] = sum.map(|value| value / (weights * (1.0 + HOLD)));
            }
        }
    }
    for (point, shift) in at.iter_mut().zip(shifts) {
        *point = [point[0] + shift[0], point[1] + shift[1]];
    }
}

/// The turn and shift with the least squares of distances to the pins (Procrustes, without scaling).
fn align(at: &mut [[f64; 2]], pins: &[(usize, [f64; 2])]) {
    let from = mean(pins.iter().map(|&(node, _)| at[node]));
    let to = mean(pins.iter().map(|&(_, place)| place));
    let (mut cosine, mut sine) = (0.0, 0.0);
    for &(node, place) in pins {
        let one = [at[node][0] - from[0], at[node][1] - from[1]];
        let other = [place[0] - to[0], place[1] - to[1]];
        cosine += one[0] * other[0] + one[1] * other[1];
        sine += one[0] * other[1] - one[1] * other[0];
    }
    let length = (cosine * cosine + sine * sine).sqrt();
    let (cosine, sine) = if length > 0.0 { (cosine / length, sine / length) } else { (1.0, 0.0) };
    for point in at {
        let [x, y] = [point[0] - from[0], point[1] - from[1]];
        *point = [cosine * x - sine * y + to[0], sine * x + cosine * y + to[1]];
    }
}

fn mean(points: impl ExactSizeIterator<Item = [f64; 2]>) -> [f64; 2] {
    let count = points.len() as f64;
    points.fold([0.0; 2], |sum, [x, y]| [sum[0] + x / count, sum[1] + y / count])
}
