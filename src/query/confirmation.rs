//! Whether what somebody says of itself is still true: how long ago it was confirmed, and whether it is time to ask.
//!
//! A confirmation fades after as many months as the network says, after a year where it says nothing. Who confirms an
//! actor confirms all it says, so an offer or need counts as confirmed on the later of its own day and its actor's.

use std::collections::HashMap;

use super::matches::{fresh_months, since_day};
use crate::model::{Actor, Confirmer, Day, Id, Network, order};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Age {
    /// Never confirmed, or too long ago.
    Old,
    /// Becomes old within the next quarter of a year.
    Soon,
    Fresh,
}

/// How things stand with what an actor says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Confirmation {
    pub actor: Id,
    pub age: Age,
    /// When it was confirmed last, and by whom.
    pub on: Option<Day>,
    pub by: Option<Confirmer>,
    /// How many of its offers and open needs are old.
    pub old: usize,
    /// When a keeper asked last.
    pub asked_on: Option<Day>,
}

/// Nobody is asked more often.
const QUARTER_MONTHS: u32 = 3;

impl Confirmation {
    /// Whether it is time to ask: not while it is fresh, and not twice within a quarter of a year.
    pub fn may_ask(&self, today: &Day) -> bool {
        self.age != Age::Fresh && is_past_a_quarter(self.asked_on.as_ref(), today)
    }
}

/// Whether something that was done on this day, if at all, may be done again.
pub fn is_past_a_quarter(done: Option<&Day>, today: &Day) -> bool {
    done.is_none_or(|day| since_day(today, QUARTER_MONTHS).is_some_and(|quarter| *day <= quarter))
}

/// The days from which on confirmations are fresh, and not soon old; `None` if today is no day.
struct Bounds {
    fresh: Option<Day>,
    soon: Option<Day>,
}

impl Bounds {
    fn of(network: &Network, today: &Day) -> Self {
        let months = fresh_months(network);
        let since = |months| since_day(today, months);
        Self { fresh: since(months), soon: since(months.saturating_sub(QUARTER_MONTHS)) }
    }

    /// What is no day confirms nothing.
    fn age(&self, confirmed: Option<&Day>) -> Age {
        let is_since = |bound: &Option<Day>| {
            let day = confirmed.filter(|day| day.parts().is_some());
            day.zip(bound.as_ref()).is_some_and(|(day, bound)| day >= bound)
        };
        match (is_since(&self.soon), is_since(&self.fresh)) {
            (true, _) => Age::Fresh,
            (false, true) => Age::Soon,
            (false, false) => Age::Old,
        }
    }
}

/// Of one actor; `None` for one that is not there.
pub fn age(network: &Network, actor: &Id, today: &Day) -> Option<Age> {
    let actor = network.actors.get(actor)?;
    Some(Bounds::of(network, today).age(actor.confirmed_on.as_ref()))
}

/// Whether an entry is old, for all actors of a network.
pub fn is_old(network: &Network, today: &Day) -> impl Fn(&Actor) -> bool + use<> {
    let bounds = Bounds::of(network, today);
    move |actor| bounds.age(actor.confirmed_on.as_ref()) == Age::Old
}

/// Of all who are here: who was never confirmed first, then what was confirmed longest ago.
pub fn confirmations(network: &Network, today: &Day) -> Vec<Confirmation> {
    let bounds = Bounds::of(network, today);
    let mut old: HashMap<&Id, usize> = HashMap::new();
    let offers = network.offers.iter().map(|it| (&it.actor, &it.confirmed_on));
    let needs =
        network.needs.iter().filter(|it| it.closed_on.is_none()).map(|it| (&it.actor, &it.confirmed_on));
    for (actor, confirmed) in offers.chain(needs) {
        *old.entry(actor).or_default() += usize::from(bounds.age(confirmed.as_ref()) == Age::Old);
    }
    let of = |actor: &Actor| {
        let on = actor.confirmed_on.clone().filter(|day| day.parts().is_some());
        let age = bounds.age(on.as_ref());
        Confirmation {
            actor: actor.id.clone(),
            age,
            old: if age == Age::Old { old.get(&actor.id).copied().unwrap_or_default() } else { 0 },
            by: actor.confirmed_by.filter(|_| on.is_some()),
            on,
            asked_on: actor.asked_on.clone(),
        }
    };
    let here = network.actors.iter().filter(|actor| actor.is_here(today));
    let mut all: Vec<Confirmation> = here.map(|actor| of(actor)).collect();
    order::sort_by_key(&mut all, |it| it.on.clone());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Offer, Stamp, notation};

    const TODAY: &str = "2026-11-29";

    fn network(months: Option<u32>, confirmed: &[(&str, Option<&str>)]) -> Network {
        let mut network = Network::new("n".into());
        let mut about = (*network.about).clone();
        about.confirm_months = months;
        network.about = about.into();
        for (name, day) in confirmed {
            let mut actor = Actor::new((*name).into(), *name);
            actor.confirmed_on = day.map(Day::new);
            network.put(actor, Stamp(1));
        }
        network
    }

    fn told(network: &Network) -> Vec<String> {
        let told = confirmations(network, &Day::new(TODAY)).into_iter();
        told.map(|it| format!("{} {:?} {}", it.actor, it.age, it.old)).collect()
    }

    #[test]
    fn the_oldest_comes_first_and_the_bounds_count_as_fresh() {
        let days = [
            ("today", Some(TODAY)),
            ("nine months", Some("2026-03-01")),
            ("a day more", Some("2026-02-28")),
            ("a year", Some("2025-11-29")),
            ("older", Some("2025-11-28")),
            ("never", None),
            ("no day", Some("2026")),
        ];
        assert_eq!(
            told(&network(None, &days)),
            [
                "never Old 0",
                "no day Old 0",
                "older Old 0",
                "a year Soon 0",
                "a day more Soon 0",
                "nine months Fresh 0",
                "today Fresh 0",
            ]
        );
        assert_eq!(
            told(&network(Some(1), &days))[4..],
            ["a day more Old 0", "nine months Old 0", "today Fresh 0"]
        );
    }

    #[test]
    fn offers_and_needs_are_as_old_as_the_later_of_two_days() {
        let mut network = notation::network("old offers x; old needs y; old needed z; young offers x");
        for (name, day) in [("old", "2020-01-01"), ("young", TODAY)] {
            let mut actor = Actor::new(name.into(), name);
            actor.confirmed_on = Some(Day::new(day));
            network.put(actor, Stamp(2));
        }
        assert_eq!(told(&network), ["old Old 2", "young Fresh 0"]);
        let mut offer = Offer::new("old-x".into(), "old", "x");
        offer.confirmed_on = Some(Day::new(TODAY));
        network.put(offer, Stamp(3));
        assert_eq!(told(&network), ["old Old 1", "young Fresh 0"]);
    }

    #[test]
    fn nobody_is_asked_twice_in_a_quarter_or_while_all_is_fresh() {
        let mut network = network(None, &[("old", None), ("fresh", Some(TODAY))]);
        let may_ask = |network: &Network| {
            let all = confirmations(network, &Day::new(TODAY)).into_iter();
            all.map(|it| it.may_ask(&Day::new(TODAY))).collect::<Vec<_>>()
        };
        assert_eq!(may_ask(&network), [true, false]);
        for (asked, may) in [("2026-08-30", false), ("2026-08-29", true)] {
            let mut actor = Actor::new("old".into(), "old");
            actor.asked_on = Some(Day::new(asked));
            network.put(actor, Stamp(2));
            assert_eq!(may_ask(&network), [may, false], "{asked}");
        }
    }
}
