//! Spreadsheets for Kumu: a sheet of elements and one of connections, which are a graph.

use std::collections::{HashMap, HashSet};

use gosmart_formats::{
    graph::{Attributes, Edge, Node, PropertyGraph, Value},
    table::{Row, Sheet},
};

use super::{
    Choices, Grade, Origin, ProblemKind, Shape, SheetChoices,
    builder::{Builder, folded, start},
    graph::{guess_graph, read_into},
};
use crate::query::fold;

/// Adds what sheets of elements and connections say.
pub(super) fn read(builder: &mut Builder, sheets: &[Sheet], choices: &Choices) {
    let chosen = || sheets.iter().zip(&choices.sheets).enumerate();
    let of = |shape: Shape| chosen().filter(move |(_, (_, choice))| choice.shape == shape);
    if of(Shape::Elements).chain(of(Shape::Connections)).next().is_none() {
        return;
    }
    let mut kumu = Kumu::default();
    for (place, (sheet, choice)) in of(Shape::Elements) {
        kumu.elements(sheet, choice, place);
    }
    for (place, (sheet, choice)) in of(Shape::Connections) {
        kumu.connections(builder, sheet, choice, place);
    }
    let mut choices = guess_graph(&kumu.graph);
    choices.has_ids = kumu.has_ids;
    let Kumu { graph, nodes, edges, has_ids, .. } = kumu;
    let start = Origin { sheet: 1, row: 1, column: None };
    let origin = |is_edge: bool, place: usize| {
        let places = if is_edge { &edges } else { &nodes };
        places.get(place).copied().unwrap_or(start)
    };
    read_into(builder, &graph, &choices, &origin);
    builder.has_ids(has_ids);
}

#[derive(Default)]
struct Kumu {
    graph: PropertyGraph,
    /// Where each node and each edge stands.
    nodes: Vec<Origin>,
    edges: Vec<Origin>,
    /// What connections find: ids, and labels as they stand and folded.
    places: HashMap<String, usize>,
    has_ids: bool,
}

impl Kumu {
    fn elements(&mut self, sheet: &Sheet, choice: &SheetChoices, place: usize) {
        let heads = Heads::new(sheet, choice);
        for row in heads.rows(sheet) {
            let at = origin(place, row);
            let (own, label) = (heads.cell(row, &["id"]), heads.cell(row, &["label"]));
            self.has_ids |= !own.is_empty();
            let id = if own.is_empty() { label } else { own };
            if id.is_empty() {
                continue;
            }
            let node = self.node(id, label, at);
            let attributes = heads.attributes(row, &["id", "label"]);
            self.graph.nodes[node].attributes = attributes;
            if !label.is_empty() {
                self.places.entry(label.to_owned()).or_insert(node);
                self.places.entry(folded(label).into()).or_insert(node);
            }
        }
    }

    /// A new node. Two of one label are two, of which connections find the first.
    fn node(&mut self, id: &str, label: &str, at: Origin) -> usize {
        let node = self.graph.nodes.len();
        self.graph.nodes.push(Node { id: id.to_owned(), label: label.to_owned(), ..Node::default() });
        self.nodes.push(at);
        self.places.entry(id.to_owned()).or_insert(node);
        node
    }

    fn connections(&mut self, builder: &mut Builder, sheet: &Sheet, choice: &SheetChoices, place: usize) {
        let heads = Heads::new(sheet, choice);
        for row in heads.rows(sheet) {
            let at = origin(place, row);
            let ends = [FROM, TO].map(|names| heads.cell(row, names));
            if ends.contains(&"") {
                builder.problem(Grade::Warning, at, ProblemKind::NoRelation(start(&ends.concat())));
                continue;
            }
            // Kumu makes an element of an end that has none.
            let [from, to] = ends.map(|end| {
                let known = self.places.get(end).or_else(|| self.places.get(&*folded(end))).copied();
                known.unwrap_or_else(|| {
                    let node = self.node(end, end, at);
                    self.places.entry(folded(end).into()).or_insert(node);
                    node
                })
            });
            let direction = heads.cell(row, &["direction"]).to_lowercase();
            self.graph.edges.push(Edge {
                id: heads.cell(row, &["id"]).to_owned(),
                from,
                to,
                is_directed: !matches!(direction.as_str(), "undirected" | "mutual"),
                label: heads.cell(row, &["label"]).to_owned(),
                attributes: heads.attributes(row, &[&["id", "label", "direction"], FROM, TO].concat()),
            });
            self.edges.push(at);
        }
    }
}

const FROM: &[&str] = &["from", "von", "source", "quelle"];
const TO: &[&str] = &["to", "zu", "nach", "an", "target", "ziel"];

fn origin(place: usize, row: &Row) -> Origin {
    Origin { sheet: u32::try_from(place + 1).unwrap_or(u32::MAX), row: row.number, column: None }
}

/// The headers of a sheet, as they stand and folded.
struct Heads<'a> {
    header: u32,
    titles: Vec<(&'a str, String)>,
}

impl<'a> Heads<'a> {
    fn new(sheet: &'a Sheet, choice: &SheetChoices) -> Self {
        let header = choice.header.unwrap_or(1);
        let row = sheet.rows.iter().find(|row| row.number == header);
        let cells = row.into_iter().flat_map(|row| row.cells.iter().map(String::as_str));
        let mut seen = HashSet::new();
        let first =
            |cell: &'a str| if seen.insert(cell) { (cell, fold::key(cell)) } else { ("", String::new()) };
        Self { header, titles: cells.map(first).collect() }
    }

    fn rows<'s>(&self, sheet: &'s Sheet) -> impl Iterator<Item = &'s Row> + use<'s> {
        let header = self.header;
        sheet.rows.iter().filter(move |row| row.number > header)
    }

    fn cell<'r>(&self, row: &'r Row, names: &[&str]) -> &'r str {
        let place = self.titles.iter().position(|(_, key)| names.contains(&key.as_str()));
        place.and_then(|place| row.cells.get(place)).map_or("", |cell| cell.trim())
    }

    /// All other cells; of two headers that are the same the first counts.
    fn attributes(&self, row: &Row, known: &[&str]) -> Attributes {
        let mut attributes = Attributes::new();
        for ((title, key), cell) in self.titles.iter().zip(&row.cells) {
            if !title.is_empty() && !cell.is_empty() && !known.contains(&key.as_str()) {
                attributes.push(((*title).to_owned(), Value::Text(cell.clone())));
            }
        }
        attributes
    }
}
