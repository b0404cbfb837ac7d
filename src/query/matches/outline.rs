//! What a list asks of each match before it tells some of them.

use super::{Matches, rank::Pair, score::MUTUAL};
use crate::model::Id;

/// A match as far as it is chosen by.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a> {
    matches: &'a Matches,
    pair: Pair,
}

impl Matches {
    pub fn outline(&self, pair: Pair) -> Outline<'_> {
        Outline { matches: self, pair }
    }

    /// Of how many needs these are.
    pub fn count_needs(&self, pairs: &[Pair]) -> usize {
        let mut has = vec![false; self.needs.len()];
        pairs.iter().for_each(|pair| has[pair.need as usize] = true);
        has.into_iter().filter(|has| *has).count()
    }
}

impl<'a> Outline<'a> {
    pub fn need(self) -> &'a Id {
        &self.matches.needs[self.pair.need as usize].record.id
    }

    /// Who needs it.
    pub fn actor(self) -> &'a Id {
        &self.matches.needs[self.pair.need as usize].record.actor
    }

    pub fn wanted(self) -> &'a Id {
        &self.matches.needs[self.pair.need as usize].record.competency
    }

    pub fn offered_by(self) -> &'a Id {
        &self.matches.offers[self.pair.offer as usize].record.actor
    }

    /// See [`Match::mutual`](super::Match::mutual).
    pub fn is_mutual(self) -> bool {
        self.pair.score >= MUTUAL
    }

    /// See [`Match::surprising`](super::Match::surprising).
    pub fn is_surprising(self) -> bool {
        let offered_by = self.matches.offers[self.pair.offer as usize].actor;
        let actor = self.matches.needs[self.pair.need as usize].wish.actor;
        actor.is_some_and(|actor| self.matches.is_surprising(actor, offered_by))
    }
}
