//! What is told of the picture besides the names of its nodes: where things are, and where they went.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{Direction, nearest},
    doors,
    i18n::{self, graph::Near},
    model::Id,
    query::graph::NodeKind,
};

use super::stage::{GraphView, name_of};

/// More than a handful is not kept in mind.
const MOST_NEAR: usize = 5;

#[derive(Clone, Debug)]
pub(super) enum Told {
    /// Nodes were moved by keys, so far to the right and down.
    Moved { nodes: Vec<Id>, by: [f64; 2] },
    /// The keyboard stands at this place of the way that is shown, if one is, of so many.
    OnTheWay { place: Option<usize>, of: usize },
    /// What stands near a node.
    Near(Id),
}

impl GraphView {
    /// Tells it, unless the same stands there still.
    pub(super) fn tell(self, told: Told) {
        let app = self.app;
        spawn_local(async move {
            app.open(&doors::PICTURES).await;
            // What was told before has gone from the page, so that the same is told anew.
            leptos::task::tick().await;
            // Without the file there is nothing to tell; what was done can be seen.
            if let Some(pictures) = doors::PICTURES.opened() {
                let told = (pictures.tell)(self, told);
                if self.told.try_with_untracked(|before| *before != told).unwrap_or(false) {
                    self.told.set(told);
                }
            }
        });
    }

    /// Something else is done.
    pub(super) fn tell_nothing(self) {
        if self.told.try_with_untracked(|told| !told.is_empty()).unwrap_or(false) {
            self.told.set(String::new());
        }
    }
}

/// Behind the door of the pictures.
pub(super) fn words(graph_view: GraphView, told: Told) -> String {
    let app = graph_view.app;
    let language = app.spoken();
    match told {
        Told::Moved { nodes, by } => {
            let name = match &nodes[..] {
                [node] => Some(app.network.with_untracked(|network| name_of(network, node))),
                _ => None,
            };
            i18n::graph::moved(language, name.as_deref(), nodes.len(), Direction::of(by))
        }
        Told::OnTheWay { place, of } => i18n::graph::on_the_way(language, place, of),
        Told::Near(node) => near(graph_view, &node),
    }
}

fn near(graph_view: GraphView, id: &Id) -> String {
    let app = graph_view.app;
    let (graph, visible) = (app.graph.get_untracked(), app.visible.get_untracked());
    let Some(from) = graph.index_of(id) else { return String::new() };
    let others = (0..graph.nodes.len()).filter(|&node| node != from && visible.has(&graph.nodes[node].id));
    let found = graph_view.with_stage(|stage| {
        nearest(others.filter_map(|node| Some((node, stage.way_on_screen(from, node)?))), MOST_NEAR)
    });
    app.network.with_untracked(|network| {
        let near = found.unwrap_or_default().into_iter().map(|(node, direction)| {
            let node = &graph.nodes[node];
            Near { name: name_of(network, &node.id), is_actor: node.kind == NodeKind::Actor, direction }
        });
        i18n::graph::nearby(app.spoken(), &name_of(network, id), &near.collect::<Vec<_>>())
    })
}
