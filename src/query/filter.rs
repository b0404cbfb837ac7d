//! Facets: narrowing the network down by sector, competency, status and relation, with counts.

use std::collections::HashSet;

use crate::model::{Actor, ActorStatus, Day, Id, Network};

use super::coverage::{Measure, State, coverage};

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
    /// The only competencies that count are those in this state.
    pub coverage: Option<State>,
    /// How that state is judged; asks for nothing by itself.
    pub measure: Measure,
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
            && self.coverage.is_none()
    }

    pub fn select(&self, network: &Network, today: &Day) -> Selection {
        if self.is_empty() {
            return Selection {
                actors: network.actors.iter().map(|actor| actor.id.clone()).collect(),
                competencies: network.competencies.iter().map(|it| it.id.clone()).collect(),
            };
        }
        let ties = Ties::new(network, self, today);
        let actors: Vec<(usize, &Actor)> = ties.staying(self).collect();
        let mut related = vec![false; network.competencies.len()];
        for competency in self.competencies.iter().filter_map(|id| network.competencies.index_of(id)) {
            related[competency] = true;
        }
        for competency in actors.iter().flat_map(|&(number, _)| ties.competencies(number, self.relation)) {
            related[competency] = true;
        }
        // Where nothing else is asked for, also those that nobody has anything to do with.
        let only_coverage = Self { coverage: None, ..self.clone() }.is_empty();
        for (related, counts) in related.iter_mut().zip(&ties.counts) {
            *related = *counts && (*related || only_coverage);
        }
        let competencies = network.competencies.iter().zip(related).filter(|(_, related)| *related);
        Selection {
            competencies: competencies.map(|(competency, _)| competency.id.clone()).collect(),
            actors: actors.iter().map(|(_, actor)| actor.id.clone()).collect(),
        }
    }
}

pub fn facets(network: &Network, filter: &Filter, today: &Day) -> Facets {
    let ties = Ties::new(network, filter, today);
    let count = |filter: Filter| ties.staying(&filter).count();

    let mut sectors = vec![0; network.sectors.len() + 1];
    for (_, actor) in ties.staying(&Filter { sectors: Vec::new(), ..filter.clone() }) {
        let sector = actor.sector.as_ref().and_then(|id| network.sectors.index_of(id));
        sectors[sector.unwrap_or(network.sectors.len())] += 1;
    }

    let without_competencies = Filter { competencies: Vec::new(), ..filter.clone() };
    let mut competencies = vec![0; network.competencies.len()];
    let mut counted_for = vec![None; network.competencies.len()];
    for (number, _) in ties.staying(if filter.every { filter } else { &without_competencies }) {
        for competency in ties.competencies(number, filter.relation) {
            if counted_for[competency].replace(number) != Some(number) {
                competencies[competency] += 1;
            }
        }
    }

    let sector_ids = network.sectors.iter().map(|sector| Some(sector.id.clone())).chain([None]);
    let competency_ids = network.competencies.iter().map(|competency| competency.id.clone());
    Facets {
        sectors: sector_ids.zip(sectors).collect(),
        competencies: competency_ids.zip(competencies).collect(),
        statuses: ActorStatus::ALL
            .iter()
            .map(|&status| (status, count(Filter { status: Some(status), ..filter.clone() })))
            .collect(),
        relations: [Relation::Offers, Relation::LooksFor]
            .map(|relation| (relation, count(Filter { relation: Some(relation), ..filter.clone() })))
            .into(),
    }
}

/// Each actor's offers and open needs; actors and competencies by their place in the document.
struct Ties<'a> {
    network: &'a Network,
    /// To competencies that count.
    of_actor: Vec<Vec<(Relation, usize)>>,
    counts: Vec<bool>,
}

impl<'a> Ties<'a> {
    fn new(network: &'a Network, filter: &Filter, today: &Day) -> Self {
        let mut counts = vec![true; network.competencies.len()];
        if let Some(state) = filter.coverage {
            for (counts, coverage) in counts.iter_mut().zip(coverage(network, filter.measure, today)) {
                *counts = coverage.state == state;
            }
        }
        let mut of_actor = vec![Vec::new(); network.actors.len()];
        let mut tie = |actor, relation, competency| {
            let ends = (network.actors.index_of(actor), network.competencies.index_of(competency));
            if let (Some(actor), Some(competency)) = ends
                && counts[competency]
            {
                of_actor[actor].push((relation, competency));
            }
        };
        for offer in network.offers.iter() {
            tie(&offer.actor, Relation::Offers, &offer.competency);
        }
        for need in network.needs.iter().filter(|need| need.closed_on.is_none()) {
            tie(&need.actor, Relation::LooksFor, &need.competency);
        }
        Self { network, of_actor, counts }
    }

    /// The competencies an actor is related to, by the given relation or by any.
    fn competencies(&self, actor: usize, relation: Option<Relation>) -> impl Iterator<Item = usize> + Clone {
        let ties = self.of_actor[actor].iter();
        let counted = ties.filter(move |(kind, _)| relation.is_none_or(|relation| relation == *kind));
        counted.map(|&(_, competency)| competency)
    }

    fn staying(&self, filter: &Filter) -> impl Iterator<Item = (usize, &'a Actor)> {
        let chosen: Vec<Option<usize>> =
            filter.competencies.iter().map(|id| self.network.competencies.index_of(id)).collect();
        let actors = self.network.actors.iter().map(AsRef::as_ref).enumerate();
        actors.filter(move |&(number, actor)| self.stays(number, actor, filter, &chosen))
    }

    /// `chosen`: the places of the filter's competencies, `None` for those that do not exist.
    fn stays(&self, number: usize, actor: &Actor, filter: &Filter, chosen: &[Option<usize>]) -> bool {
        let mut related = self.competencies(number, filter.relation);
        let in_sector = || actor.sector.as_ref().is_some_and(|sector| filter.sectors.contains(sector));
        (filter.sectors.is_empty() || in_sector())
            && filter.status.is_none_or(|status| status == actor.status)
            && if chosen.is_empty() {
                filter.relation.is_none() && filter.coverage.is_none() || related.next().is_some()
            } else if filter.every {
                chosen.iter().all(|wanted| related.clone().any(|number| *wanted == Some(number)))
            } else {
                related.any(|number| chosen.contains(&Some(number)))
            }
    }
}

#[cfg(test)]
mod tests;
