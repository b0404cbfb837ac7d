//! Offers, needs and links, one row each, on the card of an actor.

use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{
    Place,
    parts::{add_button, details, named, row_actions, section, when_editable},
};
use crate::{
    app::{Draft, Msg, Step},
    browser::{clock, page},
    i18n,
    model::{Actor, Change, Competency, Link, Need, Offer, TableName},
    query::relations::AroundActor,
    ui::{context::App, kit::record_link},
};

const NEEDS_HEADING: &str = "card-needs";

pub(super) fn offers(app: App, place: Place, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let row = |(competency, offer): &(Arc<Competency>, Arc<Offer>)| {
        let draft = Draft::edit(TableName::Offers, &offer.id);
        let name = format!("{}: {}", actor.name, competency.name);
        view! {
            <li class="row">
                <div class="row__main">
                    {record_link(TableName::Competencies, &competency.id, &competency.name)}
                    {details(offer_details(app, offer))}
                </div>
                {row_actions(app, TableName::Offers, &offer.id, draft, name)}
            </li>
        }
    };
    let rows = around.offers.iter().map(row).collect_view();
    let list = if around.offers.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.no_offers}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {rows}
            </ul>
        })
    };
    let draft = Draft::new(TableName::Offers).with("actor", &actor.id);
    section(place, "card-offers", t.words.offers, view! { {list} {add_button(app, t.card.add_offer, draft)} })
}

/// Level, day of confirmation, note.
pub(super) fn offer_details(app: App, offer: &Offer) -> [Option<String>; 3] {
    let language = app.spoken();
    [
        offer.level.map(|level| i18n::words::level(language, level)),
        offer.confirmed_on.as_ref().map(|day| i18n::card::confirmed_on(language, &clock::day(day, language))),
        Some(offer.note.clone()),
    ]
}

/// Since when, or when it was met; note.
pub(super) fn need_details(app: App, need: &Need) -> [Option<String>; 3] {
    let language = app.spoken();
    let day = |day| clock::day(day, language);
    [
        need.since.as_ref().map(|since| i18n::card::since(language, &day(since))),
        need.closed_on.as_ref().map(|closed| i18n::card::met_on(language, &day(closed))),
        Some(need.note.clone()),
    ]
}

pub(super) fn needs(app: App, place: Place, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let language = app.spoken();
    let open = around.open_needs.iter().map(|(competency, need)| open_need(app, actor, competency, need));
    let list = if around.open_needs.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.no_needs}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {open.collect_view()}
            </ul>
        })
    };
    let met = (!around.closed_needs.is_empty()).then(|| {
        let rows =
            around.closed_needs.iter().map(|(competency, need)| closed_need(app, actor, competency, need));
        view! {
            <details class="card__more">
                <summary>{i18n::card::met_needs(language, around.closed_needs.len())}</summary>
                <ul class="rows" role="list">
                    {rows.collect_view()}
                </ul>
            </details>
        }
    });
    let draft = Draft::new(TableName::Needs).with("actor", &actor.id);
    let body = view! { {list} {met} {add_button(app, t.card.add_need, draft)} };
    section(place, NEEDS_HEADING, t.words.looks_for, body)
}

fn open_need(app: App, actor: &Actor, competency: &Competency, need: &Arc<Need>) -> impl IntoView + use<> {
    let t = app.texts();
    let around = app.relations.get().around_competency(&competency.id);
    let helpers = around
        .offering
        .iter()
        .filter(|(helper, _)| helper.id != actor.id)
        .map(|(helper, _)| record_link(TableName::Actors, &helper.id, &helper.name))
        .collect();
    view! {
        <li class="row row--need">
            <div class="row__main">
                {record_link(TableName::Competencies, &competency.id, &competency.name)}
                {details(need_details(app, need))}
                {named(t.card.who_can_help, helpers, Some(t.card.nobody_yet))}
            </div>
            {close_button(app, need, &competency.name)}
            {need_actions(app, actor, competency, need)}
        </li>
    }
}

fn closed_need(app: App, actor: &Actor, competency: &Competency, need: &Arc<Need>) -> impl IntoView + use<> {
    view! {
        <li class="row row--need">
            <div class="row__main">
                {record_link(TableName::Competencies, &competency.id, &competency.name)}
                {details(need_details(app, need))}
            </div>
            {close_button(app, need, &competency.name)}
            {need_actions(app, actor, competency, need)}
        </li>
    }
}

fn need_actions(app: App, actor: &Actor, competency: &Competency, need: &Need) -> impl IntoView + use<> {
    let draft = Draft::edit(TableName::Needs, &need.id);
    row_actions(app, TableName::Needs, &need.id, draft, format!("{}: {}", actor.name, competency.name))
}

/// Notes an open need as met today, or opens one that was met.
fn close_button(app: App, need: &Arc<Need>, competency: &str) -> impl IntoView + use<> {
    let t = app.texts();
    let language = app.spoken();
    let open = need.closed_on.is_none();
    let (label, spoken) = if open {
        (t.card.done, i18n::card::close_need(language, competency))
    } else {
        (t.card.reopen, i18n::card::reopen_need(language, competency))
    };
    let (need, name) = (need.clone(), competency.to_owned());
    when_editable(app, move || {
        let (need, name, spoken) = (need.clone(), name.clone(), spoken.clone());
        let click = move |_| {
            // The row leaves its list, and with it would go the focus.
            page::focus(NEEDS_HEADING);
            let closed_on = open.then(|| clock::now().today);
            let change = Change::of(&*need, |need| need.closed_on = closed_on);
            let name = name.clone();
            let step = if open { Step::NeedClosed { name } } else { Step::NeedReopened { name } };
            app.dispatch(Msg::Edit { step, changes: vec![change] });
        };
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-label=spoken
                on:click=click
            >
                <span class="kern-label">{label}</span>
            </button>
        }
    })
}

pub(super) fn links(app: App, place: Place, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let language = app.spoken();
    let row = |(other, link): &(Arc<Actor>, Arc<Link>)| {
        let outward = link.from == actor.id;
        let draft = Draft::edit(TableName::Links, &link.id);
        let since = link.since.as_ref().map(|day| i18n::card::since(language, &clock::day(day, language)));
        view! {
            <li class="row">
                <div class="row__main">
                    <span>
                        {i18n::card::link_words(language, link.kind, outward)} " "
                        {record_link(TableName::Actors, &other.id, &other.name)}
                    </span>
                    {details([since, Some(link.note.clone())])}
                </div>
                {row_actions(app, TableName::Links, &link.id, draft, format!("{} – {}", actor.name, other.name))}
            </li>
        }
    };
    let rows = around.links.iter().map(row).collect_view();
    let list = if around.links.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.no_links}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {rows}
            </ul>
        })
    };
    let draft = Draft::new(TableName::Links).with("from", &actor.id);
    section(place, "card-links", t.words.links, view! { {list} {add_button(app, t.card.add_link, draft)} })
}
