use super::*;
use crate::model::{Agreement, Need, Stamp, Topic, TopicEvent, notation};

fn meeting(id: &str, date: &str) -> Meeting {
    Meeting::new(id.into(), Day::new(date))
}

fn actor(network: &mut Network, id: &str, set: impl FnOnce(&mut Actor)) {
    let mut actor = Actor::clone(network.actors.get(&id.into()).unwrap());
    set(&mut actor);
    network.put(actor, Stamp(2));
}

/// In one line each.
fn told(network: &Network, of: &Meeting) -> Vec<String> {
    let ids = |ids: &[Id]| ids.iter().map(Id::as_str).collect::<Vec<_>>().join(" ");
    let line = |suggestion: Suggestion| match suggestion {
        Suggestion::Newcomer { actor, joined } => format!("new: {actor} {joined}"),
        Suggestion::TopicChanged { topic, status, on } => format!("changed: {topic} {status:?} {on}"),
        Suggestion::Match(Pair { looking, offering, competency, mutual, .. }) => {
            let mutual = mutual.map_or_else(String::new, |mutual| format!(" and {mutual} back"));
            format!("match: {looking} wants {competency} of {offering}{mutual}")
        }
        Suggestion::Unmet { competency, actors, since } => {
            format!("unmet: {competency} by {} {since}", ids(&actors))
        }
        Suggestion::TopicWaits { topic, last } => format!("waits: {topic} {last:?}"),
        Suggestion::Confirm { actors, months } => format!("confirm: {} {months}", ids(&actors)),
        Suggestion::Host { actor, last } => format!("host: {actor} {last:?}"),
    };
    suggestions(network, of, &Day::new("2026-11-29")).into_iter().map(line).collect()
}

/// Everybody confirmed, so that nothing is said of it.
fn confirmed(text: &str) -> Network {
    let mut network = notation::network(text);
    let actors: Vec<Id> = network.actors.iter().map(|actor| actor.id.clone()).collect();
    for id in actors {
        actor(&mut network, id.as_str(), |actor| actor.confirmed_on = Some(Day::new("2026-11-01")));
    }
    network
}

#[test]
fn who_joined_since_the_last_meeting_introduces_itself() {
    let mut network = confirmed("old; late; early; gone");
    let joined =
        [("old", "2026-09-01"), ("late", "2026-11-20"), ("early", "2026-10-02"), ("gone", "2026-10-05")];
    for (id, day) in joined {
        actor(&mut network, id, |actor| {
            actor.joined = Some(Day::new(day));
            actor.kind = ActorKind::Person;
            actor.left = (id == "gone").then(|| Day::new("2026-11-01"));
        });
    }
    let this = meeting("this", "2026-12-03");
    network.put(this.clone(), Stamp(1));
    assert_eq!(told(&network, &this), [""; 0], "the first meeting knows nobody who is new");
    network.put(meeting("last", "2026-10-01"), Stamp(1));
    network.put(meeting("next", "2027-10-01"), Stamp(1));
    assert_eq!(told(&network, &this), ["new: early 2026-10-02", "new: late 2026-11-20"]);
}

#[test]
fn matches_are_of_those_who_come_and_two_stand_once() {
    let mut network = confirmed(
        "lab offers print; lab needs space; town needs print, music; town offers space; club offers music",
    );
    for id in ["lab", "town", "club"] {
        actor(&mut network, id, |actor| actor.kind = ActorKind::Person);
    }
    let mut this = meeting("this", "2026-12-03");
    let [lab, club] = ["match: lab wants space of town and print back", "match: town wants music of club"];
    assert_eq!(told(&network, &this), [lab, club]);
    this.coming = vec!["town".into(), "club".into()];
    assert_eq!(told(&network, &this), [club]);
    this.guests = vec!["lab".into()];
    assert_eq!(told(&network, &this), [lab, club]);
    let mut agreement = Agreement::new("agreed".into(), "club", "town");
    agreement.need = Some("town-music".into());
    network.put(agreement, Stamp(2));
    assert_eq!(told(&network, &this), [lab], "what is under way is no news");
}

