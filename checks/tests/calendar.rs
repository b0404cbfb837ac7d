//! Calendar files, read by a parser of others.

use gosmart::{
    exchange::{Appointment, calendar},
    model::Day,
};
use ical::parser::ical::{IcalParser, component::IcalEvent};

fn read(text: &str) -> IcalEvent {
    let mut calendars = IcalParser::new(text.as_bytes());
    let Some(Ok(calendar)) = calendars.next() else { panic!("{text}") };
    assert!(calendars.next().is_none());
    let [event] = &calendar.events[..] else { panic!("{} events", calendar.events.len()) };
    event.clone()
}

/// What a property says, with its marks for commas and line ends undone.
fn said(event: &IcalEvent, name: &str) -> Option<String> {
    let property = event.properties.iter().find(|property| property.name == name)?;
    let mut text = String::new();
    let mut letters = property.value.as_deref().unwrap_or_default().chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => text.push('\n'),
                escaped => text.extend(escaped),
            },
            letter => text.push(letter),
        }
    }
    Some(text)
}

#[test]
fn a_stranger_reads_what_was_meant() {
    let (network, meeting) = ("netz".into(), "treffen;1".into());
    let day = Day::new("2026-12-03");
    let long = "Straßen, Wege; Plätze \\ „Grün“ ".repeat(9);
    let appointment = Appointment {
        ids: [&network, &meeting],
        day: &day,
        start: "18.00 Uhr",
        end: "20:30",
        title: &long,
        place: "Rathaus, Saal 2",
        description: "1. Begrüßung\r\n2. BEGIN:VEVENT",
    };
    let text = calendar(&appointment, 1_796_050_799_999).unwrap();
    assert!(text.lines().all(|line| line.len() <= 76), "{text}");
    assert_eq!(text.matches("\r\n").count(), text.matches('\n').count());
    let event = read(&text);
    // Where a line was folded before a space, this parser takes that away as well.
    let letters = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(said(&event, "SUMMARY").map(|text| letters(&text)), Some(letters(&long)));
    for (name, expected) in [
        ("LOCATION", "Rathaus, Saal 2"),
        ("DESCRIPTION", "1. Begrüßung\n2. BEGIN:VEVENT"),
        ("DTSTART", "20261203T180000"),
        ("DTEND", "20261203T203000"),
        ("DTSTAMP", "20261130T145959Z"),
        ("UID", "treffen;1@netz"),
    ] {
        assert_eq!(said(&event, name).as_deref(), Some(expected), "{name}");
    }
}

#[test]
fn without_times_it_takes_the_day_and_without_a_day_there_is_none() {
    let (network, meeting) = ("netz".into(), "m".into());
    let of = |day: &str, start: &str, end: &str| {
        let day = Day::new(day);
        let ids = [&network, &meeting];
        calendar(&Appointment { ids, day: &day, start, end, title: "T", place: "", description: "" }, 0)
    };
    let event = read(&of("2026-12-03", "abends", "20:30").unwrap());
    assert_eq!(said(&event, "DTSTART").as_deref(), Some("20261203"));
    assert!(said(&event, "DTEND").is_none() && said(&event, "LOCATION").is_none());
    let event = read(&of("2026-12-03", "20:00", "01:00").unwrap());
    assert!(said(&event, "DTEND").is_none(), "it goes on after midnight");
    assert!(of("2026-02-30", "18:00", "").is_none());
}
