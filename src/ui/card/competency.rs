use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{
    Place, in_network,
    parts::{
        add_button, details, fact, named, record_actions, row_actions, section, text_fact, text_section,
    },
    relations::{need_details, offer_details},
};
use crate::{
    app::{Draft, View},
    i18n,
    model::{Actor, Competency, Id, Need, Offer, TableName},
    query::relations::AroundCompetency,
    ui::{
        context::App,
        kit::{icon, record_link, view_title},
        lists::{SectorMark, sector_badge},
        shell,
    },
};

/// The competency and what stands around it, as long as there is one with this id.
pub(super) fn known(app: App, id: Id) -> Memo<Option<(Arc<Competency>, AroundCompetency)>> {
    Memo::new(move |_| {
        let competency = app.network.get().competencies.get(&id).cloned()?;
        let around = app.relations.get().around_competency(&id);
        Some((competency, around))
    })
}

pub(in crate::ui) fn page(app: App, id: Id) -> impl IntoView {
    let known = known(app, id);
    move || match known.get() {
        None => Either::Left(shell::nowhere()),
        Some((competency, around)) => Either::Right(whole(app, &competency, &around)),
    }
}

fn whole(app: App, competency: &Competency, around: &AroundCompetency) -> impl IntoView + use<> {
    let t = app.texts();
    let place = Place::Page;
    let back = move || app.address.get().in_view(View::Competencies).hash();
    view! {
        <article class="page card">
            <p class="card__back">
                <a class="kern-link" href=back>
                    {icon("arrow-back")}
                    {t.card.all_competencies}
                </a>
            </p>
            <header class="card__head">
                {view_title(competency.name.clone())} {coverage(app, around)} {actions(app, competency)}
            </header>
            <div class="card__columns">
                <div class="card__column">
                    {offering(app, place, competency, around)} {looking(app, place, competency, around)}
                </div>
                <div class="card__column">
                    {text_section(place, "card-description", t.card.description, &competency.description)}
                    {words(app, competency, around)} {topics(app, around)}
                </div>
            </div>
        </article>
    }
}

/// What the panel beside the graph holds.
pub(super) fn short(app: App, competency: &Competency, around: &AroundCompetency) -> impl IntoView + use<> {
    let place = Place::Aside;
    view! {
        {coverage(app, around)}
        {actions(app, competency)}
        {offering(app, place, competency, around)}
        {looking(app, place, competency, around)}
    }
}

fn coverage(app: App, around: &AroundCompetency) -> impl IntoView + use<> {
    let offered = distinct(around.offering.iter().map(|(actor, _)| actor));
    let needed = distinct(around.looking.iter().map(|(actor, _)| actor));
    view! { <p class="card__lead">{i18n::card::coverage(app.spoken(), offered, needed)}</p> }
}

/// Somebody may offer the same thing twice.
fn distinct<'a>(actors: impl Iterator<Item = &'a Arc<Actor>>) -> usize {
    actors.map(|actor| &actor.id).collect::<std::collections::HashSet<_>>().len()
}

fn actions(app: App, competency: &Competency) -> impl IntoView + use<> {
    let draft = Draft::edit(TableName::Competencies, &competency.id);
    view! {
        <div class="cluster card__actions">
            <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=in_network(&competency.id).hash()>
                <span class="kern-label">{app.texts().card.show_in_network}</span>
            </a>
            {record_actions(app, TableName::Competencies, &competency.id, draft)}
        </div>
    }
}

/// An actor with its sector, as the head of a row.
fn actor_head(app: App, actor: &Actor) -> impl IntoView + use<> {
    let sector = SectorMark::of(&app.network.get(), actor.sector.as_ref());
    view! {
        <span class="row__actor">
            {record_link(TableName::Actors, &actor.id, &actor.name)} {sector_badge(app, sector.as_ref())}
        </span>
    }
}

fn offering(
    app: App,
    place: Place,
    competency: &Competency,
    around: &AroundCompetency,
) -> impl IntoView + use<> {
    let t = app.texts();
    let row = |(actor, offer): &(Arc<Actor>, Arc<Offer>)| {
        let draft = Draft::edit(TableName::Offers, &offer.id);
        let name = format!("{}: {}", actor.name, competency.name);
        view! {
            <li class="row">
                <div class="row__main">{actor_head(app, actor)} {details(offer_details(app, offer))}</div>
                {row_actions(app, TableName::Offers, &offer.id, draft, name)}
            </li>
        }
    };
    let list = if around.offering.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.nobody_offers}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {around.offering.iter().map(row).collect_view()}
            </ul>
        })
    };
    let draft = Draft::new(TableName::Offers).with("competency", &competency.id);
    section(
        place,
        "card-offers",
        t.card.who_offers,
        view! { {list} {add_button(app, t.card.add_offer, draft)} },
    )
}

fn looking(
    app: App,
    place: Place,
    competency: &Competency,
    around: &AroundCompetency,
) -> impl IntoView + use<> {
    let t = app.texts();
    let row = |(actor, need): &(Arc<Actor>, Arc<Need>)| {
        let draft = Draft::edit(TableName::Needs, &need.id);
        let name = format!("{}: {}", actor.name, competency.name);
        view! {
            <li class="row row--need">
                <div class="row__main">{actor_head(app, actor)} {details(need_details(app, need))}</div>
                {row_actions(app, TableName::Needs, &need.id, draft, name)}
            </li>
        }
    };
    let list = if around.looking.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.nobody_looks}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {around.looking.iter().map(row).collect_view()}
            </ul>
        })
    };
    let met = (!around.met.is_empty()).then(|| {
        view! {
            <details class="card__more">
                <summary>{i18n::card::met_needs(app.spoken(), around.met.len())}</summary>
                <ul class="rows" role="list">
                    {around.met.iter().map(row).collect_view()}
                </ul>
            </details>
        }
    });
    let draft = Draft::new(TableName::Needs).with("competency", &competency.id);
    let body = view! { {list} {met} {add_button(app, t.card.add_need, draft)} };
    section(place, "card-needs", t.card.who_looks, body)
}

/// Other words, broader and narrower terms; absent when there are none.
fn words(app: App, competency: &Competency, around: &AroundCompetency) -> impl IntoView + use<> {
    let t = app.texts();
    let link = |other: &Arc<Competency>| record_link(TableName::Competencies, &other.id, &other.name);
    let narrower: Vec<_> = around.narrower.iter().map(link).collect();
    let nothing = competency.also.is_empty() && around.broader.is_none() && narrower.is_empty();
    (!nothing).then(|| {
        let body = view! {
            <dl class="facts">
                {text_fact(t.card.also, &competency.also.join(", "))}
                {around.broader.as_ref().map(|broader| fact(t.card.broader, link(broader)))}
                {(!narrower.is_empty()).then(|| fact(t.card.narrower, named("", narrower, None)))}
            </dl>
        };
        section(Place::Page, "card-facts", t.card.facts, body)
    })
}

fn topics(app: App, around: &AroundCompetency) -> impl IntoView + use<> {
    let row = |topic: &Arc<crate::model::Topic>| {
        view! {
            <li class="row">
                <div class="row__main">{record_link(TableName::Topics, &topic.id, &topic.title)}</div>
            </li>
        }
    };
    let rows: Vec<_> = around.topics.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        let list = view! {
            <ul class="rows" role="list">
                {rows}
            </ul>
        };
        section(Place::Page, "card-topics", app.texts().words.topics, list)
    })
}
