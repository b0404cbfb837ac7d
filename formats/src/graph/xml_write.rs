use std::{borrow::Cow, collections::HashMap, io};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{Attributes, Edge, PropertyGraph, Value, names::Names};

pub type XmlWriter = Writer<Vec<u8>>;

pub fn document(body: impl FnOnce(&mut XmlWriter) -> io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| body(&mut writer));
    debug_assert!(written.is_ok(), "memory takes what is written");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

/// An element that holds nothing but a text.
pub fn text_element(
    writer: &mut XmlWriter,
    name: &str,
    attribute: (&str, &str),
    text: &str,
) -> io::Result<()> {
    let element = writer.create_element(name).with_attribute(attribute);
    element.write_text_content(BytesText::new(&allowed(text))).map(|_| ())
}

/// Without what XML 1.0 forbids.
pub fn allowed(text: &str) -> Cow<'_, str> {
    let is_allowed = |sign: char| !matches!(sign, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}');
    if text.chars().all(is_allowed) {
        text.into()
    } else {
        text.chars().filter(|sign| is_allowed(*sign)).collect()
    }
}

/// As they are, as far as XML allows.
pub fn node_ids(graph: &PropertyGraph) -> Vec<String> {
    let mut names = Names::default();
    graph.nodes.iter().map(|node| names.take(&allowed(&node.id), "-")).collect()
}

/// Whether an edge is directed where nothing else is said: as they all are.
pub fn default_direction(graph: &PropertyGraph) -> &'static str {
    let all_undirected = !graph.edges.is_empty() && graph.edges.iter().all(|edge| !edge.is_directed);
    if all_undirected { "undirected" } else { "directed" }
}

/// Edges whose ends are there.
pub fn edges(graph: &PropertyGraph) -> impl Iterator<Item = &Edge> {
    graph.edges.iter().filter(|edge| edge.from.max(edge.to) < graph.nodes.len())
}

/// In the order in which they come, with titles other than these.
pub fn columns<'a>(all: impl Iterator<Item = &'a Attributes>, reserved: &'static [&'static str]) -> Columns {
    let mut found = Columns { columns: Vec::new(), places: HashMap::new() };
    let mut titles = Names::without(reserved);
    for (name, value) in all.flatten() {
        let kind = match value {
            Value::Text(_) => ColumnKind::Text,
            Value::Number(number) if number.is_finite() => ColumnKind::Number,
            Value::Number(_) => continue,
            Value::Truth(_) => ColumnKind::Truth,
            Value::List(_) => ColumnKind::List,
        };
        let next = found.columns.len();
        let place = *found.places.entry(name.clone()).or_insert(next);
        match found.columns.get_mut(place) {
            None => found.columns.push(Column { title: titles.take(&allowed(name), " "), kind }),
            Some(column) if column.kind != kind => column.kind = ColumnKind::Text,
            Some(_) => {}
        }
    }
    found
}

/// An attribute of nodes or of edges, with one type for all.
pub struct Column {
    /// Unique.
    pub title: String,
    pub kind: ColumnKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ColumnKind {
    /// Also of what is of several types.
    Text,
    Number,
    Truth,
    List,
}

pub struct Columns {
    pub columns: Vec<Column>,
    /// By name.
    places: HashMap<String, usize>,
}

impl Columns {
    /// Places of columns and what stands in them, without numbers that are not finite.
    pub fn cells<'a>(
        &'a self,
        attributes: &'a Attributes,
    ) -> impl Iterator<Item = (usize, &'a Column, &'a Value)> {
        let is_held = |value: &Value| !matches!(value, Value::Number(number) if !number.is_finite());
        let held = attributes.iter().filter(move |(_, value)| is_held(value));
        held.filter_map(|(name, value)| {
            let place = *self.places.get(name)?;
            Some((place, self.columns.get(place)?, value))
        })
    }
}
