//! Every fact of the picture in lists one can sort, and the actor × competency matrix.

use leptos::prelude::*;

use super::{context::App, kit::view_title};

pub fn actors(app: App) -> impl IntoView {
    view! { <section class="page">{view_title(app.texts().words.actors)}</section> }
}

pub fn competencies(app: App) -> impl IntoView {
    view! { <section class="page">{view_title(app.texts().words.competencies)}</section> }
}

pub fn matrix(app: App) -> impl IntoView {
    view! { <section class="page">{view_title(app.texts().words.competencies)}</section> }
}

pub fn topics(app: App) -> impl IntoView {
    view! { <section class="page">{view_title(app.texts().words.topics)}</section> }
}
