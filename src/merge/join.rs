//! Versions of one record become one: the latest of each decision wins, whichever side it is on.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashMap},
};

use serde_json::Value as Json;

use super::{sequence, side::SideRecord};
use crate::{
    exchange::value_text,
    model::{AnyRecord, Base, Content, Field, Id, Record, Stamp, TableSchema, Unknown, Value, element_name},
};

/// The fields that are one decision, for each of them, in the order of the table.
pub(super) fn decisions(schema: &'static TableSchema) -> Vec<Vec<&'static Field>> {
    let leads = schema.fields.iter().filter(|field| field.with.is_none());
    let with = |lead: &'static Field| schema.fields.iter().filter(move |it| it.with == Some(lead.name));
    leads.map(|lead| std::iter::once(lead).chain(with(lead)).collect()).collect()
}

/// How sure it is that somebody gave a field its value, and when: an earlier one gives way to a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Touched {
    /// Empty, or what it is when nothing is said.
    Never,
    /// Filled before there were stamps, or by another program.
    Once,
    At(Stamp),
}

pub(super) fn touched(record: &dyn Record, field: &Field) -> Touched {
    if let Some(stamp) = record.meta().changed.get(field.name) {
        return Touched::At(*stamp);
    }
    let says_nothing = |value: Value| value.is_empty() || value == Value::Word(field.usual);
    let is_unread = record.meta().unknown.contains_key(field.name);
    if says_nothing(record.get(field)) && !is_unread { Touched::Never } else { Touched::Once }
}

/// What decides which version of a decision wins: its stamps, latest first, so that whoever knew of a version comes after
/// it; of equal ones the greater text of the values, everywhere the same.
pub(super) fn compare(fields: &[&'static Field], one: &dyn Record, two: &dyn Record) -> Ordering {
    let stamps = |record: &dyn Record| {
        let mut stamps: Vec<Touched> = fields.iter().map(|field| touched(record, field)).collect();
        stamps.sort_by(|one, two| two.cmp(one));
        stamps
    };
    let texts = |record: &dyn Record| -> Vec<String> {
        let text = |field: &&'static Field| {
            let unread = record.meta().unknown.get(field.name).map(Json::to_string);
            value_text(field, &record.get(field)) + &unread.unwrap_or_default()
        };
        fields.iter().map(text).collect()
    };
    let by_stamp = stamps(one).cmp(&stamps(two));
    by_stamp.then_with(|| {
        let same = fields.iter().all(|field| touched(one, field) == touched(two, field));
        // The same stamps on other fields of a decision.
        let places = |record: &dyn Record| -> Vec<Touched> {
            fields.iter().map(|field| touched(record, field)).collect()
        };
        let by_place = if same { Ordering::Equal } else { places(one).cmp(&places(two)) };
        by_place.then_with(|| texts(one).cmp(&texts(two)))
    })
}

