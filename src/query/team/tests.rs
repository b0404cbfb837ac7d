use gosmart_job::Job;

use super::*;
use crate::{
    model::{AnyTable, Competency, Sector, Stamp, Supporter, Topic, notation},
    teams::TeamJob,
};

const TODAY: &str = "2026-11-27";

fn ids(text: &str) -> Vec<Id> {
    text.split_whitespace().map(Id::from).collect()
}

fn ask(network: &Network, competencies: &str, options: &TeamOptions) -> Team {
    let question = Question::new(network, &ids(competencies), options, &Day::new(TODAY));
    let mut job = TeamJob::start(question.input.clone());
    while !job.step() {}
    question.answer(network, &job.output()).unwrap()
}

fn names(members: &[Member]) -> String {
    members.iter().map(|member| member.actor.as_str()).collect::<Vec<_>>().join(" ")
}

fn change(network: &mut Network, id: &str, change: impl FnOnce(&mut Actor)) {
    let mut actor = (**network.actors.get(&id.into()).unwrap()).clone();
    change(&mut actor);
    network.put(actor, Stamp(1));
}

fn change_offer(network: &mut Network, id: &str, change: impl FnOnce(&mut Offer)) {
    let mut offer = (**network.offers.get(&id.into()).unwrap()).clone();
    change(&mut offer);
    network.put(offer, Stamp(1));
}

#[test]
fn says_who_covers_what_who_could_stand_in_and_what_is_missing() {
    let network = notation::network(
        "a offers print, scan; b offers scan, code; c offers code, other; d offers other; #nobody; e needs print",
    );
    let team = ask(&network, "scan print code nobody gone scan", &TeamOptions::default());
    // With b both halves of the pair fit; c would do as well.
    assert_eq!(names(&team.members), "a b");
    assert_eq!(team.members[0].covers, ids("scan print"));
    assert_eq!(team.members[1].covers, ids("scan code"));
    assert_eq!((team.proven, team.bound, team.compared), (true, 2, true));
    assert_eq!(team.alternatives.iter().map(|team| names(team)).collect::<Vec<_>>(), ["a c"]);
    assert_eq!(team.uncovered().map(Id::as_str).collect::<Vec<_>>(), ["nobody"]);
    let stand_ins = [("scan", ""), ("print", ""), ("code", "c"), ("nobody", "")];
    assert_eq!(team.stand_ins, stand_ins.map(|(id, actors)| (Id::from(id), ids(actors))));
}

#[test]
fn every_option_holds() {
    let mut network =
        notation::network("a offers x, y; b offers x; c offers y; d offers x, y, z; e offers z; f offers z");
    for sector in ["s", "t"] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
    }
    for (id, sector) in [("a", "s"), ("b", "s"), ("c", "s"), ("d", "t"), ("e", "t"), ("f", "t")] {
        change(&mut network, id, |actor| actor.sector = Some(sector.into()));
    }
    let team = |options: TeamOptions| {
        let team = ask(&network, "x y z", &options);
        let gaps = team.gaps.iter().map(|gap| format!(" {}:{}", gap.competency, gap.covered_by));
        names(&team.members) + &gaps.collect::<String>()
    };
    assert_eq!(team(TeamOptions::default()), "d");
    assert_eq!(team(TeamOptions { without: ids("d"), ..TeamOptions::default() }), "a e");
    assert_eq!(team(TeamOptions { must: ids("b"), ..TeamOptions::default() }), "b d");
    assert_eq!(team(TeamOptions { without: ids("a d"), ..TeamOptions::default() }), "b c e");
    let one_each = TeamOptions { without: ids("a d"), most_per_sector: Some(1), ..TeamOptions::default() };
    assert_eq!(team(one_each), "b e y:0");
    assert_eq!(team(TeamOptions { members_each: 2, ..TeamOptions::default() }), "a d e");
    let out = TeamOptions { members_each: 2, without: ids("d e"), ..TeamOptions::default() };
    assert_eq!(team(out), "a b c f z:1");
    let expert = TeamOptions { least_level: Some(1), ..TeamOptions::default() };
    assert_eq!(team(expert.clone()), " x:0 y:0 z:0");
    let mut levels = network.clone();
    for (offer, level) in [("a-x", 3), ("c-y", 2), ("f-z", 1)] {
        change_offer(&mut levels, offer, |offer| offer.level = Some(level));
    }
    assert_eq!(names(&ask(&levels, "x y z", &expert).members), "a c f");
}

#[test]
fn guests_may_be_left_out_and_who_left_is_not_there() {
    let mut network = notation::network("a offers x, y; b offers x; c offers y; d offers x, y");
    change(&mut network, "a", |actor| actor.left = Some(Day::new("2020-01-01")));
    change(&mut network, "d", |actor| actor.status = ActorStatus::Guest);
    let members = |options| names(&ask(&network, "x y", &options).members);
    assert_eq!(members(TeamOptions::default()), "d");
    assert_eq!(members(TeamOptions { members_only: true, ..TeamOptions::default() }), "b c");
    let asked_for = TeamOptions { members_only: true, must: ids("d"), ..TeamOptions::default() };
    assert_eq!(members(asked_for), "d");
}

