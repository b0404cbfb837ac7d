use super::{Changes, Choice, Choices, FieldError, Form, Saved, missing};
use crate::{
    model::{Network, Role, Supporter, TableName, Topic},
    query::search::Index,
};

/// The input of the first person that was typed and not chosen is marked wrong under this name.
const PEOPLE: &str = "people";

#[derive(Clone, Debug, PartialEq)]
pub struct TopicForm {
    pub record: Topic,
    pub competencies: Choices,
    pub people: Vec<Person>,
}

/// A row of the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Tells rows apart; never used again.
    pub row: usize,
    pub actor: Choice,
    pub role: Role,
}

impl TopicForm {
    pub fn new(record: Topic) -> Self {
        let people = record.people.iter().enumerate().map(|(row, person)| Person {
            row,
            actor: Choice::Existing(person.actor.clone()),
            role: person.role,
        });
        Self { competencies: Choices::of(&record.competencies), people: people.collect(), record }
    }

    pub fn add_person(&mut self) {
        let row = self.people.iter().map(|person| person.row + 1).max().unwrap_or_default();
        self.people.push(Person { row, actor: Choice::Nothing, role: Role::CanHelp });
    }

    pub fn person_mut(&mut self, row: usize) -> Option<&mut Person> {
        self.people.iter_mut().find(|person| person.row == row)
    }

    pub fn person(&self, row: usize) -> Option<&Person> {
        self.people.iter().find(|person| person.row == row)
    }
}

impl Form for TopicForm {
    fn check(&self, _: &Network, _: &Index) -> Vec<FieldError> {
        let wrong = [
            missing("title", &self.record.title),
            self.competencies.check("competencies"),
            self.people.iter().find_map(|person| person.actor.check(PEOPLE, false)),
        ];
        wrong.into_iter().flatten().collect()
    }

    fn save(&self, changes: &mut Changes) -> Saved {
        let mut record = self.record.clone();
        record.title = record.title.trim().to_owned();
        record.competencies = changes.competencies(&self.competencies);
        record.people.clear();
        for person in &self.people {
            if let Some(actor) = person.actor.id() {
                let supporter = Supporter { actor: actor.clone(), role: person.role };
                if !record.people.contains(&supporter) {
                    record.people.push(supporter);
                }
            }
        }
        let added = !changes.network.topics.contains(&record.id);
        let saved = Saved::new(added, TableName::Topics, &record.id, record.title.clone());
        changes.put(record);
        saved
    }
}
