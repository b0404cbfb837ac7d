use super::*;
use crate::{
    exchange::read_part,
    model::{Actor, Difference},
    store::{MemoryStorage, unpack_other},
};

fn local(storage: &MemoryStorage, tab: &str) -> Local<MemoryStorage> {
    Local::new(storage.clone(), "/test/", Slot::default(), tab.into())
}

fn network(actors: usize, about: &str) -> Network {
    let mut network = Network::new("n".into());
    network.actors = (0..actors)
        .map(|number| {
            let mut actor = Actor::new(format!("a{number}").as_str().into(), format!("A{number}"));
            actor.about = about.to_owned();
            actor
        })
        .collect();
    network
}

fn head(tab: &str, number: u32, parent: Option<&Head>) -> Head {
    Head::after(parent, tab, number, 1)
}

#[test]
fn answers_are_kept_for_each_network_until_they_are_not_wanted() {
    let storage = MemoryStorage::default();
    let (one, other) = (local(&storage, "a"), local(&storage, "b"));
    let (town, village) = (Id::from("town"), Id::from("village"));
    assert!(one.keep_contribution(&town, Some("Chor")));
    assert_eq!(other.contribution(&town).as_deref(), Some("Chor"), "of whatever tab");
    assert_eq!(other.contribution(&village), None);
    assert!(other.keep_contribution(&town, None));
    assert_eq!(one.contribution(&town), None);
    storage.fail(Some(StorageError::Unavailable));
    assert!(!one.keep_contribution(&town, Some("Chor")));
}

#[test]
fn a_copy_that_is_too_large_leaves_word_that_the_database_has_it() {
    let storage = MemoryStorage::default();
    let local = local(&storage, "a");
    let small = network(3, "x");
    local.write_copy(&head("a", 1, None), &small).unwrap();
    assert!(
        matches!(local.load().unwrap_or_else(unpack_other), Loaded::Read { network, .. } if *network == small)
    );
    let large = network(40, &"x".repeat(100_000));
    local.write_copy(&head("a", 2, None), &large).unwrap();
    assert!(
        matches!(local.load().unwrap_or_else(unpack_other), Loaded::InDatabase { head } if head.token == "a-2")
    );
}

#[test]
fn alone_a_state_is_written_only_over_one_that_it_includes() {
    let storage = MemoryStorage::default();
    let (mine, other) = (local(&storage, "a"), local(&storage, "b"));
    let first = head("a", 1, None);
    mine.save_alone(&first, &network(1, ""), Some(unpack_other)).unwrap();
    let theirs = head("b", 1, Some(&first));
    other.save_alone(&theirs, &network(2, ""), Some(unpack_other)).unwrap();
    let before = storage.texts();
    let refused = mine.save_alone(&head("a", 2, Some(&first)), &network(3, ""), Some(unpack_other));
    let Err(SaveFailure::Behind(Loaded::Read { head: there, .. })) = refused else { panic!("{refused:?}") };
    assert_eq!((there, storage.texts()), (theirs.clone(), before));
    mine.save_alone(&head("a", 3, Some(&theirs)), &network(3, ""), Some(unpack_other)).unwrap();
}

#[test]
fn unreadable_data_are_set_aside_once_and_before_anything_takes_their_place() {
    let storage = MemoryStorage::default();
    let local = local(&storage, "a");
    storage.set("gosmart/test/v1/current", "kaputt").unwrap();
    for millis in [5, 6] {
        local.set_aside(millis).unwrap();
    }
    local.save_alone(&head("a", 1, None), &network(1, ""), Some(unpack_other)).unwrap();
    let kept = local.kept();
    assert_eq!(
        kept.iter().map(|kept| (kept.kept_at, kept.reason)).collect::<Vec<_>>(),
        [(5, Reason::Unreadable)]
    );
    assert_eq!(local.bytes_of_kept(&kept[0].name).unwrap(), b"kaputt");
    local.remove_kept(&kept[0].name).unwrap();
    assert_eq!(local.kept(), []);
    // Without room aside nothing is written.
    storage.set("gosmart/test/v1/current", "wieder").unwrap();
    storage.fail(Some(StorageError::Full { units: 1 }));
    assert!(matches!(
        local.save_alone(&head("a", 2, None), &network(1, ""), Some(unpack_other)),
        Err(SaveFailure::Error(_))
    ));
    assert_eq!(local.bytes().unwrap(), b"wieder");
}

