use super::*;
use crate::model::{
    Actor, Agreement, Change, Competency, Link, Need, Network, Offer, Sector, Stamp, TableName, notation,
    order,
};

const TODAY: &str = "2026-03-01";

fn matches(network: &Network) -> Matches {
    Matches::new(network, &Day::new(TODAY))
}

/// Need and offer of each match, best first.
fn pairs(found: impl IntoIterator<Item = Match>) -> Vec<String> {
    let need = |found: &Match| found.need.as_ref().map_or("-".into(), Id::to_string);
    found.into_iter().map(|found| format!("{} {}", need(&found), found.offer)).collect()
}

fn all(network: &Network) -> Vec<String> {
    pairs(matches(network).all())
}

fn change<T: Clone>(record: Option<&std::sync::Arc<T>>, change: impl FnOnce(&mut T)) -> T {
    let mut record = T::clone(record.unwrap());
    change(&mut record);
    record
}

fn with_actor(network: &mut Network, id: &str, with: impl FnOnce(&mut Actor)) {
    network.actors.put(change(network.actors.get(&id.into()), with));
}

/// Two competencies, one looked for and one offered.
fn terms(wanted: (&str, &[&str]), offered: (&str, &[&str])) -> Network {
    let mut network = notation::network("looking needs w; offering offers o");
    for (id, (name, also)) in [("w", wanted), ("o", offered)] {
        let also = also.iter().map(|name| (*name).to_owned()).collect();
        network.competencies.put(Competency { also, ..Competency::new(id.into(), name) });
    }
    network
}

#[test]
fn a_name_or_another_word_makes_two_terms_one_or_nearly_one() {
    use Closeness::{NearTwin, Synonym};
    for (wanted, offered, expected) in [
        (("3D-Druck", &[][..]), ("3d druck", &[][..]), Some(Synonym)),
        (("Straßenbau", &[]), ("Strassenbau", &[]), Some(Synonym)),
        (("Internet der Dinge", &["IoT"]), ("iot", &[]), Some(Synonym)),
        (("Internet der Dinge", &["IoT"]), ("Vernetzte Geräte", &["Iot"]), Some(Synonym)),
        (("Sensorik", &[]), ("Sensorick", &[]), Some(NearTwin)),
        (("Messtechnik", &[]), ("Sensorik", &["Messtecknik"]), Some(NearTwin)),
        (("Projekte leiten", &[]), ("Leiten, Projekte", &[]), Some(NearTwin)),
        (("Sensorik", &[]), ("Sensoren", &[]), Some(NearTwin)),
        (("Moderation", &[]), ("Moderationen", &[]), Some(NearTwin)),
        (("Moderation", &[]), ("Moderationsrunde", &[]), None),
        (("3D-Druck", &[]), ("3-D-Drucken", &[]), Some(NearTwin)),
        (("Drucken 3D", &[]), ("3D-Druck", &[]), Some(NearTwin)),
        (("Netzplanung", &[]), ("Netzwerk-Planung", &[]), Some(NearTwin)),
        (("Netzwerk-Planung", &[]), ("Netzwerk", &[]), None),
        // Short words differ by one letter and mean another thing, and so do other digits.
        (("LAN", &[]), ("WAN", &[]), None),
        (("ISO 9001", &[]), ("ISO 9002", &[]), None),
        (("Sensorik", &[]), ("Logistik", &[]), None),
        // What no letter names has nothing in common.
        (("…", &[]), ("!", &[]), None),
    ] {
        let found: Vec<Match> = matches(&terms(wanted, offered)).all().collect();
        assert_eq!(found.first().map(|found| found.closeness), expected, "{wanted:?} {offered:?}");
    }
}

fn set_broader(network: &mut Network, id: &str, broader: &str) {
    let term = change(network.competencies.get(&id.into()), |term| term.broader = Some(broader.into()));
    network.competencies.put(term);
}

#[test]
fn narrower_terms_count_at_any_depth_broader_ones_may() {
    let mut network = notation::network(
        "town needs iot, lorawan; a offers iot; b offers sensors; c offers lorawan; #gauge",
    );
    set_broader(&mut network, "sensors", "iot");
    set_broader(&mut network, "gauge", "sensors");
    set_broader(&mut network, "lorawan", "gauge");
    let told: Vec<String> = matches(&network)
        .all()
        .map(|found| format!("{} {} {:?}", found.wanted, found.offered, found.closeness))
        .collect();
    let expected = [
        "iot iot Same",
        "lorawan lorawan Same",
        "iot sensors Narrower",
        "iot lorawan Narrower",
        "lorawan iot Broader",
        "lorawan sensors Broader",
    ];
    assert_eq!(told, expected);
}

