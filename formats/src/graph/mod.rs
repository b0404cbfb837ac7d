//! A graph with attributes, as the formats of graph programs know it.

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
    pub is_directed: bool,
    pub label: String,
    pub attributes: Attributes,
}

/// By name, in the order of the file; no name twice.
pub type Attributes = Vec<(String, Value)>;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(f64),
    Truth(bool),
    /// Several texts, such as tags.
    List(Vec<String>),
}
