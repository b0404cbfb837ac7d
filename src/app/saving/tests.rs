mod earlier;
mod others;

use std::sync::Arc;

use super::super::*;
use crate::{
    exchange::{self, read_part},
    i18n::Language,
    model::{Actor, Change, Competency, Day, Dispute, FieldType, Id, Network, Offer, Over, Stamp, TableName},
    store::{Head, Journal, Listed, Loaded, Opening, Reason, SaveError},
};

fn now(millis: u64) -> Now {
    Now { millis, today: Day::new("2026-11-27") }
}

fn network() -> Network {
    let mut network = Network::new("own".into());
    network.put(Actor::new("museum".into(), "Museum"), Stamp(1));
    network.put(Competency::new("c".into(), "Führungen"), Stamp(1));
    network.put(Offer::new("o".into(), "museum", "c"), Stamp(1));
    network
}

/// A tab with what the store has.
fn tab(name: &str, head: &Head, network: &Arc<Network>) -> State {
    let mut state = State::new(name.into(), network.clone(), Settings::default());
    state.store.head = Some(head.clone());
    state.saving = Saving::Saved { at_millis: 1 };
    state
}

fn set(field: &'static str, value: &str) -> Change {
    let field = TableName::Actors.schema().field(field).unwrap();
    Change::Set {
        table: TableName::Actors,
        id: "museum".into(),
        fields: vec![(field, value.to_owned().to_value())],
    }
}

/// An empty network takes the place of what is there.
fn begun(id: &str) -> Msg {
    let network = empty_network("Neu".into(), id.into(), Language::German, &now(0));
    Msg::Begin { step: Step::Emptied, network: Arc::new(network) }
}

fn changed() -> Step {
    Step::Changed { table: TableName::Actors, name: "Museum".into() }
}

fn edit(state: &mut State, change: Change, millis: u64) -> Vec<Effect> {
    update(state, Msg::Edit { step: changed(), changes: vec![change] }, &now(millis))
}

fn hear(state: &mut State, message: StoreMsg, millis: u64) -> Vec<Effect> {
    update(state, Msg::Store(message), &now(millis))
}

fn keep(network: &Arc<Network>, reason: Reason) -> Effect {
    Effect::KeepEarlier { network: network.clone(), reason }
}

/// What a tab's save under way writes.
fn written(effects: &[Effect]) -> (Head, Arc<Network>) {
    let save = effects.iter().find_map(|effect| match effect {
        Effect::Save { head, network } => Some((head.clone(), network.clone())),
        _ => None,
    });
    save.unwrap_or_else(|| panic!("nothing is saved: {effects:?}"))
}

/// What another tab made of the stored network.
fn theirs(head: &Head, network: &Network, changes: Vec<Change>) -> Read {
    let mut network = network.clone();
    network.apply_all(changes, Stamp(50));
    Read { head: Head::after(Some(head), "other", 1, 50), network: Arc::new(network), newer: false }
}

fn stored() -> (Head, Arc<Network>) {
    (Head::after(None, "first", 1, 1), Arc::new(network()))
}

fn museum(state: &State) -> &Actor {
    state.network.actors.get(&Id::from("museum")).unwrap()
}

fn said(state: &State) -> Option<&Reported> {
    state.notice.as_ref().map(|notice| &notice.what)
}

#[test]
fn saved_is_said_when_the_store_says_so_and_not_before() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let effects = edit(&mut state, set("about", "Bergbau"), 2);
    assert!(matches!(effects[0], Effect::Journal(Some(_))), "written at once");
    let (token, _) = written(&effects);
    assert_eq!(state.saving, Saving::Pending);
    assert!(is_unsaved(&state));
    // A second edit waits for the first save, and then goes out.
    let effects = edit(&mut state, set("about", "Bergbau und mehr"), 3);
    assert!(matches!(&effects[..], [Effect::Journal(Some(_))]));
    let effects = hear(&mut state, StoreMsg::Saved { token: token.token, at_millis: 3 }, 4);
    assert_eq!(state.saving, Saving::Pending);
    let (token, _) = written(&effects);
    let effects = hear(&mut state, StoreMsg::Saved { token: token.token, at_millis: 5 }, 6);
    assert_eq!(state.saving, Saving::Saved { at_millis: 5 });
    assert!(effects.contains(&Effect::Journal(None)) && effects.contains(&Effect::AskToPersist));
    assert!(!is_unsaved(&state));
}

