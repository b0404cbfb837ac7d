//! Everything known about one actor, one competency or one topic.

use leptos::prelude::*;

use crate::model::Id;

use super::{context::App, kit::view_title};

/// The card of an actor or a competency, for the panel beside the graph. Without a heading of level 1.
pub fn aside(_app: App, id: Id) -> impl IntoView {
    view! { <p>{id.to_string()}</p> }
}

pub fn actor_page(_app: App, id: Id) -> impl IntoView {
    view! { <section class="page">{view_title(id.to_string())}</section> }
}

pub fn competency_page(_app: App, id: Id) -> impl IntoView {
    view! { <section class="page">{view_title(id.to_string())}</section> }
}

pub fn topic_page(_app: App, id: Id) -> impl IntoView {
    view! { <section class="page">{view_title(id.to_string())}</section> }
}
