//! What is saved and what is not: decides when to save, takes in what other tabs saved, asks about what both changed.
//!
//! One save is under way at a time. It names the state it is built on; the store refuses it where another tab was
//! faster, and hands over that tab's state, which is merged field by field. What is entered and not known to be on disk
//! is written to the journal at once.

mod dispute;
mod erase;
mod opening;
mod orphan;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use crate::{
    model::{Change, Difference, Dispute, Id, Network, Over, TableName, merge},
    store::{Head, Journal, Kept, Listed, Loaded, Opening, SaveError},
};

pub(super) use dispute::{decide, edit_at_once, keep_before, replace};
use dispute::{earlier_kept, settle};
pub use erase::Erased;
pub(super) use erase::erase;
pub(super) use opening::begin_with;
use opening::opened;
use orphan::Orphan;

use super::{
    DiskFileState, Effect, Now, Reported, Saving, Settings, State, Step, Unreadable, history, networks,
    update,
};

/// What this tab knows of the store. `State::saving` says it to people.
#[derive(Clone, Debug, PartialEq)]
pub struct StoreState {
    /// Tells this tab from others.
    tab: String,
    /// Saves begun by this tab.
    saves: u32,
    /// The last state known to lie in the store; `None` where nothing is stored.
    pub head: Option<Head>,
    /// The network of that state, else the one that this tab began with.
    pub base: Arc<Network>,
    /// Something was entered here that is not in `base`.
    pub own: bool,
    under_way: Option<Attempt>,
    /// Saves that failed since the last that did not, in their order. One whose end nobody saw may be in the store.
    failed: Vec<Attempt>,
    /// Another tab's state is being read.
    fetching: bool,
    /// There is news that nobody has looked at yet.
    unread_news: bool,
    /// The database has not answered yet; how much of a large network is read, in percent.
    pub opening: Option<u8>,
    /// There is no database: local storage alone keeps the network.
    pub alone: bool,
    /// Less than a fifth of the room is left.
    pub nearly_full: bool,
    has_journal: bool,
    /// What tabs that are gone have left, until this tab's own work is saved.
    orphans: Vec<Orphan>,
    /// The tabs whose journals were taken up and are not on disk yet, with the token that stands for each journal, and
    /// the number of the first save that has it.
    taken: Vec<(String, String, u32)>,
    asked_to_persist: bool,
    /// What happens once a copy is kept of what it replaces.
    waiting: Option<Waiting>,
    /// What goes from earlier states too, once it is known to be gone from this one.
    erasing: Vec<(TableName, Id)>,
    /// What both this tab and another one changed.
    pub disputes: Vec<Dispute>,
}

#[derive(Clone, Debug, PartialEq)]
struct Attempt {
    head: Head,
    network: Arc<Network>,
}

#[derive(Clone, Debug, PartialEq)]
enum Waiting {
    /// Another network takes this one's place; `kept` is what is being copied.
    Replace { step: Step, network: Arc<Network>, kept: Arc<Network> },
    /// Much changes at once; `seen` as in a form.
    Edit { step: Step, changes: Vec<Change>, seen: Arc<Network> },
    /// All `disputes` go to one side; both are as they were on the screen.
    Decide { keep_mine: bool, disputes: Vec<Dispute>, mine: Arc<Network>, theirs: Arc<Network> },
}

impl StoreState {
    pub fn new(tab: String, head: Option<Head>, base: Arc<Network>) -> Self {
        Self {
            tab,
            saves: 0,
            head,
            base,
            own: false,
            under_way: None,
            failed: Vec::new(),
            fetching: false,
            unread_news: false,
            opening: None,
            alone: false,
            nearly_full: false,
            has_journal: false,
            orphans: Vec::new(),
            taken: Vec::new(),
            asked_to_persist: false,
            waiting: None,
            erasing: Vec::new(),
            disputes: Vec::new(),
        }
    }
}

impl StoreState {
    /// Whether something happens once a copy is kept.
    pub fn waits_for_copy(&self) -> bool {
        self.waiting.is_some()
    }

