//! What lies in local storage, name by name.

use std::cell::Cell;

use crate::{
    exchange::ReadPart,
    model::{Id, Network},
};

use super::{
    Head, Journal, Loaded, Reason, SaveError, Slot, Storage, StorageError,
    envelope::{pack, token_of, unpack_ours},
    kept_by_name, name_of_kept,
};

/// The limit of all browsers, in UTF-16 units with names.
pub const LIMIT_UNITS: usize = 5_242_880;
/// A larger document is not copied to local storage, so that journals have room beside it.
pub const COPY_LIMIT_UNITS: usize = 3_000_000;
/// Earlier networks kept; the oldest goes first.
const EARLIER_KEPT: usize = 10;

/// No record takes less.
const LEAST_RECORD_UNITS: usize = 40;
/// A journal of more would not fit, and is not even written out.
const MOST_JOURNAL_RECORDS: usize = 10_000;

const CURRENT: &str = "current";
const LATEST: &str = "latest";
const PING: &str = "ping";
const ALIVE: &str = "alive/";
const JOURNAL: &str = "journal/";
const EARLIER: &str = "earlier/";
/// Where the one earlier network lay before there were several.
const EARLIER_BEFORE: &str = "earlier";
const UNREADABLE: &str = "unreadable/";

fn contribution_name(network: &Id) -> String {
    format!("contribution/{network}")
}

fn reminder_name(network: &Id) -> String {
    format!("reminder/{network}")
}

fn edition_name(network: &Id) -> String {
    format!("edition/{network}")
}

/// What a browser remembers beside the networks. It leaves it with no file.
#[derive(Clone, Copy)]
pub enum Preference {
    Settings,
    /// How the columns of imported lists were understood.
    Columns,
    /// Terms that are alike and that somebody told apart.
    ToldApart,
}

impl Preference {
    fn name(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Columns => "columns",
            Self::ToldApart => "told-apart",
        }
    }
}

/// One tab's access to what one address keeps in local storage of a network.
#[derive(Clone)]
pub struct Local<S> {
    storage: S,
    slot: Slot,
    /// Product and path, since all pages of one host share one storage.
    shared_prefix: String,
    /// That, and the place of the network.
    prefix: String,
    /// Tells this tab from others.
    tab: String,
    /// With so many records there was no room for a copy.
    too_many: Cell<usize>,
}

/// Something kept beside the current network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies.
    pub name: String,
    /// Milliseconds since 1970 in UTC.
    pub kept_at: u64,
    pub reason: Reason,
    /// Of the network; empty for what could not be read.
    pub title: String,
    /// Actors and competencies, where that can be told.
    pub counts: Option<[usize; 2]>,
}

#[derive(Debug)]
pub enum SaveFailure {
    Error(SaveError),
    /// Another state lies there; it is untouched.
    Behind(Loaded),
    /// Something lies there that has to be read by the lenient reader; it is untouched.
    Unknown,
}

impl<S: Storage> Local<S> {
    pub fn new(storage: S, path: &str, slot: Slot, tab: String) -> Self {
        let shared_prefix = format!("gosmart{path}v1/");
        let prefix = format!("{shared_prefix}{}", slot.prefix());
        Self { storage, slot, shared_prefix, prefix, tab, too_many: Cell::new(usize::MAX) }
    }

    /// The same tab's access to another network.
    pub fn of(&self, slot: Slot) -> Self
    where
        S: Clone,
    {
        let prefix = format!("{}{}", self.shared_prefix, slot.prefix());
        Self { slot, prefix, too_many: Cell::new(usize::MAX), ..self.clone() }
    }

    pub fn slot(&self) -> &Slot {
        &self.slot
    }

    #[cfg(test)]
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    pub fn storage(&self) -> &S {
        &self.storage
    }

    pub fn tab(&self) -> &str {
        &self.tab
    }

