use std::sync::Arc;

use super::*;
use crate::{
    exchange::{self, Header, Profile},
    merge::Merge,
    model::{Stamp, Talk, notation},
};

const TODAY: &str = "2026-11-29";

fn market() -> Network {
    let mut network = notation::network("a offers x; b needs x; b offers y; a needs y; c offers x");
    let mut meeting = Meeting::new("m".into(), Day::new(TODAY));
    meeting.talks = [("a", "b", 1), ("b", "c", 2)]
        .map(|(one, other, round)| Talk { round: Some(round), ..Talk::new(one, other) })
        .to_vec();
    network.put(meeting, Stamp(1));
    network
}

fn done(network: &mut Network, message: Msg, at: u64) -> Vec<Change> {
    let Msg::Edit { changes, .. } = message else { panic!("no edit") };
    network.apply_all(changes, Stamp(at))
}

fn talked(network: &mut Network, [one, other]: [&str; 2], by: Option<&str>, at: u64) -> Vec<Change> {
    let by = by.map(Id::from);
    let two = [&one.into(), &other.into()];
    let message = mark_talk(network, &"m".into(), None, two, by.as_ref(), &Day::new(TODAY));
    done(network, message, at)
}

fn agreed(network: &mut Network, [giver, taker]: [&str; 2], what: &str, by: &str, at: u64) {
    let line = Line { giver: giver.into(), taker: taker.into(), what: what.into(), until: None };
    let message = agree(network, &"m".into(), None, &line, Some(&by.into()), &Day::new(TODAY));
    done(network, message.unwrap(), at);
}

fn told(network: &Network) -> Vec<String> {
    let mut told: Vec<String> = network
        .agreements
        .iter()
        .map(|it| format!("{} {} {:?} {:?} {}", it.giver, it.taker, it.state, it.agreed_by, it.what))
        .collect();
    told.sort();
    told
}

#[test]
fn a_talk_is_ticked_once_whoever_does_it_and_can_be_taken_back() {
    let mut network = market();
    let back = talked(&mut network, ["a", "b"], Some("a"), 2);
    let held = of_talk(&network, &"m".into(), &"b".into(), &"a".into());
    assert_eq!(held.iter().map(|it| it.history[0].by.clone()).collect::<Vec<_>>(), [Some("a".into())]);
    network.apply_all(back, Stamp(3));
    assert!(told(&network).is_empty());
    talked(&mut network, ["a", "b"], None, 4);
    talked(&mut network, ["b", "a"], None, 5);
    assert!(told(&network).is_empty(), "pressed again");
}

#[test]
fn a_line_is_its_authors_and_another_one_when_it_is_written_again() {
    let mut network = market();
    agreed(&mut network, ["a", "b"], " Drucker leihen ", "a", 2);
    agreed(&mut network, ["a", "b"], "Drucker verleihen", "a", 3);
    agreed(&mut network, ["b", "a"], "Plan zeichnen", "b", 4);
    let expected = [r#"a b Agreed [Id("a")] Drucker verleihen"#, r#"b a Agreed [Id("b")] Plan zeichnen"#];
    assert_eq!(told(&network), expected);
    let line = Line { giver: "a".into(), taker: "b".into(), what: "  ".into(), until: None };
    assert_eq!(agree(&network, &"m".into(), None, &line, None, &Day::new(TODAY)), None);
}

#[test]
fn what_was_held_and_agreed_is_counted_by_rounds() {
    let mut network = market();
    talked(&mut network, ["a", "b"], None, 2);
    agreed(&mut network, ["a", "b"], "Drucker", "a", 3);
    // Nobody planned it.
    talked(&mut network, ["a", "c"], None, 4);
    let meeting = network.meetings.get(&"m".into()).unwrap();
    let expected = Tally { talks: 2, held: 2, agreed: 1, rounds: vec![(1, 1), (0, 1)] };
    assert_eq!(tally(&network, meeting), expected);
}

#[test]
fn thirty_phones_bring_each_talk_and_each_line_once_and_ask_nothing() {
    let people: Vec<String> = (0..30).map(|number| format!("p{number}")).collect();
    let text = people.join("; ");
    let mut own = notation::network(&text);
    own.put(Meeting::new("m".into(), Day::new(TODAY)), Stamp(1));
    let packets: Vec<Arc<Network>> = (0..30)
        .map(|number| {
            let mut phone = own.clone();
            let (me, next) = (&*people[number], &*people[(number + 1) % 30]);
            let before = &*people[(number + 29) % 30];
            talked(&mut phone, [me, next], Some(me), 100 + number as u64);
            talked(&mut phone, [before, me], Some(me), 200 + number as u64);
            agreed(&mut phone, [me, next], "Hilfe", me, 300 + number as u64);
            let packet = exchange::redact(&packet_of(&phone, &"m".into(), &me.into()), Profile::Full);
            let text = exchange::write(&packet, Header { by: Some(me), ..Header::default() });
            Arc::new(exchange::read_stored(&text).unwrap())
        })
        .collect();
    let merged = |own: &Network, packets: &[Arc<Network>]| {
        let theirs: Vec<&Network> = packets.iter().map(|packet| &**packet).collect();
        Merge::of(own, &theirs).run()
    };
    let together = merged(&own, &packets);
    assert!(together.conflicts.is_empty(), "{:?}", together.conflicts);
    assert_eq!(together.network.agreements.len(), 60);
    // One after the other, as they come in over the evening.
    let mut network = own;
    for packet in &packets {
        let next = merged(&network, std::slice::from_ref(packet));
        assert!(next.conflicts.is_empty(), "{:?}", next.conflicts);
        network = next.network;
    }
    assert_eq!(told(&network), told(&together.network));
}
