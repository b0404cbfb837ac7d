//! What a network is: plain records in ordered tables, joined by ids.
//!
//! This room knows nothing of files, screens or clocks. `record.rs` says once what kinds of record there are and
//! what each of their fields holds; reading, writing, redaction, checks, removal, forms and labels loop over that
//! table ([`TableSchema`], [`Network::tables`]). What changes is a [`Change`] with an inverse. A reference may point
//! nowhere: readers ask the network and skip what is missing; `exchange::check` reports it.

mod change;
mod day;
mod difference;
mod field;
mod id;
mod merge;
mod network;
pub mod notation;
pub mod order;
mod packet;
mod reach;
mod record;
mod row;
mod stamp;
mod table;
mod tombstone;
mod words;

pub use change::{Change, Loss, stamp_after};
pub use day::Day;
pub use difference::Difference;
pub use field::{Audience, Content, Element, Field, FieldType, TableSchema, Value, Word, element_name};
pub use id::Id;
pub use merge::{Dispute, Merged, Over, merge};
pub use network::{AnyRecord, Network, Position, TableName};
pub use packet::packet;
pub use record::*;
pub use row::*;
pub use stamp::{Base, MOST_REMEMBERED, Stamp, Stamps};
pub use table::{AnyTable, FillTable, Table, ValueSource};
pub use tombstone::{Tombstone, Tombstones};
pub use words::*;

/// Fields we do not know, kept as they came so that they survive reading and writing.
pub type Unknown = serde_json::Map<String, serde_json::Value>;

#[cfg(test)]
mod tests;
