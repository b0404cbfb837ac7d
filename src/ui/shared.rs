//! What a link holds opens by itself, as something to look at.

use leptos::{prelude::*, task::spawn_local};

use super::{context::App, kit::effect};
use crate::{
    app::{Address, Msg, Reported, shared_by},
    browser::{page, shared},
    doors,
};

/// Opens what a link holds that led here, and each that is set from now on.
pub(super) fn listen(app: App, link: Option<String>) -> RwSignal<Option<String>> {
    let (current, waiting) = (RwSignal::new(link.clone()), RwSignal::new(link));
    // A half-filled form must not be swept away.
    let is_free = app.slice(|state| state.dialog.is_none());
    effect(move || {
        if is_free.get()
            && !app.half_filled.get()
            && let Some(link) = waiting.get()
        {
            waiting.set(None);
            current.set(Some(link.clone()));
            open(app, link);
        }
    });
    let is_shown = app.slice(|state| {
        state.is_awaiting || state.preview.as_ref().is_some_and(|preview| preview.source.is_shared())
    });
    effect(move || match current.get() {
        Some(link) if is_shown.get() => shared::remember(&link),
        _ => shared::forget(),
    });
    waiting
}

fn open(app: App, link: String) {
    spawn_local(async move {
        match doors::SHARING.open().await {
            Ok(sharing) => (sharing.open)(app, link),
            Err(_) => app.dispatch(Msg::Report(Reported::NotLoaded)),
        }
    });
}

/// What shall stand in the address bar: a network has no place there once it is read.
pub(super) fn hash() -> String {
    let hash = page::hash();
    if shared_by(&hash).is_some() { Address::default().hash() } else { hash }
}
