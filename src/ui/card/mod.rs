//! Everything known about one actor, one competency, one group or one topic.
//!
//! What a card says is data (`content.rs`), put together with every change of the network; it is drawn anew only
//! when it says something else.

mod actor;
mod competency;
mod contacts;
mod content;
mod draw;
mod group;
mod rows;
mod topic;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{live, memo, optional},
    shell,
};
use crate::{
    app::{Address, View},
    model::{Id, TableName},
};
use draw::Drawing;

/// What is behind the door of the cards.
pub struct Cards {
    pub(in crate::ui) page: fn(App, TableName, Id) -> AnyView,
    pub(in crate::ui) aside: fn(App, Id) -> AnyView,
}

pub const CARDS: Cards = Cards { page, aside: |app, id| aside(app, id).into_any() };

/// The page of an actor, a competency, a group or a topic.
fn page(app: App, table: TableName, id: Id) -> AnyView {
    let card = memo(move || match table {
        TableName::Actors => actor::card(app, &id),
        TableName::Competencies => competency::card(app, &id),
        TableName::Groups => group::card(app, &id),
        _ => topic::card(app, &id),
    });
    live(move || match &*card.read() {
        None => shell::nowhere().into_any(),
        Some(card) => Drawing { app, aside: false, editable: !app.read_only.get() }.page(card),
    })
}

/// The card of an actor or a competency, for the panel beside the graph. Without a heading of level 1.
fn aside(app: App, id: Id) -> impl IntoView {
    let card = memo(move || actor::card(app, &id).or_else(|| competency::card(app, &id)));
    let body = move || {
        let drawing = Drawing { app, aside: true, editable: !app.read_only.get() };
        card.read().as_ref().map(|card| drawing.aside(card))
    };
    view! { <article class="card card--aside stack">{optional(body)}</article> }
}

/// The address that shows a node amid its neighbours.
fn in_network(id: &Id) -> Address {
    Address { ego: Some(id.clone()), opened: Some(id.clone()), ..Address::of(View::Network) }
}
