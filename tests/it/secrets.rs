//! A document that holds a secret in every place where people and files can put one, and every way out of here.
//!
//! Each text says whom it is for: `(P-…)` everyone, `(N-…)` the members, `(K-…)` the keepers. It is made from the table
//! of kinds and fields, so that a new field is asked about by itself.

use std::fs;

use gosmart::{
    exchange::{Header, Profile, file_name, read, redact, write},
    model::{Audience, Content, Day, Field, TableName, Visibility, Word},
};
use serde_json::{Map, Value, json};

use crate::cli::{gosmart, output};

use Audience::{Keepers, Network, Public};

/// What stands for the time of a change nobody but these may know of.
const STAMPS: [(Audience, u64); 3] = [(Public, 1), (Network, 818_181_000), (Keepers, 919_191_000)];

fn mark(who: Audience, what: &str) -> String {
    let letter = match who {
        Public => 'P',
        Network => 'N',
        Keepers => 'K',
    };
    format!("({letter}-{what})")
}

fn visibility(who: Audience) -> &'static str {
    let visibility = match who {
        Public => Visibility::Public,
        Network => Visibility::Network,
        Keepers => Visibility::Internal,
    };
    visibility.word()
}

/// For whom records of a kind can be: by their own word, or by whom they belong to.
fn circles(table: TableName) -> &'static [Audience] {
    match table {
        TableName::Actors
        | TableName::Offers
        | TableName::Needs
        | TableName::Links
        | TableName::Agreements => &[Public, Network, Keepers],
        TableName::Contacts => &[Network, Keepers],
        _ => &[Public],
    }
}

fn id(table: TableName, who: Audience) -> String {
    mark(who, table.schema().kind)
}

/// A secret of the keepers, as the name of a field and in its depth.
fn unknown(place: &str) -> (String, Value) {
    (mark(Keepers, &format!("{place}-name")), json!([{ "deep": mark(Keepers, &format!("{place}-deep")) }]))
}

/// What stands in a field of something that is for `who`; references lead as far into secrets as they can.
fn value(field: &Field, who: Audience, place: &str) -> Value {
    let who = who.max(field.audience);
    match field.content {
        Content::Line | Content::Paragraph | Content::Web | Content::Day => mark(who, place).into(),
        Content::Lines => json!([mark(who, place), { "unread": mark(Keepers, place) }]),
        Content::Level | Content::Number => 2.into(),
        Content::Word(words) => words[0].into(),
        Content::Words(words) => {
            words.iter().map(|word| json!(word)).chain([json!([mark(Keepers, place)])]).collect()
        }
        Content::Reference(to) if field.required => {
            id(to, who.min(circles(to).last().copied().unwrap_or(Public))).into()
        }
        Content::Reference(to) => id(to, *circles(to).last().unwrap()).into(),
        Content::References(to) => {
            let ids = circles(to).iter().map(|circle| id(to, *circle));
            ids.map(Value::from).chain([json!([mark(Keepers, place)])]).collect()
        }
        Content::Row(fields) => row(fields, who, place),
        Content::Rows(fields) => {
            let refers =
                fields.iter().any(|field| field.required && field.content.points_to(TableName::Actors));
            let circles = if refers { circles(TableName::Actors) } else { &[Public] };
            let rows =
                circles.iter().map(|circle| row(fields, who.max(*circle), &format!("{place}-{circle:?}")));
            rows.chain([json!([mark(Keepers, place)])]).collect()
        }
    }
}

fn row(fields: &[Field], who: Audience, place: &str) -> Value {
    let filled = fields.iter().map(|field| {
        let mut value = value(field, who, &format!("{place}-{}", field.name));
        // A row of which anything cannot be read is kept aside as a whole.
        if let Some(elements) = value.as_array_mut() {
            elements.retain(|element| !element.is_array());
        }
        (field.name.to_owned(), value)
    });
    Value::Object(filled.chain([unknown(place)]).collect())
}

/// Who may know when a field changed: nobody else once it travels shorter than it is.
fn knows_of_change(field: &Field, who: Audience) -> Audience {
    let loses =
        TableName::ALL.iter().any(|to| circles(*to).contains(&Keepers) && field.content.points_to(*to));
    if field.content.is_list() || loses && !field.required { Keepers } else { who.max(field.audience) }
}

fn record(table: TableName, who: Audience) -> Value {
    let schema = table.schema();
    let place = |field: &Field| format!("{}-{who:?}-{}", schema.kind, field.name);
    let fields = schema.fields.iter().map(|field| (field.name.to_owned(), value(field, who, &place(field))));
    let mut record: Map<String, Value> =
        fields.chain([unknown(&format!("{}-{who:?}", schema.kind))]).collect();
    record.insert("id".into(), id(table, who).into());
    if schema.field("visibility").is_some() {
        record.insert("visibility".into(), visibility(who).into());
    }
    if table == TableName::Contacts {
        // A function: no consent is asked for, and none may be withdrawn.
        record.insert("kind".into(), "role".into());
        record["consent"]["scope"] = json!(["network"]);
        record["consent"].as_object_mut().unwrap().remove("withdrawn_on");
    }
    for (number, stamps) in ["changed", "base"].into_iter().enumerate() {
        let stamp = |field: &Field| {
            let knows = knows_of_change(field, who);
            let (_, first) = STAMPS.into_iter().find(|(who, _)| *who == knows).unwrap();
            (field.name.to_owned(), Value::from(first + 100 * number as u64 + field.index as u64))
        };
        let unread = (mark(Keepers, stamps), Value::from(mark(Keepers, stamps)));
        let foreign = (mark(Keepers, &format!("{stamps}-of-nothing")), 1.into());
        record.insert(stamps.into(), schema.fields.iter().map(stamp).chain([unread, foreign]).collect());
    }
    record.into()
}

