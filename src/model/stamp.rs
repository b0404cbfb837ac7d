use serde::{Deserialize, Serialize};

use super::Record;

/// When a field last changed: milliseconds since 1970 in UTC. Merging keeps the later value of each field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Stamp(pub u64);

/// Stamps every field in which `after` differs from `before` (all filled ones for a new record).
///
/// A stamp never goes backwards, even when the clock does: a change made here after another one always wins
/// over it.
pub fn stamp_changes<T: Record>(before: Option<&T>, after: &mut T, now: Stamp) {
    let old = before.map(Record::fields).unwrap_or_default();
    let new = after.fields();
    let earlier = before.map(|record| record.changed().clone()).unwrap_or_default();
    after.changed_mut().clone_from(&earlier);
    for name in T::FIELDS {
        if old.get(*name) != new.get(*name) {
            let least = earlier.get(*name).map_or(0, |stamp| stamp.0 + 1);
            after.changed_mut().insert((*name).to_owned(), Stamp(now.0.max(least)));
            // A value that could not be read gives way to the new one.
            after.unknown_mut().remove(*name);
        }
    }
}
