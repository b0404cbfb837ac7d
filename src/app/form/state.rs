//! A form being filled in, whichever record it is for.

use std::sync::Arc;

use super::{Choice, Choices, Entry, EntryRow, FieldError, form_of, writer::Writer};
use crate::{
    app::{Draft, Msg, Step},
    model::{Change, Confirmer, Content, Day, Field, FieldType, Id, Network, Stamp, TableName, Value},
    query::{relations::within, search::Index},
};

#[derive(Clone, Debug, PartialEq)]
pub struct FormState {
    pub table: TableName,
    pub id: Id,
    /// Further records that get what is filled in; then what stays empty stays what it is.
    pub others: Vec<Id>,
    pub is_new: bool,
    pub inputs: Vec<Input>,
    /// The input that takes the focus.
    pub first: &'static str,
    /// The user wants it although there is one like it.
    pub twin_allowed: bool,
    /// Who is entered is who fills it in.
    pub is_me: bool,
    pub(super) today: Day,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Input {
    /// Of the field, or of the records that a new one brings along.
    pub name: &'static str,
    pub content: Content,
    pub required: bool,
    pub entry: Entry,
    /// What stood there when the form opened.
    pub(super) opened: Entry,
    /// Each of its choices becomes a record of this kind, or is a group that takes its members.
    pub(super) brings: Option<TableName>,
}

impl Input {
    /// For what the record brings along.
    pub(super) fn bringing(name: &'static str, table: TableName) -> Self {
        let chosen = if table == TableName::Groups { table } else { TableName::Competencies };
        let entry = Entry::Choices(Choices::default());
        let (content, opened) = (Content::References(chosen), entry.clone());
        Self { name, content, required: false, entry, opened, brings: Some(table) }
    }
}

/// Where an input stands in its form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub input: &'static str,
    /// The number of a row and the name of a field in it.
    pub within: Option<(usize, &'static str)>,
}

impl Place {
    pub fn of(input: &'static str) -> Self {
        Self { input, within: None }
    }

    pub fn within(input: &'static str, row: usize, field: &'static str) -> Self {
        Self { input, within: Some((row, field)) }
    }

    /// The id of the element.
    pub fn id(self) -> String {
        match self.within {
            None => format!("form-{}", self.input),
            Some((row, field)) => format!("form-{}-{row}-{field}", self.input),
        }
    }
}

/// What a saved form did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub step: Step,
    pub id: Id,
}

impl FormState {
    /// The form of the record that a draft names, or of a new one if it is not there.
    pub fn open(draft: &Draft, network: &Network, new_id: impl FnOnce() -> Id, today: Day) -> Self {
        let table = draft.table;
        let id = if table == TableName::Network { Some(&network.about.id) } else { draft.id.as_ref() };
        let record = id.and_then(|id| network.get(table, id));
        let is_new = record.is_none();
        let form = form_of(table);
        let preset = |name: &str| draft.preset.iter().find(|(field, _)| *field == name);
        let input = |(name, brings): (&'static str, Option<TableName>)| {
            if let Some(table) = brings {
                return Some(Input::bringing(name, table));
            }
            let field = table.schema().field(name)?;
            // A list that could not be read would be lost with the first entry added to it. Single elements stay.
            let is_list = field.content.is_list() || matches!(field.content, Content::Row(_));
            let unread = record.and_then(|record| record.meta().unknown.get(name));
            if is_list && unread.is_some_and(|unread| !field.content.keeps_unread(unread)) {
                return None;
            }
            let opened = Entry::of(
                field,
                record.map_or_else(|| Value::empty(field.content), |record| record.get(field)),
            );
            let entry = match preset(name) {
                // A name may stand where a record will be made.
                Some((_, Value::Text(name))) if matches!(field.content, Content::Reference(_)) => {
                    Entry::Choice(Choice::New(name.clone()))
                }
                Some((_, value)) => Entry::of(field, value.clone()),
                None if is_new && form.begins_today.contains(&name) => Entry::Day(Some(today.clone())),
                None => opened.clone(),
            };
            Some(Input { name, content: field.content, required: field.required, entry, opened, brings })
        };
        let inputs: Vec<Input> = form.inputs(is_new).into_iter().filter_map(input).collect();
        let is_blank = |name: &&str| inputs.iter().any(|input| input.name == *name && input.entry.is_blank());
        let first =
            form.first.iter().copied().find(is_blank).or(form.first.last().copied()).unwrap_or_default();
        let id = record.map_or_else(new_id, |record| record.id().clone());
        let (others, is_me) = (Vec::new(), false);
        Self { table, id, others, is_new, first, twin_allowed: false, is_me, today, inputs }
    }

