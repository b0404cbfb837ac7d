use gosmart_job::{Codec, Job};
use proptest::prelude::*;

use super::{dice::Dice, *};

fn solve(input: &RoleInput) -> RoleOutput {
    let mut job = RolesJob::start(input.clone());
    while !job.step() {}
    job.output()
}

fn input(nodes: u32, links: &[[u32; 2]]) -> RoleInput {
    RoleInput { nodes, links: links.to_vec(), seed: 0 }
}

/// Steps between all nodes, and on how many shortest ways.
fn all_pairs(input: &RoleInput) -> (Vec<Vec<u32>>, Vec<Vec<f64>>) {
    let nodes = input.nodes as usize;
    let mut joined = vec![vec![false; nodes]; nodes];
    for &[one, other] in &input.links {
        (joined[one as usize][other as usize], joined[other as usize][one as usize]) = (true, true);
    }
    let mut steps = vec![vec![u32::MAX / 4; nodes]; nodes];
    for one in 0..nodes {
        for other in (0..nodes).filter(|other| joined[one][*other]) {
            steps[one][other] = 1;
        }
        steps[one][one] = 0;
    }
    for by in 0..nodes {
        for one in 0..nodes {
            for other in 0..nodes {
                steps[one][other] = steps[one][other].min(steps[one][by] + steps[by][other]);
            }
        }
    }
    let mut ways = vec![vec![0.0; nodes]; nodes];
    for one in 0..nodes {
        let mut by_distance: Vec<usize> = (0..nodes).collect();
        by_distance.sort_by_key(|other| steps[one][*other]);
        ways[one][one] = 1.0;
        for other in by_distance.into_iter().filter(|other| *other != one) {
            let before =
                (0..nodes).filter(|by| joined[*by][other] && steps[one][*by] + 1 == steps[one][other]);
            ways[one][other] = before.map(|by| ways[one][by]).sum();
        }
    }
    (steps, ways)
}

/// By looking at every pair and everybody between them.
fn naive_betweenness(input: &RoleInput) -> Vec<f64> {
    let (steps, ways) = all_pairs(input);
    let nodes = input.nodes as usize;
    let between = |node: usize| {
        let others = (0..nodes).filter(|one| *one != node);
        let pairs =
            others.flat_map(|one| (0..one).filter(|other| *other != node).map(move |other| (one, other)));
        let on_the_way = pairs.filter(|(one, other)| {
            steps[*one][*other] < u32::MAX / 4
                && steps[*one][node] + steps[node][*other] == steps[*one][*other]
        });
        on_the_way.map(|(one, other)| ways[one][node] * ways[node][other] / ways[one][other]).sum()
    };
    (0..nodes).map(between).collect()
}

fn naive_modularity(input: &RoleInput, communities: &[u32]) -> f64 {
    let mut links: Vec<[u32; 2]> = input
        .links
        .iter()
        .filter(|[one, other]| one != other)
        .map(|[one, other]| [*one.min(other), *one.max(other)])
        .collect();
    links.sort_unstable();
    links.dedup();
    let all = links.len() as f64;
    let of = |community: u32| {
        let is_in = |node: &u32| communities[*node as usize] == community;
        let inside = links.iter().filter(|link| link.iter().all(is_in)).count() as f64;
        let ends = links.as_flattened().iter().filter(|end| is_in(end)).count() as f64;
        inside / all - (ends / (2.0 * all)).powi(2)
    };
    let largest = communities.iter().copied().max().map_or(0, |largest| largest + 1);
    if links.is_empty() { 0.0 } else { (0..largest).map(of).sum() }
}

/// The nodes of a community that can be reached from its first one without leaving it.
fn reached(input: &RoleInput, communities: &[u32], community: u32) -> usize {
    let mut is_reached = vec![false; communities.len()];
    let first = communities.iter().position(|it| *it == community).unwrap();
    is_reached[first] = true;
    loop {
        let before = is_reached.iter().filter(|it| **it).count();
        for link in &input.links {
            let is_inside = link.iter().all(|end| communities[*end as usize] == community);
            if is_inside && link.iter().any(|end| is_reached[*end as usize]) {
                link.iter().for_each(|end| is_reached[*end as usize] = true);
            }
        }
        if is_reached.iter().filter(|it| **it).count() == before {
            return before;
        }
    }
}

