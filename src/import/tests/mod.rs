#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

mod again;
mod careful;
mod graphs;
mod odd;
mod ours;
mod rules;
mod tables;

use gosmart_formats::table::{Row, Sheet};

use super::*;
use crate::model::{Content, Record, Value};

/// A sheet of lines; a tab parts cells, and `\n` within one is written as `¶`.
fn sheet(name: &str, text: &str) -> Sheet {
    let rows = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let cells = |line: &str| line.split('\t').map(|cell| cell.trim().replace('¶', "\n")).collect();
    Sheet {
        name: name.to_owned(),
        rows: rows.map(|(number, line)| Row { number, cells: cells(line) }).collect(),
        ..Sheet::default()
    }
}

fn read(sheets: &[Sheet]) -> Incoming {
    read_tables(sheets, &guess(sheets))
}

/// A line for each record, what it refers to by name, and one for each problem.
fn said(incoming: &Incoming) -> String {
    let mut lines = Vec::new();
    for table in incoming.network.tables().skip(1) {
        lines.extend(table.records().map(|record| line(incoming, record)));
    }
    lines.extend(incoming.problems.iter().map(|problem| {
        let at = problem.at.map(place).unwrap_or_default();
        format!("{:?} {at} {:?}", problem.grade, problem.kind)
    }));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn place(at: Origin) -> String {
    let column = at.column.map_or_else(String::new, |column| across::letters(column as usize - 1));
    format!("{}:{column}{}", at.sheet, at.row)
}

fn line(incoming: &Incoming, record: &dyn Record) -> String {
    let schema = record.table().schema();
    let mut text = schema.kind.to_owned();
    for field in schema.fields {
        let value = record.get(field);
        if value.is_empty() || value == Value::Word(field.usual) {
            continue;
        }
        let name = |id: &Id| match field.content {
            Content::Reference(to) | Content::References(to) => incoming.network.name_of(to, id),
            _ => id.to_string(),
        };
        let said = match &value {
            Value::Text(text) => text.clone(),
            Value::Texts(texts) => texts.join(" | "),
            Value::Day(day) => day.iter().map(ToString::to_string).collect(),
            Value::Number(number) => number.unwrap_or_default().to_string(),
            Value::Word(word) => word.unwrap_or_default().to_owned(),
            Value::Words(words) => words.join(" | "),
            Value::Reference(id) => id.iter().map(name).collect(),
            Value::References(ids) => ids.iter().map(name).collect::<Vec<_>>().join(" | "),
            Value::Rows(rows) => format!("{rows:?}"),
        };
        text += &if field.required { format!(" “{said}”") } else { format!(" {}={said}", field.name) };
    }
    text.replace('\n', "¶")
}
