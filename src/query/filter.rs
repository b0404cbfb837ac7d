//! Facets: narrowing the network down by sector, competency, status and relation, with counts.

use std::collections::{HashMap, HashSet};

use crate::model::{Actor, ActorStatus, Id, Network};

/// The two relations between an actor and a competency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    Offers,
    /// An open need.
    LooksFor,
}

/// What an actor must be to stay. An empty facet asks for nothing; all filled facets must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// One of these sectors.
    pub sectors: Vec<Id>,
    /// Related to one of these competencies, or to each of them if `every`.
    pub competencies: Vec<Id>,
    pub every: bool,
    pub status: Option<ActorStatus>,
    /// The only relation that counts: towards the chosen competencies, or if none are chosen towards any.
    /// `None`: both count, and an actor without relations may stay too.
    pub relation: Option<Relation>,
}

/// What stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub actors: HashSet<Id>,
    /// Those that actors in `actors` are related to by a relation that counts, and the chosen ones. With an
    /// empty filter all, even those without any relation.
    pub competencies: HashSet<Id>,
}

/// How many actors would stay for each value of each facet, the other facets kept as they are.
///
/// A facet's own choice does not lower its counts, since another value would be chosen in its stead or beside
/// it. The exception is competencies with [`Filter::every`]: there the count is what stays when the value is
/// added. Sectors, competencies: all, in document order; statuses, relations: all values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facets {
    /// `None`, always last, for actors whose sector is missing.
    pub sectors: Vec<(Option<Id>, usize)>,
    pub competencies: Vec<(Id, usize)>,
    pub statuses: Vec<(ActorStatus, usize)>,
    pub relations: Vec<(Relation, usize)>,
}

impl Filter {
    /// Nothing is asked for, so everything stays.
    pub fn is_empty(&self) -> bool {
        self.sectors.is_empty()
            && self.competencies.is_empty()
            && self.status.is_none()
            && self.relation.is_none()
    }

    pub fn select(&self, network: &Network) -> Selection {
        if self.is_empty() {
            return Selection {
                actors: network.actors.iter().map(|actor| actor.id.clone()).collect(),
                competencies: network.competencies.iter().map(|it| it.id.clone()).collect(),
            };
        }
        let ties = Ties::new(network);
        let actors: Vec<&Actor> = ties.staying(self).collect();
        let chosen = self.competencies.iter().filter(|id| network.competencies.contains(id));
        let related = actors.iter().flat_map(|actor| ties.competencies(&actor.id, self.relation));
        Selection {
            competencies: related.chain(chosen).cloned().collect(),
            actors: actors.iter().map(|actor| actor.id.clone()).collect(),
        }
    }
}

pub fn facets(network: &Network, filter: &Filter) -> Facets {
    let ties = Ties::new(network);

    let mut sectors: HashMap<Option<&Id>, usize> = HashMap::new();
    for actor in ties.staying(&Filter { sectors: Vec::new(), ..filter.clone() }) {
        let sector = actor.sector.as_ref().filter(|id| network.sectors.contains(id));
        *sectors.entry(sector).or_default() += 1;
    }

    let without_competencies = Filter { competencies: Vec::new(), ..filter.clone() };
    let mut competencies: HashMap<&Id, usize> = HashMap::new();
    for actor in ties.staying(if filter.every { filter } else { &without_competencies }) {
        for competency in ties.competencies(&actor.id, filter.relation).collect::<HashSet<_>>() {
            *competencies.entry(competency).or_default() += 1;
        }
    }

    let mut statuses: HashMap<ActorStatus, usize> = HashMap::new();
    for actor in ties.staying(&Filter { status: None, ..filter.clone() }) {
        *statuses.entry(actor.status).or_default() += 1;
    }

    let relation =
        |relation| (relation, ties.staying(&Filter { relation: Some(relation), ..filter.clone() }).count());
    let sector_ids = network.sectors.iter().map(|sector| Some(&sector.id)).chain([None]);
    let competency_ids = network.competencies.iter().map(|competency| &competency.id);
    Facets {
        sectors: sector_ids.map(|id| (id.cloned(), sectors.get(&id).copied().unwrap_or_default())).collect(),
        competencies: competency_ids
            .map(|id| (id.clone(), competencies.get(id).copied().unwrap_or_default()))
            .collect(),
        statuses: ActorStatus::ALL
            .iter()
            .map(|status| (*status, statuses.get(status).copied().unwrap_or_default()))
            .collect(),
        relations: [Relation::Offers, Relation::LooksFor].map(relation).into(),
    }
}

/// Each actor's offers and open needs.
struct Ties<'a> {
    network: &'a Network,
    of_actor: HashMap<&'a Id, Vec<(Relation, &'a Id)>>,
}

impl<'a> Ties<'a> {
    fn new(network: &'a Network) -> Self {
        let mut of_actor: HashMap<&Id, Vec<(Relation, &Id)>> = HashMap::new();
        let mut tie = |actor, relation, competency| {
            if network.competencies.contains(competency) {
                of_actor.entry(actor).or_default().push((relation, competency));
            }
        };
        for offer in network.offers.iter() {
            tie(&offer.actor, Relation::Offers, &offer.competency);
        }
        for need in network.needs.iter().filter(|need| need.closed_on.is_none()) {
            tie(&need.actor, Relation::LooksFor, &need.competency);
        }
        Self { network, of_actor }
    }

    /// The competencies an actor is related to, by the given relation or by any.
    fn competencies(&self, actor: &Id, relation: Option<Relation>) -> impl Iterator<Item = &'a Id> + Clone {
        let ties = self.of_actor.get(actor).map_or(&[][..], Vec::as_slice);
        let counted = ties.iter().filter(move |(kind, _)| relation.is_none_or(|relation| relation == *kind));
        counted.map(|&(_, competency)| competency)
    }

    fn staying(&self, filter: &Filter) -> impl Iterator<Item = &'a Actor> {
        self.network.actors.iter().map(AsRef::as_ref).filter(|actor| self.stays(actor, filter))
    }

    fn stays(&self, actor: &Actor, filter: &Filter) -> bool {
        let mut related = self.competencies(&actor.id, filter.relation);
        let in_sector = || actor.sector.as_ref().is_some_and(|sector| filter.sectors.contains(sector));
        (filter.sectors.is_empty() || in_sector())
            && filter.status.is_none_or(|status| status == actor.status)
            && if filter.competencies.is_empty() {
                filter.relation.is_none() || related.next().is_some()
            } else if filter.every {
                filter.competencies.iter().all(|wanted| related.clone().any(|id| id == wanted))
            } else {
                related.any(|id| filter.competencies.contains(id))
            }
    }
}

#[cfg(test)]
mod tests;
