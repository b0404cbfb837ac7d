use super::*;
use crate::{
    app::{Address, View, address_of},
    model::{Actor, Day, LinkKind, Need, Offer, Sector, Stamp, Topic},
    query::filter::Relation,
};

fn today() -> Day {
    Day::new("2026-11-22")
}

fn network() -> Network {
    let mut network = Network::new("n".into());
    let now = Stamp(1);
    for name in ["Museum", "Lab"] {
        network.put(Actor::new(name.into(), name), now);
    }
    for (name, broader) in [("Bauen", None), ("Straßenbau", Some("Bauen")), ("Pflaster", Some("Straßenbau"))]
    {
        let mut competency = Competency::new(name.into(), name);
        competency.broader = broader.map(Id::from);
        network.put(competency, now);
    }
    network.put(Offer::new("offer".into(), "Museum", "Bauen"), now);
    network
}

/// Applies what saving does; new ids are `new-1`, `new-2` …
fn saved(form: &impl Form, network: &Network) -> (Network, Step) {
    let mut number = 0;
    let mut new_id = || {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    };
    let (message, saved) = finish(form, network, &mut new_id);
    let Msg::Edit { changes, .. } = message else { panic!("{message:?}") };
    let mut after = network.clone();
    after.apply_all(changes, Stamp(2));
    (after, saved.step)
}

fn faults(form: &impl Form, network: &Network) -> Vec<(&'static str, FieldErrorKind)> {
    let wrong = form.check(network, &Index::new(network));
    wrong.into_iter().map(|wrong| (wrong.field, wrong.fault)).collect()
}

#[test]
fn web_addresses_are_completed_and_everything_else_is_refused() {
    let check = |text: &str, expected: Option<&str>| {
        assert_eq!(web_address(text).as_deref(), expected, "{text}");
    };
    check("  ", Some(""));
    check(" www.goslar.de ", Some("https://www.goslar.de"));
    check("goslar.de:8080/a?b=c#d", Some("https://goslar.de:8080/a?b=c#d"));
    check("HTTP://goslar.de", Some("HTTP://goslar.de"));
    check("https://müller.de/über uns", None);
    check("https://müller.de/über", Some("https://müller.de/über"));
    check("info@goslar.de", Some("mailto:info@goslar.de"));
    check("mailto:info@goslar.de", Some("mailto:info@goslar.de"));
    check("javascript:alert(1)", None);
    check("javascript:alert@example.org", None);
    check("data:text/html,hello.world", None);
    check("https://", None);
    check("Museum", None);
    check("ftp://goslar.de", None);
    check("//goslar.de", None);
}

#[test]
fn whoever_enters_themselves_does_so_in_one_step() {
    let network = network();
    let mut form = ActorForm::new(Actor::new("own".into(), " Imkerei "), today());
    form.record.website = "www.imkerei.de".into();
    form.offers.chosen = vec![Choice::New("Honig".into()), Choice::Existing("Bauen".into())];
    form.needs.chosen = vec![Choice::New("honig".into())];
    assert_eq!(faults(&form, &network), []);
    let (after, step) = saved(&form, &network);
    assert_eq!(step, Step::Added { table: TableName::Actors, name: "Imkerei".into() });
    let actor = after.actors.get(&Id::from("own")).expect("added");
    assert_eq!((actor.name.as_str(), actor.website.as_str()), ("Imkerei", "https://www.imkerei.de"));
    let honey = after.competencies.iter().filter(|it| it.name == "Honig").count();
    assert_eq!(honey, 1, "a competency chosen twice is made once");
    let offers = after.offers.iter().filter(|it| it.actor.as_str() == "own");
    let offered: Vec<&str> =
        offers.filter_map(|it| after.competencies.get(&it.competency)).map(|it| it.name.as_str()).collect();
    assert_eq!(offered, ["Honig", "Bauen"]);
    assert!(
        after
            .needs
            .iter()
            .all(|need| need.since == Some(today()) && after.competencies.contains(&need.competency))
    );
    assert_eq!(after.needs.len(), 1);
}

