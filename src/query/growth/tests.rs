use proptest::prelude::*;

use super::*;
use crate::model::{Stamp, notation};

fn day(text: &str) -> Day {
    Day::new(text)
}

/// `a` and `b` begin, `c` comes later and leaves.
fn town() -> Network {
    let mut network =
        notation::network("a offers print; b needs print, maps; c offers maps; a - b; a - c; #alone");
    let mut join = |id: &str, joined: Option<&str>, left: Option<&str>| {
        let (joined, left) = (joined.map(Day::new), left.map(Day::new));
        network.put(Actor { joined, left, ..Actor::new(id.into(), id) }, Stamp(1));
    };
    join("a", Some("2017-06-02"), None);
    join("b", None, None);
    join("c", Some("2018-01-01"), Some("2019-01-01"));
    let since = Some(day("2017-09-01"));
    let closed_on = Some(day("2018-06-01"));
    network.put(Need { since, closed_on, ..Need::new("b-maps".into(), "b", "maps") }, Stamp(1));
    network
}

fn ids<T: RecordType>(table: &Table<T>) -> Vec<&str> {
    table.iter().map(|it| it.id().as_str()).collect()
}

#[test]
fn a_day_shows_what_was_there_and_needs_that_were_still_open() {
    let network = town();
    let history = History::new(&network);
    let days = ["2017-06-02", "2017-09-01", "2018-01-01", "2018-06-01", "2019-01-01"].map(day);
    assert_eq!(history.days(&day("2026-11-29")), days);
    assert_eq!(history.days(&day("2018-01-01")), days[..3]);

    let before = history.on(&day("2016-01-01"));
    assert_eq!((ids(&before.actors), ids(&before.competencies)), (vec!["b"], vec!["print", "alone"]));
    assert_eq!((ids(&before.needs), before.links.len()), (vec!["b-print"], 0));

    let then = history.on(&day("2018-03-01"));
    assert_eq!(ids(&then.actors), ["a", "b", "c"]);
    assert_eq!(ids(&then.links), ["a-b", "a-c"]);
    assert!(then.needs.iter().all(|need| need.closed_on.is_none()));
    assert_eq!(then.needs.len(), 2);

    let later = history.on(&day("2019-01-01"));
    assert_eq!((ids(&later.actors), ids(&later.offers)), (vec!["a", "b"], vec!["a-print"]));
    assert_eq!((ids(&later.needs), ids(&later.links)), (vec!["b-print"], vec!["a-b"]));
    assert_eq!(ids(&later.competencies), ["print", "maps", "alone"], "a word stays");
}

#[test]
fn news_tell_what_came_and_went_and_the_first_day_also_what_was_there() {
    let network = town();
    let history = History::new(&network);
    let joined = |ids: &[&str]| ids.iter().map(|id| Id::from(*id)).collect::<Vec<_>>();
    let first = history.news(&day("2017-06-02"), true);
    let expected = News {
        joined: joined(&["a", "b"]),
        competencies: 2,
        offers: 1,
        needs: 1,
        links: 1,
        ..News::default()
    };
    assert_eq!(first, expected);
    assert_eq!(history.news(&day("2017-06-02"), false).joined, joined(&["a"]));
    let expected = News { joined: joined(&["c"]), offers: 1, links: 1, ..News::default() };
    assert_eq!(history.news(&day("2018-01-01"), false), expected);
    assert_eq!(history.news(&day("2018-06-01"), false), News { met: 1, ..News::default() });
    assert_eq!(history.news(&day("2019-01-01"), false), News { left: joined(&["c"]), ..News::default() });
    assert_eq!(history.news(&day("2020-01-01"), false), News::default());
}

#[test]
fn a_day_between_two_steps_is_the_step_before_it_and_what_is_no_day_the_first() {
    let days = ["2017-06-02", "2018-01-01", "2019-01-01"].map(day);
    for (text, step) in [
        ("2017-06-02", 0),
        ("2017-12-31", 0),
        ("2018-01-01", 1),
        ("2026-01-01", 2),
        ("2001-01-01", 0),
        ("anfang", 0),
        ("", 0),
    ] {
        assert_eq!(step_of(&days, &day(text)), step, "{text}");
    }
    assert_eq!(step_of(&[], &day("2018-01-01")), 0);
}

type Dates = (Option<u8>, Option<u8>);

fn date(number: Option<u8>) -> Option<Day> {
    number.map(|number| day(&format!("2020-01-{:02}", number + 1)))
}

fn made(actors: &[Dates], relations: &[(u8, u8, u8, Dates)]) -> Network {
    let mut network = Network::new("network".into());
    for (number, (joined, left)) in actors.iter().enumerate() {
        let actor = Actor::new(format!("a{number}").as_str().into(), "actor");
        network.put(Actor { joined: date(*joined), left: date(*left), ..actor }, Stamp(1));
    }
    for number in 0..3 {
        network.put(Competency::new(format!("k{number}").as_str().into(), "term"), Stamp(1));
    }
    for (number, (kind, one, other, (since, closed))) in relations.iter().enumerate() {
        let id: Id = format!("r{number}").as_str().into();
        let (from, to, term) = (format!("a{one}"), format!("a{other}"), format!("k{other}"));
        let (from, to, term) = (from.as_str(), to.as_str(), term.as_str());
        let since = date(*since);
        match kind {
            0 => network.put(Offer { since, ..Offer::new(id, from, term) }, Stamp(1)),
            1 => {
                network.put(Need { since, closed_on: date(*closed), ..Need::new(id, from, term) }, Stamp(1));
            }
            _ => network.put(Link { since, ..Link::new(id, from, to) }, Stamp(1)),
        }
    }
    network
}

