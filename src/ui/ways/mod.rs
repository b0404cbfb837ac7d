//! How one actor gets to another, and what would be missing without one.

mod page;
mod succession;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{icon, record_link},
};
use crate::{
    app::{View, address_of},
    i18n::ways::Part,
    model::{Id, TableName},
};

/// What is behind the door of the ways.
pub struct Ways {
    /// The view of an actor: the way to it, or its succession.
    pub(in crate::ui) draw: fn(App, View, Id) -> AnyView,
}

pub const WAYS: Ways = Ways {
    draw: |app, view, id| match view {
        View::Succession => succession::sheet(app, id),
        _ => page::page(app, id),
    },
};

/// A sentence whose names are links.
fn sentence(parts: Vec<Part>) -> AnyView {
    let part = |part: Part| match part {
        Part::Words(words) => words.into_any(),
        Part::Name(table, id, name) => record_link(table, &id, &name).into_any(),
    };
    parts.into_iter().map(part).collect::<Vec<_>>().into_any()
}

/// Back to the actor's card.
fn to_card(id: &Id, name: String) -> AnyView {
    view! {
        <p class="card__back">
            <a class="kern-link" href=address_of(TableName::Actors, id).hash()>{icon("arrow-back")} {name}</a>
        </p>
    }
    .into_any()
}
