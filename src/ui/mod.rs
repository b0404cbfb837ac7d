//! Components: they read slices of the state, draw DOM and dispatch messages. Nobody imports this room.

mod ask;
mod card;
mod context;
mod dialogs;
mod forms;
mod graph_view;
mod kit;
mod lists;
mod search_index;
mod shell;
mod views;

use std::{rc::Rc, sync::Arc};

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{self, Msg, Saving, Settings, State},
    browser::{clock, page, print, store::Store},
    i18n::Language,
    store::{Head, Loaded},
};

use context::App;

/// Loads what is stored, mounts the page and wires the window's events to messages.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        page::reveal("crashed");
    }));
    let tab: String = clock::new_id().as_str().chars().take(8).collect();
    let store = Store::new(&page::folder(), tab.clone());
    let (state, in_database) = initial_state(tab, &store);
    // Within the root owner, so that everything lives as long as the page.
    mount_to_body(move || {
        let app = App::new(state, store);
        provide_context(app);
        listen(app, in_database);
        spawn_local(async move {
            if app.address.with_untracked(shell::begins_with_graph) {
                page::shown().await;
            }
            app.painted.set(true);
        });
        shell::root(app)
    });
}

/// The state to begin with, and the head of a network that only the database has.
fn initial_state(tab: String, store: &Store) -> (State, Option<Head>) {
    let settings = store.local.settings().and_then(|text| serde_json::from_str(&text).ok());
    let settings =
        settings.unwrap_or_else(|| Settings { language: preferred_language(), ..Settings::default() });
    let settings = Settings { language: page::asked_language().unwrap_or(settings.language), ..settings };
    let loaded = store.local.load();
    let in_database = match &loaded {
        Loaded::InDatabase { head } => Some(head.clone()),
        _ => None,
    };
    let mut state = app::initial(tab, loaded, settings);
    if let Some(unreadable) = &mut state.unreadable {
        let set_aside = store.local.set_aside(clock::now().millis).is_ok();
        Arc::make_mut(unreadable).set_aside = set_aside;
        if !set_aside {
            // Nothing may be written over the only copy.
            state.saving = Saving::Newer;
        }
    }
    state.address = page::address();
    (state, in_database)
}

/// German, unless the browser asks for English before German.
fn preferred_language() -> Language {
    let languages = page::window().map(|window| window.navigator().languages()).unwrap_or_default();
    languages
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Language::from_tag(&tag))
        .unwrap_or_default()
}

/// The window's own events. They live as long as the page, so their listeners are kept in the root owner.
fn listen(app: App, in_database: Option<Head>) {
    let Some(window) = page::window() else { return };
    let on = |name: &'static str, handler: Box<dyn Fn(&web_sys::Event)>| {
        let listener = EventListener::new(&window, name, move |event| handler(event));
        StoredValue::new_local(listener);
    };
    on("hashchange", Box::new(move |_| app.runner().arrive()));
    on("popstate", Box::new(move |_| app.runner().arrive()));
    on("pagehide", Box::new(move |_| app.runner().write_address()));
    on(
        "visibilitychange",
        Box::new(move |_| {
            let store = app.runner().store().clone();
            if page::is_hidden() { store.write_copy() } else { store.wake() }
        }),
    );
    let asks = EventListenerOptions::enable_prevent_default();
    let asks = EventListener::new_with_options(&window, "beforeunload", asks, move |event| {
        if app.peek(app::is_unsaved) || app.half_filled.get_untracked() {
            event.prevent_default();
        }
    });
    StoredValue::new_local(asks);
    let shown = app.peek(|state| Some((state.store.head.clone()?, state.network.clone())));
    let only_in_database = in_database.is_some();
    let shown = shown.or_else(|| Some((in_database?, app.peek(|state| state.network.clone()))));
    let dispatch = move |message| app.dispatch(Msg::Store(message));
    app.runner().store().open(shown, only_in_database, Rc::new(dispatch));
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
    shell::listen_for_keys(app);
}
