use std::collections::BTreeSet;

use gosmart_job::{Codec, Job};
use proptest::prelude::*;

use super::{greedy::greedy, problem::Problem, ranking::Rank, *};

fn solve(input: &TeamInput) -> TeamOutput {
    let mut job = TeamJob::start(input.clone());
    while !job.step() {}
    job.output()
}

fn actor(offers: &[u32]) -> ActorInput {
    ActorInput { offers: offers.iter().map(|competency| (*competency, 0)).collect(), ..ActorInput::default() }
}

/// How much of what is asked for a team lacks.
fn lacks(input: &TeamInput, team: &[u32]) -> u32 {
    let mut missing = vec![input.members_each.max(1); input.competencies as usize];
    for competency in team.iter().flat_map(|member| input.covers(*member as usize)) {
        missing[competency as usize] = missing[competency as usize].saturating_sub(1);
    }
    missing.iter().sum()
}

fn rank(input: &TeamInput, team: &[u32]) -> Rank {
    let members = team.iter().map(|member| &input.actors[*member as usize]);
    let sectors: BTreeSet<u32> = members.clone().filter_map(|member| member.sector).collect();
    Rank {
        sectors: sectors.len() as u32,
        attached: members.clone().filter(|member| member.attached).count() as u32,
        confirmed: members.map(|member| member.confirmed).sum(),
    }
}

fn is_allowed(input: &TeamInput, team: &[u32]) -> bool {
    let of_choice = |wanted: Choice, sector: Option<u32>| {
        let members = team.iter().map(|member| &input.actors[*member as usize]);
        members.filter(|it| it.choice == wanted && (sector.is_none() || it.sector == sector)).count() as u32
    };
    let all_must = input.actors.iter().filter(|actor| actor.choice == Choice::Must).count() as u32;
    let sectors: BTreeSet<u32> = input.actors.iter().filter_map(|actor| actor.sector).collect();
    of_choice(Choice::Never, None) == 0
        && of_choice(Choice::Must, None) == all_must
        && sectors.into_iter().all(|sector| {
            let most = input.most_per_sector.unwrap_or(u32::MAX);
            let free = of_choice(Choice::Free, Some(sector));
            free == 0 || free + of_choice(Choice::Must, Some(sector)) <= most
        })
}

/// All teams of the smallest size among those that lack least, the best first, by looking at every set of actors.
fn all_smallest(input: &TeamInput) -> Vec<Vec<u32>> {
    let actors = input.actors.len() as u32;
    let teams = (0..1u32 << actors).map(|set| (0..actors).filter(|actor| set >> actor & 1 == 1).collect());
    let allowed: Vec<Vec<u32>> = teams.filter(|team: &Vec<u32>| is_allowed(input, team)).collect();
    let cost = |team: &Vec<u32>| (lacks(input, team), team.len());
    let least = allowed.iter().map(cost).min().unwrap();
    let mut smallest: Vec<Vec<u32>> = allowed.into_iter().filter(|team| cost(team) == least).collect();
    smallest.sort_by_key(|team| std::cmp::Reverse(rank(input, team)));
    smallest
}

fn actors(count: usize, competencies: u32) -> impl Strategy<Value = Vec<ActorInput>> {
    let choice = prop_oneof![8 => Just(Choice::Free), 1 => Just(Choice::Must), 1 => Just(Choice::Never)];
    let offers = prop::collection::vec((0..competencies, 0u8..4), 0..5);
    let sector = prop::option::of(0u32..4);
    let actor = (offers, sector, choice, any::<bool>(), 0u32..3).prop_map(
        |(offers, sector, choice, attached, confirmed)| ActorInput {
            offers,
            sector,
            choice,
            attached,
            confirmed,
        },
    );
    prop::collection::vec(actor, 0..=count)
}