    fn give_up_attempt(&mut self) {
        self.failed.extend(self.under_way.take());
        // The earliest are of little use: a later one has all that they have.
        self.failed.drain(..self.failed.len().saturating_sub(MOST_ATTEMPTS));
    }
}

/// Failed saves remembered.
const MOST_ATTEMPTS: usize = 4;

/// A state read from the store.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    pub head: Head,
    pub network: Arc<Network>,
    /// Written by a newer version of this program.
    pub newer: bool,
}

/// What the store says.
#[derive(Clone, Debug, PartialEq)]
pub enum StoreMsg {
    /// The database was asked at the start. `read` is what it has, if that is another state than the one shown.
    Opened {
        opening: Opening,
        read: Option<Read>,
        alone: bool,
    },
    /// So much of a large network is read, in percent.
    Progress(u8),
    /// A save is on disk.
    Saved {
        token: String,
        at_millis: u64,
    },
    SaveFailed(SaveError),
    /// A save was refused, because another tab had saved this.
    Behind(Read),
    /// Another tab says that it saved the state with this token.
    News {
        token: String,
    },
    /// What the store has, if it can be read.
    Fetched(Option<Read>),
    /// A tab is gone, and left this.
    Orphan {
        tab: String,
        journal: Box<Journal>,
    },
    EarlierKept(Result<(), SaveError>),
    /// What was to go from earlier states did, or did not.
    Erased(Option<Erased>),
    Room {
        nearly_full: bool,
    },
    /// Somebody looks at the window again: what failed may go well now.
    Retry,
    /// What the store has cannot be read, and was set aside.
    Unreadable(Unreadable),
    /// What is kept beside the network.
    Kept(Vec<Kept>),
    /// What the list of networks says of this one.
    Listed(Option<Listed>),
    /// The networks that this browser keeps.
    Networks(Vec<Listed>),
    /// How the file on the device is that is kept up to date; nothing where there is none.
    DiskFile(Option<DiskFileState>),
}

/// The state a tab begins with, given what lies in local storage; where that is nothing, with the example. The database
/// is asked next.
pub fn initial(tab: String, loaded: Loaded, example: Arc<Network>, settings: Settings) -> State {
    let mut state = match loaded {
        Loaded::Nothing => State::new(tab, example, settings),
        Loaded::Read { head, network, newer } => {
            let mut state = State::new(tab, network, settings);
            state.saving = if newer { Saving::Newer } else { Saving::Saved { at_millis: head.saved_at } };
            state.store.head = Some(head);
            state
        }
        Loaded::InDatabase { .. } => {
            let mut state = State::new(tab, Arc::new(Network::new("opening".into())), settings);
            state.saving = Saving::Opening;
            state
        }
        Loaded::Unreadable { bytes, error } => {
            let mut state = State::new(tab, example, settings);
            state.unreadable = Some(Arc::new(Unreadable { bytes, error, set_aside: false }));
            state
        }
        Loaded::Refused(error) => {
            let mut state = State::new(tab, example, settings);
            state.saving = Saving::Failed(error.into());
            state
        }
    };
    state.store.opening = Some(0);
    state
}

/// Whether what is shown is not yet on disk, or waits for an answer: leaving would lose it, or need luck.
pub fn is_unsaved(state: &State) -> bool {
    state.store.own || !state.store.disputes.is_empty()
}