#[test]
fn different_fields_of_two_tabs_are_merged_without_a_question() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "Bergbau"), 2);
    let read = theirs(&head, &network, vec![set("vision", "offen für alle")]);
    let effects = hear(&mut state, StoreMsg::Behind(read.clone()), 60);
    assert_eq!(
        (museum(&state).about.as_str(), museum(&state).vision.as_str()),
        ("Bergbau", "offen für alle")
    );
    assert_eq!(state.store.disputes, []);
    let (head, saved) = written(&effects);
    assert!(head.includes(&read.head.token));
    assert_eq!(saved, state.network);
    // Undo takes back what was done here, and leaves what was done there.
    update(&mut state, Msg::Undo, &now(70));
    assert_eq!((museum(&state).about.as_str(), museum(&state).vision.as_str()), ("", "offen für alle"));
}

#[test]
fn the_same_field_is_asked_about_and_both_values_survive() {
    for keep_mine in [true, false] {
        let (head, network) = stored();
        let mut state = tab("a", &head, &network);
        edit(&mut state, set("about", "hier"), 2);
        let read = theirs(&head, &network, vec![set("about", "dort")]);
        hear(&mut state, StoreMsg::Behind(read.clone()), 60);
        let field = TableName::Actors.schema().field("about").unwrap();
        let dispute = Dispute { table: TableName::Actors, id: "museum".into(), over: Over::Field(field) };
        assert_eq!(state.store.disputes, [dispute]);
        assert!(is_unsaved(&state));
        // What is entered meanwhile goes to the journal, with the question.
        let effects = edit(&mut state, set("vision", "weiter"), 61);
        let [Effect::Journal(Some(journal))] = &effects[..] else { panic!("{effects:?}") };
        assert_eq!(Journal::of_text(&journal.to_text(), read_part).as_ref(), Some(&**journal));
        // Whoever opens the network after a crash is asked again.
        let mut next = tab("b", &read.head, &read.network);
        hear(&mut next, StoreMsg::Orphan { tab: "a".into(), journal: journal.clone() }, 62);
        assert_eq!(next.store.disputes, state.store.disputes);
        assert_eq!(museum(&next), museum(&state));

        let effects = update(&mut state, Msg::Decide { keep_mine }, &now(63));
        let [Effect::KeepEarlier { network: kept, .. }] = &effects[..] else { panic!("{effects:?}") };
        let loses = if keep_mine { "dort" } else { "hier" };
        assert_eq!(kept.actors.get(&Id::from("museum")).unwrap().about, loses);
        let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 64);
        let (_, saved) = written(&effects);
        let saved = saved.actors.get(&Id::from("museum")).unwrap();
        assert_eq!(saved.about, if keep_mine { "hier" } else { "dort" });
        assert_eq!(saved.vision, "weiter");
        assert!(keep_mine || saved.meta.changed["about"] > Stamp(2));
        assert!(saved.meta.changed["about"] >= Stamp(50), "later than what gave way");
    }
}

#[test]
fn nothing_is_decided_while_the_losing_side_cannot_be_kept() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    hear(&mut state, StoreMsg::Behind(theirs(&head, &network, vec![set("about", "dort")])), 60);
    update(&mut state, Msg::Decide { keep_mine: false }, &now(61));
    let full = SaveError::Full { units: None };
    assert_eq!(hear(&mut state, StoreMsg::EarlierKept(Err(full.clone())), 62), []);
    assert_eq!(museum(&state).about, "hier");
    assert_eq!(state.store.disputes.len(), 1);
    assert_eq!(said(&state), Some(&Reported::NoRoomForCopy(full)));
}

#[test]
fn of_what_comes_up_while_the_copy_is_written_nobody_has_decided() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    edit(&mut state, set("vision", "auch hier"), 3);
    let first = theirs(&head, &network, vec![set("about", "dort")]);
    hear(&mut state, StoreMsg::Behind(first.clone()), 60);
    update(&mut state, Msg::Decide { keep_mine: true }, &now(61));
    let mut second = theirs(&first.head, &first.network, vec![set("vision", "auch dort")]);
    second.head = Head::after(Some(&first.head), "third", 1, 62);
    hear(&mut state, StoreMsg::News { token: second.head.token.clone() }, 62);
    hear(&mut state, StoreMsg::Fetched(Some(second)), 63);
    let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 64);
    assert_eq!((effects.len(), state.store.disputes.len()), (0, 2));
    // Asked again, the copy has both.
    let effects = update(&mut state, Msg::Decide { keep_mine: true }, &now(65));
    let [Effect::KeepEarlier { network: kept, .. }] = &effects[..] else { panic!("{effects:?}") };
    let kept = kept.actors.get(&Id::from("museum")).unwrap();
    assert_eq!((kept.about.as_str(), kept.vision.as_str()), ("dort", "auch dort"));
}