fn networks(most_nodes: u32, most_links: usize) -> impl Strategy<Value = RoleInput> {
    (1..=most_nodes, any::<u32>()).prop_flat_map(move |(nodes, seed)| {
        let links = prop::collection::vec([0..nodes, 0..nodes], 0..=most_links);
        links.prop_map(move |links| RoleInput { nodes, links, seed })
    })
}

/// All ways to put nodes into communities.
fn partitions(nodes: usize) -> Vec<Vec<u32>> {
    let mut all: Vec<Vec<u32>> = vec![Vec::new()];
    for _ in 0..nodes {
        let longer = all.iter().flat_map(|part| {
            let next = part.iter().max().map_or(0, |largest| largest + 1);
            (0..=next).map(move |community| [&part[..], &[community]].concat())
        });
        all = longer.collect();
    }
    all
}

proptest! {
    #[test]
    fn betweenness_is_that_of_all_pairs(input in networks(14, 30)) {
        let output = solve(&input);
        prop_assert!(!output.estimated);
        for (found, expected) in output.betweenness.iter().zip(naive_betweenness(&input)) {
            prop_assert!((found - expected).abs() < 1e-9, "{found} instead of {expected}");
        }
    }

    #[test]
    fn communities_are_connected_and_numbered_by_size(input in networks(40, 90)) {
        let output = solve(&input);
        let found = &output.communities;
        let count = found.iter().max().unwrap() + 1;
        let sizes: Vec<usize> = (0..count).map(|number| found.iter().filter(|it| **it == number).count()).collect();
        prop_assert!(sizes.is_sorted_by(|one, other| one >= other), "{sizes:?}");
        for number in 0..count {
            prop_assert_eq!(reached(&input, found, number), sizes[number as usize], "{:?}", found);
        }
        prop_assert!((output.modularity - naive_modularity(&input, found)).abs() < 1e-12);
    }

    #[test]
    fn the_same_seed_gives_the_same_answer_however_links_are_written(input in networks(30, 60)) {
        let mut other = input.clone();
        other.links.reverse();
        other.links.iter_mut().for_each(|link| link.reverse());
        other.links.extend(input.links.clone());
        prop_assert_eq!(solve(&input), solve(&other));
    }

    #[test]
    fn input_and_output_cross_unchanged(input in networks(20, 40)) {
        let output = solve(&input);
        let numbers: Vec<f64> = input.clone().encode();
        prop_assert_eq!(RoleInput::decode(numbers), Some(input));
        let numbers: Vec<f64> = output.clone().encode();
        prop_assert_eq!(RoleOutput::decode(numbers), Some(output));
    }

    #[test]
    fn progress_rises_to_the_end(input in networks(200, 400)) {
        let mut job = RolesJob::start(input);
        let mut before = 0.0;
        while !job.step() {
            prop_assert!((before..=1.0).contains(&job.progress()));
            before = job.progress();
        }
        prop_assert_eq!(job.progress(), 1.0);
        let done = job.output();
        prop_assert!(job.step(), "what is done stays done");
        prop_assert_eq!(job.output(), done);
    }
}

#[test]
fn nobody_and_somebody_alone() {
    assert_eq!(solve(&input(0, &[])), RoleOutput::default());
    let alone = RoleOutput { betweenness: vec![0.0], communities: vec![0], ..RoleOutput::default() };
    assert_eq!(solve(&input(1, &[[0, 0]])), alone);
}

#[test]
fn links_that_lead_nowhere_count_for_nothing() {
    assert_eq!(solve(&input(3, &[[0, 1], [1, 7], [9, 9], [2, 2]])), solve(&input(3, &[[1, 0]])));
}

#[test]
fn who_stands_alone_is_a_community_of_one() {
    let output = solve(&input(5, &[[1, 3]]));
    assert_eq!(output.communities, [1, 0, 2, 0, 3]);
    assert_eq!(output.betweenness, [0.0; 5]);
}

