//! A network prepared for matching: everything by its place.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{
    ActorMatches, Criterion, Match,
    closeness::{Closeness, Terms},
    groups::Groups,
    rank::{Candidate, Pair, Scratch},
    score::{self, Score},
};
use crate::model::{
    Actor, AgreementState, Day, HelpForm, Id, Need, Network, Offer, RecordType, Table, order,
};

/// The matches of a network on a day; build it anew when the network changes.
#[derive(Clone, Debug)]
pub struct Matches {
    network: Network,
    pub(super) today: Day,
    terms: Terms,
    /// In document order, those that have left among them.
    pub(super) actors: Vec<Present>,
    /// For each actor the others that are here and have contact with it, in order.
    pub(super) contacts: Groups<u32>,
    /// Offers and open needs of actors that are here, in document order.
    pub(super) offers: Vec<Offered>,
    pub(super) needs: Vec<Needed>,
    /// Where among these the need at each place of the document is.
    need_rows: Vec<Option<u32>>,
    pub(super) offers_of: Groups<u32>,
    pub(super) needs_of: Groups<u32>,
    offers_in: Groups<u32>,
    pub(super) needs_in: Groups<u32>,
    /// For each competency that is looked for, those on offer that may stand for it, by place.
    near: Vec<Vec<(u32, Closeness)>>,
    /// For each competency on offer, those looked for that it surely stands for.
    pub(super) serves: Vec<Vec<u32>>,
    /// What agreements say of a need, earlier ones first.
    pub(super) agreed: HashMap<u32, Vec<Agreed>>,
    ranking: OnceLock<Vec<Pair>>,
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
    offer: Option<u32>,
    giver: Option<u32>,
    pub(super) id: Id,
    pub(super) state: AgreementState,
}

impl Matches {
    pub fn new(network: &Network, today: &Day) -> Self {
        let since = score::fresh_since(today, score::fresh_months(network));
        let fresh = |own: &Option<Day>, actor: &Present| {
            let is_fresh = score::is_fresh(latest(own, &actor.record.confirmed_on), since);
            // Offer and need are half of it each.
            score::points(Criterion::Fresh, if is_fresh { score::WHOLE / 2 } else { 0 })
        };
        let actors = actors(network, today);
        let ends = |actor: &Id, competency: &Id| {
            let actor = network.actors.index_of(actor).filter(|actor| actors[*actor].is_here)?;
            Some((actor as u32, network.competencies.index_of(competency)? as u32))
        };
        let offered = |record: &Arc<Offer>| {
            let (actor, competency) = ends(&record.actor, &record.competency)?;
            let evidence = if record.evidence.trim().is_empty() { 0 } else { score::WHOLE };
            let score = fresh(&record.confirmed_on, &actors[actor as usize])
                + score::points(Criterion::Level, score::of_level(record.level))
                + score::points(Criterion::Evidence, evidence);
            let from = record.available_from.as_ref().and_then(Day::days_since_1970);
            let forms = bits(&record.forms);
            Some(Offered { record: record.clone(), actor, competency, forms, from, score })
        };
        let needed = |record: &Arc<Need>, row: u32| {
            let (actor, competency) = ends(&record.actor, &record.competency)?;
            let wish = Wish {
                need: Some(row),
                actor: Some(actor),
                competency,
                forms: bits(&record.forms),
                by: record.wanted_by.as_ref().and_then(Day::days_since_1970),
                score: fresh(&record.confirmed_on, &actors[actor as usize]),
            };
            record.closed_on.is_none().then(|| Needed { record: record.clone(), wish })
        };
        let (offers, offer_rows) = rows(&network.offers, |record, _| offered(record));
        let (needs, need_rows) = rows(&network.needs, needed);

        let offers_of = Groups::new(actors.len(), offers.iter().map(|offer| offer.actor).zip(0..));
        let needs_of = Groups::new(
            actors.len(),
            (0..).zip(&needs).filter_map(|(row, need)| Some((need.wish.actor?, row))),
        );
        let terms_count = network.competencies.len();
        let offers_in = Groups::new(terms_count, offers.iter().map(|offer| offer.competency).zip(0..));
        let needs_in = Groups::new(terms_count, needs.iter().map(|need| need.wish.competency).zip(0..));

        let terms = Terms::new(network);
        let mut seen = terms.seen();
        let mut near = vec![Vec::new(); terms_count];
        let mut serves = vec![Vec::new(); terms_count];
        for wanted in (0..terms_count as u32).filter(|wanted| !needs_in.of(*wanted).is_empty()) {
            let mut offered = terms.near(wanted, &mut seen);
            offered.retain(|(term, _)| !offers_in.of(*term).is_empty());
            for (term, _) in offered.iter().filter(|(_, closeness)| closeness.is_sure()) {
                serves[*term as usize].push(wanted);
            }
            near[wanted as usize] = offered;
        }
        Self {
            contacts: contacts(network, &actors),
            agreed: agreed(network, &offer_rows, &need_rows),
            network: network.clone(),
            today: today.clone(),
            terms,
            actors,
            offers,
            needs,
            need_rows,
            offers_of,
            needs_of,
            offers_in,
            needs_in,
            near,
            serves,
            ranking: OnceLock::new(),
        }
    }

