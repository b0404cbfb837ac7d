//! What the browser does for a tab: the database, local storage, and what tabs hear of each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use gosmart::{
    app::{Effect, Msg, Read, StoreMsg},
    exchange::read_part,
    model::Network,
    store::{
        Assembly, Head, Loaded, Opening, SaveError, SaveFailure, Saved, head_of, keys_of, opening,
        unpack_other,
    },
};

use super::{World, say, values};

/// The twin of the database.
#[derive(Default)]
pub(super) struct Database {
    pub(super) heads: BTreeMap<String, String>,
    pub(super) pieces: BTreeMap<String, String>,
}

impl Database {
    pub(super) fn current(&self) -> Option<&String> {
        self.heads.get("current")
    }

    pub(super) fn read(&self, known: Option<Saved>) -> Option<Saved> {
        let mut assembly = Assembly::new(self.current()?, known).unwrap();
        for key in assembly.missing() {
            let text = self.pieces[&key].clone();
            assert!(assembly.add(key, &text, read_part));
        }
        Some(assembly.finish().unwrap())
    }

    /// Deletes the pieces that no directory names.
    fn collect_garbage(&mut self) {
        let used: BTreeSet<String> = self.heads.values().flat_map(|it| keys_of(it).unwrap()).collect();
        self.pieces.retain(|key, _| used.contains(key));
    }

    pub(super) fn networks(&self) -> Vec<Arc<Network>> {
        let read = |directory: &String| {
            let mut assembly = Assembly::new(directory, None).unwrap();
            for key in assembly.missing() {
                let text = self.pieces[&key].clone();
                assert!(assembly.add(key, &text, read_part));
            }
            assembly.finish().unwrap().network
        };
        self.heads.values().map(read).collect()
    }
}

pub(super) enum Request {
    Open,
    Save { head: Head, network: Arc<Network> },
    Fetch,
    KeepEarlier(Arc<Network>),
}

impl World {
    pub(super) fn run(&mut self, tab: usize, effect: Effect) {
        let alone = self.alone;
        let name = self.tabs[tab].name.clone();
        match effect {
            Effect::Save { head, network } if alone => {
                let answer = match self.tabs[tab].local.save_alone(&head, &network, Some(unpack_other)) {
                    Ok(()) => StoreMsg::Saved { token: head.token, at_millis: head.saved_at },
                    Err(SaveFailure::Error(error)) => StoreMsg::SaveFailed(error),
                    Err(SaveFailure::Behind(Loaded::Read { head, network, .. })) => {
                        self.count("behind");
                        StoreMsg::Behind(Read { head, network, newer: false })
                    }
                    Err(other) => panic!("{other:?}"),
                };
                say!(self, format!("  {name} saves alone: {}", said(&answer)));
                self.tabs[tab].answers.push_back(answer);
            }
            Effect::KeepEarlier { network, reason } if alone => {
                let millis = self.clock;
                let kept = self.tabs[tab].local.keep_earlier(&network, reason, millis);
                self.tabs[tab].answers.push_back(StoreMsg::EarlierKept(kept.map_err(SaveError::from)));
            }
            Effect::Save { head, network } => {
                say!(self, format!("  {name} begins save {}", head.token));
                self.tabs[tab].requests.push_back(Request::Save { head, network });
            }
            Effect::KeepEarlier { network, .. } => {
                self.tabs[tab].requests.push_back(Request::KeepEarlier(network));
            }
            Effect::Fetch => self.tabs[tab].requests.push_back(Request::Fetch),
            Effect::Journal(journal) => {
                // A storage that is full is no reason to lose what is on its way to the database.
                let _ = self.tabs[tab].local.write_journal(journal.as_deref());
            }
            Effect::RemoveJournal { tab: of } => self.tabs[tab].local.remove_journal_of(&of),
            _ => {}
        }
    }

