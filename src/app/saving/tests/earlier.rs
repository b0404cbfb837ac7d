//! Copies before much changes at once, and what goes from earlier states too.

use super::*;

fn imported(changes: Vec<Change>, seen: &Arc<Network>) -> Msg {
    Msg::Submit { step: Step::Imported { from: "liste.csv".into() }, changes, seen: seen.clone() }
}

fn new_actor() -> Change {
    Change::add(&Actor::new("neu".into(), "Neu"))
}

#[test]
fn an_import_waits_for_a_copy_and_without_one_does_not_happen() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let import = || imported(vec![new_actor()], &network);
    assert_eq!(update(&mut state, import(), &now(2)), [keep(&network, Reason::BeforeImport)]);
    assert_eq!((&state.network, state.store.waits_for_copy()), (&network, true));
    let full = SaveError::Full { units: None };
    assert_eq!(hear(&mut state, StoreMsg::EarlierKept(Err(full.clone())), 3), []);
    assert_eq!((&state.network, said(&state)), (&network, Some(&Reported::NoRoomForCopy(full))));
    assert!(!state.store.waits_for_copy());

    update(&mut state, import(), &now(4));
    // What is entered meanwhile stays, and is asked about where the import says otherwise.
    edit(&mut state, set("about", "noch schnell"), 5);
    let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 6);
    assert!(matches!(&effects[..], [Effect::Journal(Some(_)), ..]), "{effects:?}");
    assert_eq!(state.network.actors.len(), 2);
    assert_eq!(museum(&state).about, "noch schnell");
    assert!(matches!(said(&state), Some(Reported::Did(Step::Imported { .. }))));
    update(&mut state, Msg::Undo, &now(7));
    assert_eq!(state.network.actors.len(), 1);
}

#[test]
fn the_unchanged_example_needs_no_copy() {
    let example = Arc::new(network());
    let mut state = State::new("a".into(), example.clone(), Settings::default());
    let effects = update(&mut state, imported(vec![new_actor()], &example), &now(2));
    assert_eq!(written(&effects).1.actors.len(), 2);
}

#[test]
fn an_earlier_state_comes_back_as_one_step_of_its_own() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let mut then = Network::clone(&network);
    then.apply_all([set("about", "früher")], Stamp(1));
    let source = Source::Earlier { kept_at: 1 };
    let preview = Preview::of(source, Arc::new(then));
    update(&mut state, Msg::LookAt(Box::new(preview)), &now(2));
    assert_eq!(update(&mut state, Msg::TakeOver, &now(3)), [keep(&network, Reason::Replaced)]);
    hear(&mut state, StoreMsg::EarlierKept(Ok(())), 4);
    assert_eq!(museum(&state).about, "früher");
    assert!(matches!(said(&state), Some(Reported::Did(Step::BroughtBack { .. }))));
    update(&mut state, Msg::Undo, &now(5));
    assert_eq!(state.network, network);
}

#[test]
fn nothing_is_merged_before_a_copy_is_kept_and_one_undo_takes_it_back() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let mut merged = Network::clone(&network);
    merged.apply_all([set("about", "von beiden")], Stamp(2));
    let merge = Msg::MergeIn { network: Arc::new(merged), title: "Harz".into() };
    assert_eq!(update(&mut state, merge.clone(), &now(3)), [keep(&network, Reason::BeforeMerge)]);
    // There was no room.
    hear(&mut state, StoreMsg::EarlierKept(Err(SaveError::Full { units: None })), 4);
    assert_eq!(state.network, network);
    assert_eq!(update(&mut state, merge, &now(5)), [keep(&network, Reason::BeforeMerge)]);
    hear(&mut state, StoreMsg::EarlierKept(Ok(())), 6);
    assert_eq!(museum(&state).about, "von beiden");
    assert_eq!(said(&state), Some(&Reported::Did(Step::MergedIn { title: "Harz".into() })));
    update(&mut state, Msg::Undo, &now(7));
    assert_eq!(state.network, network);
}

fn erase(state: &mut State, millis: u64) -> Vec<Effect> {
    let records = vec![(TableName::Actors, "museum".into())];
    let step = Step::Removed { table: TableName::Actors, name: "Museum".into() };
    update(state, Msg::Erase { step, records }, &now(millis))
}

#[test]
fn what_is_erased_goes_from_earlier_states_once_it_is_gone_on_disk_and_does_not_come_back() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let effects = edit(&mut state, set("about", "privat"), 2);
    let (first, _) = written(&effects);
    let effects = erase(&mut state, 3);
    assert!(state.network.actors.is_empty() && state.network.offers.is_empty());
    assert!(state.past.is_empty(), "no step brings it back");
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Erase { .. })));
    // The save that was under way still has it.
    let effects = hear(&mut state, StoreMsg::Saved { token: first.token, at_millis: 4 }, 4);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Erase { .. })));
    let (second, saved) = written(&effects);
    assert!(saved.actors.is_empty());
    let effects = hear(&mut state, StoreMsg::Saved { token: second.token, at_millis: 5 }, 5);
    let records = vec![(TableName::Actors, Id::from("museum"))];
    assert!(effects.contains(&Effect::Erase { records }), "{effects:?}");
    let third = edit(&mut state, Change::add(&Actor::new("neu".into(), "Neu")), 6);
    let token = written(&third).0.token;
    let effects = hear(&mut state, StoreMsg::Saved { token, at_millis: 7 }, 7);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Erase { .. })), "once");
    hear(&mut state, StoreMsg::Erased(None), 8);
    assert_eq!(said(&state), Some(&Reported::NotErased));
    let erased = Erased { states: 2, unreadable: 0 };
    hear(&mut state, StoreMsg::Erased(Some(erased)), 9);
    assert_eq!(said(&state), Some(&Reported::Erased(erased)));
}

#[test]
fn nothing_is_erased_while_one_only_looks() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    state.saving = Saving::Newer;
    assert_eq!(erase(&mut state, 2), []);
    assert_eq!((&state.network, said(&state)), (&network, Some(&Reported::OnlyLooking)));
}
