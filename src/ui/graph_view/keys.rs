//! The keyboard in the graph; see the pattern in the help.

use std::collections::BTreeSet;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use crate::{
    app::{Ground, Msg, NodeCommand, Place, WalkStep, by_key},
    browser::page,
    model::Id,
};

use super::{
    super::context::App,
    stage::{self, GraphView},
    told::Told,
};

/// A step of a node that is moved by keys, in units of the drawing.
const NUDGE: f64 = 20.0;

pub(super) fn keydown(app: App, graph_view: GraphView, event: &KeyboardEvent) {
    if matches!(event.key().as_str(), "Control" | "Meta") && !event.repeat() {
        // As long as it is held, the same way is told once.
        graph_view.tell_nothing();
    }
    let control = event.ctrl_key() || event.meta_key();
    if let Some(command) = by_key(&event.key(), control, event.shift_key(), Place::Graph) {
        event.prevent_default();
        event.stop_propagation();
        app.dispatch(Msg::Call(command.id));
    }
}

pub(super) fn answer(app: App, graph_view: GraphView, command: NodeCommand) {
    let node = graph_view.keyboard_node.get_untracked();
    if !matches!(command, NodeCommand::Nudge(_)) {
        graph_view.tell_nothing();
    }
    match (command, node) {
        (NodeCommand::Walk(step), _) => walk(app, graph_view, step),
        (NodeCommand::Leave, _) => leave(app, graph_view),
        (NodeCommand::Connect, node) => {
            if graph_view.may_edit() {
                graph_view.connecting.set(node);
            }
        }
        (_, None) => {}
        (NodeCommand::Choose, Some(node)) => graph_view.choose(node),
        (NodeCommand::Select, Some(node)) => graph_view.toggle(node),
        (NodeCommand::Nearby, Some(node)) => graph_view.tell(Told::Near(node)),
        (NodeCommand::PinOrRelease, Some(node)) => pin_or_release(app, graph_view, node),
        (NodeCommand::Nudge(steps), Some(node)) => {
            nudge(app, graph_view, node, steps.map(|steps| NUDGE * f64::from(steps)));
        }
    }
}

fn walk(app: App, graph_view: GraphView, step: WalkStep) {
    let (graph, visible) = (app.graph.get_untracked(), app.visible.get_untracked());
    let order = graph_view.name_order.get_untracked();
    let holds = |node: usize| visible.has(&graph.nodes[node].id);
    let way = app.address.with_untracked(|address| stage::way(&graph, address));
    let ground = Ground { graph: &graph, order: &order, holds: &holds, way: &way };
    graph_view.walk.update_value(|walk| walk.step(step, &ground));
    let Some(id) = graph_view.walk.with_value(|walk| walk.at().cloned()) else { return };
    if matches!(step, WalkStep::OnTheWay | WalkStep::BackOnTheWay) {
        let place = way.iter().position(|&node| graph.nodes[node].id == id);
        graph_view.tell(Told::OnTheWay { place: place.map(|place| place + 1), of: way.len() });
    }
    graph_view.focus(id);
}

fn nudge(app: App, graph_view: GraphView, keyboard_node: Id, by: [f64; 2]) {
    let selection = graph_view.app.selection.get_untracked();
    let moved: Vec<Id> = if selection.contains(&keyboard_node) {
        selection.into_iter().collect()
    } else {
        vec![keyboard_node]
    };
    let beside = |id: &Id| Some((id.clone(), place_beside(app, graph_view, id, by)?));
    if graph_view.put(moved.iter().filter_map(beside).collect(), Vec::new()) {
        graph_view.tell(Told::Moved { nodes: moved, by });
    }
}

fn pin_or_release(app: App, graph_view: GraphView, id: Id) {
    let is_pinned =
        app.network.with_untracked(|network| network.positions.get(&id).is_some_and(|place| place.pinned));
    if is_pinned {
        graph_view.release(&[id]);
    } else if let Some(at) = place_beside(app, graph_view, &id, [0.0; 2]) {
        graph_view.put(vec![(id, at)], Vec::new());
    }
}

/// So many units of the drawing to the right and down.
fn place_beside(app: App, graph_view: GraphView, id: &Id, by: [f64; 2]) -> Option<[f64; 2]> {
    let node = app.graph.with_untracked(|graph| graph.index_of(id))?;
    graph_view.with_stage(|stage| stage.place_beside(node, by)).flatten()
}

fn leave(app: App, graph_view: GraphView) {
    if graph_view.with_stage(|stage| stage.escape()).unwrap_or(false) {
        return;
    }
    if graph_view.connecting.get_untracked().is_some() {
        graph_view.connecting.set(None);
    } else if !graph_view.app.selection.with_untracked(BTreeSet::is_empty) {
        graph_view.choose_none();
    } else if app.address.with_untracked(|address| address.opened.is_some()) {
        graph_view.select(None);
    } else {
        page::focus("graph-exit");
    }
}
