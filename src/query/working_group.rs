//! A working group for a topic, or for competencies: a proposal of who could sit in it, each with its reason.
//!
//! The rule, which people are told in these words:
//!
//! 1. Asked is who has something to do with it: who has come forward for the topic (to help, because it needs this, out
//!    of curiosity), then who offers one of the competencies, then who looks for one. Who has left is not asked.
//! 2. One seat goes to each sector from which anybody can be asked, in the order of these reasons; of one reason to
//!    whoever adds most competencies, then to whoever knows fewest of those who sit already, then as the document has
//!    them. Where there are more sectors than seats, the last ones get none, and that is said.
//! 3. Each further seat goes to whoever adds most competencies, then by reason, then to whoever knows fewest, then as the
//!    document has them.

use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};

use super::{groups::peopled, roles::Contacts};
use crate::model::{Day, Id, Network, Role};

/// Of how many members a group may be asked for: fewer is a team, more is an assembly.
pub const SIZES: RangeInclusive<usize> = 8..=15;
pub const USUAL_SIZE: usize = 10;

/// What a group is looked for. Competencies that a topic takes need not be named again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subject {
    pub topic: Option<Id>,
    pub competencies: Vec<Id>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// In the order in which they were given seats.
    pub members: Vec<Seat>,
    /// The competencies asked for that no member offers.
    pub uncovered: Vec<Id>,
    /// Sectors from which nobody has anything to do with it, although somebody in the network comes from there.
    pub nobody_from: Vec<Id>,
    /// Sectors for which no seat was left.
    pub no_seat_for: Vec<Id>,
}

/// A member and why it is proposed.
#[derive(Clone, Debug, PartialEq)]
pub struct Seat {
    pub actor: Id,
    pub why: Why,
    /// What it offers and looks for of what is asked for.
    pub offers: Vec<Id>,
    pub looks_for: Vec<Id>,
    /// Nobody who sits already came from its sector.
    pub for_sector: bool,
    /// The members it knows, those who were given their seats later among them.
    pub knows: Vec<Id>,
}

/// The best reason to ask an actor, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    CanHelp,
    NeedsThis,
    Curious,
    Offers,
    LooksFor,
}

impl From<Role> for Why {
    fn from(role: Role) -> Self {
        match role {
            Role::CanHelp => Self::CanHelp,
            Role::NeedsThis => Self::NeedsThis,
            Role::Curious => Self::Curious,
        }
    }
}

/// Somebody who can be asked.
struct Candidate<'a> {
    why: Why,
    sector: Option<&'a Id>,
    offers: Vec<&'a Id>,
    looks_for: Vec<&'a Id>,
}

/// What is asked for: the subject's competencies and those its topic takes, as far as they are there, each once.
pub fn asked(network: &Network, subject: &Subject) -> Vec<Id> {
    let topic = subject.topic.as_ref().and_then(|id| network.topics.get(id));
    let mut asked: Vec<Id> = Vec::new();
    for id in topic.iter().flat_map(|topic| &topic.competencies).chain(&subject.competencies) {
        if network.competencies.contains(id) && !asked.contains(id) {
            asked.push(id.clone());
        }
    }
    asked
}

