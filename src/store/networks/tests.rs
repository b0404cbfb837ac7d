use super::*;
use crate::{
    model::Actor,
    store::{Head, Journal, MemoryStorage, Preference},
};

fn open(storage: &MemoryStorage, named: Option<&str>) -> (Local<MemoryStorage>, bool) {
    Local::open(storage.clone(), "/a/", named, "tab".into())
}

fn network(title: &str, actors: usize) -> Network {
    let mut network = Network::new("n".into());
    let mut about = (*network.about).clone();
    about.title = title.into();
    network.put(about, crate::model::Stamp(1));
    network.actors =
        (0..actors).map(|number| Actor::new(format!("a{number}").as_str().into(), "A")).collect();
    network
}

fn save(local: &Local<MemoryStorage>, network: &Network, saved_at: u64) {
    local.write_copy(&Head::after(None, local.tab(), 1, saved_at), network).unwrap();
    local.list_as_saved(network, saved_at);
}

fn titles(local: &Local<MemoryStorage>) -> Vec<(String, usize)> {
    local.networks().into_iter().map(|listed| (listed.title, listed.actors)).collect()
}

#[test]
fn networks_beside_each_other_share_nothing_but_preferences() {
    let storage = MemoryStorage::default();
    let (first, _) = open(&storage, None);
    let other = first.of(Slot::of("b2").unwrap());
    save(&first, &network("Eins", 1), 10);
    save(&other, &network("Zwei", 2), 20);
    first.keep_preference(Preference::Settings, "gemeinsam");
    assert_eq!(other.preference(Preference::Settings).as_deref(), Some("gemeinsam"));
    for (local, title, actors) in [(&first, "Eins", 1), (&other, "Zwei", 2)] {
        let Ok(Loaded::Read { network, .. }) = local.load() else { panic!() };
        assert_eq!((network.about.title.as_str(), network.actors.len()), (title, actors));
    }
    // News of one are none for the other.
    let latest =
        |local: &Local<MemoryStorage>| local.token_in_news(&format!("{}latest", local.prefix()), Some("t-1"));
    assert_eq!(latest(&first), Some("t-1".into()));
    assert_eq!(first.token_in_news(&format!("{}latest", other.prefix()), Some("t-1")), None);
    other
        .write_journal(Some(&Journal {
            base: None,
            next: "x-1".into(),
            attempts: Vec::new(),
            since: crate::model::Difference::between(&network("", 0), &network("", 1)),
            disputes: Vec::new(),
        }))
        .unwrap();
    assert_eq!(open(&storage, None).0.journals(), [""; 0]);
    assert_eq!(titles(&first), [("Zwei".into(), 2), ("Eins".into(), 1)]);
}

#[test]
fn a_network_without_an_entry_is_found_by_where_it_lies() {
    let storage = MemoryStorage::default();
    let (first, _) = open(&storage, None);
    save(&first, &network("Eins", 1), 10);
    save(&first.of(Slot::of("b2").unwrap()), &network("Zwei", 2), 20);
    let whole = first.networks();
    for name in storage.names("gosmart/a/v1/networks/").unwrap() {
        storage.remove(&name).unwrap();
    }
    assert_eq!(first.networks(), whole);
    // What is no entry stands for none.
    storage.set("gosmart/a/v1/networks/b2", "{").unwrap();
    storage.set("gosmart/a/v1/networks/Ü/3", "{}").unwrap();
    assert_eq!(first.networks(), whole);
}

