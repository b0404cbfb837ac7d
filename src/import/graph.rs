//! Graphs as records: which nodes are actors and which competencies, and what the edges between them say.

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

use gosmart_formats::graph::{Attributes, Edge, Node, PropertyGraph, Value as Attribute};

use super::{
    Certainty, Grade, Incoming, Meaning, Origin, ProblemKind, Separator, Shape,
    builder::{Builder, Cell, Values, line, start},
    columns::named,
    meaning::{NEEDS, OFFERS},
    values::{self, Relation},
};
use crate::{
    foreign,
    model::{ActorKind, Id, LinkKind, Position, TableName, Value, Word},
    query::fold,
};

/// How a graph shall be understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GraphChoices {
    /// The attribute that tells actors from competencies.
    pub kind: Option<String>,
    /// The words in it that say that a node is a competency.
    pub competencies: BTreeSet<String>,
    /// Without such an attribute: what actors offer or need is a competency, as an edge says or all edges together.
    pub by_edges: bool,
    /// The attribute that says what an edge means; without it the label.
    pub relation: Option<String>,
    /// What its words mean. Of others, those between an actor and a competency are offers, those between two actors
    /// links.
    pub relations: Vec<(String, EdgeMeaning)>,
    /// Whether ids mean something beyond the file, as in our own exports.
    pub has_ids: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeMeaning {
    Offer,
    Need,
    Link(LinkKind),
    /// It is left out.
    Nothing,
}

impl EdgeMeaning {
    pub fn all() -> impl Iterator<Item = Self> {
        let kinds = LinkKind::WORDS.iter().filter_map(|word| LinkKind::from_word(word));
        [Self::Offer, Self::Need].into_iter().chain(kinds.map(Self::Link)).chain([Self::Nothing])
    }

    /// As it stands in kept choices.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offer => "offer",
            Self::Need => "need",
            Self::Link(kind) => kind.word(),
            Self::Nothing => "nothing",
        }
    }
}

/// What a graph probably means.
pub fn guess_graph(graph: &PropertyGraph) -> GraphChoices {
    let kind = attribute_named(graph.nodes.iter().map(|node| &node.attributes), &KIND, |word| {
        is_competency(word) || is_actor(word) || values::word(ActorKind::WORDS, word).is_some()
    });
    let relation = attribute_named(graph.edges.iter().map(|edge| &edge.attributes), &RELATION, |word| {
        edge_meaning(word).is_some()
    });
    guess_graph_by(graph, kind, relation)
}

/// As [`guess_graph`], where it is known which attribute tells actors from competencies, and which says what an edge
/// means.
pub fn guess_graph_by(graph: &PropertyGraph, kind: Option<String>, relation: Option<String>) -> GraphChoices {
    let words: BTreeSet<String> = match &kind {
        Some(kind) => graph.nodes.iter().filter_map(|node| text_of(&node.attributes, kind)).collect(),
        None => BTreeSet::new(),
    };
    let mut relations: Vec<(String, EdgeMeaning)> = Vec::new();
    let mut seen = HashSet::new();
    for edge in &graph.edges {
        let word = relation_of(edge, relation.as_deref());
        if !word.is_empty() && seen.insert(word.clone()) {
            relations.extend(edge_meaning(&word).map(|meaning| (word, meaning)));
        }
    }
    let competencies: BTreeSet<String> = words.iter().filter(|word| is_competency(word)).cloned().collect();
    let has_ids = !words.is_empty() && words.iter().all(|word| is_competency(word) || is_actor(word));
    GraphChoices { kind, by_edges: competencies.is_empty(), competencies, relation, relations, has_ids }
}

/// What a graph says, understood as chosen.
pub fn read_graph(graph: &PropertyGraph, choices: &GraphChoices) -> Incoming {
    let mut builder = Builder::new();
    let place = |place: usize| u32::try_from(place + 1).unwrap_or(u32::MAX);
    let origin = |is_edge, at| Origin { sheet: u32::from(is_edge), row: place(at), column: None };
    read_into(&mut builder, graph, choices, &origin);
    builder.has_ids(choices.has_ids);
    builder.finish()
}

/// The attribute of our own graphs that says that a node stays where it was put.
const PINNED: &str = "pinned";

fn is_pinned((name, value): &(String, Attribute)) -> bool {
    name == PINNED && *value == Attribute::Truth(true)
}

const KIND: [&str; 6] = ["type", "typ", "kind", "art", "class", "category"];
const RELATION: [&str; 7] = ["relation", "type", "typ", "kind", "art", "beziehung", "label"];

