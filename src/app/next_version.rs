//! A version of the page that was published since this one was opened.

use super::{Effect, State, is_unsaved};

/// The version of the page that takes the place of this one when somebody asks for it, or when all tabs are closed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextVersion {
    /// There is none, or nobody wants to hear of it now.
    #[default]
    Unknown,
    Waits,
    /// It is loaded as soon as nothing would be lost.
    Wanted,
}

impl State {
    pub(super) fn hear_of(&mut self, next_version: NextVersion) -> Vec<Effect> {
        // Another one that waits is taken by the same request.
        if (self.next_version, next_version) != (NextVersion::Wanted, NextVersion::Waits) {
            self.next_version = next_version;
        }
        Vec::new()
    }

    /// The next version is asked for, and everything that was entered is kept.
    pub fn may_take_next_version(&self) -> bool {
        self.next_version == NextVersion::Wanted && self.dialog.is_none() && !is_unsaved(self)
    }
}
