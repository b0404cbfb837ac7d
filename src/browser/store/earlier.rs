//! What is kept beside the current network: snapshots, copies from before much changed at once, and what could not be
//! read. It stands behind a door.

use std::{future::Future, pin::Pin, rc::Rc, sync::Arc};

use idb::Query;
use wasm_bindgen::JsValue;

use crate::{
    app::{Erased, StoreMsg},
    doors::READER,
    exchange::read_stored_part,
    model::{Change, Id, Network, Stamp, TableName},
    store::{
        Assembly, Head, Kept, Loaded, Reason, SaveError, Saved, beyond_scarce_room, beyond_the_ring,
        count_of, head_of, is_snapshot_due, kept_by_name, keys_of, name_of_kept,
    },
};

use super::{
    super::{
        clock,
        database::{CURRENT, Database, HEADS, failed, write},
        reader,
    },
    Store,
    slices::written,
};

type Doing<T> = Pin<Box<dyn Future<Output = T>>>;
/// The network, else what lies there, byte for byte.
type Found = Result<Arc<Network>, Vec<u8>>;
/// By kind and id.
type Records = Vec<(TableName, Id)>;

/// What is behind the door.
pub struct Earlier {
    /// What is kept, the latest first.
    pub(in crate::browser) list: fn(Rc<Store>) -> Doing<()>,
    /// What is kept under a name.
    pub(crate) read: fn(Rc<Store>, String) -> Doing<Found>,
    pub(in crate::browser) remove: fn(Rc<Store>, String) -> Doing<()>,
    pub(in crate::browser) erase: fn(Rc<Store>, Records) -> Doing<()>,
    /// Keeps the state in the database beside itself, if it is time and another than was kept last.
    pub(super) snapshot: fn(Rc<Store>) -> Doing<()>,
    /// Deletes what is beyond the ring.
    pub(super) tidy: fn(Rc<Store>) -> Doing<()>,
    pub(super) make_room: fn(Rc<Store>, bool) -> Doing<bool>,
}

pub const EARLIER: Earlier = Earlier {
    list: |store| Box::pin(async move { list(&store).await }),
    read: |store, name| Box::pin(async move { read(&store, &name).await }),
    remove: |store, name| Box::pin(async move { remove(&store, &name).await }),
    erase: |store, records| {
        Box::pin(async move {
            let erased = erase(&store, &records).await;
            store.tell(StoreMsg::Erased(erased));
        })
    },
    snapshot: |store| {
        Box::pin(async move {
            // One that failed is tried again after the next save.
            if let Some(database) = store.database().await
                && let Ok(at) = snapshot(&database, clock::now().millis).await
            {
                store.snapshot_at.set(at);
            }
        })
    },
    tidy: |store| {
        Box::pin(async move {
            // What stays too long goes the next time.
            if let Some(database) = store.database().await {
                let _ = tidy(&database, clock::now().millis).await;
            }
        })
    },
    make_room: |store, is_full| {
        Box::pin(async move {
            match store.database().await {
                Some(database) => make_room(&database, is_full).await.unwrap_or(false),
                None => false,
            }
        })
    },
};

/// The names of what is kept, with when and why.
fn kept(names: &[String]) -> (Vec<&str>, Vec<(u64, Reason)>) {
    names.iter().filter_map(|name| Some((name.as_str(), kept_by_name(name)?))).unzip()
}

fn at(names: &[&str], places: Vec<usize>) -> Vec<(String, Option<String>)> {
    places.into_iter().map(|place| (names[place].to_owned(), None)).collect()
}

