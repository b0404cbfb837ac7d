//! What others do at the same time.

use super::*;

#[test]
fn what_did_not_grow_out_of_ones_own_state_is_another_network() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    // A window that had no database saved on its own, knowing nothing of this one.
    let alone = Read { head: Head::after(None, "alone", 3, 9), ..theirs(&head, &network, Vec::new()) };
    hear(&mut state, StoreMsg::News { token: alone.head.token.clone() }, 10);
    let mut other = Network::clone(&network);
    other.apply_all([Change::add(&Actor::new("x".into(), "Nur dort"))], Stamp(9));
    hear(&mut state, StoreMsg::Fetched(Some(Read { network: Arc::new(other), ..alone })), 11);
    assert!(matches!(&state.store.disputes[..], [Dispute { over: Over::Network, .. }]));
    assert!(is_unsaved(&state));
    // No other network takes its place before somebody has decided.
    assert_eq!(update(&mut state, begun("n"), &now(12)), []);
    assert_eq!(said(&state), Some(&Reported::Undecided));
}

#[test]
fn a_decision_counts_for_the_values_that_were_on_the_screen() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    let first = theirs(&head, &network, vec![set("about", "dort")]);
    hear(&mut state, StoreMsg::Behind(first.clone()), 60);
    update(&mut state, Msg::Decide { keep_mine: true }, &now(61));
    let mut second = theirs(&first.head, &first.network, vec![set("about", "dort anders")]);
    second.head = Head::after(Some(&first.head), "third", 1, 62);
    hear(&mut state, StoreMsg::News { token: second.head.token.clone() }, 62);
    hear(&mut state, StoreMsg::Fetched(Some(second)), 63);
    assert_eq!(hear(&mut state, StoreMsg::EarlierKept(Ok(())), 64), []);
    assert_eq!((museum(&state).about.as_str(), state.store.disputes.len()), ("hier", 1));
}

#[test]
fn what_lives_on_is_stamped_later_than_its_removal() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    let removed = Change::Remove { table: TableName::Actors, id: "museum".into() };
    hear(&mut state, StoreMsg::Behind(theirs(&head, &network, vec![removed])), 60);
    let offer = state.network.offers.get(&Id::from("o")).unwrap();
    let stamps = museum(&state).meta.changed.values().chain(offer.meta.changed.values());
    assert!(stamps.clone().count() > 2 && stamps.into_iter().all(|stamp| *stamp > Stamp(50)));
}

#[test]
fn a_form_that_adds_to_what_was_removed_brings_it_back() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let seen = state.network.clone();
    let removed = Change::Remove { table: TableName::Actors, id: "museum".into() };
    let read = theirs(&head, &network, vec![removed]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    let changes = vec![Change::add(&Offer::new("neu".into(), "museum", "c"))];
    let step = Step::Added { table: TableName::Offers, name: "Führungen".into() };
    update(&mut state, Msg::Submit { step, changes, seen }, &now(62));
    assert_eq!((state.network.actors.len(), state.network.offers.len()), (1, 2));
    assert!(matches!(&state.store.disputes[..], [Dispute { over: Over::Removal { mine: false }, .. }]));
}

#[test]
fn undo_does_not_point_to_what_others_removed() {
    let (head, network) = stored();
    let mut with_two = Network::clone(&network);
    with_two.put(Competency::new("d".into(), "Druck"), Stamp(1));
    let network = Arc::new(with_two);
    let mut state = tab("a", &head, &network);
    let field = TableName::Offers.schema().field("competency").unwrap();
    let value = Id::from("d").to_value();
    let change = Change::Set { table: TableName::Offers, id: "o".into(), fields: vec![(field, value)] };
    let effects = edit(&mut state, change, 2);
    let (mine, saved) = written(&effects);
    hear(&mut state, StoreMsg::Saved { token: mine.token.clone(), at_millis: 3 }, 3);
    let removed = Change::Remove { table: TableName::Competencies, id: "c".into() };
    let read = theirs(&mine, &saved, vec![removed]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    update(&mut state, Msg::Undo, &now(62));
    assert_eq!(state.network.offers.get(&Id::from("o")).unwrap().competency.as_str(), "d");
    assert!(matches!(said(&state), Some(Reported::LeftAlone { .. })));
}

#[test]
fn undoing_a_merged_term_brings_all_of_it_back_although_others_came_in() {
    let (head, network) = stored();
    let mut with_two = Network::clone(&network);
    with_two.put(Competency::new("d".into(), "Rundgang"), Stamp(1));
    let network = Arc::new(with_two);
    let mut state = tab("a", &head, &network);
    let step = Step::Merged { kept: "Rundgang".into(), gone: "Führungen".into() };
    let changes = crate::query::vocabulary::merged(&network, &"d".into(), &"c".into());
    let effects = update(&mut state, Msg::Edit { step, changes }, &now(2));
    assert_eq!(effects, [keep(&network, Reason::BeforeMerge)]);
    let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 2);
    assert_eq!(state.network.offers.get(&Id::from("o")).unwrap().competency.as_str(), "d");
    let (mine, saved) = written(&effects);
    hear(&mut state, StoreMsg::Saved { token: mine.token.clone(), at_millis: 3 }, 3);
    let read = theirs(&mine, &saved, vec![set("about", "von dort")]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    update(&mut state, Msg::Undo, &now(62));
    assert!(matches!(said(&state), Some(Reported::Undid(Step::Merged { .. }))), "{:?}", state.notice);
    assert_eq!(state.network.offers.get(&Id::from("o")).unwrap().competency.as_str(), "c");
    assert_eq!((state.network.competencies.len(), museum(&state).about.as_str()), (2, "von dort"));
}

#[test]
fn a_change_that_changes_nothing_does_not_wait_for_ever() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let effects = edit(&mut state, set("about", "hier"), 2);
    let (mine, _) = written(&effects);
    edit(&mut state, set("about", "hier"), 3);
    update(&mut state, Msg::LayoutSettled(Vec::new()), &now(4));
    hear(&mut state, StoreMsg::Saved { token: mine.token, at_millis: 5 }, 5);
    assert_eq!(state.saving, Saving::Saved { at_millis: 5 });
    assert!(!is_unsaved(&state));
}

#[test]
fn an_undecided_removal_is_unsaved() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, Change::Remove { table: TableName::Actors, id: "museum".into() }, 2);
    hear(&mut state, StoreMsg::Behind(theirs(&head, &network, vec![set("about", "dort")])), 60);
    assert!(state.network.actors.contains(&Id::from("museum")), "it stays until somebody decides");
    assert!(is_unsaved(&state));
    update(&mut state, Msg::Decide { keep_mine: true }, &now(61));
    let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 62);
    let (_, saved) = written(&effects);
    assert_eq!((saved.actors.len(), saved.offers.len()), (0, 0));
}
