//! Which days are compared, and at which days figures are counted for a picture of all the time.

use crate::{
    model::{Day, Network},
    query::dates,
};

/// Two days, of which the first is not the later one.
#[derive(Clone, Debug, PartialEq)]
pub struct Period {
    pub since: Day,
    pub until: Day,
}

/// More would be drawn closer than can be told apart.
const MOST_STEPS: u32 = 40;
/// Months between two steps: as few as fit, then by whole years.
const MONTHS: [u32; 4] = [1, 3, 6, 12];

impl Period {
    /// The days that are asked for, in their order and not beyond today. Where none is asked for: until today, since a
    /// year ago, or where nothing happened since then, since the first day of all.
    pub fn of(network: &Network, since: Option<&Day>, until: Option<&Day>, today: &Day) -> Self {
        let known =
            |day: Option<&Day>| day.filter(|day| day.parts().is_some()).map(|day| day.min(today).clone());
        let until = known(until).unwrap_or_else(|| today.clone());
        let since = known(since).unwrap_or_else(|| {
            let a_year_ago = until.months_before(12);
            let days = || dates::all(network).filter(|day| **day <= until);
            let is_quiet = !days().any(|day| *day > a_year_ago);
            days().min().filter(|_| is_quiet).cloned().unwrap_or(a_year_ago)
        });
        if since <= until { Self { since, until } } else { Self { since: until, until: since } }
    }

    /// Whether something happened within it: after the first day and by the last.
    pub(super) fn contains(&self, day: Option<&Day>) -> bool {
        day.is_some_and(|day| *day > self.since && *day <= self.until)
    }
}

/// From the first day in a network to today, month by month, or in longer steps where that would be more than forty;
/// none where no day is known.
pub fn steps(network: &Network, today: &Day) -> Vec<Day> {
    let Some(first) = dates::all(network).filter(|day| *day <= today).min() else { return Vec::new() };
    let back = |months: u32| today.months_before(months);
    let years = (24..).step_by(12);
    let fits = |months: &u32| back(months * (MOST_STEPS - 2)) <= *first;
    let Some(months) = MONTHS.into_iter().chain(years).find(fits) else { return Vec::new() };
    let mut steps = vec![today.clone()];
    steps.extend((1..MOST_STEPS).map(|step| back(step * months)).take_while(|day| day > first));
    if first < today {
        steps.push(first.clone());
    }
    steps.reverse();
    steps
}
