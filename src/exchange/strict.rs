//! What we wrote ourselves becomes a network again: fast, and with little code, because the page paints what it has
//! kept before it loads anything else.
//!
//! Whatever else a document says, in whatever way it says it, is for the lenient reader.

use std::{borrow::Cow, collections::BTreeMap, sync::Arc};

use super::{
    CURRENT_VERSION, FORMAT, Profile,
    json::{LARGEST_WHOLE, NUMBER, unsaid},
    read::{POSITIONS, REMOVED},
    scan::{Scanner, once},
};
use crate::model::{
    Base, Content, Day, Field, FillTable, Id, Meta, Network, Position, Stamp, TableName, Tombstone,
    Tombstones, Unknown, Value, Visibility, Word,
};

/// The network of a document that [`store`](super::store) or [`write`](super::write) wrote: the one that
/// [`read`](super::read) gives, and then that has nothing to report beside what [`check`](super::check) finds in it.
/// `None` for any other text, for fields that we do not know, and for positions of more digits than we write; `read` may
/// understand it.
pub fn read_stored(text: &str) -> Option<Network> {
    let mut scanner = Scanner::new(text);
    let mut network = Network::new("network".into());
    let mut said: Vec<String> = Vec::new();
    scanner.object(&mut |scanner, name| {
        if said.iter().any(|said| said == name) {
            return None;
        }
        said.push(name.to_owned());
        match name {
            "format" => (scanner.text()? == FORMAT).then_some(()),
            "version" => (scanner.whole()? == CURRENT_VERSION).then_some(()),
            "profile" => Profile::from_name(&scanner.text()?).map(drop),
            "exported_at" | "by" => scanner.text().map(drop),
            "contains_personal_data" => scanner.truth().map(drop),
            POSITIONS => {
                network.positions = Arc::new(positions(scanner)?);
                Some(())
            }
            REMOVED => scanner.list(&mut |scanner| tombstone(scanner, &mut network.removed)),
            _ => section(scanner, network.tables_to_fill().find(|table| table.schema().section == name)?),
        }
    })?;
    scanner.end()?;
    ["format", "version"].iter().all(|name| said.iter().any(|said| said == name)).then_some(network)
}

/// When a document says that it was written, in the words of RFC 3339.
pub fn exported_at(text: &str) -> Option<String> {
    let mut found = None;
    // The rest of the document is of no interest.
    let _ = Scanner::new(text).object(&mut |scanner, name| match name {
        "exported_at" => {
            found = scanner.text();
            None
        }
        _ => scanner.skip(),
    });
    found.map(Cow::into_owned)
}

/// Reads a part of a document: this one, or the lenient [`read_part`](super::read_part).
pub type ReadPart = fn(&str) -> Option<(Network, bool)>;

/// What [`read_stored`] makes of a part, in the words of [`read_part`](super::read_part).
pub fn read_stored_part(text: &str) -> Option<(Network, bool)> {
    Some((read_stored(text)?, false))
}

fn section(scanner: &mut Scanner, table: &mut dyn FillTable) -> Option<()> {
    if table.schema().table == TableName::Network {
        return record(scanner, table);
    }
    let mut count = 0;
    scanner.list(&mut |scanner| {
        count += 1;
        record(scanner, table)
    })?;
    // Otherwise one took the place of another.
    (table.len() == count).then_some(())
}

fn record(scanner: &mut Scanner, table: &mut dyn FillTable) -> Option<()> {
    let fields = table.schema().fields;
    let mut values = Values::with_capacity(fields.len());
    let (mut id, mut meta) = (None, Meta::default());
    scanner.object(&mut |scanner, name| match name {
        "id" => once(&mut id, read_id(scanner)),
        "changed" if meta.changed.is_empty() => by_field(scanner, &mut |name, scanner| {
            meta.changed.insert(name.to_owned(), stamp(scanner)?).is_none().then_some(())
        }),
        "base" if meta.base.is_empty() => {
            by_field(scanner, &mut |name, scanner| earlier(scanner, &mut meta.base, name))
        }
        _ => field(scanner, fields, name, &mut values),
    })?;
    table.fill(id?, meta, &mut |field| values.get_mut(field.index)?.take())
}

/// By the place of their field; those of the last fields may be missing.
type Values = Vec<Option<Value>>;

fn field(scanner: &mut Scanner, fields: &[Field], name: &str, values: &mut Values) -> Option<()> {
    let field = fields.iter().find(|field| field.name == name)?;
    let value = value(scanner, field.content)?;
    let says_nothing = match &value {
        Value::Text(text) => text.is_empty(),
        Value::Day(day) => day.as_ref().is_some_and(|day| day.as_str().is_empty()),
        _ => false,
    };
    if says_nothing && !field.required {
        return None;
    }
    while values.len() <= field.index {
        values.push(None);
    }
    once(values.get_mut(field.index)?, Some(value))
}

