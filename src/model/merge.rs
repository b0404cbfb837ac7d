//! What two sides did to one network, put together field by field: a three-way merge.

use std::{collections::HashSet, sync::Arc};

use super::{
    AnyRecord, AnyTable, Field, Id, Network, Position, Record, TableName, Unknown, Value,
    network::{put_back, take},
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
    Merge { base, mine, network: theirs.clone(), changed: Vec::new(), disputes: Vec::new() }.run(theirs)
}

fn merge_whole(base: &Network, mine: &Network, theirs: &Network) -> Merged {
    let network = if mine.has_entries_of(base) { mine } else { theirs };
    let is_disputed = mine.has_entries_of(base) && theirs.has_entries_of(base) && mine.has_entries_of(theirs);
    let (table, id) = (TableName::Network, network.about.id.clone());
    let dispute = is_disputed.then_some(Dispute { table, id, over: Over::Network });
    Merged { network: network.clone(), disputes: dispute.into_iter().collect() }
}

impl Network {
    /// Whether more than computed places sets this network apart from an earlier state of it.
    pub fn has_entries_of(&self, before: &Self) -> bool {
        let pinned = |network: &Self| -> Vec<(Id, Position)> {
            let pinned = network.positions.iter().filter(|(_, at)| at.pinned);
            pinned.map(|(id, at)| (id.clone(), *at)).collect()
        };
        self.tables()
            .zip(before.tables())
            .any(|(after, before)| after.len() != before.len() || !differing(before, after).is_empty())
            || self.unknown != before.unknown
            || !Arc::ptr_eq(&self.positions, &before.positions) && pinned(self) != pinned(before)
    }
}

/// One record that is not the same in two states of a table.
struct Differing {
    id: Id,
    /// Where it stands in the later state, if it is there.
    index: Option<usize>,
}

/// The records in which two states of a table differ; their order counts for nothing. Walks both side by side, so that
/// states which share most of their records are compared in a moment.
fn differing(before: &dyn AnyTable, after: &dyn AnyTable) -> Vec<Differing> {
    let mut found = Vec::new();
    if before.identity() == after.identity() {
        return found;
    }
    let same = |one: Option<&dyn Record>, two: &dyn Record| {
        one.is_some_and(|one| std::ptr::addr_eq(std::ptr::from_ref(one), std::ptr::from_ref(two)))
    };
    // How far a record has moved since the last one that was looked up.
    let mut shift = 0;
    for index in 0..after.len() {
        let Some(record) = after.at(index) else { continue };
        if same(before.at(index.wrapping_add_signed(shift)), record) {
            continue;
        }
        let earlier = before.index_of(record.id());
        if let Some(earlier) = earlier {
            shift = earlier.wrapping_sub(index).cast_signed();
        }
        if earlier.and_then(|earlier| before.at(earlier)).is_none_or(|earlier| !is_equal(earlier, record)) {
            found.push(Differing { id: record.id().clone(), index: Some(index) });
        }
    }
    shift = 0;
    for index in 0..before.len() {
        let Some(record) = before.at(index) else { continue };
        if same(after.at(index.wrapping_add_signed(shift)), record) {
            continue;
        }
        match after.index_of(record.id()) {
            Some(later) => shift = later.wrapping_sub(index).cast_signed(),
            None => found.push(Differing { id: record.id().clone(), index: None }),
        }
    }
    found
}

