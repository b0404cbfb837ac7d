//! A network becomes text.

use std::sync::Arc;

use serde_json::Value as Json;

use super::{
    CURRENT_VERSION, FORMAT, HEADER, Profile, Redacted, UNREADABLE,
    aside::{self, ROWS},
    json::{base_as_json, quoted, text, write_stamp, write_stamps, write_value},
    parse::parse,
    redact::contains_personal_data,
};
use crate::model::{AnyTable, Id, Network, Record, TableName, Unknown, Value, Visibility, Word, order};

/// What a file says of itself beside its contents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Header<'a> {
    /// RFC 3339 in UTC.
    pub exported_at: Option<&'a str>,
    /// Who sends it. Left out of public files.
    pub by: Option<&'a str>,
}

/// The document of what may travel: fields in a fixed order, one record per line, so that two versions of a file
/// can be compared line by line.
pub fn write(part: &Redacted, header: Header) -> String {
    document(part, part.profile(), header, &PRETTY)
}

/// The document of what may travel as short as possible.
pub fn write_short(part: &Redacted, header: Header) -> String {
    document(part, part.profile(), header, &COMPACT)
}

/// The whole network as short as possible, for keeping; [`read`](super::read) reads it.
pub fn store(network: &Network) -> String {
    document(network, Profile::Full, Header::default(), &COMPACT)
}

/// What stands in no table: the title page and all that we do not know, with the places that it belongs to.
pub fn rest_of(network: &Network) -> Network {
    let mut rest = Network::new(network.about.id.clone());
    rest.about = network.about.clone();
    rest.unknown = network.unknown.clone();
    let unread = network.unknown.get(UNREADABLE).and_then(|sections| sections.get("positions"));
    let belongs = |id: &Id| unread.is_some_and(|unread| unread.get(id.as_str()).is_some());
    let places = network.positions.iter().filter(|(id, _)| belongs(id));
    rest.positions = Arc::new(order::map(places.map(|(id, at)| (id.clone(), *at))));
    rest
}

