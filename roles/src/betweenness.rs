//! On how many shortest ways between two others a node lies.
//!
//! After Brandes, "A faster algorithm for betweenness centrality" (Journal of Mathematical Sociology 25, 2001): a
//! search from each node counts the ways, and going back over it adds up what depends on whom. In a large network
//! chosen nodes stand for all, as in Brandes and Pich, "Centrality estimation in large networks" (International
//! Journal of Bifurcation and Chaos 17, 2007).

use super::{dice::Dice, graph::Graph};

/// How many entries of rows all searches together may look at, in one direction: enough for all nodes of a network of
/// 6,500 with three times as many links. In one of 16,000 with 124,000 links and hubs, the first ten are then right.
const WORK: usize = 300_000_000;

/// Of one step.
const WORK_OF_STEP: usize = 40_000;

/// There can be more ways than a number holds. Where there are so many at one distance, they are counted in units of
/// as many from there on, and at least as `FEW` of these.
const MANY: f64 = 1e100;
const FEW: f64 = 1e-200;

const UNSEEN: u32 = u32::MAX;

pub struct Betweenness {
    /// Where searches begin.
    sources: Vec<u32>,
    /// How many nodes the sources stand for: those that have neighbours.
    nodes: usize,
    /// Searches that are complete.
    pub searches: usize,
    sums: Vec<f64>,
    /// Nodes in the order in which they were met. The search goes forth over it and back.
    order: Vec<u32>,
    place: usize,
    goes_back: bool,
    distances: Vec<u32>,
    ways: Vec<f64>,
    /// Of the ways at each distance: what they were multiplied by.
    scales: Vec<f64>,
    dependencies: Vec<f64>,
}

impl Betweenness {
    pub fn new(graph: &Graph, mut dice: Dice) -> Self {
        let nodes = graph.nodes();
        let mut sources: Vec<u32> = (0..nodes as u32).collect();
        sources.retain(|node| !graph.neighbours(*node as usize).is_empty());
        dice.shuffle(&mut sources);
        let with_neighbours = sources.len();
        sources.truncate((WORK / (nodes + graph.rows.len()).max(1)).max(1));
        let mut search = Self {
            sources,
            nodes: with_neighbours,
            searches: 0,
            sums: vec![0.0; nodes],
            order: Vec::with_capacity(with_neighbours),
            place: 0,
            goes_back: false,
            distances: vec![UNSEEN; nodes],
            ways: vec![0.0; nodes],
            scales: Vec::new(),
            dependencies: vec![0.0; nodes],
        };
        search.begin();
        search
    }

    fn begin(&mut self) {
        let Some(&source) = self.sources.get(self.searches) else { return };
        for &node in &self.order {
            let node = node as usize;
            (self.distances[node], self.ways[node], self.dependencies[node]) = (UNSEEN, 0.0, 0.0);
        }
        self.order.clear();
        self.scales.clear();
        self.order.push(source);
        (self.distances[source as usize], self.ways[source as usize]) = (0, 1.0);
        (self.place, self.goes_back) = (0, false);
    }

    /// Some entries further; whether all searches are complete.
    pub fn step(&mut self, graph: &Graph) -> bool {
        let mut work = 0;
        while work < WORK_OF_STEP && self.searches < self.sources.len() {
            work += if self.goes_back { self.step_back(graph) } else { self.step_forth(graph) };
        }
        self.searches == self.sources.len()
    }

    fn step_forth(&mut self, graph: &Graph) -> usize {
        let Some(&node) = self.order.get(self.place) else {
            self.goes_back = true;
            return 1;
        };
        let node = node as usize;
        let distance = self.distances[node];
        if distance as usize == self.scales.len() {
            self.scale();
        }
        let ways = self.ways[node];
        let neighbours = graph.neighbours(node);
        for &other in neighbours {
            let index = other as usize;
            if self.distances[index] == UNSEEN {
                self.distances[index] = distance + 1;
                self.order.push(other);
            }
            if self.distances[index] == distance + 1 {
                self.ways[index] += ways;
            }
        }
        self.place += 1;
        neighbours.len() + 1
    }

    /// All nodes of the next distance are known and nobody of the one after it is.
    fn scale(&mut self) {
        let ring = &self.order[self.place..];
        let is_much = ring.iter().any(|node| self.ways[*node as usize] > MANY);
        if is_much {
            for node in ring {
                let ways = &mut self.ways[*node as usize];
                *ways = (*ways / MANY).max(FEW);
            }
        }
        self.scales.push(if is_much { 1.0 / MANY } else { 1.0 });
    }

    fn step_back(&mut self, graph: &Graph) -> usize {
        // At the source itself nothing is left to add up.
        if self.place <= 1 {
            self.searches += 1;
            self.begin();
            return 1;
        }
        self.place -= 1;
        let node = self.order[self.place] as usize;
        let further = self.distances[node] + 1;
        let neighbours = graph.neighbours(node);
        let mut share = 0.0;
        for &other in neighbours {
            let other = other as usize;
            if self.distances[other] == further {
                share += (1.0 + self.dependencies[other]) / self.ways[other];
            }
        }
        if share > 0.0 {
            let dependency = share * self.ways[node] * self.scales[further as usize];
            self.dependencies[node] = dependency;
            self.sums[node] += dependency;
        }
        neighbours.len() + 1
    }

    pub fn progress(&self) -> f64 {
        if self.sources.is_empty() { 1.0 } else { self.searches as f64 / self.sources.len() as f64 }
    }

    /// Whether chosen nodes stand for all.
    pub fn is_estimated(&self) -> bool {
        self.searches < self.nodes
    }

    /// For each node, pairs that it lies between; where several ways join a pair, its share of them.
    pub fn values(&self) -> Vec<f64> {
        // Each pair is met from both ends.
        let each = self.nodes as f64 / (2.0 * self.searches.max(1) as f64);
        self.sums.iter().map(|sum| sum * each).collect()
    }
}
