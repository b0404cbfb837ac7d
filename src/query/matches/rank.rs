//! Finding the matches of a need, putting all in order, and telling one in full.

use super::{
    Closeness, Criterion, Match, Matches, Mutual,
    index::{Wish, latest},
    score::{self, SCORES, Score, WHOLE},
};
use crate::model::{AgreementState, HelpForm, order};

/// A match as the ranking holds it: a million of them are a few megabytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    /// The row of a recorded need.
    pub(super) need: u32,
    pub(super) offer: u32,
    pub(super) closeness: Closeness,
    pub(super) score: Score,
}

/// Memory for one need after the other; there is an entry for each actor or competency.
pub(super) struct Scratch {
    candidates: Vec<(u32, Closeness)>,
    leads: Vec<Lead>,
    /// The place in `leads` of each actor that has one.
    lead_of: Vec<u32>,
    /// What the actor surely has of what is looked for, and whose that is.
    serves: Vec<bool>,
    serving: Option<u32>,
}

/// The offer with which an actor stands at a need.
struct Lead {
    offer: u32,
    actor: u32,
    closeness: Closeness,
    /// What the two already talk about comes before what fits better.
    rank: (bool, Score),
}

const NO_LEAD: u32 = u32::MAX;

impl Scratch {
    pub(super) fn new(matches: &Matches) -> Self {
        Self {
            candidates: Vec::new(),
            leads: Vec::new(),
            lead_of: vec![NO_LEAD; matches.actors.len()],
            serves: vec![false; matches.near.len()],
            serving: None,
        }
    }
}

impl Matches {
    /// All that match, best first; equal ones as in the document. Pairs come in that order and are counted into
    /// their places by score.
    pub(super) fn rank(&self) -> Vec<Pair> {
        let mut scratch = Scratch::new(self);
        let mut pairs = Vec::new();
        for need in &self.needs {
            self.pairs(&need.wish, true, &mut scratch, &mut |pair| pairs.push(pair));
        }
        let mut next = vec![0; SCORES + 1];
        let from_best = |pair: &Pair| SCORES - usize::from(pair.score);
        for pair in &pairs {
            next[from_best(pair)] += 1;
        }
        let mut before = 0;
        for place in &mut next {
            before += std::mem::replace(place, before);
        }
        let Some(first) = pairs.first() else { return pairs };
        let mut ranking = vec![*first; pairs.len()];
        for pair in &pairs {
            let place: &mut usize = &mut next[from_best(pair)];
            ranking[*place] = *pair;
            *place += 1;
        }
        ranking
    }

    /// Calls `report` with what matches a wish, each actor once, in the order of the offers: what `fitting` asks for,
    /// or what was found not to fit.
    pub(super) fn pairs(
        &self,
        wish: &Wish,
        fitting: bool,
        scratch: &mut Scratch,
        report: &mut dyn FnMut(Pair),
    ) {
        self.serve(wish, scratch);
        self.candidates(wish, fitting, &mut scratch.candidates);
        let Scratch { candidates, leads, lead_of, serves, .. } = scratch;
        leads.clear();
        for &(offer, closeness) in candidates.iter() {
            let actor = self.offers[offer as usize].actor;
            let rank = self.rank_in_need(wish, offer, closeness);
            let lead = Lead { offer, actor, closeness, rank };
            let place = &mut lead_of[actor as usize];
            if *place == NO_LEAD {
                *place = leads.len() as u32;
                leads.push(lead);
            } else if leads[*place as usize].rank < rank {
                leads[*place as usize] = lead;
            }
        }
        leads.iter().for_each(|lead| lead_of[lead.actor as usize] = NO_LEAD);
        if !leads.is_sorted_by_key(|lead| lead.offer) {
            order::sort_by_key(leads, |lead| lead.offer);
        }
        for lead in leads.iter() {
            let mut score = wish.score + lead.rank.1;
            if let Some(actor) = wish.actor {
                let needs = &self.needs_of[lead.actor as usize];
                let may_be_mutual = lead.closeness.is_sure()
                    && needs.iter().any(|need| serves[self.needs[*need as usize].wish.competency as usize]);
                if may_be_mutual && self.counterpart(actor, lead.actor).is_some() {
                    score += score::points(Criterion::Mutual, WHOLE);
                }
                score += self.score_of_two(actor, lead.actor);
            }
            let need = wish.need.unwrap_or_default();
            report(Pair { need, offer: lead.offer, closeness: lead.closeness, score });
        }
    }

    /// The offers that match a wish, in document order.
    fn candidates(&self, wish: &Wish, fitting: bool, candidates: &mut Vec<(u32, Closeness)>) {
        candidates.clear();
        let unrecorded;
        let near = match wish.need {
            Some(_) => &self.near[wish.competency as usize],
            None => {
                unrecorded = self.terms.near(wish.competency, &mut self.terms.seen());
                &unrecorded
            }
        };
        for &(term, closeness) in near {
            let offers = self.offers_in[term as usize].iter().copied();
            let others = offers.filter(|offer| Some(self.offers[*offer as usize].actor) != wish.actor);
            let matching = others.filter(|offer| {
                let agreed = self.agreement(wish, *offer).map(|(_, state)| state);
                self.fits(wish, *offer) && (agreed != Some(AgreementState::NoFit)) == fitting
            });
            candidates.extend(matching.map(|offer| (offer, closeness)));
        }
        if !candidates.is_sorted_by_key(|(offer, _)| *offer) {
            order::sort_by_key(candidates, |(offer, _)| *offer);
        }
    }

