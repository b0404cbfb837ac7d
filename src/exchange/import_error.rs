use serde_json::Value;

use super::Format;

/// Why a file is not taken at all, and where it went wrong. Lines and columns count from 1, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportError {
    Empty,
    TooLarge {
        bytes: usize,
        limit: usize,
    },
    /// Neither UTF-8 nor UTF-16 with a byte order mark; `at_byte` counts from 0.
    NotText {
        at_byte: usize,
    },
    NotJson {
        line: usize,
        column: usize,
        what: JsonErrorKind,
    },
    /// Lists and objects inside each other more than 127 deep.
    TooDeep {
        line: usize,
        column: usize,
    },
    NotAnObject {
        found: JsonKind,
    },
    /// A JSON object whose field `format` is missing or names something else.
    FormatMissing,
    /// In a format that is known and not read.
    NotReadable {
        format: &'static Format,
    },
    VersionMissing,
    /// Not a version that ever existed; `found` is the value as JSON, shortened.
    VersionUnknown {
        found: String,
    },
}

/// What is wrong at a place in a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonErrorKind {
    EndsTooEarly,
    CommaOrBracketMissing,
    ColonMissing,
    CommaTooMany,
    NameNotQuoted,
    NotAValue,
    BadNumber,
    /// A line break or another control character, or an unknown escape, inside a quoted text.
    BadText,
    MoreAfterTheEnd,
    Other,
}

/// The kinds of JSON value, for saying what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonKind {
    Null,
    Truth,
    Number,
    Text,
    List,
    Object,
}

impl JsonKind {
    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Truth,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::Text,
            Value::Array(_) => Self::List,
            Value::Object(_) => Self::Object,
        }
    }
}

impl ImportError {
    /// What an error of the JSON parser at a place in `text` means.
    pub(super) fn of_json(error: &serde_json::Error, text: &str) -> Self {
        let line = error.line().max(1);
        let column = characters_before(text, line, error.column());
        // The parser offers its reason as text only.
        let message = error.to_string();
        if message.starts_with("recursion limit exceeded") {
            return Self::TooDeep { line, column };
        }
        let what = if error.is_eof() {
            JsonErrorKind::EndsTooEarly
        } else {
            REASONS
                .iter()
                .find(|(start, _)| message.starts_with(start))
                .map_or(JsonErrorKind::Other, |(_, what)| *what)
        };
        Self::NotJson { line, column, what }
    }
}

const REASONS: [(&str, JsonErrorKind); 12] = [
    ("expected `,` or", JsonErrorKind::CommaOrBracketMissing),
    ("expected `:`", JsonErrorKind::ColonMissing),
    ("trailing comma", JsonErrorKind::CommaTooMany),
    ("key must be a string", JsonErrorKind::NameNotQuoted),
    ("expected value", JsonErrorKind::NotAValue),
    ("expected ident", JsonErrorKind::NotAValue),
    ("invalid number", JsonErrorKind::BadNumber),
    ("number out of range", JsonErrorKind::BadNumber),
    ("control character", JsonErrorKind::BadText),
    ("invalid escape", JsonErrorKind::BadText),
    ("lone leading surrogate", JsonErrorKind::BadText),
    ("trailing characters", JsonErrorKind::MoreAfterTheEnd),
];

/// The parser counts columns in bytes; people count characters.
fn characters_before(text: &str, line: usize, column_bytes: usize) -> usize {
    let line = text.split('\n').nth(line - 1).unwrap_or_default().as_bytes();
    let start = &line[..column_bytes.min(line.len())];
    // Every byte but the second and later ones of a character.
    start.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count().max(1)
}
