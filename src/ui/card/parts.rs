//! What all cards are made of.

use leptos::{
    either::{Either, EitherOf3},
    prelude::*,
};

use super::Place;
use crate::{
    app::{Dialog, Draft, Msg},
    browser::clock,
    i18n,
    model::{Day, Id, TableName},
    ui::{
        context::App,
        kit::{Button, icon},
    },
};

/// A part of the card under a heading of its own. The heading can be focused by its id.
pub(super) fn section(
    place: Place,
    id: &'static str,
    title: &'static str,
    body: impl IntoView,
) -> impl IntoView {
    let heading = match place {
        Place::Page => Either::Left(view! {
            <h2 class="card__heading" id=id tabindex="-1">
                {title}
            </h2>
        }),
        Place::Aside => Either::Right(view! {
            <h3 class="card__heading" id=id tabindex="-1">
                {title}
            </h3>
        }),
    };
    view! { <section class="card__section" aria-labelledby=id>{heading} {body}</section> }
}

/// A part with running text; absent when nothing is written.
pub(super) fn text_section(
    place: Place,
    id: &'static str,
    title: &'static str,
    text: &str,
) -> impl IntoView + use<> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then(|| section(place, id, title, view! { <p class="card__text reading">{text}</p> }))
}

/// One fact of a description list.
pub(super) fn fact(label: &'static str, value: impl IntoView) -> impl IntoView {
    view! {
        <div class="fact">
            <dt>{label}</dt>
            <dd>{value}</dd>
        </div>
    }
}

pub(super) fn text_fact(label: &'static str, text: &str) -> impl IntoView + use<> {
    let text = text.trim().to_owned();
    (!text.is_empty()).then(|| fact(label, text))
}

pub(super) fn day_fact(app: App, label: &'static str, day: Option<&Day>) -> impl IntoView + use<> {
    day.map(|day| fact(label, clock::day(day, app.spoken())))
}

/// A link where following it is safe, else the text as it stands.
pub(super) fn website(address: &str) -> impl IntoView + use<> {
    let address = address.trim();
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if !matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
        return Either::Left(address.to_owned());
    }
    let shown =
        address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("mailto:");
    Either::Right(view! {
        <a class="kern-link" href=address.to_owned() rel="noopener noreferrer external">
            {shown.trim_end_matches('/').to_owned()}
            {icon("open-in-new")}
        </a>
    })
}

/// Small facts in one line: level, days, a note.
pub(super) fn details(texts: impl IntoIterator<Item = Option<String>>) -> impl IntoView {
    let texts: Vec<String> = texts.into_iter().flatten().filter(|text| !text.trim().is_empty()).collect();
    (!texts.is_empty()).then(|| {
        view! {
            <ul class="row__details" role="list">
                {texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}
            </ul>
        }
    })
}

/// Shown only while the network may be changed.
pub(super) fn when_editable<V: IntoView + 'static>(
    app: App,
    content: impl Fn() -> V + Send + 'static,
) -> impl IntoView {
    move || (!app.read_only.get()).then(&content)
}

/// The small buttons at the end of a row. `name` tells the row apart from others of its kind.
pub(super) fn row_actions(
    app: App,
    table: TableName,
    id: &Id,
    draft: Draft,
    name: String,
) -> impl IntoView + use<> {
    let language = app.spoken();
    let id = id.clone();
    when_editable(app, move || {
        let (id, draft) = (id.clone(), draft.clone());
        view! {
            <span class="row__actions">
                <Button
                    label=i18n::card::edit_named(language, table, &name)
                    message=move || Msg::Open(Dialog::Record(draft.clone()))
                    rank="tertiary"
                    icon_name="edit"
                    icon_only=true
                />
                <Button
                    label=i18n::card::remove_named(language, table, &name)
                    message=move || Msg::Open(Dialog::Remove { table, id: id.clone() })
                    rank="tertiary"
                    icon_name="delete"
                    icon_only=true
                />
            </span>
        }
    })
}

/// A button that opens a form for something new.
pub(super) fn add_button(app: App, label: &'static str, draft: Draft) -> impl IntoView {
    when_editable(app, move || {
        let draft = draft.clone();
        view! {
            <Button
                label=label
                message=move || Msg::Open(Dialog::Record(draft.clone()))
                icon_name="add"
            />
        }
    })
}

/// Edit and delete for the whole record.
pub(super) fn record_actions(app: App, table: TableName, id: &Id, draft: Draft) -> impl IntoView + use<> {
    let t = app.texts();
    let id = id.clone();
    when_editable(app, move || {
        let (id, draft) = (id.clone(), draft.clone());
        view! {
            <Button
                label=t.words.edit
                message=move || Msg::Open(Dialog::Record(draft.clone()))
                icon_name="edit"
            />
            <Button
                label=t.words.delete
                message=move || Msg::Open(Dialog::Remove { table, id: id.clone() })
                rank="tertiary"
                icon_name="delete"
            />
        }
    })
}

/// Links to several records in one sentence, or a word in their place.
pub(super) fn named(
    label: &'static str,
    links: Vec<impl IntoView + 'static>,
    nobody: Option<&'static str>,
) -> impl IntoView {
    if links.is_empty() {
        return match nobody {
            Some(nobody) => EitherOf3::A(view! { <p class="row__named">{label} {nobody}</p> }),
            None => EitherOf3::B(()),
        };
    }
    let links = links.into_iter().map(|link| view! { <li>{link}</li> }).collect_view();
    EitherOf3::C(view! {
        <div class="row__named">
            {label} <ul class="named" role="list">
                {links}
            </ul>
        </div>
    })
}
