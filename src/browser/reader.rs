//! The lenient reader, which few need and which has a file of its own.

use crate::{
    doors::{Closed, READER},
    exchange::{self, ImportError, ParsedNetwork, ReadPart},
    store::{self, Loaded},
};

/// What is behind its door.
pub struct Reader {
    /// Of a file's bytes, by its name.
    pub file: fn(&[u8], &str) -> Result<ParsedNetwork, ImportError>,
    pub part: ReadPart,
    /// One document of the parts that it is kept in.
    pub join: fn(&[String]) -> Option<String>,
    /// What the strict reader could not read.
    pub unpack: fn(String) -> Loaded,
}

pub const BEHIND: Reader = Reader {
    file: |bytes, name| exchange::read_file(bytes, name, None),
    part: exchange::read_part,
    join: exchange::join_parts,
    unpack: store::unpack_other,
};

/// What lies there, read by this one where the strict one could not.
///
/// # Errors
/// When it is needed and cannot be loaded.
pub async fn loaded(loaded: Result<Loaded, String>) -> Result<Loaded, Closed> {
    match loaded {
        Ok(loaded) => Ok(loaded),
        Err(text) => Ok((READER.open().await?.unpack)(text)),
    }
}
