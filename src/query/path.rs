//! Who introduces me: the shortest way from one actor to another, by whom it begins, and what would make one.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, HashMap},
};

use crate::model::{Day, Id, LinkKind, Network, order};

/// What may join two actors of a way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Over {
    /// Links, and that one came through the other.
    #[default]
    Links,
    /// Where links make no way, also what two share: competencies, groups and meetings.
    LinksElseShared,
}

/// What joins two neighbours on a way; of several things the strongest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Both offer it or look for it.
    Competency(Id),
    Meeting(Id),
    Group(Id),
    Link(LinkKind),
    /// One came through the other.
    Invited,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// From the first to the last.
    pub actors: Vec<Id>,
    /// Between each two of them.
    pub steps: Vec<Step>,
}

/// The answer to who introduces one actor to another.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ways {
    /// The shortest, of these the strongest, of these the first by the places of its actors.
    pub best: Option<Way>,
    /// A way through each other actor who could be asked, the best first.
    pub alternatives: Vec<Way>,
    /// Where there is no way: what would make one.
    pub bridge: Option<Bridge>,
}

/// Two actors who are not joined; if they were, there would be a way.
#[derive(Clone, Debug, PartialEq)]
pub struct Bridge {
    /// As far as one can get from where the way begins.
    pub from: Id,
    /// From here there is a way to the end.
    pub to: Id,
    /// What they have in common; nothing when nobody of the two parts has.
    pub shared: Vec<Step>,
}

impl Step {
    /// A way with the larger sum is stronger.
    fn strength(&self) -> u32 {
        match self {
            Self::Competency(_) => 1,
            Self::Meeting(_) => 2,
            Self::Group(_) => 3,
            Self::Link(LinkKind::Knows) => 4,
            Self::Invited | Self::Link(LinkKind::Introduced) => 5,
            Self::Link(LinkKind::WorksWith) => 6,
        }
    }
}

impl Way {
    /// Whom to ask: the neighbour with whom the way begins, unless that is already the end.
    pub fn introducer(&self) -> Option<&Id> {
        self.actors.get(1).filter(|_| self.actors.len() > 2)
    }

    fn strength(&self) -> u32 {
        self.steps.iter().map(Step::strength).sum()
    }
}

/// How many actors who could be asked are named beside the best.
const MOST_ALTERNATIVES: usize = 5;

/// How one actor gets to another. Actors who left the network introduce nobody.
pub fn ways(network: &Network, from: &Id, to: &Id, over: Over, today: &Day) -> Ways {
    let (Some(start), Some(end)) = (network.actors.index_of(from), network.actors.index_of(to)) else {
        return Ways::default();
    };
    if start == end {
        let best = Some(Way { actors: vec![from.clone()], steps: Vec::new() });
        return Ways { best, ..Ways::default() };
    }
    let joined = Joined::new(network, [start, end], today);
    let mut found = joined.ways(start, end, false);
    if found.is_empty() && over == Over::LinksElseShared {
        found = joined.ways(start, end, true);
    }
    let mut found = found.into_iter();
    let best = found.next();
    let bridge = if best.is_none() { joined.bridge(start, end) } else { None };
    Ways { best, alternatives: found.take(MOST_ALTERNATIVES).collect(), bridge }
}

/// Who is joined to whom, by place.
struct Joined<'a> {
    actors: Vec<&'a Id>,
    /// The neighbours over links, each once.
    links: Vec<BTreeMap<usize, Step>>,
    /// What several can share, who does, and what each has of it.
    things: Vec<Step>,
    sharing: Vec<Vec<usize>>,
    of_actor: Vec<Vec<usize>>,
}

/// The way on from an actor, as short and strong as there is one.
#[derive(Clone, Debug)]
struct Onward {
    steps: u32,
    strength: u32,
    /// The next actor, and what joins them; nobody at the end.
    next: Option<(usize, Step)>,
}

impl<'a> Joined<'a> {
    fn new(network: &'a Network, ends: [usize; 2], today: &Day) -> Self {
        let count = network.actors.len();
        let is_here: Vec<bool> = (network.actors.iter().enumerate())
            .map(|(place, actor)| actor.is_here(today) || ends.contains(&place))
            .collect();
        let place = |id: &Id| network.actors.index_of(id).filter(|place| is_here[*place]);
        let mut links = vec![BTreeMap::new(); count];
        let mut join = |one: Option<usize>, other: Option<usize>, step: Step| {
            let (Some(one), Some(other)) = (one, other) else { return };
            for (from, to) in [(one, other), (other, one)] {
                let known: &mut Step = links[from].entry(to).or_insert_with(|| step.clone());
                if step.strength() > known.strength() {
                    *known = step.clone();
                }
            }
        };
        for link in network.links.iter() {
            join(place(&link.from), place(&link.to), Step::Link(link.kind));
        }
        for actor in network.actors.iter() {
            join(place(&actor.id), actor.invited_by.as_ref().and_then(place), Step::Invited);
        }
        let mut own = Self {
            actors: network.actors.iter().map(|actor| &actor.id).collect(),
            links,
            things: Vec::new(),
            sharing: Vec::new(),
            of_actor: vec![Vec::new(); count],
        };
        let mut by_competency: HashMap<&Id, Vec<&Id>> = HashMap::new();
        for offer in network.offers.iter() {
            by_competency.entry(&offer.competency).or_default().push(&offer.actor);
        }
        for need in network.needs.iter().filter(|need| need.closed_on.is_none()) {
            by_competency.entry(&need.competency).or_default().push(&need.actor);
        }
        let mut share = |thing: Step, actors: Vec<&Id>| {
            let mut places: Vec<usize> = actors.into_iter().filter_map(place).collect();
            places.sort_unstable();
            places.dedup();
            for place in &places {
                own.of_actor[*place].push(own.things.len());
            }
            own.things.push(thing);
            own.sharing.push(places);
        };
        for group in network.groups.iter() {
            share(Step::Group(group.id.clone()), group.members.iter().collect());
        }
        for meeting in network.meetings.iter() {
            let people =
                meeting.host.iter().chain(&meeting.coming).chain(&meeting.present).chain(&meeting.guests);
            share(Step::Meeting(meeting.id.clone()), people.collect());
        }
        for competency in network.competencies.iter() {
            let actors = by_competency.remove(&competency.id).unwrap_or_default();
            share(Step::Competency(competency.id.clone()), actors);
        }
        own
    }

