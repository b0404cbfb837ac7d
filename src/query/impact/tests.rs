use super::*;
use crate::model::{Actor, Agreement, AgreementState, Meeting, Need, Offer, Stamp, TopicEvent, notation};

fn day(text: &str) -> Day {
    Day::new(text)
}

fn value(network: &Network, on: &str, figure: Figure) -> usize {
    Counts::on(network, &day(on)).of(figure).value
}

fn joined(network: &mut Network, id: &str, joined: &str, left: &str) {
    let (joined, left) = (Some(day(joined)), (!left.is_empty()).then(|| day(left)));
    network.put(Actor { joined, left, ..Actor::new(id.into(), id) }, Stamp(1));
}

#[test]
fn who_joins_on_a_day_is_there_at_its_end_and_who_leaves_is_not() {
    let mut network = Network::new("n".into());
    joined(&mut network, "a", "2017-06-02", "2019-05-24");
    let members = ["2017-06-01", "2017-06-02", "2019-05-23", "2019-05-24"]
        .map(|on| value(&network, on, Figure::Members));
    assert_eq!(members, [0, 1, 1, 0]);
}

#[test]
fn an_offer_without_a_day_is_as_old_as_the_membership_and_a_met_need_stays_met() {
    let mut network = notation::network("a offers print");
    joined(&mut network, "a", "2018-01-01", "2020-01-01");
    let met = Need { closed_on: Some(day("2019-03-01")), ..Need::new("met".into(), "a", "print") };
    network.put(met, Stamp(1));
    let told = |on: &str| {
        [Figure::Offers, Figure::NeedsOpen, Figure::NeedsMet, Figure::Covered, Figure::OnlyOne]
            .map(|figure| value(&network, on, figure))
    };
    assert_eq!(told("2017-12-31"), [0, 0, 0, 0, 0]);
    assert_eq!(told("2018-01-01"), [1, 1, 0, 0, 1]);
    assert_eq!(told("2019-03-01"), [1, 0, 1, 0, 1]);
    assert_eq!(told("2020-01-01"), [0, 0, 1, 0, 0]);
    assert_eq!(Counts::on(&network, &day("2018-01-01")).of(Figure::Offers).undated, 0);
}

#[test]
fn two_are_introduced_once_however_often_it_is_said() {
    let mut network = notation::network("a; b; c");
    let link = |id: &str, from: &str, to: &str, since: &str| Link {
        kind: LinkKind::Introduced,
        since: Some(day(since)),
        ..Link::new(id.into(), from, to)
    };
    network.put(link("l1", "a", "b", "2019-01-01"), Stamp(1));
    network.put(link("l2", "b", "a", "2020-01-01"), Stamp(1));
    for (id, taker, state) in [
        ("v1", "a", AgreementState::Agreed),
        ("v2", "c", AgreementState::Talked),
        ("v3", "b", AgreementState::Interested),
    ] {
        network.put(Agreement { state, ..Agreement::new(id.into(), "b", taker) }, Stamp(1));
    }
    let counts = Counts::on(&network, &day("2019-06-01"));
    let told: Vec<&str> =
        counts.of(Figure::Introductions).records.iter().map(|(_, id)| id.as_str()).collect();
    assert_eq!((told, counts.of(Figure::AgreementsMade).value), (vec!["l1", "v2"], 1));
}

#[test]
fn what_was_agreed_about_a_need_began_after_it_and_was_kept_when_it_was_met() {
    let mut network = notation::network("a; b");
    joined(&mut network, "a", "2017-06-02", "");
    let (since, closed_on) = (Some(day("2018-09-14")), Some(day("2019-06-14")));
    network.put(Need { since, closed_on, ..Need::new("n".into(), "b", "print") }, Stamp(1));
    let agreement = Agreement::new("v".into(), "a", "b");
    let (need, state) = (Some("n".into()), AgreementState::Kept);
    network.put(Agreement { need, state, ..agreement }, Stamp(1));
    let told = |figure| {
        ["2018-09-13", "2018-09-14", "2019-06-13", "2019-06-14"].map(|on| value(&network, on, figure))
    };
    assert_eq!(told(Figure::AgreementsMade), [0, 1, 1, 1]);
    assert_eq!(told(Figure::AgreementsKept), [0, 0, 0, 1]);
}

