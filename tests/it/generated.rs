//! Made-up documents: odd ones, in which anything may stand anywhere, and whole ones, in which every field of every
//! kind holds what it may hold.

use gosmart::{
    exchange::{Profile, WarningKind, check, read, redact, store},
    i18n::{self, Language},
    model::{
        Base, Content, Day, Field, Id, MOST_REMEMBERED, Meta, Network, Position, Stamp, TableName, Tombstone,
        Unknown, Value as FieldValue, Visibility,
    },
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Of the stamps that are read.
const LATEST: u64 = (1 << 53) - 1;

use crate::exchange::{fixture, written};

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
            "history",
            "members",
            "giver",
            "state",
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
                "from": first, "to": second, "giver": first, "taker": second, "date": "2017-06-02", "kind": "actor" });
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
            "groups",
            "agreements",
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

/// So many records of each kind there may be.
const MOST: usize = 3;

/// The id of a record: no other text of a made-up network holds it.
fn id_of(table: TableName, number: usize) -> Id {
    format!("<{}-{number}>", table.schema().kind).as_str().into()
}

/// Anything but the signs that ids are made of.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![3 => "[^<>]{0,8}", 1 => Just(String::new()), 1 => Just("\u{2028}\"\\\u{1f}ß😀".to_owned())]
}

fn filled_text() -> impl Strategy<Value = String> {
    "[^<>]{1,8}"
}

/// Any value that a field may hold, the empty one among them.
fn value(field: Field) -> BoxedStrategy<FieldValue> {
    let reference = |table: TableName| (0..=MOST).prop_map(move |number| id_of(table, number));
    let few = 0..3usize;
    let filled = match field.content {
        Content::Line | Content::Paragraph | Content::Web => text().prop_map(FieldValue::Text).boxed(),
        Content::Lines => prop::collection::vec(text(), few).prop_map(FieldValue::Texts).boxed(),
        Content::Day => filled_text().prop_map(|day| FieldValue::Day(Some(Day::new(day)))).boxed(),
        Content::Level => any::<u8>().prop_map(|level| FieldValue::Number(Some(level.into()))).boxed(),
        Content::Number => any::<u32>().prop_map(|number| FieldValue::Number(Some(number))).boxed(),
        Content::Word(words) => {
            prop::sample::select(words).prop_map(|word| FieldValue::Word(Some(word))).boxed()
        }
        Content::Words(words) => {
            prop::collection::vec(prop::sample::select(words), few).prop_map(FieldValue::Words).boxed()
        }
        Content::Reference(to) => reference(to).prop_map(|id| FieldValue::Reference(Some(id))).boxed(),
        Content::References(to) => {
            prop::collection::vec(reference(to), few).prop_map(FieldValue::References).boxed()
        }
        Content::Row(fields) => row_of(fields).prop_map(|row| FieldValue::Rows(vec![row])).boxed(),
        Content::Rows(fields) => {
            prop::collection::vec(row_of(fields), few).prop_map(FieldValue::Rows).boxed()
        }
    };
    if field.required {
        return filled;
    }
    prop_oneof![4 => filled, 1 => Just(FieldValue::empty(field.content))].boxed()
}

fn row_of(fields: &'static [Field]) -> BoxedStrategy<Vec<FieldValue>> {
    fields.iter().map(|field| value(*field)).collect::<Vec<_>>().boxed()
}

fn meta(table: TableName) -> impl Strategy<Value = Meta> {
    let names: Vec<&str> = table.schema().fields.iter().map(|field| field.name).collect();
    let names = prop::sample::select(names).prop_map(str::to_owned);
    let stamps = prop::collection::btree_map(names, (0..=LATEST).prop_map(Stamp), 0..3);
    let base = base(table);
    let unknown = prop::collection::btree_map("x_[a-z]{1,3}", text().prop_map(Value::from), 0..2);
    (stamps, base, unknown).prop_map(|(changed, base, unknown)| Meta {
        changed,
        base,
        unknown: unknown.into_iter().collect(),
    })
}

