//! A graph with attributes, as the formats of graph programs know it.

mod build;
mod color;
mod cytoscape;
mod gexf;
mod graphml;
mod graphology;
mod json;
mod kumu;
mod names;
mod node_link;
#[cfg(test)]
mod tests;
mod text;
mod xml;
mod xml_write;

use crate::problem::{Problem, ReadError};

/// What all graph formats have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PropertyGraph {
    pub title: String,
    pub nodes: Vec<Node>,
    pub edges: Vec<Edge>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// Unique among the nodes.
    pub id: String,
    pub label: String,
    pub attributes: Attributes,
    /// x to the right, y downwards.
    pub position: Option<[f64; 2]>,
    /// Red, green, blue.
    pub color: Option<[u8; 3]>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edge {
    /// Empty where the format has none.
    pub id: String,
    /// Indices of nodes.
    pub from: usize,
    pub to: usize,
    /// An edge that holds both ways counts as undirected.
    pub is_directed: bool,
    pub label: String,
    pub attributes: Attributes,
}

/// By name, in the order of the file; no name twice.
pub type Attributes = Vec<(String, Value)>;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    /// Whole numbers that this type cannot hold, such as long ids, are read as text.
    Number(f64),
    Truth(bool),
    /// Several texts, such as tags.
    List(Vec<String>),
}

/// What can be read. Of looks, only places and colours of nodes. Formats of the same syntax are told apart: a file that
/// is of another is [`ReadError::WrongFormat`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// With the labels, places and colours of yEd. Nodes in groups have the id of the group as attribute `parent`.
    GraphMl,
    /// Versions 1.1 to 1.3. Of what changes over time, the state that holds to the end; `start` and `end` of nodes and
    /// edges become attributes.
    Gexf,
    /// A JSON blueprint or a whole project.
    Kumu,
    /// JSON of graphology, sigma and Gephi Lite.
    Graphology,
    /// JSON of networkx and D3.
    NodeLink,
    /// JSON of Cytoscape and Cytoscape.js.
    Cytoscape,
}

/// What can be written. What a format does not hold is left out; characters that XML 1.0 forbids and numbers that are
/// not finite are held by none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WritableFormat {
    /// Lists become texts, joined by ` | `. Attributes called like a label, a place or a colour get a number.
    GraphMl,
    /// Version 1.3. Attributes called like a label, a weight or a kind get a number.
    Gexf,
    /// A JSON blueprint: no title, positions and colours. Ids and names that Kumu does not allow are changed.
    Kumu,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub graph: PropertyGraph,
    /// What was mended or left out, in the order of the file, edges without ends last.
    pub problems: Vec<Problem>,
}

/// Text in UTF-8, or in UTF-16 with a byte order mark.
pub fn read(bytes: &[u8], format: Format) -> Result<Reading, ReadError> {
    let text = text::decode(bytes)?;
    match format {
        Format::GraphMl => graphml::read(&text),
        Format::Gexf => gexf::read(&text),
        Format::Kumu => kumu::read(json::parse(&text)?, text.len()),
        Format::Graphology => graphology::read(json::parse(&text)?, text.len()),
        Format::NodeLink => node_link::read(json::parse(&text)?, text.len()),
        Format::Cytoscape => cytoscape::read(json::parse(&text)?, text.len()),
    }
}

/// The same bytes for the same graph. Edges whose ends are not there are left out.
pub fn write(graph: &PropertyGraph, format: WritableFormat) -> Vec<u8> {
    match format {
        WritableFormat::GraphMl => graphml::write(graph),
        WritableFormat::Gexf => gexf::write(graph),
        WritableFormat::Kumu => kumu::write(graph),
    }
}
