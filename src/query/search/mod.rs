//! Search as you type over actors (who), competencies (what) and topics.
//!
//! Every word of the query must be found with an entry, in any order: in its own fields, or for actors and
//! topics also by way of a competency they offer, look for or take. A word is found as a whole
//! word, as the beginning of one, inside a compound, or with typing errors; words written apart, together or
//! with a hyphen are the same ([`fold`](super::fold)). Filler words of a question ("wer bietet …?") are not searched.
//! See [`Index::find`] for the order of the hits, and for how far a competency leads.

mod build;
mod distance;
mod find;
mod matching;
mod names;
mod question;
mod reason;
mod similar;

use std::{collections::HashSet, ops::Range};

use crate::model::{self, Id, Network, TableName};

pub use build::IndexBuilder;
pub use distance::Typed;
#[cfg(test)]
pub(super) use distance::naive as naive_distance;
pub use similar::{How, Likeness, Similar};
pub(crate) use similar::{Names, NamesBuilder};

/// What kind of record a hit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HitKind {
    Actor,
    Competency,
    Topic,
}

impl HitKind {
    const ALL: [Self; 3] = [Self::Actor, Self::Competency, Self::Topic];

    pub fn table(self) -> TableName {
        match self {
            Self::Actor => TableName::Actors,
            Self::Competency => TableName::Competencies,
            Self::Topic => TableName::Topics,
        }
    }

    /// The field that people call such a record by. All these kinds require it, and what is required comes first.
    fn title(self) -> &'static model::Field {
        &self.table().schema().fields[0]
    }
}

/// The hits of one query in three groups, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    pub actors: Vec<Hit>,
    pub competencies: Vec<Hit>,
    pub topics: Vec<Hit>,
}

impl Found {
    fn of(self, kind: HitKind) -> Vec<Hit> {
        match kind {
            HitKind::Actor => self.actors,
            HitKind::Competency => self.competencies,
            HitKind::Topic => self.topics,
        }
    }
}

/// Everything that matches one query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    pub actors: HashSet<Id>,
    pub competencies: HashSet<Id>,
    pub topics: HashSet<Id>,
    pub best: Found,
}

/// One record that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub kind: HitKind,
    pub id: Id,
    /// From 0 to 100; comparable across groups.
    pub score: f32,
    /// Which bytes of the record's name (a topic's title) match, in order and without overlap; may be empty.
    pub marks: Vec<Range<usize>>,
    pub reason: Reason,
    /// Some word matches only if a typing error is forgiven.
    pub forgiven: bool,
}

/// Why a record matches; of several query words the one whose reason is least obvious.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Its name matches; see [`Hit::marks`].
    Name,
    /// Another word for the competency matches.
    Synonym { text: String, marks: Vec<Range<usize>> },
    /// The competency is a narrower term of this one, which matches.
    NarrowerThan { competency: Id },
    /// The actor offers this competency, which matches, if only by its description.
    Offers { competency: Id },
    /// The actor offers this competency, a narrower term of another, which matches.
    OffersNarrower { competency: Id, than: Id },
    /// The actor offers this competency, the broader term of another, which matches and which nobody offers.
    OffersBroader { competency: Id, than: Id },
    /// The actor looks for this competency, which matches.
    LooksFor { competency: Id },
    /// The topic takes this competency, which matches, if only by its description.
    Takes { competency: Id },
    /// The name of the actor's sector matches.
    Sector { sector: Id },
    /// Some other text of the record matches: the field's name, a piece of the text and the marks within it.
    Text { field: &'static str, excerpt: String, marks: Vec<Range<usize>> },
}

/// A network prepared for searching; build it anew when the network changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Index {
    network: Network,
    /// Actors, then competencies, then topics, each in document order.
    entries: Vec<Entry>,
    fields: Vec<Field>,
    /// All words of all fields in the order of the text.
    occurrences: Vec<Occurrence>,
    /// Where each term occurs: `postings[starts[term]..starts[term + 1]]`.
    postings: Vec<Posting>,
    starts: Vec<u32>,
    /// Both folded forms of every term, sorted, their letters in one string in the same order.
    words: Vec<Word>,
    letters: String,
    /// For each term the rows of `words` that hold its spelt and its bare form.
    forms: Vec<[u32; 2]>,
    /// Names and synonyms as wholes.
    keys: Vec<Key>,
    /// Pairs of entries: who offers what, looks for what, which topic takes what, what is narrower than what.
    offers: Vec<[u32; 2]>,
    needs: Vec<[u32; 2]>,
    takes: Vec<[u32; 2]>,
    narrower: Vec<[u32; 2]>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    kind: HitKind,
    id: Id,
    /// The place of the name in alphabetical order, among entries of its kind.
    order: u32,
    /// The folded name.
    key: Box<str>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Field {
    entry: u32,
    place: Place,
}

/// Where in a record a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Name,
    /// The synonym with this number.
    Also(&'static model::Field, u16),
    Sector,
    Text(&'static model::Field),
}

impl Place {
    /// The row of the place in [`find::scores`].
    fn field_class(self) -> usize {
        match self {
            Self::Name => 0,
            Self::Also(..) => 1,
            Self::Sector => 2,
            Self::Text(_) => TEXTS,
        }
    }
}

/// The field_class of longer texts.
const TEXTS: usize = 3;

#[derive(Clone, Copy, Debug, PartialEq)]
struct Occurrence {
    term: u32,
    field: u32,
}

/// An occurrence with what a search asks of its field, so that it need not be looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Posting {
    occurrence: u32,
    field: u32,
    entry: u32,
    field_class: u32,
}

#[derive(Clone, Debug, PartialEq)]
struct Word {
    /// Where in [`Index::letters`].
    start: u32,
    end: u32,
    /// Which letters occur, as bits.
    letters: u32,
    term: u32,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    entry: u32,
    text: Box<str>,
    letters: u32,
    /// See [`similar::sorted_words`].
    sorted_words: Box<str>,
}

/// A set of letters with room for mistakes: digits share bits, all others share one.
fn letters_of(text: &str) -> u32 {
    text.bytes().fold(0, |letters, byte| {
        letters
            | match byte {
                b'a'..=b'z' => 1 << (byte - b'a'),
                b'0'..=b'9' => 1 << (26 + (byte - b'0') % 5),
                _ => 1 << 31,
            }
    })
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