    /// All matches, best first. They are ranked once, and each is told when it is asked for, so that a list which
    /// shows some of a million costs no more than these.
    pub fn all(&self) -> impl DoubleEndedIterator<Item = Match> + ExactSizeIterator {
        self.ranking().iter().map(|pair| self.tell(*pair))
    }

    pub(super) fn ranking(&self) -> &[Pair] {
        self.ranking.get_or_init(|| self.rank())
    }

    /// Who could help with an open need, best first.
    pub fn of_need(&self, need: &Id) -> Vec<Match> {
        let row = self.network.needs.index_of(need).and_then(|place| self.need_rows[place]);
        self.of_rows(row, true, None)
    }

    pub fn of_actor(&self, actor: &Id) -> ActorMatches {
        let Some(actor) = self.network.actors.index_of(actor) else { return ActorMatches::default() };
        let actor = actor as u32;
        let mut offers = vec![false; self.near.len()];
        for row in self.offers_of.of(actor) {
            offers[self.offers[*row as usize].competency as usize] = true;
        }
        let others = (0..).zip(&self.needs).filter(|(_, need)| {
            self.near[need.wish.competency as usize].iter().any(|(term, _)| offers[*term as usize])
        });
        ActorMatches {
            looking: self.of_rows(self.needs_of.of(actor).iter().copied(), true, None),
            offering: self.of_rows(others.map(|(row, _)| row), true, Some(actor)),
        }
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
        order::sort_by_key(&mut pairs, |pair| std::cmp::Reverse(pair.score));
        pairs.into_iter().map(|pair| self.tell_of(&wish, &near, pair)).collect()
    }

    /// What would match, had somebody not said that it does not fit, by the order.
    pub fn not_fitting(&self) -> Vec<Match> {
        let rows = 0..self.needs.len() as u32;
        self.of_rows(rows.filter(|row| self.agreed.contains_key(row)), false, None)
    }

    /// The matches of some needs, with one actor if one is named, best first.
    fn of_rows(&self, rows: impl IntoIterator<Item = u32>, fitting: bool, giver: Option<u32>) -> Vec<Match> {
        let mut scratch = Scratch::new(self);
        let mut pairs = Vec::new();
        for row in rows {
            let wish = &self.needs[row as usize].wish;
            let candidates = self.candidates(&self.near[wish.competency as usize], giver);
            self.pairs(wish, &candidates, fitting, &mut scratch, &mut |pair| pairs.push(pair));
        }
        order::sort_by_key(&mut pairs, |pair| std::cmp::Reverse(pair.score));
        pairs.into_iter().map(|pair| self.tell(pair)).collect()
    }

    pub(super) fn tell(&self, pair: Pair) -> Match {
        let wish = &self.needs[pair.need as usize].wish;
        self.tell_of(wish, &self.near[wish.competency as usize], pair)
    }

