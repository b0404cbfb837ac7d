//! What is odd about a network that could be read.

use std::collections::HashMap;

use super::JsonKind;
use crate::model::{Content, Id, Network, Record, TableName, Value};

/// Something odd about one place of a document, which is otherwise usable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportWarning {
    /// Where in the document, for example `actors[3].kind`; lists count from 0.
    pub place: String,
    /// What people call the record there: its name or title, else its id.
    pub record: Option<String>,
    pub kind: WarningKind,
}

/// What is odd. Values found are JSON, shortened to 80 characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// Everything is shown as far as it is understood; saving would lose what is new.
    NewerVersion {
        found: u64,
        known: u64,
    },
    /// The section should be a list of records. Kept aside.
    NotAList {
        found: JsonKind,
    },
    /// A record should be here. Kept aside.
    NotAnObject {
        found: JsonKind,
    },
    /// The record means nothing without this field. Kept aside.
    FieldMissing {
        field: &'static str,
    },
    /// The network itself has no id and was given one.
    IdMissing {
        given: Id,
    },
    /// The value is of the wrong kind. The field counts as empty; the value is kept.
    Misread {
        found: String,
    },
    /// The element of a list is of the wrong kind. The others are read; this one is kept.
    ElementMisread {
        found: String,
    },
    /// One object has two fields of this name. The last one counts; the other is kept under another name, or the two
    /// lists are one.
    DoubledName {
        kept_as: Option<String>,
    },
    /// Half of a character (of a surrogate pair) stood in this text; the sign for an unknown character replaces it.
    HalfCharacter,
    /// There is no room for this value; it is lost when the document is saved.
    NotKept {
        found: String,
    },
    /// An earlier record of the table has the same id.
    DuplicateId {
        id: Id,
        kept_as: Id,
    },
    /// A record of another table has the same id, so the two share one place in the picture.
    SharedId {
        id: Id,
        table: TableName,
    },
    /// Points to a record that is not there.
    Dangling {
        to: Id,
        table: TableName,
    },
    NotADay {
        found: String,
    },
    /// Levels are 1, 2 and 3.
    LevelOutOfRange {
        level: u32,
    },
    /// Going from broader term to broader term leads back here.
    BroaderCycle {
        terms: usize,
    },
    /// The same actor already offers the same competency there.
    DoubledOffer {
        first: String,
    },
    /// A position that is no number.
    NotFinite,
}

/// Where the records of each table stood in the file, by their place in the table.
pub(super) type Sources = Vec<(TableName, Vec<usize>)>;

/// What is odd about a network: references to nothing, impossible days and levels, circles, doubles.
pub fn check(network: &Network) -> Vec<ImportWarning> {
    check_with(network, &Sources::new())
}

pub(super) fn check_with(network: &Network, sources: &Sources) -> Vec<ImportWarning> {
    let mut checker = Checker { network, sources, warnings: Vec::new() };
    checker.references_and_days();
    checker.shared_ids();
    checker.circles();
    checker.doubled_offers();
    checker.positions();
    checker.warnings
}

/// Where a record of the network stood in the file.
fn place(sources: &Sources, table: TableName, index: usize) -> String {
    let of_table = sources.iter().find(|(of, _)| *of == table);
    let source = of_table.and_then(|(_, places)| places.get(index)).unwrap_or(&index);
    let section = table.schema().section;
    if table == TableName::Network { section.to_owned() } else { format!("{section}[{source}]") }
}

struct Checker<'a> {
    network: &'a Network,
    sources: &'a Sources,
    warnings: Vec<ImportWarning>,
}

/// One record while it is checked.
struct Spot<'a> {
    sources: &'a Sources,
    record: &'a dyn Record,
    index: usize,
    warnings: &'a mut Vec<ImportWarning>,
}

