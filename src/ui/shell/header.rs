//! Name, navigation, whether all is saved, undo and redo.

use leptos::prelude::*;

use crate::{
    app::{Address, CommandId, Msg, Saving, State, VIEWS, View, ViewRow},
    browser::clock,
    i18n,
};

use super::menu::menu;
use crate::ui::{
    context::App,
    kit::{ButtonLook, CollectAny, button_of, command_button, icon, memo, optional},
};

pub(super) fn header(app: App) -> impl IntoView {
    let t = app.texts();
    let absent = app.slice(State::is_absent);
    let title = memo(move || {
        if absent.get() {
            return String::new();
        }
        let title = app.network.get().about.title.trim().to_owned();
        if title.is_empty() { t.shell().untitled.to_owned() } else { title }
    });
    view! {
        <header class="bar">
            <a class="brand" href=Address::of(View::Network).hash()>
                {brand_mark()}
                <span class="brand__name">"GoSMART"</span>
                <span class="brand__network" lang=move || app.foreign.get() title=title>{title}</span>
            </a>
            {navigation(app)}
            <div class="bar__tools">{app.after_first_paint(move || tools(app))}</div>
        </header>
    }
}

fn tools(app: App) -> impl IntoView {
    view! {
        {app.viewer().is_none().then(|| save_state(app).into_any())}
        {undo_redo(app)}
        <span class="bar__files">
            {button_of(app, CommandId::Import, "tertiary", false)}
            {button_of(app, CommandId::Export, "tertiary", false)}
        </span>
        {menu(app)}
    }
}

/// The drawing of `assets/icons/icon.svg` without its frame, in the colours of the page.
fn brand_mark() -> impl IntoView {
    view! {
        <svg class="brand__mark" viewBox="8 8 48 48" aria-hidden="true" focusable="false">
            <path class="brand__edges" d="M18 20 46 16M18 20 30 46M46 16 30 46M30 46 50 44" />
            <g class="brand__who">
                <circle cx="18" cy="20" r="8" />
                <circle cx="50" cy="44" r="5" />
            </g>
            <g class="brand__what">
                <circle cx="46" cy="16" r="6" />
                <circle cx="30" cy="46" r="9" />
            </g>
        </svg>
    }
}

fn navigation(app: App) -> impl IntoView {
    let t = app.texts();
    let entry = move |row: &'static ViewRow| {
        let href = move || app.address.get().in_view(row.view).hash();
        let is_current = move |view: View| view.row().entry == row.entry;
        let current = move || app.address.with(|address| is_current(address.view)).then_some("page");
        view! {
            <a class="bar__view" href=href aria-current=current>
                {icon(row.icon)} <span>{row.title.text(app.spoken())}</span>
            </a>
        }
    };
    let entries = VIEWS.iter().filter(|row| row.entry == Some(row.view)).map(entry).collect_any();
    view! { <nav class="bar__views" aria-label=t.shell().views>{entries}</nav> }
}

fn save_state(app: App) -> impl IntoView {
    let language = app.spoken();
    let saving = app.slice(|state| state.saving.clone());
    let undecided = app.slice(|state| !state.store.disputes.is_empty());
    let alone = app.slice(|state| state.store.alone);
    let text = move || {
        if undecided.get() {
            return app.texts().saving().undecided.to_owned();
        }
        saving.with(|saving| {
            let time = match saving {
                Saving::Saved { at_millis } => clock::time_of_day(*at_millis),
                _ => String::new(),
            };
            i18n::saving::state(language, saving, &time, alone.get())
        })
    };
    let wrong = move || undecided.get() || saving.with(|saving| matches!(saving, Saving::Failed(_)));
    // Told is how it ended, and the same only once.
    let told = StoredValue::new(String::new());
    let live = move || {
        let text = text();
        let goes_on = !undecided.get() && saving.with(|saving| *saving == Saving::Pending);
        if goes_on || told.with_value(|told| *told == text) {
            return "off";
        }
        told.set_value(text);
        "polite"
    };
    // What lies in no file for too long, is said without being in the way.
    let days = app.slice(|state| {
        let is_saved = matches!(state.saving, Saving::Saved { .. });
        let listed = state.listed.as_ref().filter(|_| is_saved);
        listed.and_then(|listed| listed.days_without_copy(clock::now().millis))
    });
    let reminder = move || days.get().map(|days| i18n::saving::reminder(language, days));
    view! {
        <span class="save-state" class:save-state--wrong=wrong>
            <span id="save-state" role="status" aria-live=live>{text}</span>
            {optional(move || reminder().map(|reminder| view! { <span class="save-state__reminder" id="reminder">{reminder}</span> }))}
            <button
                type="button"
                class="save-state__more"
                id="networks"
                title=CommandId::Networks.title(language)
                aria-labelledby="save-state reminder networks"
                aria-label=CommandId::Networks.title(language)
                on:click=move |_| app.dispatch(Msg::ShowNetworks)
            ></button>
        </span>
    }
}

/// Undo and redo say in their names which step they mean.
fn undo_redo(app: App) -> impl IntoView {
    let language = app.spoken();
    let button = move |id: CommandId, icon_name: &'static str, name: Memo<Option<String>>| {
        let title = Signal::derive(move || {
            // The steps end with the page, and the button says so.
            let none = || match id {
                CommandId::Undo => app.texts().saving().no_steps,
                _ => id.title(language),
            };
            name.get().unwrap_or_else(|| none().to_owned())
        });
        let look = ButtonLook { icon_only: true, ..ButtonLook::new(title, "tertiary", icon_name) };
        command_button(app, id, look)
    };
    let undo = app.slice(move |state| state.past.last().map(|done| i18n::step::undo(language, &done.step)));
    let redo = app.slice(move |state| state.future.last().map(|done| i18n::step::redo(language, &done.step)));
    view! { {button(CommandId::Undo, "undo", undo)} {button(CommandId::Redo, "redo", redo)} }
}
