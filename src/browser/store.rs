//! Where the network is kept: in the database, with a copy in local storage for the first paint; in local storage alone
//! where there is no database.

pub mod earlier;
mod kept;
mod locks;
mod networks;
mod room;
mod slices;

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    rc::Rc,
    sync::Arc,
};

use gloo_timers::{callback::Timeout, future::TimeoutFuture};

use crate::{
    app::{Read, StoreMsg, Unreadable},
    browser::spawn,
    doors::READER,
    exchange::read_stored_part,
    model::Network,
    store::{
        Assembly, Head, Journal, Loaded, Local, Opening, Reason, SaveError, SaveFailure, Saved, Storage,
        head_of, is_of_newer_version, keys_of, name_of_kept, opening,
    },
};

use super::{
    clock,
    database::{CURRENT, Database, Ended},
    reader,
    storage::BrowserStorage,
};
pub(crate) use earlier::{EARLIER, Earlier};
use locks::{hold_lock, when_free};
pub use room::ask_to_persist;
use slices::written;

/// A database that has not opened by then is taken for none.
const OPENING_LIMIT_MILLIS: u32 = 10_000;
/// After the last save; the copy is for the next start only.
const COPY_DELAY_MILLIS: u32 = 1_000;
/// So many pieces are read before the page may paint again.
const PIECES_AT_ONCE: usize = 24;
/// Saves until what no state needs any more is deleted.
const SAVES_BETWEEN_COLLECTIONS: u32 = 50;
/// A tab that has not answered by then is gone.
const PING_MILLIS: u32 = 2_000;
/// How often the same is tried when another tab or the browser came between.
const ATTEMPTS: usize = 3;

pub struct Store {
    pub local: Local<BrowserStorage>,
    /// The folder the page lies in.
    path: String,
    database_name: String,
    database: RefCell<Option<Rc<Database>>>,
    /// There is no database.
    alone: Cell<bool>,
    /// The state in the database as far as it is known here.
    saved: RefCell<Option<Saved>>,
    kept: Cell<u32>,
    saves: Cell<u32>,
    /// When the last snapshot was taken, as far as it is known here.
    snapshot_at: Cell<Option<u64>>,
    copy: RefCell<Option<(Timeout, Head, Arc<Network>)>>,
    dispatch: RefCell<Rc<dyn Fn(StoreMsg)>>,
}

impl Store {
    /// `path` is the folder the page lies in.
    pub fn new(path: &str, local: Local<BrowserStorage>) -> Rc<Self> {
        Rc::new(Self {
            path: path.to_owned(),
            database_name: local.slot().database_name(path),
            local,
            database: RefCell::default(),
            alone: Cell::default(),
            saved: RefCell::default(),
            kept: Cell::default(),
            saves: Cell::default(),
            snapshot_at: Cell::default(),
            copy: RefCell::default(),
            dispatch: RefCell::new(Rc::new(|_| {})),
        })
    }

    fn tell(&self, message: StoreMsg) {
        let dispatch = self.dispatch.borrow().clone();
        dispatch(message);
    }

    /// Opens the database and answers with what it has beyond `shown`, then hears of other tabs. `in_database` says
    /// that local storage has only the head of what is shown.
    pub fn open(
        self: &Rc<Self>,
        shown: Option<(Head, Arc<Network>)>,
        in_database: bool,
        dispatch: Rc<dyn Fn(StoreMsg)>,
    ) {
        *self.dispatch.borrow_mut() = dispatch;
        hold_lock(&self.lock_of(self.local.tab()));
        let store = Rc::clone(self);
        let opened = Rc::new(Cell::new(false));
        let limit = {
            let (store, opened) = (Rc::clone(self), Rc::clone(&opened));
            let local = shown.as_ref().map(|(head, _)| head.clone());
            Timeout::new(OPENING_LIMIT_MILLIS, move || {
                if !opened.replace(true) {
                    store.alone.set(true);
                    let opening = opening(local.as_ref().map(|head| (head, in_database)), None);
                    store.tell(StoreMsg::Opened { opening, read: None, alone: true });
                    store.listen();
                }
            })
        };
        spawn(async move {
            let database = store.database().await;
            let directory = match &database {
                Some(database) => database.directory(CURRENT).await.ok(),
                None => None,
            };
            drop(limit);
            if opened.replace(true) {
                return;
            }
            let answer = match database.zip(directory) {
                Some((database, directory)) => {
                    store.ask_database(&database, directory, shown, in_database).await
                }
                None => store.without_database(shown.as_ref(), in_database),
            };
            store.tell(answer);
            store.listen();
            store.look_at_room().await;
            TimeoutFuture::new(COPY_DELAY_MILLIS).await;
            store.collect_garbage().await;
            // What was entered last the day before may not be in one.
            store.snapshot().await;
        });
    }

