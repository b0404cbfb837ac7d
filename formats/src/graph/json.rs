use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{MapAccess, SeqAccess, Visitor},
    ser::SerializeMap,
};
use serde_json::{Number, error::Category};

use super::{
    Attributes, Edge, Value,
    build::{self, Builder, End, number, take_text},
    color,
};
use crate::problem::{Place, ProblemKind, ReadError};

/// Bytes of a JSON text that are read: in memory it takes many times its length.
const MOST_BYTES: usize = 64 << 20;
/// The limit of the library.
const MOST_DEPTH: usize = 127;

/// Unlike [`serde_json::Value`] it keeps the order of members and members of the same name.
#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Truth(bool),
    Number(Number),
    Text(String),
    List(Vec<Json>),
    Object(Members),
}

pub type Members = Vec<(String, Json)>;

pub fn parse(text: &str) -> Result<Json, ReadError> {
    if text.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { most: MOST_BYTES });
    }
    serde_json::from_str(text).map_err(|error| {
        let start =
            text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum::<usize>();
        let at = Place::at(text, start + error.column().saturating_sub(1));
        match error.classify() {
            Category::Eof => ReadError::Truncated { at: Place::at(text, text.trim_end().len()) },
            // The library has no kind for it.
            _ if error.to_string().starts_with("recursion limit") => {
                ReadError::TooDeep { at, most: MOST_DEPTH }
            }
            _ => ReadError::Broken { at },
        }
    })
}

impl Json {
    /// The members of an object.
    pub fn object(self) -> Option<Members> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    pub fn list(self) -> Option<Vec<Self>> {
        match self {
            Self::List(items) => Some(items),
            _ => None,
        }
    }

    /// Texts and numbers can name nodes, and so can what else Python makes a node of.
    pub fn id(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text.clone()),
            Self::Truth(truth) => Some(truth.to_string()),
            Self::Number(number) => Some(number.to_string()),
            Self::List(_) | Self::Object(_) => serde_json::to_string(self).ok(),
        }
    }

    /// Null is none. `is_nested` is set where a value has parts of its own and is kept as JSON.
    pub fn value(self, is_nested: &mut bool) -> Option<Value> {
        Some(match self {
            Self::Null => return None,
            Self::Truth(truth) => Value::Truth(truth),
            Self::Number(found) if found.is_f64() => Value::Number(found.as_f64()?),
            Self::Number(found) => {
                let text = found.to_string();
                number(&text).map_or(Value::Text(text), Value::Number)
            }
            Self::Text(text) => Value::Text(text),
            Self::List(items) => Value::List(
                items
                    .into_iter()
                    .filter_map(|item| {
                        *is_nested |= matches!(item, Self::List(_) | Self::Object(_));
                        item.id()
                    })
                    .collect(),
            ),
            Self::Object(_) => {
                *is_nested = true;
                Value::Text(serde_json::to_string(&self).unwrap_or_default())
            }
        })
    }
}

/// Takes the first of these members that is there and not null.
pub fn take(members: &mut Members, names: &[&str]) -> Option<Json> {
    let is_wanted = |name: &str, (found, json): &(String, Json)| found == name && *json != Json::Null;
    let place = names.iter().find_map(|name| members.iter().position(|member| is_wanted(name, member)))?;
    Some(members.remove(place).1)
}

/// Takes the first of these members that is there, as the id of a node or an edge.
pub fn take_id(members: &mut Members, names: &[&str]) -> Option<String> {
    take(members, names)?.id()
}

/// Takes the first of these members that is a list; what is no object in it is reported.
pub fn take_objects(members: &mut Members, names: &[&str], builder: &mut Builder) -> Option<Vec<Members>> {
    let name = *names
        .iter()
        .find(|name| members.iter().any(|(found, json)| found == *name && matches!(json, Json::List(_))))?;
    let objects = take(members, &[name])?.list()?.into_iter().filter_map(|item| {
        let object = item.object();
        if object.is_none() {
            builder.left_out(name);
        }
        object
    });
    Some(objects.collect())
}

/// Takes the members of this one; anything else is reported.
pub fn take_object(members: &mut Members, name: &str, builder: &mut Builder) -> Members {
    let json = take(members, &[name]);
    let has_other = !matches!(json, None | Some(Json::Object(_)));
    if has_other {
        builder.left_out(name);
    }
    json.and_then(Json::object).unwrap_or_default()
}

/// Members as attributes, and the names of those that are kept as JSON.
fn split(members: Members) -> (Attributes, Vec<String>) {
    let mut nested = Vec::new();
    let attributes = members.into_iter().filter_map(|(name, json)| {
        let mut is_nested = false;
        let value = json.value(&mut is_nested)?;
        if is_nested {
            nested.push(name.clone());
        }
        Some((name, value))
    });
    (attributes.collect(), nested)
}

impl Builder {
    /// A node of JSON. Its label is called by one of these names; place and colour may stand beside it.
    pub fn json_node(
        &mut self,
        place: usize,
        members: Members,
        labels: &[&str],
        has_looks: bool,
    ) -> Result<(), ReadError> {
        let (mut attributes, nested) = split(members);
        for attribute in nested {
            self.problem(self.node_subject(place), None, ProblemKind::Nested { attribute })?;
        }
        let has_label = self.graph.nodes.get(place).is_some_and(|node| !node.label.is_empty());
        let label = if has_label { None } else { take_text(&mut attributes, labels) };
        if let Some(node) = self.graph.nodes.get_mut(place) {
            node.label = label.unwrap_or_else(|| std::mem::take(&mut node.label));
            if has_looks {
                node.position = take_position(&mut attributes);
                node.color = take_color(&mut attributes);
            }
        }
        self.set_attributes(place, attributes, None)
    }

    /// An edge of JSON.
    pub fn json_edge(
        &mut self,
        id: String,
        ends: [End; 2],
        is_directed: bool,
        members: Members,
    ) -> Result<(), ReadError> {
        let (mut attributes, nested) = split(members);
        for attribute in nested {
            self.problem(self.edge_subject(&id), None, ProblemKind::Nested { attribute })?;
        }
        let label = take_text(&mut attributes, &["label"]).unwrap_or_default();
        self.edge(Edge { id, label, is_directed, attributes, ..Edge::default() }, ends, None)
    }
}

/// Takes `x` and `y` if both are numbers.
fn take_position(attributes: &mut Attributes) -> Option<[f64; 2]> {
    let place = ["x", "y"].map(|name| match attributes.iter().find(|(found, _)| found == name) {
        Some((_, Value::Number(number))) => Some(*number),
        _ => None,
    });
    let place = [place[0]?, place[1]?];
    for name in ["x", "y"] {
        build::take(attributes, &[name]);
    }
    Some(place)
}

/// Takes `color` if it is one.
fn take_color(attributes: &mut Attributes) -> Option<[u8; 3]> {
    let (_, Value::Text(text)) = attributes.iter().find(|(name, _)| name == "color")? else { return None };
    let color = color::parse(text)?;
    build::take(attributes, &["color"]);
    Some(color)
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Truth(truth) => serializer.serialize_bool(*truth),
            Self::Number(number) => number.serialize(serializer),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, json) in members {
                    map.serialize_entry(name, json)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Json, E> {
        Ok(Json::Truth(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(Json::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = access.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}
