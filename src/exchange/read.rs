//! Bytes become a network and a list of warnings.

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use serde::Deserialize;
use serde_json::Value;

use super::{
    CURRENT_VERSION, FORMAT, Format, HEADER, ImportError, ImportWarning, JsonKind, NATIVE, Profile,
    UNREADABLE, WarningKind,
    check::{Sources, check_with},
    format::FileContent,
    json::{read_value, shortened, take_stamps},
    versions,
};
use crate::model::{
    self, AnyTable, Content, Field, Id, Meta, Network, Position, TableName, Tombstone, Tombstones, Unknown,
    Visibility, Word,
};

/// The section of tombstones.
const REMOVED: &str = "removed";

/// Larger files are refused before anything is parsed. A record takes about 300 bytes, so this is some
/// 200,000 records, far beyond what a browser can draw, and still fits a phone's memory when parsed.
pub const SIZE_LIMIT_BYTES: usize = 64 * 1024 * 1024;

/// A network that was read, and how that went.
#[derive(Clone, Debug, PartialEq)]
pub struct ParsedNetwork {
    pub network: Network,
    pub warnings: Vec<ImportWarning>,
    pub version: u64,
    /// Written by a later version of this program: show it, but do not save over it.
    pub newer: bool,
    pub profile: Option<Profile>,
    pub exported_at: Option<String>,
    /// Who sent it.
    pub by: Option<String>,
}

/// Reads a file whose content alone tells its format, such as what [`store`](super::store) wrote.
///
/// # Errors
/// See [`read_file`].
pub fn read(bytes: &[u8]) -> Result<ParsedNetwork, ImportError> {
    read_file(bytes, "", None)
}

/// Reads a file in the format that is given, else the one that its content shows, else the one that the ending of its
/// name means. Text is UTF-8, or UTF-16 with a byte order mark.
///
/// # Errors
/// When this is no network at all. Anything smaller is an [`ImportWarning`].
pub fn read_file(
    bytes: &[u8],
    file_name: &str,
    format: Option<&'static Format>,
) -> Result<ParsedNetwork, ImportError> {
    if bytes.len() > SIZE_LIMIT_BYTES {
        return Err(ImportError::TooLarge { bytes: bytes.len(), limit: SIZE_LIMIT_BYTES });
    }
    let file = look_into(bytes);
    if file.json == Err(ImportError::Empty) {
        return Err(ImportError::Empty);
    }
    let format = format
        .or_else(|| Format::of_content(&file))
        .or_else(|| Format::of_file_name(file_name))
        // What nobody recognises may be a damaged document of ours; its error says where.
        .unwrap_or(NATIVE);
    match format.reads {
        Some(reads) => reads(file),
        None => Err(ImportError::NotReadable { format }),
    }
}

/// How many characters of a file are its start.
const START: usize = 2000;

fn look_into(bytes: &[u8]) -> FileContent<'_> {
    let text = decode(bytes);
    let start = match &text {
        Ok(text) => text.trim_start().chars().take(START).collect(),
        Err(_) => String::from_utf8_lossy(&bytes[..bytes.len().min(START)]).into_owned(),
    };
    let start = start.trim_start().to_ascii_lowercase();
    let json = text.and_then(|text| {
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        serde_json::from_str(&text).map_err(|error| ImportError::of_json(&error, &text))
    });
    FileContent { bytes, start, json }
}

fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => decode_utf16(rest, u16::from_le_bytes).map(Cow::Owned),
        [0xFE, 0xFF, rest @ ..] => decode_utf16(rest, u16::from_be_bytes).map(Cow::Owned),
        _ => {
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            std::str::from_utf8(&bytes[start..])
                .map(Cow::Borrowed)
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

/// Reads our own format.
pub(super) fn document(file: FileContent) -> Result<ParsedNetwork, ImportError> {
    let document = match file.json? {
        Value::Object(document) => document,
        other => return Err(ImportError::NotAnObject { found: JsonKind::of(&other) }),
    };
    if document.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ImportError::FormatMissing);
    }
    let version = versions::version_of(document.get("version"))?;
    let newer = version > CURRENT_VERSION;
    let mut reader = Reader::new(versions::migrate(document, version));
    if newer {
        reader.report("version", None, WarningKind::NewerVersion { found: version, known: CURRENT_VERSION });
    }
    let exported_at = reader.header("exported_at", |value| value.as_str().map(str::to_owned));
    let profile = reader.header("profile", |value| value.as_str().and_then(Profile::from_name));
    let by = reader.header("by", |value| value.as_str().map(str::to_owned));
    let network = reader.network();
    let Reader { mut warnings, sources, .. } = reader;
    warnings.extend(check_with(&network, &sources));
    Ok(ParsedNetwork { network, warnings, version, newer, profile, exported_at, by })
}

struct Reader {
    /// What has not been understood yet.
    document: Unknown,
    warnings: Vec<ImportWarning>,
    /// Rows that make no record, by section.
    unreadable: Unknown,
    sources: Sources,
}

impl Reader {
    fn new(document: Unknown) -> Self {
        Self { document, warnings: Vec::new(), unreadable: Unknown::new(), sources: Sources::default() }
    }

