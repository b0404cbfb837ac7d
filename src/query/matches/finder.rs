//! The matches of a network that changes while they are found.

use std::sync::Arc;

use super::{Matches, MatchesBuilder};
use crate::{
    model::{Day, Network},
    query::graph::Graph,
};

/// Finds the matches of the records that were asked for last, step by step, and keeps the last ones until then.
#[derive(Default)]
pub struct Finder {
    found: Option<Arc<Matches>>,
    unfinished: Option<Box<MatchesBuilder>>,
}

impl Finder {
    /// Asks for the matches of these records on this day: what is found already stays, what is under way goes on, and
    /// what is under way of others is given up. Whether that is a beginning, which asks for the graph: see
    /// [`MatchesBuilder::along`].
    pub fn turn_to(&mut self, network: &Network, today: &Day, graph: impl FnOnce() -> Arc<Graph>) -> bool {
        if self.found.as_ref().is_some_and(|found| found.is_of(network, today)) {
            self.unfinished = None;
        } else if !self.unfinished.as_ref().is_some_and(|builder| builder.is_of(network, today)) {
            let builder = MatchesBuilder::new(network, today, self.found.as_deref()).along(graph());
            self.unfinished = Some(Box::new(builder));
            return true;
        }
        false
    }

    /// Works on, at least one step, for as long as `may_go_on` allows. Whether nothing is left to be done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> bool {
        let Some(mut builder) = self.unfinished.take() else { return true };
        if !builder.work(may_go_on) {
            self.unfinished = Some(builder);
            return false;
        }
        self.found = Some(Arc::new(builder.finish()));
        true
    }

    /// The last that were found of this network, be it of an earlier state; [`Match::in_later`](super::Match::in_later)
    /// says what is still to be said of those.
    pub fn latest(&self, network: &Network) -> Option<Arc<Matches>> {
        self.found.clone().filter(|found| found.network.about.id == network.about.id)
    }
}
