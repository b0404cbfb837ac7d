use std::{collections::BTreeMap, sync::Arc};

use super::{Base, Id, Stamp, TableName, Unknown, Visibility};

/// That records were removed, and nothing of what they were: kind and id with the time, who may know of it, and fields
/// of the tombstone that we do not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tombstones(Arc<BTreeMap<(TableName, Id), Tombstone>>);

#[derive(Clone, Debug, PartialEq)]
pub struct Tombstone {
    pub removed_at: Stamp,
    /// How far the record would have travelled when it was removed, and so the tombstone does: an id may be a name.
    pub visibility: Visibility,
    /// Which stamps of each field whoever removed it knew of: what changed beside is noticed.
    pub base: Base,
    pub unknown: Unknown,
}

impl Tombstones {
    pub fn get(&self, table: TableName, id: &Id) -> Option<&Tombstone> {
        self.0.get(&(table, id.clone()))
    }

    /// By kind and id: the order in which things were removed is nobody's business.
    pub fn iter(&self) -> impl Iterator<Item = (TableName, &Id, &Tombstone)> {
        self.0.iter().map(|((table, id), tombstone)| (*table, id, tombstone))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn put(&mut self, table: TableName, id: Id, tombstone: Tombstone) {
        Arc::make_mut(&mut self.0).insert((table, id), tombstone);
    }

    /// Takes a tombstone away, because what it stands for is there again.
    pub fn take(&mut self, table: TableName, id: &Id) -> Option<Stamp> {
        let key = (table, id.clone());
        if !self.0.contains_key(&key) {
            return None;
        }
        Arc::make_mut(&mut self.0).remove(&key).map(|tombstone| tombstone.removed_at)
    }
}
