//! A network prepared for matching: everything by its place.

use std::{
    cmp::Reverse,
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{
    ActorMatches, Criterion, Match,
    closeness::{Closeness, Terms},
    groups::Groups,
    rank::{Candidate, Pair, Scratch, Want},
    ranking::{Ranker, Ranking},
    score::{self, Score},
};
use crate::model::{Actor, AgreementState, Day, Id, Need, Network, Offer, order};

/// So many are put in order as a rule: nobody looks at the millions of a large network.
pub const BEST: usize = 20_000;

/// The matches of a network on a day; build it anew when the network changes.
#[derive(Clone, Debug)]
pub struct Matches {
    pub(super) network: Network,
    pub(super) today: Day,
    pub(super) terms: Arc<Terms>,
    /// In document order, those that have left among them.
    pub(super) actors: Vec<Present>,
    /// For each actor the others that are here and have contact with it, in order.
    pub(super) contacts: Groups<u32>,
    /// Offers and open needs of actors that are here, in document order.
    pub(super) offers: Vec<Offered>,
    pub(super) needs: Vec<Needed>,
    /// Where among these the need at each place of the document is.
    pub(super) need_rows: Vec<Option<u32>>,
    pub(super) offers_of: Groups<u32>,
    pub(super) needs_of: Groups<u32>,
    /// By competency, as candidates for just that, without what the nearness of the term is worth: side by side,
    /// because each is looked at again for all that it may stand for.
    pub(super) offers_in: Groups<Candidate>,
    /// By what is looked for.
    pub(super) wants: Groups<Want>,
    /// For each competency that is looked for, those on offer that may stand for it, by place.
    pub(super) near: Vec<Vec<(u32, Closeness)>>,
    /// For each competency on offer, those looked for that it surely stands for.
    pub(super) serves: Groups<u32>,
    /// What agreements say of a need, earlier ones first.
    pub(super) agreed: HashMap<u32, Vec<Agreed>>,
    pub(super) ranking: OnceLock<Ranking>,
}

/// An actor, as far as matching asks.
#[derive(Clone, Debug)]
pub(super) struct Present {
    pub(super) record: Arc<Actor>,
    pub(super) is_here: bool,
    pub(super) sector: Option<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Offered {
    pub(super) record: Arc<Offer>,
    pub(super) actor: u32,
    pub(super) competency: u32,
    pub(super) forms: Forms,
    pub(super) from: Option<u64>,
    /// What it is worth by itself.
    pub(super) score: Score,
}

#[derive(Clone, Debug)]
pub(super) struct Needed {
    pub(super) record: Arc<Need>,
    pub(super) wish: Wish,
}

/// What is looked for, recorded or not.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    pub(super) need: Option<u32>,
    pub(super) actor: Option<u32>,
    pub(super) competency: u32,
    pub(super) forms: Forms,
    pub(super) by: Option<u64>,
    pub(super) score: Score,
}

/// Kinds of help as bits: all where none is named.
pub(super) type Forms = u8;

#[derive(Clone, Debug)]
pub(super) struct Agreed {
    /// Without, it speaks of all that the giver offers.
    pub(super) offer: Option<u32>,
    pub(super) giver: Option<u32>,
    pub(super) id: Id,
    pub(super) state: AgreementState,
}

impl Offered {
    /// `row` is its own, `worth` that of the nearness.
    pub(super) fn candidate(&self, row: u32, closeness: Closeness, worth: Score) -> Candidate {
        Candidate { offer: row, actor: self.actor, forms: self.forms, closeness, score: self.score + worth }
    }
}

impl Matches {
    /// Nothing, before any of it is made.
    pub(super) fn unfinished(network: &Network, today: &Day, terms: Option<Arc<Terms>>) -> Self {
        let terms_count = network.competencies.len();
        Self {
            network: network.clone(),
            today: today.clone(),
            terms: terms.unwrap_or_default(),
            actors: Vec::with_capacity(network.actors.len()),
            contacts: Groups::default(),
            offers: Vec::with_capacity(network.offers.len()),
            needs: Vec::with_capacity(network.needs.len()),
            need_rows: Vec::with_capacity(network.needs.len()),
            offers_of: Groups::default(),
            needs_of: Groups::default(),
            offers_in: Groups::default(),
            wants: Groups::default(),
            near: vec![Vec::new(); terms_count],
            serves: Groups::default(),
            agreed: HashMap::new(),
            ranking: OnceLock::new(),
        }
    }

    /// All matches, best first, each told when it comes. A large network has millions, which are put in order for this.
    pub fn all(&self) -> impl Iterator<Item = Match> {
        let is_whole = self.count() == self.best().len();
        let pairs = if is_whole { self.best().to_vec() } else { self.ranked(usize::MAX).best };
        pairs.into_iter().map(|pair| self.tell(pair))
    }

    /// How many they are.
    pub fn count(&self) -> usize {
        self.ranking().count
    }

    /// The best [`BEST`] of all, best first, to be told: a list costs no more than what it shows.
    pub fn best(&self) -> &[Pair] {
        &self.ranking().best
    }

    fn ranking(&self) -> &Ranking {
        self.ranking.get_or_init(|| self.ranked(BEST))
    }

    pub(super) fn ranked(&self, most: usize) -> Ranking {
        let mut ranker = Ranker::new(self, most);
        while !ranker.step(self) {}
        ranker.finish()
    }

    /// Who could help with an open need, best first.
    pub fn of_need(&self, need: &Id) -> Vec<Match> {
        self.told(self.pairs_of_need(need))
    }

    /// As [`of_need`](Self::of_need), to be told.
    pub fn pairs_of_need(&self, need: &Id) -> Vec<Pair> {
        let row = self.network.needs.index_of(need).and_then(|place| self.need_rows[place]);
        self.of_rows(row, true, None)
    }

    pub fn of_actor(&self, actor: &Id) -> ActorMatches {
        let [looking, offering] = self.pairs_of_actor(actor);
        ActorMatches { looking: self.told(looking), offering: self.told(offering) }
    }

    /// As [`of_actor`](Self::of_actor), to be told: who could help it, and whom it could help.
    pub fn pairs_of_actor(&self, actor: &Id) -> [Vec<Pair>; 2] {
        let Some(actor) = self.network.actors.index_of(actor) else { return Default::default() };
        let actor = actor as u32;
        let mut offers = vec![false; self.near.len()];
        for row in self.offers_of.of(actor) {
            offers[self.offers[*row as usize].competency as usize] = true;
        }
        let others = (0..).zip(&self.needs).filter(|(_, need)| {
            self.near[need.wish.competency as usize].iter().any(|(term, _)| offers[*term as usize])
        });
        [
            self.of_rows(self.needs_of.of(actor).iter().copied(), true, None),
            self.of_rows(others.map(|(row, _)| row), true, Some(actor)),
        ]
    }

    /// Who could help with something that is not recorded as a need, best first. With an actor, itself is left out
    /// and what the two have to do with each other counts.
    pub fn of_wish(&self, competency: &Id, actor: Option<&Id>) -> Vec<Match> {
        let Some(competency) = self.network.competencies.index_of(competency) else { return Vec::new() };
        let wish = Wish {
            need: None,
            actor: actor.and_then(|actor| self.network.actors.index_of(actor)).map(|actor| actor as u32),
            competency: competency as u32,
            forms: Forms::MAX,
            by: None,
            score: score::points(Criterion::Fresh, score::WHOLE / 2),
        };
        let near = self.terms.near(wish.competency, &mut self.terms.seen());
        let mut pairs = Vec::new();
        let candidates = self.candidates(&near, None);
        self.pairs(&wish, &candidates, true, &mut Scratch::new(self), &mut |pair| pairs.push(pair));
        order::sort_by_key(&mut pairs, |pair| (Reverse(pair.score), pair.place()));
        pairs.into_iter().map(|pair| self.tell_of(&wish, &near, pair)).collect()
    }

    /// What would match, had somebody not said that it does not fit, by the order.
    pub fn not_fitting(&self) -> Vec<Match> {
        self.told(self.pairs_not_fitting())
    }

    /// As [`not_fitting`](Self::not_fitting), to be told.
    pub fn pairs_not_fitting(&self) -> Vec<Pair> {
        let rows = 0..self.needs.len() as u32;
        self.of_rows(rows.filter(|row| self.agreed.contains_key(row)), false, None)
    }

    /// The matches of some needs, with one actor if one is named, best first.
    fn of_rows(&self, rows: impl IntoIterator<Item = u32>, fitting: bool, giver: Option<u32>) -> Vec<Pair> {
        let mut scratch = Scratch::new(self);
        let mut pairs = Vec::new();
        for row in rows {
            let wish = &self.needs[row as usize].wish;
            let candidates = self.candidates(&self.near[wish.competency as usize], giver);
            self.pairs(wish, &candidates, fitting, &mut scratch, &mut |pair| pairs.push(pair));
        }
        order::sort_by_key(&mut pairs, |pair| (Reverse(pair.score), pair.place()));
        pairs
    }

    fn told(&self, pairs: Vec<Pair>) -> Vec<Match> {
        pairs.into_iter().map(|pair| self.tell(pair)).collect()
    }

    /// All that can be said of one of these matches.
    pub fn tell(&self, pair: Pair) -> Match {
        let wish = &self.needs[pair.need as usize].wish;
        self.tell_of(wish, &self.near[wish.competency as usize], pair)
    }

    /// The offers of some terms, or those of them that an actor has, in document order within each term.
    pub(super) fn candidates(&self, near: &[(u32, Closeness)], giver: Option<u32>) -> Vec<Candidate> {
        let worth = |closeness| score::points(Criterion::Term, score::of_term(closeness));
        if let Some(giver) = giver {
            let near = self.offers_of.of(giver).iter().filter_map(|row| {
                let offer = &self.offers[*row as usize];
                let closeness = closeness_in(near, offer.competency)?;
                Some(offer.candidate(*row, closeness, worth(closeness)))
            });
            return near.collect();
        }
        let offers = |term: &u32| self.offers_in.of(*term);
        let mut candidates = Vec::with_capacity(near.iter().map(|(term, _)| offers(term).len()).sum());
        for (term, closeness) in near {
            let (closeness, worth) = (*closeness, worth(*closeness));
            let of_term = offers(term).iter();
            candidates.extend(of_term.map(|offer| Candidate {
                closeness,
                score: offer.score + worth,
                ..*offer
            }));
        }
        candidates
    }

    pub(super) fn competency_id(&self, place: u32) -> Id {
        self.terms.ids[place as usize].clone()
    }

    /// Whether a recorded need and an offer surely match, and how nearly.
    pub(super) fn surely(&self, need: u32, offer: u32) -> Option<Closeness> {
        let wish = &self.needs[need as usize].wish;
        let offered = &self.offers[offer as usize];
        let closeness = closeness_in(&self.near[wish.competency as usize], offered.competency)?;
        let agreed = self.agreed.get(&need).and_then(|agreed| latest_of(agreed, offer, offered.actor));
        let fits = closeness.is_sure()
            && wish.forms & offered.forms != 0
            && in_time(wish, offered)
            && agreed.is_none_or(|agreed| agreed.state != AgreementState::NoFit);
        fits.then_some(closeness)
    }
}

pub(super) fn closeness_in(near: &[(u32, Closeness)], offered: u32) -> Option<Closeness> {
    let place = near.binary_search_by_key(&offered, |(term, _)| *term).ok()?;
    Some(near[place].1)
}

/// Help comes before it is no longer wanted, where both say when.
pub(super) fn in_time(wish: &Wish, offer: &Offered) -> bool {
    wish.by.zip(offer.from).is_none_or(|(by, from)| from <= by)
}

/// What was agreed last on an offer, of what was agreed on a need.
pub(super) fn latest_of(agreed: &[Agreed], offer: u32, giver: u32) -> Option<&Agreed> {
    agreed.iter().rev().find(|agreed| match agreed.offer {
        Some(named) => named == offer,
        None => agreed.giver == Some(giver),
    })
}

pub(super) fn latest<'a>(one: &'a Option<Day>, other: &'a Option<Day>) -> Option<&'a Day> {
    one.as_ref().max(other.as_ref())
}
