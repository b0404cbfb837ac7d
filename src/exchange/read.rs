//! Bytes become a network and a list of problems.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::Value;

use super::{
    CURRENT_VERSION, FORMAT, HEADER, ImportError, ImportWarning, JsonKind, Profile, UNREADABLE, WarningKind,
    check::{Sources, check_with},
    foreign, section, versions,
};
use crate::model::{About, Id, Network, Position, Record, Table, TableName, Unknown};

/// Larger files are refused before anything is parsed. A record takes about 300 bytes, so this is some
/// 200,000 records, far beyond what a browser can draw, and still fits a phone's memory when parsed.
pub const SIZE_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// A network that was read, and how that went.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedNetwork {
    pub network: Network,
    pub problems: Vec<ImportWarning>,
    pub version: u64,
    /// Written by a later version of this program: show it, but do not save over it.
    pub newer: bool,
    pub profile: Option<Profile>,
    pub exported_at: Option<String>,
}

/// Reads a document, or what [`store`](super::store) wrote: UTF-8, or UTF-16 with a byte order mark.
///
/// # Errors
/// When this is no network document at all. Anything smaller is a [`ImportWarning`].
pub fn read(bytes: &[u8]) -> Result<ParsedNetwork, ImportError> {
    if bytes.len() > SIZE_LIMIT_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: SIZE_LIMIT_BYTES });
    }
    if let Some(format) = foreign::by_bytes(bytes) {
        return Err(ImportError::Foreign { looks_like: Some(format) });
    }
    let foreign_text =
        |text: &str| foreign::by_text(text).map(|format| ImportError::Foreign { looks_like: Some(format) });
    let text =
        decode(bytes).map_err(|refusal| foreign_text(&String::from_utf8_lossy(bytes)).unwrap_or(refusal))?;
    if text.trim().is_empty() {
        return Err(ImportError::Empty);
    }
    let value = serde_json::from_str(&text)
        .map_err(|error| foreign_text(&text).unwrap_or_else(|| ImportError::of_json(&error, &text)))?;
    read_value(value)
}

fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes),
        _ => {
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            std::str::from_utf8(&bytes[start..])
                .map(str::to_owned)
                .map_err(|error| ImportError::NotText { at_byte: start + error.valid_up_to() })
        }
    }
}

/// `bytes` is what follows the byte order mark.
fn decode_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ImportError::NotText { at_byte: bytes.len() + 1 });
    }
    let mut at_byte = 2;
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .map(|character| {
            let character = character.map_err(|_| ImportError::NotText { at_byte })?;
            at_byte += 2 * character.len_utf16();
            Ok(character)
        })
        .collect()
}

fn read_value(value: Value) -> Result<ParsedNetwork, ImportError> {
    let document = match value {
        Value::Object(document) => document,
        other => return Err(ImportError::NotAnObject { found: JsonKind::of(&other) }),
    };
    if document.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ImportError::Foreign { looks_like: foreign::by_fields(&document) });
    }
    let version = versions::version_of(document.get("version"))?;
    let newer = version > CURRENT_VERSION;
    let mut reader = Reader::new(versions::migrate(document, version));
    if newer {
        reader.report("version", None, WarningKind::NewerVersion { found: version, known: CURRENT_VERSION });
    }
    let exported_at = reader.header("exported_at", |value| value.as_str().map(str::to_owned));
    let profile = reader.header("profile", |value| value.as_str().and_then(Profile::from_name));
    let network = reader.network();
    let Reader { mut problems, sources, .. } = reader;
    problems.extend(check_with(&network, &sources));
    Ok(ParsedNetwork { network, problems, version, newer, profile, exported_at })
}

/// A value as JSON, cut to a length that fits a sentence.
pub(super) fn shortened(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 { text.chars().take(77).chain("...".chars()).collect() } else { text }
}

struct Reader {
    /// What has not been understood yet.
    document: Unknown,
    problems: Vec<ImportWarning>,
    /// Rows that make no record, by section.
    unreadable: Unknown,
    sources: Sources,
}

