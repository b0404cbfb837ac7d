//! The published schema, derived from the tables; `UPDATE_EXPECT=1 cargo test --test it schema` writes it anew.

use std::collections::BTreeSet;

use expect_test::expect_file;
use gosmart::{
    exchange::schema::schema,
    model::{Content, Field, TableName},
};
use serde_json::Value;

#[test]
fn the_schema_is_what_the_tables_say() {
    let text = serde_json::to_string_pretty(&schema()).unwrap() + "\n";
    expect_file!["../../schema/gosmart-network.v1.schema.json"].assert_eq(&text);
}

/// All fields that are written, at any depth, are described; so the promise of the tables is the schema's too.
#[test]
fn the_schema_describes_every_field() {
    fn undescribed<'a>(object: &Value, fields: &'a [Field]) -> Vec<&'a str> {
        let mut missing = Vec::new();
        for field in fields {
            let property = &object["properties"][field.name];
            match field.content {
                Content::Row(inner) => missing.extend(undescribed(property, inner)),
                Content::Rows(inner) => missing.extend(undescribed(&property["items"], inner)),
                _ if property.is_null() => missing.push(field.name),
                _ => {}
            }
        }
        missing
    }
    let schema = schema();
    for table in TableName::ALL {
        let table = table.schema();
        let record = &schema["$defs"][table.kind];
        assert_eq!(undescribed(record, table.fields), [""; 0], "{}", table.kind);
        for beside in ["id", "changed", "base"] {
            assert!(!record["properties"][beside].is_null(), "{}.{beside}", table.kind);
        }
        assert!(!schema["properties"][table.section].is_null(), "{}", table.section);
    }
}

/// The description for people names each section and each field in its table.
#[test]
fn the_german_description_names_every_field() {
    let text = include_str!("../../docs/DATENFORMAT.md");
    fn names<'a>(fields: &'a [Field], all: &mut BTreeSet<&'a str>) {
        for field in fields {
            all.insert(field.name);
            if let Content::Row(inner) | Content::Rows(inner) = field.content {
                names(inner, all);
            }
        }
    }
    for table in TableName::ALL {
        let table = table.schema();
        let heading = format!("### `{}`", table.section);
        let (_, section) = text.split_once(&heading).unwrap_or_else(|| panic!("{heading} is missing"));
        let section = section.split("\n#").next().unwrap_or_default();
        let mut all = BTreeSet::new();
        names(table.fields, &mut all);
        let missing: Vec<&str> =
            all.into_iter().filter(|name| !section.contains(&format!("`{name}`"))).collect();
        assert_eq!(missing, [""; 0], "{heading}");
    }
}
