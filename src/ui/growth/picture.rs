//! The picture of who invited whom, and that of a day: what it is made of, and the bar that says what it shows.

use leptos::prelude::*;

use super::{replay, tree};
use crate::{
    app::Address,
    browser::clock,
    model::{Day, Network},
    query::{
        graph::{EdgeKind, Graph, Node, NodeKind},
        growth::{History, step_of},
        invitations::Invitations,
    },
    ui::{
        context::{App, Pictured, Shared},
        kit::{effect, live, memo},
    },
};

/// At the foot of the picture, as long as it shows growth.
pub(super) fn bar(app: App) -> AnyView {
    effect(move || {
        let (network, address) = (app.network.get(), app.address.get());
        // What has no place yet gets it among all the others, of which a day may lack some.
        let waits = address.day.is_some() && !has_places(&network);
        let pictured = (address.is_of_growth() && !waits).then(|| {
            let (network, graph) = pictured(&address, &network);
            Pictured { network: Shared::new(network), graph: Shared::new(graph) }
        });
        app.pictured.set(pictured);
    });
    on_cleanup(move || app.pictured.set(None));
    let is_day = memo(move || app.address.with(|address| address.day.is_some()));
    live(move || if is_day.get() { replay::bar(app) } else { tree::bar(app) })
}

/// Whether every node has a place.
pub(super) fn has_places(network: &Network) -> bool {
    let actors = network.actors.iter().map(|it| &it.id);
    let mut all = actors.chain(network.competencies.iter().map(|it| &it.id));
    all.all(|id| network.positions.contains_key(id))
}

/// The days of a network, up to today.
pub(super) fn days(network: &Network) -> Vec<Day> {
    History::new(network).days(&clock::now().today)
}

/// The day that a picture of this network shows.
pub(super) fn day(address: &Address, network: &Network) -> Day {
    let days = address.day.as_ref().map(|day| (days(network), day));
    let shown = days.and_then(|(days, day)| days.get(step_of(&days, day)).cloned());
    shown.unwrap_or_else(|| clock::now().today)
}

/// What a picture of this network shows at an address of growth.
pub(super) fn pictured(address: &Address, network: &Network) -> (Network, Graph) {
    let Some(day) = &address.day else { return (network.clone(), invitations(network)) };
    let days = days(network);
    on(network, days.get(step_of(&days, day)).unwrap_or(day))
}

/// What a network was on a day.
pub(super) fn on(network: &Network, day: &Day) -> (Network, Graph) {
    let then = History::new(network).on(day);
    let graph = Graph::new(&then);
    (then, graph)
}

/// Actors alone, and lines from who invited to who came, in the order of the tree.
fn invitations(network: &Network) -> Graph {
    let people = Invitations::new(network).people;
    let node = |id: &_| Node { id: Clone::clone(id), kind: NodeKind::Actor };
    let nodes = people.iter().map(|it| node(&it.actor)).collect();
    let lines = people.iter().filter_map(|it| {
        let inviter = &people.get(it.through?)?.actor;
        Some((&it.actor, inviter, &it.actor, EdgeKind::Invitation))
    });
    Graph::of(nodes, &mut { lines })
}