#[test]
fn side_by_side_stand_the_figures_of_a_chapter_without_empty_parts() {
    let (then, now) = (Network::new("then".into()), notation::network("a offers print"));
    let today = day("2026-11-29");
    let counts = [&then, &now].map(|network| Counts::on(network, &today));
    let told = side_by_side(counts.each_ref(), Chapter::SocialCapital);
    assert_eq!(told[0], (Figure::Members, [0, 1]));
    let steering = side_by_side(counts.each_ref(), Chapter::Steering);
    assert!(steering.iter().all(|(figure, values)| figure.whole().is_none() || *values != [0, 0]));
    assert!(steering.contains(&(Figure::Meetings, [0, 0])), "what is no part of anything stays");
}

#[test]
fn a_topic_is_in_the_state_of_its_day_and_at_last_in_that_which_it_says() {
    let mut network = Network::new("n".into());
    let meeting = Meeting::new("m".into(), day("2018-11-16"));
    network.put(meeting, Stamp(1));
    let mut topic = Topic::new("t".into(), "t");
    topic.status = TopicStatus::Done;
    topic.history = vec![
        TopicEvent { status: TopicStatus::UnderWay, on: None, meeting: Some("m".into()) },
        TopicEvent { status: TopicStatus::Discussed, on: Some(day("2017-09-22")), meeting: None },
    ];
    let on = |text: &str| status_on(&network, &topic, &day(text));
    assert_eq!(on("2017-09-21"), None);
    assert_eq!(on("2017-09-22"), Some((TopicStatus::Discussed, true)));
    assert_eq!(on("2018-11-15"), Some((TopicStatus::Discussed, true)));
    // Nothing says since when it is done, and it is.
    assert_eq!(on("2018-11-16"), Some((TopicStatus::Done, false)));
}

#[test]
fn small_numbers_that_might_tell_of_persons_stay_untold_where_there_are_any() {
    let organisations = notation::network("a; b");
    let mut mixed = organisations.clone();
    mixed.put(Actor { kind: ActorKind::Person, ..Actor::new("p".into(), "p") }, Stamp(1));
    let told = |figure, value| super::told(&mixed, figure, value);
    assert_eq!(
        [0, 1, 2, 3].map(|value| told(Figure::Members, value)),
        [Told::Number(0), Told::Few, Told::Few, Told::Number(3)]
    );
    assert_eq!(told(Figure::Meetings, 1), Told::Number(1));
    assert_eq!(super::told(&organisations, Figure::Members, 1), Told::Number(1));
    // It would follow from the difference.
    assert_eq!(difference(Told::Few, Told::Number(5)), None);
    assert_eq!(difference(Told::Number(5), Told::Number(3)), Some(-2));
    let persons = Figure::ALL.iter().filter(|figure| !figure.tells_persons());
    let told_in_any_case: Vec<String> = persons.map(|figure| format!("{figure:?}")).collect();
    assert_eq!(
        told_in_any_case.join(" "),
        "Sectors Competencies TopicsIdea TopicsDiscussed TopicsUnderWay TopicsDone TopicsDropped Covered OnlyOne \
         Unmet Meetings"
    );
}

