//! The difference between what a file says and what is there, before anything happens, and the changes that follow.
//!
//! `recognise.rs` tells which record of the present network a row means, by what `known.rs` knows it again, `compare.rs` what the row says that is not
//! there yet, `near.rs` and `renamed.rs` what somebody has to be asked about, `changes.rs` and `receipt.rs` what comes
//! of it. An import adds and fills in; it never removes, and what the file does not say stays.
//!
//! A field is *said* where it is filled. The word that a field holds when nothing is said (`Field::usual`) is said only
//! where the field has a stamp, so that a list without a column for it makes no organisation of a person.

mod changes;
mod compare;
mod known;
mod near;
mod receipt;
mod recognise;
mod references;
mod renamed;

use std::collections::{HashMap, HashSet};

use super::{Incoming, Origin, Problem};
use crate::{
    model::{Field, Id, Network, TableName, Value},
    query::{fold, search::Likeness},
};
use compare::Comparison;
use recognise::Recognition;

pub use receipt::ReceiptRow;

/// What actors are recognised by. All else goes by its ids where the file has some, then by its name or its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// By the file's own ids; a row whose id is not there by its name, as rows are that somebody added by hand.
    Id,
    /// By the name, folded.
    Name,
    /// By name and place, folded. Where one side names no place, the name alone counts, if it fits one actor only.
    NameAndPlace,
}

impl Key {
    pub const ALL: &'static [Self] = &[Self::Id, Self::Name, Self::NameAndPlace];

    /// What is probably meant.
    pub fn guess(incoming: &Incoming, present: &Network) -> Self {
        let has = |table: &TableName| {
            let there = present.table(*table);
            incoming.network.table(*table).records().any(|record| there.get(record.id()).is_some())
        };
        if incoming.has_ids && TableName::ALL[1..].iter().any(has) {
            return Self::Id;
        }
        let names_places = |network: &Network| network.actors.iter().any(|actor| !actor.place.is_empty());
        if names_places(&incoming.network) && names_places(present) { Self::NameAndPlace } else { Self::Name }
    }
}

/// What somebody decided about single rows and terms.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// By the term's [`term_key`]: one answer for all cells in which it stands.
    pub terms: HashMap<String, Decision>,
    /// By kind and the id in the file. They count before those on terms.
    pub records: HashMap<(TableName, Id), Decision>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A record of its own. Of a term that is there by the same name it says nothing; of any other record it counts for
    /// this import only, since the next one would add it once more.
    New,
    /// This present record. One that is not there any more counts as no decision.
    Is(Id),
    /// Not to be taken.
    Aside,
}

/// What all spellings of a term have in common.
pub fn term_key(term: &str) -> String {
    let key = fold::key(term);
    // Signs alone fold to nothing.
    if key.is_empty() { term.trim().to_lowercase() } else { key }
}

/// What becomes of each record of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// One for each record of the file, by kind and in the order of the file.
    pub entries: Vec<Entry>,
    /// Present records of kinds that the file lists and that it does not name. They stay.
    pub missing: Vec<(TableName, Id)>,
    /// What was found while the file was read.
    pub problems: Vec<Problem>,
    counts: HashMap<(TableName, State), usize>,
    present: Network,
    incoming: Network,
    /// By the ids that records have until they get their own: those in the file.
    newcomers: HashMap<(TableName, Id), Id>,
    /// New records that keep the id of the file.
    keeps_id: HashSet<(TableName, Id)>,
}

/// What becomes of one record of the file.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub table: TableName,
    /// In the file.
    pub id: Id,
    pub origin: Option<Origin>,
    pub state: State,
    /// The present record that is meant, or the new one by the id that it has until it gets its own; none for what is
    /// put aside.
    pub record: Option<Id>,
    /// How a present record was recognised.
    pub by: Option<By>,
    /// What is said and was not there, and what stays although the file says nothing of it.
    pub fields: Vec<FieldChange>,
    /// The first entry of the same record, where it is another one: by its place among the entries.
    pub joins: Option<usize>,
    pub question: Option<Question>,
    /// Whether somebody decided what this is; the answer can still be changed.
    pub is_decided: bool,
    /// Why it was put aside.
    pub reason: Option<Reason>,
    pub remarks: Vec<Remark>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    New,
    Changed,
    /// The file says nothing that is not there.
    Same,
    /// As `Same`, and the file has an empty cell where something stands: that never erases.
    Kept,
    PutAside,
    /// Not in the file.
    Missing,
}

impl State {
    pub const ALL: &'static [Self] =
        &[Self::New, Self::Changed, Self::Same, Self::Kept, Self::PutAside, Self::Missing];
}

/// How a present record was recognised, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum By {
    /// Its name, its ends, its day.
    Words,
    Decision,
    Id,
}

#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    pub field: &'static Field,
    /// Before, and what stands there afterwards unless it is kept. References lead to present records or to those that
    /// [`Difference::name_of`] knows.
    pub old: Value,
    pub new: Value,
    /// The old value stays: the file says nothing, or the title page says something else already.
    pub kept: bool,
}

