//! What stands in the inputs of a form.

use super::{FieldErrorKind, web_address};
use crate::{
    model::{Content, Day, Field, Id, Value},
    query::fold,
};

/// What stands in an input. Which one it is follows from the content of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Of a line, a paragraph or an address.
    Text(String),
    Day(Option<Day>),
    Level(Option<u32>),
    /// As it was typed.
    Number(String),
    Word(Option<&'static str>),
    Words(Vec<&'static str>),
    Choice(Choice),
    /// Of several records, and of several texts, each of which is new.
    Choices(Choices),
    Rows(Vec<EntryRow>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Tells rows apart; never used again within a form.
    pub number: usize,
    /// One for each field of the row, in their order.
    pub entries: Vec<Entry>,
}

impl EntryRow {
    pub fn empty(number: usize, fields: &[Field]) -> Self {
        Self { number, entries: fields.iter().map(Entry::empty).collect() }
    }

    pub fn is_blank(&self) -> bool {
        self.entries.iter().all(Entry::is_blank)
    }
}

impl Entry {
    pub fn empty(field: &Field) -> Self {
        Self::of(field, Value::empty(field.content))
    }

    /// What the form shows of a value of this field.
    pub fn of(field: &Field, value: Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text),
            Value::Texts(texts) => Self::Choices(Choices {
                chosen: texts.into_iter().map(Choice::New).collect(),
                ..Choices::default()
            }),
            Value::Day(day) => Self::Day(day),
            Value::Number(number) if matches!(field.content, Content::Level) => Self::Level(number),
            Value::Number(number) => {
                Self::Number(number.map_or_else(String::new, |number| number.to_string()))
            }
            Value::Word(word) => Self::Word(word.or(field.usual)),
            Value::Words(words) => Self::Words(words),
            Value::Reference(id) => Self::Choice(id.map_or(Choice::Nothing, Choice::Existing)),
            Value::References(ids) => Self::Choices(Choices {
                chosen: ids.into_iter().map(Choice::Existing).collect(),
                ..Choices::default()
            }),
            Value::Rows(rows) => Self::rows(field.content, rows),
        }
    }

    fn rows(content: Content, rows: Vec<Vec<Value>>) -> Self {
        let (Content::Row(fields) | Content::Rows(fields)) = content else { return Self::Rows(Vec::new()) };
        let row = |(number, values): (usize, Vec<Value>)| EntryRow {
            number,
            entries: fields.iter().zip(values).map(|(field, value)| Self::of(field, value)).collect(),
        };
        let mut rows: Vec<EntryRow> = rows.into_iter().enumerate().map(row).collect();
        // The one row is always there to be filled in.
        if matches!(content, Content::Row(_)) && rows.is_empty() {
            rows.push(EntryRow::empty(0, fields));
        }
        Self::Rows(rows)
    }

    /// Nothing was entered. A word alone, which may be the usual one, says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) | Self::Number(text) => text.trim().is_empty(),
            Self::Day(day) => day.is_none(),
            Self::Level(level) => level.is_none(),
            Self::Word(_) => true,
            Self::Words(words) => words.is_empty(),
            Self::Choice(choice) => *choice == Choice::Nothing,
            Self::Choices(choices) => choices.chosen.is_empty() && choices.typed.trim().is_empty(),
            Self::Rows(rows) => rows.iter().all(EntryRow::is_blank),
        }
    }

    /// What is wrong with it by itself. Rows are asked one by one.
    pub(super) fn fault(&self, content: Content, required: bool) -> Option<FieldErrorKind> {
        let not_chosen = |text: &str| Some(FieldErrorKind::NotChosen { text: text.trim().to_owned() });
        match self {
            _ if required && self.is_blank() => Some(FieldErrorKind::Missing),
            Self::Text(text) if matches!(content, Content::Web) && web_address(text).is_none() => {
                Some(FieldErrorKind::NotAWebAddress)
            }
            Self::Number(text) if !self.is_blank() && text.trim().parse::<u32>().is_err() => {
                Some(FieldErrorKind::NotANumber)
            }
            Self::Choice(Choice::Typed(text)) => not_chosen(text),
            // Texts that are still typed are taken when the form is saved.
            Self::Choices(choices)
                if !matches!(content, Content::Lines) && !choices.typed.trim().is_empty() =>
            {
                not_chosen(&choices.typed)
            }
            _ => None,
        }
    }
}

/// What a field that takes one record holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    #[default]
    Nothing,
    Existing(Id),
    /// A name for a record that saving will make; one of several texts.
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

    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::New(one), Self::New(other)) => fold::key(one) == fold::key(other),
            _ => self == other,
        }
    }
}

/// What a field that takes several holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    pub chosen: Vec<Choice>,
    /// What stands in the input beside them.
    pub typed: String,
}

impl Choices {
    /// Adds what is not there yet.
    pub fn add(&mut self, choice: Choice) {
        if !self.chosen.iter().any(|other| other.is_same(&choice)) {
            self.chosen.push(choice);
        }
    }

    /// Reads what was typed: what comes before a separator is taken as `meaning` says, the rest stays typed.
    pub fn type_in(&mut self, text: &str, meaning: &dyn Fn(&str) -> Choice) {
        let Some(end) = text.rfind(is_separator) else {
            text.clone_into(&mut self.typed);
            return;
        };
        self.take(&text[..end], meaning);
        let rest = text[end..].trim_start_matches(is_separator).trim_start();
        if !self.typed.is_empty() && !rest.is_empty() {
            self.typed.push_str(", ");
        }
        self.typed.push_str(rest);
    }

    /// Takes all of a text that was typed or pasted. What means nothing stays typed.
    pub fn take(&mut self, text: &str, meaning: &dyn Fn(&str) -> Choice) {
        let mut unclear = Vec::new();
        for choice in separated(text).map(meaning) {
            match choice {
                Choice::Typed(text) => unclear.push(text),
                Choice::Nothing => {}
                choice => self.add(choice),
            }
        }
        self.typed = unclear.join(", ");
    }
}

fn is_separator(sign: char) -> bool {
    matches!(sign, ',' | ';' | '\n' | '\r' | '\t')
}

/// The entries of a list that was typed or pasted.
pub fn separated(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_separator).map(str::trim).filter(|part| !part.is_empty())
}