    fn without_database(&self, shown: Option<&(Head, Arc<Network>)>, in_database: bool) -> StoreMsg {
        self.alone.set(true);
        let opening = opening(shown.map(|(head, _)| (head, in_database)), None);
        StoreMsg::Opened { opening, read: None, alone: true }
    }

    async fn ask_database(
        &self,
        database: &Database,
        directory: Option<String>,
        shown: Option<(Head, Arc<Network>)>,
        in_database: bool,
    ) -> StoreMsg {
        let local = shown.as_ref().map(|(head, _)| (head, in_database));
        let answer = |opening, read| StoreMsg::Opened { opening, read, alone: false };
        let mut directory = directory;
        for _ in 0..ATTEMPTS {
            let Some(text) = directory else { break };
            let Some((head, _)) = head_of(&text) else {
                if is_of_newer_version(&text) {
                    return self.without_database(shown.as_ref(), true);
                }
                self.set_aside(database, &text).await;
                directory = database.directory(CURRENT).await.ok().flatten();
                continue;
            };
            let opening = opening(local, Some(&head));
            if opening == Opening::Same && !in_database {
                let network = shown.map(|(_, network)| network);
                *self.saved.borrow_mut() = network.and_then(|network| Saved::known(&text, network));
                return answer(opening, None);
            }
            if opening == Opening::Local {
                return answer(opening, None);
            }
            match self.read(database, &text).await {
                // What local storage has only the head of is to be read, too.
                Ok(read) if opening == Opening::Same => return answer(Opening::Database, Some(read)),
                Ok(read) => return answer(opening, Some(read)),
                Err(SaveError::NotKept) => {
                    directory = database.directory(CURRENT).await.ok().flatten();
                    // Another tab may have saved meanwhile, and deleted what was to be read.
                    if directory.as_ref() == Some(&text) {
                        self.set_aside(database, &text).await;
                        directory = database.directory(CURRENT).await.ok().flatten();
                    }
                }
                // The database cannot be read now: what it has stays.
                Err(_) => return self.without_database(shown.as_ref(), true),
            }
        }
        answer(opening(local, None), None)
    }

    async fn database(&self) -> Option<Rc<Database>> {
        if self.alone.get() {
            return None;
        }
        if let Some(database) = self.database.borrow().clone() {
            return Some(database);
        }
        let database = Rc::new(Database::open(&self.database_name).await?);
        *self.database.borrow_mut() = Some(Rc::clone(&database));
        Some(database)
    }

    /// Reads a state in slices, and what is known of it not again.
    async fn read(&self, database: &Database, directory: &str) -> Result<Read, SaveError> {
        let known = self.saved.borrow().clone();
        let mut assembly = Assembly::new(directory, known).ok_or(SaveError::NotKept)?;
        let missing = assembly.missing();
        for (number, keys) in missing.chunks(PIECES_AT_ONCE).enumerate() {
            for (key, text) in keys.iter().zip(database.pieces(keys).await?) {
                let text = text.ok_or(SaveError::NotKept)?;
                if !assembly.add(key.clone(), &text, read_stored_part) {
                    let reader = READER.open().await.map_err(|_| SaveError::Unavailable)?;
                    assembly.add(key.clone(), &text, reader.part).then_some(()).ok_or(SaveError::NotKept)?;
                }
            }
            if missing.len() > PIECES_AT_ONCE {
                let read = (number + 1) * PIECES_AT_ONCE * 100 / missing.len();
                self.tell(StoreMsg::Progress(read.min(100) as u8));
                TimeoutFuture::new(0).await;
            }
        }
        let newer = assembly.newer;
        let saved = assembly.finish().ok_or(SaveError::NotKept)?;
        let read = Read { head: saved.head.clone(), network: saved.network.clone(), newer };
        *self.saved.borrow_mut() = Some(saved);
        Ok(read)
    }

    /// Puts a state that cannot be read under a name of its own, and hands it out.
    async fn set_aside(&self, database: &Database, directory: &str) {
        let name = name_of_kept(clock::now().millis, Reason::Unreadable, "");
        let bytes = self.bytes(database, directory).await;
        let moved = database.set_aside(&name, directory).await;
        if moved != Ok(false) {
            self.tell(StoreMsg::Unreadable(Unreadable { bytes, error: None, set_aside: moved.is_ok() }));
        }
    }

