//! All decisions: what the state is, what can happen, and what follows from it.
//!
//! One door in, [`update`]; what has to be done outside comes back as [`Effect`]s. Knows no browser: the
//! clock arrives with each message as [`Now`], new ids are drawn by whoever builds a record.

mod address;
mod agreement;
mod arrange;
mod command;
mod confirmation;
pub mod contribute;
mod dialog;
pub mod evening;
pub mod form;
mod history;
mod image;
mod inbox;
mod meeting;
mod nearby;
mod networks;
mod next_version;
mod preview;
mod print;
mod published_map;
mod record_action;
mod saving;
mod share;
mod site;
mod state;
mod status;
mod time;
mod update;
mod view;
mod visible;
mod walk;

pub use address::{Address, MAX_STEPS, split_network, with_network};
pub use agreement::{mark_agreement, mark_match};
pub use arrange::{LayoutKind, arrange, arrangement, layout_input, round};
pub use command::{Command, CommandId, NodeCommand, Place, Shortcut, ViewCommand, by_key, commands};
pub use confirmation::{confirm, note_asked};
pub use dialog::{DIALOGS, Dialog};
pub use history::Undoable;
pub use image::{ImageExport, ImageFormat};
pub use inbox::{Arrival, Inbox, Received};
pub use meeting::{edit_meeting, note_agreement};
pub use nearby::{Direction, nearest};
pub use networks::{DiskFileAction, DiskFileState, NetworkAction, empty_network, renamed};
pub use next_version::NextVersion;
pub use preview::{Edition, Preview, Source};
pub use print::Printing;
pub use published_map::{PublishedMap, fingerprint, is_news};
pub use record_action::RecordAction;
pub use saving::{Erased, Read, StoreMsg, StoreState, initial, is_unsaved};
pub use share::{
    Asked, LINK_LIMIT, NotOpened, SharedText, TEXT_LIMIT, Viewer, base64url, bytes_of_link, chosen,
    frame_code, hash_leading_to, hash_of_link, led_to_by, shared_by, shared_in,
};
pub use site::{Site, Slot, map_named_by};
pub use state::{
    Draft, EntryPoint, IncomingFile, Notice, Reported, Saving, Settings, State, Step, Theme, Unreadable,
};
pub use time::Now;
pub use update::{Effect, Msg, report, update};
pub use view::{VIEWS, View, ViewRow, address_of, page_of};
pub use visible::Visible;
pub use walk::{Ground, NameOrder, Walk, WalkStep};

#[cfg(test)]
mod tests;
