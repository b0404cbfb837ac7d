//! Values of fields as the document writes them.

use std::collections::HashMap;

use serde_json::Value as Json;

use crate::model::{Base, Content, Day, Field, Id, MOST_REMEMBERED, Stamp, Unknown, Value, order};

/// The JSON of a value; `None` for an empty one, which is left out.
pub(super) fn write_value(content: Content, value: &Value) -> Option<Json> {
    if value.is_empty() {
        return None;
    }
    Some(match value {
        Value::Text(text) => text.as_str().into(),
        Value::Texts(texts) => texts.clone().into(),
        Value::Day(day) => day.as_ref()?.as_str().into(),
        Value::Number(number) => (*number)?.into(),
        Value::Word(word) => (*word)?.into(),
        Value::Words(words) => words.clone().into(),
        Value::Reference(id) => id.as_ref()?.as_str().into(),
        Value::References(ids) => ids.iter().map(Id::as_str).collect(),
        Value::Rows(rows) => {
            let fields = match content {
                Content::Row(fields) | Content::Rows(fields) => fields,
                _ => return None,
            };
            let mut rows = rows.iter().map(|row| write_row(fields, row));
            match content {
                Content::Row(_) => rows.next()?,
                _ => rows.collect(),
            }
        }
    })
}

/// A value as the document writes it; empty for an empty one.
pub fn value_text(field: &Field, value: &Value) -> String {
    write_value(field.content, value).map_or_else(String::new, |json| text(&json))
}

pub(super) fn write_row(fields: &[Field], row: &[Value]) -> Json {
    let filled = fields.iter().zip(row).filter_map(|(field, value)| {
        let json = write_value(field.content, value).or_else(|| field.required.then(|| "".into()))?;
        Some((field.name.to_owned(), json))
    });
    Json::Object(order::map(filled))
}

/// The value a field of this content has in the document; `None` for a JSON value of another kind.
pub(super) fn read_value(content: Content, json: &Json) -> Option<Value> {
    let id = |json: &Json| Id::try_from(json.as_str()?.to_owned()).ok();
    Some(match content {
        Content::Line | Content::Paragraph | Content::Web => Value::Text(json.as_str()?.to_owned()),
        Content::Lines => Value::Texts(each(json, |text| text.as_str().map(str::to_owned))?),
        Content::Day => Value::Day(Some(Day::new(json.as_str()?))),
        Content::Level => Value::Number(Some(u8::try_from(whole(json)?).ok()?.into())),
        Content::Number => Value::Number(Some(u32::try_from(whole(json)?).ok()?)),
        Content::Word(words) => Value::Word(Some(one_of(words, json)?)),
        Content::Words(words) => Value::Words(each(json, |word| one_of(words, word))?),
        Content::Reference(_) => Value::Reference(Some(id(json)?)),
        Content::References(_) => Value::References(each(json, id)?),
        Content::Row(fields) => Value::Rows(vec![read_row(fields, json)?]),
        Content::Rows(fields) => Value::Rows(each(json, |row| read_row(fields, row))?),
    })
}

/// The value of a list of which something cannot be read, and the places of that; `None` where nothing can.
pub(super) fn read_list(content: Content, json: &Json) -> Option<(Value, Vec<usize>)> {
    let (mut readable, mut unread) = (Vec::new(), Vec::new());
    for (place, element) in json.as_array().filter(|_| content.is_list())?.iter().enumerate() {
        let alone = Json::Array(vec![element.clone()]);
        match read_value(content, &alone) {
            Some(_) => readable.push(element.clone()),
            None => unread.push(place),
        }
    }
    let value = read_value(content, &Json::Array(readable)).filter(|value| !value.is_empty())?;
    Some((value, unread))
}

/// The largest whole number that every reader of JSON keeps exactly.
pub(super) const LARGEST_WHOLE: u64 = (1 << 53) - 1;

/// A whole number, however it is written: `2` and `2.0` are one number in JSON.
fn whole(json: &Json) -> Option<u64> {
    let number = json.as_u64().or_else(|| {
        let number = json.as_f64().filter(|number| *number >= 0.0 && number.fract() == 0.0)?;
        Some(number as u64)
    });
    number.filter(|number| *number <= LARGEST_WHOLE)
}

fn each<T>(json: &Json, read: impl Fn(&Json) -> Option<T>) -> Option<Vec<T>> {
    json.as_array()?.iter().map(read).collect()
}

