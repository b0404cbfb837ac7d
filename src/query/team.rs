//! Who can do it together: a question to the engine of teams, and its answer in actors and competencies.

use std::collections::{HashMap, HashSet};

use crate::{
    model::{Actor, ActorStatus, Confirmer, Day, Id, Network, Offer, Role},
    teams::{ActorInput, Choice, TeamInput, TeamOutput},
};

use super::relations;

/// What a team has to be beside small. The default leaves everything open. Who has left the network is in no team.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamOptions {
    pub must: Vec<Id>,
    pub without: Vec<Id>,
    /// Who must be in the team counts, and is never sent away.
    pub most_per_sector: Option<u32>,
    /// Offers without a level are below every level.
    pub least_level: Option<u8>,
    /// For how many members of the team to offer each competency; none counts as one.
    pub members_each: u32,
    /// Without guests.
    pub members_only: bool,
    /// The topic that the team is for: between equal teams, those are better whose members offered their help with it.
    pub topic: Option<Id>,
    /// Confirmations before this day do not count.
    pub confirmed_since: Option<Day>,
}

/// A question as numbers, and what the numbers stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    pub input: TeamInput,
    /// Those who could be in a team, in document order, with what they offer of what is asked for.
    actors: Vec<Id>,
    competencies: Vec<Id>,
    without: Vec<Id>,
    today: Day,
}

/// An answer, in document order where nothing else is said. Competencies stand as they were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Team {
    pub members: Vec<Member>,
    /// No smaller team leaves as little uncovered, and none leaves less.
    pub proven: bool,
    /// No team that leaves as little uncovered is smaller than this.
    pub bound: u32,
    /// No team of this size is better.
    pub compared: bool,
    pub gaps: Vec<Gap>,
    /// For each competency the actors that could be in a team, are not in this one and offer it.
    pub stand_ins: Vec<(Id, Vec<Id>)>,
    /// Other teams of this size that cover as much, the best first.
    pub alternatives: Vec<Vec<Member>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub actor: Id,
    /// What it offers of what is asked for.
    pub covers: Vec<Id>,
}

/// A competency that fewer members offer than were asked for, because no team under these options does better.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    pub competency: Id,
    /// How many members offer it.
    pub covered_by: u32,
    /// Who comes nearest, and why, the nearest first.
    pub nearest: Vec<(Id, Near)>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Near {
    /// Offers it, but the options leave it out.
    LeftOut,
    /// Offers this narrower term.
    Narrower(Id),
    /// Offers this broader term.
    Broader(Id),
    /// Offered help with this topic, which takes the competency.
    Topic(Id),
}

impl Question {
    /// Competencies that do not exist, or are named again, are left out.
    pub fn new(network: &Network, competencies: &[Id], options: &TeamOptions, today: &Day) -> Self {
        let mut asked: Vec<Id> = Vec::new();
        for id in competencies {
            if network.competencies.contains(id) && !asked.contains(id) {
                asked.push(id.clone());
            }
        }
        let number: HashMap<&Id, u32> = asked.iter().zip(0..).collect();
        let mut offers: HashMap<&Id, Vec<&Offer>> = HashMap::new();
        for offer in network.offers.iter().filter(|offer| number.contains_key(&offer.competency)) {
            offers.entry(&offer.actor).or_default().push(offer);
        }
        let topic = options.topic.as_ref().and_then(|id| network.topics.get(id));
        let helps = |actor: &Actor| {
            let mut people = topic.iter().flat_map(|topic| &topic.people);
            people.any(|person| person.actor == actor.id && person.role == Role::CanHelp)
        };
        let mut actors = Vec::new();
        let mut inputs = Vec::new();
        for actor in network.actors.iter().filter(|actor| actor.is_here(today)) {
            let must = options.must.contains(&actor.id);
            let is_out = options.members_only && actor.status != ActorStatus::Member;
            let offers = offers.get(&actor.id).map_or(&[][..], Vec::as_slice);
            if options.without.contains(&actor.id) || !must && (is_out || offers.is_empty()) {
                continue;
            }
            actors.push(actor.id.clone());
            inputs.push(ActorInput {
                offers: offers.iter().map(|it| (number[&it.competency], it.level.unwrap_or(0))).collect(),
                sector: actor.sector.as_ref().and_then(|id| network.sectors.index_of(id)).map(|it| it as u32),
                choice: if must { Choice::Must } else { Choice::Free },
                attached: helps(actor),
                confirmed: offers.iter().map(|offer| confirmed(offer, options)).sum(),
            });
        }
        let input = TeamInput {
            competencies: asked.len() as u32,
            actors: inputs,
            members_each: options.members_each,
            least_level: options.least_level.unwrap_or(0),
            most_per_sector: options.most_per_sector,
        };
        Self { input, actors, competencies: asked, without: options.without.clone(), today: today.clone() }
    }

