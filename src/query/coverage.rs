//! Coverage: what is offered, what is looked for, and where the two do not meet.

use crate::model::{Day, Id, Network, order};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Somebody looks for it and nobody offers it.
    Unmet,
    /// Exactly one actor offers it, looked for or not: if that one leaves, it is gone. Or two, where [`Few`] says so.
    OnlyOne,
    /// Several actors offer it and somebody looks for it.
    Covered,
    /// Nobody looks for it, and it does not hang on one actor: several offer it, or nobody does.
    Unasked,
}

impl State {
    /// For a competency that `offered` actors offer and `needed` actors look for.
    pub fn of(offered: usize, needed: usize, few: Few) -> Self {
        match (offered, needed) {
            (1, _) => Self::OnlyOne,
            (2, _) if few == Few::Two => Self::OnlyOne,
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

/// Up to how many who offer a competency are few.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Few {
    #[default]
    One,
    Two,
}

/// How coverage is judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Measure {
    pub terms: Terms,
    pub few: Few,
}

/// Whose offers count for a competency.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Terms {
    /// Those of the competency itself.
    #[default]
    Alone,
    /// Also those of its narrower terms, by any number of steps: who offers LoRaWAN offers some of the Internet of
    /// Things. Needs stay with the term they name.
    WithNarrower,
}

/// The coverage of every competency, in document order. Relations of actors who are missing or have left do not count.
pub fn coverage(network: &Network, measure: Measure, today: &Day) -> Vec<Coverage> {
    count(network, measure, today, None)
}

/// What hangs on an actor: the competencies it helps to cover and which nobody or one other would offer if it left,
/// in document order, as they would be then. Its own needs would be gone too, so that one which nobody would offer may
/// be [unasked](State::Unasked).
pub fn without(network: &Network, actor: &Id, terms: Terms, today: &Day) -> Vec<Coverage> {
    let measure = Measure { terms, few: Few::One };
    let now = count(network, measure, today, None);
    let then = count(network, measure, today, Some(actor));
    let hit = now.into_iter().zip(then).filter(|(now, then)| then.offered < now.offered && then.offered <= 1);
    hit.map(|(_, then)| then).collect()
}

/// The coverage of every competency, but for what one actor offers and looks for.
fn count(network: &Network, measure: Measure, today: &Day, without: Option<&Id>) -> Vec<Coverage> {
    let none = || vec![Vec::new(); network.competencies.len()];
    let (mut offered, mut needed) = (none(), none());
    // Who stands at each competency, by place, and again for each time that it says so.
    let stand = |at: &mut [Vec<usize>], competency: &Id, actor: &Id| {
        let is_here = Some(actor) != without && network.actors.get(actor).is_some_and(|it| it.is_here(today));
        let place = network.actors.index_of(actor).filter(|_| is_here);
        if let (Some(competency), Some(actor)) = (network.competencies.index_of(competency), place) {
            at[competency].push(actor);
        }
    };
    for offer in network.offers.iter() {
        stand(&mut offered, &offer.competency, &offer.actor);
    }
    for need in network.needs.iter() {
        if need.closed_on.is_none() {
            stand(&mut needed, &need.competency, &need.actor);
        }
    }
    if measure.terms == Terms::WithNarrower {
        offered = with_broader(network, &offered);
    }
    let mut seen = vec![usize::MAX; network.actors.len()];
    let mut distinct = |actors: &[usize], mark: usize| {
        let mut count = 0;
        for &actor in actors {
            count += usize::from(seen[actor] != mark);
            seen[actor] = mark;
        }
        count
    };
    let mut coverage = Vec::new();
    for (place, competency) in network.competencies.iter().enumerate() {
        let (offered, needed) =
            (distinct(&offered[place], 2 * place), distinct(&needed[place], 2 * place + 1));
        let state = State::of(offered, needed, measure.few);
        coverage.push(Coverage { competency: competency.id.clone(), state, offered, needed });
    }
    coverage
}

/// Each actor at the terms it stands at and at all broader ones. Circles end where they began.
fn with_broader(network: &Network, actors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let terms: Vec<_> = network.competencies.iter().collect();
    let mut above = vec![Vec::new(); actors.len()];
    // From which term each was last come by.
    let mut come_from = vec![usize::MAX; actors.len()];
    for (start, actors) in actors.iter().enumerate() {
        let mut next = Some(start).filter(|_| !actors.is_empty());
        while let Some(term) = next.filter(|term| come_from[*term] != start) {
            come_from[term] = start;
            above[term].extend_from_slice(actors);
            next = terms[term].broader.as_ref().and_then(|broader| network.competencies.index_of(broader));
        }
    }
    above
}