/// Earlier stamps of some fields.
fn base(table: TableName) -> impl Strategy<Value = Base> {
    let names: Vec<&str> = table.schema().fields.iter().map(|field| field.name).collect();
    let names = prop::sample::select(names).prop_map(str::to_owned);
    let stamps = prop::collection::btree_set((0..=LATEST).prop_map(Stamp), 1..=MOST_REMEMBERED);
    prop::collection::btree_map(names, stamps, 0..3).prop_map(|fields| {
        let mut base = Base::default();
        for (field, stamps) in fields {
            base.remember(&field, &mut stamps.into_iter());
        }
        base
    })
}

pub fn whole_network() -> impl Strategy<Value = Network> {
    let records = |table: TableName| {
        let count = if table == TableName::Network { 1..=1 } else { 0..=MOST };
        prop::collection::vec((row_of(table.schema().fields), meta(table)), count)
    };
    let tables: Vec<_> = TableName::ALL.iter().map(|table| records(*table)).collect();
    let of_record = || (prop::sample::select(&TableName::ALL[1..]), 0..=MOST + 1);
    let coordinate = || -1e6..1e6f64;
    let places = prop::collection::vec((of_record(), coordinate(), coordinate(), any::<bool>()), 0..4);
    let visibility = prop::sample::select(Visibility::ALL);
    let removed = prop::collection::vec((of_record(), 0..=LATEST, visibility, base(TableName::Actors)), 0..4);
    (tables, places, removed).prop_map(|(tables, places, removed)| {
        let mut network = Network::new("n".into());
        for (table, rows) in TableName::ALL.iter().zip(tables) {
            for (number, (values, meta)) in rows.into_iter().enumerate() {
                let id = id_of(*table, number);
                let made = network
                    .table_mut(*table)
                    .create(id, meta, &mut |field| Some(values[field.index].clone()));
                assert_eq!(made, Ok(()), "{table:?}");
            }
        }
        for ((table, number), x, y, pinned) in places {
            let positions = std::sync::Arc::make_mut(&mut network.positions);
            positions.insert(id_of(table, number), Position { x, y, pinned });
        }
        for ((table, number), millis, visibility, base) in removed {
            let removed_at = Stamp(millis);
            let tombstone = Tombstone { removed_at, visibility, base, unknown: Unknown::new() };
            network.removed.put(table, id_of(table, number), tombstone);
        }
        network
    })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again_with_every_field(network in whole_network()) {
        prop_assert_eq!(&read(store(&network).as_bytes()).unwrap().network, &network);
        let text = written(&network, Profile::Full);
        let again = read(text.as_bytes()).unwrap().network;
        prop_assert_eq!(written(&again, Profile::Full), text);
        prop_assert_eq!(again, network);
    }

    #[test]
    fn nothing_that_stays_out_is_named(network in whole_network()) {
        for profile in [Profile::Public, Profile::Network] {
            let part = redact(&network, profile);
            let text = written(&network, profile);
            for table in network.tables() {
                let table = table.schema().table;
                let stays_out = |id: &&Id| part.get(table, id).is_none();
                for id in network.table(table).records().map(|record| record.id()).filter(stays_out) {
                    prop_assert!(!text.contains(id.as_str()), "{} is named in {}", id, text);
                }
            }
            prop_assert_eq!(&read(text.as_bytes()).unwrap().network, &*part);
            prop_assert_eq!(&redact(&part, profile), &part);
        }
    }

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
            let dangling = check(&part).into_iter().find(|warning| matches!(warning.kind, WarningKind::Dangling { .. }));
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
    fn a_damaged_document_is_an_error_or_is_read_and_can_be_written(
        at in any::<prop::sample::Index>(), cut in 0usize..12, put in prop::collection::vec(any::<u8>(), 0..6)
    ) {
        let mut bytes = fixture("v1-settled.json");
        let start = at.index(bytes.len());
        let end = (start + cut).min(bytes.len());
        bytes.splice(start..end, put);
        match read(&bytes) {
            Ok(parsed) => {
                let again = read(store(&parsed.network).as_bytes()).unwrap();
                prop_assert_eq!(again.network, parsed.network);
            }
            Err(error) => prop_assert!(!i18n::exchange::import_error(Language::German, &error).is_empty()),
        }
    }
}
