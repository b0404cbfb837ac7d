//! A real button for each node that is near: assistive technology acts on real focus and real rectangles.

use leptos::prelude::*;

use crate::{i18n, model::Id};

use super::{super::context::App, stage::GraphView};

pub(super) fn buttons(app: App, graph_view: GraphView) -> impl IntoView {
    let tab_stop = Memo::new(move |_| {
        let opened = app.address.get().opened;
        let first = || graph_view.exposed.with(|exposed| exposed.first().cloned());
        graph_view
            .keyboard_node
            .get()
            .or(opened.filter(|id| graph_view.exposed.with(|exposed| exposed.contains(id))))
            .or_else(first)
    });
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
                        aria-label=move || name(app, &named)
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

/// Name, kind, sector and counts in words.
fn name(app: App, id: &Id) -> String {
    let language = app.spoken();
    let (network, relations) = (app.network.get(), app.relations.get());
    if let Some(actor) = network.actors.get(id) {
        let around = relations.around_actor(id);
        let sector = actor.sector.as_ref().and_then(|sector| network.sectors.get(sector));
        let sector = sector.map_or(app.texts().words.no_sector, |sector| &sector.name);
        let (offers, needs, links) = (around.offers.len(), around.open_needs.len(), around.links.len());
        i18n::graph::actor_node(language, &actor.name, sector, offers, needs, links)
    } else if let Some(competency) = network.competencies.get(id) {
        let around = relations.around_competency(id);
        i18n::graph::competency_node(language, &competency.name, around.offering.len(), around.looking.len())
    } else {
        String::new()
    }
}
