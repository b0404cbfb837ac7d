//! What the records of a file say that is not there yet.

use std::collections::HashMap;

use super::{
    By, Entry, FieldChange, Remark, State,
    known::is_said,
    recognise::{Recognition, Row, Target},
    references::{filled, led},
    term_key,
};
use crate::model::{AnyTable, Content, Field, Id, Record, TableName, Value};

pub(super) struct Comparison {
    pub(super) entries: Vec<Entry>,
    /// By the ids that new records have until they get their own: those in the file.
    pub(super) newcomers: HashMap<(TableName, Id), Id>,
}

pub(super) fn compare(recognition: &Recognition) -> Comparison {
    let mut comparison = Comparison { entries: Vec::new(), newcomers: HashMap::new() };
    for records in recognition.incoming.network.tables() {
        comparison.table(recognition, records);
    }
    comparison
}

impl Comparison {
    fn table(&mut self, recognition: &Recognition, records: &dyn AnyTable) {
        let table = records.schema().table;
        let fields = records.schema().fields;
        // Which fields the file speaks of at all: those have cells that can be empty.
        let mut is_spoken = vec![false; fields.len()];
        for record in records.records() {
            for field in fields {
                is_spoken[field.index] |= !is_spoken[field.index] && is_said(record, field);
            }
        }
        // There is always a title page, but hardly a file speaks of it.
        if table == TableName::Network && !is_spoken.contains(&true) {
            return;
        }
        let rows = &recognition.rows[table as usize];
        let mut rows_left: HashMap<&Id, usize> = HashMap::new();
        for row in rows {
            if let Target::Present(id, _) | Target::New(id) = &row.target {
                *rows_left.entry(id).or_default() += 1;
            }
        }
        let mut standings: HashMap<&Id, Standing> = HashMap::new();
        for (record, Row { target, question, is_decided }) in records.records().zip(rows) {
            let at = self.entries.len();
            let mut entry = Entry {
                table,
                id: record.id().clone(),
                origin: recognition.incoming.origins.get(&(table, record.id().clone())).copied(),
                state: State::PutAside,
                record: None,
                by: None,
                fields: Vec::new(),
                joins: None,
                question: question.clone(),
                is_decided: *is_decided,
                reason: None,
                remarks: Vec::new(),
            };
            let id = match target {
                Target::Aside(reason, _) => {
                    entry.reason = Some(reason.clone());
                    self.entries.push(entry);
                    continue;
                }
                Target::Present(id, by) => {
                    entry.by = Some(*by);
                    id
                }
                Target::New(id) => id,
            };
            entry.record = Some(id.clone());
            let present = recognition.present.get(table, id).filter(|_| entry.by.is_some());
            let mut standing = standings.remove(id).unwrap_or_else(|| Standing::new(at, present, fields));
            entry.joins = (standing.first != at).then_some(standing.first);
            let is_new = entry.by.is_none() && entry.joins.is_none();
            if is_new {
                self.newcomers.insert((table, id.clone()), record.id().clone());
            }
            let is_silent = recognition.silent.contains(&(table, record.id().clone()));
            for field in fields.iter().filter(|_| !is_silent) {
                if is_said(record, field) {
                    standing.take(recognition, record, field, at, &mut entry);
                } else if is_spoken[field.index] && entry.by.is_some() && !field.required {
                    let old = standing.values[field.index].clone();
                    // What goes without saying is not kept from anything.
                    if !old.is_empty() && old != Value::Word(field.usual) {
                        let new = Value::empty(field.content);
                        entry.fields.push(FieldChange { field, old, new, kept: true });
                    }
                }
            }
            entry.state = match entry.fields.iter().any(|change| !change.kept) {
                _ if is_new => State::New,
                true => State::Changed,
                false if entry.fields.is_empty() => State::Same,
                false => State::Kept,
            };
            let left = rows_left.entry(id).or_default();
            *left = left.saturating_sub(1);
            if *left > 0 {
                standings.insert(id, standing);
            }
            self.entries.push(entry);
        }
    }
}

/// What stands in a record after some rows.
struct Standing {
    /// The entry of the first row, by place.
    first: usize,
    values: Vec<Value>,
    /// For each field the entry that said it.
    said: Vec<Option<usize>>,
}

impl Standing {
    fn new(first: usize, present: Option<&dyn Record>, fields: &'static [Field]) -> Self {
        let value = |field: &'static Field| match present {
            Some(record) => record.get(field),
            None if field.usual.is_some() => Value::Word(field.usual),
            None => Value::empty(field.content),
        };
        Self { first, values: fields.iter().map(value).collect(), said: vec![None; fields.len()] }
    }

    /// Takes what a record of the file, which becomes the entry at a place, says in a field.
    fn take(
        &mut self,
        recognition: &Recognition,
        record: &dyn Record,
        field: &'static Field,
        at: usize,
        entry: &mut Entry,
    ) {
        let value = led_by(recognition, record, field, entry);
        let old = &self.values[field.index];
        if value.is_empty() {
            return;
        }
        if entry.by != Some(By::Id) && names_the_same(entry.table, field, old, &value) {
            self.said[field.index].get_or_insert(at);
            return;
        }
        let earlier = self.said[field.index];
        let new = filled(field.content, old, value.clone(), earlier.is_some());
        if let Some(earlier) = earlier
            && filled(field.content, &new, value, false) != new
        {
            entry.remarks.push(Remark::Differs { field, earlier });
        }
        self.said[field.index].get_or_insert(at);
        if new == *old {
            return;
        }
        // The network is called as it is called.
        let kept = entry.table == TableName::Network && !old.is_empty();
        let old =
            if kept { old.clone() } else { std::mem::replace(&mut self.values[field.index], new.clone()) };
        entry.fields.push(FieldChange { field, old, new, kept });
    }
}

/// What a record of the file says in a field, with references to where they lead; what leads nowhere is noted.
fn led_by(recognition: &Recognition, record: &dyn Record, field: &'static Field, entry: &mut Entry) -> Value {
    let Entry { table, record: own, remarks, .. } = entry;
    led(&record.get(field), field.content, &mut |to, id| {
        let found = recognition.lead(to, id).ok();
        // Nothing is broader than itself, and nobody brings himself in.
        let found = found.filter(|found| field.required || to != *table || own.as_ref() != Some(found));
        if found.is_none() {
            let left_out = Remark::LeftOut { field, table: to, id: id.clone() };
            if !remarks.contains(&left_out) {
                remarks.push(left_out);
            }
        }
        found
    })
}

/// Whether a value says again by what a record was recognised. How it is spelt there stays.
fn names_the_same(table: TableName, field: &Field, old: &Value, new: &Value) -> bool {
    if old.is_empty() {
        return false;
    }
    let is_term = matches!(table, TableName::Sectors | TableName::Competencies);
    if field.required && (is_term || matches!(field.content, Content::Reference(_))) {
        return true;
    }
    let is_title = field.required || table.schema().title == Some(field.name);
    let is_place = table == TableName::Actors && field.name == "place";
    match (old, new) {
        (Value::Text(old), Value::Text(new)) if is_title || is_place => term_key(old) == term_key(new),
        _ => false,
    }
}
