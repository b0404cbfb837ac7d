//! Communities: groups with more links inside than the numbers of their members' links would lead one to expect.
//!
//! The algorithm of Traag, Waltman and van Eck, "From Louvain to Leiden: guaranteeing well-connected communities"
//! (Scientific Reports 9, 2019), for modularity. Nodes move to the community where they gain most; each community is
//! then refined from single nodes, which are merged only within it; what was merged becomes one node of the next
//! level. Since merging goes along links, every community is connected. Refinement takes the best merge, as the
//! authors' own library does, not a random one: that needs no exponential, which machines round differently.
//!
//! All gains are whole numbers: those of modularity, times twice the square of the number of links.

use std::collections::VecDeque;

use super::{dice::Dice, graph::Graph};

/// How many entries of rows one step looks at.
const WORK_OF_STEP: usize = 40_000;

/// Chance has a part in what is found, so that the best of several searches is taken, unless one takes long: no new one
/// begins after so many steps.
const SEARCHES: usize = 10;
const STEPS: usize = 2_000;

pub struct Leiden {
    dice: Dice,
    /// Twice the number of links.
    ends: i64,
    level: Level,
    /// In which node of the level each node of the network is.
    node_of: Vec<u32>,
    /// Of the nodes of the level.
    communities: Communities,
    phase: Phase,
    tally: Tally,
    steps: usize,
    searches: usize,
    /// By the last round of this search; each begins with what the one before found.
    quality: Option<i64>,
    best: Vec<u32>,
    best_quality: Option<i64>,
}

/// Nodes that each stand for one or more nodes of the network.
struct Level {
    graph: Graph,
    /// How many links of the network each entry of a row stands for.
    weights: Vec<i64>,
    /// The ends of links that are in each node.
    ends: Vec<i64>,
}

struct Communities {
    of: Vec<u32>,
    /// The ends of links that are in each community.
    ends: Vec<i64>,
    members: Vec<u32>,
    empty: Vec<u32>,
}

enum Phase {
    Moving { queue: VecDeque<u32>, is_queued: Vec<bool> },
    Refining(Refining),
    Aggregating(Aggregating),
    Done,
}

struct Refining {
    order: Vec<u32>,
    /// How far `outward` is known, then how far `order` is done.
    measured: usize,
    done: usize,
    /// A part is called after the node that it began with.
    part: Vec<u32>,
    is_alone: Vec<bool>,
    ends: Vec<i64>,
    /// How many links join each part to the rest of its community.
    outward: Vec<i64>,
    parts: usize,
}

struct Aggregating {
    /// Nodes, part after part, and where each part begins.
    nodes: Vec<u32>,
    starts: Vec<u32>,
    number_of: Vec<u32>,
    next: Level,
}

/// Sums by number.
struct Tally {
    sums: Vec<i64>,
    touched: Vec<u32>,
}

impl Tally {
    fn add(&mut self, number: u32, weight: i64) {
        let sum = &mut self.sums[number as usize];
        if *sum == 0 {
            self.touched.push(number);
        }
        *sum += weight;
    }

    fn of(&self, number: u32) -> i64 {
        self.sums[number as usize]
    }

    fn clear(&mut self) {
        for number in self.touched.drain(..) {
            self.sums[number as usize] = 0;
        }
    }
}

impl Level {
    fn of_network(graph: &Graph) -> Self {
        let ends = (0..graph.nodes()).map(|node| graph.range(node).len() as i64).collect();
        Self { graph: graph.clone(), weights: vec![1; graph.rows.len()], ends }
    }

    fn len(&self) -> usize {
        self.ends.len()
    }

    fn neighbours(&self, node: usize) -> impl Iterator<Item = (u32, i64)> {
        let range = self.graph.range(node);
        self.graph.rows[range.clone()].iter().copied().zip(self.weights[range].iter().copied())
    }
}

