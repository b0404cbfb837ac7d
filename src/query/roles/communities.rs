//! Which communities there are by the engine's answer, and what they are called after, step by step.

use std::{cmp::Reverse, collections::HashMap};

use super::Contacts;
use crate::{
    model::{Id, Network, order},
    roles::RoleOutput,
};

#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    pub name: Trait,
    /// Who has most contacts inside first.
    pub members: Vec<Id>,
    /// What is more frequent here than elsewhere, the most typical first.
    pub typical: Vec<Typical>,
}

/// What a community may be called after; no two after the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Trait {
    Sector(Id),
    /// Its members have attached themselves to it.
    Topic(Id),
    /// Its members offer it or look for it.
    Competency(Id),
    /// Nothing is typical of it but who has most contacts there.
    Member(Id),
}

#[derive(Clone, Debug, PartialEq)]
pub struct Typical {
    pub what: Trait,
    /// How many members share it, and how many actors in all.
    pub members: usize,
    pub actors: usize,
}

/// How many things are said to be typical of a community.
const MOST_TYPICAL: usize = 3;
/// So many records or members are less than a millisecond's work.
const A_STEP: usize = 200;

/// Communities that are being named: who has what in common is asked of all offers and needs.
pub struct Communities<'a> {
    contacts: &'a Contacts,
    network: &'a Network,
    output: &'a RoleOutput,
    next: Step,
    place_of: HashMap<&'a Id, usize>,
    /// By place of the actor what it may have in common with others, each once: by number, which goes on from sectors to
    /// topics and competencies.
    traits: Vec<Vec<usize>>,
    /// How many actors have each.
    counts: Vec<usize>,
    /// By number of the community, the places of its members.
    members: Vec<Vec<usize>>,
    found: Vec<Community>,
}

/// What is to be done next, from a place on.
#[derive(Clone, Copy)]
enum Step {
    Actors(usize),
    Topics(usize),
    Offers(usize),
    Needs(usize),
    Members,
    Communities,
}

impl<'a> Communities<'a> {
    pub fn new(contacts: &'a Contacts, network: &'a Network, output: &'a RoleOutput) -> Self {
        let traits = network.sectors.len() + network.topics.len() + network.competencies.len();
        Self {
            contacts,
            network,
            output,
            next: Step::Actors(0),
            place_of: HashMap::with_capacity(contacts.actors.len()),
            traits: vec![Vec::new(); contacts.actors.len()],
            counts: vec![0; traits],
            members: Vec::new(),
            found: Vec::new(),
        }
    }

