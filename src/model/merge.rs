//! What two sides did to one network, put together field by field: a three-way merge.

use std::{collections::HashSet, sync::Arc};

use super::{
    AnyRecord, Field, Id, Network, Position, Record, Stamp, TableName, Unknown, Value,
    change::stamp_after,
    difference::{Differing, differing, is_equal},
    table::{put_back, take},
};

/// Where two sides did different things to the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Dispute {
    pub table: TableName,
    pub id: Id,
    pub over: Over,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Over {
    /// Both gave the field another value. Until somebody decides, mine stands in it.
    Field(&'static Field),
    /// One side removed the record, the other changed it or points to it. Until somebody decides, it stays.
    Removal { mine: bool },
    /// One side put another network in the place of this one. Until somebody decides, mine is there.
    Network,
}

/// Both sides' work, and what they disagree on.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    pub network: Network,
    pub disputes: Vec<Dispute>,
}

/// Puts together what `mine` and `theirs` made of `base`. Where a node stands is never disputed: a pinned place wins
/// over one that is not, mine over theirs where both are, theirs where none is.
pub fn merge(base: &Network, mine: &Network, theirs: &Network) -> Merged {
    let id = &base.about.id;
    if mine.about.id != *id || theirs.about.id != *id {
        return merge_whole(base, mine, theirs);
    }
    Merge { base, mine, network: theirs.clone(), changed: Vec::new(), disputes: Vec::new() }.run()
}

fn merge_whole(base: &Network, mine: &Network, theirs: &Network) -> Merged {
    let network = if mine.has_entries_of(base) { mine } else { theirs };
    let is_disputed = mine.has_entries_of(base) && theirs.has_entries_of(base) && mine.has_entries_of(theirs);
    let (table, id) = (TableName::Network, network.about.id.clone());
    let dispute = is_disputed.then_some(Dispute { table, id, over: Over::Network });
    Merged { network: network.clone(), disputes: dispute.into_iter().collect() }
}

/// Where something stands.
type Place = (TableName, Id);

struct Merge<'a> {
    base: &'a Network,
    mine: &'a Network,
    /// Theirs, becoming the result.
    network: Network,
    /// What differs from `base` by my doing, and is there.
    changed: Vec<Place>,
    disputes: Vec<Dispute>,
}

