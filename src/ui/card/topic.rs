use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{
    Place,
    parts::{add_button, named, record_actions, section},
};
use crate::{
    app::{Address, Draft, View},
    i18n,
    model::{Actor, Competency, Id, TableName, Topic},
    query::relations::{AroundTopic, Relations},
    ui::{
        context::App,
        kit::{icon, record_link, view_title},
        shell,
    },
};

pub(in crate::ui) fn page(app: App, id: Id) -> impl IntoView {
    let known = Memo::new(move |_| {
        let topic = app.network.get().topics.get(&id).cloned()?;
        let around = app.relations.get().around_topic(&id);
        Some((topic, around))
    });
    move || match known.get() {
        None => Either::Left(shell::nowhere()),
        Some((topic, around)) => Either::Right(whole(app, &topic, &around)),
    }
}

fn whole(app: App, topic: &Topic, around: &AroundTopic) -> impl IntoView + use<> {
    let t = app.texts();
    let question = topic.question.trim().to_owned();
    let back = move || app.address.get().in_view(View::Topics).hash();
    view! {
        <article class="page card">
            <p class="card__back">
                <a class="kern-link" href=back>
                    {icon("arrow-back")}
                    {t.card.all_topics}
                </a>
            </p>
            <header class="card__head">
                {view_title(topic.title.clone())} <div class="cluster">
                    <span class="tag">{i18n::words::topic_status(app.spoken(), topic.status)}</span>
                </div> {(!question.is_empty()).then(|| view! { <p class="card__lead">{question}</p> })}
                {actions(app, topic)}
            </header>
            <div class="card__columns">
                <div class="card__column">{competencies(app, around)}</div>
                <div class="card__column">{people(app, topic, around)} {could_help(app, around)}</div>
            </div>
        </article>
    }
}

fn actions(app: App, topic: &Topic) -> impl IntoView + use<> {
    let mut network = Address::of(View::Network);
    network.filter.competencies = topic.competencies.clone();
    let shown = !topic.competencies.is_empty();
    view! {
        <div class="cluster card__actions">
            {shown
                .then(|| {
                    view! {
                        <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=network.hash()>
                            <span class="kern-label">{app.texts().card.show_in_network}</span>
                        </a>
                    }
                })}
            {record_actions(app, TableName::Topics, &topic.id, Draft::edit(TableName::Topics, &topic.id))}
        </div>
    }
}

/// What the topic takes, and who offers each of it.
fn competencies(app: App, around: &AroundTopic) -> impl IntoView + use<> {
    let t = app.texts();
    let relations = app.relations.get();
    let row = |competency: &Arc<Competency>| {
        let offering = offering(&relations, competency);
        let uncovered = offering.is_empty();
        let icon_name = if uncovered { "question-mark" } else { "check" };
        view! {
            <li class="row" class:row--uncovered=uncovered>
                {icon(icon_name)}
                <div class="row__main">
                    {record_link(TableName::Competencies, &competency.id, &competency.name)}
                    {named(t.card.offered_by, offering, Some(t.card.uncovered))}
                </div>
            </li>
        }
    };
    let list = if around.competencies.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.no_competencies}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {around.competencies.iter().map(row).collect_view()}
            </ul>
        })
    };
    section(Place::Page, "card-competencies", t.card.topic_competencies, list)
}

fn offering(relations: &Relations, competency: &Competency) -> Vec<impl IntoView + 'static + use<>> {
    let around = relations.around_competency(&competency.id);
    around.offering.iter().map(|(actor, _)| record_link(TableName::Actors, &actor.id, &actor.name)).collect()
}

fn people(app: App, topic: &Topic, around: &AroundTopic) -> impl IntoView + use<> {
    let t = app.texts();
    let language = app.spoken();
    let rows = around.people.iter().map(|(role, actor)| {
        view! {
            <li class="row">
                <div class="row__main">
                    {record_link(TableName::Actors, &actor.id, &actor.name)}
                    <span class="muted">{i18n::words::role(language, *role)}</span>
                </div>
            </li>
        }
    });
    let list = if around.people.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.no_people}</p> })
    } else {
        Either::Right(view! {
            <ul class="rows" role="list">
                {rows.collect_view()}
            </ul>
        })
    };
    let attach = add_button(app, t.card.attach, Draft::edit(TableName::Topics, &topic.id));
    section(Place::Page, "card-people", t.card.people, view! { {list} {attach} })
}

/// Those who offer most of what the topic takes come first.
fn could_help(app: App, around: &AroundTopic) -> impl IntoView + use<> {
    let t = app.texts();
    let row = |(actor, with): &(Arc<Actor>, Vec<Arc<Competency>>)| {
        let names: Vec<&str> = with.iter().map(|competency| competency.name.as_str()).collect();
        view! {
            <li class="row">
                <div class="row__main">
                    {record_link(TableName::Actors, &actor.id, &actor.name)}
                    <span class="muted">{names.join(", ")}</span>
                </div>
            </li>
        }
    };
    let list = if around.could_help.is_empty() {
        Either::Left(view! { <p class="muted">{t.card.nobody_could_help}</p> })
    } else {
        Either::Right(view! {
            <p class="muted">{t.card.who_could_help_hint}</p>
            <ol class="rows" role="list">
                {around.could_help.iter().map(row).collect_view()}
            </ol>
        })
    };
    section(Place::Page, "card-could-help", t.card.who_could_help, list)
}
