use std::{collections::BTreeMap, sync::Arc};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{
    About, Actor, Competency, Contact, Id, Link, Meeting, Need, Offer, Record, Removed, Sector, Topic,
    Unknown,
};

/// The kinds of record, named as tombstones name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub enum TableName {
    #[serde(rename = "network")]
    Network,
    #[serde(rename = "sector")]
    Sectors,
    #[serde(rename = "competency")]
    Competencies,
    #[serde(rename = "actor")]
    Actors,
    #[serde(rename = "offer")]
    Offers,
    #[serde(rename = "need")]
    Needs,
    #[serde(rename = "link")]
    Links,
    #[serde(rename = "topic")]
    Topics,
    #[serde(rename = "meeting")]
    Meetings,
    #[serde(rename = "contact")]
    Contacts,
    #[serde(rename = "removed")]
    Removed,
}

/// Records of one kind in document order, found by id.
///
/// Cloning shares everything; changing copies the table's pointers but no untouched record. [`Table::same`]
/// tells in constant time whether anything can have changed.
#[derive(Clone, Debug)]
pub struct Table<T>(Arc<IndexMap<Id, Arc<T>>>);

/// The same records in the same order; shared records are not looked into.
impl<T: Record> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other)
            || self.len() == other.len()
                && self.iter().zip(other.iter()).all(|(one, two)| Arc::ptr_eq(one, two) || one == two)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T: Record> Table<T> {
    pub fn get(&self, id: &Id) -> Option<&Arc<T>> {
        self.0.get(id)
    }

    pub fn contains(&self, id: &Id) -> bool {
        self.0.contains_key(id)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Arc<T>> + ExactSizeIterator + Clone {
        self.0.values()
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Where the record stands in the document.
    pub fn index_of(&self, id: &Id) -> Option<usize> {
        self.0.get_index_of(id)
    }

    /// Adds the record at the end, or replaces the one with its id in place.
    pub fn put(&mut self, record: T) {
        Arc::make_mut(&mut self.0).insert(record.id().clone(), Arc::new(record));
    }

    pub fn remove(&mut self, id: &Id) -> Option<Arc<T>> {
        if !self.contains(id) {
            return None;
        }
        Arc::make_mut(&mut self.0).shift_remove(id)
    }

    /// Keeps the records for which `keep` holds; leaves a table without losses untouched.
    pub fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        if self.iter().any(|record| !keep(record)) {
            Arc::make_mut(&mut self.0).retain(|_, record| keep(record));
        }
    }

    /// Both are the same table, not merely equal ones.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Record> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(Arc::new(records.into_iter().map(|record| (record.id().clone(), Arc::new(record))).collect()))
    }
}

/// Where a node of the picture stands, in the units of the drawing (y downwards).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Position {
    pub x: f64,
    pub y: f64,
    /// Put there by hand; the layout leaves it alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
}

/// The whole document. Cloning is cheap and shares all records.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    pub about: Arc<About>,
    pub sectors: Table<Sector>,
    pub competencies: Table<Competency>,
    pub actors: Table<Actor>,
    pub offers: Table<Offer>,
    pub needs: Table<Need>,
    pub links: Table<Link>,
    pub topics: Table<Topic>,
    pub meetings: Table<Meeting>,
    pub contacts: Table<Contact>,
    pub positions: Arc<BTreeMap<Id, Position>>,
    pub removed: Table<Removed>,
    /// Top-level fields of the document that we do not know.
    pub unknown: Arc<Unknown>,
}

impl Network {
    pub fn new(id: Id) -> Self {
        Self {
            about: Arc::new(About::new(id)),
            sectors: Table::default(),
            competencies: Table::default(),
            actors: Table::default(),
            offers: Table::default(),
            needs: Table::default(),
            links: Table::default(),
            topics: Table::default(),
            meetings: Table::default(),
            contacts: Table::default(),
            positions: Arc::default(),
            removed: Table::default(),
            unknown: Arc::default(),
        }
    }
}
