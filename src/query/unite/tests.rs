use super::*;
use crate::model::{
    Actor, ActorKind, Agreement, Contact, Day, Link, LinkKind, Role, Sector, Stamp, Supporter, Topic,
    Visibility, notation,
};

/// Changes an actor.
fn say(network: &mut Network, id: &str, change: impl FnOnce(&mut Actor)) {
    let actor = network.actors.get(&id.into()).unwrap().clone();
    network.apply(Change::of(&*actor, change), Stamp(2));
}

fn after(network: &Network, table: TableName, kept: &str, gone: &str) -> Network {
    let mut network = network.clone();
    network.apply_all(united(&network, table, &kept.into(), &gone.into()), Stamp(5));
    network
}

fn ids(network: &Network, table: TableName) -> Vec<&str> {
    network.table(table).records().map(|record| record.id().as_str()).collect()
}

#[test]
fn an_actor_has_what_both_said_and_what_both_offered() {
    let mut network = notation::network(
        "k offers print, paper; g offers print, sensors; g needs paper; k needed paper; g - k; k - u; g - u; v - g",
    );
    let works_with = Link { kind: LinkKind::WorksWith, ..Link::new("g-works-u".into(), "g", "u") };
    network.put(works_with, Stamp(1));
    network.put(Contact { name: "Ada".into(), ..Contact::new("ada".into(), "k") }, Stamp(1));
    network.put(Contact { name: "Eve".into(), ..Contact::new("eve".into(), "g") }, Stamp(1));
    network.put(Agreement::new("first".into(), "k", "u"), Stamp(1));
    network.put(Agreement::new("second".into(), "g", "u"), Stamp(1));
    network.put(Agreement::new("own".into(), "g", "k"), Stamp(1));
    let people = [("g", Role::CanHelp), ("u", Role::Curious), ("k", Role::Curious)];
    let people = people.map(|(actor, role)| Supporter { actor: actor.into(), role }).to_vec();
    network.put(Topic { people, ..Topic::new("topic".into(), "Topic") }, Stamp(1));
    say(&mut network, "u", |actor| actor.invited_by = Some("g".into()));
    say(&mut network, "k", |actor| {
        actor.about = "Ein Museum.".into();
        actor.website = "https://museum.de".into();
        actor.joined = Some(Day::new("2022-01-01"));
        actor.internal_note = "Rückruf".into();
    });
    say(&mut network, "g", |actor| {
        actor.about = "Im Bergwerk.".into();
        actor.website = "https://bergwerk.de".into();
        actor.place = "Goslar".into();
        actor.joined = Some(Day::new("2021-01-01"));
        actor.left = Some(Day::new("2023-01-01"));
        actor.invited_by = Some("u".into());
    });
    let before = network.clone();
    let back = network.apply_all(united(&before, TableName::Actors, &"k".into(), &"g".into()), Stamp(5));

    let actor = network.actors.get(&"k".into()).unwrap();
    assert_eq!((actor.name.as_str(), actor.place.as_str()), ("k", "Goslar"));
    assert_eq!(actor.about, "Ein Museum.\n\nIm Bergwerk.");
    assert_eq!(actor.website, "https://museum.de", "two addresses are none");
    assert_eq!((&actor.joined, &actor.left), (&Some(Day::new("2021-01-01")), &None));
    // It invited whom the other was invited by.
    assert_eq!(actor.invited_by, None);
    assert_eq!(network.actors.get(&"u".into()).unwrap().invited_by, Some("k".into()));
    assert_eq!(ids(&network, TableName::Offers), ["k-print", "k-paper", "g-sensors"]);
    assert_eq!(ids(&network, TableName::Needs), ["g-paper", "k-paper"], "what was met stays for itself");
    assert_eq!(ids(&network, TableName::Links), ["k-u", "v-g", "g-works-u"]);
    assert_eq!(ids(&network, TableName::Contacts), ["ada", "eve"], "two people are two");
    assert_eq!(ids(&network, TableName::Agreements), ["first", "second"]);
    let topic = network.topics.get(&"topic".into()).unwrap();
    let people: Vec<_> = topic.people.iter().map(|it| (it.actor.as_str(), it.role)).collect();
    assert_eq!(people, [("u", Role::Curious), ("k", Role::Curious)]);
    for record in network.tables().flat_map(|rows| rows.records()) {
        for field in record.table().schema().fields {
            record.get(field).references(field.content, &mut |_, id| assert_ne!(id.as_str(), "g"));
        }
    }
    network.apply_all(back, Stamp(6));
    assert_eq!(network.records_changed_since(&before), []);
}

#[test]
fn nobody_sees_more_of_two_than_of_each() {
    let reach = |kept: (ActorKind, Option<Visibility>), gone: (ActorKind, Option<Visibility>)| {
        let mut network = notation::network("k; g");
        say(&mut network, "k", |actor| (actor.kind, actor.visibility) = kept);
        say(&mut network, "g", |actor| (actor.kind, actor.visibility) = gone);
        let after = after(&network, TableName::Actors, "k", "g");
        (after.reach(TableName::Actors, &"k".into()), after.actors.get(&"k".into()).unwrap().visibility)
    };
    use ActorKind::{Organisation, Person};
    use Visibility::{Internal, Network, Public};
    for (kept, gone, expected) in [
        ((Organisation, None), (Organisation, None), (Public, None)),
        ((Organisation, None), (Person, None), (Network, Some(Network))),
        ((Organisation, None), (Organisation, Some(Internal)), (Internal, Some(Internal))),
        ((Person, None), (Organisation, None), (Network, None)),
        ((Person, None), (Person, Some(Public)), (Network, None)),
        ((Person, Some(Public)), (Person, Some(Public)), (Public, Some(Public))),
    ] {
        assert_eq!(reach(kept, gone), expected, "{kept:?} {gone:?}");
    }
}

#[test]
fn sectors_and_topics_become_one_by_the_same_rule() {
    let mut network = notation::network("a offers x; b");
    network.put(Sector { symbol: "W".into(), ..Sector::new("k".into(), "Wirtschaft") }, Stamp(1));
    network.put(Sector::new("g".into(), "wirtschaft"), Stamp(1));
    say(&mut network, "b", |actor| actor.sector = Some("g".into()));
    let supporter = |actor: &str, role| Supporter { actor: actor.into(), role };
    let people = vec![supporter("a", Role::Curious)];
    network.put(Topic { people, ..Topic::new("t".into(), "Licht") }, Stamp(1));
    let people = vec![supporter("a", Role::CanHelp), supporter("b", Role::CanHelp)];
    let competencies = vec!["x".into()];
    network.put(Topic { people, competencies, ..Topic::new("u".into(), "LICHT") }, Stamp(1));
    let network = after(&network, TableName::Sectors, "k", "g");
    let network = after(&network, TableName::Topics, "t", "u");
    assert_eq!(ids(&network, TableName::Sectors), ["k"]);
    assert_eq!(network.actors.get(&"b".into()).unwrap().sector, Some("k".into()));
    let topic = network.topics.get(&"t".into()).unwrap();
    assert_eq!(topic.competencies, ["x".into()]);
    assert_eq!(topic.people, [supporter("a", Role::Curious), supporter("b", Role::CanHelp)]);
}
