//! Removing for good: from the network, from the steps that could bring it back, and from earlier states.

use crate::model::{Change, Id, TableName};

use super::{
    super::{Effect, Now, State, Step, history},
    StoreState,
    dispute::edit_at_once,
};

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Erased {
    /// Earlier states that had some of it, and no longer do.
    pub states: usize,
    /// States that cannot be read, so that nobody knows whether they have it.
    pub unreadable: usize,
}

/// Removes records as one step without a way back.
pub(in crate::app) fn erase(
    state: &mut State,
    step: Step,
    records: Vec<(TableName, Id)>,
    now: &Now,
) -> Vec<Effect> {
    let remove = |(table, id): &(TableName, Id)| Change::Remove { table: *table, id: id.clone() };
    let changes = records.iter().map(remove).collect();
    let before = state.network.clone();
    let effects = edit_at_once(state, step, changes, None, now);
    if state.network.has_entries_of(&before) {
        // Each step is taken back upon what the one after it left, so none is of use without this one.
        history::forget(state);
        state.store.erasing.extend(records);
    }
    effects
}

/// Goes on with what was removed, once that is on disk.
pub(super) fn go_on(store: &mut StoreState) -> Option<Effect> {
    let is_there = store.erasing.iter().any(|(table, id)| store.base.get(*table, id).is_some());
    if store.erasing.is_empty() || is_there {
        return None;
    }
    Some(Effect::Erase { records: std::mem::take(&mut store.erasing) })
}
