mod list;
mod piece;
mod write;

use std::collections::HashMap;

use super::{
    Edge, Reading, Value,
    build::{Builder, End, number},
    xml::{Tag, Token, Xml},
};
use crate::problem::{ProblemKind, ReadError, Subject};
use piece::{Piece, Time, add_others};
pub use write::write;

pub fn read(text: &str) -> Result<Reading, ReadError> {
    let mut xml = Xml::new(text);
    let mut reader = Gexf::new(text.len());
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => reader.open(tag)?,
            Token::Text(text) => {
                if let Some(Element::Title | Element::Default) = reader.elements.last() {
                    reader.text.push_str(&text);
                }
            }
            Token::Close => reader.close()?,
        }
    }
    if !reader.is_gexf {
        return Err(ReadError::WrongFormat);
    }
    Ok(reader.builder.finish())
}

struct Gexf {
    builder: Builder,
    is_gexf: bool,
    is_directed: bool,
    elements: Vec<Element>,
    columns: Vec<Column>,
    by_id: HashMap<(Owner, String), usize>,
    /// Columns with a default.
    defaults: HashMap<Owner, Vec<usize>>,
    /// A node inside another follows it.
    nodes: Vec<Piece>,
    edge: Piece,
    ends: [Option<String>; 2],
    is_edge_directed: bool,
    text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Node,
    Edge,
}

#[derive(Clone, Copy, PartialEq)]
enum Element {
    Root,
    Meta,
    Title,
    Graph,
    Attributes(Option<Owner>),
    Attribute,
    Default,
    Nodes,
    Edges,
    Node,
    Edge,
    Values,
    Spells,
    Parents,
    Other,
}

struct Column {
    title: String,
    kind: Kind,
    default: Option<Value>,
}

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Number,
    Truth,
    List,
}

impl Gexf {
    fn new(bytes: usize) -> Self {
        Self {
            builder: Builder::new(bytes),
            is_gexf: false,
            is_directed: false,
            elements: Vec::new(),
            columns: Vec::new(),
            by_id: HashMap::new(),
            defaults: HashMap::new(),
            nodes: Vec::new(),
            edge: Piece::default(),
            ends: [None, None],
            is_edge_directed: false,
            text: String::new(),
        }
    }

    fn open(&mut self, mut tag: Tag) -> Result<(), ReadError> {
        let name = std::mem::take(&mut tag.name);
        let parent = self.elements.last().copied();
        let element = match (parent, &*name) {
            (None, "gexf") => {
                self.is_gexf = true;
                Element::Root
            }
            (None, _) => return Err(ReadError::WrongFormat),
            (Some(Element::Root), "meta") => Element::Meta,
            (Some(Element::Meta), "description") => Element::Title,
            (Some(Element::Root), "graph") => {
                self.is_directed = tag.attribute("defaultedgetype") == Some("directed");
                if self.builder.graph.title.is_empty() {
                    self.builder.graph.title = tag.take("name").unwrap_or_default();
                }
                Element::Graph
            }
            (Some(Element::Graph), "attributes") => Element::Attributes(match tag.attribute("class") {
                Some("node") => Some(Owner::Node),
                Some("edge") => Some(Owner::Edge),
                _ => None,
            }),
            (Some(Element::Attributes(Some(owner))), "attribute") => {
                self.open_column(owner, tag);
                Element::Attribute
            }
            (Some(Element::Attribute), "default") => Element::Default,
            (Some(Element::Graph | Element::Node), "nodes") => Element::Nodes,
            (Some(Element::Graph | Element::Node), "edges") => Element::Edges,
            (Some(Element::Nodes), "node") => {
                self.open_node(tag)?;
                Element::Node
            }
            (Some(Element::Edges), "edge") => {
                self.open_edge(tag);
                Element::Edge
            }
            (Some(Element::Node | Element::Edge), "attvalues") => Element::Values,
            (Some(Element::Node | Element::Edge), "spells" | "slices") => Element::Spells,
            (Some(Element::Node), "parents") => Element::Parents,
            (Some(Element::Values), "attvalue") => {
                self.value(tag)?;
                Element::Other
            }
            (Some(Element::Spells), "spell" | "slice") => {
                let time = Time::of(&mut tag);
                self.piece().spell(time);
                Element::Other
            }
            (Some(Element::Parents), "parent") => {
                let parent = tag.take("for").unwrap_or_default();
                self.piece().attributes.push(("parent".to_owned(), Value::Text(parent)));
                Element::Other
            }
            (Some(Element::Node), "position" | "color") => {
                let is_read = self.draw(&name, &tag).is_some();
                if !is_read {
                    self.report(tag.line, ProblemKind::LeftOut { name })?;
                }
                Element::Other
            }
            // Looks, and what says nothing about nodes and edges.
            (Some(Element::Node | Element::Edge), "color" | "size" | "thickness" | "shape")
            | (
                Some(Element::Meta | Element::Attribute | Element::Title | Element::Default | Element::Other),
                _,
            ) => Element::Other,
            (Some(_), _) => {
                self.report(tag.line, ProblemKind::LeftOut { name })?;
                Element::Other
            }
        };
        if matches!(element, Element::Title | Element::Default) {
            self.text.clear();
        }
        self.elements.push(element);
        Ok(())
    }

