//! Merging from outside: many packets in any order, on the command line and in the library, and what a pipeline makes of
//! a folder of them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use expect_test::expect;
use gosmart::{
    exchange::{Header, Profile, read, redact, write},
    merge::{Choice, Merge, Side},
    model::{Actor, AnyRecord, Change, Competency, Id, Network, Offer, Role, Stamp, Supporter, TableName},
    query::doubles::{Double, Reason, doubles, unite},
};

use crate::cli::{gosmart, output};

/// A fresh folder for one test.
fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn text(network: &Network, profile: Profile) -> String {
    write(&redact(network, profile), Header::default())
}

fn goslar() -> Network {
    read(include_bytes!("../../data/goslar.json")).unwrap().network
}

/// The records of `after` that are not as in `before`, and what was removed.
fn packet(before: &Network, after: &Network) -> Network {
    let mut packet = Network::new(after.about.id.clone());
    for (table, id) in after.records_changed_since(before) {
        if let Some(record) = after.table(table).shared(&id) {
            let end = packet.table(table).len();
            packet.table_mut(table).insert(end, record);
        }
    }
    packet.removed = after.removed.clone();
    packet
}

/// What a member sends: itself, a term of its own, an offer, a yes to a topic that all attach themselves to, and another
/// word on an actor that all have something to say of.
fn contribution(map: &Network, number: u64) -> Network {
    let mut mine = map.clone();
    let id = |kind: &str| Id::from(format!("{kind}-{number}").as_str());
    let now = Stamp(1_700_000_000_000 + number % 7);
    mine.put(Actor::new(id("actor"), format!("Actor {number}")), now);
    mine.put(Competency::new(id("term"), format!("Term {number}")), now);
    mine.put(Offer::new(id("offer"), id("actor"), id("term")), now);
    let topic = mine.topics.iter().next().unwrap().clone();
    let attach = |topic: &mut gosmart::model::Topic| {
        topic.people.push(Supporter { actor: id("actor"), role: Role::CanHelp });
    };
    mine.apply(Change::of(&*topic, attach), now);
    let actor = mine.actors.iter().next().unwrap().clone();
    mine.apply(Change::of(&*actor, |actor| actor.about = format!("As {number} sees it")), now);
    packet(map, &mine)
}

/// Numbers in an order that hangs on a seed.
fn order(count: usize, seed: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|number| (number + 1) * (2 * seed + 1) * 7919 % 1009);
    order
}

#[test]
fn thirty_packets_in_any_order_give_the_same_bytes_here_and_on_the_command_line() {
    let map = goslar();
    let folder = folder("thirty");
    fs::write(folder.join("map.json"), text(&map, Profile::Full)).unwrap();
    let packets: Vec<Network> = (0..30).map(|number| contribution(&map, number)).collect();
    let files: Vec<String> =
        (0..30).map(|it| folder.join(format!("{it}.json")).display().to_string()).collect();
    for (file, packet) in files.iter().zip(&packets) {
        fs::write(file, text(packet, Profile::Full)).unwrap();
    }
    let all: Vec<&Network> = packets.iter().collect();
    let merged = Merge::of(&map, &all).run();
    let expected = text(&merged.network, Profile::Full);
    assert_eq!((merged.added.len(), merged.changed.len(), merged.conflicts.len()), (90, 2, 0));
    assert_eq!(
        merged.network.topics.iter().next().unwrap().people.len(),
        map.topics.iter().next().unwrap().people.len() + 30
    );

    let (own, out) = (folder.join("map.json"), folder.join("out.json"));
    for seed in 0..20 {
        let order = order(30, seed);
        let mut call = vec!["merge", own.to_str().unwrap()];
        call.extend(order.iter().map(|number| files[*number].as_str()));
        call.extend(["--out", out.to_str().unwrap()]);
        let (code, _, problems) = gosmart("C", &call);
        assert_eq!((code, problems.as_str()), (0, ""));
        assert_eq!(fs::read_to_string(&out).unwrap(), expected, "{order:?}");

        // One by one, as an inbox does.
        let (mut network, mut taken) = (map.clone(), Vec::new());
        for number in order {
            taken.push(&packets[number]);
            network = Merge { before: Some(&map), ..Merge::of(&network, &taken) }.run().network;
        }
        assert_eq!(text(&network, Profile::Full), expected);
    }
}