#[test]
fn circles_of_broader_terms_end() {
    let mut network = notation::network("town needs x; a offers y; b offers z; c offers x; d offers own");
    set_broader(&mut network, "x", "y");
    set_broader(&mut network, "y", "z");
    set_broader(&mut network, "z", "x");
    set_broader(&mut network, "own", "own");
    assert_eq!(all(&network), ["town-x c-x", "town-x a-y", "town-x b-z"]);
    assert!(matches(&network).all().all(|found| found.closeness.is_sure()));
}

#[test]
fn who_has_left_what_is_closed_and_what_is_missing_takes_no_part() {
    let network = notation::network("a needs x; b offers x; c offers x; d needed x; a offers x");
    assert_eq!(all(&network), ["a-x b-x", "a-x c-x"]);
    for (left, expected) in [
        ("2020-01-01", &["a-x c-x"][..]),
        (TODAY, &["a-x c-x"]),
        ("2026-03-02", &["a-x b-x", "a-x c-x"]),
        // Years sort by time too.
        ("2025", &["a-x c-x"]),
    ] {
        let mut network = network.clone();
        with_actor(&mut network, "b", |actor| actor.left = Some(Day::new(left)));
        assert_eq!(all(&network), expected, "{left}");
    }
    let mut gone = network.clone();
    with_actor(&mut gone, "a", |actor| actor.left = Some(Day::new(TODAY)));
    gone.put(Offer::new("lost".into(), "nobody", "x"), Stamp(1));
    gone.put(Offer::new("lost too".into(), "b", "nothing"), Stamp(1));
    assert_eq!(all(&gone), [] as [&str; 0]);
    assert_eq!(matches(&gone).of_need(&"a-x".into()), []);
    assert_eq!(matches(&gone).of_need(&"nowhere".into()), []);
    assert_eq!(matches(&gone).of_actor(&"nobody".into()), ActorMatches::default());
}

#[test]
fn forms_of_help_and_days_are_compared_where_both_say_something() {
    use HelpForm::{Advice, Device, Room};
    for (wanted, offered, by, from, expected) in [
        (&[][..], &[][..], None, None, Some(&[][..])),
        (&[Room], &[], None, None, Some(&[])),
        (&[], &[Advice], None, None, Some(&[])),
        (&[Room], &[Advice], None, None, None),
        (&[Room, Device], &[Device, Advice], None, None, Some(&[Device])),
        (&[], &[], Some("2026-05-01"), Some("2026-05-01"), Some(&[])),
        (&[], &[], Some("2026-05-01"), Some("2026-05-02"), None),
        (&[], &[], Some("2026-05-01"), None, Some(&[])),
        // What is no day says nothing.
        (&[], &[], Some("bald"), Some("2026-05-02"), Some(&[])),
    ] {
        let mut network = notation::network("a needs x; b offers x");
        let need = change(network.needs.get(&"a-x".into()), |need| {
            (need.forms, need.wanted_by) = (wanted.to_vec(), by.map(Day::new));
        });
        network.needs.put(need);
        let offer = change(network.offers.get(&"b-x".into()), |offer| {
            (offer.forms, offer.available_from) = (offered.to_vec(), from.map(Day::new));
        });
        network.offers.put(offer);
        let found = matches(&network).all().next();
        let forms = found.as_ref().map(|found| found.forms.as_slice());
        assert_eq!(forms, expected, "{wanted:?} {offered:?} {by:?} {from:?}");
    }
}

#[test]
fn mutual_matches_come_first_with_what_fits_best() {
    let mut network = notation::network(
        "a needs x; expert offers x; b offers x; b needs iot, y; a offers lorawan, y; c needs other; c offers x",
    );
    set_broader(&mut network, "lorawan", "iot");
    let offer = change(network.offers.get(&"expert-x".into()), |offer| {
        (offer.level, offer.evidence) = (Some(3), "Everything".into());
    });
    network.offers.put(offer);
    let found = matches(&network).of_need(&"a-x".into());
    let told: Vec<_> = found.iter().map(|it| (it.offered_by.as_str(), it.mutual.is_some())).collect();
    assert_eq!(told, [("b", true), ("expert", false), ("c", false)]);
    let back = found[0].mutual.as_ref().unwrap();
    assert_eq!((back.need.as_str(), back.offer.as_str(), back.closeness), ("b-y", "a-y", Closeness::Same));

    // A maybe on either side is not enough.
    let mut maybe = notation::network("a needs x; b offers x; b needs lorawan; a offers iot");
    set_broader(&mut maybe, "lorawan", "iot");
    assert!(matches(&maybe).all().all(|found| found.mutual.is_none()));
}

