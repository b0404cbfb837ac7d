//! What the page says by itself: banners under the header, and the last thing reported.

mod banners;
mod notice;

use leptos::prelude::*;

use crate::{app::State, doors};

use super::{
    behind,
    context::App,
    kit::{memo, optional},
};

/// What is behind the door of the notes.
pub struct Notes {
    banners: fn(App) -> AnyView,
    notice: fn(App) -> AnyView,
}

pub const NOTES: Notes = Notes { banners: banners::banners, notice: notice::notice };

/// There as soon as there is something to say, or the door is open.
pub(super) fn banners(app: App) -> AnyView {
    let (speaks, is_open) = (app.slice(State::has_something_to_say), app.is_open(&doors::NOTES));
    let is_there = memo(move || is_open.get() || speaks.get());
    optional(move || {
        is_there.get().then(|| behind::part(app, &doors::NOTES, move |notes| (notes.banners)(app)))
    })
}

/// There once the door is open, which [`banners`] opens in time.
pub(super) fn notice(app: App) -> AnyView {
    let is_open = app.is_open(&doors::NOTES);
    optional(move || {
        let notes = is_open.get().then(|| doors::NOTES.opened()).flatten();
        notes.map(|notes| (notes.notice)(app))
    })
}
