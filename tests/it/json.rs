//! The grammar of JSON (RFC 8259), case by case: what it allows is read and kept, what it does not is refused with the
//! line and the column, and nothing in between.

use gosmart::exchange::{self, Header, ImportError, Profile};

fn document(value: &str) -> String {
    format!(
        "{{\"format\":\"gosmart-network\",\"version\":1,\"network\":{{\"id\":\"n\",\"title\":\"T\"}},\n\"ours\":1,\n\"x\":{value}\n}}"
    )
}

#[test]
fn what_the_grammar_allows_is_read_and_kept() {
    for value in [
        "0",
        "-0",
        "1",
        "-1.5",
        "0.1e-9",
        "1E+2",
        "1e2",
        "123456789012345678901234567890",
        "true",
        "false",
        "null",
        "\"\"",
        r#""\"\\\/\b\f\n\r\t""#,
        r#""\u0041\u00e4""#,
        r#""\uD834\uDD1E""#,
        "\"\u{7f}\"",
        "\"\u{2028}\"",
        "\"€𝄞\"",
        "[]",
        "[ ]",
        "[[],{}]",
        "{}",
        "{\"\":0}",
        "{\"a\":{\"b\":[1,2]}}",
        " \t\r\n1 \t\r\n",
    ] {
        let parsed =
            exchange::read(document(value).as_bytes()).unwrap_or_else(|error| panic!("{value}: {error:?}"));
        let written = exchange::write(&exchange::redact(&parsed.network, Profile::Full), Header::default());
        let kept: serde_json::Value = serde_json::from_str(&written).unwrap();
        let said: serde_json::Value = serde_json::from_str(value).unwrap();
        assert_eq!(kept["x"], said, "{value}");
    }
}

#[test]
fn what_it_does_not_allow_is_refused_with_its_place() {
    for value in [
        "01",
        "-01",
        "+1",
        ".5",
        "1.",
        "1e",
        "1e+",
        "-",
        "0x1",
        "1_000",
        "NaN",
        "Infinity",
        "-Infinity",
        "undefined",
        "tru",
        "TRUE",
        "nul",
        "'a'",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u{41}\"",
        "\"a\tb\"",
        "\"a\u{1}b\"",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,,2]",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\" 1}",
        "{\"a\"}",
        "{\"a\":}",
        "{1:1}",
        "1 2",
        "",
        "// no\n1",
        "/* no */1",
        "\u{a0}1",
        "\u{c}1",
        "\u{feff}1",
        "[1}",
        "{\"a\":1]",
    ] {
        match exchange::read(document(value).as_bytes()) {
            Err(ImportError::NotJson { line, column, .. }) => {
                assert!((3..=4).contains(&line) && column > 0, "{value}: {line}:{column}");
            }
            other => panic!("{value}: {:?}", other.map(|parsed| parsed.network)),
        }
    }
    for cut in ["", "\"x\":1", "{\"format\":\"gosmart-network\"", "{\"format\":\"gosmart-network\"}}", "{}{}"]
    {
        assert!(exchange::read(cut.as_bytes()).is_err(), "{cut}");
    }
}
