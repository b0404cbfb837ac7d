use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use super::{
    content::{Card, Inline, Row, Section, fact},
    drafts, in_network,
};
use crate::{
    i18n,
    model::{Actor, Competency, Id, Record, TableName},
    query::relations::AroundCompetency,
    ui::{context::App, lists::SectorMark},
};

pub(super) fn card(app: App, id: &Id) -> Option<Card> {
    let (t, network) = (app.texts(), app.network.get());
    let competency = network.competencies.get(id)?;
    let around = app.relations.get().around_competency(id);
    let offered = distinct(around.offering.iter().map(|(actor, _)| actor));
    let needed = distinct(around.looking.iter().map(|(actor, _)| actor));
    let terms = [
        fact(app, &**competency, "also"),
        fact(app, &**competency, "broader"),
        (!around.narrower.is_empty()).then(|| (t.card.narrower, Inline::links(&around.narrower))),
    ];
    let facts = terms.into_iter().flatten().collect();
    let topics = around.topics.iter().map(|topic| Row::about(&**topic, "")).collect();
    Some(Card {
        table: TableName::Competencies,
        id: id.clone(),
        title: competency.name.clone(),
        tags: Vec::new(),
        lead: i18n::card::coverage(app.spoken(), offered, needed),
        summary: String::new(),
        in_network: Some(in_network(id)),
        main: vec![offering(app, competency, &around), looking(app, competency, &around)],
        side: vec![
            Section::text("card-description", t.card.description, &competency.description),
            Section { id: "card-facts", title: t.card.facts, facts, ..Section::default() },
            Section { id: "card-topics", title: t.words.topics, rows: topics, ..Section::default() },
        ],
    })
}

/// Somebody may offer the same thing twice.
fn distinct<'a>(actors: impl Iterator<Item = &'a Arc<Actor>>) -> usize {
    actors.map(|actor| &actor.id).collect::<HashSet<_>>().len()
}

/// Actors with what joins them to the competency.
fn rows<T: Record>(app: App, competency: &Competency, joined: &[(Arc<Actor>, Arc<T>)]) -> Arc<[Row]> {
    let row = |(actor, record): &(Arc<Actor>, Arc<T>)| {
        let sector = SectorMark::of(&app.network.get(), actor.sector.as_ref());
        let head = vec![Inline::link(&**actor), Inline::Sector(sector)];
        Row::relation(app, &**record, head, format!("{}: {}", actor.name, competency.name))
    };
    joined.iter().map(row).collect()
}

fn offering(app: App, competency: &Competency, around: &AroundCompetency) -> Section {
    let t = &app.texts().card;
    Section {
        id: "card-offers",
        title: t.who_offers,
        rows: rows(app, competency, &around.offering),
        none: t.nobody_offers,
        add: Some((t.add_offer, drafts::add(TableName::Offers, None, Some(&competency.id)))),
        ..Section::default()
    }
}

fn looking(app: App, competency: &Competency, around: &AroundCompetency) -> Section {
    let t = &app.texts().card;
    Section {
        id: "card-needs",
        title: t.who_looks,
        rows: rows(app, competency, &around.looking),
        met: rows(app, competency, &around.met),
        none: t.nobody_looks,
        add: Some((t.add_need, drafts::add(TableName::Needs, None, Some(&competency.id)))),
        ..Section::default()
    }
}
