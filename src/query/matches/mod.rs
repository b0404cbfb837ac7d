//! Matches: who offers what somebody looks for, and why the two should meet.
//!
//! A match joins an open need to an actor who offers what is wanted, by any [`Closeness`]. One actor stands once at
//! each need, with the offer that fits best; what else of it would fit stands in [`Match::further`].
//!
//! - Nobody is matched with itself. A need that was met, and an actor that has left, take no part, and neither do
//!   relations of which an end is missing.
//! - Where need and offer both name forms of help, they share one: who looks for a room is not served by advice. Where
//!   one of them names none, any will do.
//! - Who can help only after the day until which help is wanted is no match.
//! - What was found not to fit is left out ([`Matches::not_fitting`] has it).
//! - The order is [`WEIGHTS`], then that of the document: of needs, then of offers.
//!
//! "Contact" means a link of any kind in either direction, or that one invited the other; actors that have left
//! introduce nobody.

mod closeness;
mod groups;
mod index;
mod rank;
mod score;
mod today;

pub use closeness::Closeness;
pub use index::Matches;
pub use score::{Criterion, WEIGHTS, Weight, fresh_months, fresh_since_day};

use crate::model::{AgreementState, Day, HelpForm, Id};

/// A need, and an actor that offers what is wanted.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// `None` for a wish that nobody has recorded.
    pub need: Option<Id>,
    /// Who needs it; `None` for a wish of nobody in particular.
    pub actor: Option<Id>,
    /// The competency that is wanted.
    pub wanted: Id,
    pub offer: Id,
    pub offered_by: Id,
    /// The competency that is offered.
    pub offered: Id,
    pub closeness: Closeness,
    /// The kinds of help that both name; empty where one of them names none.
    pub forms: Vec<HelpForm>,
    /// Other offers of the same actor that fit this need, better ones first.
    pub further: Vec<Id>,
    /// What the other way round fits best, when both surely fit.
    pub mutual: Option<Mutual>,
    /// The two have contact.
    pub in_contact: bool,
    /// Who has contact with both and could introduce them, in document order.
    pub common: Vec<Id>,
    /// They come from different sectors, have no contact and nobody in common.
    pub surprising: bool,
    /// When offer and need were last confirmed, by themselves or with their actor.
    pub offer_confirmed: Option<Day>,
    pub need_confirmed: Option<Day>,
    /// The latest agreement that speaks of this need and one of these offers, or of this need and this actor.
    pub agreement: Option<(Id, AgreementState)>,
    /// Hundredths of the points of [`WEIGHTS`]; more is better.
    pub score: u16,
}

/// What the one who offers looks for, and the one who looks offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutual {
    pub need: Id,
    pub wanted: Id,
    pub offer: Id,
    pub offered: Id,
    pub closeness: Closeness,
}

/// The matches of one actor, either way, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ActorMatches {
    /// Who could help it.
    pub looking: Vec<Match>,
    /// Whom it could help.
    pub offering: Vec<Match>,
}

#[cfg(test)]
pub(super) mod oracle;
#[cfg(test)]
mod tests;
