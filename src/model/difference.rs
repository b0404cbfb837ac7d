//! In what two states of a network differ.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, HashSet},
    sync::Arc,
};

use super::{
    AnyRecord, AnyTable, Id, Merged, Network, Position, Record, TableName, merge,
    table::{put_back, take},
};

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

    /// The records that are not as they were in an earlier state, whenever they were entered.
    pub fn records_changed_since(&self, before: &Self) -> Vec<(TableName, Id)> {
        let of = |table: &'static TableName| {
            let changed = differing(before.table(*table), self.table(*table)).into_iter();
            changed.map(|differing| (*table, differing.id))
        };
        TableName::ALL.iter().flat_map(of).collect()
    }
}

/// One record that is not the same in two states of a table.
pub(super) struct Differing {
    pub(super) id: Id,
    /// Where it stands in the later state, if it is there.
    pub(super) index: Option<usize>,
}

/// The records in which two states of a table differ; their order counts for nothing. Walks both side by side, so that
/// states which share most of their records are compared in a moment.
pub(super) fn differing(before: &dyn AnyTable, after: &dyn AnyTable) -> Vec<Differing> {
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
pub(super) fn is_equal(one: &dyn Record, two: &dyn Record) -> bool {
    let fields = one.table().schema().fields;
    one.id() == two.id()
        && one.meta().unknown == two.meta().unknown
        && fields.iter().all(|field| one.get(field) == two.get(field))
}

/// What one side did, without all that stayed the same: the records and places that differ, as they were before and as
/// they are after, and what those point to.
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
        difference.context(after);
        difference
    }

    /// Adds what the differing records point to, on both sides: where it is gone meanwhile, it can come back.
    fn context(&mut self, after: &Network) {
        let mut pointed: Vec<HashSet<Id>> = vec![HashSet::new(); TableName::ALL.len()];
        for rows in self.after.tables() {
            for record in rows.records() {
                for field in rows.schema().fields {
                    record.get(field).references(field.content, &mut |table, id| {
                        pointed[table as usize].insert(id.clone());
                    });
                }
            }
        }
        for (table, ids) in TableName::ALL.iter().zip(pointed) {
            let new = ids.iter().filter(|id| self.after.get(*table, id).is_none());
            let shared: Vec<AnyRecord> = new.filter_map(|id| after.table(*table).shared(id)).collect();
            for side in [&mut self.before, &mut self.after] {
                let rows = side.table_mut(*table);
                let end = rows.len();
                let records = shared.iter().cloned().enumerate();
                put_back(rows, records.map(|(index, record)| (end + index, record)).collect());
            }
        }
    }

    fn places(&mut self, before: &Network, after: &Network) {
        if Arc::ptr_eq(&before.positions, &after.positions) {
            return;
        }
        let (earlier, later) = (&before.positions, &after.positions);
        let changed = differing_places(earlier, later);
        let all = changed.len() <= MOST_COMPUTED_PLACES;
        let is_pinned = |position: Option<&Position>| position.is_some_and(|position| position.pinned);
        let kept = |id: &Id| all || is_pinned(earlier.get(id)) || is_pinned(later.get(id));
        for id in changed.iter().filter(|id| kept(id)) {
            let put = |network: &mut Network, at: Option<&Position>| {
                if let Some(at) = at {
                    Arc::make_mut(&mut network.positions).insert((*id).clone(), *at);
                }
            };
            put(&mut self.before, earlier.get(*id));
            put(&mut self.after, later.get(*id));
        }
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

/// The ids whose places are not the same; both maps are walked side by side.
fn differing_places<'a>(
    earlier: &'a BTreeMap<Id, Position>,
    later: &'a BTreeMap<Id, Position>,
) -> Vec<&'a Id> {
    let (mut before, mut after) = (earlier.iter().peekable(), later.iter().peekable());
    let mut differing = Vec::new();
    loop {
        let order = match (before.peek(), after.peek()) {
            (Some((one, _)), Some((two, _))) => one.cmp(two),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return differing,
        };
        let one = if order.is_le() { before.next() } else { None };
        let two = if order.is_ge() { after.next() } else { None };
        let same = one.zip(two).is_some_and(|((_, one), (_, two))| one == two);
        differing.extend(one.or(two).filter(|_| !same).map(|(id, _)| id));
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
