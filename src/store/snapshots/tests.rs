use proptest::{collection::vec, prelude::*};

use super::*;

const MINUTE: u64 = 60 * 1_000;
/// Noon of a day, in the middle of a month of thirty days.
const NOON: u64 = (20_010 * 24 + 12) * HOUR_MILLIS;

fn automatic(times: impl IntoIterator<Item = u64>) -> Vec<(u64, Reason)> {
    times.into_iter().map(|at| (at, Reason::Automatic)).collect()
}

/// What is there once those that go are gone.
fn left(mut there: Vec<(u64, Reason)>, now: u64) -> Vec<(u64, Reason)> {
    for place in beyond_the_ring(&there, now).into_iter().rev() {
        there.remove(place);
    }
    there
}

/// Somebody works for some minutes, with a snapshot whenever one is due.
fn worked(mut there: Vec<(u64, Reason)>, from: u64, minutes: u64) -> Vec<(u64, Reason)> {
    for now in (0..minutes).map(|minute| from + minute * MINUTE) {
        if is_snapshot_due(there.iter().map(|(at, _)| *at), now) {
            there.push((now, Reason::Automatic));
            there = left(there, now);
        }
    }
    there
}

#[test]
fn names_say_when_and_why_and_sort_by_time() {
    for reason in Reason::AWAITED.into_iter().chain([Reason::Automatic, Reason::Unreadable]) {
        let name = name_of_kept(5, reason, "tab-import-1");
        assert_eq!(kept_by_name(&name), Some((5, reason)), "{name}");
        assert_eq!(kept_by_name(&format!("gosmart/some/earlier/v1/{name}")), Some((5, reason)), "{name}");
        assert!(name < name_of_kept(1_700_000_000_000, reason, "a"));
    }
    assert_eq!(kept_by_name("earlier/0000000000005-tab-1"), Some((5, Reason::Replaced)), "as once written");
    for none in ["current", "earlier", "earlier/", "earlier/x", "journal/5", ""] {
        assert_eq!(kept_by_name(none), None, "{none}");
    }
}

#[test]
fn of_the_last_hour_ten_stay_of_a_week_one_a_day_of_half_a_year_one_a_month() {
    let hour = left(automatic((0..20).map(|number| NOON - number * 2 * MINUTE)), NOON);
    assert_eq!(hour.len(), 10);
    assert!(hour.iter().all(|(at, _)| NOON - at < 20 * MINUTE), "the last ones");
    let days = left(
        automatic((0..10).flat_map(|day| [0, 1].map(|hour| NOON - day * DAY_MILLIS - hour * HOUR_MILLIS))),
        NOON,
    );
    let shown: Vec<u64> = days.iter().map(|(at, _)| (NOON - at) / HOUR_MILLIS).collect();
    assert_eq!(shown, [0, 24, 48, 72, 96, 120, 144], "the last of each day");
    let months = left(automatic((0..12).map(|month| NOON - month * MONTH_DAYS * DAY_MILLIS)), NOON);
    assert_eq!(months.len(), 6);
}

#[test]
fn a_year_of_work_leaves_a_ring() {
    let start = NOON - 400 * DAY_MILLIS;
    let there = (0..400).fold(Vec::new(), |there, day| worked(there, start + day * DAY_MILLIS, 90));
    let ages: Vec<u64> = there.iter().rev().map(|(at, _)| (NOON - at) / DAY_MILLIS).collect();
    let today = ages.iter().filter(|age| **age < 1).count();
    assert!((10..=12).contains(&today), "{ages:?}");
    for day in 1..7 {
        assert_eq!(ages.iter().filter(|age| **age == day).count(), 1, "{ages:?}");
    }
    let months: HashSet<u64> = there.iter().map(|(at, _)| at / DAY_MILLIS / MONTH_DAYS).collect();
    assert_eq!(months.len(), 6, "{ages:?}");
}

#[test]
fn a_clock_that_is_set_back_deletes_nothing_and_snapshots_go_on() {
    let before = worked(Vec::new(), NOON, 90);
    let back = NOON - 365 * DAY_MILLIS;
    let after = worked(before.clone(), back, 90);
    assert!(before.iter().all(|it| after.contains(it)));
    assert!(after.len() >= before.len() + 10, "{after:?}");
    let awaited: Vec<(u64, Reason)> = (0..10).map(|number| (NOON + number, Reason::Replaced)).collect();
    let new = (back, Reason::Replaced);
    assert!(left(awaited.into_iter().chain([new]).collect(), back).contains(&new), "the new one stays");
}

#[test]
fn scarce_room_takes_snapshots_first_the_last_of_each_day_at_the_end_and_nothing_else() {
    let mut there = automatic((0..4).map(|number| NOON - number * 18 * HOUR_MILLIS));
    there.push((NOON, Reason::Automatic));
    there.extend([(NOON, Reason::Replaced), (NOON, Reason::Unreadable)]);
    assert_eq!(beyond_scarce_room(&there, false), [0, 2]);
    assert_eq!(beyond_scarce_room(&there, true), [0, 2]);
    for place in [2, 0] {
        there.remove(place);
    }
    assert_eq!(beyond_scarce_room(&there, false), [0_usize; 0]);
    let mut all = beyond_scarce_room(&there, true);
    all.sort_unstable();
    assert_eq!(all, [0, 1, 2]);
}

fn reasons() -> impl Strategy<Value = Reason> {
    prop_oneof![
        4 => Just(Reason::Automatic),
        1 => Just(Reason::Replaced),
        1 => Just(Reason::BeforeImport),
        1 => Just(Reason::Unreadable),
    ]
}

proptest! {
    #[test]
    fn the_ring_is_bounded_settles_at_once_and_keeps_the_latest(
        there in vec((0..NOON * 2, reasons()), 0..200),
        close in vec((NOON - DAY_MILLIS * 3..NOON + DAY_MILLIS, reasons()), 0..100),
        now in 0..NOON * 2,
    ) {
        let there: Vec<(u64, Reason)> = there.into_iter().chain(close).collect();
        for now in [now, NOON] {
            let stays = left(there.clone(), now);
            prop_assert_eq!(left(stays.clone(), now), stays.clone());
            let of = |list: &[(u64, Reason)], reason: Reason, is_past: bool| {
                let mut times: Vec<u64> =
                    list.iter().filter(|(at, of)| *of == reason && (*at <= now) == is_past).map(|it| it.0).collect();
                times.sort_unstable();
                times
            };
            for is_past in [true, false] {
                let (all, left) = (of(&there, Reason::Automatic, is_past), of(&stays, Reason::Automatic, is_past));
                prop_assert!(left.len() <= 23);
                prop_assert_eq!(all.last(), left.last());
                let (all, left) = (of(&there, Reason::Replaced, is_past), of(&stays, Reason::Replaced, is_past));
                prop_assert_eq!(&all[all.len().saturating_sub(10)..], &left[..]);
                prop_assert_eq!(of(&there, Reason::Unreadable, is_past), of(&stays, Reason::Unreadable, is_past));
            }
        }
    }
}
