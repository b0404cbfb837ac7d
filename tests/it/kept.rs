//! What we do not understand is reported, stays while the rest is edited, and comes back in a full export.

use gosmart::{
    exchange::{ImportWarning, Profile, WarningKind, read, redact, store},
    model::{Change, Id, Network, Position, RecordType, Role, Stamp, TableName},
};
use serde_json::{Value, json};

use crate::exchange::written;

fn parsed(sections: &Value) -> (Network, Vec<ImportWarning>) {
    let mut document = json!({ "format": "gosmart-network", "version": 1 });
    document.as_object_mut().unwrap().extend(sections.as_object().unwrap().clone());
    let parsed = read(document.to_string().as_bytes()).unwrap();
    (parsed.network, parsed.warnings)
}

/// A full export, and that reading it again changes nothing.
fn exported(network: &Network) -> Value {
    let full = written(network, Profile::Full);
    assert_eq!(written(&read(store(network).as_bytes()).unwrap().network, Profile::Full), full);
    serde_json::from_str(&full).unwrap()
}

fn edit<T: RecordType>(network: &mut Network, record: &T, change: impl FnOnce(&mut T)) {
    network.apply(Change::of(record, change), Stamp(9));
}

#[test]
fn of_a_list_only_what_cannot_be_read_is_missing() {
    let term = json!({ "id": "k", "name": "K", "also": ["a", 5, "b", null] });
    let group = json!({ "id": "g", "name": "G", "members": ["gone", "", ["x"]] });
    let topic = json!({ "id": "t", "title": "T", "people": [{ "role": "curious" }, { "actor": "a" }] });
    let (mut network, warnings) =
        parsed(&json!({ "competencies": [term], "groups": [group], "topics": [topic] }));
    let places: Vec<(&str, String)> = warnings
        .iter()
        .filter_map(|warning| match &warning.kind {
            WarningKind::ElementMisread { found } => Some((warning.place.as_str(), found.clone())),
            _ => None,
        })
        .collect();
    let expected = [
        ("competencies[0].also[1]", "5"),
        ("competencies[0].also[3]", "null"),
        ("topics[0].people[0]", r#"{"role":"curious"}"#),
        ("groups[0].members[1]", r#""""#),
        ("groups[0].members[2]", r#"["x"]"#),
    ];
    assert_eq!(places, expected.map(|(place, found)| (place, found.to_owned())));
    let term = network.competencies.get(&"k".into()).unwrap().clone();
    assert_eq!(term.also, ["a", "b"]);
    assert_eq!(network.topics.get(&"t".into()).unwrap().people.len(), 1);
    // A later edit, and an edit that is taken back.
    edit(&mut network, &*term, |term| term.also = vec!["b".into(), "c".into()]);
    assert_eq!(exported(&network)["competencies"][0]["also"], json!(["b", "c", 5, null]));
    let term = network.competencies.get(&"k".into()).unwrap().clone();
    let back = network.apply(Change::of(&*term, |term| term.also.clear()), Stamp(10));
    assert_eq!(exported(&network)["competencies"][0]["also"], json!([5, null]));
    network.apply_all(back, Stamp(11));
    let full = exported(&network);
    assert_eq!(full["competencies"][0]["also"], json!(["b", "c", 5, null]));
    assert_eq!(full["groups"][0]["members"], json!(["gone", "", ["x"]]));
    let public: Value = serde_json::from_str(&written(&network, Profile::Public)).unwrap();
    assert_eq!(public["competencies"][0]["also"], json!(["b", "c"]));
}

#[test]
fn unknown_fields_of_rows_stay_with_their_row() {
    let people = json!([{ "actor": "a", "x": 1 }, { "actor": "b", "role": "curious" }, { "actor": "b", "x": { "y": [2] } }]);
    let history = json!([{ "status": "idea", "x": 3 }]);
    let consent = json!({ "given_on": "2026-01-01", "scope": ["network"], "x": 4 });
    let topic = json!({ "id": "t", "title": "T", "people": people, "history": history });
    let contact =
        json!({ "id": "c", "actor": "a", "kind": "person", "visibility": "network", "consent": consent });
    let actors = json!([{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }]);
    let (mut network, warnings) =
        parsed(&json!({ "actors": actors, "topics": [topic], "contacts": [contact] }));
    assert_eq!(warnings, []);
    let full = exported(&network);
    let xs = |full: &Value| -> Vec<Value> {
        full["topics"][0]["people"].as_array().unwrap().iter().map(|person| person["x"].clone()).collect()
    };
    assert_eq!(xs(&full), [json!(1), Value::Null, json!({ "y": [2] })]);
    assert_eq!((&full["topics"][0]["history"], &full["contacts"][0]["consent"]), (&history, &consent));
    // Another role, another order: the fields stay with whom they were said of. Who goes takes them along.
    let topic = network.topics.get(&"t".into()).unwrap().clone();
    edit(&mut network, &*topic, |topic| {
        topic.people[0].role = Role::NeedsThis;
        topic.people.reverse();
    });
    assert_eq!(xs(&exported(&network)), [json!({ "y": [2] }), Value::Null, json!(1)]);
    let topic = network.topics.get(&"t".into()).unwrap().clone();
    edit(&mut network, &*topic, |topic| topic.people.retain(|person| person.actor == Id::from("b")));
    assert_eq!(xs(&exported(&network)), [json!({ "y": [2] }), Value::Null]);
    let public = written(&network, Profile::Public);
    assert!(!public.contains("gosmart:rows") && !public.contains("\"x\""));
    // What else is noted of a consent does not end it.
    assert_eq!(redact(&network, Profile::Network).contacts.len(), 1);
}

#[test]
fn positions_keep_what_else_they_say() {
    let actors = json!([{ "id": "a", "name": "A" }, { "id": "b", "name": "B" }]);
    let positions =
        json!({ "": 1, "a": { "x": 1.5, "y": 2.5, "colour": "red" }, "b": { "x": "left" }, "gone": [] });
    let (mut network, warnings) = parsed(&json!({ "actors": actors, "positions": positions }));
    let places: Vec<&str> = warnings.iter().map(|warning| warning.place.as_str()).collect();
    assert_eq!(places, ["positions.", "positions.b", "positions.gone"]);
    assert_eq!(exported(&network)["positions"], positions);
    let at = Some(Position { x: 3.5, y: 4.5, pinned: true });
    network.apply(Change::Place { id: "a".into(), position: at }, Stamp(2));
    network.apply(Change::Place { id: "b".into(), position: at }, Stamp(2));
    let full = exported(&network);
    assert_eq!(full["positions"]["a"], json!({ "x": 3.5, "y": 4.5, "pinned": true, "colour": "red" }));
    assert_eq!(full["positions"]["b"], json!({ "x": 3.5, "y": 4.5, "pinned": true }));
    network.apply(Change::Remove { table: TableName::Actors, id: "a".into() }, Stamp(3));
    assert_eq!(exported(&network)["positions"].get("a"), None);
    let (network, _) = parsed(&json!({ "positions": [7] }));
    assert_eq!(exported(&network)["positions~2"], json!([7]));
}

#[test]
fn what_is_said_twice_is_kept_twice() {
    let text = r#"{"format":"gosmart-network","version":1,
        "actors":[{"id":"a","name":"A","name":"B","place":"Goslar"}],
        "actors":[{"id":"b","name":"B"}],
        "network":{"id":"one","title":"Eins"},"network":{"id":"two","title":"Zwei"}}"#;
    let parsed = read(text.as_bytes()).unwrap();
    let places: Vec<&str> = parsed.warnings.iter().map(|warning| warning.place.as_str()).collect();
    assert_eq!(places, ["actors[0].name", "actors", "network"]);
    assert_eq!(parsed.network.actors.len(), 2);
    let full = exported(&parsed.network);
    assert_eq!((&full["actors"][0]["name"], &full["actors"][0]["name~2"]), (&json!("B"), &json!("A")));
    assert_eq!((&full["network"]["id"], &full["network~2"]["id"]), (&json!("two"), &json!("one")));
}

/// Which of the two was meant?
#[test]
fn who_is_said_to_be_public_and_internal_stays_at_home() {
    for twice in [r#""visibility":"internal","visibility":"public""#, r#""kind":"person","kind":"unit""#] {
        let text = format!(
            r#"{{"format":"gosmart-network","version":1,"actors":[{{"id":"a","name":"A",{twice}}}]}}"#
        );
        let network = read(text.as_bytes()).unwrap().network;
        assert_eq!(redact(&network, Profile::Network).actors.len(), 0, "{twice}");
    }
    let consent =
        r#"{"given_on":"2026-01-01","scope":["network"],"withdrawn_on":"2026-02-01","withdrawn_on":null}"#;
    let text = format!(
        r#"{{"format":"gosmart-network","version":1,"actors":[{{"id":"a","name":"A"}}],
            "contacts":[{{"id":"c","actor":"a","visibility":"network","consent":{consent}}}]}}"#
    );
    let network = read(text.as_bytes()).unwrap().network;
    assert_eq!(redact(&network, Profile::Network).contacts.len(), 0);
}

