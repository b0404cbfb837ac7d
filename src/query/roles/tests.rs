use super::*;
use crate::{
    job::Job,
    model::{Actor, Day, Link, LinkKind, Sector, Stamp, notation},
    roles::RolesJob,
};

const TODAY: &str = "2026-11-27";

fn contacts(network: &Network) -> Contacts {
    Contacts::new(network, &Day::new(TODAY))
}

fn solve(contacts: &Contacts) -> RoleOutput {
    let mut job = RolesJob::start(contacts.input());
    while !job.step() {}
    job.output()
}

fn communities(network: &Network) -> Vec<Community> {
    let contacts = contacts(network);
    contacts.communities(network, &solve(&contacts))
}

fn change(network: &mut Network, id: &str, change: impl FnOnce(&mut Actor)) {
    let mut actor = (**network.actors.get(&id.into()).unwrap()).clone();
    change(&mut actor);
    network.put(actor, Stamp(1));
}

fn in_sectors(network: &mut Network, sectors: &[(&str, &[&str])]) {
    for (sector, actors) in sectors {
        network.put(Sector::new((*sector).into(), *sector), Stamp(1));
        for id in *actors {
            change(network, id, |actor| actor.sector = Some((*sector).into()));
        }
    }
}

fn ids(ids: &[Id]) -> String {
    ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ")
}

/// Two triangles that `bridge` joins, two who know each other only, and one alone.
const TWO_TRIANGLES: &str = "a - b; b - c; c - a; d - e; e - f; f - d; c - bridge; bridge - d; x - y; alone";

#[test]
fn a_pair_is_in_contact_once_however_it_came_about() {
    let mut network = notation::network("a - b; b - a; a - a; c; d; e - d");
    network.put(Link { kind: LinkKind::WorksWith, ..Link::new("again".into(), "a", "b") }, Stamp(1));
    change(&mut network, "c", |actor| actor.invited_by = Some("a".into()));
    change(&mut network, "a", |actor| actor.invited_by = Some("b".into()));
    change(&mut network, "e", |actor| actor.left = Some(Day::new("2020-01-01")));
    let contacts = contacts(&network);
    assert_eq!(ids(&contacts.actors), "a b c d");
    assert_eq!(contacts.pairs, [[0, 1], [0, 2]]);
}

#[test]
fn areas_follow_what_is_counted() {
    let network = notation::network(TWO_TRIANGLES);
    let contacts = contacts(&network);
    let hubs: Vec<Hub> = contacts.hubs(&network).collect();
    let areas_of_hubs: Vec<u16> = areas(hubs.iter().map(|hub| hub.contacts as f64)).collect();
    assert_eq!(areas_of_hubs, [1000, 1000, 667, 667, 667, 667, 667, 333, 333]);
    let bridges: Vec<Bridge> = contacts.bridges(&solve(&contacts)).collect();
    // Of nine and eight pairs between which there is no other way.
    let areas_of_bridges: Vec<u16> = areas(bridges.iter().map(|bridge| bridge.share)).collect();
    assert_eq!(ids(&bridges.iter().map(|bridge| bridge.actor.clone()).collect::<Vec<_>>()), "bridge c d");
    assert_eq!(areas_of_bridges, [1000, 889, 889]);
    assert_eq!(areas([0.0, 0.0].into_iter()).collect::<Vec<_>>(), [0, 0]);
}

#[test]
fn the_whole_is_counted() {
    let whole = contacts(&notation::network(TWO_TRIANGLES)).whole();
    assert_eq!((whole.actors, whole.contacts, whole.parts), (10, 9, vec![7, 2]));
    assert_eq!(ids(&whole.alone), "alone");
    assert_eq!(contacts(&Network::new("empty".into())).whole(), Whole::default());
}

#[test]
fn hubs_have_most_contacts_and_say_into_how_many_sectors() {
    let mut network = notation::network("a - b; a - c; a - d; c - d; e");
    in_sectors(&mut network, &[("one", &["b", "c"]), ("two", &["d"])]);
    let contacts = contacts(&network);
    let hubs: Vec<Hub> = contacts.hubs(&network).collect();
    let hub = |actor: &str, contacts, sectors| Hub { actor: actor.into(), contacts, sectors };
    // And nobody without contacts is one.
    assert_eq!(hubs, [hub("a", 3, 2), hub("c", 2, 1), hub("d", 2, 1), hub("b", 1, 0)]);
}

