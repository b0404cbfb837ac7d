use crate::{
    model::{Id, Network, TableName, order},
    query::{
        fold,
        graph::{Graph, Node, NodeKind},
    },
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
    /// Along the way that is shown, on and back.
    OnTheWay,
    BackOnTheWay,
}

/// The nodes of a graph in the order of their names, which takes time to find: made once for many steps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameOrder {
    nodes: Vec<usize>,
    /// The place of each node in that order.
    places: Vec<usize>,
    /// The sector's number of each node, if it has one.
    sectors: Vec<Option<usize>>,
}

impl NameOrder {
    pub fn new(network: &Network, graph: &Graph) -> Self {
        let table = |node: &Node| match node.kind {
            NodeKind::Actor => TableName::Actors,
            NodeKind::Competency => TableName::Competencies,
        };
        let mut nodes: Vec<usize> = (0..graph.nodes.len()).collect();
        order::sort_by_cached_key(&mut nodes, |&node| {
            let node = &graph.nodes[node];
            fold::sort_key(&network.name_of(table(node), &node.id))
        });
        let mut places = vec![0; nodes.len()];
        for (place, &node) in nodes.iter().enumerate() {
            places[node] = place;
        }
        let sector = |node: &Node| network.sectors.index_of(network.actors.get(&node.id)?.sector.as_ref()?);
        let is_actor = |node: &&Node| node.kind == NodeKind::Actor;
        let sectors = graph.nodes.iter().map(|node| Some(node).filter(is_actor).and_then(sector)).collect();
        Self { nodes, places, sectors }
    }
}

/// What is walked on.
#[derive(Clone, Copy)]
pub struct Ground<'a> {
    pub graph: &'a Graph,
    /// Of this graph.
    pub order: &'a NameOrder,
    /// Whether one may stand on a node.
    pub holds: &'a dyn Fn(usize) -> bool,
    /// What the picture shows as a way, from its beginning to its end.
    pub way: &'a [usize],
}

