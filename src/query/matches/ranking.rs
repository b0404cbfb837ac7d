//! Putting what matches in order, the best of it or all, step by step.

use std::rc::Rc;

use super::{
    Matches,
    index::{Forms, Wish},
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

/// Looks at the needs of one actor after the other.
pub(super) struct Ranker {
    scratch: Scratch,
    actor: u32,
    /// Which of its needs is next.
    next: usize,
    /// For each competency that is looked for who may stand for it, by the forms of help that are wanted.
    leads: Vec<Vec<(Forms, Rc<[Candidate]>)>>,
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
            leads: vec![Vec::new(); matches.near.len()],
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
        self.actor as usize == matches.actors.len()
    }

    pub(super) fn finish(self) -> Ranking {
        Ranking { best: self.best.finish(), count: self.count }
    }

    /// At how many others it took a look.
    fn look(&mut self, matches: &Matches, need: u32) -> usize {
        let wish = matches.needs[need as usize].wish;
        let (leads, mut looked_at) = self.leads(matches, need, &wish);
        if leads.is_empty() {
            return looked_at;
        }
        let Self { scratch, best, count, .. } = self;
        looked_at += leads.len() + matches.turn_to(wish.actor, scratch);
        let served = scratch.served();
        for lead in leads.iter().filter(|lead| Some(lead.actor) != wish.actor) {
            *count += 1;
            let is_mutual = served.has(lead);
            let most = wish.score + lead.score + if is_mutual { MUTUAL } else { 0 } + MOST_OF_TWO;
            if usize::from(most) < best.least {
                continue;
            }
            let pair = matches.scored(&wish, lead, is_mutual, scratch);
            if usize::from(pair.score) >= best.least {
                best.add(pair);
            }
        }
        looked_at
    }

    /// Who stands for a need, itself perhaps among them, and at how many it took a look to find them. Needs of one
    /// competency have the same, unless days or agreements have a say.
    fn leads(&mut self, matches: &Matches, need: u32, wish: &Wish) -> (Rc<[Candidate]>, usize) {
        let is_particular = wish.by.is_some() || matches.agreed.contains_key(&need);
        let known = &self.leads[wish.competency as usize];
        if let Some((_, leads)) = known.iter().find(|(forms, _)| *forms == wish.forms && !is_particular) {
            return (leads.clone(), 0);
        }
        let candidates = matches.candidates_for(wish.competency);
        if is_particular {
            return (matches.leads(wish, &candidates, true, &mut self.scratch), candidates.len());
        }
        let anyone = Wish { need: None, actor: None, ..*wish };
        let leads = matches.leads(&anyone, &candidates, true, &mut self.scratch);
        if self.kept > KEPT {
            self.leads.iter_mut().for_each(Vec::clear);
            self.kept = 0;
        }
        self.kept += leads.len();
        self.leads[wish.competency as usize].push((wish.forms, leads.clone()));
        (leads, candidates.len())
    }
}
