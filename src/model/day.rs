use std::fmt;

/// A calendar day as the document writes it, `2017-06-02`.
///
/// The text is kept as it came, so that a foreign value such as `2017` survives; [`Day::parts`] says whether
/// it is a real day. Days in this form sort by time.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(String);

impl Day {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Days since 1970-01-01, for a real day from then on.
    ///
    /// Algorithm: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
    pub fn days_since_1970(&self) -> Option<u64> {
        let (year, month, day) = self.parts()?;
        let (year, month, day) = (u64::from(year), u64::from(month), u64::from(day));
        let year = if month <= 2 { year.checked_sub(1)? } else { year };
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        (year * 365 + year / 4 - year / 100 + year / 400 + day_of_year).checked_sub(719_468)
    }

    /// So many months earlier; of a later day of the month it is the 28th. Of what is no day, in 1970.
    pub fn months_before(&self, months: u32) -> Self {
        let (year, month, day) = self.parts().unwrap_or((1970, 1, 1));
        let month = (u32::from(year) * 12 + u32::from(month) - 1).saturating_sub(months);
        Self::new(format!("{:04}-{:02}-{:02}", month / 12, month % 12 + 1, day.min(28)))
    }

    /// Year, month and day, when the text is a day of the Gregorian calendar in the form `YYYY-MM-DD`.
    pub fn parts(&self) -> Option<(u16, u8, u8)> {
        let bytes = self.0.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let digits = |range: std::ops::Range<usize>| {
            bytes[range]
                .iter()
                .try_fold(0u16, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u16::from(byte - b'0')))
        };
        let (year, month, day) = (digits(0..4)?, digits(5..7)? as u8, digits(8..10)? as u8);
        (day >= 1 && day <= days_in_month(year, month)).then_some((year, month, day))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Zero for a month that does not exist.
fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 0,
    }
}