    /// The records it is about.
    pub fn about(&self) -> impl Iterator<Item = &Id> {
        std::iter::once(&self.id).chain(&self.others)
    }

    pub fn input(&self, name: &str) -> Option<&Input> {
        self.inputs.iter().find(|input| input.name == name)
    }

    /// All places in which something can stand by itself.
    pub fn places(&self) -> Vec<Place> {
        let within = |input: &Input| match (&input.entry, input.content) {
            (Entry::Rows(rows), Content::Row(fields) | Content::Rows(fields)) => {
                let name = input.name;
                let of_row = |row: &EntryRow| {
                    let number = row.number;
                    fields.iter().map(move |field| Place::within(name, number, field.name))
                };
                rows.iter().flat_map(of_row).collect()
            }
            _ => vec![Place::of(input.name)],
        };
        self.inputs.iter().flat_map(within).collect()
    }

    pub fn entry(&self, place: Place) -> Option<&Entry> {
        let input = self.input(place.input)?;
        let Some((number, field)) = place.within else { return Some(&input.entry) };
        let Entry::Rows(rows) = &input.entry else { return None };
        rows.iter().find(|row| row.number == number)?.entries.get(index_within(input.content, field)?)
    }

    pub fn entry_mut(&mut self, place: Place) -> Option<&mut Entry> {
        let input = self.inputs.iter_mut().find(|input| input.name == place.input)?;
        let Some((number, field)) = place.within else { return Some(&mut input.entry) };
        let index = index_within(input.content, field)?;
        let Entry::Rows(rows) = &mut input.entry else { return None };
        rows.iter_mut().find(|row| row.number == number)?.entries.get_mut(index)
    }

    /// The text of an input; empty for one that holds another kind of content.
    pub fn text(&self, name: &str) -> &str {
        match self.input(name).map(|input| &input.entry) {
            Some(Entry::Text(text)) => text,
            _ => "",
        }
    }

    /// The record that an input refers to.
    pub fn chosen(&self, name: &str) -> Option<&Id> {
        match self.input(name).map(|input| &input.entry) {
            Some(Entry::Choice(choice)) => choice.id(),
            _ => None,
        }
    }

    /// What an input does not suggest: what leads back to the record itself, and what other rows hold.
    pub fn without(&self, place: Place, network: &Network) -> Vec<Id> {
        let Some(input) = self.input(place.input) else { return Vec::new() };
        match (&input.entry, place.within) {
            (Entry::Rows(rows), Some((number, _))) => {
                let others = rows.iter().filter(|row| row.number != number).flat_map(|row| &row.entries);
                others
                    .filter_map(
                        |entry| if let Entry::Choice(choice) = entry { choice.id().cloned() } else { None },
                    )
                    .collect()
            }
            (Entry::Choices(choices), _) => choices.chosen.iter().filter_map(Choice::id).cloned().collect(),
            _ if !input.content.points_to(self.table) => Vec::new(),
            _ if self.table == TableName::Competencies => {
                self.about().flat_map(|id| within(network, id)).collect()
            }
            _ => self.about().cloned().collect(),
        }
    }

    /// Whether a reference from here may name a record that is not there yet. A broader term is one that is.
    pub fn creates(&self, table: TableName) -> bool {
        match table {
            TableName::Competencies => self.table != TableName::Competencies,
            TableName::Sectors | TableName::Groups => true,
            _ => false,
        }
    }

    pub fn add_row(&mut self, name: &str) {
        let Some(input) = self.inputs.iter_mut().find(|input| input.name == name) else { return };
        if let (Entry::Rows(rows), Content::Rows(fields)) = (&mut input.entry, input.content) {
            let number = rows.iter().map(|row| row.number + 1).max().unwrap_or_default();
            rows.push(EntryRow::empty(number, fields));
        }
    }

    pub fn remove_row(&mut self, name: &'static str, number: usize) {
        if let Some(Entry::Rows(rows)) = self.entry_mut(Place::of(name)) {
            rows.retain(|row| row.number != number);
        }
    }

    /// What has to be put right before it can be saved, in the order of the inputs, one fault for each.
    pub fn check(&self, network: &Network, index: &Index) -> Vec<FieldError> {
        let rules = (form_of(self.table).check)(self, network, index);
        self.inputs
            .iter()
            .flat_map(|input| {
                let own = self.faults_of(input);
                let of_rules = rules.iter().filter(|error| own.is_empty() && error.place.input == input.name);
                let of_rules: Vec<FieldError> = of_rules.cloned().collect();
                own.into_iter().chain(of_rules)
            })
            .collect()
    }

