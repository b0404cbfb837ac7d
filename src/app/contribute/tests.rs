use super::*;
use crate::{
    app::{Dialog, EntryPoint, Preview, Settings, Viewer, update},
    model::{HelpForm, Stamp, notation},
};

fn at(millis: u64) -> Now {
    Now { millis, today: Day::new("2026-11-29") }
}

fn ids() -> impl FnMut() -> Id {
    let mut number = 0;
    move || {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    }
}

fn over(text: &str) -> Contribution {
    Contribution::new(Arc::new(notation::network(text)), None)
}

fn named(table: TableName, network: &Network) -> Vec<String> {
    network.table(table).records().map(|record| network.name_of(table, record.id())).collect()
}

#[test]
fn a_newcomer_says_as_much_as_it_likes_and_nothing_else_is_sent() {
    let (mut it, now, mut new_id) = (over("museum offers print; bus needs print"), at(9), ids());
    assert!(it.is_untouched() && it.draft().is_none());
    it.say("about", "niemand", &now);
    assert!(it.is_untouched(), "nobody says anything");
    it.call_me("  Chor ", &now, &mut new_id);
    it.call_me("Chor am Markt", &now, &mut new_id);
    it.be_of_kind(ActorKind::Unit, &now);
    it.say("about", " Wir singen. ", &now);
    let offer = it.add(TableName::Offers, &Choice::Existing("print".into()), &now, &mut new_id).unwrap();
    it.set(TableName::Offers, &offer, "level", Some(2u8).to_value(), &now);
    let need = it.add(TableName::Needs, &Choice::New("Noten setzen".into()), &now, &mut new_id).unwrap();
    it.set(TableName::Needs, &need, "forms", vec![HelpForm::Course].to_value(), &now);
    it.know(&"bus".into(), &now, &mut new_id);
    it.know(&"bus".into(), &now, &mut new_id);
    while it.question != Question::Done {
        it.go_on(&now);
    }
    let packet = it.packet();
    assert_eq!(named(TableName::Actors, &packet), ["Chor am Markt"]);
    assert_eq!(named(TableName::Competencies, &packet), ["Noten setzen"]);
    assert_eq!((packet.offers.len(), packet.needs.len(), packet.links.len()), (1, 1, 1));
    let me = packet.actors.iter().next().unwrap();
    assert_eq!(
        (&*me.about, me.kind, me.confirmed_by),
        ("Wir singen.", ActorKind::Unit, Some(Confirmer::Itself))
    );
    let offer = packet.offers.iter().next().unwrap();
    assert_eq!((offer.level, offer.confirmed_on.as_ref()), (Some(2), Some(&now.today)));
    assert_eq!(packet.needs.iter().next().unwrap().since.as_ref(), Some(&now.today));
}

#[test]
fn whoever_is_new_says_who_invited_it_unless_it_does_not_want_to() {
    let (mut it, now, mut new_id) = (over("museum offers print; bus"), at(9), ids());
    it.invited_by(&"gone".into(), &now);
    assert!(it.inviter().is_none(), "who is not there invited nobody");
    it.invited_by(&"museum".into(), &now);
    assert!(it.is_untouched() && it.inviter().is_some_and(|inviter| inviter.name == "museum"));
    it.call_me("Chor", &now, &mut new_id);
    let sent = |it: &Contribution| {
        let packet = it.packet();
        packet.actors.iter().next().map(|me| (me.invited_by.clone(), me.joined.clone()))
    };
    assert_eq!(sent(&it), Some((Some("museum".into()), Some(now.today.clone()))));

    let resumed = Contribution::resumed(it.before.clone(), &it.draft().unwrap()).unwrap();
    assert_eq!(resumed.inviter(), it.inviter());
    let mut again = resumed.clone();
    again.invited_by(&"bus".into(), &now);
    assert_eq!(again.inviter(), it.inviter(), "the first link counts");
    again.forget_inviter(&now);
    assert!(again.inviter().is_none());
    assert_eq!(sent(&again), Some((None, Some(now.today.clone()))));

    it.be(&"bus".into(), &now);
    assert!(it.inviter().is_none() && it.is_untouched(), "who is there already came another way");
    let mut known = Contribution::new(it.before.clone(), Some("bus".into()));
    known.invited_by(&"museum".into(), &now);
    assert!(known.inviter().is_none() && known.is_untouched());
}