/// Within one transaction, so that the pieces of the state are in use all along, and two tabs do not keep the same one
/// twice. Returns when the last snapshot was taken.
///
/// # Errors
/// When nothing was written.
pub async fn snapshot(database: &Database, now: u64) -> Result<Option<u64>, SaveError> {
    let transaction = database.transaction("readwrite")?;
    let heads = transaction.object_store(HEADS).map_err(failed)?;
    let names = heads.get_all_keys(None, None).map_err(failed)?.await.map_err(failed)?;
    let names: Vec<String> = names.iter().filter_map(JsValue::as_string).collect();
    let get = async |name: &str| {
        let found = heads.get(Query::from(JsValue::from(name))).map_err(failed)?.await.map_err(failed)?;
        Ok::<_, SaveError>(found.and_then(|text| text.as_string()))
    };
    let (kept_names, mut times) = kept(&names);
    let automatic = || times.iter().enumerate().filter(|(_, (_, reason))| *reason == Reason::Automatic);
    // Names are in the order of time.
    let last = automatic().next_back().map(|(place, (at, _))| (place, *at));
    if !is_snapshot_due(automatic().map(|(_, (at, _))| *at), now) {
        return Ok(last.map(|(_, at)| at));
    }
    let Some(current) = get(CURRENT).await? else { return Ok(None) };
    let (Some((head, _)), Some(keys)) = (head_of(&current), keys_of(&current)) else { return Ok(None) };
    if let Some((place, at)) = last
        && let Some(directory) = get(kept_names[place]).await?
        && keys_of(&directory).as_ref() == Some(&keys)
    {
        return Ok(Some(at));
    }
    // It is as old as the state that it keeps.
    let taken_at = head.saved_at.min(now);
    let name = name_of_kept(taken_at, Reason::Automatic, &head.token);
    let mut changes = Vec::new();
    let mut there = kept_names.clone();
    if !there.contains(&name.as_str()) {
        there.push(&name);
        times.push((taken_at, Reason::Automatic));
        changes.push((name.clone(), Some(current)));
    }
    let goes = beyond_the_ring(&times, now);
    changes.extend(at(&there, goes));
    write(transaction, &as_slices(&changes), &[]).await?;
    Ok(Some(taken_at))
}

fn as_slices(changes: &[(String, Option<String>)]) -> Vec<(&str, Option<&str>)> {
    changes.iter().map(|(name, directory)| (name.as_str(), directory.as_deref())).collect()
}

/// # Errors
/// When nothing was deleted.
pub async fn tidy(database: &Database, now: u64) -> Result<(), SaveError> {
    let names: Vec<String> = database.directories().await?.into_iter().map(|(name, _)| name).collect();
    let (names, times) = kept(&names);
    let goes = at(&names, beyond_the_ring(&times, now));
    if goes.is_empty() { Ok(()) } else { database.write(&as_slices(&goes), &[]).await }
}

/// Deletes snapshots where room is scarce. Returns whether there is more of it than before.
///
/// # Errors
/// When nothing was deleted.
pub async fn make_room(database: &Database, is_full: bool) -> Result<bool, SaveError> {
    let names: Vec<String> = database.directories().await?.into_iter().map(|(name, _)| name).collect();
    let (names, times) = kept(&names);
    let goes = at(&names, beyond_scarce_room(&times, is_full));
    if goes.is_empty() {
        return Ok(false);
    }
    database.write(&as_slices(&goes), &[]).await?;
    database.collect_garbage().await
}

async fn list(store: &Store) {
    let mut kept = store.local.kept();
    if let Some(database) = store.database().await {
        let of = |(name, directory): (String, String)| {
            let (kept_at, reason) = kept_by_name(&name)?;
            let title = head_of(&directory).map(|(_, title)| title).unwrap_or_default();
            let counts = count_of(&directory, TableName::Actors)
                .zip(count_of(&directory, TableName::Competencies))
                .map(|(actors, competencies)| [actors, competencies]);
            Some(Kept { name, kept_at, reason, title, counts })
        };
        kept.extend(database.directories().await.unwrap_or_default().into_iter().filter_map(of));
    }
    crate::model::order::sort_by_key(&mut kept, |kept| std::cmp::Reverse(kept.kept_at));
    store.tell(StoreMsg::Kept(kept));
}

async fn read(store: &Store, name: &str) -> Found {
    if !is_in_database(name) {
        return match reader::loaded(store.local.read_kept(name)).await {
            Ok(Loaded::Read { network, newer: false, .. }) => Ok(network),
            _ => Err(store.local.bytes_of_kept(name).unwrap_or_default()),
        };
    }
    let Some(database) = store.database().await else { return Err(Vec::new()) };
    let Ok(Some(directory)) = database.directory(name).await else { return Err(Vec::new()) };
    let is_unreadable = kept_by_name(name).is_some_and(|(_, reason)| reason == Reason::Unreadable);
    let known = store.saved.borrow().clone();
    match assembled(&database, &directory, known).await.filter(|_| !is_unreadable) {
        Some(saved) => Ok(saved.network),
        None => Err(store.bytes(&database, &directory).await),
    }
}

