use std::collections::HashSet;
use std::fmt;

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, Formula, Workbook,
    Worksheet, XlsxError,
};

use super::{Column, Content, Table, date, is_number};

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: usize = 16_384;
/// UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
const LONGEST_NAME: usize = 31;
const LONGEST_LIST: usize = 255;
/// Its number among the formats that every workbook has.
const TEXT_FORMAT: u8 = 49;
/// Excel counts in a calendar with a 29th of February 1900; what is earlier is written as text.
const FIRST_DAY: (u16, u8, u8) = (1900, 3, 1);

/// Why there is no workbook. Nothing is cut to make it fit; a CSV file has none of these limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// A sheet holds 1,048,576 rows, the header being one, and 16,384 columns.
    TooManyCells { sheet: String },
    /// A cell holds 32,767 UTF-16 units. Row and column as the spreadsheet would number them, from 1.
    TooLong { sheet: String, row: u32, column: u32 },
    /// What the library says, in its own words.
    Other(String),
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyCells { sheet } => write!(f, "{sheet}: more rows or columns than a sheet holds"),
            Self::TooLong { sheet, row, column } => {
                write!(f, "{sheet}, row {row}, column {column}: longer than a cell holds")
            }
            Self::Other(text) => f.write_str(text),
        }
    }
}

impl std::error::Error for WriteError {}

impl From<XlsxError> for WriteError {
    fn from(error: XlsxError) -> Self {
        Self::Other(error.to_string())
    }
}