impl Spot<'_> {
    fn report(&mut self, field: &str, kind: WarningKind) {
        let place = format!("{}.{field}", place(self.sources, self.record.table(), self.index));
        self.warnings.push(ImportWarning { place, record: Some(label(self.record)), kind });
    }

    /// What is odd about the content of a field, at any depth.
    fn value(&mut self, network: &Network, path: &str, content: Content, value: &Value) {
        match (content, value) {
            (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
                for (field, value) in rows.iter().flat_map(|row| fields.iter().zip(row)) {
                    self.value(network, &format!("{path}.{}", field.name), field.content, value);
                }
            }
            (_, Value::Day(Some(day))) if day.parts().is_none() => {
                let found = day.as_str().chars().take(80).collect();
                self.report(path, WarningKind::NotADay { found });
            }
            (Content::Level, Value::Number(Some(level))) if !(1..=3).contains(level) => {
                self.report(path, WarningKind::LevelOutOfRange { level: *level });
            }
            _ => value.references(content, &mut |table, id| {
                if network.get(table, id).is_none() {
                    self.report(path, WarningKind::Dangling { to: id.clone(), table });
                }
            }),
        }
    }
}

/// What people call a record that stands in a file: its title, else its id.
fn label(record: &dyn Record) -> String {
    let schema = record.table().schema();
    match schema.title.and_then(|title| schema.field(title)).map(|field| record.get(field)) {
        Some(Value::Text(text)) if !text.is_empty() => text,
        _ => record.id().to_string(),
    }
}

impl<'a> Checker<'a> {
    fn place(&self, table: TableName, index: usize) -> String {
        place(self.sources, table, index)
    }

    fn references_and_days(&mut self) {
        let (network, sources) = (self.network, self.sources);
        for table in network.tables() {
            for (index, record) in table.records().enumerate() {
                let mut spot = Spot { sources, record, index, warnings: &mut self.warnings };
                for field in table.schema().fields {
                    spot.value(network, field.name, field.content, &record.get(field));
                }
            }
        }
    }

    fn shared_ids(&mut self) {
        let (network, sources) = (self.network, self.sources);
        let table = TableName::Competencies;
        for (index, actor) in network.actors.iter().enumerate() {
            if network.competencies.contains(&actor.id) {
                let mut spot = Spot { sources, record: &**actor, index, warnings: &mut self.warnings };
                spot.report("id", WarningKind::SharedId { id: actor.id.clone(), table });
            }
        }
    }

    /// Walks up from every term once; a walk that meets itself has found a circle.
    fn circles(&mut self) {
        let network = self.network;
        let mut walk_of: HashMap<&Id, usize> = HashMap::new();
        for (walk, start) in network.competencies.iter().enumerate() {
            let mut path = Vec::new();
            let mut next = Some(start);
            while let Some(term) = next.filter(|term| !walk_of.contains_key(&term.id)) {
                walk_of.insert(&term.id, walk);
                path.push(&term.id);
                next = term.broader.as_ref().and_then(|id| network.competencies.get(id));
            }
            let Some(again) = next.filter(|term| walk_of.get(&term.id) == Some(&walk)) else { continue };
            let terms = path.iter().rev().position(|id| **id == again.id).map_or(0, |steps| steps + 1);
            let index = network.competencies.index_of(&again.id).unwrap_or_default();
            self.warnings.push(ImportWarning {
                place: format!("{}.broader", self.place(TableName::Competencies, index)),
                record: Some(again.name.clone()),
                kind: WarningKind::BroaderCycle { terms },
            });
        }
    }

    fn doubled_offers(&mut self) {
        let mut seen: HashMap<(&Id, &Id), usize> = HashMap::new();
        for (index, offer) in self.network.offers.iter().enumerate() {
            let first = *seen.entry((&offer.actor, &offer.competency)).or_insert(index);
            if first != index {
                self.warnings.push(ImportWarning {
                    place: self.place(TableName::Offers, index),
                    record: Some(offer.id.to_string()),
                    kind: WarningKind::DoubledOffer { first: self.place(TableName::Offers, first) },
                });
            }
        }
    }

    fn positions(&mut self) {
        for (id, position) in self.network.positions.iter() {
            let there = self.network.actors.contains(id) || self.network.competencies.contains(id);
            let kind = if !position.x.is_finite() || !position.y.is_finite() {
                WarningKind::NotFinite
            } else if !there {
                WarningKind::Dangling { to: id.clone(), table: TableName::Actors }
            } else {
                continue;
            };
            self.warnings.push(ImportWarning { place: format!("positions.{id}"), record: None, kind });
        }
    }
}
