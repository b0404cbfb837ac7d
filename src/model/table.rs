//! Records of one kind, and of any.

use std::{collections::HashSet, sync::Arc};

use indexmap::IndexMap;

use super::{
    About, AnyRecord, Id, Record, RecordType, TableSchema,
    field::{Field, Value},
    record::Meta,
};

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

    /// The same, sooner where the guess is right.
    pub fn index_near(&self, id: &Id, guess: usize) -> Option<usize> {
        let is_right = self.0.get_index(guess).is_some_and(|(found, _)| found == id);
        if is_right { Some(guess) } else { self.index_of(id) }
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

/// What filling an empty table takes, whichever its kind: what reads a network by this alone links nothing else of
/// [`AnyTable`].
pub trait FillTable {
    fn schema(&self) -> &'static TableSchema;
    fn len(&self) -> usize;
    /// Adds a record at the end, or replaces the one with this id in place. `None` where a required field has no value,
    /// or where the table has been shared: then nothing changes.
    fn fill(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Option<()>;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The records of one kind, whichever it is.
pub trait AnyTable: FillTable {
    fn get(&self, id: &Id) -> Option<&dyn Record>;
    /// The record at a place in document order, counted from 0.
    fn at(&self, index: usize) -> Option<&dyn Record>;
    fn index_of(&self, id: &Id) -> Option<usize>;
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
    /// Takes a record out and says where it stood.
    fn remove(&mut self, id: &Id) -> Option<(usize, AnyRecord)>;
    /// Puts a record at a place counted from 0, or in place of the one with its id. One of another kind is left out.
    fn insert(&mut self, index: usize, record: AnyRecord);
    /// The record, shared.
    fn shared(&self, id: &Id) -> Option<AnyRecord>;
    /// All records, shared, in document order.
    fn to_vec(&self) -> Vec<AnyRecord>;
    /// These records and no others, in this order.
    fn replace_all(&mut self, records: Vec<AnyRecord>);
}

impl<T: RecordType> FillTable for Table<T> {
    fn schema(&self) -> &'static TableSchema {
        T::TABLE.schema()
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn fill(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Option<()> {
        let records = Arc::get_mut(&mut self.0)?;
        let record = T::create(id, meta, value).ok()?;
        records.insert(record.id().clone(), Arc::new(record));
        Some(())
    }
}

impl<T: RecordType> AnyTable for Table<T>
where
    Arc<T>: TryFrom<AnyRecord> + Into<AnyRecord>,
{
    fn get(&self, id: &Id) -> Option<&dyn Record> {
        self.0.get(id).map(|record| &**record as &dyn Record)
    }

    fn at(&self, index: usize) -> Option<&dyn Record> {
        self.0.get_index(index).map(|(_, record)| &**record as &dyn Record)
    }

    fn index_of(&self, id: &Id) -> Option<usize> {
        self.0.get_index_of(id)
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

    fn remove(&mut self, id: &Id) -> Option<(usize, AnyRecord)> {
        if !self.contains(id) {
            return None;
        }
        let (index, _, record) = Arc::make_mut(&mut self.0).shift_remove_full(id)?;
        Some((index, record.into()))
    }

    fn insert(&mut self, index: usize, record: AnyRecord) {
        let Ok(record) = Arc::<T>::try_from(record) else { return };
        let records = Arc::make_mut(&mut self.0);
        let (end, before) = records.insert_full(record.id().clone(), record);
        if before.is_none() {
            records.move_index(end, index.min(end));
        }
    }

    fn shared(&self, id: &Id) -> Option<AnyRecord> {
        self.0.get(id).map(|record| record.clone().into())
    }

    fn to_vec(&self) -> Vec<AnyRecord> {
        self.iter().map(|record| record.clone().into()).collect()
    }

    fn replace_all(&mut self, records: Vec<AnyRecord>) {
        let mut table = IndexMap::default();
        for record in records {
            if let Ok(record) = Arc::<T>::try_from(record) {
                table.insert(record.id().clone(), record);
            }
        }
        self.0 = Arc::new(table);
    }
}

/// Takes records out of a table and says where each stood, in the order of their places.
pub(super) fn take(table: &mut dyn AnyTable, ids: &HashSet<Id>) -> Vec<(usize, AnyRecord)> {
    if let Some(id) = ids.iter().next().filter(|_| ids.len() == 1) {
        return table.remove(id).into_iter().collect();
    }
    // One by one each would move all that come after it.
    let (mut taken, mut stay) = (Vec::new(), Vec::new());
    for (index, record) in table.to_vec().into_iter().enumerate() {
        if ids.contains(record.as_record().id()) {
            taken.push((index, record));
        } else {
            stay.push(record);
        }
    }
    if !taken.is_empty() {
        table.replace_all(stay);
    }
    taken
}

/// Puts records into a table where they stood when they were taken, or in place of those with their ids.
pub(super) fn put_back(table: &mut dyn AnyTable, records: Vec<(usize, AnyRecord)>) {
    let (there, missing): (Vec<_>, Vec<_>) =
        records.into_iter().partition(|(_, record)| table.get(record.as_record().id()).is_some());
    for (index, record) in there {
        table.insert(index, record);
    }
    if missing.len() < 2 {
        missing.into_iter().for_each(|(index, record)| table.insert(index, record));
        return;
    }
    let mut missing = missing.into_iter().peekable();
    let mut merged = Vec::with_capacity(table.len() + missing.len());
    for record in table.to_vec() {
        while let Some((_, back)) = missing.next_if(|(index, _)| *index <= merged.len()) {
            merged.push(back);
        }
        merged.push(record);
    }
    merged.extend(missing.map(|(_, back)| back));
    table.replace_all(merged);
}

/// The title page: one record that is always there.
impl FillTable for Arc<About> {
    fn schema(&self) -> &'static TableSchema {
        About::TABLE.schema()
    }

    fn len(&self) -> usize {
        1
    }

    fn fill(&mut self, id: Id, meta: Meta, value: &mut ValueSource) -> Option<()> {
        *self = Arc::new(About::create(id, meta, value).ok()?);
        Some(())
    }
}

impl AnyTable for Arc<About> {
    fn get(&self, id: &Id) -> Option<&dyn Record> {
        (self.id == *id).then_some(&**self)
    }

    fn at(&self, index: usize) -> Option<&dyn Record> {
        (index == 0).then_some(&**self)
    }

    fn index_of(&self, id: &Id) -> Option<usize> {
        (self.id == *id).then_some(0)
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

    fn remove(&mut self, _: &Id) -> Option<(usize, AnyRecord)> {
        None
    }

    fn insert(&mut self, _: usize, record: AnyRecord) {
        if let AnyRecord::About(about) = record {
            *self = about;
        }
    }

    fn shared(&self, id: &Id) -> Option<AnyRecord> {
        (self.id == *id).then(|| AnyRecord::About(self.clone()))
    }

    fn to_vec(&self) -> Vec<AnyRecord> {
        vec![AnyRecord::About(self.clone())]
    }

    fn replace_all(&mut self, records: Vec<AnyRecord>) {
        records.into_iter().for_each(|record| self.insert(0, record));
    }
}
