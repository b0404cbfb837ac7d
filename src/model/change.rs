//! What can happen to a network, and how it is taken back.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::{
    AnyRecord, Field, Id, Network, Position, Record, RecordType, Stamp, TableName, Tombstone, Value,
    network::latest, record::Meta,
};

/// One change. Undoing and redoing are changes too.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// New values for fields of a record. Makes the record where there is none and all it requires is given.
    Set { table: TableName, id: Id, fields: Vec<(&'static Field, Value)> },
    /// Takes away a record, what means nothing without it, and every reference to either.
    Remove { table: TableName, id: Id },
    /// Takes back that a record was added: it alone goes, and what pointed to nothing before does so again.
    Withdraw { table: TableName, id: Id },
    /// Puts a whole record where it stood before, or in place of the one that is there.
    Restore { index: usize, record: AnyRecord },
    /// Where a node stands; `None` for wherever the layout likes.
    Place { id: Id, position: Option<Position> },
    /// Another network takes the place of this one, stamps and tombstones with it.
    Replace(Arc<Network>),
}

impl Change {
    /// A record that was not there before.
    pub fn add(record: &dyn Record) -> Self {
        let fields = record.table().schema().fields.iter().filter_map(|field| {
            let value = record.get(field);
            (field.required || !value.is_empty()).then_some((field, value))
        });
        Self::Set { table: record.table(), id: record.id().clone(), fields: fields.collect() }
    }

    /// What makes `before` into `after`; both are of one kind and have one id.
    pub fn between(before: &dyn Record, after: &dyn Record) -> Self {
        let fields = before.table().schema().fields.iter().filter_map(|field| {
            let value = after.get(field);
            (before.get(field) != value).then_some((field, value))
        });
        Self::Set { table: before.table(), id: before.id().clone(), fields: fields.collect() }
    }

    /// What `change` does to a record.
    pub fn of<T: RecordType>(record: &T, change: impl FnOnce(&mut T)) -> Self {
        let mut after = record.clone();
        change(&mut after);
        Self::between(record, &after)
    }
}

/// What a removal takes along.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// How many records of each kind go too.
    pub removed: BTreeMap<TableName, usize>,
    /// Records that stay and no longer point here.
    pub loosened: usize,
}

impl Network {
    /// Makes a change and returns the changes that take it back, in the order in which they are to be made.
    ///
    /// What changes is stamped later than it was, by taking back too. A field that another table has, a value of
    /// another kind, and a new record without what it requires change nothing.
    pub fn apply(&mut self, change: Change, now: Stamp) -> Vec<Change> {
        match change {
            Change::Set { table, id, fields } => self.set(table, id, fields, now).into_iter().collect(),
            Change::Remove { table, id } => self.remove(table, &id, now),
            Change::Withdraw { table, id } => self.withdraw(table, &id, now),
            Change::Restore { index, record } => vec![self.restore(index, record, now)],
            Change::Place { id, position } => self.place(id, position).into_iter().collect(),
            Change::Replace(network) => {
                vec![Change::Replace(Arc::new(std::mem::replace(self, Network::clone(&network))))]
            }
        }
    }

    /// Makes several changes as one step; returns what takes them all back.
    pub fn apply_all(&mut self, changes: impl IntoIterator<Item = Change>, now: Stamp) -> Vec<Change> {
        let inverses: Vec<Vec<Change>> = changes.into_iter().map(|change| self.apply(change, now)).collect();
        inverses.into_iter().rev().flatten().collect()
    }

    /// Adds a record, or makes the one with its id like it.
    pub fn put(&mut self, record: impl Into<AnyRecord>, now: Stamp) {
        let record = record.into();
        let record = record.as_record();
        let change = match self.get(record.table(), record.id()) {
            Some(before) => Change::between(before, record),
            None => Change::add(record),
        };
        self.apply(change, now);
    }