#[test]
fn of_equal_teams_sectors_then_helpers_then_confirmations_decide() {
    let mut network = notation::network("a offers x; b offers x; c offers x; d offers x; e offers y");
    let best = |network: &Network, topic: bool, since: Option<&str>| {
        let topic = topic.then(|| "topic".into());
        let options = TeamOptions { topic, confirmed_since: since.map(Day::new), ..TeamOptions::default() };
        let team = ask(network, "x y", &options);
        assert_eq!(team.alternatives.len(), 3);
        team.members[0].actor.to_string()
    };
    assert_eq!(best(&network, false, None), "a");
    for (offer, day, by) in
        [("b-x", "2025-05-01", Confirmer::Itself), ("c-x", "2026-05-01", Confirmer::Keeper)]
    {
        change_offer(&mut network, offer, |offer| {
            (offer.confirmed_on, offer.confirmed_by) = (Some(Day::new(day)), Some(by));
        });
    }
    assert_eq!(best(&network, false, None), "b");
    assert_eq!(best(&network, false, Some("2026-01-01")), "c");
    let people = [("d", Role::CanHelp), ("a", Role::Curious)];
    let people = people.map(|(actor, role)| Supporter { actor: actor.into(), role }).to_vec();
    network.put(Topic { people, ..Topic::new("topic".into(), "topic") }, Stamp(1));
    assert_eq!(best(&network, true, None), "d");
    assert_eq!(best(&network, false, None), "b");
    for sector in ["s", "t"] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
    }
    for (id, sector) in [("a", "s"), ("b", "t"), ("c", "t"), ("d", "t"), ("e", "t")] {
        change(&mut network, id, |actor| actor.sector = Some(sector.into()));
    }
    assert_eq!(best(&network, true, None), "a");
}

#[test]
fn for_what_is_missing_it_says_who_comes_nearest() {
    let mut network = notation::network(
        "low offers iot; narrow offers lorawan; wide offers digital; #far; other offers far; gone offers lorawan;
         helper; curious; out offers iot",
    );
    for (id, broader) in [("lorawan", "iot"), ("iot", "digital"), ("digital", "iot")] {
        let term = Competency { broader: Some(broader.into()), ..Competency::new(id.into(), id) };
        network.put(term, Stamp(1));
    }
    change(&mut network, "gone", |actor| actor.left = Some(Day::new("2020-01-01")));
    let people = [("helper", Role::CanHelp), ("curious", Role::Curious), ("narrow", Role::CanHelp)];
    let people = people.map(|(actor, role)| Supporter { actor: actor.into(), role }).to_vec();
    let competencies = ids("iot");
    network.put(Topic { people, competencies, ..Topic::new("topic".into(), "topic") }, Stamp(1));

    let options = TeamOptions { least_level: Some(2), without: ids("out"), ..TeamOptions::default() };
    let team = ask(&network, "iot", &options);
    assert_eq!(team.members, []);
    let nearest = [
        ("low", Near::LeftOut),
        ("narrow", Near::Narrower("lorawan".into())),
        ("wide", Near::Narrower("digital".into())),
        ("helper", Near::Topic("topic".into())),
    ];
    let gap = Gap {
        competency: "iot".into(),
        covered_by: 0,
        nearest: nearest.map(|(id, near)| (id.into(), near)).to_vec(),
    };
    assert_eq!(team.gaps, [gap]);
}

#[test]
fn in_a_network_that_shows_less_only_what_is_true_there_is_said() {
    let network =
        notation::network("a offers print, scan; b offers scan, code; c offers code, other; #nobody");
    let question =
        Question::new(&network, &ids("scan print code"), &TeamOptions::default(), &Day::new(TODAY));
    let mut job = TeamJob::start(question.input.clone());
    while !job.step() {}
    let output = job.output();
    let without = |remove: &dyn Fn(&mut Network)| {
        let mut less = network.clone();
        remove(&mut less);
        question.answer(&less, &output)
    };
    let offer = |actor: &str, competency: &str| {
        let mut offers = network.offers.iter();
        offers
            .find(|it| it.actor.as_str() == actor && it.competency.as_str() == competency)
            .unwrap()
            .id
            .clone()
    };
    let other = without(&|network| drop(network.offers.remove(&offer("c", "code")))).unwrap();
    assert_eq!((names(&other.members), other.alternatives.len()), ("a b".into(), 0));
    assert!(other.stand_ins.iter().all(|(_, actors)| actors.is_empty()));
    assert_eq!(without(&|network| drop(network.offers.remove(&offer("b", "code")))), None);
    assert_eq!(without(&|network| drop(network.actors.remove(&"a".into()))), None);
    assert_eq!(without(&|network| drop(network.competencies.remove(&"print".into()))), None);
}
