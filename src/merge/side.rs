//! The sides of a merge, asked together.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Merge, Place, join, sequence};
use crate::model::{
    AnyRecord, AnyTable, Id, MOST_REMEMBERED, Network, Position, Record, Stamp, TableName, Tombstone,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}

/// A record as one side has it.
#[derive(Clone, Copy)]
pub(super) struct SideRecord<'a> {
    pub(super) record: &'a dyn Record,
    /// As both sides began with it, where that is known.
    pub(super) base: Option<&'a dyn Record>,
}

/// Whether a stamp of a field is among those that somebody knew of. So many are remembered that an earlier one than all
/// of them was forgotten.
pub(super) fn knows(known: &[Stamp], stamp: Stamp) -> bool {
    known.contains(&stamp)
        || known.len() == MOST_REMEMBERED && known.first().is_some_and(|first| stamp < *first)
}

/// When a record was made, by the earliest stamp of what it cannot be without; 0 for what was there before there were
/// stamps.
fn made_at(record: &dyn Record) -> Stamp {
    let fields = record.table().schema().fields;
    let Some(field) = fields.iter().find(|field| field.required).or(fields.first()) else {
        return Stamp::default();
    };
    let meta = record.meta();
    let known = meta.base.get(field.name).and_then(|base| base.first()).copied();
    known.into_iter().chain(meta.changed.get(field.name).copied()).min().unwrap_or_default()
}

pub(super) struct Sides<'a> {
    networks: Vec<&'a Network>,
    base: Option<&'a Network>,
    own: &'a Id,
    /// Some of theirs are in ours already.
    was_begun: bool,
}

impl<'a> Sides<'a> {
    pub(super) fn of(merge: &Merge<'a>) -> Self {
        let networks = std::iter::once(merge.ours).chain(merge.before).chain(merge.theirs.iter().copied());
        Self {
            networks: networks.collect(),
            base: merge.base,
            own: &merge.ours.about.id,
            was_begun: merge.before.is_some(),
        }
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &'a Network> {
        self.networks.iter().copied()
    }

    /// All tables of a kind. There is one title page, and that of another network is none of ours.
    fn tables(&self, table: TableName) -> impl Iterator<Item = &'a dyn AnyTable> {
        let is_meant = move |network: &&Network| table != TableName::Network || network.about.id == *self.own;
        self.all().filter(is_meant).map(move |network| network.table(table))
    }

    /// The ids that a table of any side has, each once.
    pub(super) fn ids(&self, table: TableName) -> Vec<&'a Id> {
        let mut seen = HashSet::new();
        let ids = self.tables(table).flat_map(|rows| rows.records().map(Record::id).collect::<Vec<_>>());
        ids.filter(|id| seen.insert(*id)).collect()
    }

    /// The ids of a table in the order of the result.
    pub(super) fn sequence(&self, table: TableName) -> Vec<Id> {
        let mut made: HashMap<&Id, Stamp> = HashMap::new();
        let mut sequences: Vec<Vec<&Id>> = Vec::new();
        for rows in self.tables(table) {
            let mut sequence = Vec::with_capacity(rows.len());
            for record in rows.records() {
                let at = made_at(record);
                made.entry(record.id()).and_modify(|known| *known = at.min(*known)).or_insert(at);
                sequence.push(record.id());
            }
            sequences.push(sequence);
        }
        // What was taken in before stands in ours as it came, in an order that hangs on that.
        if self.was_begun {
            sequences.remove(0);
        }
        sequence::merged(&sequences, &made)
    }

    pub(super) fn versions(&self, table: TableName, id: &Id) -> Vec<SideRecord<'a>> {
        let base = self.base.and_then(|base| base.get(table, id));
        self.tables(table).filter_map(|rows| rows.get(id)).map(|record| SideRecord { record, base }).collect()
    }

    /// A record as the first side that has it.
    pub(super) fn shared(&self, table: TableName, id: &Id) -> Option<AnyRecord> {
        self.tables(table).find_map(|rows| rows.shared(id))
    }

    /// What all sides know of removals.
    pub(super) fn tombstones(&self) -> BTreeMap<Place, Tombstone> {
        let mut all: BTreeMap<Place, Tombstone> = BTreeMap::new();
        for (table, id, tombstone) in
            self.all().flat_map(|network| network.removed.iter().collect::<Vec<_>>())
        {
            let place = (table, id.clone());
            let Some(known) = all.get_mut(&place) else {
                all.insert(place, tombstone.clone());
                continue;
            };
            known.removed_at = known.removed_at.max(tombstone.removed_at);
            known.visibility = known.visibility.min(tombstone.visibility);
            for (field, stamps) in tombstone.base.iter() {
                known.base.remember(field, &mut stamps.iter().copied());
            }
            known.unknown = join::unknown(&[&known.unknown, &tombstone.unknown]);
        }
        all
    }

    /// Where the nodes of the result stand: each map keeps its own places, and has others' only where it has none.
    pub(super) fn positions(&self, result: &Network) -> BTreeMap<Id, Position> {
        let mut positions: HashMap<&Id, Position> = HashMap::new();
        for (id, position) in self.all().flat_map(|network| network.positions.iter()) {
            let is_node = result.actors.contains(id) || result.competencies.contains(id);
            if is_node || self.networks[0].positions.contains_key(id) && !is_removed(result, id) {
                positions.entry(id).or_insert(*position);
            }
        }
        positions.into_iter().map(|(id, position)| (id.clone(), position)).collect()
    }
}

fn is_removed(network: &Network, id: &Id) -> bool {
    [TableName::Actors, TableName::Competencies].iter().any(|table| network.removed.get(*table, id).is_some())
}
