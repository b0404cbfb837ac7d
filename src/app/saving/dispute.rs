//! What happens once somebody has answered, or a copy is kept: one side of a dispute stays, another network takes this
//! one's place.

use std::sync::Arc;

use crate::{
    model::{AnyRecord, Change, Dispute, Id, Network, Over, TableName, Value},
    store::{Reason, SaveError},
};

use super::{
    super::{Effect, Now, Reported, Saving, State, Step, history, preview, status, update},
    Waiting, go_on,
};

/// Forgets disputes over what is no longer different, or was named twice.
pub(super) fn settle(state: &mut State) {
    let (mine, theirs) = (state.network.clone(), state.store.base.clone());
    let mut seen: Vec<Dispute> = Vec::new();
    state.store.disputes.retain(|dispute| {
        let (here, there) = (mine.get(dispute.table, &dispute.id), theirs.get(dispute.table, &dispute.id));
        let is_open = match dispute.over {
            Over::Field(field) => {
                here.zip(there).is_some_and(|(here, there)| here.get(field) != there.get(field))
            }
            Over::Removal { mine: true } => here.is_some() && there.is_some(),
            Over::Removal { mine: false } => here.is_some() && there.is_none(),
            Over::Network => mine.has_entries_of(&theirs),
        };
        let is_new = !seen.contains(dispute);
        if is_open && is_new {
            seen.push(dispute.clone());
        }
        is_open && is_new
    });
}

/// Notes what a form, opened when the network was as `seen`, would change although somebody changed it since. Returns
/// what has to come back first, because it was removed meanwhile.
fn disputes_of_form(state: &mut State, seen: &Network, changes: &[Change]) -> Vec<Change> {
    let mut back = Vec::new();
    for change in changes {
        let Change::Set { table, id, fields } = change else { continue };
        for (field, value) in fields {
            value.references(field.content, &mut |table, id| bring_back(state, seen, table, id, &mut back));
        }
        bring_back(state, seen, *table, id, &mut back);
        let (Some(before), Some(there)) = (seen.get(*table, id), state.network.get(*table, id)) else {
            continue;
        };
        let theirs = state.store.base.get(*table, id);
        for (field, value) in fields {
            let now_there = there.get(field);
            let is_theirs = theirs.is_some_and(|theirs| theirs.get(field) == now_there);
            if is_theirs && before.get(field) != now_there && *value != now_there {
                let over = Over::Field(field);
                state.store.disputes.push(Dispute { table: *table, id: id.clone(), over });
            }
        }
    }
    back
}

/// What was there when a form opened and is gone is to come back, with all that went with it.
fn bring_back(state: &mut State, seen: &Network, table: TableName, id: &Id, back: &mut Vec<Change>) {
    if seen.get(table, id).is_none() || state.network.get(table, id).is_some() {
        return;
    }
    for (table, ids) in TableName::ALL.iter().zip(seen.dependent_on(&[(table, id.clone())])) {
        let rows = seen.table(*table);
        let is_gone = |id: &Id| ids.contains(id) && state.network.get(*table, id).is_none();
        let gone = rows.records().enumerate().filter(|(_, record)| !ids.is_empty() && is_gone(record.id()));
        let records: Vec<(usize, AnyRecord)> =
            gone.filter_map(|(index, record)| Some((index, rows.shared(record.id())?))).collect();
        if !records.is_empty() {
            back.push(Change::Restore { records });
        }
    }
    if state.store.base.get(table, id).is_none() {
        state.store.disputes.push(Dispute { table, id: id.clone(), over: Over::Removal { mine: false } });
    }
}

