//! What a browser keeps of a network, and how nothing of it is lost: the envelope around a stored state, the pieces of
//! which a save writes those that changed, the journal of what is not yet on disk, which earlier states stay, and what
//! lies in local storage.
//!
//! A state has a [`Head`]: its token and which saves of which tabs are in it. The database is the truth; there the
//! token is compared and replaced within one transaction. Local storage holds a copy for the first paint, the journals,
//! and the token of the latest state as news for other tabs. Where there is no database, it holds the truth alone.
//! This room knows no browser: [`Storage`] is a trait with a twin in memory.

mod envelope;
mod journal;
mod local;
mod networks;
mod pieces;
mod snapshots;
mod storage;

pub use envelope::{Head, Loaded, Opening, SaveError, opening, unpack_other};
pub use journal::Journal;
pub use local::{COPY_LIMIT_UNITS, Kept, LIMIT_UNITS, Local, Preference, SaveFailure};
pub use networks::{Listed, Slot};
pub use pieces::{Assembly, NewPieces, Saved, count_of, head_of, is_of_newer_version, keys_of};
pub use snapshots::{
    Reason, beyond_scarce_room, beyond_the_ring, is_snapshot_due, kept_by_name, name_of_kept,
};
pub use storage::{MemoryStorage, News, Storage, StorageError};
