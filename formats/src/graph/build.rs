use std::collections::{HashMap, HashSet};

use super::{Attributes, Edge, Node, PropertyGraph, Reading, Value};
use crate::problem::{Problem, ProblemKind, ReadError, Subject};

/// Gathers nodes and edges in the order of a file and joins them in the end.
pub struct Builder {
    pub graph: PropertyGraph,
    problems: Vec<Problem>,
    /// Ids as they stand in the file.
    by_id: HashMap<String, usize>,
    /// Nodes that get an id when all ids are known.
    without_id: Vec<(usize, Option<usize>)>,
    edges: Vec<OpenEdge>,
    /// Bytes that may still be kept: names and defaults that a file writes once can be meant a million times.
    left: usize,
}

/// Where an edge begins or ends.
pub enum End {
    Missing,
    Id(String),
    /// The node with this id, else with this index.
    IdOrIndex(String, usize),
    /// The node with this id, else the first with this label.
    IdOrLabel(String),
}

struct OpenEdge {
    edge: Edge,
    ends: [End; 2],
    line: Option<usize>,
}

impl Builder {
    /// For a file of so many bytes.
    pub fn new(bytes: usize) -> Self {
        Self {
            graph: PropertyGraph::default(),
            problems: Vec::new(),
            by_id: HashMap::new(),
            without_id: Vec::new(),
            edges: Vec::new(),
            left: (1 << 20) + bytes + bytes.saturating_mul(63).min(1 << 29),
        }
    }

    /// Fails where there are too many.
    pub fn problem(
        &mut self,
        subject: Subject,
        line: Option<usize>,
        kind: ProblemKind,
    ) -> Result<(), ReadError> {
        let id = match &subject {
            Subject::File => 0,
            Subject::Node { id, .. } | Subject::Edge { id, .. } => id.len(),
        };
        self.charge(size_of::<Problem>() + id)?;
        self.problems.push(Problem { subject, line, kind });
        Ok(())
    }

    pub fn left_out(&mut self, name: &str) {
        let kind = ProblemKind::LeftOut { name: name.to_owned() };
        self.problems.push(Problem { subject: Subject::File, line: None, kind });
    }

    /// The place of a new node, whose id is empty until the end if there is none or it is taken. Attributes are added
    /// with [`set_attributes`](Self::set_attributes).
    pub fn node(
        &mut self,
        id: Option<String>,
        label: String,
        line: Option<usize>,
    ) -> Result<usize, ReadError> {
        let place = self.graph.nodes.len();
        let id = id.unwrap_or_default();
        self.charge(size_of::<Node>() + 2 * id.len() + label.len())?;
        let mut node = Node { label, ..Node::default() };
        if id.is_empty() || self.by_id.contains_key(&id) {
            let subject = Subject::Node { number: place + 1, id: id.clone() };
            let kind = match id.is_empty() {
                true => ProblemKind::NoId { given: String::new() },
                false => ProblemKind::IdTwice { given: String::new() },
            };
            self.without_id.push((place, Some(self.problems.len())));
            self.problem(subject, line, kind)?;
        } else {
            self.by_id.insert(id.clone(), place);
            node.id = id;
        }
        self.graph.nodes.push(node);
        Ok(place)
    }

    /// A new node of a format in which nodes may have none but a label.
    pub fn labelled_node(&mut self, label: String) -> Result<usize, ReadError> {
        if label.is_empty() {
            return self.node(None, label, None);
        }
        let place = self.graph.nodes.len();
        self.charge(size_of::<Node>() + 3 * label.len())?;
        self.without_id.push((place, None));
        self.graph.nodes.push(Node { label, ..Node::default() });
        Ok(place)
    }

    /// Empty where it is not known yet.
    pub fn node_id(&self, place: usize) -> &str {
        self.graph.nodes.get(place).map_or("", |node| &node.id)
    }

    pub fn node_subject(&self, place: usize) -> Subject {
        Subject::Node { number: place + 1, id: self.node_id(place).to_owned() }
    }

    /// What the next edge is called in problems.
    pub fn edge_subject(&self, id: &str) -> Subject {
        Subject::Edge { number: self.edges.len() + 1, id: id.to_owned() }
    }

    pub fn set_attributes(
        &mut self,
        place: usize,
        attributes: Attributes,
        line: Option<usize>,
    ) -> Result<(), ReadError> {
        let subject = self.node_subject(place);
        let attributes = self.distinct(&subject, line, attributes)?;
        if let Some(node) = self.graph.nodes.get_mut(place) {
            node.attributes = attributes;
        }
        Ok(())
    }

    /// Indices of `edge` are set in the end.
    pub fn edge(&mut self, mut edge: Edge, ends: [End; 2], line: Option<usize>) -> Result<(), ReadError> {
        self.charge(size_of::<OpenEdge>() + edge.id.len() + edge.label.len())?;
        let subject = self.edge_subject(&edge.id);
        edge.attributes = self.distinct(&subject, line, edge.attributes)?;
        self.edges.push(OpenEdge { edge, ends, line });
        Ok(())
    }

    /// Fails where much more would be kept than the file is long.
    pub fn charge(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(bytes).ok_or(ReadError::Swelling)?;
        Ok(())
    }

