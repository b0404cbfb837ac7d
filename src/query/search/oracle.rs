//! The rules of search told once more as a plain scan of all records, to hold the index against.

use proptest::prelude::*;

use super::{Answer, HitKind, Index, IndexBuilder, distance::naive};
use crate::{
    model::{Actor, Competency, Id, Need, Network, Offer, Sector, Topic},
    query::fold,
};

/// Words that are alike, contain each other, or meet when written apart.
const WORDS: [&str; 16] = [
    "druck",
    "durck",
    "siebdruck",
    "3d",
    "3d-druck",
    "lan",
    "wlan",
    "w-lan",
    "müller",
    "muller",
    "bau",
    "baustelle",
    "rat",
    "beratung",
    "ki",
    "kita",
];

#[derive(Debug)]
struct Plain {
    kind: HitKind,
    id: Id,
    name: String,
    /// Texts with what each is worth for a whole word, a beginning, an inside, and one and two errors.
    texts: Vec<(String, [f32; 5])>,
    /// Places among all records.
    offers: Vec<usize>,
    looks_for: Vec<usize>,
    takes: Vec<usize>,
    broader: Option<usize>,
}

const NAME: [f32; 5] = [80.0, 70.0, 60.0, 44.0, 40.0];
const ALSO: [f32; 5] = [58.0, 55.0, 52.0, 38.0, 34.0];
const SECTOR: [f32; 5] = [20.0, 18.0, 16.0, 14.0, 13.0];
const TEXT: [f32; 5] = [12.0, 10.0, 8.0, 4.0, 3.0];

fn records(network: &Network) -> Vec<Plain> {
    let first = network.actors.len();
    let place = |id: &Id| network.competencies.index_of(id).map(|place| first + place);
    let mut records = Vec::new();
    for actor in network.actors.iter() {
        let mut texts = vec![(actor.name.clone(), NAME), (actor.about.clone(), TEXT)];
        texts.extend(
            actor.sector.iter().filter_map(|id| Some((network.sectors.get(id)?.name.clone(), SECTOR))),
        );
        let offers = network.offers.iter().filter(|it| it.actor == actor.id);
        let needs = network.needs.iter().filter(|it| it.actor == actor.id);
        let offers = offers.filter_map(|it| place(&it.competency)).collect();
        let looks_for = needs.filter_map(|it| place(&it.competency)).collect();
        let (id, name, kind) = (actor.id.clone(), actor.name.clone(), HitKind::Actor);
        records.push(Plain { kind, id, name, texts, offers, looks_for, takes: Vec::new(), broader: None });
    }
    let alone = |kind, id: &Id, name: &str, texts| {
        let (offers, looks_for, takes) = (Vec::new(), Vec::new(), Vec::new());
        Plain { kind, id: id.clone(), name: name.to_owned(), texts, offers, looks_for, takes, broader: None }
    };
    for it in network.competencies.iter() {
        let mut texts = vec![(it.name.clone(), NAME), (it.description.clone(), TEXT)];
        texts.extend(it.also.iter().map(|also| (also.clone(), ALSO)));
        let broader = it.broader.as_ref().and_then(place);
        records.push(Plain { broader, ..alone(HitKind::Competency, &it.id, &it.name, texts) });
    }
    for it in network.topics.iter() {
        let texts = vec![(it.title.clone(), NAME), (it.question.clone(), TEXT)];
        let takes = it.competencies.iter().filter_map(place).collect();
        records.push(Plain { takes, ..alone(HitKind::Topic, &it.id, &it.title, texts) });
    }
    records
}

/// How one word of a text fits, as a number of the rows above, errors not forgiven.
fn literal(wanted: &str, word: &str) -> Option<usize> {
    let within = match wanted.len() {
        0..=2 => false,
        3 => word.ends_with(wanted),
        _ => word.contains(wanted),
    };
    match () {
        () if wanted == word => Some(0),
        () if word.starts_with(wanted) => Some(1),
        () => within.then_some(2),
    }
}

