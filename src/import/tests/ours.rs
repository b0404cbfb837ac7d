//! What we wrote ourselves reads back as the same network.

use std::{collections::BTreeSet, sync::Arc};

use gosmart_formats::{
    graph,
    table::{read_delimited, read_workbook, write_csv, write_workbook},
};

use super::*;
use crate::{
    exchange::{Format, Header, Profile, Redacted, read, redact},
    foreign,
    i18n::Language,
    model::{Actor, AnyTable, Competency, Link, Offer},
};

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

fn goslar() -> Network {
    read(include_bytes!("../../../data/goslar.json")).unwrap().network
}

/// Where records differ, with both.
fn differences(ours: &dyn AnyTable, read: &dyn AnyTable) -> Vec<String> {
    let mut found = Vec::new();
    for record in ours.records() {
        let Some(other) = read.get(record.id()) else {
            found.push(format!("{} is missing", record.id()));
            continue;
        };
        for field in ours.schema().fields {
            let (one, other) = (record.get(field), other.get(field));
            if one != other {
                found.push(format!("{} {}: {one:?} became {other:?}", record.id(), field.name));
            }
        }
    }
    found.extend(
        read.records()
            .filter(|record| ours.get(record.id()).is_none())
            .map(|record| format!("{} is new", record.id())),
    );
    found
}

#[track_caller]
fn same(part: &Redacted, incoming: &Incoming, tables: &[TableName]) {
    for table in tables {
        let found = differences(part.table(*table), incoming.network.table(*table));
        assert!(found.is_empty(), "{table:?}:\n{}", found[..found.len().min(20)].join("\n"));
    }
}

#[test]
fn workbooks() {
    for (language, profile) in LANGUAGES.into_iter().zip([Profile::Full, Profile::Public]) {
        let part = redact(&goslar(), profile);
        let bytes = write_workbook(&foreign::workbook(&part, language)).unwrap();
        let sheets = read_workbook(&bytes).unwrap();
        let incoming = super::read(&sheets);
        assert!(incoming.has_ids);
        same(&part, &incoming, TableName::ALL);
    }
}

/// By its sheets a file of ours is told from others, by its name it is not.
#[test]
fn lists_of_actors() {
    for (language, profile) in LANGUAGES.into_iter().zip([Profile::Full, Profile::Public]) {
        let part = redact(&goslar(), profile);
        let bytes = write_csv(&foreign::actor_list(&part, language));
        let text = String::from_utf8(bytes).unwrap();
        let sheets = [read_delimited(text.trim_start_matches('\u{feff}'), None).sheet];
        let incoming = super::read(&sheets);
        assert!(incoming.has_ids);
        let without_sectors = |network: &Network| {
            let mut network = network.clone();
            for actor in network.clone().actors.iter() {
                network.actors.put(Actor { sector: None, ..Actor::clone(actor) });
            }
            network
        };
        let (ours, read) = (without_sectors(&part), without_sectors(&incoming.network));
        let found = differences(&ours.actors, &read.actors);
        assert!(found.is_empty(), "{}", found.join("\n"));
        assert_eq!(pairs(&ours, true), pairs(&read, true));
        let sectors = |network: &Network| -> Vec<String> {
            let actors = network.actors.iter();
            actors
                .map(|actor| actor.sector.iter().map(|id| network.name_of(TableName::Sectors, id)).collect())
                .collect()
        };
        assert_eq!(sectors(&part), sectors(&incoming.network));
    }
}

/// Who offers and needs what, by names.
fn pairs(network: &Network, only_open: bool) -> BTreeSet<String> {
    let competency = |id: &Id| network.name_of(TableName::Competencies, id);
    let offers = network
        .offers
        .iter()
        .map(|offer| format!("{} offers {}", offer.actor, competency(&offer.competency)));
    let open = network.needs.iter().filter(|need| !only_open || need.closed_on.is_none());
    let needs = open.map(|need| format!("{} needs {}", need.actor, competency(&need.competency)));
    offers.chain(needs).collect()
}

const GRAPH: [TableName; 3] = [TableName::Offers, TableName::Needs, TableName::Links];

