use std::cmp::Reverse;

use proptest::prelude::*;

use super::*;
use crate::model::{Actor, Competency, Link, Need, Offer, Sector, Stamp, Supporter, Topic, notation};

fn today() -> Day {
    Day::new("2026-11-29")
}

fn sectors(network: &mut Network, of: &[(&str, &str)]) {
    for (actor, sector) in of {
        network.put(Sector::new((*sector).into(), *sector), Stamp(1));
        let sector = Some((*sector).into());
        network.put(Actor { sector, ..Actor::new((*actor).into(), *actor) }, Stamp(1));
    }
}

fn topic(network: &mut Network, competencies: &[&str], people: &[(&str, Role)]) -> Subject {
    let people =
        people.iter().map(|(actor, role)| Supporter { actor: (*actor).into(), role: *role }).collect();
    let competencies = competencies.iter().map(|id| Id::from(*id)).collect();
    network.put(Topic { competencies, people, ..Topic::new("topic".into(), "topic") }, Stamp(1));
    Subject { topic: Some("topic".into()), competencies: vec![] }
}

/// Each seat as `name:why+offered` with a star where it is the first of its sector.
fn told(proposal: &Proposal) -> String {
    let seat = |seat: &Seat| {
        let star = if seat.for_sector { "*" } else { "" };
        format!(
            "{}{star}:{:?}{}",
            seat.actor,
            seat.why,
            seat.offers.iter().map(|id| format!("+{id}")).collect::<String>()
        )
    };
    proposal.members.iter().map(seat).collect::<Vec<_>>().join(" ")
}

#[test]
fn who_came_forward_sits_first_then_each_sector_then_what_is_not_covered() {
    let mut network = notation::network(
        "a offers app; b offers app, maps; c needs maps; d offers law; e; f offers app; g offers app; #gap; e - a; f - a",
    );
    sectors(
        &mut network,
        &[
            ("a", "it"),
            ("b", "it"),
            ("c", "town"),
            ("d", "town"),
            ("e", "youth"),
            ("f", "it"),
            ("g", "it"),
            ("h", "arts"),
        ],
    );
    let people = [("e", Role::Curious), ("d", Role::NeedsThis), ("gone", Role::CanHelp)];
    let subject = topic(&mut network, &["app", "maps", "law", "gap"], &people);
    let found = propose(&network, &subject, 6, &today());
    // The one who stands first in the document knows two of those who sit already.
    let expected = "d*:NeedsThis+law e*:Curious b*:Offers+app+maps f:Offers+app g:Offers+app a:Offers+app";
    assert_eq!(told(&found), expected);
    assert_eq!(found.uncovered, ["gap".into()]);
    assert_eq!((found.nobody_from, found.no_seat_for), (vec!["arts".into()], vec![]));
    // What one looks for is a reason too, once there is a seat.
    let all = propose(&network, &subject, 9, &today());
    assert_eq!(all.members.len(), 7);
    let last = &all.members[6];
    assert_eq!(
        (last.actor.as_str(), last.why, &last.looks_for[..]),
        ("c", Why::LooksFor, &["maps".into()][..])
    );
    let knowing = all.members.iter().find(|seat| seat.actor.as_str() == "a").unwrap();
    assert_eq!(knowing.knows, ["e".into(), "f".into()]);
}

#[test]
fn sectors_without_a_seat_are_told_from_those_without_anybody_to_ask() {
    let mut network = notation::network("a offers x; b offers x; c offers x; d");
    sectors(&mut network, &[("a", "one"), ("b", "two"), ("c", "three"), ("d", "four")]);
    let subject = Subject { topic: None, competencies: vec!["x".into(), "x".into(), "nothing".into()] };
    let found = propose(&network, &subject, 2, &today());
    assert_eq!(told(&found), "a*:Offers+x b*:Offers+x");
    assert_eq!((found.no_seat_for, found.nobody_from), (vec!["three".into()], vec!["four".into()]));
    assert_eq!(propose(&network, &Subject::default(), 10, &today()).members, []);
}

