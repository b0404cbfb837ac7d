//! Undoing and redoing: one's own steps are taken back, and what others changed since stays as it is.

use std::{collections::HashSet, sync::Arc};

use crate::model::{AnyRecord, Change, Field, Id, Network, Position, TableName, Value};

use super::{Effect, Now, Reported, State, Step, saving, update};

/// Steps kept; each shares all records it does not change.
const HISTORY_LIMIT: usize = 200;

/// A step, and the changes that take it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undoable {
    pub step: Step,
    inverse: Vec<Inverse>,
    /// Somebody else's work came in since the step was made.
    others_since: bool,
}

/// A change that takes something back, and what the step had left there.
#[derive(Clone, Debug, PartialEq)]
struct Inverse {
    change: Change,
    left: Left,
}

#[derive(Clone, Debug, PartialEq)]
enum Left {
    Values(Vec<Value>),
    Records(Vec<Option<AnyRecord>>),
    Place(Option<Position>),
    Network,
}

impl Undoable {
    /// `network` is as the step left it.
    fn new(step: Step, inverse: Vec<Change>, network: &Network) -> Self {
        let left = |change: &Change| match change {
            Change::Set { table, id, fields } => {
                let record = network.get(*table, id);
                let value = |field| record.map_or(Value::Text(String::new()), |record| record.get(field));
                Left::Values(fields.iter().map(|(field, _)| value(field)).collect())
            }
            Change::Withdraw { table, ids } => {
                Left::Records(ids.iter().map(|id| network.table(*table).shared(id)).collect())
            }
            Change::Restore { records } => {
                let shared = |(_, record): &(usize, AnyRecord)| {
                    let record = record.as_record();
                    network.table(record.table()).shared(record.id())
                };
                Left::Records(records.iter().map(shared).collect())
            }
            Change::Place { id, .. } => Left::Place(network.positions.get(id).copied()),
            Change::Remove { .. } | Change::Replace(_) => Left::Network,
        };
        let inverse = inverse.into_iter().map(|change| Inverse { left: left(&change), change }).collect();
        Self { step, inverse, others_since: false }
    }

    fn replaces_all(&self) -> bool {
        self.inverse.iter().any(|inverse| matches!(inverse.change, Change::Replace(_)))
    }
}

/// Makes changes to the network as one step, with a way back. A step that changes nothing leaves no trace.
pub(super) fn commit(state: &mut State, step: Step, changes: Vec<Change>, now: &Now) -> Vec<Effect> {
    let inverse = Arc::make_mut(&mut state.network).apply_all(changes, now.stamp());
    if inverse.is_empty() {
        return Vec::new();
    }
    state.past.push(Undoable::new(step.clone(), inverse, &state.network));
    limit(&mut state.past);
    state.future.clear();
    if !matches!(step, Step::Moved { .. } | Step::MovedTogether { .. }) {
        update::report(state, Reported::Did(step));
    }
    saving::entered(state, now)
}

fn limit(steps: &mut Vec<Undoable>) {
    steps.drain(..steps.len().saturating_sub(HISTORY_LIMIT));
}

/// From here on nothing can be taken back.
pub(super) fn forget(state: &mut State) {
    state.past.clear();
    state.future.clear();
}

/// Remembers that what others did came in.
pub(super) fn others_came_in(state: &mut State) {
    for undoable in state.past.iter_mut().chain(&mut state.future) {
        undoable.others_since = true;
    }
}

/// Takes the last step back, or the last step back back: both are changes with stamps of their own.
pub(super) fn travel(state: &mut State, forward: bool, now: &Now) -> Vec<Effect> {
    if state.is_read_only() {
        update::report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    let (from, to) =
        if forward { (&mut state.future, &mut state.past) } else { (&mut state.past, &mut state.future) };
    let Some(undoable) = from.pop() else { return Vec::new() };
    if undoable.others_since && undoable.replaces_all() {
        // What lies behind it belongs to the other network.
        from.clear();
        update::report(state, Reported::ReplacedSince);
        return Vec::new();
    }
    let Undoable { step, inverse, others_since } = undoable;
    let mut left_alone = Vec::new();
    if matches!(step, Step::MergedIn { .. }) {
        state.inbox = Arc::new(state.inbox.begin_anew());
    }
    let changes: Vec<Change> = if others_since {
        let guard = Guard { network: &state.network, inverse: &inverse };
        inverse.iter().filter_map(|inverse| guard.change(inverse, &mut left_alone)).collect()
    } else {
        inverse.into_iter().map(|inverse| inverse.change).collect()
    };
    let inverse = Arc::make_mut(&mut state.network).apply_all(changes, now.stamp());
    if !inverse.is_empty() {
        to.push(Undoable::new(step.clone(), inverse, &state.network));
        limit(to);
    }
    left_alone.dedup();
    update::report(
        state,
        match (left_alone.is_empty(), forward) {
            (false, _) => Reported::LeftAlone { step, names: left_alone, redone: forward },
            (true, true) => Reported::Redid(step),
            (true, false) => Reported::Undid(step),
        },
    );
    saving::entered(state, now)
}

/// Tells what of a step can be taken back although others have changed things since.
struct Guard<'a> {
    network: &'a Network,
    inverse: &'a [Inverse],
}