/// What a graph has no room for is a sector's own record, and which sector of two with one name is meant.
#[track_caller]
fn same_graph(part: &Redacted, incoming: &Incoming) {
    let problems: Vec<String> = incoming.problems.iter().map(|problem| format!("{problem:?}")).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    same(part, incoming, &GRAPH);
    let names = |network: &Network| -> Vec<String> {
        let mut lines = Vec::new();
        for table in [TableName::Actors, TableName::Competencies] {
            for record in network.table(table).records() {
                lines.push(line(&Incoming { network: network.clone(), ..incoming.clone() }, record));
            }
        }
        lines
    };
    assert_eq!(names(part), names(&incoming.network));
}

#[test]
fn graphs() {
    let mut network = goslar();
    for at in Arc::make_mut(&mut network.positions).values_mut().step_by(2) {
        at.pinned = true;
    }
    let part = redact(&network, Profile::Public);
    for format in ["graphml", "gexf"] {
        let bytes =
            foreign::writer(format_of(format)).unwrap()(&part, Header::default(), Language::German).unwrap();
        let read = match format {
            "graphml" => graph::Format::GraphMl,
            _ => graph::Format::Gexf,
        };
        let graph = graph::read(&bytes, read).unwrap().graph;
        let choices = guess_graph(&graph);
        assert!(choices.has_ids);
        let incoming = read_graph(&graph, &choices);
        same_graph(&part, &incoming);
        assert_eq!(part.positions.len(), incoming.network.positions.len());
        for (id, at) in part.positions.iter() {
            assert_eq!(at.pinned, incoming.network.positions[id].pinned, "{id}");
        }
    }
}

fn format_of(name: &str) -> &'static Format {
    Format::writable().find(|format| format.name == name).unwrap()
}

#[test]
fn kumu() {
    let part = redact(&goslar(), Profile::Public);
    for language in LANGUAGES {
        let write =
            |format| foreign::writer(format_of(format)).unwrap()(&part, Header::default(), language).unwrap();
        let graph = graph::read(&write("kumu"), graph::Format::Kumu).unwrap().graph;
        same_graph(&part, &read_graph(&graph, &guess_graph(&graph)));
        let sheets = read_workbook(&write("kumu-xlsx")).unwrap();
        let incoming = super::read(&sheets);
        assert!(incoming.has_ids);
        same_graph(&part, &incoming);
    }
}

#[test]
fn templates_say_nothing_but_the_sectors() {
    for language in LANGUAGES {
        let part = redact(&goslar(), Profile::Public);
        let bytes = write_workbook(&foreign::template(&part, language)).unwrap();
        let incoming = super::read(&read_workbook(&bytes).unwrap());
        for table in incoming.network.tables().skip(1) {
            let expected = if table.schema().table == TableName::Sectors { part.sectors.len() } else { 0 };
            assert_eq!(table.len(), expected, "{:?}", table.schema().table);
        }
        let examples =
            incoming.problems.iter().filter(|problem| matches!(problem.kind, ProblemKind::ExampleRow(_)));
        assert!(examples.count() > 10);
        assert!(incoming.problems.iter().all(|problem| problem.grade == Grade::Note));
    }
}

/// Ids count where a name does not say who is meant, and no comma parts a name of ours.
#[test]
fn twins_and_names_with_signs() {
    let mut network = Network::new(Id::from("n"));
    for (id, name) in [("a", "Stadt"), ("b", "Stadt"), ("c", "Kita")] {
        network.actors.put(Actor::new(Id::from(id), name));
    }
    for (id, name) in [("x", "Rat, Tat"), ("y", "Hilfe; sofort")] {
        network.competencies.put(Competency::new(Id::from(id), name));
    }
    for (id, actor, competency) in [("1", "b", "x"), ("2", "a", "y"), ("3", "c", "x")] {
        network.offers.put(Offer::new(Id::from(id), Id::from(actor), Id::from(competency)));
    }
    network.links.put(Link::new(Id::from("l"), Id::from("c"), Id::from("b")));
    let part = redact(&network, Profile::Full);
    same(
        &part,
        &super::read(
            &read_workbook(&write_workbook(&foreign::workbook(&part, Language::German)).unwrap()).unwrap(),
        ),
        TableName::ALL,
    );
    let text = String::from_utf8(write_csv(&foreign::actor_list(&part, Language::English))).unwrap();
    let incoming = super::read(&[read_delimited(text.trim_start_matches('\u{feff}'), None).sheet]);
    assert_eq!(pairs(&network, true), pairs(&incoming.network, true));
}
