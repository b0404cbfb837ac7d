//! What will be sent, as it is told before.

use super::Contribution;
use crate::model::{Field, Id, Record, TableName};

/// A record that is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub table: TableName,
    pub id: Id,
    pub what: Fact,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    New,
    Changed,
    /// Nothing but that it is still true.
    Confirmed,
    Closed,
    Removed,
}

impl Contribution {
    /// What is sent beside oneself, kind by kind. A new competency is told by what needs it.
    pub fn told(&self) -> Vec<Told> {
        let records = self.after.records_changed_since(&self.before).into_iter();
        let records =
            records.filter(|(table, _)| !matches!(table, TableName::Actors | TableName::Competencies));
        records
            .map(|(table, id)| {
                let what = self.fact(table, &id);
                Told { table, id, what }
            })
            .collect()
    }

    fn fact(&self, table: TableName, id: &Id) -> Fact {
        let (before, after) = (self.before.get(table, id), self.after.get(table, id));
        let (Some(before), Some(after)) = (before, after) else {
            return if after.is_none() { Fact::Removed } else { Fact::New };
        };
        let changed = changed_fields(before, after);
        if changed.iter().any(|field| field.name == "closed_on") {
            Fact::Closed
        } else if changed.is_empty() {
            Fact::Confirmed
        } else {
            Fact::Changed
        }
    }

    /// What is said of oneself that was not said before, and what is not said any more.
    pub fn told_of_me(&self) -> Vec<&'static Field> {
        let Some(me) = self.me() else { return Vec::new() };
        let empty = crate::model::Actor::new(me.id.clone(), "");
        let before = self.before.actors.get(&me.id).map_or(&empty, |before| before);
        let mut fields = changed_fields(before, me);
        // Nobody says what is usual, but who is new says what it is.
        if self.is_new() {
            fields.extend(TableName::Actors.schema().field("kind").filter(|kind| !fields.contains(kind)));
            fields.sort_by_key(|field| field.index);
        }
        fields
    }
}

/// That it is still true is told for itself.
fn changed_fields(before: &dyn Record, after: &dyn Record) -> Vec<&'static Field> {
    let fields = before.table().schema().fields.iter();
    let changed = fields.filter(|field| before.get(field) != after.get(field));
    changed.filter(|field| !field.name.starts_with("confirmed_")).collect()
}