    /// The offers of some terms, or those of them that an actor has, in document order.
    pub(super) fn candidates(&self, near: &[(u32, Closeness)], giver: Option<u32>) -> Vec<Candidate> {
        let candidate = |row: u32, closeness| {
            let offer = &self.offers[row as usize];
            let score = offer.score + score::points(Criterion::Term, score::of_term(closeness));
            Candidate { offer: row, actor: offer.actor, forms: offer.forms, closeness, score }
        };
        if let Some(giver) = giver {
            let near = self.offers_of.of(giver).iter().filter_map(|row| {
                Some(candidate(*row, closeness_in(near, self.offers[*row as usize].competency)?))
            });
            return near.collect();
        }
        let of_term = |&(term, closeness): &(u32, Closeness)| {
            self.offers_in.of(term).iter().map(move |row| candidate(*row, closeness))
        };
        let mut candidates: Vec<Candidate> = near.iter().flat_map(of_term).collect();
        if near.len() > 1 {
            // Of broad terms there are thousands: by `order` the ranking of a large network takes a sixth longer.
            candidates.sort_unstable_by_key(|candidate| candidate.offer);
        }
        candidates
    }

    /// The offers that may stand for what is looked for by somebody.
    pub(super) fn candidates_for(&self, wanted: u32) -> Vec<Candidate> {
        self.candidates(&self.near[wanted as usize], None)
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

fn bits(forms: &[HelpForm]) -> Forms {
    const { assert!(HelpForm::ALL.len() <= Forms::BITS as usize) };
    match forms {
        [] => Forms::MAX,
        _ => forms.iter().fold(0, |bits, form| bits | 1 << *form as u8),
    }
}

fn actors(network: &Network, today: &Day) -> Vec<Present> {
    let present = |record: &Arc<Actor>| Present {
        record: record.clone(),
        is_here: record.is_here(today),
        sector: record.sector.as_ref().and_then(|sector| network.sectors.index_of(sector)),
    };
    network.actors.iter().map(present).collect()
}

fn contacts(network: &Network, actors: &[Present]) -> Groups<u32> {
    let place = |id: &Id| network.actors.index_of(id).filter(|place| actors[*place].is_here);
    let links = network.links.iter().map(|link| (&link.from, &link.to));
    let invited = network.actors.iter().filter_map(|actor| Some((&actor.id, actor.invited_by.as_ref()?)));
    let ends = links.chain(invited).filter_map(|(from, to)| Some((place(from)?, place(to)?)));
    let ends = ends.filter(|(from, to)| from != to);
    let mut pairs: Vec<(u32, u32)> =
        ends.flat_map(|(from, to)| [(from as u32, to as u32), (to as u32, from as u32)]).collect();
    order::sort_by(&mut pairs, Ord::cmp);
    pairs.dedup();
    Groups::new(actors.len(), pairs.into_iter())
}

/// What is made of the records that count, and where among it each place of the table is found.
fn rows<T: RecordType, R>(
    table: &Table<T>,
    row: impl Fn(&Arc<T>, u32) -> Option<R>,
) -> (Vec<R>, Vec<Option<u32>>) {
    let mut rows = Vec::new();
    let places = table.iter().map(|record| {
        let number = rows.len() as u32;
        rows.push(row(record, number)?);
        Some(number)
    });
    let places = places.collect();
    (rows, places)
}

/// By need, earlier ones first. An agreement on an offer that takes no part says nothing of others.
fn agreed(
    network: &Network,
    offer_rows: &[Option<u32>],
    need_rows: &[Option<u32>],
) -> HashMap<u32, Vec<Agreed>> {
    let mut agreements: Vec<_> = network.agreements.iter().collect();
    order::sort_by_key(&mut agreements, |agreement| agreement.meta.changed.values().max());
    let mut agreed: HashMap<u32, Vec<Agreed>> = HashMap::new();
    for agreement in agreements {
        let need = agreement.need.as_ref().and_then(|need| network.needs.index_of(need));
        let Some(need) = need.and_then(|place| need_rows[place]) else { continue };
        let offer = agreement.offer.as_ref().and_then(|offer| network.offers.index_of(offer));
        let offer = offer.map(|place| offer_rows[place]);
        if offer == Some(None) {
            continue;
        }
        agreed.entry(need).or_default().push(Agreed {
            offer: offer.flatten(),
            giver: network.actors.index_of(&agreement.giver).map(|giver| giver as u32),
            id: agreement.id.clone(),
            state: agreement.state,
        });
    }
    agreed
}