fn networks() -> impl Strategy<Value = (Network, Subject, usize)> {
    const ACTORS: usize = 9;
    let actor = (prop::option::of(0..5_usize), prop::bool::weighted(0.15));
    let relation = (0..ACTORS, 0..ACTORS, 0..5_usize);
    let person = (0..ACTORS + 1, 0..3_usize);
    (
        prop::collection::vec(actor, ACTORS),
        prop::collection::vec(relation, 0..24),
        prop::collection::vec(person, 0..5),
        prop::collection::vec(0..5_usize, 0..4),
        prop::option::of(prop::collection::vec(0..5_usize, 0..4)),
        0..ACTORS + 2,
    )
        .prop_map(|(actors, relations, people, takes, alone, size)| {
            let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
            let mut network = Network::new("network".into());
            // Nobody may come from the last one, and one that somebody comes from is not there.
            for number in [0, 1, 2, 4] {
                network.put(Sector::new(id("s", number), "sector"), Stamp(1));
            }
            for (number, (sector, has_left)) in actors.into_iter().enumerate() {
                let left = has_left.then(|| Day::new("2020-01-01"));
                let sector = sector.map(|sector| id("s", sector.min(3)));
                network.put(Actor { sector, left, ..Actor::new(id("a", number), "actor") }, Stamp(1));
            }
            for number in 0..4 {
                network.put(Competency::new(id("k", number), "competency"), Stamp(1));
            }
            for (number, (actor, other, kind)) in relations.into_iter().enumerate() {
                let (own, actor, competency) = (id("r", number), id("a", actor), id("k", other % 4));
                match kind {
                    0 | 1 => network.put(Offer::new(own, actor, competency), Stamp(1)),
                    2 => network.put(Need::new(own, actor, competency), Stamp(1)),
                    3 => {
                        let closed_on = Some(Day::new("2020-01-01"));
                        network.put(Need { closed_on, ..Need::new(own, actor, competency) }, Stamp(1));
                    }
                    _ => network.put(Link::new(own, actor, id("a", other)), Stamp(1)),
                };
            }
            let ids =
                |numbers: Vec<usize>| numbers.into_iter().map(|number| id("k", number)).collect::<Vec<_>>();
            let people = people
                .into_iter()
                .map(|(actor, role)| Supporter { actor: id("a", actor), role: Role::ALL[role] });
            let topic = Topic {
                competencies: ids(takes),
                people: people.collect(),
                ..Topic::new(id("t", 0), "topic")
            };
            network.put(topic, Stamp(1));
            let subject = match alone {
                Some(competencies) => Subject { topic: None, competencies: ids(competencies) },
                None => Subject { topic: Some(id("t", 0)), competencies: vec![] },
            };
            (network, subject, size)
        })
}