#[test]
fn topics_that_changed_come_before_those_that_wait() {
    let mut network = Network::new("n".into());
    let on = |day: &str| Some(Day::new(day));
    let mut put = |id: &str, status, history: &[(TopicStatus, &str)]| {
        let mut topic = Topic::new(id.into(), id);
        topic.status = status;
        topic.history = history
            .iter()
            .map(|(status, day)| TopicEvent { status: *status, on: on(day), meeting: None })
            .collect();
        network.put(topic, Stamp(1));
    };
    put("done", TopicStatus::Done, &[(TopicStatus::Done, "2026-01-01")]);
    put("seen", TopicStatus::Idea, &[]);
    put("never", TopicStatus::Idea, &[]);
    put("recent", TopicStatus::Idea, &[]);
    put(
        "moved",
        TopicStatus::UnderWay,
        &[(TopicStatus::Discussed, "2026-10-09"), (TopicStatus::UnderWay, "2026-10-10")],
    );
    put("moved-before", TopicStatus::UnderWay, &[(TopicStatus::UnderWay, "2026-02-10")]);
    let about = |topic: &str| AgendaItem { topic: Some(topic.into()), ..AgendaItem::new(topic) };
    let mut long_ago = meeting("long-ago", "2026-03-01");
    long_ago.agenda = vec![about("seen"), about("recent"), about("moved-before")];
    let mut last = meeting("last", "2026-10-01");
    last.agenda = vec![about("recent")];
    network.put(long_ago, Stamp(1));
    network.put(last, Stamp(1));
    let mut this = meeting("this", "2026-12-03");
    let [moved, never] = ["changed: moved UnderWay 2026-10-10", "waits: never None"];
    let [seen, before] = ["seen", "moved-before"].map(|id| format!("waits: {id} {:?}", on("2026-03-01")));
    assert_eq!(told(&network, &this), [moved, never, &seen, &before]);
    this.agenda = vec![about("seen"), about("moved")];
    assert_eq!(told(&network, &this), [never, &before], "what is on the agenda is not suggested");
}

#[test]
fn what_was_looked_for_longest_and_nobody_offers() {
    let mut network = confirmed("a needs sound, light, print; b needs sound; c offers print; d needs stage");
    let since = [
        ("a-sound", "2026-03-01"),
        ("b-sound", "2025-01-01"),
        ("a-light", "2026-08-01"),
        ("a-print", "2020-01-01"),
        ("d-stage", "2026-01-01"),
    ];
    for (id, day) in since {
        let mut need = Need::clone(network.needs.get(&id.into()).unwrap());
        need.since = Some(Day::new(day));
        network.put(need, Stamp(2));
    }
    for id in ["a", "b", "c", "d"] {
        actor(&mut network, id, |actor| actor.kind = ActorKind::Person);
    }
    let mut this = meeting("this", "2026-12-03");
    this.coming = vec!["a".into()];
    assert_eq!(told(&network, &this), ["unmet: sound by a b 2025-01-01", "unmet: stage by d 2026-01-01"]);
}

#[test]
fn the_next_host_and_what_is_to_be_confirmed() {
    let mut network = confirmed("hall; lab; club; person");
    actor(&mut network, "person", |actor| actor.kind = ActorKind::Person);
    actor(&mut network, "lab", |actor| actor.confirmed_on = Some(Day::new("2025-11-28")));
    actor(&mut network, "club", |actor| actor.confirmed_on = None);
    let hosted = |id: &str, date: &str, host: &str| Meeting { host: Some(host.into()), ..meeting(id, date) };
    network.put(hosted("one", "2026-01-01", "hall"), Stamp(1));
    network.put(hosted("two", "2026-02-01", "lab"), Stamp(1));
    network.put(hosted("three", "2026-03-01", "club"), Stamp(1));
    let mut this = hosted("this", "2026-12-03", "hall");
    network.put(this.clone(), Stamp(1));
    let lab = format!("host: lab {:?}", Some(Day::new("2026-02-01")));
    assert_eq!(told(&network, &this), ["confirm: lab club 12", &lab]);
    this.coming = vec!["person".into(), "club".into()];
    let club = format!("host: club {:?}", Some(Day::new("2026-03-01")));
    assert_eq!(told(&network, &this), ["confirm: club 12", &club]);
}
