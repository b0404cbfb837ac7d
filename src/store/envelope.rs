//! What lies under one key: one header line, then a document.

use std::sync::Arc;

use crate::{
    exchange::{self, ImportError, Scanner, once, quoted},
    model::Network,
};

use super::StorageError;

/// Why a state could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveError {
    /// The browser forbids storage or has none.
    Unavailable,
    /// The browser's storage has no room for so many UTF-16 units; none are known of a database.
    Full { units: Option<usize> },
    /// What was read back is not what was written.
    NotKept,
}

impl From<StorageError> for SaveError {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Unavailable | StorageError::NotText => Self::Unavailable,
            StorageError::Full { units } => Self::Full { units: Some(units) },
            StorageError::NotKept => Self::NotKept,
        }
    }
}

/// Says which state this is and which ones it grew out of, so that two tabs notice each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The version of this envelope, not of the document.
    pub store: u32,
    /// `<tab>-<number of its save>`.
    pub token: String,
    /// The last save of each tab that is in this state, the latest at the end: a version vector (Parker et al. 1983).
    pub saves: Vec<(String, u32)>,
    /// Milliseconds since 1970 in UTC.
    pub saved_at: u64,
}

/// Tabs remembered in a head. A state of one that is forgotten would be taken for one that is not in it.
const MOST_TABS: usize = 64;

impl Head {
    /// The state that a tab's save with this number makes after another one.
    pub fn after(parent: Option<&Self>, tab: &str, number: u32, saved_at: u64) -> Self {
        let mut saves = parent.map(|parent| parent.saves.clone()).unwrap_or_default();
        if let Some(parent) = parent {
            // Written before there were version vectors.
            saves.extend(split(&parent.token).filter(|(of, _)| parent.number_of(of).is_none()));
        }
        saves.retain(|(of, _)| of != tab);
        saves.push((tab.to_owned(), number));
        saves.drain(..saves.len().saturating_sub(MOST_TABS));
        Self { store: STORE_VERSION, token: format!("{tab}-{number}"), saves, saved_at }
    }

    /// Counts the state with a token, and all that its tab saved before, as one that this one grew out of.
    pub fn include(&mut self, token: &str) {
        if let Some((tab, number)) = split(token).filter(|_| !self.includes(token)) {
            self.saves.retain(|(of, _)| *of != tab);
            self.saves.insert(0, (tab, number));
        }
    }

    fn number_of(&self, tab: &str) -> Option<u32> {
        self.saves.iter().find(|(of, _)| of == tab).map(|(_, number)| *number)
    }

    /// Whether the state with this token is this one, or one that it grew out of.
    pub fn includes(&self, token: &str) -> bool {
        self.token == token
            || split(token)
                .is_some_and(|(tab, number)| self.number_of(&tab).is_some_and(|last| last >= number))
    }

    pub fn is_newer_format(&self) -> bool {
        self.store > STORE_VERSION
    }

    /// The fields of an object that begins with a head.
    pub(super) fn fields(&self) -> String {
        let saves: Vec<String> =
            self.saves.iter().map(|(tab, number)| format!("[{},{number}]", quoted(tab))).collect();
        format!(
            r#""store":{},"token":{},"saves":[{}],"saved_at":{}"#,
            self.store,
            quoted(&self.token),
            saves.join(","),
            self.saved_at
        )
    }

    /// Reads an object that begins with a head. `read` goes over what is no field of a head; `None` where one is missing.
    pub(super) fn of_text<'a>(
        text: &'a str,
        read: &mut dyn FnMut(&mut Scanner<'a>, &str) -> Option<()>,
    ) -> Option<Self> {
        let mut scanner = Scanner::new(text);
        let (mut store, mut token, mut saves, mut saved_at) = (None, None, None, None);
        scanner.object(&mut |scanner, name| match name {
            "store" => once(&mut store, number(scanner)),
            "token" => once(&mut token, scanner.text()),
            "saves" => once(&mut saves, read_saves(scanner)),
            "saved_at" => once(&mut saved_at, scanner.whole()),
            _ => read(scanner, name),
        })?;
        scanner.end()?;
        let token = token?.into_owned();
        // Version 1 had no saves.
        Some(Self { store: store?, token, saves: saves.unwrap_or_default(), saved_at: saved_at? })
    }
}

fn number(scanner: &mut Scanner) -> Option<u32> {
    scanner.whole()?.try_into().ok()
}

