//! Deciding a conflict.

use super::{Conflict, Merged, Over, Side};
use crate::model::{Change, Content, Network, Stamp, Value, stamp_after};

/// What somebody decided, or a rule for all.
#[derive(Clone, Debug, PartialEq)]
pub enum Choice {
    Side(Side),
    /// Other values, for each field of the decision.
    Written(Vec<Value>),
}

impl Conflict {
    /// What both sides say at once, where that is possible: the elements of two lists, two paragraphs one below the other.
    pub fn both(&self) -> Option<Vec<Value>> {
        let Over::Fields { fields, ours, theirs } = &self.over else { return None };
        let mut has_both = false;
        let values =
            fields.iter().zip(ours.values.iter().zip(&theirs.values)).map(|(field, (ours, theirs))| {
                if ours == theirs || theirs.is_empty() {
                    return Some(ours.clone());
                }
                if ours.is_empty() {
                    return Some(theirs.clone());
                }
                has_both = true;
                both(field.content, ours, theirs)
            });
        let values = values.collect::<Option<Vec<Value>>>()?;
        has_both.then_some(values)
    }
}

fn both(content: Content, ours: &Value, theirs: &Value) -> Option<Value> {
    fn union<T: Clone + PartialEq>(ours: &[T], theirs: &[T]) -> Vec<T> {
        let mut all = ours.to_vec();
        all.extend(theirs.iter().filter(|it| !ours.contains(it)).cloned());
        all
    }
    Some(match (content, ours, theirs) {
        (Content::Paragraph, Value::Text(ours), Value::Text(theirs)) => {
            Value::Text(format!("{ours}\n{theirs}"))
        }
        (_, Value::Texts(ours), Value::Texts(theirs)) => Value::Texts(union(ours, theirs)),
        (_, Value::Words(ours), Value::Words(theirs)) => Value::Words(union(ours, theirs)),
        (Content::Rows(_), Value::Rows(ours), Value::Rows(theirs)) => Value::Rows(union(ours, theirs)),
        _ => return None,
    })
}

impl Merged {
    /// Decides conflicts. What is decided is stamped later than both sides, so that whoever merges next knows of it; `now`
    /// is the clock, 0 for a result that hangs on the sides alone.
    pub fn decide<'a>(
        &mut self,
        ours: &Network,
        choices: impl IntoIterator<Item = (&'a Conflict, &'a Choice)>,
        now: Stamp,
    ) {
        for (conflict, choice) in choices {
            self.network.decide(conflict, choice, now);
        }
        self.compare(ours);
    }
}

impl Network {
    fn decide(&mut self, conflict: &Conflict, choice: &Choice, now: Stamp) {
        let (table, id) = (conflict.table, conflict.id.clone());
        match (&conflict.over, choice) {
            (Over::Fields { fields, ours, theirs }, choice) => {
                let values = match choice {
                    Choice::Side(Side::Ours) => &ours.values,
                    Choice::Side(Side::Theirs) => &theirs.values,
                    Choice::Written(values) => values,
                };
                let fields = fields.iter().copied().zip(values.iter().cloned()).collect();
                self.apply(Change::Set { table, id, fields }, now);
            }
            (Over::Removal { by, .. }, Choice::Side(side)) if by == side => {
                self.apply(Change::Remove { table, id }, now);
            }
            (Over::Removal { removed_at, .. }, _) => {
                let Some(record) = self.table_mut(table).get_mut(&id) else { return };
                for field in table.schema().fields {
                    if field.required || record.meta().changed.contains_key(field.name) {
                        stamp_after(record, field, now, Some(*removed_at));
                    }
                }
            }
        }
    }
}