/// The state that a directory names, of which what is known is not read again; `None` for what cannot be read, or comes from a newer version.
async fn assembled(database: &Database, directory: &str, known: Option<Saved>) -> Option<Saved> {
    let mut assembly = Assembly::new(directory, known)?;
    let keys = assembly.missing();
    for (key, text) in keys.iter().zip(database.pieces(&keys).await.ok()?) {
        let text = text?;
        if !assembly.add(key.clone(), &text, read_stored_part) {
            assembly.add(key.clone(), &text, READER.open().await.ok()?.part).then_some(())?;
        }
    }
    (!assembly.newer).then_some(())?;
    assembly.finish()
}

async fn remove(store: &Rc<Store>, name: &str) {
    if is_in_database(name) {
        if let Some(database) = store.database().await {
            // One that stays is in the list that is shown next.
            let _ = database.write(&[(name, None)], &[]).await;
            store.collect_garbage().await;
        }
    } else {
        let _ = store.local.remove_kept(name);
    }
    list(store).await;
    store.look_at_room().await;
}

/// Names in local storage begin with product and path.
fn is_in_database(name: &str) -> bool {
    name.split('/').count() == 2 && kept_by_name(name).is_some()
}

/// Takes records, and all that means nothing without them, out of everything that is kept. `None` where some of it may
/// still be there.
async fn erase(store: &Rc<Store>, records: &[(TableName, Id)]) -> Option<Erased> {
    let mut erased = Erased { states: 0, unreadable: 0 };
    store.write_copy();
    for Kept { name, reason, .. } in store.local.kept() {
        match reader::loaded(store.local.read_kept(&name)).await.ok()? {
            Loaded::Read { network, newer: false, head } if reason != Reason::Unreadable => {
                if let Some(network) = without(&network, records) {
                    store.local.rewrite_kept(&name, &head, &network).ok()?;
                    erased.states += 1;
                }
            }
            _ => erased.unreadable += 1,
        }
    }
    if store.alone.get() {
        return Some(erased);
    }
    let database = store.database().await?;
    let of_database = erase_from_database(&database, records, &|| store.unique()).await.ok().flatten()?;
    erased.states += of_database.states;
    erased.unreadable += of_database.unreadable;
    Some(erased)
}

/// `None` where some of it may still be there.
///
/// # Errors
/// When the database cannot be read or written.
pub async fn erase_from_database(
    database: &Database,
    records: &[(TableName, Id)],
    unique: &dyn Fn() -> String,
) -> Result<Option<Erased>, SaveError> {
    let mut erased = Erased { states: 0, unreadable: 0 };
    for (name, directory) in database.directories().await? {
        let Some((_, reason)) = kept_by_name(&name) else { continue };
        let saved =
            if reason == Reason::Unreadable { None } else { assembled(database, &directory, None).await };
        let Some(saved) = saved else {
            erased.unreadable += 1;
            continue;
        };
        let Some(network) = without(&saved.network, records) else { continue };
        let head = Head { token: format!("{}-erased", unique()), ..saved.head.clone() };
        let (rewritten, pieces) = Saved::new(head, Arc::new(network), Some(&saved));
        let pieces = written(pieces).await;
        if database.replace(&name, &directory, &rewritten.directory(), &pieces).await? {
            erased.states += 1;
        }
    }
    Ok(database.collect_garbage().await?.then_some(erased))
}

/// `None` where there is nothing to take away.
fn without(network: &Network, records: &[(TableName, Id)]) -> Option<Network> {
    let there: Vec<_> = records.iter().filter(|(table, id)| network.get(*table, id).is_some()).collect();
    if there.is_empty() {
        return None;
    }
    let mut network = network.clone();
    let now = Stamp(clock::now().millis);
    let remove = |(table, id): &(TableName, Id)| Change::Remove { table: *table, id: id.clone() };
    network.apply_all(there.into_iter().map(remove), now);
    Some(network)
}