    /// The document of a state as it lies there, or the texts of which one is no document.
    async fn bytes(&self, database: &Database, directory: &str) -> Vec<u8> {
        let texts = database.pieces(&keys_of(directory).unwrap_or_default()).await.unwrap_or_default();
        let texts: Vec<String> = texts.into_iter().flatten().collect();
        let reader = READER.open().await.ok();
        let text = reader.and_then(|reader| (reader.join)(&texts));
        let text = text.unwrap_or_else(|| format!("{directory}\n{}", texts.join("\n")));
        text.into_bytes()
    }

    /// Writes what changed since the state that is there, on disk.
    pub fn save(self: &Rc<Self>, head: Head, network: Arc<Network>) {
        if self.alone.get() {
            let mut answer = clock::measure("save", || self.local.save_alone(&head, &network, None));
            let store = Rc::clone(self);
            // As if the database had answered: not within the message that asked.
            spawn(async move {
                if let (Err(SaveFailure::Unknown), Ok(reader)) = (&answer, READER.open().await) {
                    answer = store.local.save_alone(&head, &network, Some(reader.unpack));
                }
                if answer.is_ok() {
                    store.list_as_saved(&head, &network);
                }
                store.tell(match answer {
                    Ok(()) => StoreMsg::Saved { token: head.token, at_millis: head.saved_at },
                    Err(SaveFailure::Error(error)) => StoreMsg::SaveFailed(error),
                    Err(SaveFailure::Unknown) => StoreMsg::SaveFailed(SaveError::Unavailable),
                    Err(SaveFailure::Behind(loaded)) => match read_of(loaded) {
                        Some(read) => StoreMsg::Behind(read),
                        None => StoreMsg::SaveFailed(SaveError::Unavailable),
                    },
                });
                store.look_at_room().await;
            });
            return;
        }
        let before = self.saved.borrow().clone();
        let store = Rc::clone(self);
        spawn(async move {
            let (saved, pieces) = clock::measure_async("save", async {
                let (saved, pieces) = Saved::new(head.clone(), network.clone(), before.as_ref());
                (saved, written(pieces).await)
            })
            .await;
            let shares = before.map(|before| before.head.token);
            let message = match store.write(saved, shares.as_deref(), &pieces).await {
                Ok(None) => {
                    store.local.announce(&head);
                    store.list_as_saved(&head, &network);
                    store.copy_later(head.clone(), network);
                    StoreMsg::Saved { token: head.token, at_millis: head.saved_at }
                }
                Ok(Some(read)) => StoreMsg::Behind(read),
                Err(error) => StoreMsg::SaveFailed(error),
            };
            let is_saved = matches!(message, StoreMsg::Saved { .. });
            store.tell(message);
            if is_saved {
                store.saves.set(store.saves.get() + 1);
                if store.saves.get().is_multiple_of(SAVES_BETWEEN_COLLECTIONS) {
                    store.collect_garbage().await;
                }
                store.look_at_room().await;
                store.snapshot().await;
            }
        });
    }

    /// What another tab saved, if that is why nothing was written.
    async fn write(
        self: &Rc<Self>,
        saved: Saved,
        shares: Option<&str>,
        pieces: &[(String, String)],
    ) -> Result<Option<Read>, SaveError> {
        let (mut saved, mut shares, mut pieces) = (saved, shares, Cow::Borrowed(pieces));
        for attempt in 0..ATTEMPTS {
            let database = self.database().await.ok_or(SaveError::Unavailable)?;
            match database.save(&saved.head, shares, &saved.directory(), &pieces).await {
                Ok(Ended::Written) => {
                    *self.saved.borrow_mut() = Some(saved);
                    return Ok(None);
                }
                Ok(Ended::Behind) => {
                    let directory = database.directory(CURRENT).await?.ok_or(SaveError::NotKept)?;
                    return self.read(&database, &directory).await.map(Some);
                }
                Ok(Ended::Unshared) => {
                    let whole;
                    (saved, whole) = Saved::new(saved.head, saved.network, None);
                    (shares, pieces) = (None, Cow::Owned(written(whole).await));
                }
                // The browser may have closed it.
                Err(SaveError::Unavailable) if attempt == 0 => drop(self.database.borrow_mut().take()),
                Err(SaveError::Full { .. }) if self.make_room(true).await => {}
                Err(error) => return Err(error),
            }
        }
        Err(SaveError::Unavailable)
    }

