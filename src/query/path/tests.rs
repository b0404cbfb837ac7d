use proptest::prelude::*;

use super::*;
use crate::model::{Actor, Competency, Day, Group, Link, Meeting, Need, Offer, Stamp, notation};

const TODAY: &str = "2026-11-27";

fn text(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

fn link(network: &mut Network, from: &str, kind: LinkKind, to: &str) {
    let id = format!("{from}-{to}-{kind:?}");
    network.put(Link { kind, ..Link::new(id.as_str().into(), from, to) }, Stamp(1));
}

#[test]
fn the_introducer_is_near_then_close() {
    let mut network = notation::network("me; b; c; d; you; far");
    for (from, kind, to) in [
        ("me", LinkKind::Knows, "b"),
        ("b", LinkKind::WorksWith, "you"),
        ("c", LinkKind::WorksWith, "me"),
        ("you", LinkKind::Introduced, "c"),
        ("me", LinkKind::WorksWith, "d"),
        ("d", LinkKind::WorksWith, "far"),
        ("far", LinkKind::WorksWith, "you"),
    ] {
        link(&mut network, from, kind, to);
    }
    let found = ways(&network, &"me".into(), &"you".into(), Over::Links, &Day::new(TODAY));
    let best = found.best.unwrap();
    assert_eq!(text(&best.actors), "me c you");
    assert_eq!(best.steps, [Step::Link(LinkKind::WorksWith), Step::Link(LinkKind::Introduced)]);
    assert_eq!(best.introducer(), Some(&"c".into()));
    let others: Vec<String> = found.alternatives.iter().map(|way| text(&way.actors)).collect();
    assert_eq!(others, ["me b you", "me d far you"]);
    assert_eq!(found.bridge, None);
}

#[test]
fn who_knows_the_other_needs_nobody_but_may_ask() {
    let network = notation::network("a - b; b - c; c - a");
    let found = ways(&network, &"a".into(), &"b".into(), Over::Links, &Day::new(TODAY));
    assert_eq!(found.best.as_ref().unwrap().introducer(), None);
    assert_eq!(text(&found.alternatives[0].actors), "a c b");
    let itself = ways(&network, &"a".into(), &"a".into(), Over::Links, &Day::new(TODAY)).best.unwrap();
    assert_eq!((text(&itself.actors).as_str(), itself.introducer()), ("a", None));
    assert_eq!(ways(&network, &"a".into(), &"nobody".into(), Over::Links, &Day::new(TODAY)), Ways::default());
}

#[test]
fn having_come_through_somebody_joins_and_having_left_does_not() {
    let mut network = notation::network("a; b; c");
    for (id, by) in [("b", "a"), ("c", "b")] {
        network.put(Actor { invited_by: Some(by.into()), ..Actor::new(id.into(), id) }, Stamp(1));
    }
    let way =
        |network: &Network| ways(network, &"c".into(), &"a".into(), Over::LinksElseShared, &Day::new(TODAY));
    assert_eq!(way(&network).best.unwrap().steps, [Step::Invited, Step::Invited]);
    let b = network.actors.get(&"b".into()).unwrap();
    let gone = Actor { left: Some(Day::new("2020-01-01")), ..(**b).clone() };
    network.put(gone, Stamp(1));
    assert_eq!(way(&network).best, None);
}

#[test]
fn what_is_shared_counts_where_links_lead_nowhere() {
    let network =
        notation::network("a - b; b offers print; c needs print, scan; d needed scan; c - d; e offers scan");
    let [a, d] = ["a", "d"].map(Id::from);
    let over_links = ways(&network, &a, &d, Over::Links, &Day::new(TODAY));
    assert_eq!(over_links.best, None);
    let bridge = over_links.bridge.unwrap();
    assert_eq!((bridge.from.as_str(), bridge.to.as_str()), ("b", "c"));
    assert_eq!(bridge.shared, [Step::Competency("print".into())]);
    let best = ways(&network, &a, &d, Over::LinksElseShared, &Day::new(TODAY)).best.unwrap();
    assert_eq!(text(&best.actors), "a b c d");
    assert_eq!(best.steps[1], Step::Competency("print".into()));
    // Where links lead there, what is shared is no short cut.
    let linked = notation::network("a - b; b - c; a offers x; c offers x");
    let best = ways(&linked, &a, &"c".into(), Over::LinksElseShared, &Day::new(TODAY)).best.unwrap();
    assert_eq!(text(&best.actors), "a b c");
}

#[test]
fn without_anything_in_common_hubs_would_make_a_bridge() {
    let network = notation::network("a - hub; hub - b; c - other; other - d; d - other");
    let bridge =
        ways(&network, &"a".into(), &"d".into(), Over::LinksElseShared, &Day::new(TODAY)).bridge.unwrap();
    assert_eq!((bridge.from.as_str(), bridge.to.as_str(), bridge.shared.len()), ("hub", "other", 0));
}

/// Whether two actors are joined, and by how strong a step, by looking at every record.
fn naive_step(network: &Network, one: &Id, other: &Id, over_shared: bool) -> Option<u32> {
    let both = |ids: Vec<&Id>| ids.contains(&one) && ids.contains(&other);
    let mut steps = Vec::new();
    for link in network.links.iter().filter(|link| both(vec![&link.from, &link.to])) {
        steps.push(Step::Link(link.kind));
    }
    for actor in network.actors.iter() {
        if actor.invited_by.as_ref().is_some_and(|by| both(vec![&actor.id, by])) {
            steps.push(Step::Invited);
        }
    }
    if over_shared {
        for group in network.groups.iter().filter(|group| both(group.members.iter().collect())) {
            steps.push(Step::Group(group.id.clone()));
        }
        for meeting in network.meetings.iter() {
            let people =
                meeting.host.iter().chain(&meeting.coming).chain(&meeting.present).chain(&meeting.guests);
            if both(people.collect()) {
                steps.push(Step::Meeting(meeting.id.clone()));
            }
        }
        for competency in network.competencies.iter() {
            let offers =
                network.offers.iter().filter(|it| it.competency == competency.id).map(|it| &it.actor);
            let needs =
                network.needs.iter().filter(|it| it.competency == competency.id && it.closed_on.is_none());
            if both(offers.chain(needs.map(|need| &need.actor)).collect()) {
                steps.push(Step::Competency(competency.id.clone()));
            }
        }
    }
    steps.iter().map(Step::strength).max()
}

/// All ways without circles: how long, how strong, over which places.
fn all_ways(
    network: &Network,
    way: &mut Vec<usize>,
    end: usize,
    over_shared: bool,
    found: &mut Vec<(usize, u32, Vec<usize>)>,
) {
    let actors: Vec<_> = network.actors.iter().collect();
    let last = way[way.len() - 1];
    if last == end {
        let steps = way
            .windows(2)
            .map(|two| naive_step(network, &actors[two[0]].id, &actors[two[1]].id, over_shared).unwrap());
        found.push((way.len() - 1, steps.sum(), way.clone()));
        return;
    }
    for next in 0..actors.len() {
        let may_help = next == end || actors[next].left.is_none();
        if may_help
            && !way.contains(&next)
            && naive_step(network, &actors[last].id, &actors[next].id, over_shared).is_some()
        {
            way.push(next);
            all_ways(network, way, end, over_shared, found);
            way.pop();
        }
    }
}

fn networks() -> impl Strategy<Value = Network> {
    const ACTORS: usize = 7;
    let pair = (0..ACTORS, 0..ACTORS);
    let people = || prop::collection::vec(prop::collection::vec(0..ACTORS, 2..4), 0..3);
    let relations = prop::collection::vec((pair.clone(), 0usize..8), 0..6);
    let left = prop::collection::vec(prop::bool::weighted(0.1), ACTORS);
    (relations, left, people(), people(), prop::option::of(pair)).prop_map(
        |(relations, left, groups, meetings, invited)| {
            let id = |place: usize| Id::from(["a", "b", "c", "d", "e", "f", "g"][place]);
            let ids = |places: Vec<usize>| places.into_iter().map(id).collect::<Vec<Id>>();
            let mut network = Network::new("network".into());
            for (place, has_left) in left.into_iter().enumerate() {
                let invited_by = invited.filter(|(one, _)| *one == place).map(|(_, other)| id(other));
                let left = has_left.then(|| Day::new("2020-01-01"));
                network.put(Actor { invited_by, left, ..Actor::new(id(place), "actor") }, Stamp(1));
            }
            for name in ["x", "y"] {
                network.put(Competency::new(name.into(), name), Stamp(1));
            }
            for (number, ((one, other), kind)) in relations.into_iter().enumerate() {
                let own = Id::from(format!("r{number}").as_str());
                let competency = Id::from(["x", "y"][other % 2]);
                match kind {
                    0..=4 => {
                        let kind = LinkKind::ALL[kind % 3];
                        network.put(Link { kind, ..Link::new(own, id(one), id(other)) }, Stamp(1))
                    }
                    5 => network.put(Offer::new(own, id(one), competency), Stamp(1)),
                    6 => network.put(Need::new(own, id(one), competency), Stamp(1)),
                    _ => {
                        let closed_on = Some(Day::new("2020-01-01"));
                        network.put(Need { closed_on, ..Need::new(own, id(one), competency) }, Stamp(1))
                    }
                };
            }
            for (number, people) in groups.into_iter().enumerate() {
                let own = Id::from(format!("g{number}").as_str());
                network.put(Group { members: ids(people), ..Group::new(own, "group") }, Stamp(1));
            }
            for (number, mut people) in meetings.into_iter().enumerate() {
                let own = Id::from(format!("m{number}").as_str());
                let host = people.pop().map(id);
                let coming = people.pop().into_iter().map(id).collect();
                let meeting = Meeting::new(own, Day::new("2020-01-01"));
                network.put(Meeting { host, coming, present: ids(people), ..meeting }, Stamp(1));
            }
            network
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20000))]

    #[test]
    fn ways_are_those_of_a_search_through_all(network in networks(), may_share: bool) {
        let place = |id: &Id| network.actors.index_of(id).unwrap();
        let over = if may_share { Over::LinksElseShared } else { Over::Links };
        let mut expected = Vec::new();
        all_ways(&network, &mut vec![0], 6, false, &mut expected);
        let is_shared = expected.is_empty() && may_share;
        if is_shared {
            all_ways(&network, &mut vec![0], 6, true, &mut expected);
        }
        expected.sort_by(|one, other| (one.0, Reverse(one.1), &one.2).cmp(&(other.0, Reverse(other.1), &other.2)));
        let mut asked = Vec::new();
        expected.retain(|(_, _, way)| {
            let is_new = !asked.contains(&way[1]);
            asked.push(way[1]);
            is_new
        });

        let found = ways(&network, &"a".into(), &"g".into(), over, &Day::new(TODAY));
        let ways: Vec<&Way> = found.best.iter().chain(&found.alternatives).collect();
        let said: Vec<_> = ways.iter()
            .map(|way| (way.steps.len(), way.strength(), way.actors.iter().map(place).collect::<Vec<_>>()))
            .collect();
        prop_assert_eq!(said, expected);
        for way in ways {
            for (two, step) in way.actors.windows(2).zip(&way.steps) {
                prop_assert_eq!(naive_step(&network, &two[0], &two[1], is_shared), Some(step.strength()));
            }
        }
        // With the bridge there is a way.
        prop_assert_eq!(found.bridge.is_some(), found.best.is_none());
        if let Some(bridge) = found.bridge {
            let mut bridged = network.clone();
            let link = Link::new("bridge".into(), bridge.from, bridge.to);
            bridged.put(link, Stamp(1));
            prop_assert!(super::ways(&bridged, &"a".into(), &"g".into(), over, &Day::new(TODAY)).best.is_some());
        }
    }
}
