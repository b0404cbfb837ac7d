//! What is to be merged by a double loop, and what merging promises, held against networks of all kinds.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use proptest::prelude::*;

use super::{Twins, Vocabulary, merged, tests::unstamped};
use crate::{
    model::{
        Agreement, Change, Competency, Content, Day, Id, Need, Network, Offer, Stamp, TableName, Topic,
        merge, notation,
    },
    query::{
        fold,
        matches::oracle::{belongs_to, names, nearly_the_same},
        search::Likeness,
    },
};

/// What is referred to and is not there.
fn dangling(network: &Network) -> Vec<(TableName, Id)> {
    let mut dangling = Vec::new();
    for rows in network.tables() {
        for record in rows.records() {
            for field in rows.schema().fields {
                record.get(field).references(field.content, &mut |table, id| {
                    if network.get(table, id).is_none() {
                        dangling.push((table, id.clone()));
                    }
                });
            }
        }
    }
    dangling
}

/// Every text that stands in some field, of whatever record.
fn texts(network: &Network) -> Vec<String> {
    let mut all = Vec::new();
    for record in network.tables().flat_map(|rows| rows.records()) {
        for field in record.table().schema().fields {
            let is_own = matches!(field.content, Content::Line | Content::Lines | Content::Paragraph);
            all.extend(is_own.then(|| record.texts(field).to_vec()).into_iter().flatten());
        }
    }
    all
}

/// Actors a0 to a3, competencies k0 to k5, what lies between them, all with both ends.
fn network() -> impl Strategy<Value = Network> {
    let name = || {
        prop::sample::select(
            &[
                "Sensorik",
                "Sensorick",
                "Sensoren",
                "3D-Druck",
                "Druck 3D",
                "3ddruck",
                "2D-Druck",
                "3-D-Drucken",
                "Netzwerk-Planung",
                "Netzplanung",
                "Netz Planungen",
                "…",
            ][..],
        )
    };
    let text = || prop::sample::select(&["", "eins", "zwei", "eins zwei"][..]);
    let day = || prop::option::of(prop::sample::select(&["2024-05-05", "2025-02-28"][..]).prop_map(Day::new));
    let term = || 0..6_usize;
    let terms =
        prop::collection::vec((name(), prop::option::of(name()), text(), prop::option::of(term())), 6);
    let offers =
        prop::collection::vec((0..4_usize, term(), prop::option::of(1..=3_u8), text(), day()), 0..10);
    let needs = prop::collection::vec((0..4_usize, term(), text(), day(), day()), 0..8);
    let agreements =
        prop::collection::vec((prop::option::of(0..8_usize), prop::option::of(0..10_usize)), 0..4);
    let topics = prop::collection::vec(prop::collection::vec(term(), 0..5), 0..3);
    (terms, offers, needs, agreements, topics).prop_map(|(terms, offers, needs, agreements, topics)| {
        let mut network = notation::network("a0; a1; a2; a3");
        let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
        let stamp = Stamp(1);
        for number in 0..terms.len() {
            network.put(Competency::new(id("k", number), "k"), stamp);
        }
        for (number, (name, also, description, broader)) in terms.into_iter().enumerate() {
            let mut term = Competency::new(id("k", number), name);
            term.also.extend(also.map(str::to_owned));
            term.description = description.into();
            term.broader = broader.map(|term| id("k", term));
            network.put(term, stamp);
        }
        for (number, (actor, term, level, note, since)) in offers.into_iter().enumerate() {
            let offer = Offer::new(id("o", number), id("a", actor), id("k", term));
            network.put(Offer { level, note: note.into(), since, ..offer }, stamp);
        }
        for (number, (actor, term, note, wanted_by, closed_on)) in needs.into_iter().enumerate() {
            let need = Need::new(id("n", number), id("a", actor), id("k", term));
            network.put(Need { note: note.into(), wanted_by, closed_on, ..need }, stamp);
        }
        for (number, (need, offer)) in agreements.into_iter().enumerate() {
            let mut agreement = Agreement::new(id("v", number), "a0", "a1");
            agreement.need = need.map(|need| id("n", need)).filter(|need| network.needs.contains(need));
            agreement.offer =
                offer.map(|offer| id("o", offer)).filter(|offer| network.offers.contains(offer));
            network.put(agreement, stamp);
        }
        for (number, terms) in topics.into_iter().enumerate() {
            let competencies = terms.into_iter().map(|term| id("k", term)).collect();
            network.put(Topic { competencies, ..Topic::new(id("t", number), "t") }, stamp);
        }
        network
    })
}

fn two_terms() -> impl Strategy<Value = [Id; 2]> {
    (0..6_usize, 1..6_usize).prop_map(|(one, further)| {
        [one, (one + further) % 6].map(|number| Id::from(format!("k{number}").as_str()))
    })
}

/// What another tab does meanwhile.
fn edit() -> impl Strategy<Value = (u8, usize, usize)> {
    (0..8_u8, 0..4_usize, 0..6_usize)
}

