//! Who joins others, who knows most, how close sectors are, and which communities there are.
//!
//! The network of this is contacts alone: links, and that one came through the other, as for ways. What two share, a
//! competency or a seat in a group, brings nobody from one to the other yet: it would make bridges of people who never
//! met, and a popular competency would join everybody who offers it.

mod communities;

use std::{cmp::Reverse, collections::HashMap};

pub use communities::{Communities, Community, Trait, Typical};

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

/// Sectors beyond these, by size, are not compared.
const MOST_SECTORS: usize = 40;

impl Contacts {
    pub fn new(network: &Network, today: &Day) -> Self {
        let mut actors = Vec::new();
        // By place in the document, as contacts are looked up.
        let mut places = Vec::with_capacity(network.actors.len());
        for actor in network.actors.iter() {
            let is_here = actor.is_here(today);
            places.push(is_here.then_some(actors.len() as u32));
            actors.extend(is_here.then(|| actor.id.clone()));
        }
        let place_of = |id: &Id| places[network.actors.index_of(id)?];
        let links = network.links.iter().map(|link| (&link.from, &link.to));
        let invited = network.actors.iter().filter_map(|actor| Some((&actor.id, actor.invited_by.as_ref()?)));
        let mut neighbours: Vec<Vec<u32>> = vec![Vec::new(); actors.len()];
        for (one, other) in links.chain(invited).filter_map(|(one, other)| place_of(one).zip(place_of(other)))
        {
            if one != other {
                neighbours[one as usize].push(other);
                neighbours[other as usize].push(one);
            }
        }
        for known in &mut neighbours {
            order::sort_by_key(known, |other| *other);
            known.dedup();
        }
        let later = |(one, known): (u32, &Vec<u32>)| {
            let first = known.partition_point(|other| *other < one);
            known[first..].iter().map(|other| [one, *other]).collect::<Vec<_>>()
        };
        let pairs = (0..).zip(&neighbours).flat_map(later).collect();
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

    /// By number, as far as they have two actors or more; see [`Communities`] for a network that is large.
    pub fn communities(&self, network: &Network, output: &RoleOutput) -> Vec<Community> {
        Communities::new(self, network, output).finish()
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