fn is_competency(word: &str) -> bool {
    let words = [
        "competency",
        "competence",
        "kompetenz",
        "skill",
        "fahigkeit",
        "kompetenzen",
        "skills",
        "begriff",
        "konnen",
    ];
    words.contains(&fold::key(word).as_str())
}

fn is_actor(word: &str) -> bool {
    ["actor", "akteur", "akteure", "actors", "organisation", "organization"]
        .contains(&fold::key(word).as_str())
}

fn edge_meaning(word: &str) -> Option<EdgeMeaning> {
    match values::relation(word) {
        Some(Relation::Needs) => Some(EdgeMeaning::Need),
        Some(_) => Some(EdgeMeaning::Offer),
        None if fold::key(word) == "link" => Some(EdgeMeaning::Link(LinkKind::Knows)),
        None => values::word(LinkKind::WORDS, word).and_then(LinkKind::from_word).map(EdgeMeaning::Link),
    }
}

/// The first attribute of these names of which a word is understood.
fn attribute_named<'a>(
    attributes: impl Iterator<Item = &'a Attributes>,
    names: &[&str],
    understood: impl Fn(&str) -> bool,
) -> Option<String> {
    // Of each name that is wanted some of its words.
    let mut found: HashMap<&str, Option<(usize, HashSet<String>)>> = HashMap::new();
    for (name, value) in attributes.flatten() {
        let rank = || Some((names.iter().position(|wanted| *wanted == fold::key(name))?, HashSet::new()));
        if let Some((_, words)) = found.entry(name).or_insert_with(rank)
            && words.len() < 100
        {
            words.insert(text(value));
        }
    }
    let found = found.into_iter().filter_map(|(name, words)| Some((words?, name)));
    let known = found.filter(|((_, words), _)| words.iter().any(|word| understood(word)));
    known.map(|((rank, _), name)| (rank, name)).min().map(|(_, name)| name.to_owned())
}

fn text(value: &Attribute) -> String {
    match value {
        Attribute::Text(text) => text.trim().to_owned(),
        Attribute::Number(number) => number.to_string(),
        Attribute::Truth(truth) => truth.to_string(),
        Attribute::List(texts) => foreign::join(texts),
    }
}

/// What an attribute says, as text.
pub fn text_of(attributes: &Attributes, name: &str) -> Option<String> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| text(value))
}

/// The word that says what an edge means; empty where nothing does.
pub fn relation_of(edge: &Edge, attribute: Option<&str>) -> String {
    let said = attribute.and_then(|name| text_of(&edge.attributes, name)).filter(|text| !text.is_empty());
    said.unwrap_or_else(|| edge.label.trim().to_owned())
}

/// Where a node (`false`) or an edge (`true`) stands, by its place.
pub(super) type Places<'a> = &'a dyn Fn(bool, usize) -> Origin;

pub(super) fn read_into(
    builder: &mut Builder,
    graph: &PropertyGraph,
    choices: &GraphChoices,
    places: Places,
) {
    let mut reading = Reading {
        builder,
        graph,
        choices,
        places,
        meanings: choices.relations.iter().cloned().collect(),
        names: HashMap::new(),
        ids: Vec::new(),
        left_out: HashSet::new(),
    };
    reading.nodes();
    reading.edges();
}

struct Reading<'a> {
    builder: &'a mut Builder,
    graph: &'a PropertyGraph,
    choices: &'a GraphChoices,
    places: Places<'a>,
    meanings: HashMap<String, EdgeMeaning>,
    /// What attributes mean, by the kind of record.
    names: HashMap<(TableName, &'a str), Meaning>,
    /// For each node.
    ids: Vec<(TableName, Id)>,
    left_out: HashSet<&'a str>,
}

impl<'a> Reading<'a> {
    fn nodes(&mut self) {
        let tables = self.tables();
        let (graph, places) = (self.graph, self.places);
        for (place, (node, table)) in graph.nodes.iter().zip(&tables).enumerate() {
            let id = self.builder.reserve(*table, Some(&node.id), places(false, place));
            self.builder.name(*table, &label(node), &id);
            self.ids.push((*table, id));
        }
        for (place, node) in graph.nodes.iter().enumerate() {
            let (table, id) = self.ids[place].clone();
            let at = places(false, place);
            let texts = self.texts(table, &node.attributes, at);
            let mut cells: Vec<Cell> = texts.iter().map(|text| text.cell(at)).collect();
            // The label counts more than an attribute that is called so too.
            cells.retain(|cell| !matches!(cell.meaning, Meaning::Field(target) if target.table == table && target.field == "name"));
            let mut values = self.builder.values(table, &cells);
            values.extend(table.schema().field("name").map(|field| (field, Value::Text(label(node)))));
            if table == TableName::Actors {
                self.kind(&mut values, node, at);
            }
            self.builder.record(table, id.clone(), values, at);
            if table == TableName::Actors {
                for cell in &cells {
                    match cell.meaning {
                        Meaning::Field(target) if target == OFFERS => {
                            self.builder.terms(TableName::Offers, &id, cell)
                        }
                        Meaning::Field(target) if target == NEEDS => {
                            self.builder.terms(TableName::Needs, &id, cell)
                        }
                        _ => {}
                    }
                }
                self.builder.contact(&id, &cells, at);
            }
        }
        self.positions();
    }

