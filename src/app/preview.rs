//! Looking at another network, and putting it in the place of one's own.

use std::sync::Arc;

use crate::model::{Change, Network};

use super::{Address, Dialog, Effect, Now, Preview, Source, State, Step, history, saving};

pub(super) fn look_at(state: &mut State, preview: Preview) -> Vec<Effect> {
    // Whoever shares a network leads into it.
    let keeps_address = preview.source.is_shared();
    state.preview = Some(Arc::new(preview));
    state.dialog = None;
    state.incoming = None;
    state.notice = None;
    state.is_awaiting = false;
    if keeps_address { Vec::new() } else { vec![leave_records(state)] }
}

/// What was selected, filtered or open belongs to another network; its list does not.
pub(super) fn leave_records(state: &mut State) -> Effect {
    state.address = Address::of(state.address.view.without_record());
    Effect::Navigate { hash: state.address.hash(), replace: false }
}

/// Another network takes the place of one's own, of which a copy is kept.
pub(super) fn replaced(state: &mut State, step: Step, network: Arc<Network>, now: &Now) -> Vec<Effect> {
    state.preview = None;
    // A form that was opened meanwhile holds what somebody types, and the import still has its receipt to hand out.
    if !matches!(state.dialog, Some(Dialog::Record(_) | Dialog::Import)) {
        state.dialog = None;
    }
    state.settings.welcomed = true;
    let mut effects = vec![leave_records(state), Effect::RememberSettings(state.settings.clone())];
    effects.extend(history::commit(state, step, vec![Change::Replace(network)], now));
    effects
}

pub(super) fn take_over(state: &mut State, now: &Now) -> Vec<Effect> {
    match state.preview.clone() {
        Some(preview) if !preview.newer => {
            let title = preview.network.about.title.clone();
            let step = match preview.source {
                Source::Earlier { .. } => Step::BroughtBack { title },
                _ => Step::TakenOver { title },
            };
            saving::replace(state, step, preview.network.clone(), now)
        }
        _ => Vec::new(),
    }
}
