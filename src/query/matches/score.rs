//! What puts one match before another: one table, added up.

use super::Closeness;
use crate::model::{Day, Network};

/// What speaks for a match.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Criterion {
    /// Each has what the other looks for.
    Mutual,
    /// How near the offered term is to the wanted one.
    Term,
    /// The level of the offer.
    Level,
    /// The offer says what was done with it.
    Evidence,
    /// Offer and need were confirmed lately.
    Fresh,
    /// The two know each other, or somebody knows both.
    Contact,
    /// See [`Match::surprising`](super::Match::surprising).
    Surprise,
}

/// A row of [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weight {
    pub what: Criterion,
    /// Points for who meets it wholly.
    pub points: u16,
}

/// The published order: each criterion adds its points by the share to which it is met. Mutual matches weigh as much
/// as all the rest together and so come before all others.
pub const WEIGHTS: [Weight; 7] = [
    Weight { what: Criterion::Mutual, points: 100 },
    Weight { what: Criterion::Term, points: 40 },
    Weight { what: Criterion::Evidence, points: 16 },
    Weight { what: Criterion::Level, points: 12 },
    Weight { what: Criterion::Fresh, points: 12 },
    Weight { what: Criterion::Contact, points: 10 },
    Weight { what: Criterion::Surprise, points: 10 },
];

/// How long a confirmation stays fresh in a network that does not say so.
const USUAL_MONTHS: u32 = 12;

/// How long a confirmation stays fresh.
pub fn fresh_months(network: &Network) -> u32 {
    network.about.confirm_months.unwrap_or(USUAL_MONTHS)
}

/// Hundredths of a point.
pub(super) type Score = u16;

/// More than any score.
pub(super) const SCORES: usize = {
    let (mut sum, mut row) = (0, 0);
    while row < WEIGHTS.len() {
        sum += WEIGHTS[row].points as usize * WHOLE as usize;
        row += 1;
    }
    sum + 1
};

/// What mutual matches have at least and others have not: contact and surprise exclude each other.
pub(super) const MUTUAL: Score = points(Criterion::Mutual, WHOLE);
pub(super) const CONTACT: Score = points(Criterion::Contact, WHOLE);
pub(super) const SURPRISE: Score = points(Criterion::Surprise, WHOLE);
/// What either of them adds at most.
pub(super) const MOST_OF_TWO: Score = if CONTACT > SURPRISE { CONTACT } else { SURPRISE };

/// A criterion that is wholly met, in hundredths.
pub(super) const WHOLE: u16 = 100;

/// What a criterion adds that is met by `share` hundredths.
pub(super) const fn points(what: Criterion, share: u16) -> Score {
    let mut row = 0;
    while WEIGHTS[row].what as u8 != what as u8 {
        row += 1;
    }
    WEIGHTS[row].points * share
}

pub(super) fn of_term(closeness: Closeness) -> u16 {
    match closeness {
        Closeness::Same => WHOLE,
        Closeness::Synonym => 95,
        Closeness::Narrower => 80,
        Closeness::NearTwin => 50,
        Closeness::Broader => 30,
    }
}

/// An offer that does not say its level counts as one between basic and experienced.
pub(super) fn of_level(level: Option<u8>) -> u16 {
    match level {
        Some(..=1) => 33,
        None => 50,
        Some(2) => 67,
        Some(3..) => WHOLE,
    }
}

/// Since when something must have been confirmed to be fresh: year, month and day, which need not be one of the
/// calendar. `None` if today is no day.
pub(super) fn fresh_since(today: &Day, months: u32) -> Option<(u32, u32, u8)> {
    let (year, month, day) = today.parts()?;
    let month = (u32::from(year) * 12 + u32::from(month) - 1).saturating_sub(months);
    Some((month / 12, month % 12 + 1, day))
}

/// The same as a text that compares with days.
pub fn since_day(today: &Day, months: u32) -> Option<Day> {
    let (year, month, day) = fresh_since(today, months)?;
    Some(Day::new(format!("{year:04}-{month:02}-{day:02}")))
}

/// The same of this network.
pub fn fresh_since_day(network: &Network, today: &Day) -> Option<Day> {
    since_day(today, fresh_months(network))
}

pub(super) fn is_fresh(confirmed: Option<&Day>, since: Option<(u32, u32, u8)>) -> bool {
    let parts = confirmed.and_then(Day::parts).map(|(year, month, day)| (year.into(), month.into(), day));
    since.is_some() && parts >= since
}