#[test]
fn three_who_worked_apart_come_to_the_same_map_wherever_they_merge() {
    let map = goslar();
    let mut sides: Vec<Network> = (0..3).map(|_| map.clone()).collect();
    let actors: Vec<Id> = map.actors.iter().take(4).map(|actor| actor.id.clone()).collect();
    for (number, side) in sides.iter_mut().enumerate() {
        // Clocks that are wrong by two years either way.
        let now = Stamp((1_700_000_000_000_i64 + (number as i64 - 1) * 63_072_000_000) as u64);
        for (place, id) in actors.iter().enumerate() {
            let actor = side.actors.get(id).unwrap().clone();
            let say = |actor: &mut Actor| match (place + number) % 3 {
                0 => actor.vision = format!("{number}"),
                1 => actor.place = format!("{number}"),
                _ => actor.about = format!("{number}"),
            };
            side.apply(Change::of(&*actor, say), now);
        }
        side.put(Actor::new(format!("new-{number}").as_str().into(), "New"), now);
        if number == 2 {
            side.apply(Change::Remove { table: TableName::Actors, id: actors[3].clone() }, now);
        }
    }
    let merged: Vec<String> = (0..3)
        .map(|own| {
            let others: Vec<&Network> = (0..3).filter(|other| *other != own).map(|it| &sides[it]).collect();
            let mut network = Merge::of(&sides[own], &others).run().network;
            network.positions = map.positions.clone();
            text(&network, Profile::Full)
        })
        .collect();
    assert_eq!(merged[0], merged[1]);
    assert_eq!(merged[0], merged[2]);
    let network = read(merged[0].as_bytes()).unwrap().network;
    assert_eq!(network.actors.len(), map.actors.len() + 3, "what two changed beside its removal stays");
}

/// A map, and what two made of it without knowing of each other.
fn apart() -> (Network, Network, Network) {
    let mut base = Network::new("map".into());
    base.put(Actor::new("museum".into(), "Museum"), Stamp(1));
    base.put(Actor::new("lab".into(), "Lab"), Stamp(1));
    let (mut ours, mut theirs) = (base.clone(), base.clone());
    let set = |network: &mut Network, about: &str, now| {
        let actor = network.actors.get(&"museum".into()).unwrap().clone();
        network.apply(Change::of(&*actor, |actor| actor.about = about.into()), Stamp(now));
    };
    set(&mut ours, "A mine", 20);
    set(&mut theirs, "A museum in a mine", 10);
    ours.apply(Change::Remove { table: TableName::Actors, id: "lab".into() }, Stamp(21));
    let lab = theirs.actors.get(&"lab".into()).unwrap().clone();
    theirs.apply(Change::of(&*lab, |lab| lab.place = "Oker".into()), Stamp(11));
    (base, ours, theirs)
}