/// Puts another network in the place of one's own, once a copy of that is kept.
pub(in crate::app) fn replace(
    state: &mut State,
    step: Step,
    network: Arc<Network>,
    now: &Now,
) -> Vec<Effect> {
    if state.is_locked() {
        update::report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    if !state.store.disputes.is_empty() {
        update::report(state, Reported::Undecided);
        return Vec::new();
    }
    if state.saving == Saving::Untouched {
        return preview::replaced(state, step, network, now);
    }
    if state.store.waiting.is_some() {
        return Vec::new();
    }
    let kept = state.network.clone();
    let reason = if matches!(step, Step::MergedIn { .. }) { Reason::BeforeMerge } else { Reason::Replaced };
    state.store.waiting = Some(Waiting::Replace { step, network, kept: kept.clone() });
    vec![Effect::KeepEarlier { network: kept, reason }]
}

/// Makes changes as one step; `seen` as in a form.
pub(in crate::app) fn edit_at_once(
    state: &mut State,
    step: Step,
    mut changes: Vec<Change>,
    seen: Option<&Network>,
    now: &Now,
) -> Vec<Effect> {
    if state.is_read_only() {
        update::report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    if let Some(seen) = seen {
        let back = disputes_of_form(state, seen, &changes);
        changes.splice(..0, back);
    }
    let changes = status::with_history(&state.network, changes, &now.today, state.me());
    history::commit(state, step, changes, now)
}

/// Makes changes as one step, once a copy of what is there is kept.
pub(in crate::app) fn keep_before(
    state: &mut State,
    reason: Reason,
    step: Step,
    changes: Vec<Change>,
    seen: Option<Arc<Network>>,
) -> Vec<Effect> {
    if state.store.waiting.is_some() {
        return Vec::new();
    }
    let network = state.network.clone();
    let seen = seen.unwrap_or_else(|| network.clone());
    state.store.waiting = Some(Waiting::Edit { step, changes, seen });
    vec![Effect::KeepEarlier { network, reason }]
}

/// Decides all that is disputed for one side, once a copy of the other is kept.
pub(in crate::app) fn decide(state: &mut State, keep_mine: bool) -> Vec<Effect> {
    if state.store.disputes.is_empty() || state.store.waiting.is_some() {
        return Vec::new();
    }
    let (mine, theirs) = (state.network.clone(), state.store.base.clone());
    let kept = if keep_mine { theirs.clone() } else { mine.clone() };
    let disputes = state.store.disputes.clone();
    state.store.waiting = Some(Waiting::Decide { keep_mine, disputes, mine, theirs });
    vec![Effect::KeepEarlier { network: kept, reason: Reason::Dropped }]
}

/// Whether a dispute was over the same when one side was as `mine` and the other as `theirs`.
fn is_as_seen(state: &State, dispute: &Dispute, mine: &Network, theirs: &Network) -> bool {
    let Dispute { table, id, over } = dispute;
    [(&*state.network, mine), (&*state.store.base, theirs)].into_iter().all(|(now, then)| {
        let (now_there, then_there) = (now.get(*table, id), then.get(*table, id));
        match (over, now_there.zip(then_there)) {
            (Over::Network, _) => !now.has_entries_of(then),
            (Over::Field(field), Some((now, then))) => now.get(field) == then.get(field),
            (Over::Removal { .. }, Some((now, then))) => {
                table.schema().fields.iter().all(|field| now.get(field) == then.get(field))
            }
            (_, None) => now_there.is_none() && then_there.is_none(),
        }
    })
}

pub(super) fn earlier_kept(state: &mut State, result: Result<(), SaveError>, now: &Now) -> Vec<Effect> {
    let Some(waiting) = state.store.waiting.take() else { return Vec::new() };
    if let Err(error) = result {
        update::report(state, Reported::NoRoomForCopy(error));
        return Vec::new();
    }
    match waiting {
        Waiting::Replace { step, network, kept } => {
            if !Arc::ptr_eq(&kept, &state.network) && state.network.has_entries_of(&kept) {
                // Something was entered meanwhile, here or elsewhere.
                return replace(state, step, network, now);
            }
            preview::replaced(state, step, network, now)
        }
        Waiting::Edit { step, changes, seen } => edit_at_once(state, step, changes, Some(&seen), now),
        // Of what came up meanwhile nobody has decided yet.
        Waiting::Decide { disputes, mine, theirs, .. }
            if disputes != state.store.disputes
                || !disputes.iter().all(|dispute| is_as_seen(state, dispute, &mine, &theirs)) =>
        {
            Vec::new()
        }
        Waiting::Decide { keep_mine, .. } => decided(state, keep_mine, now),
    }
}

fn decided(state: &mut State, keep_mine: bool, now: &Now) -> Vec<Effect> {
    let disputes = std::mem::take(&mut state.store.disputes);
    let theirs = state.store.base.clone();
    let mut changes = Vec::new();
    for Dispute { table, id, over } in disputes {
        match over {
            Over::Network if !keep_mine => {
                changes = vec![Change::Replace(theirs.clone())];
                state.inbox = Arc::new(state.inbox.begin_anew());
                break;
            }
            Over::Field(field) if !keep_mine => {
                let value =
                    theirs.get(table, &id).map_or(Value::empty(field.content), |record| record.get(field));
                changes.push(Change::Set { table, id, fields: vec![(field, value)] });
            }
            Over::Removal { mine } if mine == keep_mine => changes.push(Change::Remove { table, id }),
            Over::Field(field) => {
                // What stays is later than what gives way.
                let stamp =
                    theirs.get(table, &id).and_then(|record| record.meta().changed.get(field.name).copied());
                if let Some(record) = Arc::make_mut(&mut state.network).table_mut(table).get_mut(&id) {
                    let changed = &mut record.meta_mut().changed;
                    let stamp = now.stamp().after(stamp.max(changed.get(field.name).copied()));
                    changed.insert(field.name.to_owned(), stamp);
                }
            }
            _ => {}
        }
    }
    let step = if keep_mine { Step::KeptMine } else { Step::AdoptedFromTab };
    let effects = history::commit(state, step, changes, now);
    if effects.is_empty() {
        state.store.own = *state.network != *state.store.base;
        return go_on(state, now);
    }
    effects
}
