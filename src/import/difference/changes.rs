//! The changes by which what a file says comes in.

use std::collections::{HashMap, HashSet};

use super::{Difference, Entry, State, references::led};
use crate::model::{Change, Field, Id, Position, TableName, Value};

impl Difference {
    /// The changes of one step, in an order in which nothing refers to what is not there yet. A new record keeps the id
    /// of the file where ids mean something beyond it and nothing else has it, and gets one of `new_id` else.
    pub fn changes(&self, mut new_id: impl FnMut() -> Id) -> Vec<Change> {
        let mut ids: HashMap<(TableName, &Id), Id> = HashMap::new();
        for (entry, id) in self.taken().filter(|(entry, _)| entry.state == State::New) {
            ids.insert(
                (entry.table, id),
                if self.keeps_id.contains(&(entry.table, id.clone())) { id.clone() } else { new_id() },
            );
        }
        let own = |table: TableName, id: &Id| ids.get(&(table, id)).unwrap_or(id).clone();
        let mut awaited: HashSet<(TableName, &Id)> = ids.keys().copied().collect();
        // What leads to a record that comes later is filled in when all are there, and so is what follows on that.
        let mut put_off: HashSet<(TableName, &Id, usize)> = HashSet::new();
        let (mut changes, mut completed) = (Vec::new(), Vec::new());
        for (entry, id) in self.taken() {
            let table = entry.table;
            awaited.remove(&(table, id));
            let (mut now, mut later): (Vec<(&'static Field, Value)>, Vec<_>) = Default::default();
            for change in entry.fields.iter().filter(|change| !change.kept) {
                let field = change.field;
                let mut waits = put_off.contains(&(table, id, field.index));
                change
                    .new
                    .references(field.content, &mut |table, id| waits |= awaited.contains(&(table, id)));
                if waits {
                    put_off.insert((table, id, field.index));
                }
                let value = led(&change.new, field.content, &mut |table, id| Some(own(table, id)));
                if waits { &mut later } else { &mut now }.push((field, value));
            }
            for (fields, changes) in [(now, &mut changes), (later, &mut completed)] {
                if !fields.is_empty() {
                    changes.push(Change::Set { table, id: own(table, id), fields });
                }
            }
        }
        changes.extend(completed);
        changes.extend(
            self.places()
                .map(|(table, id, position)| Change::Place { id: own(table, id), position: Some(position) }),
        );
        changes
    }

    /// The entries that are taken, with their records.
    fn taken(&self) -> impl Iterator<Item = (&Entry, &Id)> {
        self.entries.iter().filter_map(|entry| Some((entry, entry.record.as_ref()?)))
    }

    /// Where the file puts what has no place yet.
    pub(super) fn places(&self) -> impl Iterator<Item = (TableName, &Id, Position)> {
        let nodes = self.taken().filter(|(entry, _)| {
            matches!(entry.table, TableName::Actors | TableName::Competencies) && entry.joins.is_none()
        });
        nodes.filter_map(|(entry, id)| {
            let position = *self.incoming.positions.get(&entry.id)?;
            let has_place = entry.by.is_some() && self.present.positions.contains_key(id);
            let is_somewhere = position.x.is_finite() && position.y.is_finite();
            (!has_place && is_somewhere).then_some((entry.table, id, position))
        })
    }
}
