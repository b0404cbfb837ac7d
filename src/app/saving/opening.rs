//! The database has answered: what it has, and what that means for what is shown.

use std::sync::Arc;

use crate::{model::Network, store::Opening};

use super::{
    super::{DiskFileAction, Effect, Now, Reported, Saving, State, update},
    Read, begin, go_on, take_in, two_networks,
};

pub(super) fn opened(
    state: &mut State,
    opening: Opening,
    read: Option<Read>,
    alone: bool,
    now: &Now,
) -> Vec<Effect> {
    state.store.opening = None;
    state.store.alone = alone;
    if state.saving == Saving::Newer {
        return Vec::new();
    }
    match (opening, read) {
        (Opening::Lost, _) if alone => {
            state.saving = Saving::Unreachable;
            Vec::new()
        }
        (Opening::Lost, _) => {
            state.store.head = None;
            if state.unreadable.is_none() {
                update::report(state, Reported::NetworkLost);
            }
            // The file on the device may be all that is left of it, and nothing else shall take its place there.
            let has_file = state.listed.as_ref().is_some_and(|listed| listed.file_name.is_some());
            let forget = has_file.then(|| Effect::DiskFile(DiskFileAction::Forget, state.network.clone()));
            [Effect::FetchExample { to_begin_with: true }].into_iter().chain(forget).collect()
        }
        (Opening::Ask, Some(read)) => two_networks(state, read, now),
        // The database gets what local storage has.
        (Opening::Local, _) if !alone => begin(state, now),
        (_, Some(read)) => {
            // Nobody was told of what was shown before it.
            let notice = state.notice.take();
            let effects = take_in(state, read, now);
            state.notice = notice;
            effects
        }
        _ => go_on(state, now),
    }
}

/// Begins anew where nothing is kept, unless another tab has saved something since that was asked for.
pub(in crate::app) fn begin_with(state: &mut State, example: Arc<Network>) {
    if state.saving != Saving::Opening {
        return;
    }
    (state.network, state.store.base) = (example.clone(), example);
    state.saving = Saving::Untouched;
}
