mod several;

use std::sync::Arc;

use super::*;
use crate::{
    app::{Address, Draft, Msg, Step, View, address_of},
    model::{
        Actor, ActorStatus, Change, Competency, Confirmer, Content, Day, Group, Id, LinkKind, Network, Offer,
        Stamp, TableName, Topic, Visibility, notation::network,
    },
    query::{filter::Relation, search::Index},
};

use TableName::{Actors, Competencies, Contacts, Links, Needs, Offers, Sectors, Topics};

fn today() -> Day {
    Day::new("2026-11-22")
}

fn open(network: &Network, draft: Draft) -> FormState {
    FormState::open(&draft, network, || "own".into(), today())
}

fn edit(network: &Network, table: TableName, id: &str) -> FormState {
    open(network, Draft::edit(table, &id.into()))
}

fn fill(form: &mut FormState, input: &'static str, entry: Entry) {
    *form.entry_mut(Place::of(input)).unwrap() = entry;
}

fn type_text(form: &mut FormState, input: &'static str, text: &str) {
    fill(form, input, Entry::Text(text.into()));
}

fn existing(id: &str) -> Entry {
    Entry::Choice(Choice::Existing(id.into()))
}

fn several(choices: &[Choice]) -> Entry {
    Entry::Choices(Choices { chosen: choices.to_vec(), typed: String::new() })
}

/// What saving does, and to what; new ids are `new-1`, `new-2` …
fn saved(form: &FormState, network: &Network) -> (Network, Step) {
    let mut number = 0;
    let mut new_id = || {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    };
    let (Msg::Submit { changes, .. }, saved) = form.finish(&Arc::new(network.clone()), &mut new_id) else {
        panic!("a form edits")
    };
    let mut after = network.clone();
    after.apply_all(changes, Stamp(2));
    (after, saved.step)
}

/// The fields that saving would send.
fn sent(form: &FormState, network: &Network) -> Vec<&'static str> {
    let seen = Arc::new(network.clone());
    let (Msg::Submit { changes, .. }, _) = form.finish(&seen, &mut || "new".into()) else {
        panic!("a form edits")
    };
    let fields = changes.into_iter().flat_map(|change| match change {
        Change::Set { fields, .. } => fields,
        other => panic!("{other:?}"),
    });
    fields.map(|(field, _)| field.name).collect()
}

fn faults(form: &FormState, network: &Network) -> Vec<(&'static str, FieldErrorKind)> {
    let wrong = form.check(network, &Index::new(network));
    wrong.into_iter().map(|wrong| (wrong.place.input, wrong.kind)).collect()
}

#[test]
fn every_part_of_a_form_is_a_field_and_nothing_required_is_missing() {
    let network = network("");
    for form in definition::FORMS {
        let table = &form.table;
        for is_new in [true, false] {
            for (name, brings) in form.inputs(is_new) {
                assert!(brings.is_some() || table.schema().field(name).is_some(), "{table:?}.{name}");
            }
        }
        for (name, _) in form.usual {
            let field = table.schema().field(name).unwrap();
            assert!(matches!(field.content, Content::Line), "{table:?}.{name}");
        }
        let state = open(&network, Draft::new(*table));
        assert!(state.input(state.first).is_some(), "{table:?}: {}", state.first);
        for field in table.schema().fields.iter().filter(|field| field.required) {
            assert!(state.input(field.name).is_some(), "{table:?} requires {}", field.name);
        }
    }
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
    let network = network("#print");
    let mut form = open(&network, Draft::new(Actors).with("name", &" Imkerei ".to_owned()));
    type_text(&mut form, "website", "www.imkerei.de");
    fill(&mut form, "offers", several(&[Choice::New("Honig".into()), Choice::Existing("print".into())]));
    fill(&mut form, "needs", several(&[Choice::New("honig".into())]));
    assert_eq!(faults(&form, &network), []);
    let (after, step) = saved(&form, &network);
    assert_eq!(step, Step::Added { table: Actors, name: "Imkerei".into() });
    let actor = after.actors.get(&Id::from("own")).unwrap();
    assert_eq!((actor.name.as_str(), actor.website.as_str()), ("Imkerei", "https://www.imkerei.de"));
    let names: Vec<&str> = after.competencies.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["print", "Honig"], "a competency chosen twice is made once");
    let offers: Vec<String> = after.offers.iter().map(|it| after.name_of(Offers, &it.id)).collect();
    assert_eq!(offers, ["Imkerei – Honig", "Imkerei – print"]);
    assert!(after.offers.iter().all(|offer| offer.confirmed_on == Some(today())));
    let needs: Vec<_> =
        after.needs.iter().map(|it| (after.name_of(Needs, &it.id), it.since.clone())).collect();
    assert_eq!(needs, [("Imkerei – Honig".into(), Some(today()))]);
}

