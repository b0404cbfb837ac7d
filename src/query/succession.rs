//! Succession: what would be missing without an actor, and who could take over.

use super::{
    coverage::{self, Coverage, Terms},
    matches::{Closeness, Matches},
};
use crate::model::{Day, Id, Network, Role, order};

/// A competency that hangs on an actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Loss {
    /// As it would be without the actor: nobody or one other offers it.
    pub then: Coverage,
    /// Who could take over, the nearest first; among them the one other.
    pub heirs: Vec<Heir>,
}

/// Each stands once at a loss, for the best reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heir {
    pub actor: Id,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// Offers this competency, which is the one or near it.
    Offers(Id, Closeness),
    /// Offered help with this topic, which takes it.
    Topic(Id),
}

/// What hangs on an actor by its own offers, in document order. Who has left on `today` or before takes nothing over.
/// `matches` are those of this network on this day.
pub fn losses(network: &Network, matches: &Matches, actor: &Id, today: &Day) -> Vec<Loss> {
    let lost = coverage::without(network, actor, Terms::Alone, today);
    let is_here = |id: &Id| network.actors.get(id).is_some_and(|it| it.is_here(today)) && id != actor;
    let loss = |then: Coverage| {
        let mut offering = matches.of_wish(&then.competency, Some(actor));
        order::sort_by_key(&mut offering, |found| found.closeness);
        let heir = |actor, why| Heir { actor, why };
        let mut heirs: Vec<Heir> = Vec::new();
        for found in offering {
            heirs.push(heir(found.offered_by, Why::Offers(found.offered, found.closeness)));
        }
        for topic in network.topics.iter().filter(|topic| topic.competencies.contains(&then.competency)) {
            for person in topic.people.iter().filter(|person| person.role == Role::CanHelp) {
                if is_here(&person.actor) && heirs.iter().all(|known| known.actor != person.actor) {
                    heirs.push(heir(person.actor.clone(), Why::Topic(topic.id.clone())));
                }
            }
        }
        Loss { then, heirs }
    };
    lost.into_iter().map(loss).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Competency, Stamp, Supporter, Topic, notation};

    #[test]
    fn the_nearest_take_over_and_who_would_help_comes_last() {
        let mut network = notation::network(
            "a offers sensors, print, rare; b offers gauge; c offers iot; d offers print; e; f offers print; g offers gauge;
             h needs sensors; i",
        );
        for (term, broader) in [("gauge", "sensors"), ("sensors", "iot")] {
            let broader = Some(broader.into());
            network.competencies.put(Competency { broader, ..Competency::new(term.into(), term) });
        }
        let people = ["a", "b", "e", "g", "gone"].map(|actor| (actor, Role::CanHelp));
        let people = people.into_iter().chain([("i", Role::Curious)]);
        let people = people.map(|(actor, role)| Supporter { actor: actor.into(), role }).collect();
        let competencies = vec!["sensors".into()];
        network.put(Topic { competencies, people, ..Topic::new("rain".into(), "rain") }, Stamp(1));
        let left = Some(Day::new("2026-01-01"));
        for gone in ["f", "g"] {
            network.put(Actor { left: left.clone(), ..Actor::new(gone.into(), gone) }, Stamp(1));
        }
        let told = |actor: &str| -> Vec<String> {
            let today = Day::new("2026-11-22");
            let losses = losses(&network, &Matches::new(&network, &today), &actor.into(), &today);
            let heirs = |loss: &Loss| -> Vec<String> {
                let heir = |Heir { actor, why }: &Heir| match why {
                    Why::Offers(offered, closeness) => format!("{actor} {offered} {closeness:?}"),
                    Why::Topic(topic) => format!("{actor} {topic}"),
                };
                loss.heirs.iter().map(heir).collect()
            };
            let line = |loss: &Loss| {
                format!("{} {}: {}", loss.then.competency, loss.then.state.word(), heirs(loss).join(", "))
            };
            losses.iter().map(line).collect()
        };
        // Who has left offers nothing: print hangs on two.
        let of_a = [
            "sensors unmet: b gauge Narrower, c iot Broader, e rain",
            "print only_one: d print Same",
            "rare unasked: ",
        ];
        assert_eq!(told("a"), of_a);
        assert_eq!(told("d"), ["print only_one: a print Same"]);
        assert_eq!(told("e"), [] as [&str; 0]);
    }
}