#[test]
fn who_is_there_changes_closes_and_takes_away_its_own() {
    let mut it = over("museum offers print, paint; museum needs sound, light; bus offers print");
    let (now, mut new_id) = (at(9), ids());
    it.be(&"museum".into(), &now);
    assert!(!it.is_new() && it.is_untouched());
    assert_eq!(it.mine(TableName::Offers), ["museum-print".into(), "museum-paint".into()]);
    it.call_me("Anders", &now, &mut new_id);
    assert_eq!(it.name(), "museum", "who is there is not renamed on the way");
    it.take_away(TableName::Offers, &"museum-print".into(), &now);
    assert_eq!(it.mine(TableName::Offers).len(), 2, "it can be given back");
    it.close(&"museum-sound".into(), true, &now);
    assert_eq!(
        it.packet().removed.iter().map(|(_, id, _)| id.as_str()).collect::<Vec<_>>(),
        ["museum-print"]
    );
    let what =
        |it: &Contribution| it.told().iter().map(|told| (told.id.to_string(), told.what)).collect::<Vec<_>>();
    assert_eq!(what(&it), [("museum-print".into(), Fact::Removed), ("museum-sound".into(), Fact::Closed)]);

    let again = it.add(TableName::Offers, &Choice::Existing("print".into()), &now, &mut new_id);
    assert_eq!(again, Some("museum-print".into()), "it comes back and is not there twice");
    it.close(&"museum-sound".into(), false, &now);
    assert!(it.is_untouched());
    it.question = Question::Can;
    it.go_on(&now);
    assert_eq!(
        what(&it),
        [("museum-print".into(), Fact::Confirmed), ("museum-paint".into(), Fact::Confirmed)]
    );
}

#[test]
fn a_new_competency_goes_with_the_last_that_means_it() {
    let (mut it, now, mut new_id) = (over("museum"), at(9), ids());
    it.be(&"museum".into(), &now);
    let glass = Choice::New("Glas".into());
    let offer = it.add(TableName::Offers, &glass, &now, &mut new_id).unwrap();
    let need = it.add(TableName::Needs, &Choice::New("glas".into()), &now, &mut new_id).unwrap();
    assert_eq!(it.after().competencies.len(), 1);
    it.take_away(TableName::Offers, &offer, &now);
    assert_eq!(it.after().competencies.len(), 1);
    it.take_away(TableName::Needs, &need, &now);
    assert!(it.is_untouched(), "{:?}", it.packet());
}

#[test]
fn a_person_is_public_only_by_a_yes_of_its_own() {
    let (mut it, now, mut new_id) = (over("museum"), at(9), ids());
    it.call_me("Erika Muster", &now, &mut new_id);
    assert_eq!(it.shown_to(), Visibility::Public, "an organisation is");
    it.say("visibility", Some(Visibility::Public).to_value(), &now);
    it.be_of_kind(ActorKind::Person, &now);
    assert_eq!(it.shown_to(), Visibility::Network);
    it.say("visibility", Some(Visibility::Public).to_value(), &now);
    it.be_of_kind(ActorKind::Person, &now);
    assert_eq!(it.shown_to(), Visibility::Public);
}

#[test]
fn what_a_newcomer_said_is_not_lost_when_it_finds_itself() {
    let (mut it, now, mut new_id) = (over("museum offers print; museum - bus; lab"), at(9), ids());
    it.call_me("Mus", &now, &mut new_id);
    it.say("vision", "Alles", &now);
    for name in ["print", "Glas"] {
        it.add(TableName::Offers, &Choice::New(name.into()), &now, &mut new_id);
    }
    for other in ["bus", "lab", "museum"] {
        it.know(&other.into(), &now, &mut new_id);
    }
    it.be(&"museum".into(), &now);
    let packet = it.packet();
    assert_eq!(named(TableName::Actors, &packet), ["museum"]);
    assert_eq!(packet.actors.iter().next().unwrap().vision, "Alles");
    assert_eq!(it.mine(TableName::Offers).len(), 2);
    assert_eq!(named(TableName::Competencies, &packet), ["Glas"]);
    assert_eq!(it.newly_known().iter().map(|(_, to)| to.as_str()).collect::<Vec<_>>(), ["lab"]);
}

