//! What time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use gosmart::model::Day;

#[allow(clippy::disallowed_methods, reason = "this program runs natively and has no browser to ask")]
pub fn clock() -> SystemTime {
    SystemTime::now()
}

/// The time as RFC 3339 in UTC.
pub fn now() -> String {
    let seconds = clock().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs());
    let (year, month, day) = day_from_number(seconds / 86_400);
    let (hour, minute, second) = (seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

pub fn today() -> Day {
    Day::new(&now()[..10])
}

/// Year, month and day of the Gregorian calendar, from days since 1970-01-01.
///
/// Counts years from March, so that the leap day comes last: Howard Hinnant, "chrono-Compatible Low-Level
/// Date Algorithms", `civil_from_days`.
fn day_from_number(number: u64) -> (u64, u64, u64) {
    let since_march_of_year_0 = number + 719_468;
    let (era, day_of_era) = (since_march_of_year_0 / 146_097, since_march_of_year_0 % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[test]
fn days_are_counted_as_the_calendar_does() {
    for (number, day) in [(0, (1970, 1, 1)), (11_016, (2000, 2, 29)), (17_319, (2017, 6, 2))] {
        assert_eq!(day_from_number(number), day);
    }
}
