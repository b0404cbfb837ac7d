use super::{
    Changes, Choice, FieldError, FieldErrorKind, Form, Saved, between, is_within, relation::doubled,
};
use crate::{
    model::{Competency, Day, Id, Link, LinkKind, Need, Network, Offer, TableName},
    query::{filter::Relation, search::Index},
};

#[derive(Clone, Debug, PartialEq)]
pub struct LinkForm {
    pub record: Link,
    pub from: Choice,
    pub to: Choice,
}

impl LinkForm {
    pub fn of(record: Link) -> Self {
        let (from, to) = (Choice::Existing(record.from.clone()), Choice::Existing(record.to.clone()));
        Self { record, from, to }
    }

    /// The form of a new link; `id` will be its id.
    pub fn new(id: Id, from: Option<Id>, to: Option<Id>) -> Self {
        // The ends are put into the record when it is saved.
        let record = Link::new(id.clone(), id.clone(), id);
        Self { record, from: from.into(), to: to.into() }
    }
}

impl Form for LinkForm {
    fn check(&self, _: &Network, _: &Index) -> Vec<FieldError> {
        let same = (self.from.id().is_some() && self.from == self.to)
            .then_some(FieldError { field: "to", fault: FieldErrorKind::SameEnds });
        let wrong = [self.from.check("from", true), self.to.check("to", true).or(same)];
        wrong.into_iter().flatten().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let mut record = self.record.clone();
        if let (Some(from), Some(to)) = (self.from.id(), self.to.id()) {
            record.from = from.clone();
            record.to = to.clone();
        }
        let added = !changes.network.links.contains(&record.id);
        let name = between(&changes.actor_name(Some(&record.from)), &changes.actor_name(Some(&record.to)));
        let saved = Saved::new(added, TableName::Links, &record.id, name);
        changes.put(record);
        saved
    }
}

/// What may join two nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConnectionKind {
    Relation(Relation),
    /// From the one joined first to the other, or the other way round.
    Link {
        kind: LinkKind,
        reversed: bool,
    },
    /// The one joined first is the broader term, or the other way round.
    Broader {
        reversed: bool,
    },
}

impl ConnectionKind {
    /// What may join these two, the most likely first; nothing if one of them is no node.
    pub fn between(network: &Network, from: &Id, to: &Id) -> Vec<Self> {
        let actor = |id| network.actors.contains(id);
        let competency = |id| network.competencies.contains(id);
        if from == to {
            Vec::new()
        } else if actor(from) && actor(to) {
            let link = |kind, reversed| Self::Link { kind, reversed };
            vec![
                link(LinkKind::Knows, false),
                link(LinkKind::WorksWith, false),
                link(LinkKind::Introduced, false),
                link(LinkKind::Introduced, true),
            ]
        } else if competency(from) && competency(to) {
            vec![Self::Broader { reversed: false }, Self::Broader { reversed: true }]
        } else if actor(from) && competency(to) || competency(from) && actor(to) {
            vec![Self::Relation(Relation::Offers), Self::Relation(Relation::LooksFor)]
        } else {
            Vec::new()
        }
    }
}

/// Two nodes and what shall join them.
#[derive(Clone, Debug, PartialEq)]
pub struct JoinForm {
    id: Id,
    pub from: Id,
    pub to: Id,
    pub joint: ConnectionKind,
    today: Day,
}

impl JoinForm {
    /// `id` will be the id of the offer, need or link.
    pub fn new(id: Id, from: Id, to: Id, joint: ConnectionKind, today: Day) -> Self {
        Self { id, from, to, joint, today }
    }

    /// Actor and competency, whichever was joined first.
    fn actor_and_competency(&self, network: &Network) -> (&Id, &Id) {
        if network.actors.contains(&self.from) { (&self.from, &self.to) } else { (&self.to, &self.from) }
    }

    fn turned(&self, reversed: bool) -> (&Id, &Id) {
        if reversed { (&self.to, &self.from) } else { (&self.from, &self.to) }
    }
}

impl Form for JoinForm {
    fn check(&self, network: &Network, _: &Index) -> Vec<FieldError> {
        let fault = match self.joint {
            ConnectionKind::Relation(relation) => {
                let (actor, competency) = self.actor_and_competency(network);
                doubled(network, relation, actor, competency).map(|id| FieldErrorKind::Doubled { id })
            }
            ConnectionKind::Broader { reversed } => {
                let (broader, narrower) = self.turned(reversed);
                is_within(network, broader, narrower).then_some(FieldErrorKind::Circle)
            }
            ConnectionKind::Link { .. } => None,
        };
        fault.into_iter().map(|fault| FieldError { field: "joint", fault }).collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let network = changes.network;
        match self.joint {
            ConnectionKind::Relation(relation) => {
                let (actor, competency) = self.actor_and_competency(network);
                let name = network.competencies.get(competency).map_or("", |it| it.name.as_str());
                let name = between(&changes.actor_name(Some(actor)), name);
                match relation {
                    Relation::Offers => {
                        let mut offer = Offer::new(self.id.clone(), actor.clone(), competency.clone());
                        offer.confirmed_on = Some(self.today.clone());
                        changes.put(offer);
                        Saved::new(true, TableName::Offers, &self.id, name)
                    }
                    Relation::LooksFor => {
                        let mut need = Need::new(self.id.clone(), actor.clone(), competency.clone());
                        need.since = Some(self.today.clone());
                        changes.put(need);
                        Saved::new(true, TableName::Needs, &self.id, name)
                    }
                }
            }
            ConnectionKind::Link { kind, reversed } => {
                let (from, to) = self.turned(reversed);
                let mut link = Link::new(self.id.clone(), from.clone(), to.clone());
                link.kind = kind;
                LinkForm::of(link).save(changes)
            }
            ConnectionKind::Broader { reversed } => {
                let (broader, narrower) = self.turned(reversed);
                let mut name = String::new();
                if let Some(record) = network.competencies.get(narrower) {
                    name.clone_from(&record.name);
                    changes.put(Competency { broader: Some(broader.clone()), ..Competency::clone(record) });
                }
                Saved::new(false, TableName::Competencies, narrower, name)
            }
        }
    }
}
