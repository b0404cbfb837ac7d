//! A network as a graph: actors and competencies, and offers, needs and links between them.

use std::collections::HashMap;

use gosmart_formats::graph::{Attributes, Edge, Node, PropertyGraph, Value as Attribute};

use crate::{
    exchange::Redacted,
    i18n::{Language, capitalised, records, words},
    model::{Content, Field, Id, Link, LinkKind, Record, TableName, Value, Word},
    scene::Theme,
};

/// For programs that analyse. Attributes and their words are called as in the document, whatever the language: filters,
/// styles and scripts that were made for one file fit the next. Nodes have a `type`, edges a `relation`, because a type
/// of an edge means its direction to some programs; that of a link is its kind. All edges are directed: networkx refuses a
/// graph that has both.
pub fn graph(part: &Redacted) -> PropertyGraph {
    Builder::new(part, Reader::Program).graph()
}

/// For Kumu, where people read the attributes. `Type`, `Description` and `Tags` are what Kumu calls them in every
/// language; ids have neither `_` nor `.`, at which its search fails.
pub fn kumu(part: &Redacted, language: Language) -> PropertyGraph {
    Builder::new(part, Reader::Kumu(language)).graph()
}

/// Whom the names of attributes are for.
#[derive(Clone, Copy)]
enum Reader {
    Program,
    Kumu(Language),
}

struct Builder<'a> {
    part: &'a Redacted,
    reader: Reader,
    nodes: Vec<Node>,
    places: HashMap<(TableName, Id), usize>,
    ids: Ids,
}

impl<'a> Builder<'a> {
    fn new(part: &'a Redacted, reader: Reader) -> Self {
        Self { part, reader, nodes: Vec::new(), places: HashMap::new(), ids: Ids::default() }
    }

    fn graph(mut self) -> PropertyGraph {
        for table in [TableName::Actors, TableName::Competencies] {
            for record in self.part.table(table).records() {
                let node = self.node(record);
                self.places.insert((table, record.id().clone()), self.nodes.len());
                self.nodes.push(node);
            }
        }
        // Only for Kumu nodes and edges share their ids.
        if matches!(self.reader, Reader::Program) {
            self.ids = Ids::default();
        }
        let mut edges = Vec::new();
        for table in [TableName::Offers, TableName::Needs, TableName::Links] {
            for record in self.part.table(table).records() {
                edges.extend(self.edge(record));
            }
        }
        PropertyGraph { title: self.part.about.title.clone(), nodes: self.nodes, edges }
    }

    fn node(&mut self, record: &dyn Record) -> Node {
        let (table, id) = (record.table(), record.id());
        let mut attributes = vec![match self.reader {
            Reader::Program => text("type", table.schema().kind),
            Reader::Kumu(language) => text("Type", &capitalised(records::one(language, table))),
        }];
        attributes.extend(self.attributes(record));
        let at = self.part.positions.get(id).filter(|at| at.x.is_finite() && at.y.is_finite());
        if let (Reader::Program, Some(at)) = (self.reader, at)
            && at.pinned
        {
            attributes.push(("pinned".to_owned(), Attribute::Truth(true)));
        }
        let theme = Theme::light();
        let sector = self.part.actors.get(id).and_then(|actor| actor.sector.as_ref());
        let colors = match table {
            TableName::Actors => sector
                .and_then(|sector| self.part.sector_color(sector))
                .map_or(theme.no_sector, |place| theme.palette(place)),
            _ => theme.competency,
        };
        Node {
            id: self.id(id),
            label: self.part.name_of(table, id),
            attributes,
            position: at.map(|at| [at.x, at.y]),
            color: Some([colors.fill.red, colors.fill.green, colors.fill.blue]),
        }
    }

    /// `None` where an end is not there.
    fn edge(&mut self, record: &dyn Record) -> Option<Edge> {
        let table = record.table();
        let mut ends = table.schema().fields.iter().filter(|field| field.required).map(|field| {
            let mut place = None;
            record.get(field).references(field.content, &mut |to, id| {
                place = self.places.get(&(to, id.clone())).copied();
            });
            place
        });
        let (from, to) = (ends.next()??, ends.next()??);
        drop(ends);
        let link = self.part.links.get(record.id()).filter(|_| table == TableName::Links);
        let mut attributes = vec![match self.reader {
            Reader::Program => text("relation", link.map_or(table.schema().kind, |link| link.kind.word())),
            Reader::Kumu(language) => text("Type", verb(language, table, link)),
        }];
        attributes.extend(self.attributes(record));
        Some(Edge {
            id: self.id(record.id()),
            from,
            to,
            is_directed: match (self.reader, link) {
                (Reader::Kumu(_), Some(link)) => link.kind == LinkKind::Introduced,
                _ => true,
            },
            label: String::new(),
            attributes,
        })
    }

