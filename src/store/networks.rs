//! The networks that one browser keeps side by side: where each lies, and what a list says of it.
//!
//! The list is never the only copy of anything: each entry is written anew with every save, and a network without one
//! is found by where it lies.

use std::borrow::Cow;

use crate::{
    exchange::{Scanner, once, quoted},
    model::{Network, order},
};

use super::{Loaded, Local, Storage, StorageError};

/// Entries of the list, by slot.
const NETWORKS: &str = "networks/";
/// Where the networks lie that came after the first.
const NETWORK: &str = "network/";
/// The slot that was open last.
const LAST: &str = "last-network";
const LONGEST_NAME: usize = 36;

/// A place for one network in both stores, by a name that stands in the address.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot(String);

impl Default for Slot {
    /// Where a browser kept its only network before there were several.
    fn default() -> Self {
        Self("1".to_owned())
    }
}

impl Slot {
    /// `None` for what is no name of ours.
    pub fn of(name: &str) -> Option<Self> {
        let is_ours = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        let fits = !name.is_empty() && name.len() <= LONGEST_NAME && name.bytes().all(is_ours);
        fits.then(|| Self(name.to_owned()))
    }

    pub fn name(&self) -> &str {
        &self.0
    }

    pub fn is_first(&self) -> bool {
        *self == Self::default()
    }

    /// What stands before its names in local storage, after what all networks of the page share.
    pub(super) fn prefix(&self) -> String {
        if self.is_first() { String::new() } else { format!("{NETWORK}{}/", self.0) }
    }

    /// The name of its database, for a page in the folder `path`. No page lies at such a path, which ends with a slash.
    pub fn database_name(&self, path: &str) -> String {
        let folder = self.prefix();
        format!("gosmart{path}{}", folder.trim_end_matches('/'))
    }

    /// The slot whose database has this name.
    pub fn of_database(name: &str, path: &str) -> Option<Self> {
        let rest = name.strip_prefix("gosmart")?.strip_prefix(path)?;
        if rest.is_empty() { Some(Self::default()) } else { Self::of(rest.strip_prefix(NETWORK)?) }
    }
}

/// What the list says of a network.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    pub slot: Slot,
    pub title: String,
    pub actors: usize,
    pub competencies: usize,
    /// Offers, needs and links.
    pub relations: usize,
    /// Milliseconds since 1970 in UTC, like the others; of the first save.
    pub begun_at: u64,
    /// 0 where only its data were found.
    pub saved_at: u64,
    /// When all of it was last saved as a file.
    pub copied_at: Option<u64>,
    /// When it was taken off the list. It still lies in its slot.
    pub removed_at: Option<u64>,
    /// The file on the device that is kept up to date with it.
    pub file_name: Option<String>,
}

const DAY_MILLIS: u64 = 86_400_000;
/// After so many days a file copy is asked for.
const COPY_DAYS: u64 = 7;

impl Listed {
    pub fn new(slot: Slot, network: &Network, saved_at: u64) -> Self {
        let mut listed = Self { slot, begun_at: saved_at, ..Self::default() };
        listed.describe(network, saved_at);
        listed
    }

    fn describe(&mut self, network: &Network, saved_at: u64) {
        network.about.title.trim().clone_into(&mut self.title);
        self.actors = network.actors.len();
        self.competencies = network.competencies.len();
        self.relations = network.offers.len() + network.needs.len() + network.links.len();
        self.saved_at = saved_at;
    }

    /// Whether something was saved that is in no file yet.
    pub fn is_ahead_of_file(&self) -> bool {
        self.copied_at.is_none_or(|copied_at| copied_at < self.saved_at)
    }

    /// For how many days there has been something that is in no file, if that is too long.
    pub fn days_without_copy(&self, now_millis: u64) -> Option<u64> {
        let since = self.copied_at.unwrap_or(self.begun_at);
        let days = now_millis.saturating_sub(since) / DAY_MILLIS;
        (self.saved_at > 0 && self.is_ahead_of_file() && days >= COPY_DAYS).then_some(days)
    }

    fn to_text(&self) -> String {
        let Self {
            slot: _,
            title,
            actors,
            competencies,
            relations,
            begun_at,
            saved_at,
            copied_at,
            removed_at,
            file_name,
        } = self;
        let (title, file_name) = (quoted(title), quoted(file_name.as_deref().unwrap_or_default()));
        let (copied_at, removed_at) = (copied_at.unwrap_or_default(), removed_at.unwrap_or_default());
        format!(
            r#"{{"title":{title},"actors":{actors},"competencies":{competencies},"relations":{relations},"begun_at":{begun_at},"saved_at":{saved_at},"copied_at":{copied_at},"removed_at":{removed_at},"file_name":{file_name}}}"#
        )
    }