#[test]
fn what_is_only_typed_is_never_dropped() {
    let network = network("museum");
    let mut form = open(&network, Draft::new(Actors));
    fill(&mut form, "offers", Entry::Choices(Choices { typed: "Honig ".into(), ..Choices::default() }));
    type_text(&mut form, "website", "Museum");
    let typed = |text: &str| FieldErrorKind::NotChosen { text: text.into() };
    assert_eq!(
        faults(&form, &network),
        [
            ("name", FieldErrorKind::Missing),
            ("offers", typed("Honig")),
            ("website", FieldErrorKind::NotAWebAddress)
        ]
    );
    let mut topic = open(&network, Draft::new(Topics).with("title", &"App".to_owned()));
    topic.add_row("people");
    assert_eq!(faults(&topic, &network), [], "a row in which nothing stands is left out");
    let actor = Place::within("people", 0, "actor");
    *topic.entry_mut(actor).unwrap() = Entry::Choice(Choice::Typed("Mus".into()));
    assert_eq!(
        topic.check(&network, &Index::new(&network)),
        [FieldError { place: actor, kind: typed("Mus") }]
    );
}

#[test]
fn a_list_that_could_not_be_read_is_not_asked_for_and_stays() {
    let mut network = network("lab");
    let mut topic = Topic::new("app".into(), "App");
    topic.meta.unknown.insert("people".into(), "half the town".into());
    network.topics.put(topic);
    let mut form = edit(&network, Topics, "app");
    assert!(form.input("people").is_none() && form.input("competencies").is_some());
    type_text(&mut form, "title", "Stadt-App");
    let (after, _) = saved(&form, &network);
    assert_eq!(after.topics.get(&"app".into()).unwrap().meta.unknown["people"], "half the town");
}

#[test]
fn a_list_of_which_an_element_could_not_be_read_is_asked_for_and_the_element_stays() {
    let mut network = network("lab; #print");
    let mut print = Competency::new("print".into(), "Druck");
    print.meta.unknown.insert("also".into(), serde_json::json!([5]));
    network.competencies.put(print);
    let mut form = edit(&network, Competencies, "print");
    fill(&mut form, "also", Entry::Choices(Choices { typed: "Drucken".into(), ..Choices::default() }));
    let (after, _) = saved(&form, &network);
    let print = after.competencies.get(&"print".into()).unwrap();
    assert_eq!(
        (print.also.as_slice(), &print.meta.unknown["also"]),
        (&["Drucken".into()][..], &serde_json::json!([5]))
    );
}

#[test]
fn an_untouched_form_sends_nothing() {
    let mut network = network("lab offers print; lab - museum");
    let mut lab = Actor::new("lab".into(), " Lab ");
    (lab.website, lab.joined) = ("no address".into(), Some(Day::new("2017")));
    network.put(lab, Stamp(1));
    for (table, id) in
        [(Actors, "lab"), (Offers, "lab-print"), (Links, "lab-museum"), (TableName::Network, "network")]
    {
        assert_eq!(sent(&edit(&network, table, id), &network), [""; 0], "{table:?}");
    }
}

#[test]
fn without_a_day_nobody_has_confirmed() {
    let mut network = network("lab offers print");
    let mut offer = Offer::new("lab-print".into(), "lab", "print");
    (offer.confirmed_on, offer.confirmed_by) = (Some(Day::new("2017")), Some(Confirmer::Itself));
    network.put(offer, Stamp(1));
    let mut form = edit(&network, Offers, "lab-print");
    fill(&mut form, "confirmed_on", Entry::Day(None));
    let (after, _) = saved(&form, &network);
    let offer = after.offers.get(&Id::from("lab-print")).unwrap();
    assert_eq!((&offer.confirmed_on, offer.confirmed_by), (&None, None));
}