/// The rule once more: for each seat everybody is looked at anew, through every record.
fn naive(network: &Network, subject: &Subject, size: usize) -> Vec<(Id, Why, bool)> {
    let asked = asked(network, subject);
    let offers = |actor: &Id, competency: &Id| {
        network.offers.iter().any(|it| it.actor == *actor && it.competency == *competency)
    };
    let looks_for = |actor: &Id| {
        let mut open = network.needs.iter().filter(|it| it.closed_on.is_none());
        open.any(|it| it.actor == *actor && asked.contains(&it.competency))
    };
    let role = |actor: &Id, role: Role| {
        let mut topics = network.topics.iter().filter(|topic| Some(&topic.id) == subject.topic.as_ref());
        topics.any(|topic| topic.people.iter().any(|person| person.actor == *actor && person.role == role))
    };
    let why = |actor: &Id| {
        let reasons = [
            (Why::CanHelp, role(actor, Role::CanHelp)),
            (Why::NeedsThis, role(actor, Role::NeedsThis)),
            (Why::Curious, role(actor, Role::Curious)),
            (Why::Offers, asked.iter().any(|id| offers(actor, id))),
            (Why::LooksFor, looks_for(actor)),
        ];
        reasons.into_iter().find(|(_, is_so)| *is_so).map(|(why, _)| why)
    };
    let know = |one: &Id, other: &Id| {
        network
            .links
            .iter()
            .any(|it| [&it.from, &it.to] == [one, other] || [&it.to, &it.from] == [one, other])
    };
    let mut members: Vec<(Id, Why, bool)> = Vec::new();
    for _ in 0..size {
        let sector = |id: &Id| {
            let sector = network.actors.get(id).unwrap().sector.clone();
            sector.filter(|sector| network.sectors.contains(sector))
        };
        let is_seated = |id: &Id| members.iter().any(|(member, ..)| member == id);
        let brings_sector = |id: &Id| {
            sector(id).is_some_and(|of| members.iter().all(|(member, ..)| sector(member) != Some(of.clone())))
        };
        let free = || {
            let here = network.actors.iter().filter(|actor| actor.is_here(&today()) && !is_seated(&actor.id));
            here.filter_map(|actor| Some((actor.id.clone(), why(&actor.id)?)))
        };
        let adds = |id: &Id| {
            let is_open = |competency: &&Id| members.iter().all(|(member, ..)| !offers(member, competency));
            asked.iter().filter(|competency| offers(id, competency)).filter(is_open).count()
        };
        let knows = |id: &Id| members.iter().filter(|(member, ..)| know(id, member)).count();
        // The first of those that are equal is the one that stands first.
        let by_sector = free()
            .filter(|(id, _)| brings_sector(id))
            .min_by_key(|(id, why)| (*why, Reverse(adds(id)), knows(id)));
        let next = match by_sector {
            Some((id, why)) => Some((id, why, true)),
            None => free()
                .min_by_key(|(id, why)| (Reverse(adds(id)), *why, knows(id)))
                .map(|(id, why)| (id, why, false)),
        };
        members.extend(next);
    }
    members
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn proposes_what_looking_at_everybody_for_each_seat_does((network, subject, size) in networks()) {
        let found = propose(&network, &subject, size, &today());
        let members: Vec<_> = found.members.iter().map(|it| (it.actor.clone(), it.why, it.for_sector)).collect();
        prop_assert_eq!(members, naive(&network, &subject, size));
    }

    #[test]
    fn has_the_size_the_sectors_and_the_reasons_it_says((network, subject, size) in networks()) {
        let found = propose(&network, &subject, size, &today());
        let all = propose(&network, &subject, 99, &today());
        let actor = |id: &Id| network.actors.get(id).unwrap();
        let members: HashSet<&Id> = found.members.iter().map(|seat| &seat.actor).collect();
        prop_assert_eq!(members.len(), found.members.len());
        prop_assert_eq!(members.len(), size.min(all.members.len()));
        prop_assert!(members.iter().all(|id| actor(id).is_here(&today())));

        let has = |proposal: &Proposal, sector: &Id| {
            proposal.members.iter().any(|seat| actor(&seat.actor).sector.as_ref() == Some(sector))
        };
        for sector in network.sectors.iter().map(|sector| &sector.id) {
            let is_peopled =
                network.actors.iter().any(|actor| actor.sector.as_ref() == Some(sector) && actor.is_here(&today()));
            prop_assert_eq!(found.nobody_from.contains(sector), is_peopled && !has(&all, sector));
            prop_assert_eq!(found.no_seat_for.contains(sector), has(&all, sector) && !has(&found, sector));
            // No sector twice while another has nobody.
            if found.no_seat_for.contains(sector) {
                prop_assert!(found.members.iter().all(|seat| seat.for_sector));
            }
        }
        let asked = asked(&network, &subject);
        for competency in &asked {
            let is_offered = found.members.iter().any(|seat| seat.offers.contains(competency));
            prop_assert_eq!(found.uncovered.contains(competency), !is_offered);
        }
        for seat in &found.members {
            prop_assert!(seat.offers.iter().chain(&seat.looks_for).all(|id| asked.contains(id)));
            prop_assert!(seat.why != Why::Offers || !seat.offers.is_empty());
            prop_assert!(seat.why != Why::LooksFor || seat.offers.is_empty() && !seat.looks_for.is_empty());
            for other in &seat.knows {
                let back = found.members.iter().find(|it| it.actor == *other);
                prop_assert!(back.is_some_and(|it| it.knows.contains(&seat.actor)));
            }
        }
    }
}
