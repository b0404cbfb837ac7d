use proptest::prelude::*;

use super::*;
use crate::model::{Competency, Day, Need, Offer, Sector};
use crate::query::coverage::Few;

const TODAY: &str = "2026-11-27";

const ACTORS: [&str; 5] = ["a", "b", "c", "d", "e"];
const COMPETENCIES: [&str; 4] = ["w", "x", "y", "z"];
const SECTORS: [&str; 3] = ["s", "t", "gone"];

/// Actors with sector and status; offers, needs and met needs between anyone and anything, also nobody.
fn network() -> impl Strategy<Value = Network> {
    let actor = (proptest::option::of(0..SECTORS.len()), any::<bool>());
    let tie = (0..ACTORS.len() + 1, 0..COMPETENCIES.len() + 1, 0..3);
    (proptest::collection::vec(actor, ACTORS.len()), proptest::collection::vec(tie, 0..12)).prop_map(
        |(actors, ties)| {
            let mut network = Network::new("n".into());
            network.sectors = SECTORS[..2].iter().map(|id| Sector::new((*id).into(), *id)).collect();
            network.competencies = COMPETENCIES.iter().map(|id| Competency::new((*id).into(), *id)).collect();
            for (id, (sector, guest)) in ACTORS.iter().zip(actors) {
                let mut actor = Actor::new((*id).into(), *id);
                actor.sector = sector.map(|sector| SECTORS[sector].into());
                actor.status = if guest { ActorStatus::Guest } else { ActorStatus::Member };
                network.actors.put(actor);
            }
            for (number, (actor, competency, kind)) in ties.into_iter().enumerate() {
                let id = Id::from(number.to_string().as_str());
                let actor = *ACTORS.get(actor).unwrap_or(&"nobody");
                let competency = *COMPETENCIES.get(competency).unwrap_or(&"nothing");
                if kind == 0 {
                    network.offers.put(Offer::new(id, actor, competency));
                } else {
                    let mut need = Need::new(id, actor, competency);
                    need.closed_on = (kind == 2).then(|| Day::new("2026-01-01"));
                    network.needs.put(need);
                }
            }
            network
        },
    )
}

fn filter() -> impl Strategy<Value = Filter> {
    (
        proptest::sample::subsequence(&["s", "t"][..], 0..=2),
        proptest::sample::subsequence(&COMPETENCIES[..], 0..=3),
        any::<bool>(),
        proptest::option::of(proptest::sample::select(ActorStatus::ALL)),
        proptest::option::of(proptest::sample::select(&[Relation::Offers, Relation::LooksFor][..])),
        proptest::option::of(proptest::sample::select(&STATES[..])),
        any::<bool>(),
    )
        .prop_map(|(sectors, competencies, every, status, relation, coverage, two)| Filter {
            sectors: sectors.into_iter().map(Id::from).collect(),
            competencies: competencies.into_iter().map(Id::from).collect(),
            every,
            status,
            relation,
            coverage,
            measure: Measure { few: if two { Few::Two } else { Few::One }, ..Measure::default() },
        })
}

const STATES: [State; 4] = [State::Unmet, State::OnlyOne, State::Covered, State::Unasked];

/// Whether a competency counts.
fn counts(network: &Network, competency: &Id, filter: &Filter) -> bool {
    let all = coverage(network, filter.measure, &Day::new(TODAY));
    let state = all.iter().find(|it| it.competency == *competency).map(|it| it.state);
    state.is_some() && filter.coverage.is_none_or(|wanted| state == Some(wanted))
}

fn related(network: &Network, actor: &Id, competency: &Id, relation: Option<Relation>) -> bool {
    let offers = network.offers.iter().any(|it| it.actor == *actor && it.competency == *competency);
    let looks = network
        .needs
        .iter()
        .any(|it| it.actor == *actor && it.competency == *competency && it.closed_on.is_none());
    (offers && relation != Some(Relation::LooksFor)) || (looks && relation != Some(Relation::Offers))
}

fn naive_select(network: &Network, filter: &Filter) -> Selection {
    let tied = |actor: &Id, competency: &Id| {
        related(network, actor, competency, filter.relation) && counts(network, competency, filter)
    };
    let asks_only_for_coverage = Filter { coverage: None, ..filter.clone() }.is_empty();
    let all = || network.competencies.iter().map(|it| it.id.clone());
    let actors: HashSet<Id> = network
        .actors
        .iter()
        .filter(|actor| {
            let chosen = &filter.competencies;
            let by_competency = match (chosen.is_empty(), filter.every) {
                (true, _) => {
                    filter.relation.is_none() && filter.coverage.is_none()
                        || all().any(|id| tied(&actor.id, &id))
                }
                (false, true) => chosen.iter().all(|id| tied(&actor.id, id)),
                (false, false) => chosen.iter().any(|id| tied(&actor.id, id)),
            };
            by_competency
                && filter.status.is_none_or(|status| actor.status == status)
                && (filter.sectors.is_empty()
                    || filter.sectors.iter().any(|id| actor.sector.as_ref() == Some(id)))
        })
        .map(|actor| actor.id.clone())
        .collect();
    let competencies = all()
        .filter(|id| {
            counts(network, id, filter)
                && (asks_only_for_coverage
                    || filter.competencies.contains(id)
                    || actors.iter().any(|actor| tied(actor, id)))
        })
        .collect();
    Selection { actors, competencies }
}

proptest! {
    #[test]
    fn selects_as_a_scan_of_all_pairs_does(network in network(), filter in filter()) {
        prop_assert_eq!(filter.select(&network, &Day::new(TODAY)), naive_select(&network, &filter));
    }

    #[test]
    fn each_count_is_what_choosing_the_value_leaves(network in network(), filter in filter()) {
        let count = |filter: Filter| naive_select(&network, &filter).actors.len();
        let facets = facets(&network, &filter, &Day::new(TODAY));
        for (sector, found) in &facets.sectors {
            let Some(sector) = sector else { continue };
            prop_assert_eq!(*found, count(Filter { sectors: vec![sector.clone()], ..filter.clone() }));
        }
        let sum: usize = facets.sectors.iter().map(|(_, found)| found).sum();
        prop_assert_eq!(sum, count(Filter { sectors: Vec::new(), ..filter.clone() }));
        for (competency, found) in &facets.competencies {
            let mut competencies = if filter.every { filter.competencies.clone() } else { Vec::new() };
            competencies.push(competency.clone());
            prop_assert_eq!(*found, count(Filter { competencies, ..filter.clone() }));
        }
        for (status, found) in &facets.statuses {
            prop_assert_eq!(*found, count(Filter { status: Some(*status), ..filter.clone() }));
        }
        for (relation, found) in &facets.relations {
            prop_assert_eq!(*found, count(Filter { relation: Some(*relation), ..filter.clone() }));
        }
    }
}
