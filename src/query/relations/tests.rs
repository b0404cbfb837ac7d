use super::*;
use crate::model::{Day, Stamp, Supporter};

fn network() -> Network {
    let mut network = Network::new("n".into());
    let now = Stamp(1);
    for (id, invited_by) in
        [("museum", None), ("lab", Some("museum")), ("bus", Some("museum")), ("lost", Some("gone"))]
    {
        let mut actor = Actor::new(id.into(), id);
        actor.invited_by = invited_by.map(Id::from);
        network.put(actor, now);
    }
    for (id, broader) in
        [("making", None), ("print", Some("making")), ("laser", Some("making")), ("sensors", Some("gone"))]
    {
        let mut competency = Competency::new(id.into(), id);
        competency.broader = broader.map(Id::from);
        network.put(competency, now);
    }
    for (id, actor, competency) in [
        ("o1", "lab", "print"),
        ("o2", "lab", "laser"),
        ("o3", "bus", "print"),
        ("o4", "bus", "print"),
        ("o5", "gone", "print"),
        ("o6", "lab", "gone"),
    ] {
        network.put(Offer::new(id.into(), actor, competency), now);
    }
    for (id, actor, competency, closed) in
        [("n1", "museum", "print", false), ("n2", "museum", "laser", true), ("n3", "gone", "laser", false)]
    {
        let mut need = Need::new(id.into(), actor, competency);
        need.closed_on = closed.then(|| Day::new("2026-01-01"));
        network.put(need, now);
    }
    for (id, from, to) in
        [("l1", "museum", "lab"), ("l2", "bus", "museum"), ("l3", "bus", "bus"), ("l4", "bus", "gone")]
    {
        network.put(Link::new(id.into(), from, to), now);
    }
    for (id, actor) in [("c1", "lab"), ("c2", "gone"), ("c3", "museum"), ("c4", "lab")] {
        network.put(Contact::new(id.into(), actor), now);
    }
    let mut topic = Topic::new("workshop".into(), "Workshop");
    topic.competencies = ["print", "sensors", "print", "gone", "laser"].map(Id::from).into();
    topic.people = vec![
        Supporter { actor: "museum".into(), role: Role::NeedsThis },
        Supporter { actor: "gone".into(), role: Role::CanHelp },
    ];
    network.put(topic, now);
    network
}

fn ids<T>(records: &[Arc<T>], id: impl Fn(&T) -> &Id) -> String {
    records.iter().map(|record| id(record).as_str()).collect::<Vec<_>>().join(" ")
}

fn pairs<A, B>(pairs: &[(Arc<A>, Arc<B>)], one: impl Fn(&A) -> &Id, two: impl Fn(&B) -> &Id) -> String {
    pairs.iter().map(|(a, b)| format!("{} {}", one(a), two(b))).collect::<Vec<_>>().join(", ")
}

#[test]
fn around_actors() {
    let relations = Relations::new(&network());
    let lines = |id: &str| {
        let around = relations.around_actor(&id.into());
        let lines = [
            ("offers", pairs(&around.offers, |it| &it.id, |it| &it.id)),
            ("open needs", pairs(&around.open_needs, |it| &it.id, |it| &it.id)),
            ("closed needs", pairs(&around.closed_needs, |it| &it.id, |it| &it.id)),
            ("links", pairs(&around.links, |it| &it.id, |it| &it.id)),
            ("invited by", ids(around.invited_by.as_slice(), |it| &it.id)),
            ("invited", ids(&around.invited, |it| &it.id)),
            ("topics", around.topics.iter().map(|(role, it)| format!("{role:?} {}", it.id)).collect()),
            ("contacts", ids(&around.contacts, |it| &it.id)),
        ];
        let filled = lines.iter().filter(|(_, line)| !line.is_empty());
        filled.map(|(name, line)| format!("{name}: {line}\n")).collect::<String>()
    };
    expect_test::expect![[r#"
        open needs: print n1
        closed needs: laser n2
        links: lab l1, bus l2
        invited: lab bus
        topics: NeedsThis workshop
        contacts: c3

        offers: print o1, laser o2
        links: museum l1
        invited by: museum
        contacts: c1 c4

        offers: print o3, print o4
        links: museum l2, bus l3
        invited by: museum


    "#]]
    .assert_eq(&["museum", "lab", "bus", "lost", "gone"].map(lines).join("\n"));
}

#[test]
fn who_offers_a_competency_twice_is_one_actor() {
    let mut network = network();
    network.put(Need::new("again".into(), "museum", "print"), Stamp(1));
    let around = Relations::new(&network).around_competency(&"print".into());
    assert_eq!((around.offering.len(), around.looking.len()), (3, 2));
    let ids = |actors: Vec<Arc<Actor>>| ids(&actors, |it| &it.id);
    assert_eq!((ids(around.offered_by()), ids(around.looked_for_by())), ("lab bus".into(), "museum".into()));
}

#[test]
fn around_competencies() {
    let relations = Relations::new(&network());
    let lines = |id: &str| {
        let around = relations.around_competency(&id.into());
        let lines = [
            ("offering", pairs(&around.offering, |it| &it.id, |it| &it.id)),
            ("looking", pairs(&around.looking, |it| &it.id, |it| &it.id)),
            ("met", pairs(&around.met, |it| &it.id, |it| &it.id)),
            ("broader", ids(around.broader.as_slice(), |it| &it.id)),
            ("narrower", ids(&around.narrower, |it| &it.id)),
            ("topics", ids(&around.topics, |it| &it.id)),
        ];
        let filled = lines.iter().filter(|(_, line)| !line.is_empty());
        filled.map(|(name, line)| format!("{name}: {line}\n")).collect::<String>()
    };
    expect_test::expect![[r#"
        narrower: print laser

        offering: lab o1, bus o3, bus o4
        looking: museum n1
        broader: making
        topics: workshop

        offering: lab o2
        met: museum n2
        broader: making
        topics: workshop

        topics: workshop

    "#]]
    .assert_eq(&["making", "print", "laser", "sensors", "gone"].map(lines).join("\n"));
}

#[test]
fn around_topics() {
    let relations = Relations::new(&network());
    let around = relations.around_topic(&"workshop".into());
    assert_eq!(ids(&around.competencies, |it| &it.id), "print sensors laser");
    assert_eq!(ids(&around.uncovered, |it| &it.id), "sensors");
    let people: Vec<_> = around.people.iter().map(|(role, actor)| (*role, actor.id.as_str())).collect();
    assert_eq!(people, [(Role::NeedsThis, "museum")]);
    let helps: Vec<_> =
        around.could_help.iter().map(|(actor, helps)| (actor.id.as_str(), ids(helps, |it| &it.id))).collect();
    assert_eq!(helps, [("lab", "print laser".to_owned()), ("bus", "print".to_owned())]);
    assert_eq!(relations.around_topic(&"gone".into()), AroundTopic::default());
}

#[test]
fn a_circle_of_broader_terms_is_walked_once() {
    let mut network = network();
    let making = network.competencies.get(&"making".into()).unwrap().clone();
    network.apply(crate::model::Change::of(&*making, |it| it.broader = Some("laser".into())), Stamp(2));
    assert_eq!(within(&network, &"print".into()), ["print".into()]);
    let below = within(&network, &"laser".into());
    assert_eq!(below, ["making".into(), "print".into(), "laser".into()]);
}
