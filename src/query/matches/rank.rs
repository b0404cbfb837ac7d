//! Finding and weighing the matches of a need, and telling one in full.

use std::{cmp::Reverse, rc::Rc};

use super::{
    Closeness, Match, Matches, Mutual,
    groups::Groups,
    index::{Forms, Wish, in_time, latest, latest_of},
    score::{CONTACT, MUTUAL, SURPRISE, Score},
};
use crate::model::{AgreementState, HelpForm, order};

/// A match as the ranking holds it: a million of them are a few megabytes. Those that found it tell the rest, by
/// [`Matches::tell`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The row of a recorded need.
    pub(super) need: u32,
    pub(super) offer: u32,
    pub(super) closeness: Closeness,
    pub(super) score: Score,
}

impl Pair {
    /// See [`Match::score`].
    pub fn score(self) -> u16 {
        self.score
    }

    /// In the document.
    pub(super) fn place(&self) -> (u32, u32) {
        (self.need, self.offer)
    }
}

/// An offer that may stand for what is wanted, with what it is worth there.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Candidate {
    pub(super) offer: u32,
    pub(super) actor: u32,
    pub(super) forms: Forms,
    pub(super) closeness: Closeness,
    pub(super) score: Score,
}

/// Memory for one need after the other; there is an entry for each actor.
pub(super) struct Scratch {
    leads: Vec<Lead>,
    /// The place in `leads` of each actor that has one.
    lead_of: Vec<u32>,
    current: Option<u32>,
    /// How often another actor became the current one, and one more: 0 is no turn.
    turns: u32,
    /// At which turn each other one was last found to look for what the current one surely has.
    served: Vec<u32>,
    /// At which turn each other one was last found to have contact with the current one.
    known: Vec<u32>,
}

/// The offer with which an actor stands at a need.
#[derive(Clone, Copy)]
struct Lead {
    candidate: Candidate,
    /// What the two already talk about comes before what fits better, and of equal ones the first in the document.
    rank: (bool, Score, Reverse<u32>),
}

/// A need, as far as it makes a match mutual.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Want {
    pub(super) need: u32,
    pub(super) actor: u32,
    pub(super) forms: Forms,
    /// Days or agreements have a say.
    pub(super) is_particular: bool,
}

const NO_LEAD: u32 = u32::MAX;
/// With more contacts than this, an actor is not asked for all of them at each match.
const HUB: usize = 32;

impl Scratch {
    pub(super) fn new(matches: &Matches) -> Self {
        let count = matches.actors.len();
        Self {
            leads: Vec::new(),
            lead_of: vec![NO_LEAD; count],
            current: None,
            turns: 1,
            served: vec![0; count],
            known: vec![0; count],
        }
    }

    pub(super) fn served(&self) -> Served<'_> {
        Served { at: &self.served, turn: self.turns }
    }
}

/// Whom the current actor surely could do something for.
#[derive(Clone, Copy)]
pub(super) struct Served<'a> {
    at: &'a [u32],
    turn: u32,
}

impl Served<'_> {
    /// Whether one who offers is among them, and surely fits itself.
    pub(super) fn has(self, lead: &Candidate) -> bool {
        self.at[lead.actor as usize] == self.turn && lead.closeness.is_sure()
    }
}

impl Matches {
    /// Calls `report` with what of the candidates matches a wish, each actor once: what fits, or what was found not to.
    pub(super) fn pairs(
        &self,
        wish: &Wish,
        candidates: &[Candidate],
        fitting: bool,
        scratch: &mut Scratch,
        report: &mut impl FnMut(Pair),
    ) {
        let leads = self.leads(wish, candidates, fitting, scratch);
        self.turn_to(wish.actor, scratch);
        let served = scratch.served();
        leads.iter().for_each(|lead| report(self.scored(wish, lead, served.has(lead), scratch)));
    }

