use super::{Changes, Choice, Choices, FieldError, FieldErrorKind, Form, Saved, missing, web_address};
use crate::{
    model::{Actor, Day, Id, Need, Network, Offer, TableName},
    query::search::Index,
};

/// A new actor may bring along what it offers and looks for.
#[derive(Clone, Debug, PartialEq)]
pub struct ActorForm {
    pub record: Actor,
    pub invited_by: Choice,
    pub offers: Choices,
    pub needs: Choices,
    today: Day,
}

impl ActorForm {
    pub fn new(record: Actor, today: Day) -> Self {
        let invited_by = Choice::from(record.invited_by.clone());
        Self { record, invited_by, offers: Choices::default(), needs: Choices::default(), today }
    }
}

impl Form for ActorForm {
    fn check(&self, _: &Network, _: &Index) -> Vec<FieldError> {
        let website = web_address(&self.record.website)
            .is_none()
            .then_some(FieldError { field: "website", fault: FieldErrorKind::NotAWebAddress });
        let wrong = [
            missing("name", &self.record.name),
            self.offers.check("offers"),
            self.needs.check("needs"),
            website,
            self.invited_by.check("invited-by", false),
        ];
        wrong.into_iter().flatten().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let mut record = self.record.clone();
        record.name = record.name.trim().to_owned();
        record.website = web_address(&record.website).unwrap_or_default();
        record.invited_by = self.invited_by.id().cloned();
        let added = !changes.network.actors.contains(&record.id);
        let saved = Saved::new(added, TableName::Actors, &record.id, record.name.clone());
        let actor = record.id.clone();
        changes.put(record);
        for competency in changes.competencies(&self.offers) {
            let mut offer = Offer::new(fresh(changes), actor.clone(), competency);
            offer.confirmed_on = Some(self.today.clone());
            changes.put(offer);
        }
        for competency in changes.competencies(&self.needs) {
            let mut need = Need::new(fresh(changes), actor.clone(), competency);
            need.since = Some(self.today.clone());
            changes.put(need);
        }
        saved
    }
}

fn fresh(changes: &mut Changes) -> Id {
    (changes.new_id)()
}