fn inputs() -> impl Strategy<Value = TeamInput> {
    let limit = prop_oneof![2 => Just(None), 3 => (0u32..4).prop_map(Some)];
    (0u32..12, 0u32..3, 0u8..3, limit).prop_flat_map(
        |(competencies, members_each, least_level, most_per_sector)| {
            actors(11, competencies.max(1) + 1).prop_map(move |actors| TeamInput {
                competencies,
                actors,
                members_each,
                least_level,
                most_per_sector,
            })
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn no_team_is_better_than_the_one_found(input in inputs()) {
        let output = solve(&input);
        let smallest = all_smallest(&input);
        let teams: Vec<&Vec<u32>> = std::iter::once(&output.members).chain(&output.alternatives).collect();
        prop_assert!(output.proven && output.compared);
        prop_assert_eq!(output.bound as usize, smallest[0].len());
        for team in &teams {
            prop_assert!(smallest.contains(team), "{team:?} is none of {smallest:?}");
        }
        prop_assert_eq!(teams.iter().collect::<BTreeSet<_>>().len(), teams.len());
        let best: Vec<Rank> = smallest.iter().take(6).map(|team| rank(&input, team)).collect();
        prop_assert_eq!(teams.iter().map(|team| rank(&input, team)).collect::<Vec<_>>(), best);
    }

    #[test]
    fn whoever_stops_early_has_a_whole_team_and_a_true_bound(input in inputs(), steps in 0usize..30) {
        let mut job = TeamJob::start(input.clone());
        let mut share = 0.0;
        for _ in 0..steps {
            job.step();
            prop_assert!(share <= job.progress() && job.progress() <= 1.0);
            share = job.progress();
        }
        let (early, last) = (job.output(), solve(&input));
        prop_assert!(is_allowed(&input, &early.members));
        prop_assert!(early.bound <= last.bound || lacks(&input, &early.members) > lacks(&input, &last.members));
        prop_assert!(!early.proven || early.members.len() == last.members.len());
        if input.most_per_sector.is_none() {
            prop_assert_eq!(lacks(&input, &early.members), lacks(&input, &last.members));
        }
    }

    #[test]
    fn messages_arrive_as_they_were_sent(input in inputs(), cut in 1usize..9) {
        let output = solve(&input);
        let numbers: Vec<f64> = output.clone().encode();
        prop_assert_eq!(TeamOutput::decode(numbers), Some(output));
        let mut numbers: Vec<f64> = input.clone().encode();
        prop_assert_eq!(TeamInput::decode(numbers.clone()), Some(input));
        numbers.truncate(numbers.len().saturating_sub(cut));
        prop_assert_eq!(TeamInput::decode(numbers), None);
    }
}

/// The size of the smallest team without options: the fewest actors for each set of competencies.
fn smallest_by_subsets(input: &TeamInput) -> u32 {
    let all = (1usize << input.competencies) - 1;
    let offered: Vec<usize> = (0..input.actors.len())
        .map(|actor| input.covers(actor).iter().fold(0, |set, competency| set | 1 << competency))
        .collect();
    let coverable = offered.iter().fold(0, |all, set| all | set);
    let mut fewest = vec![u32::MAX; all + 1];
    fewest[0] = 0;
    for covered in 0..=all {
        for set in &offered {
            fewest[covered | set] = fewest[covered].saturating_add(1).min(fewest[covered | set]);
        }
    }
    fewest[coverable]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn of_many_equal_teams_the_best_are_shown(actors in actors(13, 4), members_each in 1u32..3) {
        let actors = actors.into_iter().map(|actor| ActorInput { choice: Choice::Free, ..actor }).collect();
        let input = TeamInput { competencies: 4, actors, members_each, ..TeamInput::default() };
        let output = solve(&input);
        let teams = std::iter::once(&output.members).chain(&output.alternatives);
        let best: Vec<Rank> = all_smallest(&input).iter().take(6).map(|team| rank(&input, team)).collect();
        prop_assert_eq!(teams.map(|team| rank(&input, team)).collect::<Vec<_>>(), best);
    }

    #[test]
    fn among_many_actors_the_programme_over_subsets_finds_the_same_size(
        offers in prop::collection::vec(prop::collection::vec(0u32..15, 1..5), 1..120),
    ) {
        let actors = offers.iter().map(|offers| actor(offers)).collect();
        let input = TeamInput { competencies: 15, actors, ..TeamInput::default() };
        let output = solve(&input);
        prop_assert!(output.proven);
        prop_assert_eq!(output.members.len() as u32, smallest_by_subsets(&input));
    }
}

#[test]
fn two_are_enough_where_the_greedy_take_three() {
    let tempting = [(0..8).collect(), (8..12).collect(), vec![12, 13]];
    let even_and_odd = [0, 1].map(|first| (first..14).step_by(2).collect::<Vec<u32>>());
    let actors = tempting.iter().chain(&even_and_odd).map(|offers| actor(offers)).collect();
    let input = TeamInput { competencies: 14, actors, ..TeamInput::default() };
    let problem = Problem::new(&input);
    assert_eq!(greedy(&problem, &[1.0; 14]).len(), 3);
    assert_eq!(solve(&input).members, [3, 4]);
}

/// A point for each actor and a line for each competency: each two points lie on one line of three.
fn steiner(points: u32, lines: &[[u32; 3]]) -> TeamInput {
    let mut actors = vec![ActorInput::default(); points as usize];
    for (line, on_line) in (0..).zip(lines) {
        for point in on_line {
            actors[*point as usize].offers.push((line, 0));
        }
    }
    TeamInput { competencies: lines.len() as u32, actors, ..TeamInput::default() }
}

/// The affine geometry over three numbers.
fn affine(dimensions: u32) -> TeamInput {
    let points = 3u32.pow(dimensions);
    let third = |one: u32, other: u32| {
        let digit = |number: u32, place: u32| number / 3u32.pow(place) % 3;
        (0..dimensions).map(|it| (6 - digit(one, it) - digit(other, it)) % 3 * 3u32.pow(it)).sum::<u32>()
    };
    let pairs = (0..points).flat_map(|one| (one + 1..points).map(move |other| (one, other)));
    let lines = pairs.map(|(one, other)| [one, other, third(one, other)]);
    steiner(points, &lines.filter(|[_, other, last]| other < last).collect::<Vec<_>>())
}

#[test]
fn steiner_triple_systems_have_the_known_sizes() {
    // What meets every line leaves a set without one: 4 of 9 points, 9 of 27 (Pellegrino and others).
    for (dimensions, size) in [(1, 1), (2, 5), (3, 18)] {
        let output = solve(&affine(dimensions));
        assert_eq!((output.members.len(), output.bound, output.proven), (size, size as u32, true));
    }
    // The lines of the projective space with 15 points are met by a plane, and by nothing smaller.
    let pairs = (1u32..16).flat_map(|one| (one + 1..16).map(move |other| [one, other, one ^ other]));
    let lines: Vec<[u32; 3]> =
        pairs.filter(|[_, other, last]| other < last).map(|line| line.map(|point| point - 1)).collect();
    let output = solve(&steiner(15, &lines));
    assert_eq!((output.members.len(), output.proven), (7, true));
}

#[test]
fn what_cannot_be_proven_in_time_is_not_called_proven() {
    let input = affine(4);
    let mut job = TeamJob::start(input.clone());
    for _ in 0..60 {
        assert!(!job.step());
    }
    let output = job.output();
    assert!(!output.proven && !output.compared);
    // 61 is the smallest size: 20 of 81 points can lie without a line.
    assert!(output.members.len() >= 61 && (27..=61).contains(&output.bound), "{output:?}");
    assert_eq!(lacks(&input, &output.members), 0);
}

#[test]
fn nobody_and_nothing_make_an_empty_team() {
    let nobody = TeamInput { competencies: 3, ..TeamInput::default() };
    let nothing = TeamInput { actors: vec![actor(&[0])], ..TeamInput::default() };
    for input in [nobody, nothing] {
        let output = solve(&input);
        assert_eq!((output.members.len(), output.proven, output.compared), (0, true, true));
    }
}

#[test]
fn the_same_question_has_the_same_answer_after_every_step() {
    let input = affine(3);
    let [mut one, mut other] = [(); 2].map(|()| TeamJob::start(input.clone()));
    for _ in 0..100 {
        assert_eq!(one.step(), other.step());
        assert_eq!(one.output(), other.output());
    }
}
