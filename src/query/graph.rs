//! The network as nodes and edges by index: what the picture draws and neighbourhoods walk on.

use std::collections::{HashMap, HashSet, VecDeque};

use crate::model::{Id, LinkKind, Network};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NodeKind {
    Actor,
    Competency,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub id: Id,
    pub kind: NodeKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EdgeKind {
    /// Actor to competency.
    Offer,
    /// Actor to competency, still open.
    Need,
    /// Actor to actor.
    Link(LinkKind),
    /// From who invited to who came.
    Invitation,
}

/// `from` and `to` index [`Graph::nodes`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    pub id: Id,
    pub from: usize,
    pub to: usize,
    pub kind: EdgeKind,
}

/// Actors first, then competencies, both in document order; offers, open needs and links between them.
/// Relations with an end that does not exist are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Graph {
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
    index: HashMap<Id, usize>,
    /// Edge indices at each node; a self-loop stands there once.
    incident: Vec<Vec<usize>>,
    /// Of actors and competencies, at the busiest node.
    largest_degrees: [usize; 2],
}

impl Graph {
    pub fn new(network: &Network) -> Self {
        let actors = network.actors.iter().map(|actor| Node { id: actor.id.clone(), kind: NodeKind::Actor });
        let competencies = network
            .competencies
            .iter()
            .filter(|competency| !network.actors.contains(&competency.id))
            .map(|competency| Node { id: competency.id.clone(), kind: NodeKind::Competency });
        let nodes = actors.chain(competencies).collect();
        let offers = network.offers.iter().map(|it| (&it.id, &it.actor, &it.competency, EdgeKind::Offer));
        let open = network.needs.iter().filter(|need| need.closed_on.is_none());
        let needs = open.map(|it| (&it.id, &it.actor, &it.competency, EdgeKind::Need));
        let links = network.links.iter().map(|it| (&it.id, &it.from, &it.to, EdgeKind::Link(it.kind)));
        Self::of(nodes, &mut offers.chain(needs).chain(links))
    }

    /// Nodes, and what joins them: its id, from whom to whom, and what it is.
    pub fn of(nodes: Vec<Node>, joined: &mut dyn Iterator<Item = (&Id, &Id, &Id, EdgeKind)>) -> Self {
        let index: HashMap<Id, usize> =
            nodes.iter().enumerate().map(|(index, node)| (node.id.clone(), index)).collect();
        let mut edges = Vec::new();
        for (id, from, to, kind) in joined {
            if let (Some(&from), Some(&to)) = (index.get(from), index.get(to)) {
                edges.push(Edge { id: id.clone(), from, to, kind });
            }
        }
        let mut incident = vec![Vec::new(); nodes.len()];
        for (number, edge) in edges.iter().enumerate() {
            incident[edge.from].push(number);
            if edge.to != edge.from {
                incident[edge.to].push(number);
            }
        }
        let mut largest_degrees = [0; 2];
        for (node, edges) in nodes.iter().zip(&incident) {
            let largest = &mut largest_degrees[node.kind as usize];
            *largest = edges.len().max(*largest);
        }
        Self { nodes, edges, index, incident, largest_degrees }
    }

    pub fn index_of(&self, id: &Id) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub fn edges_at(&self, node: usize) -> impl Iterator<Item = &Edge> {
        self.incident[node].iter().map(|&edge| &self.edges[edge])
    }

    pub fn degree(&self, node: usize) -> usize {
        self.incident[node].len()
    }

    /// Of the busiest node of a kind.
    pub fn largest_degree(&self, kind: NodeKind) -> usize {
        self.largest_degrees[kind as usize]
    }

    /// The nodes one edge away, each once, in edge order.
    pub fn neighbours(&self, node: usize) -> Vec<usize> {
        let mut seen = HashSet::from([node]);
        let others = self.edges_at(node).map(|edge| if edge.from == node { edge.to } else { edge.from });
        others.filter(|other| seen.insert(*other)).collect()
    }

    /// For every node its distance in edges from `centre`, `None` beyond `steps`.
    pub fn steps_from(&self, centre: usize, steps: u8) -> Vec<Option<u8>> {
        let mut distance = vec![None; self.nodes.len()];
        distance[centre] = Some(0);
        let mut queue = VecDeque::from([(centre, 0)]);
        while let Some((node, far)) = queue.pop_front() {
            if far == steps {
                continue;
            }
            for edge in self.edges_at(node) {
                let other = if edge.from == node { edge.to } else { edge.from };
                if distance[other].is_none() {
                    distance[other] = Some(far + 1);
                    queue.push_back((other, far + 1));
                }
            }
        }
        distance
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Offer, Stamp, notation};

    #[test]
    fn joins_what_exists_and_measures_distance() {
        let mut network = notation::network("a offers x; b needs x; c needed x; b - c");
        network.put(Offer::new("lost".into(), "a", "nowhere"), Stamp(1));

        let graph = Graph::new(&network);
        let edges: Vec<_> = graph.edges.iter().map(|edge| edge.id.as_str()).collect();
        assert_eq!(edges, ["a-x", "b-x", "b-c"]);
        let [a, c, x] = ["a", "c", "x"].map(|id| graph.index_of(&id.into()).unwrap());
        assert_eq!(graph.steps_from(a, 5)[c], Some(3));
        assert_eq!(graph.steps_from(a, 2)[c], None);
        assert_eq!(graph.neighbours(x).len(), 2);
    }

    #[test]
    fn a_hub_names_each_neighbour_once_in_the_order_of_its_edges() {
        const MANY: usize = 50_000;
        let mut network = notation::network("hub");
        for number in (0..MANY).flat_map(|number| [number, number]).chain([7]) {
            let id = format!("{number}");
            network.put(crate::model::Actor::new(id.as_str().into(), id.as_str()), Stamp(1));
            let link = format!("l{}", network.links.len());
            network.put(crate::model::Link::new(link.as_str().into(), "hub", id.as_str()), Stamp(1));
        }
        let graph = Graph::new(&network);
        let near = graph.neighbours(graph.index_of(&"hub".into()).unwrap());
        assert!(near.len() == MANY && near.is_sorted());
    }
}
