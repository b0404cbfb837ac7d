use expect_test::{Expect, expect};

use super::*;
use crate::{
    model::{Competency, Day, HelpForm, Network, Offer, Sector, Stamp, notation},
    query::matches::Matches,
};

fn first(network: &Network) -> Match {
    Matches::new(network, &Day::new("2026-03-01")).all().next().unwrap()
}

fn named(text: &str, names: &[(&str, &str)]) -> Network {
    let mut network = notation::network(text);
    for (id, name) in names {
        let id = Id::from(*id);
        if let Some(actor) = network.actors.get(&id).cloned() {
            network.actors.put(crate::model::Actor { name: (*name).into(), ..(*actor).clone() });
        } else if let Some(term) = network.competencies.get(&id).cloned() {
            network.competencies.put(Competency { name: (*name).into(), ..(*term).clone() });
        }
    }
    network
}

const NAMES: [(&str, &str); 9] = [
    ("plan", "Stadtplanung"),
    ("maker", "Makerlounge"),
    ("print", "3D-Druck"),
    ("geo", "Geodaten"),
    ("lorawan", "LoRaWAN"),
    ("iot", "Internet der Dinge"),
    ("library", "Stadtbibliothek"),
    ("museum", "Rammelsberg"),
    ("bus", "Stadtbus"),
];

fn with_offer(network: &mut Network, id: &str, with: impl FnOnce(&mut Offer)) {
    let mut offer = Offer::clone(network.offers.get(&id.into()).unwrap());
    with(&mut offer);
    network.offers.put(offer);
}

fn with_term(network: &mut Network, id: &str, with: impl FnOnce(&mut Competency)) {
    let mut term = Competency::clone(network.competencies.get(&id.into()).unwrap());
    with(&mut term);
    network.competencies.put(term);
}

fn check(network: &Network, expected: Expect) {
    let found = first(network);
    let text = [German, English].map(|language| why(language, &found, network)).join("\n") + "\n";
    expected.assert_eq(&text);
}

