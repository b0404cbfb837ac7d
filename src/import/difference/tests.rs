use std::collections::HashMap;

use expect_test::{Expect, expect};

use super::*;
use crate::{
    i18n::{Language::German, import as words},
    import::{Grade, ProblemKind},
    model::{
        Actor, ActorKind, AgendaItem, Competency, Day, Meeting, Network, Offer, Position, Role, Sector,
        Stamp, Supporter, Topic, notation,
    },
};

/// A list without ids, a row for each actor: name, place, website, offers. It begins at row 2.
pub(super) fn list(rows: &[[&str; 4]]) -> Incoming {
    let mut file = Incoming {
        network: Network::new("file".into()),
        origins: HashMap::new(),
        has_ids: false,
        problems: Vec::new(),
    };
    for (number, [name, place, website, offers]) in (2..).zip(rows) {
        let id = Id::from(format!("row-{number}").as_str());
        let at = |column| Origin { sheet: 1, row: number, column };
        let actor =
            Actor { place: (*place).into(), website: (*website).into(), ..Actor::new(id.clone(), *name) };
        file.network.actors.put(actor);
        file.origins.insert((TableName::Actors, id.clone()), at(None));
        for (place, term) in offers.split(',').map(str::trim).filter(|term| !term.is_empty()).enumerate() {
            let competency = Id::from(format!("term-{}", term_key(term)).as_str());
            if !file.network.competencies.contains(&competency) {
                file.network.competencies.put(Competency::new(competency.clone(), term));
                file.origins.insert((TableName::Competencies, competency.clone()), at(Some(4)));
            }
            let offer = Id::from(format!("row-{number}-{place}").as_str());
            file.network.offers.put(Offer::new(offer.clone(), id.clone(), competency));
            file.origins.insert((TableName::Offers, offer), at(Some(4)));
        }
    }
    file
}

/// Draws ids in order: `new-1`, `new-2`.
pub(super) fn ids() -> impl FnMut() -> Id {
    let mut number = 0;
    move || {
        number += 1;
        Id::from(format!("new-{number}").as_str())
    }
}

pub(super) fn imported(present: &Network, difference: &Difference) -> Network {
    let mut network = present.clone();
    network.apply_all(difference.changes(ids()), Stamp(10));
    network
}

pub(super) fn difference(file: &Incoming, present: &Network, decisions: &Decisions) -> Difference {
    Difference::new(file, present, Key::guess(file, present), decisions)
}

/// A line for each entry, and what is missing.
fn told(difference: &Difference) -> String {
    let mut told = String::new();
    for entry in &difference.entries {
        let row = entry.origin.map(|at| at.row).unwrap_or_default();
        let sentences = difference.sentences(German, entry).join(" ");
        let called = words::called(German, difference, entry);
        told += format!("{row} {called}: {}. {sentences}", words::state(German, entry.state)).trim_end();
        told.push('\n');
    }
    for (table, id) in &difference.missing {
        told += &format!("fehlt: {table:?} {}\n", difference.name_of(*table, id));
    }
    told
}

pub(super) fn check(difference: &Difference, expected: Expect) {
    expected.assert_eq(&told(difference));
}

/// Museum and Hof in Goslar, with what they offer.
pub(super) fn town() -> Network {
    let mut network = notation::network("Museum offers Führungen, GIS; Hof offers Löten; Hof needs GIS");
    for (id, website) in [("Museum", "https://alt.example"), ("Hof", "https://hof.example")] {
        let actor = Actor { place: "Goslar".into(), website: website.into(), ..Actor::new(id.into(), id) };
        network.put(actor, Stamp(1));
    }
    network
}

