//! Bytes and networks: reading with a report, writing with a profile, the published schema.
//!
//! Reading is lenient. What can be understood becomes the network; everything else is reported as a
//! [`ImportWarning`] and kept where it can be, so that a full export gives it back. Only a file that is not a
//! network at all gets a [`ImportError`]. This room returns data; the sentences live in `i18n`.

mod check;
mod foreign;
mod import_error;
mod names;
mod profile;
mod read;
#[cfg(not(target_arch = "wasm32"))]
pub mod schema;
mod versions;
mod write;

pub use check::{ImportWarning, WarningKind, check};
pub use foreign::ForeignFormat;
pub use import_error::{ImportError, JsonErrorKind, JsonKind};
pub use names::{file_name, image_file_name};
pub use profile::{Profile, RedactionSummary, redact, redaction_summary};
pub use read::{ParsedNetwork, SIZE_LIMIT_BYTES, read};
pub use versions::CURRENT_VERSION;
pub use write::{store, write};

use crate::model::{Network, TableName};

/// What the field `format` of every document says.
pub const FORMAT: &str = "gosmart-network";

/// Where [`read`] keeps records it could not understand, among the network's unknown fields: rows by section.
/// Never written under this name: a full export puts the rows back where they stood.
const UNREADABLE: &str = "gosmart:unreadable";

/// The document's own fields, in the order in which they are written.
const HEADER: [&str; 5] = ["format", "version", "exported_at", "profile", "contains_personal_data"];

/// How many records of each kind a network has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub sectors: usize,
    pub competencies: usize,
    pub actors: usize,
    pub offers: usize,
    pub needs: usize,
    pub links: usize,
    pub topics: usize,
    pub meetings: usize,
    pub contacts: usize,
}

pub fn counts(network: &Network) -> Counts {
    Counts {
        sectors: network.sectors.len(),
        competencies: network.competencies.len(),
        actors: network.actors.len(),
        offers: network.offers.len(),
        needs: network.needs.len(),
        links: network.links.len(),
        topics: network.topics.len(),
        meetings: network.meetings.len(),
        contacts: network.contacts.len(),
    }
}

/// The built-in network of the working group GoSMART in Goslar, a normal document file.
pub fn example() -> Network {
    // Read by a test; an unreadable example would show as an empty network.
    read(include_bytes!("../../data/goslar.json"))
        .map_or_else(|_| Network::new("goslar".into()), |reading| reading.network)
}

/// The field of the document that holds the records of a table.
pub const fn section(table: TableName) -> &'static str {
    match table {
        TableName::Network => "network",
        TableName::Sectors => "sectors",
        TableName::Competencies => "competencies",
        TableName::Actors => "actors",
        TableName::Offers => "offers",
        TableName::Needs => "needs",
        TableName::Links => "links",
        TableName::Topics => "topics",
        TableName::Meetings => "meetings",
        TableName::Contacts => "contacts",
        TableName::Removed => "removed",
    }
}
