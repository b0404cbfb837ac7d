//! What a file of another program has no room for. Said before it is written, so nothing here writes.

use std::collections::HashSet;

use super::{Format, Redacted, redact::unknown_fields};
use crate::model::{Id, Position, Record, TableName, Value};

/// Something that travels in a profile and does not stand in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// So many records of a kind.
    Records(TableName, usize),
    /// So many needs that were met.
    MetNeeds(usize),
    /// A field that is filled in so many of the records that are there.
    Field(TableName, &'static str, usize),
    /// So many places in the picture.
    Positions(usize),
    /// The times of changes, of so many records.
    Stamps(usize),
    Tombstones(usize),
    /// Fields of other programs, and values and records that could not be read.
    UnknownFields(usize),
}

/// What a format has room for.
#[derive(Clone, Copy)]
pub(super) enum Capacity {
    Everything,
    /// It is no copy of a network.
    Nothing,
    Part {
        holds: fn(TableName) -> Holding,
        /// A record means nothing without the records that it requires.
        needs_ends: bool,
        /// Needs that were met are left out.
        open_needs_only: bool,
        positions: bool,
    },
}

/// What a format has room for, of one kind of record.
pub(super) enum Holding {
    Records,
    /// These fields of the records.
    Fields(&'static [&'static str]),
    /// What a record is called, where another one refers to it.
    Name,
    Nothing,
}
use Holding::{Fields, Name, Nothing, Records};

pub(super) const NATIVE: Capacity = Capacity::Everything;
pub(super) const TEMPLATE: Capacity = Capacity::Nothing;

pub(super) const WORKBOOK: Capacity =
    Capacity::Part { holds: |_| Records, needs_ends: false, open_needs_only: false, positions: false };

/// One row for each actor.
pub(super) const ACTOR_LIST: Capacity = Capacity::Part {
    holds: |table| match table {
        TableName::Actors => Records,
        TableName::Offers | TableName::Needs => Fields(&["actor", "competency"]),
        TableName::Network => Fields(&[]),
        TableName::Competencies | TableName::Sectors => Name,
        _ => Nothing,
    },
    needs_ends: true,
    open_needs_only: true,
    positions: false,
};

/// Actors and competencies with what lies between them.
pub(super) const GRAPH: Capacity = Capacity::Part {
    holds: |table| match table {
        TableName::Network => Fields(&["title"]),
        other => graph(other),
    },
    needs_ends: true,
    open_needs_only: false,
    positions: true,
};

pub(super) const KUMU: Capacity = Capacity::Part {
    holds: |table| match table {
        TableName::Network => Fields(&[]),
        other => graph(other),
    },
    needs_ends: true,
    open_needs_only: false,
    positions: false,
};

fn graph(table: TableName) -> Holding {
    match table {
        TableName::Actors
        | TableName::Competencies
        | TableName::Offers
        | TableName::Needs
        | TableName::Links => Records,
        TableName::Sectors => Name,
        _ => Nothing,
    }
}

/// What schema.org and SKOS have words for.
pub(super) const LINKED_DATA: Capacity = Capacity::Part {
    holds: |table| match table {
        TableName::Network => Fields(&["title", "region", "language", "welcome"]),
        TableName::Sectors => Fields(&["name"]),
        TableName::Competencies => Records,
        TableName::Actors => {
            Fields(&["name", "kind", "sector", "status", "joined", "left", "about", "website", "place"])
        }
        TableName::Offers => Fields(&[
            "actor",
            "competency",
            "level",
            "forms",
            "conditions",
            "available_from",
            "evidence",
            "note",
            "since",
        ]),
        TableName::Needs => Fields(&["actor", "competency", "wanted_by", "note", "since", "closed_on"]),
        TableName::Topics => Fields(&["title", "question", "competencies"]),
        TableName::Meetings => {
            Fields(&["date", "start", "end", "title", "place", "host", "present", "guests"])
        }
        TableName::Groups => Fields(&["name", "purpose", "members"]),
        TableName::Links | TableName::Agreements | TableName::Contacts => Nothing,
    },
    needs_ends: true,
    open_needs_only: false,
    positions: false,
};

