use std::{collections::HashMap, sync::Arc};

use gosmart::{
    browser::{
        database::{CURRENT, Database, Ended},
        storage::BrowserStorage,
        store::earlier::{erase_from_database, make_room, snapshot},
    },
    exchange::read_part,
    model::{Actor, Network, Stamp, TableName},
    store::{
        Assembly, Head, LIMIT_UNITS, Loaded, Local, Preference, Reason, SaveError, Saved, Slot, Storage as _,
        StorageError, head_of, kept_by_name, keys_of, name_of_kept,
    },
};
use js_sys::Reflect;
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{Undo, network, script};

const NAME: &str = "gosmart/test/v1/current";

/// The browser's storage, empty before and after. A test that fails is not cleaned up after, hence "before".
struct Storage(web_sys::Storage);

impl Storage {
    fn empty() -> Self {
        let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
        storage.clear().unwrap();
        Self(storage)
    }

    /// Leaves room for nothing.
    fn fill(&self) {
        let mut units = 1 << 20;
        let mut number = 0;
        while units > 0 {
            match self.0.set_item(&format!("filler{number}"), &"x".repeat(units)) {
                Ok(()) => number += 1,
                Err(_) => units /= 2,
            }
        }
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        let _ = self.0.clear();
    }
}

#[test]
fn text_is_kept_and_found_by_its_name() {
    let _storage = Storage::empty();
    let storage = BrowserStorage;
    assert_eq!(storage.get("a"), Ok(None));
    for text in ["", "äöü 😀 \u{0}\n", "length"] {
        storage.set("a", text).unwrap();
        assert_eq!(storage.get("a"), Ok(Some(text.to_owned())));
        assert_eq!(storage.bytes("a"), Some(text.as_bytes().to_vec()));
    }
    storage.set("b/2", "x").unwrap();
    storage.copy("b/2", "b/1").unwrap();
    assert_eq!(storage.names("b/"), Ok(vec!["b/1".to_owned(), "b/2".to_owned()]));
    storage.remove("b/2").unwrap();
    assert_eq!(storage.names("b/").unwrap().len(), 1);
}

#[test]
fn half_a_character_is_no_text_and_is_copied_to_the_unit() {
    let _storage = Storage::empty();
    script("localStorage.setItem('gosmart/test/v1/current', 'x' + String.fromCharCode(0xd83d))", &[]);
    let storage = BrowserStorage;
    assert_eq!(storage.get(NAME), Err(StorageError::NotText));
    assert_eq!(storage.bytes(NAME), Some(vec![0xff, 0xfe, b'x', 0, 0x3d, 0xd8]));
    storage.copy(NAME, "aside").unwrap();
    let unit = script("return localStorage.getItem('aside').charCodeAt(1)", &[]);
    assert_eq!(unit.as_f64(), Some(f64::from(0xd83d)));
    let local = Local::new(BrowserStorage, "/test/", Slot::default(), "tab".into());
    assert!(matches!(local.load(), Ok(Loaded::Unreadable { .. })));
}

#[test]
fn a_full_storage_says_so_and_keeps_what_was_there() {
    let full = Storage::empty();
    let storage = BrowserStorage;
    storage.set(NAME, "vorher").unwrap();
    full.fill();
    let text = "x".repeat(5000);
    assert_eq!(storage.set(NAME, &text), Err(StorageError::Full { units: 5000 }));
    assert_eq!(storage.get(NAME), Ok(Some("vorher".to_owned())));
    // The limit is the one that we warn at.
    let used = script("return Object.entries(localStorage).flat().join('').length", &[]).as_f64().unwrap();
    assert!((LIMIT_UNITS - 10..=LIMIT_UNITS).contains(&(used as usize)), "{used}");
}

#[test]
fn a_forbidden_storage_is_an_error_and_no_panic() {
    let _storage = Storage::empty();
    let storage = BrowserStorage;
    storage.set(NAME, "vorher").unwrap();
    for forbid in [
        "const own = Object.getOwnPropertyDescriptor(window, 'localStorage');
         const get = () => { throw new DOMException('', 'SecurityError'); };
         Object.defineProperty(window, 'localStorage', { configurable: true, get });
         return () => Object.defineProperty(window, 'localStorage', own);",
        "const own = Storage.prototype.getItem;
         Storage.prototype.getItem = () => { throw new DOMException('', 'InvalidStateError'); };
         return () => { Storage.prototype.getItem = own; };",
    ] {
        let _forbidden = Undo::of(forbid);
        assert_eq!(storage.get(NAME), Err(StorageError::Unavailable));
        assert_eq!(storage.set(NAME, "x"), Err(StorageError::Unavailable));
        let local = Local::new(BrowserStorage, "/test/", Slot::default(), "tab".into());
        assert!(matches!(local.load(), Ok(Loaded::Refused(StorageError::Unavailable))));
        assert_eq!(local.preference(Preference::Settings), None);
        assert_eq!(local.journals(), [""; 0]);
    }
}

