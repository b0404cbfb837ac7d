use super::{
    Arrangement, LabelInput, LayoutInput, NodeInput, align_to_pins, arrange, drag::Drag, graph::Graph,
    make_room::make_room, newcomers::Newcomers, pack, part::Part, random::Random, relax::ALONE, tree::tree,
};

/// Anything further out is as good as here where places are computed; squares of it are far from overflow.
const FARTHEST: f64 = 1.0e7;
/// Further out is no place; sums and differences of places are far from overflow.
const FARTHEST_PLACE: f64 = 1.0e300;

/// Parts up to this size are drawn in one step, as many as have so many nodes together: nobody could watch.
const SMALL: usize = 60;

/// A layout that runs step by step until it is done.
///
/// Nodes with a position keep it: where all have one, nothing moves; where most have one, the newcomers take
/// free places beside their neighbours. Otherwise everything is drawn anew, each connected part by itself, and
/// the parts are set side by side. Pinned nodes stay where they are to the bit, and the drawing bends to them.
pub struct Simulation {
    /// In the order of the input, as x, y, x, y.
    positions: Vec<f64>,
    /// What was given for pinned nodes.
    pinned: Vec<Option<[f64; 2]>>,
    /// What was given for all that stays where it is: pinned, or part of a drawing that stands.
    kept: Vec<Option<[f64; 2]>>,
    graph: Graph,
    radii: Vec<f64>,
    /// None of them, or of every node.
    labels: Vec<LabelInput>,
    /// Parts still to be drawn, the largest first.
    parts: Vec<(Vec<u32>, Part)>,
    /// Who takes a place in a drawing that stands.
    newcomers: Option<Newcomers>,
    drag: Option<Drag>,
}

impl Simulation {
    pub fn new(input: &LayoutInput) -> Self {
        let graph = Graph::new(input);
        let radii: Vec<f64> = input
            .nodes
            .iter()
            .map(|node| if node.radius.is_finite() { node.radius.clamp(0.5, 1000.0) } else { 1.0 })
            .collect();
        let given: Vec<Option<[f64; 2]>> =
            input.nodes.iter().map(|node| node.at.and_then(within_reach)).collect();
        let has_names = input.nodes.iter().any(|node| node.label.width > 0.0);
        let newcomers = given.iter().filter(|at| at.is_none()).count();
        let stands = input.arrangement == Arrangement::Network && 2 * newcomers <= given.len();
        let as_given = |is_meant: &dyn Fn(&NodeInput) -> bool| {
            let nodes = input.nodes.iter().zip(&given);
            nodes.map(|(node, at)| at.and(node.at).filter(|_| is_meant(node))).collect()
        };
        let mut simulation = Self {
            positions: vec![0.0; 2 * input.nodes.len()],
            pinned: as_given(&|node| node.pinned),
            kept: as_given(&|node| node.pinned || stands),
            graph,
            radii,
            labels: if has_names { input.nodes.iter().map(|node| node.label).collect() } else { Vec::new() },
            parts: Vec::new(),
            newcomers: None,
            drag: None,
        };
        let groups = groups(input, &simulation.graph);
        let mut random = Random::new(input.seed);
        let (graph, radii) = (&simulation.graph, &simulation.radii);
        match input.arrangement {
            Arrangement::Network if newcomers == 0 => {
                simulation.publish(&given.into_iter().flatten().collect::<Vec<_>>());
            }
            Arrangement::Network if stands => {
                let newcomers = Newcomers::new(&given, graph, groups, radii, random);
                simulation.publish(&newcomers.places());
                simulation.newcomers = Some(newcomers);
            }
            Arrangement::Network => {
                simulation.parts = drawn_apart(graph, &groups, radii, &mut random);
                if has_names {
                    simulation.parts.iter_mut().for_each(|(_, part)| part.lie_down());
                }
                simulation.assemble();
            }
            Arrangement::Islands => {
                let at = arrange::islands(graph, &groups, radii, &mut random);
                simulation.unpin_all();
                simulation.publish(&at);
            }
            Arrangement::Rings { around } => {
                let at = arrange::rings(graph, &groups, radii, around as usize);
                simulation.unpin_all();
                simulation.publish(&at);
            }
            Arrangement::Columns => {
                let columns: Vec<u32> = input.nodes.iter().map(|node| node.column).collect();
                let at = arrange::columns(graph, &columns, &groups, radii);
                simulation.unpin_all();
                simulation.publish(&at);
            }
            Arrangement::Tree => {
                let mut at = tree(input.nodes.len(), &input.edges, radii);
                arrange::centre(&mut at);
                simulation.unpin_all();
                simulation.publish(&at);
            }
        }
        simulation
    }

    /// x, y, x, y in the order of the input's nodes; always finite.
    pub fn positions(&self) -> &[f64] {
        &self.positions
    }

    pub fn is_settled(&self) -> bool {
        self.newcomers.as_ref().is_none_or(Newcomers::is_done)
            && self.parts.iter().all(|(_, part)| part.is_done())
    }

    /// How much of the way is done, from 0 to 1.
    pub fn progress(&self) -> f64 {
        if let Some(newcomers) = &self.newcomers {
            return newcomers.progress();
        }
        let nodes: usize = self.parts.iter().map(|(nodes, _)| nodes.len()).sum();
        let done: f64 = self.parts.iter().map(|(nodes, part)| nodes.len() as f64 * part.progress()).sum();
        if nodes == 0 { 1.0 } else { done / nodes as f64 }
    }

