use gosmart_job::{Codec, CommandOf, EventOf, NoUpdate};

use super::{betweenness::Betweenness, dice::Dice, graph::Graph, leiden::Leiden};

/// Who is joined to whom, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleInput {
    /// They are numbered from 0.
    pub nodes: u32,
    /// Two nodes are joined or not: doubled links count once, links to oneself not at all.
    pub links: Vec<[u32; 2]>,
    /// Another one may find other communities of about the same quality.
    pub seed: u32,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct RoleOutput {
    /// For each node, how many pairs of others it lies between on a shortest way; where several ways join a pair, its
    /// share of them.
    pub betweenness: Vec<f64>,
    /// Whether betweenness was made of searches from chosen nodes, because the network is large or the job is not done.
    pub estimated: bool,
    /// For each node the number of its community, the largest having 0. Each community is connected; a node without
    /// links is one by itself.
    pub communities: Vec<u32>,
    /// How much more links lie inside communities than one would expect, from -0.5 to 1.
    pub modularity: f64,
}

/// Both as a job. A step takes well below a millisecond, except where rows are copied or counted at once, which takes
/// as long as reading the input.
pub struct RolesJob {
    graph: Graph,
    leiden: Leiden,
    betweenness: Betweenness,
    has_communities: bool,
}

pub type Command = CommandOf<RolesJob>;
pub type Event = EventOf<RolesJob>;

impl gosmart_job::Job for RolesJob {
    const KIND: &'static str = "roles";

    type Payload = Vec<f64>;
    type Input = RoleInput;
    type Update = NoUpdate;
    type Output = RoleOutput;

    fn start(input: RoleInput) -> Self {
        let graph = Graph::new(input.nodes, &input.links);
        let leiden = Leiden::new(&graph, Dice::new(input.seed));
        let betweenness = Betweenness::new(&graph, Dice::new(input.seed));
        Self { graph, leiden, betweenness, has_communities: false }
    }

    fn update(&mut self, update: NoUpdate) {
        match update {}
    }

    fn step(&mut self) -> bool {
        if !self.has_communities {
            self.has_communities = self.leiden.step(&self.graph);
            return false;
        }
        self.betweenness.step(&self.graph)
    }

    fn progress(&self) -> f64 {
        const OF_COMMUNITIES: f64 = 0.1;
        OF_COMMUNITIES * self.leiden.progress() + (1.0 - OF_COMMUNITIES) * self.betweenness.progress()
    }

    fn output(&self) -> RoleOutput {
        RoleOutput {
            betweenness: self.betweenness.values(),
            estimated: self.betweenness.is_estimated(),
            communities: self.leiden.communities(),
            modularity: self.leiden.modularity(),
        }
    }
}

impl Codec<Vec<f64>> for RoleInput {
    fn encode(self) -> Vec<f64> {
        let mut numbers = vec![f64::from(self.nodes), f64::from(self.seed)];
        numbers.extend(self.links.as_flattened().iter().map(|end| f64::from(*end)));
        numbers
    }

    fn decode(numbers: Vec<f64>) -> Option<Self> {
        let (&[nodes, seed], rest) = numbers.split_first_chunk::<2>()?;
        let (links, left) = rest.as_chunks::<2>();
        let links = links.iter().map(|link| link.map(|end| end as u32)).collect();
        left.is_empty().then_some(Self { nodes: nodes as u32, links, seed: seed as u32 })
    }
}

impl Codec<Vec<f64>> for RoleOutput {
    fn encode(self) -> Vec<f64> {
        let mut numbers = vec![f64::from(u8::from(self.estimated)), self.modularity];
        numbers.extend(self.betweenness);
        numbers.extend(self.communities.into_iter().map(f64::from));
        numbers
    }

    fn decode(numbers: Vec<f64>) -> Option<Self> {
        let (&[estimated, modularity], rest) = numbers.split_first_chunk::<2>()?;
        let (betweenness, communities) = rest.split_at(rest.len() / 2);
        (betweenness.len() == communities.len()).then(|| Self {
            betweenness: betweenness.to_vec(),
            estimated: estimated != 0.0,
            communities: communities.iter().map(|community| *community as u32).collect(),
            modularity,
        })
    }
}
