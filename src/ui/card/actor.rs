use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{
    Place, in_network,
    parts::{day_fact, fact, named, record_actions, section, text_fact, text_section, website},
    relations::{links, needs, offers},
};
use crate::{
    app::{Draft, View},
    i18n,
    model::{Actor, Id, TableName},
    query::relations::AroundActor,
    ui::{
        context::App,
        kit::{icon, record_link, view_title},
        lists::{SectorMark, sector_badge},
        shell,
    },
};

/// The actor and what stands around it, as long as there is one with this id.
pub(super) fn known(app: App, id: Id) -> Memo<Option<(Arc<Actor>, AroundActor)>> {
    Memo::new(move |_| {
        let actor = app.network.get().actors.get(&id).cloned()?;
        let around = app.relations.get().around_actor(&id);
        Some((actor, around))
    })
}

pub(in crate::ui) fn page(app: App, id: Id) -> impl IntoView {
    let known = known(app, id);
    move || match known.get() {
        None => Either::Left(shell::nowhere()),
        Some((actor, around)) => Either::Right(whole(app, &actor, &around)),
    }
}

fn whole(app: App, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let place = Place::Page;
    let back = move || app.address.get().in_view(View::Actors).hash();
    view! {
        <article class="page card">
            <p class="card__back">
                <a class="kern-link" href=back>
                    {icon("arrow-back")}
                    {t.card.all_actors}
                </a>
            </p>
            <header class="card__head">
                {view_title(actor.name.clone())} {badges(app, actor)} {actions(app, actor)}
            </header>
            <div class="card__columns">
                <div class="card__column">
                    {offers(app, place, actor, around)} {needs(app, place, actor, around)}
                    {links(app, place, actor, around)}
                </div>
                <div class="card__column">
                    {facts(app, actor, around)} {text_section(place, "card-about", t.card.about, &actor.about)}
                    {text_section(place, "card-offering", t.card.offering, &actor.offering)}
                    {text_section(place, "card-vision", t.card.vision, &actor.vision)}
                    {topics(app, around)} {internal_note(app, &actor.internal_note)}
                </div>
            </div>
        </article>
    }
}

/// What the panel beside the graph holds.
pub(super) fn short(app: App, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let place = Place::Aside;
    let about = actor.about.trim().to_owned();
    view! {
        {badges(app, actor)}
        {(!about.is_empty()).then(|| view! { <p class="card__text">{about}</p> })}
        {actions(app, actor)}
        {offers(app, place, actor, around)}
        {needs(app, place, actor, around)}
        {links(app, place, actor, around)}
    }
}

fn badges(app: App, actor: &Actor) -> impl IntoView + use<> {
    let language = app.spoken();
    let sector = SectorMark::of(&app.network.get(), actor.sector.as_ref());
    view! {
        <div class="cluster">
            {sector_badge(app, sector.as_ref())}
            <span class="tag">{i18n::words::kind(language, actor.kind)}</span>
            <span class="tag">{i18n::words::status(language, actor.status)}</span>
        </div>
    }
}

fn actions(app: App, actor: &Actor) -> impl IntoView + use<> {
    let draft = Draft::edit(TableName::Actors, &actor.id);
    view! {
        <div class="cluster card__actions">
            <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=in_network(&actor.id).hash()>
                <span class="kern-label">{app.texts().card.show_in_network}</span>
            </a>
            {record_actions(app, TableName::Actors, &actor.id, draft)}
        </div>
    }
}

fn facts(app: App, actor: &Actor, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let link = |actor: &Arc<Actor>| record_link(TableName::Actors, &actor.id, &actor.name);
    let invited: Vec<_> = around.invited.iter().map(link).collect();
    let body = view! {
        <dl class="facts">
            {text_fact(t.card.place, &actor.place)}
            {(!actor.website.trim().is_empty()).then(|| fact(t.card.website, website(&actor.website)))}
            {day_fact(app, t.card.joined, actor.joined.as_ref())}
            {around.invited_by.as_ref().map(|host| fact(t.card.invited_by, link(host)))}
            {(!invited.is_empty()).then(|| fact(t.card.invited, named("", invited, None)))}
            {day_fact(app, t.card.confirmed, actor.confirmed_on.as_ref())}
        </dl>
    };
    section(Place::Page, "card-facts", t.card.facts, body)
}

fn topics(app: App, around: &AroundActor) -> impl IntoView + use<> {
    let t = app.texts();
    let language = app.spoken();
    let rows: Vec<_> = around
        .topics
        .iter()
        .map(|(role, topic)| {
            view! {
                <li class="row">
                    <div class="row__main">
                        {record_link(TableName::Topics, &topic.id, &topic.title)}
                        <span class="muted">{i18n::words::role(language, *role)}</span>
                    </div>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let list = view! {
            <ul class="rows" role="list">
                {rows}
            </ul>
        };
        section(Place::Page, "card-topics", t.words.topics, list)
    })
}

fn internal_note(app: App, note: &str) -> impl IntoView + use<> {
    let t = app.texts();
    let note = note.trim().to_owned();
    (!note.is_empty()).then(|| {
        let body = view! {
            <div class="internal">
                <p class="card__text">{note}</p>
                <p class="muted">{icon("visibility-off")} {t.card.internal_hint}</p>
            </div>
        };
        section(Place::Page, "card-internal", t.card.internal_note, body)
    })
}