fn read_saves(scanner: &mut Scanner) -> Option<Vec<(String, u32)>> {
    let mut saves = Vec::new();
    scanner.list(&mut |scanner| {
        let (mut tab, mut last) = (None, None);
        scanner.list(&mut |scanner| match tab {
            None => once(&mut tab, scanner.text()),
            Some(_) => once(&mut last, number(scanner)),
        })?;
        saves.push((tab?.into_owned(), last?));
        Some(())
    })?;
    Some(saves)
}

fn split(token: &str) -> Option<(String, u32)> {
    let (tab, number) = token.rsplit_once('-')?;
    Some((tab.to_owned(), number.parse().ok()?))
}

/// Version 1 had no database.
pub(super) const STORE_VERSION: u32 = 2;

#[derive(Debug)]
pub enum Loaded {
    Nothing,
    Read {
        head: Head,
        network: Arc<Network>,
        /// Written by a newer version of this program.
        newer: bool,
    },
    /// Lies in the database only.
    InDatabase {
        head: Head,
    },
    /// Must not be overwritten.
    Unreadable {
        bytes: Vec<u8>,
        error: Option<ImportError>,
    },
    /// The browser does not let us read.
    Refused(StorageError),
}

/// The document is left out where it is too large to stand here; the database has it.
const IN_DATABASE: &str = "in_database";

/// `None` for one that lies in the database only.
pub fn pack(head: &Head, network: Option<&Network>) -> String {
    let head = head.fields();
    match network {
        Some(network) => format!("{{{head}}}\n{}", exchange::store(network)),
        None => format!("{{{head},\"{IN_DATABASE}\":true}}\n"),
    }
}

/// What lies there, as far as it can be said without the lenient reader.
///
/// # Errors
/// A text of which [`unpack_other`] can say more.
pub(super) fn unpack_ours(text: Option<String>) -> Result<Loaded, String> {
    let Some(text) = text else { return Ok(Loaded::Nothing) };
    let read = parts_of(&text).and_then(|(head, in_database, document)| {
        if in_database {
            return Some(Loaded::InDatabase { head });
        }
        let network = Arc::new(exchange::read_stored(document)?);
        Some(Loaded::Read { newer: head.is_newer_format(), head, network })
    });
    read.ok_or(text)
}

/// What the lenient reader says.
pub fn unpack_other(text: String) -> Loaded {
    let read = parts_of(&text).map(|(head, _, document)| (head, exchange::read(document.as_bytes())));
    match read {
        Some((head, Ok(parsed))) => {
            let newer = parsed.newer || head.is_newer_format();
            Loaded::Read { head, network: Arc::new(parsed.network), newer }
        }
        Some((_, Err(error))) => Loaded::Unreadable { bytes: text.into_bytes(), error: Some(error) },
        None => Loaded::Unreadable { bytes: text.into_bytes(), error: None },
    }
}

/// The head, whether the document lies in the database only, and the document.
fn parts_of(text: &str) -> Option<(Head, bool, &str)> {
    let (header, document) = text.split_once('\n')?;
    let mut in_database = None;
    let head = Head::of_text(header, &mut |scanner, name| match name {
        IN_DATABASE => once(&mut in_database, scanner.truth()),
        _ => scanner.skip(),
    })?;
    Some((head, in_database.unwrap_or_default(), document))
}

/// The token of a stored state, for which its header is enough.
pub(super) fn token_of(text: &str) -> Option<String> {
    parts_of(text).map(|(head, ..)| head.token)
}

/// Which of two stored states is to be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    Nothing,
    /// They are the same.
    Same,
    /// The database has what is newer.
    Database,
    /// Local storage has what is newer, and the database should get it.
    Local,
    /// Neither grew out of the other.
    Ask,
    /// Local storage says that the database has it, and it has nothing.
    Lost,
}

/// `in_database` says that local storage has the header alone.
pub fn opening(local: Option<(&Head, bool)>, database: Option<&Head>) -> Opening {
    match (local, database) {
        (None, None) => Opening::Nothing,
        (None, Some(_)) => Opening::Database,
        (Some((_, in_database)), None) => {
            if in_database {
                Opening::Lost
            } else {
                Opening::Local
            }
        }
        (Some((local, _)), Some(database)) if local.token == database.token => Opening::Same,
        (Some((local, _)), Some(database)) if database.includes(&local.token) => Opening::Database,
        (Some((local, false)), Some(database)) if local.includes(&database.token) => Opening::Local,
        (Some((_, true)), Some(_)) => Opening::Database,
        _ => Opening::Ask,
    }
}

#[cfg(test)]
mod tests;