#[test]
fn what_is_only_typed_is_never_dropped() {
    let network = network();
    let mut form = ActorForm::new(Actor::new("own".into(), ""), today());
    form.offers.typed = "Honig".into();
    form.record.website = "Museum".into();
    let typed = FieldErrorKind::NotChosen { text: "Honig".into() };
    assert_eq!(
        faults(&form, &network),
        [("name", FieldErrorKind::Missing), ("offers", typed), ("website", FieldErrorKind::NotAWebAddress)]
    );
    let mut topic = TopicForm::new(Topic::new("t".into(), "App"));
    topic.add_person();
    assert_eq!(faults(&topic, &network), []);
    topic.people[0].actor = Choice::Typed("Mus".into());
    assert_eq!(faults(&topic, &network), [("people", FieldErrorKind::NotChosen { text: "Mus".into() })]);
}

#[test]
fn saving_an_untouched_form_changes_nothing_and_foreign_fields_stay() {
    let mut network = network();
    let mut offer = Offer::new("foreign".into(), "Lab", "Bauen");
    offer.meta.unknown.insert("colour".into(), "red".into());
    offer.confirmed_on = Some(Day::new("2017"));
    network.put(offer, Stamp(1));
    let offer = network.offers.get(&Id::from("foreign")).expect("there").clone();
    let mut form = RelationForm::of_offer(&offer);
    assert_eq!(saved(&form, &network).0, network);
    form.note = "gern".into();
    let (after, step) = saved(&form, &network);
    assert_eq!(step, Step::Changed { table: TableName::Offers, name: "Lab – Bauen".into() });
    let changed = after.offers.get(&offer.id).expect("there");
    assert_eq!(**changed, Offer { note: "gern".into(), meta: changed.meta.clone(), ..Offer::clone(&offer) });
    let topic = Topic::new("t".into(), "App");
    network.put(topic.clone(), Stamp(1));
    assert_eq!(
        saved(&TopicForm::new((**network.topics.get(&topic.id).expect("there")).clone()), &network).0,
        network
    );
}

#[test]
fn a_twin_is_made_only_on_purpose() {
    let network = network();
    let mut form = CompetencyForm::new(Competency::new("own".into(), "Strassenbau"));
    assert_eq!(faults(&form, &network), [("name", FieldErrorKind::Exists { id: "Straßenbau".into() })]);
    form.twin_allowed = true;
    assert_eq!(faults(&form, &network), []);
    let old = network.competencies.get(&Id::from("Straßenbau")).expect("there");
    let mut form = CompetencyForm::new(Competency::clone(old));
    form.record.name = "STRASSENBAU".into();
    assert_eq!(faults(&form, &network), [], "spelling one's own name anew makes no twin");
}

#[test]
fn synonyms_are_taken_at_commas_and_when_saving() {
    let network = network();
    let mut form = CompetencyForm::new(Competency::new("own".into(), "Honig"));
    form.typed_also = "Imkerei, imkerei ,, Bienen".into();
    let (after, _) = saved(&form, &network);
    assert_eq!(after.competencies.get(&Id::from("own")).expect("added").also, ["Imkerei", "Bienen"]);
}

#[test]
fn no_competency_becomes_its_own_broader_term() {
    let mut network = network();
    let within = |network: &Network, one: &str, other: &str| is_within(network, &one.into(), &other.into());
    assert!(within(&network, "Pflaster", "Bauen") && !within(&network, "Bauen", "Pflaster"));
    let mut form =
        CompetencyForm::new(Competency::clone(network.competencies.get(&Id::from("Bauen")).expect("there")));
    form.broader = Choice::Existing("Pflaster".into());
    assert_eq!(faults(&form, &network), [("broader", FieldErrorKind::Circle)]);
    let joint = ConnectionKind::Broader { reversed: false };
    let join = |from: &str, to: &str| JoinForm::new("own".into(), from.into(), to.into(), joint, today());
    assert_eq!(faults(&join("Pflaster", "Bauen"), &network), [("joint", FieldErrorKind::Circle)]);
    assert_eq!(faults(&join("Bauen", "Pflaster"), &network), []);
    // A circle that a file brought along ends the search.
    let mut top = Competency::new("Bauen".into(), "Bauen");
    top.broader = Some("Pflaster".into());
    network.put(top, Stamp(3));
    assert!(!within(&network, "Bauen", "elsewhere"));
}