    fn distinct(
        &mut self,
        subject: &Subject,
        line: Option<usize>,
        attributes: Attributes,
    ) -> Result<Attributes, ReadError> {
        let mut names = HashSet::with_capacity(attributes.len());
        let mut is_first = Vec::with_capacity(attributes.len());
        for (name, value) in &attributes {
            self.charge(size_of::<(String, Value)>() + name.len() + length(value))?;
            is_first.push(names.insert(name.as_str()));
        }
        if is_first.iter().all(|first| *first) {
            return Ok(attributes);
        }
        let mut kept = Vec::with_capacity(names.len());
        for ((attribute, value), is_first) in attributes.into_iter().zip(is_first) {
            if is_first {
                kept.push((attribute, value));
            } else {
                let kind = ProblemKind::AttributeTwice { attribute, value: as_text(&value) };
                self.problem(subject.clone(), line, kind)?;
            }
        }
        Ok(kept)
    }

    pub fn finish(mut self) -> Reading {
        self.give_ids();
        let mut by_label: HashMap<String, (usize, bool)> = HashMap::new();
        if self.edges.iter().flat_map(|open| &open.ends).any(|end| matches!(end, End::IdOrLabel(_))) {
            for (place, node) in self.graph.nodes.iter().enumerate() {
                by_label
                    .entry(node.label.clone())
                    .and_modify(|(_, is_ambiguous)| *is_ambiguous = true)
                    .or_insert((place, false));
            }
        }
        for (number, OpenEdge { edge, ends, line }) in std::mem::take(&mut self.edges).into_iter().enumerate()
        {
            let subject = Subject::Edge { number: number + 1, id: edge.id.clone() };
            let mut problem = |kind| {
                self.problems.push(Problem { subject: subject.clone(), line, kind });
            };
            let by_id = &self.by_id;
            let [from, to] = ends.map(|end| match end {
                End::Missing => {
                    problem(ProblemKind::NoEnd);
                    None
                }
                End::Id(id) => by_id.get(&id).copied().or_else(|| {
                    problem(ProblemKind::NoSuchNode { end: id });
                    None
                }),
                End::IdOrIndex(id, index) => {
                    let place = by_id.get(&id).copied().or((index < self.graph.nodes.len()).then_some(index));
                    if place.is_none() {
                        problem(ProblemKind::NoSuchNode { end: id });
                    }
                    place
                }
                End::IdOrLabel(end) => match (by_id.get(&end), by_label.get(&end)) {
                    (Some(place), _) | (None, Some((place, false))) => Some(*place),
                    (None, Some((place, true))) => {
                        problem(ProblemKind::AmbiguousEnd { end });
                        Some(*place)
                    }
                    (None, None) => {
                        problem(ProblemKind::NoSuchNode { end });
                        None
                    }
                },
            });
            if let (Some(from), Some(to)) = (from, to) {
                self.graph.edges.push(Edge { from, to, ..edge });
            }
        }
        Reading { graph: self.graph, problems: self.problems }
    }

    /// A node without an id is called by its label if that is free, else by a number.
    fn give_ids(&mut self) {
        let mut number = 0;
        let mut given_ids = HashSet::new();
        for (place, problem) in std::mem::take(&mut self.without_id) {
            let Some(node) = self.graph.nodes.get_mut(place) else { continue };
            let mut id = node.label.clone();
            while id.is_empty() || self.by_id.contains_key(&id) || given_ids.contains(&id) {
                number += 1;
                id = format!("n{number}");
            }
            node.id = id.clone();
            given_ids.insert(id.clone());
            let problem = problem.and_then(|problem| self.problems.get_mut(problem));
            if let Some(ProblemKind::NoId { given } | ProblemKind::IdTwice { given }) =
                problem.map(|problem| &mut problem.kind)
            {
                *given = id;
            }
        }
    }
}

fn length(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Number(_) | Value::Truth(_) => 0,
        Value::List(texts) => texts.iter().map(|text| size_of::<String>() + text.len()).sum(),
    }
}

/// What stands between the texts of a list where a format has none.
const SEPARATOR: &str = " | ";

pub fn as_text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number_text(*number),
        Value::Truth(truth) => truth.to_string(),
        Value::List(texts) => texts.join(SEPARATOR),
    }
}

/// A number in the notation of XML and JSON; none for what [`Value::Number`] cannot hold.
pub fn number(text: &str) -> Option<f64> {
    let text = text.trim();
    let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
    let is_whole = text.bytes().all(|sign| matches!(sign, b'0'..=b'9' | b'-' | b'+'));
    let is_exact = !is_whole || text.parse().is_ok_and(|whole: i128| number as i128 == whole);
    is_exact.then_some(number)
}

/// Long numbers with an exponent: digits alone would claim to be exact.
pub fn number_text(number: f64) -> String {
    if number.abs() < 1e15 { number.to_string() } else { format!("{number:e}") }
}

/// Takes the first of these attributes that is there.
pub fn take(attributes: &mut Attributes, names: &[&str]) -> Option<Value> {
    let place = names.iter().find_map(|name| attributes.iter().position(|(found, _)| found == name))?;
    Some(attributes.remove(place).1)
}

/// Takes the first of these attributes, as text.
pub fn take_text(attributes: &mut Attributes, names: &[&str]) -> Option<String> {
    take(attributes, names).map(|value| as_text(&value))
}