fn value(scanner: &mut Scanner, content: Content) -> Option<Value> {
    Some(match content {
        Content::Line | Content::Paragraph | Content::Web => Value::Text(scanner.text()?.into_owned()),
        Content::Lines => Value::Texts(each(scanner, &|scanner| Some(scanner.text()?.into_owned()))?),
        Content::Day => Value::Day(Some(Day::new(scanner.text()?))),
        Content::Level => Value::Number(Some(u8::try_from(scanner.whole()?).ok()?.into())),
        Content::Number => Value::Number(Some(u32::try_from(scanner.whole()?).ok()?)),
        Content::Word(words) => Value::Word(Some(one_of(words, scanner)?)),
        Content::Words(words) => Value::Words(each(scanner, &|scanner| one_of(words, scanner))?),
        Content::Reference(_) => Value::Reference(Some(read_id(scanner)?)),
        Content::References(_) => Value::References(each(scanner, &read_id)?),
        Content::Row(fields) => Value::Rows(vec![row(scanner, fields)?]),
        Content::Rows(fields) => Value::Rows(each(scanner, &|scanner| row(scanner, fields))?),
    })
}

fn each<T>(scanner: &mut Scanner, read: &dyn Fn(&mut Scanner) -> Option<T>) -> Option<Vec<T>> {
    let mut values = Vec::new();
    scanner.list(&mut |scanner| {
        values.push(read(scanner)?);
        Some(())
    })?;
    Some(values)
}

fn row(scanner: &mut Scanner, fields: &[Field]) -> Option<Vec<Value>> {
    let mut values = Values::with_capacity(fields.len());
    scanner.object(&mut |scanner, name| field(scanner, fields, name, &mut values))?;
    let mut row = Vec::with_capacity(fields.len());
    for field in fields {
        let value = values.get_mut(field.index).and_then(Option::take);
        row.push(if field.required { value? } else { value.unwrap_or_else(|| unsaid(field)) });
    }
    Some(row)
}

fn one_of(words: &[&'static str], scanner: &mut Scanner) -> Option<&'static str> {
    let found = scanner.text()?;
    words.iter().copied().find(|word| *word == found)
}

fn read_id(scanner: &mut Scanner) -> Option<Id> {
    let text = scanner.text()?;
    (!text.is_empty()).then(|| Id::from(&*text))
}

fn stamp(scanner: &mut Scanner) -> Option<Stamp> {
    scanner.whole().filter(|millis| *millis <= LARGEST_WHOLE).map(Stamp)
}

/// Earlier stamps of a field: several, or one alone.
fn earlier(scanner: &mut Scanner, base: &mut Base, field: &str) -> Option<()> {
    if base.get(field).is_some() {
        return None;
    }
    if scanner.peek() != Some(b'[') {
        base.remember(field, &mut [stamp(scanner)?].into_iter());
        return Some(());
    }
    let (mut latest, mut count) = (None, 0);
    scanner.list(&mut |scanner| {
        let stamp = stamp(scanner)?;
        count += 1;
        base.remember(field, &mut [stamp].into_iter());
        (latest.replace(stamp) < Some(stamp)).then_some(())
    })?;
    // Too many are not all kept.
    (count > 1 && base.get(field)?.len() == count).then_some(())
}

/// Something of each field; there is at least one.
fn by_field(scanner: &mut Scanner, read: &mut dyn FnMut(&str, &mut Scanner) -> Option<()>) -> Option<()> {
    let mut is_empty = true;
    scanner.object(&mut |scanner, name| {
        is_empty = false;
        (name != NUMBER).then(|| read(name, scanner))?
    })?;
    (!is_empty).then_some(())
}

fn positions(scanner: &mut Scanner) -> Option<BTreeMap<Id, Position>> {
    let mut positions = BTreeMap::new();
    scanner.object(&mut |scanner, id| {
        if id.is_empty() || id == NUMBER {
            return None;
        }
        let (mut x, mut y, mut pinned) = (None, None, None);
        scanner.object(&mut |scanner, name| match name {
            "x" => once(&mut x, scanner.decimal()),
            "y" => once(&mut y, scanner.decimal()),
            "pinned" => once(&mut pinned, scanner.truth()),
            _ => None,
        })?;
        let position = Position { x: x?, y: y?, pinned: pinned.unwrap_or_default() };
        positions.insert(id.into(), position).is_none().then_some(())
    })?;
    Some(positions)
}

fn tombstone(scanner: &mut Scanner, removed: &mut Tombstones) -> Option<()> {
    let (mut id, mut table, mut removed_at, mut visibility) = (None, None, None, None);
    let mut base = Base::default();
    scanner.object(&mut |scanner, name| match name {
        "id" => once(&mut id, read_id(scanner)),
        "kind" => once(&mut table, TableName::of_kind(&scanner.text()?)),
        "removed_at" => once(&mut removed_at, stamp(scanner)),
        "visibility" => once(&mut visibility, Visibility::from_word(&scanner.text()?)),
        "base" if base.is_empty() => {
            by_field(scanner, &mut |name, scanner| earlier(scanner, &mut base, name))
        }
        _ => None,
    })?;
    let (table, id) = (table?, id?);
    if removed.get(table, &id).is_some() {
        return None;
    }
    let tombstone = Tombstone {
        removed_at: removed_at?,
        visibility: visibility.unwrap_or_default(),
        base,
        unknown: Unknown::new(),
    };
    removed.put(table, id, tombstone);
    Some(())
}