/// An Excel workbook with a sheet for each table. Names are changed as far as Excel asks for it. What is not a number
/// or a date in a column of such is a text. The same tables give the same bytes.
pub fn write_workbook(tables: &[Table]) -> Result<Vec<u8>, WriteError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    // Excel keeps the name for itself.
    let mut names = Names { taken: HashSet::from(["history".to_owned()]) };
    let sheet_names: Vec<String> = tables.iter().map(|table| names.clean(&table.name)).collect();
    let mut lists = Lists { sheet: names.clean("Listen"), lists: Vec::new() };
    for (table, name) in tables.iter().zip(&sheet_names) {
        fill(workbook.add_worksheet().set_name(name)?, table, name, &mut lists)?;
    }
    if !lists.lists.is_empty() {
        lists.write(workbook.add_worksheet())?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn fill(sheet: &mut Worksheet, table: &Table, name: &str, lists: &mut Lists) -> Result<(), WriteError> {
    let columns = table.columns.len().max(table.rows.iter().map(Vec::len).max().unwrap_or(0));
    let last_row = u32::try_from(table.rows.len()).ok().filter(|rows| *rows < MOST_ROWS);
    let (Some(last_row), true) = (last_row, columns <= MOST_COLUMNS) else {
        return Err(WriteError::TooManyCells { sheet: name.to_owned() });
    };
    let header = Format::new().set_bold();
    let text = Format::new().set_num_format_index(TEXT_FORMAT);
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let plain = Column::default();
    for (at, number) in (0..columns).zip(0u16..) {
        let column = table.columns.get(at).unwrap_or(&plain);
        let cells = || table.rows.iter().map(|row| row.get(at).map_or("", String::as_str));
        let too_long =
            |row| WriteError::TooLong { sheet: name.to_owned(), row, column: u32::from(number) + 1 };
        // What is typed or edited in a cell of this format stays text: neither a formula nor a number without its zeros.
        match column.content {
            Content::Text => sheet.set_column_format(number, &text)?,
            Content::Date => sheet.set_column_format(number, &day)?,
            Content::Number => sheet,
        };
        sheet.set_column_width(number, width(&column.title, cells()))?;
        if units(&column.title) > LONGEST_TEXT {
            return Err(too_long(1));
        }
        sheet.write_string_with_format(0, number, &column.title, &header)?;
        for (cell, row) in cells().zip(1..) {
            match (column.content, date(cell)) {
                (Content::Number, _) if is_number(cell) => {
                    // A number has this form, so it reads.
                    sheet.write_number(row, number, cell.parse::<f64>().unwrap_or_default())?;
                }
                (Content::Date, Some(date)) if date >= FIRST_DAY => {
                    sheet.write_datetime(row, number, ExcelDateTime::from_ymd(date.0, date.1, date.2)?)?;
                }
                _ if cell.is_empty() => {}
                _ if units(cell) > LONGEST_TEXT => return Err(too_long(row + 1)),
                _ => {
                    sheet.write_string_with_format(row, number, cell, &text)?;
                }
            }
        }
        if !column.choices.is_empty() {
            sheet.add_data_validation(
                1,
                number,
                MOST_ROWS - 1,
                number,
                &lists.validation(&column.choices)?,
            )?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    if let Some(last_column) = columns.checked_sub(1).and_then(|last| u16::try_from(last).ok()) {
        sheet.autofilter(0, 0, last_row, last_column)?;
    }
    Ok(())
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// In characters; the button of the filter stands in the header.
fn width<'a>(title: &str, cells: impl Iterator<Item = &'a str>) -> f64 {
    let longest_line = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
    let longest = cells.map(longest_line).max().unwrap_or(0).max(longest_line(title) + 3);
    (longest as f64 + 1.0).clamp(8.0, 60.0)
}

struct Names {
    /// In lower case: Excel takes `Orte` and `orte` for the same.
    taken: HashSet<String>,
}

impl Names {
    fn clean(&mut self, name: &str) -> String {
        let allowed = |c: char| match c {
            '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
            '\u{fffe}' | '\u{ffff}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        };
        let name: String = name.chars().map(allowed).collect();
        let outer = |c: char| c == '\'' || c.is_whitespace();
        let name = match shortened(name.trim_matches(outer), LONGEST_NAME).trim_end_matches(outer) {
            "" => "Tabelle",
            name => name,
        };
        let numbered = (2..).map(|number| {
            let end = format!(" ({number})");
            shortened(name, LONGEST_NAME - end.len()).to_owned() + &end
        });
        // One of the endless many is not taken.
        let free = std::iter::once(name.to_owned())
            .chain(numbered)
            .find(|name| !self.taken.contains(&name.to_lowercase()));
        let free = free.unwrap_or_default();
        self.taken.insert(free.to_lowercase());
        free
    }
}

/// At most so many UTF-16 units of it.
fn shortened(text: &str, most: usize) -> &str {
    let mut length = 0;
    let end = text.char_indices().find(|(_, c)| {
        length += c.len_utf16();
        length > most
    });
    end.map_or(text, |(at, _)| &text[..at])
}

/// What is too long to be named in a validation stands in a sheet of its own, one list a column.
struct Lists {
    sheet: String,
    lists: Vec<Vec<String>>,
}

impl Lists {
    /// Excel asks back when something else is entered, but takes it.
    fn validation(&mut self, choices: &[String]) -> Result<DataValidation, WriteError> {
        let validation = DataValidation::new().set_error_style(DataValidationErrorStyle::Warning);
        let length: usize = choices.iter().map(|choice| units(choice) + 1).sum();
        let odd = |c: char| matches!(c, ',' | '"' | '\u{fffe}' | '\u{ffff}') || c.is_control();
        if length <= LONGEST_LIST
            && !choices.iter().any(|choice| choice.contains(odd) || choice.trim() != choice)
        {
            return Ok(validation.allow_list_strings(choices)?);
        }
        let at = self.lists.iter().position(|list| list == choices).unwrap_or_else(|| {
            self.lists.push(choices.to_vec());
            self.lists.len() - 1
        });
        let column = u16::try_from(at).map_err(|_| WriteError::TooManyCells { sheet: self.sheet.clone() })?;
        let column = rust_xlsxwriter::utility::column_number_to_name(column);
        let range = format!("='{}'!${column}$1:${column}${}", self.sheet, choices.len());
        Ok(validation.allow_list_formula(Formula::new(range)))
    }

    fn write(&self, sheet: &mut Worksheet) -> Result<(), WriteError> {
        sheet.set_name(&self.sheet)?.set_hidden(true);
        for (list, column) in self.lists.iter().zip(0..) {
            for (choice, row) in list.iter().zip(0..) {
                sheet.write_string(row, column, choice).map_err(|error| match error {
                    XlsxError::MaxStringLengthExceeded => WriteError::TooLong {
                        sheet: self.sheet.clone(),
                        row: row + 1,
                        column: u32::from(column) + 1,
                    },
                    XlsxError::RowColumnLimitError => WriteError::TooManyCells { sheet: self.sheet.clone() },
                    error => error.into(),
                })?;
            }
        }
        Ok(())
    }
}
