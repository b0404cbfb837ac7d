//! What tabs have left that are gone.

use std::sync::Arc;

use crate::{model::Difference, store::Journal};

use super::{
    super::{Effect, Now, Reported, State, history, update},
    entered, read_news, settle,
};

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Orphan {
    tab: String,
    journal: Journal,
    /// The store was asked for the state that the journal is built on.
    asked: bool,
}

impl Orphan {
    pub(super) fn new(tab: String, journal: Journal) -> Self {
        Self { tab, journal, asked: false }
    }
}

/// Takes up the next journal, once one's own work is on disk and the state that the journal is built on is known.
pub(super) fn take_up_next(state: &mut State, now: &Now) -> Option<Vec<Effect>> {
    let store = &mut state.store;
    let is_idle = !store.own && store.under_way.is_none() && store.opening.is_none();
    if !is_idle || state.is_locked() {
        return None;
    }
    let store = &mut state.store;
    let mut orphan = store.orphans.pop()?;
    let head = store.head.as_ref();
    let is_known = orphan.journal.base.iter().all(|base| head.is_some_and(|head| head.includes(base)));
    if is_known || orphan.asked {
        return Some(take_up(state, orphan, is_known, now));
    }
    let asks = !store.fetching;
    orphan.asked = asks;
    store.orphans.push(orphan);
    store.unread_news |= asks;
    Some(if asks { read_news(state) } else { Vec::new() })
}

/// Takes up what a tab that is gone had entered.
fn take_up(state: &mut State, orphan: Orphan, is_known: bool, now: &Now) -> Vec<Effect> {
    let Orphan { tab, journal, .. } = orphan;
    let missing = journal.missing_in(state.store.head.as_ref());
    if missing.is_empty() {
        return vec![Effect::RemoveJournal { tab }];
    }
    let merged = Difference::merge_into(&missing, &state.network);
    let before = std::mem::replace(&mut state.network, Arc::new(merged.network));
    state.store.disputes.extend(merged.disputes);
    state.store.disputes.extend(journal.disputes.iter().cloned());
    settle(state);
    if !state.network.has_entries_of(&before) && state.store.disputes.is_empty() {
        state.network = before;
        return vec![Effect::RemoveJournal { tab }];
    }
    history::others_came_in(state);
    update::report(state, Reported::Recovered);
    // Until all of it is on disk, the other journal stands for it too.
    // What it is built on is in what is saved next, and so is all of it.
    let token = if is_known { journal.next.clone() } else { String::new() };
    state.store.taken.push((tab, token, state.store.saves + 1));
    entered(state, now)
}
