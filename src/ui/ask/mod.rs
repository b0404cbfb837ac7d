//! The panel one asks in: search, first steps, filters. The same beside every view.

mod entry_points;
mod filters;
mod search;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{live, memo},
};

pub(super) fn panel(app: App) -> impl IntoView {
    let searching = memo(move || !app.address.get().search.trim().is_empty());
    view! {
        {search::field(app)}
        {live(move || {
            if searching.get() {
                search::results(app)
            } else {
                view! {
                    {entry_points::entry_points(app)}
                    {search::chips(app)}
                    {entry_points::welcome(app)}
                }
                    .into_any()
            }
        })}
        {filters::filters(app)}
    }
}
