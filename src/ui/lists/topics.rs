use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{ListPage, new_button};
use crate::{
    app::CommandId,
    i18n,
    model::{Competency, TableName, Topic},
    query::relations::AroundTopic,
    ui::{context::App, kit::record_link},
};

/// How many of those who could help a topic are named in the list.
const HELPERS: usize = 3;

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let topics = Memo::new(move |_| topics(app));
    let shown = Memo::new(move |_| topics.with(Vec::len));
    let tools = new_button(app, CommandId::NewTopic);
    let nothing = [t.lists.no_topics, t.lists.no_topic_fits];
    let page = ListPage::of_records(app, TableName::Topics, t.words.topics, shown, tools, nothing);
    page.view(app, move || {
        let entries = topics.with(|topics| {
            topics.iter().map(|(topic, around)| entry(app, topic, around)).collect::<Vec<_>>()
        });
        view! { <ul class="topics" role="list">{entries}</ul> }.into_any()
    })
}

fn topics(app: App) -> Vec<(Arc<Topic>, AroundTopic)> {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let shown = network.topics.iter().filter(|topic| visible.topics.contains(&topic.id));
    shown.map(|topic| (topic.clone(), relations.around_topic(&topic.id))).collect()
}

fn entry(app: App, topic: &Topic, around: &AroundTopic) -> impl IntoView + use<> {
    let language = app.spoken();
    let t = app.texts();
    let question = (!topic.question.is_empty()).then(|| view! { <p>{topic.question.clone()}</p> });
    view! {
        <li class="topic">
            <div class="topic__head">
                <h2 class="topic__title">{record_link(TableName::Topics, &topic.id, &topic.title)}</h2>
                <span class="tag">{i18n::words::topic_status(language, topic.status)}</span>
            </div>
            {question}
            <h3 class="topic__label">{t.lists.topic_competencies}</h3>
            {competencies(app, around)}
            <h3 class="topic__label">{t.lists.who_could_help}</h3>
            {helpers(app, around)}
        </li>
    }
}

fn competencies(app: App, around: &AroundTopic) -> impl IntoView + use<> {
    let t = app.texts();
    if around.competencies.is_empty() {
        return Either::Left(view! { <p class="muted">{t.lists.no_topic_competencies}</p> });
    }
    let chip = |competency: &Arc<Competency>| {
        let uncovered = around.uncovered.contains(competency);
        view! {
            <li class="chip" class:chip--uncovered=uncovered>
                {record_link(TableName::Competencies, &competency.id, &competency.name)}
                {uncovered.then(|| view! { <span class="chip__note">{t.lists.nobody_offers}</span> })}
            </li>
        }
    };
    Either::Right(view! {
        <ul class="chips" role="list">
            {around.competencies.iter().map(chip).collect_view()}
        </ul>
    })
}

fn helpers(app: App, around: &AroundTopic) -> impl IntoView + use<> {
    let language = app.spoken();
    if around.could_help.is_empty() {
        return Either::Left(view! { <p class="muted">{app.texts().lists.nobody_could_help}</p> });
    }
    let all = around.competencies.len();
    let named = around.could_help.iter().take(HELPERS).map(|(actor, with)| {
        view! {
            <li>
                {record_link(TableName::Actors, &actor.id, &actor.name)} " "
                <span class="muted">{i18n::lists::helps_with(language, with.len(), all)}</span>
            </li>
        }
    });
    let others = around.could_help.len().saturating_sub(HELPERS);
    let others =
        (others > 0).then(|| view! { <li class="muted">{i18n::lists::and_more(language, others)}</li> });
    Either::Right(view! {
        <ul class="helpers" role="list">
            {named.collect_view()} {others}
        </ul>
    })
}
