//! A network as sheets, by the table of fields: one for each kind of record, and one for each list of rows within records.
//!
//! References go by name. Where a name does not say which record is meant, because two have it or none, a column of ids
//! stands beside it. So reading the sheets again can give the same records.

use std::collections::HashMap;

use gosmart_formats::table::{self, Column, Table};

use super::{list, names::Names};
use crate::{
    exchange::Redacted,
    i18n::{Language, capitalised, records, words},
    model::{Content, Day, Field, Id, TableName, Value},
};

/// The column in which each record says which it is.
pub const ID: &str = "ID";

/// All sheets that have a row, that of the actors first.
pub fn workbook(part: &Redacted, language: Language) -> Vec<Table> {
    let sheets = Sheets::new(part, language);
    let mut tables: Vec<TableName> = TableName::ALL.to_vec();
    tables.sort_by_key(|table| match table {
        TableName::Actors => 0,
        TableName::Network => 2,
        _ => 1,
    });
    let sheets = tables.into_iter().flat_map(|table| sheets.of(table));
    sheets.filter(|sheet| !sheet.rows.is_empty()).collect()
}

/// One row for each actor, as people keep such lists: what it offers and what it still looks for in one cell each.
pub fn actor_list(part: &Redacted, language: Language) -> Table {
    let sheets = Sheets::new(part, language);
    let mut columns = sheets.columns_of(TableName::Actors);
    let relation = |name: &str, pairs: &mut dyn Iterator<Item = (&Id, &Id)>| {
        let mut of_actor: HashMap<&Id, Vec<Id>> = HashMap::new();
        for (actor, competency) in pairs.filter(|(_, competency)| part.competencies.contains(competency)) {
            of_actor.entry(actor).or_default().push(competency.clone());
        }
        let ids = part.actors.iter().map(|actor| of_actor.remove(&actor.id).unwrap_or_default()).collect();
        let title = records::label(language, TableName::Actors, name);
        sheets.references(title, TableName::Competencies, ids, true)
    };
    let mut offered = part.offers.iter().map(|offer| (&offer.actor, &offer.competency));
    let open = part.needs.iter().filter(|need| need.closed_on.is_none());
    let mut wanted = open.map(|need| (&need.actor, &need.competency));
    let offers = relation("offers", &mut offered);
    let needs = relation("needs", &mut wanted);
    columns.splice(1..1, offers.into_iter().chain(needs));
    columns.push(sheets.ids(TableName::Actors));
    sheet(records::many(language, TableName::Actors).to_owned(), columns)
}

pub(super) struct Sheets<'a> {
    part: &'a Redacted,
    language: Language,
    names: Names,
}

struct FilledColumn {
    column: Column,
    cells: Vec<String>,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(part: &'a Redacted, language: Language) -> Self {
        Self { part, language, names: Names::new(part) }
    }

    /// The sheet of a kind of record, and those of the lists of rows within them.
    pub(super) fn of(&self, table: TableName) -> Vec<Table> {
        let kind = capitalised(match table {
            TableName::Network => records::one(self.language, table),
            _ => records::many(self.language, table),
        });
        let mut columns = self.columns_of(table);
        columns.push(self.ids(table));
        let mut sheets = vec![sheet(kind.clone(), columns)];
        for field in table.schema().fields {
            if let Content::Rows(fields) = field.content {
                let label = records::label(self.language, table, field.name);
                let name = format!("{kind} – {}", label.trim_end_matches('?'));
                sheets.push(sheet(name, self.rows_within(table, field, fields)));
            }
        }
        sheets
    }

    fn columns_of(&self, table: TableName) -> Vec<FilledColumn> {
        let fields = table.schema().fields;
        let records = self.part.table(table).records();
        let rows: Vec<Vec<Value>> =
            records.map(|record| fields.iter().map(|field| record.get(field)).collect()).collect();
        self.columns(table, fields, None, &rows)
    }

    fn ids(&self, table: TableName) -> FilledColumn {
        let cells = self.part.table(table).records().map(|record| record.id().to_string()).collect();
        filled(ID.to_owned(), table::Content::Text, cells)
    }

    fn rows_within(&self, table: TableName, field: &Field, fields: &[Field]) -> Vec<FilledColumn> {
        let (mut owners, mut rows) = (Vec::new(), Vec::new());
        for record in self.part.table(table).records() {
            if let Value::Rows(within) = record.get(field) {
                owners.extend(within.iter().map(|_| vec![record.id().clone()]));
                rows.extend(within);
            }
        }
        let owner = capitalised(records::one(self.language, table));
        let mut columns = self.references(&owner, table, owners, false);
        columns.extend(self.columns(table, fields, Some(field), &rows));
        columns
    }

