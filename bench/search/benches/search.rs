//! Search on a network of 10,000 actors, competencies and topics with 20,000 relations: the index, and what one
//! keystroke costs. The words are made up of syllables, so that vocabulary and postings have lifelike sizes.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use gosmart::{
    app::{Address, View, Visible},
    model::{Actor, Competency, Id, Need, Network, Offer, Stamp, Topic},
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
/// Distinct words of the texts.
const VOCABULARY: usize = 30_000;

/// A small linear congruential generator (constants of Knuth's MMIX), the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn word(&mut self) -> String {
        const SYLLABLES: [&str; 24] = [
            "werk", "stadt", "ge", "be", "ung", "druck", "bau", "netz", "mu", "se", "um", "schu", "le", "ta",
            "ri", "strom", "wasser", "di", "gi", "tal", "ü", "pfle", "kin", "der",
        ];
        (0..2 + self.below(3)).map(|_| SYLLABLES[self.below(SYLLABLES.len())]).collect()
    }

    /// Words as in a language: a few are everywhere, most are rare.
    fn text(&mut self, vocabulary: &[String], length: usize) -> String {
        let words: Vec<&str> = (0..length)
            .map(|_| {
                let limit = 1 + self.below(vocabulary.len());
                vocabulary[self.below(limit)].as_str()
            })
            .collect();
        words.join(" ")
    }
}

fn network() -> Network {
    let mut dice = Dice(7);
    let vocabulary: Vec<String> = (0..VOCABULARY).map(|_| dice.word()).collect();
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
                Visible::new(&network, &graph, black_box(&address), |query, limit| {
                    Some(index.ask(query, limit))
                })
            });
        });
    }
    criterion.bench_function("similar_competencies", |bench| {
        bench.iter(|| index.similar_competencies(black_box("wasesrstadtnezt"), 5));
    });
    criterion.bench_function("facets", |bench| bench.iter(|| facets(&network, &Filter::default())));
    criterion.bench_function("relations", |bench| bench.iter(|| Relations::new(&network)));
}

criterion_group!(benches, search);
criterion_main!(benches);