fn make(network: &mut Network, (kind, actor, term): (u8, usize, usize)) {
    let term_id = |number: usize| Id::from(format!("k{}", number % 6).as_str());
    let (actor, id) = (Id::from(format!("a{actor}").as_str()), term_id(term));
    let new = Id::from(format!("new-{kind}-{actor}-{id}").as_str());
    let Some(known) = network.competencies.get(&id).filter(|_| network.actors.contains(&actor)) else {
        return;
    };
    let changes = match kind {
        0 => vec![Change::add(&Offer::new(new, actor, id))],
        1 => vec![Change::add(&Need::new(new, actor, id))],
        2 => vec![Change::of(&**known, |term| term.description.push('!'))],
        3 => vec![Change::Remove { table: TableName::Competencies, id }],
        4 => vec![Change::Remove { table: TableName::Actors, id: actor }],
        5 => vec![Change::add(&Topic { competencies: vec![id], ..Topic::new(new, "new") })],
        // The same pair the other way round, or another one.
        6 => merged(network, &id, &term_id(term + 1)),
        _ => merged(network, &term_id(term + 1), &id),
    };
    network.apply_all(changes, Stamp(3));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn twins_are_those_of_a_double_loop(network in network()) {
        let mut expected = BTreeMap::new();
        let terms: Vec<_> = network.competencies.iter().collect();
        for (at, other) in terms.iter().enumerate() {
            for one in &terms[..at] {
                let (ours, theirs) = (names(&network, &one.id), names(&network, &other.id));
                let any = |alike: &dyn Fn(&str, &str) -> bool| {
                    ours.iter().any(|one| theirs.iter().any(|other| alike(one, other)))
                };
                let is_same = any(&|one, other| fold::key(one) == fold::key(other));
                let differ = belongs_to(&network, &one.id, &other.id) || belongs_to(&network, &other.id, &one.id);
                if is_same || !differ && any(&|one, other| nearly_the_same(&network, one, other)) {
                    expected.insert([one.id.clone(), other.id.clone()], is_same);
                }
            }
        }
        let vocabulary = Vocabulary::new(&network);
        let mut found = BTreeMap::new();
        for Twins { terms, names: called, likeness } in &vocabulary.twins {
            let mut pair = [terms[0].id.clone(), terms[1].id.clone()];
            pair.sort_by_key(|id| network.competencies.index_of(id));
            prop_assert!(found.insert(pair, *likeness == Likeness::Same).is_none(), "one pair twice");
            prop_assert!(terms[0].uses.all >= terms[1].uses.all);
            for side in [0, 1] {
                prop_assert!(names(&network, &terms[side].id).contains(&called[side]));
            }
        }
        prop_assert_eq!(found, expected);
        let order = |twins: &Twins| (twins.likeness, Reverse(twins.terms[0].uses.all + twins.terms[1].uses.all));
        prop_assert!(vocabulary.twins.is_sorted_by_key(order));
    }

    #[test]
    fn merging_leaves_nothing_behind_and_can_be_undone(network in network(), [kept, gone] in two_terms()) {
        let mut after = network.clone();
        let back = after.apply_all(merged(&network, &kept, &gone), Stamp(5));
        prop_assert!(!after.competencies.contains(&gone) && after.competencies.contains(&kept));
        prop_assert!(after.removed.get(TableName::Competencies, &gone).is_some());
        prop_assert_eq!(dangling(&after), []);
        // Whoever offered or looked for one of the two does so still, and once where it was once.
        let ends = |network: &Network, stands: &dyn Fn(&Id) -> Id| {
            let offers = network.offers.iter().map(|it| (it.actor.clone(), stands(&it.competency)));
            offers.collect::<BTreeSet<_>>()
        };
        let stands_for = |id: &Id| if *id == gone { kept.clone() } else { id.clone() };
        prop_assert_eq!(ends(&after, &Id::clone), ends(&network, &stands_for));
        let open = |network: &Network| {
            let open = network.needs.iter().filter(|need| need.closed_on.is_none());
            open.map(|need| (need.actor.clone(), stands_for(&need.competency))).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(open(&after), open(&network));
        let closed = |network: &Network| network.needs.iter().filter(|need| need.closed_on.is_some()).count();
        prop_assert_eq!(closed(&after), closed(&network));
        let written = texts(&after);
        for text in texts(&network) {
            prop_assert!(written.iter().any(|written| written.contains(&text)), "{} is lost", text);
        }
        // What was no circle became none.
        prop_assert!(!belongs_to(&after, &kept, &kept));

        let redo = after.apply_all(back, Stamp(6));
        prop_assert_eq!(unstamped(&after), unstamped(&network));
        after.apply_all(redo, Stamp(7));
        prop_assert_eq!(unstamped(&after), unstamped(&{
            let mut again = network.clone();
            again.apply_all(merged(&network, &kept, &gone), Stamp(5));
            again
        }));
    }

    #[test]
    fn two_tabs_come_together(
        network in network(),
        [kept, gone] in two_terms(),
        edits in prop::collection::vec(edit(), 1..4),
        mine in any::<bool>(),
    ) {
        let mut merging = network.clone();
        merging.apply_all(merged(&network, &kept, &gone), Stamp(5));
        let mut other = network.clone();
        for edit in edits {
            make(&mut other, edit);
        }
        let both = if mine { merge(&network, &merging, &other) } else { merge(&network, &other, &merging) };
        prop_assert_eq!(dangling(&both.network), []);
        for (table, id, _) in both.network.removed.iter() {
            prop_assert!(both.network.get(table, id).is_none(), "{} stands beside its tombstone", id);
        }
        // What was entered anew is there, under one term or the other.
        for offer in other.offers.iter().filter(|offer| !network.offers.contains(&offer.id)) {
            prop_assert!(both.network.offers.contains(&offer.id));
        }
        if !both.network.competencies.contains(&gone) {
            prop_assert!(both.network.offers.iter().all(|offer| offer.competency != gone));
        } else {
            prop_assert!(both.disputes.iter().any(|dispute| dispute.id == gone));
        }
    }
}
