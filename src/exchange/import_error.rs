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
    /// Neither UTF-8 nor UTF-16 nor UTF-32; `at_byte` counts from 0.
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
