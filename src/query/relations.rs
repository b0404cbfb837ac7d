//! What stands around one record: the lines of its card.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::model::{Actor, Competency, Contact, Id, Link, Need, Network, Offer, Role, Topic, order};

/// The relations of a network, looked up from either end. Relations with a missing end are left out.
#[derive(Clone, Debug)]
pub struct Relations {
    network: Network,
    // Each list by the place of the actor or competency in the document.
    offers_by_actor: Vec<Vec<Arc<Offer>>>,
    offers_by_competency: Vec<Vec<Arc<Offer>>>,
    needs_by_actor: Vec<Vec<Arc<Need>>>,
    needs_by_competency: Vec<Vec<Arc<Need>>>,
    links_by_actor: Vec<Vec<Arc<Link>>>,
    invited_by: Vec<Vec<Arc<Actor>>>,
    narrower: Vec<Vec<Arc<Competency>>>,
    topics_by_actor: Vec<Vec<(Role, Arc<Topic>)>>,
    contacts_by_actor: Vec<Vec<Arc<Contact>>>,
    topics_by_competency: Vec<Vec<Arc<Topic>>>,
}

/// Everything around an actor, each list in document order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AroundActor {
    pub offers: Vec<(Arc<Competency>, Arc<Offer>)>,
    pub open_needs: Vec<(Arc<Competency>, Arc<Need>)>,
    pub closed_needs: Vec<(Arc<Competency>, Arc<Need>)>,
    /// With the actor at the other end; `link.from` tells the direction.
    pub links: Vec<(Arc<Actor>, Arc<Link>)>,
    pub invited_by: Option<Arc<Actor>>,
    pub invited: Vec<Arc<Actor>>,
    /// Topics it attached itself to, and as what.
    pub topics: Vec<(Role, Arc<Topic>)>,
    pub contacts: Vec<Arc<Contact>>,
}

/// Everything around a competency, each list in document order. An actor stands in a list as often as it offers the
/// competency or looks for it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AroundCompetency {
    pub offering: Vec<(Arc<Actor>, Arc<Offer>)>,
    pub looking: Vec<(Arc<Actor>, Arc<Need>)>,
    /// Actors whose need was met.
    pub met: Vec<(Arc<Actor>, Arc<Need>)>,
    pub broader: Option<Arc<Competency>>,
    pub narrower: Vec<Arc<Competency>>,
    pub topics: Vec<Arc<Topic>>,
}

impl AroundCompetency {
    /// Who offers it, each actor once: to count them, and to name them without what they offer.
    pub fn offered_by(&self) -> Vec<Arc<Actor>> {
        each_once(self.offering.iter().map(|(actor, _)| actor))
    }

    /// Who looks for it, each actor once.
    pub fn looked_for_by(&self) -> Vec<Arc<Actor>> {
        each_once(self.looking.iter().map(|(actor, _)| actor))
    }
}

/// Somebody may offer the same thing twice.
fn each_once<'a>(actors: impl Iterator<Item = &'a Arc<Actor>>) -> Vec<Arc<Actor>> {
    let mut seen = HashSet::new();
    actors.filter(|actor| seen.insert(&actor.id)).cloned().collect()
}

/// Everything around a topic.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AroundTopic {
    pub competencies: Vec<Arc<Competency>>,
    /// Competencies of the topic that no actor offers.
    pub uncovered: Vec<Arc<Competency>>,
    pub people: Vec<(Role, Arc<Actor>)>,
    /// Actors that offer competencies of the topic, with which; those with most first, then in document order.
    pub could_help: Vec<(Arc<Actor>, Vec<Arc<Competency>>)>,
}

impl Relations {
    pub fn new(network: &Network) -> Self {
        let actors = network.actors.len();
        let competencies = network.competencies.len();
        let mut relations = Self {
            network: network.clone(),
            offers_by_actor: vec![Vec::new(); actors],
            offers_by_competency: vec![Vec::new(); competencies],
            needs_by_actor: vec![Vec::new(); actors],
            needs_by_competency: vec![Vec::new(); competencies],
            links_by_actor: vec![Vec::new(); actors],
            invited_by: vec![Vec::new(); actors],
            narrower: vec![Vec::new(); competencies],
            topics_by_actor: vec![Vec::new(); actors],
            contacts_by_actor: vec![Vec::new(); actors],
            topics_by_competency: vec![Vec::new(); competencies],
        };
        let actor = |id: &Id| network.actors.index_of(id);
        let competency = |id: &Id| network.competencies.index_of(id);
        for offer in network.offers.iter() {
            if let (Some(actor), Some(competency)) = (actor(&offer.actor), competency(&offer.competency)) {
                relations.offers_by_actor[actor].push(offer.clone());
                relations.offers_by_competency[competency].push(offer.clone());
            }
        }
        for need in network.needs.iter() {
            if let (Some(actor), Some(competency)) = (actor(&need.actor), competency(&need.competency)) {
                relations.needs_by_actor[actor].push(need.clone());
                relations.needs_by_competency[competency].push(need.clone());
            }
        }
        for link in network.links.iter() {
            if let (Some(from), Some(to)) = (actor(&link.from), actor(&link.to)) {
                relations.links_by_actor[from].push(link.clone());
                if from != to {
                    relations.links_by_actor[to].push(link.clone());
                }
            }
        }
        for invited in network.actors.iter() {
            if let Some(inviting) = invited.invited_by.as_ref().and_then(actor) {
                relations.invited_by[inviting].push(invited.clone());
            }
        }
        for narrower in network.competencies.iter() {
            if let Some(broader) = narrower.broader.as_ref().and_then(competency) {
                relations.narrower[broader].push(narrower.clone());
            }
        }
        for contact in network.contacts.iter() {
            if let Some(actor) = actor(&contact.actor) {
                relations.contacts_by_actor[actor].push(contact.clone());
            }
        }
        for topic in network.topics.iter() {
            for person in &topic.people {
                if let Some(actor) = actor(&person.actor) {
                    relations.topics_by_actor[actor].push((person.role, topic.clone()));
                }
            }
            for competency in topic.competencies.iter().filter_map(competency) {
                let topics = &mut relations.topics_by_competency[competency];
                if topics.last().is_none_or(|last| last.id != topic.id) {
                    topics.push(topic.clone());
                }
            }
        }
        relations
    }

