//! Distances from a few well spread nodes stand for all distances.

use super::graph::{Graph, UNREACHED};

/// Graph distances of every node to each pivot, for one connected graph.
pub(super) struct Pivots {
    /// The pivots' nodes.
    pub(super) nodes: Vec<u32>,
    /// One run of all nodes for each pivot.
    pub(super) distances: Vec<Vec<u16>>,
    /// How many pairs each pair of pivot and node stands for, after Ortmann, Klimenta and Brandes (2017). Empty
    /// when every node is a pivot and stands for itself.
    weights: Vec<Vec<f32>>,
}

impl Pivots {
    /// At most `most` pivots, each as far from the earlier ones as can be, beginning at the best-connected node.
    pub(super) fn new(graph: &Graph, most: usize) -> Self {
        let count = graph.count();
        let mut pivots = Self { nodes: Vec::new(), distances: Vec::new(), weights: Vec::new() };
        let mut nearest = vec![UNREACHED; count];
        let mut owner = vec![0_u32; count];
        let mut queue = Vec::new();
        let hub = (0..count).max_by_key(|&node| (graph.degree(node), std::cmp::Reverse(node)));
        let mut next = hub;
        while let Some(pivot) = next.filter(|_| pivots.nodes.len() < most.min(count)) {
            let mut distances = vec![0; count];
            graph.distances_from(pivot, &mut distances, &mut queue);
            for node in 0..count {
                if distances[node] < nearest[node] {
                    nearest[node] = distances[node];
                    owner[node] = pivots.nodes.len() as u32;
                }
            }
            pivots.nodes.push(pivot as u32);
            pivots.distances.push(distances);
            next =
                (0..count).max_by_key(|&node| (nearest[node], graph.degree(node), std::cmp::Reverse(node)));
        }
        if pivots.nodes.len() < count {
            pivots.weigh(&owner);
        }
        pivots
    }

    /// A pivot stands for those of its region that lie at most half as far from it as the node.
    fn weigh(&mut self, owner: &[u32]) {
        for (number, distances) in self.distances.iter().enumerate() {
            let farthest = distances.iter().copied().filter(|&steps| steps != UNREACHED).max().unwrap_or(0);
            let mut within = vec![0.0_f32; usize::from(farthest) + 1];
            for (&steps, _) in distances.iter().zip(owner).filter(|&(_, &owner)| owner as usize == number) {
                within[usize::from(steps)] += 1.0;
            }
            for steps in 1..within.len() {
                within[steps] += within[steps - 1];
            }
            let weight =
                |&steps: &u16| within.get(usize::from(steps / 2)).map_or(0.0, |count| count.max(1.0));
            self.weights.push(distances.iter().map(weight).collect());
        }
    }

    /// The weight of the pair in the stress: how many pairs it stands for, by the square of the distance.
    pub(super) fn weight(&self, pivot: usize, node: usize) -> f32 {
        let steps = self.distances[pivot][node];
        if steps == 0 || steps == UNREACHED {
            return 0.0;
        }
        let pairs = self.weights.get(pivot).map_or(1.0, |weights| weights[node]);
        pairs / (f32::from(steps) * f32::from(steps))
    }

    /// A first drawing, in which one unit is one step, after PivotMDS (Brandes and Pich 2007): the two main axes
    /// of the centred squared distances, from at most `most` pivots.
    pub(super) fn scaled(&self, most: usize) -> Vec<[f32; 2]> {
        let count = self.distances.first().map_or(0, Vec::len);
        let pivots = self.nodes.len().min(most);
        if count < 2 || pivots < 2 {
            return vec![[0.0; 2]; count];
        }
        let mut columns: Vec<Vec<f32>> = self.distances[..pivots]
            .iter()
            .map(|column| column.iter().map(|&steps| f32::from(steps) * f32::from(steps)).collect())
            .collect();
        let mut row_means = vec![0.0_f32; count];
        for column in &columns {
            for (mean, value) in row_means.iter_mut().zip(column) {
                *mean += value / pivots as f32;
            }
        }
        let all = row_means.iter().sum::<f32>() / count as f32;
        for column in &mut columns {
            let mean = column.iter().sum::<f32>() / count as f32;
            for (value, row) in column.iter_mut().zip(&row_means) {
                *value = -0.5 * (*value - mean - row + all);
            }
        }
        let products: Vec<Vec<f64>> = columns
            .iter()
            .map(|one| columns.iter().map(|other| f64::from(dot(one, other))).collect())
            .collect();
        let axes = main_axes(&products);
        let mut at = vec![[0.0_f32; 2]; count];
        for (axis, direction) in axes.iter().enumerate() {
            for (column, share) in columns.iter().zip(direction) {
                for (point, value) in at.iter_mut().zip(column) {
                    point[axis] += value * *share as f32;
                }
            }
        }
        self.scale_to_steps(&mut at, pivots);
        at
    }

    /// The scaling with the least stress over the pairs of pivots and nodes.
    fn scale_to_steps(&self, at: &mut [[f32; 2]], pivots: usize) {
        let (mut along, mut square) = (0.0_f32, 0.0_f32);
        for pivot in 0..pivots {
            let [x, y] = at[self.nodes[pivot] as usize];
            for (node, &[other_x, other_y]) in at.iter().enumerate() {
                let distance = ((x - other_x) * (x - other_x) + (y - other_y) * (y - other_y)).sqrt();
                let weight = self.weight(pivot, node);
                along += weight * distance * f32::from(self.distances[pivot][node]);
                square += weight * distance * distance;
            }
        }
        let factor = if square > 0.0 { along / square } else { 1.0 };
        for point in at {
            *point = point.map(|value| value * factor);
        }
    }
}

/// In four partial sums, which the compiler makes one vector of.
fn dot(one: &[f32], other: &[f32]) -> f32 {
    let (ones, one_rest) = one.as_chunks::<4>();
    let (others, other_rest) = other.as_chunks::<4>();
    let mut sums = [0.0_f32; 4];
    for (one, other) in ones.iter().zip(others) {
        for lane in 0..4 {
            sums[lane] += one[lane] * other[lane];
        }
    }
    let rest: f32 = one_rest.iter().zip(other_rest).map(|(one, other)| one * other).sum();
    sums.iter().sum::<f32>() + rest
}

/// The two leading eigenvectors of a symmetric matrix, by power iteration with deflation.
fn main_axes(matrix: &[Vec<f64>]) -> [Vec<f64>; 2] {
    const ROUNDS: usize = 60;
    let size = matrix.len();
    let mut axes: [Vec<f64>; 2] = [Vec::new(), Vec::new()];
    for axis in 0..2 {
        let mut vector: Vec<f64> = (0..size).map(|row| ((row * 7 + axis * 3) % 11) as f64 - 4.9).collect();
        for _ in 0..ROUNDS {
            for earlier in &axes[..axis] {
                let along: f64 = vector.iter().zip(earlier).map(|(one, other)| one * other).sum();
                for (value, other) in vector.iter_mut().zip(earlier) {
                    *value -= along * other;
                }
            }
            let turned: Vec<f64> = matrix
                .iter()
                .map(|row| row.iter().zip(&vector).map(|(one, other)| one * other).sum())
                .collect();
            let length = turned.iter().map(|value: &f64| value * value).sum::<f64>().sqrt();
            if length <= 0.0 || !length.is_finite() {
                vector.fill(0.0);
                break;
            }
            vector = turned.into_iter().map(|value| value / length).collect();
        }
        axes[axis] = vector;
    }
    axes
}