/// `a` needs what `b` offers; both in sectors of their own.
fn strangers() -> Network {
    let mut network = notation::network("a needs x; b offers x; c; d");
    for (actor, sector) in [("a", "science"), ("b", "arts")] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
        with_actor(&mut network, actor, |actor| actor.sector = Some(sector.into()));
    }
    network
}

#[test]
fn strangers_from_different_sectors_surprise() {
    let link = |network: &mut Network, from: &str, to: &str| {
        network.put(Link::new(format!("{from}-{to}").as_str().into(), from, to), Stamp(1));
    };
    type Change = fn(&mut Network, &dyn Fn(&mut Network, &str, &str));
    let cases: [(&str, Change, bool, &[&str]); 11] = [
        ("strangers", |_, _| {}, true, &[]),
        ("one sector", |it, _| with_actor(it, "b", |b| b.sector = Some("science".into())), false, &[]),
        ("a sector is unknown", |it, _| with_actor(it, "b", |b| b.sector = None), false, &[]),
        ("a sector is missing", |it, _| with_actor(it, "b", |b| b.sector = Some("gone".into())), false, &[]),
        ("a link", |it, link| link(it, "a", "b"), false, &[]),
        ("a link back", |it, link| link(it, "b", "a"), false, &[]),
        ("invited", |it, _| with_actor(it, "b", |b| b.invited_by = Some("a".into())), false, &[]),
        (
            "two know both",
            |it, link| {
                [("a", "d"), ("d", "b"), ("b", "c"), ("c", "a")].iter().for_each(|(x, y)| link(it, x, y))
            },
            false,
            &["c", "d"],
        ),
        (
            "invited by one who knows the other",
            |it, link| {
                link(it, "c", "a");
                with_actor(it, "b", |b| b.invited_by = Some("c".into()));
            },
            false,
            &["c"],
        ),
        (
            "who knew both has left",
            |it, link| {
                [("a", "c"), ("c", "b")].iter().for_each(|(x, y)| link(it, x, y));
                with_actor(it, "c", |c| c.left = Some(Day::new("2025-01-01")));
            },
            true,
            &[],
        ),
        (
            "they know different ones",
            |it, link| [("a", "c"), ("d", "b")].iter().for_each(|(x, y)| link(it, x, y)),
            true,
            &[],
        ),
    ];
    for (what, change, surprising, common) in cases {
        let mut network = strangers();
        change(&mut network, &link);
        let found = matches(&network).all().next().unwrap();
        assert_eq!(found.surprising, surprising, "{what}");
        assert_eq!(found.common.iter().map(Id::as_str).collect::<Vec<_>>(), common, "{what}");
    }
}

#[test]
fn what_is_confirmed_within_a_year_or_as_the_network_says_is_fresh() {
    let mut network = notation::network("a needs x; b offers x");
    let before = matches(&network).all().next().unwrap().score;
    let gain = |network: &Network| matches(network).all().next().unwrap().score - before;
    for (day, fresh) in [("2025-03-01", 600), ("2025-02-28", 0), ("2027-01-01", 600), ("2026", 0)] {
        let mut network = network.clone();
        let offer = change(network.offers.get(&"b-x".into()), |it| it.confirmed_on = Some(Day::new(day)));
        network.offers.put(offer);
        assert_eq!(gain(&network), fresh, "{day}");
    }
    with_actor(&mut network, "a", |actor| actor.confirmed_on = Some(Day::new("2025-12-01")));
    assert_eq!(gain(&network), 600);
    let about = change(Some(&network.about), |about| about.confirm_months = Some(2));
    network.about = about.into();
    assert_eq!(gain(&network), 0);
}

#[test]
fn an_actor_stands_once_at_a_need_with_all_it_has() {
    let mut network = notation::network("town needs iot; a offers sensors, lorawan, iot; b offers sensors");
    set_broader(&mut network, "sensors", "iot");
    set_broader(&mut network, "lorawan", "iot");
    let found = matches(&network).of_need(&"town-iot".into());
    assert_eq!(pairs(found.clone()), ["town-iot a-iot", "town-iot b-sensors"]);
    assert_eq!(found[0].further, ["a-sensors".into(), "a-lorawan".into()]);

    // What the two already talk about stands first.
    let agreement = Agreement {
        need: Some("town-iot".into()),
        offer: Some("a-lorawan".into()),
        ..Agreement::new("talk".into(), "a", "town")
    };
    network.put(agreement, Stamp(1));
    let found = matches(&network).of_need(&"town-iot".into());
    assert_eq!(pairs(found.clone()), ["town-iot a-lorawan", "town-iot b-sensors"]);
    assert_eq!(found[0].agreement, Some(("talk".into(), AgreementState::Interested)));
}

