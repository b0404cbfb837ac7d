//! What a network achieved, counted on a day from the dates in it. Sums only: nobody is compared with anybody.
//!
//! - A figure says how it stood at the end of a day: who joined on it is there, who left on it is not.
//! - What has no day that can be read counts from the beginning, so that all of it counts today; of each figure it is
//!   told how many these are. What lies between actors begins no earlier than they do.
//! - What happened stays counted when those it happened to have left: introductions, met needs, meetings, agreements.
//! - Matches have no past: they follow from all that is offered and looked for now.

mod period;
mod story;

use std::collections::{HashMap, HashSet};

use crate::model::{ActorKind, ActorStatus, Day, Id, Link, LinkKind, Network, TableName, Topic, TopicStatus};

use super::{
    coverage::{Few, State},
    dates::{
        agreed, closed, ended, has_begun, has_talked, link_begin, meeting_day, readable, talked, topic_day,
    },
};

pub use period::{Period, steps};
pub use story::stories;

/// Below this a number might tell of persons.
pub const FEW: usize = 3;

/// The parts of the page and of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chapter {
    /// Who is there, and who knows whom.
    SocialCapital,
    /// What is worked on.
    Steering,
    /// What came of it.
    Results,
}

impl Chapter {
    pub const ALL: [Self; 3] = [Self::SocialCapital, Self::Steering, Self::Results];
}

/// Figures that are the parts of one whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whole {
    Topics,
    Coverage,
}

