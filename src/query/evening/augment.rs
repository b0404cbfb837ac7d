//! One talk more, by taking others out and in along a way.

use std::collections::VecDeque;

use super::rounds::Rounds;

/// A person, and whether the way came there by a talk that begins.
type Stop = (usize, bool);

/// Looks for a way from somebody who has a round to spare to another one: a talk that begins, one that ends for it, one
/// that begins for that, and so on (an augmenting path of a b-matching). Where it is found and all find a round, there
/// is one talk more. `may_begin` and `may_end` say which talks come into question.
pub(super) fn once_more(
    plan: &mut Rounds,
    talks_of: &[Vec<usize>],
    may_begin: &dyn Fn(usize) -> bool,
    may_end: &dyn Fn(usize) -> bool,
) -> bool {
    (0..talks_of.len()).any(|start| {
        let way = if plan.is_full(start) { None } else { way(plan, talks_of, start, may_begin, may_end) };
        way.is_some_and(|way| walk(plan, &way))
    })
}

/// The talks of a shortest way, the last one first; every second one begins, also the first and the last.
fn way(
    plan: &Rounds,
    talks_of: &[Vec<usize>],
    start: usize,
    may_begin: &dyn Fn(usize) -> bool,
    may_end: &dyn Fn(usize) -> bool,
) -> Option<Vec<usize>> {
    let place = |(person, begins): Stop| 2 * person + usize::from(begins);
    let mut from: Vec<Option<(Stop, usize)>> = vec![None; 2 * talks_of.len()];
    let mut open = VecDeque::from([(start, false)]);
    while let Some(stop) = open.pop_front() {
        let (person, begins) = stop;
        if begins && person != start && !plan.is_full(person) {
            let back = std::iter::successors(from[place(stop)], |(before, _)| from[place(*before)]);
            let way: Vec<usize> = back.map(|(_, talk)| talk).collect();
            // A way may come to somebody twice, but no talk begins or ends twice.
            let is_simple = (1..way.len()).all(|end| !way[..end].contains(&way[end]));
            return is_simple.then_some(way);
        }
        for &talk in &talks_of[person] {
            let is_there = plan.round_of[talk].is_some();
            if is_there != begins || !(if begins { may_end(talk) } else { may_begin(talk) }) {
                continue;
            }
            let next = (plan.other(talk, person), !begins);
            if from[place(next)].is_none() && next != (start, false) {
                from[place(next)] = Some((stop, talk));
                open.push_back(next);
            }
        }
    }
    None
}

fn walk(plan: &mut Rounds, way: &[usize]) -> bool {
    let before = plan.clone();
    way.iter().skip(1).step_by(2).for_each(|talk| plan.take(*talk));
    let is_walked = way.iter().step_by(2).all(|talk| plan.place(*talk));
    if !is_walked {
        *plan = before;
    }
    is_walked
}