#[test]
fn the_one_that_is_named_is_opened_else_the_one_that_was_open_last() {
    let storage = MemoryStorage::default();
    let (first, missing) = open(&storage, None);
    assert_eq!((first.slot(), missing, first.is_named()), (&Slot::default(), false, false));
    save(&first, &network("Eins", 1), 10);
    let other = first.of(Slot::of("b2").unwrap());
    save(&other, &network("Zwei", 2), 20);
    other.remember_as_last();
    assert!(first.is_named());
    let opened = |named: Option<&str>| {
        let (local, missing) = open(&storage, named);
        (local.slot().name().to_owned(), missing)
    };
    assert_eq!(opened(None), ("b2".into(), false));
    assert_eq!(opened(Some("1")), ("1".into(), false));
    assert_eq!(opened(Some("b2")), ("b2".into(), false));
    for unknown in ["c3", "", "../1", "Ü", "b2/", &"b".repeat(99)] {
        assert_eq!(opened(Some(unknown)), ("b2".into(), true), "{unknown}");
    }
    other.erase();
    assert_eq!(opened(None), ("1".into(), false));
    assert_eq!(opened(Some("b2")), ("1".into(), true));
    assert_eq!(titles(&first), [("Eins".into(), 1)]);
}

#[test]
fn erasing_the_first_leaves_its_neighbours_and_what_all_share() {
    let storage = MemoryStorage::default();
    let (first, _) = open(&storage, None);
    save(&first, &network("Eins", 1), 10);
    first.keep_earlier(&network("Früher", 1), crate::store::Reason::Replaced, 5).unwrap();
    first.keep_preference(Preference::Settings, "gemeinsam");
    let other = first.of(Slot::of("b2").unwrap());
    save(&other, &network("Zwei", 2), 20);
    first.erase();
    let left: Vec<String> = storage.texts().into_keys().collect();
    assert_eq!(
        left,
        ["gosmart/a/v1/network/b2/current", "gosmart/a/v1/networks/b2", "gosmart/a/v1/settings"]
    );
}

#[test]
fn an_entry_reads_back_as_itself_and_remembers_the_file_copy() {
    let storage = MemoryStorage::default();
    let (local, _) = open(&storage, None);
    save(&local, &network("„Eins“ \\ \u{1f600}", 3), 10);
    let mut listed = local.listed(local.slot()).unwrap();
    assert!(listed.is_ahead_of_file());
    listed.copied_at = Some(10);
    listed.removed_at = Some(11);
    listed.file_name = Some("Netz „1“.json".into());
    local.list(&listed).unwrap();
    assert_eq!(local.listed(local.slot()), Some(listed.clone()));
    assert!(!listed.is_ahead_of_file());
    // Who goes on with it has it on the list again, and something that is in no file.
    local.list_as_saved(&network("Eins", 4), 12);
    let again = local.listed(local.slot()).unwrap();
    assert_eq!((again.copied_at, again.removed_at, again.begun_at), (Some(10), None, 10));
    assert!(again.is_ahead_of_file());
}

#[test]
fn a_file_copy_is_asked_for_after_seven_days_with_changes() {
    let days = |days: u64| days * DAY_MILLIS;
    let listed = Listed { begun_at: days(1), saved_at: days(2), ..Listed::default() };
    assert_eq!(listed.days_without_copy(days(8) - 1), None);
    assert_eq!(listed.days_without_copy(days(8)), Some(7));
    let copied = Listed { copied_at: Some(days(2)), ..listed };
    assert_eq!(copied.days_without_copy(days(99)), None);
    let changed = Listed { saved_at: days(3), ..copied };
    assert_eq!(changed.days_without_copy(days(11)), Some(9));
    // A clock that goes back asks for nothing.
    assert_eq!(changed.days_without_copy(0), None);
}

#[test]
fn a_slot_has_one_database_and_no_page_has_it_too() {
    let slots = [Slot::default(), Slot::of("b2").unwrap()];
    let names = slots.clone().map(|slot| slot.database_name("/a/"));
    assert_eq!(names, ["gosmart/a/", "gosmart/a/network/b2"]);
    for (slot, name) in slots.into_iter().zip(&names) {
        assert_eq!(Slot::of_database(name, "/a/"), Some(slot));
        assert_eq!(Slot::of_database(name, "/a/network/"), None);
        assert_eq!(Slot::of_database(name, "/"), None);
    }
    assert_eq!(Slot::of_database("gosmart/a/network/", "/a/"), None);
}