/// One document of several parts, as they stand and whoever wrote them: lists are joined, and so are objects. `None`
/// where one is no JSON.
pub fn join_parts(texts: &[String]) -> Option<String> {
    fn join(into: &mut Json, other: Json) {
        match (into, other) {
            (Json::Array(into), Json::Array(other)) => into.extend(other),
            (Json::Object(into), Json::Object(other)) => {
                for (name, value) in other {
                    match into.get_mut(&name) {
                        Some(there) => join(there, value),
                        None => {
                            into.insert(name, value);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    let mut document = Json::Object(Unknown::new());
    for part in texts {
        join(&mut document, parse(part).ok()?.0);
    }
    Some(text(&document))
}

/// What stands between the parts of a document.
struct Spacing {
    line: &'static str,
    row: &'static str,
    colon: &'static str,
}

const PRETTY: Spacing = Spacing { line: "\n  ", row: "\n    ", colon: ": " };
const COMPACT: Spacing = Spacing { line: "", row: "", colon: ":" };

fn document(network: &Network, profile: Profile, header: Header, spacing: &Spacing) -> String {
    let mut parts: Vec<(&str, String)> =
        vec![("format", quoted(FORMAT)), ("version", CURRENT_VERSION.to_string())];
    parts.extend(header.exported_at.map(|time| ("exported_at", quoted(time))));
    parts.push(("profile", quoted(profile.name())));
    parts.extend(header.by.filter(|_| profile != Profile::Public).map(|name| ("by", quoted(name))));
    parts.push(("contains_personal_data", contains_personal_data(network).to_string()));

    let unreadable = network.unknown.get(UNREADABLE).and_then(Json::as_object);
    for table in network.tables() {
        if table.schema().table == TableName::Network {
            parts.push((table.schema().section, record(&*network.about)));
        } else {
            parts.extend(section(table, unreadable, spacing));
        }
    }
    parts.extend(positions(network, unreadable, spacing));
    parts.extend(tombstones(network, unreadable, spacing));

    let taken: Vec<&str> = HEADER.into_iter().chain(parts.iter().map(|(name, _)| *name)).collect();
    let unknown = network
        .unknown
        .iter()
        .filter(|(name, _)| !taken.contains(&name.as_str()) && *name != UNREADABLE)
        .map(|(name, value)| (name.as_str(), text(value)));
    let fields: Vec<String> = parts
        .into_iter()
        .chain(unknown)
        .map(|(name, text)| format!("{}{}{}{text}", spacing.line, quoted(name), spacing.colon))
        .collect();
    let end = if spacing.line.is_empty() { "" } else { "\n" };
    format!("{{{}{end}}}{end}", fields.join(","))
}

fn section(
    table: &dyn AnyTable,
    unreadable: Option<&Unknown>,
    spacing: &Spacing,
) -> Option<(&'static str, String)> {
    let name = table.schema().section;
    let rows = table.records().map(record).collect();
    Some((name, with_unreadable(name, rows, unreadable, spacing)?))
}

fn tombstones(
    network: &Network,
    unreadable: Option<&Unknown>,
    spacing: &Spacing,
) -> Option<(&'static str, String)> {
    let rows = network.removed.iter().map(|(table, id, tombstone)| {
        let mut fields =
            vec![("id".to_owned(), Json::from(id.as_str())), ("kind".to_owned(), table.schema().kind.into())];
        if !tombstone.unknown.contains_key("removed_at") {
            fields.push(("removed_at".to_owned(), tombstone.removed_at.0.into()));
        }
        if tombstone.visibility > Visibility::Internal {
            fields.push(("visibility".to_owned(), tombstone.visibility.word().into()));
        }
        let mut unknown = tombstone.unknown.clone();
        let base = write_stamps(&mut base_as_json(&tombstone.base), unknown.remove("base"));
        fields.extend(base.map(|stamps| ("base".to_owned(), stamps)));
        fields.extend(unknown);
        object(&fields)
    });
    Some(("removed", with_unreadable("removed", rows.collect(), unreadable, spacing)?))
}

/// The records of a section, and the rows of it that could not be read. An empty one is left out.
fn with_unreadable(
    name: &str,
    mut rows: Vec<String>,
    unreadable: Option<&Unknown>,
    spacing: &Spacing,
) -> Option<String> {
    match unreadable.and_then(|sections| sections.get(name)) {
        None => {}
        Some(Json::Array(unread)) => rows.extend(unread.iter().map(text)),
        Some(whole) if rows.is_empty() => return Some(text(whole)),
        Some(whole) => rows.push(text(whole)),
    }
    (!rows.is_empty()).then(|| bracketed('[', &rows, ']', spacing))
}

fn positions(
    network: &Network,
    unreadable: Option<&Unknown>,
    spacing: &Spacing,
) -> Option<(&'static str, String)> {
    let aside = unreadable.and_then(|sections| sections.get("positions")?.as_object());
    // JSON has no word for a number that is none.
    let finite = network.positions.iter().filter(|(_, at)| at.x.is_finite() && at.y.is_finite());
    let placed = finite.map(|(id, at)| {
        let fields = aside::write_position(at, aside.and_then(|aside| aside.get(id.as_str())));
        (id.as_str(), object(&fields))
    });
    // What is a position belonged to one who is gone; what is none, or nobody's, stays.
    let stays = |id: &str, row: &Json| id.is_empty() || aside::read_position(row).is_none();
    let unread = aside.into_iter().flatten().map(|(id, row)| (id.as_str(), row));
    let unread = unread.filter(|(id, row)| !network.positions.contains_key(*id) && stays(id, row));
    let rows = placed.chain(unread.map(|(id, row)| (id, text(row))));
    let rows: Vec<String> = rows.map(|(id, row)| format!("{}{}{row}", quoted(id), spacing.colon)).collect();
    (!rows.is_empty()).then(|| ("positions", bracketed('{', &rows, '}', spacing)))
}

fn bracketed(open: char, rows: &[String], close: char, spacing: &Spacing) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("{}{row}", spacing.row)).collect();
    format!("{open}{}{}{close}", rows.join(","), spacing.line)
}

/// A record on one line: id, known fields in their order, stamps, unknown fields by name. What could not be read
/// stands under its own name.
fn record(record: &dyn Record) -> String {
    let meta = record.meta();
    let mut unknown = meta.unknown.clone();
    let rows = unknown.remove(ROWS);
    let mut fields = vec![("id".to_owned(), Json::from(record.id().as_str()))];
    for field in record.table().schema().fields {
        let value = record.get(field);
        // A record just begun has no name yet, and still is one.
        let empty = || (field.required && value == Value::Text(String::new())).then(|| "".into());
        let mut written = write_value(field.content, &value);
        if let (Some(written), Some(rows)) =
            (&mut written, rows.as_ref().and_then(|rows| rows.get(field.name)))
        {
            aside::put_back(field.content, written, rows);
        }
        let written = match (unknown.remove(field.name), written) {
            // The elements of a list that could not be read stand behind those that could.
            (Some(Json::Array(unread)), Some(Json::Array(mut read))) => {
                read.extend(unread);
                Some(Json::Array(read))
            }
            (unread, read) => unread.or(read).or_else(empty),
        };
        fields.extend(written.map(|value| (field.name.to_owned(), value)));
    }
    let stamps = meta.changed.iter().map(|(field, stamp)| (&field[..], write_stamp(stamp)));
    let changed = write_stamps(&mut { stamps }, unknown.remove("changed"));
    let base = write_stamps(&mut base_as_json(&meta.base), unknown.remove("base"));
    fields.extend(changed.map(|stamps| ("changed".to_owned(), stamps)));
    fields.extend(base.map(|stamps| ("base".to_owned(), stamps)));
    fields.extend(unknown);
    object(&fields)
}

fn object(fields: &[(String, Json)]) -> String {
    let fields: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}:{}", quoted(name), text(value))).collect();
    format!("{{{}}}", fields.join(","))
}
