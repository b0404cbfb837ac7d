//! What lies in browsers already: these texts must be written and read for ever.

use super::*;
use crate::{
    exchange::read_part,
    model::{Actor, Difference, Dispute, Over, Position, TableName},
    store::{Assembly, Journal, Saved, head_of, is_of_newer_version, keys_of},
};

const HEAD: &str =
    r#""store":2,"token":"tab \"a\"-4","saves":[["b\u001f",7],["tab \"a\"",4]],"saved_at":1764000000000"#;

fn head() -> Head {
    let saves = vec![("b\u{1f}".into(), 7), ("tab \"a\"".into(), 4)];
    Head { store: 2, token: "tab \"a\"-4".into(), saves, saved_at: 1_764_000_000_000 }
}

fn network(name: &str) -> Network {
    let mut network = Network::new("n".into());
    network.actors = [Actor::new("a".into(), name)].into_iter().collect();
    network.positions = Arc::new([("a".into(), Position { x: 1.5, y: -0.1, pinned: true })].into());
    network
}

const DOCUMENT: &str = r#"{"format":"gosmart-network","version":1,"profile":"full","contains_personal_data":false,"network":{"id":"n"},"actors":[{"id":"a","name":"Ä","kind":"organisation","status":"member"}],"positions":{"a":{"x":1.5,"y":-0.1,"pinned":true}}}"#;

#[test]
fn a_stored_state() {
    let whole = format!("{{{HEAD}}}\n{DOCUMENT}");
    assert_eq!(pack(&head(), Some(&network("Ä"))), whole);
    let Ok(Loaded::Read { head: read, network: there, newer: false }) = unpack_ours(Some(whole)) else {
        panic!("not read")
    };
    assert_eq!((read, &*there), (head(), &network("Ä")));

    let left_out = format!("{{{HEAD},\"in_database\":true}}\n");
    assert_eq!(pack(&head(), None), left_out);
    assert!(matches!(unpack_ours(Some(left_out)), Ok(Loaded::InDatabase { head: read }) if read == head()));
    assert!(matches!(unpack_ours(None), Ok(Loaded::Nothing)));
}

/// `None` where the lenient reader is asked.
fn read(header: &str, document: &str) -> Option<(Head, bool)> {
    match unpack_ours(Some(format!("{header}\n{document}"))) {
        Ok(Loaded::Read { head, newer, .. }) => Some((head, newer)),
        Ok(other) => panic!("{other:?}"),
        Err(_) => None,
    }
}

