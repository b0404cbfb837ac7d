use std::sync::Arc;

use leptos::{either::Either, prelude::*};

use super::{head, nothing};
use crate::{
    app::CommandId,
    i18n,
    model::{Competency, TableName, Topic},
    query::relations::AroundTopic,
    ui::{
        context::App,
        kit::{command_button, record_link},
    },
};

/// How many of those who could help a topic are named in the list.
const HELPERS: usize = 3;

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let topics = Memo::new(move |_| topics(app));
    let count = Memo::new(move |_| {
        i18n::lists::topics_shown(language, topics.with(Vec::len), app.network.get().topics.len())
    });
    let any = Memo::new(move |_| !app.network.get().topics.is_empty());
    let new = command_button(
        app,
        CommandId::NewTopic,
        i18n::shell::command(language, CommandId::NewTopic),
        "primary",
        "add",
        false,
    );
    view! {
        <section class="page">
            {head(t.words.topics, count, new)}
            {move || {
                let topics = topics.get();
                if topics.is_empty() {
                    return Either::Left(nothing(app, any.get(), t.lists.no_topics, t.lists.no_topic_fits));
                }
                let entries: Vec<_> = topics
                    .iter()
                    .map(|(topic, around)| entry(app, topic, around))
                    .collect();
                Either::Right(
                    view! {
                        <ul class="topics" role="list">
                            {entries}
                        </ul>
                    },
                )
            }}
        </section>
    }
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