#[test]
fn a_form_sends_only_what_was_changed_in_it() {
    let mut network = network("lab offers print");
    let mut offer = Offer::new("lab-print".into(), "lab", "print");
    offer.meta.unknown.insert("shade".into(), "red".into());
    offer.confirmed_on = Some(Day::new("2017"));
    network.put(offer, Stamp(1));
    let mut form = edit(&network, Offers, "lab-print");
    type_text(&mut form, "note", "gern");
    assert_eq!(sent(&form, &network), ["note"]);
    // Meanwhile, elsewhere.
    let offer = network.offers.get(&Id::from("lab-print")).unwrap().clone();
    network.apply(Change::of(&*offer, |offer| offer.level = Some(3)), Stamp(2));
    let (after, step) = saved(&form, &network);
    assert_eq!(step, Step::Changed { table: Offers, name: "lab – print".into() });
    let after = after.offers.get(&offer.id).unwrap();
    let expected =
        Offer { note: "gern".into(), level: Some(3), meta: after.meta.clone(), ..Offer::clone(&offer) };
    assert_eq!(**after, expected);
    network.apply(Change::Remove { table: Offers, id: offer.id.clone() }, Stamp(3));
    let (after, _) = saved(&form, &network);
    assert_eq!(
        after.offers.get(&offer.id).map(|it| it.note.as_str()),
        Some("gern"),
        "what was typed is not lost"
    );
}

#[test]
fn a_twin_is_made_only_on_purpose() {
    let mut network = network("");
    network.put(Competency::new("road".into(), "Straßenbau"), Stamp(1));
    let mut form = open(&network, Draft::new(Competencies).with("name", &"Strassenbau".to_owned()));
    assert_eq!(faults(&form, &network), [("name", FieldErrorKind::Exists { id: "road".into() })]);
    form.twin_allowed = true;
    assert_eq!(faults(&form, &network), []);
    let mut form = edit(&network, Competencies, "road");
    type_text(&mut form, "name", "STRASSENBAU");
    assert_eq!(faults(&form, &network), [], "spelling one's own name anew makes no twin");
}

fn words(
    names: &[&str],
    text: &str,
    act: impl Fn(&mut Choices, &str, &dyn Fn(&str) -> Choice),
) -> (Vec<String>, String) {
    let network = network(&names.join("; "));
    let index = Index::new(&network);
    let vocabulary =
        Vocabulary { network: &network, index: &index, table: Competencies, creates: true, without: &[] };
    let mut choices = Choices::default();
    act(&mut choices, text, &|text| vocabulary.meaning(text));
    let chosen = choices.chosen.into_iter().map(|choice| match choice {
        Choice::Existing(id) => id.to_string(),
        Choice::New(name) => format!("+{name}"),
        other => panic!("{other:?}"),
    });
    (chosen.collect(), choices.typed)
}

#[test]
fn names_typed_one_after_the_other_become_several() {
    // Enter and Tab take all that stands in the input, a comma what stands before it.
    let one_by_one = |choices: &mut Choices, text: &str, meaning: &dyn Fn(&str) -> Choice| {
        for word in text.split(' ') {
            choices.type_in(word, meaning);
            if !choices.typed.is_empty() {
                let typed = choices.typed.clone();
                choices.take(&typed, meaning);
            }
        }
    };
    assert_eq!(
        words(&["#print", "#sensors"], "print sensors, honey", one_by_one),
        (vec!["print".into(), "sensors".into(), "+honey".into()], String::new())
    );
    let (chosen, typed) = words(&[], "honey,  wa", Choices::type_in);
    assert_eq!((chosen, typed.as_str()), (vec!["+honey".to_owned()], "wa"));
}

#[test]
fn a_pasted_list_becomes_several() {
    let (chosen, typed) = words(&[], "a, b; c\n d", Choices::take);
    assert_eq!((chosen, typed), (["+a", "+b", "+c", "+d"].map(str::to_owned).to_vec(), String::new()));
    let (chosen, _) = words(&["#print", "#printing"], " Print ;printi,, PRINT ; Honey, honey", Choices::take);
    assert_eq!(chosen, ["print", "printing", "+Honey"], "exact before what begins so before new, each once");
}

#[test]
fn what_cannot_be_made_stays_typed() {
    let network = network("museum; lab");
    let index = Index::new(&network);
    let without = ["lab".into()];
    let actors =
        Vocabulary { network: &network, index: &index, table: Actors, creates: false, without: &without };
    let mut choices = Choices::default();
    choices.take("mus, bus, lab", &|text| actors.meaning(text));
    assert_eq!(choices.chosen, ["museum", "lab"].map(|id| Choice::Existing(id.into())));
    assert_eq!(choices.typed, "bus");
    assert_eq!(actors.suggestions("").len(), 1, "what is chosen is not suggested");
}

