//! Excel 97 to 2003. calamine reads it too, but trusts every length in the file: it panics at a formula that ends early
//! and makes room for whatever rectangle a sheet claims to be.

mod records;

use std::io::{Cursor, Read};

use calamine::{ExcelDateTime, ExcelDateTimeType};
use cfb::CompoundFile;
use records::{Bytes, Record, records};

use super::super::{FaultKind, Sheet};
use super::grid::{Budget, Grid};
use super::{ReadError, broken, value};

const END: u16 = 0x000a;
const DATE_MODE: u16 = 0x0022;
const PASSWORD: u16 = 0x002f;
const BOUND_SHEET: u16 = 0x0085;
const EXTENDED_FORMAT: u16 = 0x00e0;
const SHARED_STRINGS: u16 = 0x00fc;
const FORMAT: u16 = 0x041e;
const BEGIN: u16 = 0x0809;

const FORMULA: u16 = 0x0006;
const SEVERAL_NUMBERS: u16 = 0x00bd;
const RICH_LABEL: u16 = 0x00d6;
const MERGED_CELLS: u16 = 0x00e5;
const SHARED_LABEL: u16 = 0x00fd;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOLEAN_OR_ERROR: u16 = 0x0205;
const FORMULA_TEXT: u16 = 0x0207;
const SHORT_NUMBER: u16 = 0x027e;

/// Excel 97 and later.
const VERSION: u16 = 0x0600;

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(broken)?;
    if file.is_stream("/EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    if !file.is_stream("/Workbook") {
        return Err(if file.is_stream("/Book") { ReadError::TooOld } else { ReadError::NotAWorkbook });
    }
    let mut stream = Vec::new();
    let workbook = file.open_stream("/Workbook").map_err(broken)?;
    // No chain of sectors is longer than the file.
    workbook.take(bytes.len() as u64).read_to_end(&mut stream).map_err(broken)?;
    Workbook::read(&stream)?.sheets(&stream)
}

#[derive(Default)]
struct Workbook {
    sheets: Vec<BoundSheet>,
    strings: Vec<String>,
    /// By the number that cells have: the number of the format.
    formats: Vec<u16>,
    /// Those of the file's own that are days or times.
    own: Vec<(u16, ExcelDateTimeType)>,
    since_1904: bool,
}

struct BoundSheet {
    name: String,
    hidden: bool,
    start: usize,
}

/// A cell's text, or the error in it.
enum Found {
    Text(String),
    Error(u8),
}

impl Workbook {
    fn read(stream: &[u8]) -> Result<Self, ReadError> {
        let mut workbook = Self::default();
        for record in records(stream) {
            match record.kind {
                END => return Ok(workbook),
                BEGIN if record.bytes().u16() != Some(VERSION) => return Err(ReadError::TooOld),
                PASSWORD if record.bytes().u16() != Some(0) => return Err(ReadError::Encrypted),
                _ => workbook.take(&record).ok_or_else(|| broken_record(&record))?,
            }
        }
        Err(ends_early())
    }

    fn take(&mut self, record: &Record<'_>) -> Option<()> {
        let mut bytes = record.bytes();
        match record.kind {
            DATE_MODE => self.since_1904 = bytes.u16()? == 1,
            FORMAT => {
                let number = bytes.u16()?;
                let letters = bytes.u16()?;
                self.own.extend(moment_format(&bytes.text(letters)?).map(|kind| (number, kind)));
            }
            EXTENDED_FORMAT => {
                bytes.u16()?;
                self.formats.push(bytes.u16()?);
            }
            BOUND_SHEET => {
                let start = bytes.u32()? as usize;
                let (hidden, kind) = (bytes.u8()? & 3 != 0, bytes.u8()?);
                let letters = u16::from(bytes.u8()?);
                let name = bytes.text(letters)?;
                // Others are charts and macros.
                if kind == 0 {
                    self.sheets.push(BoundSheet { name, hidden, start });
                }
            }
            SHARED_STRINGS => {
                bytes.u32()?;
                bytes.u32()?;
                while !bytes.is_empty() {
                    self.strings.push(bytes.rich_text()?);
                }
            }
            _ => {}
        }
        Some(())
    }

