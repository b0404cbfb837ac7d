//! What a network has no room for stands aside while it is open, and is written back where it stood: unknown fields
//! within the rows of a record and in positions.
//!
//! It is kept together with what was understood, so that it finds its row again. A row that was removed takes it along.

use serde_json::Value as Json;

use super::json::{read_row, text, write_row};
use crate::model::{Content, Position, Unknown, order};

/// Where a record keeps rows with unknown fields, by field. Never written under this name.
pub(super) const ROWS: &str = "gosmart:rows";

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

/// A position, if it is one.
pub(super) fn read_position(json: &Json) -> Option<Position> {
    let number = |name: &str| json.get(name)?.as_f64();
    let pinned = json.get("pinned").map_or(Some(false), Json::as_bool)?;
    Some(Position { x: number("x")?, y: number("y")?, pinned })
}

/// A position that says more than we know, as it will be written.
pub(super) fn unknown_position(at: &Position, json: &Json) -> Option<Json> {
    let fields = write_position(at, Some(json));
    (fields.len() > write_position(at, None).len()).then(|| Json::Object(order::map(fields)))
}

/// A finite position with the unknown fields that it had.
pub(super) fn write_position(at: &Position, aside: Option<&Json>) -> Vec<(String, Json)> {
    let mut fields = vec![("x".to_owned(), at.x.into()), ("y".to_owned(), at.y.into())];
    fields.extend(at.pinned.then(|| ("pinned".to_owned(), true.into())));
    let aside = aside.and_then(Json::as_object).into_iter().flatten();
    let unknown = aside.filter(|(name, _)| !["x", "y", "pinned"].contains(&name.as_str()));
    fields.extend(unknown.map(|(name, value)| (name.clone(), value.clone())));
    fields
}