pub(super) fn answer(state: &mut State, message: StoreMsg, now: &Now) -> Vec<Effect> {
    match message {
        StoreMsg::Opened { opening, read, alone } => {
            let mut effects = opened(state, opening, read, alone, now);
            effects.extend(networks::write_disk_file(state));
            effects
        }
        StoreMsg::Progress(percent) => {
            state.store.opening = state.store.opening.map(|_| percent);
            Vec::new()
        }
        StoreMsg::Saved { token, at_millis } => saved(state, &token, at_millis, now),
        StoreMsg::SaveFailed(error) => {
            state.store.give_up_attempt();
            state.saving = Saving::Failed(error);
            let mut effects = journal(state);
            effects.extend(read_news(state));
            effects
        }
        StoreMsg::Behind(read) => {
            state.store.give_up_attempt();
            take_in(state, read, now)
        }
        StoreMsg::News { token } => {
            if state.store.head.as_ref().is_some_and(|head| head.includes(&token)) {
                return Vec::new();
            }
            state.store.unread_news = true;
            read_news(state)
        }
        StoreMsg::Fetched(read) => {
            state.store.fetching = false;
            match read {
                Some(read) => take_in(state, read, now),
                None => {
                    // To be tried again with the next news.
                    state.store.unread_news = true;
                    let waits = state.store.own || state.saving == Saving::Pending;
                    if waits { save(state, now) } else { Vec::new() }
                }
            }
        }
        StoreMsg::Orphan { tab, journal } => {
            state.store.orphans.push(Orphan::new(tab, *journal));
            go_on(state, now)
        }
        StoreMsg::EarlierKept(result) => earlier_kept(state, result, now),
        StoreMsg::Erased(erased) => {
            update::report(state, erased.map_or(Reported::NotErased, Reported::Erased));
            Vec::new()
        }
        StoreMsg::Retry => {
            let failed = matches!(state.saving, Saving::Failed(_)) && state.store.own;
            if failed { save(state, now) } else { Vec::new() }
        }
        StoreMsg::Room { nearly_full } => {
            state.store.nearly_full = nearly_full;
            Vec::new()
        }
        StoreMsg::Unreadable(unreadable) => {
            state.unreadable = Some(Arc::new(unreadable));
            Vec::new()
        }
        StoreMsg::Kept(kept) => {
            state.kept = Some(kept);
            Vec::new()
        }
        StoreMsg::Listed(listed) => {
            state.listed = listed;
            Vec::new()
        }
        StoreMsg::DiskFile(file) => {
            state.disk_file = file;
            Vec::new()
        }
        StoreMsg::Networks(networks) => {
            state.networks = Some(networks);
            Vec::new()
        }
    }
}

/// What was entered or taken back is to be kept.
pub(super) fn entered(state: &mut State, now: &Now) -> Vec<Effect> {
    state.store.own = true;
    settle(state);
    let save = save(state, now);
    journal(state).into_iter().chain(save).collect()
}

/// Saves, or remembers to.
pub(super) fn save(state: &mut State, now: &Now) -> Vec<Effect> {
    state.saving = Saving::Pending;
    let waits = state.store.opening.is_some()
        || state.store.under_way.is_some()
        || state.store.fetching
        || !state.store.disputes.is_empty();
    if waits { Vec::new() } else { begin(state, now) }
}

fn begin(state: &mut State, now: &Now) -> Vec<Effect> {
    let store = &mut state.store;
    store.saves += 1;
    let mut head = Head::after(store.head.as_ref(), &store.tab, store.saves, now.millis);
    for (_, token, _) in &store.taken {
        head.include(token);
    }
    let network = state.network.clone();
    store.under_way = Some(Attempt { head: head.clone(), network: network.clone() });
    vec![Effect::Save { head, network }]
}

/// Goes on with what waited: news first, then what is not saved.
fn go_on(state: &mut State, now: &Now) -> Vec<Effect> {
    let mut effects = read_news(state);
    let has_work = !Arc::ptr_eq(&state.network, &state.store.base) && *state.network != *state.store.base;
    if has_work && (state.store.head.is_some() || state.store.own) && !state.is_locked() {
        effects.extend(save(state, now));
    }
    if let Some(orphan) = orphan::take_up_next(state, now) {
        effects.extend(orphan);
        return effects;
    }
    journal(state).into_iter().chain(effects).collect()
}

fn read_news(state: &mut State) -> Vec<Effect> {
    let store = &mut state.store;
    if !store.unread_news || store.fetching || store.under_way.is_some() || store.opening.is_some() {
        return Vec::new();
    }
    store.unread_news = false;
    store.fetching = true;
    vec![Effect::Fetch]
}

