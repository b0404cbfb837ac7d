//! The browser's database (IndexedDB): directories of states by name, pieces by key.

use std::collections::HashSet;

use idb::{Factory, Query, Transaction, TransactionResult};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbTransaction};

use crate::store::{Head, SaveError, head_of, keys_of};

/// The current state's directory is here.
pub const CURRENT: &str = "current";
pub(super) const HEADS: &str = "heads";
const PIECES: &str = "pieces";
/// Some milliseconds of copying.
const PUTS_AT_ONCE: usize = 64;

/// An open database.
pub struct Database(IdbDatabase);

/// How a save ended.
#[derive(Debug)]
pub enum Ended {
    Written,
    /// The database has a state that is not in the new one.
    Behind,
    /// The database does not have the state whose pieces the new one shares.
    Unshared,
}

pub(super) fn failed(error: idb::Error) -> SaveError {
    let is_full = match &error {
        idb::Error::DomException(error) => is_full(error),
        idb::Error::UpdateFailed(error) => error.dyn_ref().is_some_and(is_full),
        _ => false,
    };
    if is_full { SaveError::Full { units: None } } else { SaveError::Unavailable }
}

fn is_full(error: &web_sys::DomException) -> bool {
    error.name() == "QuotaExceededError"
}

/// The names of all databases of this origin; none where the browser does not say (before Firefox 126).
pub async fn names() -> Vec<String> {
    let named = async {
        let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).ok()?;
        let list: Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
        let listed: Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
        let listed: Array = JsFuture::from(listed).await.ok()?.dyn_into().ok()?;
        let name = |of: JsValue| Reflect::get(&of, &"name".into()).ok()?.as_string();
        Some(listed.iter().filter_map(name).collect())
    };
    named.await.unwrap_or_default()
}

impl Database {
    /// `None` where the browser has none, or forbids it.
    pub async fn open(name: &str) -> Option<Self> {
        let mut request = Factory::new().ok()?.open(name, Some(1)).ok()?;
        request.on_upgrade_needed(|event| {
            // A database without its stores fails at the first transaction, which is answered there.
            if let Ok(database) = idb::event::DatabaseEvent::database(&event) {
                for store in [HEADS, PIECES] {
                    let _ = database.create_object_store(store, idb::ObjectStoreParams::new());
                }
            }
        });
        Some(Self(request.await.ok()?.into()))
    }

    /// A transaction over all there is. What one writes is on disk when it is complete: the browser's own default
    /// says so when the operating system has it (`durability`, Indexed Database API 3.0).
    pub(super) fn transaction(&self, mode: &str) -> Result<Transaction, SaveError> {
        let begin = || {
            let stores = Array::of2(&HEADS.into(), &PIECES.into());
            let options = Object::new();
            Reflect::set(&options, &"durability".into(), &"strict".into())?;
            let transaction: Function = Reflect::get(&self.0, &"transaction".into())?.dyn_into()?;
            let transaction = transaction.call3(&self.0, &stores, &mode.into(), &options)?;
            transaction.dyn_into::<IdbTransaction>()
        };
        begin().map(Transaction::from).map_err(|_: JsValue| SaveError::Unavailable)
    }

