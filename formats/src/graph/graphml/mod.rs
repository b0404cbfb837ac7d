mod piece;
mod write;

use std::collections::{HashMap, HashSet};

use super::{
    Edge, Reading, Value,
    build::{Builder, End, as_text},
    color,
    xml::{Tag, Token, Xml},
};
use crate::problem::{ProblemKind, ReadError, Subject};
use piece::{Kind, Piece, other_attributes, typed};
pub use write::write;

pub fn read(text: &str) -> Result<Reading, ReadError> {
    let mut xml = Xml::new(text);
    let mut reader = GraphMl::new(text.len());
    while let Some(token) = xml.next()? {
        match token {
            Token::Open(tag) => reader.open(tag)?,
            Token::Text(text) => reader.text(&text),
            Token::Close => reader.close()?,
        }
    }
    if !reader.is_graphml {
        return Err(ReadError::WrongFormat);
    }
    Ok(reader.builder.finish())
}

struct GraphMl {
    builder: Builder,
    is_graphml: bool,
    elements: Vec<Element>,
    keys: Vec<Key>,
    /// The last declaration of each key.
    by_id: HashMap<String, usize>,
    /// Keys with a default.
    defaults: HashMap<Owner, Vec<usize>>,
    /// Keys that a place, a label and so on is read from, by owner.
    taken: HashSet<(Owner, String)>,
    /// A node in a group follows the group.
    nodes: Vec<Piece>,
    edge: Piece,
    ends: [Option<String>; 2],
    is_directed: bool,
    /// Of the innermost `data`, `default` or `desc`.
    text: String,
    label: String,
    data: Option<Data>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Owner {
    Node,
    Edge,
    Graph,
}

#[derive(Clone, Copy, PartialEq)]
enum Element {
    Root,
    Key,
    Default,
    Graph {
        is_directed: bool,
    },
    Node,
    Edge,
    Data,
    Desc,
    /// What yEd writes inside `data`.
    Drawing,
    Label,
    Other,
}

struct Key {
    name: String,
    kind: Kind,
    owners: Vec<Owner>,
    default: Option<Value>,
    /// Read as what its name says, such as `label`.
    is_special: bool,
    /// Looks only, written by yEd.
    is_drawing: bool,
}

struct Data {
    key: String,
    line: usize,
    has_elements: bool,
    is_drawing: bool,
}

const SPECIAL_OF_NODES: [&str; 6] = ["label", "x", "y", "r", "g", "b"];

impl GraphMl {
    fn new(bytes: usize) -> Self {
        Self {
            builder: Builder::new(bytes),
            is_graphml: false,
            elements: Vec::new(),
            keys: Vec::new(),
            by_id: HashMap::new(),
            defaults: HashMap::new(),
            taken: HashSet::new(),
            nodes: Vec::new(),
            edge: Piece::default(),
            ends: [None, None],
            is_directed: true,
            text: String::new(),
            label: String::new(),
            data: None,
        }
    }

    fn open(&mut self, mut tag: Tag) -> Result<(), ReadError> {
        let name = std::mem::take(&mut tag.name);
        let parent = self.elements.last().copied();
        let element = match (parent, &*name) {
            (None, "graphml") => {
                self.is_graphml = true;
                Element::Root
            }
            (None, _) => return Err(ReadError::WrongFormat),
            (Some(Element::Root), "key") => {
                self.open_key(tag);
                Element::Key
            }
            (Some(Element::Root | Element::Node), "graph") => {
                Element::Graph { is_directed: tag.attribute("edgedefault") != Some("undirected") }
            }
            (Some(Element::Graph { .. }), "node") => {
                self.open_node(tag)?;
                Element::Node
            }
            (Some(Element::Graph { is_directed }), "edge") => {
                self.open_edge(tag, is_directed);
                Element::Edge
            }
            (Some(Element::Key), "default") => {
                self.text.clear();
                Element::Default
            }
            (Some(Element::Root | Element::Graph { .. } | Element::Node | Element::Edge), "data") => {
                self.text.clear();
                let key = tag.take("key").unwrap_or_default();
                self.data = Some(Data { key, line: tag.line, has_elements: false, is_drawing: false });
                Element::Data
            }
            (
                Some(Element::Root | Element::Key | Element::Graph { .. } | Element::Node | Element::Edge),
                "desc",
            ) => {
                self.text.clear();
                Element::Desc
            }
            (Some(Element::Data | Element::Drawing | Element::Label), name) => self.draw(name, &tag),
            (Some(Element::Other | Element::Default | Element::Desc), _) => Element::Other,
            (Some(_), name) => {
                self.report(tag.line, ProblemKind::LeftOut { name: name.to_owned() })?;
                Element::Other
            }
        };
        self.elements.push(element);
        Ok(())
    }