/// What would be lost if a network were written in a format, and nothing else kept of it. Kinds in the order of the
/// document.
pub fn losses(part: &Redacted, format: &Format) -> Vec<Loss> {
    let Some(Capacity::Part { holds, needs_ends, open_needs_only, positions }) = format.holds else {
        return Vec::new();
    };
    let is_met = |id: &Id| part.needs.get(id).is_some_and(|need| need.closed_on.is_some());
    let is_left_out =
        |record: &dyn Record| open_needs_only && record.table() == TableName::Needs && is_met(record.id());
    let lacks_an_end = |record: &dyn Record| {
        let is_missing = |table, id: &Id| part.get(table, id).is_none();
        record.table().schema().fields.iter().filter(|field| field.required).any(|field| {
            let value = record.get(field);
            value.without(field.content, &is_missing) != value
        })
    };
    let stands = |record: &dyn Record| !(is_left_out(record) || needs_ends && lacks_an_end(record));
    let holds_field = |table, name: &str| match holds(table) {
        Records => true,
        Fields(held) => held.contains(&name),
        Name | Nothing => false,
    };
    let is_record = |table: TableName| matches!(holds(table), Records | Fields(_));
    let standing = |table: TableName| {
        part.table(table).records().filter(move |record| is_record(table) && stands(*record))
    };

    let mut named: HashSet<(TableName, Id)> = HashSet::new();
    for table in TableName::ALL {
        for record in standing(*table) {
            for field in table.schema().fields.iter().filter(|field| holds_field(*table, field.name)) {
                record.get(field).references(field.content, &mut |to, id| {
                    named.insert((to, id.clone()));
                });
            }
        }
    }
    let mut losses = Vec::new();
    for table in TableName::ALL {
        let schema = table.schema();
        let is_named = |record: &&dyn Record| {
            matches!(holds(*table), Name) && named.contains(&(*table, record.id().clone()))
        };
        let there: Vec<&dyn Record> = if is_record(*table) {
            standing(*table).collect()
        } else {
            part.table(*table).records().filter(is_named).collect()
        };
        let met = part.table(*table).records().filter(|record| is_left_out(*record)).count();
        losses.extend((met > 0).then_some(Loss::MetNeeds(met)));
        let missing = part.table(*table).len() - there.len() - met;
        losses.extend((missing > 0).then_some(Loss::Records(*table, missing)));
        let is_lost = |name: &str| match holds(*table) {
            Name => schema.title != Some(name),
            _ => !holds_field(*table, name),
        };
        for field in schema.fields.iter().filter(|field| is_lost(field.name)) {
            let filled = there.iter().filter(|record| says_something(record.get(field), field.usual)).count();
            losses.extend((filled > 0).then_some(Loss::Field(*table, field.name, filled)));
        }
    }
    let records = || part.tables().flat_map(|table| table.records());
    let is_node = |id: &Id| part.actors.contains(id) || part.competencies.contains(id);
    let is_lost =
        |(id, at): &(&Id, &Position)| !positions || !is_node(id) || !at.x.is_finite() || !at.y.is_finite();
    let stamped = |record: &&dyn Record| !record.meta().changed.is_empty() || !record.meta().base.is_empty();
    let rest = [
        (part.positions.iter().filter(is_lost).count(), Loss::Positions as fn(usize) -> Loss),
        (records().filter(stamped).count(), Loss::Stamps),
        (part.removed.len(), Loss::Tombstones),
        (unknown_fields(part), Loss::UnknownFields),
    ];
    losses.extend(rest.into_iter().filter(|(count, _)| *count > 0).map(|(count, loss)| loss(count)));
    losses
}

/// A word that goes without saying says nothing.
fn says_something(value: Value, usual: Option<&'static str>) -> bool {
    !value.is_empty() && (usual.is_none() || value != Value::Word(usual))
}
