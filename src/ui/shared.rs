//! What the page is asked to show opens by itself, as something to look at.

use leptos::{prelude::*, task::spawn_local};

use super::{context::App, kit::effect};
use crate::{
    app::{Address, Asked, Msg, Reported, shared_by},
    browser::{page, shared},
    doors,
};

/// Opens what the page was asked to show, and each link that is followed from now on.
pub(super) fn listen(app: App, asked: Option<Asked>) -> RwSignal<Option<Asked>> {
    let (current, waiting) = (RwSignal::new(asked.clone()), RwSignal::new(asked));
    // A half-filled form must not be swept away.
    let is_free = app.slice(|state| state.dialog.is_none());
    effect(move || {
        if is_free.get()
            && !app.half_filled.get()
            && let Some(asked) = waiting.get()
        {
            waiting.set(None);
            current.set(Some(asked.clone()));
            open(app, asked);
        }
    });
    let is_shown =
        app.slice(|state| state.preview.as_ref().is_some_and(|preview| preview.source.is_shared()));
    let is_awaiting = app.slice(|state| state.is_awaiting);
    let was_shown = StoredValue::new(false);
    effect(move || match current.get() {
        Some(asked) if is_shown.get() || is_awaiting.get() => {
            was_shown.set_value(is_shown.get());
            shared::remember(&asked);
        }
        // What could not be had may be there when the page is loaded anew.
        Some(Asked::Files(_)) if !was_shown.get_value() => {}
        _ => shared::forget(),
    });
    waiting
}

fn open(app: App, asked: Asked) {
    spawn_local(async move {
        match doors::SHARING.open().await {
            Ok(sharing) => (sharing.open)(app, asked),
            Err(_) => app.dispatch(Msg::Report(Reported::NotLoaded)),
        }
    });
}

/// What shall stand in the address bar: a network has no place there once it is read.
pub(super) fn hash() -> String {
    let hash = page::hash();
    if shared_by(&hash).is_some() { Address::parse(&hash).hash() } else { hash }
}
