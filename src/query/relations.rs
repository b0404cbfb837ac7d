//! What stands around one record: the lines of its card.

use std::{collections::HashMap, sync::Arc};

use crate::model::{Actor, Competency, Id, Link, Need, Network, Offer, Role, Topic};

/// The relations of a network, looked up from either end. Relations with a missing end are left out.
#[derive(Clone, Debug)]
pub struct Relations {
    network: Network,
    offers_by_actor: HashMap<Id, Vec<Arc<Offer>>>,
    offers_by_competency: HashMap<Id, Vec<Arc<Offer>>>,
    needs_by_actor: HashMap<Id, Vec<Arc<Need>>>,
    needs_by_competency: HashMap<Id, Vec<Arc<Need>>>,
    links_by_actor: HashMap<Id, Vec<Arc<Link>>>,
    invited_by: HashMap<Id, Vec<Arc<Actor>>>,
    narrower: HashMap<Id, Vec<Arc<Competency>>>,
    topics_by_actor: HashMap<Id, Vec<(Role, Arc<Topic>)>>,
    topics_by_competency: HashMap<Id, Vec<Arc<Topic>>>,
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
}

/// Everything around a competency, each list in document order.
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
        let actor = |id: &Id| network.actors.contains(id);
        let competency = |id: &Id| network.competencies.contains(id);
        let offers = network.offers.iter().filter(|it| actor(&it.actor) && competency(&it.competency));
        let needs = network.needs.iter().filter(|it| actor(&it.actor) && competency(&it.competency));
        let links = network.links.iter().filter(|link| actor(&link.from) && actor(&link.to));
        let link_ends = links.flat_map(|link| {
            let other_end = (link.to != link.from).then_some((&link.to, link));
            [(&link.from, link)].into_iter().chain(other_end)
        });
        let topics = || network.topics.iter();
        Self {
            offers_by_actor: grouped(offers.clone().map(|offer| (&offer.actor, offer))),
            offers_by_competency: grouped(offers.map(|offer| (&offer.competency, offer))),
            needs_by_actor: grouped(needs.clone().map(|need| (&need.actor, need))),
            needs_by_competency: grouped(needs.map(|need| (&need.competency, need))),
            links_by_actor: grouped(link_ends),
            invited_by: grouped(
                network.actors.iter().filter_map(|actor| Some((actor.invited_by.as_ref()?, actor))),
            ),
            narrower: grouped(network.competencies.iter().filter_map(|it| Some((it.broader.as_ref()?, it)))),
            topics_by_actor: grouped_owned(topics().flat_map(|topic| {
                topic.people.iter().map(move |person| (&person.actor, (person.role, topic.clone())))
            })),
            topics_by_competency: grouped(
                topics().flat_map(|topic| topic.competencies.iter().map(move |id| (id, topic))),
            ),
            network: network.clone(),
        }
    }

    pub fn around_actor(&self, id: &Id) -> AroundActor {
        let needs = of(&self.needs_by_actor, id)
            .iter()
            .filter_map(|need| Some((self.competency(&need.competency)?, need.clone())));
        let (open_needs, closed_needs) = needs.partition(|(_, need)| need.closed_on.is_none());
        let actor = self.network.actors.get(id);
        AroundActor {
            offers: of(&self.offers_by_actor, id)
                .iter()
                .filter_map(|offer| Some((self.competency(&offer.competency)?, offer.clone())))
                .collect(),
            open_needs,
            closed_needs,
            links: of(&self.links_by_actor, id)
                .iter()
                .filter_map(|link| {
                    let other = if link.from == *id { &link.to } else { &link.from };
                    Some((self.actor(other)?, link.clone()))
                })
                .collect(),
            invited_by: actor.and_then(|actor| self.actor(actor.invited_by.as_ref()?)),
            invited: of(&self.invited_by, id).to_vec(),
            topics: of(&self.topics_by_actor, id).to_vec(),
        }
    }

    pub fn around_competency(&self, id: &Id) -> AroundCompetency {
        let needs = of(&self.needs_by_competency, id)
            .iter()
            .filter_map(|need| Some((self.actor(&need.actor)?, need.clone())));
        let (looking, met) = needs.partition(|(_, need)| need.closed_on.is_none());
        let competency = self.network.competencies.get(id);
        AroundCompetency {
            offering: of(&self.offers_by_competency, id)
                .iter()
                .filter_map(|offer| Some((self.actor(&offer.actor)?, offer.clone())))
                .collect(),
            looking,
            met,
            broader: competency.and_then(|it| self.competency(it.broader.as_ref()?)),
            narrower: of(&self.narrower, id).to_vec(),
            topics: of(&self.topics_by_competency, id).to_vec(),
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
        for competency in topic.competencies.iter().filter_map(|id| self.competency(id)) {
            if around.competencies.contains(&competency) {
                continue;
            }
            let offers = of(&self.offers_by_competency, &competency.id);
            if offers.is_empty() {
                around.uncovered.push(competency.clone());
            }
            for offer in offers {
                let known = helpers.entry(&offer.actor).or_default();
                if !known.contains(&competency) {
                    known.push(competency.clone());
                }
            }
            around.competencies.push(competency);
        }
        around.could_help =
            helpers.into_iter().filter_map(|(id, helps)| Some((self.actor(id)?, helps))).collect();
        around.could_help.sort_by_key(|(actor, helps)| {
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

fn of<'a, T>(groups: &'a HashMap<Id, Vec<T>>, id: &Id) -> &'a [T] {
    groups.get(id).map_or(&[], Vec::as_slice)
}

fn grouped<'a, T: 'a>(pairs: impl Iterator<Item = (&'a Id, &'a Arc<T>)>) -> HashMap<Id, Vec<Arc<T>>> {
    grouped_owned(pairs.map(|(id, record)| (id, record.clone())))
}

fn grouped_owned<'a, T>(pairs: impl Iterator<Item = (&'a Id, T)>) -> HashMap<Id, Vec<T>> {
    let mut groups: HashMap<Id, Vec<T>> = HashMap::new();
    for (id, value) in pairs {
        match groups.get_mut(id) {
            Some(group) => group.push(value),
            None => {
                groups.insert(id.clone(), vec![value]);
            }
        }
    }
    groups
}