pub fn document() -> Value {
    let mut document = Map::from_iter([unknown("document"), ("by".into(), mark(Network, "by").into())]);
    document.insert("format".into(), "gosmart-network".into());
    document.insert("version".into(), 1.into());
    document.insert("profile".into(), "full".into());
    for table in TableName::ALL {
        let schema = table.schema();
        let mut records = circles(*table).iter().map(|who| record(*table, *who));
        let section = match table {
            TableName::Network => records.next().unwrap(),
            _ => records.chain([json!({ "unread": mark(Keepers, schema.section) })]).collect(),
        };
        document.insert(schema.section.into(), section);
    }
    let place = |x: f64| {
        let mut position = Map::from_iter([unknown("position")]);
        position.extend([("x".to_owned(), x.into()), ("y".to_owned(), 2.into())]);
        Value::Object(position)
    };
    let nodes = circles(TableName::Actors).iter().map(|who| (id(TableName::Actors, *who), place(1.5)));
    let nobody = (mark(Keepers, "nobody"), place(1.5));
    let unread = (id(TableName::Competencies, Public), json!({ "x": mark(Keepers, "x") }));
    document.insert("positions".into(), nodes.chain([nobody, unread]).collect());
    let tombstones = TableName::ALL[1..].iter().flat_map(|table| {
        let kind = table.schema().kind;
        let tombstone = |(who, visibility): (Audience, Option<&str>)| {
            let id = mark(who, &format!("removed-{kind}-{visibility:?}"));
            let mut tombstone = Map::from_iter([unknown("tombstone"), ("id".into(), id.into())]);
            tombstone.insert("kind".into(), kind.into());
            let of_visibility = visibility.map(|visibility| ("visibility".to_owned(), visibility.into()));
            tombstone.extend(of_visibility);
            Value::Object(tombstone)
        };
        let said = [Public, Network, Keepers].map(|who| (who, Some(visibility(who))));
        let unsaid = [(Keepers, None), (Keepers, Some("for friends"))];
        said.into_iter().chain(unsaid).map(tombstone).collect::<Vec<_>>()
    });
    let unread = json!({ "id": mark(Keepers, "removed"), "kind": "dragon" });
    document.insert("removed".into(), tombstones.chain([unread]).collect());
    document.into()
}

/// All that `text` says to an audience.
pub fn marks(text: &str, who: Audience) -> Vec<&str> {
    let start = mark(who, "");
    let start = start.trim_end_matches(')');
    text.match_indices(start).filter_map(|(at, _)| Some(&text[at..=at + text[at..].find(')')?])).collect()
}

fn holds_for(profile: Profile, text: &str, whole: &str) {
    let said = |who: Audience| {
        let (_, first) = STAMPS.into_iter().find(|(of, _)| *of == who).unwrap();
        let digits = (first / 1000).to_string();
        let stamps = if who == Public { 0 } else { text.matches(&digits).count() };
        (marks(text, who), stamps)
    };
    let beyond = match profile {
        Profile::Public => &[Network, Keepers][..],
        Profile::Network => &[Keepers],
        Profile::Full => &[],
    };
    for who in beyond {
        assert_eq!(said(*who), (vec![], 0), "{profile:?}:\n{text}");
    }
    for who in [Public, Network, Keepers].into_iter().filter(|who| !beyond.contains(who)) {
        let missing: Vec<&str> = marks(whole, who).into_iter().filter(|mark| !text.contains(mark)).collect();
        assert_eq!(missing, [""; 0], "{profile:?}:\n{text}");
    }
}

#[test]
fn no_secret_leaves_by_any_way_and_nothing_is_held_back() {
    let document = document();
    let whole = document.to_string();
    let parsed = read(whole.as_bytes()).unwrap();
    let path = output("secrets.json");
    fs::write(&path, &whole).unwrap();
    let (input, converted) = (path.to_str().unwrap(), output("converted.json"));
    for profile in Profile::ALL {
        let part = redact(&parsed.network, profile);
        let header = Header { exported_at: None, by: parsed.by.as_deref() };
        let text = write(&part, header);
        holds_for(profile, &text, &whole);
        // What was written can be passed on.
        let again = read(text.as_bytes()).unwrap().network;
        holds_for(profile, &write(&redact(&again, profile), header), &whole);
        assert_eq!(again, *part);

        let name = file_name(&parsed.network, &Day::new("2026-11-22"), profile);
        assert!(!["(n-", "(k-", "n-", "k-"].iter().any(|secret| name.starts_with(secret)), "{name}");
        let (code, printed, _) = gosmart("C", &["convert", input, "-", "--profile", profile.name()]);
        assert_eq!(code, 0);
        holds_for(profile, &printed, &whole);
        let converted = converted.to_str().unwrap();
        let (_, printed, _) = gosmart("C", &["convert", input, converted, "--profile", profile.name()]);
        assert_eq!(printed.matches('(').count(), 0);
        holds_for(profile, &fs::read_to_string(converted).unwrap(), &whole);
    }
}