fn one_of(words: &[&'static str], json: &Json) -> Option<&'static str> {
    let found = json.as_str()?;
    words.iter().copied().find(|word| *word == found)
}

/// A row that says something twice is not understood: which of the two is meant?
pub(super) fn read_row(fields: &[Field], json: &Json) -> Option<Vec<Value>> {
    let object = json.as_object()?;
    let is_doubled = |name: &str| {
        let original = name.split_once('~').map(|(original, _)| original);
        original.is_some_and(|original| fields.iter().any(|field| field.name == original))
    };
    if object.keys().any(|name| is_doubled(name)) {
        return None;
    }
    fields
        .iter()
        .map(|field| match object.get(field.name).filter(|json| !json.is_null()) {
            // An empty text says nothing, as in a record.
            Some(json) if json.as_str() == Some("") && !field.required => Some(unsaid(field)),
            Some(json) => read_value(field.content, json),
            None if field.required => None,
            None => Some(unsaid(field)),
        })
        .collect()
}

/// What a field of a row holds when nothing is said.
pub(super) fn unsaid(field: &Field) -> Value {
    match field.usual {
        Some(usual) => Value::Word(Some(usual)),
        None => Value::empty(field.content),
    }
}

/// A stamp, as far as it is one that a later one can follow.
pub(super) fn read_stamp(json: &Json) -> Option<Stamp> {
    whole(json).map(Stamp)
}

/// Reads earlier stamps of a field: one, or a list of them in order.
pub(super) fn read_base(base: &mut Base, field: &str, json: &Json) -> Option<()> {
    let stamps = match json {
        Json::Array(stamps) => stamps.iter().map(read_stamp).collect::<Option<Vec<Stamp>>>()?,
        json => vec![read_stamp(json)?],
    };
    let is_in_order = stamps.is_sorted_by(|one, two| one < two);
    if stamps.is_empty() || stamps.len() > MOST_REMEMBERED || !is_in_order {
        return None;
    }
    base.remember(field, &mut stamps.into_iter());
    Some(())
}

/// What [`write_stamps`] takes.
pub(super) fn base_as_json(base: &Base) -> impl Iterator<Item = (&str, Json)> {
    base.iter().map(|(field, stamps)| (field, write_base(stamps)))
}

fn write_base(stamps: &[Stamp]) -> Json {
    match stamps {
        [stamp] => write_stamp(stamp),
        _ => stamps.iter().map(write_stamp).collect(),
    }
}

pub(super) fn write_stamp(stamp: &Stamp) -> Json {
    stamp.0.into()
}

/// Takes stamps by field name out of a record. What are none stay where they are and are returned, shortened.
pub(super) fn take_stamps(
    object: &mut Unknown,
    name: &str,
    read: &mut dyn FnMut(&str, &Json) -> Option<()>,
) -> Option<String> {
    match object.get_mut(name) {
        None => {}
        Some(Json::Object(found)) => found.retain(|field, time| read(field, time).is_none()),
        Some(_) => {}
    }
    let is_empty = |json: &Json| json.is_null() || json.as_object().is_some_and(Unknown::is_empty);
    if object.get(name).is_some_and(is_empty) {
        object.remove(name);
    }
    object.get(name).map(shortened)
}

/// Stamps as the document writes them, beside those that could not be read and that none has replaced.
pub(super) fn write_stamps(
    stamps: &mut dyn Iterator<Item = (&str, Json)>,
    unread: Option<Json>,
) -> Option<Json> {
    let mut stamps = stamps.peekable();
    let mut written = match unread {
        Some(Json::Object(unread)) => unread,
        Some(other) if stamps.peek().is_none() => return Some(other),
        _ => Unknown::new(),
    };
    for (field, stamp) in stamps {
        written.insert(field.to_owned(), stamp);
    }
    (!written.is_empty()).then_some(Json::Object(written))
}

/// Where a number beyond 64 bits stands as it was written, as the only field of an object.
pub(super) const NUMBER: &str = "gosmart:number";

pub(super) fn beyond(number: &str) -> Json {
    Json::Object(order::map([(NUMBER.to_owned(), number.into())]))
}

/// A value as it stood in its file.
pub(super) fn text(value: &Json) -> String {
    let separated = |parts: Vec<String>| parts.join(",");
    match value {
        Json::Array(values) => format!("[{}]", separated(values.iter().map(text).collect())),
        Json::Object(object) => match object.get(NUMBER).and_then(Json::as_str) {
            Some(number) => number.to_owned(),
            None => {
                let field = |(name, value): (&String, &Json)| format!("{}:{}", quoted(name), text(value));
                format!("{{{}}}", separated(object.iter().map(field).collect()))
            }
        },
        plain => plain.to_string(),
    }
}

/// A text between quotation marks.
pub fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// A value as JSON, cut to a length that fits a sentence.
pub(super) fn shortened(value: &Json) -> String {
    let text = text(value);
    if text.chars().count() > 80 { text.chars().take(77).chain("...".chars()).collect() } else { text }
}

/// Names that are taken, each with the number that the next one beside it tries first.
#[derive(Default)]
pub(super) struct Names(HashMap<String, usize>);

impl Names {
    pub(super) fn of<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        Self(names.map(|name| (name.to_owned(), 2)).collect())
    }

    /// A name like this one that nobody has, taken from now on.
    pub(super) fn beside(&mut self, name: &str) -> String {
        let mut number = self.0.get(name).copied().unwrap_or(2);
        let mut free = format!("{name}~{number}");
        while self.0.contains_key(&free) {
            number += 1;
            free = format!("{name}~{number}");
        }
        self.0.insert(name.to_owned(), number + 1);
        self.0.insert(free.clone(), 2);
        free
    }
}