impl Merge<'_> {
    fn run(mut self) -> Merged {
        let mut removed = HashSet::new();
        for table in TableName::ALL {
            self.records(*table, &mut removed);
        }
        self.keep_what_they_need(&mut removed);
        let gone = removed.iter().map(|(_, id)| id.clone()).collect::<Vec<Id>>();
        for table in TableName::ALL {
            let of_table = removed.iter().filter(|(of, _)| of == table).map(|(_, id)| id.clone());
            take(self.network.table_mut(*table), &of_table.collect());
        }
        self.bring_back_what_i_need();
        self.tombstones();
        self.positions();
        let without_node: Vec<&Id> = gone
            .iter()
            .filter(|id| !self.network.is_node(id) && self.network.positions.contains_key(*id))
            .collect();
        for id in without_node {
            Arc::make_mut(&mut self.network.positions).remove(id);
        }
        if self.mine.unknown != self.base.unknown {
            let unknown = merge_unknown(&self.base.unknown, &self.mine.unknown, &self.network.unknown);
            self.network.unknown = Arc::new(unknown);
        }
        Merged { network: self.network, disputes: self.disputes }
    }

    /// Brings my changes to one table in, and notes what I removed.
    fn records(&mut self, table: TableName, removed: &mut HashSet<Place>) {
        let (base, mine) = (self.base.table(table), self.mine.table(table));
        let mut put = Vec::new();
        for Differing { id, index } in differing(base, mine) {
            let theirs = self.network.get(table, &id);
            let before = base.get(&id);
            let (Some(index), Some(shared)) = (index, mine.shared(&id)) else {
                // Removed by me.
                match (before, theirs) {
                    (Some(before), Some(theirs)) if !is_equal(before, theirs) => {
                        self.disputes.push(Dispute { table, id, over: Over::Removal { mine: true } });
                    }
                    (_, Some(_)) => {
                        removed.insert((table, id));
                    }
                    (_, None) => {}
                }
                continue;
            };
            let mut merged = match theirs {
                Some(theirs) => merge_record(before, shared.as_record(), theirs, &mut self.disputes),
                None => {
                    if before.is_some() {
                        let (id, over) = (id.clone(), Over::Removal { mine: false });
                        self.disputes.push(Dispute { table, id, over });
                    }
                    shared
                }
            };
            outlive(&mut merged, self.network.removed.take(table, &id));
            self.changed.push((table, id));
            put.push((index, merged));
        }
        put_back(self.network.table_mut(table), put);
    }

    /// What I removed stays where they changed it or something that stays points to it, with all that goes with it.
    fn keep_what_they_need(&mut self, removed: &mut HashSet<Place>) {
        let disputed = self.disputes.iter().filter(|it| it.over == (Over::Removal { mine: true }));
        let mut needed: Vec<Place> = disputed.map(|it| (it.table, it.id.clone())).collect();
        loop {
            while let Some((table, id)) = needed.pop() {
                removed.remove(&(table, id.clone()));
                for (dependent, ids) in
                    TableName::ALL.iter().zip(self.base.dependent_on(&[(table, id.clone())]))
                {
                    for id in ids {
                        removed.remove(&(*dependent, id));
                    }
                }
            }
            if removed.is_empty() {
                return;
            }
            for rows in self.network.tables() {
                let table = rows.schema().table;
                let points = |field: &&Field| removed.iter().any(|(to, _)| field.content.points_to(*to));
                let fields: Vec<&'static Field> = rows.schema().fields.iter().filter(points).collect();
                for record in rows.records().filter(|_| !fields.is_empty()) {
                    if !removed.contains(&(table, record.id().clone())) {
                        let pointed = fields.iter().flat_map(|field| references(record, field));
                        needed.extend(pointed.filter(|place| removed.contains(place)));
                    }
                }
            }
            if needed.is_empty() {
                return;
            }
            for (table, id) in &needed {
                let over = Over::Removal { mine: true };
                self.disputes.push(Dispute { table: *table, id: id.clone(), over });
            }
        }
    }

    /// What they removed, and something of mine points to, comes back, with all that went with it.
    fn bring_back_what_i_need(&mut self) {
        let mut places = std::mem::take(&mut self.changed);
        let disputed_removals = self.disputes.iter().filter(|it| it.over == (Over::Removal { mine: false }));
        let mut back: Vec<Place> = disputed_removals.map(|it| (it.table, it.id.clone())).collect();
        loop {
            for (table, id) in std::mem::take(&mut places) {
                let Some(record) = self.network.get(table, &id) else { continue };
                let fields = record.table().schema().fields;
                for (to, id) in fields.iter().flat_map(|field| references(record, field)) {
                    let they_removed =
                        self.network.get(to, &id).is_none() && self.base.get(to, &id).is_some();
                    if they_removed && self.mine.get(to, &id).is_some() {
                        back.push((to, id));
                    }
                }
            }
            let Some((table, id)) = back.pop() else { return };
            if self.network.get(table, &id).is_none() {
                let (id, over) = (id.clone(), Over::Removal { mine: false });
                self.disputes.push(Dispute { table, id, over });
            }
            for (table, ids) in TableName::ALL.iter().zip(self.base.dependent_on(&[(table, id.clone())])) {
                let (mine, base) = (self.mine.table(*table), self.base.table(*table));
                if ids.is_empty() {
                    continue;
                }
                let is_gone = |id: &Id| ids.contains(id) && self.network.get(*table, id).is_none();
                let gone = base.records().enumerate().filter(|(_, record)| is_gone(record.id()));
                let mut put: Vec<(usize, AnyRecord)> =
                    gone.filter_map(|(index, record)| Some((index, mine.shared(record.id())?))).collect();
                for (_, record) in &mut put {
                    let id = record.as_record().id().clone();
                    outlive(record, self.network.removed.take(*table, &id));
                }
                places.extend(put.iter().map(|(_, record)| (*table, record.as_record().id().clone())));
                put_back(self.network.table_mut(*table), put);
            }
        }
    }

    fn tombstones(&mut self) {
        if self.mine.removed != self.base.removed {
            for (table, id, tombstone) in self.mine.removed.iter() {
                let earlier = self.network.removed.get(table, id).map(|tombstone| tombstone.removed_at);
                if earlier.is_none_or(|earlier| earlier < tombstone.removed_at) {
                    self.network.removed.put(table, id.clone(), tombstone.clone());
                }
            }
        }
        let living: Vec<Place> = self
            .network
            .removed
            .iter()
            .filter(|(table, id, _)| self.network.get(*table, id).is_some())
            .map(|(table, id, _)| (table, id.clone()))
            .collect();
        for (table, id) in living {
            self.network.removed.take(table, &id);
        }
    }

    fn positions(&mut self) {
        if Arc::ptr_eq(&self.mine.positions, &self.base.positions) {
            return;
        }
        let (base, mine) = (&self.base.positions, &self.mine.positions);
        for id in base.keys().filter(|id| !mine.contains_key(*id)).chain(mine.keys()) {
            let (before, after) = (base.get(id), mine.get(id));
            let theirs = self.network.positions.get(id);
            let is_pinned = |position: Option<&Position>| position.is_some_and(|position| position.pinned);
            let wins = theirs == before || theirs.is_none() || is_pinned(after);
            if before == after || theirs == after || !wins {
                continue;
            }
            let is_node = self.network.is_node(id);
            let positions = Arc::make_mut(&mut self.network.positions);
            match after.filter(|_| is_node) {
                Some(position) => positions.insert(id.clone(), *position),
                None => positions.remove(id),
            };
        }
    }
}

