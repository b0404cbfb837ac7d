//! What a match depends on.

use std::collections::HashSet;

use super::Matches;
use crate::model::{Id, Network, RecordType, Table};

impl Matches {
    /// The part of the network that what is told of matches of two actors depends on: the same is told of it, and it
    /// is small enough for being asked at once.
    pub fn around(&self, one: &Id, other: &Id) -> Network {
        let network = &self.network;
        let is_theirs = |actor: &Id| actor == one || actor == other;
        let mut part = Network::new(network.about.id.clone());
        part.about = network.about.clone();
        part.sectors = network.sectors.clone();
        part.offers = picked(&network.offers, |_, offer| is_theirs(&offer.actor));
        part.needs = picked(&network.needs, |_, need| is_theirs(&need.actor));
        part.links = picked(&network.links, |_, link| is_theirs(&link.from) || is_theirs(&link.to));
        part.agreements = picked(&network.agreements, |_, agreement| {
            // One on an offer of somebody else would speak of all offers if that were not there.
            let elsewhere = |offer: &Id| network.offers.contains(offer) && !part.offers.contains(offer);
            agreement.need.as_ref().is_some_and(|need| part.needs.contains(need))
                && !agreement.offer.as_ref().is_some_and(elsewhere)
        });

        let mut actors = HashSet::new();
        for actor in [one, other].into_iter().filter_map(|id| network.actors.index_of(id)) {
            let contacts = self.contacts.of(actor as u32).iter();
            actors.extend(contacts.map(|contact| *contact as usize).chain([actor]));
        }
        part.actors = picked(&network.actors, |place, _| actors.contains(&place));

        let mut terms = HashSet::new();
        let mut seen = self.terms.seen();
        let wanted = part.needs.iter().map(|need| &need.competency);
        for term in wanted.chain(part.offers.iter().map(|offer| &offer.competency)) {
            if let Some(place) = network.competencies.index_of(term) {
                let near = self.terms.near(place as u32, &mut seen).into_iter();
                terms.extend(near.map(|(term, _)| term as usize));
            }
        }
        part.competencies = picked(&network.competencies, |place, _| terms.contains(&place));
        part
    }
}

/// The records that are wanted, by place and contents.
fn picked<T: RecordType>(table: &Table<T>, is_wanted: impl Fn(usize, &T) -> bool) -> Table<T> {
    let records = (0..).zip(table.iter()).filter(|(place, record)| is_wanted(*place, record));
    records.map(|(_, record)| T::clone(record)).collect()
}
