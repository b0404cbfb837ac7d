//! OpenDocument. calamine reads it too, but writes out every repetition, a million rows of a whole text each, and never
//! ends where the file ends early.

use std::collections::HashSet;
use std::io::{BufRead, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::super::{FaultKind, Sheet};
use super::grid::{Budget, Grid};
use super::package::Package;
use super::{ReadError, broken, value};

const LONGEST_TEXT: usize = 16 << 20;
/// Rows that a sheet has.
const MOST_ROWS: u32 = 1 << 20;

pub(super) fn read(package: &mut Package<'_>) -> Result<Vec<Sheet>, ReadError> {
    let mut kind = String::new();
    if package.has("mimetype") {
        package.file("mimetype")?.take(100).read_to_string(&mut kind).map_err(broken)?;
    }
    if package.has("encrypted-package") {
        return Err(ReadError::Encrypted);
    }
    if !kind.starts_with("application/vnd.oasis.opendocument.spreadsheet") {
        return Err(ReadError::NotAWorkbook);
    }
    if package.has("META-INF/manifest.xml") {
        let mut manifest = String::new();
        package.file("META-INF/manifest.xml")?.read_to_string(&mut manifest).map_err(broken)?;
        if manifest.contains("encryption-data") {
            return Err(ReadError::Encrypted);
        }
    }
    Document::default().read(Reader::from_reader(package.file("content.xml")?))
}

#[derive(Default)]
struct Document {
    sheets: Vec<Sheet>,
    budget: Budget,
    /// Names of styles that hide a sheet.
    hiding: HashSet<String>,
    style: String,
    table: Option<Table>,
    /// How many elements are open, and how many were when one began whose text is not the sheet's.
    depth: usize,
    aside: Option<usize>,
}

#[derive(Default)]
struct Table {
    name: String,
    hidden: bool,
    grid: Grid,
    row: u32,
    row_repeats: u32,
    column: u32,
    /// Those of the row at hand that have text.
    cells: Vec<(u32, Cell)>,
    cell: Option<Cell>,
    merges: Vec<(u32, u32, u32)>,
}

#[derive(Default)]
struct Cell {
    repeats: u32,
    rows: u32,
    text: String,
    /// Whether the text is known from the attributes.
    known: bool,
    error: bool,
    formula: bool,
    paragraphs: usize,
}

impl Document {
    fn read<R: BufRead>(mut self, mut reader: Reader<R>) -> Result<Vec<Sheet>, ReadError> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(broken)? {
                Event::Start(element) => {
                    self.depth += 1;
                    self.start(&element)?;
                }
                Event::Empty(element) => {
                    self.depth += 1;
                    self.start(&element)?;
                    self.end(element.local_name().as_ref())?;
                }
                Event::End(element) => self.end(element.local_name().as_ref())?,
                Event::Text(text) => self.text(&text.xml10_content(), false)?,
                Event::CData(text) => self.text(&text.xml10_content(), false)?,
                Event::GeneralRef(entity) => {
                    let of_number = entity.resolve_char_ref().map_err(broken)?.map(String::from);
                    let letter = of_number.or_else(|| resolve_predefined_entity(&entity).map(str::to_owned));
                    let letter = letter.ok_or_else(|| ReadError::Broken(format!("&{};", &*entity)))?;
                    self.text(&letter, false)?;
                }
                Event::Eof if self.depth > 0 => return Err(ReadError::Broken("it ends early".into())),
                Event::Eof => return Ok(self.sheets),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let name = element.local_name();
        if self.aside.is_some() {
            return Ok(());
        }
        match name.as_ref() {
            "annotation" | "dde-link" | "shapes" => self.aside = Some(self.depth),
            "style" => self.style = attribute(element, "name")?.unwrap_or_default(),
            "table-properties" if attribute(element, "display")?.as_deref() == Some("false") => {
                self.hiding.insert(std::mem::take(&mut self.style));
            }
            "table" if self.table.is_none() => {
                self.table = Some(Table {
                    name: attribute(element, "name")?.unwrap_or_default(),
                    hidden: attribute(element, "style-name")?
                        .is_some_and(|style| self.hiding.contains(&style)),
                    ..Table::default()
                });
            }
            // A table in a cell.
            "table" => self.aside = Some(self.depth),
            "table-row" => {
                if let Some(table) = &mut self.table {
                    table.row_repeats = count(element, "number-rows-repeated")?;
                    table.column = 0;
                }
            }
            "table-cell" => {
                if let Some(table) = &mut self.table {
                    table.cell = Some(Cell::begin(element)?);
                }
            }
            // What lies below a merged cell is not seen.
            "covered-table-cell" => {
                if let Some(table) = &mut self.table {
                    let repeats = count(element, "number-columns-repeated")?;
                    table.cell = Some(Cell { repeats, known: true, ..Cell::default() });
                }
            }
            "p" => {
                if let Some(cell) = self.cell() {
                    cell.paragraphs += 1;
                    if cell.paragraphs > 1 {
                        self.text("\n", true)?;
                    }
                }
            }
            "s" => self.text(&" ".repeat(count(element, "c")?.min(1000) as usize), true)?,
            "tab" => self.text("\t", true)?,
            "line-break" => self.text("\n", true)?,
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), ReadError> {
        let depth = self.depth;
        self.depth = self.depth.saturating_sub(1);
        if self.aside.is_some() {
            if self.aside == Some(depth) {
                self.aside = None;
            }
            return Ok(());
        }
        match name {
            "table" => {
                if let Some(mut table) = self.table.take() {
                    for (row, column, rows) in table.merges {
                        table.grid.merge(row, column, rows, &mut self.budget)?;
                    }
                    self.sheets.push(table.grid.sheet(table.name, table.hidden));
                }
            }
            "table-row" => {
                if let Some(table) = &mut self.table {
                    table.end_row(&mut self.budget)?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                if let Some(table) = &mut self.table {
                    table.end_cell();
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        self.table.as_mut().filter(|_| self.aside.is_none())?.cell.as_mut().filter(|cell| !cell.known)
    }

    fn text(&mut self, text: &str, as_it_is: bool) -> Result<(), ReadError> {
        // What is not in a paragraph only sets the elements apart.
        let Some(cell) = self.cell().filter(|cell| cell.paragraphs > 0) else {
            return Ok(());
        };
        if cell.text.len() + text.len() > LONGEST_TEXT {
            return Err(ReadError::TooLarge);
        }
        for c in text.chars() {
            match c {
                ' ' | '\t' | '\r' | '\n' if !as_it_is => {
                    if !cell.text.ends_with(' ') {
                        cell.text.push(' ');
                    }
                }
                c => cell.text.push(c),
            }
        }
        Ok(())
    }
}

impl Cell {
    fn begin(element: &BytesStart<'_>) -> Result<Self, ReadError> {
        let mut cell = Self { repeats: 1, rows: 1, ..Self::default() };
        for attribute in element.attributes().with_checks(false) {
            let attribute = attribute.map_err(broken)?;
            let text = quick_xml::escape::unescape(&attribute.value).map_err(broken)?;
            let value = match attribute.key.local_name().as_ref() {
                "value" => text.parse().map_or_else(|_| text.to_string(), value::number),
                "date-value" => value::iso_moment(&text),
                "time-value" => value::iso_duration(&text),
                // Empty where an error stands in the paragraph.
                "string-value" | "boolean-value" if !text.is_empty() => text.into_owned(),
                name => {
                    match name {
                        "value-type" => cell.error |= text == "error",
                        "formula" => cell.formula = true,
                        "number-columns-repeated" => cell.repeats = text.parse().unwrap_or(1),
                        "number-rows-spanned" => cell.rows = text.parse().unwrap_or(1),
                        _ => {}
                    }
                    continue;
                }
            };
            (cell.text, cell.known) = (value, true);
        }
        Ok(cell)
    }

    /// Programs that do not say so leave the word alone.
    fn is_error(&self) -> bool {
        let words = ["#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#N/A", "#NUM!", "#NULL!"];
        self.error || self.formula && (words.contains(&self.text.as_str()) || self.text.starts_with("Err:"))
    }
}

impl Table {
    fn end_cell(&mut self) {
        let Some(cell) = self.cell.take() else {
            return;
        };
        let column = self.column;
        self.column = column.saturating_add(cell.repeats);
        if !cell.text.trim().is_empty() {
            self.cells.push((column, cell));
        }
    }

    fn end_row(&mut self, budget: &mut Budget) -> Result<(), ReadError> {
        let rows = self.row..self.row.saturating_add(self.row_repeats).min(MOST_ROWS + 1);
        self.row = rows.end;
        let cells = std::mem::take(&mut self.cells);
        for row in rows.filter(|_| !cells.is_empty()) {
            for (first, cell) in &cells {
                for column in *first..first.saturating_add(cell.repeats) {
                    if cell.is_error() {
                        budget.spend(1, cell.text.len())?;
                        self.grid.fault(row, column, FaultKind::Error(cell.text.clone()));
                    } else {
                        self.grid.set(row, column, &cell.text, budget)?;
                    }
                }
                if cell.rows > 1 {
                    self.merges.push((row, *first, cell.rows));
                }
            }
        }
        Ok(())
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, ReadError> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(broken)?;
        if attribute.key.local_name().as_ref() == name {
            let value = quick_xml::escape::unescape(&attribute.value).map_err(broken)?;
            return Ok(Some(value.into_owned()));
        }
    }
    Ok(None)
}

fn count(element: &BytesStart<'_>, name: &str) -> Result<u32, ReadError> {
    Ok(attribute(element, name)?.and_then(|text| text.parse().ok()).unwrap_or(1))
}