    /// Works on, at least one step, for as long as `may_go_on` allows. Whether nothing is left to be done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> bool {
        loop {
            if self.step() {
                return true;
            }
            if !may_go_on() {
                return false;
            }
        }
    }

    /// By number, as far as they have two actors or more; does what is left.
    pub fn finish(mut self) -> Vec<Community> {
        self.work(&mut || true);
        self.found
    }

    /// Whether nothing is left to be done.
    fn step(&mut self) -> bool {
        let network = self.network;
        let first_topic = network.sectors.len();
        let first_competency = first_topic + network.topics.len();
        let number_of = |competency: &Id| Some(first_competency + network.competencies.index_of(competency)?);
        self.next = match self.next {
            Step::Actors(from) => {
                for (place, id) in self.contacts.actors.iter().enumerate().skip(from).take(A_STEP) {
                    self.place_of.insert(id, place);
                    let sector = network.actors.get(id).and_then(|actor| actor.sector.as_ref());
                    self.note(id, sector.and_then(|sector| network.sectors.index_of(sector)));
                }
                next(from, self.contacts.actors.len()).map_or(Step::Topics(0), Step::Actors)
            }
            Step::Topics(from) => {
                for (number, topic) in
                    (first_topic + from..).zip(network.topics.iter().skip(from).take(A_STEP))
                {
                    topic.people.iter().for_each(|person| self.note(&person.actor, Some(number)));
                }
                next(from, network.topics.len()).map_or(Step::Offers(0), Step::Topics)
            }
            Step::Offers(from) => {
                for offer in network.offers.iter().skip(from).take(A_STEP) {
                    self.note(&offer.actor, number_of(&offer.competency));
                }
                next(from, network.offers.len()).map_or(Step::Needs(0), Step::Offers)
            }
            Step::Needs(from) => {
                let needs = network.needs.iter().skip(from).take(A_STEP);
                for need in needs.filter(|need| need.closed_on.is_none()) {
                    self.note(&need.actor, number_of(&need.competency));
                }
                next(from, network.needs.len()).map_or(Step::Members, Step::Needs)
            }
            Step::Members => {
                self.members();
                Step::Communities
            }
            Step::Communities => {
                let mut named = 0;
                while named < A_STEP && self.found.len() < self.members.len() {
                    named += self.members[self.found.len()].len();
                    let community = self.community(self.members[self.found.len()].clone());
                    self.found.push(community);
                }
                return self.found.len() == self.members.len();
            }
        };
        false
    }

    fn note(&mut self, actor: &Id, what: Option<usize>) {
        let Some((place, what)) = self.place_of.get(actor).zip(what) else { return };
        let traits = &mut self.traits[*place];
        if !traits.contains(&what) {
            traits.push(what);
            self.counts[what] += 1;
        }
    }

    fn members(&mut self) {
        for (place, community) in self.output.communities.iter().enumerate().take(self.contacts.actors.len())
        {
            let community = *community as usize;
            if self.members.len() <= community {
                self.members.resize(community + 1, Vec::new());
            }
            self.members[community].push(place);
        }
        // The largest come first: from there on everybody is alone.
        let count = self.members.iter().position(|members| members.len() < 2);
        self.members.truncate(count.unwrap_or(self.members.len()));
    }

    fn community(&self, mut places: Vec<usize>) -> Community {
        let of = |place: usize| self.output.communities.get(place);
        let inside =
            |place: usize| self.contacts.known_by(place).filter(|other| of(*other) == of(place)).count();
        order::sort_by_cached_key(&mut places, |place| Reverse(inside(*place)));
        let mut typical = self.typical_of(&places);
        let is_free = |typical: &&Typical| self.found.iter().all(|other| other.name != typical.what);
        let name = match typical.iter().find(is_free) {
            Some(free) => free.what.clone(),
            None => Trait::Member(self.contacts.actors[places[0]].clone()),
        };
        typical.truncate(MOST_TYPICAL);
        let members = places.iter().map(|place| self.contacts.actors[*place].clone()).collect();
        Community { name, members, typical }
    }

    /// What at least two and a third of these have, and more of them than of all.
    fn typical_of(&self, places: &[usize]) -> Vec<Typical> {
        let mut inside: HashMap<usize, usize> = HashMap::new();
        for number in places.iter().flat_map(|place| &self.traits[*place]) {
            *inside.entry(*number).or_default() += 1;
        }
        let mut found: Vec<(usize, usize, f64)> = Vec::new();
        for (number, members) in inside {
            let expected = places.len() as f64 * self.counts[number] as f64 / self.traits.len() as f64;
            let beyond = members as f64 - expected;
            if members >= 2 && 3 * members >= places.len() && beyond > 0.0 {
                found.push((number, members, beyond / expected.sqrt()));
            }
        }
        order::sort_by(&mut found, |(one, _, of_one), (other, _, of_other)| {
            of_other.total_cmp(of_one).then_with(|| one.cmp(other))
        });
        let typical = |(number, members, _)| {
            Some(Typical { what: self.what(number)?, members, actors: self.counts[number] })
        };
        found.into_iter().filter_map(typical).collect()
    }

    /// What bears a number.
    fn what(&self, number: usize) -> Option<Trait> {
        let Network { sectors, topics, competencies, .. } = self.network;
        let Some(topic) = number.checked_sub(sectors.len()) else {
            return sectors.iter().nth(number).map(|sector| Trait::Sector(sector.id.clone()));
        };
        let Some(competency) = topic.checked_sub(topics.len()) else {
            return topics.iter().nth(topic).map(|topic| Trait::Topic(topic.id.clone()));
        };
        competencies.iter().nth(competency).map(|term| Trait::Competency(term.id.clone()))
    }
}

/// Where to go on, unless that was the last.
fn next(from: usize, count: usize) -> Option<usize> {
    Some(from + A_STEP).filter(|next| *next < count)
}
