//! The networks that this browser keeps, and how safe the open one is.

use leptos::prelude::*;

use crate::{
    app::{
        Address, CommandId, Dialog, DiskFileAction, DiskFileState, Draft, Msg, NetworkAction, Saving, View,
        with_network,
    },
    browser::{clock, disk_file, page},
    i18n::{self, Name, saving},
    model::TableName,
    store::{Listed, Slot},
};

use crate::ui::{
    context::App,
    kit::{Button, CollectAny, Modal, button_of, effect, live, optional},
    shell::save_to_file,
};

pub(super) fn networks(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), app.texts().networks());
    let networks = app.slice(|state| state.networks.clone());
    let renaming = RwSignal::new(None);
    let list = move || {
        networks.get().map(|networks| {
            let (removed, shown): (Vec<Listed>, Vec<Listed>) =
                networks.into_iter().partition(|listed| listed.removed_at.is_some());
            let number = i18n::networks::number(language, shown.len(), removed.len());
            let none = shown.is_empty().then(|| view! { <p>{t.none}</p> });
            let rows = shown.into_iter().map(|listed| row(app, listed, renaming)).collect_any();
            view! {
                <p id="networks-number" class="kern-sr-only" role="status">{number}</p>
                {none}
                <ul role="list" class="kept">{rows}</ul>
                {(!removed.is_empty()).then(|| removed_networks(app, removed))}
            }
        })
    };
    view! {
        <Modal wide=true>
            <div class="kern-dialog__body">
                {safety(app)}
                <p class="dialog__lead">{t.meaning}</p>
                {live(list)}
                <p>{button_of(app, CommandId::NewNetwork, "secondary", false)}</p>
            </div>
        </Modal>
    }
}

/// Whether all of the open network is saved, where, and how old its file is.
fn safety(app: App) -> AnyView {
    let language = app.spoken();
    let now_millis = clock::now().millis;
    let said = app.slice(move |state| {
        let title = state.network.about.title.trim().to_owned();
        (state.saving.clone(), state.store.alone, state.listed.clone(), title)
    });
    optional(move || {
        let (saving, alone, listed, title) = said.get();
        let title = if title.is_empty() { app.texts().shell().untitled } else { &title };
        let where_it_lies = match &saving {
            Saving::Saved { at_millis } if !alone => {
                i18n::networks::safety(language, title, &clock::day_and_time(*at_millis, language))
            }
            Saving::Saved { .. } => app.texts().saving().alone.to_owned(),
            Saving::Failed(error) => saving::error(language, error),
            other => format!("{}: {}", Name(title), saving::state(language, other, "", alone)),
        };
        let copy = listed.map(|listed| i18n::networks::copy_advice(language, &listed, now_millis));
        (saving != Saving::Untouched).then(|| {
            view! {
                <div class="networks__safety">
                    <p>{where_it_lies} " " {copy}</p>
                    {save_to_file(app)}
                    {disk_file(app)}
                </div>
            }
        })
    })
}

/// One file on the device that is kept up to date, where the browser can.
fn disk_file(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().networks());
    let said = app.slice(|state| {
        let name = state.listed.as_ref().and_then(|listed| listed.file_name.clone());
        (name, state.disk_file.clone(), state.preview.is_some() || state.is_locked())
    });
    let choose =
        move || view! { <Button label=t.keep_file message=|| Msg::DiskFile(DiskFileAction::Choose) /> };
    optional(move || {
        let (name, file, is_locked) = said.get();
        (disk_file::is_available() && !is_locked).then(|| {
            let Some(name) = name else { return choose().into_any() };
            let time = match &file {
                Some(DiskFileState::Current { at_millis, .. }) => clock::time_of_day(*at_millis),
                _ => String::new(),
            };
            let sentence = i18n::networks::disk_file(language, &name, file.as_ref(), &time);
            let go_on = match &file {
                Some(DiskFileState::Current { .. }) => ().into_any(),
                Some(DiskFileState::Failed) => choose().into_any(),
                _ => view! { <Button label=t.allow_file message=|| Msg::DiskFile(DiskFileAction::Allow) /> }
                    .into_any(),
            };
            view! {
                <p role="status">{sentence}</p>
                {go_on}
                <Button
                    label=t.forget_file
                    message=|| Msg::DiskFile(DiskFileAction::Forget)
                    rank="tertiary"
                />
            }
            .into_any()
        })
    })
}

fn title_of(app: App, listed: &Listed) -> String {
    if listed.title.is_empty() { app.texts().shell().untitled.to_owned() } else { listed.title.clone() }
}

/// What a button is called that stands in a row of several: "Kopieren: Goslar".
fn spoken(label: &str, title: &str) -> String {
    format!("{label}: {}", Name(title))
}

/// What the list says of a network, under its title.
fn about(app: App, listed: &Listed) -> AnyView {
    let language = app.spoken();
    let contents = i18n::networks::contents(language, listed);
    let when = (listed.saved_at > 0)
        .then(|| i18n::networks::changed(language, &clock::day_and_time(listed.saved_at, language)));
    let copy = i18n::networks::file_copy(language, listed, clock::now().millis);
    view! {
        <span class="kept__when">{contents}</span>
        <span class="kept__when">{when} " · " {copy}</span>
    }
    .into_any()
}

