//! Sheets with competencies down and actors across: turned round they are rows of actors.

use gosmart_formats::table::{Row, Sheet};

use super::{Certainty, Column, Meaning, Shape, Target, columns::named};
use crate::{model::TableName, query::fold};

/// Whether a sheet of crosses has the competencies down and the actors across.
pub(super) fn is_across<'a>(columns: &[Column], corner: &str, names: impl Iterator<Item = &'a str>) -> bool {
    let crossed: Vec<&Column> =
        columns.iter().filter(|column| column.meaning == Meaning::OfferedIfCrossed).collect();
    if crossed.len() < 2 || columns.first().is_none_or(|column| column.meaning == Meaning::OfferedIfCrossed) {
        return false;
    }
    let corner_of = |table| {
        named(corner, Shape::Records(table)).is_some_and(|(_, certainty)| certainty == Certainty::Named)
    };
    let is_competency = corner_of(TableName::Competencies) && fold::key(corner) != "name";
    if is_competency
        || columns[0].meaning == Meaning::Field(Target::new(TableName::Actors, "name"))
            && columns[0].certainty >= Certainty::Nearly
    {
        return is_competency;
    }
    let (mut rows, mut down) = (0, 0);
    for name in names {
        rows += 1;
        down += usize::from(is_organisation(name));
    }
    let across = crossed.iter().filter(|column| is_organisation(&column.title)).count();
    across * 3 >= crossed.len() && across * rows > down * crossed.len()
}

/// Whether a name has a word that organisations have in theirs.
fn is_organisation(name: &str) -> bool {
    const PARTS: [&str; 26] = [
        "gmbh",
        "verein",
        "stadt",
        "museum",
        "hochschule",
        "stiftung",
        "verband",
        "kammer",
        "schule",
        "werk",
        "institut",
        "zentrum",
        "universitat",
        "bibliothek",
        "bucherei",
        "sparkasse",
        "bank",
        "agentur",
        "gesellschaft",
        "genossenschaft",
        "landkreis",
        "university",
        "library",
        "society",
        "council",
        "company",
    ];
    let key = fold::key(name);
    PARTS.iter().any(|part| key.contains(part))
        || [" e.V", " eG", " AG", " KG", " Ltd", " Inc"].iter().any(|end| name.contains(end))
}

/// Turned round a sheet has as many cells as its longest row times its rows.
pub(super) fn can_turn(sheet: &Sheet) -> bool {
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    width.saturating_mul(sheet.rows.len()) <= 4_000_000
}

/// The sheet from the header on with its rows as columns. Rows are numbered by the columns they were.
pub(super) fn transposed(sheet: &Sheet, header: Option<u32>) -> Sheet {
    let start =
        sheet.rows.iter().position(|row| header.is_none_or(|header| row.number >= header)).unwrap_or(0);
    let rows = &sheet.rows[start..];
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let turned = (0..width).map(|column| Row {
        number: u32::try_from(column + 1).unwrap_or(u32::MAX),
        cells: rows.iter().map(|row| row.cells.get(column).cloned().unwrap_or_default()).collect(),
    });
    Sheet { name: sheet.name.clone(), rows: turned.collect(), ..Sheet::default() }
}

/// `A`, `Z`, `AA`: how spreadsheets call a column.
pub(super) fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(column % 26).unwrap_or_default());
        match (column / 26).checked_sub(1) {
            Some(rest) => column = rest,
            None => break,
        }
    }
    letters.iter().rev().map(|letter| char::from(*letter)).collect()
}
