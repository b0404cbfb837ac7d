//! Finding the matches of a need, putting all in order, and telling one in full.

use super::{
    Closeness, Criterion, Match, Matches, Mutual,
    groups::Groups,
    index::{Forms, Wish, in_time, latest, latest_of},
    score::{self, SCORES, Score, WHOLE},
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
}

/// An offer that may stand for what is wanted, with what it is worth there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) offer: u32,
    pub(super) actor: u32,
    pub(super) forms: Forms,
    pub(super) closeness: Closeness,
    pub(super) score: Score,
}

/// Memory for one need after the other; there is an entry for each actor or competency.
pub(super) struct Scratch {
    leads: Vec<Lead>,
    /// The place in `leads` of each actor that has one.
    lead_of: Vec<u32>,
    /// In which forms the current actor surely has what is looked for.
    serves: Vec<Forms>,
    /// Who has contact with it.
    knows: Vec<bool>,
    current: Option<u32>,
    /// What each actor looks for.
    wants: Groups<Want>,
}

/// The offer with which an actor stands at a need.
#[derive(Clone, Copy)]
struct Lead {
    candidate: Candidate,
    /// What the two already talk about comes before what fits better.
    rank: (bool, Score),
}

/// A need, as far as it makes a match mutual.
#[derive(Clone, Copy, Default)]
struct Want {
    competency: u32,
    forms: Forms,
    /// Days or agreements have a say.
    is_particular: bool,
}

const NO_LEAD: u32 = u32::MAX;
/// With more contacts than this, an actor is not asked for all of them at each match.
const HUB: usize = 32;

impl Scratch {
    pub(super) fn new(matches: &Matches) -> Self {
        let wants = (0..).zip(&matches.needs).filter_map(|(row, need)| {
            let is_particular = need.wish.by.is_some() || matches.agreed.contains_key(&row);
            let want = Want { competency: need.wish.competency, forms: need.wish.forms, is_particular };
            Some((need.wish.actor?, want))
        });
        Self {
            leads: Vec::new(),
            lead_of: vec![NO_LEAD; matches.actors.len()],
            serves: vec![0; matches.serves.len()],
            knows: vec![false; matches.actors.len()],
            current: None,
            wants: Groups::new(matches.actors.len(), wants),
        }
    }
}

/// Puts all that match in order, best first, equal ones as in the document, step by step. Needs of one competency have
/// the same candidates and are looked at together; what they found is then taken in the order of needs.
pub(super) struct Ranker {
    scratch: Scratch,
    /// Which competency is looked at, which of its needs is next, and who may stand for it.
    wanted: u32,
    next: usize,
    candidates: Vec<Candidate>,
    /// Of each need what was found.
    found: Vec<Box<[Pair]>>,
    /// How many are as far from the best score.
    counts: Vec<u32>,
    /// As far as they are put in order.
    by_score: Vec<Vec<Pair>>,
    placed: usize,
}

/// So many are less than a millisecond's work.
const CANDIDATES_A_STEP: usize = 2_000;
const PAIRS_A_STEP: usize = 20_000;
/// What turning to another need costs, in candidates.
const TURN: usize = 10;

impl Ranker {
    pub(super) fn new(matches: &Matches) -> Self {
        Self {
            scratch: Scratch::new(matches),
            wanted: 0,
            next: 0,
            candidates: Vec::new(),
            found: vec![Box::default(); matches.needs.len()],
            counts: vec![0; SCORES],
            by_score: Vec::new(),
            placed: 0,
        }
    }

    /// Whether nothing is left to be done.
    pub(super) fn step(&mut self, matches: &Matches) -> bool {
        if (self.wanted as usize) < matches.serves.len() {
            self.look(matches);
        } else {
            self.place();
        }
        self.wanted as usize == matches.serves.len() && self.placed == self.found.len()
    }

    /// Those of each score that there is.
    pub(super) fn finish(self) -> Vec<Vec<Pair>> {
        self.by_score.into_iter().filter(|pairs| !pairs.is_empty()).collect()
    }

    fn look(&mut self, matches: &Matches) {
        let mut pairs = Vec::new();
        let mut looked_at = 0;
        while looked_at < CANDIDATES_A_STEP && (self.wanted as usize) < matches.serves.len() {
            let Some(&need) = matches.needs_in.of(self.wanted).get(self.next) else {
                (self.wanted, self.next) = (self.wanted + 1, 0);
                looked_at += 1;
                continue;
            };
            if self.next == 0 {
                self.candidates = matches.candidates_for(self.wanted);
            }
            let wish = &matches.needs[need as usize].wish;
            matches.pairs(wish, &self.candidates, true, &mut self.scratch, &mut |pair| {
                self.counts[from_best(&pair)] += 1;
                pairs.push(pair);
            });
            self.found[need as usize] = pairs.as_slice().into();
            pairs.clear();
            self.next += 1;
            looked_at += self.candidates.len() + TURN;
        }
    }

