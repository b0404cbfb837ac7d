//! Which earlier states of a network stay, and why each was kept.

use std::collections::HashSet;

use crate::model::order;

/// Snapshots by themselves are so far apart that ten of them fill an hour.
pub const SNAPSHOT_INTERVAL_MILLIS: u64 = 6 * 60 * 1_000;

const HOUR_MILLIS: u64 = 60 * 60 * 1_000;
/// A day is one of UTC, so that the rule is the same wherever and whenever it is asked, and a month is thirty of them.
const DAY_MILLIS: u64 = 24 * HOUR_MILLIS;
const MONTH_DAYS: u64 = 30;

const KEPT_OF_HOUR: usize = 10;
const DAYS_KEPT: u64 = 7;
const MONTHS_KEPT: u64 = 6;
/// Of those that were kept for each of the other reasons.
const KEPT_BEFORE: usize = 10;

/// Why a state was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// By itself, now and then.
    Automatic,
    /// Another network took its place.
    Replaced,
    BeforeImport,
    BeforeMerge,
    /// Of two sides of a dispute the other one was chosen.
    Dropped,
    /// It could not be read, and was set aside.
    Unreadable,
}

impl Reason {
    /// All of whose copies somebody waits for.
    const AWAITED: [Self; 4] = [Self::Replaced, Self::BeforeImport, Self::BeforeMerge, Self::Dropped];

    /// As names of states say it.
    fn word(self) -> &'static str {
        match self {
            Self::Automatic => "automatic",
            Self::Replaced => "replaced",
            Self::BeforeImport => "import",
            Self::BeforeMerge => "merge",
            Self::Dropped => "dropped",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The folders of names.
const SNAPSHOT: &str = "snapshot";
const EARLIER: &str = "earlier";
const UNREADABLE: &str = "unreadable";

/// Under which name a state is kept. Names sort by their time; `unique` tells those of one moment apart.
pub fn name_of_kept(kept_at: u64, reason: Reason, unique: &str) -> String {
    match reason {
        Reason::Automatic => format!("{SNAPSHOT}/{kept_at:013}-{unique}"),
        Reason::Unreadable => format!("{UNREADABLE}/{kept_at:013}"),
        awaited => format!("{EARLIER}/{kept_at:013}-{}-{unique}", awaited.word()),
    }
}

/// When and why the state under a name was kept; `None` for a name that is none of these.
pub fn kept_by_name(name: &str) -> Option<(u64, Reason)> {
    let (folder, last) = name.rsplit_once('/')?;
    let end = last.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(last.len());
    let (digits, rest) = last.split_at(end);
    let said = |reason: &Reason| rest.split('-').nth(1) == Some(reason.word());
    let reason = match folder.rsplit('/').next()? {
        SNAPSHOT => Reason::Automatic,
        UNREADABLE => Reason::Unreadable,
        // Once only replaced networks were kept, and names did not say so.
        EARLIER => Reason::AWAITED.into_iter().find(said).unwrap_or(Reason::Replaced),
        _ => return None,
    };
    Some((digits.parse().ok()?, reason))
}

/// Whether it is time for a snapshot. One that a clock dated into the future is no reason to wait for that time.
pub fn is_snapshot_due(there: impl IntoIterator<Item = u64>, now: u64) -> bool {
    there.into_iter().all(|at| at.abs_diff(now) >= SNAPSHOT_INTERVAL_MILLIS)
}

/// Those of some states that go, as places in the list.
///
/// Of snapshots made by themselves stay the last ten within an hour, the last of each of seven days and of each of six
/// months. Of others stay the last ten for each reason. What could not be read stays. States that a clock dated later
/// than `now` are held to the same rule among themselves, so that a clock that is set back deletes nothing.
pub fn beyond_the_ring(there: &[(u64, Reason)], now: u64) -> Vec<usize> {
    let mut stay = HashSet::new();
    for is_past in [true, false] {
        let of = |reason: Reason| -> Vec<usize> {
            let is_meant = |(_, (at, of)): &(usize, &(u64, Reason))| *of == reason && (*at <= now) == is_past;
            latest_first(there, there.iter().enumerate().filter(is_meant).map(|(place, _)| place).collect())
        };
        for reason in Reason::AWAITED {
            stay.extend(of(reason).into_iter().take(KEPT_BEFORE));
        }
        let automatic = of(Reason::Automatic);
        let latest = automatic.first().map_or(now, |place| there[*place].0);
        let now = if is_past { now } else { latest };
        let at = |place: &usize| there[*place].0;
        stay.extend(automatic.first());
        stay.extend(automatic.iter().filter(|place| now - at(place) < HOUR_MILLIS).take(KEPT_OF_HOUR));
        let day = |at: u64| at / DAY_MILLIS;
        let month = |at: u64| day(at) / MONTH_DAYS;
        let (mut days, mut months) = (HashSet::new(), HashSet::new());
        for place in &automatic {
            let at = at(place);
            let is_last_of_day = days.insert(day(at)) && day(now) - day(at) < DAYS_KEPT;
            let is_last_of_month = months.insert(month(at)) && month(now) - month(at) < MONTHS_KEPT;
            if is_last_of_day || is_last_of_month {
                stay.insert(*place);
            }
        }
    }
    let goes = |place: &usize| there[*place].1 != Reason::Unreadable && !stay.contains(place);
    (0..there.len()).filter(goes).collect()
}

/// Those of some states that go where room is scarce, as places in the list: snapshots made by themselves, first all but
/// the last of each day, and then, where room has run out, those too.
pub fn beyond_scarce_room(there: &[(u64, Reason)], is_full: bool) -> Vec<usize> {
    let automatic =
        latest_first(there, (0..there.len()).filter(|place| there[*place].1 == Reason::Automatic).collect());
    let mut days = HashSet::new();
    let more: Vec<usize> =
        automatic.iter().copied().filter(|place| !days.insert(there[*place].0 / DAY_MILLIS)).collect();
    if more.is_empty() && is_full { automatic } else { more }
}

fn latest_first(there: &[(u64, Reason)], mut places: Vec<usize>) -> Vec<usize> {
    order::sort_by(&mut places, |one, two| (there[*two].0, two).cmp(&(there[*one].0, one)));
    places
}

#[cfg(test)]
mod tests;
