//! The most talks there can be, by trying everything that is not ruled out.

use super::rounds::Rounds;

/// So many plans are looked at before it is given up.
const MOST_STEPS: usize = 200_000;

/// A plan of more than `known` talks, at most `at_once` of them in one round.
pub(super) struct Found {
    /// The best plan, if there is a better one than what was known.
    pub(super) better: Option<Vec<Option<usize>>>,
    /// Everything was looked at or ruled out.
    pub(super) is_proven: bool,
}

struct Search<'a> {
    between: &'a [[usize; 2]],
    rounds: usize,
    at_once: usize,
    best: usize,
    /// It cannot be more.
    most: usize,
    better: Option<Vec<Option<usize>>>,
    steps: usize,
    /// For each person the talks that are not decided yet.
    open: Vec<usize>,
    sizes: Vec<usize>,
}

/// Branch and bound: talk by talk, each in every round that is free for both, or in none.
pub(super) fn search(
    people: usize,
    rounds: usize,
    at_once: usize,
    between: &[[usize; 2]],
    known: usize,
    most: usize,
) -> Found {
    let mut open = vec![0; people];
    between.iter().flatten().for_each(|person| open[*person] += 1);
    let sizes = vec![0; rounds];
    let mut search =
        Search { between, rounds, at_once, best: known, most, better: None, steps: 0, open, sizes };
    search.descend(0, &mut Rounds::new(people, rounds, between));
    Found { is_proven: search.steps < MOST_STEPS, better: search.better }
}

impl Search<'_> {
    fn descend(&mut self, talk: usize, plan: &mut Rounds) {
        self.steps += 1;
        if plan.count > self.best {
            self.best = plan.count;
            self.better = Some(plan.round_of.clone());
        }
        let is_over = talk == self.between.len() || self.steps >= MOST_STEPS || self.best >= self.most;
        if is_over || plan.count + self.at_most(talk, plan) <= self.best {
            return;
        }
        let two = self.between[talk];
        two.iter().for_each(|person| self.open[*person] -= 1);
        // Rounds in which nobody sits yet are all alike.
        let used = self.sizes.iter().rposition(|size| *size > 0).map_or(0, |last| last + 1);
        for round in 0..self.rounds.min(used + 1) {
            let is_free = two.iter().all(|person| plan.is_free(*person, round));
            if is_free && self.sizes[round] < self.at_once {
                plan.put(talk, round);
                self.sizes[round] += 1;
                self.descend(talk + 1, plan);
                self.sizes[round] -= 1;
                plan.take(talk);
            }
        }
        self.descend(talk + 1, plan);
        two.iter().for_each(|person| self.open[*person] += 1);
    }

    /// What can still come: no more than is open, nor than people and tables have rounds left.
    fn at_most(&self, talk: usize, plan: &Rounds) -> usize {
        let people = self.open.iter().zip(&plan.talks_of);
        let ends: usize = people.map(|(open, talks)| (*open).min(self.rounds - talks)).sum();
        (self.between.len() - talk).min(ends / 2).min((self.rounds * self.at_once).saturating_sub(plan.count))
    }
}
