//! Who joins others, who knows most, how close sectors are, and which communities there are.
//!
//! The network of this is contacts alone: links, and that one came through the other, as for ways. What two share, a
//! competency or a seat in a group, brings nobody from one to the other yet: it would make bridges of people who never
//! met, and a popular competency would join everybody who offers it.

use std::{cmp::Reverse, collections::HashMap};

use crate::{
    model::{Day, Id, Network, order},
    roles::{RoleInput, RoleOutput},
};

/// What a picture can tell of actors by the size or the colour of their symbols.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Bridges,
    Hubs,
    Communities,
    /// In how many groups somebody sits.
    Seats,
    /// Whose entry nobody has confirmed for long.
    Confirmations,
}

impl Role {
    /// Whether the engine of the roles works it out, which takes its time.
    pub fn needs_engine(self) -> bool {
        matches!(self, Self::Bridges | Self::Communities)
    }
}

/// The actors who have not left, and who has contact with whom.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contacts {
    /// In document order; all else refers to them by place.
    pub actors: Vec<Id>,
    /// Each pair once, the smaller place first, in order.
    pub pairs: Vec<[u32; 2]>,
    neighbours: Vec<Vec<u32>>,
    /// The part of each actor; between actors of two parts there is no way.
    parts: Vec<u32>,
    /// How many actors each part has, the largest first.
    sizes: Vec<usize>,
}

/// All actors at a glance.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Whole {
    pub actors: usize,
    pub contacts: usize,
    /// How many actors each part has that has more than one, the largest first.
    pub parts: Vec<usize>,
    /// Without any contact, in document order.
    pub alone: Vec<Id>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Hub {
    pub actor: Id,
    pub contacts: usize,
    /// To how many sectors they lead.
    pub sectors: usize,
}

/// Two sectors, or one and itself.
#[derive(Clone, Debug, PartialEq)]
pub struct SectorPair {
    pub sectors: [Id; 2],
    pub contacts: usize,
    /// How many there would be if all pairs of actors were equally likely to know each other.
    pub expected: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    pub actor: Id,
    /// On which share of the shortest ways between two others it lies, from 0 to 1.
    pub share: f64,
    /// The communities of its contacts by number, and how many are there, most first.
    pub joins: Vec<(usize, usize)>,
}

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

/// Sectors beyond these, by size, are not compared.
const MOST_SECTORS: usize = 40;
/// How many things are said to be typical of a community.
const MOST_TYPICAL: usize = 3;

impl Contacts {
    pub fn new(network: &Network, today: &Day) -> Self {
        let here = network.actors.iter().filter(|actor| actor.is_here(today));
        let actors: Vec<Id> = here.map(|actor| actor.id.clone()).collect();
        let place_of: HashMap<&Id, u32> = actors.iter().zip(0..).collect();
        let links = network.links.iter().map(|link| (&link.from, &link.to));
        let invited = network.actors.iter().filter_map(|actor| Some((&actor.id, actor.invited_by.as_ref()?)));
        let mut pairs: Vec<[u32; 2]> = (links.chain(invited))
            .filter_map(|(one, other)| Some((*place_of.get(one)?, *place_of.get(other)?)))
            .filter(|(one, other)| one != other)
            .map(|(one, other)| [one.min(other), one.max(other)])
            .collect();
        order::sort_by_key(&mut pairs, |pair| *pair);
        pairs.dedup();
        let mut neighbours = vec![Vec::new(); actors.len()];
        for &[one, other] in &pairs {
            neighbours[one as usize].push(other);
            neighbours[other as usize].push(one);
        }
        let (parts, sizes) = parts(&neighbours);
        Self { actors, pairs, neighbours, parts, sizes }
    }

    /// Whom an actor has contact with, both by place.
    pub fn known_by(&self, place: usize) -> impl Iterator<Item = usize> {
        self.neighbours[place].iter().map(|&other| other as usize)
    }

    /// For the engine.
    pub fn input(&self) -> RoleInput {
        RoleInput { nodes: self.actors.len() as u32, links: self.pairs.clone(), seed: 0 }
    }

    pub fn whole(&self) -> Whole {
        let alone = self.actors.iter().zip(&self.neighbours).filter(|(_, neighbours)| neighbours.is_empty());
        Whole {
            actors: self.actors.len(),
            contacts: self.pairs.len(),
            parts: self.sizes.iter().copied().filter(|size| *size > 1).collect(),
            alone: alone.map(|(actor, _)| actor.clone()).collect(),
        }
    }

    /// Who has contacts, the one with most first.
    pub fn hubs(&self, network: &Network) -> impl Iterator<Item = Hub> {
        let mut places: Vec<usize> = (0..self.actors.len()).collect();
        places.retain(|place| !self.neighbours[*place].is_empty());
        order::sort_by_key(&mut places, |place| Reverse(self.neighbours[*place].len()));
        places.into_iter().map(|place| {
            let neighbours = &self.neighbours[place];
            let sectors = neighbours.iter().filter_map(|other| self.sector(network, *other as usize));
            let mut sectors: Vec<usize> = sectors.collect();
            order::sort_by_key(&mut sectors, |sector| *sector);
            sectors.dedup();
            let (actor, contacts) = (self.actors[place].clone(), neighbours.len());
            Hub { actor, contacts, sectors: sectors.len() }
        })
    }

