use std::collections::{HashMap, HashSet};

use crate::{
    model::{Day, Id, Network},
    query::{
        graph::{Graph, NodeKind},
        search::{Answer, Found},
    },
};

use super::Address;

/// Nobody reads further; the sets of [`Visible`] hold all that matches.
pub(super) const HITS_PER_GROUP: usize = 50;

/// What search, filters and ego network leave. Lists and picture read the same answer, so they never disagree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visible {
    pub actors: HashSet<Id>,
    pub competencies: HashSet<Id>,
    pub topics: HashSet<Id>,
    /// The best `HITS_PER_GROUP` that the search found, whether filters leave them or not; `None` without a
    /// search, and before it has an answer.
    pub found: Option<Found>,
}

impl Visible {
    /// What is searched for is asked with the number of best hits that are wanted of each kind; where there is no
    /// answer yet, all is left as without a search.
    pub fn new(
        network: &Network,
        graph: &Graph,
        address: &Address,
        today: &Day,
        ask: impl FnOnce(&str, usize) -> Option<Answer>,
    ) -> Self {
        let is_searching = !address.search.trim().is_empty();
        let answer = is_searching.then(|| ask(&address.search, HITS_PER_GROUP)).flatten();
        let mut visible = if let Some(Answer { actors, competencies, topics, best }) = answer {
            let mut visible = Self { actors, competencies, topics, found: Some(best) };
            if !address.filter.is_empty() {
                let kept = address.filter.select(network, today);
                visible.keep(&kept.actors, &kept.competencies);
            }
            visible
        } else {
            let kept = address.filter.select(network, today);
            let topics = network.topics.iter().map(|topic| topic.id.clone()).collect();
            Self { actors: kept.actors, competencies: kept.competencies, topics, found: None }
        };
        if let Some(centre) = address.ego.as_ref().and_then(|id| graph.index_of(id)) {
            let near = graph.steps_from(centre, address.steps);
            let of = |kind| -> HashSet<Id> {
                let nodes =
                    graph.nodes.iter().zip(&near).filter(|(node, far)| node.kind == kind && far.is_some());
                nodes.map(|(node, _)| node.id.clone()).collect()
            };
            visible.keep(&of(NodeKind::Actor), &of(NodeKind::Competency));
        }
        if let Some(topic) = address.topic.as_ref().and_then(|id| network.topics.get(id)) {
            let taken: HashSet<Id> = topic.competencies.iter().cloned().collect();
            let offers = network.offers.iter().filter(|offer| taken.contains(&offer.competency));
            visible.keep(&offers.map(|offer| offer.actor.clone()).collect(), &taken);
        }
        if let Some(group) = address.group.as_ref().and_then(|id| network.groups.get(id)) {
            let members: HashSet<Id> = group.members.iter().cloned().collect();
            let joining = joining(network, &members);
            visible.keep(&members, &joining);
        }
        if !address.way.is_empty() {
            let way: HashSet<Id> = address.way.iter().cloned().collect();
            visible.keep(&way, &way);
        }
        visible
    }

    fn keep(&mut self, actors: &HashSet<Id>, competencies: &HashSet<Id>) {
        self.actors.retain(|id| actors.contains(id));
        self.competencies.retain(|id| competencies.contains(id));
    }

    pub fn has(&self, id: &Id) -> bool {
        self.actors.contains(id) || self.competencies.contains(id)
    }
}

/// The competencies that at least two of these actors have to do with.
fn joining(network: &Network, actors: &HashSet<Id>) -> HashSet<Id> {
    let offers = network.offers.iter().map(|offer| (&offer.competency, &offer.actor));
    let open = network.needs.iter().filter(|need| need.closed_on.is_none());
    let ties = offers.chain(open.map(|need| (&need.competency, &need.actor)));
    let (mut first, mut joining) = (HashMap::new(), HashSet::new());
    for (competency, actor) in ties.filter(|(_, actor)| actors.contains(*actor)) {
        if *first.entry(competency).or_insert(actor) != actor {
            joining.insert(competency.clone());
        }
    }
    joining
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        app::View,
        model::{Group, Stamp, Topic, notation},
        query::search::Index,
    };

    #[test]
    fn search_filter_and_focus_narrow_together() {
        let mut network =
            notation::network("museum offers print; lab offers print; bus offers sensors; #gap");
        let competencies = vec!["sensors".into(), "gap".into()];
        network.put(Topic { competencies, ..Topic::new("topic".into(), "topic") }, Stamp(1));
        let members = vec!["lab".into(), "bus".into(), "museum".into(), "gone".into()];
        network.put(Group { members, ..Group::new("all".into(), "all") }, Stamp(1));
        let members = vec!["lab".into(), "bus".into()];
        network.put(Group { members, ..Group::new("two".into(), "two") }, Stamp(1));
        let graph = Graph::new(&network);
        let check = |change: &dyn Fn(&mut Address), expected: &[&str]| {
            let mut address = Address::of(View::Network);
            change(&mut address);
            let visible =
                Visible::new(&network, &graph, &address, &Day::new("2026-11-27"), |query, limit| {
                    Some(Index::new(&network).ask(query, limit))
                });
            let mut left: Vec<&str> =
                visible.actors.iter().chain(&visible.competencies).map(Id::as_str).collect();
            left.sort_unstable();
            assert_eq!(left, expected);
        };
        check(&|_| {}, &["bus", "gap", "lab", "museum", "print", "sensors"]);
        check(&|address| address.search = "print".into(), &["lab", "museum", "print"]);
        check(&|address| address.topic = Some("topic".into()), &["bus", "gap", "sensors"]);
        check(&|address| address.ego = Some("bus".into()), &["bus", "sensors"]);
        check(&|address| address.group = Some("all".into()), &["bus", "lab", "museum", "print"]);
        check(&|address| address.group = Some("two".into()), &["bus", "lab"]);
        let way = ["museum", "print", "lab", "gone"];
        check(&|address| address.way = way.map(Id::from).to_vec(), &["lab", "museum", "print"]);
        check(
            &|address| {
                address.search = "print".into();
                address.ego = Some("museum".into());
            },
            &["museum", "print"],
        );
    }

    #[test]
    fn a_search_without_an_answer_hides_nothing() {
        let network = notation::network("museum offers print");
        let (graph, address) = (Graph::new(&network), Address::of(View::Network));
        let search = Address { search: "lab".into(), ..address.clone() };
        let visible = |address: &Address, answer| {
            Visible::new(&network, &graph, address, &Day::new("2026-11-27"), |_, _| answer)
        };
        assert_eq!(visible(&search, None), visible(&address, None));
        assert!(visible(&search, Some(Answer::default())).actors.is_empty());
    }
}
