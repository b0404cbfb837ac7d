//! Files that nobody wrote for us, and large ones.

use gosmart_formats::graph::{Edge, Node, PropertyGraph, Value as Attribute};
use gosmart_formats::table::{Fault, FaultKind};
use proptest::prelude::*;

use super::*;
use crate::exchange;

/// Words that mean something here, and cells that try to.
const WORDS: [&str; 48] = [
    "Organisation",
    "Name",
    "Vorname",
    "Bietet",
    "Sucht",
    "Kompetenz",
    "Kompetenzen",
    "Niveau",
    "Art",
    "Status",
    "ID",
    "Kompetenz (ID)",
    "Akteur",
    "Bereich",
    "Ort",
    "E-Mail",
    "Telefon",
    "From",
    "To",
    "Label",
    "Type",
    "Tags",
    "bietet/sucht",
    "Oberbegriff",
    "Summe",
    "x",
    "ja",
    "1",
    "",
    "",
    "",
    "a, b; c|d",
    "=1+1",
    "<b>x</b>",
    "\u{202e}reversed",
    "\0",
    "\u{feff}",
    "é",
    "ß",
    "(((",
    "- ",
    "31.02.2020",
    "2.6.17",
    "a@b.de",
    "www.a.de",
    "•",
    "\\|\\",
    "日本",
];

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(WORDS.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => r"[|;,/•\n(){}\\0-9a-c ]{0,12}",
    ]
}

fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
    let names = [
        "",
        "Tabelle1",
        "Akteure",
        "Kompetenzen",
        "Angebote",
        "Gesuche",
        "Themen",
        "Themen – Wer macht mit",
        "Elements",
        "Netzwerk",
    ];
    let rows = prop::collection::vec(prop::collection::vec(cell(), 0..7), 0..8);
    let sheet =
        (prop::sample::select(names.to_vec()), rows, any::<bool>()).prop_map(|(name, rows, hidden)| Sheet {
            name: name.to_owned(),
            rows: (1..).zip(rows).map(|(number, cells)| Row { number, cells }).collect(),
            hidden: hidden && name.is_empty(),
            ..Sheet::default()
        });
    prop::collection::vec(sheet, 0..4)
}

/// What must hold of whatever was read.
fn sound(incoming: &Incoming) {
    for table in incoming.network.tables().skip(1) {
        let name = table.schema().table;
        for record in table.records() {
            assert!(incoming.origins.contains_key(&(name, record.id().clone())), "{name:?} {}", record.id());
        }
    }
    let public = exchange::redact(&incoming.network, exchange::Profile::Public);
    assert!(public.contacts.is_empty());
}

proptest! {
    #[test]
    fn any_sheets_are_read(sheets in sheets(), other in sheets()) {
        let choices = guess(&sheets);
        let incoming = read_tables(&sheets, &choices);
        sound(&incoming);
        prop_assert_eq!(&Choices::from_json(&choices.to_json()).map(|kept| read_tables(&sheets, &kept)), &Ok(incoming));
        // Choices that were made for another file.
        sound(&read_tables(&other, &choices));
    }

    #[test]
    fn nothing_is_dropped_in_silence(sheets in sheets()) {
        let incoming = read(&sheets);
        let said = |at: Origin| {
            let is_here = |other: &Origin| other.sheet == at.sheet && other.row == at.row;
            incoming.origins.values().any(is_here) || incoming.problems.iter().filter_map(|problem| problem.at.as_ref()).any(is_here)
        };
        let choices = guess(&sheets);
        for ((number, sheet), choice) in (1..).zip(&sheets).zip(&choices.sheets) {
            let is_plain = matches!(choice.shape, Shape::Records(table) if table != TableName::Network);
            for row in sheet.rows.iter().filter(|row| is_plain && choice.header.is_none_or(|header| row.number > header)) {
                let taken = |(cell, column): (&String, &Column)| !cell.is_empty() && !matches!(column.meaning, Meaning::Ignore);
                if row.cells.iter().zip(&choice.columns).any(taken) {
                    prop_assert!(said(Origin { sheet: number, row: row.number, column: None }), "{number}:{}", row.number);
                }
            }
        }
    }

    #[test]
    fn any_graph_is_read(
        nodes in prop::collection::vec((cell(), cell(), prop::collection::vec((cell(), cell()), 0..4)), 0..6),
        edges in prop::collection::vec((0..8_usize, 0..8_usize, cell(), prop::collection::vec((cell(), cell()), 0..3)), 0..8),
    ) {
        let texts = |list: Vec<(String, String)>| -> Vec<_> {
            list.into_iter().map(|(name, text)| (name, Attribute::Text(text))).collect()
        };
        let nodes = nodes.into_iter().map(|(id, label, list)| Node { id, label, attributes: texts(list), ..Node::default() });
        let edges = edges.into_iter().map(|(from, to, label, list)| Edge { from, to, label, is_directed: true, attributes: texts(list), ..Edge::default() });
        let graph = PropertyGraph { nodes: nodes.collect(), edges: edges.collect(), ..PropertyGraph::default() };
        sound(&read_graph(&graph, &guess_graph(&graph)));
    }
}

#[test]
fn hostile_cells_are_text() {
    let long = "ä".repeat(32_767);
    let text = format!(
        "Organisation\tBietet\tBeschreibung\n=cmd|'/c calc'!A0\t<script>\t{long}\nB\u{0}C\t\u{202e}tor\tx"
    );
    let incoming = read(&[sheet("", &text)]);
    let names: Vec<&str> = incoming.network.actors.iter().map(|actor| actor.name.as_str()).collect();
    assert_eq!(names, ["=cmd|'/c calc'!A0", "B C"]);
    assert_eq!(incoming.network.actors.iter().next().unwrap().about, long);
}

#[test]
fn cells_that_were_mended_are_told() {
    let faults = vec![Fault { row: 2, column: 1, kind: FaultKind::Error("#REF!".to_owned()) }];
    let incoming = read(&[Sheet { faults, ..sheet("", "Organisation\tBietet\n\tRat") }]);
    let kinds: Vec<&ProblemKind> = incoming.problems.iter().map(|problem| &problem.kind).collect();
    let name = Target::new(TableName::Actors, "name");
    assert_eq!(
        kinds,
        [&ProblemKind::Missing(name), &ProblemKind::Cell(FaultKind::Error("#REF!".to_owned()))]
    );
}

#[test]
fn large_sheets_are_read() {
    let row = |number: usize| {
        format!(
            "Verein {number}\tBereich {}\tTerm {}, Term {}\tGast\tGoslar",
            number % 7,
            number % 900,
            number % 1300
        )
    };
    let rows: Vec<String> = (0..60_000).map(row).collect();
    let sheets =
        [sheet("Tabelle1", &format!("Organisation\tBereich\tBietet\tStatus\tOrt\n{}", rows.join("\n")))];
    let incoming = read(&sheets);
    assert_eq!(incoming.network.actors.len(), 60_000);
    assert_eq!(incoming.network.competencies.len(), 1300);
}