#[test]
fn without_a_copy_no_network_is_replaced() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let empty = begun("neu");
    assert_eq!(update(&mut state, empty.clone(), &now(2)), [keep(&network, Reason::Replaced)]);
    let full = SaveError::Full { units: None };
    hear(&mut state, StoreMsg::EarlierKept(Err(full.clone())), 3);
    assert_eq!(state.network, network);
    assert_eq!(said(&state), Some(&Reported::NoRoomForCopy(full)));
    // What was entered while the copy was written is copied too.
    update(&mut state, empty, &now(4));
    edit(&mut state, set("about", "noch schnell"), 5);
    let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 6);
    assert_eq!(effects, [keep(&state.network, Reason::Replaced)]);
    hear(&mut state, StoreMsg::EarlierKept(Ok(())), 7);
    assert_eq!(state.network.about.title, "Neu");
}

#[test]
fn a_tab_that_adopts_is_no_longer_the_unchanged_example() {
    let example = Arc::new(network());
    let mut state = State::new("a".into(), example.clone(), Settings::default());
    let head = Head::after(None, "other", 1, 5);
    let mut other = Network::clone(&example);
    other.apply_all([set("about", "von dort")], Stamp(5));
    let effects = hear(&mut state, StoreMsg::News { token: head.token.clone() }, 6);
    assert_eq!(effects, [Effect::Fetch]);
    let network = Arc::new(other);
    hear(&mut state, StoreMsg::Fetched(Some(Read { head, network: network.clone(), newer: false })), 7);
    assert_eq!(state.saving, Saving::Saved { at_millis: 5 });
    assert_eq!(said(&state), Some(&Reported::AdoptedFromTab));
    assert!(state.past.is_empty(), "the other's work is no step of one's own");
    let effects = update(&mut state, begun("neu"), &now(8));
    assert_eq!(effects, [keep(&network, Reason::Replaced)]);
}

#[test]
fn undo_leaves_alone_what_somebody_changed_since_and_names_it() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let effects = edit(&mut state, set("about", "hier"), 2);
    let (mine, saved) = written(&effects);
    hear(&mut state, StoreMsg::Saved { token: mine.token.clone(), at_millis: 3 }, 3);
    let read = theirs(&mine, &saved, vec![set("about", "hier und dort")]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    update(&mut state, Msg::Undo, &now(62));
    assert_eq!(museum(&state).about, "hier und dort");
    let Some(Reported::LeftAlone { names, .. }) = said(&state) else { panic!("{:?}", state.notice) };
    assert_eq!(names, &["Museum"]);
}

#[test]
fn undoing_an_entry_that_others_build_on_leaves_it() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let added = Change::add(&Actor::new("labor".into(), "Labor"));
    let effects = edit(&mut state, added, 2);
    let (mine, saved) = written(&effects);
    hear(&mut state, StoreMsg::Saved { token: mine.token.clone(), at_millis: 3 }, 3);
    let read = theirs(&mine, &saved, vec![Change::add(&Offer::new("o2".into(), "labor", "c"))]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    update(&mut state, Msg::Undo, &now(62));
    assert!(state.network.actors.contains(&Id::from("labor")));
    assert!(state.network.offers.contains(&Id::from("o2")));
}

#[test]
fn a_replacement_is_undone_as_a_whole_only_while_nobody_went_on_with_it() {
    for others in [false, true] {
        let (head, network) = stored();
        let mut state = tab("a", &head, &network);
        update(&mut state, begun("neu"), &now(2));
        let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 3);
        let (mine, saved) = written(&effects);
        hear(&mut state, StoreMsg::Saved { token: mine.token.clone(), at_millis: 3 }, 3);
        if others {
            let added = Change::add(&Actor::new("x".into(), "Von dort"));
            let read = theirs(&mine, &saved, vec![added]);
            hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
            hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
        }
        update(&mut state, Msg::Undo, &now(62));
        if others {
            assert_eq!(said(&state), Some(&Reported::ReplacedSince));
            assert!(state.network.actors.contains(&Id::from("x")));
        } else {
            assert_eq!(*state.network, *network);
        }
    }
}

