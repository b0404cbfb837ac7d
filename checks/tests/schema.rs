//! The schema, held by a validator of others: what we write follows it, and what is wrong does not.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on shall fail")]

use gosmart::exchange::{self, Header, Profile, read, redact, write};
use jsonschema::Validator;
use serde_json::{Value, json};

const FROZEN: &str = include_str!("../../tests/fixtures/v1-settled.json");
const EXAMPLE: &str = include_str!("../../data/goslar.json");

fn schema() -> Validator {
    jsonschema::validator_for(&exchange::schema::schema()).unwrap()
}

/// What the schema has against a document.
fn errors(schema: &Validator, document: &Value) -> Vec<String> {
    schema.iter_errors(document).map(|error| format!("{} {error}", error.instance_path())).collect()
}

fn errors_in_text(schema: &Validator, document: &str) -> Vec<String> {
    errors(schema, &serde_json::from_str(document).unwrap())
}

#[test]
fn what_we_write_follows_the_schema() {
    let schema = schema();
    let network = read(FROZEN.as_bytes()).unwrap().network;
    for profile in Profile::ALL {
        let header = Header { exported_at: Some("2026-11-22T18:00:00Z"), by: Some("Wirtschaftsförderung") };
        let written = write(&redact(&network, profile), header);
        assert_eq!(errors_in_text(&schema, &written), [""; 0], "{profile:?}");
    }
}

#[test]
fn the_frozen_document_and_the_example_follow_the_schema() {
    let schema = schema();
    assert_eq!(errors_in_text(&schema, FROZEN), [""; 0]);
    assert_eq!(errors_in_text(&schema, EXAMPLE), [""; 0]);
}

#[test]
fn the_schema_refuses_what_is_wrong() {
    let schema = schema();
    let with =
        |section: &str, rows: Value| json!({ "format": "gosmart-network", "version": 1, section: rows });
    for wrong in [
        json!({ "format": "gosmart-network" }),
        json!({ "format": "other", "version": 1 }),
        with("actors", json!([{ "id": "a" }])),
        with("actors", json!([{ "id": "", "name": "A" }])),
        with("actors", json!([{ "id": "a", "name": "A", "kind": "club" }])),
        with("offers", json!([{ "id": "o", "actor": "a", "competency": "k", "forms": ["magic"] }])),
        with("topics", json!([{ "id": "t", "title": "T", "people": [{ "role": "curious" }] }])),
        with("removed", json!([{ "id": "a", "kind": "actor", "removed_at": "2026-05-06T07:08:09Z" }])),
        with("removed", json!([{ "id": "a", "kind": "actor", "visibility": "friends" }])),
    ] {
        assert_ne!(errors(&schema, &wrong), [""; 0], "{wrong}");
    }
}
