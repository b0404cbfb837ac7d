use std::sync::Arc;

use leptos::prelude::*;

use super::content::{Card, Inline, Row, Section};
use crate::{
    app::{Address, Draft, View},
    browser::clock,
    i18n,
    model::{Competency, Id, TableName, Topic},
    query::relations::AroundTopic,
    ui::context::App,
};

pub(super) fn card(app: App, id: &Id) -> Option<Card> {
    let (language, network) = (app.spoken(), app.network.get());
    let topic = network.topics.get(id)?;
    let around = app.relations.get().around_topic(id);
    let in_network = Address { topic: Some(id.clone()), ..Address::of(View::Network) };
    Some(Card {
        table: TableName::Topics,
        id: id.clone(),
        title: topic.title.clone(),
        tags: vec![Inline::Tag(i18n::records::word(language, topic.status))],
        lead: topic.question.trim().to_owned(),
        summary: String::new(),
        in_network: (!topic.competencies.is_empty()).then_some(in_network),
        main: vec![competencies(app, &around)],
        side: vec![people(app, id, &around), could_help(app, &around), course(app, topic)],
    })
}

/// What the topic takes, and who offers each of it.
fn competencies(app: App, around: &AroundTopic) -> Section {
    let (t, relations) = (app.texts().card(), app.relations.get());
    let row = |competency: &Arc<Competency>| {
        let offering = relations.around_competency(&competency.id).offered_by();
        let (mark, named) = if offering.is_empty() {
            ("question-mark", ("", vec![Inline::Text(t.uncovered.to_owned())]))
        } else {
            ("check", (t.offered_by, Inline::links(&offering)))
        };
        let head = vec![Inline::link(&**competency)];
        Row { mark: Some(mark), head, named: Some(named), ..Row::default() }
    };
    let rows = around.competencies.iter().map(row);
    Section::rows("card-competencies", t.topic_competencies, t.no_competencies, rows)
}

fn people(app: App, topic: &Id, around: &AroundTopic) -> Section {
    let t = app.texts().card();
    let people = around.people.iter();
    let rows = people.map(|(role, actor)| Row::about(&**actor, i18n::records::word(app.spoken(), *role)));
    let add = Some((t.attach, Draft::edit(TableName::Topics, topic)));
    Section { add, ..Section::rows("card-people", t.people, t.no_people, rows) }
}

/// Those who offer most of what the topic takes come first.
fn could_help(app: App, around: &AroundTopic) -> Section {
    let t = app.texts().card();
    let rows = around.could_help.iter().map(|(actor, with)| {
        let names: Vec<&str> = with.iter().map(|competency| competency.name.as_str()).collect();
        Row::about(&**actor, &names.join(", "))
    });
    let hint = t.who_could_help_hint;
    Section { hint, ..Section::rows("card-could-help", t.who_could_help, t.nobody_could_help, rows) }
}

/// When it came into which state, and at which meeting.
fn course(app: App, topic: &Topic) -> Section {
    let (t, language, network) = (app.texts().card(), app.spoken(), app.network.get());
    let rows = topic.history.iter().map(|event| {
        let meeting = event.meeting.as_ref().and_then(|id| network.meetings.get(id));
        let day = event.on.as_ref().or_else(|| meeting.map(|meeting| &meeting.date));
        let day = day.map(|day| Inline::Text(clock::day(day, language)));
        let head = vec![Inline::Text(i18n::records::word(language, event.status).to_owned())];
        let meeting = meeting.map(|meeting| Inline::link(&**meeting));
        Row { head, details: day.into_iter().chain(meeting).collect(), ..Row::default() }
    });
    Section::rows("card-course", t.course, "", rows)
}