impl Communities {
    /// `of` names communities by numbers below the number of nodes.
    fn new(level: &Level, of: Vec<u32>) -> Self {
        let (mut ends, mut members) = (vec![0; level.len()], vec![0; level.len()]);
        for (community, more) in of.iter().zip(&level.ends) {
            ends[*community as usize] += more;
            members[*community as usize] += 1;
        }
        let empty = (0..level.len() as u32).filter(|community| members[*community as usize] == 0).collect();
        Self { of, ends, members, empty }
    }
}

impl Leiden {
    pub fn new(graph: &Graph, dice: Dice) -> Self {
        let nodes = graph.nodes();
        let level = Level::of_network(graph);
        let mut search = Self {
            dice,
            ends: graph.rows.len() as i64,
            node_of: Vec::new(),
            communities: Communities::new(&level, (0..nodes as u32).collect()),
            level,
            phase: Phase::Done,
            tally: Tally { sums: vec![0; nodes], touched: Vec::new() },
            steps: 0,
            searches: 0,
            quality: None,
            best: (0..nodes as u32).collect(),
            best_quality: None,
        };
        search.node_of.clone_from(&search.best);
        search.phase = search.begin_moving();
        search
    }

    /// Some entries further; whether nothing better is looked for any more.
    pub fn step(&mut self, graph: &Graph) -> bool {
        self.steps += 1;
        self.phase = match std::mem::replace(&mut self.phase, Phase::Done) {
            Phase::Moving { queue, is_queued } => self.move_nodes(graph, queue, is_queued),
            Phase::Refining(refining) => self.refine(graph, refining),
            Phase::Aggregating(aggregating) => self.aggregate(aggregating),
            Phase::Done => Phase::Done,
        };
        matches!(self.phase, Phase::Done)
    }

    pub fn progress(&self) -> f64 {
        match self.phase {
            Phase::Done => 1.0,
            _ => self.searches as f64 / SEARCHES as f64,
        }
    }

    fn shuffled(&mut self) -> Vec<u32> {
        let mut nodes: Vec<u32> = (0..self.level.len() as u32).collect();
        self.dice.shuffle(&mut nodes);
        nodes
    }

    fn begin_moving(&mut self) -> Phase {
        Phase::Moving { queue: self.shuffled().into(), is_queued: vec![true; self.level.len()] }
    }

    /// Who has moved wakes neighbours in other communities.
    fn move_nodes(&mut self, graph: &Graph, mut queue: VecDeque<u32>, mut is_queued: Vec<bool>) -> Phase {
        let Self { level, communities, tally, .. } = self;
        let mut work = 0;
        while let Some(node) = queue.pop_front() {
            let index = node as usize;
            is_queued[index] = false;
            let (here, own_ends) = (communities.of[index], level.ends[index]);
            communities.ends[here as usize] -= own_ends;
            for (other, weight) in level.neighbours(index) {
                tally.add(communities.of[other as usize], weight);
            }
            let gain = |community: u32| {
                self.ends * tally.of(community) - own_ends * communities.ends[community as usize]
            };
            let (mut best, mut best_gain) = (here, gain(here));
            for &community in &tally.touched {
                let gain = gain(community);
                if gain > best_gain {
                    (best, best_gain) = (community, gain);
                }
            }
            tally.clear();
            if best_gain < 0 {
                // Alone is better; one that has company leaves a community without members somewhere.
                best = communities.empty.pop().unwrap_or(here);
            }
            communities.ends[best as usize] += own_ends;
            if best != here {
                communities.of[index] = best;
                communities.members[best as usize] += 1;
                communities.members[here as usize] -= 1;
                if communities.members[here as usize] == 0 {
                    communities.empty.push(here);
                }
                for &other in level.graph.neighbours(index) {
                    if communities.of[other as usize] != best && !is_queued[other as usize] {
                        is_queued[other as usize] = true;
                        queue.push_back(other);
                    }
                }
            }
            work += level.graph.range(index).len() + 1;
            if work >= WORK_OF_STEP {
                return Phase::Moving { queue, is_queued };
            }
        }
        if self.communities.empty.is_empty() {
            return self.end_round(graph);
        }
        let nodes = self.level.len();
        Phase::Refining(Refining {
            order: self.shuffled(),
            measured: 0,
            done: 0,
            part: (0..nodes as u32).collect(),
            is_alone: vec![true; nodes],
            ends: self.level.ends.clone(),
            outward: vec![0; nodes],
            parts: nodes,
        })
    }