    fn sector(&self, network: &Network, place: usize) -> Option<usize> {
        network.sectors.index_of(network.actors.get(&self.actors[place])?.sector.as_ref()?)
    }

    /// Each two sectors that have actors, the closest first: those with most contacts beyond what is expected.
    pub fn sectors(&self, network: &Network) -> Vec<SectorPair> {
        let of: Vec<Option<usize>> =
            (0..self.actors.len()).map(|place| self.sector(network, place)).collect();
        let mut sizes = vec![0_usize; network.sectors.len()];
        for sector in of.iter().flatten() {
            sizes[*sector] += 1;
        }
        let mut largest: Vec<usize> = (0..sizes.len()).filter(|sector| sizes[*sector] > 0).collect();
        order::sort_by_key(&mut largest, |sector| Reverse(sizes[*sector]));
        largest.truncate(MOST_SECTORS);
        order::sort_by_key(&mut largest, |sector| *sector);
        let mut counts: HashMap<[usize; 2], usize> = HashMap::new();
        for pair in &self.pairs {
            if let [Some(one), Some(other)] = pair.map(|place| of[place as usize]) {
                *counts.entry([one.min(other), one.max(other)]).or_default() += 1;
            }
        }
        let each = self.pairs.len() as f64 / pairs_of(self.actors.len()).max(1.0);
        let ids: Vec<&Id> = network.sectors.iter().map(|sector| &sector.id).collect();
        let mut found = Vec::new();
        for (number, &one) in largest.iter().enumerate() {
            for &other in &largest[number..] {
                let possible =
                    if one == other { pairs_of(sizes[one]) } else { (sizes[one] * sizes[other]) as f64 };
                if possible > 0.0 {
                    let contacts = counts.get(&[one, other]).copied().unwrap_or_default();
                    let sectors = [ids[one].clone(), ids[other].clone()];
                    found.push(SectorPair { sectors, contacts, expected: each * possible });
                }
            }
        }
        order::sort_by(&mut found, |one, other| other.closeness().total_cmp(&one.closeness()));
        found
    }

    /// Who lies between others by the engine's answer, the one between most pairs first.
    pub fn bridges(&self, output: &RoleOutput) -> impl Iterator<Item = Bridge> {
        let value = |place: usize| output.betweenness.get(place).copied().unwrap_or_default();
        let mut places: Vec<usize> = (0..self.actors.len()).filter(|place| value(*place) > 0.0).collect();
        order::sort_by(&mut places, |one, other| value(*other).total_cmp(&value(*one)));
        let with_way: f64 = self.sizes.iter().map(|size| pairs_of(*size)).sum();
        places.into_iter().map(move |place| {
            let others_with_way = with_way - (self.sizes[self.parts[place] as usize] - 1) as f64;
            let mut counts: HashMap<u32, usize> = HashMap::new();
            let of = |other: &u32| output.communities.get(*other as usize);
            for community in self.neighbours[place].iter().filter_map(of) {
                *counts.entry(*community).or_default() += 1;
            }
            let mut joins: Vec<(usize, usize)> =
                counts.into_iter().map(|(community, count)| (community as usize, count)).collect();
            order::sort_by_key(&mut joins, |(community, count)| (Reverse(*count), *community));
            let share = (value(place) / others_with_way.max(1.0)).min(1.0);
            Bridge { actor: self.actors[place].clone(), share, joins }
        })
    }

    /// By number, as far as they have two actors or more.
    pub fn communities(&self, network: &Network, output: &RoleOutput) -> Vec<Community> {
        let mut members: Vec<Vec<usize>> = Vec::new();
        for (place, community) in output.communities.iter().enumerate().take(self.actors.len()) {
            let community = *community as usize;
            if members.len() <= community {
                members.resize(community + 1, Vec::new());
            }
            members[community].push(place);
        }
        // The largest come first: from there on everybody is alone.
        let count = members.iter().position(|members| members.len() < 2).unwrap_or(members.len());
        members.truncate(count);
        let traits = Traits::new(self, network);
        let mut taken: Vec<Trait> = Vec::new();
        let community = |mut places: Vec<usize>| {
            let of = |place: u32| output.communities.get(place as usize);
            let inside = |place: usize| {
                let neighbours = self.neighbours[place].iter();
                neighbours.filter(|other| of(**other) == of(place as u32)).count()
            };
            order::sort_by_cached_key(&mut places, |place| Reverse(inside(*place)));
            let mut typical = traits.typical_of(&places);
            let free = typical.iter().position(|it| !taken.contains(&it.what));
            let name = match free {
                Some(free) => typical[free].what.clone(),
                None => Trait::Member(self.actors[places[0]].clone()),
            };
            taken.push(name.clone());
            typical.truncate(MOST_TYPICAL);
            let members = places.iter().map(|place| self.actors[*place].clone()).collect();
            Community { name, members, typical }
        };
        members.into_iter().map(community).collect()
    }
}

