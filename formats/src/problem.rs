//! Why a file cannot be read, and what was mended or left out of one that can. Free of language: whoever shows it has
//! the words.

/// A place in a text. Both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl Place {
    /// `offset` in bytes; beyond the end it is the end.
    pub(crate) fn at(text: &str, offset: usize) -> Self {
        let before = &text.as_bytes()[..offset.min(text.len())];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        // Bytes that continue a character are none of their own.
        let column = before[start..].iter().filter(|byte| **byte & 0xC0 != 0x80).count() + 1;
        Self { line: before.iter().filter(|byte| **byte == b'\n').count() + 1, column }
    }
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// No text, or damaged: `offset` is the first byte that belongs to no character.
    NotText { offset: usize },
    /// The file says it is written in an encoding that is not read here.
    UnknownEncoding { name: String },
    /// Against the grammar of XML or JSON.
    Broken { at: Place },
    /// An XML element is closed by the end tag of another.
    WrongEndTag { at: Place, expected: String, found: String },
    /// `&name;` that XML does not know; entities that a file defines itself are not read.
    UnknownEntity { at: Place, name: String },
    /// The file ends in the middle.
    Truncated { at: Place },
    TooDeep {
        at: Place,
        /// Levels that are read.
        most: usize,
    },
    TooLarge {
        /// Bytes that are read.
        most: usize,
    },
    /// Short, but it would become very large: it means often what it writes once.
    Swelling,
    /// Protected by a password.
    Encrypted,
    /// Sound, but not what it was taken for.
    WrongFormat,
}

/// Something in a graph that was mended or left out. The rest was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub subject: Subject,
    /// From 1; unknown in JSON.
    pub line: Option<usize>,
    pub kind: ProblemKind,
}

/// Numbers count from 1 in the order of the file; ids are empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    File,
    Node { number: usize, id: String },
    Edge { number: usize, id: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A node without an id got this one.
    NoId { given: String },
    /// The id belongs to an earlier node, to which edges go; this one got another.
    IdTwice { given: String },
    /// The edge does not say where it begins or ends and was left out.
    NoEnd,
    /// The edge begins or ends at a node that is not there and was left out.
    NoSuchNode { end: String },
    /// Several nodes have the label that the edge names; it goes to the first.
    AmbiguousEnd { end: String },
    /// Not of the type that the file declares for the attribute; kept as text.
    WrongType { attribute: String, value: String },
    /// The attribute came a second time; this value was left out.
    AttributeTwice { attribute: String, value: String },
    /// The file declares no attribute with this key; kept under the key.
    UndeclaredAttribute { key: String },
    /// A value with parts of its own; kept as JSON.
    Nested { attribute: String },
    /// Something that is not read, by its name in the file.
    LeftOut { name: String },
}
