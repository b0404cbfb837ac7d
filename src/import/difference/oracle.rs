//! Recognition told once more as a double loop, and what an import promises, held against networks of all kinds.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{
    tests::{ids, imported},
    *,
};
use crate::{
    import::{Grade, ProblemKind},
    model::{
        Actor, Change, Competency, Contact, Link, LinkKind, Need, Offer, Record, Role, Stamp, Supporter,
        Topic,
    },
};

const NAMES: &[&str] = &["Hof", "hof", "Museum", "Müller", "Mueller", "Bad Hof"];
const PLACES: &[&str] = &["", "Goslar", "goslar", "Harz"];
const TERMS: &[&str] = &["GIS", "gis", "Sensorik", "Sensorick", "Löten", "Weben"];

fn text(all: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(all).prop_map(str::to_owned)
}

/// Ids with a prefix; some with the other one, so that files know some of what is there.
fn network(prefix: &'static str, own_share: u32) -> impl Strategy<Value = Network> {
    let id = move |kind: &'static str, most: usize| {
        (0..most, prop::bool::weighted(f64::from(own_share) / 100.0)).prop_map(move |(number, own)| {
            Id::from(format!("{}{kind}{number}", if own { prefix } else { "p" }).as_str())
        })
    };
    let actor =
        (id("a", 4), text(NAMES), text(PLACES), text(&["", "eins", "zwei"]), prop::option::of(id("a", 4)))
            .prop_map(|(id, name, place, about, invited_by)| {
                let invited_by = invited_by.filter(|inviter| *inviter != id);
                Actor { place, about, invited_by, ..Actor::new(id, name) }
            });
    let term =
        (id("k", 4), text(TERMS), prop::collection::vec(text(TERMS), 0..2), prop::option::of(id("k", 4)))
            .prop_map(|(id, name, also, broader)| Competency { also, broader, ..Competency::new(id, name) });
    let offer = (id("o", 5), id("a", 4), id("k", 4), prop::option::of(1..4_u8))
        .prop_map(|(id, actor, term, level)| Offer { level, ..Offer::new(id, actor, term) });
    let need = (id("n", 5), id("a", 4), id("k", 4), any::<bool>()).prop_map(|(id, actor, term, closed)| {
        let closed_on = closed.then(|| crate::model::Day::new("2026-01-01"));
        Need { closed_on, ..Need::new(id, actor, term) }
    });
    let link = (id("l", 4), id("a", 4), id("a", 4), prop::sample::select(LinkKind::ALL))
        .prop_map(|(id, from, to, kind)| Link { kind, ..Link::new(id, from, to) });
    let role = prop::sample::select(Role::ALL);
    let people = prop::collection::vec((id("a", 4), role), 0..3);
    let topic = (id("t", 2), text(&["App", "app", "Strom"]), people).prop_map(|(id, title, people)| {
        let people = people.into_iter().map(|(actor, role)| Supporter { actor, role }).collect();
        Topic { people, ..Topic::new(id, title) }
    });
    let contact = (id("c", 3), id("a", 4), text(&["", "Ada"]), text(&["", "x@y.example"]))
        .prop_map(|(id, actor, name, email)| Contact { name, email, ..Contact::new(id, actor) });
    let list = |most| 0..most;
    (
        prop::collection::vec(actor, list(6)),
        prop::collection::vec(term, list(5)),
        prop::collection::vec(offer, list(6)),
        prop::collection::vec(need, list(4)),
        prop::collection::vec(link, list(4)),
        prop::collection::vec(topic, list(3)),
        prop::collection::vec(contact, list(3)),
    )
        .prop_map(|(actors, terms, offers, needs, links, topics, contacts)| {
            let mut network = Network::new("n".into());
            actors.into_iter().for_each(|record| network.put(record, Stamp(1)));
            terms.into_iter().for_each(|record| network.put(record, Stamp(1)));
            offers.into_iter().for_each(|record| network.put(record, Stamp(1)));
            needs.into_iter().for_each(|record| network.put(record, Stamp(1)));
            links.into_iter().for_each(|record| network.put(record, Stamp(1)));
            topics.into_iter().for_each(|record| network.put(record, Stamp(1)));
            contacts.into_iter().for_each(|record| network.put(record, Stamp(1)));
            network
        })
}

