//! A directory of five hundred organisations in every format and encoding, as it was and as people edit it.

mod made;
mod naughty;

use std::collections::BTreeMap;

use gosmart::{
    exchange::{self, Format, Header, ImportError, Loss, Profile, losses, redact},
    foreign,
    i18n::{Language, records},
    import::{
        self, Contents, Incoming,
        difference::{Decision, Decisions, Difference, Key, Question, State},
    },
    model::{Id, Network, Stamp, TableName},
};
use gosmart_formats::table::{Table, write_csv};

use made::{competency_name, delimited, encoded, list, place, told};

const LANGUAGES: [Language; 2] = [Language::German, Language::English];
const LISTED: [TableName; 4] =
    [TableName::Actors, TableName::Competencies, TableName::Offers, TableName::Needs];

/// What a file says, by the path of the command line.
fn incoming(bytes: &[u8], name: &str) -> Incoming {
    let Err(ImportError::NotReadable { format }) = exchange::read_file(bytes, name, None) else {
        panic!("{name} is taken for a file of our own")
    };
    let read = import::reader(format).unwrap_or_else(|| panic!("{name} is taken for {}", format.name));
    match read(bytes).unwrap_or_else(|error| panic!("{name}: {error:?}")) {
        Contents::Tables(sheets) => import::read_tables(&sheets, &import::guess(&sheets)),
        Contents::Graph(reading) => import::read_graph_file(&reading, &import::guess_graph(&reading.graph)),
    }
}

fn difference(incoming: &Incoming, present: &Network, decisions: &Decisions) -> Difference {
    Difference::new(incoming, present, Key::guess(incoming, present), decisions)
}

fn apply(difference: &Difference, present: &Network) -> Network {
    let mut number = 0;
    let mut network = present.clone();
    let changes = difference.changes(|| {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    });
    network.apply_all(changes, Stamp(10));
    network
}

/// All that a file says, as a network of its own.
fn alone(incoming: &Incoming) -> Network {
    let empty = Network::new("empty".into());
    apply(&difference(incoming, &empty, &Decisions::default()), &empty)
}

fn written(network: &Network, format: &Format, language: Language) -> Vec<u8> {
    foreign::writer(format).unwrap()(&redact(network, Profile::Full), Header::default(), language).unwrap()
}

/// What is read back; the linked data are for others only.
fn formats() -> impl Iterator<Item = &'static Format> {
    Format::writable().filter(|format| format.is_of_a_network() && format.name != "json-ld")
}

#[test]
fn every_format_gives_the_same_names_and_numbers() {
    let network = made::network();
    let part = redact(&network, Profile::Full);
    for (format, language) in formats().flat_map(|format| LANGUAGES.map(|language| (format, language))) {
        let bytes = written(&network, format, language);
        let (read, again) = match format.name {
            "gosmart" => (exchange::read_file(&bytes, "", None).unwrap().network, true),
            name => {
                let incoming = incoming(&bytes, &format!("directory.{name}"));
                let again = difference(&incoming, &network, &Decisions::default());
                (alone(&incoming), again.changes(|| panic!("nothing is new")).is_empty())
            }
        };
        let lost = losses(&part, format);
        let is_held =
            |table: &TableName| !lost.iter().any(|loss| matches!(loss, Loss::Records(of, _) if of == table));
        let mut tables = [&LISTED[..], &[TableName::Links]].concat();
        tables.retain(is_held);
        assert_eq!(tables.len(), if format.name == "csv" { 4 } else { 5 });
        assert_eq!(told(&read, &tables), told(&network, &tables), "{}", format.name);
        assert!(again, "{} {language:?}", format.name);
    }
    let counts =
        [TableName::Actors, TableName::Competencies, TableName::Offers, TableName::Needs, TableName::Links];
    assert_eq!(
        counts.map(|table| network.table(table).len()),
        [made::ACTORS, made::COMPETENCIES, made::OFFERS, made::NEEDS, made::LINKS]
    );
}

#[test]
fn every_encoding_and_delimiter_gives_the_same_names_and_numbers() {
    let network = made::network();
    let table = list(&redact(&network, Profile::Full));
    let expected = told(&network, &LISTED);
    for (delimiter, says_which) in [';', ',', '\t', '|'].into_iter().flat_map(|it| [(it, false), (it, true)])
    {
        let files = encoded(&delimited(&table, delimiter, says_which));
        // A line more is the same in all code pages.
        for (encoding, bytes) in files.into_iter().take(if says_which { 3 } else { usize::MAX }) {
            let incoming = incoming(&bytes, "directory.csv");
            let place = format!("{encoding}, {delimiter:?}, {says_which}");
            assert!(told(&alone(&incoming), &LISTED) == expected, "{place}");
            let again = difference(&incoming, &network, &Decisions::default());
            assert_eq!(again.changes(|| panic!("nothing is new")), [], "{place}");
        }
    }
}

#[test]
fn workbooks_of_others_give_the_same_names_and_numbers() {
    let network = made::network();
    let table = list(&redact(&network, Profile::Full));
    for (name, bytes) in [("ods", made::ods(&table)), ("xls", made::old_excel(&table))] {
        // The content alone tells what it is.
        let incoming = incoming(&bytes, "directory");
        assert_eq!(told(&alone(&incoming), &LISTED), told(&network, &LISTED), "{name}");
        let again = difference(&incoming, &network, &Decisions::default());
        assert_eq!(again.changes(|| panic!("nothing is new")), [], "{name}");
    }
}

