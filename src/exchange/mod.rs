//! Bytes and networks: reading with a report, writing with a profile, the published schema.
//!
//! Reading is lenient. What can be understood becomes the network; everything else is reported as an
//! [`ImportWarning`] and kept where it can be, so that a full export gives it back. Only a file that is not a
//! network at all gets an [`ImportError`]. What we wrote ourselves is read by [`read_stored`] first. `format.rs` has one
//! row for each format, `losses.rs` says what files of other programs have no room for. This room returns data; the
//! sentences live in `i18n`.

mod aside;
mod calendar;
mod check;
mod decode;
mod format;
mod import_error;
mod json;
mod losses;
mod names;
mod parse;
mod part;
mod read;
mod redact;
mod scan;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
mod strict;
mod versions;
mod write;

pub use calendar::{Appointment, calendar, time_of_day};
pub use check::{ImportWarning, WarningKind, check};
pub use format::{Format, NATIVE};
pub use import_error::{ImportError, JsonErrorKind, JsonKind};
pub use json::{quoted, value_text};
pub use losses::{Loss, losses};
pub use names::{
    contribution_file_name, file_name, foreign_file_name, image_file_name, internal_mark, published_file_name,
};
pub use part::Choice;
pub use read::{ParsedNetwork, SIZE_LIMIT_BYTES, read, read_file, read_part};
pub use redact::{Profile, Redacted, RedactionSummary, Secret, first_secret, redact, redaction_summary};
pub use scan::{Scanner, once};
pub use strict::{ReadPart, exported_at, read_stored, read_stored_part};
pub use versions::CURRENT_VERSION;
pub use write::{Header, join_parts, rest_of, store, write, write_short};

use crate::model::{Network, TableName};

/// What the field `format` of every document says.
pub const FORMAT: &str = "gosmart-network";

/// Where [`read`] keeps records it could not understand, among the network's unknown fields: rows by section.
/// Never written under this name: a full export puts the rows back into their section.
const UNREADABLE: &str = "gosmart:unreadable";

/// The document's own fields, in the order in which they are written.
const HEADER: [&str; 6] = ["format", "version", "exported_at", "profile", "by", "contains_personal_data"];

/// How many records of each kind a network has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(Vec<(TableName, usize)>);

impl Counts {
    pub fn of(&self, table: TableName) -> usize {
        self.0.iter().find(|(of, _)| *of == table).map_or(0, |(_, count)| *count)
    }

    /// Every kind but the title page, in the order of the document.
    pub fn iter(&self) -> impl Iterator<Item = (TableName, usize)> {
        TableName::ALL[1..].iter().map(|table| (*table, self.of(*table)))
    }
}

pub fn counts(network: &Network) -> Counts {
    Counts(network.tables().map(|table| (table.schema().table, table.len())).collect())
}

/// The built-in network of the working group GoSMART in Goslar, a normal document file.
pub fn example() -> Network {
    // Read by a test; an unreadable example would show as an empty network.
    read_stored(include_str!("../../data/goslar.json")).unwrap_or_else(|| Network::new("goslar".into()))
}
