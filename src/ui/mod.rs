//! Components: they read slices of the state, draw DOM and dispatch messages. Nobody imports this room.

mod ask;
mod card;
mod context;
mod dialogs;
mod forms;
mod graph_view;
mod kit;
mod lists;
mod shell;
mod views;

use std::sync::Arc;

use gloo_events::EventListener;
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;

use crate::{
    app::{Loaded, Msg, Saving, Settings, State, Unreadable},
    browser::{clock, page, print, run::Runner, storage::Store},
    exchange,
    i18n::Language,
};

use context::App;

/// Loads what is stored, mounts the page and wires the window's events to messages.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        page::reveal("crashed");
    }));
    let store = Store::new(&page::folder(), clock::new_id().as_str().chars().take(8).collect());
    let state = initial_state(&store);
    // Within the root owner, so that everything lives as long as the page.
    mount_to_body(move || {
        let app = App::new(state, store);
        provide_context(app);
        listen(app);
        spawn_local(async move {
            if app.address.with_untracked(shell::begins_with_graph) {
                page::shown().await;
            }
            app.painted.set(true);
        });
        shell::root(app)
    });
}

fn initial_state(store: &Store) -> State {
    let settings = store
        .settings()
        .unwrap_or_else(|| Settings { language: preferred_language(), ..Settings::default() });
    let settings = Settings { language: page::asked_language().unwrap_or(settings.language), ..settings };
    let mut state = match store.load() {
        Loaded::Nothing => State::new(Arc::new(exchange::example()), settings),
        Loaded::Read { stored, parsed } => {
            let mut state = State::new(Arc::new(parsed.network), settings);
            state.saving =
                if parsed.newer { Saving::Newer } else { Saving::Saved { at_millis: stored.saved_at } };
            state
        }
        Loaded::Unreadable { text, error } => {
            let set_aside = store.set_aside(&text, clock::now().millis).is_ok();
            let mut state = State::new(Arc::new(exchange::example()), settings);
            state.unreadable = Some(Arc::new(Unreadable { text, error, set_aside }));
            if !set_aside {
                // Nothing may be written over the only copy.
                state.saving = Saving::Newer;
            }
            state
        }
    };
    state.address = page::address();
    state
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
fn listen(app: App) {
    let Some(window) = page::window() else { return };
    let on = |name: &'static str, handler: Box<dyn Fn(&web_sys::Event)>| {
        let listener = EventListener::new(&window, name, move |event| handler(event));
        StoredValue::new_local(listener);
    };
    on("hashchange", Box::new(move |_| app.runner().arrive()));
    on("popstate", Box::new(move |_| app.runner().arrive()));
    on("pagehide", Box::new(move |_| app.runner().flush()));
    on("visibilitychange", Box::new(move |_| app.runner().flush()));
    on(
        "storage",
        Box::new(move |event| {
            let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
            let runner: std::rc::Rc<Runner> = app.runner();
            let ours = event.key().is_some_and(|key| runner.store().is_current_key(&key));
            if let Some(text) = event.new_value().filter(|_| ours)
                && let Some(elsewhere) = runner.store().elsewhere(text)
            {
                app.dispatch(Msg::SavedElsewhere {
                    network: Arc::new(elsewhere.network),
                    diverged: elsewhere.diverged,
                });
            }
        }),
    );
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