#[test]
fn a_write_that_fails_or_is_swallowed_does_not_count() {
    let _storage = Storage::empty();
    let storage = BrowserStorage;
    for (instead, expected) in [
        ("throw new DOMException('', 'SecurityError')", StorageError::Unavailable),
        ("throw new DOMException('', 'QuotaExceededError')", StorageError::Full { units: 1 }),
        ("", StorageError::NotKept),
    ] {
        let _undo = Undo::of(&format!(
            "const own = Storage.prototype.setItem;
             Storage.prototype.setItem = function () {{ {instead} }};
             return () => {{ Storage.prototype.setItem = own; }};"
        ));
        assert_eq!(storage.set(NAME, "x"), Err(expected));
    }
}

/// A database that no other test has.
async fn database(name: &str) -> Database {
    let name = format!("{name}-{}", js_sys::Math::random());
    Database::open(&name).await.unwrap()
}

fn pieces(texts: Vec<(String, String)>) -> HashMap<String, String> {
    texts.into_iter().collect()
}

async fn read(database: &Database) -> Network {
    let directory = database.directory(CURRENT).await.unwrap().unwrap();
    let mut assembly = Assembly::new(&directory, None).unwrap();
    let keys = assembly.missing();
    for (key, text) in keys.iter().zip(database.pieces(&keys).await.unwrap()) {
        assert!(assembly.add(key.clone(), &text.unwrap(), read_part));
    }
    Network::clone(&assembly.finish().unwrap().network)
}

fn written(head: Head, network: Arc<Network>, before: Option<&Saved>) -> (Saved, Vec<(String, String)>) {
    let (saved, pieces) = Saved::new(head, network, before);
    (saved, pieces.collect())
}

#[test]
async fn a_state_is_written_over_one_that_it_includes_and_over_no_other() {
    let database = database("compare").await;
    let first = Head::after(None, "a", 1, 1);
    let (saved, texts) = written(first.clone(), Arc::new(network(2)), None);
    assert!(matches!(database.save(&first, None, &saved.directory(), &texts).await, Ok(Ended::Written)));
    let theirs = Head::after(Some(&first), "b", 1, 2);
    let (next, texts) = written(theirs.clone(), Arc::new(network(3)), Some(&saved));
    assert!(matches!(
        database.save(&theirs, Some("a-1"), &next.directory(), &texts).await,
        Ok(Ended::Written)
    ));
    let mine = Head::after(Some(&first), "a", 2, 3);
    let (late, texts) = written(mine.clone(), Arc::new(network(4)), Some(&saved));
    assert!(matches!(database.save(&mine, Some("a-1"), &late.directory(), &texts).await, Ok(Ended::Behind)));
    assert_eq!(read(&database).await, network(3));
    let there = database.directory(CURRENT).await.unwrap().unwrap();
    assert_eq!(head_of(&there).unwrap().0, theirs);
}

#[test]
async fn pieces_are_shared_only_with_the_state_that_is_there() {
    let database = database("share").await;
    let first = Head::after(None, "a", 1, 1);
    let (saved, texts) = written(first.clone(), Arc::new(network(300)), None);
    database.save(&first, None, &saved.directory(), &texts).await.unwrap();
    // A save of which this tab never heard took its place.
    let unheard = Head::after(Some(&first), "a", 2, 2);
    let (whole, texts) = written(unheard.clone(), Arc::new(network(20)), None);
    database.save(&unheard, None, &whole.directory(), &texts).await.unwrap();
    database.collect_garbage().await.unwrap();
    let next = Head::after(Some(&first), "a", 3, 3);
    let (shares, texts) = written(next.clone(), saved.network.clone(), Some(&saved));
    assert_eq!(texts, [], "all of it would be shared");
    let ended = database.save(&next, Some("a-1"), &shares.directory(), &texts).await;
    assert!(matches!(ended, Ok(Ended::Unshared)));
    assert_eq!(read(&database).await, network(20));
}