/// The offered competencies with how many actors offer each, most first, equally popular ones by name.
pub fn popular(network: &Network, today: &Day) -> Vec<(Id, usize)> {
    let name =
        |id: &Id| network.competencies.get(id).map(|competency| super::fold::sort_key(&competency.name));
    let mut popular: Vec<(Id, usize)> = coverage(network, Measure::default(), today)
        .into_iter()
        .filter(|coverage| coverage.offered > 0)
        .map(|coverage| (coverage.competency, coverage.offered))
        .collect();
    order::sort_by_cached_key(&mut popular, |(id, offered)| (std::cmp::Reverse(*offered), name(id)));
    popular
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, Competency, Need, Offer, Stamp, notation};

    fn today() -> Day {
        Day::new("2026-11-27")
    }

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

        let lines: String = coverage(&network, Measure::default(), &today())
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
            popular(&network, &today()).iter().map(|(id, count)| format!("{id} {count}")).collect();
        assert_eq!(popular, ["covered 2", "idle 2", "one 1", "twice 1"]);
        let network = notation::network("a offers kita10, kita2, kita1");
        let names: Vec<Id> = super::popular(&network, &today()).into_iter().map(|(id, _)| id).collect();
        assert_eq!(names, ["kita1", "kita2", "kita10"].map(Id::from));
    }

    fn lines(coverage: Vec<Coverage>) -> Vec<String> {
        let line =
            |it: &Coverage| format!("{} {} {}:{}", it.competency, it.state.word(), it.offered, it.needed);
        coverage.iter().map(line).collect()
    }

    /// `gauge` is narrower than `sensors`, and that than `iot`.
    fn with_terms(text: &str) -> Network {
        let mut network = notation::network(text);
        for (term, broader) in [("gauge", "sensors"), ("sensors", "iot")] {
            let broader = Some(broader.into());
            network.competencies.put(Competency { broader, ..Competency::new(term.into(), term) });
        }
        network
    }

    #[test]
    fn narrower_terms_count_where_they_are_to() {
        let mut network =
            with_terms("#iot; #sensors; a offers gauge; b offers gauge, sensors; c needs iot, gauge");
        assert_eq!(
            lines(coverage(&network, Measure::default(), &today())),
            ["iot unmet 0:1", "sensors only_one 1:0", "gauge covered 2:1"]
        );
        let with_narrower = Measure { terms: Terms::WithNarrower, ..Measure::default() };
        let expected = ["iot covered 2:1", "sensors unasked 2:0", "gauge covered 2:1"];
        assert_eq!(lines(coverage(&network, with_narrower, &today())), expected);
        // In a circle all are broader than all.
        let broader = Some("gauge".into());
        network.competencies.put(Competency { broader, ..Competency::new("iot".into(), "iot") });
        let expected = ["iot covered 2:1", "sensors unasked 2:0", "gauge covered 2:1"];
        assert_eq!(lines(coverage(&network, with_narrower, &today())), expected);
    }

    #[test]
    fn without_an_actor_what_hung_on_it_is_gone() {
        let network = notation::network(
            "a offers alone, shared, many, idle; b offers shared, many; c offers many, other; d needs alone, shared;
             a needs idle, other; d needs other",
        );
        let without = |actor: &str| lines(without(&network, &actor.into(), Terms::Alone, &today()));
        assert_eq!(without("a"), ["alone unmet 0:1", "shared only_one 1:1", "idle unasked 0:0"]);
        assert_eq!(without("b"), ["shared only_one 1:1"]);
        assert_eq!(without("c"), ["other unmet 0:2"]);
        assert_eq!(without("d"), [] as [&str; 0]);
        assert_eq!(without("nobody"), [] as [&str; 0]);
        // The many are two now; nothing hangs on one.
        assert!(!without("a").iter().any(|line| line.starts_with("many")));

        let network = with_terms("#iot; #sensors; a offers gauge; b offers iot; c needs iot");
        let without = super::without(&network, &"a".into(), Terms::WithNarrower, &today());
        assert_eq!(lines(without), ["iot only_one 1:1", "sensors unasked 0:0", "gauge unasked 0:0"]);
    }

    #[test]
    fn who_has_left_offers_and_needs_nothing() {
        let mut network = notation::network("a offers print; b offers print; c needs print");
        let states = ["2026-11-28", "2026-11-27"].map(|left| {
            for id in ["b", "c"] {
                network.put(Actor { left: Some(Day::new(left)), ..Actor::new(id.into(), id) }, Stamp(1));
            }
            lines(coverage(&network, Measure::default(), &today()))
        });
        assert_eq!(states, [["print covered 2:1"], ["print only_one 1:0"]]);
    }
}