/// The rules once more, record by record.
fn naive(network: &Network, day: &Day) -> [Vec<String>; 5] {
    let began = |since: &Option<Day>| since.as_ref().is_none_or(|since| since <= day);
    let here = |id: &Id| network.actors.get(id).is_some_and(|it| began(&it.joined) && it.is_here(day));
    let names = |ids: Vec<&Id>| ids.into_iter().map(Id::to_string).collect::<Vec<_>>();
    let offers = network.offers.iter().filter(|it| began(&it.since) && here(&it.actor));
    let open = |it: &&Arc<Need>| it.closed_on.as_ref().is_none_or(|closed| closed > day);
    let needs = network.needs.iter().filter(|it| began(&it.since) && here(&it.actor)).filter(open);
    let links = network.links.iter().filter(|it| began(&it.since) && here(&it.from) && here(&it.to));
    // A term was there once somebody had to do with it on any day up to this one, or if nobody ever has.
    let days: Vec<Day> =
        (0..12).filter_map(|number| date(Some(number))).chain([Day::new("2019-01-01")]).collect();
    let is_tied = |id: &Id, on: &Day| {
        let began = |since: &Option<Day>| since.as_ref().is_none_or(|since| since <= on);
        let here = |id: &Id| network.actors.get(id).is_some_and(|it| began(&it.joined) && it.is_here(on));
        network.offers.iter().any(|it| it.competency == *id && began(&it.since) && here(&it.actor))
            || network.needs.iter().any(|it| {
                let open = it.closed_on.as_ref().is_none_or(|closed| closed > on);
                it.competency == *id && began(&it.since) && here(&it.actor) && open
            })
    };
    let terms = network.competencies.iter().map(|it| &it.id).filter(|id| {
        days.iter().any(|on| on <= day && is_tied(id, on)) || !days.iter().any(|on| is_tied(id, on))
    });
    [
        names(network.actors.iter().map(|it| &it.id).filter(|id| here(id)).collect()),
        names(terms.collect()),
        names(offers.map(|it| &it.id).collect()),
        names(needs.map(|it| &it.id).collect()),
        names(links.map(|it| &it.id).collect()),
    ]
}

fn told(network: &Network) -> [Vec<String>; 5] {
    fn names<T: RecordType>(table: &Table<T>) -> Vec<String> {
        ids(table).into_iter().map(str::to_owned).collect()
    }
    [
        names(&network.actors),
        names(&network.competencies),
        names(&network.offers),
        names(&network.needs),
        names(&network.links),
    ]
}

proptest! {
    /// Each day as the rules say it, and a step wherever two days differ and nowhere else.
    #[test]
    fn each_day_is_as_told_and_each_step_changes_something(
        actors in proptest::collection::vec((proptest::option::of(1_u8..9), proptest::option::of(1_u8..9)), 0..5),
        relations in proptest::collection::vec(
            (0_u8..3, 0_u8..5, 0_u8..3, (proptest::option::of(1_u8..9), proptest::option::of(1_u8..9))), 0..10),
    ) {
        let network = made(&actors, &relations);
        let history = History::new(&network);
        let steps = history.days(&day("2026-01-01"));
        let mut before = naive(&network, &day("2020-01-01"));
        prop_assert_eq!(told(&history.on(&day("2020-01-01"))), before.clone());
        for number in 1..12 {
            let today = date(Some(number)).unwrap();
            let then = naive(&network, &today);
            prop_assert_eq!(told(&history.on(&today)), then.clone());
            prop_assert_eq!(steps.contains(&today), then != before, "{}", today);
            let news = history.news(&today, false);
            prop_assert_eq!(news != News::default(), steps.contains(&today));
            before = then;
        }
    }

    #[test]
    fn nobody_is_new_twice(
        actors in proptest::collection::vec((proptest::option::of(1_u8..9), Just(None)), 0..6),
    ) {
        let network = made(&actors, &[]);
        let history = History::new(&network);
        let steps = history.days(&day("2026-01-01"));
        let news = steps.iter().enumerate().map(|(number, day)| history.news(day, number == 0));
        let mut joined: Vec<Id> = news.flat_map(|it| it.joined).collect();
        joined.sort();
        let mut all: Vec<Id> = network.actors.iter().map(|it| it.id.clone()).collect();
        all.sort();
        if !steps.is_empty() {
            prop_assert_eq!(joined, all);
        }
    }
}

#[test]
fn side_by_side_stand_the_ends_and_what_is_shown_between_them() {
    let days = ["2017-06-02", "2018-02-09", "2018-11-16", "2019-12-13"].map(Day::new);
    let told = |count: usize, shown: &str| {
        let found = side_by_side(&days[..count], Some(&Day::new(shown)).filter(|_| !shown.is_empty()));
        found.iter().map(Day::as_str).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(told(4, ""), "2017-06-02 2018-02-09 2019-12-13");
    assert_eq!(told(4, "2018-12-24"), "2017-06-02 2018-11-16 2019-12-13");
    assert_eq!(told(4, "2031-01-01"), "2017-06-02 2018-02-09 2019-12-13", "an end is there already");
    assert_eq!(
        (told(2, ""), told(1, ""), told(0, "")),
        ("2017-06-02 2018-02-09".into(), "2017-06-02".into(), "".into())
    );
}