    /// Which of the candidates stand for a wish, each actor with the one that fits best: those that fit, or those that
    /// were found not to.
    pub(super) fn leads(
        &self,
        wish: &Wish,
        candidates: &[Candidate],
        fitting: bool,
        scratch: &mut Scratch,
    ) -> Rc<[Candidate]> {
        let Scratch { leads, lead_of, .. } = scratch;
        leads.clear();
        let agreed = wish.need.and_then(|need| self.agreed.get(&need));
        for candidate in candidates {
            if candidate.forms & wish.forms == 0 || Some(candidate.actor) == wish.actor {
                continue;
            }
            if wish.by.is_some() && !in_time(wish, &self.offers[candidate.offer as usize]) {
                continue;
            }
            let agreed = agreed.and_then(|agreed| latest_of(agreed, candidate.offer, candidate.actor));
            if agreed.is_none_or(|agreed| agreed.state != AgreementState::NoFit) != fitting {
                continue;
            }
            let rank = (agreed.is_some(), candidate.score, Reverse(candidate.offer));
            let lead = Lead { candidate: *candidate, rank };
            let place = &mut lead_of[candidate.actor as usize];
            if *place == NO_LEAD {
                *place = leads.len() as u32;
                leads.push(lead);
            } else if leads[*place as usize].rank < lead.rank {
                leads[*place as usize] = lead;
            }
        }
        leads.iter().for_each(|lead| lead_of[lead.candidate.actor as usize] = NO_LEAD);
        leads.iter().map(|lead| lead.candidate).collect()
    }

    /// What may stand for a competency, those of one actor side by side and the best of them first.
    pub(super) fn by_actor(&self, wanted: u32, scratch: &mut Scratch) -> Rc<[Candidate]> {
        let candidates = self.candidates(&self.near[wanted as usize], None);
        let lead_of = scratch.lead_of.as_mut_slice();
        let mut actors = 0;
        for candidate in &candidates {
            let place = &mut lead_of[candidate.actor as usize];
            if *place == NO_LEAD {
                *place = actors;
                actors += 1;
            }
        }
        let placed = candidates.iter().map(|candidate| (lead_of[candidate.actor as usize], *candidate));
        let mut by_actor = Groups::new(actors as usize, placed).things;
        candidates.iter().for_each(|candidate| lead_of[candidate.actor as usize] = NO_LEAD);
        for of_one in by_actor.chunk_by_mut(|one, other| one.actor == other.actor) {
            if of_one.len() > 1 {
                order::sort_by_key(of_one, |candidate| (Reverse(candidate.score), candidate.offer));
            }
        }
        by_actor.into()
    }

    /// Notes for whom an actor surely could do something and whom it knows. At how many needs that took a look.
    pub(super) fn turn_to(&self, actor: Option<u32>, scratch: &mut Scratch) -> usize {
        if actor == scratch.current {
            return 0;
        }
        scratch.current = actor;
        scratch.turns += 1;
        let Some(actor) = actor else { return 0 };
        let Scratch { served, known, turns, .. } = scratch;
        // A slice needs no call for each of its elements where the program is compiled for size.
        let (served, turn) = (served.as_mut_slice(), *turns);
        let mut looked_at = 0;
        for row in self.offers_of.of(actor) {
            let offer = &self.offers[*row as usize];
            let forms = offer.forms;
            for wanted in self.serves.of(offer.competency) {
                let wants = self.wants.of(*wanted);
                looked_at += wants.len();
                for want in wants {
                    if want.forms & forms != 0
                        && (!want.is_particular || self.surely(want.need, *row).is_some())
                    {
                        served[want.actor as usize] = turn;
                    }
                }
            }
        }
        self.contacts.of(actor).iter().for_each(|contact| known[*contact as usize] = turn);
        looked_at
    }

    /// Of the one who is turned to, and one that offers.
    pub(super) fn scored(&self, wish: &Wish, lead: &Candidate, is_mutual: bool, scratch: &Scratch) -> Pair {
        let mutual = if is_mutual { MUTUAL } else { 0 };
        let two = wish.actor.map_or(0, |actor| self.score_of_two(actor, lead.actor, scratch));
        let score = wish.score + lead.score + mutual + two;
        Pair { need: wish.need.unwrap_or_default(), offer: lead.offer, closeness: lead.closeness, score }
    }

    /// What contacts and sectors add; the one is turned to.
    fn score_of_two(&self, one: u32, other: u32, scratch: &Scratch) -> Score {
        let (known, turn) = (scratch.known.as_slice(), scratch.turns);
        let is_known = |actor: u32| known[actor as usize] == turn;
        let theirs = self.contacts.of(other);
        let have_common = || {
            if theirs.len() > HUB {
                self.common(one, other).next().is_some()
            } else {
                theirs.iter().any(|contact| is_known(*contact))
            }
        };
        if is_known(other) || have_common() {
            CONTACT
        } else if self.sectors_differ(one, other) {
            SURPRISE
        } else {
            0
        }
    }

    pub(super) fn is_surprising(&self, one: u32, other: u32) -> bool {
        self.sectors_differ(one, other)
            && !self.in_contact(one, other)
            && self.common(one, other).next().is_none()
    }

