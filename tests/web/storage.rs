use gosmart::{
    app::{self, Loaded, SaveError, Settings, Stored, Theme},
    browser::storage::{SaveFailure, Store},
    i18n::Language,
    model::Network,
};
use wasm_bindgen_test::wasm_bindgen_test as test;

use crate::support::{Undo, network, script};

const CURRENT: &str = "gosmart/test/v1/current";

/// The browser's storage, empty before and after. A test that fails is not cleaned up after, hence "before".
struct Storage(web_sys::Storage);

impl Storage {
    fn empty() -> Self {
        let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
        storage.clear().unwrap();
        Self(storage)
    }

    fn get(&self, key: &str) -> Option<String> {
        self.0.get_item(key).unwrap()
    }

    fn set(&self, key: &str, text: &str) {
        self.0.set_item(key, text).unwrap();
    }

    fn keys(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            (0..self.0.length().unwrap()).map(|index| self.0.key(index).unwrap().unwrap()).collect();
        keys.sort();
        keys
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

    fn make_room(&self) {
        for key in self.keys().into_iter().filter(|key| key.starts_with("filler")) {
            self.0.remove_item(&key).unwrap();
        }
    }
}

impl Drop for Storage {
    fn drop(&mut self) {
        let _ = self.0.clear();
    }
}

fn store() -> Store {
    Store::new("/test/", "mine".into())
}

fn read(loaded: Loaded) -> (Stored, Network) {
    match loaded {
        Loaded::Read { stored, parsed } => (stored, parsed.network),
        other => panic!("nothing was read: {other:?}"),
    }
}

fn error(result: Result<(), SaveFailure>) -> SaveError {
    match result {
        Err(SaveFailure::Error(error)) => error,
        other => panic!("no error: {other:?}"),
    }
}

fn theirs(result: Result<(), SaveFailure>) -> Network {
    match result {
        Err(SaveFailure::Elsewhere(network)) => *network,
        other => panic!("not noticed: {other:?}"),
    }
}

#[test]
fn what_was_saved_is_found_again() {
    let _storage = Storage::empty();
    let first = store();
    assert!(matches!(first.load(), Loaded::Nothing));
    first.save(&network(2), 10).unwrap();
    first.save(&network(3), 20).unwrap();

    let (stored, found) = read(Store::new("/test/", "later".into()).load());
    assert_eq!(found, network(3));
    assert_eq!(
        (stored.token.as_str(), stored.parent.as_deref(), stored.saved_at),
        ("mine-2", Some("mine-1"), 20)
    );
}

#[test]
fn pages_in_two_folders_of_one_host_keep_apart() {
    let storage = Storage::empty();
    store().save(&network(2), 10).unwrap();
    assert!(matches!(Store::new("/other/", "mine".into()).load(), Loaded::Nothing));
    assert_eq!(storage.keys(), [CURRENT]);
    assert!(store().is_current_key(CURRENT));
}

#[test]
fn a_full_storage_keeps_the_earlier_state() {
    let storage = Storage::empty();
    let store = store();
    store.save(&network(2), 10).unwrap();
    let before = storage.get(CURRENT);
    storage.fill();

    let SaveError::Full { units } = error(store.save(&network(40), 20)) else { panic!("not full") };
    assert!(units > before.as_ref().unwrap().len());
    assert_eq!(storage.get(CURRENT), before);

    storage.make_room();
    store.save(&network(40), 30).unwrap();
    assert_eq!(read(store.load()).1, network(40));
}

#[test]
fn a_forbidden_storage_is_an_error_and_no_panic() {
    let storage = Storage::empty();
    let store = store();
    store.save(&network(2), 10).unwrap();
    {
        let _forbidden = Undo::of(
            "const own = Object.getOwnPropertyDescriptor(window, 'localStorage');
             const get = () => { throw new DOMException('', 'SecurityError'); };
             Object.defineProperty(window, 'localStorage', { configurable: true, get });
             return () => Object.defineProperty(window, 'localStorage', own);",
        );
        assert_eq!(error(store.save(&network(3), 20)), SaveError::Unavailable);
        assert!(matches!(store.load(), Loaded::Nothing));
        assert!(store.settings().is_none());
        assert!(store.earlier().is_none());
        store.remember_settings(&Settings::default());
        store.keep_earlier(&network(2), 20);
    }
    assert_eq!(storage.keys(), [CURRENT]);
    assert_eq!(read(store.load()).1, network(2));
}

#[test]
fn a_write_that_fails_or_is_swallowed_does_not_count_as_saved() {
    let storage = Storage::empty();
    let store = store();
    store.save(&network(2), 10).unwrap();
    let before = storage.get(CURRENT);
    for (instead, expected) in [
        ("throw new DOMException('', 'SecurityError')", SaveError::Unavailable),
        ("throw new DOMException('', 'QuotaExceededError')", SaveError::Full { units: 0 }),
        ("", SaveError::NotKept),
    ] {
        let undo = Undo::of(&format!(
            "const own = Storage.prototype.setItem;
             Storage.prototype.setItem = function () {{ {instead} }};
             return () => {{ Storage.prototype.setItem = own; }};"
        ));
        let error = error(store.save(&network(3), 20));
        assert_eq!(std::mem::discriminant(&error), std::mem::discriminant(&expected), "{error:?}");
        drop(undo);
        assert_eq!(storage.get(CURRENT), before);
    }
    store.save(&network(3), 30).unwrap();
    assert_eq!(read(store.load()).0.parent.as_deref(), Some("mine-1"));
}

#[test]
fn another_tabs_state_is_not_overwritten() {
    let storage = Storage::empty();
    let store = store();
    store.save(&network(2), 10).unwrap();
    let foreign = app::pack(&Stored::new("theirs-1".into(), None, 15), &network(5));
    storage.set(CURRENT, &foreign);

    for _ in 0..2 {
        assert_eq!(theirs(store.save(&network(3), 20)), network(5));
        assert_eq!(storage.get(CURRENT).as_deref(), Some(foreign.as_str()));
    }

    store.accept_elsewhere();
    store.save(&network(3), 30).unwrap();
    let (stored, found) = read(store.load());
    assert_eq!((stored.parent.as_deref(), found), (Some("theirs-1"), network(3)));
}

#[test]
fn a_state_that_was_never_seen_is_not_overwritten_either() {
    let storage = Storage::empty();
    let foreign = app::pack(&Stored::new("theirs-1".into(), None, 15), &network(5));
    storage.set(CURRENT, &foreign);
    assert_eq!(theirs(store().save(&network(3), 20)), network(5));
    assert_eq!(storage.get(CURRENT), Some(foreign));
}

#[test]
fn a_tab_knows_whether_the_other_one_has_seen_its_work() {
    let _storage = Storage::empty();
    let store = store();
    store.save(&network(2), 10).unwrap();
    let sent = |parent: Option<&str>| {
        let stored = Stored::new("theirs-1".into(), parent.map(str::to_owned), 15);
        store.elsewhere(app::pack(&stored, &network(5)))
    };
    assert!(!sent(Some("mine-1")).unwrap().diverged);
    assert!(sent(Some("mine-0")).unwrap().diverged);
    assert!(sent(None).unwrap().diverged);
    assert_eq!(sent(None).unwrap().network, network(5));
    assert!(store.elsewhere("no envelope".into()).is_none());
}

#[test]
fn unreadable_data_are_set_aside_before_anything_takes_their_place() {
    let storage = Storage::empty();
    for (number, broken) in
        ["not ours", "{\"store\":1,\"token\":\"t\",\"saved_at\":1}\n{\"format\":"].iter().enumerate()
    {
        storage.set(CURRENT, broken);
        let store = store();
        let Loaded::Unreadable { text, .. } = store.load() else { panic!("was read: {broken}") };
        assert_eq!(text, *broken);
        store.save(&network(2), number as u64).unwrap();
        assert_eq!(storage.get(&format!("gosmart/test/v1/unreadable/{number}")).as_deref(), Some(*broken));
        assert_eq!(read(store.load()).1, network(2));
    }
}

#[test]
fn unreadable_data_stay_where_they_are_when_there_is_no_room_aside() {
    let storage = Storage::empty();
    let broken = "not ours ".repeat(100);
    storage.set(CURRENT, &broken);
    storage.fill();
    assert!(matches!(error(store().save(&network(1), 20)), SaveError::Full { .. }));
    assert_eq!(storage.get(CURRENT), Some(broken));
}

#[test]
fn settings_are_remembered_and_broken_ones_forgotten() {
    let storage = Storage::empty();
    let store = store();
    assert!(store.settings().is_none());
    let settings = Settings { language: Language::English, theme: Theme::Dark, welcomed: true };
    store.remember_settings(&settings);
    assert_eq!(store.settings(), Some(settings));
    storage.set("gosmart/test/v1/settings", "{");
    assert!(store.settings().is_none());
}

#[test]
fn the_network_that_was_replaced_is_kept_one_deep() {
    let _storage = Storage::empty();
    let store = store();
    store.keep_earlier(&network(2), 10);
    store.keep_earlier(&network(3), 20);
    assert_eq!(store.earlier(), Some(network(3)));
    // It is not mistaken for the current one.
    assert!(matches!(store.load(), Loaded::Nothing));
}

#[test]
fn the_browsers_limit_is_the_one_we_warn_at() {
    let storage = Storage::empty();
    storage.fill();
    let used = script("return Object.entries(localStorage).flat().join('').length", &[]).as_f64().unwrap();
    // What is left is too little for one more key.
    let limit = gosmart::browser::storage::LIMIT_UNITS;
    assert!((limit - 10..=limit).contains(&(used as usize)), "{used}");
}
