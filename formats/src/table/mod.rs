//! Tables, as people keep them in spreadsheets.

mod guard;
mod read_delimited;
mod read_workbook;
mod write_csv;
mod write_workbook;

pub use read_delimited::{Delimited, read_delimited};
pub use read_workbook::{ReadError, read_workbook};
pub use write_csv::write_csv;
pub use write_workbook::{WriteError, write_workbook};

/// A sheet as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    pub title: String,
    pub content: Content,
    /// What a spreadsheet offers to choose from; empty where anything may stand.
    pub choices: Vec<String>,
}

/// How a spreadsheet shall take the cells of a column; empty ones stay empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    #[default]
    Text,
    Number,
    /// `2026-11-27`.
    Date,
}

/// A sheet as it was read: whatever stood there, as text, without spaces around it. Rows in which
/// nothing stands are not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
    /// Whether its author had put it out of sight.
    pub hidden: bool,
    /// What is not read as it stood, in the order in which it was met.
    pub faults: Vec<Fault>,
}

/// Something in a file that was read in another way than it stood there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// As [`Row::number`].
    pub row: u32,
    /// From 1.
    pub column: u32,
    pub kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// A quote begins the cell and none ends it; it was taken for a letter.
    OpenQuote,
    /// A formula has no result but this, such as `#REF!`; the cell was left empty.
    Error(String),
    /// This cell reaches down over as many rows in all; its text was taken for each of them that has other cells.
    Merged { rows: u32 },
    /// The text had been through a wrong encoding, as `MÃ¼ller`, and was mended.
    EncodedTwice,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As the spreadsheet numbers it, from 1; for text, the line it begins at.
    pub number: u32,
    pub cells: Vec<String>,
}

/// Year, month and day of a day that there is, written `2026-11-27`.
fn date(text: &str) -> Option<(u16, u8, u8)> {
    let shape =
        |(at, byte): (usize, u8)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return None;
    }
    let (year, month, day) = (text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return None,
    };
    (1..=days).contains(&day).then_some((year, month, day))
}

/// Whether this is a number that a spreadsheet shows again as it was: `-3.5`, but neither `007` nor more than fifteen
/// digits.
fn is_number(text: &str) -> bool {
    let (whole, fraction) = match text.strip_prefix('-').unwrap_or(text).split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (text.strip_prefix('-').unwrap_or(text), None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole)
        && fraction.is_none_or(digits)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + fraction.map_or(0, str::len) <= 15
}
