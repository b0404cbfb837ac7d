use std::sync::Arc;

use leptos::prelude::*;

use super::{ListPage, MORE_ROWS, more_button, new_button};
use crate::{
    app::{Address, CommandId, View},
    i18n,
    model::{Competency, TableName, Topic},
    query::relations::AroundTopic,
    ui::{
        context::App,
        kit::{memo, record_link},
    },
};

/// How many of those who could help a topic are named in the list.
const HELPERS: usize = 3;
/// How many of the competencies that a topic takes are named in the list.
const COMPETENCIES: usize = 40;
/// A topic takes the room of several rows.
const FIRST_TOPICS: usize = 100;

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let limit = RwSignal::new(FIRST_TOPICS);
    let topics = memo(move || topics(app, limit.get()));
    let shown = memo(move || app.visible.with(|visible| visible.topics.len()));
    let tools = new_button(app, CommandId::NewTopic);
    let nothing = [t.lists().no_topics, t.lists().no_topic_fits];
    let page = ListPage::of_records(app, TableName::Topics, t.words().topics, shown, tools, nothing);
    page.view(app, move || {
        let entries = move || {
            topics.with(|topics| {
                topics.iter().map(|(topic, around)| entry(app, topic, around)).collect::<Vec<_>>()
            })
        };
        view! {
            <ul class="topics" role="list">{entries}</ul>
            {more_button(app, limit, shown.into(), MORE_ROWS)}
        }
        .into_any()
    })
}

/// The first of those that search and filters leave.
fn topics(app: App, limit: usize) -> Vec<(Arc<Topic>, AroundTopic)> {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let shown = network.topics.iter().filter(|topic| visible.topics.contains(&topic.id)).take(limit);
    shown.map(|topic| (topic.clone(), relations.around_topic(&topic.id))).collect()
}

fn entry(app: App, topic: &Topic, around: &AroundTopic) -> AnyView {
    let language = app.spoken();
    let t = app.texts().lists();
    let question =
        (!topic.question.is_empty()).then(|| view! { <p lang=app.contents()>{topic.question.clone()}</p> });
    let competencies = list("chips", t.no_topic_competencies, competencies(app, around));
    let helpers = list("helpers", t.nobody_could_help, helpers(app, around));
    let id = format!("topic-{}", topic.id);
    let in_network = (!around.competencies.is_empty()).then(|| {
        let address = Address { topic: Some(topic.id.clone()), ..Address::of(View::Network) };
        let team = address.in_view(View::Team);
        view! {
            <a class="kern-link" href=address.hash() aria-describedby=id.clone()>{t.show_in_network}</a>
            <a class="kern-link" href=team.hash() aria-describedby=id.clone()>{View::Team.title(language)}</a>
        }
    });
    view! {
        <li class="topic">
            <div class="topic__head">
                <h2 class="topic__title" id=id.clone()>{record_link(TableName::Topics, &topic.id, &topic.title)}</h2>
                <span class="tag">{i18n::records::word(language, topic.status)}</span>
                {in_network}
            </div>
            {question}
            <h3 class="topic__label">{t.topic_competencies}</h3>
            {competencies}
            <h3 class="topic__label">{t.who_could_help}</h3>
            {helpers}
        </li>
    }
    .into_any()
}

/// Entries, or words in their place.
fn list(class: &'static str, none: &'static str, entries: Vec<AnyView>) -> AnyView {
    if entries.is_empty() {
        return view! { <p class="muted">{none}</p> }.into_any();
    }
    view! { <ul class=class role="list">{entries}</ul> }.into_any()
}

fn competencies(app: App, around: &AroundTopic) -> Vec<AnyView> {
    let chip = |competency: &Arc<Competency>| {
        let uncovered = around.uncovered.contains(competency);
        let note =
            uncovered.then(|| view! { <span class="chip__note">{app.texts().lists().nobody_offers}</span> });
        let link = record_link(TableName::Competencies, &competency.id, &competency.name);
        view! { <li class="chip" class:chip--uncovered=uncovered>{link} {note}</li> }.into_any()
    };
    let others = around.competencies.len().saturating_sub(COMPETENCIES);
    let others = (others > 0)
        .then(|| view! { <li class="muted">{i18n::lists::and_more(app.spoken(), others)}</li> }.into_any());
    around.competencies.iter().take(COMPETENCIES).map(chip).chain(others).collect()
}

fn helpers(app: App, around: &AroundTopic) -> Vec<AnyView> {
    let language = app.spoken();
    let all = around.competencies.len();
    let named = around.could_help.iter().take(HELPERS).map(|(actor, with)| {
        let helps = i18n::lists::helps_with(language, with.len(), all);
        let link = record_link(TableName::Actors, &actor.id, &actor.name);
        view! { <li>{link} " " <span class="muted">{helps}</span></li> }.into_any()
    });
    let others = around.could_help.len().saturating_sub(HELPERS);
    let others = (others > 0)
        .then(|| view! { <li class="muted">{i18n::lists::and_more(language, others)}</li> }.into_any());
    named.chain(others).collect()
}
