//! Bytes become a network and a list of warnings.

use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use serde_json::Value;

use super::{
    CURRENT_VERSION, FORMAT, Format, HEADER, ImportError, ImportWarning, JsonKind, NATIVE, Profile,
    UNREADABLE, WarningKind,
    aside::{ROWS, read_position, unknown_position, unknown_rows},
    check::{Sources, check_with},
    decode::decode,
    format::FileContent,
    json::{Names, read_base, read_list, read_stamp, read_value, shortened, take_stamps},
    parse::parse,
    versions,
};
use crate::model::{
    self, AnyTable, Base, Field, Id, Meta, Network, Position, Stamps, TableName, Tombstone, Tombstones,
    Unknown, Visibility, Word,
};

/// Sections that are no tables.
pub(super) const REMOVED: &str = "removed";
pub(super) const POSITIONS: &str = "positions";

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

/// Reads a part of a document that [`store`](super::store) wrote, in which references may point to other parts, and says
/// whether a newer version wrote it. `None` for anything else.
pub fn read_part(text: &str) -> Option<(Network, bool)> {
    let Value::Object(document) = parse(text).ok()?.0 else { return None };
    let version = versions::version_of(document.get("version")).ok()?;
    let network = Reader::new(versions::migrate(document, version)).network();
    Some((network, version > CURRENT_VERSION))
}

/// Reads a file in the format that is given, else the one that its content shows, else the one that the ending of its
/// name means. Text is UTF-8, UTF-16 or UTF-32.
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
    match format.codec().reads {
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
    let parsed = text.and_then(|text| {
        if text.trim().is_empty() {
            return Err(ImportError::Empty);
        }
        parse(&text)
    });
    let (json, oddities) = match parsed {
        Ok((json, oddities)) => (Ok(json), oddities),
        Err(error) => (Err(error), Vec::new()),
    };
    FileContent { bytes, start, json, oddities }
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
    for (place, kind) in file.oddities {
        reader.report(place, None, kind);
    }
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
            self.set_aside(UNREADABLE, value);
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
        let id = ids.take(&id, |kept_as| {
            let kind = WarningKind::DuplicateId { id: id.clone(), kept_as: kept_as.clone() };
            self.report(place(), label(&object), kind);
        });
        let name = label(&object);
        object.remove("id");
        let mut misread: Vec<(String, WarningKind)> = Vec::new();
        let mut rows = Unknown::new();
        let mut values: Vec<Option<model::Value>> = Vec::with_capacity(fields.len());
        for field in fields {
            let json = object.remove(field.name).filter(|json| !json.is_null());
            let mut value = json.as_ref().and_then(|json| read_value(field.content, json));
            let Some(json) = json else {
                values.push(value);
                continue;
            };
            let unknown = unknown_rows(field.content, &json);
            if value.is_none() {
                let unread = match read_list(field.content, &json) {
                    Some((readable, unread)) => {
                        value = Some(readable);
                        let unread = unread.into_iter().filter_map(|place| {
                            let (found, at) = (shortened(&json[place]), format!("{}[{place}]", field.name));
                            misread.push((at, WarningKind::ElementMisread { found }));
                            json.get(place).cloned()
                        });
                        unread.collect()
                    }
                    None => {
                        let found = shortened(&json);
                        misread.push((field.name.to_owned(), WarningKind::Misread { found }));
                        json
                    }
                };
                object.insert(field.name.to_owned(), unread);
            }
            rows.extend(unknown.map(|rows| (field.name.to_owned(), rows)));
            values.push(value);
        }
        let (mut changed, mut base) = (Stamps::new(), Base::default());
        let unread = take_stamps(&mut object, "changed", &mut |field, json| {
            changed.insert(field.to_owned(), read_stamp(json)?);
            Some(())
        });
        misread.extend(unread.map(|found| ("changed".to_owned(), WarningKind::Misread { found })));
        let unread = take_stamps(&mut object, "base", &mut |field, json| read_base(&mut base, field, json));
        misread.extend(unread.map(|found| ("base".to_owned(), WarningKind::Misread { found })));
        for (field, kind) in misread {
            self.report(format!("{}.{field}", place()), name.clone(), kind);
        }
        if let Some(value) = object.remove(ROWS) {
            let kept_as = Names::of(object.keys().map(String::as_str)).beside(ROWS);
            object.insert(kept_as, value);
        }
        if !rows.is_empty() {
            object.insert(ROWS.to_owned(), rows.into());
        }
        let meta = Meta { changed, base, unknown: object };
        // All that is required was looked for above.
        let _ = table.create(id, meta, &mut |field| values.get_mut(field.index)?.take());
        Ok(())
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
            let mut base = Base::default();
            let unread =
                take_stamps(&mut object, "base", &mut |field, json| read_base(&mut base, field, json));
            if let Some(found) = unread {
                self.report(format!("{place}.base"), label(&object), WarningKind::Misread { found });
            }
            let mut tombstone = Tombstone {
                base,
                removed_at: removed_at.flatten().unwrap_or_default(),
                visibility: visibility.flatten().unwrap_or_default(),
                unknown: Unknown::new(),
            };
            // Of two for one record the later time counts, and the narrower circle.
            if let Some(earlier) = tombstones.get(table, &id) {
                tombstone.removed_at = tombstone.removed_at.max(earlier.removed_at);
                tombstone.visibility = tombstone.visibility.min(earlier.visibility);
                for (field, stamps) in earlier.base.iter() {
                    tombstone.base.remember(field, &mut stamps.iter().copied());
                }
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
        let rows = match self.document.remove(POSITIONS) {
            None | Some(Value::Null) => return BTreeMap::new(),
            Some(Value::Object(rows)) => rows,
            Some(value) => {
                self.report(POSITIONS, None, WarningKind::NotAnObject { found: JsonKind::of(&value) });
                self.set_aside(POSITIONS, value);
                return BTreeMap::new();
            }
        };
        let (mut positions, mut aside) = (BTreeMap::new(), Unknown::new());
        for (name, value) in rows {
            let position = read_position(&value).filter(|_| !name.is_empty());
            if position.is_none() {
                let found = shortened(&value);
                self.report(format!("{POSITIONS}.{name}"), None, WarningKind::Misread { found });
            }
            let kept = match &position {
                Some(position) => unknown_position(position, &value),
                None => Some(value),
            };
            aside.extend(kept.map(|value| (name.clone(), value)));
            positions.extend(Id::try_from(name).ok().zip(position));
        }
        if !aside.is_empty() {
            self.unreadable.insert(POSITIONS.into(), aside.into());
        }
        positions
    }

    /// Keeps a value of the document that has no room under its own name.
    fn set_aside(&mut self, name: &str, value: Value) {
        let kept_as = Names::of(self.document.keys().map(String::as_str)).beside(name);
        self.document.insert(kept_as, value);
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
    in_file: Names,
    taken: HashSet<Id>,
}

impl Ids {
    fn of(rows: &[Value]) -> Self {
        let ids = rows.iter().filter_map(|row| row.get("id")?.as_str());
        Self { in_file: Names::of(ids), taken: HashSet::new() }
    }

    /// The id under which a record is kept. `gives_way` is told when it is not its own.
    fn take(&mut self, id: &Id, gives_way: impl FnOnce(&Id)) -> Id {
        if self.taken.insert(id.clone()) {
            return id.clone();
        }
        let kept_as = Id::from(self.in_file.beside(id.as_str()).as_str());
        gives_way(&kept_as);
        kept_as
    }
}
