//! All decisions: what the state is, what can happen, and what follows from it.
//!
//! One door in, [`update`]; what has to be done outside comes back as [`Effect`]s. Knows no browser: the
//! clock arrives with each message as [`Now`], new ids are drawn by whoever builds a record.

mod address;
mod arrange;
mod command;
pub mod form;
mod record_action;
mod state;
mod storage;
mod time;
mod update;
mod visible;
mod walk;

pub use address::{Address, MAX_STEPS, View};
pub use arrange::{LayoutKind, arrange, arrangement, layout_job, round};
pub use command::{COMMANDS, Command, CommandId, Shortcut, by_key};
pub use record_action::RecordAction;
pub use state::{
    Dialog, Draft, EntryPoint, Notice, Preview, Reported, Saving, Settings, Source, State, Step, Theme,
    Undoable, Unreadable,
};
pub use storage::{Loaded, SaveError, Stored, load, pack};
pub use time::Now;
pub use update::{Effect, ImageExport, ImageFormat, Msg, Place, ViewCommand, update};
pub use visible::Visible;
pub use walk::{Ground, Walk, WalkStep};

#[cfg(test)]
mod tests;