    fn report(&mut self, place: impl Into<String>, record: Option<String>, kind: WarningKind) {
        self.warnings.push(ImportWarning { place: place.into(), record, kind });
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
        let mut network = Network::new("network".into());
        self.about(&mut network);
        for table in network.tables_mut().skip(1) {
            self.table(table);
        }
        network.positions = Arc::new(self.positions());
        network.removed = self.tombstones();
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

    fn about(&mut self, network: &mut Network) {
        let section = TableName::Network.schema().section;
        let mut object = match self.document.remove(section) {
            None | Some(Value::Null) => return,
            Some(Value::Object(object)) => object,
            Some(value) => {
                self.report(section, None, WarningKind::NotAnObject { found: JsonKind::of(&value) });
                let about = Arc::make_mut(&mut network.about);
                about.meta.unknown.insert("unreadable".into(), value);
                return;
            }
        };
        if object.get("id").and_then(Value::as_str).is_none_or(str::is_empty) {
            let given = network.about.id.clone();
            object.insert("id".into(), given.as_str().into());
            self.report(section, None, WarningKind::IdMissing { given });
        }
        // The id is there, and nothing else is required.
        let _ = self.record(&mut network.about, &|| section.to_owned(), object, &mut Ids::default());
    }

    /// The rows of a section; none if there is no list.
    fn rows(&mut self, section: &str) -> Vec<Value> {
        match self.document.remove(section) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(rows)) => rows,
            Some(value) => {
                self.report(section, None, WarningKind::NotAList { found: JsonKind::of(&value) });
                self.unreadable.insert(section.into(), value);
                Vec::new()
            }
        }
    }

    fn keep_unreadable(&mut self, section: &str, rows: Vec<Value>) {
        if !rows.is_empty() {
            self.unreadable.insert(section.into(), Value::Array(rows));
        }
    }

    fn table(&mut self, table: &mut dyn AnyTable) {
        let section = table.schema().section;
        let rows = self.rows(section);
        let mut ids = Ids::of(&rows);
        let (mut sources, mut unreadable) = (Vec::with_capacity(rows.len()), Vec::new());
        for (index, row) in rows.into_iter().enumerate() {
            let place = || format!("{section}[{index}]");
            let read = match row {
                Value::Object(object) => self.record(table, &place, object, &mut ids).map_err(Value::Object),
                other => {
                    self.report(place(), None, WarningKind::NotAnObject { found: JsonKind::of(&other) });
                    Err(other)
                }
            };
            match read {
                Ok(()) => sources.push(index),
                Err(row) => unreadable.push(row),
            }
        }
        self.keep_unreadable(section, unreadable);
        self.sources.push((table.schema().table, sources));
    }

    /// Gives the row back when it makes no record. `place` is asked only when there is something to report.
    fn record(
        &mut self,
        table: &mut dyn AnyTable,
        place: &dyn Fn() -> String,
        mut object: Unknown,
        ids: &mut Ids,
    ) -> Result<(), Unknown> {
        let fields = table.schema().fields;
        // An empty text in a known field says nothing, whatever the field's type.
        object.retain(|name, value| {
            value.as_str() != Some("")
                || fields.iter().find(|field| field.name == name).is_none_or(|field| field.required)
        });
        let id = object.get("id").and_then(Value::as_str).and_then(|id| Id::try_from(id.to_owned()).ok());
        let is_readable = |field: &Field| {
            object.get(field.name).is_some_and(|json| read_value(field.content, json).is_some())
        };
        let missing = fields.iter().find(|field| field.required && !is_readable(field));
        let (Some(id), None) = (id, missing) else {
            let field = missing.filter(|_| object.contains_key("id")).map_or("id", |field| field.name);
            self.report(place(), label(&object), WarningKind::FieldMissing { field });
            return Err(object);
        };
        let Some(id) = ids.take(&id, |kept_as| {
            let kind = WarningKind::DuplicateId { id: id.clone(), kept_as: kept_as.clone() };
            self.report(place(), label(&object), kind);
        }) else {
            return Err(object);
        };
        let name = label(&object);
        object.remove("id");
        let mut misread = Vec::new();
        let values: Vec<Option<model::Value>> = fields
            .iter()
            .map(|field| match object.get(field.name) {
                None => None,
                Some(Value::Null) => {
                    object.remove(field.name);
                    None
                }
                Some(json) => {
                    let value = read_value(field.content, json);
                    match value {
                        Some(_) => self.nested_fields(&name, place, field, json),
                        None => misread.push((field.name, shortened(json))),
                    }
                    if value.is_some() {
                        object.remove(field.name);
                    }
                    value
                }
            })
            .collect();
        let mut stamps = |field: &'static str| {
            let (stamps, unread) = take_stamps(&mut object, field);
            misread.extend(unread.map(|found| (field, found)));
            stamps
        };
        let (changed, base) = (stamps("changed"), stamps("base"));
        for (field, found) in misread {
            self.report(format!("{}.{field}", place()), name.clone(), WarningKind::Misread { found });
        }
        let mut values = values;
        let meta = Meta { changed, base, unknown: object };
        // All that is required was looked for above.
        let _ = table.create(id, meta, &mut |field| values.get_mut(field.index)?.take());
        Ok(())
    }

    /// Reports fields inside the small objects within a record: those have no room for unknown fields.
    fn nested_fields(
        &mut self,
        name: &Option<String>,
        place: &dyn Fn() -> String,
        field: &Field,
        json: &Value,
    ) {
        let (Content::Row(known) | Content::Rows(known)) = field.content else { return };
        let items = json.as_array().map_or(std::slice::from_ref(json), Vec::as_slice);
        for (inner, value) in items.iter().filter_map(Value::as_object).flatten() {
            if known.iter().all(|known| known.name != inner) {
                let place = format!("{}.{}.{inner}", place(), field.name);
                self.report(place, name.clone(), WarningKind::NotKept { found: shortened(value) });
            }
        }
    }

    fn tombstones(&mut self) -> Tombstones {
        let mut tombstones = Tombstones::default();
        let mut unreadable = Vec::new();
        for (index, row) in self.rows(REMOVED).into_iter().enumerate() {
            let place = format!("{REMOVED}[{index}]");
            let Value::Object(mut object) = row else {
                self.report(place, None, WarningKind::NotAnObject { found: JsonKind::of(&row) });
                unreadable.push(row);
                continue;
            };
            let text = |name: &str| object.get(name).and_then(Value::as_str);
            let id = text("id").and_then(|id| Id::try_from(id.to_owned()).ok());
            let (Some(id), Some(table)) = (id, text("kind").and_then(TableName::of_kind)) else {
                let field = if text("id").is_none_or(str::is_empty) { "id" } else { "kind" };
                self.report(place, label(&object), WarningKind::FieldMissing { field });
                unreadable.push(Value::Object(object));
                continue;
            };
            let removed_at = object.get("removed_at").map(versions::stamp_of);
            if removed_at.flatten().is_some() {
                object.remove("removed_at");
            } else if let Some(found) = object.get("removed_at").map(shortened) {
                self.report(format!("{place}.removed_at"), label(&object), WarningKind::Misread { found });
            }
            // Whoever is not named stays with the keepers.
            let visibility = object.get("visibility").map(|it| it.as_str().and_then(Visibility::from_word));
            if visibility.flatten().is_some() {
                object.remove("visibility");
            } else if let Some(found) = object.get("visibility").map(shortened) {
                self.report(format!("{place}.visibility"), label(&object), WarningKind::Misread { found });
            }
            let mut tombstone = Tombstone {
                removed_at: removed_at.flatten().unwrap_or_default(),
                visibility: visibility.flatten().unwrap_or_default(),
                unknown: Unknown::new(),
            };
            // Of two for one record the later time counts, and the narrower circle.
            if let Some(earlier) = tombstones.get(table, &id) {
                tombstone.removed_at = tombstone.removed_at.max(earlier.removed_at);
                tombstone.visibility = tombstone.visibility.min(earlier.visibility);
                tombstone.unknown = earlier.unknown.clone();
                // What else it says is kept as it came.
                if object.len() > 2 {
                    unreadable.push(Value::Object(object));
                }
            } else {
                object.retain(|name, _| !["id", "kind"].contains(&name.as_str()));
                tombstone.unknown = object;
            }
            tombstones.put(table, id, tombstone);
        }
        self.keep_unreadable(REMOVED, unreadable);
        tombstones
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
                    let fields = value.as_object().into_iter().flatten();
                    for (field, value) in
                        fields.filter(|(field, _)| !["x", "y", "pinned"].contains(&field.as_str()))
                    {
                        let found = shortened(value);
                        self.report(
                            format!("positions.{name}.{field}"),
                            None,
                            WarningKind::NotKept { found },
                        );
                    }
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

/// What people call the record, for the report.
fn label(object: &Unknown) -> Option<String> {
    ["name", "title", "id"]
        .iter()
        .find_map(|field| object.get(*field)?.as_str().filter(|text| !text.is_empty()))
        .map(str::to_owned)
}

/// The ids of a section. A record that has to give way takes an id nobody in the file has.
#[derive(Default)]
struct Ids {
    /// All that stand in the file or were given, with the number that the next record of this id tries first; zero for
    /// one that no record has taken yet.
    taken: HashMap<String, usize>,
}

impl Ids {
    fn of(rows: &[Value]) -> Self {
        let ids = rows.iter().filter_map(|row| row.get("id")?.as_str());
        Self { taken: ids.map(|id| (id.to_owned(), 0)).collect() }
    }

    /// The id under which a record is kept. `gives_way` is told when it is not its own.
    fn take(&mut self, id: &Id, gives_way: impl FnOnce(&Id)) -> Option<Id> {
        let next = self.taken.get(id.as_str()).copied().unwrap_or_default();
        if next == 0 {
            self.taken.insert(id.to_string(), 2);
            return Some(id.clone());
        }
        let (count, kept_as) = (next..)
            .map(|count| (count, format!("{id}~{count}")))
            .find(|(_, kept_as)| !self.taken.contains_key(kept_as))?;
        self.taken.insert(id.to_string(), count + 1);
        self.taken.insert(kept_as.clone(), 2);
        let kept_as = Id::from(kept_as.as_str());
        gives_way(&kept_as);
        Some(kept_as)
    }
}
