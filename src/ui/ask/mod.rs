//! The panel one asks in: search, first steps, filters. The same beside every view.

mod entry_points;
mod filters;
mod search;

use leptos::prelude::*;

use crate::doors;

use super::{
    behind,
    context::App,
    kit::{live, memo, optional},
};

pub(super) use filters::narrowings;
pub(super) use search::results;

pub(super) fn panel(app: App) -> impl IntoView {
    let searching = memo(move || !app.address.get().search.trim().is_empty());
    // What narrows the picture stands on it.
    let on_picture = memo(move || app.address.with(|address| address.view.is_graph()));
    let has_nodes = memo(move || !app.graph.get().nodes.is_empty());
    // They come when nobody waits for anything else.
    let found_matches = app.is_open(&doors::MATCHES);
    view! {
        {search::field(app)}
        {live(move || {
            if searching.get() {
                behind::part(app, &doors::SEARCH, move |search| (search.results)(app))
            } else {
                view! {
                    {entry_points::entry_points(app)}
                    {search::chips(app)}
                    {optional(move || {
                        let is_shown = on_picture.get() && found_matches.get();
                        is_shown.then(|| doors::MATCHES.opened().map(|matches| (matches.today)(app)))
                    })}
                    {entry_points::welcome(app)}
                }
                    .into_any()
            }
        })}
        {optional(move || (!on_picture.get()).then(|| narrowings(app)))}
        {optional(move || has_nodes.get().then(|| filters::filters(app)))}
    }
}
