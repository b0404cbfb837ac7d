//! Matches of two networks made as those of `bench/network.mjs`: few competencies are in many hands, most in few.

mod dice;

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use dice::Dice;
use gosmart::{
    model::{Actor, Competency, Day, HelpForm, Id, Link, Need, Network, Offer, Sector},
    query::{
        graph::Graph,
        matches::{Matches, MatchesBuilder},
    },
};

const SECTORS: usize = 7;

/// Six in ten relations are offers, two in fifteen links, the rest needs. Every third competency has a broader one.
fn network(actors: usize, competencies: usize, relations: usize) -> Network {
    let mut dice = Dice(7);
    let vocabulary = dice.vocabulary();
    let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
    let mut network = Network::new("bench".into());
    network.sectors = (0..SECTORS).map(|number| Sector::new(id("s", number), "Bereich")).collect();
    network.competencies = (0..competencies)
        .map(|number| {
            let mut competency = Competency::new(id("k", number), dice.text(&vocabulary, 2));
            competency.also = vec![dice.text(&vocabulary, 1)];
            competency.broader = (number % 3 == 0 && number > 0).then(|| id("k", dice.below(number)));
            competency
        })
        .collect();
    network.actors = (0..actors)
        .map(|number| {
            let mut actor = Actor::new(id("a", number), dice.text(&vocabulary, 2));
            actor.sector = Some(id("s", dice.below(SECTORS)));
            actor.confirmed_on = Some(Day::new(format!("20{}-03-01", 20 + dice.below(7))));
            actor
        })
        .collect();
    let ends = |dice: &mut Dice| {
        let actor = id("a", dice.below(actors));
        (actor, id("k", dice.below(competencies) * dice.below(competencies) / competencies))
    };
    let forms = |dice: &mut Dice| HelpForm::ALL.iter().copied().filter(|_| dice.below(6) == 0).collect();
    let (offers, links) = (relations * 3 / 5, relations * 2 / 15);
    network.offers = (0..offers)
        .map(|number| {
            let (actor, competency) = ends(&mut dice);
            let mut offer = Offer::new(id("o", number), actor, competency);
            offer.level = Some(1 + dice.below(3) as u8);
            offer.forms = forms(&mut dice);
            offer
        })
        .collect();
    network.needs = (0..relations - offers - links)
        .map(|number| {
            let (actor, competency) = ends(&mut dice);
            let mut need = Need::new(id("n", number), actor, competency);
            need.forms = forms(&mut dice);
            need
        })
        .collect();
    network.links = (0..links)
        .map(|number| Link::new(id("l", number), id("a", dice.below(actors)), id("a", dice.below(actors))))
        .collect();
    network
}

fn matches(criterion: &mut Criterion) {
    let today = Day::new("2026-03-01");
    for (actors, competencies, relations) in [(1_000, 600, 3_000), (9_600, 6_400, 124_000)] {
        let network = network(actors, competencies, relations);
        let prepared = Matches::new(&network, &today);
        let count = prepared.count();
        println!("{actors} actors, {relations} relations: {count} matches");
        let mut group = criterion.benchmark_group(format!("{relations} relations"));
        group.sample_size(20);
        group.bench_function("prepare", |bench| bench.iter(|| Matches::new(black_box(&network), &today)));
        group.bench_function("the best, and the first fifty told", |bench| {
            bench.iter_with_large_drop(|| {
                let matches = Matches::new(black_box(&network), &today);
                let first: Vec<_> = matches.best().iter().take(50).map(|pair| matches.tell(*pair)).collect();
                (matches, first)
            });
        });
        group.bench_function("found and ranked anew, its names known", |bench| {
            bench.iter_with_large_drop(|| {
                MatchesBuilder::new(black_box(&network), &today, Some(&prepared)).finish()
            });
        });
        let graph = Arc::new(Graph::new(&network));
        group.bench_function("found and ranked along a graph", |bench| {
            bench.iter_with_large_drop(|| {
                MatchesBuilder::new(black_box(&network), &today, None).along(graph.clone()).finish()
            });
        });
        group.bench_function("of today, ranked before", |bench| bench.iter(|| prepared.of_today()));
        let one: Id = "a1".into();
        group.bench_function("of one actor", |bench| bench.iter(|| prepared.of_actor(black_box(&one))));
        group.bench_function("of a wish", |bench| {
            bench.iter(|| prepared.of_wish(&"k3".into(), Some(black_box(&one))));
        });
        group.finish();
    }
}

criterion_group!(benches, matches);
criterion_main!(benches);