    fn close(&mut self) -> Result<(), ReadError> {
        match self.elements.pop() {
            Some(Element::Node) => self.close_node(),
            Some(Element::Edge) => self.close_edge(),
            Some(Element::Title) => {
                self.builder.graph.title = std::mem::take(&mut self.text);
                Ok(())
            }
            Some(Element::Default) => {
                self.close_default();
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn owner(&self) -> Option<Owner> {
        self.elements.iter().rev().find_map(|element| match element {
            Element::Node => Some(Owner::Node),
            Element::Edge => Some(Owner::Edge),
            _ => None,
        })
    }

    /// The node or edge that the current element belongs to.
    fn piece(&mut self) -> &mut Piece {
        match (self.owner(), self.nodes.last_mut()) {
            (Some(Owner::Node), Some(node)) => node,
            _ => &mut self.edge,
        }
    }

    fn report(&mut self, line: usize, kind: ProblemKind) -> Result<(), ReadError> {
        let subject = match self.owner() {
            Some(Owner::Node) => self.builder.node_subject(self.nodes.last().map_or(0, |node| node.place)),
            Some(Owner::Edge) => self.builder.edge_subject(&self.edge.id),
            None => Subject::File,
        };
        self.builder.problem(subject, Some(line), kind)
    }

    fn open_column(&mut self, owner: Owner, mut tag: Tag) {
        let kind = match tag.attribute("type") {
            Some(name) if name.starts_with("list") => Kind::List,
            Some("boolean") => Kind::Truth,
            Some(
                "integer" | "long" | "float" | "double" | "short" | "byte" | "bigdecimal" | "biginteger",
            ) => Kind::Number,
            _ => Kind::Text,
        };
        let id = tag.take("id").unwrap_or_default();
        let title = tag.take("title").unwrap_or_else(|| id.clone());
        self.by_id.insert((owner, id), self.columns.len());
        self.columns.push(Column { title, kind, default: None });
    }

    fn close_default(&mut self) {
        let text = std::mem::take(&mut self.text);
        let owner = self.elements.iter().rev().find_map(|element| match element {
            Element::Attributes(owner) => *owner,
            _ => None,
        });
        let place = self.columns.len().saturating_sub(1);
        let column = self.columns.last_mut().filter(|column| column.default.is_none());
        if let (Some(owner), Some(column)) = (owner, column) {
            column.default = Some(typed(column.kind, &text).unwrap_or(Value::Text(text)));
            self.defaults.entry(owner).or_default().push(place);
        }
    }

    fn open_node(&mut self, mut tag: Tag) -> Result<(), ReadError> {
        let id = tag.take("id");
        let label = tag.take("label").unwrap_or_default();
        let place = self.builder.node(id, label, Some(tag.line))?;
        let mut piece = Piece::at(tag.line);
        piece.place = place;
        let around = self.nodes.last().map(|around| self.builder.node_id(around.place).to_owned());
        if let Some(parent) = tag.take("pid").or(around).filter(|parent| !parent.is_empty()) {
            piece.attributes.push(("parent".to_owned(), Value::Text(parent)));
        }
        piece.spell(Time::of(&mut tag));
        add_others(&mut piece.attributes, tag);
        self.nodes.push(piece);
        Ok(())
    }

    fn open_edge(&mut self, mut tag: Tag) {
        self.ends = [tag.take("source"), tag.take("target")];
        self.is_edge_directed = match tag.take("type").as_deref() {
            Some("directed") => true,
            Some("undirected" | "mutual") => false,
            _ => self.is_directed,
        };
        let id = tag.take("id").unwrap_or_default();
        let label = tag.take("label").unwrap_or_default();
        let mut piece = Piece::at(tag.line);
        piece.id = id;
        if let Some(weight) = tag.take("weight") {
            let value = number(&weight).map_or(Value::Text(weight), Value::Number);
            piece.attributes.push(("weight".to_owned(), value));
        }
        if let Some(kind) = tag.take("kind").filter(|kind| !write::is_own_kind(kind, &label)) {
            piece.attributes.push(("kind".to_owned(), Value::Text(kind)));
        }
        piece.label = label;
        piece.spell(Time::of(&mut tag));
        add_others(&mut piece.attributes, tag);
        self.edge = piece;
    }

    fn value(&mut self, mut tag: Tag) -> Result<(), ReadError> {
        let Some(owner) = self.owner() else { return Ok(()) };
        let id = tag.take("for").or_else(|| tag.take("id")).unwrap_or_default();
        let text = tag.take("value").unwrap_or_default();
        let key = (owner, id);
        let place = self.by_id.get(&key).copied();
        let column = place.and_then(|place| self.columns.get(place));
        let name = column.map_or(&key.1, |column| &column.title);
        // Before there are many of it.
        self.builder.charge(2 * name.len())?;
        let name = name.clone();
        let value = match column.map_or(Kind::Text, |column| column.kind) {
            Kind::Number | Kind::Truth if text.trim().is_empty() => None,
            kind => match typed(kind, &text) {
                Some(value) => Some(value),
                None => {
                    let kind = ProblemKind::WrongType { attribute: name.clone(), value: text.clone() };
                    self.report(tag.line, kind)?;
                    Some(Value::Text(text))
                }
            },
        };
        if place.is_none() {
            self.report(tag.line, ProblemKind::UndeclaredAttribute { key: key.1 })?;
        }
        let time = Time::of(&mut tag);
        self.piece().value(place, name, value, time);
        Ok(())
    }

    fn draw(&mut self, name: &str, tag: &Tag) -> Option<()> {
        let node = self.nodes.last().map(|node| node.place)?;
        let channel = |name| tag.number(name).map(|number| number.clamp(0.0, 255.0).round() as u8);
        let node = self.builder.graph.nodes.get_mut(node)?;
        if name == "position" {
            // Gephi draws y upwards.
            node.position = Some([tag.number("x")?, 0.0 - tag.number("y")?]);
        } else if let Some(hex) = tag.attribute("hex") {
            node.color = Some(super::color::parse(hex)?);
        } else {
            node.color = Some([channel("r")?, channel("g")?, channel("b")?]);
        }
        Some(())
    }

    fn close_node(&mut self) -> Result<(), ReadError> {
        let Some(piece) = self.nodes.pop() else { return Ok(()) };
        let (place, line) = (piece.place, piece.line);
        let attributes = self.attributes(piece, Owner::Node);
        self.builder.set_attributes(place, attributes, Some(line))
    }

    fn close_edge(&mut self) -> Result<(), ReadError> {
        let mut piece = std::mem::take(&mut self.edge);
        let (id, label) = (std::mem::take(&mut piece.id), std::mem::take(&mut piece.label));
        let line = piece.line;
        let attributes = self.attributes(piece, Owner::Edge);
        let edge = Edge { id, label, attributes, is_directed: self.is_edge_directed, ..Edge::default() };
        let ends = std::mem::take(&mut self.ends).map(|end| end.map_or(End::Missing, End::Id));
        self.builder.edge(edge, ends, Some(line))
    }

    /// With the defaults of what has no value.
    fn attributes(&self, piece: Piece, owner: Owner) -> super::Attributes {
        let (mut attributes, has_value) = piece.into_attributes();
        for place in self.defaults.get(&owner).into_iter().flatten() {
            if let (Some(column), false) = (self.columns.get(*place), has_value.contains_key(place)) {
                attributes.extend(column.default.clone().map(|default| (column.title.clone(), default)));
            }
        }
        attributes
    }
}

fn typed(kind: Kind, text: &str) -> Option<Value> {
    match kind {
        Kind::Text => Some(Value::Text(text.to_owned())),
        Kind::List => Some(Value::List(list::parse(text))),
        Kind::Number => number(text).map(Value::Number),
        Kind::Truth => match text.trim() {
            "true" | "True" | "1" => Some(Value::Truth(true)),
            "false" | "False" | "0" => Some(Value::Truth(false)),
            _ => None,
        },
    }
}