    /// `None` for what makes no sense.
    fn of_text(slot: Slot, text: &str) -> Option<Self> {
        let mut scanner = Scanner::new(text);
        let (mut title, mut file_name) = (None, None);
        let mut numbers = [None; 7];
        const NAMES: [&str; 7] =
            ["actors", "competencies", "relations", "begun_at", "saved_at", "copied_at", "removed_at"];
        scanner.object(&mut |scanner, name| match NAMES.iter().position(|known| *known == name) {
            Some(at) => once(&mut numbers[at], scanner.whole()),
            None if name == "title" => once(&mut title, scanner.text()),
            None if name == "file_name" => once(&mut file_name, scanner.text()),
            None => scanner.skip(),
        })?;
        scanner.end()?;
        let [actors, competencies, relations, begun_at, saved_at, copied_at, removed_at] = numbers;
        let count = |number: Option<u64>| number.and_then(|it| usize::try_from(it).ok()).unwrap_or_default();
        let is_said = |millis: &u64| *millis > 0;
        Some(Self {
            slot,
            title: title?.into_owned(),
            actors: count(actors),
            competencies: count(competencies),
            relations: count(relations),
            begun_at: begun_at.unwrap_or_default(),
            saved_at: saved_at.unwrap_or_default(),
            copied_at: copied_at.filter(is_said),
            removed_at: removed_at.filter(is_said),
            file_name: file_name.filter(|name| !name.is_empty()).map(Cow::into_owned),
        })
    }
}

impl<S: Storage + Clone> Local<S> {
    /// One tab's access to the network that is meant by the name in the address, else to the one that was open last.
    /// The second value says whether nothing is known here of the one that was named.
    pub fn open(storage: S, path: &str, named: Option<&str>, tab: String) -> (Self, bool) {
        let any = Self::new(storage, path, Slot::default(), tab);
        let meant = named.and_then(Slot::of).filter(|slot| any.knows(slot));
        let is_missing = named.is_some() && meant.is_none();
        let last = || {
            let last = any.storage().get(&any.shared_name(LAST)).ok()??;
            Slot::of(&last).filter(|slot| any.knows(slot))
        };
        let slot = meant.or_else(last).unwrap_or_default();
        (any.of(slot), is_missing)
    }

    /// Whether local storage has anything of a network. The first needs no proof.
    fn knows(&self, slot: &Slot) -> bool {
        let has_any = |start: String| self.storage().names(&start).is_ok_and(|names| !names.is_empty());
        let has_entry = || self.storage().get(&self.entry_name(slot)).is_ok_and(|entry| entry.is_some());
        slot.is_first() || has_entry() || has_any(self.shared_name(&slot.prefix()))
    }

    /// Whether the address has to say which network is meant.
    pub fn is_named(&self) -> bool {
        !self.slot().is_first() || self.entries().len() > 1
    }

    /// A page without a name in its address opens this one next.
    pub fn remember_as_last(&self) {
        let name = self.shared_name(LAST);
        let last = self.storage().get(&name).ok().flatten();
        if last.as_deref().unwrap_or(Slot::default().name()) != self.slot().name() {
            // Who then opens another one sees which, and has both in the list.
            let _ = self.storage().set(&name, self.slot().name());
        }
    }

    fn entry_name(&self, slot: &Slot) -> String {
        self.shared_name(&format!("{NETWORKS}{}", slot.name()))
    }

    /// The slots that have an entry.
    fn entries(&self) -> Vec<Slot> {
        let start = self.shared_name(NETWORKS);
        let names = self.storage().names(&start).unwrap_or_default();
        names.iter().filter_map(|name| Slot::of(name.strip_prefix(&start)?)).collect()
    }

    /// What the list says of a network.
    pub fn listed(&self, slot: &Slot) -> Option<Listed> {
        Listed::of_text(slot.clone(), &self.storage().get(&self.entry_name(slot)).ok()??)
    }

    /// Writes an entry of the list.
    ///
    /// # Errors
    /// When it is not kept; the network is found without it.
    pub fn list(&self, listed: &Listed) -> Result<(), StorageError> {
        self.storage().set(&self.entry_name(&listed.slot), &listed.to_text())
    }

    /// Says of the open network what it is now. Who works on one that was taken off the list brings it back.
    pub fn list_as_saved(&self, network: &Network, saved_at: u64) {
        let mut listed =
            self.listed(self.slot()).unwrap_or_else(|| Listed::new(self.slot().clone(), network, saved_at));
        listed.describe(network, saved_at);
        listed.removed_at = None;
        // Without an entry the network is found all the same.
        let _ = self.list(&listed);
    }

    /// Deletes the network and its entry.
    pub fn erase(&self) {
        self.erase_network();
        let _ = self.storage().remove(&self.entry_name(self.slot()));
    }

    /// All networks that local storage knows of, by what was saved last.
    pub fn networks(&self) -> Vec<Listed> {
        let mut slots = self.entries();
        let start = self.shared_name(NETWORK);
        for name in self.storage().names(&start).unwrap_or_default() {
            let slot = name.strip_prefix(&start).and_then(|rest| Slot::of(rest.split_once('/')?.0));
            slots.extend(slot.filter(|slot| !slots.contains(slot)));
        }
        let first = Slot::default();
        if !slots.contains(&first) && self.of(first.clone()).bytes().is_some() {
            slots.push(first);
        }
        let listed = |slot: Slot| self.listed(&slot).unwrap_or_else(|| self.found(slot));
        let mut networks: Vec<Listed> = slots.into_iter().map(listed).collect();
        order::sort_by(&mut networks, |one, other| other.saved_at.cmp(&one.saved_at));
        networks
    }

    /// What a network without an entry says of itself.
    fn found(&self, slot: Slot) -> Listed {
        match self.of(slot.clone()).load() {
            Ok(Loaded::Read { head, network, .. }) => Listed::new(slot, &network, head.saved_at),
            _ => Listed { slot, ..Listed::default() },
        }
    }
}

#[cfg(test)]
mod tests;
