//! Search on a network of 10,000 actors, competencies and topics with 20,000 relations: the index, and what one
//! keystroke costs. The words are made up of syllables, so that vocabulary and postings have lifelike sizes.

mod dice;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use dice::Dice;
use gosmart::{
    app::{Address, View, Visible},
    model::{Actor, Competency, Day, Id, Need, Network, Offer, Stamp, Topic},
    query::{
        filter::{Filter, facets},
        graph::Graph,
        relations::Relations,
        search::Index,
    },
};

const ACTORS: usize = 8_000;
const COMPETENCIES: usize = 1_500;
const TOPICS: usize = 500;
const RELATIONS: usize = 20_000;
fn network() -> Network {
    let mut dice = Dice(7);
    let vocabulary = dice.vocabulary();
    let mut network = Network::new("bench".into());
    let now = Stamp(1);
    let id = |kind: &str, number: usize| Id::from(format!("{kind}{number}").as_str());
    network.actors = (0..ACTORS)
        .map(|number| {
            let mut actor = Actor::new(id("a", number), dice.text(&vocabulary, 2));
            actor.about = dice.text(&vocabulary, 12);
            actor.offering = dice.text(&vocabulary, 8);
            actor
        })
        .collect();
    network.competencies = (0..COMPETENCIES)
        .map(|number| {
            let mut competency = Competency::new(id("c", number), dice.text(&vocabulary, 1));
            competency.also = vec![dice.text(&vocabulary, 1), dice.text(&vocabulary, 2)];
            competency.description = dice.text(&vocabulary, 15);
            competency
        })
        .collect();
    network.offers = (0..RELATIONS * 2 / 3)
        .map(|number| {
            let (actor, competency) = (id("a", dice.below(ACTORS)), id("c", dice.below(COMPETENCIES)));
            Offer::new(id("o", number), actor, competency)
        })
        .collect();
    network.needs = (0..RELATIONS / 3)
        .map(|number| {
            let (actor, competency) = (id("a", dice.below(ACTORS)), id("c", dice.below(COMPETENCIES)));
            Need::new(id("n", number), actor, competency)
        })
        .collect();
    for number in 0..TOPICS {
        let mut topic = Topic::new(id("t", number), dice.text(&vocabulary, 5));
        topic.question = dice.text(&vocabulary, 10);
        network.put(topic, now);
    }
    network
}

fn search(criterion: &mut Criterion) {
    let network = network();
    criterion.bench_function("index", |bench| bench.iter(|| Index::new(black_box(&network))));
    let index = Index::new(&network);
    for query in [
        "s",
        "st",
        "druck",
        "wasserstadtnetz",
        "wasesrstadtnezt",
        "museumspädagogische",
        "stadt druck wasser netz",
        "werkstadt drukc be wasesrnetz",
    ] {
        criterion.bench_function(&format!("find {query}"), |bench| {
            bench.iter(|| index.find(black_box(query), 50));
        });
    }
    // All of one keystroke: search, sets and hits.
    let graph = Graph::new(&network);
    for query in ["s", "stadt druck wasser netz"] {
        let address = Address { search: query.into(), ..Address::of(View::Network) };
        criterion.bench_function(&format!("visible {query}"), |bench| {
            bench.iter(|| {
                Visible::new(
                    &network,
                    &graph,
                    black_box(&address),
                    &Day::new("2026-11-27"),
                    |query, limit| Some(index.ask(query, limit)),
                )
            });
        });
    }
    criterion.bench_function("similar_competencies", |bench| {
        bench.iter(|| index.similar_competencies(black_box("wasesrstadtnezt"), 5));
    });
    criterion.bench_function("facets", |bench| {
        bench.iter(|| facets(&network, &Filter::default(), &Day::new("2026-11-27")))
    });
    criterion.bench_function("relations", |bench| bench.iter(|| Relations::new(&network)));
}

criterion_group!(benches, search);
criterion_main!(benches);
