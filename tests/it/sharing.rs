//! What goes into a link: the chosen part of what a profile may see, and nothing that points out of it.

use std::collections::HashSet;

use gosmart::{
    exchange::{self, Choice, Header, Profile, check, read, read_stored, redact, write_short},
    model::{Audience, Id, Network, TableName},
};
use proptest::{prelude::*, sample::subsequence};

use crate::{
    exchange::settled,
    secrets::{document, marks},
};

fn ids(network: &Network, table: TableName) -> impl Iterator<Item = &Id> {
    network.table(table).records().map(|record| record.id())
}

/// Of the example, and of a network in which every field of every kind is filled.
fn networks() -> [Network; 2] {
    [exchange::example(), settled().network]
}

const NODES: [TableName; 3] = [TableName::Actors, TableName::Competencies, TableName::Topics];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_part_has_what_was_chosen_and_nothing_dangles(
        which in 0..2usize,
        share in subsequence((0..200).collect::<Vec<usize>>(), 0..=200),
        public: bool,
    ) {
        let network = &networks()[which];
        let profile = if public { Profile::Public } else { Profile::Network };
        let whole = redact(network, profile);
        let nodes: Vec<&Id> = NODES.iter().flat_map(|table| ids(&whole, *table)).collect();
        let chosen: Vec<&Id> = share.iter().filter_map(|place| nodes.get(*place).copied()).collect();
        let choice = Choice::of(&whole, chosen.iter().copied());
        let part = whole.excerpt(Some(&choice));
        prop_assert_eq!(check(&part), vec![]);
        let kept = |table| ids(&part, table).cloned().collect::<HashSet<Id>>();
        prop_assert_eq!(kept(TableName::Actors), choice.actors.clone());
        prop_assert_eq!(kept(TableName::Topics), choice.topics.clone());
        if !choice.competencies.is_empty() {
            prop_assert_eq!(kept(TableName::Competencies), choice.competencies.clone());
        }
        for place in part.positions.keys() {
            prop_assert!(part.actors.contains(place) || part.competencies.contains(place));
        }
        // A reader has it back, and what a part holds is in the whole.
        let text = write_short(&part, Header::default());
        let again = read_stored(&text);
        prop_assert_eq!(again.as_ref(), Some(&*part));
        for table in whole.tables() {
            for record in part.table(table.schema().table).records() {
                prop_assert!(table.get(record.id()).is_some());
            }
        }
    }
}

#[test]
fn actors_bring_along_what_they_offer_and_look_for() {
    let network = exchange::example();
    let offer = network.offers.iter().next().unwrap();
    let choice = Choice::of(&network, [&offer.actor]);
    let part = redact(&network, Profile::Public).excerpt(Some(&choice));
    assert!(part.offers.contains(&offer.id) && part.competencies.contains(&offer.competency));
    assert_eq!(part.actors.len(), 1);
    assert_eq!(part.about, network.about);
}

#[test]
fn all_of_it_is_all_of_it_but_for_stamps_and_tombstones() {
    for network in networks() {
        let whole = redact(&network, Profile::Public);
        let excerpt = whole.excerpt(None);
        assert_eq!(exchange::counts(&excerpt), exchange::counts(&whole));
        assert_eq!((excerpt.removed.len(), check(&excerpt)), (0, vec![]));
        let stamped =
            excerpt.tables().flat_map(|table| table.records()).filter(|it| !it.meta().changed.is_empty());
        assert_eq!(stamped.count(), 0);
        for (id, at) in excerpt.positions.iter() {
            let exact = whole.positions[id];
            assert!((at.x - exact.x).abs() <= 0.5 && (at.y - exact.y).abs() <= 0.5);
        }
    }
}

#[test]
fn no_secret_goes_into_a_link() {
    let network = read(document().to_string().as_bytes()).unwrap().network;
    let every = || NODES.iter().flat_map(|table| ids(&network, *table));
    for (profile, beyond) in [
        (Profile::Public, &[Audience::Network, Audience::Keepers][..]),
        (Profile::Network, &[Audience::Keepers]),
    ] {
        for choice in [None, Some(Choice::of(&network, every()))] {
            let text = write_short(&redact(&network, profile).excerpt(choice.as_ref()), Header::default());
            assert!(!marks(&text, Audience::Public).is_empty());
            for who in beyond {
                assert_eq!(marks(&text, *who), [""; 0], "{profile:?}: {text}");
            }
        }
    }
}