    fn refine(&mut self, graph: &Graph, mut refining: Refining) -> Phase {
        let Self { level, communities, tally, ends: all_ends, .. } = self;
        let mut work = 0;
        while refining.measured < level.len() {
            let node = refining.measured;
            let inside = level.neighbours(node);
            let inside = inside.filter(|(other, _)| communities.of[*other as usize] == communities.of[node]);
            refining.outward[node] = inside.map(|(_, weight)| weight).sum();
            refining.measured += 1;
            work += level.graph.range(node).len() + 1;
            if work >= WORK_OF_STEP {
                return Phase::Refining(refining);
            }
        }
        while let Some(&node) = refining.order.get(refining.done) {
            refining.done += 1;
            let node = node as usize;
            let community = communities.of[node];
            let in_community = communities.ends[community as usize];
            let is_well_connected =
                |ends: i64, outward: i64| *all_ends * outward >= ends * (in_community - ends);
            let (own_ends, own_outward) = (refining.ends[node], refining.outward[node]);
            if !refining.is_alone[node] || !is_well_connected(own_ends, own_outward) {
                continue;
            }
            for (other, weight) in level.neighbours(node) {
                if communities.of[other as usize] == community {
                    tally.add(refining.part[other as usize], weight);
                }
            }
            let (mut best, mut best_gain) = (node, -1);
            for &part in &tally.touched {
                let index = part as usize;
                let gain = *all_ends * tally.of(part) - own_ends * refining.ends[index];
                if gain > best_gain && is_well_connected(refining.ends[index], refining.outward[index]) {
                    (best, best_gain) = (index, gain);
                }
            }
            if best != node {
                refining.part[node] = best as u32;
                refining.is_alone[best] = false;
                refining.ends[best] += own_ends;
                refining.outward[best] += own_outward - 2 * tally.of(best as u32);
                refining.parts -= 1;
            }
            tally.clear();
            work += level.graph.range(node).len() + 1;
            if work >= WORK_OF_STEP {
                return Phase::Refining(refining);
            }
        }
        if refining.parts == level.len() {
            // Single nodes are connected, what they moved to need not be.
            self.communities = Communities::new(&self.level, refining.part);
            return self.end_round(graph);
        }
        Phase::Aggregating(Aggregating::new(&self.level, &refining))
    }

    fn aggregate(&mut self, mut aggregating: Aggregating) -> Phase {
        let Aggregating { nodes, starts, number_of, next } = &mut aggregating;
        let mut work = 0;
        while next.graph.starts.len() < starts.len() {
            let number = next.graph.nodes();
            for &node in &nodes[starts[number] as usize..starts[number + 1] as usize] {
                for (other, weight) in self.level.neighbours(node as usize) {
                    self.tally.add(number_of[other as usize], weight);
                }
                work += self.level.graph.range(node as usize).len() + 1;
            }
            for &other in self.tally.touched.iter().filter(|other| **other as usize != number) {
                next.graph.rows.push(other);
                next.weights.push(self.tally.of(other));
            }
            next.graph.starts.push(next.graph.rows.len() as u32);
            self.tally.clear();
            if work >= WORK_OF_STEP {
                return Phase::Aggregating(aggregating);
            }
        }
        for node in &mut self.node_of {
            *node = number_of[*node as usize];
        }
        let of = starts[..starts.len() - 1].iter();
        let mut of: Vec<u32> = of.map(|start| self.communities.of[nodes[*start as usize] as usize]).collect();
        number(&mut of);
        self.level = aggregating.next;
        self.communities = Communities::new(&self.level, of);
        self.begin_moving()
    }

