//! How many talks there can be at most.

use std::collections::VecDeque;

/// An upper bound for the talks of `rounds` rounds, over all parts that hang together.
///
/// Each part has at most what is left when talks may be halved: the largest flow from everybody to everybody, of which
/// each person sends and receives `rounds`, halved (the relaxation of a b-matching). Nor has it more than half of its
/// people at once.
pub(super) fn most(people: usize, rounds: usize, between: &[[usize; 2]]) -> usize {
    let mut neighbours = vec![Vec::new(); people];
    for [one, other] in between {
        neighbours[*one].push(*other);
        neighbours[*other].push(*one);
    }
    let mut part_of = vec![None; people];
    let mut sizes = Vec::new();
    for start in 0..people {
        if part_of[start].is_some() {
            continue;
        }
        let (mut open, mut size) = (vec![start], 0);
        part_of[start] = Some(sizes.len());
        while let Some(person) = open.pop() {
            size += 1;
            for &next in &neighbours[person] {
                if part_of[next].is_none() {
                    part_of[next] = Some(sizes.len());
                    open.push(next);
                }
            }
        }
        sizes.push(size);
    }
    let mut flows = vec![0; sizes.len()];
    for (person, sent) in sent(people, rounds, &neighbours).into_iter().enumerate() {
        flows[part_of[person].unwrap_or(0)] += sent;
    }
    flows.iter().zip(&sizes).map(|(flow, size)| (flow / 2).min(rounds * (size / 2))).sum()
}

/// How much each person sends in a largest flow.
fn sent(people: usize, rounds: usize, neighbours: &[Vec<usize>]) -> Vec<usize> {
    let mut sent = vec![0; people];
    let mut received = vec![0; people];
    let mut flows = vec![false; people * people];
    loop {
        // Senders are numbered from 0, receivers from `people`.
        let mut from = vec![None; 2 * people];
        let mut open: VecDeque<usize> = (0..people).filter(|it| sent[*it] < rounds).collect();
        open.iter().for_each(|it| from[*it] = Some(*it));
        let mut end = None;
        while let Some(node) = open.pop_front() {
            if node >= people && received[node - people] < rounds {
                end = Some(node);
                break;
            }
            for &next in &neighbours[node % people] {
                let (edge, next) = if node < people {
                    (node * people + next, next + people)
                } else {
                    (next * people + node - people, next)
                };
                if flows[edge] != (node < people) && from[next].is_none() {
                    from[next] = Some(node);
                    open.push_back(next);
                }
            }
        }
        let Some(mut node) = end else { return sent };
        received[node - people] += 1;
        while let Some(before) = from[node].filter(|before| *before != node) {
            let (sender, receiver) = (node.min(before), node.max(before) - people);
            flows[sender * people + receiver] = node >= people;
            node = before;
        }
        sent[node] += 1;
    }
}