    /// One step for the first part that is not done, or for some of the newcomers; whether all are.
    pub fn step(&mut self) -> bool {
        if let Some(newcomers) = self.newcomers.as_mut().filter(|newcomers| !newcomers.is_done()) {
            newcomers.step(&self.graph, &self.radii);
            let at = newcomers.places();
            self.publish(&at);
        } else if draw_on(&mut self.parts) {
            self.assemble();
        }
        self.is_settled()
    }

    /// Holds a node at a place, in units of the drawing. Its surroundings follow it, the nearer the more, and are
    /// where they were when it comes back. An unknown index or a place that is no number changes nothing.
    pub fn pin(&mut self, index: usize, x: f64, y: f64) {
        if index >= self.radii.len() || within_reach([x, y]).is_none() {
            return;
        }
        // A drag begins from places that all have.
        while self.newcomers.is_some() && !self.step() {}
        self.parts.clear();
        if self.drag.as_ref().is_none_or(|drag| drag.node() != index) {
            let is_held: Vec<bool> = self.pinned.iter().map(Option::is_some).collect();
            self.drag = Some(Drag::new(index, &self.graph, &is_held, &self.positions));
        }
        if let Some(drag) = &self.drag {
            drag.apply([x, y], &mut self.positions);
        }
        self.pinned[index] = Some([x, y]);
        self.kept[index] = Some([x, y]);
    }

    pub fn unpin(&mut self, index: usize) {
        if let Some(pinned) = self.pinned.get_mut(index) {
            *pinned = None;
            self.kept[index] = None;
            self.drag = None;
        }
    }

    fn unpin_all(&mut self) {
        self.pinned.fill(None);
        self.kept.fill(None);
    }

    fn assemble(&mut self) {
        let mut at = pack::with_shelf(&self.parts, &self.radii);
        if self.pinned.iter().any(Option::is_some) {
            align_to_pins::align_to_pins(&mut at, &self.pinned, &self.graph);
        } else if !self.labels.is_empty() && self.is_settled() {
            make_room(&mut at, &self.labels);
        }
        self.publish(&at);
    }

    fn publish(&mut self, at: &[[f64; 2]]) {
        for (place, (at, kept)) in
            self.positions.as_chunks_mut::<2>().0.iter_mut().zip(at.iter().zip(&self.kept))
        {
            *place = kept.unwrap_or(*at);
        }
    }
}

/// Draws small parts, or else one step of the first that is not done; whether there was anything to do.
pub(super) fn draw_on(parts: &mut [(Vec<u32>, Part)]) -> bool {
    let mut drawn = 0;
    let mut waiting = parts.iter_mut().filter(|(_, part)| !part.is_done());
    for (nodes, part) in waiting.by_ref().filter(|(nodes, _)| nodes.len() <= SMALL) {
        part.finish();
        drawn += nodes.len();
        if drawn >= SMALL {
            return true;
        }
    }
    let large = parts.iter_mut().find(|(_, part)| drawn == 0 && !part.is_done());
    large.map(|(_, part)| part.step()).is_some() || drawn > 0
}

/// The connected parts, the largest first, each to be drawn by itself.
pub(super) fn drawn_apart(
    graph: &Graph,
    groups: &[u32],
    radii: &[f64],
    random: &mut Random,
) -> Vec<(Vec<u32>, Part)> {
    let mut numbers = vec![u32::MAX; graph.count()];
    let draw = |nodes: Vec<u32>| {
        let of = |node: &u32| *node as usize;
        let part = Part::new(
            &graph.induced_by(&nodes, &mut numbers),
            nodes.iter().map(|node| groups[of(node)]).collect(),
            nodes.iter().map(|node| radii[of(node)]).collect(),
            random,
        );
        (nodes, part)
    };
    graph.parts().into_iter().map(draw).collect()
}

/// The group of every node. One without goes with most of its neighbours.
fn groups(input: &LayoutInput, graph: &Graph) -> Vec<u32> {
    let own = |node: usize| input.nodes[node].group;
    (0..input.nodes.len())
        .map(|node| {
            let of_neighbours =
                || graph.weighted(node).filter_map(|(near, weight)| Some((own(near)?, weight)));
            let mut names: Vec<u32> = of_neighbours().map(|pull| pull.0).collect();
            names.sort_unstable();
            names.dedup();
            let mut pulls = vec![0.0; names.len()];
            for (group, weight) in of_neighbours() {
                pulls[names.partition_point(|&name| name < group)] += weight;
            }
            let pulls = names.into_iter().zip(pulls);
            let strongest =
                pulls.max_by(|one: &(u32, f32), other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            own(node).or(strongest.map(|pull| pull.0)).unwrap_or(ALONE)
        })
        .collect()
}

fn within_reach([x, y]: [f64; 2]) -> Option<[f64; 2]> {
    let is_place = x.abs() <= FARTHEST_PLACE && y.abs() <= FARTHEST_PLACE;
    is_place.then(|| [x, y].map(|value| value.clamp(-FARTHEST, FARTHEST)))
}
