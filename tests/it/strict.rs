//! The strict reader beside the lenient one: of everything it takes it says the same, and it takes all that we write.

use std::{fs, path::Path, sync::Arc};

use gosmart::{
    exchange::{Profile, Scanner, check, read, read_stored, store},
    model::{Network, TableName, Tombstone, Unknown},
};
use proptest::{prelude::*, sample::Index};

use crate::{
    exchange::{fixture, settled, written},
    generated::whole_network,
};

/// Whether the strict reader takes a text. Then the lenient one has to say the same, to the last digit, and to have
/// nothing to say of the text itself.
fn is_taken(text: &str) -> bool {
    let Some(network) = read_stored(text) else { return false };
    let parsed = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error:?} in {text}"));
    assert_eq!(network, parsed.network, "{text}");
    assert_eq!(parsed.warnings, check(&network), "{text}");
    assert!(!parsed.newer, "{text}");
    assert_eq!(store(&network), store(&parsed.network), "{text}");
    true
}

/// Without what nobody knows, and at places as the page finds them.
fn as_we_make_them(mut network: Network) -> Network {
    for table in TableName::ALL {
        let ids: Vec<_> = network.table(*table).records().map(|record| record.id().clone()).collect();
        for id in ids {
            let record = network.table_mut(*table).get_mut(&id).unwrap();
            record.meta_mut().unknown = Unknown::new();
        }
    }
    network.unknown = Arc::default();
    for (table, id, tombstone) in network.removed.clone().iter() {
        network.removed.put(table, id.clone(), Tombstone { unknown: Unknown::new(), ..tombstone.clone() });
    }
    for position in Arc::make_mut(&mut network.positions).values_mut() {
        (position.x, position.y) = (gosmart::app::round(position.x), gosmart::app::round(position.y));
    }
    network
}