fn forms(spelt: &str) -> [String; 2] {
    [spelt.to_owned(), fold::bare(spelt)]
}

/// The best fit in a text; `most` errors are forgiven in words that fit in no other way.
fn fit(wanted: &str, text: &str, most: usize) -> Option<usize> {
    let words: Vec<[String; 2]> = fold::words(text).map(|word| forms(&fold::spelt(&text[word]))).collect();
    let wanted = forms(wanted);
    let len = wanted[1].len();
    let mut best = None;
    let mut note = |fit: Option<usize>| best = [best, fit].into_iter().flatten().min();
    for form in 0..2 {
        let wanted = &wanted[form];
        for first in 0..words.len() {
            note(literal(wanted, &words[first][form]));
            for last in first + 1..words.len() {
                let joined: String = words[first..=last].iter().map(|word| word[form].as_str()).collect();
                let without_last = joined.len() - words[last][form].len();
                if wanted.len() > without_last && joined.starts_with(wanted.as_str()) {
                    note(Some(usize::from(joined != *wanted)));
                }
            }
            let word = words[first][form].as_bytes();
            let near = |word: &[u8]| naive(wanted.as_bytes(), word);
            let errors = if len >= 5 {
                (1..=word.len()).map(|end| near(&word[..end])).min()
            } else {
                Some(near(word))
            };
            note(errors.filter(|&errors| errors > 0 && errors <= most).map(|errors| 2 + errors));
        }
    }
    best
}

/// What each record scores for one word.
fn word_scores(records: &[Plain], wanted: &str) -> Vec<f32> {
    let len = fold::bare(wanted).len();
    let texts = || records.iter().flat_map(|record| &record.texts);
    let occurs = texts().any(|(text, _)| fit(wanted, text, 0).is_some_and(|fit| fit < 2));
    let most = match len {
        0..=3 => 0,
        4..=6 => 1,
        _ if occurs => 1,
        _ => 2,
    };
    // Where it is best found, and how.
    let own = |record: &Plain| {
        let mut best = (0.0, NAME, 0);
        for (text, place) in &record.texts {
            let counts = |&fit: &usize| *place != TEXT || len >= 3 || fit == 0;
            if let Some(fit) = fit(wanted, text, most).filter(counts) {
                let short = |place| {
                    if place == NAME {
                        11.5
                    } else if place == ALSO {
                        11.0
                    } else {
                        10.5
                    }
                };
                let score = if len == 2 && fit == 1 { short(*place) } else { place[fit] };
                if score > best.0 {
                    best = (score, *place, fit);
                }
            }
        }
        best
    };
    let found: Vec<(f32, [f32; 5], usize)> = records.iter().map(own).collect();
    let competencies = || (0..records.len()).filter(|place| records[*place].kind == HitKind::Competency);
    let is_found = |place: usize| found[place].0 > 0.0;
    let named = |place: usize| is_found(place) && found[place].1 != TEXT;
    let surely = |place: usize| is_found(place) && (found[place].2 == 0 || found[place].2 == 1 && len >= 4);
    let described = |place: usize| len >= 4 && surely(place) && !named(place);
    let descriptions_speak = competencies().filter(|place| described(*place)).count() <= 5
        && !competencies().any(|place| named(place) && found[place].2 <= 2);
    let speaks = |place: usize| named(place) || described(place) && descriptions_speak;
    let is_offered = |place: usize| records.iter().any(|record| record.offers.contains(&place));
    let mut scores = Vec::new();
    for (place, record) in records.iter().enumerate() {
        let mut ways = vec![found[place].0];
        let mut way = |from: usize, share: f32| ways.push(found[from].0 * share);
        for &broader in record.broader.iter().filter(|place| named(**place)) {
            way(broader, 0.55);
        }
        for &needed in record.looks_for.iter().filter(|place| named(**place)) {
            way(needed, 0.5);
        }
        for &taken in record.takes.iter().filter(|place| speaks(**place)) {
            way(taken, 0.6);
        }
        for &offered in &record.offers {
            if speaks(offered) {
                way(offered, 0.6);
            }
            for broader in records[offered].broader.into_iter().filter(|it| named(*it) && surely(*it)) {
                way(broader, 0.55 * 0.6);
            }
            for narrower in competencies().filter(|it| records[*it].broader == Some(offered)) {
                if named(narrower) && surely(narrower) && !is_offered(narrower) {
                    way(narrower, 0.4 * 0.6);
                }
            }
        }
        scores.push(ways.into_iter().fold(0.0, f32::max));
    }
    scores
}

