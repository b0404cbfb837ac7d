use super::{Changes, Choice, FieldError, FieldErrorKind, Form, Saved, missing};
use crate::{
    model::{Competency, Id, Network, TableName},
    query::{
        fold,
        search::{How, Index},
    },
};

#[derive(Clone, Debug, PartialEq)]
pub struct CompetencyForm {
    pub record: Competency,
    pub broader: Choice,
    /// A synonym that is still being typed.
    pub typed_also: String,
    /// The user wants it although one of this name exists.
    pub twin_allowed: bool,
}

impl CompetencyForm {
    pub fn new(record: Competency) -> Self {
        let broader = Choice::from(record.broader.clone());
        Self { record, broader, typed_also: String::new(), twin_allowed: false }
    }

    /// Takes what was typed as synonyms, separated by commas.
    pub fn add_typed(&mut self) {
        for word in std::mem::take(&mut self.typed_also).split(',').map(str::trim) {
            let known = self.record.also.iter().any(|also| fold::key(also) == fold::key(word));
            if !word.is_empty() && !known {
                self.record.also.push(word.to_owned());
            }
        }
    }

    /// Another competency with the same name or synonym, unless the name is the old one.
    fn twin(&self, network: &Network, index: &Index) -> Option<Id> {
        let old = network.competencies.get(&self.record.id);
        if self.twin_allowed || old.is_some_and(|old| fold::key(&old.name) == fold::key(&self.record.name)) {
            return None;
        }
        let similar = index.similar_competencies(&self.record.name, 2);
        similar.into_iter().find(|it| it.how == How::Same && it.id != self.record.id).map(|it| it.id)
    }
}

impl Form for CompetencyForm {
    fn check(&self, network: &Network, index: &Index) -> Vec<FieldError> {
        let twin = self
            .twin(network, index)
            .map(|id| FieldError { field: "name", fault: FieldErrorKind::Exists { id } });
        let circle = self
            .broader
            .id()
            .is_some_and(|broader| is_within(network, broader, &self.record.id))
            .then_some(FieldError { field: "broader", fault: FieldErrorKind::Circle });
        let wrong =
            [missing("name", &self.record.name).or(twin), self.broader.check("broader", false).or(circle)];
        wrong.into_iter().flatten().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let mut form = self.clone();
        form.add_typed();
        let mut record = form.record;
        record.name = record.name.trim().to_owned();
        record.broader = form.broader.id().cloned();
        let added = !changes.network.competencies.contains(&record.id);
        let saved = Saved::new(added, TableName::Competencies, &record.id, record.name.clone());
        changes.put(record);
        saved
    }
}

/// Whether a competency is `ancestor` or, over any number of steps, a narrower term of it.
pub fn is_within(network: &Network, competency: &Id, ancestor: &Id) -> bool {
    let mut at = Some(competency);
    // A file may hold a circle already; then each competency is met once.
    for _ in 0..=network.competencies.len() {
        match at {
            Some(id) if id == ancestor => return true,
            Some(id) => at = network.competencies.get(id).and_then(|it| it.broader.as_ref()),
            None => return false,
        }
    }
    false
}