#[test]
fn a_form_that_did_not_see_another_tabs_change_asks() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let seen = state.network.clone();
    let read = theirs(&head, &network, vec![set("about", "dort"), set("vision", "auch dort")]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    let changes = vec![set("about", "aus dem Formular")];
    update(&mut state, Msg::Submit { step: changed(), changes, seen }, &now(62));
    assert!(
        matches!(&state.store.disputes[..], [Dispute { over: Over::Field(field), .. }] if field.name == "about")
    );
    assert_eq!(museum(&state).vision, "auch dort");
}

#[test]
fn a_form_over_a_record_that_was_removed_brings_it_back_whole_or_not_at_all() {
    for keep_mine in [true, false] {
        let (head, network) = stored();
        let mut state = tab("a", &head, &network);
        let seen = state.network.clone();
        let removed = Change::Remove { table: TableName::Actors, id: "museum".into() };
        let read = theirs(&head, &network, vec![removed]);
        hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
        hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
        assert_eq!(state.network.offers.len(), 0);
        let changes = vec![set("about", "aus dem Formular")];
        update(&mut state, Msg::Submit { step: changed(), changes, seen }, &now(62));
        let removal = Over::Removal { mine: false };
        assert!(state.store.disputes.iter().any(|dispute| dispute.over == removal));
        update(&mut state, Msg::Decide { keep_mine }, &now(63));
        let effects = hear(&mut state, StoreMsg::EarlierKept(Ok(())), 64);
        let (_, saved) = written(&effects);
        let there = (saved.actors.len(), saved.offers.len());
        assert_eq!(there, if keep_mine { (1, 1) } else { (0, 0) });
        let tombstone = saved.removed.get(TableName::Actors, &"museum".into());
        assert_eq!(tombstone.is_none(), keep_mine, "no record stands beside its tombstone");
        if keep_mine {
            assert_eq!(museum(&state).about, "aus dem Formular");
        }
    }
}

#[test]
fn places_that_the_layout_found_are_no_change_of_ones_own() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    let effects = update(&mut state, Msg::LayoutSettled(vec![("museum".into(), 1.0, 2.0)]), &now(2));
    assert!(!is_unsaved(&state));
    let (mine, _) = written(&effects);
    // Another tab's layout was faster, and somebody there changed something.
    let mut read = theirs(&head, &network, vec![set("about", "dort")]);
    let network = Arc::make_mut(&mut read.network);
    network.positions =
        Arc::new([("museum".into(), crate::model::Position { x: 5.0, y: 6.0, pinned: false })].into());
    hear(&mut state, StoreMsg::Behind(read), 60);
    assert_eq!(state.store.disputes, []);
    assert_eq!(museum(&state).about, "dort");
    assert_eq!(mine.saves.len(), 2);
}

#[test]
fn work_whose_save_failed_is_merged_and_not_replaced() {
    let (head, network) = stored();
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    hear(&mut state, StoreMsg::SaveFailed(SaveError::NotKept), 3);
    assert_eq!(state.saving, Saving::Failed(SaveError::NotKept));
    assert!(is_unsaved(&state));
    let read = theirs(&head, &network, vec![set("vision", "dort")]);
    hear(&mut state, StoreMsg::News { token: read.head.token.clone() }, 60);
    let effects = hear(&mut state, StoreMsg::Fetched(Some(read)), 61);
    assert_eq!((museum(&state).about.as_str(), museum(&state).vision.as_str()), ("hier", "dort"));
    written(&effects);
}

#[test]
fn a_newer_document_is_never_written_over() {
    let (head, network) = stored();
    let newer =
        |network: Arc<Network>| Read { head: Head::after(Some(&head), "new", 1, 9), network, newer: true };
    // At the start.
    let mut state = tab("a", &head, &network);
    state.store.opening = Some(0);
    let message =
        StoreMsg::Opened { opening: Opening::Database, read: Some(newer(network.clone())), alone: false };
    hear(&mut state, message, 10);
    assert_eq!(edit(&mut state, set("about", "x"), 11), []);
    // When a newer tab saves; what was entered here stays on the screen and can be saved as a file.
    let mut state = tab("a", &head, &network);
    edit(&mut state, set("about", "hier"), 2);
    let effects = hear(&mut state, StoreMsg::Behind(newer(network.clone())), 12);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save { .. })));
    assert_eq!((museum(&state).about.as_str(), &state.saving), ("hier", &Saving::Newer));
    assert!(is_unsaved(&state));
    assert_eq!(update(&mut state, begun("n"), &now(13)), []);
    assert_eq!(update(&mut state, Msg::LayoutSettled(vec![("museum".into(), 1.0, 2.0)]), &now(14)), []);
    // Its own bytes are handed out, not what we understood of them.
    let mut state = tab("a", &head, &network);
    hear(&mut state, StoreMsg::News { token: "new-1".into() }, 15);
    hear(&mut state, StoreMsg::Fetched(Some(newer(network))), 16);
    let effects = update(&mut state, Msg::Export(crate::exchange::Profile::Full), &now(17));
    assert!(matches!(&effects[..], [Effect::DownloadStored { .. }]), "{effects:?}");
}

