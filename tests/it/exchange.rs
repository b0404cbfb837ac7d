use std::{collections::BTreeSet, fs, path::PathBuf};

use expect_test::{expect, expect_file};
use gosmart::{
    exchange::{
        Header, ImportError, NATIVE, ParsedNetwork, Profile, RedactionSummary, SIZE_LIMIT_BYTES, WarningKind,
        check, contribution_file_name, file_name, read, read_file, redact, redaction_summary, store, write,
    },
    i18n::{self, Language},
    model::{self, Actor, Change, Content, Day, Network, Position, Record, Stamp, TableName},
};
use serde_json::{Value, json};

const EXPORTED_AT: &str = "2026-11-22T18:00:00Z";

/// Who sends the files here.
const SENDER: &str = "members-sender";

pub fn fixture(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn written(network: &Network, profile: Profile) -> String {
    write(&redact(network, profile), Header { exported_at: Some(EXPORTED_AT), by: Some(SENDER) })
}

/// A document of the settled version 1 in which every field of every kind is filled.
pub fn settled() -> ParsedNetwork {
    read(&fixture("v1-settled.json")).unwrap()
}

#[test]
fn the_settled_document_reads_without_a_warning_and_comes_back_byte_for_byte() {
    let parsed = settled();
    assert_eq!(parsed.warnings, []);
    assert_eq!((parsed.version, parsed.newer, parsed.profile), (1, false, Some(Profile::Full)));
    assert_eq!((parsed.exported_at.as_deref(), parsed.by.as_deref()), (Some(EXPORTED_AT), Some(SENDER)));
    let text = String::from_utf8(fixture("v1-settled.json")).unwrap();
    assert_eq!(written(&parsed.network, Profile::Full), text);
    assert_eq!(read(store(&parsed.network).as_bytes()).unwrap().network, parsed.network);
}

#[test]
fn the_settled_document_fills_every_field_of_every_kind() {
    let network = settled().network;
    let mut empty = Vec::new();
    for table in network.tables() {
        let schema = table.schema();
        let any = |filled: &dyn Fn(&dyn Record) -> bool| table.records().any(filled);
        for field in schema.fields {
            if !any(&|record| !record.get(field).is_empty()) {
                empty.push(format!("{}.{}", schema.section, field.name));
            }
            let (Content::Row(inner) | Content::Rows(inner)) = field.content else { continue };
            for (place, inner) in inner.iter().enumerate() {
                let in_a_row = |record: &dyn Record| match record.get(field) {
                    model::Value::Rows(rows) => rows.iter().any(|row| !row[place].is_empty()),
                    _ => false,
                };
                if !any(&in_a_row) {
                    empty.push(format!("{}.{}.{}", schema.section, field.name, inner.name));
                }
            }
        }
        for (name, is_filled) in [
            ("changed", any(&|record| !record.meta().changed.is_empty())),
            ("base", any(&|record| !record.meta().base.is_empty())),
            ("unknown", any(&|record| !record.meta().unknown.is_empty())),
        ] {
            if !is_filled {
                empty.push(format!("{}.{name}", schema.section));
            }
        }
        let removed = network.removed.iter().any(|(removed, ..)| removed == schema.table);
        if !removed && schema.table != TableName::Network {
            empty.push(format!("a removed {}", schema.kind));
        }
    }
    assert_eq!(empty, [""; 0]);
}

/// Drafts of version 1 wrote the time of a removal as RFC 3339.
#[test]
fn of_a_draft_only_the_time_of_tombstones_changes() {
    let bytes = fixture("v1.json");
    let parsed = read(&bytes).unwrap();
    assert_eq!(parsed.warnings, []);
    let mut draft: Value = serde_json::from_slice(&bytes).unwrap();
    for (tombstone, millis) in [(0, 1_778_051_289_000_u64), (1, 1_778_051_289_000), (2, 1_577_836_800_000)] {
        draft["removed"][tombstone]["removed_at"] = millis.into();
    }
    // They are written by kind and id.
    draft["removed"].as_array_mut().unwrap().swap(1, 2);
    draft["removed"].as_array_mut().unwrap().swap(0, 1);
    let header = Header { exported_at: Some(EXPORTED_AT), by: None };
    let again: Value = serde_json::from_str(&write(&redact(&parsed.network, Profile::Full), header)).unwrap();
    assert_eq!(again, draft);
}

/// The fixture marks what only the keepers may see with "secret", what only the members may see with "members", and
/// stamps and places that would give it away with numbers found nowhere else.
#[test]
fn no_byte_of_a_private_field_leaves_the_house() {
    let network = settled().network;
    let all = String::from_utf8(fixture("v1-settled.json")).unwrap();
    let public = written(&network, Profile::Public);
    let for_members = written(&network, Profile::Network);
    for private in ["secret", "4242420", "987.125", "no_fit", "internal_note", "x_other"] {
        assert!(all.contains(private));
        assert!(!public.contains(private), "{private} is in the public file:\n{public}");
        assert!(!for_members.contains(private), "{private} is in the file for members:\n{for_members}");
    }
    for private in
        ["\"members-", "members-", "4343430", "contacts", "minutes", "\"result\"", "\"why\"", "\"by\": "]
    {
        assert!(!public.contains(private), "{private} is in the public file:\n{public}");
    }
    // What the members may see is there.
    let markers = all.split(['"', '@']).filter(|text| text.starts_with("members-"));
    for meant in markers.chain(["43434300"]) {
        assert!(for_members.contains(meant), "{meant} is missing:\n{for_members}");
    }
    assert!(public.contains("Offene Person") && public.contains("\"contains_personal_data\": true"));
    expect![[r#"
        RedactionSummary {
            contacts: 7,
            persons: 2,
            organisations: 2,
            relations: 6,
            agreements: 4,
            internal_notes: 1,
            details: 6,
            unknown_fields: 14,
            removals: 5,
        }
    "#]]
    .assert_debug_eq(&redaction_summary(&network, Profile::Public));
    assert_eq!(redaction_summary(&network, Profile::Full), RedactionSummary::default());
}

#[test]
fn an_emptied_field_is_not_an_untouched_one() {
    let mut network = Network::new("n".into());
    let mut actor = Actor::new("a".into(), "A");
    actor.place = "Goslar".into();
    network.put(actor.clone(), Stamp(1));
    actor.place = String::new();
    network.put(actor, Stamp(2));
    let again = read(written(&network, Profile::Public).as_bytes()).unwrap().network;
    let changed = &again.actors.get(&"a".into()).unwrap().meta.changed;
    assert_eq!((changed.get("place"), changed.get("about")), (Some(&Stamp(2)), None));
}

#[test]
fn a_public_export_is_whole_in_itself() {
    let public = redact(&settled().network, Profile::Public);
    assert_eq!(check(&public), []);
    assert_eq!(redact(&public, Profile::Public), public);
}

#[test]
fn tombstones_of_one_id_and_several_kinds_stand_side_by_side() {
    let removed = json!([
        { "id": "x", "kind": "actor", "removed_at": 1, "visibility": "public" },
        { "id": "x", "kind": "competency", "removed_at": 2, "visibility": "network" },
        { "id": "x", "kind": "offer", "removed_at": 3 },
        { "id": "x", "kind": "actor", "removed_at": 4, "visibility": "public" },
    ]);
    let document = json!({ "format": "gosmart-network", "version": 1, "removed": removed });
    let network = read(document.to_string().as_bytes()).unwrap().network;
    let times = |profile| {
        let text: Value = serde_json::from_str(&written(&network, profile)).unwrap();
        let rows = text["removed"].as_array().unwrap().clone();
        rows.iter().filter_map(|row| row["removed_at"].as_u64()).collect::<BTreeSet<_>>()
    };
    assert_eq!(
        Profile::ALL.map(times),
        [BTreeSet::from([4]), BTreeSet::from([2, 4]), BTreeSet::from([2, 3, 4])]
    );
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
            Err(error) => {
                for language in [Language::German, Language::English] {
                    report += &format!("    not read: {}\n", i18n::exchange::import_error(language, &error));
                }
            }
            Ok(parsed) => {
                for warning in parsed.warnings {
                    report += &format!("    {} {:?}\n", warning.place, warning.record.unwrap_or_default());
                    for language in [Language::German, Language::English] {
                        report +=
                            &format!("        {}\n", i18n::exchange::import_warning(language, &warning.kind));
                    }
                }
            }
        }
    }
    expect_file!["../fixtures/odd.txt"].assert_eq(&report);
}

#[test]
fn a_format_is_told_by_content_then_by_the_ending_unless_it_is_named() {
    let format = |bytes: &[u8], name: &str| match read_file(bytes, name, None) {
        Ok(_) => "gosmart".to_owned(),
        Err(ImportError::NotReadable { format }) => format.name.to_owned(),
        Err(error) => format!("{error:?}"),
    };
    let own = br#"{"format":"gosmart-network","version":1}"#;
    assert_eq!(format(own, "own.csv"), "gosmart");
    assert_eq!(format(b"<graph/>", "graph.GEXF"), "xml");
    assert_eq!(format(b"one column", "list.CSV"), "csv");
    assert_eq!(format(b" \n", "list.csv"), "Empty");
    assert_eq!(format(b"\"a, b\"", "list"), "NotAnObject { found: Text }");
    let named = read_file(b"a;b", "list.csv", Some(NATIVE));
    assert!(matches!(named, Err(ImportError::NotJson { line: 1, column: 1, .. })), "{named:?}");
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
fn one_odd_stamp_costs_no_other_and_gives_way_to_a_new_one() {
    let odd = json!({ "name": "yesterday", "place": 7, "about": 3.0, "vision": u64::MAX });
    let actor = json!({ "id": "a", "name": "A", "place": "Goslar", "changed": odd });
    let document = json!({ "format": "gosmart-network", "version": 1, "actors": [actor] });
    let parsed = read(document.to_string().as_bytes()).unwrap();
    assert_eq!(parsed.warnings.len(), 1);
    let mut network = parsed.network;
    let stamps = |network: &Network| network.actors.get(&"a".into()).unwrap().meta.changed.clone();
    assert_eq!((stamps(&network)["place"], stamps(&network)["about"]), (Stamp(7), Stamp(3)));
    let actor = network.actors.get(&"a".into()).unwrap();
    let rename = Change::of(&**actor, |actor| actor.name = "B".into());
    network.apply(rename, Stamp(9));
    let again = read(store(&network).as_bytes()).unwrap().network;
    assert_eq!(stamps(&again), stamps(&network));
    assert_eq!(stamps(&again)["name"], Stamp(9));
}

#[test]
fn fifteen_thousand_rows_of_one_id_are_kept_under_ids_of_their_own() {
    let rows: Vec<Value> = (0..15_000).map(|_| json!({ "id": "a", "name": "A" })).collect();
    let document = json!({ "format": "gosmart-network", "version": 1, "actors": rows });
    assert_eq!(read(document.to_string().as_bytes()).unwrap().network.actors.len(), 15_000);
}

#[test]
fn a_foreign_visibility_hides_only_what_has_one() {
    let with = |visibility: &str| {
        let document = json!({ "format": "gosmart-network", "version": 1,
            "network": { "id": "n", "title": "T", "visibility": visibility },
            "actors": [{ "id": "a", "name": "A", "visibility": visibility }] });
        redact(&read(document.to_string().as_bytes()).unwrap().network, Profile::Public)
    };
    let part = with("for friends");
    assert_eq!((part.about.title.as_str(), part.actors.len()), ("T", 0));
}

#[test]
fn rows_that_could_not_be_read_are_written_back_where_they_stood() {
    let parsed = read(&fixture("odd/wrong_kinds.json")).unwrap();
    let full: Value = serde_json::from_str(&written(&parsed.network, Profile::Full)).unwrap();
    assert_eq!(full["actors"][1], json!({ "name": "no id" }));
    assert_eq!(full["actors"][0]["joined"], 2017);
    assert_eq!(full["competencies"][1], "Löten");
    assert_eq!(full["sectors"]["culture"]["name"], "Kultur");
    let public: Value = serde_json::from_str(&written(&parsed.network, Profile::Public)).unwrap();
    assert_eq!(public.get("sectors"), None);
}

#[test]
fn positions_that_are_no_numbers_are_reported_and_not_written() {
    let mut network = Network::new("n".into());
    network.put(Actor::new("a".into(), "A"), Stamp(1));
    let position = Position { x: f64::NAN, y: 0.0, pinned: false };
    std::sync::Arc::make_mut(&mut network.positions).insert("a".into(), position);
    assert_eq!(check(&network)[0].kind, WarningKind::NotFinite);
    let parsed = read(store(&network).as_bytes()).unwrap();
    assert_eq!((parsed.network.positions.len(), parsed.warnings), (0, vec![]));
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
    let contribution = |name: &str| contribution_file_name(name, &Day::new("2026-11-22"));
    assert_eq!(contribution("Müller & Söhne"), "gosmart-beitrag-mueller-soehne-2026-11-22.json");
    assert_eq!(contribution("日本"), "gosmart-beitrag-2026-11-22.json");
}
