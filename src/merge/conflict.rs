//! What both sides changed without knowing of each other.

use std::collections::BTreeMap;

use super::{
    Merge, Place, Side,
    join::{self, Touched, touched},
    side::{SideRecord, knows},
};
use crate::model::{Content, Field, Id, Network, Record, Stamp, TableName, Tombstone, Value};

/// Something that both sides did, and of which only one can stay.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub table: TableName,
    pub id: Id,
    pub over: Over,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Over {
    /// Fields of one decision. The later version stands in the result.
    Fields { fields: Vec<&'static Field>, ours: Version, theirs: Version },
    /// One side removed the record, the other changed it or something that hangs on it. In the result it stays.
    Removal { by: Side, removed_at: Stamp },
}

/// What a side says.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// For each field of the decision.
    pub values: Vec<Value>,
    /// When the last of them changed.
    pub at: Option<Stamp>,
    /// Which of theirs it is, by number.
    pub side: usize,
}

/// All conflicts between ours and the latest of theirs, in the order of the result.
pub(super) fn all(merge: &Merge, result: &Network, tombstones: &BTreeMap<Place, Tombstone>) -> Vec<Conflict> {
    let mut conflicts = Vec::new();
    for table in TableName::ALL {
        for record in result.table(*table).records() {
            let id = record.id();
            let conflict = |over| Conflict { table: *table, id: id.clone(), over };
            if let Some(tombstone) = tombstones.get(&(*table, id.clone())) {
                conflicts.extend(removal(merge, record, tombstone).map(conflict));
            }
            conflicts.extend(fields(merge, *table, id).into_iter().map(conflict));
        }
    }
    conflicts
}

fn removal(merge: &Merge, record: &dyn Record, tombstone: &Tombstone) -> Option<Over> {
    let removed_at = tombstone.removed_at;
    let required = record.table().schema().fields.iter().filter(|field| field.required);
    // Somebody who knew of the removal entered it again.
    let is_settled = required.clone().count() > 0
        && required
            .clone()
            .all(|field| record.meta().changed.get(field.name).is_some_and(|at| *at > removed_at));
    let (table, id) = (record.table(), record.id());
    let removed_by = |network: &Network| network.removed.get(table, id).is_some();
    let by = if merge.ours.get(table, id).is_some() {
        merge.theirs.iter().any(|network| removed_by(network)).then_some(Side::Theirs)
    } else {
        removed_by(merge.ours).then_some(Side::Ours)
    };
    by.filter(|_| !is_settled).map(|by| Over::Removal { by, removed_at })
}

fn fields(merge: &Merge, table: TableName, id: &Id) -> Vec<Over> {
    let own = &merge.ours.about.id;
    let base = merge.base.and_then(|base| base.get(table, id));
    let Some(ours) = merge.ours.get(table, id).map(|record| SideRecord { record, base }) else {
        return Vec::new();
    };
    let theirs: Vec<(usize, SideRecord)> = merge
        .theirs
        .iter()
        .enumerate()
        .filter(|(_, network)| table != TableName::Network || network.about.id == *own)
        .filter_map(|(side, network)| Some((side, SideRecord { record: network.get(table, id)?, base })))
        .collect();
    if theirs.is_empty() {
        return Vec::new();
    }
    let records: Vec<SideRecord> = theirs.iter().map(|(_, record)| *record).collect();
    let mut found = Vec::new();
    for fields in join::decisions(table.schema()) {
        // Sets are put together, and that something is still true is no matter of dispute.
        if fields[0].content.elements_refer_to().is_some() || fields[0].name == "confirmed_on" {
            continue;
        }
        let Some(latest) = join::ranked(&fields, &records).first().copied() else { continue };
        let is_untouched =
            |side: &SideRecord| fields.iter().all(|it| touched(side.record, it) == Touched::Never);
        let differs = !is_untouched(&ours)
            && !is_untouched(&latest)
            && fields.iter().any(|field| {
                ours.record.get(field) != latest.record.get(field)
                    && !tells_how(field, &ours, &latest, fields[0])
            });
        if !differs || knows_of(&fields, &ours, &latest) || knows_of(&fields, &latest, &ours) {
            continue;
        }
        let version = |record: &dyn Record, side| Version {
            values: fields.iter().map(|field| record.get(field)).collect(),
            at: fields.iter().filter_map(|field| record.meta().changed.get(field.name)).max().copied(),
            side,
        };
        let is_latest = |(_, it): &&(usize, SideRecord)| std::ptr::addr_eq(it.record, latest.record);
        let side = theirs.iter().find(is_latest).map_or(0, |(side, _)| *side);
        let (ours, theirs) = (version(ours.record, 0), version(latest.record, side));
        found.push(Over::Fields { fields, ours, theirs });
    }
    found
}

/// A history tells how a state came about. Where both sides came to the same one, that is no matter of dispute.
fn tells_how(field: &Field, one: &SideRecord, other: &SideRecord, state: &Field) -> bool {
    let is_history = matches!(field.content, Content::Rows(_)) && field.with == Some(state.name);
    is_history && one.record.get(state) == other.record.get(state)
}

/// Whether whoever made a version of a decision had another one before them.
fn knows_of(fields: &[&'static Field], one: &SideRecord, other: &SideRecord) -> bool {
    if other.base.is_some_and(|base| join::is_as(fields, other.record, base)) {
        return true;
    }
    let known = |field: &&'static Field| match touched(other.record, field) {
        Touched::Never => true,
        Touched::Once => {
            matches!(touched(one.record, field), Touched::At(_))
                || one.record.get(field) == other.record.get(field)
        }
        Touched::At(stamp) => {
            let meta = one.record.meta();
            meta.changed.get(field.name) == Some(&stamp) && one.record.get(field) == other.record.get(field)
                || meta.base.get(field.name).is_some_and(|base| knows(base, stamp))
        }
    };
    fields.iter().all(known)
}
