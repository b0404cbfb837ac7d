use std::{
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::{
    About, Actor, Agreement, Competency, Contact, Group, Id, Link, Meeting, Need, Offer, Record, RecordType,
    Sector, Stamp, Stamps, TableSchema, Topic, Unknown,
    field::{Field, Value},
    record::Meta,
};

/// Lists the kinds of record; each is described in `record.rs`.
macro_rules! tables {
    ($( $section:ident: $record:ident in $table:ident, $kind:literal; )*) => {
        /// The kinds of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TableName {
            Network,
            $( $table, )*
        }

        impl TableName {
            /// In the order of the document.
            pub const ALL: &'static [Self] = &[Self::Network, $( Self::$table, )*];

            pub fn schema(self) -> &'static TableSchema {
                &SCHEMAS[self as usize]
            }
        }

        static SCHEMAS: &[TableSchema] = &[
            schema::<About>("network", "network"),
            $( schema::<$record>(stringify!($section), $kind), )*
        ];

        /// One record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRecord {
            About(Arc<About>),
            $( $record(Arc<$record>), )*
        }

        impl AnyRecord {
            pub fn as_record(&self) -> &dyn Record {
                match self {
                    Self::About(record) => &**record,
                    $( Self::$record(record) => &**record, )*
                }
            }

            pub fn as_record_mut(&mut self) -> &mut dyn Record {
                match self {
                    Self::About(record) => Arc::make_mut(record) as &mut dyn Record,
                    $( Self::$record(record) => Arc::make_mut(record) as &mut dyn Record, )*
                }
            }
        }

        impl From<About> for AnyRecord {
            fn from(record: About) -> Self {
                Self::About(Arc::new(record))
            }
        }

        $(
            impl From<$record> for AnyRecord {
                fn from(record: $record) -> Self {
                    Self::$record(Arc::new(record))
                }
            }

            impl TryFrom<AnyRecord> for Arc<$record> {
                type Error = AnyRecord;

                fn try_from(record: AnyRecord) -> Result<Self, AnyRecord> {
                    match record {
                        AnyRecord::$record(record) => Ok(record),
                        other => Err(other),
                    }
                }
            }
        )*

        /// The whole document. Cloning is cheap and shares all records.
        #[derive(Clone, Debug, PartialEq)]
        pub struct Network {
            pub about: Arc<About>,
            $( pub $section: Table<$record>, )*
            pub positions: Arc<BTreeMap<Id, Position>>,
            pub removed: Tombstones,
            /// Top-level fields of the document that we do not know.
            pub unknown: Arc<Unknown>,
        }

        impl Network {
            pub fn new(id: Id) -> Self {
                Self {
                    about: Arc::new(About::new(id)),
                    $( $section: Table::default(), )*
                    positions: Arc::default(),
                    removed: Tombstones::default(),
                    unknown: Arc::default(),
                }
            }

            /// Every table in the order of the document, the title page among them as a table of one.
            pub fn tables(&self) -> impl Iterator<Item = &dyn AnyTable> {
                [&self.about as &dyn AnyTable, $( &self.$section, )*].into_iter()
            }

            pub fn tables_mut(&mut self) -> impl Iterator<Item = &mut dyn AnyTable> {
                [&mut self.about as &mut dyn AnyTable, $( &mut self.$section, )*].into_iter()
            }

            pub fn table(&self, table: TableName) -> &dyn AnyTable {
                match table {
                    TableName::Network => &self.about,
                    $( TableName::$table => &self.$section, )*
                }
            }

            pub fn table_mut(&mut self, table: TableName) -> &mut dyn AnyTable {
                match table {
                    TableName::Network => &mut self.about,
                    $( TableName::$table => &mut self.$section, )*
                }
            }
        }
    };
}

tables! {
    sectors: Sector in Sectors, "sector";
    competencies: Competency in Competencies, "competency";
    actors: Actor in Actors, "actor";
    offers: Offer in Offers, "offer";
    needs: Need in Needs, "need";
    links: Link in Links, "link";
    topics: Topic in Topics, "topic";
    meetings: Meeting in Meetings, "meeting";
    groups: Group in Groups, "group";
    agreements: Agreement in Agreements, "agreement";
    contacts: Contact in Contacts, "contact";
}

