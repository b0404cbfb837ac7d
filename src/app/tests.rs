use std::sync::Arc;

use super::*;
use crate::{
    exchange::{self, ImportError, Profile},
    i18n::{Bilingual, Language},
    model::{Actor, Change, Contact, ContactKind, Day, Id, Need, Network, Stamp, TableName, Visibility},
    store::Reason,
};

fn now(millis: u64) -> Now {
    Now { millis, today: Day::new("2026-11-22") }
}

fn added(name: &str) -> Msg {
    Msg::Edit {
        step: Step::Added { table: TableName::Actors, name: name.into() },
        changes: vec![Change::add(&Actor::new(name.into(), name))],
    }
}

fn state() -> State {
    State::new("tab".into(), Arc::new(Network::new("own".into())), Settings::default())
}

fn names(state: &State) -> Vec<&str> {
    state.shown().actors.iter().map(|actor| actor.name.as_str()).collect()
}

#[test]
fn undo_of_do_is_identity_and_redo_brings_it_back() {
    let mut state = state();
    let before = state.network.clone();
    let effects = update(&mut state, added("Museum"), &now(1));
    assert!(matches!(&effects[..], [Effect::Journal(Some(_)), Effect::Save { .. }]), "{effects:?}");
    let after = state.network.clone();
    let remove = Msg::Edit {
        step: Step::Removed { table: TableName::Actors, name: "Museum".into() },
        changes: vec![Change::Remove { table: TableName::Actors, id: "Museum".into() }],
    };
    update(&mut state, remove, &now(2));
    assert_eq!(names(&state), [""; 0]);
    update(&mut state, Msg::Undo, &now(3));
    assert_eq!(names(&state), ["Museum"]);
    let (back, first) = (state.network.actors.get(&"Museum".into()), after.actors.get(&"Museum".into()));
    let stamp = |actor: Option<&Arc<Actor>>| actor.map(|actor| actor.meta.changed["name"]);
    assert!(stamp(back) > stamp(first), "a merge must not remove it again");
    update(&mut state, Msg::Undo, &now(4));
    assert_eq!(state.network.actors, before.actors);
    assert!(state.past.is_empty());
    update(&mut state, Msg::Redo, &now(5));
    assert_eq!(names(&state), ["Museum"]);
    // A new change closes the way forward.
    update(&mut state, added("Labor"), &now(6));
    assert!(state.future.is_empty());
}

#[test]
fn a_consent_is_given_and_withdrawn_in_one_step_each() {
    let mut state = state();
    update(&mut state, added("Museum"), &now(1));
    let contact = Contact::new("c".into(), "Museum");
    Arc::make_mut(&mut state.network).put(contact, Stamp(2));
    let contact = |state: &State| state.network.contacts.get(&"c".into()).unwrap().clone();
    let days = |state: &State| {
        let consent = contact(state).consent.clone()?;
        assert_eq!(consent.scope, [Visibility::Network]);
        Some((consent.given_on, consent.withdrawn_on))
    };
    let click = |state: &mut State, day: &str| {
        let action = RecordAction::for_contact(&contact(state)).unwrap();
        update(state, action.message("Ada".into(), Day::new(day)), &now(3));
    };
    let day = |day: &str| Some(Day::new(day));
    assert_eq!(days(&state), None);
    click(&mut state, "2026-01-01");
    assert_eq!(days(&state), Some((day("2026-01-01"), None)));
    click(&mut state, "2026-02-02");
    assert_eq!(days(&state), Some((day("2026-01-01"), day("2026-02-02"))));
    assert_eq!(state.past.last().unwrap().step, Step::ConsentWithdrawn { name: "Ada".into() });
    click(&mut state, "2026-03-03");
    assert_eq!(days(&state), Some((day("2026-03-03"), None)));
    update(&mut state, Msg::Undo, &now(4));
    assert_eq!(days(&state), Some((day("2026-01-01"), day("2026-02-02"))));

    let mut role = Contact::new("r".into(), "Museum");
    role.kind = ContactKind::Role;
    assert_eq!(RecordAction::for_contact(&Arc::new(role)), None, "a function is no person");
}

