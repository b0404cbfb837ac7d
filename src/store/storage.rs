//! Text by name, as browsers keep it: a trait, and a twin in memory for tests.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser forbids it, or has none.
    Unavailable,
    /// There is no room for so many UTF-16 units.
    Full { units: usize },
    /// What was read back is not what was written.
    NotKept,
    /// Half a surrogate pair stands in it, which no text of ours has.
    NotText,
}

/// What another tab wrote: the name, and the text unless it was removed.
pub type News = (String, Option<String>);

/// Text by name, shared by all tabs of one address.
pub trait Storage {
    /// # Errors
    /// When it cannot be read, or is no text.
    fn get(&self, name: &str) -> Result<Option<String>, StorageError>;
    /// Writes and reads back.
    ///
    /// # Errors
    /// When the text is not kept.
    fn set(&self, name: &str, text: &str) -> Result<(), StorageError>;
    /// Removes what is there, if it is.
    ///
    /// # Errors
    /// When the browser forbids it.
    fn remove(&self, name: &str) -> Result<(), StorageError>;
    /// The names that begin with `start`, in their order.
    ///
    /// # Errors
    /// When they cannot be read.
    fn names(&self, start: &str) -> Result<Vec<String>, StorageError>;
    /// What stands under a name, text or not: UTF-8, or UTF-16 with a byte order mark where it is none.
    fn bytes(&self, name: &str) -> Option<Vec<u8>>;
    /// Copies what stands under a name as it is, text or not.
    ///
    /// # Errors
    /// When the copy is not kept.
    fn copy(&self, from: &str, to: &str) -> Result<(), StorageError>;
    /// Calls `told` with what other tabs write from now on.
    fn subscribe(&self, told: Rc<dyn Fn(News)>);
}

type Told = (u32, Rc<dyn Fn(News)>);

/// What several [`MemoryStorage`]s share.
#[derive(Default)]
struct Shared {
    texts: RefCell<BTreeMap<String, String>>,
    told: RefCell<Vec<Told>>,
    tabs: Cell<u32>,
    fails: Cell<Option<StorageError>>,
    /// In bytes, names left out.
    room: Cell<Option<usize>>,
}

/// One tab's view of a storage in memory. Clones are other tabs.
#[derive(Default)]
pub struct MemoryStorage {
    shared: Rc<Shared>,
    tab: u32,
}

impl Clone for MemoryStorage {
    fn clone(&self) -> Self {
        let tab = self.shared.tabs.get() + 1;
        self.shared.tabs.set(tab);
        Self { shared: Rc::clone(&self.shared), tab }
    }
}

impl MemoryStorage {
    /// From now on every write fails, or none does.
    pub fn fail(&self, error: Option<StorageError>) {
        self.shared.fails.set(error);
    }

    /// From now on there is room for so many bytes, or for any number.
    pub fn limit(&self, bytes: Option<usize>) {
        self.shared.room.set(bytes);
    }

    /// All that is kept, by name.
    pub fn texts(&self) -> BTreeMap<String, String> {
        self.shared.texts.borrow().clone()
    }

    /// Puts back an earlier state, as a browser that was killed does.
    pub fn revert(&self, texts: BTreeMap<String, String>) {
        *self.shared.texts.borrow_mut() = texts;
    }

    fn tell(&self, name: &str, text: Option<&str>) {
        let told = self.shared.told.borrow();
        for (_, told) in told.iter().filter(|(tab, _)| *tab != self.tab) {
            told((name.to_owned(), text.map(str::to_owned)));
        }
    }
}

impl Storage for MemoryStorage {
    fn get(&self, name: &str) -> Result<Option<String>, StorageError> {
        Ok(self.shared.texts.borrow().get(name).cloned())
    }

    fn set(&self, name: &str, text: &str) -> Result<(), StorageError> {
        if let Some(error) = self.shared.fails.get() {
            return Err(error);
        }
        let others = self
            .shared
            .texts
            .borrow()
            .iter()
            .filter(|(there, _)| *there != name)
            .map(|(_, text)| text.len())
            .sum::<usize>();
        if self.shared.room.get().is_some_and(|room| others + text.len() > room) {
            return Err(StorageError::Full { units: text.len() });
        }
        self.shared.texts.borrow_mut().insert(name.to_owned(), text.to_owned());
        self.tell(name, Some(text));
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        if self.shared.texts.borrow_mut().remove(name).is_some() {
            self.tell(name, None);
        }
        Ok(())
    }

    fn names(&self, start: &str) -> Result<Vec<String>, StorageError> {
        Ok(self.shared.texts.borrow().keys().filter(|name| name.starts_with(start)).cloned().collect())
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        self.shared.texts.borrow().get(name).map(|text| text.clone().into_bytes())
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), StorageError> {
        match self.get(from)? {
            Some(text) => self.set(to, &text),
            None => Ok(()),
        }
    }

    fn subscribe(&self, told: Rc<dyn Fn(News)>) {
        self.shared.told.borrow_mut().push((self.tab, told));
    }
}
