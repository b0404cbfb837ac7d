use proptest::prelude::*;

use super::*;
use crate::model::{Sector, Stamp, notation};

fn today() -> Day {
    Day::new("2026-11-29")
}

fn ids(names: &str) -> Vec<Id> {
    names.split_whitespace().map(Id::from).collect()
}

/// `a` and `b` come from the town, `c` from science, `d` from nowhere; nobody comes from the council.
fn town() -> Network {
    let mut network = notation::network("a; b; c; d");
    for sector in ["town", "science", "council"] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
    }
    for (actor, sector) in [("a", "town"), ("b", "town"), ("c", "science")] {
        let sector = Some(sector.into());
        network.put(Actor { sector, ..Actor::new(actor.into(), actor) }, Stamp(1));
    }
    network
}

fn put(network: &mut Network, id: &str, members: &str, meetings_per_year: Option<u32>) {
    let group = Group { members: ids(members), meetings_per_year, ..Group::new(id.into(), id) };
    network.put(group, Stamp(1));
}

#[test]
fn tells_members_missing_sectors_overlaps_and_seats() {
    let mut network = town();
    put(&mut network, "all", "c a b d", Some(12));
    put(&mut network, "two", "a b a gone", None);
    put(&mut network, "one", "a", Some(3));
    put(&mut network, "none", "", Some(52));
    let groups = Groups::new(&network, &today());
    let of = |sitting: &Sitting| (sitting.members.clone(), sitting.missing.clone());
    assert_eq!(
        groups.groups.iter().map(of).collect::<Vec<_>>(),
        [
            (ids("c a b d"), ids("")),
            (ids("a b"), ids("science")),
            (ids("a"), ids("science")),
            (ids(""), ids("town science")),
        ]
    );
    let pair = |it: &Overlap| (it.groups.clone(), it.shared.clone(), it.share());
    assert_eq!(
        groups.overlaps.iter().map(pair).collect::<Vec<_>>(),
        [
            (["all", "two"].map(Id::from), ids("a b"), 1.0),
            (["all", "one"].map(Id::from), ids("a"), 1.0),
            (["two", "one"].map(Id::from), ids("a"), 1.0),
        ]
    );
    let seat =
        |it: &Seats| (it.actor.to_string(), it.groups.len(), it.meetings.a_month(), it.meetings.unknown);
    assert_eq!(
        groups.seats.iter().map(seat).collect::<Vec<_>>(),
        [("a".into(), 3, 1.25, 1), ("b".into(), 2, 1.0, 1), ("c".into(), 1, 1.0, 0), ("d".into(), 1, 1.0, 0)]
    );
    assert_eq!(seats(&network, &"a".into()), groups.seats[0]);
    assert_eq!(seats(&network, &"nobody".into()).groups, []);
}

#[test]
fn who_has_left_sits_nowhere_and_leaves_its_sector_missing() {
    let mut network = town();
    put(&mut network, "all", "a b c", Some(12));
    for actor in ["b", "c"] {
        let left = Some(Day::new("2026-11-29"));
        let sector = network.actors.get(&actor.into()).and_then(|actor| actor.sector.clone());
        network.put(Actor { sector, left, ..Actor::new(actor.into(), actor) }, Stamp(1));
    }
    let groups = Groups::new(&network, &today());
    assert_eq!((&groups.groups[0].members, groups.seats.len()), (&ids("a"), 1));
    // Nobody who is here comes from science.
    assert_eq!(groups.groups[0].missing, []);
    assert_eq!(Groups::new(&network, &Day::new("2026-11-28")).seats.len(), 3);
    assert_eq!(Sitting::of(&network, &"all".into(), &today()), Some(groups.groups[0].clone()));
    assert_eq!(Sitting::of(&network, &"gone".into(), &today()), None);
}

#[test]
fn a_smaller_group_that_sits_wholly_in_another_comes_before_a_larger_one_that_shares_as_many() {
    let mut network = town();
    put(&mut network, "x", "a b c", None);
    put(&mut network, "y", "a b d", None);
    put(&mut network, "z", "a b", None);
    let overlaps = Groups::new(&network, &today()).overlaps;
    let pairs: Vec<String> =
        overlaps.iter().map(|it| it.groups.each_ref().map(Id::to_string).join("")).collect();
    assert_eq!(pairs, ["xz", "yz", "xy"]);
}

