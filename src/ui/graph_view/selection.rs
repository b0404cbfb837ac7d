//! Several nodes gathered by rectangle, lasso, Shift and click, or Shift and Enter, and what can be done with them.

use std::collections::BTreeSet;

use leptos::prelude::*;

use crate::{
    app::{Address, CommandId, View},
    browser::page,
    doors, i18n,
    model::{Id, TableName},
    query::graph::NodeKind,
    scene::Band,
};

use super::{
    super::{
        behind,
        context::App,
        kit::{ButtonLook, button, command_button, icon, link_button, memo, optional},
    },
    stage::GraphView,
};

/// Where the focus goes from a button that vanishes.
const FIRST_TOOL: &str = "gather-by-rectangle";

impl GraphView {
    pub(super) fn gather(self, ids: Vec<Id>, extends: bool) {
        self.app.selection.update(|selection| {
            if !extends {
                selection.clear();
            }
            selection.extend(ids);
        });
    }

    pub(super) fn toggle(self, id: Id) {
        self.app.selection.update(|selection| {
            if !selection.remove(&id) {
                selection.insert(id);
            }
        });
    }

    pub(super) fn choose_none(self) {
        if !self.app.selection.with_untracked(BTreeSet::is_empty) {
            self.app.selection.set(BTreeSet::new());
        }
    }
}

/// Two buttons that stay pressed: what a drag on the ground draws instead of moving the graph_view.
pub(super) fn tools(app: App, graph_view: GraphView) -> impl IntoView {
    let t = app.texts();
    let tool = move |band: Band, id: &'static str, label: &'static str, icon_name: &'static str| {
        let is_on = move || graph_view.band.get() == Some(band);
        view! {
            <button
                type="button"
                id=id
                class="kern-btn kern-btn--tertiary kern-btn--x-small tools__toggle"
                title=label
                aria-pressed=move || is_on().to_string()
                on:click=move |_| graph_view.band.update(|now| *now = (*now != Some(band)).then_some(band))
            >
                {icon(icon_name)}
                <span class="kern-label kern-sr-only">{label}</span>
            </button>
        }
    };
    view! {
        {tool(Band::Rectangle, FIRST_TOOL, t.graph().by_rectangle, "rectangle")}
        {tool(Band::Lasso, "gather-by-lasso", t.graph().by_lasso, "lasso")}
    }
}

/// How many are selected, and what can be done with them.
pub(super) fn bar(app: App, graph_view: GraphView) -> impl IntoView {
    let t = app.texts();
    let language = app.spoken();
    let marked = memo(move || {
        let graph = app.graph.get();
        let marked = |id: &Id| {
            let node = &graph.nodes[graph.index_of(id)?];
            let table = match node.kind {
                NodeKind::Actor => TableName::Actors,
                NodeKind::Competency => TableName::Competencies,
            };
            Some((table, id.clone()))
        };
        graph_view.app.selection.with(|selection| selection.iter().filter_map(marked).collect::<Vec<_>>())
    });
    let count = memo(move || marked.with(Vec::len));
    let said = move || (count.get() > 0).then(|| i18n::graph::selected(language, count.get()));
    let any_pinned = memo(move || {
        let network = app.network.get();
        let is_pinned = |id: &Id| network.positions.get(id).is_some_and(|place| place.pinned);
        !app.read_only.get() && graph_view.app.selection.with(|selection| selection.iter().any(is_pinned))
    });
    let act_button = move |label: &'static str, icon_only: bool, act: fn(GraphView)| {
        button(ButtonLook { icon_only, ..ButtonLook::new(label, "tertiary", "close") }, move || {
            act(graph_view);
            page::focus(FIRST_TOOL);
        })
    };
    let bring_near = move || ButtonLook::new(t.graph().bring_near, "tertiary", "search");
    let is_any = memo(move || count.get() > 0);
    view! {
        <p class="kern-sr-only" role="status">{said}</p>
        {optional(move || is_any.get().then(|| view! {
            <div class="foot-bar">
                <span class="foot-bar__text" aria-hidden="true">{said}</span>
                {command_button(app, CommandId::ZoomToSelection, bring_near())}
                {team(app, graph_view)}
                {behind::part(app, &doors::LISTS, move |lists| (lists.actions)(app, marked))}
                {optional(move || any_pinned.get().then(|| {
                    act_button(t.graph().release, false, |graph_view| {
                        let ids: Vec<Id> = graph_view.app.selection.with_untracked(|selection| selection.iter().cloned().collect());
                        graph_view.release(&ids);
                    })
                }))}
                {act_button(t.graph().choose_none, true, GraphView::choose_none)}
            </div>
        }))}
    }
}

/// Who could take on the competencies among them together.
fn team(app: App, graph_view: GraphView) -> AnyView {
    let address = memo(move || {
        let network = app.network.get();
        let mut address = Address::of(View::Team);
        graph_view.app.selection.with(|selection| {
            for id in selection {
                if network.competencies.contains(id) {
                    address.filter.competencies.push(id.clone());
                }
            }
        });
        address
    });
    let is_any = memo(move || address.with(|address| !address.filter.competencies.is_empty()));
    optional(move || {
        let address = Signal::derive(move || address.get().hash());
        is_any.get().then(|| link_button(address, View::Team.title(app.spoken())))
    })
}
