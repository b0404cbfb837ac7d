//! What lies in the browser's storage: one header line, then the whole document.

use serde::{Deserialize, Serialize};

use crate::{
    exchange::{self, ImportError, ParsedNetwork},
    model::Network,
};

/// Why a state could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The browser forbids storage or has none.
    Unavailable,
    /// The browser's storage has no room for so many UTF-16 units.
    Full { units: usize },
    /// What was read back is not what was written.
    NotKept,
}

/// Says which state this is and which one it grew out of, so that two tabs notice each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// The version of this envelope, not of the document.
    store: u32,
    pub token: String,
    #[serde(default)]
    pub parent: Option<String>,
    /// Milliseconds since 1970 in UTC.
    pub saved_at: u64,
}

impl Stored {
    pub fn new(token: String, parent: Option<String>, saved_at: u64) -> Self {
        Self { store: STORE_VERSION, token, parent, saved_at }
    }

    /// Reads only the header, which is enough to tell whose state it is.
    pub fn of(text: &str) -> Option<Self> {
        serde_json::from_str(text.split_once('\n')?.0).ok()
    }
}

const STORE_VERSION: u32 = 1;

#[derive(Debug)]
pub enum Loaded {
    Nothing,
    Read {
        stored: Stored,
        parsed: Box<ParsedNetwork>,
    },
    /// Must not be overwritten.
    Unreadable {
        text: String,
        error: Option<ImportError>,
    },
}

pub fn pack(stored: &Stored, network: &Network) -> String {
    let header = serde_json::to_string(stored).unwrap_or_default();
    format!("{header}\n{}", exchange::store(network))
}

pub fn load(text: Option<String>) -> Loaded {
    let Some(text) = text else { return Loaded::Nothing };
    let Some((stored, document)) = Stored::of(&text).zip(text.split_once('\n').map(|(_, document)| document))
    else {
        return Loaded::Unreadable { text, error: None };
    };
    match exchange::read(document.as_bytes()) {
        Ok(mut parsed) => {
            parsed.newer |= stored.store > STORE_VERSION;
            Loaded::Read { stored, parsed: Box::new(parsed) }
        }
        Err(error) => Loaded::Unreadable { text, error: Some(error) },
    }
}
