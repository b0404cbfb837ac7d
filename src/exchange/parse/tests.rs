use proptest::prelude::*;
use serde_json::json;

use super::{super::json::text, *};

fn oddities(text: &str) -> Vec<(String, WarningKind)> {
    parse(text).unwrap().1
}

fn doubled(place: &str, kept_as: &str) -> Oddity {
    (place.to_owned(), WarningKind::DoubledName { kept_as: Some(kept_as.to_owned()) })
}

#[test]
fn of_equal_names_the_last_counts_and_none_is_lost() {
    let (value, odd) = parse(r#"{"a":1,"b":[{"c":1,"c":2,"c":3,"c~2":4}],"a":2}"#).unwrap();
    assert_eq!(value, json!({ "a": 2, "a~2": 1, "b": [{ "c": 3, "c~2": 4, "c~3": 1, "c~4": 2 }] }));
    assert_eq!(odd, [doubled("b[0].c", "c~3"), doubled("b[0].c", "c~4"), doubled("a", "a~2")]);
}

#[test]
fn two_lists_of_one_name_are_one_where_sections_stand() {
    let (value, odd) = parse(r#"{"a":[1],"a":[2],"b":{"c":[1],"c":[2]}}"#).unwrap();
    assert_eq!(value, json!({ "a": [1, 2], "b": { "c": [2], "c~2": [1] } }));
    assert_eq!(odd[0], ("a".to_owned(), WarningKind::DoubledName { kept_as: None }));
}

#[test]
fn numbers_beyond_all_bounds_stay_as_they_were_written() {
    for number in ["123456789012345678901234567890", "-9223372036854775809", "1e999", "18446744073709551616"]
    {
        let (value, odd) = parse(number).unwrap();
        assert_eq!((text(&value).as_str(), odd), (number, vec![]));
    }
    // Nobody else's object is taken for one of them.
    let foreign = r#"{"gosmart:number":"no number"}"#;
    let kept = text(&parse(foreign).unwrap().0);
    assert_eq!(kept, r#"{"gosmart:number~2":"no number"}"#);
}

#[test]
fn half_a_character_is_replaced_and_named() {
    let (value, odd) =
        parse(r#"[{"a":"x\ud83dy"},"\ude00\ud83d","\ud83d\ude00","\ud83d\ud83d\ude00"]"#).unwrap();
    assert_eq!(value, json!([{ "a": "x\u{fffd}y" }, "\u{fffd}\u{fffd}", "😀", "\u{fffd}😀"]));
    assert_eq!(odd, ["[0].a", "[1]", "[3]"].map(|place| (place.to_owned(), WarningKind::HalfCharacter)));
}

#[test]
fn a_hundred_thousand_equal_names_are_no_trouble() {
    let many = format!("{{{}}}", vec![r#""a":1"#; 100_000].join(","));
    assert_eq!(oddities(&many).len(), 99_999);
}

#[test]
fn brackets_without_end_are_refused() {
    let deep = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(parse(&deep(127)).is_ok());
    assert_eq!(parse(&deep(128)), Err(ImportError::TooDeep { line: 1, column: 128 }));
    assert!(parse(&"[".repeat(1_000_000)).is_err());
}

/// What the other reader says: the value, or line and column.
fn theirs(text: &str) -> Result<Json, (usize, usize)> {
    serde_json::from_str(text).map_err(|error| (error.line(), error.column().max(1)))
}

fn ours(text: &str) -> Result<Json, (usize, usize)> {
    match parse(text) {
        Ok((value, _)) => Ok(value),
        Err(ImportError::NotJson { line, column, .. } | ImportError::TooDeep { line, column }) => {
            Err((line, column))
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// Pieces of JSON in any order: some are JSON, most nearly.
fn nearly_json() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(
        &[
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"b\"",
            "1",
            "-0",
            "0",
            "1.5",
            "1e3",
            "-",
            ".",
            "true",
            "nul",
            "null",
            " ",
            "\n",
            "\"\\n\"",
            "\"\\u00e9\"",
            "\"\\x\"",
            "\"",
            "{\"c\":",
            "[1,",
            "tru",
            "false",
            "01",
        ][..],
    );
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_json_reads_as_the_other_reader_has_it(number in any::<f64>(), whole in any::<i64>(), text in ".{0,9}") {
        let value = json!({ "number": number, "whole": whole, "text": text, "list": [null, true, { &text: [] }] });
        for written in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert_eq!(ours(&written), theirs(&written));
        }
    }

    #[test]
    fn what_is_none_is_refused_at_the_same_place(text in nearly_json()) {
        // Equal names and numbers beyond what fits are read otherwise.
        let names = |name: &str| text.matches(name).count();
        let huge = text.split('e').skip(1).any(|exponent| exponent.starts_with(|sign: char| sign.is_ascii_digit())
            && exponent.chars().take_while(char::is_ascii_digit).count() > 2);
        if !huge && ["\"a\"", "\"b\"", "\"c\""].iter().all(|name| names(name) < 2) {
            prop_assert_eq!(ours(&text), theirs(&text), "{}", text);
        }
    }
}
