use std::sync::Arc;

use leptos::prelude::*;

use super::{
    content::{Card, Inline, Row, Section, fact},
    in_network,
};
use crate::{
    app::Draft,
    i18n::{self, Name},
    model::{Actor, Competency, Id, Record, TableName},
    query::relations::AroundCompetency,
    ui::{context::App, lists::SectorMark},
};

pub(super) fn card(app: App, id: &Id) -> Option<Card> {
    let (t, network) = (app.texts(), app.network.get());
    let competency = network.competencies.get(id)?;
    let around = app.relations.get().around_competency(id);
    let (offered, needed) = (around.offered_by().len(), around.looked_for_by().len());
    let terms = [
        fact(app, &**competency, "also"),
        fact(app, &**competency, "broader"),
        (!around.narrower.is_empty()).then(|| (t.card().narrower, Inline::links(&around.narrower))),
    ];
    let facts = terms.into_iter().flatten().collect();
    let topics = around.topics.iter().map(|topic| Row::about(&**topic, ""));
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
            Section::text("card-description", t.card().description, &competency.description),
            Section { id: "card-facts", title: t.card().facts, facts, ..Section::default() },
            Section::rows("card-topics", t.words().topics, "", topics),
        ],
    })
}

/// Actors with what joins them to the competency.
fn rows<T: Record>(app: App, competency: &Competency, joined: &[(Arc<Actor>, Arc<T>)]) -> Vec<Row> {
    let row = |(actor, record): &(Arc<Actor>, Arc<T>)| {
        let sector = SectorMark::of(&app.network.get(), actor.sector.as_ref());
        let head = vec![Inline::link(&**actor), Inline::Sector(sector)];
        Row::relation(app, &**record, head, format!("{}: {}", Name(&actor.name), Name(&competency.name)))
    };
    joined.iter().map(row).collect()
}

fn offering(app: App, competency: &Competency, around: &AroundCompetency) -> Section {
    let t = app.texts().card();
    let rows = rows(app, competency, &around.offering);
    let add = Some((t.add_offer, Draft::new(TableName::Offers).with("competency", &competency.id)));
    Section { add, ..Section::rows("card-offers", t.who_offers, t.nobody_offers, rows) }
}

fn looking(app: App, competency: &Competency, around: &AroundCompetency) -> Section {
    let t = app.texts().card();
    let (looking, met) = (rows(app, competency, &around.looking), rows(app, competency, &around.met).into());
    let add = Some((t.add_need, Draft::new(TableName::Needs).with("competency", &competency.id)));
    Section { met, add, ..Section::rows("card-needs", t.who_looks, t.nobody_looks, looking) }
}
