use std::{collections::BTreeMap, sync::Arc};

use crate::{
    layout::{Arrangement, EdgeInput, Job, NodeInput, Simulation},
    model::{Network, Position},
    query::graph::{EdgeKind, Graph, NodeKind},
    scene::layout_radius,
};

/// The layout's task for a network: nodes with a position keep it where they can, pinned ones in any case,
/// actors of one sector are drawn together.
pub fn layout_job(network: &Network, graph: &Graph, seed: u32, arrangement: Arrangement) -> Job {
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
        }
    });
    let edges = graph.edges.iter().map(|edge| EdgeInput {
        from: edge.from as u32,
        to: edge.to as u32,
        weight: match edge.kind {
            EdgeKind::Offer => 1.0,
            EdgeKind::Need => 0.7,
            EdgeKind::Link(_) => 0.4,
        },
    });
    Job { nodes: nodes.collect(), edges: edges.collect(), seed, arrangement }
}

/// Runs the layout to its rest and writes positions for every node into the network.
pub fn arrange(network: &mut Network, seed: u32) {
    let graph = Graph::new(network);
    let mut simulation = Simulation::new(&layout_job(network, &graph, seed, Arrangement::Network));
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
