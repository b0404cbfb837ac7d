use super::guard::needs_guard;
use super::read_delimited::DELIMITERS;
use super::{Content, Table, date, is_number};

/// For a German Excel: semicolons, UTF-8 with byte order mark, decimal commas, dates as `27.11.2026`. Spaces around a
/// cell are dropped, and no text becomes a formula. What is not a number or a date in a column of such is a text.
pub fn write_csv(table: &Table) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    line(&mut out, table.columns.iter().map(|column| (column.title.as_str(), Content::Text)));
    for row in &table.rows {
        let contents =
            table.columns.iter().map(|column| column.content).chain(std::iter::repeat(Content::Text));
        line(&mut out, row.iter().map(String::as_str).zip(contents));
    }
    out.into_bytes()
}

fn line<'a>(out: &mut String, cells: impl Iterator<Item = (&'a str, Content)>) {
    for (at, (text, content)) in cells.enumerate() {
        if at > 0 {
            out.push(';');
        }
        cell(out, text.trim(), content);
    }
    out.push_str("\r\n");
}

fn cell(out: &mut String, text: &str, content: Content) {
    match (content, date(text)) {
        (Content::Number, _) if is_number(text) => out.push_str(&text.replace('.', ",")),
        (Content::Date, Some((year, month, day))) => out.push_str(&format!("{day:02}.{month:02}.{year:04}")),
        _ => {
            let guard = if needs_guard(text) { "'" } else { "" };
            // Any delimiter is quoted, and `sep=` by its sign, so that nobody who guesses at them guesses wrong.
            let quoted = text.contains(['"', '\n', '\r', '=']) || text.contains(DELIMITERS);
            match quoted {
                true => out.extend(["\"", guard, &text.replace('"', "\"\""), "\""]),
                false => out.extend([guard, text]),
            }
        }
    }
}
