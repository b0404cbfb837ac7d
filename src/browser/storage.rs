//! Keeps the network in the browser's local storage: read back after each write, never over another tab's
//! work, never over data that could not be read.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage as _};

use crate::{
    app::{Loaded, SaveError, Settings, Stored, load, pack},
    model::Network,
};

/// The limit of all browsers, in UTF-16 units with keys.
pub const LIMIT_UNITS: usize = 5_242_880;

pub struct Store {
    /// Product and path, since all pages of one host share one storage.
    prefix: String,
    /// Tells this tab's states from another's.
    tab: String,
    /// The state on which this tab's work is built.
    known: RefCell<Option<String>>,
    saves: RefCell<u32>,
}

#[derive(Debug)]
pub enum SaveFailure {
    Error(SaveError),
    /// Another tab saved in between; its state lies there untouched.
    Elsewhere(Box<Network>),
}

/// A state another tab has just saved.
#[derive(Debug)]
pub struct Elsewhere {
    pub network: Network,
    /// It does not build on what this tab saved last.
    pub diverged: bool,
}

fn storage() -> Option<web_sys::Storage> {
    // gloo panics where the browser forbids storage, so ask first.
    web_sys::window()?.local_storage().ok().flatten()?;
    Some(LocalStorage::raw())
}

/// In UTF-16 units, as browsers count.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

impl Store {
    pub fn new(path: &str, tab: String) -> Self {
        Self {
            prefix: format!("gosmart{path}v1/"),
            tab,
            known: RefCell::default(),
            saves: RefCell::default(),
        }
    }

    fn key(&self, name: &str) -> String {
        format!("{}{name}", self.prefix)
    }

    pub fn is_current_key(&self, key: &str) -> bool {
        key == self.key("current")
    }

    pub fn load(&self) -> Loaded {
        let text = storage().and_then(|storage| storage.get_item(&self.key("current")).ok().flatten());
        let loaded = load(text);
        if let Loaded::Read { stored, .. } = &loaded {
            *self.known.borrow_mut() = Some(stored.token.clone());
        }
        loaded
    }

    /// Writes, reads back, compares.
    ///
    /// # Errors
    /// When the state is not kept, or another tab's state lies there that this tab has not seen.
    pub fn save(&self, network: &Network, now_millis: u64) -> Result<(), SaveFailure> {
        let failure = SaveFailure::Error;
        let storage = storage().ok_or(failure(SaveError::Unavailable))?;
        let key = self.key("current");
        let present = storage.get_item(&key).map_err(|_| failure(SaveError::Unavailable))?;
        if let Some(present) = present {
            let token = Stored::of(&present).map(|stored| stored.token);
            if token.is_none() || token != *self.known.borrow() {
                match load(Some(present.clone())) {
                    Loaded::Read { parsed, .. } => {
                        return Err(SaveFailure::Elsewhere(Box::new(parsed.network)));
                    }
                    _ => self.set_aside(&present, now_millis).map_err(failure)?,
                }
            }
        }
        let mut saves = self.saves.borrow_mut();
        *saves += 1;
        let token = format!("{}-{}", self.tab, *saves);
        let stored = Stored::new(token.clone(), self.known.borrow().clone(), now_millis);
        write(&storage, &key, &pack(&stored, network)).map_err(failure)?;
        *self.known.borrow_mut() = Some(token);
        Ok(())
    }

    /// Reads what another tab has put under the current key.
    pub fn elsewhere(&self, text: String) -> Option<Elsewhere> {
        match load(Some(text)) {
            Loaded::Read { stored, parsed } => {
                let diverged = stored.parent != *self.known.borrow();
                Some(Elsewhere { network: parsed.network, diverged })
            }
            _ => None,
        }
    }

    /// The next save may replace the state that lies there now.
    pub fn accept_elsewhere(&self) {
        let text = storage().and_then(|storage| storage.get_item(&self.key("current")).ok().flatten());
        *self.known.borrow_mut() = text.and_then(|text| Stored::of(&text)).map(|stored| stored.token);
    }

    /// Copies text that must not be lost to a place of its own.
    ///
    /// # Errors
    /// When the copy is not kept.
    pub fn set_aside(&self, text: &str, now_millis: u64) -> Result<(), SaveError> {
        let storage = storage().ok_or(SaveError::Unavailable)?;
        write(&storage, &self.key(&format!("unreadable/{now_millis}")), text)
    }

    /// Keeps the network that was just replaced, one deep. Its loss is no error: undo still has it.
    pub fn keep_earlier(&self, network: &Network, now_millis: u64) {
        if let Some(storage) = storage() {
            let stored = Stored::new(format!("{}-earlier", self.tab), None, now_millis);
            let _ = write(&storage, &self.key("earlier"), &pack(&stored, network));
        }
    }

    pub fn earlier(&self) -> Option<Network> {
        match load(storage()?.get_item(&self.key("earlier")).ok().flatten()) {
            Loaded::Read { parsed, .. } => Some(parsed.network),
            _ => None,
        }
    }

    pub fn settings(&self) -> Option<Settings> {
        storage()?;
        LocalStorage::get(self.key("settings")).ok()
    }

    pub fn remember_settings(&self, settings: &Settings) {
        if storage().is_some() {
            // Losing a setting harms nobody.
            let _ = LocalStorage::set(self.key("settings"), settings);
        }
    }
}

fn write(storage: &web_sys::Storage, key: &str, text: &str) -> Result<(), SaveError> {
    storage.set_item(key, text).map_err(|error| {
        let name = js_sys::Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => {
                SaveError::Full { units: units(text) }
            }
            _ => SaveError::Unavailable,
        }
    })?;
    match storage.get_item(key) {
        Ok(Some(back)) if back == text => Ok(()),
        _ => Err(SaveError::NotKept),
    }
}