impl Reader {
    fn new(document: Unknown) -> Self {
        Self { document, problems: Vec::new(), unreadable: Unknown::new(), sources: Sources::default() }
    }

    fn report(&mut self, place: impl Into<String>, record: Option<String>, kind: WarningKind) {
        self.problems.push(ImportWarning { place: place.into(), record, kind });
    }

    fn header<T>(&mut self, field: &str, understand: impl Fn(&Value) -> Option<T>) -> Option<T> {
        let value = self.document.get(field).filter(|value| !value.is_null())?;
        let understood = understand(value);
        if understood.is_none() {
            let found = shortened(value);
            self.report(field, None, WarningKind::NotKept { found });
        }
        understood
    }

    fn network(&mut self) -> Network {
        let about = self.about();
        let mut network = Network {
            about: Arc::new(about),
            sectors: self.table(),
            competencies: self.table(),
            actors: self.table(),
            offers: self.table(),
            needs: self.table(),
            links: self.table(),
            topics: self.table(),
            meetings: self.table(),
            contacts: self.table(),
            positions: Arc::new(self.positions()),
            removed: self.table(),
            unknown: Arc::default(),
        };
        if let Some(value) = self.document.remove(UNREADABLE) {
            self.report(UNREADABLE, None, WarningKind::NotKept { found: shortened(&value) });
        }
        let mut unknown = std::mem::take(&mut self.document);
        unknown.retain(|name, _| !HEADER.contains(&name.as_str()));
        if !self.unreadable.is_empty() {
            unknown.insert(UNREADABLE.into(), Value::Object(std::mem::take(&mut self.unreadable)));
        }
        network.unknown = Arc::new(unknown);
        network
    }

    fn about(&mut self) -> About {
        let nameless = Id::from("network");
        let mut object = match self.document.remove("network") {
            None | Some(Value::Null) => return About::new(nameless),
            Some(Value::Object(object)) => object,
            Some(value) => {
                self.report("network", None, WarningKind::NotAnObject { found: JsonKind::of(&value) });
                let mut about = About::new(nameless);
                about.unknown.insert("unreadable".into(), value);
                return about;
            }
        };
        if object.get("id").and_then(Value::as_str).is_none_or(str::is_empty) {
            self.report("network", None, WarningKind::IdMissing { given: nameless.clone() });
            object.insert("id".into(), nameless.as_str().into());
        }
        let mut misread = Vec::new();
        // The id is there, and nothing else is required.
        let about = About::read(object, &mut misread).unwrap_or_else(|_| About::new(nameless));
        for misread in misread {
            self.report(
                format!("network.{}", misread.field),
                None,
                WarningKind::Misread { found: misread.found },
            );
        }
        about
    }

    fn table<T: Record>(&mut self) -> Table<T> {
        let name = section(T::TABLE);
        let rows = match self.document.remove(name) {
            None | Some(Value::Null) => return Table::default(),
            Some(Value::Array(rows)) => rows,
            Some(value) => {
                self.report(name, None, WarningKind::NotAList { found: JsonKind::of(&value) });
                self.unreadable.insert(name.into(), value);
                return Table::default();
            }
        };
        // A record that has to give way takes an id nobody in the file has.
        let mut taken: HashSet<String> =
            rows.iter().filter_map(|row| row.get("id")?.as_str()).map(str::to_owned).collect();
        let mut table = Table::default();
        let mut unreadable = Vec::new();
        let mut records = Vec::with_capacity(rows.len());
        let mut seen = HashSet::with_capacity(rows.len());
        let mut sources = Vec::with_capacity(rows.len());
        for (index, row) in rows.into_iter().enumerate() {
            let place = || format!("{name}[{index}]");
            match self.record::<T>(&place, row, &mut seen, &mut taken) {
                Ok(record) => {
                    sources.push(index);
                    records.push(record);
                }
                Err(row) => unreadable.push(row),
            }
        }
        if !records.is_empty() {
            table = records.into_iter().collect();
        }
        if !unreadable.is_empty() {
            self.unreadable.insert(name.into(), Value::Array(unreadable));
        }
        self.sources.insert(T::TABLE, sources);
        table
    }

