//! A network prepared for matching: everything by its place.

use std::{
    collections::HashMap,
    sync::{Arc, OnceLock},
};

use super::{
    ActorMatches, Criterion, Match,
    closeness::{Closeness, Terms},
    rank::{Pair, Scratch},
    score::{self, Score},
};
use crate::model::{
    Actor, AgreementState, Day, HelpForm, Id, Need, Network, Offer, RecordType, Table, order,
};

/// The matches of a network on a day; build it anew when the network changes.
#[derive(Clone, Debug)]
pub struct Matches {
    pub(super) network: Network,
    pub(super) today: Day,
    pub(super) terms: Terms,
    /// In document order, those that have left among them.
    pub(super) actors: Vec<Present>,
    /// Offers and open needs of actors that are here, in document order.
    pub(super) offers: Vec<Offered>,
    pub(super) needs: Vec<Needed>,
    /// Where among these the need at each place of the document is.
    need_rows: Vec<Option<u32>>,
    pub(super) offers_of: Vec<Vec<u32>>,
    pub(super) needs_of: Vec<Vec<u32>>,
    pub(super) offers_in: Vec<Vec<u32>>,
    pub(super) needs_in: Vec<Vec<u32>>,
    /// For each competency that is looked for, those on offer that may stand for it, by place.
    pub(super) near: Vec<Vec<(u32, Closeness)>>,
    /// For each competency on offer, those looked for that it surely stands for.
    pub(super) serves: Vec<Vec<u32>>,
    /// What agreements say of a need.
    agreed: HashMap<u32, Vec<Agreed>>,
    ranking: OnceLock<Vec<Pair>>,
}

/// An actor, as far as matching asks.
#[derive(Clone, Debug)]
pub(super) struct Present {
    pub(super) record: Arc<Actor>,
    pub(super) is_here: bool,
    pub(super) sector: Option<usize>,
    /// The others who are here and have contact with it, in order.
    pub(super) contacts: Vec<u32>,
}

#[derive(Clone, Debug)]
pub(super) struct Offered {
    pub(super) record: Arc<Offer>,
    pub(super) actor: u32,
    pub(super) competency: u32,
    forms: u8,
    from: Option<u64>,
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
    forms: u8,
    by: Option<u64>,
    pub(super) score: Score,
}

#[derive(Clone, Debug)]
struct Agreed {
    /// Without, it speaks of all that the giver offers.
    offer: Option<u32>,
    giver: Option<usize>,
    id: Id,
    state: AgreementState,
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

        let mut offers_of = vec![Vec::new(); actors.len()];
        let mut needs_of = vec![Vec::new(); actors.len()];
        let mut offers_in = vec![Vec::new(); network.competencies.len()];
        let mut needs_in = vec![Vec::new(); network.competencies.len()];
        for (row, offer) in (0..).zip(&offers) {
            offers_of[offer.actor as usize].push(row);
            offers_in[offer.competency as usize].push(row);
        }
        for (row, need) in (0..).zip(&needs) {
            need.wish.actor.into_iter().for_each(|actor| needs_of[actor as usize].push(row));
            needs_in[need.wish.competency as usize].push(row);
        }

        let terms = Terms::new(network);
        let mut seen = terms.seen();
        let mut near = vec![Vec::new(); network.competencies.len()];
        let mut serves = vec![Vec::new(); network.competencies.len()];
        for wanted in (0..near.len()).filter(|wanted| !needs_in[*wanted].is_empty()) {
            let mut offered = terms.near(wanted as u32, &mut seen);
            offered.retain(|(term, _)| !offers_in[*term as usize].is_empty());
            for (term, _) in offered.iter().filter(|(_, closeness)| closeness.is_sure()) {
                serves[*term as usize].push(wanted as u32);
            }
            near[wanted] = offered;
        }
        let agreed = agreed(network, &offer_rows, &need_rows);
        let (network, today, ranking) = (network.clone(), today.clone(), OnceLock::new());
        Self {
            network,
            today,
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
            agreed,
            ranking,
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
        row.map_or_else(Vec::new, |row| self.of_wishes(&[self.needs[row as usize].wish], |_| true))
    }

    pub fn of_actor(&self, actor: &Id) -> ActorMatches {
        let Some(actor) = self.network.actors.index_of(actor) else { return ActorMatches::default() };
        let own: Vec<Wish> = self.needs_of[actor].iter().map(|row| self.needs[*row as usize].wish).collect();
        let mut offers = vec![false; self.near.len()];
        for row in &self.offers_of[actor] {
            offers[self.offers[*row as usize].competency as usize] = true;
        }
        let wished = (0..self.near.len()).filter(|wanted| {
            let near = self.near[*wanted].iter();
            near.clone().any(|(term, _)| offers[*term as usize])
        });
        let mut others: Vec<u32> = wished.flat_map(|wanted| self.needs_in[wanted].iter().copied()).collect();
        order::sort_by_key(&mut others, |row| *row);
        let others: Vec<Wish> = others.iter().map(|row| self.needs[*row as usize].wish).collect();
        ActorMatches {
            looking: self.of_wishes(&own, |_| true),
            offering: self.of_wishes(&others, |offering| offering as usize == actor),
        }
    }