impl Ground<'_> {
    fn id(&self, node: usize) -> Id {
        self.graph.nodes[node].id.clone()
    }

    fn node(&self, id: &Id) -> Option<usize> {
        self.graph.index_of(id).filter(|&node| (self.holds)(node))
    }

    fn first(&self) -> Option<usize> {
        self.order.nodes.iter().copied().find(|&node| (self.holds)(node))
    }

    fn last(&self) -> Option<usize> {
        self.order.nodes.iter().rev().copied().find(|&node| (self.holds)(node))
    }

    /// By name.
    fn neighbours(&self, node: usize) -> Vec<usize> {
        let mut neighbours = self.graph.neighbours(node);
        neighbours.retain(|&node| (self.holds)(node));
        order::sort_by_key(&mut neighbours, |&node| self.order.places[node]);
        neighbours
    }

    /// The next or the previous of all, and round again.
    fn beside(&self, node: usize, forward: bool) -> Option<usize> {
        let (before, after) = self.order.nodes.split_at(self.order.places[node]);
        let holds = |node: &usize| (self.holds)(*node);
        if forward {
            after.iter().skip(1).chain(before).copied().find(holds)
        } else {
            before.iter().rev().chain(after.iter().skip(1).rev()).copied().find(holds)
        }
    }

    /// What follows on the way or comes before; from beside the way its beginning, or its end.
    fn along_the_way(&self, node: usize, forward: bool) -> Option<usize> {
        let way: Vec<usize> = self.way.iter().copied().filter(|&node| (self.holds)(node)).collect();
        let next = match (way.iter().position(|&at| at == node), forward) {
            (Some(place), true) => way.get(place + 1),
            (Some(place), false) => place.checked_sub(1).and_then(|before| way.get(before)),
            (None, true) => way.first(),
            (None, false) => way.last(),
        };
        next.copied()
    }

    /// The first actor of the sector after that of a node, or before it.
    fn in_sector_beside(&self, node: usize, forward: bool) -> Option<usize> {
        let sectors = &self.order.sectors;
        let count = sectors.iter().flatten().max().map_or(0, |last| last + 1);
        let mut firsts = vec![None; count];
        for &node in self.order.nodes.iter().filter(|&&node| (self.holds)(node)) {
            if let Some(first) = sectors[node].map(|sector| &mut firsts[sector]) {
                first.get_or_insert(node);
            }
        }
        let mut round = match (sectors[node], forward) {
            (None, _) => 0..count,
            (Some(here), true) => here + 1..here + 1 + count,
            (Some(here), false) => here..here + count,
        };
        let first = |place: usize| firsts[place % count];
        if forward || sectors[node].is_none() { round.find_map(first) } else { round.rev().find_map(first) }
    }
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
        // Forgets what meanwhile vanished.
        self.path.retain(|id| ground.node(id).is_some());
        let Some(here) = self.at().and_then(|id| ground.node(id)) else {
            self.start(ground, ground.first());
            return;
        };
        let parent = self.path.len().checked_sub(2).and_then(|parent| ground.node(&self.path[parent]));
        match step {
            WalkStep::Into => {
                let neighbours = ground.neighbours(here);
                // Rather somewhere new than straight back.
                let next = neighbours.iter().find(|&&node| Some(node) != parent).or(neighbours.first());
                self.path.extend(next.map(|&next| ground.id(next)));
            }
            WalkStep::Back => {
                if self.path.len() > 1 {
                    self.path.pop();
                }
            }
            WalkStep::Next | WalkStep::Previous => {
                let forward = step == WalkStep::Next;
                let next = match parent {
                    None => ground.beside(here, forward),
                    Some(parent) => {
                        let siblings = ground.neighbours(parent);
                        let place = siblings.iter().position(|&node| node == here).unwrap_or(0);
                        let count = siblings.len().max(1);
                        siblings.get(if forward { place + 1 } else { place + count - 1 } % count).copied()
                    }
                };
                if let Some(next) = next {
                    self.path.pop();
                    self.path.push(ground.id(next));
                }
            }
            WalkStep::First => self.start(ground, ground.first()),
            WalkStep::Last => self.start(ground, ground.last()),
            WalkStep::NextSector | WalkStep::PreviousSector => {
                let first = ground.in_sector_beside(here, step == WalkStep::NextSector);
                if first.is_some() {
                    self.start(ground, first);
                }
            }
            WalkStep::OnTheWay | WalkStep::BackOnTheWay => {
                let next = ground.along_the_way(here, step == WalkStep::OnTheWay);
                if next.is_some() {
                    self.start(ground, next);
                }
            }
        }
    }

    fn start(&mut self, ground: &Ground, node: Option<usize>) {
        self.path = node.map(|node| ground.id(node)).into_iter().collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    use crate::model::{Actor, Competency, Offer, Sector, Stamp, notation};

    #[test]
    fn walks_in_back_among_siblings_and_by_sector() {
        let mut network = notation::network("a; b; c; a offers x, y; b offers x; c offers x");
        for (actor, sector) in [("a", "s0"), ("b", "s1"), ("c", "s1")] {
            network.put(Sector::new(sector.into(), sector), Stamp(1));
            let actor = Actor::clone(network.actors.get(&actor.into()).unwrap());
            network.put(Actor { sector: Some(sector.into()), ..actor }, Stamp(1));
        }
        let graph = Graph::new(&network);
        let order = NameOrder::new(&network, &graph);
        let ground = Ground { graph: &graph, order: &order, holds: &|_| true, way: &[] };
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

    #[test]
    fn a_way_is_walked_from_its_beginning_to_its_end_and_back() {
        let network = notation::network("a offers x; b offers x, y; c offers y; d");
        let graph = Graph::new(&network);
        let order = NameOrder::new(&network, &graph);
        let way = ["c", "y", "b", "x", "a"].map(|id| graph.index_of(&id.into()).unwrap());
        let filtered = graph.index_of(&"x".into());
        let mut walk = Walk::default();
        let mut path = |ground: &Ground, from: &str, steps: &[WalkStep]| {
            walk.jump(from.into());
            let stops = steps.iter().map(|step| {
                walk.step(*step, ground);
                walk.at().map(Id::to_string).unwrap_or_default()
            });
            stops.collect::<String>()
        };
        use WalkStep::{BackOnTheWay as Back, OnTheWay as On};
        let whole = Ground { graph: &graph, order: &order, holds: &|_| true, way: &way };
        assert_eq!(path(&whole, "d", &[On, On, On, On, On, On]), "cybxaa", "from beside it, and no further");
        assert_eq!(path(&whole, "d", &[Back, Back]), "ax");
        assert_eq!(path(&whole, "y", &[Back, Back, On]), "ccy");
        let narrowed = Ground { holds: &|node| Some(node) != filtered, ..whole };
        assert_eq!(path(&narrowed, "b", &[On]), "a", "over what a filter takes away");
        assert_eq!(path(&Ground { way: &[], ..whole }, "b", &[On, Back]), "bb");
    }
    #[test]
    fn one_stands_only_on_what_is_left_and_goes_by_names() {
        let network = notation::network("Ärzte; Bad; amt; a offers x");
        let graph = Graph::new(&network);
        let order = NameOrder::new(&network, &graph);
        let bad = graph.index_of(&"Bad".into());
        let ground = Ground { graph: &graph, order: &order, holds: &|node| Some(node) != bad, way: &[] };
        let mut walk = Walk::default();
        let mut path = Vec::new();
        for step in [WalkStep::First, WalkStep::Next, WalkStep::Next, WalkStep::Next, WalkStep::Previous] {
            walk.step(step, &ground);
            path.push(walk.at().map(Id::to_string).unwrap_or_default());
        }
        assert_eq!(path, ["a", "amt", "Ärzte", "x", "Ärzte"]);
        walk.step(WalkStep::NextSector, &ground);
        assert_eq!(walk.at().map(Id::as_str), Some("Ärzte"), "nobody has a sector");
    }

    #[test]
    fn a_step_among_many_asks_about_each_of_them_at_most_once() {
        const MANY: usize = 20_000;
        let mut network = Network::new("many".into());
        network.put(Competency::new("hub".into(), "hub"), Stamp(1));
        for number in 0..MANY {
            let id = format!("a{number:05}");
            network.put(Actor::new(id.as_str().into(), id.as_str()), Stamp(1));
            network.put(Offer::new(format!("o{number}").as_str().into(), id.as_str(), "hub"), Stamp(1));
        }
        let graph = Graph::new(&network);
        let order = NameOrder::new(&network, &graph);
        let asked = Cell::new(0);
        let holds = |_| {
            asked.set(asked.get() + 1);
            true
        };
        let ground = Ground { graph: &graph, order: &order, holds: &holds, way: &[] };
        let mut walk = Walk::default();
        walk.jump("hub".into());
        let mut check = |step, expected: &str, most: usize| {
            asked.set(0);
            walk.step(step, &ground);
            assert_eq!(walk.at().map(Id::as_str), Some(expected), "{step:?}");
            assert!(asked.get() <= most, "{step:?} asked {} times", asked.get());
        };
        check(WalkStep::Into, "a00000", MANY + 5);
        check(WalkStep::Next, "a00001", MANY + 5);
        check(WalkStep::Previous, "a00000", MANY + 5);
        check(WalkStep::Previous, "a19999", MANY + 5);
        check(WalkStep::Last, "hub", 10);
        check(WalkStep::Previous, "a19999", 10);
        check(WalkStep::First, "a00000", 10);
        check(WalkStep::Next, "a00001", 10);
    }
}
