//! What a network was on a day, as far as it tells: who had joined and had not left, what they offered and looked for,
//! whom they knew.
//!
//! What has no day of its own is there from the beginning, and never before those whose it is. A competency comes with
//! the first who offers it or looks for it, and stays.

use std::sync::Arc;

use super::dates::{has_begun, readable};
use crate::model::{Actor, Competency, Day, Id, Link, Need, Network, Offer, RecordType, Table};

/// From when until when each record was there.
#[derive(Clone, Debug)]
pub struct History<'a> {
    network: &'a Network,
    // Each by its place in the document.
    actors: Vec<Spell<'a>>,
    competencies: Vec<Spell<'a>>,
    offers: Vec<Spell<'a>>,
    needs: Vec<Spell<'a>>,
    links: Vec<Spell<'a>>,
}

/// What came and what went on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct News {
    /// In document order.
    pub joined: Vec<Id>,
    pub left: Vec<Id>,
    pub competencies: usize,
    pub offers: usize,
    pub needs: usize,
    pub links: usize,
    /// Needs that were met.
    pub met: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Spell<'a> {
    /// From the beginning without one.
    begin: Option<&'a Day>,
    /// The first day on which it is no longer there.
    end: Option<&'a Day>,
    /// It belongs to nobody, so it never was.
    is_lost: bool,
}

impl<'a> Spell<'a> {
    fn of(begin: &'a Option<Day>, end: &'a Option<Day>) -> Self {
        Self { begin: readable(begin), end: end.as_ref(), is_lost: false }
    }

    /// As long as both.
    fn within(self, other: Self) -> Self {
        let ends = [self.end, other.end].into_iter().flatten();
        Self { begin: self.begin.max(other.begin), end: ends.min(), is_lost: self.is_lost || other.is_lost }
    }

    fn is_on(&self, day: &Day) -> bool {
        !self.is_lost && has_begun(self.begin, day) && self.end.is_none_or(|end| end > day)
    }

    fn is_ever(&self) -> bool {
        !self.is_lost
            && match (self.begin, self.end) {
                (Some(begin), Some(end)) => begin < end,
                _ => true,
            }
    }

    fn ended(&self, day: &Day) -> bool {
        self.is_ever() && self.end == Some(day)
    }
}

impl<'a> History<'a> {
    pub fn new(network: &'a Network) -> Self {
        let lost = Spell { is_lost: true, ..Spell::default() };
        let actors: Vec<Spell> = network.actors.iter().map(|it| Spell::of(&it.joined, &it.left)).collect();
        let of = |actor: &Id| network.actors.index_of(actor).map_or(lost, |actor| actors[actor]);
        let offers: Vec<Spell> =
            network.offers.iter().map(|it| Spell::of(&it.since, &None).within(of(&it.actor))).collect();
        let needs: Vec<Spell> = network
            .needs
            .iter()
            .map(|it| Spell::of(&it.since, &it.closed_on).within(of(&it.actor)))
            .collect();
        let links = network
            .links
            .iter()
            .map(|it| Spell::of(&it.since, &None).within(of(&it.from)).within(of(&it.to)))
            .collect();
        let mut first: Vec<Option<Option<&Day>>> = vec![None; network.competencies.len()];
        let told = network.offers.iter().map(|it| &it.competency).zip(&offers);
        let asked = network.needs.iter().map(|it| &it.competency).zip(&needs);
        for (competency, spell) in told.chain(asked).filter(|(_, spell)| spell.is_ever()) {
            if let Some(competency) = network.competencies.index_of(competency) {
                let first = &mut first[competency];
                *first = Some(first.map_or(spell.begin, |first| first.min(spell.begin)));
            }
        }
        let competencies =
            first.into_iter().map(|first| Spell { begin: first.flatten(), ..Spell::default() }).collect();
        Self { network, actors, competencies, offers, needs, links }
    }

    fn spells(&self) -> impl Iterator<Item = &Spell<'a>> {
        let all = [&self.actors, &self.competencies, &self.offers, &self.needs, &self.links];
        all.into_iter().flatten().filter(|spell| spell.is_ever())
    }

    /// The days up to today on which something came or went.
    pub fn days(&self, today: &Day) -> Vec<Day> {
        let days = self.spells().flat_map(|spell| [spell.begin, spell.end]).flatten();
        let mut days: Vec<&Day> = days.filter(|day| day.parts().is_some() && *day <= today).collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter().cloned().collect()
    }

    /// The network as it was: what was not there is left out, and what was met later is open. Places and all else stay.
    pub fn on(&self, day: &Day) -> Network {
        let Network { actors, competencies, offers, needs, links, .. } = self.network;
        Network {
            actors: kept(actors.iter().zip(&self.actors), day, Actor::clone),
            competencies: kept(competencies.iter().zip(&self.competencies), day, Competency::clone),
            offers: kept(offers.iter().zip(&self.offers), day, Offer::clone),
            needs: kept(needs.iter().zip(&self.needs), day, |it| Need { closed_on: None, ..Need::clone(it) }),
            links: kept(links.iter().zip(&self.links), day, Link::clone),
            ..self.network.clone()
        }
    }

    /// What came and went on a day; on the `first` also what is there from the beginning.
    pub fn news(&self, day: &Day, first: bool) -> News {
        let began = |spell: &Spell| {
            spell.is_ever() && spell.begin.map_or(first && spell.is_on(day), |begin| begin == day)
        };
        let count = |spells: &[Spell]| spells.iter().filter(|spell| began(spell)).count();
        let actors = || self.network.actors.iter().zip(&self.actors);
        let needs = self.network.needs.iter().zip(&self.needs);
        News {
            joined: actors().filter(|(_, spell)| began(spell)).map(|(it, _)| it.id.clone()).collect(),
            left: actors().filter(|(_, spell)| spell.ended(day)).map(|(it, _)| it.id.clone()).collect(),
            competencies: count(&self.competencies),
            offers: count(&self.offers),
            needs: count(&self.needs),
            links: count(&self.links),
            // Others ended with who looked for it.
            met: needs.filter(|(it, spell)| spell.ended(day) && it.closed_on.as_ref() == Some(day)).count(),
        }
    }
}

fn kept<'a, T: RecordType + 'a>(
    records: impl Iterator<Item = (&'a Arc<T>, &'a Spell<'a>)>,
    day: &Day,
    copy: impl Fn(&T) -> T,
) -> Table<T> {
    records.filter(|(_, spell)| spell.is_on(day)).map(|(record, _)| copy(record)).collect()
}

/// Which of the days is the last up to this one; the first where none is, or where it is no day.
pub fn step_of(days: &[Day], day: &Day) -> usize {
    match day.parts() {
        Some(_) => days.partition_point(|it| it <= day).saturating_sub(1),
        None => 0,
    }
}

/// Days to look at side by side: the first, the last, and between them the one that is shown, else the middle one.
pub fn side_by_side(days: &[Day], shown: Option<&Day>) -> Vec<Day> {
    let last = days.len().saturating_sub(1);
    let shown = shown.map(|day| step_of(days, day)).filter(|step| (1..last).contains(step));
    let mut steps = vec![0, shown.unwrap_or(last / 2), last];
    steps.dedup();
    steps.into_iter().filter_map(|step| days.get(step).cloned()).collect()
}

#[cfg(test)]
mod tests;