    /// The database does what was asked first.
    pub(super) fn execute(&mut self, tab: usize) {
        let Some(request) = self.tabs[tab].requests.pop_front() else { return };
        let chance = if self.calm { 100 } else { self.below(100) };
        let name = self.tabs[tab].name.clone();
        let known = self.tabs[tab].saved.clone();
        let answer = match request {
            Request::Open => {
                let loaded = self.tabs[tab].local.load().unwrap_or_else(unpack_other);
                let local = match &loaded {
                    Loaded::Read { head, .. } => Some((head, false)),
                    Loaded::InDatabase { head } => Some((head, true)),
                    _ => None,
                };
                // The state it opened with, which another tab may have replaced meanwhile.
                let shown = self.tabs[tab].state.store.head.clone();
                let local = shown.as_ref().map(|head| (head, false)).or(local);
                let directory = self.database.current().cloned();
                let head = directory.as_ref().and_then(|it| head_of(it)).map(|(head, _)| head);
                let opening = opening(local, head.as_ref());
                let network = self.tabs[tab].state.store.base.clone();
                let read = match opening {
                    Opening::Same => {
                        self.tabs[tab].saved = Saved::known(&directory.unwrap(), network);
                        assert!(self.tabs[tab].saved.is_some());
                        None
                    }
                    Opening::Database | Opening::Ask => self.read(tab),
                    _ => None,
                };
                StoreMsg::Opened { opening, read, alone: self.alone }
            }
            Request::Fetch if self.alone => match self.tabs[tab].local.load().unwrap_or_else(unpack_other) {
                Loaded::Read { head, network, .. } => {
                    StoreMsg::Fetched(Some(Read { head, network, newer: false }))
                }
                _ => StoreMsg::Fetched(None),
            },
            Request::Fetch => StoreMsg::Fetched(if chance < 5 { None } else { self.read(tab) }),
            Request::KeepEarlier(network) => {
                self.kept += 1;
                let head = Head::after(None, &name, 0, self.clock);
                let (kept, pieces) =
                    Saved::new(Head { token: format!("{name}/kept-{}", self.kept), ..head }, network, None);
                if chance < 8 {
                    StoreMsg::EarlierKept(Err(SaveError::Full { units: None }))
                } else {
                    self.database.heads.insert(format!("earlier/{}", self.kept), kept.directory());
                    self.database.pieces.extend(pieces);
                    StoreMsg::EarlierKept(Ok(()))
                }
            }
            Request::Save { head, network } => {
                let there = self.database.current().and_then(|it| head_of(it)).map(|(head, _)| head);
                if there.as_ref().is_some_and(|there| !head.includes(&there.token)) {
                    self.count("behind");
                    match self.read(tab) {
                        Some(read) => StoreMsg::Behind(read),
                        None => StoreMsg::SaveFailed(SaveError::Unavailable),
                    }
                } else if chance < 5 {
                    self.count("failed");
                    StoreMsg::SaveFailed(SaveError::Full { units: None })
                } else {
                    // Pieces are shared with the state that is there, and with no other.
                    let token = there.map(|there| there.token);
                    let known = known.filter(|known| Some(&known.head.token) == token.as_ref());
                    let (saved, pieces) = Saved::new(head.clone(), network, known.as_ref());
                    self.database.pieces.extend(pieces);
                    self.database.heads.insert("current".into(), saved.directory());
                    if chance < 10 {
                        // It is there, and nobody was told.
                        self.count("failed");
                        StoreMsg::SaveFailed(SaveError::Unavailable)
                    } else {
                        self.database.collect_garbage();
                        self.tabs[tab].saved = Some(saved);
                        self.tabs[tab].local.announce(&head);
                        StoreMsg::Saved { token: head.token, at_millis: head.saved_at }
                    }
                }
            }
        };
        say!(self, format!("  the store answers {name}: {}", said(&answer)));
        self.tabs[tab].answers.push_back(answer);
    }

    pub(super) fn read(&mut self, tab: usize) -> Option<Read> {
        let saved = self.database.read(self.tabs[tab].saved.clone())?;
        self.tabs[tab].saved = Some(saved.clone());
        Some(Read { head: saved.head, network: saved.network, newer: false })
    }

    pub(super) fn deliver(&mut self, tab: usize) {
        let Some(answer) = self.tabs[tab].answers.pop_front() else { return };
        say!(self, format!("{} hears {}", self.tabs[tab].name, said(&answer)));
        self.tabs[tab].copy_due |= matches!(answer, StoreMsg::Saved { .. }) && !self.alone;
        if matches!(answer, StoreMsg::EarlierKept(Ok(()))) {
            // Now it happens what somebody decided; of what goes by that, undo knows.
            let shown = self.tabs[tab].state.network.clone();
            let before = values(&shown);
            self.tell(tab, Msg::Store(answer));
            let after = values(&self.tabs[tab].state.network);
            let name = self.tabs[tab].name.clone();
            for value in before.difference(&after) {
                self.given_up.entry(value.clone()).or_default().insert(name.clone());
            }
            return;
        }
        self.tell(tab, Msg::Store(answer));
    }

    pub(super) fn deliver_news(&mut self, tab: usize) {
        let count = self.tabs[tab].news.borrow().len();
        if count == 0 {
            return;
        }
        let index = self.below(count);
        let (name, text) = self.tabs[tab].news.borrow_mut().remove(index);
        if let Some(token) = self.tabs[tab].local.token_in_news(&name, text.as_deref()) {
            say!(self, format!("{} hears of {token}", self.tabs[tab].name));
            self.tell(tab, Msg::Store(StoreMsg::News { token }));
        }
    }

    pub(super) fn orphans(&mut self, tab: usize) {
        let watched = self.tabs[tab].watched.clone();
        let opened = self.tabs[tab].state.store.opening.is_none();
        if let Some(gone) = watched.iter().find(|name| opened && self.dead.contains(*name)) {
            self.tabs[tab].watched.retain(|name| name != gone);
            if let Some(journal) = self.tabs[tab].local.journal_of(gone, read_part) {
                self.count("orphan");
                say!(self, format!("{} takes up the journal of {gone}", self.tabs[tab].name));
                let journal = Box::new(journal);
                self.tell(tab, Msg::Store(StoreMsg::Orphan { tab: gone.clone(), journal }));
            }
        }
    }

    pub(super) fn copy(&mut self, tab: usize) {
        if std::mem::take(&mut self.tabs[tab].copy_due)
            && let Some(head) = self.tabs[tab].state.store.head.clone()
        {
            let network = self.tabs[tab].state.store.base.clone();
            let _ = self.tabs[tab].local.write_copy(&head, &network);
        }
    }
}

fn said(message: &StoreMsg) -> String {
    match message {
        StoreMsg::Opened { opening, read, .. } => {
            format!("opened {opening:?} {:?}", read.as_ref().map(|read| &read.head.token))
        }
        StoreMsg::Behind(read) => format!("behind {} {:?}", read.head.token, values(&read.network)),
        StoreMsg::Fetched(read) => {
            format!("fetched {:?}", read.as_ref().map(|read| (&read.head.token, values(&read.network))))
        }
        StoreMsg::Saved { token, .. } => format!("saved {token}"),
        StoreMsg::Orphan { tab, .. } => format!("orphan {tab}"),
        other => format!("{other:?}"),
    }
}
