//! Values of fields as the document writes them.

use serde_json::Value as Json;

use crate::model::{Content, Day, Field, Id, Stamp, Stamps, Unknown, Value};

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

fn write_row(fields: &[Field], row: &[Value]) -> Json {
    let filled = fields.iter().zip(row).filter_map(|(field, value)| {
        let json = write_value(field.content, value).or_else(|| field.required.then(|| "".into()))?;
        Some((field.name.to_owned(), json))
    });
    Json::Object(filled.collect())
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

/// The largest whole number that every reader of JSON keeps exactly.
const LARGEST_WHOLE: u64 = (1 << 53) - 1;

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

fn read_row(fields: &[Field], json: &Json) -> Option<Vec<Value>> {
    let object = json.as_object()?;
    fields
        .iter()
        .map(|field| match object.get(field.name).filter(|json| !json.is_null()) {
            // An empty text says nothing, as in a record.
            Some(json) if json.as_str() == Some("") && !field.required => Some(Value::empty(field.content)),
            Some(json) => read_value(field.content, json),
            None if field.required => None,
            None => Some(Value::empty(field.content)),
        })
        .collect()
}

/// A stamp, as far as it is one that a later one can follow.
pub(super) fn read_stamp(json: &Json) -> Option<Stamp> {
    whole(json).map(Stamp)
}

/// Takes stamps by field name out of a record. What are none stay where they are and are returned, shortened.
pub(super) fn take_stamps(object: &mut Unknown, name: &str) -> (Stamps, Option<String>) {
    let mut stamps = Stamps::new();
    match object.get_mut(name) {
        None => {}
        Some(Json::Object(found)) => found.retain(|field, time| match read_stamp(time) {
            Some(stamp) => {
                stamps.insert(field.clone(), stamp);
                false
            }
            None => true,
        }),
        Some(_) => {}
    }
    let is_empty = |json: &Json| json.is_null() || json.as_object().is_some_and(Unknown::is_empty);
    if object.get(name).is_some_and(is_empty) {
        object.remove(name);
    }
    (stamps, object.get(name).map(shortened))
}

/// Stamps as the document writes them, beside those that could not be read and that none has replaced.
pub(super) fn write_stamps(stamps: &Stamps, unread: Option<Json>) -> Option<Json> {
    let mut written = match unread {
        Some(Json::Object(unread)) => unread,
        Some(other) if stamps.is_empty() => return Some(other),
        _ => Unknown::new(),
    };
    written.extend(stamps.iter().map(|(field, stamp)| (field.clone(), stamp.0.into())));
    (!written.is_empty()).then_some(Json::Object(written))
}

/// A value as JSON, cut to a length that fits a sentence.
pub(super) fn shortened(value: &Json) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 { text.chars().take(77).chain("...".chars()).collect() } else { text }
}