/// Whether two records say the same, whenever they began to.
fn is_equal(one: &dyn Record, two: &dyn Record) -> bool {
    let fields = one.table().schema().fields;
    one.id() == two.id()
        && one.meta().unknown == two.meta().unknown
        && fields.iter().all(|field| one.get(field) == two.get(field))
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
    fn run(mut self, theirs: &Network) -> Merged {
        let mut removed = HashSet::new();
        for table in TableName::ALL {
            self.records(*table, &mut removed);
        }
        self.keep_what_they_need(theirs, &mut removed);
        for table in TableName::ALL {
            let of_table = removed.iter().filter(|(of, _)| of == table).map(|(_, id)| id.clone());
            take(self.network.table_mut(*table), &of_table.collect());
        }
        self.bring_back_what_i_need();
        self.tombstones();
        self.positions();
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
            let merged = match theirs {
                Some(theirs) => merge_record(before, shared.as_record(), theirs, &mut self.disputes),
                None => {
                    if before.is_some() {
                        let (id, over) = (id.clone(), Over::Removal { mine: false });
                        self.disputes.push(Dispute { table, id, over });
                    }
                    shared
                }
            };
            self.network.removed.take(table, &id);
            self.changed.push((table, id));
            put.push((index, merged));
        }
        put.sort_by_key(|(index, _)| *index);
        put_back(self.network.table_mut(table), put);
    }

    /// What I removed and they changed, or point to in something they entered, stays, with all that goes with it.
    fn keep_what_they_need(&mut self, theirs: &Network, removed: &mut HashSet<Place>) {
        let mut needed: Vec<Place> = Vec::new();
        for dispute in &self.disputes {
            if dispute.over == (Over::Removal { mine: true }) {
                needed.push((dispute.table, dispute.id.clone()));
            }
        }
        if removed.is_empty() && needed.is_empty() {
            return;
        }
        for table in TableName::ALL {
            let (base, theirs) = (self.base.table(*table), theirs.table(*table));
            let changed = differing(base, theirs);
            for record in changed.iter().filter_map(|differing| theirs.at(differing.index?)) {
                for place in new_references(base.get(record.id()), record) {
                    if removed.contains(&place) {
                        let (table, id) = place.clone();
                        self.disputes.push(Dispute { table, id, over: Over::Removal { mine: true } });
                        needed.push(place);
                    }
                }
            }
        }
        self.disputes.dedup();
        while let Some((table, id)) = needed.pop() {
            removed.remove(&(table, id.clone()));
            for (dependent, ids) in TableName::ALL.iter().zip(self.base.dependent_on(table, &id)) {
                for id in ids {
                    removed.remove(&(*dependent, id));
                }
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
                for (to, id) in new_references(None, record) {
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
            for (table, ids) in TableName::ALL.iter().zip(self.base.dependent_on(table, &id)) {
                let (mine, base) = (self.mine.table(*table), self.base.table(*table));
                let gone = ids.iter().filter(|id| self.network.get(*table, id).is_none());
                let mut put: Vec<(usize, AnyRecord)> =
                    gone.filter_map(|id| Some((base.index_of(id)?, mine.shared(id)?))).collect();
                put.sort_by_key(|(index, _)| *index);
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

/// What a record points to and did not point to before.
fn new_references(before: Option<&dyn Record>, record: &dyn Record) -> Vec<Place> {
    let references = |record: &dyn Record, field: &'static Field| {
        let mut found: Vec<Place> = Vec::new();
        record.get(field).references(field.content, &mut |table, id| found.push((table, id.clone())));
        found
    };
    let mut new = Vec::new();
    for field in record.table().schema().fields {
        let earlier = before.map(|before| references(before, field)).unwrap_or_default();
        new.extend(references(record, field).into_iter().filter(|place| !earlier.contains(place)));
    }
    new
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
    }
    if mine.meta().unknown != *base_unknown {
        record.meta_mut().unknown = merge_unknown(base_unknown, &mine.meta().unknown, &theirs.meta().unknown);
    }
    merged
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

/// What one side did, without all that stayed the same: the records and places that differ, as they were before and as
/// they are after.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    pub before: Network,
    pub after: Network,
}

/// Computed places beyond this number are left out of a [`Difference`]: they are found again.
const MOST_COMPUTED_PLACES: usize = 500;

impl Difference {
    pub fn between(before: &Network, after: &Network) -> Self {
        let mut difference = Self {
            before: Network::new(before.about.id.clone()),
            after: Network::new(after.about.id.clone()),
        };
        if before.about.id != after.about.id {
            return Self { before: before.clone(), after: after.clone() };
        }
        for table in TableName::ALL {
            let (earlier, later) = (before.table(*table), after.table(*table));
            let ids: Vec<Id> = differing(earlier, later).into_iter().map(|differing| differing.id).collect();
            let of = |table: &dyn AnyTable| -> Vec<AnyRecord> {
                ids.iter().filter_map(|id| table.shared(id)).collect()
            };
            if !ids.is_empty() || *table == TableName::Network {
                let is_title_page = *table == TableName::Network;
                let whole = |table: &dyn AnyTable| if is_title_page { table.to_vec() } else { of(table) };
                difference.before.table_mut(*table).replace_all(whole(earlier));
                difference.after.table_mut(*table).replace_all(whole(later));
            }
        }
        for (table, id, tombstone) in after.removed.iter() {
            if before.removed.get(table, id) != Some(tombstone) {
                difference.after.removed.put(table, id.clone(), tombstone.clone());
            }
        }
        if before.unknown != after.unknown {
            difference.before.unknown = before.unknown.clone();
            difference.after.unknown = after.unknown.clone();
        }
        difference.places(before, after);
        difference
    }

    fn places(&mut self, before: &Network, after: &Network) {
        if Arc::ptr_eq(&before.positions, &after.positions) {
            return;
        }
        let (earlier, later) = (&before.positions, &after.positions);
        let gone = earlier.keys().filter(|id| !later.contains_key(*id));
        let changed = gone.chain(later.keys()).filter(|id| earlier.get(*id) != later.get(*id));
        let changed: Vec<&Id> = changed.collect();
        let all = changed.len() <= MOST_COMPUTED_PLACES;
        let is_pinned = |position: Option<&Position>| position.is_some_and(|position| position.pinned);
        let kept = |id: &&&Id| all || is_pinned(earlier.get(**id)) || is_pinned(later.get(**id));
        for id in changed.iter().filter(kept) {
            let put = |network: &mut Network, at: Option<&Position>| {
                if let Some(at) = at {
                    Arc::make_mut(&mut network.positions).insert((*id).clone(), *at);
                }
            };
            put(&mut self.before, earlier.get(*id));
            put(&mut self.after, later.get(*id));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }

    /// Brings differences, each of which begins where the one before it ends, into another state of the network.
    pub fn merge_into(differences: &[&Self], theirs: &Network) -> Merged {
        let base = differences
            .iter()
            .rev()
            .fold(theirs.clone(), |network, it| overlaid(&network, &it.after, &it.before));
        let mine =
            differences.iter().fold(theirs.clone(), |network, it| overlaid(&network, &it.before, &it.after));
        merge(&base, &mine, theirs)
    }
}

/// A network in which what differs is as `with` has it; `without` is the other side of the difference.
fn overlaid(network: &Network, without: &Network, with: &Network) -> Network {
    if without.about.id != with.about.id {
        return with.clone();
    }
    let mut overlaid = network.clone();
    for (table, records) in TableName::ALL.iter().zip(with.tables()) {
        let other = without.table(*table).records().map(|record| record.id().clone());
        let gone: HashSet<Id> = other.filter(|id| records.get(id).is_none()).collect();
        let rows = overlaid.table_mut(*table);
        take(rows, &gone);
        let end = rows.len();
        let records = records.to_vec().into_iter().enumerate();
        put_back(rows, records.map(|(index, record)| (end + index, record)).collect());
    }
    if without.unknown != with.unknown {
        overlaid.unknown = with.unknown.clone();
    }
    for (table, id, tombstone) in with.removed.iter() {
        overlaid.removed.put(table, id.clone(), tombstone.clone());
    }
    let places = without.positions.keys().chain(with.positions.keys());
    for id in places.collect::<HashSet<_>>() {
        let positions = Arc::make_mut(&mut overlaid.positions);
        match with.positions.get(id) {
            Some(position) => positions.insert(id.clone(), *position),
            None => positions.remove(id),
        };
    }
    overlaid
}
