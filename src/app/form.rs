//! What forms hold while they are filled in: what is wrong with it, and the one step that saves it.

mod actor;
mod competency;
mod join;
mod plain;
mod redirect;
mod relation;
mod topic;
mod web;

use crate::{
    model::{Change, Competency, Id, Network, Record, TableName},
    query::{fold, search::Index},
};

use super::{Msg, Step};

pub use actor::ActorForm;
pub use competency::{CompetencyForm, is_within};
pub use join::{ConnectionKind, JoinForm, LinkForm};
pub use redirect::{redirect_after_adding, redirect_after_removing};
pub use relation::RelationForm;
pub use topic::{Person, TopicForm};
pub use web::web_address;

/// A form being filled in.
pub trait Form: Clone + PartialEq + Send + Sync + 'static {
    /// What has to be put right before it can be saved, in the order of the fields.
    fn check(&self, network: &Network, index: &Index) -> Vec<FieldError>;

    /// Adds the changes that save a form without faults.
    fn save(&self, changes: &mut Changes) -> Saved;
}

/// A field, by the id of its input, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: &'static str,
    pub fault: FieldErrorKind,
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
    /// A link from an actor to itself.
    SameEnds,
}

/// The content of a field that takes a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    #[default]
    Nothing,
    Existing(Id),
    /// A name for a record that saving will make.
    New(String),
    /// A text that does not stand for anything yet.
    Typed(String),
}

impl Choice {
    pub fn id(&self) -> Option<&Id> {
        match self {
            Self::Existing(id) => Some(id),
            _ => None,
        }
    }

    fn check(&self, field: &'static str, required: bool) -> Option<FieldError> {
        match self {
            Self::Typed(text) => {
                Some(FieldError { field, fault: FieldErrorKind::NotChosen { text: text.clone() } })
            }
            Self::Nothing if required => Some(FieldError { field, fault: FieldErrorKind::Missing }),
            _ => None,
        }
    }
}

impl From<Option<Id>> for Choice {
    fn from(id: Option<Id>) -> Self {
        id.map_or(Self::Nothing, Self::Existing)
    }
}

/// The content of a field that takes several records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub chosen: Vec<Choice>,
    /// What stands in the input beside them.
    pub typed: String,
}

impl Choices {
    pub fn of(ids: &[Id]) -> Self {
        Self { chosen: ids.iter().cloned().map(Choice::Existing).collect(), typed: String::new() }
    }

    fn check(&self, field: &'static str) -> Option<FieldError> {
        let text = self.typed.trim();
        (!text.is_empty())
            .then(|| FieldError { field, fault: FieldErrorKind::NotChosen { text: text.to_owned() } })
    }
}

fn missing(field: &'static str, text: &str) -> Option<FieldError> {
    text.trim().is_empty().then_some(FieldError { field, fault: FieldErrorKind::Missing })
}

/// What a saved form did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub step: Step,
    pub id: Id,
}

impl Saved {
    fn new(added: bool, table: TableName, id: &Id, name: String) -> Self {
        let step = if added { Step::Added { table, name } } else { Step::Changed { table, name } };
        Self { step, id: id.clone() }
    }
}

/// The changes of one step, gathered.
pub struct Changes<'a> {
    network: &'a Network,
    new_id: &'a mut dyn FnMut() -> Id,
    changes: Vec<Change>,
    /// Competencies made on the way, by their folded name.
    made: Vec<(String, Id, String)>,
}

impl Changes<'_> {
    /// Adds a record, or changes what is different in the one that is there.
    fn put(&mut self, record: impl Record) {
        self.changes.push(match self.network.get(record.table(), record.id()) {
            Some(before) => Change::between(before, &record),
            None => Change::add(&record),
        });
    }

    /// The chosen competency and its name; a new one is made once, however often it was chosen.
    fn competency(&mut self, choice: &Choice) -> Option<(Id, String)> {
        match choice {
            Choice::Existing(id) => {
                let name = self.network.competencies.get(id).map_or_else(String::new, |it| it.name.clone());
                Some((id.clone(), name))
            }
            Choice::New(name) => {
                let key = fold::key(name);
                if let Some((_, id, name)) = self.made.iter().find(|(made, ..)| *made == key) {
                    return Some((id.clone(), name.clone()));
                }
                let id = (self.new_id)();
                let name = name.trim().to_owned();
                self.put(Competency::new(id.clone(), name.as_str()));
                self.made.push((key, id.clone(), name.clone()));
                Some((id, name))
            }
            Choice::Nothing | Choice::Typed(_) => None,
        }
    }

    fn competencies(&mut self, choices: &Choices) -> Vec<Id> {
        let mut ids: Vec<Id> = Vec::new();
        for choice in &choices.chosen {
            if let Some((id, _)) = self.competency(choice)
                && !ids.contains(&id)
            {
                ids.push(id);
            }
        }
        ids
    }

    fn actor_name(&self, id: Option<&Id>) -> String {
        id.and_then(|id| self.network.actors.get(id)).map_or_else(String::new, |actor| actor.name.clone())
    }
}

/// The message that saves a form without faults, and what it did.
pub fn finish(form: &impl Form, network: &Network, new_id: &mut dyn FnMut() -> Id) -> (Msg, Saved) {
    let mut changes = Changes { network, new_id, changes: Vec::new(), made: Vec::new() };
    let saved = form.save(&mut changes);
    (Msg::Edit { step: saved.step.clone(), changes: changes.changes }, saved)
}

/// How a relation is called: by its two ends.
fn between(one: &str, other: &str) -> String {
    format!("{one} – {other}")
}

#[cfg(test)]
mod tests;
