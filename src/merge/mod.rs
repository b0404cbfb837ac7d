//! Networks that several authors worked on become one, by record and field.
//!
//! Every value has a stamp, and the latest of each field wins ([`join`]); every value also remembers which earlier stamps
//! its author knew of, so that what two authors changed without knowing of each other is a [`Conflict`]. A removal wins
//! over what whoever removed it knew of, and over nothing else. The result depends on the sides alone, not on their
//! order: what one step forgets, the content of removed records above all, no later one can miss.

mod conflict;
mod contrast;
mod decide;
mod join;
mod sequence;
mod side;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashMap, HashSet},
    sync::Arc,
};

pub use conflict::{Conflict, Over, Version};
pub use contrast::differing_words;
pub use decide::Choice;
pub use side::Side;

use crate::model::{AnyRecord, Audience, Content, Id, Network, Record, Stamp, TableName, Tombstone, Value};
use side::Sides;

/// Where a record stands.
pub type Place = (TableName, Id);

/// What came of a merge.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// With the latest value of each field wherever there is a conflict.
    pub network: Network,
    /// What becomes of one's own network by it; positions and stamps do not count.
    pub added: Vec<Place>,
    pub changed: Vec<Place>,
    pub removed: Vec<Place>,
    /// In the order of the document.
    pub conflicts: Vec<Conflict>,
    /// What is left out, because it means nothing without a record that no side has.
    pub aside: Vec<AnyRecord>,
    /// The sides, by their number, that are about another network: their title page is left out.
    pub foreign: Vec<usize>,
}

/// What is merged.
#[derive(Clone, Copy)]
pub struct Merge<'a> {
    pub ours: &'a Network,
    pub theirs: &'a [&'a Network],
    /// What ours was before others of this sitting were taken in: it still has the content of what they removed.
    pub before: Option<&'a Network>,
    /// What both sides began with, where that is known: what is as it was there nobody changed.
    pub base: Option<&'a Network>,
}