    fn sheets(&self, stream: &[u8]) -> Result<Vec<Sheet>, ReadError> {
        let mut budget = Budget::default();
        let sheet = |bound: &BoundSheet| {
            let mut grid = Grid::default();
            self.fill(stream.get(bound.start..).unwrap_or_default(), &mut grid, &mut budget)?;
            Ok(grid.sheet(bound.name.clone(), bound.hidden))
        };
        self.sheets.iter().map(sheet).collect()
    }

    fn fill(&self, stream: &[u8], grid: &mut Grid, budget: &mut Budget) -> Result<(), ReadError> {
        // Charts in a sheet are streams within its own.
        let mut depth = 0usize;
        let mut merged = Vec::new();
        let mut formula = (0, 0);
        for record in records(stream) {
            budget.spend(0, 4)?;
            match record.kind {
                BEGIN => depth += 1,
                END if depth <= 1 => {
                    for (row, column, rows) in merged {
                        grid.merge(row, column, rows, budget)?;
                    }
                    return Ok(());
                }
                END => depth -= 1,
                _ if depth > 1 => {}
                MERGED_CELLS => merged.extend(merged_cells(&record).ok_or_else(|| broken_record(&record))?),
                _ => {
                    for ((row, column), found) in
                        self.cells(&record, &mut formula).ok_or_else(|| broken_record(&record))?
                    {
                        match found {
                            Found::Text(text) => grid.set(row, column, &text, budget)?,
                            Found::Error(code) => {
                                grid.fault(row, column, FaultKind::Error(error(code).to_owned()));
                            }
                        }
                    }
                }
            }
        }
        Err(ends_early())
    }

    /// What cells a record has, and where; `formula` is where the last one stood whose text comes after it.
    fn cells(&self, record: &Record<'_>, formula: &mut (u32, u32)) -> Option<Vec<((u32, u32), Found)>> {
        let mut bytes = record.bytes();
        if record.kind == FORMULA_TEXT {
            // Of no letters some programs write nothing more.
            let text = match bytes.u16()? {
                0 => String::new(),
                letters => bytes.text(letters)?,
            };
            return Some(vec![(*formula, Found::Text(text))]);
        }
        let of_cells = [
            FORMULA,
            SEVERAL_NUMBERS,
            RICH_LABEL,
            SHARED_LABEL,
            NUMBER,
            LABEL,
            BOOLEAN_OR_ERROR,
            SHORT_NUMBER,
        ];
        if !of_cells.contains(&record.kind) {
            return Some(Vec::new());
        }
        let (row, column) = (u32::from(bytes.u16()?), u32::from(bytes.u16()?));
        if record.kind == SEVERAL_NUMBERS {
            let mut cells = Vec::new();
            // The last column stands behind the numbers.
            while let (Some(style), Some(short)) = (bytes.u16(), bytes.u32()) {
                cells.push(((row, column + cells.len() as u32), self.number(style, short_number(short))));
            }
            return Some(cells);
        }
        let style = bytes.u16()?;
        let found = match record.kind {
            NUMBER => self.number(style, f64::from_le_bytes(bytes.array()?)),
            SHORT_NUMBER => self.number(style, short_number(bytes.u32()?)),
            BOOLEAN_OR_ERROR => boolean_or_error(bytes.u8()?, bytes.u8()?),
            SHARED_LABEL => Found::Text(self.strings.get(bytes.u32()? as usize)?.clone()),
            LABEL | RICH_LABEL => {
                let letters = bytes.u16()?;
                Found::Text(bytes.text(letters)?)
            }
            _ => {
                *formula = (row, column);
                self.result(style, &mut bytes)?
            }
        };
        Some(vec![((row, column), found)])
    }

    /// A formula's.
    fn result(&self, style: u16, bytes: &mut Bytes<'_, '_>) -> Option<Found> {
        Some(match bytes.array()? {
            [1, _, value, .., 0xff, 0xff] => boolean_or_error(value, 0),
            [2, _, value, .., 0xff, 0xff] => boolean_or_error(value, 1),
            [.., 0xff, 0xff] => Found::Text(String::new()),
            number => self.number(style, f64::from_le_bytes(number)),
        })
    }