    /// The answer to this question in a network that is another by now, or shows less. Only what is true of it is said,
    /// and nothing where the best team is not what it was.
    pub fn answer(&self, network: &Network, output: &TeamOutput) -> Option<Team> {
        let mut offered: HashSet<(&Id, &Id)> = HashSet::new();
        offered.extend(network.offers.iter().map(|offer| (&offer.actor, &offer.competency)));
        let holds = |actor: usize, covers: &[u32]| {
            let id = &self.actors[actor];
            let is_offered = |number: &u32| offered.contains(&(id, &self.competencies[*number as usize]));
            network.actors.contains(id) && covers.iter().all(is_offered)
        };
        let covers: Vec<Option<Vec<u32>>> = (0..self.actors.len())
            .map(|actor| Some(self.input.covers(actor)).filter(|covers| holds(actor, covers)))
            .collect();
        let members = |team: &[u32]| -> Option<Vec<Member>> {
            let members = team.iter().map(|place| {
                let covers = covers.get(*place as usize)?.as_ref()?.iter();
                let covers = covers.map(|number| self.competencies[*number as usize].clone());
                Some(Member { actor: self.actors[*place as usize].clone(), covers: covers.collect() })
            });
            members.collect()
        };
        if !self.competencies.iter().all(|id| network.competencies.contains(id)) {
            return None;
        }
        let mut stand_ins = Vec::new();
        let mut gaps = Vec::new();
        for (number, competency) in (0..).zip(&self.competencies) {
            let offering = (0..).zip(&covers);
            let offering =
                offering.filter(|(_, covers)| covers.as_ref().is_some_and(|covers| covers.contains(&number)));
            let (inside, outside): (Vec<u32>, Vec<u32>) =
                offering.map(|(place, _)| place).partition(|place: &u32| output.members.contains(place));
            let outside = outside.iter().map(|place| self.actors[*place as usize].clone());
            stand_ins.push((competency.clone(), outside.collect()));
            let covered_by = inside.len() as u32;
            if covered_by < self.input.members_each.max(1) {
                let inside: Vec<&Id> = inside.iter().map(|place| &self.actors[*place as usize]).collect();
                let nearest = self.nearest(network, competency, &inside);
                gaps.push(Gap { competency: competency.clone(), covered_by, nearest });
            }
        }
        Some(Team {
            members: members(&output.members)?,
            proven: output.proven,
            bound: output.bound,
            compared: output.compared,
            gaps,
            stand_ins,
            alternatives: output.alternatives.iter().filter_map(|team| members(team)).collect(),
        })
    }

    /// Each actor once, for the best reason.
    fn nearest(&self, network: &Network, competency: &Id, inside: &[&Id]) -> Vec<(Id, Near)> {
        let narrower = relations::within(network, competency);
        let broader = broader(network, competency);
        let mut near: Vec<(Near, &Id)> = Vec::new();
        for offer in network.offers.iter() {
            let reason = if offer.competency == *competency {
                Near::LeftOut
            } else if narrower.contains(&offer.competency) {
                Near::Narrower(offer.competency.clone())
            } else if broader.contains(&offer.competency) {
                Near::Broader(offer.competency.clone())
            } else {
                continue;
            };
            near.push((reason, &offer.actor));
        }
        for topic in network.topics.iter().filter(|topic| topic.competencies.contains(competency)) {
            let helping = topic.people.iter().filter(|person| person.role == Role::CanHelp);
            near.extend(helping.map(|person| (Near::Topic(topic.id.clone()), &person.actor)));
        }
        // Of one kind of reason, as the document has them.
        near.sort_by_key(|(reason, _)| match reason {
            Near::LeftOut => 0,
            Near::Narrower(_) => 1,
            Near::Broader(_) => 2,
            Near::Topic(_) => 3,
        });
        let mut nearest: Vec<(Id, Near)> = Vec::new();
        for (reason, id) in near {
            let is_here = network.actors.get(id).is_some_and(|actor| actor.is_here(&self.today));
            let is_out = self.without.contains(id) || inside.contains(&id);
            if is_here && !is_out && nearest.iter().all(|(known, _)| known != id) {
                nearest.push((id.clone(), reason));
            }
        }
        nearest
    }
}

impl Team {
    /// What no member offers.
    pub fn uncovered(&self) -> impl Iterator<Item = &Id> {
        self.gaps.iter().filter(|gap| gap.covered_by == 0).map(|gap| &gap.competency)
    }
}

/// 2 for an offer that its actor confirmed, 1 for one that others did.
fn confirmed(offer: &Offer, options: &TeamOptions) -> u32 {
    let is_fresh =
        offer.confirmed_on.as_ref().is_some_and(|day| Some(day) >= options.confirmed_since.as_ref());
    match offer.confirmed_by {
        _ if !is_fresh => 0,
        Some(Confirmer::Itself) => 2,
        _ => 1,
    }
}

/// The broader terms of a term, the next one first.
fn broader(network: &Network, competency: &Id) -> Vec<Id> {
    let mut terms: Vec<Id> = Vec::new();
    let above = |id: &Id| network.competencies.get(id)?.broader.clone();
    let mut next = above(competency);
    // A file may hold a circle.
    while let Some(term) = next.filter(|term| term != competency && !terms.contains(term)) {
        next = above(&term);
        terms.push(term);
    }
    terms
}

#[cfg(test)]
mod tests;