/// What is to stand in the journal now.
fn journal(state: &mut State) -> Vec<Effect> {
    let store = &mut state.store;
    if !store.own {
        let had = std::mem::replace(&mut store.has_journal, false);
        return if had { vec![Effect::Journal(None)] } else { Vec::new() };
    }
    store.has_journal = true;
    let mut since = &store.base;
    let mut attempts = Vec::new();
    for attempt in store.failed.iter().chain(&store.under_way) {
        attempts.push((attempt.head.token.clone(), Difference::between(since, &attempt.network)));
        since = &attempt.network;
    }
    let journal = Journal {
        base: store.head.as_ref().map(|head| head.token.clone()),
        next: format!("{}-{}", store.tab, store.saves + 1),
        attempts,
        since: Difference::between(since, &state.network),
        disputes: store.disputes.clone(),
    };
    vec![Effect::Journal(Some(Box::new(journal)))]
}

fn saved(state: &mut State, token: &str, at_millis: u64, now: &Now) -> Vec<Effect> {
    let store = &mut state.store;
    let Some(attempt) = store.under_way.take_if(|attempt| attempt.head.token == token) else {
        return Vec::new();
    };
    store.failed.clear();
    store.head = Some(attempt.head);
    store.base = attempt.network;
    // One save is under way at a time, so it is the last that was begun.
    let number = store.saves;
    let (on_disk, waiting) =
        std::mem::take(&mut store.taken).into_iter().partition(|(_, _, first)| *first <= number);
    store.taken = waiting;
    let mut effects: Vec<Effect> =
        Vec::into_iter(on_disk).map(|(tab, ..)| Effect::RemoveJournal { tab }).collect();
    effects.extend(erase::go_on(store));
    // A change that changed nothing is a copy of the network all the same.
    if *store.base == *state.network {
        state.network = store.base.clone();
        let was_own = std::mem::replace(&mut store.own, false);
        state.saving = Saving::Saved { at_millis };
        effects.extend(networks::write_disk_file(state));
        if was_own && !std::mem::replace(&mut state.store.asked_to_persist, true) {
            effects.push(Effect::AskToPersist);
        }
    }
    effects.extend(go_on(state, now));
    effects
}

/// Takes in what another tab saved.
fn take_in(state: &mut State, read: Read, now: &Now) -> Vec<Effect> {
    let store = &mut state.store;
    if store.head.as_ref().is_some_and(|head| head.includes(&read.head.token)) {
        return go_on(state, now);
    }
    if read.newer {
        state.saving = Saving::Newer;
        if !store.own {
            state.network = read.network;
        }
        return journal(state);
    }
    if store.head.as_ref().is_some_and(|head| !read.head.includes(&head.token)) {
        return two_networks(state, read, now);
    }
    if let Some(attempt) = store.failed.iter().rfind(|attempt| read.head.includes(&attempt.head.token)) {
        // It was written after all, and theirs is built on it.
        store.base = attempt.network.clone();
    }
    // There was something of one's own after all.
    state.map = None;
    let merged = merge(&store.base, &state.network, &read.network);
    store.disputes.extend(merged.disputes);
    store.failed.clear();
    store.head = Some(read.head);
    store.base = read.network;
    let before = std::mem::replace(&mut state.network, Arc::new(merged.network));
    if *state.network == *state.store.base {
        state.network = state.store.base.clone();
    }
    settle(state);
    state.store.own = state.network.has_entries_of(&state.store.base) || !state.store.disputes.is_empty();
    if state.network.has_entries_of(&before) {
        history::others_came_in(state);
        update::report(state, Reported::AdoptedFromTab);
    }
    if !state.store.own {
        let at_millis = state.store.head.as_ref().map_or(now.millis, |head| head.saved_at);
        state.saving = Saving::Saved { at_millis };
    }
    go_on(state, now)
}

/// What the store has did not grow out of what is here, nor the other way round: both are shown as what they are, and
/// somebody decides.
fn two_networks(state: &mut State, read: Read, now: &Now) -> Vec<Effect> {
    let (table, id) = (TableName::Network, read.network.about.id.clone());
    state.store.disputes = vec![Dispute { table, id, over: Over::Network }];
    state.store.failed.clear();
    state.store.head = Some(read.head);
    state.store.base = read.network;
    settle(state);
    state.store.own = !state.store.disputes.is_empty();
    if !state.store.own {
        state.network = state.store.base.clone();
    }
    go_on(state, now)
}