    fn name(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    /// Of what all networks of the page share.
    pub(super) fn shared_name(&self, name: &str) -> String {
        format!("{}{name}", self.shared_prefix)
    }

    fn own_journal(&self) -> String {
        self.name(&format!("{JOURNAL}{}", self.tab))
    }

    /// What lies there, as far as it can be said without the lenient reader, so that a page can begin before it has that
    /// one.
    ///
    /// # Errors
    /// A text of which [`unpack_other`](super::unpack_other) can say more.
    pub fn load(&self) -> Result<Loaded, String> {
        match self.storage.get(&self.name(CURRENT)) {
            Ok(text) => unpack_ours(text),
            Err(StorageError::NotText) => {
                let bytes = self.storage.bytes(&self.name(CURRENT)).unwrap_or_default();
                Ok(Loaded::Unreadable { bytes, error: None })
            }
            Err(error) => Ok(Loaded::Refused(error)),
        }
    }

    /// Keeps what the database has, for the first paint; of what is too large, that the database has it.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn write_copy(&self, head: &Head, network: &Network) -> Result<(), StorageError> {
        let name = self.name(CURRENT);
        let whole = || {
            let text = pack(head, Some(network));
            let units = units(&text);
            let fits = units <= COPY_LIMIT_UNITS;
            if fits { self.storage.set(&name, &text) } else { Err(StorageError::Full { units }) }
        };
        // A state that was saved without the database, and that nobody has taken in yet.
        if let Ok(Some(present)) = self.storage.get(&name)
            && token_of(&present).is_some_and(|token| !head.includes(&token))
        {
            return Err(StorageError::NotKept);
        }
        let count = record_count(network);
        let is_too_large = count >= self.too_many.get() || count * LEAST_RECORD_UNITS > COPY_LIMIT_UNITS;
        let written = if is_too_large { Err(StorageError::NotKept) } else { whole() };
        if written.is_err() {
            self.too_many.set(count.min(self.too_many.get()));
        }
        written.or_else(|_| self.storage.set(&self.name(CURRENT), &pack(head, None)))
    }

    /// Saves where there is no database: only over a state that the new one includes, written and read back.
    ///
    /// # Errors
    /// When it is not kept, or another state lies there. `unpack_other` is asked what else lies there; `None` where
    /// that one is not to be had yet.
    pub fn save_alone(
        &self,
        head: &Head,
        network: &Network,
        unpack_other: Option<fn(String) -> Loaded>,
    ) -> Result<(), SaveFailure> {
        let failed = |error: StorageError| SaveFailure::Error(error.into());
        let name = self.name(CURRENT);
        let present = match self.storage.get(&name) {
            Ok(present) => present,
            // Was set aside at the start.
            Err(StorageError::NotText) => None,
            Err(error) => return Err(failed(error)),
        };
        if let Some(present) = present
            && token_of(&present).is_none_or(|token| !head.includes(&token))
        {
            let loaded = unpack_ours(Some(present)).or_else(|text| match unpack_other {
                Some(unpack_other) => Ok(unpack_other(text)),
                None => Err(SaveFailure::Unknown),
            });
            match loaded? {
                Loaded::Unreadable { .. } => self.set_aside(head.saved_at).map_err(failed)?,
                other => return Err(SaveFailure::Behind(other)),
            }
        }
        self.storage.set(&name, &pack(head, Some(network))).map_err(failed)
    }

