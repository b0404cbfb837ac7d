//! Preparing and ranking, step by step.

use std::{collections::HashMap, sync::Arc};

use super::{
    Criterion, Matches,
    closeness::{Closeness, Terms},
    groups::Groups,
    index::{Agreed, BEST, Forms, Needed, Offered, Present, Wish, latest},
    rank::Want,
    ranking::Ranker,
    score::{self, Score},
};
use crate::{
    model::{Actor, Day, HelpForm, Id, Need, Network, Offer, RecordType, Table, order},
    query::{graph::Graph, search::NamesBuilder},
};

impl Matches {
    pub fn new(network: &Network, today: &Day) -> Self {
        MatchesBuilder::new(network, today, None).prepared()
    }

    /// Whether they are those of these records on this day, so that none of them can be out of date.
    pub fn is_of(&self, network: &Network, today: &Day) -> bool {
        self.today == *today && self.network.same_records(network)
    }
}

/// Matches that are being found and ranked, step by step: of a hundred thousand relations it takes a second, which
/// nobody who types shall wait for.
pub struct MatchesBuilder {
    next: Step,
    /// As far as they are found.
    matches: Matches,
    graph: Option<Arc<Graph>>,
    /// Which edge of the graph belongs to the next relation that has one.
    edge: usize,
    /// See [`score::fresh_since`].
    since: Option<(u32, u32, u8)>,
    /// Where among the offers that take part the one at each place of the document is.
    offer_rows: Vec<Option<u32>>,
    /// Who has contact with whom, both ways, perhaps more than once.
    contacts: Vec<(u32, u32)>,
    knows_terms: bool,
    names: NamesBuilder,
    ranker: Option<Ranker>,
}

/// What is to be done next, from a place on.
#[derive(Clone, Copy)]
enum Step {
    Actors(usize),
    Offers(usize),
    Needs(usize),
    Groups,
    /// Of links, then of who invited whom.
    Contacts(usize),
    Agreements,
    Names(usize),
    Twins,
    Near(usize),
    Ranking,
    Done,
}

/// So many are less than a millisecond's work.
const RECORDS_A_STEP: usize = 100;
const NAMES_A_STEP: usize = 10;
/// Of one competency there are a few as a rule, and all there are below the broadest.
const NEAR_A_STEP: usize = 500;

impl MatchesBuilder {
    /// Earlier matches of the same competencies spare looking for those that are nearly the same.
    pub fn new(network: &Network, today: &Day, earlier: Option<&Matches>) -> Self {
        let known = earlier.filter(|earlier| earlier.network.competencies.same(&network.competencies));
        Self {
            next: Step::Actors(0),
            matches: Matches::unfinished(network, today, known.map(|earlier| earlier.terms.clone())),
            knows_terms: known.is_some(),
            graph: None,
            edge: 0,
            since: score::fresh_since(today, score::fresh_months(network)),
            offer_rows: Vec::new(),
            contacts: Vec::new(),
            names: NamesBuilder::default(),
            ranker: None,
        }
    }

    /// Where relations end is told sooner by a graph of the network. One of another network does no harm.
    pub fn along(mut self, graph: Arc<Graph>) -> Self {
        self.graph = Some(graph);
        self
    }

    /// See [`Matches::is_of`].
    pub fn is_of(&self, network: &Network, today: &Day) -> bool {
        self.matches.is_of(network, today)
    }

