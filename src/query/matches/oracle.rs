//! The rules of matching told once more as a double loop over needs and offers, to hold the index against.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Closeness, Criterion, Match, Matches, MatchesBuilder, WEIGHTS};
use crate::{
    model::{Actor, Agreement, AgreementState, Day, HelpForm, Id, Link, Need, Network, Offer, Stamp, order},
    query::{fold, graph::Graph, search::naive_distance},
};

const TODAY: &str = "2026-03-01";

/// Words and numbers of a text, each without its ending, in order of the alphabet.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for word in fold::words(text) {
        words.push(String::new());
        for letter in fold::bare(&fold::spelt(&text[word])).chars() {
            let last = words.last_mut().unwrap();
            if last.chars().next_back().is_some_and(|end| end.is_ascii_digit() != letter.is_ascii_digit()) {
                words.push(String::new());
            }
            words.last_mut().unwrap().push(letter);
        }
    }
    for word in &mut words {
        for ending in ["en", "ing"] {
            if word.ends_with(ending) && word.len() >= 5 + ending.len() {
                word.truncate(word.len() - ending.len());
                break;
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words.sort();
    words
}

/// Whether `short` is the key of a name with one word, but the last, of which four letters or more are left.
fn is_shortened(name: &str, short: &str) -> bool {
    let words: Vec<String> = fold::words(name).map(|word| fold::spelt(&name[word])).collect();
    (0..words.len().saturating_sub(1)).any(|place| {
        let letters: Vec<char> = words[place].chars().collect();
        (0..letters.len()).any(|end| {
            let (left, gone) = letters.split_at(end);
            let left: String = left.iter().collect();
            let mut written = words.clone();
            written[place].clone_from(&left);
            left.len() >= 4
                && !gone.iter().any(char::is_ascii_digit)
                && fold::bare(&written.concat()) == short
        })
    })
}

/// Whether two names that are folded differently probably mean one thing.
pub(in crate::query) fn nearly_the_same(network: &Network, one: &str, other: &str) -> bool {
    let (a, b) = (fold::key(one), fold::key(other));
    let most = match a.len().min(b.len()) {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    // All that is folded alike is one name, and its words are those of any of its spellings.
    let spelt = |key: &str| {
        let all = network.competencies.iter().flat_map(|term| names(network, &term.id));
        all.filter(|name| fold::key(name) == key).collect::<Vec<_>>()
    };
    let (ours, theirs) = (spelt(&a), spelt(&b));
    ours.iter().any(|one| theirs.iter().any(|other| words(one) == words(other)))
        || ours.iter().any(|one| is_shortened(one, &b))
        || theirs.iter().any(|other| is_shortened(other, &a))
        || naive_distance(a.as_bytes(), b.as_bytes()) <= most && digits(&a) == digits(&b)
}

/// What a term is called that consists of letters or digits.
pub(in crate::query) fn names(network: &Network, id: &Id) -> Vec<String> {
    let term = network.competencies.get(id).unwrap();
    let names = std::iter::once(&term.name).chain(&term.also).cloned();
    names.filter(|name| !fold::key(name).is_empty()).collect()
}

/// Whether one comes to `upper` going up from `lower`, by at least one step.
pub(in crate::query) fn belongs_to(network: &Network, lower: &Id, upper: &Id) -> bool {
    let mut at = lower.clone();
    for _ in 0..=network.competencies.len() {
        match network.competencies.get(&at).and_then(|term| term.broader.clone()) {
            Some(broader) if broader == *upper => return true,
            Some(broader) => at = broader,
            None => return false,
        }
    }
    false
}

fn closeness(network: &Network, wanted: &Id, offered: &Id) -> Option<Closeness> {
    let (ours, theirs) = (names(network, wanted), names(network, offered));
    let any = |same: &dyn Fn(&str, &str) -> bool| {
        ours.iter().any(|one| theirs.iter().any(|other| same(one, other)))
    };
    if wanted == offered {
        Some(Closeness::Same)
    } else if any(&|one, other| fold::key(one) == fold::key(other)) {
        Some(Closeness::Synonym)
    } else if belongs_to(network, offered, wanted) {
        Some(Closeness::Narrower)
    } else if any(&|one, other| nearly_the_same(network, one, other)) {
        Some(Closeness::NearTwin)
    } else if belongs_to(network, wanted, offered) {
        Some(Closeness::Broader)
    } else {
        None
    }
}

fn is_here(network: &Network, actor: &Id) -> bool {
    let actor = network.actors.get(actor);
    actor.is_some_and(|actor| actor.left.as_ref().is_none_or(|left| left.as_str() > TODAY))
}

fn agreement<'a>(network: &'a Network, need: &Need, offer: &Offer) -> Option<&'a Agreement> {
    let speaking = network.agreements.iter().filter(|agreement| {
        let offer_is_there = agreement.offer.as_ref().is_some_and(|offer| network.offers.contains(offer));
        agreement.need.as_ref() == Some(&need.id)
            && if offer_is_there {
                agreement.offer.as_ref() == Some(&offer.id)
            } else {
                agreement.giver == offer.actor
            }
    });
    speaking
        .max_by_key(|agreement| agreement.meta.changed.get("state").copied())
        .map(|agreement| &**agreement)
}

/// How near, if need and offer match but for what was said of them.
fn fits(network: &Network, need: &Need, offer: &Offer) -> Option<Closeness> {
    let there = is_here(network, &need.actor) && is_here(network, &offer.actor);
    let known =
        network.competencies.contains(&need.competency) && network.competencies.contains(&offer.competency);
    if !there || !known || need.closed_on.is_some() || need.actor == offer.actor {
        return None;
    }
    let forms = need.forms.is_empty()
        || offer.forms.is_empty()
        || need.forms.iter().any(|form| offer.forms.contains(form));
    let late = matches!((&need.wanted_by, &offer.available_from), (Some(by), Some(from)) if from > by);
    closeness(network, &need.competency, &offer.competency).filter(|_| forms && !late)
}

fn no_fit(network: &Network, need: &Need, offer: &Offer) -> bool {
    agreement(network, need, offer).is_some_and(|it| it.state == AgreementState::NoFit)
}

fn have_contact(network: &Network, one: &Id, other: &Id) -> bool {
    let invited = |one: &Id, other: &Id| {
        network.actors.get(one).is_some_and(|actor| actor.invited_by.as_ref() == Some(other))
    };
    let linked = network
        .links
        .iter()
        .any(|link| link.from == *one && link.to == *other || link.from == *other && link.to == *one);
    one != other && (linked || invited(one, other) || invited(other, one))
}

fn common(network: &Network, one: &Id, other: &Id) -> Vec<Id> {
    let ids = network.actors.iter().map(|actor| actor.id.clone());
    ids.filter(|id| {
        is_here(network, id) && have_contact(network, id, one) && have_contact(network, id, other)
    })
    .collect()
}

fn sure(network: &Network, need: &Need, offer: &Offer) -> bool {
    fits(network, need, offer).is_some_and(|it| it <= Closeness::Narrower) && !no_fit(network, need, offer)
}

/// Whether the one who offers looks for something that the one who needs surely offers.
fn is_mutual(network: &Network, need: &Need, offer: &Offer) -> bool {
    let back = network.needs.iter().filter(|back| back.actor == offer.actor);
    let has = |back: &Need| {
        let own = network.offers.iter().filter(|own| own.actor == need.actor);
        own.into_iter().any(|own| sure(network, back, own))
    };
    fits(network, need, offer).is_some_and(Closeness::is_sure) && back.into_iter().any(|back| has(back))
}

fn points(network: &Network, need: &Need, offer: &Offer) -> u16 {
    let of = |what| WEIGHTS.iter().find(|row| row.what == what).unwrap().points;
    let confirmed = |own: &Option<Day>, actor: &Id| {
        let actor = network.actors.get(actor).unwrap().confirmed_on.clone();
        // A year before `TODAY`.
        own.clone().max(actor).is_some_and(|day| day.as_str() >= "2025-03-01")
    };
    let (one, other) = (&need.actor, &offer.actor);
    let near = have_contact(network, one, other) || !common(network, one, other).is_empty();
    let shares = [
        (Criterion::Mutual, if is_mutual(network, need, offer) { 100 } else { 0 }),
        (Criterion::Term, [100, 95, 80, 50, 30][fits(network, need, offer).unwrap() as usize]),
        (Criterion::Level, [50, 33, 67, 100][usize::from(offer.level.unwrap_or(0))]),
        (Criterion::Evidence, if offer.evidence.is_empty() { 0 } else { 100 }),
        (Criterion::Fresh, if confirmed(&offer.confirmed_on, other) { 50 } else { 0 }),
        (Criterion::Fresh, if confirmed(&need.confirmed_on, one) { 50 } else { 0 }),
        (Criterion::Contact, if near { 100 } else { 0 }),
        (Criterion::Surprise, if is_surprising(network, need, offer) { 100 } else { 0 }),
    ];
    shares.into_iter().map(|(what, share)| of(what) * share).sum()
}

fn is_surprising(network: &Network, need: &Need, offer: &Offer) -> bool {
    let sector = |actor: &Id| {
        let sector = network.actors.get(actor).unwrap().sector.clone();
        sector.filter(|sector| network.sectors.contains(sector))
    };
    let (one, other) = (&need.actor, &offer.actor);
    let differ = matches!((sector(one), sector(other)), (Some(one), Some(other)) if one != other);
    differ && !have_contact(network, one, other) && common(network, one, other).is_empty()
}

/// Every need with every offer that matches it, those that do not fit apart.
fn pairs(network: &Network, fitting: bool) -> Vec<(&Need, &Offer, Closeness)> {
    let mut pairs = Vec::new();
    for need in network.needs.iter() {
        for offer in network.offers.iter() {
            let closeness = fits(network, need, offer).filter(|_| no_fit(network, need, offer) != fitting);
            pairs.extend(closeness.map(|closeness| (&**need, &**offer, closeness)));
        }
    }
    pairs
}

/// What is told of a match, as far as the double loop says it too.
fn check(
    network: &Network,
    found: &Match,
    pairs: &[(&Need, &Offer, Closeness)],
) -> Result<(), TestCaseError> {
    let (need, offer, closeness) = pairs
        .iter()
        .find(|(need, offer, _)| Some(&need.id) == found.need.as_ref() && offer.id == found.offer)
        .ok_or_else(|| TestCaseError::fail(format!("nobody expects {found:?}")))?;
    prop_assert_eq!(found.closeness, *closeness);
    prop_assert_eq!((found.actor.as_ref(), &found.wanted), (Some(&need.actor), &need.competency));
    prop_assert_eq!((&found.offered_by, &found.offered), (&offer.actor, &offer.competency));
    prop_assert_eq!(found.in_contact, have_contact(network, &need.actor, &offer.actor));
    prop_assert_eq!(&found.common, &common(network, &need.actor, &offer.actor));
    prop_assert_eq!(found.surprising, is_surprising(network, need, offer));
    prop_assert_eq!(found.mutual.is_some(), is_mutual(network, need, offer));
    if let Some(back) = &found.mutual {
        let back_need = network.needs.get(&back.need).unwrap();
        let back_offer = network.offers.get(&back.offer).unwrap();
        prop_assert_eq!((&back_need.actor, &back_offer.actor), (&offer.actor, &need.actor));
        prop_assert!(sure(network, back_need, back_offer));
    }
    let agreed = agreement(network, need, offer).map(|it| (it.id.clone(), it.state));
    prop_assert_eq!(&found.agreement, &agreed);
    prop_assert_eq!(found.score, points(network, need, offer));
    Ok(())
}

fn network() -> impl Strategy<Value = Network> {
    let actor = || (0..5_usize).prop_map(|number| format!("a{number}"));
    let term = || (0..5_usize).prop_map(|number| format!("k{number}"));
    let name = || {
        prop::sample::select(
            &[
                "Sensorik",
                "Sensorick",
                "Sensoren",
                "3D-Druck",
                "Druck 3D",
                "3ddruck",
                "2D-Druck",
                "3-D-Drucken",
                "Netzwerk-Planung",
                "Netzplanung",
                "Netze planen",
                "IoT",
                "…",
            ][..],
        )
    };
    let day = || {
        prop::option::weighted(
            0.3,
            prop::sample::select(&["2024-05-05", "2025-02-28", "2025-03-01", TODAY, "2026-03-02"][..])
                .prop_map(Day::new),
        )
    };
    let forms = || prop::sample::subsequence(&HelpForm::ALL[..3], 0..3);
    let terms = prop::collection::vec((name(), prop::option::of(name()), prop::option::of(term())), 0..8);
    let sector = || prop::option::of(prop::sample::select(&["s0", "s1", "gone"][..]));
    let actors = prop::collection::vec((sector(), prop::option::weighted(0.2, actor()), day(), day()), 0..6);
    let offers = prop::collection::vec(
        (actor(), term(), prop::option::of(1..=3_u8), forms(), day(), day(), any::<bool>()),
        0..12,
    );
    let needs = prop::collection::vec((actor(), term(), forms(), day(), day(), day()), 0..10);
    let links = prop::collection::vec((actor(), actor()), 0..5);
    let agreements = prop::collection::vec(
        (
            0..3_usize,
            prop::option::of(0..5_usize),
            actor(),
            prop::sample::select(AgreementState::ALL),
            prop::option::of(0..3_u64),
        ),
        0..6,
    );
    (terms, actors, offers, needs, links, agreements).prop_map(
        |(terms, actors, offers, needs, links, agreements)| {
            let mut network = Network::new("n".into());
            let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
            for sector in ["s0", "s1"] {
                network.sectors.put(crate::model::Sector::new(sector.into(), sector));
            }
            for (number, (name, also, broader)) in terms.into_iter().enumerate() {
                let mut term = crate::model::Competency::new(id("k", number), name);
                term.also.extend(also.map(str::to_owned));
                term.broader = broader.map(|term| term.as_str().into());
                network.competencies.put(term);
            }
            for (number, (sector, invited_by, left, confirmed_on)) in actors.into_iter().enumerate() {
                let sector = sector.map(Id::from);
                let invited_by = invited_by.map(|by| by.as_str().into());
                network.actors.put(Actor {
                    sector,
                    invited_by,
                    left,
                    confirmed_on,
                    ..Actor::new(id("a", number), "A")
                });
            }
            for (number, (actor, term, level, forms, available_from, confirmed_on, evidence)) in
                offers.into_iter().enumerate()
            {
                let evidence = if evidence { "Steg".into() } else { String::new() };
                let offer = Offer::new(id("o", number), actor.as_str(), term.as_str());
                network.offers.put(Offer { level, forms, available_from, confirmed_on, evidence, ..offer });
            }
            for (number, (actor, term, forms, wanted_by, confirmed_on, closed_on)) in
                needs.into_iter().enumerate()
            {
                let need = Need::new(id("n", number), actor.as_str(), term.as_str());
                network.needs.put(Need { forms, wanted_by, confirmed_on, closed_on, ..need });
            }
            for (number, (from, to)) in links.into_iter().enumerate() {
                network.links.put(Link::new(id("l", number), from.as_str(), to.as_str()));
            }
            for (number, (need, offer, giver, state, stamp)) in agreements.into_iter().enumerate() {
                let mut agreement = Agreement::new(id("v", number), giver.as_str(), "a0");
                agreement.need = Some(id("n", need));
                agreement.offer = offer.map(|offer| id("o", offer));
                agreement.state = state;
                agreement.meta.changed = order::map(stamp.map(|stamp| ("state".into(), Stamp(stamp))));
                network.agreements.put(agreement);
            }
            network
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn finds_what_a_double_loop_finds(network in network()) {
        let matches = Matches::new(&network, &Day::new(TODAY));
        let all: Vec<Match> = matches.all().collect();
        let expected = pairs(&network, true);
        for found in &all {
            check(&network, found, &expected)?;
        }
        // Everything, and nothing twice.
        let of = |found: &Match| {
            let offers: Vec<Id> = std::iter::once(&found.offer).chain(&found.further).cloned().collect();
            offers.into_iter().map(|offer| (found.need.clone().unwrap(), offer)).collect::<Vec<_>>()
        };
        let mut told: Vec<(Id, Id)> = all.iter().flat_map(of).collect();
        told.sort();
        let mut wanted: Vec<(Id, Id)> =
            expected.iter().map(|(need, offer, _)| (need.id.clone(), offer.id.clone())).collect();
        wanted.sort();
        prop_assert_eq!(told, wanted);
        let once: BTreeSet<_> = all.iter().map(|found| (&found.need, &found.offered_by)).collect();
        prop_assert_eq!(once.len(), all.len());

        // The order: by points, mutual ones first, equal ones as in the document.
        let place = |found: &Match| {
            let need = network.needs.index_of(found.need.as_ref().unwrap());
            (std::cmp::Reverse(found.score), need, network.offers.index_of(&found.offer))
        };
        prop_assert!(all.is_sorted_by_key(place));
        prop_assert!(all.is_sorted_by_key(|found| found.mutual.is_none()));

        // The parts are parts of the whole.
        for need in network.needs.iter() {
            let part: Vec<_> = all.iter().filter(|found| found.need.as_ref() == Some(&need.id)).cloned().collect();
            prop_assert_eq!(matches.of_need(&need.id), part);
        }
        for actor in network.actors.iter() {
            let own = matches.of_actor(&actor.id);
            let part = |is_own: fn(&Match, &Id) -> bool| {
                all.iter().filter(|found| is_own(found, &actor.id)).cloned().collect::<Vec<_>>()
            };
            prop_assert_eq!(own.looking, part(|found, id| found.actor.as_ref() == Some(id)));
            prop_assert_eq!(own.offering, part(|found, id| found.offered_by == *id));
        }
        // A list chooses by outlines what it tells.
        for (pair, found) in matches.best().iter().zip(&all) {
            let outline = matches.outline(*pair);
            prop_assert_eq!(
                (Some(outline.need()), Some(outline.actor()), outline.wanted(), outline.offered_by()),
                (found.need.as_ref(), found.actor.as_ref(), &found.wanted, &found.offered_by)
            );
            prop_assert_eq!(
                (outline.is_mutual(), outline.is_surprising()),
                (found.mutual.is_some(), found.surprising)
            );
        }
        // Of two actors the same is told in what is around them.
        for found in &all {
            let part = matches.around(found.actor.as_ref().unwrap(), &found.offered_by);
            let of_need = Matches::new(&part, &Day::new(TODAY)).of_need(found.need.as_ref().unwrap());
            prop_assert!(of_need.contains(found), "{:?} {:?}", found, of_need);
        }
        // Of more than are wanted the best are left, and all are counted.
        for most in 1..=all.len() {
            let ranking = matches.ranked(most);
            prop_assert_eq!(ranking.best.as_slice(), &matches.best()[..most]);
            prop_assert_eq!(ranking.count, all.len());
        }
        let refused = pairs(&network, false);
        for found in matches.not_fitting() {
            check(&network, &found, &refused)?;
        }

        // A day has each two actors once, and only what it finds.
        let today = matches.of_today();
        let two = |found: &Match| {
            let (one, other) = (found.actor.clone().unwrap(), found.offered_by.clone());
            if one < other { (one, other) } else { (other, one) }
        };
        let different: BTreeSet<_> = today.iter().map(two).collect();
        let new: BTreeSet<_> = all.iter().filter(|found| found.agreement.is_none()).map(two).collect();
        prop_assert_eq!((today.len(), different.len()), (3.min(new.len()), today.len()));
        prop_assert!(today.iter().all(|found| all.contains(found)));
    }

    /// And whatever is known from before.
    #[test]
    fn matches_are_the_same_in_whatever_slices_they_are_found(
        network in network(), slices in proptest::collection::vec(1..4usize, 1..20), removed in 0..4usize
    ) {
        let today = Day::new(TODAY);
        let before = Matches::new(&network, &today);
        let mut changed = network.clone();
        changed.needs = network.needs.iter().skip(removed).map(|need| Need::clone(need)).collect();
        prop_assert!(changed.competencies.same(&network.competencies));
        // Of one of the two it is the graph, of the other another one.
        let graph = std::sync::Arc::new(Graph::new(&changed));
        for (network, earlier) in [(&network, None), (&changed, Some(&before)), (&changed, None)] {
            let mut steps = slices.iter().copied().cycle();
            let mut builder = MatchesBuilder::new(network, &today, earlier).along(graph.clone());
            let mut pauses = 0;
            loop {
                let mut left = steps.next().unwrap_or(1);
                let mut may_go_on = || { left -= 1; left > 0 };
                if builder.work(&mut may_go_on) {
                    break;
                }
                pauses += 1;
            }
            prop_assert!(pauses > 1 && builder.is_of(network, &today));
            let (found, expected) = (builder.finish(), Matches::new(network, &today));
            prop_assert_eq!(found.all().collect::<Vec<_>>(), expected.all().collect::<Vec<_>>());
            prop_assert_eq!(found.not_fitting(), expected.not_fitting());
            for term in network.competencies.iter() {
                prop_assert_eq!(found.of_wish(&term.id, None), expected.of_wish(&term.id, None));
            }
        }
    }
}