#[test]
fn a_draft_is_taken_up_over_what_others_changed_meanwhile() {
    let (mut it, now, mut new_id) = (over("museum offers print, paint; bus"), at(9), ids());
    it.be(&"museum".into(), &now);
    it.say("about", "Neu", &now);
    it.take_away(TableName::Offers, &"museum-paint".into(), &now);
    it.add(TableName::Needs, &Choice::New("Licht".into()), &now, &mut new_id);
    it.question = Question::Knows;
    let draft = it.draft().unwrap();
    assert_eq!(Contribution::resumed(Arc::clone(it.before()), &draft), Some(it.clone()));

    let mut meanwhile = Network::clone(it.before());
    let museum = meanwhile.actors.get(&"museum".into()).unwrap().clone();
    meanwhile.apply(Change::of(&*museum, |it| it.vision = "von anderen".into()), Stamp(20));
    let later = Contribution::resumed(Arc::new(meanwhile), &draft).unwrap();
    let me = later.me().unwrap();
    assert_eq!((&*me.about, &*me.vision), ("Neu", "von anderen"));
    assert_eq!(named(TableName::Needs, &later.packet()).len(), 1);
    assert_eq!(later.question, Question::Knows);

    let other = Arc::new(Network::new("another".into()));
    assert_eq!(Contribution::resumed(other, &draft), None);
    for nonsense in ["", "{}", "{\"me\":\"a\",\"question\":99}\n{}", "{\"me\":\"museum\",\"question\":1}\n["]
    {
        assert_eq!(Contribution::resumed(Arc::clone(it.before()), nonsense), None, "{nonsense}");
    }
}

#[test]
fn in_ones_own_network_it_is_one_step() {
    let (mut it, now, mut new_id) = (over("museum offers print; bus"), at(9), ids());
    it.be(&"museum".into(), &now);
    it.take_away(TableName::Offers, &"museum-print".into(), &now);
    it.add(TableName::Offers, &Choice::New("Glas".into()), &now, &mut new_id);
    it.know(&"bus".into(), &now, &mut new_id);
    let Some(Msg::Submit { step, changes, seen }) = it.entered() else { panic!("nothing") };
    assert_eq!(step, Step::Changed { table: TableName::Actors, name: "museum".into() });
    let mut own = Network::clone(&seen);
    own.apply_all(changes, Stamp(9));
    assert!(!own.has_entries_of(it.after()));
}

#[test]
fn one_can_enter_oneself_where_somebody_could_take_it_in() {
    let network = Arc::new(notation::network("museum"));
    let mut state = State::new("tab".into(), network.clone(), Settings::default());
    assert!(may_contribute(&state));
    let published =
        |names: &[&str]| Source::Published { names: names.iter().map(|it| (*it).into()).collect() };
    for (source, newer, may) in [
        (published(&["a"]), false, true),
        (published(&["a", "b"]), false, false),
        (Source::Link, true, false),
    ] {
        state.preview = Some(Arc::new(Preview { newer, ..Preview::of(source, network.clone()) }));
        assert_eq!(may_contribute(&state), may);
    }
    state.preview = Some(Arc::new(Preview::of(Source::Link, network)));
    update(&mut state, Msg::Enter(EntryPoint::EnterMyself), &at(1));
    assert_eq!(state.dialog, Some(Dialog::Contribute));
    state.dialog = None;
    state.viewer = Some(Viewer::Frame);
    update(&mut state, Msg::Enter(EntryPoint::EnterMyself), &at(1));
    assert!(state.dialog.is_none() && !may_contribute(&state));
}
