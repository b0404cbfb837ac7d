//! What stands in a cell, as text.

use calamine::ExcelDateTime;

/// Fifteen digits, as spreadsheets show them: what is behind them is noise of the calculation.
pub(super) fn number(value: f64) -> String {
    let shown = format!("{value:.14e}").parse().unwrap_or(value);
    // Without the sign of a zero.
    format!("{}", shown + 0.0)
}

/// What Excel keeps as a number of days.
pub(super) fn moment(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let days = moment.as_f64();
    if moment.is_duration() {
        let seconds = (days * 86_400.0).round().abs() as u64;
        let sign = if days < 0.0 { "-" } else { "" };
        return sign.to_owned() + &time(seconds / 3600, (seconds / 60 % 60) as u8, (seconds % 60) as u8);
    }
    // The last day of the year 9999 is the last that there is.
    if !(0.0..2_958_466.0).contains(&days) {
        return number(days);
    }
    let time = time(u64::from(hour), minute, second);
    match (days < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

/// `2026-11-27T14:30:00` as it is read here.
pub(super) fn iso_moment(text: &str) -> String {
    match text.split_once('T') {
        Some((date, time)) => {
            let time = time.split('.').next().unwrap_or_default().trim_end_matches('Z');
            match time.strip_suffix(":00").filter(|minutes| minutes.contains(':')).unwrap_or(time) {
                "00:00" | "00" | "" => date.to_owned(),
                time => format!("{date} {time}"),
            }
        }
        None => text.to_owned(),
    }
}

/// `PT14H30M00S` as it is read here; what has another form stays.
pub(super) fn iso_duration(text: &str) -> String {
    let parts = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
        Some(time(hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
    };
    parts().unwrap_or_else(|| text.to_owned())
}

fn time(hours: u64, minutes: u8, seconds: u8) -> String {
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}