#[test]
async fn what_no_state_needs_is_deleted_and_nothing_else() {
    let database = database("garbage").await;
    let first = Head::after(None, "a", 1, 1);
    let (saved, texts) = written(first.clone(), Arc::new(network(300)), None);
    let first_pieces = pieces(texts.clone());
    database.save(&first, None, &saved.directory(), &texts).await.unwrap();
    database.write(&[("earlier/1", Some(&saved.directory()))], &[]).await.unwrap();
    let second = Head::after(Some(&first), "a", 2, 2);
    let (next, texts) = written(second.clone(), Arc::new(network(10)), Some(&saved));
    database.save(&second, Some("a-1"), &next.directory(), &texts).await.unwrap();
    database.collect_garbage().await.unwrap();
    let keys: Vec<String> = first_pieces.keys().cloned().collect();
    assert!(database.pieces(&keys).await.unwrap().iter().all(Option::is_some), "the earlier one needs them");
    database.write(&[("earlier/1", None)], &[]).await.unwrap();
    database.collect_garbage().await.unwrap();
    assert!(database.pieces(&keys).await.unwrap().iter().any(Option::is_none));
    assert_eq!(read(&database).await, network(10));
}

#[test]
async fn a_database_without_room_says_so_and_keeps_what_was_there() {
    let database = database("full").await;
    let head = Head::after(None, "a", 1, 1);
    let (saved, texts) = written(head.clone(), Arc::new(network(2)), None);
    database.save(&head, None, &saved.directory(), &texts).await.unwrap();
    {
        let _full = Undo::of(
            "const own = IDBObjectStore.prototype.put;
             IDBObjectStore.prototype.put = () => { throw new DOMException('', 'QuotaExceededError'); };
             return () => { IDBObjectStore.prototype.put = own; };",
        );
        let next = Head::after(Some(&head), "a", 2, 2);
        let (saved, texts) = written(next.clone(), Arc::new(network(3)), Some(&saved));
        let failed = database.save(&next, Some("a-1"), &saved.directory(), &texts).await;
        assert!(matches!(failed, Err(SaveError::Full { units: None })));
    }
    assert_eq!(read(&database).await, network(2));
}

#[test]
async fn a_browser_without_a_database_has_none() {
    let _none = Undo::of(
        "const own = IDBFactory.prototype.open;
         IDBFactory.prototype.open = () => { throw new DOMException('', 'SecurityError'); };
         return () => { IDBFactory.prototype.open = own; };",
    );
    assert!(Database::open("none").await.is_none());
}

#[test]
async fn transactions_ask_for_what_is_on_disk() {
    let asked = Undo::of(
        "const own = IDBDatabase.prototype.transaction;
         window.asked = [];
         IDBDatabase.prototype.transaction = function (...all) { window.asked.push(all[2]?.durability); return own.apply(this, all); };
         return () => { IDBDatabase.prototype.transaction = own; };",
    );
    let database = database("strict").await;
    let head = Head::after(None, "a", 1, 1);
    let (saved, texts) = written(head.clone(), Arc::new(network(2)), None);
    database.save(&head, None, &saved.directory(), &texts).await.unwrap();
    drop(asked);
    let window = web_sys::window().unwrap();
    let asked: js_sys::Array = Reflect::get(&window, &"asked".into()).unwrap().into();
    assert!(asked.iter().all(|durability| durability.as_string().as_deref() == Some("strict")));
}

const MINUTE: u64 = 60_000;

/// A state that was saved at a time, grown out of the one that is there.
async fn save_at(database: &Database, network: Network, millis: u64, before: Option<&Saved>) -> Saved {
    let number = before.map_or(1, |before| before.head.saves[0].1 + 1);
    let head = Head::after(before.map(|before| &before.head), "a", number, millis);
    let (saved, texts) = written(head.clone(), Arc::new(network), before);
    let shares = before.map(|before| before.head.token.as_str());
    assert!(matches!(database.save(&head, shares, &saved.directory(), &texts).await, Ok(Ended::Written)));
    saved
}

async fn kept(database: &Database) -> Vec<(u64, Reason)> {
    let directories = database.directories().await.unwrap();
    directories.iter().filter_map(|(name, _)| kept_by_name(name)).collect()
}

