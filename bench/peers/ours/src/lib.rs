//! The layout engine as a page of the benchmark drives it: on the application's own input, one step at a time.

use gosmart::{
    app::layout_input,
    exchange,
    layout::{Arrangement, EdgeInput, LabelInput, LayoutInput, NodeInput, Simulation},
    query::graph::Graph,
};
use wasm_bindgen::prelude::wasm_bindgen;

const SEED: u32 = 1;

/// A layout that waits to be started, then runs.
#[wasm_bindgen]
pub struct Engine {
    input: LayoutInput,
    simulation: Option<Simulation>,
}

#[wasm_bindgen]
impl Engine {
    /// The input the application makes of a document, without names.
    ///
    /// # Errors
    /// When the text is no document.
    pub fn of_document(text: &str) -> Result<Self, String> {
        let reading = exchange::read(text.as_bytes()).map_err(|refusal| format!("{refusal:?}"))?;
        let network = reading.network;
        let mut input = layout_input(&network, &Graph::new(&network), SEED, Arrangement::Network);
        // The others keep no room for names.
        input.nodes.iter_mut().for_each(|node| node.label = LabelInput::default());
        Ok(Self { input, simulation: None })
    }

    /// A general graph: nodes without size or group, `ends` in pairs.
    pub fn of_edges(nodes: usize, ends: &[u32]) -> Self {
        let nodes = vec![NodeInput::default(); nodes];
        let (pairs, _) = ends.as_chunks::<2>();
        let edges = pairs.iter().map(|&[from, to]| EdgeInput { from, to, weight: 1.0 }).collect();
        let input = LayoutInput { nodes, edges, seed: SEED, arrangement: Arrangement::Network };
        Self { input, simulation: None }
    }

    /// Builds what the engine works on, its own start included.
    pub fn start(&mut self) {
        self.simulation = Some(Simulation::new(&self.input));
    }

    /// One step; whether the layout has come to rest.
    pub fn step(&mut self) -> bool {
        self.simulation.as_mut().is_none_or(Simulation::step)
    }

    /// x, y per node.
    pub fn positions(&self) -> Vec<f64> {
        self.simulation.as_ref().map_or_else(Vec::new, |simulation| simulation.positions().to_vec())
    }
}
