//! A calendar file with one appointment (iCalendar, RFC 5545).

use ics::{
    Event, ICalendar, escape_text,
    parameters::Value,
    properties::{Description, DtEnd, DtStart, Location, Summary},
};

use crate::model::{Day, Id};

/// What a calendar is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment<'a> {
    /// Of the network and of the meeting: the same appointment takes its own place when it comes again.
    pub ids: [&'a Id; 2],
    pub day: &'a Day,
    /// As people write it, see [`time_of_day`]; what is no time leaves the whole day.
    pub start: &'a str,
    pub end: &'a str,
    pub title: &'a str,
    pub place: &'a str,
    pub description: &'a str,
}

/// The file, with the time at which it was made, in milliseconds since 1970. `None` where the day is none.
///
/// Times are those of the clock on the wall ("floating"): who comes is where the meeting is.
pub fn calendar(appointment: &Appointment, now_millis: u64) -> Option<String> {
    let (year, month, day) = appointment.day.parts()?;
    let date = format!("{year:04}{month:02}{day:02}");
    let uid = format!("{}@{}", appointment.ids[1], appointment.ids[0]);
    let mut event = Event::new(escape_text(uid), stamp(now_millis));
    let at = |time: [u8; 2]| format!("{date}T{:02}{:02}00", time[0], time[1]);
    match time_of_day(appointment.start) {
        None => {
            let mut start = DtStart::new(date.clone());
            start.add(Value::DATE);
            event.push(start);
        }
        Some(start) => {
            event.push(DtStart::new(at(start)));
            // One that ends before it began goes on after midnight, and nobody said on which day.
            if let Some(end) = time_of_day(appointment.end).filter(|end| *end > start) {
                event.push(DtEnd::new(at(end)));
            }
        }
    }
    event.push(Summary::new(escape_text(appointment.title)));
    if !appointment.place.is_empty() {
        event.push(Location::new(escape_text(appointment.place)));
    }
    if !appointment.description.is_empty() {
        event.push(Description::new(escape_text(appointment.description)));
    }
    let mut calendar = ICalendar::new("2.0", "-//GoSMART//GoSMART//DE");
    calendar.add_event(event);
    Some(calendar.to_string())
}

/// Hour and minute of a time as people write it: `18:00`, `9.30`, `18`, `18 Uhr`, `18:00 h`.
pub fn time_of_day(text: &str) -> Option<[u8; 2]> {
    let text = text.trim().to_lowercase();
    let text = text.strip_suffix("uhr").or_else(|| text.strip_suffix('h')).unwrap_or(&text).trim_end();
    let (hour, minute) = text.split_once([':', '.']).unwrap_or((text, "00"));
    let number = |text: &str, most: u8| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u8>().ok().filter(|number| is_number && *number <= most)
    };
    Some([number(hour, 23)?, number(minute, 59).filter(|_| minute.len() == 2)?])
}

/// In universal time, `20261203T170000Z`.
///
/// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
fn stamp(millis: u64) -> String {
    let seconds = millis / 1000;
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
    format!("{year:04}{month:02}{day:02}T{hour:02}{minute:02}{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, time) in [
            ("18:00", Some([18, 0])),
            (" 9.30 ", Some([9, 30])),
            ("18 Uhr", Some([18, 0])),
            ("18:15 h", Some([18, 15])),
            ("7", Some([7, 0])),
            ("24:00", None),
            ("18:5", None),
            ("18:60", None),
            ("+1:00", None),
            ("abends", None),
            ("", None),
        ] {
            assert_eq!(time_of_day(text), time, "{text}");
        }
    }

    #[test]
    fn the_time_it_was_made_is_universal() {
        for (millis, text) in [
            (0, "19700101T000000Z"),
            (951_782_400_000, "20000229T000000Z"),
            (1_796_050_799_999, "20261130T145959Z"),
        ] {
            assert_eq!(stamp(millis), text);
        }
    }
}