/// What a field of a record points to.
fn references(record: &dyn Record, field: &'static Field) -> Vec<Place> {
    let mut found = Vec::new();
    record.get(field).references(field.content, &mut |table, id| found.push((table, id.clone())));
    found
}

/// Stamps a record that lives on later than its removal, so that no file that knows of the removal ends it.
fn outlive(record: &mut AnyRecord, removed_at: Option<Stamp>) {
    let Some(removed_at) = removed_at else { return };
    let record = record.as_record_mut();
    for field in record.table().schema().fields {
        stamp_after(record, field, Stamp::default(), Some(removed_at));
    }
}

/// A record that both sides hold.
fn merge_record(
    base: Option<&dyn Record>,
    mine: &dyn Record,
    theirs: &dyn Record,
    disputes: &mut Vec<Dispute>,
) -> AnyRecord {
    let mut merged = theirs.to_any();
    let record = merged.as_record_mut();
    let none = Unknown::new();
    let base_unknown = base.map_or(&none, |base| &base.meta().unknown);
    let table = mine.table();
    for field in table.schema().fields {
        let (my_value, their_value) = (mine.get(field), theirs.get(field));
        let stamp = mine.meta().changed.get(field.name).copied();
        if my_value == their_value {
            if let Some(stamp) = stamp.max(record.meta().changed.get(field.name).copied()) {
                record.meta_mut().changed.insert(field.name.to_owned(), stamp);
            }
            note_history(record, field, mine);
            continue;
        }
        let before = base.map(|base| base.get(field));
        let changed = |value: &Value| before.as_ref().map_or(!value.is_empty(), |before| before != value);
        if !changed(&my_value) {
            continue;
        }
        if changed(&their_value) {
            disputes.push(Dispute { table, id: mine.id().clone(), over: Over::Field(field) });
        }
        record.set(field, my_value);
        if let Some(stamp) = stamp {
            record.meta_mut().changed.insert(field.name.to_owned(), stamp);
        }
        note_history(record, field, mine);
    }
    if mine.meta().unknown != *base_unknown {
        record.meta_mut().unknown = merge_unknown(base_unknown, &mine.meta().unknown, &theirs.meta().unknown);
    }
    merged
}

/// Keeps what is known of the earlier stamps of a field that stays or becomes as it is in `mine`, and the later stamp of
/// each of its elements.
fn note_history(record: &mut dyn Record, field: &Field, mine: &dyn Record) {
    let earlier = mine.meta().base.get(field.name).unwrap_or_default();
    let meta = record.meta_mut();
    meta.base.remember(field.name, &mut earlier.iter().copied());
    if field.content.elements_refer_to().is_some() {
        let of_field = |name: &&String| name.strip_prefix(field.name).is_some_and(|id| id.starts_with('/'));
        for name in mine.meta().changed.keys().filter(of_field) {
            let stamp = mine.meta().changed.get(name).max(meta.changed.get(name)).copied();
            meta.changed.extend(stamp.map(|stamp| (name.clone(), stamp)));
        }
    }
}

/// Fields we do not know come by file only, so nobody can be asked about them: what I changed wins.
fn merge_unknown(base: &Unknown, mine: &Unknown, theirs: &Unknown) -> Unknown {
    let mut merged = theirs.clone();
    merged.retain(|name, value| mine.contains_key(name) || base.get(name) != Some(value));
    for (name, value) in mine {
        if base.get(name) != Some(value) {
            merged.insert(name.clone(), value.clone());
        }
    }
    merged
}