#[test]
fn what_lies_in_local_storage_decides_what_a_tab_begins_with() {
    let (settings, example) = (Settings::default, || Arc::new(exchange::example()));
    let refused =
        initial("a".into(), Loaded::Refused(crate::store::StorageError::Unavailable), example(), settings());
    assert_eq!(refused.saving, Saving::Failed(SaveError::Unavailable));
    let (head, _) = stored();
    let mut large = initial("a".into(), Loaded::InDatabase { head: head.clone() }, example(), settings());
    assert!(large.is_read_only());
    hear(&mut large, StoreMsg::Progress(40), 1);
    assert_eq!(large.store.opening, Some(40));
    let read = Read { head, network: Arc::new(network()), newer: false };
    hear(&mut large, StoreMsg::Opened { opening: Opening::Database, read: Some(read), alone: false }, 2);
    assert!(!large.is_read_only());
    assert_eq!(museum(&large).name, "Museum");
    // The database that should have it cannot be opened: nothing is written over it.
    let (head, _) = stored();
    let mut lost = initial("a".into(), Loaded::InDatabase { head }, example(), settings());
    hear(&mut lost, StoreMsg::Opened { opening: Opening::Lost, read: None, alone: true }, 3);
    assert_eq!(lost.saving, Saving::Unreachable);
    assert!(lost.is_read_only());
}

#[test]
fn a_file_that_may_be_all_that_is_left_is_not_written_over() {
    let (head, _) = stored();
    let example = || Arc::new(exchange::example());
    let listed = || Listed { file_name: Some("netz.json".into()), saved_at: 1, ..Listed::default() };
    let loaded = Loaded::InDatabase { head };
    let mut lost = initial("a".into(), loaded, example(), Settings::default());
    lost.listed = Some(listed());
    let answer = |opening| StoreMsg::Opened { opening, read: None, alone: false };
    let effects = hear(&mut lost, answer(Opening::Lost), 1);
    let is_forgotten = |effect: &Effect| matches!(effect, Effect::DiskFile(DiskFileAction::Forget, _));
    assert!(effects.iter().any(is_forgotten), "{effects:?}");
    // Nothing is stored, and the example is what nobody entered.
    let mut empty = initial("a".into(), Loaded::Nothing, example(), Settings::default());
    empty.listed = Some(listed());
    let effects = hear(&mut empty, answer(Opening::Same), 1);
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::WriteDiskFile(_))), "{effects:?}");
}

#[test]
fn an_example_that_comes_late_takes_the_place_of_nothing() {
    let example = || Arc::new(exchange::example());
    let (head, network) = stored();
    let lost = || {
        let loaded = Loaded::InDatabase { head: head.clone() };
        let mut state = initial("a".into(), loaded, example(), Settings::default());
        let answer = StoreMsg::Opened { opening: Opening::Lost, read: None, alone: false };
        let effects = hear(&mut state, answer, 1);
        assert_eq!(effects, [Effect::FetchExample { to_begin_with: true }]);
        state
    };
    let comes = || Msg::Example { network: Some(example()), to_begin_with: true };
    let mut begins = lost();
    update(&mut begins, comes(), &now(2));
    assert_eq!((begins.saving.clone(), begins.network.is_example()), (Saving::Untouched, true));
    // Another tab saved meanwhile.
    let mut has_one = lost();
    let read = Read { head: head.clone(), network: network.clone(), newer: false };
    hear(&mut has_one, StoreMsg::Fetched(Some(read)), 2);
    let before = has_one.clone();
    update(&mut has_one, comes(), &now(3));
    assert_eq!(has_one, before);
}