const fn schema<T: RecordType>(section: &'static str, kind: &'static str) -> TableSchema {
    TableSchema { table: T::TABLE, section, kind, title: T::TITLE, fields: T::FIELDS }
}

impl TableName {
    /// The kind whose tombstones say `kind`. The title page has none.
    pub fn of_kind(kind: &str) -> Option<Self> {
        Self::ALL[1..].iter().copied().find(|table| table.schema().kind == kind)
    }
}

impl Network {
    pub fn get(&self, table: TableName, id: &Id) -> Option<&dyn Record> {
        self.table(table).get(id)
    }

    /// What people call a record: its title, else its ends; empty for one that is not there.
    pub fn name_of(&self, table: TableName, id: &Id) -> String {
        let Some(record) = self.get(table, id) else { return String::new() };
        let schema = table.schema();
        let title = schema.title.and_then(|title| schema.field(title));
        if let Some(Value::Text(text)) = title.map(|field| record.get(field))
            && !text.is_empty()
        {
            return text;
        }
        let ends = schema.fields.iter().filter(|field| field.required).filter_map(|field| {
            let mut name = None;
            record
                .get(field)
                .references(field.content, &mut |table, id| name = Some(self.name_of(table, id)));
            name
        });
        ends.collect::<Vec<_>>().join(" – ")
    }

    /// Nothing but positions and tombstones can differ: the tables are the same ones.
    pub fn same_records(&self, other: &Self) -> bool {
        self.tables().zip(other.tables()).all(|(one, other)| one.identity() == other.identity())
    }
}

/// Records of one kind in document order, found by id.
///
/// Cloning shares everything; changing copies the table's pointers but no untouched record. [`Table::same`]
/// tells in constant time whether anything can have changed.
#[derive(Clone, Debug)]
pub struct Table<T>(Arc<IndexMap<Id, Arc<T>>>);

/// The same records in the same order; shared records are not looked into.
impl<T: RecordType> PartialEq for Table<T> {
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

impl<T: RecordType> Table<T> {
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

    /// Adds the record at the end, or replaces the one with its id in place. Stamps stay as they are.
    pub fn put(&mut self, record: T) {
        Arc::make_mut(&mut self.0).insert(record.id().clone(), Arc::new(record));
    }

    /// Both are the same table, not merely equal ones.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: RecordType> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(records: I) -> Self {
        Self(Arc::new(records.into_iter().map(|record| (record.id().clone(), Arc::new(record))).collect()))
    }
}

/// Gives the value of a field, if there is one.
pub type ValueSource<'a> = dyn FnMut(&'static Field) -> Option<Value> + 'a;

/// The records of one kind, whichever it is.
pub trait AnyTable {
    fn schema(&self) -> &'static TableSchema;
    fn len(&self) -> usize;
    fn get(&self, id: &Id) -> Option<&dyn Record>;
    /// The records in document order.
    fn records(&self) -> Box<dyn Iterator<Item = &dyn Record> + '_>;
    /// Equal for two tables in which nothing can differ.
    fn identity(&self) -> *const ();
    /// A copy of the record to change, in its place.
    fn get_mut(&mut self, id: &Id) -> Option<&mut dyn Record>;
    /// Adds a record at the end, or replaces the one with this id in place.
    ///
    /// # Errors
    /// The required field that has no value; then nothing changes.
    fn create(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Result<(), &'static Field>;
    /// Takes records out and says where each stood, in the order of their places.
    fn take(&mut self, ids: &HashSet<Id>) -> Vec<(usize, AnyRecord)>;
    /// Puts records where they stood when they were taken, or in place of those with their ids. Records of another kind
    /// are left out.
    fn put_back(&mut self, records: Vec<(usize, AnyRecord)>);

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T: RecordType + Into<AnyRecord>> AnyTable for Table<T>
where
    Arc<T>: TryFrom<AnyRecord>,
{
    fn schema(&self) -> &'static TableSchema {
        T::TABLE.schema()
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, id: &Id) -> Option<&dyn Record> {
        self.0.get(id).map(|record| &**record as &dyn Record)
    }

    fn records(&self) -> Box<dyn Iterator<Item = &dyn Record> + '_> {
        Box::new(self.0.values().map(|record| &**record as &dyn Record))
    }