fn row(app: App, listed: Listed, renaming: RwSignal<Option<Slot>>) -> AnyView {
    let t = app.texts().networks();
    let slot = listed.slot.clone();
    let is_open = app.peek(|state| state.slot == slot);
    let title = title_of(app, &listed);
    let copy = {
        let (slot, title) = (listed.slot.clone(), i18n::networks::copy_title(app.spoken(), &title));
        move || Msg::Network(NetworkAction::Copy { slot: slot.clone(), title: title.clone() })
    };
    let rename = {
        let slot = listed.slot.clone();
        move || match is_open {
            // Its form knows what else stands on the title page.
            true => app.dispatch(Msg::Open(Dialog::Record(Draft::edit(
                TableName::Network,
                &app.peek(|state| state.network.about.id.clone()),
            )))),
            false => renaming.set(Some(slot.clone())),
        }
    };
    let open = (!is_open).then(|| {
        let href = with_network(&Address::of(View::Network).hash(), listed.slot.name());
        view! {
            <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=href aria-label=spoken(t.open, &title)>
                <span class="kern-label">{t.open}</span>
            </a>
        }
    });
    let remove = (!is_open).then(|| {
        let message = move || Msg::Network(NetworkAction::Remove(slot.clone()));
        view! { <Button label=t.remove spoken=spoken(t.remove, &title) message=message rank="tertiary" /> }
    });
    let (spoken_rename, spoken_copy) = (spoken(t.rename, &title), spoken(t.copy, &title));
    let form = {
        let listed = listed.clone();
        move || (renaming.get().as_ref() == Some(&listed.slot)).then(|| title_form(app, &listed, renaming))
    };
    view! {
        <li class="kept__row">
            <span class="kept__name">
                <bdi>{title}</bdi>
                {is_open.then(|| view! { <span class="networks__open">{t.is_open}</span> })}
                {about(app, &listed)}
            </span>
            {open}
            <Button label=t.rename spoken=spoken_rename message=rename rank="tertiary" />
            <Button label=t.copy spoken=spoken_copy message=copy rank="tertiary" />
            {remove}
            {optional(form)}
        </li>
    }
    .into_any()
}

/// A new title for a network that is not open.
fn title_form(app: App, listed: &Listed, renaming: RwSignal<Option<Slot>>) -> AnyView {
    let (slot, title) = (listed.slot.clone(), RwSignal::new(listed.title.clone()));
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let title = title.get_untracked().trim().to_owned();
        renaming.set(None);
        if !title.is_empty() {
            app.dispatch(Msg::Network(NetworkAction::Rename { slot: slot.clone(), title }));
        }
    };
    effect(|| page::focus("network-rename"));
    view! {
        <form class="networks__rename" on:submit=save>
            <div class="kern-form-input">
                <label class="kern-label" for="network-rename">{app.texts().dialogs().network_title}</label>
                <input
                    id="network-rename"
                    type="text"
                    class="kern-form-input__input"
                    autocomplete="off"
                    prop:value=title
                    on:input=move |event| title.set(event_target_value(&event))
                />
            </div>
            <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                <span class="kern-label">{app.texts().words().save}</span>
            </button>
            <Button label=app.texts().words().cancel message=move || renaming.set(None) rank="tertiary" />
        </form>
    }
    .into_any()
}

fn removed_networks(app: App, removed: Vec<Listed>) -> AnyView {
    let t = app.texts().networks();
    let number = i18n::networks::removed(app.spoken(), removed.len());
    let row = move |listed: Listed| {
        let title = title_of(app, &listed);
        let (back, erased) = (listed.slot.clone(), listed.slot.clone());
        let erases = RwSignal::new(false);
        let (spoken_back, spoken_erase) = (spoken(t.bring_back, &title), spoken(t.erase, &title));
        let erase = move || {
            match erases.get() {
            // Nothing brings it back, so the first press only asks.
            false => {
                view! { <Button label=t.erase spoken=spoken_erase.clone() message=move || erases.set(true) rank="tertiary" /> }.into_any()
            }
            true => {
                let slot = erased.clone();
                let message = move || Msg::Network(NetworkAction::Erase(slot.clone()));
                view! { <Button label=t.erase_sure message=message focused=true /> }.into_any()
            }
        }
        };
        view! {
            <li class="kept__row">
                <span class="kept__name"><bdi>{title}</bdi> {about(app, &listed)}</span>
                <Button
                    label=t.bring_back
                    spoken=spoken_back
                    message=move || Msg::Network(NetworkAction::BringBack(back.clone()))
                />
                {live(erase)}
            </li>
        }
    };
    view! {
        <details class="networks__removed">
            <summary>{number}</summary>
            <p class="dialog__lead">{t.removed_meaning}</p>
            <ul role="list" class="kept">{removed.into_iter().map(row).collect_any()}</ul>
        </details>
    }
    .into_any()
}
