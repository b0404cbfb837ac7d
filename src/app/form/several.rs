//! One form for several records at once: all of them get what is filled in.

use std::sync::Arc;

use super::{
    Entry, FormState, Input, Saved,
    definition::{inputs_in, ties},
    form_of,
    writer::Writer,
};
use crate::{
    app::{Msg, Step},
    model::{Change, Day, Field, Group, Id, Network, TableName, Value},
};

impl FormState {
    /// The form for several records of a kind, in which nothing stands yet; none for a kind of which several can get
    /// nothing at once, and for none.
    pub fn of_several(table: TableName, ids: &[Id], today: Day) -> Option<Self> {
        let (id, others) = ids.split_first()?;
        let input = |(name, brings): (&'static str, Option<TableName>)| {
            if let Some(table) = brings {
                return Some(Input::bringing(name, table));
            }
            let field = table.schema().field(name)?;
            // Not even the usual word: here nothing said means nothing changed.
            let entry = match Entry::of(field, Value::empty(field.content)) {
                Entry::Word(_) => Entry::Word(None),
                entry => entry,
            };
            let opened = entry.clone();
            Some(Input { name, content: field.content, required: false, entry, opened, brings })
        };
        let inputs: Vec<Input> = inputs_in(form_of(table).several).into_iter().filter_map(input).collect();
        let first = inputs.first()?.name;
        let (id, others) = (id.clone(), others.to_vec());
        Some(Self {
            table,
            id,
            others,
            is_new: false,
            first,
            twin_allowed: false,
            is_me: false,
            today,
            inputs,
        })
    }

    /// The message that gives all of them what was filled in, where they have it not.
    pub(super) fn finish_several(&self, seen: &Arc<Network>, mut writer: Writer) -> (Msg, Saved) {
        let mut fields: Vec<(&'static Field, Value)> = Vec::new();
        for input in self.inputs.iter().filter(|input| input.brings.is_none() && input.entry != input.opened)
        {
            if let Some(field) = self.table.schema().field(input.name) {
                fields.push((field, writer.value(&input.entry, field.content)));
            }
        }
        let present: Vec<&Id> = self.about().filter(|id| seen.get(self.table, id).is_some()).collect();
        if !fields.is_empty() {
            let set = |id: &&Id| Change::Set { table: self.table, id: (*id).clone(), fields: fields.clone() };
            writer.changes.extend(present.iter().map(set));
        }
        for input in &self.inputs {
            let (Some(table), Entry::Choices(choices)) = (input.brings, &input.entry) else { continue };
            if table == TableName::Groups {
                for group in writer.records(choices, table) {
                    join(seen, group, &present, &mut writer);
                }
                continue;
            }
            for competency in writer.records(choices, TableName::Competencies) {
                for id in present.iter().filter(|id| ties(seen, table, id, &competency).is_empty()) {
                    self.bring(table, id, &competency, &mut writer);
                }
            }
        }
        let step = Step::ChangedSeveral { table: self.table, count: present.len() };
        let saved = Saved { step: step.clone(), id: self.id.clone() };
        (Msg::Submit { step, changes: writer.changes, seen: seen.clone() }, saved)
    }
}

/// Adds members to a group, after those it has.
fn join(seen: &Network, id: Id, members: &[&Id], writer: &mut Writer) {
    let before = seen.groups.get(&id).map_or_else(|| Group::new(id, ""), |group| Group::clone(group));
    let mut after = before.clone();
    let new = members.iter().filter(|id| !before.members.contains(id));
    after.members.extend(new.map(|id| Id::clone(id)));
    writer.changes.push(Change::between(&before, &after));
}
