//! A network becomes text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    CURRENT_VERSION, FORMAT, HEADER, Profile, UNREADABLE, profile::contains_personal_data, redact, section,
};
use crate::model::{Network, Record, Table, Unknown};

/// The document of a network for a profile: fields in a fixed order, one record per line, so that two
/// versions of a file can be compared line by line. `exported_at` is RFC 3339 in UTC.
pub fn write(network: &Network, profile: Profile, exported_at: &str) -> String {
    document(&redact(network, profile), profile, Some(exported_at), &PRETTY)
}

/// The whole network as short as possible, for keeping; [`read`](super::read) reads it.
pub fn store(network: &Network) -> String {
    document(network, Profile::Full, None, &COMPACT)
}

/// What stands between the parts of a document.
struct Spacing {
    line: &'static str,
    row: &'static str,
    colon: &'static str,
}

const PRETTY: Spacing = Spacing { line: "\n  ", row: "\n    ", colon: ": " };
const COMPACT: Spacing = Spacing { line: "", row: "", colon: ":" };

fn document(network: &Network, profile: Profile, exported_at: Option<&str>, spacing: &Spacing) -> String {
    let mut parts: Vec<(&str, String)> =
        vec![("format", quoted(FORMAT)), ("version", CURRENT_VERSION.to_string())];
    parts.extend(exported_at.map(|time| ("exported_at", quoted(time))));
    parts.push(("profile", quoted(profile.name())));
    parts.push(("contains_personal_data", contains_personal_data(network).to_string()));
    parts.push(("network", record(&*network.about)));

    let unreadable = network.unknown.get(UNREADABLE).and_then(Value::as_object);
    parts.extend(table(&network.sectors, unreadable, spacing));
    parts.extend(table(&network.competencies, unreadable, spacing));
    parts.extend(table(&network.actors, unreadable, spacing));
    parts.extend(table(&network.offers, unreadable, spacing));
    parts.extend(table(&network.needs, unreadable, spacing));
    parts.extend(table(&network.links, unreadable, spacing));
    parts.extend(table(&network.topics, unreadable, spacing));
    parts.extend(table(&network.meetings, unreadable, spacing));
    parts.extend(table(&network.contacts, unreadable, spacing));
    parts.extend(positions(network, spacing));
    parts.extend(table(&network.removed, unreadable, spacing));

    let taken: BTreeSet<&str> = HEADER.into_iter().chain(parts.iter().map(|(name, _)| *name)).collect();
    let unknown = network
        .unknown
        .iter()
        .filter(|(name, _)| !taken.contains(name.as_str()) && *name != UNREADABLE)
        .map(|(name, value)| (name.as_str(), value.to_string()));
    let fields: Vec<String> = parts
        .into_iter()
        .chain(unknown)
        .map(|(name, text)| format!("{}{}{}{text}", spacing.line, quoted(name), spacing.colon))
        .collect();
    let end = if spacing.line.is_empty() { "" } else { "\n" };
    format!("{{{}{end}}}{end}", fields.join(","))
}

/// A section with its records and the rows of it that could not be read. An empty one is left out.
fn table<T: Record>(
    table: &Table<T>,
    unreadable: Option<&Unknown>,
    spacing: &Spacing,
) -> Option<(&'static str, String)> {
    let name = section(T::TABLE);
    let mut rows: Vec<String> = table.iter().map(|row| record(&**row)).collect();
    match unreadable.and_then(|sections| sections.get(name)) {
        None => {}
        Some(Value::Array(unread)) => rows.extend(unread.iter().map(Value::to_string)),
        Some(whole) if rows.is_empty() => return Some((name, whole.to_string())),
        Some(whole) => rows.push(whole.to_string()),
    }
    (!rows.is_empty()).then(|| (name, bracketed('[', &rows, ']', spacing)))
}

fn positions(network: &Network, spacing: &Spacing) -> Option<(&'static str, String)> {
    // JSON has no word for a number that is none.
    let finite = network.positions.iter().filter(|(_, at)| at.x.is_finite() && at.y.is_finite());
    let rows: Vec<String> = finite
        .filter_map(|(id, at)| {
            Some(format!("{}{}{}", quoted(id.as_str()), spacing.colon, serde_json::to_string(at).ok()?))
        })
        .collect();
    (!rows.is_empty()).then(|| ("positions", bracketed('{', &rows, '}', spacing)))
}

fn bracketed(open: char, rows: &[String], close: char, spacing: &Spacing) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("{}{row}", spacing.row)).collect();
    format!("{open}{}{}{close}", rows.join(","), spacing.line)
}

/// A record on one line: id, known fields in their order, stamps, unknown fields by name.
fn record<T: Record>(record: &T) -> String {
    let mut object = whole(record);
    object.extend(record.write());
    let known = ["id"].iter().chain(T::FIELDS).chain(&["changed"]);
    let mut fields: Vec<(String, Value)> =
        known.filter_map(|name| Some(((*name).to_owned(), object.remove(*name)?))).collect();
    fields.extend(object);
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}:{value}", quoted(name))).collect();
    format!("{{{}}}", fields.join(","))
}

/// The id and the known fields, with the required ones even where they are empty: a record just begun has no
/// name yet, and still is one.
pub(super) fn whole<T: Record>(record: &T) -> Unknown {
    let mut object = record.fields();
    object.insert("id".into(), record.id().as_str().into());
    for name in T::REQUIRED {
        object.entry(*name).or_insert_with(|| "".into());
    }
    object
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
