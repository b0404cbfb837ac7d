//! What the page says by itself: banners under the header, the last thing reported, and whose page it is.

mod banners;
mod notice;
mod renewal;
mod viewer;

use leptos::prelude::*;

use crate::{app::State, doors};

use super::{
    behind,
    context::App,
    kit::{memo, optional},
    newer_map, roving, site,
};

/// What is behind the door of the notes.
pub struct Notes {
    banners: fn(App) -> AnyView,
    notice: fn(App) -> AnyView,
    foot: fn(App) -> AnyView,
    viewer: fn(App) -> AnyView,
    map: fn(App) -> AnyView,
}

pub const NOTES: Notes = Notes {
    banners: banners::banners,
    notice: |app| {
        // Nobody misses it before the page is idle.
        roving::listen();
        notice::notice(app)
    },
    foot: |app| {
        newer_map::listen(app);
        site::foot(app)
    },
    viewer: viewer::note,
    map: site::map_note,
};

/// There as soon as there is something to say, or the door is open.
pub(super) fn banners(app: App) -> AnyView {
    let (speaks, is_open) = (app.slice(State::has_something_to_say), app.is_open(&doors::NOTES));
    let is_there = memo(move || is_open.get() || speaks.get());
    optional(move || {
        is_there.get().then(|| behind::part(app, &doors::NOTES, move |notes| (notes.banners)(app)))
    })
}

pub(super) fn notice(app: App) -> AnyView {
    once_open(app, |notes| notes.notice)
}

/// For who sees nothing else; it has to be there as soon as the network is.
pub(super) fn viewer(app: App) -> AnyView {
    behind::part(app, &doors::NOTES, move |notes| (notes.viewer)(app))
}

/// The foot of the page.
pub(super) fn foot(app: App) -> AnyView {
    once_open(app, |notes| notes.foot)
}

/// Over the published map.
pub(super) fn map(app: App) -> AnyView {
    once_open(app, |notes| notes.map)
}

/// There once the door is open, which [`banners`] opens in time.
fn once_open(app: App, part: fn(&Notes) -> fn(App) -> AnyView) -> AnyView {
    let is_open = app.is_open(&doors::NOTES);
    optional(move || {
        let notes = is_open.get().then(|| doors::NOTES.opened()).flatten();
        notes.map(|notes| part(notes)(app))
    })
}
