//! Putting what matches in order, the best of it or all, step by step.

use std::rc::Rc;

use super::{
    Matches,
    rank::{Candidate, Pair, Scratch},
    score::{MOST_OF_TWO, MUTUAL, SCORES},
};

/// The best of a network's matches.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// Best first, equal ones as in the document.
    pub(super) best: Vec<Pair>,
    /// How many match, these and all others.
    pub(super) count: usize,
}

/// Keeps the best of what comes.
struct Best {
    most: usize,
    by_score: Vec<Vec<Pair>>,
    /// What is worth less does not find room any more.
    least: usize,
    /// How many are worth more; fewer than `most`.
    above: usize,
}

impl Best {
    fn new(most: usize) -> Self {
        Self { most, by_score: vec![Vec::new(); SCORES], least: 0, above: 0 }
    }

    /// Adds a pair that finds room.
    fn add(&mut self, pair: Pair) {
        let score = usize::from(pair.score);
        self.by_score[score].push(pair);
        self.above += usize::from(score > self.least);
        while self.above >= self.most {
            self.by_score[self.least] = Vec::new();
            self.least += 1;
            self.above -= self.by_score[self.least].len();
        }
        let lowest = &mut self.by_score[self.least];
        if lowest.len() / 2 >= self.most {
            first(lowest, self.most);
        }
    }

    fn finish(mut self) -> Vec<Pair> {
        let mut best = Vec::new();
        for pairs in self.by_score[self.least..].iter_mut().rev() {
            first(pairs, self.most - best.len());
            pairs.sort_unstable_by_key(Pair::place);
            best.append(pairs);
        }
        best
    }
}

/// Leaves those that stand first in the document, so many at most.
fn first(pairs: &mut Vec<Pair>, most: usize) {
    if pairs.len() > most {
        pairs.select_nth_unstable_by_key(most, Pair::place);
        pairs.truncate(most);
    }
}

/// Looks at the needs of one actor after the other: for mutual matches, which come before all others, and once more for
/// these if there is room.
pub(super) struct Ranker {
    scratch: Scratch,
    actor: u32,
    /// Which of its needs is next.
    next: usize,
    /// It looks for mutual matches.
    mutual: bool,
    /// For each competency that is looked for what may stand for it.
    candidates: Vec<Option<Rc<[Candidate]>>>,
    /// How many they are.
    kept: usize,
    best: Best,
    count: usize,
}

/// So many are less than a millisecond's work.
const A_STEP: usize = 4_000;
/// What a need costs in any case, in candidates.
const NEED: usize = 10;
/// More candidates than these are not kept for other needs: a circle of broader terms has millions.
const KEPT: usize = 1_000_000;

impl Ranker {
    /// Of `most` at most.
    pub(super) fn new(matches: &Matches, most: usize) -> Self {
        Self {
            scratch: Scratch::new(matches),
            actor: 0,
            next: 0,
            mutual: true,
            candidates: vec![None; matches.near.len()],
            kept: 0,
            best: Best::new(most),
            count: 0,
        }
    }

    /// Whether nothing is left to be done.
    pub(super) fn step(&mut self, matches: &Matches) -> bool {
        let mut looked_at = 0;
        while looked_at < A_STEP && (self.actor as usize) < matches.actors.len() {
            looked_at += NEED;
            if let Some(&need) = matches.needs_of.of(self.actor).get(self.next) {
                looked_at += self.look(matches, need);
                self.next += 1;
            } else {
                (self.actor, self.next) = (self.actor + 1, 0);
            }
        }
        if (self.actor as usize) < matches.actors.len() {
            return false;
        }
        let is_done = !self.mutual || self.best.least >= usize::from(MUTUAL);
        (self.actor, self.mutual) = (0, false);
        is_done
    }

    pub(super) fn finish(self) -> Ranking {
        Ranking { best: self.best.finish(), count: self.count }
    }

    /// At how many others it took a look.
    fn look(&mut self, matches: &Matches, need: u32) -> usize {
        let wish = matches.needs[need as usize].wish;
        let (mut candidates, mut looked_at) = self.candidates(matches, wish.competency);
        if candidates.is_empty() {
            return looked_at;
        }
        let Self { scratch, mutual, best, count, .. } = self;
        looked_at += candidates.len() + matches.turn_to(wish.actor, scratch);
        if wish.by.is_some() || matches.agreed.contains_key(&need) {
            candidates = matches.leads(&wish, &candidates, true, scratch);
        }
        let served = scratch.served();
        let mut last = None;
        for lead in candidates.iter().filter(|candidate| candidate.forms & wish.forms != 0) {
            // Its first one is the best that fits.
            if last.replace(lead.actor) == Some(lead.actor) || Some(lead.actor) == wish.actor {
                continue;
            }
            *count += usize::from(*mutual);
            if served.has(lead) != *mutual {
                continue;
            }
            let most = wish.score + lead.score + if *mutual { MUTUAL } else { 0 } + MOST_OF_TWO;
            if usize::from(most) < best.least {
                continue;
            }
            let pair = matches.scored(&wish, lead, *mutual, scratch);
            if usize::from(pair.score) >= best.least {
                best.add(pair);
            }
        }
        looked_at
    }

    /// What may stand for a competency, those of one actor side by side and the best of them first, and at how many it
    /// took a look to find them.
    fn candidates(&mut self, matches: &Matches, wanted: u32) -> (Rc<[Candidate]>, usize) {
        if let Some(known) = &self.candidates[wanted as usize] {
            return (known.clone(), 0);
        }
        let candidates = matches.by_actor(wanted, &mut self.scratch);
        if self.kept > KEPT {
            self.candidates.fill(None);
            self.kept = 0;
        }
        self.kept += candidates.len();
        self.candidates[wanted as usize] = Some(candidates.clone());
        let looked_at = candidates.len();
        (candidates, looked_at)
    }
}
