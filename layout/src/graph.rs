//! The input's edges as flat adjacency, its connected parts, and distances in steps.

use super::{EdgeInput, LayoutInput};

/// Further than any path; also the distance of what cannot be reached.
pub(super) const UNREACHED: u16 = u16::MAX;

/// Undirected, without loops, parallel edges joined into one of their summed weight.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Where each node's neighbours begin; one longer than the number of nodes.
    begins: Vec<u32>,
    neighbours: Vec<u32>,
    /// Parallel to `neighbours`; finite and not negative.
    weights: Vec<f32>,
}

impl Graph {
    pub(super) fn new(input: &LayoutInput) -> Self {
        Self::from_edges(input.nodes.len(), &input.edges)
    }

    /// Edges to nodes that do not exist are left out.
    pub(super) fn from_edges(count: usize, edges: &[EdgeInput]) -> Self {
        let exists = |edge: &&EdgeInput| edge.from != edge.to && (edge.from.max(edge.to) as usize) < count;
        let mut ends: Vec<(u32, u32, f32)> = edges
            .iter()
            .filter(exists)
            .flat_map(|edge| {
                let weight = if edge.weight.is_finite() { edge.weight.clamp(0.0, 10.0) as f32 } else { 1.0 };
                [(edge.from, edge.to, weight), (edge.to, edge.from, weight)]
            })
            .collect();
        ends.sort_by_key(|&(from, to, _)| (from, to));
        ends.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        let mut begins = vec![0; count + 1];
        for &(from, ..) in &ends {
            begins[from as usize + 1] += 1;
        }
        for node in 0..count {
            begins[node + 1] += begins[node];
        }
        Self {
            begins,
            neighbours: ends.iter().map(|end| end.1).collect(),
            weights: ends.iter().map(|end| end.2).collect(),
        }
    }

    pub(super) fn count(&self) -> usize {
        self.begins.len().saturating_sub(1)
    }

    fn range(&self, node: usize) -> std::ops::Range<usize> {
        self.begins[node] as usize..self.begins[node + 1] as usize
    }

    pub(super) fn neighbours(&self, node: usize) -> &[u32] {
        &self.neighbours[self.range(node)]
    }

    /// Neighbours with the weight of the edge.
    pub(super) fn weighted(&self, node: usize) -> impl Iterator<Item = (usize, f32)> {
        let range = self.range(node);
        self.neighbours[range.clone()]
            .iter()
            .map(|&near| near as usize)
            .zip(self.weights[range].iter().copied())
    }

    pub(super) fn degree(&self, node: usize) -> usize {
        self.range(node).len()
    }

    /// Every edge once, the smaller end first, with its weight.
    pub(super) fn edges(&self) -> impl Iterator<Item = (u32, u32, f32)> {
        (0..self.count()).flat_map(move |from| {
            let later = self.weighted(from).filter(move |&(to, _)| from < to);
            later.map(move |(to, weight)| (from as u32, to as u32, weight))
        })
    }

    /// Steps from `source` to every node, breadth first; [`UNREACHED`] in other parts.
    /// `distances` and `queue` are overwritten.
    pub(super) fn distances_from(&self, source: usize, distances: &mut [u16], queue: &mut Vec<u32>) {
        distances.fill(UNREACHED);
        distances[source] = 0;
        queue.clear();
        queue.push(source as u32);
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            let beyond = distances[node as usize].saturating_add(1).min(UNREACHED - 1);
            for &near in self.neighbours(node as usize) {
                let distance = &mut distances[near as usize];
                if *distance == UNREACHED {
                    *distance = beyond;
                    queue.push(near);
                }
            }
        }
    }

    /// The connected parts, the largest first, equal ones by their first node; each in the nodes' order.
    pub(super) fn parts(&self) -> Vec<Vec<u32>> {
        let mut seen = vec![false; self.count()];
        let mut parts = Vec::new();
        for first in 0..self.count() as u32 {
            if std::mem::replace(&mut seen[first as usize], true) {
                continue;
            }
            let mut part = vec![first];
            let mut next = 0;
            while let Some(&node) = part.get(next) {
                next += 1;
                for &near in self.neighbours(node as usize) {
                    if !std::mem::replace(&mut seen[near as usize], true) {
                        part.push(near);
                    }
                }
            }
            part.sort_unstable();
            parts.push(part);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    /// The graph of some nodes only, in their order, with the edges among them.
    pub(super) fn induced(&self, nodes: &[u32]) -> Self {
        self.induced_by(nodes, &mut vec![u32::MAX; self.count()])
    }

    /// The same for one of many: `numbers` has [`u32::MAX`] for every node, before and after.
    pub(super) fn induced_by(&self, nodes: &[u32], numbers: &mut [u32]) -> Self {
        for (new, &old) in nodes.iter().enumerate() {
            numbers[old as usize] = new as u32;
        }
        let mut graph = Self { begins: vec![0], ..Self::default() };
        for &old in nodes {
            for (near, weight) in self.weighted(old as usize) {
                if numbers[near] != u32::MAX {
                    graph.neighbours.push(numbers[near]);
                    graph.weights.push(weight);
                }
            }
            graph.begins.push(graph.neighbours.len() as u32);
        }
        nodes.iter().for_each(|&old| numbers[old as usize] = u32::MAX);
        graph
    }
}
