//! A real button for each node that is near: assistive technology acts on real focus and real rectangles.

use std::collections::HashSet;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{FocusEvent, HtmlElement, Node};

use crate::{
    browser::page,
    i18n,
    model::{Id, order},
};

use super::{
    super::{context::App, kit::memo},
    stage::{GraphView, name_of},
};

/// Above this, nodes in view get no button of their own unless they are near the focus; the lists have all.
const MOST_BUTTONS: usize = 150;
const EXPOSURE_DELAY_MILLIS: u32 = 150;

pub(super) fn buttons(app: App, graph_view: GraphView) -> impl IntoView {
    let tab_stop = memo(move || {
        let opened = app.address.get().opened;
        let first = || graph_view.exposed.with(|exposed| exposed.first().cloned());
        graph_view
            .keyboard_node
            .get()
            .or(opened.filter(|id| graph_view.exposed.with(|exposed| exposed.contains(id))))
            .or_else(first)
    });
    let is_brief = app.slice(|state| state.settings.brief);
    view! {
        <For each=move || graph_view.exposed.get() key=Id::clone let:id>
            {
                let (named, stop, focus, selection) = (id.clone(), id.clone(), id.clone(), id);
                let open = selection.clone();
                view! {
                    <button
                        type="button"
                        class="stage__node"
                        tabindex=move || if tab_stop.with(|at| at.as_ref() == Some(&stop)) { "0" } else { "-1" }
                        aria-label=move || name(graph_view, &named, is_brief.get())
                        aria-pressed=move || app.address.with(|address| address.opened.as_ref() == Some(&open)).to_string()
                        on:focus=move |_| {
                            if graph_view.walk.with_value(|walk| walk.at() != Some(&focus)) {
                                graph_view.walk.update_value(|walk| walk.jump(focus.clone()));
                            }
                            graph_view.keyboard_node.set(Some(focus.clone()));
                        }
                        on:click=move |_| graph_view.choose(selection.clone())
                    ></button>
                }
            }
        </For>
    }
}

/// Name, whether it is among those that are chosen together, kind, and if it is not to be brief, sector and counts in
/// words and what the picture tells besides.
fn name(graph_view: GraphView, id: &Id, is_brief: bool) -> String {
    let app = graph_view.app;
    let language = app.spoken();
    let (network, relations) = (app.network.get(), app.relations.get());
    let is_chosen = graph_view.app.selection.with(|selection| selection.contains(id));
    let called = |name: &str| {
        if is_chosen { format!("{name}, {}", app.texts().graph().chosen) } else { name.to_owned() }
    };
    if is_brief {
        return i18n::graph::brief_node(
            language,
            &called(&name_of(&network, id)),
            network.actors.contains(id),
        );
    }
    if let Some(actor) = network.actors.get(id) {
        let around = relations.around_actor(id);
        let sector = actor.sector.as_ref().and_then(|sector| network.sectors.get(sector));
        let sector = sector.map_or(app.texts().words().no_sector, |sector| &sector.name);
        let (offers, needs, links) = (around.offers.len(), around.open_needs.len(), around.links.len());
        let mut name = i18n::graph::actor_node(language, &called(&actor.name), sector, offers, needs, links);
        if let Some(said) = graph_view.shown().and_then(|shown| shown.said_of(id)) {
            name.push_str(". ");
            name.push_str(&said);
        }
        name
    } else if let Some(competency) = network.competencies.get(id) {
        let around = relations.around_competency(id);
        let (offered, wanted) = (around.offered_by().len(), around.looked_for_by().len());
        i18n::graph::competency_node(language, &called(&competency.name), offered, wanted)
    } else {
        String::new()
    }
}

impl GraphView {
    /// Moves the buttons along with the picture, and soon decides anew which nodes have one.
    pub(super) fn follow(self) {
        self.place_buttons();
        let timeout = Timeout::new(EXPOSURE_DELAY_MILLIS, move || self.expose());
        self.exposure.try_update_value(|slot| *slot = Some(timeout));
    }