macro_rules! figures {
    ($($(#[doc = $about:literal])* $figure:ident: $chapter:ident, $whole:expr, $tells_persons:literal;)*) => {
        /// What is counted.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Figure {
            $($(#[doc = $about])* $figure,)*
        }

        impl Figure {
            pub const ALL: &'static [Self] = &[$(Self::$figure,)*];

            pub fn chapter(self) -> Chapter {
                match self {
                    $(Self::$figure => Chapter::$chapter,)*
                }
            }

            /// Of what it is a part.
            pub fn whole(self) -> Option<Whole> {
                match self {
                    $(Self::$figure => $whole,)*
                }
            }

            /// Whether it counts actors, or what single actors say or do, and so might tell of a person where it is
            /// small.
            pub fn tells_persons(self) -> bool {
                match self {
                    $(Self::$figure => $tells_persons,)*
                }
            }
        }
    };
}

figures! {
    Members: SocialCapital, None, true;
    Guests: SocialCapital, None, true;
    /// From which somebody is there.
    Sectors: SocialCapital, None, false;
    /// That somebody offers.
    Competencies: SocialCapital, None, false;
    Offers: SocialCapital, None, true;
    Links: SocialCapital, None, true;
    /// Of which both ends come from a sector, and not from the same one.
    LinksAcross: SocialCapital, None, true;
    /// Pairs of actors of whom a link says that they were introduced, or an agreement that they have talked.
    Introductions: SocialCapital, None, true;
    TopicsIdea: Steering, Some(Whole::Topics), false;
    TopicsDiscussed: Steering, Some(Whole::Topics), false;
    TopicsUnderWay: Steering, Some(Whole::Topics), false;
    TopicsDone: Steering, Some(Whole::Topics), false;
    TopicsDropped: Steering, Some(Whole::Topics), false;
    Covered: Steering, Some(Whole::Coverage), false;
    OnlyOne: Steering, Some(Whole::Coverage), false;
    Unmet: Steering, Some(Whole::Coverage), false;
    NeedsOpen: Steering, None, true;
    Meetings: Steering, None, false;
    /// Who was there, meeting by meeting, summed up.
    Attendance: Steering, None, true;
    /// Different actors that came to any meeting.
    Attending: Steering, None, true;
    NeedsMet: Results, None, true;
    /// Whatever came of them.
    AgreementsMade: Results, None, true;
    AgreementsKept: Results, None, true;
    AgreementsNotKept: Results, None, true;
}

/// A figure on a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count<'a> {
    pub value: usize,
    /// What was counted, in document order: as many as the value, but for [`Figure::Attendance`], where it is the
    /// meetings that somebody came to.
    pub records: Vec<(TableName, &'a Id)>,
    /// How many of these say nothing of since when.
    pub undated: usize,
}

/// All figures on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Counts<'a>(Vec<Count<'a>>);

/// A number as it may leave the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Number(usize),
    /// Fewer than [`FEW`], and more than none.
    Few,
}

/// A number of what some readers may see, as they may be told it: a small one of a figure that might tell of persons
/// is only said to be small, where there is any person among what is counted.
pub fn told(part: &Network, figure: Figure, value: usize) -> Told {
    let is_small = (1..FEW).contains(&value) && figure.tells_persons();
    let is_hidden = is_small && part.actors.iter().any(|actor| actor.kind == ActorKind::Person);
    if is_hidden { Told::Few } else { Told::Number(value) }
}

/// What lies between two numbers; `None` where one of them is not told, or would follow from it.
pub fn difference(then: Told, now: Told) -> Option<isize> {
    match (then, now) {
        (Told::Number(then), Told::Number(now)) => Some(now.cast_signed() - then.cast_signed()),
        _ => None,
    }
}

impl<'a> Counts<'a> {
    pub fn on(network: &'a Network, day: &Day) -> Self {
        let mut counting = Counting {
            network,
            day,
            here: HashMap::new(),
            counts: vec![Count::default(); Figure::ALL.len()],
        };
        counting.actors();
        counting.relations();
        counting.links();
        counting.topics();
        counting.meetings();
        counting.agreements();
        Self(counting.counts)
    }

    pub fn of(&self, figure: Figure) -> &Count<'a> {
        &self.0[figure as usize]
    }

    /// In the order of [`Figure::ALL`].
    pub fn values(&self) -> Vec<usize> {
        self.0.iter().map(|count| count.value).collect()
    }
}

/// The figures of a chapter, from two counts; parts of a whole that are empty in both are left out.
pub fn side_by_side(counts: [&Counts; 2], chapter: Chapter) -> Vec<(Figure, [usize; 2])> {
    let of_chapter = Figure::ALL.iter().filter(|figure| figure.chapter() == chapter);
    let values = of_chapter.map(|figure| (*figure, counts.map(|counts| counts.of(*figure).value)));
    values.filter(|(figure, values)| figure.whole().is_none() || *values != [0, 0]).collect()
}

struct Counting<'a, 'd> {
    network: &'a Network,
    day: &'d Day,
    /// Who is there on the day, and since when.
    here: HashMap<&'a Id, Option<&'a Day>>,
    counts: Vec<Count<'a>>,
}

/// What is there on the day because of others, and whether any of these says since when.
type Because<'a> = HashMap<&'a Id, bool>;

impl<'a> Counting<'a, '_> {
    fn put(&mut self, figure: Figure, table: TableName, id: &'a Id, is_dated: bool) {
        let count = &mut self.counts[figure as usize];
        count.value += 1;
        count.records.push((table, id));
        count.undated += usize::from(!is_dated);
    }

    /// Those of a table for which there is a reason, in document order.
    fn put_all(
        &mut self,
        figure: Figure,
        table: TableName,
        ids: impl Iterator<Item = &'a Id>,
        because: &Because,
    ) {
        for id in ids {
            if let Some(is_dated) = because.get(id) {
                self.put(figure, table, id, *is_dated);
            }
        }
    }

    fn has_begun(&self, day: Option<&Day>) -> bool {
        has_begun(day, self.day)
    }

    fn actors(&mut self) {
        let mut sectors = Because::new();
        for actor in self.network.actors.iter() {
            let joined = readable(&actor.joined);
            if !actor.is_here(self.day) || !self.has_begun(joined) {
                continue;
            }
            self.here.insert(&actor.id, joined);
            let figure = match actor.status {
                ActorStatus::Member => Figure::Members,
                ActorStatus::Guest => Figure::Guests,
            };
            self.put(figure, TableName::Actors, &actor.id, joined.is_some());
            if let Some(sector) = &actor.sector {
                *sectors.entry(sector).or_default() |= joined.is_some();
            }
        }
        let ids = self.network.sectors.iter().map(|sector| &sector.id);
        self.put_all(Figure::Sectors, TableName::Sectors, ids, &sectors);
    }

    /// Offers and needs, and what they make of competencies.
    fn relations(&mut self) {
        let (mut offered, mut needed) = (HashMap::new(), HashMap::new());
        let mut dated = Because::new();
        let is_known = |id: &Id| self.network.competencies.contains(id);
        let mut relate = |at: &mut HashMap<&'a Id, HashSet<&'a Id>>, competency, actor, is_dated: bool| {
            at.entry(competency).or_default().insert(actor);
            *dated.entry(competency).or_default() |= is_dated;
        };
        for offer in self.network.offers.iter().filter(|offer| is_known(&offer.competency)) {
            let since = readable(&offer.since);
            let Some(joined) = self.here.get(&offer.actor).filter(|_| self.has_begun(since)) else {
                continue;
            };
            let is_dated = since.or(*joined).is_some();
            relate(&mut offered, &offer.competency, &offer.actor, is_dated);
            self.put(Figure::Offers, TableName::Offers, &offer.id, is_dated);
        }
        for need in self.network.needs.iter().filter(|need| is_known(&need.competency)) {
            if let Some(closed) = closed(need).filter(|closed| self.has_begun(*closed)) {
                if self.network.actors.contains(&need.actor) {
                    self.put(Figure::NeedsMet, TableName::Needs, &need.id, closed.is_some());
                }
                continue;
            }
            let since = readable(&need.since);
            let Some(joined) = self.here.get(&need.actor).filter(|_| self.has_begun(since)) else { continue };
            let is_dated = since.or(*joined).is_some();
            relate(&mut needed, &need.competency, &need.actor, is_dated);
            self.put(Figure::NeedsOpen, TableName::Needs, &need.id, is_dated);
        }
        for competency in self.network.competencies.iter() {
            let number = |at: &HashMap<_, HashSet<_>>| at.get(&competency.id).map_or(0, HashSet::len);
            let is_dated = dated.get(&competency.id).is_some_and(|is_dated| *is_dated);
            let mut put = |figure| self.put(figure, TableName::Competencies, &competency.id, is_dated);
            if number(&offered) > 0 {
                put(Figure::Competencies);
            }
            match State::of(number(&offered), number(&needed), Few::One) {
                State::Covered => put(Figure::Covered),
                State::OnlyOne => put(Figure::OnlyOne),
                State::Unmet => put(Figure::Unmet),
                State::Unasked => {}
            }
        }
    }

    fn links(&mut self) {
        for link in self.network.links.iter() {
            let (Some(from), Some(to)) = (self.here.get(&link.from), self.here.get(&link.to)) else {
                continue;
            };
            let since = readable(&link.since);
            if !self.has_begun(since) {
                continue;
            }
            let is_dated = since.or(*from).or(*to).is_some();
            self.put(Figure::Links, TableName::Links, &link.id, is_dated);
            if is_across(self.network, link) {
                self.put(Figure::LinksAcross, TableName::Links, &link.id, is_dated);
            }
        }
        self.introductions();
    }

    /// Each pair once, by what says so first.
    fn introductions(&mut self) {
        let mut pairs = HashSet::new();
        let mut is_new = |one: &'a Id, other: &'a Id| pairs.insert((one.min(other), one.max(other)));
        for link in self.network.links.iter().filter(|link| is_introduction(link)) {
            let Some(begin) = link_begin(self.network, link) else { continue };
            if self.has_begun(begin) && is_new(&link.from, &link.to) {
                self.put(Figure::Introductions, TableName::Links, &link.id, begin.is_some());
            }
        }
        for agreement in self.network.agreements.iter().filter(|it| has_talked(it)) {
            let day = talked(self.network, agreement);
            let are_known =
                [&agreement.giver, &agreement.taker].iter().all(|id| self.network.actors.contains(id));
            if are_known && self.has_begun(day) && is_new(&agreement.giver, &agreement.taker) {
                self.put(Figure::Introductions, TableName::Agreements, &agreement.id, day.is_some());
            }
        }
    }

    fn topics(&mut self) {
        for topic in self.network.topics.iter() {
            let Some((status, is_dated)) = status_on(self.network, topic, self.day) else { continue };
            let figure = match status {
                TopicStatus::Idea => Figure::TopicsIdea,
                TopicStatus::Discussed => Figure::TopicsDiscussed,
                TopicStatus::UnderWay => Figure::TopicsUnderWay,
                TopicStatus::Done => Figure::TopicsDone,
                TopicStatus::Dropped => Figure::TopicsDropped,
            };
            self.put(figure, TableName::Topics, &topic.id, is_dated);
        }
    }

    fn meetings(&mut self) {
        let mut came = Because::new();
        for meeting in self.network.meetings.iter() {
            let day = meeting_day(meeting);
            if !self.has_begun(day) {
                continue;
            }
            self.put(Figure::Meetings, TableName::Meetings, &meeting.id, day.is_some());
            let present: HashSet<&Id> =
                meeting.present.iter().filter(|id| self.network.actors.contains(id)).collect();
            if !present.is_empty() {
                self.put(Figure::Attendance, TableName::Meetings, &meeting.id, day.is_some());
                self.counts[Figure::Attendance as usize].value += present.len() - 1;
            }
            for id in present {
                *came.entry(id).or_default() |= day.is_some();
            }
        }
        let ids = self.network.actors.iter().map(|actor| &actor.id);
        self.put_all(Figure::Attending, TableName::Actors, ids, &came);
    }

    fn agreements(&mut self) {
        for agreement in self.network.agreements.iter() {
            let are_known =
                [&agreement.giver, &agreement.taker].iter().all(|id| self.network.actors.contains(id));
            let Some(made) = agreed(self.network, agreement).filter(|_| are_known) else { continue };
            if self.has_begun(made) {
                self.put(Figure::AgreementsMade, TableName::Agreements, &agreement.id, made.is_some());
            }
            let Some((is_kept, day)) = ended(self.network, agreement) else { continue };
            let day = day.or(made);
            if self.has_begun(day) {
                let figure = if is_kept { Figure::AgreementsKept } else { Figure::AgreementsNotKept };
                self.put(figure, TableName::Agreements, &agreement.id, day.is_some());
            }
        }
    }
}

fn is_introduction(link: &Link) -> bool {
    link.kind == LinkKind::Introduced || link.by.is_some()
}

fn is_across(network: &Network, link: &Link) -> bool {
    let sector = |id: &Id| network.actors.get(id).and_then(|actor| actor.sector.as_ref());
    sector(&link.from).zip(sector(&link.to)).is_some_and(|(one, other)| one != other)
}

/// In which state a topic was, and whether it is known since when; `None` before it began. After all that its history
/// tells it is in the state that it is said to be in.
pub fn status_on(network: &Network, topic: &Topic, day: &Day) -> Option<(TopicStatus, bool)> {
    let mut events: Vec<_> =
        topic.history.iter().map(|event| (topic_day(network, event), event.status)).collect();
    events.sort_by_key(|(day, _)| *day);
    let begun = events.iter().filter(|(begin, _)| has_begun(*begin, day)).count();
    let last = begun.checked_sub(1).map(|place| events[place]);
    if begun < events.len() {
        return last.map(|(begin, status)| (status, begin.is_some()));
    }
    let is_dated = last.is_some_and(|(begin, status)| begin.is_some() && status == topic.status);
    Some((topic.status, is_dated))
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
