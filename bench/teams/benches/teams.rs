//! Time until a team is proven smallest, on made-up networks and for the topics of the example.
//!
//! `cargo bench --package gosmart-teams-bench [-- SECONDS]`, 20 seconds each unless told otherwise. An instance is one
//! row: there is no average over what is as different as easy and hard covers.

use std::time::{Duration, Instant};

use gosmart::{
    exchange,
    job::Job,
    model::Day,
    query::team::{Question, TeamOptions},
    teams::{ActorInput, TeamInput, TeamJob},
};

/// The constants of Knuth's MMIX: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

/// Each actor offers between `few` and `many` competencies: all equally popular, or the first ones far more than the
/// last.
fn network(actors: u32, competencies: u32, [few, many]: [u32; 2], is_even: bool, seed: u64) -> TeamInput {
    let mut dice = Dice(seed);
    let actors = (0..actors).map(|_| {
        let offers = few + dice.below(many - few + 1);
        let offers = (0..offers).map(|_| {
            let limit = if is_even { competencies } else { dice.below(competencies) + 1 };
            (dice.below(limit), 0)
        });
        ActorInput { offers: offers.collect(), sector: Some(dice.below(8)), ..ActorInput::default() }
    });
    TeamInput { actors: actors.collect(), competencies, ..TeamInput::default() }
}

#[allow(clippy::disallowed_methods, reason = "this program runs natively and has no browser to ask")]
fn now() -> Instant {
    Instant::now()
}

/// Prints a row: the team, whether it is proven, when that was, when all was over, and the longest step.
fn row(name: &str, input: TeamInput, limit: Duration) {
    let start = now();
    let mut job = TeamJob::start(input);
    let (mut proven, mut longest, mut is_done) = (None, start.elapsed(), false);
    while !is_done && start.elapsed() < limit {
        let step = now();
        is_done = job.step();
        longest = longest.max(step.elapsed());
        if proven.is_none() && job.is_proven() {
            proven = Some(start.elapsed());
        }
    }
    let output = job.output();
    let (size, bound) = (output.members.len(), output.bound);
    let proven =
        proven.map_or_else(|| format!("bound {bound}"), |time| format!("{:.3} s", time.as_secs_f64()));
    let (over, longest) = (start.elapsed().as_secs_f64(), longest.as_secs_f64() * 1e3);
    println!("{name:<44} {size:>3}  {proven:>9}  {over:>7.3} s  {longest:>5.1} ms");
}

fn main() {
    let seconds = std::env::args().filter_map(|argument| argument.parse().ok()).next().unwrap_or(20);
    let limit = Duration::from_secs(seconds);
    println!("{:<44} {:>4} {:>9}  {:>9}  {:>8}", "", "size", "proven", "over", "step");
    let example = exchange::read(include_bytes!("../../../data/goslar.json")).map(|parsed| parsed.network);
    for network in example.iter() {
        for topic in network.topics.iter() {
            let question =
                Question::new(network, &topic.competencies, &TeamOptions::default(), &Day::new("2026-11-27"));
            row(&topic.title, question.input, limit);
        }
    }
    for (is_even, popularity) in [(false, "uneven"), (true, "even")] {
        for offers in [[1, 4], [2, 6]] {
            for competencies in [20, 40, 80] {
                for actors in [1_000, 2_000, 3_000] {
                    let [few, many] = offers;
                    let name = format!("{actors} x {competencies}, {few} to {many} each, {popularity}");
                    row(&name, network(actors, competencies, offers, is_even, 7), limit);
                }
            }
        }
    }
}