    fn id(&mut self, id: &Id) -> String {
        match self.reader {
            Reader::Program => self.ids.unique(id.as_str()),
            Reader::Kumu(_) => self.ids.unique(&id.as_str().replace(['_', '.'], "-")),
        }
    }

    /// All filled fields but the name and the ends.
    fn attributes(&self, record: &dyn Record) -> Attributes {
        let schema = record.table().schema();
        let is_said_already =
            |field: &Field| field.required || (record.table(), field.name) == (TableName::Links, "kind");
        let fields = schema.fields.iter().filter(|field| !is_said_already(field));
        fields
            .filter_map(|field| {
                let attribute = self.attribute(field.content, record.get(field))?;
                Some((self.name(record.table(), field), attribute))
            })
            .collect()
    }

    fn name(&self, table: TableName, field: &Field) -> String {
        let Reader::Kumu(language) = self.reader else { return field.name.to_owned() };
        match (table, field.name) {
            (TableName::Actors, "about")
            | (TableName::Competencies, "description")
            | (TableName::Offers | TableName::Needs | TableName::Links, "note") => "Description".to_owned(),
            (TableName::Competencies, "also") => "Tags".to_owned(),
            _ => records::label(language, table, field.name).to_owned(),
        }
    }

    fn attribute(&self, content: Content, value: Value) -> Option<Attribute> {
        let word = |word: &'static str| match (self.reader, content) {
            (Reader::Kumu(language), Content::Word(words) | Content::Words(words)) => {
                records::word_of(language, words, word).unwrap_or(word)
            }
            _ => word,
        };
        let name = |to: TableName, id: &Id| {
            let name = self.part.name_of(to, id);
            if name.is_empty() { id.to_string() } else { name }
        };
        if value.is_empty() {
            return None;
        }
        Some(match (content, value) {
            (_, Value::Text(text)) => Attribute::Text(text),
            (_, Value::Texts(texts)) => Attribute::List(texts),
            (_, Value::Day(day)) => Attribute::Text(day?.to_string()),
            (Content::Level, Value::Number(Some(level))) => match (self.reader, u8::try_from(level)) {
                (Reader::Kumu(language), Ok(level)) => Attribute::Text(words::level(language, level)),
                _ => Attribute::Number(level.into()),
            },
            (_, Value::Number(number)) => Attribute::Number(number?.into()),
            (_, Value::Word(chosen)) => Attribute::Text(word(chosen?).to_owned()),
            (_, Value::Words(chosen)) => {
                Attribute::List(chosen.into_iter().map(|it| word(it).to_owned()).collect())
            }
            (Content::Reference(to), Value::Reference(id)) => Attribute::Text(name(to, &id?)),
            (Content::References(to), Value::References(ids)) => {
                Attribute::List(ids.iter().map(|id| name(to, id)).collect())
            }
            // None of these kinds has rows within.
            _ => return None,
        })
    }
}

fn text(name: &str, text: &str) -> (String, Attribute) {
    (name.to_owned(), Attribute::Text(text.to_owned()))
}

/// What stands between the two ends, read from the first to the second.
fn verb(language: Language, table: TableName, link: Option<&std::sync::Arc<Link>>) -> &'static str {
    let texts = language.texts().words();
    match (table, link) {
        (_, Some(link)) => words::link_kind(language, link.kind),
        (TableName::Offers, _) => texts.offers_verb,
        _ => texts.looks_for_verb,
    }
}

/// Ids that are given once, each with the number that the next one like it tries first.
#[derive(Default)]
struct Ids(HashMap<String, usize>);

impl Ids {
    fn unique(&mut self, wish: &str) -> String {
        let mut number = self.0.get(wish).copied().unwrap_or(1);
        let mut id = wish.to_owned();
        while self.0.contains_key(&id) {
            number += 1;
            id = format!("{wish}-{number}");
        }
        self.0.insert(wish.to_owned(), number);
        self.0.entry(id.clone()).or_insert(1);
        id
    }
}
