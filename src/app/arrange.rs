use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use crate::{
    layout::{Arrangement, EdgeInput, LabelInput, LayoutInput, NodeInput, STAGE, Simulation},
    model::{Network, Position, order},
    query::graph::{EdgeKind, Graph, Node, NodeKind},
    scene::{label_size, layout_radius, node_radius, type_size},
};

use super::Address;

/// What the picture is ordered by, as people choose it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum LayoutKind {
    /// By who is joined to whom. Its places are kept with the network; those of the others are computed anew.
    #[default]
    Network,
    Sectors,
    /// Around the node whose card is open, else the one whose surroundings are shown, else the best connected.
    Rings,
    /// Actors on one side, competencies on the other.
    Columns,
    /// Actors alone, each behind who invited it.
    Invitations,
}

impl LayoutKind {
    pub const ALL: [Self; 5] = [Self::Network, Self::Sectors, Self::Rings, Self::Columns, Self::Invitations];
}

/// The layout's arrangement for the order that an address asks for.
pub fn arrangement(address: &Address, graph: &Graph) -> Arrangement {
    match address.layout {
        // Nothing moves from day to day.
        _ if address.day.is_some() => Arrangement::Network,
        LayoutKind::Network => Arrangement::Network,
        LayoutKind::Sectors => Arrangement::Islands,
        LayoutKind::Columns => Arrangement::Columns,
        LayoutKind::Invitations => Arrangement::Tree,
        LayoutKind::Rings => {
            let asked = [&address.opened, &address.ego].into_iter().flatten();
            let around = asked.filter_map(|id| graph.index_of(id)).next().or_else(|| {
                // The first of several.
                (0..graph.nodes.len()).rev().max_by_key(|&node| graph.degree(node))
            });
            Arrangement::Rings { around: around.unwrap_or(0) as u32 }
        }
    }
}

/// The layout's task for a network: nodes with a position keep it where they can, pinned ones in any case,
/// actors of one sector are drawn together.
pub fn layout_input(network: &Network, graph: &Graph, seed: u32, arrangement: Arrangement) -> LayoutInput {
    let mut by_weight: Vec<usize> = (0..graph.nodes.len()).collect();
    order::sort_by_key(&mut by_weight, |&node| (graph.nodes[node].kind, Reverse(graph.degree(node)), node));
    let mut ranks = vec![0; graph.nodes.len()];
    for (rank, node) in (0..).zip(by_weight) {
        ranks[node] = rank;
    }
    let nodes = graph.nodes.iter().enumerate().map(|(index, node)| {
        let position = network.positions.get(&node.id);
        let sector = match node.kind {
            NodeKind::Actor => network.actors.get(&node.id).and_then(|actor| actor.sector.as_ref()),
            NodeKind::Competency => None,
        };
        NodeInput {
            at: position.map(|position| [position.x, position.y]),
            radius: layout_radius(graph, index),
            pinned: position.is_some_and(|position| position.pinned),
            group: sector.and_then(|id| network.sectors.index_of(id)).map(|number| number as u32),
            column: u32::from(node.kind == NodeKind::Competency),
            label: label(network, graph, index, ranks[index]),
        }
    });
    let edges = graph.edges.iter().map(|edge| EdgeInput {
        from: edge.from as u32,
        to: edge.to as u32,
        weight: match edge.kind {
            EdgeKind::Offer => 1.0,
            EdgeKind::Need => 0.7,
            EdgeKind::Link(_) | EdgeKind::Invitation => 0.4,
        },
    });
    LayoutInput { nodes: nodes.collect(), edges: edges.collect(), seed, arrangement }
}

/// Names as they are written when the whole network lies on the layout's stage.
fn label(network: &Network, graph: &Graph, node: usize, rank: u32) -> LabelInput {
    let Node { id, kind } = &graph.nodes[node];
    let is_actor = *kind == NodeKind::Actor;
    let name = if is_actor {
        network.actors.get(id).map(|actor| &actor.name)
    } else {
        network.competencies.get(id).map(|competency| &competency.name)
    };
    let size = type_size((STAGE[0] * STAGE[1] / graph.nodes.len() as f64).sqrt());
    let [width, height] = name.map_or([0.0; 2], |name| label_size(name, size, is_actor));
    LabelInput { radius: node_radius(graph, node), width, height, rank, yields: !is_actor }
}

/// Runs the layout to its rest and writes positions for every node into the network.
pub fn arrange(network: &mut Network, seed: u32) {
    let graph = Graph::new(network);
    let mut simulation = Simulation::new(&layout_input(network, &graph, seed, Arrangement::Network));
    while !simulation.step() {}
    let mut positions: BTreeMap<_, _> = (*network.positions).clone();
    for (node, &[x, y]) in graph.nodes.iter().zip(simulation.positions().as_chunks::<2>().0) {
        let pinned = positions.get(&node.id).is_some_and(|position| position.pinned);
        if !pinned {
            positions.insert(node.id.clone(), Position { x: round(x), y: round(y), pinned });
        }
    }
    network.positions = Arc::new(positions);
}

/// A tenth of a unit is finer than a pixel, and makes files a third smaller.
pub fn round(coordinate: f64) -> f64 {
    (coordinate * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        layout::{MOST_STRETCH_SHOWN, symbol_growth},
        model::notation,
        scene::{Camera, Point, Rectangle, Size, growth},
    };

    #[test]
    fn the_layout_makes_room_on_the_picture_that_the_camera_shows() {
        let [width, height] = STAGE;
        let world = Rectangle { left: 0.0, right: 900.0, top: 0.0, bottom: 900.0 };
        let viewport = Size { width, height };
        let camera = Camera::fit(world, viewport, 0.0);
        let at = |x, y| camera.screen_from_world(Point::new(x, y), viewport);
        let (corner, across, down) = (at(0.0, 0.0), at(900.0, 0.0), at(0.0, 900.0));
        let shown = (across.x - corner.x) / (down.y - corner.y);
        assert!((shown - MOST_STRETCH_SHOWN).abs() < 1e-9, "{shown}");
        for scale in [0.05, 0.2, 0.25, 0.5, 1.0, 2.0, 4.0] {
            assert_eq!(symbol_growth(scale), growth(scale), "{scale}");
        }
    }

    #[test]
    fn rings_are_around_the_selected_the_focused_or_the_best_connected() {
        let network = notation::network("a offers x; b offers x");
        let graph = Graph::new(&network);
        let mut address = Address { layout: LayoutKind::Rings, ..Address::default() };
        let mut check = |change: fn(&mut Address), around: &str| {
            change(&mut address);
            let expected = graph.index_of(&around.into()).map(|node| node as u32);
            let found = match arrangement(&address, &graph) {
                Arrangement::Rings { around } => Some(around),
                _ => None,
            };
            assert_eq!(found, expected);
        };
        check(|_| (), "x");
        check(|address| address.ego = Some("b".into()), "b");
        check(|address| address.opened = Some("a".into()), "a");
        check(|address| address.opened = Some("gone".into()), "b");
    }
}
