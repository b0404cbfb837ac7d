//! What follows a node that is dragged.

use super::graph::Graph;

/// How far, in steps, a drag is felt.
const REACH: u16 = 4;
/// How strongly each node holds to its own place, against one neighbour's pull.
const HOLD: f32 = 0.4;
const SWEEPS: usize = 24;

/// The share of the dragged node's way that each node near it goes along: the solution of a screened Laplace
/// equation on the graph, so it is 1 at the node, falls off with every step and with every other bond.
pub(super) struct Drag {
    node: usize,
    from: [f64; 2],
    /// Node, share, and where it stood.
    followers: Vec<(usize, f64, [f64; 2])>,
}

impl Drag {
    /// From where everything stands now. Held nodes do not follow.
    pub(super) fn new(node: usize, graph: &Graph, is_held: &[bool], positions: &[f64]) -> Self {
        let at = positions.as_chunks::<2>().0;
        let mut distances = vec![0; graph.count()];
        let mut reached = Vec::new();
        graph.distances_from(node, &mut distances, &mut reached);
        reached.retain(|&near| {
            let near = near as usize;
            near != node && distances[near] <= REACH && !is_held[near]
        });
        let mut shares = vec![0.0_f32; graph.count()];
        shares[node] = 1.0;
        for _ in 0..SWEEPS {
            for &near in &reached {
                let (mut pull, mut weights) = (0.0, 0.0);
                for (other, weight) in graph.weighted(near as usize) {
                    pull += weight * shares[other];
                    weights += weight;
                }
                shares[near as usize] = if weights > 0.0 { pull / (weights * (1.0 + HOLD)) } else { 0.0 };
            }
        }
        let follower = |near: u32| (near as usize, f64::from(shares[near as usize]), at[near as usize]);
        Self { node, from: at[node], followers: reached.into_iter().map(follower).collect() }
    }

    pub(super) fn node(&self) -> usize {
        self.node
    }

    /// The node goes to `to` exactly, the others their share of its way.
    pub(super) fn apply(&self, to: [f64; 2], positions: &mut [f64]) {
        let at = positions.as_chunks_mut::<2>().0;
        let way = [to[0] - self.from[0], to[1] - self.from[1]];
        at[self.node] = to;
        for &(node, share, [x, y]) in &self.followers {
            at[node] = [x + share * way[0], y + share * way[1]];
        }
    }
}