    fn sectors_differ(&self, one: u32, other: u32) -> bool {
        let sectors = self.actors[one as usize].sector.zip(self.actors[other as usize].sector);
        sectors.is_some_and(|(one, other)| one != other)
    }

    fn in_contact(&self, one: u32, other: u32) -> bool {
        self.contacts.of(one).binary_search(&other).is_ok()
    }

    /// Who has contact with both.
    fn common(&self, one: u32, other: u32) -> impl Iterator<Item = u32> {
        let (one, other) = (self.contacts.of(one), self.contacts.of(other));
        // A hub has thousands; the other one seldom.
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        few.iter().copied().filter(|contact| many.binary_search(contact).is_ok())
    }

    /// The need of `giver` that an offer of `taker` surely meets, and that offer: the nearest term, then the first.
    fn counterpart(&self, taker: u32, giver: u32) -> Option<(Closeness, u32, u32)> {
        let needs = self.needs_of.of(giver).iter();
        let both = needs.flat_map(|need| self.offers_of.of(taker).iter().map(|offer| (*need, *offer)));
        both.filter_map(|(need, offer)| Some((self.surely(need, offer)?, need, offer))).min()
    }

    /// The match in full; `near` are the terms that may stand for what is wanted.
    pub(super) fn tell_of(&self, wish: &Wish, near: &[(u32, Closeness)], pair: Pair) -> Match {
        let offer = &self.offers[pair.offer as usize];
        let need = wish.need.map(|need| &self.needs[need as usize].record);
        let actor = wish.actor.map(|actor| &self.actors[actor as usize].record);
        let giver = &self.actors[offer.actor as usize].record;
        let agreed = wish.need.and_then(|need| self.agreed.get(&need));
        let agreed = |candidate: &Candidate| {
            agreed.and_then(|agreed| latest_of(agreed, candidate.offer, candidate.actor))
        };
        let fits = |candidate: &Candidate| {
            agreed(candidate).is_none_or(|agreed| agreed.state != AgreementState::NoFit)
        };

        let mut candidates = self.candidates(near, Some(offer.actor));
        let lead = candidates.iter().find(|candidate| candidate.offer == pair.offer).copied();
        let agreement = lead.as_ref().and_then(agreed).map(|agreed| (agreed.id.clone(), agreed.state));
        let fitting = lead.as_ref().is_none_or(fits);
        candidates.retain(|other| {
            let matches = other.forms & wish.forms != 0 && in_time(wish, &self.offers[other.offer as usize]);
            matches && other.offer != pair.offer && fits(other) == fitting
        });
        order::sort_by_key(&mut candidates, |other| Reverse((agreed(other).is_some(), other.score)));
        let further = candidates.iter().map(|other| self.offers[other.offer as usize].record.id.clone());

        let counterpart = wish.actor.filter(|_| pair.closeness.is_sure());
        let counterpart = counterpart.and_then(|actor| self.counterpart(actor, offer.actor));
        let mutual = counterpart.map(|(closeness, need, offer)| {
            let (need, offer) = (&self.needs[need as usize].record, &self.offers[offer as usize].record);
            Mutual {
                need: need.id.clone(),
                wanted: need.competency.clone(),
                offer: offer.id.clone(),
                offered: offer.competency.clone(),
                closeness,
            }
        });
        let common = wish.actor.into_iter().flat_map(|actor| self.common(actor, offer.actor));
        let named = |form: &&HelpForm| need.is_some_and(|need| need.forms.contains(form));
        Match {
            need: need.map(|need| need.id.clone()),
            actor: actor.map(|actor| actor.id.clone()),
            wanted: self.competency_id(wish.competency),
            offer: offer.record.id.clone(),
            offered_by: giver.id.clone(),
            offered: offer.record.competency.clone(),
            closeness: pair.closeness,
            forms: offer.record.forms.iter().filter(named).copied().collect(),
            further: further.collect(),
            mutual,
            in_contact: wish.actor.is_some_and(|actor| self.in_contact(actor, offer.actor)),
            common: common.map(|actor| self.actors[actor as usize].record.id.clone()).collect(),
            surprising: wish.actor.is_some_and(|actor| self.is_surprising(actor, offer.actor)),
            offer_confirmed: latest(&offer.record.confirmed_on, &giver.confirmed_on).cloned(),
            need_confirmed: need.and_then(|need| latest(&need.confirmed_on, &actor?.confirmed_on)).cloned(),
            agreement,
            score: pair.score,
        }
    }
}