    /// The directory under a name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn directory(&self, name: &str) -> Result<Option<String>, SaveError> {
        let transaction = self.transaction("readonly")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let found = heads.get(Query::from(JsValue::from(name))).map_err(failed)?.await.map_err(failed)?;
        Ok(found.and_then(|text| text.as_string()))
    }

    /// All directories by name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn directories(&self) -> Result<Vec<(String, String)>, SaveError> {
        let transaction = self.transaction("readonly")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let names = heads.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
        let texts = heads.get_all(None, None).map_err(failed)?.await.map_err(failed)?;
        Ok(names
            .iter()
            .zip(texts)
            .filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?)))
            .collect())
    }

    /// The texts of some pieces, in their order; `None` for one that is not there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn pieces(&self, keys: &[String]) -> Result<Vec<Option<String>>, SaveError> {
        let transaction = self.transaction("readonly")?;
        let pieces = transaction.object_store(PIECES).map_err(failed)?;
        let requests: Vec<_> = keys.iter().map(|key| pieces.get(Query::from(JsValue::from(key)))).collect();
        let mut texts = Vec::with_capacity(keys.len());
        for request in requests {
            let text = request.map_err(failed)?.await.map_err(failed)?;
            texts.push(text.and_then(|text| text.as_string()));
        }
        Ok(texts)
    }

    /// Whether all these pieces are there.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn has(&self, keys: &[String]) -> Result<bool, SaveError> {
        let transaction = self.transaction("readonly")?;
        let pieces = transaction.object_store(PIECES).map_err(failed)?;
        let there = pieces.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
        let there: HashSet<String> = there.iter().filter_map(JsValue::as_string).collect();
        Ok(keys.iter().all(|key| there.contains(key)))
    }

    /// Writes new pieces and the current directory in one transaction, if the new state includes the one that is there.
    /// `shares` is the token of the state with which it shares pieces.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn save(
        &self,
        head: &Head,
        shares: Option<&str>,
        directory: &str,
        pieces: &[(String, String)],
    ) -> Result<Ended, SaveError> {
        let transaction = self.transaction("readwrite")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let there = heads.get(Query::from(JsValue::from(CURRENT))).map_err(failed)?.await.map_err(failed)?;
        let there = there.and_then(|text| text.as_string());
        let there = match there {
            // Nobody knows what it is, so nothing takes its place.
            Some(there) => Some(head_of(&there).ok_or(SaveError::NotKept)?.0),
            None => None,
        };
        if there.as_ref().is_some_and(|there| !head.includes(&there.token)) {
            return Ok(Ended::Behind);
        }
        // Pieces of another state may be gone by now.
        if shares.is_some() && shares != there.as_ref().map(|there| there.token.as_str()) {
            return Ok(Ended::Unshared);
        }
        write(transaction, &[(CURRENT, Some(directory))], pieces).await?;
        Ok(Ended::Written)
    }

    /// Puts directories under names or takes them away, with pieces that are new.
    ///
    /// # Errors
    /// When nothing was written.
    pub async fn write(
        &self,
        directories: &[(&str, Option<&str>)],
        pieces: &[(String, String)],
    ) -> Result<(), SaveError> {
        write(self.transaction("readwrite")?, directories, pieces).await
    }

    /// Moves the current directory under a name of its own, if it is still this one. Returns whether it was.
    ///
    /// # Errors
    /// When nothing was moved.
    pub async fn set_aside(&self, name: &str, directory: &str) -> Result<bool, SaveError> {
        let transaction = self.transaction("readwrite")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let there = heads.get(Query::from(JsValue::from(CURRENT))).map_err(failed)?.await.map_err(failed)?;
        if there.and_then(|there| there.as_string()).as_deref() != Some(directory) {
            return Ok(false);
        }
        write(transaction, &[(name, Some(directory)), (CURRENT, None)], &[]).await?;
        Ok(true)
    }

    /// Deletes all there is. The database itself stays, because another tab may have it open.
    ///
    /// # Errors
    /// When nothing was deleted.
    pub async fn clear(&self) -> Result<(), SaveError> {
        let transaction = self.transaction("readwrite")?;
        for store in [HEADS, PIECES] {
            transaction.object_store(store).map_err(failed)?.clear().map_err(failed)?;
        }
        end(transaction).await
    }

    /// Puts another directory in the place of one that is still there, so that pieces which both name are still there
    /// too. Returns whether it was.
    ///
    /// # Errors
    /// When nothing was written.
    pub(super) async fn replace(
        &self,
        name: &str,
        before: &str,
        after: &str,
        pieces: &[(String, String)],
    ) -> Result<bool, SaveError> {
        let transaction = self.transaction("readwrite")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let there = heads.get(Query::from(JsValue::from(name))).map_err(failed)?.await.map_err(failed)?;
        if there.and_then(|there| there.as_string()).as_deref() != Some(before) {
            return Ok(false);
        }
        write(transaction, &[(name, Some(after))], pieces).await?;
        Ok(true)
    }

    /// Deletes the pieces that no directory names. Returns whether it could tell which these are.
    ///
    /// # Errors
    /// When nothing was deleted.
    pub async fn collect_garbage(&self) -> Result<bool, SaveError> {
        let transaction = self.transaction("readwrite")?;
        let heads = transaction.object_store(HEADS).map_err(failed)?;
        let pieces = transaction.object_store(PIECES).map_err(failed)?;
        let directories = heads.get_all(None, None).map_err(failed)?.await.map_err(failed)?;
        let keys = pieces.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
        let mut used = HashSet::new();
        for directory in &directories {
            // What cannot be read may name any of them.
            let Some(keys) = directory.as_string().and_then(|directory| keys_of(&directory)) else {
                return Ok(false);
            };
            used.extend(keys);
        }
        for key in keys.iter().filter(|key| key.as_string().is_some_and(|key| !used.contains(&key))) {
            pieces.delete(Query::from(key.clone())).map_err(failed)?;
        }
        end(transaction).await.map(|()| true)
    }
}

pub(super) async fn write(
    transaction: Transaction,
    directories: &[(&str, Option<&str>)],
    pieces: &[(String, String)],
) -> Result<(), SaveError> {
    let store = transaction.object_store(PIECES).map_err(failed)?;
    let mut last: Option<idb::request::PutStoreRequest> = None;
    for pieces in pieces.chunks(PUTS_AT_ONCE) {
        // Others have a turn; the transaction goes on within the answer to its own request.
        if let Some(last) = last.take() {
            // Why one failed, the transaction knows.
            if last.await.is_err() {
                return end(transaction).await;
            }
        }
        for (key, text) in pieces {
            last = Some(store.put(&text.into(), Some(&key.into())).map_err(failed)?);
        }
    }
    let heads = transaction.object_store(HEADS).map_err(failed)?;
    for (name, directory) in directories {
        match directory {
            Some(directory) => drop(heads.put(&(*directory).into(), Some(&(*name).into())).map_err(failed)?),
            None => drop(heads.delete(Query::from(JsValue::from(*name))).map_err(failed)?),
        }
    }
    end(transaction).await
}

/// Waits until all of it is on disk.
async fn end(transaction: Transaction) -> Result<(), SaveError> {
    let native: IdbTransaction = transaction.into();
    let ended = Transaction::from(native.clone()).await.map_err(failed)?;
    match ended {
        TransactionResult::Committed => Ok(()),
        TransactionResult::Aborted if native.error().is_some_and(|error| is_full(&error)) => {
            Err(SaveError::Full { units: None })
        }
        TransactionResult::Aborted => Err(SaveError::NotKept),
    }
}