    fn place(&mut self) {
        if self.by_score.is_empty() {
            self.by_score = self.counts.iter().map(|count| Vec::with_capacity(*count as usize)).collect();
        }
        let mut placed = 0;
        while placed < PAIRS_A_STEP && self.placed < self.found.len() {
            let pairs = std::mem::take(&mut self.found[self.placed]);
            pairs.iter().for_each(|pair| self.by_score[from_best(pair)].push(*pair));
            placed += pairs.len() + 1;
            self.placed += 1;
        }
    }
}

fn from_best(pair: &Pair) -> usize {
    SCORES - 1 - usize::from(pair.score)
}

impl Matches {
    /// Calls `report` with what of the candidates matches a wish, each actor once, in the order of the offers: what
    /// fits, or what was found not to.
    pub(super) fn pairs(
        &self,
        wish: &Wish,
        candidates: &[Candidate],
        fitting: bool,
        scratch: &mut Scratch,
        report: &mut impl FnMut(Pair),
    ) {
        self.turn_to(wish.actor, scratch);
        let Scratch { leads, lead_of, serves, knows, wants, .. } = scratch;
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
            let lead = Lead { candidate: *candidate, rank: (agreed.is_some(), candidate.score) };
            let place = &mut lead_of[candidate.actor as usize];
            if *place == NO_LEAD {
                *place = leads.len() as u32;
                leads.push(lead);
            } else if leads[*place as usize].rank < lead.rank {
                leads[*place as usize] = lead;
            }
        }
        leads.iter().for_each(|lead| lead_of[lead.candidate.actor as usize] = NO_LEAD);
        if !leads.is_sorted_by_key(|lead| lead.candidate.offer) {
            order::sort_by_key(leads, |lead| lead.candidate.offer);
        }
        for Lead { candidate: Candidate { offer, actor: giver, closeness, score, .. }, .. } in
            leads.iter().copied()
        {
            let mut score = wish.score + score;
            if let Some(actor) = wish.actor {
                let is_mutual = wants.of(giver).iter().any(|want| {
                    let is_served = serves[want.competency as usize] & want.forms != 0;
                    is_served && (!want.is_particular || self.counterpart(actor, giver).is_some())
                });
                if closeness.is_sure() && is_mutual {
                    score += score::points(Criterion::Mutual, WHOLE);
                }
                score += self.score_of_two(actor, giver, knows);
            }
            report(Pair { need: wish.need.unwrap_or_default(), offer, closeness, score });
        }
    }

    /// Notes what an actor could do for others and whom it knows.
    fn turn_to(&self, actor: Option<u32>, scratch: &mut Scratch) {
        if actor == scratch.current {
            return;
        }
        let served = |offer: &u32| {
            let offer = &self.offers[*offer as usize];
            self.serves[offer.competency as usize].iter().map(|wanted| (*wanted as usize, offer.forms))
        };
        if let Some(before) = scratch.current {
            for (wanted, _) in self.offers_of.of(before).iter().flat_map(served) {
                scratch.serves[wanted] = 0;
            }
            self.contacts.of(before).iter().for_each(|contact| scratch.knows[*contact as usize] = false);
        }
        if let Some(actor) = actor {
            for (wanted, forms) in self.offers_of.of(actor).iter().flat_map(served) {
                scratch.serves[wanted] |= forms;
            }
            self.contacts.of(actor).iter().for_each(|contact| scratch.knows[*contact as usize] = true);
        }
        scratch.current = actor;
    }

    /// What contacts and sectors add, `knows` being the contacts of the one.
    fn score_of_two(&self, one: u32, other: u32, knows: &[bool]) -> Score {
        let theirs = self.contacts.of(other);
        let have_common = if theirs.len() > HUB {
            self.common(one, other).next().is_some()
        } else {
            theirs.iter().any(|contact| knows[*contact as usize])
        };
        if knows[other as usize] || have_common {
            score::points(Criterion::Contact, WHOLE)
        } else if self.sectors_differ(one, other) {
            score::points(Criterion::Surprise, WHOLE)
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
        order::sort_by_key(&mut candidates, |other| {
            std::cmp::Reverse((agreed(other).is_some(), other.score))
        });
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