#[test]
fn headers_of_other_versions() {
    let (before, newer) = read(r#"{"store":1,"token":"x-4","saved_at":1}"#, DOCUMENT).unwrap();
    assert_eq!((before.saves.len(), before.saved_at, newer), (0, 1, false));
    assert!(Head::after(Some(&before), "y", 1, 2).includes("x-4"), "written before heads knew");
    let later = r#" { "more" : [ null , {"a":-1.5e9} ] , "saved_at" : 1 , "token" : "x-4" , "store" : 3 } "#;
    let (later, newer) = read(later, DOCUMENT).unwrap();
    assert_eq!((later.token.as_str(), newer), ("x-4", true));
    assert!(read(r#"{"store":2,"token":"x-4","saved_at":1,"in_database":false}"#, DOCUMENT).is_some());
}

#[test]
fn what_is_no_header_of_ours() {
    let deep = format!("{{{HEAD},\"more\":{}", "[".repeat(1_000_000));
    for header in [
        "",
        "{}",
        "[]",
        r#"{"store":2,"token":"x-4"}"#,
        r#"{"store":2,"token":"x-4","saved_at":1,"saved_at":1}"#,
        r#"{"store":2,"token":"x-4","saved_at":-1}"#,
        r#"{"store":2,"token":"x-4","saved_at":1.0}"#,
        r#"{"store":4294967296,"token":"x-4","saved_at":1}"#,
        r#"{"store":2,"token":null,"saved_at":1}"#,
        r#"{"store":2,"token":"x-4","saved_at":1,"saves":[["a"]]}"#,
        r#"{"store":2,"token":"x-4","saved_at":1,"saves":[["a",1,2]]}"#,
        r#"{"store":2,"token":"x-4","saved_at":1,"saves":null}"#,
        r#"{"store":2,"token":"x-4","saved_at":1,"in_database":1}"#,
        r#"{"store":2,"token":"x-4","saved_at":1},"#,
        r#"{"store":2,"token":"x-4","saved_at":1"#,
        &deep,
    ] {
        assert_eq!(read(header, DOCUMENT), None, "{header}");
        let loaded = unpack_ours(Some(format!("{header}\n{DOCUMENT}"))).unwrap_or_else(unpack_other);
        assert!(matches!(loaded, Loaded::Unreadable { error: None, .. }), "{header}");
    }
    assert!(matches!(
        unpack_ours(Some("no line".into())).unwrap_or_else(unpack_other),
        Loaded::Unreadable { error: None, .. }
    ));
}

#[test]
fn what_the_strict_reader_leaves_to_the_lenient_one() {
    let loaded = |document: &str| {
        let text = format!("{{{HEAD}}}\n{document}");
        assert_eq!(unpack_ours(Some(text.clone())).unwrap_err(), text);
        unpack_ours(Some(text)).unwrap_or_else(unpack_other)
    };
    let Loaded::Read { network, newer: false, .. } =
        loaded(&DOCUMENT.replace("\"name\"", "\"more\":1,\"name\""))
    else {
        panic!("not read")
    };
    assert_eq!(network.actors.get(&"a".into()).unwrap().meta.unknown["more"], 1);
    assert!(matches!(
        loaded(&DOCUMENT.replace("\"version\":1", "\"version\":2")),
        Loaded::Read { newer: true, .. }
    ));
    assert!(matches!(loaded(&DOCUMENT[1..]), Loaded::Unreadable { error: Some(_), .. }));
}

#[test]
fn a_directory() {
    let mut titled = network("Ä");
    Arc::make_mut(&mut titled.about).title = "\"T\"".into();
    let (saved, pieces) = Saved::new(head(), Arc::new(titled), None);
    let directory = format!(
        r#"{{{HEAD},"title":"\"T\"","pieces":[{{"key":"tab \"a\"-4/0","part":"rest","count":1}},{{"key":"tab \"a\"-4/1","part":"actors","count":1}},{{"key":"tab \"a\"-4/2","part":"positions","count":1}},{{"key":"tab \"a\"-4/3","part":"removed","count":0}}]}}"#
    );
    assert_eq!(saved.directory(), directory);
    assert_eq!(head_of(&directory), Some((head(), "\"T\"".into())));
    let pieces: Vec<_> = pieces.collect();
    let keys: Vec<String> = pieces.iter().map(|(key, _)| key.clone()).collect();
    assert_eq!(keys_of(&directory), Some(keys));
    let mut assembly = Assembly::new(&directory, None).unwrap();
    assert!(pieces.into_iter().all(|(key, text)| assembly.add(key, &text, read_part)));
    assert_eq!(assembly.finish().unwrap().network, saved.network);

    let early = r#"{"store":1,"token":"x-4","saved_at":1,"pieces":[{"key":"k","part":"p","count":3,"more":0}],"more":{}}"#;
    assert_eq!(head_of(early).unwrap().1, "");
    assert_eq!(keys_of(early).unwrap(), ["k"]);
    for odd in [
        format!("{{{HEAD}}}"),
        directory.replace("\"count\":1", "\"count\":-1"),
        directory.replace("\"key\"", "\"part\""),
        directory.replace("]}", "]"),
    ] {
        assert_eq!(keys_of(&odd), None, "{odd}");
        assert!(!is_of_newer_version(&odd));
    }
    assert!(is_of_newer_version(r#"{"heads":{"x":[1]},"store":3}"#));
    assert!(!is_of_newer_version(r#"{"store":3"#));
    assert!(!is_of_newer_version(r#"{"store":"3"}"#));
}

#[test]
fn a_journal() {
    let difference = || Difference { before: Network::new("n".into()), after: network("Ä") };
    let dispute = |over| Dispute { table: TableName::Actors, id: "a\n".into(), over };
    let field = TableName::Actors.schema().field("name").unwrap();
    let over =
        [Over::Field(field), Over::Removal { mine: true }, Over::Removal { mine: false }, Over::Network];
    let journal = Journal {
        base: Some("\"x\"-1".into()),
        next: "a-3".into(),
        attempts: vec![("a-2".into(), difference())],
        since: difference(),
        disputes: over.into_iter().map(dispute).collect(),
    };
    let nothing = r#"{"format":"gosmart-network","version":1,"profile":"full","contains_personal_data":false,"network":{"id":"n"}}"#;
    let header = r#"{"base":"\"x\"-1","next":"a-3","attempts":["a-2"],"disputes":[{"kind":"actor","id":"a\n","over":"name"},{"kind":"actor","id":"a\n","over":"-removed-here"},{"kind":"actor","id":"a\n","over":"-removed-there"},{"kind":"actor","id":"a\n","over":"-network"}]}"#;
    let documents = format!("{nothing}\n{DOCUMENT}\n{nothing}\n{DOCUMENT}");
    assert_eq!(journal.to_text(), format!("{header}\n{documents}"));
    assert_eq!(Journal::of_text(&journal.to_text(), read_part), Some(journal));

    let first =
        Journal { base: None, next: "a-1".into(), attempts: vec![], since: difference(), disputes: vec![] };
    let text =
        format!("{{\"base\":null,\"next\":\"a-1\",\"attempts\":[],\"disputes\":[]}}\n{nothing}\n{DOCUMENT}");
    assert_eq!(first.to_text(), text);
    assert_eq!(Journal::of_text(&text, read_part).as_ref(), Some(&first));
    let short = format!("{{\"next\":\"a-1\",\"more\":\"\"}}\n{nothing}\n{DOCUMENT}");
    assert_eq!(Journal::of_text(&short, read_part), Some(first));
    let foreign = header.replace("\"over\":\"name\"", "\"over\":\"colour\"");
    assert_eq!(Journal::of_text(&format!("{foreign}\n{documents}"), read_part).unwrap().disputes.len(), 3);
    for odd in [header.replace("\"next\"", "\"last\""), header.replace("[\"a-2\"]", "null"), "{".into()] {
        assert_eq!(Journal::of_text(&format!("{odd}\n{documents}"), read_part), None, "{odd}");
    }
}