impl Guard<'_> {
    /// The part of the change that undoes nobody else's work; what stays is named.
    fn change(&self, inverse: &Inverse, left_alone: &mut Vec<String>) -> Option<Change> {
        match (&inverse.change, &inverse.left) {
            (Change::Set { table, id, fields }, Left::Values(left)) => {
                let record = self.network.get(*table, id);
                let is_mine = |field, left: &Value| record.is_some_and(|record| record.get(field) == *left);
                // What it pointed to may be gone.
                let still_points = |field: &Field, value: &Value| {
                    let mut all = true;
                    value.references(field.content, &mut |table, id| all &= self.is_there(table, id));
                    all
                };
                let mine = fields
                    .iter()
                    .zip(left)
                    .filter(|((field, value), left)| is_mine(field, left) && still_points(field, value));
                let mine: Vec<_> = mine.map(|(field, _)| field.clone()).collect();
                if mine.len() < fields.len() {
                    left_alone.push(self.network.name_of(*table, id));
                }
                (!mine.is_empty()).then(|| Change::Set { table: *table, id: id.clone(), fields: mine })
            }
            (Change::Withdraw { table, ids }, Left::Records(left)) => {
                let mine = ids.iter().zip(left).filter(|(id, left)| {
                    self.is_as_left(*table, id, left.as_ref()) && !self.others_point_to(*table, id)
                });
                let mine: Vec<Id> = mine.map(|(id, _)| id.clone()).collect();
                let stays = |id: &&Id| !mine.contains(id) && self.network.get(*table, id).is_some();
                left_alone.extend(ids.iter().filter(stays).map(|id| self.network.name_of(*table, id)));
                (!mine.is_empty()).then(|| Change::Withdraw { table: *table, ids: mine })
            }
            (Change::Restore { records }, Left::Records(left)) => {
                let table = records.first()?.1.as_record().table();
                let (mine, others): (Vec<_>, Vec<_>) =
                    records.iter().zip(left).partition(|((_, record), left)| {
                        let id = record.as_record().id();
                        self.is_as_left(table, id, left.as_ref()) && self.has_what_it_needs(record)
                    });
                let schema = table.schema();
                let name = |record: &AnyRecord| {
                    let record = record.as_record();
                    match schema.title.and_then(|title| schema.field(title)).map(|field| record.get(field)) {
                        Some(Value::Text(text)) => text,
                        _ => self.network.name_of(table, record.id()),
                    }
                };
                left_alone.extend(others.iter().map(|((_, record), _)| name(record)));
                let records: Vec<_> = mine.into_iter().map(|(record, _)| record.clone()).collect();
                (!records.is_empty()).then_some(Change::Restore { records })
            }
            (Change::Place { id, .. }, Left::Place(left)) => {
                let pinned = left.is_some_and(|left| left.pinned);
                let is_mine = !pinned || self.network.positions.get(id).copied() == *left;
                is_mine.then(|| inverse.change.clone())
            }
            _ => Some(inverse.change.clone()),
        }
    }

    fn is_as_left(&self, table: TableName, id: &Id, left: Option<&AnyRecord>) -> bool {
        let fields = table.schema().fields;
        match (self.network.get(table, id), left.map(AnyRecord::as_record)) {
            (None, None) => true,
            (Some(there), Some(left)) => fields.iter().all(|field| there.get(field) == left.get(field)),
            _ => false,
        }
    }

    /// Whether a record that this step did not make refers to one that it made.
    fn others_point_to(&self, table: TableName, id: &Id) -> bool {
        let mut withdrawn: HashSet<(TableName, &Id)> = HashSet::new();
        for inverse in self.inverse {
            if let Change::Withdraw { table, ids } = &inverse.change {
                withdrawn.extend(ids.iter().map(|id| (*table, id)));
            }
        }
        // A field that the step itself set is taken back with it.
        let set = |of: TableName, record: &Id| {
            self.inverse.iter().any(|inverse| {
                matches!(&inverse.change, Change::Set { table, id, .. } if *table == of && id == record)
            })
        };
        self.network.tables().any(|rows| {
            let of = rows.schema().table;
            let points = |field: &&Field| field.content.points_to(table);
            let fields: Vec<_> = rows.schema().fields.iter().filter(points).collect();
            !fields.is_empty()
                && rows.records().any(|record| {
                    let mut found = false;
                    for field in &fields {
                        record.get(field).references(field.content, &mut |to, to_id| {
                            found |= to == table && to_id == id;
                        });
                    }
                    found && !withdrawn.contains(&(of, record.id())) && !set(of, record.id())
                })
        })
    }

    /// Whether all that a record requires is there, or comes back with it.
    fn has_what_it_needs(&self, record: &AnyRecord) -> bool {
        let record = record.as_record();
        let mut has_all = true;
        for field in record.table().schema().fields.iter().filter(|field| field.required) {
            let value = record.get(field);
            value.references(field.content, &mut |table, id| has_all &= self.is_there(table, id));
        }
        has_all
    }

    /// Whether a record is there, or comes back with the step.
    fn is_there(&self, table: TableName, id: &Id) -> bool {
        let comes_back = |inverse: &Inverse| match &inverse.change {
            Change::Restore { records } => records.iter().any(|(_, record)| {
                let record = record.as_record();
                record.table() == table && record.id() == id
            }),
            _ => false,
        };
        self.network.get(table, id).is_some() || self.inverse.iter().any(comes_back)
    }
}