    fn positions(&mut self) {
        let found = self.graph.nodes.iter().zip(&self.ids).filter_map(|(node, (_, id))| {
            let [x, y] = node.position.filter(|place| place.iter().all(|number| number.is_finite()))?;
            let pinned = node.attributes.iter().any(is_pinned);
            Some((id.clone(), Position { x, y, pinned }))
        });
        Arc::make_mut(&mut self.builder.network().positions).extend(found);
    }

    /// Which nodes are actors and which competencies.
    fn tables(&self) -> Vec<TableName> {
        let by_word = |node: &Node| {
            let word = text_of(&node.attributes, self.choices.kind.as_deref()?)?;
            self.choices.competencies.contains(&word).then_some(())
        };
        let of =
            |is_competency: bool| if is_competency { TableName::Competencies } else { TableName::Actors };
        if !self.choices.by_edges {
            return self.graph.nodes.iter().map(|node| of(by_word(node).is_some())).collect();
        }
        let mut targets = vec![false; self.graph.nodes.len()];
        for edge in &self.graph.edges {
            let is_pair = matches!(self.meaning(edge), Some(EdgeMeaning::Offer | EdgeMeaning::Need));
            if let Some(target) = targets.get_mut(edge.to).filter(|_| is_pair) {
                *target = true;
            }
        }
        if !targets.contains(&true) && self.is_in_two_parts() {
            for edge in &self.graph.edges {
                if let Some(target) = targets.get_mut(edge.to) {
                    *target = true;
                }
            }
        }
        targets.into_iter().map(of).collect()
    }

    /// Whether all edges lead from some nodes to others, to some of them from several.
    fn is_in_two_parts(&self) -> bool {
        let mut arrivals = vec![0_usize; self.graph.nodes.len()];
        let mut starts = vec![false; self.graph.nodes.len()];
        for edge in &self.graph.edges {
            if let (Some(arrivals), Some(start)) = (arrivals.get_mut(edge.to), starts.get_mut(edge.from)) {
                *arrivals += 1;
                *start = true;
            }
        }
        let parted = arrivals.iter().zip(&starts).all(|(arrivals, start)| *arrivals == 0 || !start);
        let several = |count: usize| count > 1;
        let is_plain = self.graph.edges.iter().all(|edge| edge.is_directed && self.meaning(edge).is_none());
        is_plain
            && parted
            && arrivals.iter().any(|arrivals| several(*arrivals))
            && several(arrivals.iter().filter(|arrivals| **arrivals > 0).count())
            && several(starts.iter().filter(|start| **start).count())
    }

    fn meaning(&self, edge: &Edge) -> Option<EdgeMeaning> {
        self.meanings.get(&relation_of(edge, self.choices.relation.as_deref())).copied()
    }

    /// What the word for its kind says of an actor beyond that it is one: what kind of actor, or its sector.
    fn kind(&mut self, values: &mut Values, node: &Node, at: Origin) {
        let Some(name) = &self.choices.kind else { return };
        let Some(word) = text_of(&node.attributes, name) else { return };
        let schema = TableName::Actors.schema();
        let has = |values: &Values, wanted: &str| values.iter().any(|(field, _)| field.name == wanted);
        if word.is_empty() || is_actor(&word) && fold::key(&word).starts_with("a") {
            return;
        }
        match (values::word(ActorKind::WORDS, &word), schema.field("kind"), schema.field("sector")) {
            (Some(kind), Some(field), _) if !has(values, "kind") => {
                values.push((field, Value::Word(Some(kind))))
            }
            (None, _, Some(field)) if !has(values, "sector") => {
                let cell = Cell {
                    meaning: Meaning::Ignore,
                    title: name,
                    text: &word,
                    separator: Separator::Nothing,
                    at,
                };
                let sector = self.builder.refer(TableName::Sectors, &cell, &word);
                values.extend(sector.map(|sector| (field, Value::Reference(Some(sector)))));
            }
            _ => {}
        }
    }