    fn rank_in_need(&self, wish: &Wish, offer: u32, closeness: Closeness) -> (bool, Score) {
        let score =
            self.offers[offer as usize].score + score::points(Criterion::Term, score::of_term(closeness));
        (self.agreement(wish, offer).is_some(), score)
    }

    /// Notes what the actor with the wish could do for others.
    fn serve(&self, wish: &Wish, scratch: &mut Scratch) {
        if wish.actor == scratch.serving {
            return;
        }
        for (actor, serves) in [(scratch.serving, false), (wish.actor, true)] {
            for offer in actor.map_or(&[][..], |actor| &self.offers_of[actor as usize]) {
                for &wanted in &self.serves[self.offers[*offer as usize].competency as usize] {
                    scratch.serves[wanted as usize] = serves;
                }
            }
        }
        scratch.serving = wish.actor;
    }

    fn score_of_two(&self, one: u32, other: u32) -> Score {
        if self.are_near(one, other) {
            score::points(Criterion::Contact, WHOLE)
        } else if self.surprise(one, other) {
            score::points(Criterion::Surprise, WHOLE)
        } else {
            0
        }
    }

    /// They have contact, or somebody in common.
    fn are_near(&self, one: u32, other: u32) -> bool {
        self.in_contact(one, other) || self.common(one, other).next().is_some()
    }

    pub(super) fn surprise(&self, one: u32, other: u32) -> bool {
        let sectors = self.actors[one as usize].sector.zip(self.actors[other as usize].sector);
        sectors.is_some_and(|(one, other)| one != other) && !self.are_near(one, other)
    }

    fn in_contact(&self, one: u32, other: u32) -> bool {
        self.actors[one as usize].contacts.binary_search(&other).is_ok()
    }

    /// Who has contact with both.
    fn common(&self, one: u32, other: u32) -> impl Iterator<Item = u32> {
        let [one, other] = [one, other].map(|actor| &self.actors[actor as usize].contacts);
        // A hub has thousands; the other one seldom.
        let (few, many) = if one.len() < other.len() { (one, other) } else { (other, one) };
        few.iter().copied().filter(|contact| many.binary_search(contact).is_ok())
    }

    /// The need of `giver` that an offer of `taker` surely meets, and that offer: the nearest term, then the first.
    fn counterpart(&self, taker: u32, giver: u32) -> Option<(Closeness, u32, u32)> {
        let needs = self.needs_of[giver as usize].iter();
        let both =
            needs.flat_map(|need| self.offers_of[taker as usize].iter().map(move |offer| (*need, *offer)));
        let fitting = both.filter_map(|(need, offer)| {
            let wish = &self.needs[need as usize].wish;
            let near = &self.near[wish.competency as usize];
            let term = self.offers[offer as usize].competency;
            let (_, closeness) = near[near.binary_search_by_key(&term, |(term, _)| *term).ok()?];
            let agreed = self.agreement(wish, offer).map(|(_, state)| state);
            let fits = closeness.is_sure() && self.fits(wish, offer) && agreed != Some(AgreementState::NoFit);
            fits.then_some((closeness, need, offer))
        });
        fitting.min()
    }

    pub(super) fn tell(&self, pair: Pair) -> Match {
        self.tell_of(&self.needs[pair.need as usize].wish, pair)
    }

    /// The match in full.
    pub(super) fn tell_of(&self, wish: &Wish, pair: Pair) -> Match {
        let offer = &self.offers[pair.offer as usize];
        let need = wish.need.map(|need| &self.needs[need as usize].record);
        let actor = wish.actor.map(|actor| &self.actors[actor as usize].record);
        let giver = &self.actors[offer.actor as usize].record;
        let agreement = self.agreement(wish, pair.offer).map(|(id, state)| (id.clone(), state));
        let fitting = agreement.as_ref().is_none_or(|(_, state)| *state != AgreementState::NoFit);

        let mut candidates = Vec::new();
        self.candidates(wish, fitting, &mut candidates);
        candidates
            .retain(|(other, _)| *other != pair.offer && self.offers[*other as usize].actor == offer.actor);
        order::sort_by_key(&mut candidates, |(offer, closeness)| {
            std::cmp::Reverse(self.rank_in_need(wish, *offer, *closeness))
        });
        let further = candidates.iter().map(|(offer, _)| self.offers[*offer as usize].record.id.clone());

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
        let common: Vec<u32> =
            wish.actor.into_iter().flat_map(|actor| self.common(actor, offer.actor)).collect();
        let in_contact = wish.actor.is_some_and(|actor| self.in_contact(actor, offer.actor));
        let named = |form: &&HelpForm| need.is_some_and(|need| need.forms.contains(form));
        Match {
            need: need.map(|need| need.id.clone()),
            actor: actor.map(|actor| actor.id.clone()),
            wanted: self.terms.ids[wish.competency as usize].clone(),
            offer: offer.record.id.clone(),
            offered_by: giver.id.clone(),
            offered: offer.record.competency.clone(),
            closeness: pair.closeness,
            forms: offer.record.forms.iter().filter(named).copied().collect(),
            further: further.collect(),
            mutual,
            in_contact,
            surprising: wish.actor.is_some_and(|actor| self.surprise(actor, offer.actor)),
            common: common.iter().map(|actor| self.actors[*actor as usize].record.id.clone()).collect(),
            offer_confirmed: latest(&offer.record.confirmed_on, &giver.confirmed_on).cloned(),
            need_confirmed: need.and_then(|need| latest(&need.confirmed_on, &actor?.confirmed_on)).cloned(),
            agreement,
            score: pair.score,
        }
    }
}
