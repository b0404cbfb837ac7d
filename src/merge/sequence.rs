//! In which order the records of several sides stand, whichever side comes first.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::{Id, Stamp};

/// Records, or elements of a set, by when they were made. What was made at one time, such as all that an import brought, follows each other
/// as it does on each side.
///
/// `made` has every id that any of `sides` has.
pub(super) fn merged(sides: &[Vec<&Id>], made: &HashMap<&Id, Stamp>) -> Vec<Id> {
    let mut groups: BTreeMap<Stamp, (BTreeSet<&Id>, Vec<Vec<&Id>>)> = BTreeMap::new();
    for (id, stamp) in made {
        groups.entry(*stamp).or_default().0.insert(id);
    }
    for side in sides {
        let mut parts: BTreeMap<Stamp, Vec<&Id>> = BTreeMap::new();
        for id in side {
            parts.entry(made.get(id).copied().unwrap_or_default()).or_default().push(id);
        }
        for (stamp, part) in parts {
            groups.entry(stamp).or_default().1.push(part);
        }
    }
    groups.into_values().flat_map(|(ids, sides)| in_order(&ids, &sides)).collect()
}

/// All ids in an order in which each side's follow each other as they do there; what no side puts in order goes by id.
/// Where two sides contradict each other, all go by id.
fn in_order(ids: &BTreeSet<&Id>, sides: &[Vec<&Id>]) -> Vec<Id> {
    let mut before: HashMap<&Id, usize> = ids.iter().map(|id| (*id, 0)).collect();
    let mut after: HashMap<&Id, Vec<&Id>> = HashMap::new();
    for side in sides {
        for pair in side.windows(2) {
            *before.entry(pair[1]).or_default() += 1;
            after.entry(pair[0]).or_default().push(pair[1]);
        }
    }
    let mut free: BTreeSet<&Id> =
        before.iter().filter(|(_, count)| **count == 0).map(|(id, _)| *id).collect();
    let mut merged = Vec::with_capacity(before.len());
    while let Some(id) = free.pop_first() {
        merged.push(id.clone());
        for next in after.get(id).into_iter().flatten() {
            if let Some(count) = before.get_mut(next) {
                *count -= 1;
                if *count == 0 {
                    free.insert(next);
                }
            }
        }
    }
    if merged.len() < before.len() {
        merged = ids.iter().map(|id| (*id).clone()).collect();
    }
    merged
}

/// Of each circle the one that leads on by the earliest stamp, and of equal ones by the smallest id. Each leads to at
/// most one other.
pub(super) fn earliest_of_circles(next: &HashMap<Id, (Stamp, Id)>) -> Vec<Id> {
    let mut done: HashSet<&Id> = HashSet::new();
    let mut found = Vec::new();
    for start in next.keys() {
        let mut way: Vec<&Id> = Vec::new();
        let mut at = start;
        while let Some((_, to)) = next.get(at)
            && done.insert(at)
        {
            way.push(at);
            at = to;
        }
        if let Some(begin) = way.iter().position(|id| *id == at) {
            let earliest = way[begin..].iter().min_by_key(|id| (next[**id].0, **id));
            found.extend(earliest.map(|id| (*id).clone()));
        }
    }
    found
}