/// A group of at most `size` members.
pub fn propose(network: &Network, subject: &Subject, size: usize, today: &Day) -> Proposal {
    let asked = asked(network, subject);
    let contacts = Contacts::new(network, today);
    let mut open = candidates(network, subject, &asked, &contacts.actors);
    let peopled = peopled(network, today);
    let mut seats: Vec<(usize, Candidate, bool)> = Vec::new();
    let (mut covered, mut seated): (HashSet<&Id>, HashSet<&Id>) = Default::default();
    let mut known = vec![0; contacts.actors.len()];
    while seats.len() < size {
        let is_new = |candidate: &Candidate| candidate.sector.is_some_and(|id| !seated.contains(id));
        let for_sector = open.iter().flatten().any(is_new);
        let rank = |place: usize| {
            let candidate = open[place].as_ref().filter(|it| !for_sector || is_new(it))?;
            let adds = candidate.offers.iter().filter(|id| !covered.contains(**id)).count();
            let (why, adds) = (candidate.why as usize, asked.len() - adds);
            let [first, second] = if for_sector { [why, adds] } else { [adds, why] };
            Some((first, second, known[place], place))
        };
        let Some((.., place)) = (0..open.len()).filter_map(rank).min() else { break };
        let Some(candidate) = open[place].take() else { break };
        seated.extend(candidate.sector);
        covered.extend(&candidate.offers);
        for neighbour in contacts.known_by(place) {
            known[neighbour] += 1;
        }
        seats.push((place, candidate, for_sector));
    }
    let left: HashSet<&Id> = open.iter().flatten().filter_map(|candidate| candidate.sector).collect();
    let empty = peopled.into_iter().filter(|id| !seated.contains(id)).cloned();
    let (no_seat_for, nobody_from) = empty.partition(|id| left.contains(id));
    let uncovered = asked.iter().filter(|id| !covered.contains(id)).cloned().collect();
    let places: HashSet<usize> = seats.iter().map(|(place, ..)| *place).collect();
    let ids = |ids: Vec<&Id>| ids.into_iter().cloned().collect();
    let members = seats.into_iter().map(|(place, candidate, for_sector)| {
        let Candidate { why, offers, looks_for, .. } = candidate;
        let knows = contacts.known_by(place).filter(|other| places.contains(other));
        let knows = knows.map(|other| contacts.actors[other].clone()).collect();
        let actor = contacts.actors[place].clone();
        Seat { actor, why, offers: ids(offers), looks_for: ids(looks_for), for_sector, knows }
    });
    Proposal { members: members.collect(), uncovered, nobody_from, no_seat_for }
}

/// For each of these actors, whether it can be asked, and why.
fn candidates<'a>(
    network: &'a Network,
    subject: &Subject,
    asked: &[Id],
    actors: &[Id],
) -> Vec<Option<Candidate<'a>>> {
    let number: HashMap<&Id, usize> = asked.iter().zip(0..).collect();
    let place: HashMap<&Id, usize> = actors.iter().zip(0..).collect();
    let none = || vec![Vec::new(); actors.len()];
    let (mut offers, mut looks_for): (Vec<Vec<&Id>>, Vec<Vec<&Id>>) = (none(), none());
    let stand = |at: &mut [Vec<&'a Id>], actor: &Id, competency: &'a Id| {
        if let (Some(&place), true) = (place.get(actor), number.contains_key(competency))
            && !at[place].contains(&competency)
        {
            at[place].push(competency);
        }
    };
    for offer in network.offers.iter() {
        stand(&mut offers, &offer.actor, &offer.competency);
    }
    for need in network.needs.iter().filter(|need| need.closed_on.is_none()) {
        stand(&mut looks_for, &need.actor, &need.competency);
    }
    let mut roles: HashMap<&Id, Why> = HashMap::new();
    for person in subject.topic.iter().filter_map(|id| network.topics.get(id)).flat_map(|topic| &topic.people)
    {
        let why = roles.entry(&person.actor).or_insert(person.role.into());
        *why = (*why).min(person.role.into());
    }
    let candidate = |((actor, offers), looks_for): ((&Id, Vec<&'a Id>), Vec<&'a Id>)| {
        let by_offer = (!offers.is_empty()).then_some(Why::Offers);
        let by_need = (!looks_for.is_empty()).then_some(Why::LooksFor);
        let why = roles.get(actor).copied().or(by_offer).or(by_need)?;
        let sector = network.actors.get(actor)?.sector.as_ref();
        // A sector that is not there is none.
        let sector = sector.filter(|id| network.sectors.contains(id));
        Some(Candidate { why, sector, offers, looks_for })
    };
    actors.iter().zip(offers).zip(looks_for).map(candidate).collect()
}

#[cfg(test)]
mod tests;