#[test]
fn a_need_is_closed_and_opened_again() {
    let mut need = Need::new("n".into(), "Museum", "Druck");
    let change = |need: &Need| match RecordAction::for_need(&Arc::new(need.clone()))
        .message("Druck".into(), Day::new("2026-01-01"))
    {
        Msg::Edit { step, .. } => step,
        other => panic!("{other:?}"),
    };
    assert_eq!(change(&need), Step::NeedClosed { name: "Druck".into() });
    need.closed_on = Some(Day::new("2025-01-01"));
    assert_eq!(change(&need), Step::NeedReopened { name: "Druck".into() });
}

#[test]
fn files_of_other_programs_wait_in_the_dialog_of_the_import_and_go_with_it() {
    let mut state = state();
    let own = state.network.clone();
    let files = vec![IncomingFile { name: "liste.csv".into(), bytes: b"Name;Ort".to_vec() }];
    assert_eq!(update(&mut state, Msg::Import(files.clone()), &now(1)), []);
    assert_eq!((&state.dialog, state.incoming.as_deref()), (&Some(Dialog::Import), Some(&files)));
    update(&mut state, Msg::CloseDialog, &now(2));
    assert_eq!((&state.dialog, &state.incoming), (&None, &None));
    assert!(Arc::ptr_eq(&state.network, &own));
}

#[test]
fn looking_at_something_changes_nothing_of_ones_own() {
    let mut state = state();
    update(&mut state, added("Museum"), &now(1));
    let own = state.network.clone();
    let bytes = br#"{"format":"gosmart-network","version":1,"actors":[{"id":"x","name":"Fremd"}]}"#.to_vec();
    let source = Source::File { name: "fremd.json".into() };
    state.address = address_of(TableName::Actors, &"Museum".into());
    let decoded = Msg::Decoded { source: source.clone(), result: exchange::read(&bytes).map(Box::new) };
    let effects =
        update(&mut state, Msg::FileChosen { source: source.clone(), bytes: bytes.clone() }, &now(2));
    assert_eq!(effects, [Effect::Decode { source: source.clone(), bytes }]);
    assert_eq!(names(&state), ["Museum"], "nothing is shown before it is read");
    let effects = update(&mut state, decoded.clone(), &now(2));
    assert_eq!(effects, [Effect::Navigate { hash: "#/akteure".into(), replace: false }]);
    assert_eq!(names(&state), ["Fremd"]);
    assert_eq!(update(&mut state, added("Heimlich"), &now(3)), []);
    assert_eq!(update(&mut state, Msg::Undo, &now(3)), []);
    assert!(Arc::ptr_eq(&state.network, &own));
    update(&mut state, Msg::LeavePreview, &now(4));
    assert_eq!(names(&state), ["Museum"]);

    // Taken over only on demand, and with a way back.
    update(&mut state, decoded, &now(5));
    let keep = Effect::KeepEarlier { network: own.clone(), reason: Reason::Replaced };
    assert_eq!(update(&mut state, Msg::TakeOver, &now(6)), [keep]);
    assert_eq!(*state.network, *own, "nothing is replaced before the copy is kept");
    update(&mut state, Msg::Store(StoreMsg::EarlierKept(Ok(()))), &now(6));
    assert_eq!(names(&state), ["Fremd"]);
    update(&mut state, Msg::Undo, &now(7));
    assert_eq!(state.network, own);

    // What cannot be read is reported and shows nothing.
    let failed = Msg::Decoded { source: source.clone(), result: Err(ImportError::Empty) };
    assert_eq!(update(&mut state, failed, &now(8)), []);
    assert!(state.preview.is_none());
    let reported = state.notice.as_ref().map(|notice| &notice.what);
    assert_eq!(reported, Some(&Reported::ImportFailed { source, error: ImportError::Empty }));
}

