use expect_test::expect;

use super::super::{
    tests::{check, difference, imported, list, town},
    *,
};
use crate::model::{Actor, Change, Competency, Day, Link, LinkKind, Need, Network, Stamp};

#[test]
fn names_at_different_places_are_two() {
    let file = list(&[["Hof", "Goslar", "", ""], ["Hof", "Harz", "", ""]]);
    let empty = Network::new("n".into());
    assert_eq!(difference(&file, &empty, &Decisions::default()).count(TableName::Actors, State::New), 2);
    // The choice says that the place does not count.
    let by_name = Difference::new(&file, &town(), Key::Name, &Decisions::default());
    check(
        &by_name,
        expect![[r#"
            2 Akteur „Hof“: nicht übernommen. Ist auch hier „Hof, Goslar“ gemeint? Eine andere Zeile passt ebenso.
            3 Akteur „Hof“: nicht übernommen. Ist auch hier „Hof, Goslar“ gemeint? Eine andere Zeile passt ebenso.
            fehlt: Actors Museum
        "#]],
    );
    let by_both = Difference::new(&file, &town(), Key::NameAndPlace, &Decisions::default());
    check(
        &by_both,
        expect![[r#"
        2 Akteur „Hof“: unverändert.
        3 Akteur „Hof“: neu.
        fehlt: Actors Museum
    "#]],
    );
}

#[test]
fn links_are_known_by_ends_and_kind() {
    let mut present = town();
    present.put(Link { kind: LinkKind::WorksWith, ..Link::new("l".into(), "Hof", "Museum") }, Stamp(1));
    let link = |kind, from: &str, to: &str| {
        let mut file = list(&[["Hof", "", "", ""], ["Museum", "", "", ""]]);
        file.network.links.put(Link { kind, ..Link::new("x".into(), from, to) });
        let difference = difference(&file, &present, &Decisions::default());
        let entry = difference.entries.iter().find(|entry| entry.table == TableName::Links);
        entry.map(|entry| entry.state)
    };
    assert_eq!(link(LinkKind::WorksWith, "row-3", "row-2"), Some(State::Same));
    // Nothing is said of the kind.
    assert_eq!(link(LinkKind::Knows, "row-2", "row-3"), Some(State::Same));
    assert_eq!(link(LinkKind::Introduced, "row-2", "row-3"), Some(State::New));
}

#[test]
fn a_need_that_was_met_is_meant_only_where_none_is_open() {
    let mut present = town();
    let met = Need { closed_on: Some(Day::new("2025-01-01")), ..Need::new("met".into(), "Hof", "GIS") };
    present.put(met, Stamp(1));
    let mut file = list(&[["Hof", "Goslar", "", "GIS"]]);
    file.network.needs.put(Need { note: "bald".into(), ..Need::new("n".into(), "row-2", "term-gis") });
    let meant = |present: &Network| {
        let difference = difference(&file, present, &Decisions::default());
        let entry = difference.entries.iter().find(|entry| entry.table == TableName::Needs);
        entry.and_then(|entry| entry.record.clone()).map(|id| id.to_string())
    };
    assert_eq!(meant(&present).as_deref(), Some("Hof-GIS"));
    present.apply(Change::Withdraw { table: TableName::Needs, ids: vec!["Hof-GIS".into()] }, Stamp(2));
    assert_eq!(meant(&present).as_deref(), Some("met"));
}

#[test]
fn ids_that_mean_something_stay_unless_something_else_has_them() {
    let mut file = list(&[["Hof", "Goslar", "", ""], ["Neu", "", "", ""], ["Halle", "", "", ""]]);
    file.has_ids = true;
    // Else they would be made of their places.
    file.origins.values_mut().for_each(|at| at.row += 1);
    let mut present = town();
    present.put(Competency::new("row-3".into(), "Weben"), Stamp(1));
    // The row is known by its id and calls the actor otherwise.
    present.put(Actor::new("row-4".into(), "Turnhalle"), Stamp(1));
    let difference = difference(&file, &present, &Decisions::default());
    check(
        &difference,
        expect![[r#"
            3 Akteur „Hof“: unverändert.
            4 Akteur „Neu“: neu.
            5 Akteur „Halle“: geändert. Name: „Turnhalle“ → „Halle“.
            fehlt: Actors Museum
        "#]],
    );
    let after = imported(&present, &difference);
    let found: Vec<&str> = after.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(found, ["Museum", "Hof", "row-4", "new-1"]);
}

#[test]
fn ids_that_were_made_of_places_mean_nothing() {
    let mut file = list(&[["Hof", "Goslar", "", "Weben"], ["Halle", "", "", ""], ["HALLE", "Harz", "", ""]]);
    file.has_ids = true;
    let mut present = town();
    present.put(Actor::new("row-3".into(), "Turnhalle"), Stamp(1));
    let difference = Difference::new(&file, &present, Key::Id, &Decisions::default());
    check(
        &difference,
        expect![[r#"
        2 Kompetenz „Weben“: neu.
        2 Akteur „Hof“: unverändert.
        3 Akteur „Halle“: neu.
        4 Akteur „HALLE“: geändert. Ort: „Harz“. Gehört zu Zeile 3.
        2 Angebot „Hof – Weben“: neu.
        fehlt: Actors Museum
        fehlt: Actors Turnhalle
        fehlt: Offers Hof – Löten
    "#]],
    );
    let after = imported(&present, &difference);
    let found: Vec<&str> = after.actors.iter().map(|actor| actor.id.as_str()).collect();
    assert_eq!(found, ["Museum", "Hof", "row-3", "new-1"]);
}

#[test]
fn of_two_rows_of_one_record_the_first_says_how_it_is_spelt() {
    let mut file = list(&[["Hof", "", "", ""], ["hof", "", "", ""]]);
    file.has_ids = true;
    file.origins.values_mut().for_each(|at| at.row += 1);
    let mut present = Network::new("n".into());
    present.put(Actor::new("row-3".into(), "Museum"), Stamp(1));
    let mut decisions = Decisions::default();
    decisions.records.insert((TableName::Actors, "row-2".into()), Decision::Is("row-3".into()));
    let after = imported(&present, &Difference::new(&file, &present, Key::Id, &decisions));
    assert_eq!(after.actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>(), ["Hof"]);
    assert!(Difference::new(&file, &after, Key::Id, &decisions).is_empty());
}