    /// Who could help with something that is not recorded as a need, best first. With an actor, itself is left out
    /// and what the two have to do with each other counts.
    pub fn of_wish(&self, competency: &Id, actor: Option<&Id>) -> Vec<Match> {
        let Some(competency) = self.network.competencies.index_of(competency) else { return Vec::new() };
        let actor = actor.and_then(|actor| self.network.actors.index_of(actor));
        let wish = Wish {
            need: None,
            actor: actor.map(|actor| actor as u32),
            competency: competency as u32,
            forms: 0,
            by: None,
            score: score::points(Criterion::Fresh, score::WHOLE / 2),
        };
        self.of_wishes(&[wish], |_| true)
    }

    /// What would match, had somebody not said that it does not fit, by the order.
    pub fn not_fitting(&self) -> Vec<Match> {
        let spoken_of = (0..).zip(&self.needs).filter(|(row, _)| self.agreed.contains_key(row));
        let wishes: Vec<Wish> = spoken_of.map(|(_, need)| need.wish).collect();
        let mut scratch = Scratch::new(self);
        let mut pairs = Vec::new();
        for wish in wishes {
            self.pairs(&wish, false, &mut scratch, &mut |pair| pairs.push((wish, pair)));
        }
        self.tell_in_order(pairs)
    }

    fn of_wishes(&self, wishes: &[Wish], wanted: impl Fn(u32) -> bool) -> Vec<Match> {
        let mut scratch = Scratch::new(self);
        let mut pairs = Vec::new();
        for wish in wishes {
            self.pairs(wish, true, &mut scratch, &mut |pair| {
                if wanted(self.offers[pair.offer as usize].actor) {
                    pairs.push((*wish, pair));
                }
            });
        }
        self.tell_in_order(pairs)
    }

    fn tell_in_order(&self, mut pairs: Vec<(Wish, Pair)>) -> Vec<Match> {
        order::sort_by_key(&mut pairs, |(_, pair)| std::cmp::Reverse(pair.score));
        pairs.into_iter().map(|(wish, pair)| self.tell_of(&wish, pair)).collect()
    }

    /// Both fit by forms and days, where both say something of them.
    pub(super) fn fits(&self, wish: &Wish, offer: u32) -> bool {
        let offer = &self.offers[offer as usize];
        let forms_meet = wish.forms == 0 || offer.forms == 0 || wish.forms & offer.forms != 0;
        forms_meet && wish.by.zip(offer.from).is_none_or(|(by, from)| from <= by)
    }

    /// What was agreed last on a need and an offer.
    pub(super) fn agreement(&self, wish: &Wish, offer: u32) -> Option<(&Id, AgreementState)> {
        let giver = self.offers[offer as usize].actor as usize;
        let mut agreed = self.agreed.get(&wish.need?)?.iter().rev();
        let latest = agreed.find(|agreed| match agreed.offer {
            Some(named) => named == offer,
            None => agreed.giver == Some(giver),
        })?;
        Some((&latest.id, latest.state))
    }
}

pub(super) fn latest<'a>(one: &'a Option<Day>, other: &'a Option<Day>) -> Option<&'a Day> {
    one.as_ref().max(other.as_ref())
}

fn bits(forms: &[HelpForm]) -> u8 {
    const { assert!(HelpForm::ALL.len() <= 8) };
    forms.iter().fold(0, |bits, form| bits | 1 << *form as u8)
}

fn actors(network: &Network, today: &Day) -> Vec<Present> {
    let mut actors: Vec<Present> = network
        .actors
        .iter()
        .map(|record| Present {
            record: record.clone(),
            is_here: record.left.as_ref().is_none_or(|left| left > today),
            sector: record.sector.as_ref().and_then(|sector| network.sectors.index_of(sector)),
            contacts: Vec::new(),
        })
        .collect();
    let links = network.links.iter().map(|link| (&link.from, &link.to));
    let invited =
        network.actors.iter().filter_map(|actor| actor.invited_by.as_ref().map(|by| (&actor.id, by)));
    for (from, to) in links.chain(invited) {
        let ends = network.actors.index_of(from).zip(network.actors.index_of(to));
        let Some((from, to)) = ends.filter(|(from, to)| from != to) else { continue };
        if actors[from].is_here && actors[to].is_here {
            actors[from].contacts.push(to as u32);
            actors[to].contacts.push(from as u32);
        }
    }
    for actor in &mut actors {
        order::sort_by_key(&mut actor.contacts, |contact| *contact);
        actor.contacts.dedup();
    }
    actors
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
            giver: network.actors.index_of(&agreement.giver),
            id: agreement.id.clone(),
            state: agreement.state,
        });
    }
    agreed
}