/// One change of a text at some place.
#[derive(Clone, Debug)]
enum Edit {
    Cut(usize),
    Put(&'static str),
    /// What stands between two commas comes twice.
    Double,
    End,
}

fn edit() -> impl Strategy<Value = Edit> {
    let signs = [
        "\"", "\\", ",", ":", "{", "}", "[", "]", "0", "9", ".", "-", "e", " ", "\n", "\u{0}", "null",
        "true", "~2", "ü", "\\u00e4", "\\ud800", "\"\"", "{}", "[]", "1.0", "00",
    ];
    prop_oneof![
        (1..30usize).prop_map(Edit::Cut),
        prop::sample::select(signs.to_vec()).prop_map(Edit::Put),
        Just(Edit::Double),
        Just(Edit::End),
    ]
}

fn edited(text: &str, edit: &Edit, at: Index) -> String {
    let places: Vec<usize> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    let (before, after) = text.split_at(*at.get(&places));
    match edit {
        Edit::Cut(count) => before.chars().chain(after.chars().skip(*count)).collect(),
        Edit::Put(sign) => [before, sign, after].concat(),
        Edit::Double => match after.match_indices(',').take(2).collect::<Vec<_>>()[..] {
            [(start, _), (end, _)] => [before, &after[..end], &after[start..]].concat(),
            _ => text.to_owned(),
        },
        Edit::End => before.to_owned(),
    }
}

proptest! {
    #[test]
    fn all_that_we_write_is_taken(network in whole_network()) {
        let network = as_we_make_them(network);
        for text in [store(&network), written(&network, Profile::Full), written(&network, Profile::Public)] {
            prop_assert!(is_taken(&text), "{}", text);
        }
        prop_assert_eq!(read_stored(&store(&network)), Some(network));
    }

    #[test]
    fn a_number_is_the_nearest_one_or_left_to_others(digits in any::<u64>(), bits in 0..64u32, places in 1..30usize) {
        let digits = format!("{:031}", digits >> bits);
        let (whole, fraction) = digits.split_at(digits.len() - places);
        let text = format!("-{}.{fraction}", whole.trim_start_matches('0').parse::<u64>().unwrap_or_default());
        let number = Scanner::new(&text).decimal();
        let nearest: f64 = text.parse().unwrap();
        prop_assert!(number.is_none_or(|number| number.to_bits() == nearest.to_bits()), "{}", text);
        prop_assert_eq!(number.is_some(), places <= 22 && digits.parse::<u64>().unwrap() < 1 << 53, "{}", text);
    }

    #[test]
    fn what_has_something_of_others_is_read_alike_or_not_taken(network in whole_network()) {
        is_taken(&store(&network));
    }

    #[test]
    fn an_edited_text_is_read_alike_or_not_taken(
        network in whole_network(), edits in prop::collection::vec((edit(), any::<Index>()), 1..4)
    ) {
        let text = store(&as_we_make_them(network));
        is_taken(&edits.iter().fold(text, |text, (edit, at)| edited(&text, edit, *at)));
    }
}

/// Every place of a document in which every field is filled.
#[test]
fn the_settled_document_is_taken_and_each_end_and_double_of_it_is_not() {
    let text = store(&as_we_make_them(settled().network));
    assert!(is_taken(&text));
    for end in 0..text.len() {
        assert!(!text.is_char_boundary(end) || read_stored(&text[..end]).is_none(), "{}", &text[..end]);
    }
    let fields: Vec<usize> = text.match_indices("\":").map(|(place, _)| place).collect();
    for place in fields {
        let start = text[..place].rfind('"').unwrap();
        is_taken(&[&text[..start], "\"id\":\"x\",", &text[start..]].concat());
        is_taken(&[&text[..start], "\"other\":[0],", &text[start..]].concat());
        is_taken(&[&text[..place + 2], "null", &text[place + 2..]].concat());
    }
}

#[test]
fn files_are_read_alike_or_not_taken() {
    let example = fs::read_to_string("data/goslar.json").unwrap();
    assert!(is_taken(&example));
    let folder = Path::new("tests/fixtures");
    for name in ["v1.json", "v1-settled.json"] {
        is_taken(&String::from_utf8(fixture(name)).unwrap());
    }
    for file in fs::read_dir(folder.join("odd")).unwrap() {
        if let Ok(text) = fs::read_to_string(file.unwrap().path()) {
            is_taken(&text);
        }
    }
}

#[test]
fn odd_documents() {
    let document = |rest: &str| format!(r#"{{"format":"gosmart-network","version":1{rest}}}"#);
    for rest in [
        "",
        r#","network":{"id":"n"}"#,
        r#","actors":[]"#,
        r#","actors":[{"name":"A","id":"a"}] "#,
        r#","actors":[{"id":"a","name":""}]"#,
        r#","actors":[{"id":"a","name":"\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00"}]"#,
        r#","actors":[{"id":"a","name":"A","sector":"nowhere","joined":"2017"}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{"other":9007199254740991}}]"#,
        r#","offers":[{"id":"o","actor":"a","competency":"c","level":255,"forms":[]}]"#,
        r#","topics":[{"id":"t","title":"T","people":[{"actor":"a"}],"history":[{}]}]"#,
        r#","positions":{"a":{"x":-0,"y":9007199254740991},"b":{"x":0.1,"y":-123456.7,"pinned":false}}"#,
        r#","removed":[{"id":"a","kind":"actor","removed_at":0},{"id":"a","kind":"offer","removed_at":1}]"#,
        r#","profile":"network","by":"","exported_at":"then","contains_personal_data":true"#,
    ] {
        assert!(is_taken(&document(rest)), "{rest}");
    }
    for rest in [
        r#","actors":[{"id":"a","name":"A"}],"actors":[]"#,
        r#","actors":[],"actors":[]"#,
        r#","network":{"id":"n"},"network":{"id":"n"}"#,
        r#","network":{"title":"no id"}"#,
        r#","network":[]"#,
        r#","other":1"#,
        r#","gosmart:unreadable":{}"#,
        r#","profile":"secret""#,
        r#","actors":{}"#,
        r#","actors":null"#,
        r#","actors":[7]"#,
        r#","actors":[{"name":"A"}]"#,
        r#","actors":[{"id":"","name":"A"}]"#,
        r#","actors":[{"id":"a"}]"#,
        r#","actors":[{"id":"a","name":"A"},{"id":"a","name":"B"}]"#,
        r#","actors":[{"id":"a","name":"A","name":"A"}]"#,
        r#","actors":[{"id":"a","name":"A","place":""}]"#,
        r#","actors":[{"id":"a","name":"A","place":null}]"#,
        r#","actors":[{"id":"a","name":"A","other":0}]"#,
        r#","actors":[{"id":"a","name":"A","kind":"troll"}]"#,
        r#","actors":[{"id":"a","name":"\ud83d"}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{"name":9007199254740992}}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{"name":1.0}}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{},"changed":{"name":1}}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{"name":1,"name":1}}]"#,
        r#","actors":[{"id":"a","name":"A","changed":{"gosmart:number":1}}]"#,
        r#","offers":[{"id":"o","actor":"a","competency":"c","level":256}]"#,
        r#","offers":[{"id":"o","actor":"a","competency":"c","level":-1}]"#,
        r#","topics":[{"id":"t","title":"T","people":[{}]}]"#,
        r#","topics":[{"id":"t","title":"T","people":[{"actor":"a","other":0}]}]"#,
        r#","topics":[{"id":"t","title":"T","competencies":["a",""]}]"#,
        r#","positions":{"a":{"x":1}}"#,
        r#","positions":{"a":{"x":1,"y":1,"z":1}}"#,
        r#","positions":{"a":{"x":1,"y":1},"a":{"x":1,"y":1}}"#,
        r#","positions":{"":{"x":1,"y":1}}"#,
        r#","positions":{"gosmart:number":{"x":1,"y":1}}"#,
        r#","positions":{"a":{"x":1,"y":1e3}}"#,
        r#","positions":{"a":{"x":1,"y":0.30000000000000004}}"#,
        r#","positions":{"a":{"x":1,"y":0.00000000000000000000001}}"#,
        r#","removed":[{"id":"a","kind":"actor"}]"#,
        r#","removed":[{"id":"a","kind":"network","removed_at":1}]"#,
        r#","removed":[{"id":"a","kind":"actor","removed_at":"2026-11-22T18:00:00Z"}]"#,
        r#","removed":[{"id":"a","kind":"actor","removed_at":1},{"id":"a","kind":"actor","removed_at":1}]"#,
        r#","removed":[{"id":"a","kind":"actor","removed_at":1,"why":""}]"#,
    ] {
        assert!(!is_taken(&document(rest)), "{rest}");
    }
    for text in [
        "",
        "{}",
        "[]",
        r#"{"format":"gosmart-network"}"#,
        r#"{"version":1}"#,
        r#"{"format":"gosmart-network","version":2}"#,
        r#"{"format":"gosmart-network","version":1.0}"#,
        r#"{"format":"other","version":1}"#,
        "\u{feff}{\"format\":\"gosmart-network\",\"version\":1}",
        r#"{"format":"gosmart-network","version":1}}"#,
        r#"{"format":"gosmart-network","version":1,}"#,
    ] {
        assert!(!is_taken(text), "{text}");
    }
}