#[test]
fn what_one_looks_for_and_the_other_offers() {
    let mut network = named("plan needs print; maker offers print", &NAMES);
    check(&network, expect![[r#"
        Stadtplanung sucht „3D-Druck“, und Makerlounge bietet das.
        Stadtplanung looks for “3D-Druck”, and Makerlounge offers that.
    "#]]);
    with_offer(&mut network, "maker-print", |offer| offer.evidence = " Stadtmodell zum Anfassen, 2024. ".into());
    check(&network, expect![[r#"
        Stadtplanung sucht „3D-Druck“, und Makerlounge bietet das und hat es schon gemacht: Stadtmodell zum Anfassen, 2024.
        Stadtplanung looks for “3D-Druck”, and Makerlounge offers that and has done it before: Stadtmodell zum Anfassen, 2024.
    "#]]);
}

#[test]
fn each_has_what_the_other_looks_for() {
    let mut network =
        named("plan needs print; maker offers print; maker needs iot; plan offers lorawan; plan - library; library - maker", &NAMES);
    with_term(&mut network, "lorawan", |term| term.broader = Some("iot".into()));
    with_offer(&mut network, "plan-lorawan", |offer| offer.evidence = "Messnetz an der Gose, 2025".into());
    check(&network, expect![[r#"
        Makerlounge sucht „Internet der Dinge“, und Stadtplanung bietet „LoRaWAN“ und hat es schon gemacht: Messnetz an der Gose, 2025. „LoRaWAN“ gehört zu „Internet der Dinge“. Umgekehrt sucht Stadtplanung „3D-Druck“, und Makerlounge bietet das. Stadtbibliothek kennt beide.
        Makerlounge looks for “Internet der Dinge”, and Stadtplanung offers “LoRaWAN” and has done it before: Messnetz an der Gose, 2025. “LoRaWAN” is part of “Internet der Dinge”. In turn, Stadtplanung looks for “3D-Druck”, and Makerlounge offers that. Stadtbibliothek knows both.
    "#]]);
}

#[test]
fn why_another_term_fits() {
    let network = named("plan needs iot; maker offers lorawan", &NAMES);
    let mut narrower = network.clone();
    with_term(&mut narrower, "lorawan", |term| term.broader = Some("iot".into()));
    check(&narrower, expect![[r#"
        Stadtplanung sucht „Internet der Dinge“, und Makerlounge bietet „LoRaWAN“. „LoRaWAN“ gehört zu „Internet der Dinge“.
        Stadtplanung looks for “Internet der Dinge”, and Makerlounge offers “LoRaWAN”. “LoRaWAN” is part of “Internet der Dinge”.
    "#]]);
    let mut broader = network.clone();
    with_term(&mut broader, "iot", |term| term.broader = Some("lorawan".into()));
    check(&broader, expect![[r#"
        Stadtplanung sucht „Internet der Dinge“, und Makerlounge bietet „LoRaWAN“. „Internet der Dinge“ gehört zu „LoRaWAN“; ob auch das geboten wird, zeigt ein Gespräch.
        Stadtplanung looks for “Internet der Dinge”, and Makerlounge offers “LoRaWAN”. “Internet der Dinge” is part of “LoRaWAN”; a talk will show whether that is offered too.
    "#]]);
    let mut synonym = network.clone();
    with_term(&mut synonym, "lorawan", |term| term.also = vec!["Internet der Dinge".into()]);
    check(&synonym, expect![[r#"
        Stadtplanung sucht „Internet der Dinge“, und Makerlounge bietet „LoRaWAN“. „LoRaWAN“ ist ein anderes Wort für „Internet der Dinge“.
        Stadtplanung looks for “Internet der Dinge”, and Makerlounge offers “LoRaWAN”. “LoRaWAN” is another word for “Internet der Dinge”.
    "#]]);
    let mut twice = network.clone();
    with_term(&mut twice, "lorawan", |term| term.name = "internet der dinge".into());
    check(&twice, expect![[r#"
        Stadtplanung sucht „Internet der Dinge“, und Makerlounge bietet „internet der dinge“. „Internet der Dinge“ ist zweimal eingetragen.
        Stadtplanung looks for “Internet der Dinge”, and Makerlounge offers “internet der dinge”. “Internet der Dinge” is entered twice.
    "#]]);
    let mut twin = network;
    with_term(&mut twin, "lorawan", |term| term.name = "Internet der Dingen".into());
    check(&twin, expect![[r#"
        Stadtplanung sucht „Internet der Dinge“, und Makerlounge bietet „Internet der Dingen“. „Internet der Dingen“ und „Internet der Dinge“ sind vermutlich dasselbe, nur anders geschrieben.
        Stadtplanung looks for “Internet der Dinge”, and Makerlounge offers “Internet der Dingen”. “Internet der Dingen” and “Internet der Dinge” are probably the same, only spelt differently.
    "#]]);
}

#[test]
fn who_knows_both_by_number() {
    let mut text = "plan needs print; maker offers print".to_owned();
    let mut lines = String::new();
    for contact in ["library", "museum", "bus", "hall"] {
        text += &format!("; plan - {contact}; {contact} - maker");
        let network = named(&text, &NAMES);
        let found = first(&network);
        for language in [German, English] {
            lines += &(introducers(language, &found, &network).unwrap() + "\n");
        }
    }
    let network = named(&(text + "; plan - maker"), &NAMES);
    for language in [German, English] {
        lines += &(introducers(language, &first(&network), &network).unwrap() + "\n");
    }
    expect![[r#"
        Stadtbibliothek kennt beide.
        Stadtbibliothek knows both.
        Stadtbibliothek und Rammelsberg kennen beide.
        Stadtbibliothek and Rammelsberg know both.
        Stadtbibliothek, Rammelsberg und Stadtbus kennen beide.
        Stadtbibliothek, Rammelsberg and Stadtbus know both.
        Stadtbibliothek, Rammelsberg und 2 weitere kennen beide.
        Stadtbibliothek, Rammelsberg and 2 more know both.
        Die beiden kennen sich schon.
        The two know each other already.
    "#]].assert_eq(&lines);
}

#[test]
fn nothing_dangles_where_nothing_is_known() {
    let network = named("plan needs print; maker offers print", &NAMES);
    let found = first(&network);
    for language in [German, English] {
        assert_eq!(term(language, &found, &network), None);
        assert_eq!(in_turn(language, &found, &network), None);
        assert_eq!(introducers(language, &found, &network), None);
        assert_eq!(surprise(language, &found, &network), None);
        assert_eq!(further(language, &found, &network), None);
        assert_eq!(help(language, &found, &network), None);
        assert_eq!(confirmed(language, None, None), None);
    }
}

#[test]
fn what_else_can_be_said() {
    let mut network =
        named("plan needs iot; maker offers iot, lorawan, geo, print; plan - library; library", &NAMES);
    for narrower in ["lorawan", "geo", "print"] {
        with_term(&mut network, narrower, |term| term.broader = Some("iot".into()));
    }
    for (actor, sector) in [("plan", "Stadtverwaltung"), ("maker", "Kreativwirtschaft")] {
        network.put(Sector::new(sector.into(), sector), Stamp(1));
        let mut actor = crate::model::Actor::clone(network.actors.get(&actor.into()).unwrap());
        actor.sector = Some(sector.into());
        network.actors.put(actor);
    }
    let need = network.needs.get(&"plan-iot".into()).unwrap();
    let need = crate::model::Need { forms: vec![HelpForm::Advice, HelpForm::Device], ..(**need).clone() };
    network.needs.put(need);
    with_offer(&mut network, "maker-iot", |offer| {
        (offer.forms, offer.conditions) = (vec![HelpForm::Advice, HelpForm::Device], "gegen eine Spende.".into());
    });
    let found = first(&network);
    let mut lines = String::new();
    for language in [German, English] {
        let days = [(Some("2. Juni"), Some("3. Juni")), (Some("2. Juni"), Some("2. Juni")), (None, Some("2. Juni")), (Some("2. Juni"), None)];
        let sentences = [surprise, further, help].map(|sentence| sentence(language, &found, &network).unwrap());
        let days = days.map(|(need, offer)| confirmed(language, need, offer).unwrap());
        lines += &(sentences.into_iter().chain(days).collect::<Vec<_>>().join("\n") + "\n");
    }
    expect![[r#"
        Aus zwei Bereichen, „Stadtverwaltung“ und „Kreativwirtschaft“, und noch ohne Verbindung.
        Makerlounge bietet dazu auch „LoRaWAN“, „Geodaten“ und „3D-Druck“.
        Gesucht und geboten: Rat und Gerät. Bedingungen: gegen eine Spende.
        Zuletzt bestätigt: das Gesuch am 2. Juni, das Angebot am 3. Juni.
        Gesuch und Angebot zuletzt bestätigt am 2. Juni.
        Angebot zuletzt bestätigt am 2. Juni.
        Gesuch zuletzt bestätigt am 2. Juni.
        From two sectors, “Stadtverwaltung” and “Kreativwirtschaft”, and not connected yet.
        Makerlounge also offers “LoRaWAN”, “Geodaten” and “3D-Druck”.
        Wanted and offered: advice and a device. Conditions: gegen eine Spende.
        Last confirmed: the need on 2. Juni, the offer on 3. Juni.
        Need and offer last confirmed on 2. Juni.
        Offer last confirmed on 2. Juni.
        Need last confirmed on 2. Juni.
    "#]].assert_eq(&lines);
}

#[test]
fn a_note_introduces_the_two() {
    let mut network =
        named("plan needs print; maker offers print; maker needs geo; plan offers geo; plan - library; library - maker", &NAMES);
    with_offer(&mut network, "maker-print", |offer| offer.evidence = "Stadtmodell, 2024".into());
    let found = first(&network);
    expect![[r#"
        Guten Tag,

        in unserem Netz ist etwas aufgefallen, das Sie beide betrifft: Stadtplanung sucht „3D-Druck“, und Makerlounge bietet das und hat es schon gemacht: Stadtmodell, 2024. Umgekehrt sucht Makerlounge „Geodaten“, und Stadtplanung bietet das.

        Stadtbibliothek kennt Sie beide und könnte Sie miteinander bekannt machen.

        Möchten Sie einmal miteinander sprechen? Was daraus wird, entscheiden Sie.

        Viele Grüße
    "#]].assert_eq(&note(German, &found, &network));
    expect![[r#"
        Hello,

        our map shows something that concerns you both: Stadtplanung looks for “3D-Druck”, and Makerlounge offers that and has done it before: Stadtmodell, 2024. In turn, Makerlounge looks for “Geodaten”, and Stadtplanung offers that.

        Stadtbibliothek knows you both and could introduce you to each other.

        Would you like to talk to each other? What comes of it is for you to decide.

        Best wishes
    "#]].assert_eq(&note(English, &found, &network));
}

#[test]
fn a_wish_of_nobody_in_particular() {
    let network = named("maker offers print", &NAMES);
    let matches = Matches::new(&network, &Day::new("2026-03-01"));
    let found = &matches.of_wish(&"print".into(), None)[0];
    let text = [German, English].map(|language| why(language, found, &network)).join("\n");
    expect![[r#"
        Gesucht: „3D-Druck“. Makerlounge bietet das.
        Wanted: “3D-Druck”. Makerlounge offers that."#]].assert_eq(&text);
}