#[test]
fn equal_matches_stand_as_their_offers_do() {
    let mut network = notation::network("town needs x; a offers some; b offers x; a offers x");
    set_broader(&mut network, "some", "x");
    assert_eq!(all(&network), ["town-x b-x", "town-x a-x"]);
}

#[test]
fn what_does_not_fit_is_set_aside_until_somebody_thinks_again() {
    let mut network = notation::network("a needs x; b offers x; c offers x");
    let mut agree = |id: &str, offer: Option<&str>, state, stamp| {
        let mut agreement = Agreement::new(id.into(), "b", "a");
        (agreement.need, agreement.offer) = (Some("a-x".into()), offer.map(Id::from));
        agreement.state = state;
        agreement.meta.changed = order::map([("state".to_owned(), Stamp(stamp))]);
        network.agreements.put(agreement);
        (all(&network), pairs(matches(&network).not_fitting()))
    };
    let (left, aside) = agree("first", Some("b-x"), AgreementState::NoFit, 5);
    assert_eq!((left, aside), (vec!["a-x c-x".into()], vec!["a-x b-x".into()]));
    // The latest counts, wherever it stands, and one without an offer speaks of all that the giver has.
    let (left, aside) = agree("earlier", None, AgreementState::Agreed, 4);
    assert_eq!((left.len(), aside.len()), (1, 1));
    let (left, aside) = agree("later", None, AgreementState::Talked, 6);
    assert_eq!((left.len(), aside.len()), (2, 0));
    let (left, aside) = agree("other", Some("c-x"), AgreementState::NoFit, 7);
    assert_eq!((left, aside), (vec!["a-x b-x".into()], vec!["a-x c-x".into()]));
    // An offer that was removed is named no longer.
    let (left, aside) = agree("last", Some("gone"), AgreementState::NoFit, 8);
    assert_eq!((left.len(), aside.len()), (0, 2));
}

#[test]
fn a_wish_finds_what_a_need_would() {
    let network = notation::network("a; a offers y; b offers x; b needs y; c offers x; a offers x; c - a");
    let found = matches(&network).of_wish(&"x".into(), Some(&"a".into()));
    assert_eq!(pairs(found.clone()), ["- b-x", "- c-x"]);
    assert!(found[0].mutual.is_some() && found[1].in_contact);
    let found = matches(&network).of_wish(&"x".into(), None);
    assert_eq!(pairs(found.clone()), ["- b-x", "- c-x", "- a-x"]);
    assert!(found.iter().all(|found| found.actor.is_none() && found.mutual.is_none()));
    assert_eq!(matches(&network).of_wish(&"nothing".into(), None), []);
}

/// As many strangers as `pairs` twice, each looking for what one of another sector offers.
fn many_strangers(pairs: usize) -> Network {
    let mut network = notation::network("far needs near; nearby offers near");
    for sector in ["science", "arts"] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
    }
    for pair in 0..pairs {
        let part = notation::network(&format!("a{pair} needs x{pair}; b{pair} offers x{pair}"));
        part.competencies.iter().for_each(|it| network.competencies.put(Competency::clone(it)));
        for (actor, sector) in part.actors.iter().zip(["science", "arts"]) {
            network.actors.put(Actor { sector: Some(sector.into()), ..Actor::clone(actor) });
        }
        part.offers.iter().for_each(|it| network.offers.put(Offer::clone(it)));
        part.needs.iter().for_each(|it| network.needs.put(Need::clone(it)));
    }
    network
}

#[test]
fn each_day_has_three_surprises_of_its_own() {
    let network = many_strangers(8);
    let day = |day: &str| pairs(Matches::new(&network, &Day::new(day)).of_today());
    assert_eq!(day("2026-03-01"), day("2026-03-01"));
    let days: Vec<_> = ["2026-03-01", "2026-03-02", "2026-03-03", "2026-03-04"].map(day).into();
    let mut shown: Vec<&String> = days[..3].iter().flatten().collect();
    assert_eq!(shown.len(), 9);
    shown.sort();
    shown.dedup();
    // Eight surprises in three days; what is none comes in only where these do not fill a day.
    assert!(shown.len() == 8 && !shown.contains(&&"far-near nearby-near".to_owned()));
    assert_eq!(days[3], days[0]);

    let few = many_strangers(1);
    assert_eq!(pairs(matches(&few).of_today()), ["a0-x0 b0-x0", "far-near nearby-near"]);
    assert_eq!(matches(&Network::new("n".into())).of_today(), []);
}