#[test]
fn conflicts_are_told_and_decided_as_one_prefers() {
    let (_, ours, theirs) = apart();
    let folder = folder("prefer");
    let [own, other, out] = ["ours.json", "theirs.json", "out.json"].map(|name| folder.join(name));
    fs::write(&own, text(&ours, Profile::Full)).unwrap();
    fs::write(&other, text(&theirs, Profile::Full)).unwrap();
    let merge = |prefer: &str| {
        let files = [&own, &other, &out].map(|path| path.to_str().unwrap());
        gosmart("C", &["merge", files[0], files[1], "--out", files[2], "--prefer", prefer])
    };
    let (code, told, sentence) = merge("ask");
    assert_eq!((code, out.exists()), (1, false));
    expect![[r#"
        {"conflicts":[{"changed":{"ours":20,"theirs":10},"file":"/theirs.json","id":"museum","kind":"actor","name":"Museum","ours":{"about":"A mine"},"theirs":{"about":"A museum in a mine"}},{"id":"lab","kind":"actor","name":"Lab","removed_by":"ours"}]}
    "#]].assert_eq(&told.replace(folder.to_str().unwrap(), ""));
    expect![[r#"
        gosmart: In 2 places several changed something; nothing was written.
    "#]]
    .assert_eq(&sentence);
    let said = |prefer: &str| {
        assert_eq!(merge(prefer).0, 0);
        let network = read(&fs::read(&out).unwrap()).unwrap().network;
        let about = network.actors.get(&"museum".into()).unwrap().about.clone();
        (about, network.actors.contains(&"lab".into()))
    };
    assert_eq!(said("newest"), ("A mine".into(), true));
    assert_eq!(said("ours"), ("A mine".into(), false));
    assert_eq!(said("theirs"), ("A museum in a mine".into(), true));
    assert_eq!(merge("loudest").0, 2);
}

#[test]
fn what_was_decided_is_not_asked_again_by_either_side() {
    let (_, ours, theirs) = apart();
    let mut merged = Merge::of(&ours, &[&theirs]).run();
    let conflicts = merged.conflicts.clone();
    assert_eq!(conflicts.len(), 2);
    let choice = Choice::Side(Side::Theirs);
    merged.decide(&ours, conflicts.iter().map(|conflict| (conflict, &choice)), Stamp(30));
    for (one, other) in [(&merged.network, &theirs), (&theirs, &merged.network), (&ours, &merged.network)] {
        let again = Merge::of(one, &[other]).run();
        assert_eq!(again.conflicts, []);
        assert_eq!(text(&again.network, Profile::Full), text(&merged.network, Profile::Full));
    }
}

#[test]
fn what_only_one_changed_is_no_question_even_with_a_clock_that_is_wrong() {
    let map = goslar();
    let id = map.actors.iter().next().unwrap().id.clone();
    let say = |network: &Network, about: &str, now| {
        let mut network = network.clone();
        let actor = network.actors.get(&id).unwrap().clone();
        network.apply(Change::of(&*actor, |actor| actor.about = about.into()), Stamp(now));
        network
    };
    let ours = say(&map, "First", 1_800_000_000_000);
    // Whoever had that before them answers two years too early by the clock.
    let theirs = say(&say(&ours, "Second", 1_700_000_000_000), "Third", 1_700_000_000_000);
    let merged = Merge::of(&ours, &[&theirs]).run();
    assert_eq!(merged.conflicts, []);
    assert_eq!(merged.network.actors.get(&id).unwrap().about, "Third");
    // Beside it, both are asked about.
    let beside = say(&map, "Other", 1_900_000_000_000);
    assert_eq!(Merge::of(&theirs, &[&beside]).run().conflicts.len(), 1);
}

#[test]
fn a_packet_that_holds_one_field_leaves_the_others_alone() {
    let map = goslar();
    let actor = map.actors.iter().find(|it| !it.about.is_empty() && it.sector.is_some()).unwrap();
    let mut bare = Actor::new(actor.id.clone(), &actor.name);
    bare.vision = "All open".into();
    bare.meta.changed.insert("vision".into(), Stamp(5));
    let mut packet = Network::new(map.about.id.clone());
    packet.actors.put(bare);
    let merged = Merge::of(&map, &[&packet]).run();
    let expected = Actor { vision: "All open".into(), ..Actor::clone(actor) };
    let found = merged.network.actors.get(&actor.id).unwrap();
    assert_eq!(Actor { meta: expected.meta.clone(), ..Actor::clone(found) }, expected);
    assert_eq!((merged.conflicts, merged.changed.len()), (vec![], 1));
}

#[test]
fn what_needs_a_record_that_nobody_has_is_put_aside_and_told() {
    let (map, mut packet) = (goslar(), Network::new("goslar".into()));
    packet.offers.put(Offer::new("lost".into(), "nobody", "nothing"));
    let merged = Merge::of(&map, &[&packet]).run();
    assert_eq!(merged.network.offers.len(), map.offers.len());
    assert!(matches!(&merged.aside[..], [AnyRecord::Offer(offer)] if offer.id.as_str() == "lost"));
}

#[test]
fn a_pipeline_publishes_a_folder_of_packets_and_refuses_private_ones() {
    let map = goslar();
    let folder = folder("pipeline");
    let packets = folder.join("beitraege");
    fs::create_dir(&packets).unwrap();
    let (own, published) = (folder.join("karte.json"), folder.join("netz.json"));
    fs::write(&own, text(&map, Profile::Public)).unwrap();
    let run = || {
        let done = Command::new("sh")
            .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/pipeline/publish.sh"))
            .args([&own, &packets, &published])
            .env("GOSMART", env!("CARGO_BIN_EXE_gosmart"))
            .env("LC_ALL", "C")
            .output()
            .unwrap();
        (done.status.success(), String::from_utf8(done.stderr).unwrap())
    };
    for number in 0..3 {
        let packet = contribution(&map, number);
        fs::write(packets.join(format!("{number}.json")), text(&packet, Profile::Public)).unwrap();
    }
    let (done, problems) = run();
    assert!(done, "{problems}");
    let shown = read(&fs::read(&published).unwrap()).unwrap();
    assert_eq!(shown.network.actors.len(), redact(&map, Profile::Public).actors.len() + 3);
    // The same folder again changes nothing.
    let before = fs::read(&own).unwrap();
    assert!(run().0);
    assert_eq!(fs::read(&own).unwrap(), before);

    let mut secret = contribution(&map, 4);
    let actor = secret.actors.get(&"actor-4".into()).unwrap().clone();
    secret.put(Actor { internal_note: "difficult".into(), ..Actor::clone(&actor) }, Stamp(9));
    fs::write(packets.join("4.json"), text(&secret, Profile::Full)).unwrap();
    fs::remove_file(&published).unwrap();
    let (done, problems) = run();
    assert_eq!((done, published.exists()), (false, false));
    assert_eq!(fs::read(&own).unwrap(), before);
    expect![[r#"
        gosmart: /4.json: The file holds what the profile public must not see (actors actor-4.internal_note). Left out: 1 internal note.
    "#]].assert_eq(&problems.replace(packets.to_str().unwrap(), ""));
}

#[test]
fn a_public_file_names_no_sender() {
    let path = output("sender.json");
    let part = redact(&goslar(), Profile::Public);
    let text = write(&part, Header::default()).replacen("{", "{\"by\":\"Museum\",", 1);
    fs::write(&path, text).unwrap();
    assert_eq!(gosmart("C", &["validate", path.to_str().unwrap()]).0, 0);
    let (code, _, sentence) = gosmart("C", &["validate", path.to_str().unwrap(), "--profile", "public"]);
    assert_eq!(code, 1);
    assert!(!sentence.contains("Museum"));
}

#[test]
fn a_double_that_became_one_does_not_come_back_with_its_packet() {
    let mut ours = goslar();
    let now = Stamp(1_700_000_000_000);
    ours.put(Actor::new("museum".into(), "Museum am Markt"), now);
    let mut theirs = ours.clone();
    theirs.apply(Change::Remove { table: TableName::Actors, id: "museum".into() }, now);
    theirs.removed = ours.removed.clone();
    let terms: Vec<Id> = ours.competencies.iter().take(2).map(|term| term.id.clone()).collect();
    theirs.put(Actor { about: "Am Markt".into(), ..Actor::new("other".into(), "museum am Markt") }, now);
    theirs.put(Offer::new("one".into(), "other", terms[0].clone()), now);
    theirs.put(Offer::new("two".into(), "other", terms[1].clone()), now);
    let evidence = "Stadtmodell".into();
    ours.put(Offer { evidence, ..Offer::new("own".into(), "museum", terms[0].clone()) }, now);
    let sent = packet(&goslar(), &theirs);

    let merged = Merge::of(&ours, &[&sent]).run();
    let found = doubles(&merged.network, &merged.added);
    let [Double { table: TableName::Actors, ids, reason: Reason::SameName, are_both_new: false }] =
        &found[..]
    else {
        panic!("{found:?}");
    };
    assert_eq!(*ids, ["museum".into(), "other".into()]);
    let mut network = merged.network;
    unite(&mut network, &found, Stamp(now.0 + 10));
    let offers = |network: &Network| -> Vec<String> {
        let own = network.offers.iter().filter(|offer| offer.actor.as_str() == "museum");
        own.map(|offer| offer.id.to_string()).collect()
    };
    assert_eq!(offers(&network), ["own", "two"]);
    assert_eq!(network.actors.get(&"museum".into()).unwrap().about, "Am Markt");
    for before in [None, Some(&ours)] {
        let again = Merge { before, ..Merge::of(&network, &[&sent]) }.run();
        assert_eq!((again.added, again.changed, again.removed, again.conflicts), Default::default());
        assert_eq!(text(&again.network, Profile::Full), text(&network, Profile::Full));
        assert_eq!(doubles(&again.network, &[]), []);
    }
    // What its author says of it meanwhile comes in, as one of the two again.
    let other = theirs.actors.get(&"other".into()).unwrap().clone();
    theirs.apply(Change::of(&*other, |actor| actor.vision = "Offen".into()), Stamp(now.0 + 5));
    let again = Merge::of(&network, &[&packet(&goslar(), &theirs)]).run();
    assert!(again.network.actors.contains(&"other".into()));
    assert_eq!(doubles(&again.network, &again.added).len(), 1);
}
