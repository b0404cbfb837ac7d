//! Several networks in one browser, each in a slot of its own. One is open in a tab; opening another loads the page anew,
//! so that nothing of one is left when the next comes.

use std::sync::Arc;

use crate::{
    exchange::Profile,
    i18n::Language,
    model::{Id, Network},
    store::Slot,
};

use super::{Effect, Now, Reported, Saving, State};

/// What can be done with networks beside the open one.
#[derive(Clone, Debug, PartialEq)]
pub enum NetworkAction {
    Open(Slot),
    /// Keeps a network in a slot of its own.
    Create {
        network: Arc<Network>,
        opens: bool,
    },
    Copy {
        slot: Slot,
        title: String,
    },
    Rename {
        slot: Slot,
        title: String,
    },
    /// Takes it off the list; its data stay in their slot.
    Remove(Slot),
    BringBack(Slot),
    /// Deletes it for good.
    Erase(Slot),
}

/// What can be done with one file on the device that is kept up to date with the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskFileAction {
    Choose,
    /// Asks the browser for leave to write it, which ends with the page.
    Allow,
    Forget,
}

/// How that file is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskFileState {
    Current { name: String, at_millis: u64 },
    NotAllowed,
    Failed,
}

/// All is saved: the file is written, too, unless the browser forbids it for now.
pub(super) fn write_disk_file(state: &State) -> Option<Effect> {
    let has_file = state.listed.as_ref().is_some_and(|listed| listed.file_name.is_some());
    let is_saved = matches!(state.saving, Saving::Saved { .. });
    let may_write = has_file && is_saved && state.disk_file != Some(DiskFileState::NotAllowed);
    may_write.then(|| Effect::WriteDiskFile(state.network.clone()))
}

pub(super) fn act(state: &mut State, action: NetworkAction, now: &Now) -> Vec<Effect> {
    let action = match action {
        // What is on the screen may be newer than what is stored.
        NetworkAction::Copy { slot, title } if slot == state.slot && !state.is_locked() => {
            NetworkAction::Create { network: Arc::new(renamed(&state.network, title, now)), opens: false }
        }
        action => action,
    };
    vec![Effect::Network(action)]
}

/// A network in which nothing is yet, for [`Msg::Begin`].
pub fn empty_network(title: String, id: Id, language: Language, now: &Now) -> Network {
    let mut network = Network::new(id);
    let mut about = (*network.about).clone();
    about.title = title;
    about.language = language.code().to_owned();
    network.put(about, now.stamp());
    network
}

/// The same network under another title.
pub fn renamed(network: &Network, title: String, now: &Now) -> Network {
    let mut renamed = network.clone();
    let mut about = (*network.about).clone();
    about.title = title;
    let stamp = now.stamp().after(network.about.meta.changed.get("title").copied());
    renamed.put(about, stamp);
    renamed
}

/// What follows from what is said: perhaps all of one's own network lies in a file now.
pub(super) fn reported(state: &mut State, what: &Reported, now: &Now) -> Vec<Effect> {
    if matches!(what, Reported::NetworkNotKept(_) | Reported::NetworkNotRead) {
        // It would be said behind the dialog.
        state.dialog = None;
    }
    let Reported::Downloaded { file_name, profile: Some(Profile::Full) } = what else { return Vec::new() };
    if state.preview.is_some() || !file_name.ends_with(".json") {
        return Vec::new();
    }
    if let Some(listed) = &mut state.listed {
        listed.copied_at = Some(now.millis);
    }
    vec![Effect::NoteFileCopy { at_millis: now.millis }]
}
