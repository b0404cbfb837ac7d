//! A record amid a question: what it is, and a small picture of it and its neighbours.

use leptos::prelude::*;

use crate::{
    i18n::review as words,
    merge::Place,
    model::{Id, Network, TableName},
    ui::{
        context::App,
        excerpt::excerpt,
        kit::{CollectAny, optional, said},
    },
};

/// The card of a record in short, and its picture, drawn when they are opened.
pub(super) fn record(app: App, network: &Network, (table, id): &Place) -> AnyView {
    let name = network.name_of(*table, id);
    let (place, nodes) = ((*table, id.clone()), nodes_of(network, *table, id));
    let of = network.clone();
    folded(app, &name, move || {
        let picture = (!nodes.is_empty()).then(|| excerpt(app, &of, &nodes, "merging__picture"));
        view! { {card(app, &of, &place)} {picture} }.into_any()
    })
}

/// The picture alone, of records that are nodes.
pub(super) fn in_network(app: App, network: &Network, label: &str, nodes: [Id; 2]) -> AnyView {
    let of = network.clone();
    folded(app, label, move || excerpt(app, &of, &nodes, "merging__picture"))
}

fn folded(app: App, name: &str, content: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let is_opened = RwSignal::new(false);
    view! {
        <details class="merging__shown" on:toggle=move |_| is_opened.set(true)>
            <summary>{words::show(app.spoken(), name)}</summary>
            {optional(move || is_opened.get().then(&content))}
        </details>
    }
    .into_any()
}

/// What it is and with whom it has to do, without its name.
pub(super) fn card(app: App, network: &Network, (table, id): &Place) -> AnyView {
    let lines = words::in_short(app.spoken(), network, *table, id);
    if lines.is_empty() {
        return view! { <p class="muted">{app.texts().review().unsaid}</p> }.into_any();
    }
    let lines = lines
        .into_iter()
        .map(|(label, text)| view! { <div><dt>{label}</dt><dd>{said(app, text)}</dd></div> });
    view! { <dl class="merging__lines">{lines.collect_any()}</dl> }.into_any()
}

/// The record itself where it stands in the picture, else those that it cannot be without.
fn nodes_of(network: &Network, table: TableName, id: &Id) -> Vec<Id> {
    let is_node = |id: &Id| network.actors.contains(id) || network.competencies.contains(id);
    if is_node(id) {
        return vec![id.clone()];
    }
    let mut nodes = Vec::new();
    if let Some(record) = network.get(table, id) {
        for field in table.schema().fields.iter().filter(|field| field.required) {
            record.get(field).references(field.content, &mut |_, id| nodes.push(id.clone()));
        }
    }
    nodes.retain(is_node);
    nodes
}
