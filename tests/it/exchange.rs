use std::{fs, path::PathBuf};

use expect_test::{expect, expect_file};
use gosmart::{
    exchange::{
        self, Header, ImportError, ParsedNetwork, Profile, RedactionSummary, SIZE_LIMIT_BYTES, WarningKind,
        check, file_name, read, redact, redaction_summary, store, write,
    },
    i18n::{self, Language},
    model::{Actor, Day, Network, Position, Stamp},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const EXPORTED_AT: &str = "2026-11-22T18:00:00Z";

fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn written(network: &Network, profile: Profile) -> String {
    write(&redact(network, profile), Header { exported_at: Some(EXPORTED_AT), by: None })
}

fn version_1() -> ParsedNetwork {
    read(&fixture("v1.json")).unwrap()
}

#[test]
fn the_frozen_document_reads_without_a_problem_and_comes_back_byte_for_byte() {
    let reading = version_1();
    assert_eq!(reading.warnings, []);
    assert_eq!((reading.version, reading.newer, reading.profile), (1, false, Some(Profile::Full)));
    let again = read(written(&reading.network, Profile::Full).as_bytes()).unwrap();
    assert_eq!(again.network, reading.network);
    assert_eq!(read(store(&reading.network).as_bytes()).unwrap().network, reading.network);
}

/// The fixture marks what only the keepers may see with "secret", what only members may see with "members"
/// or the hidden person's id, and stamps and places that would give it away with numbers found nowhere else.
#[test]
fn no_byte_of_a_private_field_leaves_the_house() {
    let network = version_1().network;
    let keepers_only = ["secret", "hidden-actor", "internal_note", "424242", "434343", "987.125", "x_other"];
    let members_only = ["members", "hidden-person", "contacts", "example.org\", \"phone", "+49"];
    let public = written(&network, Profile::Public);
    for private in keepers_only.iter().chain(&members_only) {
        assert!(!public.contains(private), "{private} is in the public export:\n{public}");
    }
    let for_members = written(&network, Profile::Network);
    for private in keepers_only {
        assert!(!for_members.contains(private), "{private} is in the export for members:\n{for_members}");
    }
    for meant in ["members-only-name", "members-person", "members-mailbox", "members-agreed", "members-duty"]
    {
        assert!(for_members.contains(meant), "{meant} is missing:\n{for_members}");
    }
    assert!(public.contains("Offene Person"));
    assert!(public.contains("\"contains_personal_data\": true"));
    expect![[r#"
        RedactionSummary {
            contacts: 7,
            persons: 2,
            organisations: 2,
            relations: 3,
            internal_notes: 1,
            unknown_fields: 12,
        }
    "#]]
    .assert_debug_eq(&redaction_summary(&network, Profile::Public));
    assert_eq!(redaction_summary(&network, Profile::Full), RedactionSummary::default());
}

#[test]
fn a_public_export_is_whole_in_itself() {
    let public = redact(&version_1().network, Profile::Public);
    assert_eq!(check(&public), []);
    assert_eq!(redact(&public, Profile::Public), public);
}

/// A value nobody could read might have said "internal" or "a person".
#[test]
fn an_actor_with_unreadable_visibility_or_kind_stays_at_home() {
    for field in ["visibility", "kind"] {
        let mut actor = json!({ "id": "a", "name": "A", "kind": "unit", "visibility": "public" });
        let document = |actor: &Value| {
            json!({ "format": "gosmart-network", "version": 1, "actors": [actor] }).to_string()
        };
        let exported =
            |text: &str| redact(&read(text.as_bytes()).unwrap().network, Profile::Public).actors.len();
        assert_eq!(exported(&document(&actor)), 1);
        actor[field] = "Intern".into();
        assert_eq!(exported(&document(&actor)), 0, "{field}");
    }
}

#[test]
fn odd_files_get_a_sentence_that_says_what_and_where() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/odd");
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let mut report = String::new();
    for name in names {
        report += &format!("{name}\n");
        match read(&fixture(&format!("odd/{name}"))) {
            Err(refusal) => {
                for language in [Language::German, Language::English] {
                    report += &format!("    refused: {}\n", i18n::exchange::import_error(language, &refusal));
                }
            }
            Ok(reading) => {
                for problem in reading.warnings {
                    report += &format!("    {} {:?}\n", problem.place, problem.record.unwrap_or_default());
                    for language in [Language::German, Language::English] {
                        report +=
                            &format!("        {}\n", i18n::exchange::import_warning(language, &problem.kind));
                    }
                }
            }
        }
    }
    expect_file!["../fixtures/odd.txt"].assert_eq(&report);
}

#[test]
fn a_file_beyond_the_limit_is_not_even_looked_at() {
    let bytes = vec![b' '; SIZE_LIMIT_BYTES + 1];
    assert_eq!(
        read(&bytes),
        Err(ImportError::TooLarge { bytes: SIZE_LIMIT_BYTES + 1, limit: SIZE_LIMIT_BYTES })
    );
}

#[test]
fn rows_that_could_not_be_read_are_written_back_where_they_stood() {
    let reading = read(&fixture("odd/wrong_kinds.json")).unwrap();
    let full: Value = serde_json::from_str(&written(&reading.network, Profile::Full)).unwrap();
    assert_eq!(full["actors"][1], json!({ "name": "no id" }));
    assert_eq!(full["actors"][0]["joined"], 2017);
    assert_eq!(full["competencies"][1], "Löten");
    assert_eq!(full["sectors"]["culture"]["name"], "Kultur");
    let public: Value = serde_json::from_str(&written(&reading.network, Profile::Public)).unwrap();
    assert_eq!(public.get("sectors"), None);
}

#[test]
fn positions_that_are_no_numbers_are_reported_and_not_written() {
    let mut network = Network::new("n".into());
    network.put(Actor::new("a".into(), "A"), Stamp(1));
    let position = Position { x: f64::NAN, y: 0.0, pinned: false };
    std::sync::Arc::make_mut(&mut network.positions).insert("a".into(), position);
    assert_eq!(check(&network)[0].kind, WarningKind::NotFinite);
    let reading = read(store(&network).as_bytes()).unwrap();
    assert_eq!((reading.network.positions.len(), reading.warnings), (0, vec![]));
}

#[test]
fn file_names_are_safe_everywhere() {
    let name = |title: &str, profile| {
        let mut network = Network::new("n".into());
        let mut about = network.about.as_ref().clone();
        about.title = title.into();
        network.about = about.into();
        file_name(&network, &Day::new("2026-11-22"), profile)
    };
    assert_eq!(
        name("GoSMART Größe & Ämter", Profile::Public),
        "gosmart-gosmart-groesse-aemter-2026-11-22.json"
    );
    assert_eq!(name("../../etc\\CON: \u{202e}?", Profile::Full), "gosmart-etc-con-2026-11-22-INTERN.json");
    assert_eq!(name("日本", Profile::Network), "gosmart-netzwerk-2026-11-22.json");
    assert!(name(&"Straße ".repeat(99), Profile::Public).len() < 80);
}

#[test]
fn the_schema_is_what_the_records_say() {
    let schema = exchange::schema::schema();
    let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
    expect_file!["../../schema/gosmart-network.v1.schema.json"].assert_eq(&text);
}

/// The promise of the schema that every filled field of a record is described.
#[test]
fn the_schema_describes_every_field_we_write() {
    let schema = exchange::schema::schema();
    let document: Value = serde_json::from_slice(&fixture("v1.json")).unwrap();
    let actor = &schema["$defs"]["Actor"]["properties"];
    for field in document["actors"][0].as_object().unwrap().keys().filter(|field| *field != "crm") {
        assert!(actor.get(field).is_some(), "{field}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::num::f64::NORMAL.prop_map(Value::from),
        ".{0,6}".prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(".{0,6}", inner, 0..4)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

/// Few ids, names and values, so that references meet and collide.
fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(
        &["a", "b", "a~2", "ü😀", "person", "unit", "internal", "public", "2017-06-02", "actor", ""][..],
    )
}

fn row() -> impl Strategy<Value = Value> {
    let field = prop::sample::select(
        &[
            "name",
            "title",
            "actor",
            "competency",
            "from",
            "to",
            "kind",
            "date",
            "also",
            "broader",
            "people",
            "agenda",
            "level",
            "visibility",
            "consent",
            "changed",
            "internal_note",
            "x",
            "other",
        ][..],
    );
    let value = prop_oneof![3 => word().prop_map(Value::from), 1 => any_json()];
    let usual = (word(), word(), word(), prop::collection::vec((field, value), 0..6)).prop_map(
        |(id, first, second, fields)| {
            let mut row = json!({ "id": id, "name": first, "title": first, "actor": first, "competency": second,
                "from": first, "to": second, "date": "2017-06-02", "kind": "actor" });
            for (name, value) in fields {
                row[name] = value;
            }
            row
        },
    );
    prop_oneof![6 => usual, 1 => any_json()]
}

/// Documents with our header and anything below it.
fn document() -> impl Strategy<Value = Value> {
    let section = prop::sample::select(
        &[
            "network",
            "sectors",
            "competencies",
            "actors",
            "offers",
            "needs",
            "links",
            "topics",
            "meetings",
            "contacts",
            "removed",
            "positions",
            "profile",
            "exported_at",
            "gosmart:unreadable",
            "unknown",
        ][..],
    );
    let rows = prop_oneof![
        4 => prop::collection::vec(row(), 0..5).prop_map(Value::from),
        1 => row(),
        1 => any_json(),
    ];
    prop::collection::vec((section, rows), 0..8).prop_map(|sections| {
        let mut document: Map<String, Value> =
            sections.into_iter().map(|(name, rows)| (name.to_owned(), rows)).collect();
        document.insert("format".into(), "gosmart-network".into());
        document.insert("version".into(), 1.into());
        Value::Object(document)
    })
}

proptest! {
    #[test]
    fn writing_and_reading_again_changes_nothing(document in document()) {
        let network = read(document.to_string().as_bytes()).unwrap().network;
        let full = written(&network, Profile::Full);
        let again = read(full.as_bytes()).unwrap();
        prop_assert_eq!(&again.network, &network);
        prop_assert_eq!(written(&again.network, Profile::Full), full);
        prop_assert_eq!(&read(store(&network).as_bytes()).unwrap().network, &network);
    }

    #[test]
    fn what_travels_points_only_to_what_travels(document in document()) {
        let network = read(document.to_string().as_bytes()).unwrap().network;
        for profile in [Profile::Public, Profile::Network] {
            let part = redact(&network, profile);
            let dangling = check(&part).into_iter().find(|problem| matches!(problem.kind, WarningKind::Dangling { .. }));
            prop_assert_eq!(dangling, None);
            prop_assert!(part.actors.iter().all(|actor| actor.meta.unknown.is_empty() && actor.internal_note.is_empty()));
            prop_assert_eq!(&redact(&part, profile), &part);
            let again = read(written(&network, profile).as_bytes()).unwrap();
            prop_assert_eq!(&again.network, &*part);
        }
    }

    #[test]
    fn reading_any_json_ends_without_a_panic(value in any_json()) {
        let _ = read(value.to_string().as_bytes());
    }

    #[test]
    fn reading_any_bytes_ends_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&bytes);
    }

    #[test]
    fn a_damaged_document_is_refused_or_read_but_never_loses_its_balance(
        at in any::<prop::sample::Index>(), cut in 0usize..12, put in prop::collection::vec(any::<u8>(), 0..6)
    ) {
        let mut bytes = fixture("v1.json");
        let start = at.index(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, put);
        match read(&bytes) {
            Ok(reading) => {
                let again = read(store(&reading.network).as_bytes()).unwrap();
                prop_assert_eq!(again.network, reading.network);
            }
            Err(refusal) => prop_assert!(!i18n::exchange::import_error(Language::German, &refusal).is_empty()),
        }
    }
}