    fn edges(&mut self) {
        let (graph, places) = (self.graph, self.places);
        for (place, edge) in graph.edges.iter().enumerate() {
            let at = places(true, place);
            let (Some(from), Some(to)) = (self.ids.get(edge.from).cloned(), self.ids.get(edge.to).cloned())
            else {
                continue;
            };
            let word = relation_of(edge, self.choices.relation.as_deref());
            let meaning = self.meanings.get(&word).copied();
            let is_said = meaning.is_some();
            let (from, to, table) = match (from, to, meaning) {
                ((TableName::Actors, from), (TableName::Actors, to), Some(EdgeMeaning::Link(_)) | None)
                    if from != to =>
                {
                    (from, to, TableName::Links)
                }
                ((TableName::Actors, actor), (TableName::Competencies, term), meaning)
                | ((TableName::Competencies, term), (TableName::Actors, actor), meaning) => match meaning {
                    Some(EdgeMeaning::Need) => (actor, term, TableName::Needs),
                    Some(EdgeMeaning::Offer) | None => (actor, term, TableName::Offers),
                    Some(EdgeMeaning::Link(_) | EdgeMeaning::Nothing) => {
                        self.no_relation(&word, at);
                        continue;
                    }
                },
                _ => {
                    self.no_relation(&word, at);
                    continue;
                }
            };
            let texts = self.texts(table, &edge.attributes, at);
            let cells: Vec<Cell> = texts.iter().map(|text| text.cell(at)).collect();
            let schema = table.schema();
            let ends: Vec<_> = schema.fields.iter().filter(|field| field.required).collect();
            let mut values = self.builder.values(table, &cells);
            values.retain(|(field, _)| !field.required);
            values.extend(
                ends.into_iter().zip([from, to]).map(|(field, id)| (field, Value::Reference(Some(id)))),
            );
            if let (Some(EdgeMeaning::Link(kind)), Some(field)) = (meaning, schema.field("kind"))
                && !values.iter().any(|(known, _)| known.index == field.index)
            {
                values.push((field, Value::Word(Some(kind.word()))));
            }
            // A word that nobody knows is still worth reading.
            if let Some(field) = schema.field("note").filter(|_| !is_said && !word.is_empty())
                && !values.iter().any(|(known, _)| known.index == field.index)
            {
                values.push((field, Value::Text(word)));
            }
            let own = Some(edge.id.as_str()).filter(|id| !id.is_empty());
            let id = self.builder.reserve(table, own, at);
            self.builder.record(table, id, values, at);
        }
    }

    fn no_relation(&mut self, word: &str, at: Origin) {
        self.builder.problem(Grade::Warning, at, ProblemKind::NoRelation(start(word)));
    }

    /// The attributes that mean something. Of the others a note says so, once for each name.
    fn texts(&mut self, table: TableName, attributes: &'a Attributes, at: Origin) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        for (name, value) in attributes {
            let is_node = matches!(table, TableName::Actors | TableName::Competencies);
            let read = if is_node { &self.choices.kind } else { &self.choices.relation };
            if read.as_ref() == Some(name) || is_node && name == PINNED {
                continue;
            }
            let meaning = *self.names.entry((table, name)).or_insert_with(|| {
                let sure = |(_, certainty): &(Meaning, Certainty)| *certainty == Certainty::Named;
                named(name, Shape::Records(table))
                    .filter(sure)
                    .map_or(Meaning::Ignore, |(meaning, _)| meaning)
            });
            match meaning {
                Meaning::Field(_) | Meaning::Ids(_) => texts.push(Text { name, meaning, text: text(value) }),
                _ if self.left_out.insert(name) => {
                    self.builder.problem(Grade::Note, at, ProblemKind::ColumnLeftOut(start(name)));
                }
                _ => {}
            }
        }
        texts.retain(|text| !text.text.is_empty());
        texts
    }
}

/// An attribute as text.
struct Text<'a> {
    name: &'a str,
    meaning: Meaning,
    text: String,
}

impl Text<'_> {
    fn cell(&self, at: Origin) -> Cell<'_> {
        Cell { meaning: self.meaning, title: self.name, text: &self.text, separator: Separator::Bar, at }
    }
}

/// In one line; some programs break long labels to draw them.
fn label(node: &Node) -> String {
    let label = line(&node.label);
    if label.is_empty() { node.id.clone() } else { label }
}