    fn faults_of(&self, input: &Input) -> Vec<FieldError> {
        let (Content::Row(fields) | Content::Rows(fields)) = input.content else {
            let kind = input.entry.fault(input.content, input.required);
            return kind.into_iter().map(|kind| FieldError::at(input.name, kind)).collect();
        };
        let Entry::Rows(rows) = &input.entry else { return Vec::new() };
        let mut wrong = Vec::new();
        for row in rows.iter().filter(|row| !row.is_blank()) {
            for (field, entry) in fields.iter().zip(&row.entries) {
                let place = Place::within(input.name, row.number, field.name);
                wrong.extend(
                    entry.fault(field.content, field.required).map(|kind| FieldError { place, kind }),
                );
            }
        }
        wrong
    }

    /// The message that saves a form without faults, and what it did. Of a record that is there, only what was changed
    /// in the form is sent. `seen` is the network as it was when the form opened.
    pub fn finish(&self, seen: &Arc<Network>, new_id: &mut dyn FnMut() -> Id) -> (Msg, Saved) {
        let mut writer = Writer::new(seen, new_id);
        if !self.others.is_empty() {
            return self.finish_several(seen, writer);
        }
        let exists = seen.get(self.table, &self.id).is_some();
        let mut fields = Vec::new();
        for input in self.inputs.iter().filter(|input| !exists || input.entry != input.opened) {
            if let Some(field) = self.table.schema().field(input.name).filter(|_| input.brings.is_none()) {
                let value = writer.value(&input.entry, field.content);
                if exists || field.required || !value.is_empty() {
                    fields.push((field, value));
                }
            }
        }
        fields.extend(self.confirmer(self.table, &fields));
        if !fields.is_empty() {
            writer.changes.push(Change::Set { table: self.table, id: self.id.clone(), fields });
        }
        for input in &self.inputs {
            if let (Some(table), Entry::Choices(choices)) = (input.brings, &input.entry) {
                for competency in writer.records(choices, TableName::Competencies) {
                    self.bring(table, &self.id, &competency, &mut writer);
                }
            }
        }
        let changes = writer.changes;
        let mut after = Network::clone(seen);
        after.apply_all(changes.clone(), Stamp::default());
        let (table, name) = (self.table, after.name_of(self.table, &self.id));
        let step = if exists { Step::Changed { table, name } } else { Step::Added { table, name } };
        (Msg::Submit { step: step.clone(), changes, seen: seen.clone() }, Saved { step, id: self.id.clone() })
    }

    /// Who says that an entry is true on the day that `fields` name: whom it is about, or who keeps the network; nobody
    /// where the day is taken away.
    pub(super) fn confirmer(
        &self,
        table: TableName,
        fields: &[(&'static Field, Value)],
    ) -> Option<(&'static Field, Value)> {
        let (_, day) = fields.iter().find(|(field, _)| field.name == "confirmed_on")?;
        let by = table.schema().field("confirmed_by")?;
        let confirmer = if self.is_me { Confirmer::Itself } else { Confirmer::Keeper };
        Some((by, Some(confirmer).filter(|_| !day.is_empty()).to_value()))
    }

    /// Makes a record of another kind that joins a record of this one with a competency.
    pub(super) fn bring(&self, table: TableName, to_join: &Id, competency: &Id, writer: &mut Writer) {
        let end = |field: &'static Field| match field.content {
            Content::Reference(to) if field.required && to == self.table => {
                Some((field, Value::Reference(Some(to_join.clone()))))
            }
            Content::Reference(TableName::Competencies) if field.required => {
                Some((field, Value::Reference(Some(competency.clone()))))
            }
            Content::Day if form_of(table).begins_today.contains(&field.name) => {
                Some((field, Value::Day(Some(self.today.clone()))))
            }
            _ => None,
        };
        let mut fields: Vec<(&'static Field, Value)> = table.schema().fields.iter().filter_map(end).collect();
        fields.extend(self.confirmer(table, &fields));
        let id = writer.new_id();
        writer.changes.push(Change::Set { table, id, fields });
    }
}

fn index_within(content: Content, name: &str) -> Option<usize> {
    match content {
        Content::Row(fields) | Content::Rows(fields) => {
            fields.iter().find(|field| field.name == name).map(|field| field.index)
        }
        _ => None,
    }
}
