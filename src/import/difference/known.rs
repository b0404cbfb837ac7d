//! What records are known again by, apart from their ids.

use std::collections::HashMap;

use super::{Key, Reason, term_key};
use crate::model::{AnyTable, Content, Field, Id, LinkKind, Network, Record, TableName, Value, Word};

/// By what a record is known again, apart from its id.
#[derive(Clone)]
pub(super) struct Identity {
    /// All it requires: names folded, references by the ids of the present network and of newcomers.
    pub(super) base: Vec<Part>,
    /// What tells records of one base apart: the place of an actor, the kind of a link, a title that is not required.
    pub(super) extra: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Part {
    Id(Id),
    Text(String),
}

/// Whether the file says this field of a record, see the head of this module.
pub(super) fn is_said(record: &dyn Record, field: &Field) -> bool {
    match record.get(field) {
        Value::Word(Some(word)) => {
            field.usual != Some(word) || record.meta().changed.contains_key(field.name)
        }
        value => !value.is_empty(),
    }
}

/// `lead` says where a reference leads.
pub(super) fn identity(
    record: &dyn Record,
    lead: &mut dyn FnMut(TableName, &Id) -> Result<Id, Reason>,
) -> Result<Identity, Reason> {
    let table = record.table();
    let schema = table.schema();
    let mut base = Vec::new();
    for field in schema.fields.iter().filter(|field| field.required) {
        if let [text] = record.texts(field) {
            let key = term_key(text);
            if key.is_empty() {
                return Err(Reason::Nameless);
            }
            base.push(Part::Text(key));
            continue;
        }
        match (field.content, record.get(field)) {
            (Content::Reference(to), Value::Reference(Some(id))) => base.push(Part::Id(lead(to, &id)?)),
            (_, Value::Day(Some(day))) => base.push(Part::Text(day.as_str().to_owned())),
            _ => {}
        }
    }
    let text = |field| record.texts(field).first().map(|text| term_key(text)).unwrap_or_default();
    let named = |name: &str| schema.field(name).map(text).unwrap_or_default();
    let extra = match table {
        TableName::Actors => named("place"),
        TableName::Links => {
            let kind = schema.field("kind").filter(|kind| is_said(record, kind)).map(|kind| record.get(kind));
            let kind = match kind {
                Some(Value::Word(Some(word))) => word,
                _ => "",
            };
            // Who knows whom is the same from both sides, who introduced whom is not.
            let is_mutual = kind != LinkKind::Introduced.word();
            let from = base.first().filter(|_| !is_mutual).cloned();
            base.sort();
            match from {
                Some(Part::Id(from)) => format!("{kind} {from}"),
                _ => kind.to_owned(),
            }
        }
        _ => match schema.title {
            Some(title) if schema.field(title).is_some_and(|title| !title.required) => {
                let lines = schema.fields.iter().filter(|field| field.content == Content::Line);
                let first = std::iter::once(named(title)).chain(lines.map(text));
                first.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
            }
            _ => String::new(),
        },
    };
    Ok(Identity { base, extra })
}

/// How well a record fits, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    Id,
    Whole,
    /// One of the two does not say what would tell it apart.
    Partly,
}

/// The present records of one kind, by what they are known by.
pub(super) struct Known<'a> {
    pub(super) table: &'a dyn AnyTable,
    by_base: HashMap<Vec<Part>, Vec<(String, usize)>>,
    /// Other words and signs for a record.
    by_synonym: HashMap<String, Vec<usize>>,
    /// Whether what tells records apart counts.
    counts_extra: bool,
}

impl<'a> Known<'a> {
    pub(super) fn new(present: &'a Network, table: TableName, key: Key) -> Self {
        let rows = present.table(table);
        let mut by_base: HashMap<Vec<Part>, Vec<(String, usize)>> = HashMap::new();
        let mut by_synonym: HashMap<String, Vec<usize>> = HashMap::new();
        let synonyms = match table {
            TableName::Sectors => table.schema().field("symbol"),
            TableName::Competencies => table.schema().field("also"),
            _ => None,
        };
        for (place, record) in rows.records().enumerate() {
            if let Ok(identity) = identity_of_present(record) {
                by_base.entry(identity.base).or_default().push((identity.extra, place));
            }
            for text in synonyms.map(|field| record.texts(field)).unwrap_or_default() {
                let places = by_synonym.entry(term_key(text)).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        let counts_extra = table != TableName::Actors || key == Key::NameAndPlace;
        Self { table: rows, by_base, by_synonym, counts_extra }
    }

    /// The places of the records that fit best.
    pub(super) fn fitting(&self, identity: &Identity) -> (Fit, Vec<usize>) {
        let all = self.by_base.get(&identity.base).map(Vec::as_slice).unwrap_or_default();
        let having = |extra: &str| -> Vec<usize> {
            all.iter().filter(|(other, _)| other == extra).map(|(_, place)| *place).collect()
        };
        let every = || all.iter().map(|(_, place)| *place).collect();
        let (fit, mut places) = match self.counts_extra {
            false => (Fit::Whole, every()),
            true => match having(&identity.extra) {
                whole if !whole.is_empty() => (Fit::Whole, whole),
                _ if identity.extra.is_empty() => (Fit::Partly, every()),
                _ => (Fit::Partly, having("")),
            },
        };
        if places.is_empty()
            && let [Part::Text(name)] = &identity.base[..]
            && let Some(synonyms) = self.by_synonym.get(name)
        {
            places.clone_from(synonyms);
        }
        // What is over is meant only where nothing else can be.
        if places.len() > 1
            && let Some(closed) = self.table.schema().field("closed_on")
        {
            let is_open = |place: &&usize| self.table.at(**place).is_some_and(|it| it.get(closed).is_empty());
            let open: Vec<usize> = places.iter().filter(is_open).copied().collect();
            if !open.is_empty() {
                places = open;
            }
        }
        places.sort_unstable();
        (fit, places)
    }

    /// Lets a record be known as it will be called: others can mean it as that alone.
    pub(super) fn rename(&mut self, place: usize, identity: Identity) {
        let Some(Ok(before)) = self.table.at(place).map(identity_of_present) else { return };
        if let Some(places) = self.by_base.get_mut(&before.base) {
            places.retain(|(_, other)| *other != place);
        }
        let extra = if identity.extra.is_empty() { before.extra } else { identity.extra };
        self.by_base.entry(identity.base).or_default().push((extra, place));
    }

    pub(super) fn ids(&self, places: &[usize]) -> Vec<Id> {
        places.iter().filter_map(|place| Some(self.table.at(*place)?.id().clone())).collect()
    }
}

fn identity_of_present(record: &dyn Record) -> Result<Identity, Reason> {
    identity(record, &mut |_, id| Ok(id.clone()))
}
