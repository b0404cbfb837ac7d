//! Files of other programs, as they are written.

mod snapshots;

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Read},
};

use gosmart::{
    exchange::{self, Format, Header, Loss, Profile, Redacted, losses, read, redact},
    foreign,
    i18n::Language,
    model::{Actor, Audience, Link, Network, TableName},
};
use serde_json::Value;

use crate::secrets::{document, marks};

const LANGUAGES: [Language; 2] = [Language::German, Language::English];

fn formats() -> impl Iterator<Item = &'static Format> {
    Format::writable().filter(|format| *format != exchange::NATIVE)
}

/// Those that hold what is in a network.
fn copies() -> impl Iterator<Item = &'static Format> {
    formats().filter(|format| format.name != "xlsx-template")
}

fn format(name: &str) -> &'static Format {
    Format::writable().find(|format| format.name == name).unwrap()
}

fn bytes(part: &Redacted, format: &Format, language: Language) -> Vec<u8> {
    let header = Header { exported_at: Some("2026-11-22T18:00:00Z"), by: Some("(N-by)") };
    foreign::writer(format).unwrap()(part, header, language).unwrap()
}

/// All text of a file, that of an archive unpacked.
fn text(part: &Redacted, format: &Format, language: Language) -> String {
    let bytes = bytes(part, format, language);
    if !bytes.starts_with(b"PK") {
        return String::from_utf8(bytes).unwrap();
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    for place in 0..archive.len() {
        archive.by_index(place).unwrap().read_to_string(&mut text).unwrap();
    }
    text
}

#[test]
fn no_secret_leaves_in_any_format_and_what_does_not_leave_is_said() {
    let network = read(document().to_string().as_bytes()).unwrap().network;
    for profile in [Profile::Public, Profile::Network] {
        let part = redact(&network, profile);
        let travelling = exchange::write(&part, Header::default());
        for (format, language) in formats().flat_map(|format| LANGUAGES.map(|language| (format, language))) {
            let written = text(&part, format, language).replace("%28", "(").replace("%29", ")");
            let place = format!("{} {profile:?}:\n{written}", format.name);
            assert_eq!(marks(&written, Audience::Keepers), [""; 0], "{place}");
            if profile == Profile::Public {
                assert_eq!(marks(&written, Audience::Network), [""; 0], "{place}");
            }
            if format.name == "xlsx-template" {
                continue;
            }
            let lost = losses(&part, format);
            for mark in [Audience::Public, Audience::Network].iter().flat_map(|who| marks(&travelling, *who))
            {
                // What stands in a field of a record says so: `(P-actor-Public-name)`.
                let parts: Vec<&str> = mark[3..mark.len() - 1].split('-').collect();
                let [kind, _, field, ..] = parts[..] else { continue };
                let Some(table) = TableName::ALL.iter().copied().find(|table| table.schema().kind == kind)
                else {
                    continue;
                };
                let is_lost = lost.iter().any(|loss| match loss {
                    Loss::Records(of, _) => *of == table,
                    Loss::MetNeeds(_) => table == TableName::Needs,
                    Loss::Field(of, name, _) => (*of, *name) == (table, field),
                    _ => false,
                });
                assert_eq!(written.contains(mark), !is_lost, "{mark} in {place}\n{lost:?}");
            }
        }
    }
}

#[test]
fn every_record_of_the_example_is_in_every_format() {
    let part = redact(&exchange::example(), Profile::Public);
    let table = |table: TableName| part.table(table).records().map(|record| record.id().as_str());
    for format in copies() {
        let written = text(&part, format, Language::German);
        let missing = |tables: &[TableName]| -> Vec<&str> {
            tables.iter().flat_map(|it| table(*it)).filter(|id| !written.contains(id)).collect()
        };
        use TableName::{Actors, Competencies, Links, Meetings, Needs, Offers, Sectors, Topics};
        let held: &[TableName] = match format.name {
            "csv" => &[Actors],
            "xlsx" => &[Sectors, Competencies, Actors, Offers, Needs, Links, Topics, Meetings],
            "json-ld" => &[Sectors, Competencies, Actors, Offers, Needs, Topics, Meetings],
            _ => &[Actors, Competencies, Offers, Needs, Links],
        };
        assert_eq!(missing(held), [""; 0], "{}", format.name);
        assert!(bytes(&part, format, Language::German) == bytes(&part, format, Language::German));
    }

    let sheets = foreign::workbook(&part, Language::English);
    for table in part.tables().filter(|table| !table.is_empty()) {
        let rows = |name: &str| {
            sheets.iter().find(|sheet| sheet.name.to_lowercase() == name).map(|it| it.rows.len())
        };
        let name = table.schema().section;
        assert_eq!(rows(name), Some(table.len()), "{name}");
    }
    let list = foreign::actor_list(&part, Language::German);
    let cells = |title: &str| {
        let place = list.columns.iter().position(|column| column.title == title).unwrap();
        list.rows.iter().map(|row| foreign::split(&row[place]).len()).sum::<usize>()
    };
    let open = part.needs.iter().filter(|need| need.closed_on.is_none()).count();
    assert_eq!(
        (list.rows.len(), cells("Bietet"), cells("Sucht")),
        (part.actors.len(), part.offers.len(), open)
    );
    let (actors, competencies) = (part.actors.len(), part.competencies.len());
    let edges = part.offers.len() + part.needs.len() + part.links.len();
    for graph in [foreign::graph(&part), foreign::kumu(&part, Language::German)] {
        assert_eq!((graph.nodes.len(), graph.edges.len()), (actors + competencies, edges));
        assert!(graph.nodes.iter().all(|node| node.position.is_some()));
    }
    let mut types: BTreeMap<String, usize> = BTreeMap::new();
    let linked: Value = serde_json::from_str(&foreign::linked_data(&part)).unwrap();
    for node in linked["@graph"].as_array().unwrap() {
        let kind = node["@type"].as_array().map_or(&node["@type"], |types| &types[0]);
        *types.entry(kind.as_str().unwrap().to_owned()).or_default() += 1;
    }
    let number = |kind: &str| types.get(kind).copied().unwrap_or_default();
    assert_eq!((number("Offer"), number("Demand")), (part.offers.len(), part.needs.len()));
    assert_eq!((number("Question"), number("Event")), (part.topics.len(), part.meetings.len()));
    assert_eq!(number("DefinedTerm"), part.sectors.len() + competencies);
    assert_eq!(number("Organization") + number("Person"), actors + part.groups.len() + 1);
}

#[test]
fn references_of_linked_data_lead_somewhere() {
    // The whole document, with references to nothing.
    let network = read(document().to_string().as_bytes()).unwrap().network;
    for part in [redact(&network, Profile::Full), redact(&exchange::example(), Profile::Public)] {
        let linked: Value = serde_json::from_str(&foreign::linked_data(&part)).unwrap();
        let graph = linked["@graph"].as_array().unwrap();
        let named: Vec<&str> = graph.iter().map(|node| node["@id"].as_str().unwrap()).collect();
        let different: BTreeSet<&str> = named.iter().copied().collect();
        assert_eq!(different.len(), named.len());
        fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
            match value {
                Value::Object(object) => {
                    found.extend(object.get("@id").filter(|_| object.len() == 1).and_then(Value::as_str));
                    object.values().for_each(|value| references(value, found));
                }
                Value::Array(values) => values.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let mut found = Vec::new();
        references(&linked["@graph"], &mut found);
        assert!(found.len() > 10);
        let lost: Vec<&&str> = found.iter().filter(|name| !different.contains(*name)).collect();
        assert_eq!(lost, [&""; 0]);
    }
}

#[test]
fn an_id_stands_beside_a_name_that_is_not_enough() {
    let mut network = Network::new("net".into());
    for (id, name) in [("one", "Museum"), ("two", "Museum"), ("three", "Archiv")] {
        network.actors.put(Actor::new(id.into(), name));
    }
    network.links.put(Link::new("a".into(), "one", "three"));
    network.links.put(Link::new("b".into(), "three", "two"));
    let sheets = foreign::workbook(&redact(&network, Profile::Full), Language::German);
    let links = sheets.iter().find(|sheet| sheet.name == "Verbindungen").unwrap();
    let titles: Vec<&str> = links.columns.iter().take(4).map(|column| column.title.as_str()).collect();
    assert_eq!(titles, ["Akteur A", "Akteur A (ID)", "Akteur B", "Akteur B (ID)"]);
    let cells: Vec<&[String]> = links.rows.iter().map(|row| &row[..4]).collect();
    assert_eq!(cells, [["Museum", "one", "Archiv", ""], ["Archiv", "", "Museum", "two"]]);
}

#[test]
fn the_template_has_every_field_and_words_to_choose_from() {
    for language in LANGUAGES {
        let part = redact(&exchange::example(), Profile::Public);
        let sheets = foreign::template(&part, language);
        let names: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names.len(), sheets.len());
        // A sheet for each kind, and five for the rows within topics, meetings and agreements.
        assert_eq!(sheets.len(), TableName::ALL.len() + 4, "{names:?}");
        for sheet in &sheets {
            assert!(
                sheet.name.chars().count() <= 31
                    && !sheet.name.contains(['[', ']', ':', '*', '?', '/', '\\'])
            );
            let titles: BTreeSet<&str> = sheet.columns.iter().map(|column| column.title.as_str()).collect();
            assert_eq!(titles.len(), sheet.columns.len(), "{titles:?}");
            assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()) && !sheet.rows.is_empty());
        }
        let sector =
            sheets[0].columns.iter().find(|column| column.choices.contains(&"Ver- und Entsorger".into()));
        assert!(sector.is_some());
    }
}

#[test]
fn no_field_makes_kumu_fetch_pictures_of_people() {
    let network = read(document().to_string().as_bytes()).unwrap().network;
    for language in LANGUAGES {
        let graph = foreign::kumu(&redact(&network, Profile::Full), language);
        let names = graph.nodes.iter().flat_map(|node| &node.attributes);
        let names = names.chain(graph.edges.iter().flat_map(|edge| &edge.attributes));
        assert!(names.clone().count() > 20);
        let named: Vec<&str> =
            names.map(|(name, _)| name.as_str()).filter(|name| name.eq_ignore_ascii_case("email")).collect();
        assert_eq!(named, [""; 0]);
        let ids = graph.nodes.iter().map(|node| &node.id).chain(graph.edges.iter().map(|edge| &edge.id));
        let different: BTreeSet<&String> = ids.clone().collect();
        assert_eq!(different.len(), ids.clone().count());
        assert!(ids.into_iter().all(|id| !id.contains(['_', '.'])));
    }
}
