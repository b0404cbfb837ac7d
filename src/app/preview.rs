//! Looking at another network, and putting it in the place of one's own.

use std::sync::Arc;

use crate::{
    exchange::{ImportWarning, ParsedNetwork, Profile, WarningKind},
    model::{Change, Day, Network},
};

use super::{Address, Dialog, Effect, LayoutKind, Now, State, Step, history, saving};

#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub source: Source,
    pub network: Arc<Network>,
    pub warnings: Vec<ImportWarning>,
    /// Written by a newer version: to look at only.
    pub newer: bool,
    /// For whom it was made and when, as far as it says so.
    pub edition: Edition,
}

/// What a file says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edition {
    pub profile: Option<Profile>,
    /// `2026-11-29`.
    pub day: Option<Day>,
    /// Who sent it; said by a contribution alone.
    pub by: Option<String>,
}

impl Preview {
    pub fn new(source: Source, parsed: ParsedNetwork) -> Self {
        let day = parsed.exported_at.as_deref().and_then(|time| time.get(..10)).map(Day::new);
        let edition = Edition { profile: parsed.profile, day, by: parsed.by };
        let (mut warnings, newer) = (parsed.warnings, parsed.newer);
        // What a contribution refers to is in the map that it is for.
        if edition.by.is_some() {
            warnings.retain(|warning| !matches!(warning.kind, WarningKind::Dangling { .. }));
        }
        Self { warnings, newer, edition, ..Self::of(source, Arc::new(parsed.network)) }
    }

    /// Of a network that we know.
    pub fn of(source: Source, network: Arc<Network>) -> Self {
        Self { source, network, warnings: Vec::new(), newer: false, edition: Edition::default() }
    }
}

/// Where a network that is being looked at comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File {
        name: String,
    },
    Pasted,
    Example,
    /// One's own network as it once was.
    Earlier {
        kept_at: u64,
    },
    /// A link that holds it.
    Link,
    /// Files published beside the page; several are neighbouring maps.
    Published {
        names: Vec<String>,
    },
    /// The file that the page is.
    Enclosed,
}

impl Source {
    /// Somebody led here, and comes again with the page.
    pub fn is_shared(&self) -> bool {
        matches!(self, Self::Link | Self::Published { .. } | Self::Enclosed)
    }

    /// Empty for what is no file.
    pub fn file_name(&self) -> &str {
        match self {
            Self::File { name } => name,
            Self::Published { names } => names.last().map_or("", String::as_str),
            _ => "",
        }
    }
}

pub(super) fn look_at(state: &mut State, preview: Preview) -> Vec<Effect> {
    // Whoever shares a network leads into it.
    let keeps_address = preview.source.is_shared();
    let is_several = matches!(&preview.source, Source::Published { names } if names.len() > 1);
    state.preview = Some(Arc::new(preview));
    state.dialog = None;
    state.incoming = None;
    state.notice = None;
    state.is_awaiting = false;
    if !keeps_address {
        return vec![leave_records(state)];
    }
    // Neighbouring maps lie beside each other.
    if is_several && state.address.layout == LayoutKind::default() {
        state.address.layout = LayoutKind::Sectors;
        return vec![Effect::Navigate { hash: state.address.hash(), replace: true }];
    }
    Vec::new()
}

/// What was selected, filtered or open belongs to another network; its list does not.
pub(super) fn leave_records(state: &mut State) -> Effect {
    state.address = Address::of(state.address.view.without_record());
    Effect::Navigate { hash: state.address.hash(), replace: false }
}

/// Another network takes the place of one's own, of which a copy is kept.
pub(super) fn replaced(state: &mut State, step: Step, network: Arc<Network>, now: &Now) -> Vec<Effect> {
    state.preview = None;
    let is_merge = matches!(step, Step::MergedIn { .. });
    let is_inbox = is_merge && state.inbox.is_merging();
    if is_inbox {
        state.inbox = Arc::new(state.inbox.taken_in(&state.network));
    } else if !is_merge {
        state.inbox = Arc::new(state.inbox.begin_anew());
        state.map = None;
    }
    // What is left in the inbox may follow.
    let stays = is_inbox && state.dialog == Some(Dialog::Inbox) && state.inbox.is_open();
    // A form that was opened meanwhile holds what somebody types, and the import still has its receipt to hand out.
    if !stays && !matches!(state.dialog, Some(Dialog::Record(_) | Dialog::Import)) {
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