#[test]
fn a_relation_is_not_entered_twice() {
    let mut network = network();
    let form = |relation, id: &str| {
        RelationForm::new(relation, id.into(), Some("Museum".into()), Some("Bauen".into()), today())
    };
    let doubled = [("competency", FieldErrorKind::Doubled { id: "offer".into() })];
    assert_eq!(faults(&form(Relation::Offers, "own"), &network), doubled);
    assert_eq!(faults(&form(Relation::Offers, "offer"), &network), []);
    let mut met = Need::new("met".into(), "Museum", "Bauen");
    met.closed_on = Some(today());
    network.put(met, Stamp(1));
    assert_eq!(faults(&form(Relation::LooksFor, "own"), &network), [], "a need that was met may come again");
}

#[test]
fn joining_two_nodes_asks_what_can_join_them() {
    let network = network();
    let between = |from: &str, to: &str| ConnectionKind::between(&network, &from.into(), &to.into());
    let relations =
        [ConnectionKind::Relation(Relation::Offers), ConnectionKind::Relation(Relation::LooksFor)];
    assert_eq!(between("Lab", "Bauen"), relations);
    assert_eq!(between("Bauen", "Lab"), relations);
    assert_eq!(between("Lab", "Museum").len(), 4);
    assert_eq!(between("Lab", "Lab"), []);
    assert_eq!(between("Lab", "gone"), []);
    let join =
        |from: &str, to: &str, joint| JoinForm::new("own".into(), from.into(), to.into(), joint, today());
    let (after, step) = saved(&join("Bauen", "Lab", relations[1]), &network);
    assert_eq!(step, Step::Added { table: TableName::Needs, name: "Lab – Bauen".into() });
    assert_eq!(after.needs.get(&Id::from("own")).expect("added").actor.as_str(), "Lab");
    let introduced = ConnectionKind::Link { kind: LinkKind::Introduced, reversed: true };
    let (after, _) = saved(&join("Lab", "Museum", introduced), &network);
    let link = after.links.get(&Id::from("own")).expect("added");
    assert_eq!((link.from.as_str(), link.to.as_str(), link.kind), ("Museum", "Lab", LinkKind::Introduced));
}

#[test]
fn a_link_needs_two_different_actors() {
    let network = network();
    let mut form = LinkForm::new("own".into(), Some("Lab".into()), Some("Lab".into()));
    assert_eq!(faults(&form, &network), [("to", FieldErrorKind::SameEnds)]);
    form.to = Choice::Nothing;
    assert_eq!(faults(&form, &network), [("to", FieldErrorKind::Missing)]);
    assert_eq!(faults(&Sector::new("s".into(), " "), &network), [("name", FieldErrorKind::Missing)]);
}

#[test]
fn a_new_record_is_seen_and_a_removed_one_leaves_the_address() {
    let id = Id::from("x");
    let graph = Address { search: "bau".into(), ..Address::of(View::Network) };
    let opened = Address { opened: Some(id.clone()), ..graph.clone() };
    assert_eq!(redirect_after_adding(&graph, TableName::Actors, &id), Some(opened.clone()));
    assert_eq!(redirect_after_adding(&graph, TableName::Offers, &id), None);
    let page = address_of(TableName::Actors, &id);
    assert_eq!(redirect_after_adding(&Address::of(View::Actors), TableName::Actors, &id), Some(page.clone()));
    assert_eq!(redirect_after_removing(&page, &id), Some(Address::of(View::Actors)));
    let mut everywhere = Address { ego: Some(id.clone()), ..opened };
    everywhere.filter.sectors = vec![id.clone()];
    assert_eq!(redirect_after_removing(&everywhere, &id), Some(graph.clone()));
    assert_eq!(redirect_after_removing(&graph, &id), None);
}