    /// Gives the row back when it makes no record. `place` is asked only when there is something to report.
    fn record<T: Record>(
        &mut self,
        place: &dyn Fn() -> String,
        row: Value,
        seen: &mut HashSet<String>,
        taken: &mut HashSet<String>,
    ) -> Result<T, Value> {
        let Value::Object(mut object) = row else {
            self.report(place(), None, WarningKind::NotAnObject { found: JsonKind::of(&row) });
            return Err(row);
        };
        // An empty text in a known field says nothing, whatever the field's type.
        object.retain(|name, value| {
            value.as_str() != Some("")
                || !T::FIELDS.contains(&name.as_str())
                || T::REQUIRED.contains(&name.as_str())
        });
        let mut misread = Vec::new();
        let record = match T::read(object.clone(), &mut misread) {
            Ok(record) => record,
            Err(field) => {
                self.report(place(), label(&object), WarningKind::FieldMissing { field });
                return Err(Value::Object(object));
            }
        };
        for misread in misread {
            let place = format!("{}.{}", place(), misread.field);
            self.report(place, label(&object), WarningKind::Misread { found: misread.found });
        }
        self.nested_fields::<T>(place, &object);
        if seen.insert(record.id().to_string()) {
            return Ok(record);
        }
        let id = record.id().clone();
        let kept_as = (2..).map(|count| format!("{id}~{count}")).find(|id| !taken.contains(id));
        let Some(kept_as) = kept_as else { return Err(Value::Object(object)) };
        taken.insert(kept_as.clone());
        seen.insert(kept_as.clone());
        let kept_as = Id::from(kept_as.as_str());
        self.report(place(), label(&object), WarningKind::DuplicateId { id, kept_as: kept_as.clone() });
        object.insert("id".into(), kept_as.as_str().into());
        T::read(object.clone(), &mut Vec::new()).map_err(|_| Value::Object(object))
    }

    /// Reports fields inside the small objects within a record: those have no room for unknown fields.
    fn nested_fields<T: Record>(&mut self, place: &dyn Fn() -> String, object: &Unknown) {
        for (field, known) in nested(T::TABLE) {
            let items = match object.get(*field) {
                Some(Value::Array(items)) => items.as_slice(),
                Some(item) => std::slice::from_ref(item),
                None => continue,
            };
            for (name, value) in items.iter().filter_map(Value::as_object).flatten() {
                if !known.contains(&name.as_str()) {
                    let place = format!("{}.{field}.{name}", place());
                    self.report(place, label(object), WarningKind::NotKept { found: shortened(value) });
                }
            }
        }
    }

    fn positions(&mut self) -> BTreeMap<Id, Position> {
        let rows = match self.document.remove("positions") {
            None | Some(Value::Null) => return BTreeMap::new(),
            Some(Value::Object(rows)) => rows,
            Some(value) => {
                self.report("positions", None, WarningKind::NotKept { found: shortened(&value) });
                return BTreeMap::new();
            }
        };
        let mut positions = BTreeMap::new();
        for (name, value) in rows {
            match (Id::try_from(name.clone()), Position::deserialize(&value)) {
                (Ok(id), Ok(position)) => {
                    positions.insert(id, position);
                }
                _ => {
                    let found = shortened(&value);
                    self.report(format!("positions.{name}"), None, WarningKind::NotKept { found });
                }
            }
        }
        positions
    }
}

/// Fields that hold small objects, with the names those may have.
fn nested(table: TableName) -> &'static [(&'static str, &'static [&'static str])] {
    match table {
        TableName::Topics => &[("people", &["actor", "role"])],
        TableName::Meetings => &[("agenda", &["text", "by"])],
        TableName::Contacts => &[("consent", &["given_on", "scope", "withdrawn_on"])],
        _ => &[],
    }
}

/// What people call the record, for the report.
fn label(object: &Unknown) -> Option<String> {
    ["name", "title", "id"]
        .iter()
        .find_map(|field| object.get(*field)?.as_str().filter(|text| !text.is_empty()))
        .map(str::to_owned)
}