    fn text(&mut self, text: &str) {
        match self.elements.last() {
            Some(Element::Data | Element::Default | Element::Desc) => self.text.push_str(text),
            Some(Element::Label) => self.label.push_str(text),
            _ => {}
        }
    }

    fn close(&mut self) -> Result<(), ReadError> {
        match self.elements.pop() {
            Some(Element::Node) => self.close_node(),
            Some(Element::Edge) => self.close_edge(),
            Some(Element::Data) => self.close_data(),
            Some(Element::Label) => {
                let label = std::mem::take(&mut self.label);
                if let Some(piece) = self.piece() {
                    piece.add_label(&label);
                }
                Ok(())
            }
            Some(Element::Default) => {
                let text = std::mem::take(&mut self.text);
                let place = self.keys.len().saturating_sub(1);
                if let Some(key) = self.keys.last_mut().filter(|key| !key.is_drawing && key.default.is_none())
                {
                    key.default = Some(typed(key.kind, &text).unwrap_or(Value::Text(text)));
                    for owner in &key.owners {
                        self.defaults.entry(*owner).or_default().push(place);
                    }
                }
                Ok(())
            }
            Some(Element::Desc) => {
                let text = std::mem::take(&mut self.text);
                self.close_description(text);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// That of a group's graph describes the group.
    fn close_description(&mut self, text: String) {
        let node = self.nodes.last_mut();
        match self.elements.last() {
            Some(Element::Edge) => self.edge.attributes.push(("desc".to_owned(), Value::Text(text))),
            Some(Element::Root | Element::Graph { .. } | Element::Node) => match node {
                Some(node) => node.attributes.push(("desc".to_owned(), Value::Text(text))),
                None if self.builder.graph.title.is_empty() => self.builder.graph.title = text,
                None => self.builder.left_out("desc"),
            },
            _ => {}
        }
    }

    fn owner(&self) -> Owner {
        let of_element = |element: &Element| match element {
            Element::Node => Some(Owner::Node),
            Element::Edge => Some(Owner::Edge),
            Element::Graph { .. } | Element::Root => Some(Owner::Graph),
            _ => None,
        };
        self.elements.iter().rev().find_map(of_element).unwrap_or(Owner::Graph)
    }

    /// The node or edge that the current element belongs to.
    fn piece(&mut self) -> Option<&mut Piece> {
        match self.owner() {
            Owner::Node => self.nodes.last_mut(),
            Owner::Edge => Some(&mut self.edge),
            Owner::Graph => None,
        }
    }

    fn subject(&self) -> Subject {
        match self.owner() {
            Owner::Node => self.builder.node_subject(self.nodes.last().map_or(0, |node| node.place)),
            Owner::Edge => self.builder.edge_subject(&self.edge.id),
            Owner::Graph => Subject::File,
        }
    }

    fn open_key(&mut self, mut tag: Tag) {
        let owners = match tag.attribute("for") {
            Some("node") => vec![Owner::Node],
            Some("edge") => vec![Owner::Edge],
            Some("graph" | "graphml") => vec![Owner::Graph],
            _ => vec![Owner::Node, Owner::Edge, Owner::Graph],
        };
        let kind = match tag.attribute("attr.type") {
            Some("int" | "integer" | "long" | "float" | "double") => Kind::Number,
            Some("boolean") => Kind::Truth,
            _ => Kind::Text,
        };
        let is_drawing = tag.attribute("yfiles.type").is_some();
        let id = tag.take("id").unwrap_or_default();
        let name = tag.take("attr.name").unwrap_or_else(|| id.clone());
        let may_be_special = |owner: &Owner| match owner {
            Owner::Node => SPECIAL_OF_NODES.contains(&&*name),
            Owner::Edge => name == "label",
            Owner::Graph => matches!(&*name, "title" | "name" | "label"),
        };
        let is_special = owners.iter().any(may_be_special)
            && owners.iter().all(|owner| self.taken.insert((*owner, name.clone())));
        self.by_id.insert(id.clone(), self.keys.len());
        self.keys.push(Key { name, kind, owners, default: None, is_special, is_drawing });
    }

    fn open_node(&mut self, mut tag: Tag) -> Result<(), ReadError> {
        let id = tag.take("id");
        let line = tag.line;
        let mut attributes = other_attributes(tag);
        if let Some(group) = self.nodes.last().filter(|group| !group.id.is_empty()) {
            attributes.push(("parent".to_owned(), Value::Text(group.id.clone())));
        }
        let place = self.builder.node(id, String::new(), Some(line))?;
        let id = self.builder.graph.nodes.last().map(|node| node.id.clone()).unwrap_or_default();
        self.nodes.push(Piece { place, id, line, attributes, ..Piece::default() });
        Ok(())
    }

    fn open_edge(&mut self, mut tag: Tag, is_directed: bool) {
        self.is_directed = match tag.take("directed").as_deref() {
            Some("true" | "1") => true,
            Some("false" | "0") => false,
            _ => is_directed,
        };
        self.ends = [tag.take("source"), tag.take("target")];
        let id = tag.take("id").unwrap_or_default();
        let line = tag.line;
        self.edge = Piece { id, line, attributes: other_attributes(tag), ..Piece::default() };
    }

    /// Elements of yEd and its successors, told by their names.
    fn draw(&mut self, name: &str, tag: &Tag) -> Element {
        let mut is_known = true;
        let mut element = Element::Drawing;
        let mut has_text = None;
        if let Some(piece) = self.piece() {
            let rectangle = |names: [&str; 4]| {
                let [x, y, width, height] = names.map(|name| tag.number(name));
                Some([x? + width.unwrap_or(0.0) / 2.0, y? + height.unwrap_or(0.0) / 2.0])
            };
            match name {
                "Geometry" | "RectD" => {
                    piece.shapes += 1;
                    let names = match name {
                        "Geometry" => ["x", "y", "width", "height"],
                        _ => ["X", "Y", "Width", "Height"],
                    };
                    piece.position = piece.position.or_else(|| rectangle(names));
                }
                "Fill" => {
                    piece.color = piece.color.or_else(|| color::parse(tag.attribute("color")?));
                }
                "Arrows" => {
                    let is_arrow = |name| tag.attribute(name).is_some_and(|arrow| arrow != "none");
                    piece.has_arrow = Some(is_arrow("source") || is_arrow("target"));
                }
                "NodeLabel" | "EdgeLabel" | "Label.Text" if piece.shapes < 2 => element = Element::Label,
                "Label" => has_text = tag.attribute("Text"),
                _ => is_known = false,
            }
            if let Some(text) = has_text {
                piece.add_label(text);
            }
        }
        if element == Element::Label {
            self.label.clear();
        }
        if let Some(data) = &mut self.data {
            data.has_elements = true;
            data.is_drawing |= is_known;
        }
        element
    }

    fn report(&mut self, line: usize, kind: ProblemKind) -> Result<(), ReadError> {
        let subject = self.subject();
        self.builder.problem(subject, Some(line), kind)
    }

    fn close_data(&mut self) -> Result<(), ReadError> {
        let Some(data) = self.data.take() else { return Ok(()) };
        let text = std::mem::take(&mut self.text);
        let place = self.by_id.get(&data.key).copied();
        let key = place.and_then(|place| self.keys.get(place));
        if data.is_drawing || key.is_some_and(|key| key.is_drawing) {
            return Ok(());
        }
        let name = key.map_or(&data.key, |key| &key.name);
        // Before there are many of it.
        self.builder.charge(2 * name.len())?;
        let name = name.clone();
        let kind = key.map_or(Kind::Text, |key| key.kind);
        let is_special = key.is_some_and(|key| key.is_special);
        if data.has_elements {
            self.report(data.line, ProblemKind::LeftOut { name })?;
            return Ok(());
        }
        if place.is_none() {
            self.report(data.line, ProblemKind::UndeclaredAttribute { key: data.key })?;
        }
        let value = match kind {
            // Some programs write an element also where there is no value.
            Kind::Number | Kind::Truth if text.trim().is_empty() => return Ok(()),
            kind => match typed(kind, &text) {
                Some(value) => value,
                None => {
                    let kind = ProblemKind::WrongType { attribute: name.clone(), value: text.clone() };
                    self.report(data.line, kind)?;
                    Value::Text(text)
                }
            },
        };
        if let Some(piece) = self.piece() {
            piece.with_value.extend(place);
            let attributes = if is_special { &mut piece.special } else { &mut piece.attributes };
            attributes.push((name, value));
        } else if is_special && self.builder.graph.title.is_empty() {
            self.builder.graph.title = as_text(&value);
        } else if value != Value::Text(String::new()) {
            self.report(data.line, ProblemKind::LeftOut { name })?;
        }
        Ok(())
    }

    fn close_node(&mut self) -> Result<(), ReadError> {
        let Some(mut piece) = self.nodes.pop() else { return Ok(()) };
        self.add_defaults(&mut piece, Owner::Node);
        let label = piece.take_label();
        let position = piece.take_numbers(["x", "y"], |_| true).or(piece.position);
        let is_channel = |number: f64| f64::from(number as u8) == number;
        let color = piece.take_numbers(["r", "g", "b"], is_channel).map(|it| it.map(|number| number as u8));
        piece.attributes.append(&mut piece.special);
        if let Some(node) = self.builder.graph.nodes.get_mut(piece.place) {
            node.label = label;
            node.position = position;
            node.color = color.or(piece.color);
        }
        self.builder.set_attributes(piece.place, piece.attributes, Some(piece.line))
    }

    fn close_edge(&mut self) -> Result<(), ReadError> {
        let mut piece = std::mem::take(&mut self.edge);
        self.add_defaults(&mut piece, Owner::Edge);
        let label = piece.take_label();
        piece.attributes.append(&mut piece.special);
        let edge = Edge {
            id: piece.id,
            is_directed: self.is_directed && piece.has_arrow != Some(false),
            label,
            attributes: piece.attributes,
            ..Edge::default()
        };
        let ends = std::mem::take(&mut self.ends).map(|end| end.map_or(End::Missing, End::Id));
        self.builder.edge(edge, ends, Some(piece.line))
    }

    fn add_defaults(&self, piece: &mut Piece, owner: Owner) {
        for place in self.defaults.get(&owner).into_iter().flatten() {
            let Some(key) = self.keys.get(*place) else { continue };
            if let (Some(default), false) = (&key.default, piece.with_value.contains(place)) {
                let attributes = if key.is_special { &mut piece.special } else { &mut piece.attributes };
                attributes.push((key.name.clone(), default.clone()));
            }
        }
    }
}