fn naive_find(network: &Network, query: &str) -> Vec<(Id, f32)> {
    let records = records(network);
    let words: Vec<Vec<f32>> = query
        .split_whitespace()
        .map(|piece| {
            let parts: Vec<String> = fold::words(piece).map(|word| fold::spelt(&piece[word])).collect();
            let whole = word_scores(&records, &parts.concat());
            let parts: Vec<Vec<f32>> = parts.iter().map(|part| word_scores(&records, part)).collect();
            let worst = |record: usize| parts.iter().map(|scores| scores[record]).fold(f32::MAX, f32::min);
            whole.iter().enumerate().map(|(record, whole)| whole.max(worst(record))).collect()
        })
        .collect();
    let key = fold::key(query);
    let mut hits: Vec<(HitKind, f32, String, usize)> = Vec::new();
    for (number, record) in records.iter().enumerate() {
        let found: Vec<f32> = words.iter().map(|scores| scores[number]).collect();
        if found.is_empty() || found.contains(&0.0) {
            continue;
        }
        let name = fold::key(&record.name);
        let mean = found.iter().sum::<f32>() / found.len() as f32;
        let score = match name.strip_prefix(&key) {
            Some("") => 100.0,
            Some(_) if mean >= 80.0 => 95.0,
            Some(_) if words.len() == 1 && key.len() == 2 => mean + 0.4,
            Some(_) => 90.0,
            None => mean,
        };
        hits.push((record.kind, score, fold::sort_key(&record.name), number));
    }
    hits.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)).then((&a.2, a.3).cmp(&(&b.2, b.3))));
    hits.into_iter().map(|(_, score, _, number)| (records[number].id.clone(), score)).collect()
}

fn text(most: usize) -> impl Strategy<Value = String> {
    let words = proptest::collection::vec(proptest::sample::select(&WORDS[..]), 0..=most);
    words.prop_map(|words| words.join(" "))
}

fn network() -> impl Strategy<Value = Network> {
    let actor = (text(2), text(3), any::<bool>());
    let competency = (text(2), text(1), text(2), 0..5usize);
    let tie = (0..3usize, 0..5usize, any::<bool>());
    let topic = (text(2), text(2), 0..5usize);
    let lists = (
        proptest::collection::vec(actor, 3),
        proptest::collection::vec(competency, 4),
        proptest::collection::vec(tie, 0..7),
        proptest::collection::vec(topic, 0..2),
    );
    (lists, text(1)).prop_map(|((actors, competencies, ties, topics), sector)| {
        let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
        let mut network = Network::new("n".into());
        network.sectors.put(Sector::new("s".into(), sector));
        for (number, (name, about, in_sector)) in actors.into_iter().enumerate() {
            let mut actor = Actor::new(id("a", number), name);
            actor.about = about;
            actor.sector = in_sector.then(|| "s".into());
            network.actors.put(actor);
        }
        for (number, (name, also, description, broader)) in competencies.into_iter().enumerate() {
            let mut competency = Competency::new(id("c", number), name);
            competency.also = vec![also];
            competency.description = description;
            competency.broader = Some(id("c", broader));
            network.competencies.put(competency);
        }
        for (number, (actor, competency, offers)) in ties.into_iter().enumerate() {
            if offers {
                network.offers.put(Offer::new(id("o", number), id("a", actor), id("c", competency)));
            } else {
                network.needs.put(Need::new(id("n", number), id("a", actor), id("c", competency)));
            }
        }
        for (number, (title, question, competency)) in topics.into_iter().enumerate() {
            let mut topic = Topic::new(id("t", number), title);
            topic.question = question;
            topic.competencies = vec![id("c", competency)];
            network.topics.put(topic);
        }
        network
    })
}