#[test]
fn each_row_is_told_against_what_is_there() {
    let file = list(&[
        ["MUSEUM", "Goslar", "https://neu.example", "gis"],
        ["Hof", "goslar", "", "Löten"],
        ["Werkstatt", "Goslar", "", "Sensorik"],
    ]);
    let difference = difference(&file, &town(), &Decisions::default());
    check(
        &difference,
        expect![[r#"
            2 Kompetenz „gis“: unverändert.
            3 Kompetenz „Löten“: unverändert.
            4 Kompetenz „Sensorik“: neu.
            2 Akteur „MUSEUM“: geändert. Website oder E-Mail-Adresse: „https://alt.example“ → „https://neu.example“.
            3 Akteur „Hof“: behalten. Website oder E-Mail-Adresse: „https://hof.example“ bleibt, in der Datei leer.
            4 Akteur „Werkstatt“: neu.
            2 Angebot „MUSEUM – gis“: unverändert.
            3 Angebot „Hof – Löten“: unverändert.
            4 Angebot „Werkstatt – Sensorik“: neu.
            fehlt: Offers Museum – Führungen
        "#]],
    );
    assert_eq!(difference.count(TableName::Actors, State::Changed), 1);
    assert_eq!(difference.count(TableName::Offers, State::Missing), 1);
}

#[test]
fn a_near_term_is_new_until_somebody_says_what_is_meant() {
    let file = list(&[["Hof", "Goslar", "", "Lötten"], ["Museum", "Goslar", "", "lötten"]]);
    let mut decisions = Decisions::default();
    check(
        &difference(&file, &town(), &decisions),
        expect![[r#"
            2 Kompetenz „Lötten“: neu. Meinten Sie „Löten“?
            2 Akteur „Hof“: unverändert.
            3 Akteur „Museum“: unverändert.
            2 Angebot „Hof – Lötten“: neu.
            3 Angebot „Museum – Lötten“: neu.
            fehlt: Offers Museum – Führungen
            fehlt: Offers Museum – GIS
            fehlt: Offers Hof – Löten
        "#]],
    );
    decisions.terms.insert(term_key("LÖTTEN"), Decision::Is("Löten".into()));
    check(
        &difference(&file, &town(), &decisions),
        expect![[r#"
            2 Kompetenz „Lötten“: unverändert.
            2 Akteur „Hof“: unverändert.
            3 Akteur „Museum“: unverändert.
            2 Angebot „Hof – Lötten“: unverändert.
            3 Angebot „Museum – Lötten“: neu.
            fehlt: Offers Museum – Führungen
            fehlt: Offers Museum – GIS
        "#]],
    );
    decisions.terms.insert(term_key("LÖTTEN"), Decision::Aside);
    check(
        &difference(&file, &town(), &decisions),
        expect![[r#"
            2 Kompetenz „Lötten“: nicht übernommen. So entschieden.
            2 Akteur „Hof“: unverändert.
            3 Akteur „Museum“: unverändert.
            2 Angebot „Hof – Lötten“: nicht übernommen. Kompetenz „Lötten“ fehlt oder wird nicht übernommen.
            3 Angebot „Museum – Lötten“: nicht übernommen. Kompetenz „Lötten“ fehlt oder wird nicht übernommen.
            fehlt: Offers Museum – Führungen
            fehlt: Offers Museum – GIS
            fehlt: Offers Hof – Löten
        "#]],
    );
}

#[test]
fn a_synonym_is_the_term_and_its_name_stays() {
    let mut present = town();
    let term = Competency { also: vec!["Geodaten".into()], ..Competency::new("GIS".into(), "GIS") };
    present.put(term, Stamp(1));
    let file = list(&[["Museum", "Goslar", "", "Geo-Daten"]]);
    let difference = difference(&file, &present, &Decisions::default());
    assert!(difference.is_empty(), "{}", told(&difference));
}

#[test]
fn what_fits_two_is_asked_and_never_merged() {
    let mut present = town();
    present.put(Actor::new("Museum-2".into(), "Museum"), Stamp(1));
    let file = list(&[["museum", "", "https://neu.example", "Weben"]]);
    let mut decisions = Decisions::default();
    let asked = difference(&file, &present, &decisions);
    check(
        &asked,
        expect![[r#"
            2 Kompetenz „Weben“: nicht übernommen. Steht nur in Zeilen, die nicht übernommen werden.
            2 Akteur „museum“: nicht übernommen. Ist „Museum, Goslar“ oder „Museum“ gemeint?
            2 Angebot „museum – Weben“: nicht übernommen. Akteur „museum“ fehlt oder wird nicht übernommen.
            fehlt: Actors Hof
            fehlt: Offers Museum – Führungen
            fehlt: Offers Museum – GIS
        "#]],
    );
    assert_eq!(asked.changes(ids()), []);
    decisions.records.insert((TableName::Actors, "row-2".into()), Decision::Is("Museum-2".into()));
    check(
        &difference(&file, &present, &decisions),
        expect![[r#"
            2 Kompetenz „Weben“: neu.
            2 Akteur „museum“: geändert. Website oder E-Mail-Adresse: „https://neu.example“.
            2 Angebot „museum – Weben“: neu.
            fehlt: Actors Museum
            fehlt: Actors Hof
        "#]],
    );
    decisions.records.insert((TableName::Actors, "row-2".into()), Decision::New);
    check(
        &difference(&file, &present, &decisions),
        expect![[r#"
            2 Kompetenz „Weben“: neu.
            2 Akteur „museum“: neu.
            2 Angebot „museum – Weben“: neu.
            fehlt: Actors Museum
            fehlt: Actors Hof
            fehlt: Actors Museum
        "#]],
    );
}

#[test]
fn rows_of_one_record_fill_each_other_in_and_the_first_counts() {
    let file = list(&[
        ["Werkstatt", "", "https://eins.example", "GIS"],
        ["WERKSTATT", "Goslar", "https://zwei.example", "GIS, Weben"],
    ]);
    let difference = difference(&file, &town(), &Decisions::default());
    check(
        &difference,
        expect![[r#"
        2 Kompetenz „GIS“: unverändert.
        3 Kompetenz „Weben“: neu.
        2 Akteur „Werkstatt“: neu.
        3 Akteur „WERKSTATT“: geändert. Ort: „Goslar“. Gehört zu Zeile 2. Website oder E-Mail-Adresse: Zeile 2 und Zeile 3 sagen Verschiedenes; es zählt Zeile 2.
        2 Angebot „Werkstatt – GIS“: neu.
        3 Angebot „WERKSTATT – GIS“: unverändert. Gehört zu Zeile 2.
        3 Angebot „WERKSTATT – Weben“: neu.
        fehlt: Actors Museum
        fehlt: Actors Hof
    "#]],
    );
    let after = imported(&town(), &difference);
    let actor = after.actors.iter().find(|actor| actor.name == "Werkstatt").unwrap();
    assert_eq!((actor.place.as_str(), actor.website.as_str()), ("Goslar", "https://eins.example"));
    assert_eq!(after.offers.iter().filter(|offer| offer.actor == actor.id).count(), 2);
}

#[test]
fn a_renamed_actor_is_proposed_and_changes_by_decision_alone() {
    let file = list(&[["Museum Goslar e. V.", "Goslar", "", "GIS, Führungen"]]);
    let mut decisions = Decisions::default();
    check(
        &difference(&file, &town(), &decisions),
        expect![[r#"
        2 Kompetenz „GIS“: unverändert.
        2 Kompetenz „Führungen“: unverändert.
        2 Akteur „Museum Goslar e. V.“: neu. Hieß bisher „Museum, Goslar“?
        2 Angebot „Museum Goslar e. V. – GIS“: neu.
        2 Angebot „Museum Goslar e. V. – Führungen“: neu.
        fehlt: Actors Museum
        fehlt: Actors Hof
    "#]],
    );
    decisions.records.insert((TableName::Actors, "row-2".into()), Decision::Is("Museum".into()));
    check(
        &difference(&file, &town(), &decisions),
        expect![[r#"
            2 Kompetenz „GIS“: unverändert.
            2 Kompetenz „Führungen“: unverändert.
            2 Akteur „Museum Goslar e. V.“: geändert. Name: „Museum“ → „Museum Goslar e. V.“.
            2 Angebot „Museum Goslar e. V. – GIS“: unverändert.
            2 Angebot „Museum Goslar e. V. – Führungen“: unverändert.
            fehlt: Actors Hof
        "#]],
    );
}

#[test]
fn errors_and_decisions_put_aside_with_all_that_means_nothing_without() {
    let mut file =
        list(&[["Hof", "Goslar", "", "Weben"], ["Museum", "Goslar", "", "Spinnen"], ["", "", "", "GIS"]]);
    let at = Some(Origin { sheet: 1, row: 2, column: Some(3) });
    file.problems.push(Problem { grade: Grade::Error, at, kind: ProblemKind::SumRow("Hof".into()) });
    let mut decisions = Decisions::default();
    decisions.records.insert((TableName::Actors, "row-3".into()), Decision::Aside);
    let difference = difference(&file, &town(), &decisions);
    check(
        &difference,
        expect![[r#"
            2 Kompetenz „Weben“: nicht übernommen. Steht nur in Zeilen, die nicht übernommen werden.
            3 Kompetenz „Spinnen“: nicht übernommen. Steht nur in Zeilen, die nicht übernommen werden.
            4 Kompetenz „GIS“: unverändert.
            2 Akteur „Hof“: nicht übernommen. Die Zeile „Hof“ ist eine Summe und wird ausgelassen.
            3 Akteur „Museum“: nicht übernommen. So entschieden.
            4 Akteur „“: nicht übernommen. Der Name fehlt.
            2 Angebot „Hof – Weben“: nicht übernommen. Akteur „Hof“ fehlt oder wird nicht übernommen.
            3 Angebot „Museum – Spinnen“: nicht übernommen. Akteur „Museum“ fehlt oder wird nicht übernommen.
            4 Angebot „ – GIS“: nicht übernommen. Akteur „row-4“ fehlt oder wird nicht übernommen.
            fehlt: Offers Museum – Führungen
            fehlt: Offers Museum – GIS
            fehlt: Offers Hof – Löten
        "#]],
    );
    assert!(difference.is_empty());
}

#[test]
fn a_word_that_is_usual_is_not_said() {
    let mut present = town();
    let hof = Actor::clone(present.actors.get(&"Hof".into()).unwrap());
    present.put(Actor { kind: ActorKind::Person, ..hof }, Stamp(1));
    let mut file = list(&[["Hof", "Goslar", "", ""]]);
    assert!(difference(&file, &present, &Decisions::default()).is_empty());
    // With a stamp it is.
    let mut said = Actor::clone(file.network.actors.get(&"row-2".into()).unwrap());
    said.meta.changed.insert("kind".into(), Stamp(1));
    file.network.actors.put(said);
    check(
        &difference(&file, &present, &Decisions::default()),
        expect![[r#"
        2 Akteur „Hof“: geändert. Art: „Person“ → „Organisation“.
        fehlt: Actors Museum
    "#]],
    );
}

#[test]
fn lists_and_rows_grow() {
    let mut present = town();
    let people = vec![Supporter { actor: "Hof".into(), role: Role::Curious }];
    present.put(Topic { people, ..Topic::new("t".into(), "Stadt-App") }, Stamp(1));
    let item = |text: &str, result: &str| AgendaItem { result: result.into(), ..AgendaItem::new(text) };
    let agenda = vec![item("Begrüßung", "alle da"), item("Verschiedenes", "")];
    present.put(Meeting { agenda, ..Meeting::new("m".into(), Day::new("2026-03-01")) }, Stamp(1));
    let mut file = list(&[["Hof", "", "", ""], ["Museum", "", "", ""]]);
    let people = ["row-2", "row-3"].map(|id| Supporter { actor: id.into(), role: Role::NeedsThis });
    file.network.topics.put(Topic { people: people.into(), ..Topic::new("x".into(), "Stadt App") });
    let agenda = vec![item("Begrüßung", ""), item("Verschiedenes", "nichts"), item("Verschiedenes", "doch")];
    file.network.meetings.put(Meeting {
        agenda,
        title: "Sitzung".into(),
        ..Meeting::new("y".into(), Day::new("2026-03-01"))
    });
    check(
        &difference(&file, &present, &Decisions::default()),
        expect![[r#"
        2 Akteur „Hof“: unverändert.
        3 Akteur „Museum“: unverändert.
        0 Thema „Stadt App“: geändert. Wer macht mit?: „Hof, ist neugierig“ → „Hof, braucht das; Museum, braucht das“.
        0 Treffen „Sitzung“: geändert. Titel: „Sitzung“. Tagesordnung: „Begrüßung, alle da; Verschiedenes“ → „Begrüßung, alle da; Verschiedenes, nichts; Verschiedenes, doch“.
    "#]],
    );
}

#[test]
fn what_refers_to_later_records_comes_in_whole_and_goes_back_whole() {
    let mut file = list(&[["A", "", "", "Weben"], ["B", "", "", "Nähen"]]);
    let mut put = |mut actor: Actor, invited_by: &str| {
        actor.invited_by = Some(invited_by.into());
        actor.sector = Some("s".into());
        file.network.actors.put(actor);
    };
    put(Actor::new("row-2".into(), "A"), "row-3");
    put(Actor::new("row-3".into(), "B"), "row-3");
    file.network.sectors.put(Sector::new("s".into(), "Handwerk"));
    let narrow =
        Competency { broader: Some("term-nahen".into()), ..Competency::new("term-weben".into(), "Weben") };
    file.network.competencies.put(narrow);
    let positions = HashMap::from([("row-2", (1.0, 2.0)), ("row-3", (f64::NAN, 0.0))]);
    let positions = positions.into_iter().map(|(id, (x, y))| (id.into(), Position { x, y, pinned: false }));
    file.network.positions = std::sync::Arc::new(positions.collect());
    let present = Network::new("n".into());
    let difference = difference(&file, &present, &Decisions::default());
    let mut after = present.clone();
    // Made one by one, nothing points to what is not there.
    for change in difference.changes(ids()) {
        after.apply(change, Stamp(10));
        assert_eq!(crate::exchange::check(&after), []);
    }
    expect![[r#"
        0 Bereich „Handwerk“: unverändert.
        2 Kompetenz „Weben“: unverändert.
        3 Kompetenz „Nähen“: unverändert.
        2 Akteur „A“: unverändert.
        3 Akteur „B“: unverändert. Eingeladen von: „B“ wurde ausgelassen.
        2 Angebot „A – Weben“: unverändert.
        3 Angebot „B – Nähen“: unverändert.
    "#]]
    .assert_eq(&told(&super::Difference::new(&file, &after, Key::Name, &Decisions::default())));
    assert_eq!(after.positions.len(), 1);
    let a = after.actors.iter().next().unwrap();
    assert_eq!(after.name_of(TableName::Actors, a.invited_by.as_ref().unwrap()), "B");
    assert_eq!(
        after.competencies.iter().next().unwrap().broader.as_ref(),
        after.competencies.iter().nth(1).map(|it| &it.id)
    );
}

#[test]
fn only_what_changed_is_stamped_and_foreign_fields_stay() {
    let mut present = town();
    let mut museum = Actor::clone(present.actors.get(&"Museum".into()).unwrap());
    museum.meta.unknown.insert("farbe".into(), "rot".into());
    present.actors.put(museum);
    let file = list(&[["museum", "Goslar", "https://neu.example", ""]]);
    let after = imported(&present, &difference(&file, &present, &Decisions::default()));
    let museum = after.actors.get(&"Museum".into()).unwrap();
    let stamps: Vec<(&str, u64)> =
        museum.meta.changed.iter().map(|(name, stamp)| (name.as_str(), stamp.0)).collect();
    expect![[r#"[("kind", 1), ("name", 1), ("place", 1), ("status", 1), ("website", 10)] Museum {"farbe": String("rot")}"#]].assert_eq(&format!("{stamps:?} {} {:?}", museum.name, museum.meta.unknown));
}
