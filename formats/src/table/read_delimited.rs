use super::guard::unguarded;
use super::{Fault, FaultKind, Row, Sheet};

/// The likelier first.
pub(super) const DELIMITERS: [char; 4] = [';', '\t', '|', ','];

/// So many rows tell which delimiter it is.
const TELLING_ROWS: usize = 200;

/// What a CSV file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Delimited {
    pub sheet: Sheet,
    /// What stood between the cells.
    pub delimiter: char,
}

/// Reads text whose cells stand between `delimiter`s, or between what a line `sep=` names, or between whatever makes
/// rows of the same width. Spaces around a cell are dropped, and one apostrophe that kept it from becoming a formula.
/// Rows are as long as they are.
pub fn read_delimited(text: &str, delimiter: Option<char>) -> Delimited {
    let (named, body, first_line) = match named_delimiter(text) {
        Some((named, body)) => (Some(named), body, 2),
        None => (None, text, 1),
    };
    let delimiter = delimiter.or(named).unwrap_or_else(|| likeliest(body));
    let mut rows = Rows::new(body, delimiter, first_line);
    let mut sheet = Sheet::default();
    while let Some(row) = rows.next_row() {
        let cells: Vec<String> = row.cells.iter().map(|cell| plain(cell)).collect();
        if cells.iter().any(|cell| !cell.is_empty()) {
            sheet.rows.push(Row { cells, ..row });
        }
    }
    sheet.faults = rows.faults;
    Delimited { sheet, delimiter }
}

fn plain(cell: &str) -> String {
    let cell = cell.trim();
    unguarded(cell).unwrap_or(cell).trim().to_owned()
}

/// From a first line such as `sep=;`, with the text behind it.
fn named_delimiter(text: &str) -> Option<(char, &str)> {
    let (start, rest) = text.split_at_checked(4)?;
    let named = rest.chars().next().filter(|c| !matches!(c, '"' | '\r' | '\n'))?;
    let (line_end, body) = match rest.find(['\r', '\n']) {
        Some(end) => (&rest[named.len_utf8()..end], after_line_end(&rest[end..])),
        None => (&rest[named.len_utf8()..], ""),
    };
    (start.eq_ignore_ascii_case("sep=") && line_end.trim().is_empty()).then_some((named, body))
}

fn after_line_end(text: &str) -> &str {
    text.strip_prefix("\r\n").unwrap_or_else(|| text.get(1..).unwrap_or_default())
}

/// The delimiter by which the greatest share of rows has the same number of cells, more than one.
fn likeliest(text: &str) -> char {
    let evenness = |delimiter: char| {
        let mut rows = Rows::new(text, delimiter, 1);
        let mut widths = Vec::new();
        while let Some(row) = rows.next_row().filter(|_| widths.len() < TELLING_ROWS) {
            widths.push(row.cells.len());
        }
        widths.sort_unstable();
        let even = widths.chunk_by(|a, b| a == b).filter(|same| same[0] > 1).map(<[usize]>::len).max();
        even.map_or(0.0, |even| even as f64 / widths.len() as f64)
    };
    let mut best = (DELIMITERS[0], 0.0);
    for delimiter in DELIMITERS {
        let evenness = evenness(delimiter);
        if evenness > best.1 {
            best = (delimiter, evenness);
        }
    }
    best.0
}

/// Row by row. That a quote is never closed, and at which line a row begins, no library says.
struct Rows<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    delimiter: char,
    faults: Vec<Fault>,
}

impl<'a> Rows<'a> {
    fn new(text: &'a str, delimiter: char, line: u32) -> Self {
        Self { text, at: 0, line, delimiter, faults: Vec::new() }
    }

    fn next_row(&mut self) -> Option<Row> {
        if self.at == self.text.len() {
            return None;
        }
        let mut row = Row { number: self.line, cells: Vec::new() };
        loop {
            let column = u32::try_from(row.cells.len() + 1).unwrap_or(u32::MAX);
            row.cells.push(self.cell(column));
            let rest = &self.text[self.at..];
            match rest.strip_prefix(self.delimiter) {
                Some(_) => self.at += self.delimiter.len_utf8(),
                None => {
                    self.at = self.text.len() - after_line_end(rest).len();
                    self.line += 1;
                    return Some(row);
                }
            }
        }
    }

    /// Up to the next delimiter or the end of the line.
    fn cell(&mut self, column: u32) -> String {
        let rest = &self.text[self.at..];
        let quote = rest.trim_start_matches(|c| c != self.delimiter && matches!(c, ' ' | '\t' | '\u{a0}'));
        let mut cell = String::new();
        if let Some(inner) = quote.strip_prefix('"') {
            match self.closed(inner) {
                Some(length) => {
                    let quoted = &inner[..length];
                    cell = quoted.replace("\"\"", "\"");
                    self.line += line_ends(quoted);
                    self.at = self.text.len() - inner.len() + length + 1;
                }
                None => self.faults.push(Fault { row: self.line, column, kind: FaultKind::OpenQuote }),
            }
        }
        let rest = &self.text[self.at..];
        let end = rest.find([self.delimiter, '\r', '\n']).unwrap_or(rest.len());
        cell.push_str(&rest[..end]);
        self.at += end;
        cell
    }

    /// How long the quoted text is, if a quote ends it. One that has text behind it, lines later, begins a cell of its
    /// own, and the first was never closed.
    fn closed(&self, inner: &str) -> Option<usize> {
        let mut from = 0;
        let end = loop {
            let end = from + inner[from..].find('"')?;
            if !inner[end + 1..].starts_with('"') {
                break end;
            }
            from = end + 2;
        };
        let behind =
            inner[end + 1..].chars().find(|c| *c == self.delimiter || !matches!(c, ' ' | '\t' | '\u{a0}'));
        let ends = behind.is_none_or(|c| c == self.delimiter || c == '\r' || c == '\n');
        (ends || !inner[..end].contains(['\r', '\n'])).then_some(end)
    }
}

fn line_ends(text: &str) -> u32 {
    let ends = text.split("\r\n").map(|part| part.matches(['\r', '\n']).count()).sum::<usize>();
    u32::try_from(ends + text.matches("\r\n").count()).unwrap_or(u32::MAX)
}
