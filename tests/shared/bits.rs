//! Layouts to the last bit. Computed natively and in the browser, and compared with the same file.

use gosmart::{
    app::layout_input,
    exchange,
    layout::{Arrangement, EdgeInput, LayoutInput, NodeInput, Simulation},
    query::graph::Graph,
};

/// One line for each layout: its name and a fingerprint of all its bits.
pub fn report() -> String {
    let mut network = exchange::example();
    network.positions = std::sync::Arc::default();
    let graph = Graph::new(&network);
    let arrangements = [
        ("network", Arrangement::Network),
        ("islands", Arrangement::Islands),
        ("rings", Arrangement::Rings { around: 0 }),
        ("columns", Arrangement::Columns),
        ("tree", Arrangement::Tree),
    ];
    let example = arrangements.map(|(name, arrangement)| {
        let input = layout_input(&network, &graph, 0, arrangement);
        format!("example, {name}: {:016x}\n", fingerprint(&input))
    });
    example.into_iter().chain([format!("three thousand nodes: {:016x}\n", fingerprint(&large()))]).collect()
}

/// Too large for all pairs, so that the tree and the pivots are at work; in two parts, and some nodes alone.
fn large() -> LayoutInput {
    let nodes = (0..3_000_u32).map(|node| NodeInput {
        radius: 20.0 + f64::from(node % 7),
        group: (node % 5 < 3).then_some(node / 200),
        ..NodeInput::default()
    });
    let edges = (0..5_600_u32).map(|number| {
        let from = number % 2_900;
        let reach = if number % 9 == 0 { 700 } else { 40 };
        EdgeInput { from, to: (from + 1 + number.wrapping_mul(2_654_435_761) % reach) % 2_900, weight: 1.0 }
    });
    LayoutInput { nodes: nodes.collect(), edges: edges.collect(), seed: 5, arrangement: Arrangement::Network }
}

/// FNV-1a over the bits of all positions at rest.
fn fingerprint(input: &LayoutInput) -> u64 {
    let mut simulation = Simulation::new(input);
    while !simulation.step() {}
    simulation
        .positions()
        .iter()
        .flat_map(|position| position.to_bits().to_le_bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