/// What somebody is asked about an entry. Until there is an answer, a near term and a renamed actor are new, and what
/// fits several records is put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Competencies that are nearly called the same, the nearest first: did you mean one of them?
    Near(Vec<(Id, Likeness)>),
    /// Which of these present records is meant? Of one, whether it is meant too: another row fits it as well.
    Which(Vec<Id>),
    /// Is this actor, which is not in the file, called otherwise now?
    Renamed(Id),
}

/// Why a record is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Somebody said so.
    Decided,
    /// By its place among [`Difference::problems`].
    Problem(usize),
    /// It fits several, see the question.
    Several,
    /// It has no name by which to know it again.
    Nameless,
    /// It means nothing without this record of the file, which is put aside or not there.
    Without { table: TableName, id: Id },
    /// Only records that are put aside speak of it.
    Unused,
}

/// Something about a record that is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// An earlier row of the same record says something else, and that counts: its entry, by place.
    Differs { field: &'static Field, earlier: usize },
    /// Points to this record of the file, which is put aside, not there, or the record itself. Left out.
    LeftOut { field: &'static Field, table: TableName, id: Id },
}

impl Difference {
    pub fn new(incoming: &Incoming, present: &Network, key: Key, decisions: &Decisions) -> Self {
        let recognition = Recognition::new(incoming, present, key, decisions);
        let Comparison { entries, newcomers } = compare::compare(&recognition);
        let missing = missing(&recognition, &entries);
        let keeps_id = |entry: &&Entry| {
            // Actors and competencies share the places of the picture.
            let is_free = || present.tables().all(|table| table.get(&entry.id).is_none());
            entry.state == State::New && incoming.is_own_id(entry.table, &entry.id) && is_free()
        };
        let keeps_id = entries.iter().filter(keeps_id).map(|entry| (entry.table, entry.id.clone())).collect();
        let mut counts = HashMap::new();
        let states = entries.iter().map(|entry| (entry.table, entry.state));
        for counted in states.chain(missing.iter().map(|(table, _)| (*table, State::Missing))) {
            *counts.entry(counted).or_default() += 1;
        }
        Self {
            entries,
            missing,
            problems: incoming.problems.clone(),
            counts,
            present: present.clone(),
            incoming: incoming.network.clone(),
            newcomers,
            keeps_id,
        }
    }

    /// How many records of a kind came into a state. All but those that are missing add up to what the file has.
    pub fn count(&self, table: TableName, state: State) -> usize {
        self.counts.get(&(table, state)).copied().unwrap_or_default()
    }

    /// Whether nothing would change.
    pub fn is_empty(&self) -> bool {
        self.entries.iter().all(|entry| !matches!(entry.state, State::New | State::Changed))
            && self.places().next().is_none()
    }

    /// What people call a record that a value leads to, or one of the present network.
    pub fn name_of(&self, table: TableName, id: &Id) -> String {
        match self.newcomers.get(&(table, id.clone())) {
            Some(id) => self.incoming.name_of(table, id),
            None => self.present.name_of(table, id),
        }
    }

    /// The place that a present actor names.
    pub(crate) fn place_of(&self, table: TableName, id: &Id) -> Option<&str> {
        let actor = self.present.actors.get(id).filter(|_| table == TableName::Actors)?;
        (!actor.place.is_empty()).then_some(&actor.place)
    }

    /// What people call a record of the file.
    pub fn name_in_file(&self, table: TableName, id: &Id) -> String {
        self.incoming.name_of(table, id)
    }
}

/// The present records that the file would name if it knew them: of kinds that it lists, and about records that it
/// names, where it lists those. Terms and sectors that only stand in cells of others are no list.
fn missing(recognition: &Recognition, entries: &[Entry]) -> Vec<(TableName, Id)> {
    let mut named: Vec<HashSet<&Id>> = vec![HashSet::new(); TableName::ALL.len()];
    let mut is_list = vec![false; TableName::ALL.len()];
    for entry in entries {
        let is_cell = matches!(entry.table, TableName::Sectors | TableName::Competencies)
            && entry.origin.is_some_and(|origin| origin.column.is_some());
        is_list[entry.table as usize] |= !is_cell;
    }
    for (table, rows) in TableName::ALL.iter().zip(&recognition.rows) {
        named[*table as usize].extend(rows.iter().flat_map(|row| row.meant()));
    }
    let mut missing = Vec::new();
    for table in &TableName::ALL[1..] {
        if !is_list[*table as usize] {
            continue;
        }
        for record in recognition.present.table(*table).records() {
            if named[*table as usize].contains(record.id()) {
                continue;
            }
            let mut is_of_file = true;
            for field in table.schema().fields.iter().filter(|field| field.required) {
                record.get(field).references(field.content, &mut |table, id| {
                    is_of_file &= !is_list[table as usize] || named[table as usize].contains(id);
                });
            }
            if is_of_file {
                missing.push((*table, record.id().clone()));
            }
        }
    }
    missing
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
