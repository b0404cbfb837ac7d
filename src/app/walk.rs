use crate::{
    model::Id,
    query::graph::{Graph, NodeKind},
};

/// A step from the keyboard through the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkStep {
    /// To the first neighbour of where one stands.
    Into,
    /// Back along the path taken.
    Back,
    /// Among the neighbours of the node one came from; at the start of a path among all nodes.
    Next,
    Previous,
    First,
    Last,
    /// To the first actor of the next or previous sector.
    NextSector,
    PreviousSector,
}

/// What walking needs to know of the nodes, by index of the graph.
pub struct Ground<'a> {
    pub graph: &'a Graph,
    /// All nodes one may stand on, in the order of their names.
    pub order: &'a [usize],
    /// The sector's number of each node, if it has one.
    pub sectors: &'a [Option<usize>],
}

/// Where the keyboard stands in the graph and how it came there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    path: Vec<Id>,
}

impl Walk {
    pub fn at(&self) -> Option<&Id> {
        self.path.last()
    }

    /// Starts a new path.
    pub fn jump(&mut self, id: Id) {
        self.path = vec![id];
    }

    /// Takes a step where there is a way.
    pub fn step(&mut self, step: WalkStep, ground: &Ground) {
        let stands = |node: &usize| ground.order.contains(node);
        // Forgets what meanwhile vanished.
        self.path.retain(|id| ground.graph.index_of(id).is_some_and(|node| stands(&node)));
        let node_at = |id: &Id| ground.graph.index_of(id);
        let by_name = |nodes: Vec<usize>| -> Vec<usize> {
            ground.order.iter().copied().filter(|node| nodes.contains(node)).collect()
        };
        let Some(here) = self.at().and_then(node_at) else {
            self.path =
                ground.order.first().map(|&node| ground.graph.nodes[node].id.clone()).into_iter().collect();
            return;
        };
        let go = |path: &mut Vec<Id>, node: Option<&usize>| {
            if let Some(&node) = node {
                path.pop();
                path.push(ground.graph.nodes[node].id.clone());
            }
        };
        match step {
            WalkStep::Into => {
                let parent = self.path.len().checked_sub(2).and_then(|parent| node_at(&self.path[parent]));
                let neighbours = by_name(ground.graph.neighbours(here));
                // Rather somewhere new than straight back.
                let next = neighbours.iter().find(|&&node| Some(node) != parent).or(neighbours.first());
                if let Some(&next) = next {
                    self.path.push(ground.graph.nodes[next].id.clone());
                }
            }
            WalkStep::Back => {
                if self.path.len() > 1 {
                    self.path.pop();
                }
            }
            WalkStep::Next | WalkStep::Previous => {
                let parent = self.path.len().checked_sub(2).and_then(|parent| node_at(&self.path[parent]));
                let siblings = parent
                    .map_or_else(|| ground.order.to_vec(), |parent| by_name(ground.graph.neighbours(parent)));
                let place = siblings.iter().position(|&node| node == here).unwrap_or(0);
                let count = siblings.len().max(1);
                let to = if step == WalkStep::Next { place + 1 } else { place + count - 1 } % count;
                go(&mut self.path, siblings.get(to));
            }
            WalkStep::First => self.path = start(ground, ground.order.first()),
            WalkStep::Last => self.path = start(ground, ground.order.last()),
            WalkStep::NextSector | WalkStep::PreviousSector => {
                let mut sectors: Vec<usize> =
                    ground.order.iter().filter_map(|&node| ground.sectors[node]).collect();
                sectors.sort_unstable();
                sectors.dedup();
                let here =
                    ground.sectors[here].and_then(|sector| sectors.iter().position(|&other| other == sector));
                let count = sectors.len().max(1);
                let to = match (here, step) {
                    (Some(place), WalkStep::NextSector) => (place + 1) % count,
                    (Some(place), _) => (place + count - 1) % count,
                    (None, _) => 0,
                };
                let first = ground.order.iter().find(|&&node| {
                    ground.graph.nodes[node].kind == NodeKind::Actor
                        && ground.sectors[node] == sectors.get(to).copied()
                });
                if first.is_some() && !sectors.is_empty() {
                    self.path = start(ground, first);
                }
            }
        }
    }
}

fn start(ground: &Ground, node: Option<&usize>) -> Vec<Id> {
    node.map(|&node| ground.graph.nodes[node].id.clone()).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::notation;

    #[test]
    fn walks_in_back_among_siblings_and_by_sector() {
        let network = notation::network("a; b; c; a offers x, y; b offers x; c offers x");
        let graph = Graph::new(&network);
        let order: Vec<usize> = (0..graph.nodes.len()).collect();
        let sectors = [Some(0), Some(1), Some(1), None, None];
        let ground = Ground { graph: &graph, order: &order, sectors: &sectors };
        let mut walk = Walk::default();
        let mut check = |steps: &[WalkStep], expected: &str| {
            for step in steps {
                walk.step(*step, &ground);
            }
            assert_eq!(walk.at().map(Id::as_str), Some(expected), "{steps:?}");
        };
        use WalkStep::*;
        check(&[First], "a");
        check(&[Into], "x");
        check(&[Next], "y");
        check(&[Next], "x");
        check(&[Into], "b");
        check(&[Next], "c");
        check(&[Next], "a");
        check(&[Back, Back, Back], "a");
        check(&[NextSector], "b");
        check(&[NextSector], "a");
        check(&[Last], "y");
        check(&[Next], "a");
    }
}