impl<'a> Merge<'a> {
    pub fn of(ours: &'a Network, theirs: &'a [&'a Network]) -> Self {
        Self { ours, theirs, before: None, base: None }
    }

    pub fn run(&self) -> Merged {
        let sides = Sides::of(self);
        let tombstones = sides.tombstones();
        let mut joined: HashMap<Place, AnyRecord> = HashMap::new();
        let mut alive: HashSet<Place> = HashSet::new();
        for table in TableName::ALL {
            for id in sides.ids(*table) {
                let place = (*table, id.clone());
                let versions = sides.versions(*table, id);
                let tombstone = tombstones.get(&place);
                if tombstone.is_none_or(|it| versions.iter().any(|version| is_unseen(version.record, it))) {
                    alive.insert(place.clone());
                }
                // What nobody changed is shared, not copied.
                let record = match &versions[..] {
                    [_] => sides.shared(*table, id),
                    versions => join::record(versions),
                };
                joined.extend(record.map(|record| (place, record)));
            }
        }
        let aside = keep_what_is_needed(&joined, &mut alive, self.ours);
        for (place, tombstone) in tombstones.iter().filter(|(place, _)| alive.contains(place)) {
            if let Some(record) = joined.get_mut(place) {
                know_of_removal(record.as_record_mut(), tombstone);
            }
        }
        let mut network = Network::new(self.ours.about.id.clone());
        for table in TableName::ALL {
            let records = sides.sequence(*table).into_iter().filter_map(|id| {
                let place = (*table, id);
                alive.contains(&place).then(|| joined.get(&place).cloned())?
            });
            network.table_mut(*table).replace_all(records.collect());
        }
        let removed = |table: TableName, id: &Id| {
            let place = (table, id.clone());
            !alive.contains(&place) && (tombstones.contains_key(&place) || joined.contains_key(&place))
        };
        if !tombstones.is_empty() || alive.len() < joined.len() {
            drop_references(&mut network, &removed);
        }
        break_circles(&mut network);
        for ((table, id), tombstone) in &tombstones {
            if !alive.contains(&(*table, id.clone())) {
                network.removed.put(*table, id.clone(), tombstone.clone());
            }
        }
        let all = sides.all().filter(|network| network.about.id == self.ours.about.id);
        network.unknown = Arc::new(join::unknown(&all.map(|network| &*network.unknown).collect::<Vec<_>>()));
        network.positions = Arc::new(sides.positions(&network));
        let mut aside: Vec<AnyRecord> = aside.iter().filter_map(|place| joined.get(place).cloned()).collect();
        aside.sort_by_cached_key(|record| (record.as_record().table(), record.as_record().id().clone()));
        let conflicts = conflict::all(self, &network, &tombstones);
        let foreign = (0..self.theirs.len()).filter(|side| self.theirs[*side].about.id != self.ours.about.id);
        let mut merged = Merged {
            added: Vec::new(),
            changed: Vec::new(),
            removed: Vec::new(),
            conflicts,
            aside,
            foreign: foreign.collect(),
            network,
        };
        merged.compare(self.ours);
        merged
    }
}

impl Merged {
    /// Says anew what becomes of `ours`.
    fn compare(&mut self, ours: &Network) {
        (self.added, self.changed, self.removed) = Default::default();
        for (table, id) in self.network.records_changed_since(ours) {
            let is_in = |network: &Network| network.get(table, &id).is_some();
            let list = match (is_in(ours), is_in(&self.network)) {
                (true, true) => &mut self.changed,
                (true, false) => &mut self.removed,
                _ => &mut self.added,
            };
            list.push((table, id));
        }
    }
}

/// Whether a record says something that whoever removed it did not know of.
fn is_unseen(record: &dyn Record, tombstone: &Tombstone) -> bool {
    let fields = record.table().schema().fields.iter();
    let stamps = fields.flat_map(|field| {
        let (changed, base) = (&record.meta().changed, &record.meta().base);
        let all = changed.get(field.name).into_iter().chain(base.get(field.name).into_iter().flatten());
        all.map(move |stamp| (field, *stamp))
    });
    // What was there before there were stamps is no news to anybody.
    stamps.filter(|(_, stamp)| *stamp > Stamp::default()).any(|(field, stamp)| {
        match tombstone.base.get(field.name) {
            Some(known) => !side::knows(known, stamp),
            // Nothing was there to know, unless it is not told to everybody, or the tombstone is of another program.
            None if field.audience == Audience::Public && !tombstone.base.is_empty() => true,
            None => stamp > tombstone.removed_at,
        }
    })
}

/// What lives on knows what whoever removed it knew, so that the next removal does not miss it.
fn know_of_removal(record: &mut dyn Record, tombstone: &Tombstone) {
    for field in record.table().schema().fields {
        let meta = record.meta_mut();
        let own = meta.changed.get(field.name).copied();
        let known = tombstone.base.get(field.name).into_iter().flatten().copied();
        meta.base.remember(field.name, &mut known.filter(|stamp| Some(*stamp) != own));
    }
}

/// What stays needs all that it requires; what requires a record that no side has is put aside and returned, unless it
/// stands like this in `ours`.
fn keep_what_is_needed(
    joined: &HashMap<Place, AnyRecord>,
    alive: &mut HashSet<Place>,
    ours: &Network,
) -> BTreeSet<Place> {
    let required = |place: &Place| -> Vec<Place> {
        let Some(record) = joined.get(place).map(AnyRecord::as_record) else { return Vec::new() };
        let mut needed = Vec::new();
        for field in record.table().schema().fields.iter().filter(|field| field.required) {
            record.get(field).references(field.content, &mut |table, id| needed.push((table, id.clone())));
        }
        needed
    };
    let is_ours = |(table, id): &Place| ours.get(*table, id).is_some();
    let mut aside: BTreeSet<Place> = BTreeSet::new();
    loop {
        let is_there = |place: &Place| joined.contains_key(place) && !aside.contains(place);
        let lost: Vec<Place> = alive
            .iter()
            .filter(|place| !is_ours(place) && !required(place).iter().all(is_there))
            .cloned()
            .collect();
        if lost.is_empty() {
            break;
        }
        for place in lost {
            alive.remove(&place);
            aside.insert(place);
        }
    }
    let mut newest: Vec<Place> = alive.iter().cloned().collect();
    while let Some(place) = newest.pop() {
        let needed = required(&place).into_iter().filter(|place| joined.contains_key(place));
        newest.extend(needed.filter(|place| alive.insert(place.clone())));
    }
    aside
}

/// No reference leads to a record that was removed.
fn drop_references(network: &mut Network, removed: &dyn Fn(TableName, &Id) -> bool) {
    for table in network.tables_mut() {
        let mut changes = Vec::new();
        for record in table.records() {
            for field in record.table().schema().fields {
                let value = record.get(field);
                let without = value.without(field.content, removed);
                if without != value {
                    changes.push((record.id().clone(), field, without));
                }
            }
        }
        for (id, field, value) in changes {
            if let Some(record) = table.get_mut(&id) {
                record.set(field, value);
            }
        }
    }
}

/// Where several sides' references to records of one kind form a circle, such as terms that are each broader than the
/// next, the earliest of them gives way.
fn break_circles(network: &mut Network) {
    for table in TableName::ALL {
        for field in table.schema().fields {
            if field.content != Content::Reference(*table) || field.required {
                continue;
            }
            let rows = network.table(*table);
            let next: HashMap<Id, (Stamp, Id)> = rows
                .records()
                .filter_map(|record| {
                    let mut next = None;
                    record.get(field).references(field.content, &mut |_, id| next = Some(id.clone()));
                    let stamp = record.meta().changed.get(field.name).copied().unwrap_or_default();
                    Some((record.id().clone(), (stamp, next?)))
                })
                .collect();
            for id in sequence::earliest_of_circles(&next) {
                if let Some(record) = network.table_mut(*table).get_mut(&id) {
                    record.set(field, Value::Reference(None));
                }
            }
        }
    }
}
