//! What can happen to a network, and how it is taken back.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use super::{
    AnyRecord, Field, Id, Network, Position, Record, RecordType, Stamp, TableName, Tombstone, Value,
    Visibility,
    field::{Element, element_name},
    network::latest,
    order,
    record::Meta,
    table::{put_back, take},
};

/// One change. Undoing and redoing are changes too.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// New values for fields of a record. Makes the record where there is none and all it requires is given.
    Set { table: TableName, id: Id, fields: Vec<(&'static Field, Value)> },
    /// Takes away a record, what means nothing without it, and every reference to either.
    Remove { table: TableName, id: Id },
    /// Takes back that records were added: they alone go, and what pointed to nothing before does so again.
    Withdraw { table: TableName, ids: Vec<Id> },
    /// Puts whole records where they stood before, or in place of those that are there. They are of one table and
    /// come in the order of their places, which count as if none of them had gone.
    Restore { records: Vec<(usize, AnyRecord)> },
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
    pub removed: Vec<(TableName, usize)>,
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
            Change::Withdraw { table, ids } => self.withdraw(table, &ids.into_iter().collect(), now),
            Change::Restore { records } => self.restore(records, now),
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

    /// What removing these records would take along.
    pub fn loss_of_removing(&self, records: &[(TableName, Id)]) -> Loss {
        let gone = self.dependent_on(records);
        let count = |(of, ids): (&TableName, &HashSet<Id>)| {
            let asked: HashSet<&Id> =
                records.iter().filter(|(table, _)| table == of).map(|(_, id)| id).collect();
            let number = ids.iter().filter(|id| !asked.contains(id)).count();
            (number > 0).then_some((*of, number))
        };
        let removed = TableName::ALL.iter().zip(&gone).filter_map(count).collect();
        Loss { removed, loosened: self.without_references_to(&gone).len() }
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
        let unread = |field: &Field| there.meta().unknown.get(field.name);
        // A value that could not be read gives way to a new one, but not single elements of a list to its others.
        let gives_way = |field: &Field| unread(field).is_some_and(|it| !field.content.keeps_unread(it));
        let differs = |field: &Field, value: &Value| there.get(field) != *value || gives_way(field);
        let changed: Vec<_> = fields.into_iter().filter(|(field, value)| differs(field, value)).collect();
        if changed.is_empty() {
            return None;
        }
        let record = rows.get_mut(&id)?;
        let mut old = Vec::with_capacity(changed.len());
        let mut replaces_unread = false;
        for (field, value) in changed {
            if record.set(field, value) {
                let earlier = before.as_record().get(field);
                if !earlier.is_empty() && !record.meta().changed.contains_key(field.name) {
                    // It was there before there were stamps.
                    record.meta_mut().base.remember(field.name, &mut [Stamp::default()].into_iter());
                }
                stamp_elements(record, field, &earlier, now);
                old.push((field, earlier));
                stamp_after(record, field, now, None);
                if gives_way(field) {
                    replaces_unread |= record.meta_mut().unknown.remove(field.name).is_some();
                }
            }
        }
        if replaces_unread {
            return Some(Change::Restore { records: vec![(0, before)] });
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
        let removed_at = self.removed.get(table, &id).map(|tombstone| tombstone.removed_at);
        let now = now.after(removed_at);
        let filled = |field: &&Field| {
            fields.iter().any(|(filled, value)| filled.index == field.index && !value.is_empty())
        };
        // Of a record that comes again, what is empty now was emptied.
        let stamped = table.schema().fields.iter().filter(|field| removed_at.is_some() || filled(field));
        let changed = order::map(stamped.map(|field| (field.name.to_owned(), now)));
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
        Some(Change::Withdraw { table, ids: vec![id] })
    }

    fn restore(&mut self, mut records: Vec<(usize, AnyRecord)>, now: Stamp) -> Vec<Change> {
        let Some(table) = records.first().map(|(_, record)| record.as_record().table()) else {
            return Vec::new();
        };
        let (mut replaced, mut added) = (Vec::new(), Vec::new());
        for (index, record) in &mut records {
            let id = record.as_record().id().clone();
            let removed_at = self.removed.take(table, &id);
            let before = self.get(table, &id).map(Record::to_any);
            stamp_restored(
                record.as_record_mut(),
                before.as_ref().map(AnyRecord::as_record),
                removed_at,
                now,
            );
            match before {
                Some(before) => replaced.push((*index, before)),
                None => added.push(id),
            }
        }
        put_back(self.table_mut(table), records);
        let replaced = (!replaced.is_empty()).then_some(Change::Restore { records: replaced });
        let added = (!added.is_empty()).then_some(Change::Withdraw { table, ids: added });
        replaced.into_iter().chain(added).collect()
    }

    pub(super) fn is_node(&self, id: &Id) -> bool {
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

    /// Takes records of one table away, and nothing else, and leaves a tombstone for each.
    fn withdraw(&mut self, table: TableName, ids: &HashSet<Id>, now: Stamp) -> Vec<Change> {
        let reach: HashMap<&Id, Visibility> = ids.iter().map(|id| (id, self.reach(table, id))).collect();
        let records = take(self.table_mut(table), ids);
        let mut places = Vec::new();
        for (_, record) in &records {
            let record = record.as_record();
            let removed_at = now.after(latest(&record.meta().changed));
            let visibility = reach.get(record.id()).copied().unwrap_or_default();
            let mut base = record.meta().base.clone();
            for (field, stamp) in record.meta().changed.iter().filter(|(name, _)| !name.contains('/')) {
                base.remember(field, &mut [*stamp].into_iter());
            }
            // A tombstone of a record without stamps says so.
            if base.is_empty()
                && let Some(field) = table.schema().fields.first()
            {
                base.remember(field.name, &mut [Stamp::default()].into_iter());
            }
            let tombstone = Tombstone { removed_at, visibility, base, unknown: Default::default() };
            self.removed.put(table, record.id().clone(), tombstone);
            if !self.is_node(record.id()) {
                places.extend(self.place(record.id().clone(), None));
            }
        }
        let restored = (!records.is_empty()).then_some(Change::Restore { records });
        restored.into_iter().chain(places).collect()
    }

    /// Takes a record away with all that means nothing without it, and every reference to any of them.
    fn remove(&mut self, table: TableName, id: &Id, now: Stamp) -> Vec<Change> {
        let gone = self.dependent_on(&[(table, id.clone())]);
        let loosened = self.apply_all(self.without_references_to(&gone), now);
        let mut inverse = Vec::new();
        // What depends on others goes before them and comes back after them: how far it travels hangs on theirs.
        for (table, ids) in TableName::ALL.iter().zip(&gone).rev() {
            let later = std::mem::replace(&mut inverse, self.withdraw(*table, ids, now));
            inverse.extend(later);
        }
        inverse.extend(loosened);
        inverse
    }

    /// Those of these records that are there and all that mean nothing without them, over any number of steps: ids for
    /// each of [`TableName::ALL`].
    pub fn dependent_on(&self, records: &[(TableName, Id)]) -> IdsByTable {
        let mut all: IdsByTable = vec![HashSet::new(); TableName::ALL.len()];
        let mut newest = records.to_vec();
        newest.retain(|(table, id)| self.get(*table, id).is_some());
        while !newest.is_empty() {
            for (table, id) in newest.drain(..) {
                all[table as usize].insert(id);
            }
            for rows in self.tables() {
                let table = rows.schema().table;
                let mut required = pointing(rows.schema().fields, &all);
                required.retain(|field| field.required);
                let depends = |record: &dyn Record| {
                    let mut depends = false;
                    for field in &required {
                        record.get(field).references(field.content, &mut |to, id| {
                            depends |= all[to as usize].contains(id);
                        });
                    }
                    depends && !all[table as usize].contains(record.id())
                };
                if !required.is_empty() {
                    let dependent = rows.records().filter(|record| depends(*record));
                    newest.extend(dependent.map(|record| (table, record.id().clone())));
                }
            }
        }
        all
    }

    /// The changes that take records out of all that stay, one for each record that refers to them.
    fn without_references_to(&self, gone: &IdsByTable) -> Vec<Change> {
        let is_gone = |table: TableName, id: &Id| gone[table as usize].contains(id);
        let mut changes = Vec::new();
        for rows in self.tables() {
            let table = rows.schema().table;
            let fields = pointing(rows.schema().fields, gone);
            if fields.is_empty() {
                continue;
            }
            for record in rows.records().filter(|record| !is_gone(table, record.id())) {
                let loosened = fields.iter().filter_map(|field| {
                    let value = record.get(field);
                    let without = value.without(field.content, &is_gone);
                    (without != value).then_some((*field, without))
                });
                let fields: Vec<_> = loosened.collect();
                if !fields.is_empty() {
                    changes.push(Change::Set { table, id: record.id().clone(), fields });
                }
            }
        }
        changes
    }
}

/// Ids of records, for each of [`TableName::ALL`].
type IdsByTable = Vec<HashSet<Id>>;

/// The fields that can refer to some records.
fn pointing(fields: &'static [Field], to: &IdsByTable) -> Vec<&'static Field> {
    let is_meant = |table: &&TableName| !to[**table as usize].is_empty();
    let points =
        |field: &&Field| TableName::ALL.iter().filter(is_meant).any(|table| field.content.points_to(*table));
    fields.iter().filter(points).collect()
}

/// Stamps what is put back: against a record that is there what differs, else every field, so that the record lives on
/// where its removal is known.
fn stamp_restored(
    record: &mut dyn Record,
    there: Option<&dyn Record>,
    removed_at: Option<Stamp>,
    now: Stamp,
) {
    for field in record.table().schema().fields {
        let Some(there) = there else {
            stamp_after(record, field, now, removed_at);
            continue;
        };
        let (value, earlier) = (there.get(field), there.meta().changed.get(field.name).copied());
        let known = there.meta().base.get(field.name).unwrap_or_default();
        if value == record.get(field) {
            if let Some(earlier) = earlier {
                record.meta_mut().changed.insert(field.name.to_owned(), earlier);
            }
        } else {
            stamp_elements(record, field, &value, now);
            stamp_after(record, field, now, earlier);
        }
        record.meta_mut().base.remember(field.name, &mut known.iter().copied().chain(earlier));
    }
}

/// Stamps a field later than it was and than `earlier`, and remembers the stamp that it had.
pub fn stamp_after(record: &mut dyn Record, field: &Field, now: Stamp, earlier: Option<Stamp>) {
    let meta = record.meta_mut();
    let before = meta.changed.get(field.name).copied();
    meta.changed.insert(field.name.to_owned(), now.after(before.max(earlier)));
    meta.base.remember(field.name, &mut before.into_iter());
}

/// Stamps the elements of a set that came, went or became others.
fn stamp_elements(record: &mut dyn Record, field: &Field, before: &Value, now: Stamp) {
    if field.content.elements_refer_to().is_none() {
        return;
    }
    let after = record.get(field);
    let (before, after) = (before.elements(), after.elements());
    let differs = |one: &[Element], (id, row): &Element| !one.contains(&(*id, *row));
    let gone = before.iter().filter(|element| differs(&after, element));
    let came = after.iter().filter(|element| differs(&before, element));
    let changed = &mut record.meta_mut().changed;
    for (id, _) in gone.chain(came) {
        let name = element_name(field, id);
        let stamp = now.after(changed.get(&name).copied());
        changed.insert(name, stamp);
    }
}
