//! From a file into the network, and the same file again.

use gosmart_formats::{
    graph,
    table::{read_delimited, read_workbook, write_workbook},
};

use super::*;
use crate::{
    exchange::{self, Format, Header, Profile, redact},
    foreign,
    i18n::Language::German,
    import::difference::{Decisions, Difference, Key, State},
    model::Stamp,
};

fn difference(file: &Incoming, present: &Network) -> Difference {
    Difference::new(file, present, Key::guess(file, present), &Decisions::default())
}

fn imported(file: &Incoming, present: &Network) -> Network {
    let mut number = 0;
    let mut network = present.clone();
    let changes = difference(file, present).changes(|| {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    });
    network.apply_all(changes, Stamp(10));
    network
}

/// What would change, and what is put aside.
fn left(difference: &Difference) -> Vec<String> {
    let is_left = |state| matches!(state, State::New | State::Changed | State::PutAside);
    let left = difference.entries.iter().filter(|entry| is_left(entry.state));
    left.map(|entry| {
        let name = difference.name_in_file(entry.table, &entry.id);
        let said = difference.sentences(German, entry).join(" ");
        format!("{:?} {name}: {:?} {said}", entry.table, entry.state)
    })
    .collect()
}

#[test]
fn what_we_wrote_changes_nothing_where_it_came_from() {
    let present = exchange::read(include_bytes!("../../../data/goslar.json")).unwrap().network;
    for profile in [Profile::Public, Profile::Full] {
        let part = redact(&present, profile);
        let write = |name: &str| {
            let format = Format::writable().find(|format| format.name == name).unwrap();
            foreign::writer(format).unwrap()(&part, Header::default(), German).unwrap()
        };
        let book = |name| read(&read_workbook(&write(name)).unwrap());
        let read_as = |name, format| {
            let graph = graph::read(&write(name), format).unwrap().graph;
            read_graph(&graph, &guess_graph(&graph))
        };
        let list = String::from_utf8(write("csv")).unwrap();
        let files = [
            ("xlsx", book("xlsx")),
            ("csv", read(&[read_delimited(list.trim_start_matches('\u{feff}'), None).sheet])),
            ("kumu-xlsx", book("kumu-xlsx")),
            ("graphml", read_as("graphml", graph::Format::GraphMl)),
            ("gexf", read_as("gexf", graph::Format::Gexf)),
            ("kumu", read_as("kumu", graph::Format::Kumu)),
        ];
        for (name, file) in files {
            assert_eq!(left(&difference(&file, &present)), [""; 0], "{name}");
        }
    }
}

#[test]
fn our_workbook_makes_the_same_network_of_an_empty_one() {
    let present = exchange::read(include_bytes!("../../../data/goslar.json")).unwrap().network;
    let part = redact(&present, Profile::Full);
    let bytes = write_workbook(&foreign::workbook(&part, German)).unwrap();
    let file = read(&read_workbook(&bytes).unwrap());
    let after = imported(&file, &Network::new("empty".into()));
    for (ours, read) in part.tables().zip(after.tables()).skip(1) {
        for record in ours.records() {
            let other = read.get(record.id()).map(|other| {
                let fields = ours.schema().fields.iter();
                fields.map(|field| other.get(field)).collect::<Vec<_>>()
            });
            let own = ours.schema().fields.iter().map(|field| record.get(field)).collect();
            assert_eq!(other, Some(own), "{}", record.id());
        }
        assert_eq!(ours.len(), read.len());
    }
    assert_eq!(left(&difference(&file, &after)), [""; 0]);
}

#[test]
fn a_list_that_was_edited_for_a_year_is_known_again() {
    let first = read(&[sheet(
        "Liste",
        "Name\tOrt\tBietet\tSucht\tWebsite\nBürgerverein\tGoslar\tFeste, Ehrenamt\tRaum\t\nStadtwerke\tGoslar\tStrom\tIT-Sicherheit\thttps://sw.example\nGesamt\t2",
    )]);
    let network = imported(&first, &Network::new("n".into()));
    assert_eq!(left(&difference(&first, &network)), [""; 0]);
    let second = read(&[sheet(
        "Liste",
        "Verein/Firma\tWeb\tOrt\tBietet\tSucht\nSTADTWERKE\thttps://neu.example\tGoslar\tStrom, Wärme\tIT Sicherheit\nBuergerverein\t\tGoslar\tFeste\t\nImkerei\t\tGoslar\tHonig\t",
    )]);
    let difference = difference(&second, &network);
    expect_test::expect![[r#"
        Competencies Wärme: New 
        Competencies Honig: New 
        Actors STADTWERKE: Changed Website oder E-Mail-Adresse: „https://sw.example“ → „https://neu.example“.
        Actors Imkerei: New 
        Offers STADTWERKE – Wärme: New 
        Offers Imkerei – Honig: New "#]]
    .assert_eq(&left(&difference).join("\n"));
    assert!(
        difference.missing.iter().all(|(table, _)| matches!(table, TableName::Offers | TableName::Needs))
    );
}