    /// As if the database had answered: not within the message that asked.
    fn answer_later(self: &Rc<Self>, message: StoreMsg) {
        let store = Rc::clone(self);
        spawn(async move { store.tell(message) });
    }

    pub fn write_journal(&self, journal: Option<&Journal>) {
        // Where it does not fit, the state says "saving" until the database has it, and leaving asks.
        let _ = self.local.write_journal(journal);
    }

    fn copy_later(self: &Rc<Self>, head: Head, network: Arc<Network>) {
        let store = Rc::clone(self);
        let timer = Timeout::new(COPY_DELAY_MILLIS, move || store.write_copy());
        *self.copy.borrow_mut() = Some((timer, head, network));
    }

    /// Writes the copy that waits, at once.
    pub fn write_copy(&self) {
        if let Some((_, head, network)) = self.copy.take() {
            // Without a copy the next start asks the database.
            let _ = self.local.write_copy(&head, &network);
        }
    }

    /// Reads what the store has now.
    pub fn fetch(self: &Rc<Self>) {
        let store = Rc::clone(self);
        spawn(async move {
            let read = if store.alone.get() {
                reader::loaded(store.local.load()).await.ok().and_then(read_of)
            } else {
                store.read_current().await
            };
            store.tell(StoreMsg::Fetched(read));
        });
    }

    async fn read_current(&self) -> Option<Read> {
        let database = self.database().await?;
        let directory = database.directory(CURRENT).await.ok()??;
        self.read(&database, &directory).await.ok()
    }

    /// What the store has, byte for byte.
    pub async fn stored_bytes(&self) -> Option<Vec<u8>> {
        if let Some(database) = self.database().await
            && let Ok(Some(directory)) = database.directory(CURRENT).await
        {
            return Some(self.bytes(&database, &directory).await);
        }
        let bytes = self.local.bytes()?;
        let document = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        Some(bytes[document..].to_vec())
    }

    async fn collect_garbage(&self) {
        if let Some(database) = self.database().await {
            // What stays is deleted the next time.
            let _ = database.collect_garbage().await;
        }
    }

    /// Hears what other tabs save from now on, and takes up what tabs leave that are gone.
    fn listen(self: &Rc<Self>) {
        let store = Rc::clone(self);
        self.local.storage().subscribe(Rc::new(move |(name, text)| {
            store.local.answer_ping(&name, text.as_deref());
            if let Some(token) = store.local.token_in_news(&name, text.as_deref()) {
                store.tell(StoreMsg::News { token });
            }
        }));
        let mut unknown = Vec::new();
        for tab in self.local.journals() {
            let (store, left) = (Rc::clone(self), tab.clone());
            if !when_free(&self.lock_of(&tab), move || store.take_up(left)) {
                unknown.push(tab);
            }
        }
        if !unknown.is_empty() {
            // A page that did not come safely has no locks, so the tabs are asked.
            let store = Rc::clone(self);
            spawn(async move {
                let mark = store.local.ping();
                TimeoutFuture::new(PING_MILLIS).await;
                for tab in unknown.into_iter().filter(|tab| !store.local.has_answered(tab, &mark)) {
                    store.take_up(tab);
                }
            });
        }
        // What was saved since the database was asked, nobody has heard.
        self.look_for_news();
    }

    fn take_up(self: &Rc<Self>, tab: String) {
        let store = Rc::clone(self);
        spawn(async move {
            let mut journal = store.local.journal_of(&tab, read_stored_part);
            if journal.is_none() && store.local.journals().contains(&tab) {
                // Left for the next time where it cannot be had.
                let Ok(reader) = READER.open().await else { return };
                journal = store.local.journal_of(&tab, reader.part);
            }
            if let Some(journal) = journal {
                store.tell(StoreMsg::Orphan { tab, journal: Box::new(journal) });
            }
        });
    }

    /// Somebody looks at the window again.
    pub fn wake(&self) {
        self.look_for_news();
        self.tell(StoreMsg::Retry);
    }

    /// Asks whether another tab has saved, in case its news did not arrive.
    fn look_for_news(&self) {
        if let Some(token) = self.local.latest() {
            self.tell(StoreMsg::News { token });
        }
    }

    fn lock_of(&self, tab: &str) -> String {
        format!("{}{tab}", self.database_name)
    }
}

fn read_of(loaded: Loaded) -> Option<Read> {
    match loaded {
        Loaded::Read { head, network, newer } => Some(Read { head, network, newer }),
        _ => None,
    }
}