const RENAMED: usize = 10;
const REMOVED: usize = 15;
const ADDED: usize = 20;
const CHANGED: usize = 30;

/// The list as somebody keeps it who knows nothing of our ids, a year later: some are called otherwise and kept place
/// and offers, some are gone, some are new, cells say something else, and it is sorted anew.
fn edited(network: &Network) -> Table {
    let mut table = list(&redact(network, Profile::Full));
    let column = |title: &str| table.columns.iter().position(|column| column.title == title).unwrap();
    let fields = ["name", "offers", "about", "website", "place"];
    let [name, offers, about, website, at] =
        fields.map(|field| column(records::label(Language::German, TableName::Actors, field)));
    let ids = column(foreign::ID);
    let mut rows = std::mem::take(&mut table.rows);
    for (number, row) in rows.iter_mut().enumerate().take(RENAMED) {
        row[name] = match number % 2 {
            0 => format!("{} und Freunde", row[name]),
            _ => row[name].replacen('l', "ll", 1),
        };
    }
    for (number, row) in rows.iter_mut().enumerate().skip(100).take(CHANGED) {
        match number % 3 {
            0 => row[about] += " Neu: ein Aufzug.",
            1 => row[website] = format!("https://neu-{number}.example/"),
            // One that the actor did not offer, in the place of what it did.
            _ => row[offers] = competency_name(number + 1),
        }
    }
    rows.drain(300..300 + REMOVED);
    for number in 0..ADDED {
        let mut row = vec![String::new(); table.columns.len()];
        row[name] = format!("Initiative Neustart {number}");
        row[at] = place(number).to_owned();
        row[offers] = competency_name(number);
        rows.push(row);
    }
    let order = |row: &Vec<String>| row[name].chars().rev().collect::<String>();
    rows.sort_by_key(order);
    for row in &mut rows {
        row.remove(ids);
    }
    table.columns.remove(ids);
    Table { rows, ..table }
}

#[test]
fn an_edited_list_is_told_as_it_was_edited() {
    let network = made::network();
    let file = incoming(&write_csv(&edited(&network)), "list.csv");
    assert!(!file.has_ids);
    let asked = difference(&file, &network, &Decisions::default());
    let counts = |difference: &Difference, table| {
        State::ALL.iter().map(|state| difference.count(table, *state)).collect::<Vec<_>>()
    };
    let rows = made::ACTORS - REMOVED + ADDED;
    let as_it_was = rows - ADDED - RENAMED - CHANGED;
    // New, changed, the same, kept, put aside, missing. A third of the changed cells says something of offers.
    let offering = CHANGED / 3;
    assert_eq!(
        counts(&asked, TableName::Actors),
        [ADDED + RENAMED, CHANGED - offering, as_it_was + offering, 0, 0, REMOVED + RENAMED]
    );
    assert_eq!(counts(&asked, TableName::Competencies), [0, 0, made::COMPETENCIES, 0, 0, 0]);
    let renamed: BTreeMap<Id, Id> = asked
        .entries
        .iter()
        .filter_map(|entry| match &entry.question {
            Some(Question::Renamed(id)) => Some((entry.id.clone(), id.clone())),
            _ => None,
        })
        .collect();
    let mut meant: Vec<&Id> = renamed.values().collect();
    meant.sort();
    let mut expected: Vec<Id> = (0..RENAMED).map(|number| made::id("a", number)).collect();
    expected.sort();
    assert_eq!(meant, expected.iter().collect::<Vec<_>>());

    let decisions = Decisions {
        records: renamed.into_iter().map(|(id, is)| ((TableName::Actors, id), Decision::Is(is))).collect(),
        ..Decisions::default()
    };
    let answered = difference(&file, &network, &decisions);
    assert_eq!(
        counts(&answered, TableName::Actors),
        [ADDED, CHANGED - offering + RENAMED, as_it_was + offering, 0, 0, REMOVED]
    );
    let gone = |number: &usize| (300..300 + REMOVED).contains(number);
    let offers_of =
        |number: usize| network.offers.iter().filter(|offer| offer.actor == made::id("a", number)).count();
    let replaced: usize = (100..100 + CHANGED).filter(|number| number % 3 == 2).map(offers_of).sum();
    let kept = made::OFFERS - (0..made::ACTORS).filter(gone).map(offers_of).sum::<usize>() - replaced;
    assert_eq!(counts(&answered, TableName::Offers), [ADDED + offering, 0, kept, 0, 0, replaced]);

    let after = apply(&answered, &network);
    assert_eq!(after.actors.len(), made::ACTORS + ADDED);
    assert!(difference(&file, &after, &decisions).is_empty());
    // A name that was answered once needs no answer any more.
    let later = difference(&file, &after, &Decisions::default());
    assert!(later.is_empty());
    // Of the new ones the list does not say whether they are members, which goes without saying.
    assert_eq!(counts(&later, TableName::Actors), [0, 0, rows, 0, 0, REMOVED]);
}
