//! Smallest teams, held by a solver of others for linear programmes in whole numbers.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use gosmart_job::Job;
use gosmart_teams::{ActorInput, Choice, TeamInput, TeamJob, TeamOutput};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};

/// The constants of Knuth's MMIX: the same numbers on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % u64::from(limit)) as u32
    }
}

const SECTORS: u32 = 6;

/// As in a town: each sector has its own field of competencies, in which some are common and some rare, and a few
/// reach beyond it.
fn town(seed: u64, members_each: u32, most_per_sector: Option<u32>) -> TeamInput {
    const COMPETENCIES: u32 = 36;
    let mut dice = Dice(seed);
    let actors = (0..120).map(|_| {
        let sector = dice.below(SECTORS);
        let offers = (0..1 + dice.below(5)).map(|_| {
            let rare = dice.below(9);
            let within = dice.below(rare + 1);
            let field = if dice.below(4) == 0 { dice.below(SECTORS) } else { sector };
            ((field * 6 + within) % COMPETENCIES, 1 + dice.below(3) as u8)
        });
        let offers = offers.collect();
        let choice = match dice.below(25) {
            0 => Choice::Must,
            1 => Choice::Never,
            _ => Choice::Free,
        };
        ActorInput { offers, sector: Some(sector), choice, ..ActorInput::default() }
    });
    TeamInput {
        actors: actors.collect(),
        competencies: COMPETENCIES,
        members_each,
        least_level: 1 + dice.below(2) as u8,
        most_per_sector,
    }
}

/// More than any team has members.
const SHORTAGE: u32 = 1_000;

/// Members, and [`SHORTAGE`] for each member that a competency lacks.
fn cost(input: &TeamInput, output: &TeamOutput) -> u32 {
    let lacking = (0..input.competencies).map(|competency| {
        let offering = output.members.iter().filter(|member| offers(input, **member as usize, competency));
        input.members_each.saturating_sub(offering.count() as u32)
    });
    output.members.len() as u32 + SHORTAGE * lacking.sum::<u32>()
}

fn offers(input: &TeamInput, actor: usize, competency: u32) -> bool {
    let mut offers = input.actors[actor].offers.iter();
    offers.any(|(offered, level)| *offered == competency && *level >= input.least_level)
}

fn least_cost(input: &TeamInput) -> u32 {
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let member: Vec<Variable> = (input.actors.iter())
        .map(|actor| {
            let bounds = match actor.choice {
                Choice::Never => (0, 0),
                Choice::Must => (1, 1),
                Choice::Free => (0, 1),
            };
            problem.add_integer_var(1.0, bounds)
        })
        .collect();
    for competency in 0..input.competencies {
        let short = problem.add_integer_var(f64::from(SHORTAGE), (0, input.members_each as i32));
        let offering = (0..member.len()).filter(|actor| offers(input, *actor, competency));
        let sum: Vec<(Variable, f64)> =
            offering.map(|actor| (member[actor], 1.0)).chain([(short, 1.0)]).collect();
        problem.add_constraint(&sum, ComparisonOp::Ge, f64::from(input.members_each));
    }
    let most = input.most_per_sector.map_or(f64::INFINITY, f64::from);
    for sector in 0..SECTORS {
        let of_sector = |choice: Choice| {
            let actors = input.actors.iter().zip(&member);
            actors.filter(move |(actor, _)| actor.sector == Some(sector) && actor.choice == choice)
        };
        // Who must be there takes room and is not sent away.
        let room = (most - of_sector(Choice::Must).count() as f64).max(0.0);
        let sum: Vec<(Variable, f64)> = of_sector(Choice::Free).map(|(_, member)| (*member, 1.0)).collect();
        if room.is_finite() {
            problem.add_constraint(&sum, ComparisonOp::Le, room);
        }
    }
    problem.solve().unwrap().into_solution().unwrap().objective().round() as u32
}

/// Few sectors with little room, so that who comes from where decides.
fn cramped(seed: u64, members_each: u32, most_per_sector: u32) -> TeamInput {
    const COMPETENCIES: u32 = 12;
    let mut dice = Dice(seed);
    let actors = (0..24).map(|_| {
        let offers = (0..1 + dice.below(3)).map(|_| (dice.below(COMPETENCIES), 0));
        ActorInput { offers: offers.collect(), sector: Some(dice.below(3)), ..ActorInput::default() }
    });
    TeamInput {
        actors: actors.collect(),
        competencies: COMPETENCIES,
        members_each,
        most_per_sector: Some(most_per_sector),
        ..TeamInput::default()
    }
}

/// The size of the team that was found, once the referee agrees.
fn agreed_size(input: &TeamInput, seed: u64) -> u32 {
    let mut job = TeamJob::start(input.clone());
    while !job.step() {}
    let output = job.output();
    assert!(output.proven, "{seed}");
    assert_eq!(cost(input, &output), least_cost(input), "{seed}");
    output.members.len() as u32
}

#[test]
fn teams_of_a_town_cost_as_little_as_the_referee_says() {
    let options = [(1, None), (2, None), (1, Some(2)), (1, Some(1)), (2, Some(2)), (2, Some(3))];
    let sizes = (0..120).zip(options.into_iter().cycle()).map(|(seed, (members_each, most_per_sector))| {
        agreed_size(&town(seed, members_each, most_per_sector), seed)
    });
    // No play: most teams are larger than what one could guess.
    assert!(sizes.filter(|size| *size > 8).count() > 60);
}

#[test]
fn cramped_teams_cost_as_little_as_the_referee_says() {
    let options = [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 5)];
    for (seed, (members_each, most_per_sector)) in (0..1200).zip(options.into_iter().cycle()) {
        agreed_size(&cramped(seed, members_each, most_per_sector), seed);
    }
}