fn networks() -> impl Strategy<Value = Network> {
    let actor = (prop::option::of(0..3_usize), prop::bool::weighted(0.2));
    let group = (prop::collection::vec(0..9_usize, 0..9), prop::option::of(0..20_u32));
    (prop::collection::vec(actor, 8), prop::collection::vec(group, 0..6)).prop_map(|(actors, groups)| {
        let mut network = Network::new("network".into());
        let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
        for number in 0..3 {
            network.put(Sector::new(id("s", number), "sector"), Stamp(1));
        }
        for (number, (sector, has_left)) in actors.into_iter().enumerate() {
            let left = has_left.then(|| Day::new("2020-01-01"));
            let sector = sector.map(|sector| id("s", sector));
            network.put(Actor { sector, left, ..Actor::new(id("a", number), "actor") }, Stamp(1));
        }
        for (number, (members, meetings_per_year)) in groups.into_iter().enumerate() {
            // One of them names nobody.
            let members = members.into_iter().map(|member| id("a", member)).collect();
            let group = Group { members, meetings_per_year, ..Group::new(id("g", number), "group") };
            network.put(group, Stamp(1));
        }
        network
    })
}

/// Whether an actor sits in a group, by looking at every record.
fn sits(network: &Network, actor: &Id, group: &Id) -> bool {
    let is_here = network.actors.iter().any(|it| it.id == *actor && it.is_here(&today()));
    is_here
        && network.groups.iter().any(|it| it.id == *group && it.members.iter().any(|member| member == actor))
}

proptest! {
    #[test]
    fn is_what_looking_at_every_pair_tells(network in networks()) {
        let found = Groups::new(&network, &today());
        let (actors, groups): (Vec<_>, Vec<_>) = (network.actors.iter().collect(), network.groups.iter().collect());
        for (group, sitting) in groups.iter().zip(&found.groups) {
            let expected: HashSet<&Id> =
                actors.iter().map(|actor| &actor.id).filter(|id| sits(&network, id, &group.id)).collect();
            prop_assert_eq!(sitting.members.len(), expected.len());
            prop_assert_eq!(sitting.members.iter().collect::<HashSet<_>>(), expected);
            for sector in network.sectors.iter() {
                let of = |actor: &&&std::sync::Arc<Actor>| actor.sector.as_ref() == Some(&sector.id) && actor.is_here(&today());
                let mut people = actors.iter().filter(of).peekable();
                let is_missing = people.peek().is_some() && people.all(|it| !sits(&network, &it.id, &group.id));
                prop_assert_eq!(sitting.missing.contains(&sector.id), is_missing);
            }
        }
        let mut overlaps = Vec::new();
        for (place, one) in groups.iter().enumerate() {
            for other in &groups[place + 1..] {
                let in_both = actors.iter().filter(|it| sits(&network, &it.id, &one.id) && sits(&network, &it.id, &other.id));
                let shared = in_both.count();
                let size = |group: &Id| actors.iter().filter(|it| sits(&network, &it.id, group)).count();
                let smaller = size(&one.id).min(size(&other.id));
                if shared > 0 {
                    overlaps.push((Reverse(shared), smaller, [one.id.clone(), other.id.clone()]));
                }
            }
        }
        overlaps.sort_by_key(|(shared, smaller, _)| (*shared, *smaller));
        let told = found.overlaps.iter().map(|it| (Reverse(it.shared.len()), it.smaller, it.groups.clone()));
        prop_assert_eq!(told.collect::<Vec<_>>(), overlaps);
        prop_assert!(found.overlaps.iter().all(|it| 0.0 < it.share() && it.share() <= 1.0));

        let mut seats = Vec::new();
        for actor in &actors {
            let sat_in: Vec<_> = groups.iter().filter(|group| sits(&network, &actor.id, &group.id)).collect();
            if !sat_in.is_empty() {
                let a_year: u32 = sat_in.iter().filter_map(|group| group.meetings_per_year).sum();
                let unknown = sat_in.iter().filter(|group| group.meetings_per_year.is_none()).count();
                let groups: Vec<Id> = sat_in.iter().map(|group| group.id.clone()).collect();
                seats.push(Seats { actor: actor.id.clone(), groups, meetings: Meetings { a_year, unknown } });
            }
        }
        seats.sort_by_key(|it| (Reverse(it.groups.len()), Reverse(it.meetings.a_year)));
        prop_assert_eq!(found.seats, seats);
    }
}
