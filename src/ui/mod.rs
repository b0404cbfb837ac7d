//! Components: they read slices of the state, draw DOM and dispatch messages. Nobody imports this room.

mod ask;
mod behind;
pub(crate) mod card;
pub(crate) mod confirmation;
mod context;
pub(crate) mod contribute;
mod copyable;
pub(crate) mod dialogs;
pub(crate) mod evening;
mod excerpt;
pub(crate) mod forms;
pub(crate) mod graph_view;
pub(crate) mod groups;
pub(crate) mod growth;
pub(crate) mod impact;
pub(crate) mod intake;
mod kit;
pub(crate) mod lists;
pub(crate) mod matches;
pub(crate) mod meetings;
pub(crate) mod merging;
mod newer_map;
pub(crate) mod notes;
mod radio;
mod refusals;
pub(crate) mod roles;
mod roving;
pub(crate) mod search_index;
mod shared;
pub(crate) mod sharing;
mod shell;
mod site;
pub(crate) mod team;
mod views;
pub(crate) mod vocabulary;
pub(crate) mod ways;

use std::{rc::Rc, sync::Arc};

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{self, Asked, Msg, NextVersion, Reported, Saving},
    browser::{self, clock, page, print, store::Store, version},
    front::Front,
    model::Network,
    store::{Head, Loaded},
};

use context::App;

/// What is behind the door of the interface.
pub struct Interface {
    pub start: fn(Front),
}

pub const INTERFACE: Interface = Interface { start };

/// Mounts the page around the picture that stands, and wires the window's events to messages.
fn start(front: Front) {
    let Front { local, named, is_missing, settings, loaded, example, map, painted, asked } = front;
    // Somebody may have gone to another network meanwhile.
    if page::named_network() != named {
        return page::reload();
    }
    let in_database = match &loaded {
        Loaded::InDatabase { head } => Some(head.clone()),
        _ => None,
    };
    let example = example.unwrap_or_else(|| Arc::new(Network::new("network".into())));
    let mut state = app::initial(local.tab().to_owned(), loaded, example, settings);
    state.slot = local.slot().clone();
    state.listed = local.listed(&state.slot);
    state.map = map;
    state.viewer = page::viewer();
    if state.viewer.is_some() {
        // Nothing was to be had from a storage that is not asked.
        (state.saving, state.store.opening) = (Saving::Untouched, None);
        state.settings.welcomed = true;
    }
    if is_missing && state.viewer.is_none() {
        app::report(&mut state, Reported::NetworkMissing);
    }
    if let Some(unreadable) = &mut state.unreadable {
        let set_aside = local.set_aside(clock::now().millis).is_ok();
        Arc::make_mut(unreadable).set_aside = set_aside;
        if !set_aside {
            // Nothing may be written over the only copy.
            state.saving = Saving::Newer;
        }
    }
    // Somebody may have followed a link meanwhile.
    state.address = page::address();
    state.is_awaiting = asked.is_some();
    let (is_painted, is_viewer) = (painted.is_some(), state.viewer.is_some());
    let store = Store::new(&page::folder(), local);
    // Within the root owner, so that everything lives as long as the page.
    mount_to_body(move || {
        let app = App::new(state, store, painted);
        provide_context(app);
        let asked = shared::listen(app, asked);
        listen(app, in_database, asked);
        spawn_local(async move {
            if is_painted || app.address.with_untracked(page::begins_with_picture) {
                page::shown().await;
            }
            app.painted.set(true);
            app.open_when_idle().await;
            if !is_viewer {
                version::keep();
            }
        });
        shell::root(app)
    });
    page::remove("frame");
}

/// The window's own events. They live as long as the page, so their listeners are kept in the root owner.
fn listen(app: App, in_database: Option<Head>, asked: RwSignal<Option<Asked>>) {
    let Some(window) = page::window() else { return };
    let on = |name: &'static str, handler: Box<dyn Fn(&web_sys::Event)>| {
        let listener = EventListener::new(&window, name, move |event| handler(event));
        StoredValue::new_local(listener);
    };
    app.runner().navigate(&shared::hash(), true);
    app.runner().store().local.remember_as_last();
    on(
        "hashchange",
        Box::new(move |_| {
            let runner = app.runner();
            // Where a link leads is in the network that it holds, so it must not open in another one before.
            if runner.is_elsewhere() || app::led_to_by(&page::hash()).is_some() {
                return runner.load_anew();
            }
            if let Some(held) = app::shared_by(&page::hash()) {
                asked.set(Some(Asked::Link(held.to_owned())));
            }
            // A link was followed to a new entry.
            if !page::was_here() {
                runner.navigate(&shared::hash(), true);
            }
            runner.arrive();
        }),
    );
    on(
        "popstate",
        Box::new(move |_| {
            let runner = app.runner();
            // Entries from before one left what was published name it still.
            if app.peek(|state| !state.is_awaiting && state.viewer.is_none() && state.preview.is_none()) {
                browser::shared::forget();
            }
            if !page::was_here() || app.peek(|state| state.dialog.is_none()) || runner.is_elsewhere() {
                runner.arrive();
                return;
            }
            // The way back leads out of a dialog, with the question that Escape asks, and not from behind it.
            if !page::cancel_dialog() {
                // Its file is still on the way.
                app.dispatch(Msg::CloseDialog);
            }
            runner.navigate(&app.address.get_untracked().hash(), false);
        }),
    );
    on(version::WAITS, Box::new(move |_| app.dispatch(Msg::NextVersion(NextVersion::Waits))));
    on("pagehide", Box::new(move |_| app.runner().write_address()));
    on(
        "visibilitychange",
        Box::new(move |_| {
            let store = app.runner().store().clone();
            if page::is_hidden() {
                store.write_copy();
                // There may be a second network by now, which this page shall not come back to.
                app.runner().write_address();
                app.runner().navigate(&shared::hash(), true);
            } else {
                // A link that is opened in a new tab leads to the network of this one.
                store.local.remember_as_last();
                store.wake();
            }
        }),
    );
    let asks = EventListenerOptions::enable_prevent_default();
    let asks = EventListener::new_with_options(&window, "beforeunload", asks, move |event| {
        if app.peek(app::is_unsaved) || app.half_filled.get_untracked() {
            event.prevent_default();
        }
    });
    StoredValue::new_local(asks);
    listen_to_printing(app);
    shell::listen_for_keys(app);
    if app.peek(|state| state.viewer.is_some()) {
        return;
    }
    let shown = app.peek(|state| Some((state.store.head.clone()?, state.network.clone())));
    let only_in_database = in_database.is_some();
    let shown = shown.or_else(|| Some((in_database?, app.peek(|state| state.network.clone()))));
    let dispatch = move |message| app.dispatch(Msg::Store(message));
    app.runner().store().open(shown, only_in_database, Rc::new(dispatch));
}

fn listen_to_printing(app: App) {
    let is_printing = move || app.peek(|state| state.printing.is_some());
    let began = move || {
        let changes = !is_printing();
        app.dispatch(Msg::PrintBegan);
        changes
    };
    let ended = move || {
        if is_printing() {
            app.dispatch(Msg::PrintEnded);
        }
    };
    StoredValue::new_local(print::listen(began, ended));
}