#[test]
fn the_middle_of_a_star_lies_between_all_pairs() {
    let output = solve(&input(5, &[[2, 0], [2, 1], [2, 3], [2, 4]]));
    assert_eq!(output.betweenness, [0.0, 0.0, 6.0, 0.0, 0.0]);
}

/// Groups whose members are joined to most of their own group and to few others.
fn planted(groups: u32, size: u32) -> (RoleInput, Vec<u32>) {
    let mut dice = Dice::new(1);
    let nodes = groups * size;
    // So that neither the order of nodes nor that of links tells the groups.
    let mut places: Vec<u32> = (0..nodes).collect();
    dice.shuffle(&mut places);
    let group_of: Vec<u32> = places.iter().map(|place| place / size).collect();
    let mut links = Vec::new();
    for one in 0..nodes {
        let mut others: Vec<u32> = (0..nodes).collect();
        dice.shuffle(&mut others);
        let own = others.iter().filter(|other| group_of[**other as usize] == group_of[one as usize]);
        links.extend(own.take(8).map(|other| [one, *other]));
        links.extend(others.iter().take(2).map(|other| [one, *other]));
    }
    (RoleInput { nodes, links, seed: 5 }, group_of)
}

#[test]
fn groups_that_were_planted_are_found() {
    let (input, group_of) = planted(12, 25);
    let output = solve(&input);
    let mut pairs: Vec<(u32, u32)> = output.communities.iter().copied().zip(group_of).collect();
    pairs.sort_unstable();
    pairs.dedup();
    assert_eq!(pairs.len(), 12, "{pairs:?}");
}

#[test]
fn a_chosen_part_of_the_searches_finds_the_same_bridges() {
    let (input, _) = planted(12, 25);
    let mut job = RolesJob::start(input.clone());
    while job.progress() < 0.5 {
        job.step();
    }
    let (half, whole) = (job.output(), solve(&input));
    assert!(half.estimated && !whole.estimated);
    let top = |output: &RoleOutput| {
        let mut nodes: Vec<usize> = (0..output.betweenness.len()).collect();
        nodes.sort_by(|one, other| output.betweenness[*other].total_cmp(&output.betweenness[*one]));
        nodes.truncate(20);
        nodes
    };
    let found = top(&half);
    let known = top(&whole).into_iter().filter(|node| found.contains(node)).count();
    assert!(known >= 12, "{known}");
    let [of_half, of_whole] = [half, whole].map(|it| it.betweenness.iter().sum::<f64>());
    assert!((of_half / of_whole - 1.0).abs() < 0.05, "{of_half} {of_whole}");
}

#[test]
fn more_ways_than_a_number_holds() {
    // A chain of diamonds doubles the ways with each; a tail hangs on its middle.
    const DIAMONDS: u32 = 1_200;
    let mut links = Vec::new();
    for diamond in 0..DIAMONDS {
        let start = 3 * diamond;
        links.extend([
            [start, start + 1],
            [start, start + 2],
            [start + 1, start + 3],
            [start + 2, start + 3],
        ]);
    }
    let nodes = 3 * DIAMONDS + 1;
    let output = solve(&input(nodes, &links));
    // One half of each diamond between those before it and those behind it: half of these ways.
    let middle = 3 * (DIAMONDS / 2);
    let (before, behind) = (f64::from(middle) + 1.0, f64::from(nodes) - f64::from(middle) - 3.0);
    let expected = before * behind / 2.0;
    let found = output.betweenness[middle as usize + 1];
    assert!((found / expected - 1.0).abs() < 1e-9, "{found} instead of {expected}");
}

#[test]
fn in_small_networks_hardly_anything_is_better() {
    let mut dice = Dice::new(3);
    let mut nodes: Vec<u32> = (0..7).collect();
    let all = partitions(nodes.len());
    let mut is_best = |links: u32| {
        let mut link = || {
            dice.shuffle(&mut nodes);
            [nodes[0], nodes[1]]
        };
        let input = input(7, &(0..links).map(|_| link()).collect::<Vec<_>>());
        let best = all.iter().map(|it| naive_modularity(&input, it)).fold(f64::MIN, f64::max);
        best - solve(&input).modularity < 1e-9
    };
    assert!((0..100).map(|number| 5 + number % 10).filter(|links| is_best(*links)).count() >= 90);
}