    /// Writes what is not yet on disk, or says that all is.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn write_journal(&self, journal: Option<&Journal>) -> Result<(), StorageError> {
        match journal {
            Some(journal) if journal.record_count() > MOST_JOURNAL_RECORDS => {
                self.storage.remove(&self.own_journal())?;
                Err(StorageError::NotKept)
            }
            Some(journal) => self.storage.set(&self.own_journal(), &journal.to_text()),
            None => self.storage.remove(&self.own_journal()),
        }
    }

    /// The tabs that have left a journal, this one not among them.
    pub fn journals(&self) -> Vec<String> {
        let start = self.name(JOURNAL);
        let names = self.storage.names(&start).unwrap_or_default();
        let tabs = names.iter().filter_map(|name| name.strip_prefix(&start)).filter(|tab| *tab != self.tab);
        tabs.map(str::to_owned).collect()
    }

    pub fn journal_of(&self, tab: &str, read: ReadPart) -> Option<Journal> {
        let text = self.storage.get(&self.name(&format!("{JOURNAL}{tab}"))).ok()??;
        Journal::of_text(&text, read)
    }

    pub fn remove_journal_of(&self, tab: &str) {
        // One that stays is taken up once more, which changes nothing.
        let _ = self.storage.remove(&self.name(&format!("{JOURNAL}{tab}")));
    }

    /// Asks the other tabs whether they live; returns the mark with which they answer.
    pub fn ping(&self) -> String {
        let mark = format!("{}-{}", self.tab, self.storage.names("").map_or(0, |names| names.len()));
        // Who cannot be asked does not answer.
        let _ = self.storage.set(&self.name(PING), &mark);
        mark
    }

    pub fn answer_ping(&self, name: &str, text: Option<&str>) {
        if let Some(mark) = text.filter(|_| name == self.name(PING)) {
            // A tab that cannot write has no journal either.
            let _ = self.storage.set(&self.name(&format!("{ALIVE}{}", self.tab)), mark);
        }
    }

    pub fn has_answered(&self, tab: &str, mark: &str) -> bool {
        let name = self.name(&format!("{ALIVE}{tab}"));
        let has_answered = self.storage.get(&name).ok().flatten().as_deref() == Some(mark);
        let _ = self.storage.remove(&name);
        has_answered
    }

    /// Tells the other tabs which state the database has now.
    pub fn announce(&self, head: &Head) {
        // News that do not arrive cost nothing: whoever saves next compares tokens.
        let _ = self.storage.set(&self.name(LATEST), &head.token);
    }

    /// The token of the state that was saved last, by whichever tab.
    pub fn latest(&self) -> Option<String> {
        self.storage.get(&self.name(LATEST)).ok()?
    }

    /// The token of the state that another tab saved, if that is what it wrote.
    pub fn token_in_news(&self, name: &str, text: Option<&str>) -> Option<String> {
        let name = name.strip_prefix(&self.prefix)?;
        match name {
            LATEST => text.map(str::to_owned),
            CURRENT => text.and_then(token_of),
            _ => None,
        }
    }

    /// Keeps a network that is about to be replaced.
    ///
    /// # Errors
    /// When the copy is not kept. Then nothing that was kept before is gone.
    pub fn keep_earlier(
        &self,
        network: &Network,
        reason: Reason,
        now_millis: u64,
    ) -> Result<(), StorageError> {
        let copy = pack(&Head::after(None, &self.tab, 0, now_millis), Some(network));
        let earlier = self.storage.names(&self.name(EARLIER))?;
        let name = self.name(&name_of_kept(now_millis, reason, &self.tab));
        let mut written = self.storage.set(&name, &copy);
        let mut gone: Vec<(&String, String)> = Vec::new();
        for oldest in &earlier {
            if !matches!(written, Err(StorageError::Full { .. })) {
                break;
            }
            if let Some(text) = self.storage.get(oldest)? {
                self.storage.remove(oldest)?;
                gone.push((oldest, text));
                written = self.storage.set(&name, &copy);
            }
        }
        if written.is_err() {
            for (name, text) in gone {
                self.storage.set(name, &text)?;
            }
        }
        written?;
        for old in earlier.iter().rev().skip(EARLIER_KEPT - 1) {
            self.storage.remove(old)?;
        }
        Ok(())
    }

    /// What is kept beside the current network: of each kind the latest first.
    pub fn kept(&self) -> Vec<Kept> {
        let of = |start: &str| {
            let names = self.storage.names(&self.name(start)).unwrap_or_default();
            let kept = move |name: String| {
                let (title, counts, saved_at) = match self.read_kept(&name) {
                    Ok(Loaded::Read { network, head, .. }) => {
                        let counts = [network.actors.len(), network.competencies.len()];
                        (network.about.title.clone(), Some(counts), head.saved_at)
                    }
                    _ => Default::default(),
                };
                let (kept_at, reason) = kept_by_name(&name).unwrap_or((saved_at, Reason::Replaced));
                Kept { name, kept_at, reason, title, counts }
            };
            names.into_iter().map(kept).collect::<Vec<_>>()
        };
        let mut kept = of(EARLIER_BEFORE);
        kept.extend(of(UNREADABLE));
        // Names begin with the time.
        kept.reverse();
        kept
    }

    /// As it lies there, for handing out.
    pub fn bytes_of_kept(&self, name: &str) -> Option<Vec<u8>> {
        self.storage.bytes(name)
    }

    /// What lies under the current name, as it lies there.
    pub fn bytes(&self) -> Option<Vec<u8>> {
        self.storage.bytes(&self.name(CURRENT))
    }

    /// As [`Local::load`].
    ///
    /// # Errors
    /// As there.
    pub fn read_kept(&self, name: &str) -> Result<Loaded, String> {
        self.storage.get(name).map_or_else(|error| Ok(Loaded::Refused(error)), unpack_ours)
    }

    /// Puts an earlier network in the place of the one that is kept under a name.
    ///
    /// # Errors
    /// When it is not kept.
    pub fn rewrite_kept(&self, name: &str, head: &Head, network: &Network) -> Result<(), StorageError> {
        self.storage.set(name, &pack(head, Some(network)))
    }

    pub fn remove_kept(&self, name: &str) -> Result<(), StorageError> {
        self.storage.remove(name)
    }

    /// Copies what lies under the current name to a place of its own, unless such a copy is there already.
    ///
    /// # Errors
    /// When the copy is not kept.
    pub fn set_aside(&self, now_millis: u64) -> Result<(), StorageError> {
        let current = self.name(CURRENT);
        let names = self.storage.names(&self.name(UNREADABLE))?;
        let bytes = self.storage.bytes(&current);
        if names.iter().any(|name| self.storage.bytes(name) == bytes) {
            return Ok(());
        }
        self.storage.copy(&current, &self.name(&format!("{UNREADABLE}{now_millis:013}")))
    }

    /// What was kept, whatever the page wrote there.
    pub fn preference(&self, which: Preference) -> Option<String> {
        self.storage.get(&self.shared_name(which.name())).ok()?
    }

    pub fn keep_preference(&self, which: Preference, text: &str) {
        // Losing one harms nobody.
        let _ = self.storage.set(&self.shared_name(which.name()), text);
    }

    /// What somebody has answered about itself for a network and not sent yet.
    pub fn contribution(&self, network: &Id) -> Option<String> {
        self.storage.get(&self.shared_name(&contribution_name(network))).ok()?
    }

    /// Keeps that, or that there is nothing. Whether it is kept.
    pub fn keep_contribution(&self, network: &Id, answers: Option<&str>) -> bool {
        let name = self.shared_name(&contribution_name(network));
        match answers {
            Some(answers) => self.storage.set(&name, answers).is_ok(),
            None => self.storage.remove(&name).is_ok(),
        }
    }

    /// Which edition of a published map had nothing new for the network of this id, and for which state of it.
    pub fn edition(&self, network: &Id) -> Option<String> {
        self.storage.get(&self.shared_name(&edition_name(network))).ok()?
    }

    pub fn keep_edition(&self, network: &Id, edition: &str) {
        // Without it one compares once more.
        let _ = self.storage.set(&self.shared_name(&edition_name(network)), edition);
    }

    /// The day on which one was asked last whether one's own entry in this network is still true, and put it off.
    pub fn reminded(&self, network: &Id) -> Option<String> {
        self.storage.get(&self.shared_name(&reminder_name(network))).ok()?
    }

    pub fn keep_reminded(&self, network: &Id, day: &str) {
        // Without it one is asked once more.
        let _ = self.storage.set(&self.shared_name(&reminder_name(network)), day);
    }

    /// Deletes all that is kept of the network.
    pub(super) fn erase_network(&self) {
        for start in [CURRENT, LATEST, PING, ALIVE, JOURNAL, EARLIER_BEFORE, UNREADABLE] {
            for name in self.storage.names(&self.name(start)).unwrap_or_default() {
                // What stays is listed again.
                let _ = self.storage.remove(&name);
            }
        }
    }

    /// How much of the browser's limit is used, in UTF-16 units, by all pages of this host.
    pub fn used_units(&self) -> usize {
        let names = self.storage.names("").unwrap_or_default();
        let text = |name: &String| self.storage.get(name).ok().flatten().unwrap_or_default();
        names.iter().map(|name| units(name) + units(&text(name))).sum()
    }
}

pub(super) fn record_count(network: &Network) -> usize {
    network.tables().map(|table| table.len()).sum()
}

/// In UTF-16 units, as browsers count.
pub(super) fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests;