    /// A column for each field that may be seen, of rows that have a value for each; lists of rows have none.
    fn columns(
        &self,
        table: TableName,
        fields: &[Field],
        within: Option<&Field>,
        rows: &[Vec<Value>],
    ) -> Vec<FilledColumn> {
        let mut columns = Vec::new();
        let visible = |(_, field): &(usize, &Field)| self.part.profile().may_see(field.audience);
        for (place, field) in fields.iter().enumerate().filter(visible) {
            let path =
                within.map_or(field.name.to_owned(), |within| format!("{}.{}", within.name, field.name));
            let title = records::label(self.language, table, &path);
            let values = || rows.iter().map(|row| &row[place]);
            match field.content {
                Content::Rows(_) => {}
                Content::Row(inner) => {
                    let nothing = || inner.iter().map(|field| Value::empty(field.content)).collect();
                    let only = |value: &Value| match value {
                        Value::Rows(rows) => rows.first().cloned().unwrap_or_else(nothing),
                        _ => nothing(),
                    };
                    let inner_rows: Vec<Vec<Value>> = values().map(only).collect();
                    let mut inner = self.columns(table, inner, Some(field), &inner_rows);
                    for inner in &mut inner {
                        inner.column.title = format!("{title}: {}", inner.column.title);
                    }
                    columns.extend(inner);
                }
                Content::Reference(to) | Content::References(to) => {
                    let ids = |value: &Value| match value {
                        Value::Reference(id) => id.iter().cloned().collect(),
                        Value::References(ids) => ids.clone(),
                        _ => Vec::new(),
                    };
                    columns.extend(self.references(
                        title,
                        to,
                        values().map(ids).collect(),
                        field.content.is_list(),
                    ));
                }
                content => {
                    let cells = values().map(|value| self.cell(content, value)).collect();
                    let mut column = filled(title.to_owned(), kind_of(content), cells);
                    column.column.choices = self.choices(content);
                    columns.push(column);
                }
            }
        }
        columns
    }

    /// A column of names, and one of ids where a name is not enough.
    fn references(
        &self,
        title: &str,
        to: TableName,
        ids: Vec<Vec<Id>>,
        are_lists: bool,
    ) -> Vec<FilledColumn> {
        let cell = |texts: Vec<&str>| match are_lists {
            true => list::join(texts),
            false => texts.concat(),
        };
        let names = |ids: &Vec<Id>| cell(ids.iter().map(|id| self.names.of(to, id)).collect());
        let unclear = |ids: &Vec<Id>| {
            let is_clear = ids.iter().all(|id| self.names.is_enough(to, id));
            if is_clear { String::new() } else { cell(ids.iter().map(Id::as_str).collect()) }
        };
        let mut named = filled(title.to_owned(), table::Content::Text, ids.iter().map(names).collect());
        if to == TableName::Sectors {
            named.column.choices = self.part.sectors.iter().map(|sector| sector.name.clone()).collect();
        }
        let by_id =
            filled(format!("{title} ({ID})"), table::Content::Text, ids.iter().map(unclear).collect());
        let is_needed = by_id.cells.iter().any(|cell| !cell.is_empty());
        [named].into_iter().chain(is_needed.then_some(by_id)).collect()
    }

    fn cell(&self, content: Content, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Texts(texts) => list::join(texts),
            Value::Day(day) => day.iter().map(Day::as_str).collect(),
            Value::Number(Some(number)) => {
                let level = u8::try_from(*number).ok().filter(|_| content == Content::Level);
                level
                    .filter(|level| LEVELS.contains(level))
                    .map_or_else(|| number.to_string(), |level| words::level(self.language, level))
            }
            Value::Number(None) => String::new(),
            Value::Word(word) => word.map(|word| self.word(content, word)).unwrap_or_default().to_owned(),
            Value::Words(chosen) => list::join(chosen.iter().map(|word| self.word(content, word))),
            // These have columns of their own.
            Value::Reference(_) | Value::References(_) | Value::Rows(_) => String::new(),
        }
    }

    fn word<'w>(&self, content: Content, word: &'w str) -> &'w str {
        match content {
            Content::Word(words) | Content::Words(words) => {
                records::word_of(self.language, words, word).unwrap_or(word)
            }
            _ => word,
        }
    }

    fn choices(&self, content: Content) -> Vec<String> {
        match content {
            Content::Word(words) | Content::Words(words) => {
                words.iter().map(|word| self.word(content, word).to_owned()).collect()
            }
            Content::Level => LEVELS.map(|level| words::level(self.language, level)).to_vec(),
            _ => Vec::new(),
        }
    }
}

/// Those that have a word; others stand as numbers.
const LEVELS: [u8; 3] = [1, 2, 3];

fn kind_of(content: Content) -> table::Content {
    match content {
        Content::Day => table::Content::Date,
        Content::Number => table::Content::Number,
        _ => table::Content::Text,
    }
}

fn filled(title: String, content: table::Content, cells: Vec<String>) -> FilledColumn {
    FilledColumn { column: Column { title, content, choices: Vec::new() }, cells }
}

/// Columns become rows.
fn sheet(name: String, columns: Vec<FilledColumn>) -> Table {
    let rows = columns.first().map_or(0, |column| column.cells.len());
    let mut rows = vec![Vec::with_capacity(columns.len()); rows];
    let mut heads = Vec::with_capacity(columns.len());
    for FilledColumn { column, cells } in columns {
        heads.push(column);
        for (row, cell) in rows.iter_mut().zip(cells) {
            row.push(cell);
        }
    }
    Table { name, columns: heads, rows }
}
