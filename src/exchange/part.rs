//! A part of a network, for who only looks at it.

use std::collections::HashSet;

use super::{Redacted, redact::Redaction};
use crate::model::{Content, Id, Network, Position, Record, TableName, order};

/// What travels: kinds and ids.
pub(super) type Kept = HashSet<(TableName, Id)>;

/// What somebody chose of a network. What is between two of the chosen comes along, and their sectors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    pub actors: HashSet<Id>,
    /// Where none is chosen, those that the actors offer or look for.
    pub competencies: HashSet<Id>,
    pub topics: HashSet<Id>,
}

impl Choice {
    /// Those of some ids that are actors, competencies or topics.
    pub fn of<'a>(network: &Network, ids: impl IntoIterator<Item = &'a Id>) -> Self {
        let mut choice = Self::default();
        for id in ids {
            for (chosen, table) in [
                (&mut choice.actors, TableName::Actors),
                (&mut choice.competencies, TableName::Competencies),
                (&mut choice.topics, TableName::Topics),
            ] {
                if network.get(table, id).is_some() {
                    chosen.insert(id.clone());
                }
            }
        }
        choice
    }

    pub fn is_empty(&self) -> bool {
        self.actors.is_empty() && self.competencies.is_empty() && self.topics.is_empty()
    }

    fn kept(&self, network: &Network) -> Kept {
        let mut kept = Kept::new();
        let mut keep = |table: TableName, ids: &HashSet<Id>| {
            kept.extend(ids.iter().map(|id| (table, id.clone())));
        };
        keep(TableName::Actors, &self.actors);
        keep(TableName::Topics, &self.topics);
        keep(TableName::Competencies, &self.competencies);
        if self.competencies.is_empty() {
            let offers = network.offers.iter().map(|offer| (&offer.actor, &offer.competency));
            let needs = network.needs.iter().map(|need| (&need.actor, &need.competency));
            let theirs = offers.chain(needs).filter(|(actor, _)| self.actors.contains(*actor));
            kept.extend(theirs.map(|(_, competency)| (TableName::Competencies, competency.clone())));
        }
        let sectors = network.actors.iter().filter(|actor| self.actors.contains(&actor.id));
        kept.extend(sectors.filter_map(|actor| Some((TableName::Sectors, actor.sector.clone()?))));
        for table in network.tables() {
            let kind = table.schema().table;
            if kind == TableName::Network {
                kept.extend(table.records().map(|about| (kind, about.id().clone())));
                continue;
            }
            // What is required leads to earlier tables only, so one walk is enough.
            let follows = table.records().filter(|record| follows(*record, &kept));
            let follows: Vec<Id> = follows.map(|record| record.id().clone()).collect();
            kept.extend(follows.into_iter().map(|id| (kind, id)));
        }
        kept
    }
}

/// Whether it is about records that travel, and about no others.
fn follows(record: &dyn Record, kept: &Kept) -> bool {
    let (mut any, mut all) = (false, true);
    for field in record.table().schema().fields.iter().filter(|field| field.required) {
        if matches!(field.content, Content::Reference(_)) {
            record.get(field).references(field.content, &mut |table, id| {
                any = true;
                all &= kept.contains(&(table, id.clone()));
            });
        }
    }
    any && all
}

impl Redacted {
    /// What is chosen of it, or all, for who only looks: without stamps and tombstones, at places rounded to whole
    /// units. Every reference points to a record that travels too.
    pub fn excerpt(&self, choice: Option<&Choice>) -> Self {
        let kept = match choice {
            Some(choice) => choice.kept(self),
            None => {
                let tables = self.tables();
                let all = tables.flat_map(|table| {
                    table.records().map(|record| (record.table(), record.id().clone())).collect::<Vec<_>>()
                });
                all.collect()
            }
        };
        let mut excerpt = Redaction { network: self, profile: self.profile(), excerpt: Some(&kept) }.done();
        let whole = |at: &Position| Position { x: at.x.round(), y: at.y.round(), pinned: false };
        let places = excerpt.positions.iter().map(|(id, at)| (id.clone(), whole(at)));
        excerpt.place(order::map(places));
        excerpt
    }
}