    pub fn around_actor(&self, id: &Id) -> AroundActor {
        let place = self.network.actors.index_of(id);
        let needs = of(&self.needs_by_actor, place)
            .iter()
            .filter_map(|need| Some((self.competency(&need.competency)?, need.clone())));
        let (open_needs, closed_needs) = needs.partition(|(_, need)| need.closed_on.is_none());
        let actor = self.network.actors.get(id);
        AroundActor {
            offers: of(&self.offers_by_actor, place)
                .iter()
                .filter_map(|offer| Some((self.competency(&offer.competency)?, offer.clone())))
                .collect(),
            open_needs,
            closed_needs,
            links: of(&self.links_by_actor, place)
                .iter()
                .filter_map(|link| {
                    let other = if link.from == *id { &link.to } else { &link.from };
                    Some((self.actor(other)?, link.clone()))
                })
                .collect(),
            invited_by: actor.and_then(|actor| self.actor(actor.invited_by.as_ref()?)),
            invited: of(&self.invited_by, place).to_vec(),
            topics: of(&self.topics_by_actor, place).to_vec(),
            contacts: of(&self.contacts_by_actor, place).to_vec(),
        }
    }

    pub fn around_competency(&self, id: &Id) -> AroundCompetency {
        let place = self.network.competencies.index_of(id);
        let needs = of(&self.needs_by_competency, place)
            .iter()
            .filter_map(|need| Some((self.actor(&need.actor)?, need.clone())));
        let (looking, met) = needs.partition(|(_, need)| need.closed_on.is_none());
        let competency = self.network.competencies.get(id);
        AroundCompetency {
            offering: of(&self.offers_by_competency, place)
                .iter()
                .filter_map(|offer| Some((self.actor(&offer.actor)?, offer.clone())))
                .collect(),
            looking,
            met,
            broader: competency.and_then(|it| self.competency(it.broader.as_ref()?)),
            narrower: of(&self.narrower, place).to_vec(),
            topics: of(&self.topics_by_competency, place).to_vec(),
        }
    }

    pub fn around_topic(&self, id: &Id) -> AroundTopic {
        let Some(topic) = self.network.topics.get(id) else { return AroundTopic::default() };
        let mut around = AroundTopic {
            people: topic
                .people
                .iter()
                .filter_map(|person| Some((person.role, self.actor(&person.actor)?)))
                .collect(),
            ..AroundTopic::default()
        };
        let mut helpers: HashMap<&Id, Vec<Arc<Competency>>> = HashMap::new();
        let mut named = HashSet::new();
        let once = topic.competencies.iter().filter(|id| named.insert(*id));
        for competency in once.filter_map(|id| self.competency(id)) {
            let offers = of(&self.offers_by_competency, self.network.competencies.index_of(&competency.id));
            if offers.is_empty() {
                around.uncovered.push(competency.clone());
            }
            for offer in offers {
                let known = helpers.entry(&offer.actor).or_default();
                // Each competency's offers come together.
                if known.last().is_none_or(|last| last.id != competency.id) {
                    known.push(competency.clone());
                }
            }
            around.competencies.push(competency);
        }
        // Who takes part already need not be proposed.
        let takes_part = |id: &Id| topic.people.iter().any(|person| person.actor == *id);
        let helpers = helpers.into_iter().filter(|(id, _)| !takes_part(id));
        around.could_help = helpers.filter_map(|(id, helps)| Some((self.actor(id)?, helps))).collect();
        order::sort_by_key(&mut around.could_help, |(actor, helps)| {
            (std::cmp::Reverse(helps.len()), self.network.actors.index_of(&actor.id))
        });
        around
    }

    fn actor(&self, id: &Id) -> Option<Arc<Actor>> {
        self.network.actors.get(id).cloned()
    }

    fn competency(&self, id: &Id) -> Option<Arc<Competency>> {
        self.network.competencies.get(id).cloned()
    }
}

/// A competency and all that are, over any number of steps, narrower terms of it, in document order.
pub fn within(network: &Network, top: &Id) -> Vec<Id> {
    let competencies = &network.competencies;
    let mut narrower: Vec<Vec<usize>> = vec![Vec::new(); competencies.len()];
    for (place, term) in competencies.iter().enumerate() {
        if let Some(broader) = term.broader.as_ref().and_then(|id| competencies.index_of(id)) {
            narrower[broader].push(place);
        }
    }
    // A file may hold a circle; then each term is met once.
    let mut is_within = vec![false; competencies.len()];
    let mut next: Vec<usize> = competencies.index_of(top).into_iter().collect();
    while let Some(term) = next.pop() {
        if !std::mem::replace(&mut is_within[term], true) {
            next.extend_from_slice(&narrower[term]);
        }
    }
    let found = competencies.iter().zip(is_within).filter(|(_, is_within)| *is_within);
    found.map(|(term, _)| term.id.clone()).collect()
}

/// Nothing for a record that is missing.
fn of<T>(groups: &[Vec<T>], place: Option<usize>) -> &[T] {
    place.and_then(|place| groups.get(place)).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests;
