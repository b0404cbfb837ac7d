use std::sync::Arc;

use leptos::prelude::*;

use super::{
    contacts::contacts,
    content::{Card, Inline, Row, Section, fact, said},
    in_network,
};
use crate::{
    app::{Draft, RecordAction},
    i18n::{self, Name},
    model::{Actor, Competency, Id, Need, Network, TableName},
    query::{groups::seats, relations::AroundActor},
    ui::{context::App, lists::SectorMark},
};

pub(super) fn card(app: App, id: &Id) -> Option<Card> {
    let (t, language, network) = (app.texts(), app.spoken(), app.network.get());
    let actor = network.actors.get(id)?;
    let around = app.relations.get().around_actor(id);
    let label = |field| i18n::records::label(language, TableName::Actors, field);
    let topics = around.topics.iter();
    let topics = topics.map(|(role, topic)| Row::about(&**topic, i18n::records::word(language, *role)));
    let internal_note = Section::text("card-internal", label("internal_note"), &actor.internal_note);
    Some(Card {
        table: TableName::Actors,
        id: id.clone(),
        title: actor.name.clone(),
        tags: vec![
            Inline::Sector(SectorMark::of(&network, actor.sector.as_ref())),
            Inline::Tag(i18n::records::word(language, actor.kind)),
            Inline::Tag(i18n::records::word(language, actor.status)),
        ],
        lead: String::new(),
        summary: actor.about.trim().to_owned(),
        in_network: Some(in_network(id)),
        main: vec![offers(app, actor, &around), needs(app, actor, &around), links(app, actor, &around)],
        side: vec![
            facts(app, actor, &around),
            contacts(app, actor, &around.contacts),
            Section::text("card-about", t.card().about, &actor.about),
            Section::text("card-offering", label("offering"), &actor.offering),
            Section::text("card-vision", label("vision"), &actor.vision),
            Section::rows("card-topics", t.words().topics, "", topics),
            groups(app, &network, id),
            Section { internal: true, ..internal_note },
        ],
    })
}

fn offers(app: App, actor: &Actor, around: &AroundActor) -> Section {
    let t = app.texts();
    let rows = around.offers.iter().map(|(competency, offer)| {
        let name = format!("{}: {}", Name(&actor.name), Name(&competency.name));
        Row::relation(app, &**offer, vec![Inline::link(&**competency)], name)
    });
    let add = Some((t.card().add_offer, Draft::new(TableName::Offers).with("actor", &actor.id)));
    Section { add, ..Section::rows("card-offers", t.words().offers, t.card().no_offers, rows) }
}

fn needs(app: App, actor: &Actor, around: &AroundActor) -> Section {
    let (t, relations) = (app.texts(), app.relations.get());
    let row = |(competency, need): &(Arc<Competency>, Arc<Need>)| {
        let name = format!("{}: {}", Name(&actor.name), Name(&competency.name));
        let action = Some((RecordAction::for_need(need), competency.name.clone()));
        Row { action, ..Row::relation(app, &**need, vec![Inline::link(&**competency)], name) }
    };
    let open = around.open_needs.iter().map(|pair| {
        let offering = relations.around_competency(&pair.0.id).offered_by();
        let mut helpers = Inline::links(offering.iter().filter(|helper| helper.id != actor.id));
        if helpers.is_empty() {
            helpers.push(Inline::Text(t.card().nobody_yet.to_owned()));
        }
        Row { named: Some((t.card().who_can_help, helpers)), ..row(pair) }
    });
    let met = around.closed_needs.iter().map(row).collect();
    let add = Some((t.card().add_need, Draft::new(TableName::Needs).with("actor", &actor.id)));
    Section { met, add, ..Section::rows("card-needs", t.words().looks_for, t.card().no_needs, open) }
}

fn links(app: App, actor: &Actor, around: &AroundActor) -> Section {
    let t = app.texts();
    let rows = around.links.iter().map(|(other, link)| {
        let words = i18n::card::link_words(app.spoken(), link.kind, link.from == actor.id);
        let head = vec![Inline::Text(words.to_owned()), Inline::link(&**other)];
        Row::relation(app, &**link, head, format!("{} – {}", Name(&actor.name), Name(&other.name)))
    });
    let add = Some((t.card().add_link, Draft::new(TableName::Links).with("from", &actor.id)));
    Section { add, ..Section::rows("card-links", t.words().links, t.card().no_links, rows) }
}

/// Where it sits, and how many meetings that makes.
fn groups(app: App, network: &Network, actor: &Id) -> Section {
    let t = app.texts().groups();
    let seats = seats(network, actor);
    if seats.groups.is_empty() {
        return Section::default();
    }
    let meetings = vec![Inline::Text(i18n::groups::a_month(app.spoken(), seats.meetings))];
    let rows = seats.groups.iter().filter_map(|id| network.groups.get(id));
    let rows = rows.map(|group| Row { head: vec![Inline::link(&**group)], ..Row::default() });
    let facts = vec![(t.meetings, meetings)];
    Section { facts, ..Section::rows("card-groups", t.groups, "", rows) }
}

fn facts(app: App, actor: &Actor, around: &AroundActor) -> Section {
    let t = app.texts().card();
    let facts = [
        fact(app, actor, "place"),
        // The field's own label speaks of mail as well.
        said(app, actor, "website").map(|website| (t.website, vec![website])),
        fact(app, actor, "joined"),
        fact(app, actor, "invited_by"),
        (!around.invited.is_empty()).then(|| (t.invited, Inline::links(&around.invited))),
        fact(app, actor, "confirmed_on"),
    ];
    let facts = facts.into_iter().flatten().collect();
    Section { id: "card-facts", title: t.facts, facts, ..Section::default() }
}
