use super::*;
use crate::model::{Actor, Change, Competency, Offer, Position, Stamp};

fn network() -> Network {
    let mut network = Network::new("n".into());
    network.put(Actor::new("museum".into(), "Museum"), Stamp(1));
    network.put(Actor::new("labor".into(), "Labor"), Stamp(1));
    network.put(Competency::new("c".into(), "Führungen"), Stamp(1));
    network.put(Offer::new("o".into(), "museum", "c"), Stamp(1));
    network
}

#[test]
fn what_changed_is_told_by_kind_with_names() {
    let then = network();
    let mut now = then.clone();
    now.apply(Change::Remove { table: TableName::Actors, id: "museum".into() }, Stamp(2));
    now.put(Actor::new("neu".into(), "Bücherei"), Stamp(2));
    let mut about = (*now.about).clone();
    about.title = "Anders".into();
    now.put(about, Stamp(2));
    let german = changes(German, &then, &now);
    assert_eq!(german.len(), 3, "{german:?}");
    assert_eq!(german[0], "Neu: 1 Akteur (Bücherei)");
    assert_eq!(german[1], "Geändert: Titel und Begrüßung");
    assert!(german[2].contains("1 Akteur (Museum)"), "{german:?}");
    assert!(german[2].contains("1 Angebot ("), "what went with it: {german:?}");
    assert_eq!(changes(English, &then, &now)[0], "New: 1 actor (Bücherei)");
}

#[test]
fn no_more_than_ten_names_are_told() {
    let then = network();
    let mut now = then.clone();
    for number in 10..25 {
        now.put(Actor::new(format!("n{number}").as_str().into(), format!("N{number}")), Stamp(2));
    }
    now.put(Competency::new("d".into(), "Druck"), Stamp(2));
    let told = changes(German, &then, &now).join(" ");
    assert_eq!((10..25).filter(|number| told.contains(&format!("N{number}"))).count() + usize::from(told.contains("Druck")), 10, "{told}");
    assert!(told.contains("weitere)"), "{told}");
}

#[test]
fn nothing_places_alone_and_another_network_have_their_own_words() {
    let t = German.texts().earlier();
    let then = network();
    assert_eq!(changes(German, &then, &then.clone()), [t.nothing_changed]);
    let mut moved = then.clone();
    let position = Some(Position { x: 1.0, y: 2.0, pinned: false });
    moved.apply(Change::Place { id: "museum".into(), position }, Stamp(2));
    assert_eq!(changes(German, &then, &moved), [t.only_places]);
    assert_eq!(changes(German, &then, &Network::new("m".into())), [t.other_network]);
}

#[test]
fn what_was_erased_is_counted_and_what_nobody_could_read_is_named() {
    let of = |states, unreadable| erased(German, Erased { states, unreadable });
    assert_eq!(of(0, 0), "Gelöscht. In früheren Ständen stand nichts davon.");
    assert_eq!(of(1, 0), "Gelöscht, auch aus einem früheren Stand.");
    assert_eq!(of(21, 0), "Gelöscht, auch aus 21 früheren Ständen.");
    assert!(of(2, 1).contains("unverändert: 1 Stand."));
}