#[test]
fn bridges_join_communities() {
    let network = notation::network(TWO_TRIANGLES);
    let contacts = contacts(&network);
    let output = solve(&contacts);
    let communities = contacts.communities(&network, &output);
    let members: Vec<String> = communities.iter().map(|it| ids(&it.members)).collect();
    assert_eq!(members.len(), 3, "{members:?}");
    assert_eq!(members[2], "x y");
    let bridges: Vec<Bridge> = contacts.bridges(&output).collect();
    let first = &bridges[0];
    // Between each of three and each of three; 22 pairs have a way, six of these end at the bridge itself.
    assert_eq!((first.actor.as_str(), first.share), ("bridge", 9.0 / 16.0));
    assert_eq!(first.joins, [(0, 1), (1, 1)]);
    let all: Vec<&str> = bridges.iter().map(|it| it.actor.as_str()).collect();
    assert_eq!(all, ["bridge", "c", "d"], "nobody else lies between others");
}

#[test]
fn communities_are_called_after_what_is_typical_of_them() {
    let mut network = notation::network(TWO_TRIANGLES);
    for statement in [
        "a offers wood",
        "b needs wood",
        "c needed stone",
        "d offers stone",
        "f offers stone",
        "e offers wood",
    ] {
        let more = notation::network(statement);
        more.competencies.iter().for_each(|it| network.put((**it).clone(), Stamp(1)));
        more.offers.iter().for_each(|it| network.put((**it).clone(), Stamp(1)));
        more.needs.iter().for_each(|it| network.put((**it).clone(), Stamp(1)));
    }
    let communities = communities(&network);
    let name = |member: &str| {
        let community = communities.iter().find(|it| it.members.contains(&member.into())).unwrap();
        (community.name.clone(), community.typical.first().map(|it| (it.members, it.actors)))
    };
    assert_eq!(name("a"), (Trait::Competency("wood".into()), Some((2, 3))));
    assert_eq!(name("e"), (Trait::Competency("stone".into()), Some((2, 2))));
    assert_eq!(name("y"), (Trait::Member("x".into()), None));
}

#[test]
fn no_two_communities_have_the_same_name() {
    let mut network = notation::network("a - b; b - c; c - a; d - e; e - f; f - d; g - h");
    in_sectors(&mut network, &[("craft", &["a", "b", "c", "d", "e", "f"])]);
    let communities = communities(&network);
    assert_eq!(communities[0].name, Trait::Sector("craft".into()));
    assert_eq!(communities[1].name, Trait::Member("d".into()));
    assert_eq!(communities[1].typical[0].what, Trait::Sector("craft".into()), "it is typical all the same");
}

#[test]
fn sectors_are_close_or_far() {
    let mut network = notation::network("a - b; b - c; a - c; d; e; c - d; f");
    in_sectors(
        &mut network,
        &[("one", &["a", "b", "c"]), ("two", &["d", "e"]), ("three", &["f"]), ("empty", &[])],
    );
    let pairs = contacts(&network).sectors(&network);
    let text: Vec<String> =
        pairs.iter().map(|it| format!("{} {:.2} {}", ids(&it.sectors), it.expected, it.contacts)).collect();
    // Four contacts among fifteen pairs of actors.
    let expected =
        ["one one 0.80 3", "one two 1.60 1", "two two 0.27 0", "two three 0.53 0", "one three 0.80 0"];
    assert_eq!(text, expected);
    assert!(pairs[0].is_closer() && !pairs[1].is_closer());
}

#[test]
fn an_answer_about_another_network_does_no_harm() {
    let networks = [notation::network("a - b; b - c"), notation::network(TWO_TRIANGLES)];
    let [small, large] = networks.each_ref().map(contacts);
    for (of, about, network) in [(&large, &small, &networks[1]), (&small, &large, &networks[0])] {
        let output = solve(about);
        let communities = of.communities(network, &output);
        let members = communities.into_iter().flat_map(|it| it.members);
        let bridges = of.bridges(&output).map(|it| it.actor);
        assert!(members.chain(bridges).all(|id| of.actors.contains(&id)));
    }
}

#[test]
fn communities_are_named_in_slices_of_all_records() {
    let members: Vec<String> = (0..450).map(|number| format!("m{number}")).collect();
    let mut statements: Vec<String> = members.iter().map(|member| format!("hub - {member}")).collect();
    statements.extend(members.iter().map(|member| format!("{member} offers wood")));
    statements.extend(members.iter().map(|member| format!("{member} needs stone")));
    statements.extend((0..300).map(|number| format!("x{number} - y{number}")));
    let network = notation::network(&statements.join("; "));
    let contacts = contacts(&network);
    let output = solve(&contacts);
    let mut naming = Communities::new(&contacts, &network, &output);
    let mut slices = 1;
    while !naming.work(&mut || false) {
        slices += 1;
    }
    let communities = naming.finish();
    assert!(slices > 10, "{slices}");
    assert_eq!(communities.len(), 301);
    let typical: Vec<_> =
        communities[0].typical.iter().map(|it| (it.what.clone(), it.members, it.actors)).collect();
    let competency = |id: &str| Trait::Competency(id.into());
    assert_eq!(typical, [(competency("wood"), 450, 450), (competency("stone"), 450, 450)]);
}