/// A present network whose references lead somewhere.
fn present() -> impl Strategy<Value = Network> {
    network("p", 100).prop_map(|mut network| {
        loop {
            let mut dangling = Vec::new();
            for record in network.tables().flat_map(|rows| rows.records()) {
                let mut is_whole = true;
                for field in record.table().schema().fields {
                    record.get(field).references(field.content, &mut |table, id| {
                        is_whole &= network.get(table, id).is_some();
                    });
                }
                if !is_whole {
                    dangling.push((record.table(), record.id().clone()));
                }
            }
            if dangling.is_empty() {
                network.removed = Default::default();
                return network;
            }
            for (table, id) in dangling {
                network.apply(Change::Remove { table, id }, Stamp(1));
            }
        }
    })
}

fn file() -> impl Strategy<Value = Incoming> {
    (network("f", 60), any::<bool>(), prop::collection::vec((0..9_u32, any::<bool>()), 0..2)).prop_map(
        |(network, has_ids, errors)| {
            let mut origins = HashMap::new();
            for record in network.tables().skip(1).flat_map(|rows| rows.records()) {
                let row = origins.len() as u32 / 2;
                let is_cell = record.table() == TableName::Competencies;
                let at = Origin { sheet: 1, row, column: is_cell.then_some(3) };
                origins.insert((record.table(), record.id().clone()), at);
            }
            let problems = errors.into_iter().map(|(row, of_cell)| Problem {
                grade: Grade::Error,
                at: Some(Origin { sheet: 1, row, column: of_cell.then_some(3) }),
                kind: ProblemKind::SumRow(String::new()),
            });
            Incoming { network, origins, has_ids, problems: problems.collect() }
        },
    )
}

fn decisions() -> impl Strategy<Value = Decisions> {
    let decision = |kind: &'static str| {
        prop_oneof![
            Just(Decision::New),
            Just(Decision::Aside),
            (0..4).prop_map(move |number| Decision::Is(Id::from(format!("p{kind}{number}").as_str()))),
        ]
    };
    let actor = (0..4, decision("a")).prop_map(|(number, decision)| {
        ((TableName::Actors, Id::from(format!("fa{number}").as_str())), decision)
    });
    (prop::collection::hash_map(text(TERMS), decision("k"), 0..2), prop::collection::vec(actor, 0..2))
        .prop_map(|(terms, records)| Decisions {
            terms: terms.into_iter().map(|(term, decision)| (term_key(&term), decision)).collect(),
            records: records.into_iter().collect(),
        })
}

fn key() -> impl Strategy<Value = Key> {
    prop::sample::select(Key::ALL)
}

fn unstamped(network: &Network) -> Network {
    let mut network = network.clone();
    network.removed = Default::default();
    for rows in network.tables_mut() {
        let ids: Vec<Id> = rows.records().map(|record| record.id().clone()).collect();
        for id in ids {
            if let Some(record) = rows.get_mut(&id) {
                record.meta_mut().changed = Default::default();
                record.meta_mut().base = Default::default();
            }
        }
    }
    network
}