#[test]
fn numbers_beyond_64_bits_come_back_as_they_were() {
    let number = "123456789012345678901234567890";
    let text = format!(
        r#"{{"format":"gosmart-network","version":1,"actors":[{{"id":"a","name":"A","place":{number},"x":[{number},-{number}],"changed":{{"name":{number}}}}}],"x":{number}}}"#
    );
    let parsed = read(text.as_bytes()).unwrap();
    assert_eq!(parsed.network.actors.get(&"a".into()).unwrap().place, "");
    let found: Vec<_> = parsed.warnings.iter().map(|warning| &warning.kind).collect();
    assert_eq!(found[0], &WarningKind::Misread { found: number.into() });
    let full = written(&parsed.network, Profile::Full);
    assert_eq!(full.matches(number).count(), 5, "{full}");
    assert_eq!(read(full.as_bytes()).unwrap().network, parsed.network);
}

#[test]
fn half_a_character_costs_no_file() {
    let text =
        r#"{"format":"gosmart-network","version":1,"actors":[{"id":"a","name":"A\ud83d","place":"Goslar"}]}"#;
    let halves = |unit: u16| if unit == u16::from(b'~') { 0xD83D } else { unit };
    let as_unit = text.replace("\\ud83d", "~");
    let utf16: Vec<u8> = as_unit.encode_utf16().flat_map(|unit| halves(unit).to_le_bytes()).collect();
    for bytes in [text.as_bytes(), &utf16] {
        let parsed = read(bytes).unwrap();
        assert_eq!(parsed.warnings[0].place, "actors[0].name");
        assert_eq!(parsed.warnings[0].kind, WarningKind::HalfCharacter);
        let actor = parsed.network.actors.get(&"a".into()).unwrap().clone();
        assert_eq!((actor.name.as_str(), actor.place.as_str()), ("A\u{fffd}", "Goslar"));
    }
}

#[test]
fn every_encoding_of_unicode_is_read_with_and_without_a_mark() {
    let text = r#"{"format":"gosmart-network","version":1,"actors":[{"id":"a","name":"Köhler 😀"}]}"#;
    let encodings: [fn(&str) -> Vec<u8>; 5] = [
        |text| text.as_bytes().to_vec(),
        |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        |text| text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        |text| text.chars().flat_map(|sign| u32::from(sign).to_le_bytes()).collect(),
        |text| text.chars().flat_map(|sign| u32::from(sign).to_be_bytes()).collect(),
    ];
    for encode in encodings {
        for text in [text.to_owned(), format!("\u{feff}{text}"), format!("\n{text}")] {
            let network = read(&encode(&text)).unwrap().network;
            assert_eq!(network.actors.get(&"a".into()).unwrap().name, "Köhler 😀");
        }
        // Cut off in the middle of a character.
        let bytes = encode(text);
        assert!(read(&bytes[..bytes.len() - 1]).is_err());
    }
}