    fn end_round(&mut self, graph: &Graph) -> Phase {
        let mut found: Vec<u32> =
            self.node_of.iter().map(|node| self.communities.of[*node as usize]).collect();
        number(&mut found);
        let quality = quality(graph, &found);
        let is_better = self.quality.is_none_or(|before| quality > before);
        let next = if is_better {
            self.quality = Some(quality);
            found.clone()
        } else {
            self.searches += 1;
            self.quality = None;
            (0..graph.nodes() as u32).collect()
        };
        if self.best_quality.is_none_or(|best| quality > best) {
            (self.best, self.best_quality) = (found, Some(quality));
        }
        if self.searches == SEARCHES || self.searches > 0 && self.steps > STEPS {
            return Phase::Done;
        }
        self.level = Level::of_network(graph);
        self.node_of = (0..graph.nodes() as u32).collect();
        self.communities = Communities::new(&self.level, next);
        self.begin_moving()
    }

    /// By number, the largest first, of equal ones the one with the first node.
    pub fn communities(&self) -> Vec<u32> {
        let mut sizes: Vec<(u32, u32)> =
            (0..self.best.len() as u32).map(|community| (0, community)).collect();
        for community in &self.best {
            sizes[*community as usize].0 += 1;
        }
        // Those of equal size stay in order.
        sizes.sort_by_key(|(size, _)| std::cmp::Reverse(*size));
        let mut places = vec![0; sizes.len()];
        for (place, (_, community)) in (0..).zip(sizes) {
            places[community as usize] = place;
        }
        self.best.iter().map(|community| places[*community as usize]).collect()
    }

    /// The share of links inside communities, less the share that one would expect if only the number of links of
    /// each node were known.
    pub fn modularity(&self) -> f64 {
        let ends = self.ends.max(1) as f64;
        self.best_quality.unwrap_or_default() as f64 / (ends * ends)
    }
}

impl Aggregating {
    fn new(level: &Level, refining: &Refining) -> Self {
        let mut number_of = refining.part.clone();
        number(&mut number_of);
        let mut starts = vec![0; refining.parts + 1];
        for number in &number_of {
            starts[*number as usize + 1] += 1;
        }
        for part in 0..refining.parts {
            starts[part + 1] += starts[part];
        }
        let mut free = starts.clone();
        let mut nodes = vec![0; level.len()];
        let mut ends = vec![0; refining.parts];
        for (node, part) in (0..).zip(&number_of) {
            let part = *part as usize;
            nodes[free[part] as usize] = node;
            free[part] += 1;
            ends[part] += level.ends[node as usize];
        }
        let graph = Graph { starts: vec![0], rows: Vec::new() };
        Self { nodes, starts, number_of, next: Level { graph, weights: Vec::new(), ends } }
    }
}

/// Names communities anew from 0, in the order in which they are met.
fn number(communities: &mut [u32]) {
    const NONE: u32 = u32::MAX;
    let largest = communities.iter().copied().max().map_or(0, |largest| largest as usize + 1);
    let mut numbers = vec![NONE; largest];
    let mut next = 0;
    for community in communities {
        let number = &mut numbers[*community as usize];
        if *number == NONE {
            *number = next;
            next += 1;
        }
        *community = *number;
    }
}

/// Modularity times the square of the number of links' ends.
fn quality(graph: &Graph, communities: &[u32]) -> i64 {
    let mut ends = vec![0_i64; communities.len()];
    let mut inside = 0;
    for (node, community) in communities.iter().enumerate() {
        let neighbours = graph.neighbours(node);
        ends[*community as usize] += neighbours.len() as i64;
        inside += neighbours.iter().filter(|other| communities[**other as usize] == *community).count();
    }
    graph.rows.len() as i64 * inside as i64 - ends.iter().map(|ends| ends * ends).sum::<i64>()
}