#[test]
fn synonyms_are_taken_at_commas_and_when_saving() {
    let network = network("");
    let mut form = open(&network, Draft::new(Competencies).with("name", &"Honig".to_owned()));
    fill(
        &mut form,
        "also",
        Entry::Choices(Choices { typed: "Imkerei, imkerei ,, Bienen".into(), ..Choices::default() }),
    );
    assert_eq!(faults(&form, &network), []);
    let (after, _) = saved(&form, &network);
    assert_eq!(after.competencies.get(&Id::from("own")).unwrap().also, ["Imkerei", "Bienen"]);
}

#[test]
fn no_competency_becomes_its_own_broader_term() {
    let mut network = network("#build; #road; #paving");
    for (narrower, broader) in [("road", "build"), ("paving", "road")] {
        let competency = network.competencies.get(&Id::from(narrower)).unwrap().clone();
        network.apply(Change::of(&*competency, |it| it.broader = Some(broader.into())), Stamp(1));
    }
    let mut form = edit(&network, Competencies, "build");
    assert_eq!(form.without(Place::of("broader"), &network).len(), 3, "nothing below it is suggested");
    fill(&mut form, "broader", existing("paving"));
    assert_eq!(faults(&form, &network), [("broader", FieldErrorKind::Circle)]);
    let broader = ConnectionKind::Broader { reversed: false };
    let connect =
        |from: &str, to: &str| broader.form(&network, [&from.into(), &to.into()], || "own".into(), today());
    assert_eq!(faults(&connect("paving", "build"), &network), [("broader", FieldErrorKind::Circle)]);
    let form = connect("build", "paving");
    assert_eq!((faults(&form, &network), sent(&form, &network)), (vec![], vec!["broader"]));
    // A circle that a file brought along ends the search.
    let top = network.competencies.get(&Id::from("build")).unwrap().clone();
    network.apply(Change::of(&*top, |it| it.broader = Some("paving".into())), Stamp(3));
    assert_eq!(edit(&network, Competencies, "build").without(Place::of("broader"), &network).len(), 3);
}

#[test]
fn a_relation_is_not_entered_twice() {
    let mut network = network("museum offers print; museum needs print");
    let new =
        |table| Draft::new(table).with("actor", &Id::from("museum")).with("competency", &Id::from("print"));
    for table in [Offers, Needs] {
        let doubled = [("competency", FieldErrorKind::Doubled { id: "museum-print".into() })];
        assert_eq!(faults(&open(&network, new(table)), &network), doubled);
        assert_eq!(faults(&edit(&network, table, "museum-print"), &network), []);
    }
    let met = network.needs.get(&Id::from("museum-print")).unwrap().clone();
    network.apply(Change::of(&*met, |need| need.closed_on = Some(today())), Stamp(1));
    assert_eq!(faults(&open(&network, new(Needs)), &network), [], "a need that was met may come again");
}

#[test]
fn connecting_two_nodes_asks_what_can_connect_them() {
    let network = network("lab; museum; #print");
    let between = |from: &str, to: &str| ConnectionKind::between(&network, &from.into(), &to.into());
    let relations =
        [ConnectionKind::Relation(Relation::Offers), ConnectionKind::Relation(Relation::LooksFor)];
    assert_eq!(between("lab", "print"), relations);
    assert_eq!(between("print", "lab"), relations);
    assert_eq!(between("lab", "museum").len(), 4);
    assert_eq!(between("lab", "lab"), []);
    assert_eq!(between("lab", "gone"), []);
    let connect = |from: &str, to: &str, kind: ConnectionKind| {
        saved(&kind.form(&network, [&from.into(), &to.into()], || "own".into(), today()), &network)
    };
    let (after, step) = connect("print", "lab", relations[1]);
    assert_eq!(step, Step::Added { table: Needs, name: "lab – print".into() });
    assert_eq!(after.needs.get(&Id::from("own")).unwrap().since, Some(today()));
    let introduced = ConnectionKind::Link { kind: LinkKind::Introduced, reversed: true };
    let (after, _) = connect("lab", "museum", introduced);
    let link = after.links.get(&Id::from("own")).unwrap();
    assert_eq!((link.from.as_str(), link.to.as_str(), link.kind), ("museum", "lab", LinkKind::Introduced));
}