#[test]
fn an_export_is_a_file_of_our_own_format() {
    let mut state = state();
    update(&mut state, added("Museum"), &now(1));
    let before = state.notice.as_ref().map(|notice| notice.number);
    let effects = update(&mut state, Msg::Export(Profile::Public), &now(2));
    let [Effect::Download { file_name, media_type, bytes, profile }] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!((file_name.as_str(), *media_type), ("gosmart-netzwerk-2026-11-22.json", "application/json"));
    assert_eq!(*profile, Some(Profile::Public));
    let said = |state: &State| state.notice.as_ref().map(|notice| notice.number);
    assert_eq!(said(&state), before, "nothing is said before the browser has taken it");
    let parsed = exchange::read(bytes).unwrap();
    assert_eq!((parsed.profile, parsed.network.actors.len()), (Some(Profile::Public), 1));
    assert_eq!(parsed.exported_at, Some(now(2).rfc3339()));
}

#[test]
fn layout_moves_what_is_free_and_makes_no_undo_step() {
    let mut state = state();
    update(&mut state, added("a"), &now(1));
    update(&mut state, added("b"), &now(1));
    let position = Some(crate::model::Position { x: 1.0, y: 2.0, pinned: true });
    let pin = Change::Place { id: "a".into(), position };
    update(&mut state, Msg::Edit { step: Step::Moved { name: "a".into() }, changes: vec![pin] }, &now(2));
    let steps = state.past.len();
    let settled = ["a", "b"].map(|id| (Id::from(id), 9.0, 9.0)).to_vec();
    update(&mut state, Msg::LayoutSettled(settled), &now(3));
    assert_eq!(state.network.positions[&Id::from("a")].x, 1.0);
    assert_eq!(state.network.positions[&Id::from("b")].x, 9.0);
    assert_eq!(state.past.len(), steps);
}

#[test]
fn no_key_calls_two_commands() {
    let mut keys = Vec::new();
    for command in commands() {
        for shortcut in command.shortcuts {
            assert!(!keys.contains(shortcut), "{:?}: {shortcut:?}", command.id);
            keys.push(*shortcut);
        }
    }
    let id = |key, control, shift, place| by_key(key, control, shift, place).map(|command| command.id);
    assert_eq!(id("Z", true, true, Place::Anywhere), Some(CommandId::Redo));
    assert_eq!(id("z", true, true, Place::Graph), None);
    // Shift only reaches the sign, unless there is another command with it.
    assert_eq!(id("?", false, true, Place::Graph), Some(CommandId::Shortcuts));
    assert_eq!(id("?", false, true, Place::Anywhere), None);
    assert_eq!(id("Enter", false, false, Place::Graph), Some(CommandId::ChooseNode));
    assert_eq!(id("Enter", false, true, Place::Graph), Some(CommandId::SelectNode));
    assert_eq!(id("ArrowLeft", false, true, Place::Graph), Some(CommandId::WalkBack));
    assert_eq!(id("ArrowLeft", true, false, Place::Graph), Some(CommandId::NudgeLeft));
}

#[test]
fn the_graph_answers_all_its_keys() {
    let keys = "ArrowRight ArrowLeft ArrowUp ArrowDown Home End PageUp PageDown Enter Escape p P c n v . , 0 + - b f / ?";
    for key in keys.split(' ').chain([" "]) {
        let command = by_key(key, false, false, Place::Graph);
        assert!(command.is_some_and(|command| (command.enabled)(&state())), "{key}");
    }
}

#[test]
fn every_title_is_there_in_both_languages() {
    let titles = commands().map(|command| command.title);
    let titles = titles.chain(VIEWS.iter().map(|row| row.title)).chain(DIALOGS.iter().map(|row| row.title));
    for Bilingual { german, english } in titles {
        assert!(!german.trim().is_empty() && !english.trim().is_empty(), "{german}: {english}");
        assert!(german != english || german.split_whitespace().count() <= 2, "{german}");
    }
}

