//! What stands on the stage: a network, how its nodes look, and where they shall stand.

use std::{rc::Rc, sync::Arc};

use crate::{
    app,
    browser::clock,
    layout::{Arrangement, LayoutInput},
    model::{Id, Network},
    query::{
        coverage::{self, Measure, State as Covered},
        graph::{Graph, Node, NodeKind},
    },
    scene::{Coverage, Point, Rectangle, Topic},
};

use super::NodeInfo;

/// A network, where its nodes shall stand, and how to find places for those that have none.
pub struct Plan {
    pub graph: Graph,
    pub looks: Vec<NodeInfo>,
    pub sectors: Sectors,
    /// What the picture is narrowed to.
    pub topic: Option<Topic>,
    /// Kept with the network.
    pub places: Vec<Option<[f64; 2]>>,
    /// All but [`Arrangement::Network`] are computed anew, whatever is kept.
    pub arrangement: Arrangement,
    pub layout_input: Rc<dyn Fn() -> LayoutInput>,
    /// What is shown when all is shown, besides the nodes.
    pub room: Option<Rectangle>,
}

/// What sectors are called, and the places of their colours in the palette, both by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sectors {
    pub names: Vec<String>,
    /// Those that are missing are taken in turn.
    pub colors: Vec<usize>,
}

impl Sectors {
    pub fn of(network: &Network) -> Self {
        Self {
            names: network.sectors.iter().map(|sector| sector.name.clone()).collect(),
            colors: network.sectors.iter().filter_map(|sector| network.sector_color(&sector.id)).collect(),
        }
    }
}

impl Plan {
    /// `topic` is what the picture is narrowed to, `measure` how coverage is judged.
    pub fn of(
        network: &Arc<Network>,
        graph: &Arc<Graph>,
        arrangement: Arrangement,
        topic: Option<&Id>,
        measure: Measure,
    ) -> Self {
        let place = |node: &Node| network.positions.get(&node.id).map(|position| [position.x, position.y]);
        let (of, by) = (Arc::clone(network), Arc::clone(graph));
        Self {
            graph: Graph::clone(graph),
            looks: looks(network, graph, topic, measure),
            sectors: Sectors::of(network),
            topic: topic.and_then(|id| topic_of(network, graph, id)),
            places: graph.nodes.iter().map(place).collect(),
            arrangement,
            layout_input: Rc::new(move || app::layout_input(&of, &by, 0, arrangement)),
            room: None,
        }
    }

    /// Nodes may come and go without moving the view: it has room for all that have a place.
    pub fn keep_room_for_all(&mut self, network: &Network) {
        self.room = Rectangle::holding(network.positions.values().map(|at| Point::new(at.x, at.y)));
    }
}

/// Of each node of the graph. What a topic takes counts as wanted.
pub fn looks(network: &Network, graph: &Graph, topic: Option<&Id>, measure: Measure) -> Vec<NodeInfo> {
    let topic = topic.and_then(|id| network.topics.get(id));
    let is_wanted = |id: &Id| topic.is_some_and(|topic| topic.competencies.contains(id));
    let rows = coverage::coverage(network, measure, &clock::now().today);
    let drawn = |competency: usize| {
        let row = &rows[competency];
        match row.state {
            Covered::Unmet => Coverage::Unmet,
            Covered::Unasked if row.offered == 0 && is_wanted(&row.competency) => Coverage::Unmet,
            // It matters where somebody looks for it.
            Covered::OnlyOne if row.needed > 0 => Coverage::OnlyOne,
            Covered::Unasked if row.offered == 0 => Coverage::Unasked,
            Covered::OnlyOne | Covered::Covered | Covered::Unasked => Coverage::Covered,
        }
    };
    let look = |node: &Node| {
        let (sector, competency) = match node.kind {
            NodeKind::Actor => (network.actors.get(&node.id).and_then(|actor| actor.sector.as_ref()), None),
            NodeKind::Competency => (None, network.competencies.index_of(&node.id)),
        };
        NodeInfo {
            name: name_of(network, node).to_owned(),
            sector: sector.and_then(|id| network.sectors.index_of(id)),
            symbol: sector
                .and_then(|id| network.sectors.get(id))
                .map_or_else(String::new, |sector| sector.symbol.clone()),
            size: None,
            coverage: competency.map(drawn).unwrap_or_default(),
            is_pale: false,
        }
    };
    graph.nodes.iter().map(look).collect()
}

/// A topic, as far as the graph has what it takes.
pub fn topic_of(network: &Network, graph: &Graph, id: &Id) -> Option<Topic> {
    let topic = network.topics.get(id)?;
    let competencies = topic.competencies.iter().filter_map(|id| graph.index_of(id)).collect();
    Some(Topic { title: topic.title.clone(), competencies })
}

/// What a node is called; empty when it is gone.
fn name_of<'a>(network: &'a Network, node: &Node) -> &'a str {
    match node.kind {
        NodeKind::Actor => network.actors.get(&node.id).map_or("", |actor| &actor.name),
        NodeKind::Competency => network.competencies.get(&node.id).map_or("", |competency| &competency.name),
    }
}