#[test]
fn a_link_needs_two_different_actors() {
    let network = network("lab");
    let lab = Id::from("lab");
    let mut form = open(&network, Draft::new(Links).with("from", &lab).with("to", &lab));
    assert_eq!(faults(&form, &network), [("to", FieldErrorKind::SameEnds)]);
    fill(&mut form, "to", Entry::Choice(Choice::Nothing));
    assert_eq!(faults(&form, &network), [("to", FieldErrorKind::Missing)]);
    let sector = open(&network, Draft::new(Sectors).with("name", &" ".to_owned()));
    assert_eq!(faults(&sector, &network), [("name", FieldErrorKind::Missing)]);
    let from_lab = open(&network, Draft::new(Links).with("from", &lab));
    assert_eq!((from_lab.first, open(&network, Draft::new(Links)).first), ("to", "from"));
}

#[test]
fn consent_is_given_and_withdrawn() {
    let network = network("lab");
    let mut form = open(&network, Draft::new(Contacts).with("actor", &Id::from("lab")));
    type_text(&mut form, "email", " ada@lab.example ");
    let (after, _) = saved(&form, &network);
    assert_eq!(
        after.contacts.get(&Id::from("own")).unwrap().consent,
        None,
        "where nothing is said there is none"
    );
    let consent = |field| Place::within("consent", 0, field);
    *form.entry_mut(consent("given_on")).unwrap() = Entry::Day(Some(today()));
    *form.entry_mut(consent("scope")).unwrap() = Entry::Words(vec!["network"]);
    let (after, step) = saved(&form, &network);
    assert_eq!(step, Step::Added { table: Contacts, name: "lab".into() });
    let mut form = edit(&after, Contacts, "own");
    *form.entry_mut(consent("withdrawn_on")).unwrap() = Entry::Day(Some(today()));
    assert_eq!(sent(&form, &after), ["consent"]);
    let (after, _) = saved(&form, &after);
    let contact = after.contacts.get(&Id::from("own")).unwrap();
    let consent = contact.consent.clone().unwrap();
    assert_eq!(contact.email, "ada@lab.example");
    assert_eq!((consent.scope, consent.withdrawn_on), (vec![Visibility::Network], Some(today())));
}

#[test]
fn rows_are_added_and_removed() {
    let mut network = network("lab; museum");
    network.put(Topic::new("app".into(), "App"), Stamp(1));
    let mut form = edit(&network, Topics, "app");
    for number in 0..3 {
        form.add_row("people");
        let actor = if number == 0 { "lab" } else { "museum" };
        *form.entry_mut(Place::within("people", number, "actor")).unwrap() = existing(actor);
    }
    assert_eq!(
        form.without(Place::within("people", 0, "actor"), &network),
        [Id::from("museum"), "museum".into()]
    );
    let people =
        |form: &FormState| saved(form, &network).0.topics.get(&Id::from("app")).unwrap().people.clone();
    assert_eq!(people(&form).len(), 2, "the same twice is once");
    form.remove_row("people", 0);
    assert_eq!(people(&form)[0].actor, "museum".into());
    assert!(matches!(form.input("people").unwrap().content, Content::Rows(_)));
}

#[test]
fn a_new_record_is_seen_and_a_removed_one_leaves_the_address() {
    let id = Id::from("x");
    let graph = Address { search: "bau".into(), ..Address::of(View::Network) };
    let opened = Address { opened: Some(id.clone()), ..graph.clone() };
    assert_eq!(redirect_after_adding(&graph, Actors, &id), Some(opened.clone()));
    assert_eq!(redirect_after_adding(&graph, Offers, &id), None);
    let page = address_of(Actors, &id);
    assert_eq!(redirect_after_adding(&Address::of(View::Actors), Actors, &id), Some(page.clone()));
    assert_eq!(redirect_after_removing(&page, &id), Some(Address::of(View::Actors)));
    let way = vec!["y".into(), id.clone()];
    let mut everywhere = Address { ego: Some(id.clone()), from: Some(id.clone()), way, ..opened };
    everywhere.filter.sectors = vec![id.clone()];
    assert_eq!(redirect_after_removing(&everywhere, &id), Some(graph.clone()));
    assert_eq!(redirect_after_removing(&graph, &id), None);
}

#[test]
fn a_new_sector_has_letters_that_no_other_has() {
    let mut network = Network::new("n".into());
    let mut letters = Vec::new();
    for number in 0..5 {
        let sector = new_sector(&network, format!("s{number}").as_str().into(), " kunst und Kultur ");
        letters.push(sector.symbol.clone());
        network.put(sector, Stamp::default());
    }
    assert_eq!(letters, ["K", "KU", "KN", "KS", "KT"]);
    assert!(network.sectors.iter().all(|sector| sector.name == "kunst und Kultur"));
}