#[test]
async fn a_snapshot_is_taken_now_and_then_of_what_changed_and_costs_no_pieces() {
    let database = database("snapshots").await;
    assert_eq!(snapshot(&database, 0).await, Ok(None), "there is nothing");
    let first = save_at(&database, network(300), MINUTE, None).await;
    let pieces = keys_of(&first.directory()).unwrap();
    assert_eq!(snapshot(&database, MINUTE).await, Ok(Some(MINUTE)));
    let second = save_at(&database, network(301), 2 * MINUTE, Some(&first)).await;
    assert_eq!(snapshot(&database, 2 * MINUTE).await, Ok(Some(MINUTE)), "too early");
    assert_eq!(snapshot(&database, 8 * MINUTE).await, Ok(Some(2 * MINUTE)));
    assert_eq!(snapshot(&database, 20 * MINUTE).await, Ok(Some(2 * MINUTE)), "nothing has changed");
    let taken = [MINUTE, 2 * MINUTE].map(|at| (at, Reason::Automatic));
    assert_eq!(kept(&database).await, taken);
    // What a snapshot needs stays, however the state goes on.
    save_at(&database, network(5), 21 * MINUTE, Some(&second)).await;
    database.collect_garbage().await.unwrap();
    assert!(database.has(&pieces).await.unwrap());
}

#[test]
async fn snapshots_become_fewer_with_time_and_give_way_where_room_is_scarce() {
    let database = database("ring").await;
    let mut saved = None;
    for number in 0..20 {
        let at = (number + 1) * 6 * MINUTE;
        saved = Some(save_at(&database, network(1 + number as usize), at, saved.as_ref()).await);
        snapshot(&database, at).await.unwrap();
    }
    assert_eq!(kept(&database).await.len(), 10);
    let replaced = name_of_kept(5, Reason::Replaced, "a-1");
    let directory = saved.unwrap().directory();
    database.write(&[(&replaced, Some(&directory))], &[]).await.unwrap();
    assert_eq!(make_room(&database, false).await, Ok(true));
    assert_eq!(kept(&database).await.len(), 2, "the last of the day, and what was replaced");
    assert_eq!(make_room(&database, false).await, Ok(false));
    assert_eq!(make_room(&database, true).await, Ok(true));
    assert_eq!(kept(&database).await, [(5, Reason::Replaced)]);
    assert_eq!(make_room(&database, true).await, Ok(false), "nobody else's gives way");
    assert_eq!(read(&database).await, network(20));
}

#[test]
async fn who_is_to_be_forgotten_is_in_no_earlier_state_and_in_no_piece() {
    let database_name = format!("erase-{}", js_sys::Math::random());
    let database = Database::open(&database_name).await.unwrap();
    let number = std::cell::Cell::new(0);
    let unique = || {
        number.set(number.get() + 1);
        format!("unique-{}", number.get())
    };
    let secret = "Geheim-4711";
    let mut with = network(200);
    let mut actor = Actor::new("person".into(), "Ada Geheim-4711");
    actor.about = secret.into();
    with.put(actor, Stamp(1));
    let first = save_at(&database, with.clone(), MINUTE, None).await;
    snapshot(&database, MINUTE).await.unwrap();
    let replaced = name_of_kept(5, Reason::BeforeImport, "a-1");
    database.write(&[(&replaced, Some(&first.directory()))], &[]).await.unwrap();
    let second = save_at(&database, network(200), 2 * MINUTE, Some(&first)).await;
    let without = name_of_kept(6, Reason::Replaced, "a-2");
    database.write(&[(&without, Some(&second.directory()))], &[]).await.unwrap();

    let records = [(TableName::Actors, "person".into())];
    let erased = erase_from_database(&database, &records, &unique).await.unwrap().unwrap();
    assert_eq!((erased.states, erased.unreadable), (2, 0));
    let everything = script(
        "const [name] = given;
         return new Promise((resolve) => {
           const opened = indexedDB.open(name);
           opened.onsuccess = () => {
             const transaction = opened.result.transaction(['heads', 'pieces']);
             const all = ['heads', 'pieces'].map((store) => transaction.objectStore(store).getAll());
             transaction.oncomplete = () => { opened.result.close(); resolve(JSON.stringify(all.map((it) => it.result))); };
           };
         });",
        &[&database_name.into()],
    );
    let everything = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::from(everything)).await.unwrap();
    let everything = everything.as_string().unwrap();
    assert!(everything.contains("Akteur 199") && !everything.contains(secret));
    let names: Vec<String> =
        database.directories().await.unwrap().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 4, "no state is gone: {names:?}");
    for (_, directory) in database.directories().await.unwrap() {
        assert!(database.has(&keys_of(&directory).unwrap()).await.unwrap());
    }

    // What cannot be read is said, and where it may name any piece nothing is said to be gone.
    database.write(&[("unreadable/0000000000007", Some("kaputt"))], &[]).await.unwrap();
    assert_eq!(erase_from_database(&database, &records, &unique).await, Ok(None));
}