    /// Works on, at least one step, for as long as `may_go_on` allows. Whether nothing is left to be done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> bool {
        loop {
            if matches!(self.next, Step::Done) {
                return true;
            }
            self.step();
            if !may_go_on() {
                return matches!(self.next, Step::Done);
            }
        }
    }

    /// Does what is left.
    pub fn finish(mut self) -> Matches {
        self.work(&mut || true);
        self.matches
    }

    /// Does what is left but for the ranking, which not everybody asks for.
    fn prepared(mut self) -> Matches {
        while !matches!(self.next, Step::Ranking | Step::Done) {
            self.step();
        }
        self.matches
    }

    fn step(&mut self) {
        let network = self.matches.network.clone();
        self.next = match self.next {
            Step::Actors(from) => {
                let until = each(&network.actors, from, |_, actor| self.actor(actor));
                until.map_or(Step::Offers(0), Step::Actors)
            }
            Step::Offers(from) => {
                let until = each(&network.offers, from, |_, offer| {
                    let row = self.offered(offer).map(|row| pushed(&mut self.matches.offers, row));
                    self.offer_rows.push(row);
                });
                until.map_or(Step::Needs(0), Step::Offers)
            }
            Step::Needs(from) => {
                let until = each(&network.needs, from, |_, need| {
                    let row = self.needed(need).map(|row| pushed(&mut self.matches.needs, row));
                    self.matches.need_rows.push(row);
                });
                until.map_or(Step::Groups, Step::Needs)
            }
            Step::Groups => {
                self.groups();
                Step::Contacts(0)
            }
            Step::Contacts(from) => match self.contacts(from) {
                Some(from) => Step::Contacts(from),
                None => Step::Agreements,
            },
            Step::Agreements => {
                self.agreements();
                if self.knows_terms { Step::Near(0) } else { Step::Names(0) }
            }
            Step::Names(from) => {
                let until = each(&network.competencies, from, |place, competency| {
                    self.names.add_all(place as u32, competency);
                });
                until.map_or(Step::Twins, Step::Names)
            }
            Step::Twins => {
                if (0..NAMES_A_STEP).any(|_| self.names.step()) {
                    let names = std::mem::take(&mut self.names).finish();
                    self.matches.terms = Arc::new(Terms::new(&network, names));
                    Step::Near(0)
                } else {
                    Step::Twins
                }
            }
            Step::Near(from) => self.near(from).map_or(Step::Ranking, Step::Near),
            Step::Ranking => {
                let ranker = self.ranker.get_or_insert_with(|| Ranker::new(&self.matches, BEST));
                if ranker.step(&self.matches) { self.ranked() } else { Step::Ranking }
            }
            Step::Done => Step::Done,
        };
    }

    fn actor(&mut self, record: &Arc<Actor>) {
        let network = &self.matches.network;
        self.matches.actors.push(Present {
            record: record.clone(),
            is_here: record.is_here(&self.matches.today),
            sector: record.sector.as_ref().and_then(|sector| network.sectors.index_of(sector)),
        });
    }

    /// At which nodes of the graph a relation probably ends.
    fn guess(&mut self, relation: &Id) -> [usize; 2] {
        let edge = self.graph.as_ref().and_then(|graph| graph.edges.get(self.edge));
        edge.filter(|edge| edge.id == *relation).map_or([usize::MAX; 2], |edge| {
            self.edge += 1;
            [edge.from, edge.to]
        })
    }

    /// The places of actor and competency, where both take part.
    fn ends(&mut self, relation: &Id, actor: &Id, competency: &Id) -> Option<(u32, u32)> {
        let [from, to] = self.guess(relation);
        let Network { actors, competencies, .. } = &self.matches.network;
        // Competencies come after actors.
        let competency = competencies.index_near(competency, to.wrapping_sub(actors.len()))?;
        Some((self.present(actor, from)?, competency as u32))
    }

    fn present(&self, actor: &Id, guess: usize) -> Option<u32> {
        let place = self.matches.network.actors.index_near(actor, guess)?;
        self.matches.actors[place].is_here.then_some(place as u32)
    }

    fn offered(&mut self, record: &Arc<Offer>) -> Option<Offered> {
        let (actor, competency) = self.ends(&record.id, &record.actor, &record.competency)?;
        let evidence = if record.evidence.trim().is_empty() { 0 } else { score::WHOLE };
        let score = self.fresh(&record.confirmed_on, actor)
            + score::points(Criterion::Level, score::of_level(record.level))
            + score::points(Criterion::Evidence, evidence);
        let from = record.available_from.as_ref().and_then(Day::days_since_1970);
        Some(Offered { record: record.clone(), actor, competency, forms: bits(&record.forms), from, score })
    }

    fn needed(&mut self, record: &Arc<Need>) -> Option<Needed> {
        if record.closed_on.is_some() {
            return None;
        }
        let (actor, competency) = self.ends(&record.id, &record.actor, &record.competency)?;
        let wish = Wish {
            need: Some(self.matches.needs.len() as u32),
            actor: Some(actor),
            competency,
            forms: bits(&record.forms),
            by: record.wanted_by.as_ref().and_then(Day::days_since_1970),
            score: self.fresh(&record.confirmed_on, actor),
        };
        Some(Needed { record: record.clone(), wish })
    }

    fn fresh(&self, own: &Option<Day>, actor: u32) -> Score {
        let actor = &self.matches.actors[actor as usize].record;
        let is_fresh = score::is_fresh(latest(own, &actor.confirmed_on), self.since);
        // Offer and need are half of it each.
        score::points(Criterion::Fresh, if is_fresh { score::WHOLE / 2 } else { 0 })
    }

    fn groups(&mut self) {
        let Matches { actors, offers, needs, near, .. } = &self.matches;
        let of_actor = (0..).zip(needs).filter_map(|(row, need)| Some((need.wish.actor?, row)));
        let needs_of = Groups::new(actors.len(), of_actor);
        let offers_of = Groups::new(actors.len(), offers.iter().map(|offer| offer.actor).zip(0..));
        let candidates = (0..).zip(offers).map(|(row, offer)| offer.candidate(row, Closeness::Same, 0));
        let offers_in = Groups::new(near.len(), offers.iter().map(|offer| offer.competency).zip(candidates));
        let matches = &mut self.matches;
        (matches.offers_of, matches.needs_of) = (offers_of, needs_of);
        matches.offers_in = offers_in;
    }

    /// Where to go on, unless all are told.
    fn contacts(&mut self, from: usize) -> Option<usize> {
        let network = self.matches.network.clone();
        let links = network.links.iter().skip(from).map(|link| Some((&link.id, &link.from, &link.to)));
        let invited = network.actors.iter().skip(from.saturating_sub(network.links.len()));
        let invited = invited.map(|actor| Some((&actor.id, &actor.id, actor.invited_by.as_ref()?)));
        for (id, from, to) in links.chain(invited).take(RECORDS_A_STEP).flatten() {
            let guess = self.guess(id);
            let ends = self.present(from, guess[0]).zip(self.present(to, guess[1]));
            if let Some((from, to)) = ends.filter(|(from, to)| from != to) {
                self.contacts.extend([(from, to), (to, from)]);
            }
        }
        let until = from + RECORDS_A_STEP;
        if until < network.links.len() + network.actors.len() {
            return Some(until);
        }
        // Both ways are there: turned round twice, who belongs to each stands in order.
        let count = self.matches.actors.len();
        let mut contacts = std::mem::take(&mut self.contacts);
        for _ in 0..2 {
            let groups = Groups::new(count, contacts.into_iter());
            let of = |one: u32| groups.of(one).iter().map(move |other| (*other, one));
            contacts = (0..count as u32).flat_map(of).collect();
        }
        contacts.dedup();
        self.matches.contacts = Groups::new(count, contacts.into_iter());
        None
    }

    /// By need, earlier ones first. An agreement on an offer that takes no part says nothing of others.
    fn agreements(&mut self) {
        let Matches { network, need_rows, agreed, .. } = &mut self.matches;
        let mut agreements: Vec<_> = network.agreements.iter().collect();
        order::sort_by_key(&mut agreements, |agreement| agreement.meta.changed.values().max());
        let mut by_need: HashMap<u32, Vec<Agreed>> = HashMap::new();
        for agreement in agreements {
            let need = agreement.need.as_ref().and_then(|need| network.needs.index_of(need));
            let Some(need) = need.and_then(|place| need_rows[place]) else { continue };
            let offer = agreement.offer.as_ref().and_then(|offer| network.offers.index_of(offer));
            let offer = offer.map(|place| self.offer_rows[place]);
            if offer == Some(None) {
                continue;
            }
            by_need.entry(need).or_default().push(Agreed {
                offer: offer.flatten(),
                giver: network.actors.index_of(&agreement.giver).map(|giver| giver as u32),
                id: agreement.id.clone(),
                state: agreement.state,
            });
        }
        *agreed = by_need;
        let wants = (0..).zip(&self.matches.needs).filter_map(|(need, Needed { wish, .. })| {
            let is_particular = wish.by.is_some() || self.matches.agreed.contains_key(&need);
            Some((wish.competency, Want { need, actor: wish.actor?, forms: wish.forms, is_particular }))
        });
        self.matches.wants = Groups::new(self.matches.near.len(), wants);
    }

    /// Looks for what may stand for the competencies that are wanted. Where to go on, unless that was the last.
    fn near(&mut self, from: usize) -> Option<usize> {
        let Matches { terms, near, offers_in, wants, .. } = &mut self.matches;
        let mut seen = terms.seen();
        let mut found = 0;
        for (place, near) in (0..).zip(near).skip(from) {
            if found >= NEAR_A_STEP {
                return Some(place as usize);
            }
            if wants.of(place).is_empty() {
                continue;
            }
            let mut offered = terms.near(place, &mut seen);
            found += offered.len();
            offered.retain(|(term, _)| !offers_in.of(*term).is_empty());
            *near = offered;
        }
        let served = (0..).zip(&self.matches.near).flat_map(|(place, near)| {
            let sure = near.iter().filter(|(_, closeness)| closeness.is_sure());
            sure.map(move |(term, _)| (*term, place))
        });
        self.matches.serves = Groups::new(self.matches.near.len(), served);
        None
    }

    fn ranked(&mut self) -> Step {
        if let Some(ranker) = self.ranker.take() {
            // It is empty until now.
            let _ = self.matches.ranking.set(ranker.finish());
        }
        Step::Done
    }
}

/// Calls `with` for the next records of a table, with their places. Where to go on, unless that was the last.
fn each<T: RecordType>(table: &Table<T>, from: usize, mut with: impl FnMut(usize, &Arc<T>)) -> Option<usize> {
    let records = (from..).zip(table.iter().skip(from)).take(RECORDS_A_STEP);
    records.for_each(|(place, record)| with(place, record));
    let until = from + RECORDS_A_STEP;
    (until < table.len()).then_some(until)
}

/// Adds a row and says which.
fn pushed<T>(rows: &mut Vec<T>, row: T) -> u32 {
    rows.push(row);
    rows.len() as u32 - 1
}

fn bits(forms: &[HelpForm]) -> Forms {
    const { assert!(HelpForm::ALL.len() <= Forms::BITS as usize) };
    match forms {
        [] => Forms::MAX,
        _ => forms.iter().fold(0, |bits, form| bits | 1 << *form as u8),
    }
}