    fn place_buttons(self) {
        let Some(overlay) = self.overlay.try_get_untracked().flatten() else { return };
        let buttons = overlay.children();
        let graph = self.app.graph.get_untracked();
        // A last frame may come when the view is on its way out.
        self.exposed.try_with_untracked(|exposed| {
            for (number, id) in exposed.iter().enumerate() {
                let button =
                    buttons.item(number as u32).and_then(|button| button.dyn_into::<HtmlElement>().ok());
                let at = graph
                    .index_of(id)
                    .and_then(|node| self.with_stage(|stage| stage.on_screen(node)).flatten());
                if let (Some(button), Some(at)) = (button, at) {
                    let transform =
                        format!("translate({}px, {}px)", at.x.round() as i32, at.y.round() as i32);
                    let _ = button.style().set_property("transform", &transform);
                }
            }
        });
    }

    /// Buttons for the node the keyboard is on, its neighbours, and what is in view, the busiest first.
    pub(super) fn expose(self) {
        let (graph, visible) = (self.app.graph.get_untracked(), self.app.visible.get_untracked());
        let keyboard_node =
            self.keyboard_node.try_get_untracked().flatten().and_then(|id| graph.index_of(&id));
        let near: HashSet<usize> =
            keyboard_node.into_iter().flat_map(|node| graph.neighbours(node)).collect();
        let mut nodes: Vec<(bool, usize, usize)> = (0..graph.nodes.len())
            .filter(|&node| visible.has(&graph.nodes[node].id))
            .filter_map(|node| {
                let close = Some(node) == keyboard_node || near.contains(&node);
                let in_view = self.with_stage(|stage| stage.on_screen(node)).flatten().is_some();
                (close || in_view).then(|| (!close, usize::MAX - graph.degree(node), node))
            })
            .collect();
        order::sort_by(&mut nodes, Ord::cmp);
        nodes.truncate(MOST_BUTTONS);
        // Always in the same order: a button that is moved in the page loses the focus.
        order::sort_by_key(&mut nodes, |&(_, _, node)| node);
        let exposed: Vec<Id> = nodes.into_iter().map(|(_, _, node)| graph.nodes[node].id.clone()).collect();
        if self.exposed.try_with_untracked(|before| *before != exposed).unwrap_or(false) {
            let keyboard_node = self.keyboard_node.try_get_untracked().flatten().filter(|_| self.has_focus());
            self.exposed.try_set(exposed);
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                self.place_buttons();
                // The list may all the same have moved the button in the page.
                if let Some(id) = keyboard_node.filter(|_| !self.has_focus()) {
                    self.focus_button(&id);
                }
            });
        }
    }

    /// The keyboard's focus goes to this node's button, which may first have to be made.
    pub(super) fn focus(self, id: Id) {
        self.keyboard_node.set(Some(id.clone()));
        self.expose();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            self.place_buttons();
            self.focus_button(&id);
        });
    }

    fn focus_button(self, id: &Id) {
        let number = self.exposed.try_with_untracked(|exposed| exposed.iter().position(|other| other == id));
        let button = number
            .flatten()
            .zip(self.overlay.try_get_untracked().flatten())
            .and_then(|(number, overlay)| overlay.children().item(number as u32));
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            let _ = button.focus();
        }
    }

    /// One of the nodes' buttons has the focus.
    fn has_focus(self) -> bool {
        let active = page::document().and_then(|document| document.active_element());
        let overlay = self.overlay.try_get_untracked().flatten();
        active.zip(overlay).is_some_and(|(active, overlay)| overlay.contains(Some(&active)))
    }

    pub(super) fn focus_left(self, event: &FocusEvent) {
        let inside = event
            .related_target()
            .and_then(|to| to.dyn_into::<Node>().ok())
            .zip(self.overlay.try_get_untracked().flatten())
            .is_some_and(|(to, overlay)| overlay.contains(Some(&to)));
        if !inside {
            self.tell_nothing();
            self.keyboard_node.try_set(None);
        }
    }
}
