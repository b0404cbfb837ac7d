//! What forms hold while they are filled in: what is wrong with it, and the one step that saves it.

mod connection;
mod definition;
mod entry;
mod redirect;
mod several;
mod state;
mod suggest;
mod web;
mod writer;

use crate::model::Id;

pub use connection::ConnectionKind;
pub use definition::{Form, Note, Part, doubled, form_of, similar};
pub use entry::{Choice, Choices, Entry, EntryRow, separated};
pub use redirect::{redirect_after_adding, redirect_after_removing};
pub use state::{FormState, Input, Place, Saved};
pub use suggest::{Suggestion, Vocabulary};
pub use web::web_address;
pub use writer::new_sector;

/// An input and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub place: Place,
    pub kind: FieldErrorKind,
}

impl FieldError {
    fn at(input: &'static str, kind: FieldErrorKind) -> Self {
        Self { place: Place::of(input), kind }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldErrorKind {
    Missing,
    /// Something was typed that is neither a suggestion nor meant as a new entry.
    NotChosen {
        text: String,
    },
    NotAWebAddress,
    /// A date that the browser could not complete.
    NotADay,
    /// Of an hour and a minute.
    NotATime,
    NotANumber,
    /// A competency of this name is there already.
    Exists {
        id: Id,
    },
    /// The actor offers (looks for) this competency already.
    Doubled {
        id: Id,
    },
    /// A competency would become a broader term of itself.
    Circle,
    /// Two ends that are one and the same actor.
    SameEnds,
}

#[cfg(test)]
mod tests;