    /// What removing this record would take along.
    pub fn loss_of_removing(&self, table: TableName, id: &Id) -> Loss {
        let mut loss = Loss::default();
        let mut after = self.clone();
        let mut loosened = BTreeSet::new();
        for change in after.remove(table, id, Stamp::default()) {
            match change {
                Change::Restore { record, .. } => {
                    *loss.removed.entry(record.as_record().table()).or_default() += 1;
                }
                Change::Set { table, id, .. } if after.get(table, &id).is_some() => {
                    loosened.insert((table, id));
                }
                _ => {}
            }
        }
        loss.loosened = loosened.len();
        // Not the record itself.
        if let Some(number) = loss.removed.get_mut(&table) {
            *number -= 1;
        }
        loss.removed.retain(|_, number| *number > 0);
        loss
    }

    fn set(
        &mut self,
        table: TableName,
        id: Id,
        fields: Vec<(&'static Field, Value)>,
        now: Stamp,
    ) -> Option<Change> {
        let known = table.schema().fields;
        let own = |field: &Field| known.get(field.index) == Some(field);
        if !fields.iter().all(|(field, _)| own(field)) {
            return None;
        }
        // There is one title page, whatever its id.
        let id = if table == TableName::Network { self.about.id.clone() } else { id };
        if self.get(table, &id).is_none() {
            return self.create(table, id, fields, now);
        }
        let rows = self.table_mut(table);
        let before = rows.get(&id)?.to_any();
        let there = before.as_record();
        let differs = |field: &Field, value: &Value| {
            there.get(field) != *value || there.meta().unknown.contains_key(field.name)
        };
        let changed: Vec<_> = fields.into_iter().filter(|(field, value)| differs(field, value)).collect();
        if changed.is_empty() {
            return None;
        }
        let record = rows.get_mut(&id)?;
        let mut old = Vec::with_capacity(changed.len());
        let mut replaces_unread = false;
        for (field, value) in changed {
            if record.set(field, value) {
                old.push((field, before.as_record().get(field)));
                stamp(record, field, now);
                // A value that could not be read gives way to the new one.
                replaces_unread |= record.meta_mut().unknown.remove(field.name).is_some();
            }
        }
        if replaces_unread {
            return Some(Change::Restore { index: 0, record: before });
        }
        (!old.is_empty()).then_some(Change::Set { table, id, fields: old })
    }

    fn create(
        &mut self,
        table: TableName,
        id: Id,
        fields: Vec<(&'static Field, Value)>,
        now: Stamp,
    ) -> Option<Change> {
        let now = now.after(self.removed.get(table, &id).map(|tombstone| tombstone.removed_at));
        let filled = fields.iter().filter(|(_, value)| !value.is_empty());
        let changed = filled.map(|(field, _)| (field.name.to_owned(), now)).collect();
        let meta = Meta { changed, ..Meta::default() };
        let mut value = |wanted: &'static Field| {
            fields.iter().find(|(field, _)| field.index == wanted.index).map(|(_, value)| value.clone())
        };
        let rows = self.table_mut(table);
        rows.create(id.clone(), meta, &mut value).ok()?;
        let is_kept = |(field, value): &(&'static Field, Value)| {
            value.is_empty() || rows.get(&id).is_some_and(|record| record.get(field) == *value)
        };
        if !fields.iter().all(is_kept) {
            rows.remove(&id);
            return None;
        }
        self.removed.take(table, &id);
        Some(Change::Withdraw { table, id })
    }

    /// In a record that is there, what differs is stamped; in one that was removed, everything, so that it lives on
    /// where the removal is known.
    fn restore(&mut self, index: usize, mut record: AnyRecord, now: Stamp) -> Change {
        let (table, id) = (record.as_record().table(), record.as_record().id().clone());
        let removed_at = self.removed.take(table, &id);
        let before = self.get(table, &id).map(Record::to_any);
        let restored = record.as_record_mut();
        for field in table.schema().fields {
            let there = before.as_ref().map(AnyRecord::as_record);
            let earlier = there.and_then(|there| there.meta().changed.get(field.name).copied());
            let was_stamped = restored.meta().changed.contains_key(field.name);
            match there {
                Some(there) if there.get(field) == restored.get(field) => {
                    if let Some(earlier) = earlier {
                        restored.meta_mut().changed.insert(field.name.to_owned(), earlier);
                    }
                }
                Some(_) => stamp_after(restored, field, now, earlier),
                None if was_stamped || !restored.get(field).is_empty() => {
                    stamp_after(restored, field, now, removed_at);
                }
                None => {}
            }
        }
        self.table_mut(table).insert(index, record);
        match before {
            Some(record) => Change::Restore { index, record },
            None => Change::Withdraw { table, id },
        }
    }

    fn is_node(&self, id: &Id) -> bool {
        self.actors.contains(id) || self.competencies.contains(id)
    }

    /// Only what stands in the picture has a position.
    fn place(&mut self, id: Id, position: Option<Position>) -> Option<Change> {
        let before = self.positions.get(&id).copied();
        if before == position || position.is_some() && !self.is_node(&id) {
            return None;
        }
        let positions = Arc::make_mut(&mut self.positions);
        match position {
            Some(position) => positions.insert(id.clone(), position),
            None => positions.remove(&id),
        };
        Some(Change::Place { id, position: before })
    }

    /// Takes one record away and leaves a tombstone.
    fn withdraw(&mut self, table: TableName, id: &Id, now: Stamp) -> Vec<Change> {
        let Some((index, record)) = self.table_mut(table).remove(id) else { return Vec::new() };
        let removed_at = now.after(latest(&record.as_record().meta().changed));
        self.removed.put(table, id.clone(), Tombstone { removed_at, unknown: Default::default() });
        let place = if self.is_node(id) { None } else { self.place(id.clone(), None) };
        std::iter::once(Change::Restore { index, record }).chain(place).collect()
    }

    /// Takes a record away with all that means nothing without it.
    fn remove(&mut self, table: TableName, id: &Id, now: Stamp) -> Vec<Change> {
        let mut inverse = Vec::new();
        let mut waiting = vec![(table, id.clone())];
        while let Some((table, id)) = waiting.pop() {
            let back = self.withdraw(table, &id, now);
            if back.is_empty() {
                continue;
            }
            inverse.extend(back.into_iter().rev());
            let (dependent, loosened) = self.pointing_at(table, &id);
            waiting.extend(dependent);
            inverse.extend(loosened.into_iter().flat_map(|change| self.apply(change, now)));
        }
        inverse.reverse();
        inverse
    }

    /// The records that mean nothing without this one, and changes that take it out of all others.
    fn pointing_at(&self, table: TableName, id: &Id) -> (Vec<(TableName, Id)>, Vec<Change>) {
        let (mut dependent, mut loosened) = (Vec::new(), Vec::new());
        let gone = |to: TableName, other: &Id| to == table && other == id;
        for rows in self.tables() {
            let fields = rows.schema().fields;
            let pointing: Vec<&'static Field> =
                fields.iter().filter(|field| field.content.points_to(table)).collect();
            if pointing.is_empty() {
                continue;
            }
            for record in rows.records() {
                let changes = pointing.iter().filter_map(|field| {
                    let value = record.get(field);
                    let without = value.without(field.content, &gone);
                    (without != value).then_some((*field, without))
                });
                let changes: Vec<_> = changes.collect();
                let to = (rows.schema().table, record.id().clone());
                if changes.iter().any(|(field, _)| field.required) {
                    dependent.push(to);
                } else if !changes.is_empty() {
                    loosened.push(Change::Set { table: to.0, id: to.1, fields: changes });
                }
            }
        }
        (dependent, loosened)
    }
}

fn stamp(record: &mut dyn Record, field: &Field, now: Stamp) {
    stamp_after(record, field, now, None);
}

/// Stamps a field later than it was and than `earlier`.
fn stamp_after(record: &mut dyn Record, field: &Field, now: Stamp, earlier: Option<Stamp>) {
    let changed = &mut record.meta_mut().changed;
    let stamp = now.after(changed.get(field.name).copied().max(earlier));
    changed.insert(field.name.to_owned(), stamp);
}