#[test]
fn the_last_replaced_networks_are_kept_and_none_goes_while_the_new_one_is_not_there() {
    let storage = MemoryStorage::default();
    let local = local(&storage, "a");
    let at = |kept: Vec<Kept>| kept.into_iter().map(|kept| kept.kept_at).collect::<Vec<_>>();
    for millis in 1..=12 {
        local.keep_earlier(&network(1, ""), Reason::Replaced, millis).unwrap();
    }
    assert_eq!(at(local.kept()), (3..=12).rev().collect::<Vec<_>>());
    // A copy that does not fit however many go leaves them all.
    let used = storage.texts().values().map(String::len).sum();
    storage.limit(Some(used));
    assert!(local.keep_earlier(&network(1, &"x".repeat(used)), Reason::Replaced, 13).is_err());
    assert_eq!(at(local.kept()), (3..=12).rev().collect::<Vec<_>>());
    // One that fits when some go takes their place.
    local.keep_earlier(&network(2, ""), Reason::BeforeImport, 14).unwrap();
    let kept = &local.kept()[0];
    assert_eq!((kept.kept_at, kept.reason, kept.counts), (14, Reason::BeforeImport, Some([2, 0])));
    storage.limit(None);
    let Loaded::Read { network, .. } = local.read_kept(&local.kept()[1].name).unwrap_or_else(unpack_other)
    else {
        panic!("not read")
    };
    assert_eq!(network.actors.len(), 1);
}

#[test]
fn a_journal_comes_back_and_one_that_is_too_long_is_not_written() {
    let storage = MemoryStorage::default();
    let (mine, next) = (local(&storage, "a"), local(&storage, "b"));
    let journal = |actors| Journal {
        base: None,
        next: "a-2".into(),
        attempts: vec![("a-1".into(), Difference::between(&network(0, ""), &network(1, "")))],
        since: Difference::between(&network(1, ""), &network(actors, "")),
        disputes: Vec::new(),
    };
    mine.write_journal(Some(&journal(4))).unwrap();
    assert_eq!(mine.journals(), [""; 0]);
    assert_eq!(next.journals(), ["a"]);
    let found = next.journal_of("a", read_part).unwrap();
    assert_eq!(found, journal(4));
    // What the stored state has is left out of it.
    let (nothing, first, second) = (None, head("a", 1, None), head("b", 1, Some(&head("a", 2, None))));
    let left = |head: Option<&Head>| found.missing_in(head).len();
    assert_eq!((left(nothing), left(Some(&first)), left(Some(&second))), (2, 1, 0));
    let merged = Difference::merge_into(&found.missing_in(None), &network(0, ""));
    assert_eq!(merged.network.actors.len(), 4);

    assert!(mine.write_journal(Some(&journal(20_000))).is_err());
    assert_eq!(next.journal_of("a", read_part), None, "an old one would bring back less than was entered");
    mine.write_journal(None).unwrap();
}

#[test]
fn a_head_knows_what_it_grew_out_of() {
    let first = head("a", 1, None);
    let second = head("b", 1, Some(&first));
    let third = head("a", 2, Some(&second));
    assert!(third.includes("a-1") && third.includes("b-1") && third.includes("a-2"));
    assert!(!third.includes("a-3") && !third.includes("b-2") && !third.includes("c-1"));
    assert!(!second.includes("a-2"));
}

#[test]
fn news_are_told_to_the_others_and_tell_which_state_there_is() {
    let storage = MemoryStorage::default();
    let (mine, other) = (local(&storage, "a"), local(&storage, "b"));
    let told = std::rc::Rc::new(std::cell::RefCell::new(Vec::new()));
    let hears = std::rc::Rc::clone(&told);
    other.storage().subscribe(std::rc::Rc::new(move |news| hears.borrow_mut().push(news)));
    mine.announce(&head("a", 7, None));
    mine.write_copy(&head("a", 8, None), &network(1, "")).unwrap();
    mine.write_journal(None).unwrap();
    let tokens = told
        .borrow()
        .iter()
        .filter_map(|(name, text)| other.token_in_news(name, text.as_deref()))
        .collect::<Vec<_>>();
    assert_eq!(tokens, ["a-7", "a-8"]);
}

#[test]
fn a_tab_that_lives_answers() {
    let storage = MemoryStorage::default();
    let (asks, lives) = (local(&storage, "a"), std::rc::Rc::new(local(&storage, "b")));
    let answers = std::rc::Rc::clone(&lives);
    lives
        .storage()
        .subscribe(std::rc::Rc::new(move |(name, text)| answers.answer_ping(&name, text.as_deref())));
    let mark = asks.ping();
    assert!(asks.has_answered("b", &mark));
    assert!(!asks.has_answered("gone", &mark));
    assert!(!asks.has_answered("b", &mark), "each answer counts once");
}

#[test]
fn of_two_stores_the_one_that_includes_the_other_is_opened() {
    use crate::store::{Opening, opening};
    let first = head("a", 1, None);
    let second = head("b", 1, Some(&first));
    let other = head("c", 1, None);
    for (local, database, expected) in [
        (None, None, Opening::Nothing),
        (None, Some(&first), Opening::Database),
        (Some((&first, false)), None, Opening::Local),
        (Some((&first, true)), None, Opening::Lost),
        (Some((&first, false)), Some(&first), Opening::Same),
        (Some((&first, false)), Some(&second), Opening::Database),
        (Some((&second, false)), Some(&first), Opening::Local),
        (Some((&second, true)), Some(&first), Opening::Database),
        (Some((&second, false)), Some(&other), Opening::Ask),
    ] {
        assert_eq!(opening(local, database), expected, "{local:?} {database:?}");
    }
}
