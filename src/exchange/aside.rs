//! What a network has no room for stands aside while it is open, and is written back where it stood: unknown fields
//! within the rows of a record and in positions.
//!
//! It is kept together with what was understood, so that it finds its row again. A row that was removed takes it along.

use serde_json::Value as Json;

use super::{
    json::{read_row, text, write_row},
    write::object,
};
use crate::model::{Content, Position, Unknown};

/// Where a record keeps rows with unknown fields, by field. Never written under this name.
pub(super) const ROWS: &str = "gosmart:rows";

/// What we know of a position, in the order in which it is written.
const OF_POSITIONS: [&str; 3] = ["x", "y", "pinned"];

/// The rows of a field, if any of them says more than we know.
pub(super) fn unknown_rows(content: Content, json: &Json) -> Option<Json> {
    let (Content::Row(fields) | Content::Rows(fields)) = content else { return None };
    let mut says_more = false;
    let rows = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice).iter().filter_map(|row| {
        let mut known = write_row(fields, &read_row(fields, row)?);
        says_more |= add_unknown(&mut known, row, |name| fields.iter().any(|field| field.name == name));
        Some(known)
    });
    let rows = Json::Array(rows.collect());
    says_more.then_some(rows)
}

/// Gives rows their unknown fields back: first those that are as they were, then those of which the required fields are.
/// A single row needs no name.
pub(super) fn put_back(content: Content, written: &mut Json, aside: &Json) {
    let (Content::Row(fields) | Content::Rows(fields)) = content else { return };
    let rows = match written {
        Json::Array(rows) => rows.as_mut_slice(),
        row => std::slice::from_mut(row),
    };
    let mut waiting: Vec<&mut Json> = rows.iter_mut().collect();
    let mut aside = aside.as_array().cloned().unwrap_or_default();
    for whole in [true, false] {
        let names = || fields.iter().filter(|field| whole || field.required);
        if content.is_list() && names().next().is_none() {
            return;
        }
        let name = |row: &Json| -> String {
            names().map(|field| row.get(field.name).map_or_else(|| "-".into(), text)).collect()
        };
        // The last of one name stands first.
        let mut by_name = Unknown::new();
        for row in std::mem::take(&mut aside).into_iter().rev() {
            let rows = by_name.entry(name(&row)).or_insert_with(|| Json::Array(Vec::new()));
            rows.as_array_mut().into_iter().for_each(|rows| rows.push(row.clone()));
        }
        waiting.retain_mut(|row| {
            let found = by_name.get_mut(&name(row)).and_then(Json::as_array_mut).and_then(Vec::pop);
            let is_known = |name: &str| fields.iter().any(|field| field.name == name);
            found.is_none_or(|found| {
                add_unknown(row, &found, is_known);
                false
            })
        });
        for (_, rows) in by_name {
            aside.extend(rows.as_array().into_iter().flatten().rev().cloned());
        }
    }
}

/// Returns whether there were any.
fn add_unknown(to: &mut Json, from: &Json, is_known: impl Fn(&str) -> bool) -> bool {
    let (Json::Object(to), Some(from)) = (to, from.as_object()) else { return false };
    let known = to.len();
    let unknown = from.iter().filter(|(name, _)| !is_known(name));
    to.extend(unknown.map(|(name, value)| (name.clone(), value.clone())));
    to.len() > known
}

/// A position that says more than we know.
pub(super) fn unknown_position(position: &Position, json: &Json) -> Option<Json> {
    let mut known = serde_json::to_value(position).ok()?;
    add_unknown(&mut known, json, |name| OF_POSITIONS.contains(&name)).then_some(known)
}

/// The fields of a position with the unknown ones it had; `None` for one that is gone.
pub(super) fn position(id: &str, position: Option<&Position>, aside: Option<&Json>) -> Option<Json> {
    let Some(position) = position else {
        // Nobody can be without an id, and so nobody can have gone.
        return aside.filter(|aside| id.is_empty() || super::read::position(aside).is_none()).cloned();
    };
    aside.and_then(|aside| unknown_position(position, aside)).or_else(|| serde_json::to_value(position).ok())
}

/// What we know of it comes first.
pub(super) fn text_of_position(mut written: Json) -> String {
    let Some(fields) = written.as_object_mut() else { return text(&written) };
    let mut ordered = Vec::with_capacity(fields.len());
    for name in OF_POSITIONS {
        ordered.extend(fields.remove(name).map(|value| (name.to_owned(), value)));
    }
    ordered.extend(std::mem::take(fields));
    object(&ordered)
}
