//! What single rows say of themselves.

use gosmart_formats::table::Row;

use super::{
    Column, Meaning, Target,
    builder::{Cell, Values, join, line},
    content,
    values::Relation,
};
use crate::{
    model::{Content, Field, TableName, Value},
    query::fold,
};

/// What our template calls the records that it makes up to show how.
const EXAMPLES: [&str; 2] = ["Beispiel: ", "Example: "];

/// Whether the columns that are read are those of our template.
pub(super) fn is_template(columns: &[Column]) -> bool {
    columns.iter().filter(|column| column.meaning != Meaning::Ignore).all(Column::has_our_title)
}

/// Whether a row of our template was left where it stood: the example is what it is called, or what it belongs to.
pub(super) fn example<'a>(columns: &[Column], row: &'a Row) -> Option<&'a str> {
    let is_name = |column: &Column| match column.meaning {
        Meaning::Owner => true,
        Meaning::Field(target) if target.within.is_none() => {
            let is_end = |field: &Field| field.required && matches!(field.content, Content::Reference(_));
            target.table.schema().title == Some(target.field) || target.definition().is_some_and(is_end)
        }
        _ => false,
    };
    let names = columns.iter().zip(&row.cells).filter(|(column, _)| is_name(column));
    let mut names = names.map(|(_, cell)| cell.as_str());
    names.find(|cell| EXAMPLES.iter().any(|start| cell.starts_with(start)))
}

/// An actor whose name is that of a person is one, where nothing else is said.
pub(super) fn person(values: &mut Values) {
    if let Some(kind) = TableName::Actors.schema().field("kind")
        && !values.iter().any(|(field, _)| field.name == "kind")
    {
        values.push((kind, Value::Word(Some("person"))));
    }
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

/// What a row of sums calls itself. Beside it stand numbers and nothing else.
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
    let mut filled = filled.peekable();
    let is_counted = filled.peek().is_some() && filled.all(|cell| content::is_number(cell));
    (is_sum.contains(&bare.as_str()) && is_counted).then_some(first.as_str())
}