    fn identity(&self) -> *const () {
        Arc::as_ptr(&self.0).cast()
    }

    fn get_mut(&mut self, id: &Id) -> Option<&mut dyn Record> {
        if !self.contains(id) {
            return None;
        }
        Arc::make_mut(&mut self.0).get_mut(id).map(|record| Arc::make_mut(record) as &mut dyn Record)
    }

    fn create(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Result<(), &'static Field> {
        self.put(T::create(id, meta, value)?);
        Ok(())
    }

    fn take(&mut self, ids: &HashSet<Id>) -> Vec<(usize, AnyRecord)> {
        if !ids.iter().any(|id| self.contains(id)) {
            return Vec::new();
        }
        let mut taken = Vec::new();
        let mut index = 0;
        Arc::make_mut(&mut self.0).retain(|id, record| {
            let stays = !ids.contains(id);
            if !stays {
                taken.push((index, record.to_any()));
            }
            index += 1;
            stays
        });
        taken
    }

    fn put_back(&mut self, records: Vec<(usize, AnyRecord)>) {
        let table = Arc::make_mut(&mut self.0);
        let mut missing = Vec::new();
        for (index, record) in records {
            let Ok(record) = Arc::<T>::try_from(record) else { continue };
            match table.get_mut(record.id()) {
                Some(there) => *there = record,
                None => missing.push((index, record)),
            }
        }
        if missing.is_empty() {
            return;
        }
        let mut merged = IndexMap::with_capacity(table.len() + missing.len());
        let mut missing = missing.into_iter().peekable();
        for (id, record) in table.drain(..) {
            while let Some((_, back)) = missing.next_if(|(index, _)| *index <= merged.len()) {
                merged.insert(back.id().clone(), back);
            }
            merged.insert(id, record);
        }
        merged.extend(missing.map(|(_, back)| (back.id().clone(), back)));
        *table = merged;
    }
}

/// The title page: one record that is always there.
impl AnyTable for Arc<About> {
    fn schema(&self) -> &'static TableSchema {
        About::TABLE.schema()
    }

    fn len(&self) -> usize {
        1
    }

    fn get(&self, id: &Id) -> Option<&dyn Record> {
        (self.id == *id).then_some(&**self)
    }

    fn records(&self) -> Box<dyn Iterator<Item = &dyn Record> + '_> {
        Box::new(std::iter::once(&**self as &dyn Record))
    }

    fn identity(&self) -> *const () {
        Arc::as_ptr(self).cast()
    }

    fn get_mut(&mut self, id: &Id) -> Option<&mut dyn Record> {
        (self.id == *id).then(|| Arc::make_mut(self) as &mut dyn Record)
    }

    fn create(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Result<(), &'static Field> {
        *self = Arc::new(About::create(id, meta, value)?);
        Ok(())
    }

    fn take(&mut self, _: &HashSet<Id>) -> Vec<(usize, AnyRecord)> {
        Vec::new()
    }

    fn put_back(&mut self, records: Vec<(usize, AnyRecord)>) {
        for (_, record) in records {
            if let AnyRecord::About(about) = record {
                *self = about;
            }
        }
    }
}

/// Where a node of the picture stands, in the units of the drawing (y downwards).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Position {
    pub x: f64,
    pub y: f64,
    /// Put there by hand; the layout leaves it alone.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub pinned: bool,
}

/// That records were removed, and nothing of what they were: kind and id with the time, and fields of the
/// tombstone that we do not know.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tombstones(Arc<IndexMap<(TableName, Id), Tombstone>>);

#[derive(Clone, Debug, PartialEq)]
pub struct Tombstone {
    pub removed_at: Stamp,
    pub unknown: Unknown,
}

impl Tombstones {
    pub fn get(&self, table: TableName, id: &Id) -> Option<&Tombstone> {
        self.0.get(&(table, id.clone()))
    }

    /// In the order of the document.
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
        // Their order says nothing.
        Arc::make_mut(&mut self.0).swap_remove(&key).map(|tombstone| tombstone.removed_at)
    }
}

/// The latest of some stamps.
pub(super) fn latest(stamps: &Stamps) -> Option<Stamp> {
    stamps.values().max().copied()
}