/// What an actor of the file is taken for, without decisions and errors: `Ok(None)` for a new one.
fn actor_by_double_loop(
    file: &Incoming,
    present: &Network,
    key: Key,
    at: usize,
) -> Result<Option<Id>, Vec<Id>> {
    let key = if key == Key::Id && !file.has_ids { Key::Name } else { key };
    let rows: Vec<&Actor> = file.network.actors.iter().map(|actor| &**actor).collect();
    let same = |one: &str, other: &str| term_key(one) == term_key(other);
    let by_id = |row: &Actor| key == Key::Id && present.actors.contains(&row.id);
    // The places of all rows of a name, each once.
    let places = |row: &Actor| {
        let of_name = rows.iter().filter(|other| same(&other.name, &row.name) && !other.place.is_empty());
        let mut places: Vec<String> = of_name.map(|other| term_key(&other.place)).collect();
        places.sort();
        places.dedup();
        places
    };
    let place = |row: &Actor| match &places(row)[..] {
        [only] if !file.has_ids => only.clone(),
        _ => term_key(&row.place),
    };
    let together = |one: &Actor, other: &Actor| {
        one.id == other.id || !file.has_ids && same(&one.name, &other.name) && place(one) == place(other)
    };
    // As they will be called.
    let calls: Vec<Actor> = present
        .actors
        .iter()
        .map(|actor| {
            let named = rows.iter().find(|row| by_id(row) && row.id == actor.id);
            Actor { name: named.map_or(&actor.name, |row| &row.name).clone(), ..Actor::clone(actor) }
        })
        .collect();
    // Present actors that fit best, and how well: 1 or, where one side has no place, 2.
    let fitting = |row: &Actor| {
        let named = || calls.iter().filter(|actor| same(&actor.name, &row.name));
        let at = |place: &str| named().filter(|actor| same(&actor.place, place)).cloned().collect::<Vec<_>>();
        let (fit, found): (_, Vec<Actor>) = if key != Key::NameAndPlace {
            (1, named().cloned().collect())
        } else if !at(&place(row)).is_empty() {
            (1, at(&place(row)))
        } else if place(row).is_empty() {
            (2, named().cloned().collect())
        } else {
            (2, at(""))
        };
        (fit, found.iter().map(|actor| actor.id.clone()).collect::<Vec<Id>>())
    };
    let row = rows[at];
    if by_id(row) {
        return Ok(Some(row.id.clone()));
    }
    let (fit, found) = fitting(row);
    let [id] = &found[..] else { return if found.is_empty() { Ok(None) } else { Err(found) } };
    let is_contested = rows.iter().any(|other| {
        let (other_fit, theirs) = fitting(other);
        by_id(other) && other.id == *id
            || !by_id(other) && !together(row, other) && theirs == found && other_fit <= fit
    });
    if is_contested { Err(found) } else { Ok(Some(id.clone())) }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn actors_are_recognised_as_by_a_double_loop(mut file in file(), present in present(), key in key()) {
        file.problems.clear();
        let difference = Difference::new(&file, &present, key, &Decisions::default());
        let entries = difference.entries.iter().filter(|entry| entry.table == TableName::Actors);
        for (at, entry) in entries.enumerate() {
            let found = match (&entry.question, entry.by) {
                (Some(Question::Which(ids)), _) => Err(ids.clone()),
                (_, Some(_)) => Ok(entry.record.clone()),
                (_, None) => Ok(None),
            };
            prop_assert_eq!(found, actor_by_double_loop(&file, &present, key, at), "{}", at);
        }
    }

    #[test]
    fn the_same_file_again_changes_nothing(
        file in file(),
        present in present(),
        key in key(),
        decisions in decisions(),
    ) {
        // What an answer means is known when it is given, and some answers count for one import only.
        let mut decisions = decisions;
        let lasts = |table, decision: &Decision| match decision {
            Decision::New => table == TableName::Competencies,
            Decision::Is(id) => present.get(table, id).is_some(),
            Decision::Aside => true,
        };
        decisions.records.retain(|(table, _), decision| lasts(*table, decision));
        decisions.terms.retain(|_, decision| lasts(TableName::Competencies, decision));
        let difference = Difference::new(&file, &present, key, &decisions);
        let contradicts = |remark: &Remark| matches!(remark, Remark::Differs { .. });
        prop_assume!(!difference.entries.iter().any(|entry| entry.remarks.iter().any(contradicts)));
        let after = imported(&present, &difference);
        let again = Difference::new(&file, &after, key, &decisions);
        prop_assert_eq!(again.changes(ids()), []);
        prop_assert!(again.is_empty());
    }

    #[test]
    fn it_can_be_taken_back_and_removes_nothing(
        file in file(),
        present in present(),
        key in key(),
        decisions in decisions(),
    ) {
        let difference = Difference::new(&file, &present, key, &decisions);
        let changes = difference.changes(ids());
        let mut after = present.clone();
        let mut inverses = Vec::new();
        for change in changes {
            inverses.extend(after.apply(change, Stamp(10)).into_iter().rev());
            // Nothing points to what is not there, at no time.
            for record in after.tables().flat_map(|rows| rows.records()) {
                for field in record.table().schema().fields {
                    record.get(field).references(field.content, &mut |table, id| {
                        assert!(after.get(table, id).is_some(), "{table:?} {id}");
                    });
                }
            }
        }
        for record in present.tables().flat_map(|rows| rows.records()) {
            let later = after.get(record.table(), record.id()).unwrap();
            for field in record.table().schema().fields {
                prop_assert!(!later.get(field).is_empty() || record.get(field).is_empty());
            }
        }
        for (table, id) in &difference.missing {
            prop_assert_eq!(after.get(*table, id).map(Record::to_any), present.get(*table, id).map(Record::to_any));
        }
        inverses.reverse();
        after.apply_all(inverses, Stamp(20));
        prop_assert_eq!(unstamped(&after), unstamped(&present));
    }

    #[test]
    fn counts_add_up_and_every_row_has_its_receipt(
        file in file(),
        present in present(),
        key in key(),
        decisions in decisions(),
    ) {
        let difference = Difference::new(&file, &present, key, &decisions);
        for table in &TableName::ALL[1..] {
            let counted: usize = State::ALL.iter().map(|state| difference.count(*table, *state)).sum();
            let missing = difference.count(*table, State::Missing);
            prop_assert_eq!(counted - missing, file.network.table(*table).len());
        }
        let receipt = difference.receipt();
        let mut told: Vec<usize> = receipt.iter().flat_map(|row| row.entries.clone()).collect();
        told.sort_unstable();
        prop_assert_eq!(told, (0..difference.entries.len()).collect::<Vec<_>>());
        for language in [crate::i18n::Language::German, crate::i18n::Language::English] {
            prop_assert_eq!(difference.receipt_table(language).rows.len(), receipt.len());
            prop_assert_eq!(difference.receipt_lines(language).lines().count(), receipt.len());
        }
    }

    #[test]
    fn an_empty_network_becomes_what_the_file_says(file in file()) {
        let mut file = Incoming { problems: Vec::new(), has_ids: true, ..file };
        // What leads nowhere is left out, and that is told elsewhere.
        file.network = imported(&Network::new("n".into()), &Difference::new(
            &file, &Network::new("n".into()), Key::Name, &Decisions::default(),
        ));
        let difference = Difference::new(&file, &Network::new("n".into()), Key::Name, &Decisions::default());
        prop_assert_eq!(unstamped(&imported(&Network::new("n".into()), &difference)), unstamped(&file.network));
    }

    #[test]
    fn the_order_of_rows_does_not_matter_where_each_is_a_record_of_its_own(
        mut file in file(),
        present in present(),
        key in key(),
    ) {
        file.has_ids = true;
        let told = |file: &Incoming| {
            let difference = Difference::new(file, &present, key, &Decisions::default());
            let entries = difference.entries.iter().filter(|entry| !matches!(entry.question, Some(Question::Renamed(_))));
            let mut told: Vec<String> = entries
                .map(|entry| format!("{:?} {} {:?} {:?} {:?}", entry.table, entry.id, entry.state, entry.record, entry.fields))
                .collect();
            told.sort();
            told
        };
        let before = told(&file);
        for rows in file.network.tables_mut().skip(1) {
            let mut records = rows.to_vec();
            records.reverse();
            rows.replace_all(records);
        }
        prop_assert_eq!(told(&file), before);
    }
}
