//! What a network is: plain records in ordered tables, joined by ids.
//!
//! This room knows nothing of files, screens or clocks. Records are plain data in the shape of the
//! native document (the one deliberate shortcut: they derive serde here instead of being mirrored in
//! `exchange`, because document version 1 *is* this model). A reference may point nowhere: readers ask the
//! network and skip what is missing; `exchange::check` reports it.

mod day;
mod edit;
mod id;
mod network;
mod record;
mod stamp;

pub use day::Day;
pub use edit::{AnyRecord, Loss};
pub use id::Id;
pub use network::{Network, Position, Table, TableName};
pub use record::{
    About, Actor, ActorKind, ActorStatus, AgendaItem, Competency, Consent, Contact, Link, LinkKind, Meeting,
    Misread, Need, Offer, Record, Removed, Role, Sector, Supporter, Topic, TopicStatus, Visibility,
};
pub use stamp::{Stamp, stamp_changes};

/// Fields we do not know, kept as they came so that they survive reading and writing.
pub type Unknown = serde_json::Map<String, serde_json::Value>;

#[cfg(test)]
mod tests;
