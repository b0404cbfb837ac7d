//! What single rows say of themselves.

use gosmart_formats::table::Row;

use super::{
    Meaning, Target,
    builder::{Cell, join, line},
    content,
    values::Relation,
};
use crate::{
    model::{Field, TableName, Value},
    query::fold,
};

/// What our template calls the records that it makes up to show how.
const EXAMPLES: [&str; 2] = ["Beispiel: ", "Example: "];

/// Whether a row of our template was left where it stood.
pub(super) fn example(row: &Row) -> Option<&str> {
    let is_example = |cell: &&String| EXAMPLES.iter().any(|start| cell.starts_with(start));
    row.cells.iter().find(is_example).map(String::as_str)
}

pub(super) fn usual(field: &Field) -> Value {
    match field.usual {
        Some(word) => Value::Word(Some(word)),
        None => Value::empty(field.content),
    }
}

pub(super) fn ids(cell: &Cell) -> Option<Target> {
    match cell.meaning {
        Meaning::Ids(target) => Some(target),
        _ => None,
    }
}

pub(super) fn tables(relation: Relation) -> &'static [TableName] {
    match relation {
        Relation::Offers => &[TableName::Offers],
        Relation::Needs => &[TableName::Needs],
        Relation::Both => &[TableName::Offers, TableName::Needs],
    }
}

/// The name in a row: of the column for it, else of those for a person.
pub(super) fn name(cells: &[Cell], title: Target) -> String {
    let mut name = String::new();
    if let Some(cell) = cells.iter().find(|cell| cell.meaning == Meaning::Field(title)) {
        return line(cell.text);
    }
    let Some(field) = TableName::Actors.schema().field("name") else { return name };
    for cell in cells.iter().filter(|cell| cell.meaning == Meaning::Person) {
        match name.is_empty() {
            true => name = line(cell.text),
            false => join(&mut name, &line(cell.text), field),
        }
    }
    name
}

/// What a row of sums calls itself.
pub(super) fn sum(row: &Row) -> Option<&str> {
    let mut filled = row.cells.iter().filter(|cell| !cell.is_empty());
    let first = filled.next().filter(|first| first.len() < 40)?;
    let bare: String = fold::key(first).chars().filter(|sign| !sign.is_ascii_digit()).collect();
    let is_sum = [
        "summe",
        "gesamt",
        "total",
        "gesamtsumme",
        "gesamtzahl",
        "sum",
        "insgesamt",
        "zwischensumme",
        "anzahl",
        "grandtotal",
        "summen",
    ];
    (is_sum.contains(&bare.as_str()) && filled.all(|cell| content::is_number(cell))).then_some(first.as_str())
}