/// Works one step at a time, so often.
fn work(finder: &mut Finder, steps: usize) -> bool {
    (0..steps).any(|_| finder.work(&mut || false))
}

#[test]
fn earlier_matches_stay_until_those_of_the_latest_records_are_found() {
    let today = Day::new(TODAY);
    let first = notation::network("a needs x; b offers x");
    let mut second = first.clone();
    second.put(Need::new("c-x".into(), "b", "x"), Stamp(1));
    second.put(Offer::new("a-x too".into(), "a", "x"), Stamp(1));
    let mut finder = Finder::default();
    let told = |finder: &Finder, network: &Network| finder.latest(network).map(|it| pairs(it.all()));

    assert!(finder.turn_to(&first, &today, Default::default));
    assert!(!work(&mut finder, 3) && told(&finder, &first).is_none());
    // What is under way goes on, also where it is asked for again.
    assert!(!finder.turn_to(&first, &today, Default::default));
    assert!(work(&mut finder, 100));
    let of_first = told(&finder, &first);
    assert_eq!(of_first.as_deref(), Some(&["a-x b-x".to_owned()][..]));

    assert!(finder.turn_to(&second, &today, Default::default));
    assert!(!work(&mut finder, 3));
    assert_eq!(told(&finder, &second), of_first);
    // Taken back meanwhile: what was begun for the other state does not come any more.
    assert!(!finder.turn_to(&first, &today, Default::default));
    assert!(work(&mut finder, 1));
    assert_eq!(told(&finder, &first), of_first);

    finder.turn_to(&second, &today, Default::default);
    work(&mut finder, 3);
    // Another day begins anew with the later records.
    assert!(finder.turn_to(&second, &Day::new("2026-03-02"), Default::default));
    assert!(work(&mut finder, 100));
    assert_eq!(told(&finder, &second).unwrap(), ["a-x b-x", "c-x a-x too"]);
    // Of another network they say nothing.
    assert_eq!(told(&finder, &Network::new("other".into())), None);
}

#[test]
fn of_an_earlier_match_only_what_is_still_there_is_said() {
    let mut network = notation::network("a needs x; b offers x; b needs y; a offers y; c - a; c - b; d");
    let mut agreement = Agreement::new("talk".into(), "b", "a");
    (agreement.need, agreement.offer) = (Some("a-x".into()), Some("b-x".into()));
    network.agreements.put(agreement.clone());
    let found = matches(&network).of_need(&"a-x".into()).remove(0);
    assert!(found.mutual.is_some() && found.common == ["c".into()] && found.agreement.is_some());
    assert_eq!(found.clone().in_later(&network).as_ref(), Some(&found));
    let later = |change: &dyn Fn(&mut Network)| {
        let mut network = network.clone();
        change(&mut network);
        found.clone().in_later(&network)
    };
    let removed = |table: TableName, id: &str| {
        let id = Id::from(id);
        later(&|network| {
            network.apply_all(vec![Change::Remove { table, id: id.clone() }], Stamp(9));
        })
    };
    assert_eq!(removed(TableName::Needs, "a-x"), None);
    assert_eq!(removed(TableName::Offers, "b-x"), None);
    assert_eq!(removed(TableName::Actors, "b"), None);
    assert_eq!(removed(TableName::Competencies, "x"), None);
    let met = |network: &mut Network| {
        let need = change(network.needs.get(&"a-x".into()), |need| need.closed_on = Some(Day::new(TODAY)));
        network.needs.put(need);
    };
    assert_eq!(later(&met), None);
    assert_eq!(removed(TableName::Actors, "c").unwrap().common, []);
    assert_eq!(removed(TableName::Needs, "b-y").unwrap().mutual, None);
    assert_eq!(removed(TableName::Agreements, "talk").unwrap().agreement, None);
    let agreed = |network: &mut Network| {
        let state = AgreementState::Agreed;
        network.agreements.put(Agreement { state, ..agreement.clone() });
    };
    assert_eq!(later(&agreed).unwrap().agreement, Some(("talk".into(), AgreementState::Agreed)));
}