    fn number(&self, style: u16, number: f64) -> Found {
        let format = self.formats.get(usize::from(style)).copied().unwrap_or_default();
        let own = self.own.iter().find(|(number, _)| *number == format).map(|(_, kind)| *kind);
        let kind = own.or(match format {
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Some(ExcelDateTimeType::DateTime),
            46 => Some(ExcelDateTimeType::TimeDelta),
            _ => None,
        });
        Found::Text(match kind {
            Some(kind) => value::moment(&ExcelDateTime::new(number, kind, self.since_1904)),
            None => value::number(number),
        })
    }
}

fn broken_record(record: &Record<'_>) -> ReadError {
    ReadError::Broken(format!("record {:#06x}", record.kind))
}

fn ends_early() -> ReadError {
    ReadError::Broken("it ends early".into())
}

fn boolean_or_error(value: u8, is_error: u8) -> Found {
    if is_error == 0 { Found::Text((value != 0).to_string()) } else { Found::Error(value) }
}

fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
}

/// Thirty bits of a number, and in the other two whether it is whole, and whether in hundredths.
fn short_number(bits: u32) -> f64 {
    let number = match bits & 2 {
        0 => f64::from_bits(u64::from(bits & !3) << 32),
        _ => f64::from(bits.cast_signed() >> 2),
    };
    if bits & 1 == 0 { number } else { number / 100.0 }
}

/// The first row, the column and how many rows.
fn merged_cells(record: &Record<'_>) -> Option<Vec<(u32, u32, u32)>> {
    let mut bytes = record.bytes();
    let mut merged = Vec::new();
    for _ in 0..bytes.u16()? {
        let [first, last, column, _] =
            [bytes.u16()?, bytes.u16()?, bytes.u16()?, bytes.u16()?].map(u32::from);
        merged.push((first, column, (last + 1).saturating_sub(first)));
    }
    Some(merged)
}

/// Whether numbers of this format are shown as days or times: `TT.MM.JJJJ` is stored as `dd\.mm\.yyyy`.
fn moment_format(format: &str) -> Option<ExcelDateTimeType> {
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                letters.find(|c| *c == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            // A colour, a currency or a condition, but of hours beyond a day.
            '[' => {
                let inner: String = letters.by_ref().take_while(|c| *c != ']').collect();
                if !inner.is_empty() && inner.chars().all(|c| matches!(c, 'h' | 'H' | 'm' | 'M' | 's' | 'S'))
                {
                    return Some(ExcelDateTimeType::TimeDelta);
                }
            }
            // For numbers below zero.
            ';' => return None,
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => {
                return Some(ExcelDateTimeType::DateTime);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_days_are_told_from_those_of_numbers() {
        for format in ["dd\\.mm\\.yyyy", "[$-407]d/ mmmm yyyy;@", "h:mm", "[Red]yy"] {
            assert_eq!(moment_format(format), Some(ExcelDateTimeType::DateTime), "{format}");
        }
        assert_eq!(moment_format("[h]:mm:ss"), Some(ExcelDateTimeType::TimeDelta));
        for format in [
            "General",
            "0.00",
            "#,##0 \"Stunden\"",
            "[Red]0",
            "0\\h",
            "_d0",
            "0;d",
            "@",
            "0.00E+00",
            "[$€-407]0",
        ] {
            assert_eq!(moment_format(format), None, "{format}");
        }
    }

    #[test]
    fn texts_go_on_in_the_next_record_in_letters_of_any_width() {
        let record =
            |kind: u16, data: &[u8]| [&kind.to_le_bytes()[..], &[data.len() as u8, 0], data].concat();
        let stream = [
            record(SHARED_STRINGS, &[0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 8, 1, 0, b'a']),
            record(0x003c, &[1, 0xac, 0x20, b'b', 0, 9, 9]),
            record(0x003c, &[9, 9, 1, 0, 4, 2, 0, 0, 0, b'c', 9, 9]),
        ];
        let mut workbook = Workbook::default();
        for record in records(&stream.concat()) {
            assert!(workbook.take(&record).is_some());
        }
        assert_eq!(workbook.strings, ["a€b", "c"]);
    }
}
