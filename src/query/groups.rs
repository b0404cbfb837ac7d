//! Who sits where: the members of groups, which of them overlap, and how many meetings that makes.
//!
//! Only who is in the network counts. Who has left sits nowhere, and a member that is named twice sits once.

use std::{cmp::Reverse, collections::HashSet};

use crate::model::{Actor, Day, Group, Id, Network, order};

/// All groups of a network.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Groups {
    /// In document order.
    pub groups: Vec<Sitting>,
    /// Each pair that shares somebody: most shared members first, then the greater share of the smaller group, then in
    /// document order.
    pub overlaps: Vec<Overlap>,
    /// Who sits somewhere: most seats first, then most meetings, then in document order.
    pub seats: Vec<Seats>,
}

/// A group and who is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sitting {
    pub group: Id,
    /// As the group names them.
    pub members: Vec<Id>,
    /// From which of the network's sectors nobody is a member, in document order. A sector that nobody in the network
    /// comes from is missing in the network, not in a group.
    pub missing: Vec<Id>,
}

/// Two groups that share members.
#[derive(Clone, Debug, PartialEq)]
pub struct Overlap {
    /// The one that stands first in the document is the first.
    pub groups: [Id; 2],
    /// As the first one names them.
    pub shared: Vec<Id>,
    /// How many members the smaller one has.
    pub smaller: usize,
}

/// Where an actor sits, and how often that makes it meet.
#[derive(Clone, Debug, PartialEq)]
pub struct Seats {
    pub actor: Id,
    /// In document order.
    pub groups: Vec<Id>,
    pub meetings: Meetings,
}

/// How often groups meet, as far as they say so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Meetings {
    pub a_year: u32,
    /// How many groups do not say how often they meet.
    pub unknown: usize,
}

impl Seats {
    fn of(actor: &Id, groups: &[&Group]) -> Self {
        let meetings = groups.iter().fold(Meetings::default(), |sum, group| match group.meetings_per_year {
            Some(number) => Meetings { a_year: sum.a_year.saturating_add(number), ..sum },
            None => Meetings { unknown: sum.unknown + 1, ..sum },
        });
        let groups = groups.iter().map(|group| group.id.clone()).collect();
        Self { actor: actor.clone(), groups, meetings }
    }
}

impl Meetings {
    pub fn a_month(self) -> f64 {
        f64::from(self.a_year) / 12.0
    }
}

impl Overlap {
    /// Which share of the smaller group sits in the other one too, from 0 to 1.
    pub fn share(&self) -> f64 {
        self.shared.len() as f64 / self.smaller as f64
    }
}

impl Groups {
    pub fn new(network: &Network, today: &Day) -> Self {
        let peopled = peopled(network, today);
        let groups: Vec<Sitting> =
            network.groups.iter().map(|group| sitting(network, group, today, &peopled)).collect();
        let sets: Vec<HashSet<&Id>> = groups.iter().map(|group| group.members.iter().collect()).collect();
        let mut overlaps = Vec::new();
        for (place, one) in groups.iter().enumerate() {
            for (other, set) in groups.iter().zip(&sets).skip(place + 1) {
                let shared: Vec<Id> = one.members.iter().filter(|id| set.contains(id)).cloned().collect();
                if !shared.is_empty() {
                    let smaller = one.members.len().min(other.members.len());
                    overlaps.push(Overlap {
                        groups: [one.group.clone(), other.group.clone()],
                        shared,
                        smaller,
                    });
                }
            }
        }
        order::sort_by(&mut overlaps, |one, other| {
            let shared = other.shared.len().cmp(&one.shared.len());
            shared.then_with(|| one.smaller.cmp(&other.smaller))
        });
        let here = network.actors.iter().filter(|actor| actor.is_here(today));
        let sits_in = |actor: &Id| -> Vec<&Group> {
            let of = network.groups.iter().zip(&sets).filter(|(_, set)| set.contains(actor));
            of.map(|(group, _)| &**group).collect()
        };
        let seats = here.map(|actor| Seats::of(&actor.id, &sits_in(&actor.id)));
        let mut seats: Vec<Seats> = seats.filter(|seats| !seats.groups.is_empty()).collect();
        order::sort_by_key(&mut seats, |it| Reverse((it.groups.len(), it.meetings.a_year)));
        Self { groups, overlaps, seats }
    }
}

impl Sitting {
    /// A group of the network by itself; `None` when it is not there.
    pub fn of(network: &Network, group: &Id, today: &Day) -> Option<Self> {
        network.groups.get(group).map(|group| sitting(network, group, today, &peopled(network, today)))
    }
}

/// Where an actor sits, whether it is still in the network or not.
pub fn seats(network: &Network, actor: &Id) -> Seats {
    let groups = network.groups.iter().map(|group| &**group);
    Seats::of(actor, &groups.filter(|group| group.members.contains(actor)).collect::<Vec<_>>())
}

/// The sectors that somebody who is here comes from, in document order.
pub(super) fn peopled<'a>(network: &'a Network, today: &Day) -> Vec<&'a Id> {
    let here = network.actors.iter().filter(|actor| actor.is_here(today));
    let of: HashSet<&Id> = here.filter_map(|actor| actor.sector.as_ref()).collect();
    network.sectors.iter().map(|sector| &sector.id).filter(|id| of.contains(id)).collect()
}

fn sitting(network: &Network, group: &Group, today: &Day, peopled: &[&Id]) -> Sitting {
    let mut known = HashSet::new();
    let here =
        group.members.iter().filter_map(|id| network.actors.get(id)).filter(|actor| actor.is_here(today));
    let members: Vec<&Actor> = here.map(|actor| &**actor).filter(|actor| known.insert(&actor.id)).collect();
    let sectors: HashSet<&Id> = members.iter().filter_map(|actor| actor.sector.as_ref()).collect();
    Sitting {
        group: group.id.clone(),
        members: members.iter().map(|actor| actor.id.clone()).collect(),
        missing: peopled.iter().filter(|id| !sectors.contains(**id)).map(|id| (*id).clone()).collect(),
    }
}

#[cfg(test)]
mod tests;