#[test]
fn views_lead_back_to_where_they_belong() {
    for row in VIEWS {
        let list = row.view.without_record();
        assert_eq!(list.row().record, None, "{:?}", row.view);
        assert!(row.entry.is_none_or(|entry| entry.row().entry == Some(entry)), "{:?}", row.view);
        assert!(row.record.is_none_or(|_| list != row.view), "{:?}", row.view);
    }
}

#[test]
fn settings_are_kept_in_words_and_what_is_not_said_is_as_usual() {
    let settings = Settings {
        language: Language::English,
        theme: Theme::Dark,
        welcomed: true,
        folded: true,
        brief: true,
        me: [("n", "\"a\""), ("other", "b")].map(|(network, actor)| (network.into(), actor.into())).into(),
    };
    let text = r#"{"language":"en","theme":"dark","welcomed":true,"folded":true,"brief":true,"me":{"n":"\"a\"","other":"b"}}"#;
    assert_eq!((settings.to_text().as_str(), Settings::of_text(text)), (text, Some(settings)));
    assert_eq!(
        Settings::default().to_text(),
        r#"{"language":"de","theme":"auto","welcomed":false,"folded":false,"brief":false,"me":{}}"#
    );
    let earlier = r#"{"language":"en","theme":"auto","welcomed":false,"folded":true,"me":{}}"#;
    let folded = Settings { language: Language::English, folded: true, ..Settings::default() };
    assert_eq!(Settings::of_text(earlier), Some(folded), "as it was written before there was more to say");
    let light = Settings { theme: Theme::Light, ..Settings::default() };
    assert_eq!(Settings::of_text(r#" { "more" : [ null ] , "theme" : "light" } "#), Some(light));
    for odd in ["", "[]", r#"{"theme":"loud"}"#, r#"{"language":7}"#, r#"{"welcomed":true}}"#] {
        assert_eq!(Settings::of_text(odd), None, "{odd}");
    }
}

#[test]
fn what_was_done_is_told_until_the_next_thing_and_what_was_not_stays() {
    let is_told = |what: Reported, next: Msg| {
        let mut state = state();
        update(&mut state, Msg::Report(what), &now(0));
        update(&mut state, next, &now(1));
        state.notice.is_some()
    };
    let done = || Reported::Did(Step::Emptied);
    let elsewhere = || Msg::Arrived(Address::of(View::Topics));
    assert!(!is_told(done(), elsewhere()));
    assert!(!is_told(done(), Msg::Open(Dialog::Export)));
    assert!(is_told(done(), Msg::Arrived(Address::default())), "nothing else came into view");
    let form = Dialog::Record(Draft::new(TableName::Actors));
    assert!(is_told(done(), Msg::Open(form)), "one form after the other tells what the last did");
    assert!(is_told(Reported::OnlyLooking, elsewhere()));
    assert!(is_told(Reported::NotLoaded, Msg::Open(Dialog::Export)));
}

#[test]
fn the_next_version_waits_until_it_is_asked_for_and_nothing_would_be_lost() {
    let mut state = state();
    let hear = |state: &mut State, next| update(state, Msg::NextVersion(next), &now(1));
    assert!(!state.has_something_to_say());
    hear(&mut state, NextVersion::Waits);
    assert!(state.has_something_to_say() && !state.may_take_next_version());
    hear(&mut state, NextVersion::Wanted);
    assert!(state.may_take_next_version());
    // One more was published meanwhile.
    hear(&mut state, NextVersion::Waits);
    assert!(state.may_take_next_version());
    update(&mut state, Msg::Open(Dialog::Palette), &now(2));
    assert!(!state.may_take_next_version());
    update(&mut state, Msg::CloseDialog, &now(3));
    assert!(state.may_take_next_version());
    update(&mut state, added("Museum"), &now(4));
    assert!(!state.may_take_next_version(), "it is not on disk yet");
    hear(&mut state, NextVersion::Unknown);
    assert_eq!(state.next_version, NextVersion::Unknown);
}
