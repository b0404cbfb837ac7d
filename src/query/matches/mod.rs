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

mod around;
mod build;
mod closeness;
mod finder;
mod groups;
mod index;
mod outline;
mod rank;
mod ranking;
mod score;
mod today;

pub use build::MatchesBuilder;
pub use closeness::Closeness;
pub use finder::Finder;
pub use index::{BEST, Matches};
pub use outline::Outline;
pub use rank::Pair;
pub use score::{Criterion, WEIGHTS, Weight, fresh_months, fresh_since_day, since_day};

use crate::model::{AgreementState, Day, HelpForm, Id, Network};

/// A need, and an actor that offers what is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

impl Match {
    /// What of a match is still to be said of a later network, in which it has not been looked for yet; `None` when what
    /// it joins is gone. What came since is not in it.
    pub fn in_later(mut self, network: &Network) -> Option<Self> {
        let is_open = |need: &Id| network.needs.get(need).is_some_and(|need| need.closed_on.is_none());
        let is_named = |competency: &Id| network.competencies.contains(competency);
        let is_here = |actor: &Id| network.actors.contains(actor);
        let is_there = self.actor.as_ref().is_none_or(is_here)
            && is_here(&self.offered_by)
            && self.need.as_ref().is_none_or(is_open)
            && network.offers.contains(&self.offer)
            && is_named(&self.wanted)
            && is_named(&self.offered);
        self.mutual = self.mutual.filter(|mutual| {
            let is_there = is_open(&mutual.need) && network.offers.contains(&mutual.offer);
            is_there && is_named(&mutual.wanted) && is_named(&mutual.offered)
        });
        self.common.retain(is_here);
        self.agreement = self.agreement.and_then(|(id, _)| {
            let state = network.agreements.get(&id)?.state;
            Some((id, state))
        });
        is_there.then_some(self)
    }
}

#[cfg(test)]
pub(super) mod oracle;
#[cfg(test)]
mod tests;
