//! What a network has no room for stands aside while it is open, and is written back where it stood: unknown fields
//! within the rows of a record and in positions.
//!
//! It is kept together with what was understood, so that it finds its row again. A row that was removed takes it along.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::json::{read_row, text, write_row};
use crate::model::{Content, Field, Position};

/// Where a record keeps rows with unknown fields, by field. Never written under this name.
pub(super) const ROWS: &str = "gosmart:rows";

/// What we know of a position, in the order in which it is written.
pub(super) const OF_POSITIONS: [&str; 3] = ["x", "y", "pinned"];

/// The rows of a field that say more than we know.
pub(super) fn unknown_rows(content: Content, json: &Json) -> Vec<Json> {
    let fields = match content {
        Content::Row(fields) | Content::Rows(fields) => fields,
        _ => return Vec::new(),
    };
    let rows = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
    let is_known = |name: &str| fields.iter().any(|field| field.name == name);
    let more = |row: &Json| {
        let mut known = write_row(fields, &read_row(fields, row)?);
        add_unknown(&mut known, row, is_known).then_some(known)
    };
    rows.iter().filter_map(more).collect()
}

/// Gives rows their unknown fields back: first those that are as they were, then those that are called the same.
pub(super) fn put_back(content: Content, written: &mut Json, aside: &Json) {
    let (Content::Row(fields) | Content::Rows(fields)) = content else { return };
    let rows = match written {
        Json::Array(rows) => rows.as_mut_slice(),
        row => std::slice::from_mut(row),
    };
    let mut aside: Vec<&Json> = aside.as_array().into_iter().flatten().collect();
    let mut waiting: Vec<&mut Json> = rows.iter_mut().collect();
    let required: Vec<Field> = fields.iter().filter(|field| field.required).copied().collect();
    for known in [fields, &required[..]] {
        // Rows of which nothing is required have no name. A single one needs none.
        if known.is_empty() && matches!(content, Content::Rows(_)) {
            return;
        }
        let key = |row: &Json| text(&only(known, row));
        let mut by_key: BTreeMap<String, Vec<&Json>> = BTreeMap::new();
        for row in aside.drain(..).rev() {
            by_key.entry(key(row)).or_default().push(row);
        }
        waiting.retain_mut(|row| {
            let found = by_key.get_mut(&key(row)).and_then(Vec::pop);
            let is_known = |name: &str| fields.iter().any(|field| field.name == name);
            found.is_none_or(|found| !add_unknown(row, found, is_known))
        });
        aside.extend(by_key.into_values().flatten());
    }
}

/// Some fields of a row.
fn only(fields: &[Field], row: &Json) -> Json {
    let there = fields.iter().filter_map(|field| Some((field.name.to_owned(), row.get(field.name)?.clone())));
    Json::Object(there.collect())
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