/// Words of the vocabulary, sometimes cut short as while typing.
fn query() -> impl Strategy<Value = String> {
    (text(3), 0..4usize).prop_map(|(text, cut)| {
        let letters = text.chars().count().saturating_sub(cut);
        text.chars().take(letters).collect()
    })
}

proptest! {
    // What leads further than one step is rare.
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn finds_what_a_plain_scan_finds(network in network(), query in query(), limit in 1..4usize) {
        let index = Index::new(&network);
        let expected = naive_find(&network, &query);
        let found = index.find(&query, usize::MAX);
        let hits = [found.actors.clone(), found.competencies.clone(), found.topics.clone()].concat();
        let ids = |hits: &[(Id, f32)]| -> Vec<Id> { hits.iter().map(|(id, _)| id.clone()).collect() };
        let found_scores: Vec<(Id, f32)> = hits.into_iter().map(|hit| (hit.id, hit.score)).collect();
        prop_assert_eq!(ids(&found_scores), ids(&expected));
        for ((id, score), (_, expected)) in found_scores.iter().zip(&expected) {
            prop_assert!((score - expected).abs() < 0.01, "{} {} {}", id, score, expected);
        }
        let answer = index.ask(&query, limit);
        let sets = [answer.actors, answer.competencies, answer.topics];
        prop_assert_eq!(sets.into_iter().flatten().collect::<std::collections::HashSet<Id>>(),
            ids(&expected).into_iter().collect());
        let best = answer.best;
        for (all, best) in [(&found.actors, &best.actors), (&found.competencies, &best.competencies)] {
            prop_assert_eq!(&all[..all.len().min(limit)], &best[..]);
        }
    }

    #[test]
    fn an_index_is_the_same_in_whatever_slices_it_is_made(
        network in network(), slices in proptest::collection::vec(1..40usize, 1..20)
    ) {
        let mut steps = slices.into_iter().cycle();
        let mut builder = IndexBuilder::new(&network);
        let mut pauses = 0;
        loop {
            let mut left = steps.next().unwrap_or(1);
            let mut may_go_on = || { left -= 1; left > 0 };
            if builder.work(&mut may_go_on) {
                break;
            }
            pauses += 1;
        }
        prop_assert!(pauses > 3);
        prop_assert_eq!(builder.finish(), Index::new(&network));
    }

    /// So that nothing that was there goes away when the index is complete.
    #[test]
    fn names_alone_give_a_part_of_the_answer(network in network(), query in query()) {
        let (names, whole) = (
            Answer::from_names(&network, &query, usize::MAX),
            Index::new(&network).ask(&query, usize::MAX),
        );
        prop_assert!(names.actors.is_subset(&whole.actors));
        prop_assert!(names.competencies.is_subset(&whole.competencies));
        prop_assert!(names.topics.is_subset(&whole.topics));
        for kind in HitKind::ALL {
            let whole = whole.best.clone().of(kind);
            for named in names.best.clone().of(kind) {
                let found = whole.iter().find(|hit| hit.id == named.id).unwrap();
                prop_assert!(found.score >= named.score - 0.01);
                prop_assert_eq!(&found.marks, &named.marks);
            }
            for record in network.table(kind.table()).records().filter(|_| !query.trim().is_empty()) {
                let is_meant = record.texts(kind.title()) == [query.as_str()];
                let score = names.best.clone().of(kind).iter().find(|named| named.id == *record.id()).map(|named| named.score);
                prop_assert!(!is_meant || score == Some(100.0));
            }
        }
    }
}