#[test]
fn compared_are_a_year_ago_and_today_or_all_the_time_where_that_year_was_quiet() {
    let today = day("2026-11-29");
    let mut network = Network::new("n".into());
    let period = |network: &Network, since: Option<&str>, until: Option<&str>| {
        let [since, until] = [since, until].map(|it| it.map(day));
        let period = Period::of(network, since.as_ref(), until.as_ref(), &today);
        [period.since, period.until].map(|day| day.to_string())
    };
    let usual = |network: &Network| period(network, None, None);
    assert_eq!(usual(&network), ["2025-11-28", "2026-11-29"], "no day is known");
    joined(&mut network, "a", "2017-06-02", "");
    joined(&mut network, "later", "2031-01-01", "");
    assert_eq!(usual(&network), ["2017-06-02", "2026-11-29"]);
    network.put(Offer { since: Some(today.clone()), ..Offer::new("o".into(), "a", "k") }, Stamp(1));
    assert_eq!(usual(&network), ["2025-11-28", "2026-11-29"]);
    assert_eq!(period(&network, Some("2019-01-01"), Some("2018-01-01")), ["2018-01-01", "2019-01-01"]);
    assert_eq!(period(&network, Some("2018"), Some("2030-01-01")), ["2025-11-28", "2026-11-29"]);
    assert_eq!(period(&network, None, Some("2017-06-02")), ["2016-06-02", "2017-06-02"]);
}

#[test]
fn steps_go_by_months_as_long_as_forty_are_enough() {
    let today = day("2026-11-29");
    let told = |first: &str| {
        let mut network = Network::new("n".into());
        joined(&mut network, "a", first, "");
        let steps = steps(&network, &today);
        assert!(steps.is_sorted() && steps.windows(2).all(|pair| pair[0] != pair[1]));
        let second = steps.get(1).map(ToString::to_string);
        (steps.len(), steps.first().map(ToString::to_string), second)
    };
    let first = |text: &str| Some(text.to_owned());
    assert_eq!(told("2026-11-29"), (1, first("2026-11-29"), None));
    assert_eq!(told("2026-11-01"), (2, first("2026-11-01"), first("2026-11-29")));
    assert_eq!(told("2023-10-01"), (39, first("2023-10-01"), first("2023-10-28")));
    assert_eq!(told("2017-06-02"), (39, first("2017-06-02"), first("2017-08-28")));
    assert!((2..=40).contains(&told("0001-01-01").0));
    assert_eq!(steps(&notation::network("a offers print"), &today), []);
}

#[test]
fn the_best_story_is_fresh_and_across_sectors() {
    let mut network = notation::network("a; b; c");
    for (id, sector) in [("a", "s1"), ("b", "s1"), ("c", "s2")] {
        network.put(Actor { sector: Some(sector.into()), ..Actor::new(id.into(), id) }, Stamp(1));
    }
    for (id, to, kind, since) in [
        ("old", "c", LinkKind::Introduced, "2016-01-01"),
        ("near", "b", LinkKind::Introduced, "2018-02-01"),
        ("works", "c", LinkKind::WorksWith, "2018-02-01"),
        ("met", "c", LinkKind::Introduced, "2018-01-01"),
    ] {
        let link = Link { kind, since: Some(day(since)), ..Link::new(id.into(), "a", to) };
        network.put(link, Stamp(1));
    }
    let kept = Agreement { state: AgreementState::Kept, ..Agreement::new("kept".into(), "a", "b") };
    network.put(kept, Stamp(1));
    network.put(
        Agreement { state: AgreementState::NotKept, ..Agreement::new("not".into(), "a", "b") },
        Stamp(1),
    );
    network.put(Need { closed_on: Some(day("2018-05-05")), ..Need::new("n".into(), "a", "k") }, Stamp(1));
    for (id, status) in
        [("idea", TopicStatus::Idea), ("way", TopicStatus::UnderWay), ("done", TopicStatus::Done)]
    {
        network.put(Topic { status, ..Topic::new(id.into(), id) }, Stamp(1));
    }
    let period = Period { since: day("2017-06-02"), until: day("2019-12-31") };
    let told = Chapter::ALL.map(|chapter| {
        let stories = stories(&network, chapter, &period);
        stories.iter().map(|(_, id)| id.to_string()).collect::<Vec<_>>().join(" ")
    });
    assert_eq!(told, ["met works near old", "done way", "n kept"]);
}
