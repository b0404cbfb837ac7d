use super::{Changes, Choice, FieldError, FieldErrorKind, Form, Saved, between};
use crate::{
    model::{Day, Id, Need, Network, Offer, TableName},
    query::{filter::Relation, search::Index},
};

/// An offer or a need.
#[derive(Clone, Debug, PartialEq)]
pub struct RelationForm {
    pub relation: Relation,
    id: Id,
    pub actor: Choice,
    pub competency: Choice,
    /// Of an offer only.
    pub level: Option<u8>,
    pub note: String,
    /// When an offer was last confirmed; since when a need is there.
    pub day: Option<Day>,
    /// Of a need only.
    pub closed_on: Option<Day>,
}

impl RelationForm {
    /// The form of a new relation; `id` will be its id.
    pub fn new(relation: Relation, id: Id, actor: Option<Id>, competency: Option<Id>, today: Day) -> Self {
        Self {
            relation,
            id,
            actor: actor.into(),
            competency: competency.into(),
            level: None,
            note: String::new(),
            day: Some(today),
            closed_on: None,
        }
    }

    pub fn of_offer(offer: &Offer) -> Self {
        Self {
            relation: Relation::Offers,
            id: offer.id.clone(),
            actor: Choice::Existing(offer.actor.clone()),
            competency: Choice::Existing(offer.competency.clone()),
            level: offer.level,
            note: offer.note.clone(),
            day: offer.confirmed_on.clone(),
            closed_on: None,
        }
    }

    pub fn of_need(need: &Need) -> Self {
        Self {
            relation: Relation::LooksFor,
            id: need.id.clone(),
            actor: Choice::Existing(need.actor.clone()),
            competency: Choice::Existing(need.competency.clone()),
            level: None,
            note: need.note.clone(),
            day: need.since.clone(),
            closed_on: need.closed_on.clone(),
        }
    }

    /// Another offer (open need) of the same actor and competency.
    pub fn doubled(&self, network: &Network) -> Option<Id> {
        let (actor, competency) = (self.actor.id()?, self.competency.id()?);
        doubled(network, self.relation, actor, competency)
            .filter(|id| *id != self.id && self.closed_on.is_none())
    }
}

/// The offer (open need) that already ties this actor to this competency.
pub(super) fn doubled(network: &Network, relation: Relation, actor: &Id, competency: &Id) -> Option<Id> {
    match relation {
        Relation::Offers => network
            .offers
            .iter()
            .find(|it| it.actor == *actor && it.competency == *competency)
            .map(|it| it.id.clone()),
        Relation::LooksFor => network
            .needs
            .iter()
            .find(|it| it.actor == *actor && it.competency == *competency && it.closed_on.is_none())
            .map(|it| it.id.clone()),
    }
}

impl Form for RelationForm {
    fn check(&self, network: &Network, _: &Index) -> Vec<FieldError> {
        let doubled = self
            .doubled(network)
            .map(|id| FieldError { field: "competency", fault: FieldErrorKind::Doubled { id } });
        let wrong = [self.actor.check("actor", true), self.competency.check("competency", true).or(doubled)];
        wrong.into_iter().flatten().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let actor = self.actor.id().cloned().unwrap_or_else(|| self.id.clone());
        let (competency, name) =
            changes.competency(&self.competency).unwrap_or_else(|| (self.id.clone(), String::new()));
        let name = between(&changes.actor_name(Some(&actor)), &name);
        match self.relation {
            Relation::Offers => {
                let old = changes.network.offers.get(&self.id).map(|offer| Offer::clone(offer));
                let saved = Saved::new(old.is_none(), TableName::Offers, &self.id, name);
                let mut offer =
                    old.unwrap_or_else(|| Offer::new(self.id.clone(), actor.clone(), competency.clone()));
                offer.actor = actor;
                offer.competency = competency;
                offer.level = self.level;
                offer.note.clone_from(&self.note);
                offer.confirmed_on.clone_from(&self.day);
                changes.put(offer);
                saved
            }
            Relation::LooksFor => {
                let old = changes.network.needs.get(&self.id).map(|need| Need::clone(need));
                let saved = Saved::new(old.is_none(), TableName::Needs, &self.id, name);
                let mut need =
                    old.unwrap_or_else(|| Need::new(self.id.clone(), actor.clone(), competency.clone()));
                need.actor = actor;
                need.competency = competency;
                need.note.clone_from(&self.note);
                need.since.clone_from(&self.day);
                need.closed_on.clone_from(&self.closed_on);
                changes.put(need);
                saved
            }
        }
    }
}
