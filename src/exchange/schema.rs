//! The published description of the document, derived from the tables.

use serde_json::{Map, Value as Json, json};

use crate::model::{Content, Field, MOST_REMEMBERED, TableName, TableSchema, Visibility, Word};

/// JSON Schema 2020-12 for the document, as committed in `schema/gosmart-network.v1.schema.json`.
pub fn schema() -> Json {
    let tables = || TableName::ALL.iter().map(|table| table.schema());
    let mut properties = header();
    for schema in tables() {
        let record = json!({ "$ref": format!("#/$defs/{}", schema.kind) });
        let section = if schema.table == TableName::Network {
            record
        } else {
            json!({ "type": "array", "items": record })
        };
        properties.insert(schema.section.into(), section);
    }
    properties.insert(
        "positions".into(),
        json!({
            "description": "Where actors and competencies stand in the picture, by id; y points downwards.",
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "x": { "type": "number" },
                    "y": { "type": "number" },
                    "pinned": { "description": "Put there by hand.", "type": "boolean" }
                },
                "required": ["x", "y"]
            }
        }),
    );
    let removed = json!({ "type": "array", "items": { "$ref": "#/$defs/removed" } });
    properties.insert("removed".into(), removed);
    let mut definitions: Map<String, Json> =
        tables().map(|schema| (schema.kind.to_owned(), record(schema))).collect();
    definitions.insert("id".into(), json!({ "type": "string", "minLength": 1 }));
    definitions.insert("stamp".into(), stamp());
    definitions.insert("removed".into(), tombstone());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "GoSMART network, version 1",
        "description": "A map of a region's actors and competencies: who offers what, who looks for what.\n\n\
            One UTF-8 JSON object. References point by id. Fields not named here are allowed everywhere and \
            survive reading and writing by GoSMART.",
        "type": "object",
        "properties": properties,
        "required": ["format", "version"],
        "$defs": definitions
    })
}

fn header() -> Map<String, Json> {
    let header = json!({
        "format": { "type": "string", "const": "gosmart-network" },
        "version": { "description": "The version of this format.", "type": "integer", "const": 1 },
        "exported_at": {
            "description": "When the file was written, RFC 3339 in UTC.",
            "type": "string",
            "format": "date-time"
        },
        "profile": {
            "description": "For whom the file was written: anyone, the members, or the keepers of the map.",
            "type": "string",
            "enum": ["public", "network", "full"]
        },
        "by": { "description": "Who sends it; never in a public file.", "type": "string" },
        "contains_personal_data": {
            "description": "Whether the file names natural persons.",
            "type": "boolean"
        }
    });
    match header {
        Json::Object(header) => header,
        _ => Map::new(),
    }
}

/// Earlier stamps by field name.
fn base(about: &str) -> Json {
    let several = json!({
        "type": "array",
        "items": { "$ref": "#/$defs/stamp" },
        "minItems": 1,
        "maxItems": MOST_REMEMBERED
    });
    json!({
        "description": about,
        "type": "object",
        "additionalProperties": { "anyOf": [{ "$ref": "#/$defs/stamp" }, several] }
    })
}

fn stamp() -> Json {
    json!({ "description": "Milliseconds since 1970 in UTC.", "type": "integer", "minimum": 0, "maximum": 9_007_199_254_740_991_u64 })
}

fn tombstone() -> Json {
    let kinds: Vec<&str> = TableName::ALL[1..].iter().map(|table| table.schema().kind).collect();
    json!({
        "description": "That a record was removed, so that merging does not bring it back; nothing of what it was.",
        "type": "object",
        "properties": {
            "id": { "$ref": "#/$defs/id" },
            "kind": { "type": "string", "enum": kinds },
            "removed_at": { "$ref": "#/$defs/stamp" },
            "visibility": {
                "description": "Who might see the record when it was removed, and so may know of its removal. Absent: only who keeps the map.",
                "type": "string",
                "enum": Visibility::WORDS
            },
            "base": base("Which stamps of each field whoever removed the record knew of, by field name: what changed beside is noticed.")
        },
        "required": ["id", "kind"]
    })
}

fn record(schema: &TableSchema) -> Json {
    let mut object = object(schema.fields);
    let stamps = |about: &str| {
        json!({
            "description": about,
            "type": "object",
            "additionalProperties": { "$ref": "#/$defs/stamp" }
        })
    };
    let properties = &mut object["properties"];
    properties["id"] = json!({ "$ref": "#/$defs/id" });
    properties["changed"] = stamps(
        "When each field last changed, by field name. An element of a set, such as a member of a group, has a stamp of its own, `members/<id>`, also where it was taken away.",
    );
    properties["base"] = base("Which earlier stamps of each field its author knew of, by field name.");
    if let Some(required) = object["required"].as_array_mut() {
        required.insert(0, "id".into());
    }
    object
}

fn object(fields: &[Field]) -> Json {
    let properties: Map<String, Json> = fields
        .iter()
        .map(|field| {
            let mut value = content(field.content);
            if !field.about.is_empty() {
                value["description"] = field.about.trim().into();
            }
            (field.name.to_owned(), value)
        })
        .collect();
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn content(content: Content) -> Json {
    let list = |items: Json| json!({ "type": "array", "items": items });
    let id = || json!({ "$ref": "#/$defs/id" });
    match content {
        Content::Line | Content::Paragraph | Content::Web => json!({ "type": "string" }),
        Content::Lines => list(json!({ "type": "string" })),
        Content::Day => json!({ "type": "string", "format": "date" }),
        Content::Level => json!({ "type": "integer", "minimum": 1, "maximum": 3 }),
        Content::Number => json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }),
        Content::Word(words) => json!({ "type": "string", "enum": words }),
        Content::Words(words) => list(json!({ "type": "string", "enum": words })),
        Content::Reference(_) => id(),
        Content::References(_) => list(id()),
        Content::Row(fields) => object(fields),
        Content::Rows(fields) => list(object(fields)),
    }
}