    /// A way through each neighbour of the start, the best first.
    fn ways(&self, start: usize, end: usize, over_shared: bool) -> Vec<Way> {
        let onward = self.onward(end, Some(start), over_shared);
        let mut first = self.links[start].clone();
        for &thing in self.of_actor[start].iter().filter(|_| over_shared) {
            for &other in &self.sharing[thing] {
                first.entry(other).or_insert_with(|| self.things[thing].clone());
            }
        }
        let mut ways: Vec<Way> = Vec::new();
        for (next, step) in first.into_iter().filter(|(next, _)| *next != start) {
            let mut way = Way { actors: vec![self.actors[start].clone()], steps: Vec::new() };
            let mut joined = Some((next, step));
            while let Some((place, step)) = joined {
                let Some(rest) = &onward[place] else { break };
                way.actors.push(self.actors[place].clone());
                way.steps.push(step);
                joined = rest.next.clone();
            }
            if way.actors.len() > 1 {
                ways.push(way);
            }
        }
        order::sort_by_key(&mut ways, |way| (way.steps.len(), Reverse(way.strength())));
        ways
    }

    /// From every actor the best way to this one that does not lead over another one, level by level.
    fn onward(&self, end: usize, avoided: Option<usize>, over_shared: bool) -> Vec<Option<Onward>> {
        let mut onward: Vec<Option<Onward>> = vec![None; self.links.len()];
        let mut is_done = vec![false; self.things.len()];
        let mut level = BTreeMap::from([(end, Onward { steps: 0, strength: 0, next: None })]);
        while !level.is_empty() {
            for (place, way) in &level {
                onward[*place] = Some(way.clone());
            }
            let mut further: BTreeMap<usize, Onward> = BTreeMap::new();
            let mut reach = |place: usize, over: usize, step: &Step| {
                if onward[place].is_some() || Some(place) == avoided {
                    return;
                }
                let way = &level[&over];
                let strength = way.strength + step.strength();
                let known = further.get(&place);
                let is_better = known.is_none_or(|known| {
                    let known_next = known.next.as_ref().map(|(next, _)| *next);
                    strength > known.strength || strength == known.strength && Some(over) < known_next
                });
                if is_better {
                    let next = Some((over, step.clone()));
                    further.insert(place, Onward { steps: way.steps + 1, strength, next });
                }
            };
            // Whoever shares a thing gets there over the strongest of those who are there.
            let mut strongest: BTreeMap<usize, usize> = BTreeMap::new();
            for (&place, way) in &level {
                for (&other, step) in &self.links[place] {
                    reach(other, place, step);
                }
                for &thing in self.of_actor[place].iter().filter(|thing| over_shared && !is_done[**thing]) {
                    let known = strongest.entry(thing).or_insert(place);
                    if way.strength > level[known].strength {
                        *known = place;
                    }
                }
            }
            for (thing, over) in strongest {
                is_done[thing] = true;
                for &other in &self.sharing[thing] {
                    reach(other, over, &self.things[thing]);
                }
            }
            level = further;
        }
        onward
    }

    /// The two of both parts who share most of those that are nearest to the ends; where nobody shares anything, those
    /// with most links.
    fn bridge(&self, start: usize, end: usize) -> Option<Bridge> {
        let [here, there] = [start, end].map(|place| self.onward(place, None, false));
        let nearest = |thing: usize, part: &[Option<Onward>]| {
            let in_part = self.sharing[thing].iter().filter_map(|&it| Some((part[it].as_ref()?.steps, it)));
            in_part.min()
        };
        let pairs = (0..self.things.len()).filter_map(|thing| {
            let ((from_steps, from), (to_steps, to)) = (nearest(thing, &here)?, nearest(thing, &there)?);
            let shared = self.shared(from, to);
            Some((from_steps + to_steps, Reverse(shared.len()), from, to))
        });
        let hub = |part: &[Option<Onward>]| {
            let places = (0..part.len()).filter(|place| part[*place].is_some());
            places.max_by_key(|place| (self.links[*place].len(), Reverse(*place)))
        };
        let (from, to) = match pairs.min() {
            Some((_, _, from, to)) => (from, to),
            None => (hub(&here)?, hub(&there)?),
        };
        Some(Bridge {
            from: self.actors[from].clone(),
            to: self.actors[to].clone(),
            shared: self.shared(from, to),
        })
    }

    fn shared(&self, one: usize, other: usize) -> Vec<Step> {
        let of_other = &self.of_actor[other];
        let both = self.of_actor[one].iter().filter(|thing| of_other.contains(thing));
        both.map(|thing| self.things[*thing].clone()).collect()
    }
}

#[cfg(test)]
mod tests;