impl SectorPair {
    /// Contacts beyond what is expected, in units of how far chance alone would lead from there.
    fn closeness(&self) -> f64 {
        (self.contacts as f64 - self.expected) / self.expected.max(f64::MIN_POSITIVE).sqrt()
    }

    pub fn is_within(&self) -> bool {
        self.sectors[0] == self.sectors[1]
    }

    pub fn is_closer(&self) -> bool {
        self.contacts as f64 > self.expected
    }
}

/// What actors may have in common.
struct Traits {
    /// In document order: sectors, topics, competencies.
    all: Vec<Trait>,
    /// How many actors have each.
    counts: Vec<usize>,
    /// By place of the actor, each trait once.
    of: Vec<Vec<usize>>,
}

impl Traits {
    fn new(contacts: &Contacts, network: &Network) -> Self {
        let sectors = network.sectors.iter().map(|sector| Trait::Sector(sector.id.clone()));
        let topics = network.topics.iter().map(|topic| Trait::Topic(topic.id.clone()));
        let competencies = network.competencies.iter().map(|term| Trait::Competency(term.id.clone()));
        let all: Vec<Trait> = sectors.chain(topics).chain(competencies).collect();
        let (first_topic, first_competency) =
            (network.sectors.len(), network.sectors.len() + network.topics.len());

        let place_of: HashMap<&Id, usize> = contacts.actors.iter().zip(0..).collect();
        let mut of = vec![Vec::new(); contacts.actors.len()];
        let mut note = |actor: &Id, what: Option<usize>| {
            let Some((place, what)) = place_of.get(actor).zip(what) else { return };
            if !of[*place].contains(&what) {
                of[*place].push(what);
            }
        };
        for actor in network.actors.iter() {
            note(&actor.id, actor.sector.as_ref().and_then(|sector| network.sectors.index_of(sector)));
        }
        for (number, topic) in (first_topic..).zip(network.topics.iter()) {
            topic.people.iter().for_each(|person| note(&person.actor, Some(number)));
        }
        let offers = network.offers.iter().map(|offer| (&offer.actor, &offer.competency));
        let needs = network.needs.iter().filter(|need| need.closed_on.is_none());
        for (actor, competency) in offers.chain(needs.map(|need| (&need.actor, &need.competency))) {
            let place = network.competencies.index_of(competency);
            note(actor, place.map(|place| first_competency + place));
        }
        let mut counts = vec![0; all.len()];
        for number in of.iter().flatten() {
            counts[*number] += 1;
        }
        Self { all, counts, of }
    }

    /// What at least two and a third of these have, and more of them than of all.
    fn typical_of(&self, places: &[usize]) -> Vec<Typical> {
        let mut inside: HashMap<usize, usize> = HashMap::new();
        for number in places.iter().flat_map(|place| &self.of[*place]) {
            *inside.entry(*number).or_default() += 1;
        }
        let mut found: Vec<(usize, usize, f64)> = Vec::new();
        for (number, members) in inside {
            let expected = places.len() as f64 * self.counts[number] as f64 / self.of.len() as f64;
            let beyond = members as f64 - expected;
            if members >= 2 && 3 * members >= places.len() && beyond > 0.0 {
                found.push((number, members, beyond / expected.sqrt()));
            }
        }
        order::sort_by(&mut found, |(one, _, of_one), (other, _, of_other)| {
            of_other.total_cmp(of_one).then_with(|| one.cmp(other))
        });
        let typical = |(number, members, _): (usize, usize, f64)| Typical {
            what: self.all[number].clone(),
            members,
            actors: self.counts[number],
        };
        found.into_iter().map(typical).collect()
    }
}

/// The part of each actor, and how many actors each part has, the largest part first.
fn parts(neighbours: &[Vec<u32>]) -> (Vec<u32>, Vec<usize>) {
    let mut members: Vec<Vec<usize>> = Vec::new();
    let mut is_known = vec![false; neighbours.len()];
    for start in 0..neighbours.len() {
        if std::mem::replace(&mut is_known[start], true) {
            continue;
        }
        let mut part = vec![start];
        let mut next = 0;
        while let Some(place) = part.get(next) {
            for &other in &neighbours[*place] {
                if !std::mem::replace(&mut is_known[other as usize], true) {
                    part.push(other as usize);
                }
            }
            next += 1;
        }
        members.push(part);
    }
    order::sort_by_key(&mut members, |part| Reverse(part.len()));
    let mut parts = vec![0; neighbours.len()];
    for (number, part) in (0..).zip(&members) {
        for place in part {
            parts[*place] = number;
        }
    }
    (parts, members.iter().map(Vec::len).collect())
}

/// The area of a symbol for each value, in thousandths of that for the largest.
pub fn areas(values: impl Iterator<Item = f64> + Clone) -> impl Iterator<Item = u16> {
    let most = values.clone().fold(0.0, f64::max);
    values.map(move |value| if most > 0.0 { (1_000.0 * value / most).round() as u16 } else { 0 })
}

fn pairs_of(count: usize) -> f64 {
    (count * count.saturating_sub(1) / 2) as f64
}

#[cfg(test)]
mod tests;