/// `None` where there is no version, or none has all that the record requires.
pub(super) fn record(versions: &[SideRecord]) -> Option<AnyRecord> {
    let (first, others) = versions.split_first()?;
    if others.iter().all(|other| is_same(first.record, other.record)) {
        return Some(first.record.to_any());
    }
    let mut joined = first.record.to_any();
    let record = joined.as_record_mut();
    record.meta_mut().changed.clear();
    record.meta_mut().base = Base::default();
    let schema = record.table().schema();
    let mut unread: Vec<(&'static Field, Option<Json>)> = Vec::new();
    for fields in decisions(schema) {
        if let [field] = fields[..]
            && field.content.elements_refer_to().is_some()
        {
            set(record, field, versions);
            continue;
        }
        // All from one side, also what that side leaves out: so it does not matter who is merged with whom first.
        let Some(winner) = ranked(&fields, versions).first().map(|winner| winner.record) else { continue };
        for field in fields {
            record.set(field, winner.get(field));
            if let Some(stamp) = winner.meta().changed.get(field.name) {
                record.meta_mut().changed.insert(field.name.to_owned(), *stamp);
            }
            unread.push((field, winner.meta().unknown.get(field.name).cloned()));
        }
    }
    for field in schema.fields {
        let final_stamp = record.meta().changed.get(field.name).copied();
        for version in versions {
            let (changed, base) = (&version.record.meta().changed, &version.record.meta().base);
            let known = base.get(field.name).into_iter().flatten().chain(changed.get(field.name)).copied();
            let known = known.filter(|stamp| Some(*stamp) != final_stamp);
            record.meta_mut().base.remember(field.name, &mut { known });
        }
    }
    let mut all = unknown(&versions.iter().map(|version| &version.record.meta().unknown).collect::<Vec<_>>());
    for (field, value) in unread {
        match value {
            Some(value) => all.insert(field.name.to_owned(), value),
            None => all.remove(field.name),
        };
    }
    record.meta_mut().unknown = all;
    Some(joined)
}

/// The versions, the one that wins a decision first. One that is as both sides began with it wins over none.
pub(super) fn ranked<'a>(fields: &[&'static Field], versions: &[SideRecord<'a>]) -> Vec<SideRecord<'a>> {
    let as_begun =
        |version: &SideRecord| version.base.is_some_and(|base| is_as(fields, version.record, base));
    let mut order = versions.to_vec();
    order.sort_by(|one, two| {
        as_begun(one).cmp(&as_begun(two)).then_with(|| compare(fields, two.record, one.record))
    });
    order
}

/// Whether two versions have the same values with the same stamps.
pub(super) fn is_as(fields: &[&'static Field], one: &dyn Record, two: &dyn Record) -> bool {
    compare(fields, one, two) == Ordering::Equal
}

fn is_same(one: &dyn Record, two: &dyn Record) -> bool {
    std::ptr::addr_eq(one, two)
        || one.meta() == two.meta()
            && one.table().schema().fields.iter().all(|field| one.get(field) == two.get(field))
}

/// Elements of a set come and go each by its own stamp. One without a stamp has been there since the beginning, or never.
fn set(record: &mut dyn Record, field: &'static Field, versions: &[SideRecord]) {
    let values: Vec<Value> = versions.iter().map(|version| version.record.get(field)).collect();
    let mut best = Best::new();
    let mut sequences: Vec<Vec<Id>> = Vec::new();
    for (version, value) in versions.iter().zip(&values) {
        let changed = &version.record.meta().changed;
        let mut sequence = Vec::new();
        for (id, row) in value.elements() {
            let stamp = changed.get(&element_name(field, id));
            let (element, content) = match row {
                Some(row) => (Value::Rows(vec![row.to_vec()]), field.content),
                None => (Value::References(vec![id.clone()]), field.content),
            };
            let text = value_text(&Field { content, ..*field }, &element);
            let found = (stamp.map_or(Touched::Once, |stamp| Touched::At(*stamp)), text, Some(element));
            keep_greater(&mut best, id, found);
            sequence.push(id.clone());
        }
        for (name, stamp) in changed {
            let id = name.strip_prefix(field.name).and_then(|name| name.strip_prefix('/'));
            let id = id.and_then(|id| Id::try_from(id.to_owned()).ok());
            if let Some(id) = id.filter(|id| !sequence.contains(id)) {
                keep_greater(&mut best, &id, (Touched::At(*stamp), String::new(), None));
            }
        }
        sequences.push(sequence);
    }
    for (id, (touched, ..)) in &best {
        if let Touched::At(stamp) = touched {
            record.meta_mut().changed.insert(element_name(field, id), *stamp);
        }
    }
    let stamps = versions.iter().filter_map(|version| version.record.meta().changed.get(field.name));
    if let Some(stamp) = stamps.max() {
        record.meta_mut().changed.insert(field.name.to_owned(), *stamp);
    }
    let made: HashMap<&Id, Stamp> = best
        .iter()
        .filter(|(_, (.., element))| element.is_some())
        .map(|(id, (touched, ..))| {
            (id, if let Touched::At(stamp) = touched { *stamp } else { Stamp::default() })
        })
        .collect();
    // What came at one time goes by id: whoever merged before may have put it in any order.
    let is_first = |id: &&Id| made.get(id) == Some(&Stamp::default());
    let sequences: Vec<Vec<&Id>> =
        sequences.iter().map(|ids| ids.iter().filter(is_first).collect()).collect();
    let sequence = sequence::merged(&sequences, &made);
    let elements = sequence.iter().filter_map(|id| best.get(id)?.2.clone());
    let value = match field.content {
        Content::References(_) => Value::References(sequence.clone()),
        _ => Value::Rows(
            elements
                .filter_map(|element| match element {
                    Value::Rows(rows) => rows.into_iter().next(),
                    _ => None,
                })
                .collect(),
        ),
    };
    record.set(field, value);
}

type Best = BTreeMap<Id, (Touched, String, Option<Value>)>;

fn keep_greater(best: &mut Best, id: &Id, found: (Touched, String, Option<Value>)) {
    let key = |it: &(Touched, String, Option<Value>)| (it.0, it.1.clone());
    if best.get(id).is_none_or(|known| key(known) < key(&found)) {
        best.insert(id.clone(), found);
    }
}

/// Fields of other programs, of which nobody says when they changed: what is there stays, and of two the greater.
pub(super) fn unknown(sides: &[&Unknown]) -> Unknown {
    let mut joined = Unknown::new();
    for (name, value) in sides.iter().flat_map(|side| side.iter()) {
        match joined.get_mut(name) {
            Some(there) => join_json(there, value),
            None => {
                joined.insert(name.clone(), value.clone());
            }
        }
    }
    joined
}

fn join_json(there: &mut Json, other: &Json) {
    if *there == *other {
        return;
    }
    match (there, other) {
        (Json::Object(there), Json::Object(other)) => *there = unknown(&[there, other]),
        (Json::Array(there), Json::Array(other)) => {
            let mut all: Vec<(String, Json)> =
                there.iter().chain(other).map(|value| (value.to_string(), value.clone())).collect();
            all.sort_by(|one, two| one.0.cmp(&two.0));
            all.dedup_by(|one, two| one.0 == two.0);
            *there = all.into_iter().map(|(_, value)| value).collect();
        }
        (there, other) => {
            let (text, other_text) = (there.to_string(), other.to_string());
            if text < other_text {
                *there = other.clone();
            }
        }
    }
}
