//! Coverage: what is offered, what is looked for, and where the two do not meet.

use std::collections::{HashMap, HashSet};

use crate::model::{Id, Network, order};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Somebody looks for it and nobody offers it.
    Unmet,
    /// Exactly one actor offers it, looked for or not: if that one leaves, it is gone.
    OnlyOne,
    /// Several actors offer it and somebody looks for it.
    Covered,
    /// Nobody looks for it, and it does not hang on one actor: several offer it, or nobody does.
    Unasked,
}

impl State {
    /// For a competency that `offered` actors offer and `needed` actors look for.
    pub fn of(offered: usize, needed: usize) -> Self {
        match (offered, needed) {
            (1, _) => Self::OnlyOne,
            (_, 0) => Self::Unasked,
            (0, _) => Self::Unmet,
            _ => Self::Covered,
        }
    }

    /// The word in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unmet => "unmet",
            Self::OnlyOne => "only_one",
            Self::Covered => "covered",
            Self::Unasked => "unasked",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    pub competency: Id,
    pub state: State,
    /// Distinct actors that offer it.
    pub offered: usize,
    /// Distinct actors with an open need of it.
    pub needed: usize,
}

/// The coverage of every competency, in document order. Relations of missing actors do not count.
pub fn coverage(network: &Network) -> Vec<Coverage> {
    let offers = network.offers.iter().map(|offer| (&offer.competency, &offer.actor));
    let open = network.needs.iter().filter(|need| need.closed_on.is_none());
    let offered = actors_of(network, offers);
    let needed = actors_of(network, open.map(|need| (&need.competency, &need.actor)));
    let count = |actors: &HashMap<&Id, HashSet<&Id>>, id| actors.get(id).map_or(0, HashSet::len);
    let counted = network.competencies.iter().map(|competency| {
        let (offered, needed) = (count(&offered, &competency.id), count(&needed, &competency.id));
        Coverage { competency: competency.id.clone(), state: State::of(offered, needed), offered, needed }
    });
    counted.collect()
}

/// The offered competencies with how many actors offer each, most first, equally popular ones by name.
pub fn popular(network: &Network) -> Vec<(Id, usize)> {
    let name = |id: &Id| network.competencies.get(id).map(|competency| super::fold::key(&competency.name));
    let mut popular: Vec<(Id, usize)> = coverage(network)
        .into_iter()
        .filter(|coverage| coverage.offered > 0)
        .map(|coverage| (coverage.competency, coverage.offered))
        .collect();
    order::sort_by_cached_key(&mut popular, |(id, offered)| (std::cmp::Reverse(*offered), name(id)));
    popular
}

fn actors_of<'a>(
    network: &Network,
    pairs: impl Iterator<Item = (&'a Id, &'a Id)>,
) -> HashMap<&'a Id, HashSet<&'a Id>> {
    let mut actors: HashMap<&Id, HashSet<&Id>> = HashMap::new();
    for (competency, actor) in pairs.filter(|(_, actor)| network.actors.contains(actor)) {
        actors.entry(competency).or_default().insert(actor);
    }
    actors
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Need, Offer, Stamp, notation};

    #[test]
    fn counts_distinct_actors_and_open_needs() {
        let mut network = notation::network(
            "#unmet; a offers one, twice, covered, idle; b offers covered, idle; #nothing;
             c needs unmet, one, covered; c needed met",
        );
        // Twice the same, and from somebody who is not there.
        network.put(Offer::new("again".into(), "a", "twice"), Stamp(1));
        network.put(Offer::new("lost".into(), "gone", "unmet"), Stamp(1));
        network.put(Need::new("lost".into(), "gone", "idle"), Stamp(1));

        let lines: String = coverage(&network)
            .iter()
            .map(|it| format!("{} {} {}:{}\n", it.competency, it.state.word(), it.offered, it.needed))
            .collect();
        expect_test::expect![[r#"
            unmet unmet 0:1
            one only_one 1:1
            twice only_one 1:0
            covered covered 2:1
            idle unasked 2:0
            nothing unasked 0:0
            met unasked 0:0
        "#]]
        .assert_eq(&lines);
        let popular: Vec<String> =
            popular(&network).iter().map(|(id, count)| format!("{id} {count}")).collect();
        assert_eq!(popular, ["covered 2", "idle 2", "one 1", "twice 1"]);
    }
}
