//! From what a form holds to the changes of one step.

use super::{Choice, Choices, Entry, EntryRow, web_address};
use crate::{
    model::{Change, Competency, Content, Group, Id, Network, Sector, TableName, Value},
    query::fold,
};

/// Turns entries into values and gathers the changes of one step.
pub(super) struct Writer<'a> {
    seen: &'a Network,
    new_id: &'a mut dyn FnMut() -> Id,
    pub(super) changes: Vec<Change>,
    /// Records made on the way, by their folded name.
    made: Vec<(TableName, String, Id)>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(seen: &'a Network, new_id: &'a mut dyn FnMut() -> Id) -> Self {
        Self { seen, new_id, changes: Vec::new(), made: Vec::new() }
    }

    pub(super) fn new_id(&mut self) -> Id {
        (self.new_id)()
    }

    pub(super) fn value(&mut self, entry: &Entry, content: Content) -> Value {
        match entry {
            Entry::Text(text) => Value::Text(match content {
                Content::Paragraph => text.clone(),
                Content::Web => web_address(text).unwrap_or_default(),
                _ => text.trim().to_owned(),
            }),
            Entry::Day(day) => Value::Day(day.clone()),
            Entry::Level(level) => Value::Number(*level),
            Entry::Number(text) => Value::Number(text.trim().parse().ok()),
            Entry::Word(word) => Value::Word(*word),
            Entry::Words(words) => Value::Words(words.clone()),
            Entry::Choice(choice) => Value::Reference(self.record(choice, pointed_to(content))),
            Entry::Choices(choices) if matches!(content, Content::Lines) => Value::Texts(texts(choices)),
            Entry::Choices(choices) => Value::References(self.records(choices, pointed_to(content))),
            Entry::Rows(rows) => Value::Rows(self.rows(rows, content)),
        }
    }

    fn rows(&mut self, rows: &[EntryRow], content: Content) -> Vec<Vec<Value>> {
        let (Content::Row(fields) | Content::Rows(fields)) = content else { return Vec::new() };
        let mut written = Vec::new();
        for row in rows.iter().filter(|row| !row.is_blank()) {
            let values = fields.iter().zip(&row.entries);
            let values = values.map(|(field, entry)| self.value(entry, field.content)).collect();
            if !written.contains(&values) {
                written.push(values);
            }
        }
        written
    }

    /// The chosen record; a new one is made once, however often it was chosen.
    fn record(&mut self, choice: &Choice, table: TableName) -> Option<Id> {
        match choice {
            Choice::Existing(id) => Some(id.clone()),
            Choice::New(name) => {
                let key = fold::key(name);
                let same = |(of, made, _): &&(TableName, String, Id)| *of == table && *made == key;
                if let Some((.., id)) = self.made.iter().find(same) {
                    return Some(id.clone());
                }
                let id = (self.new_id)();
                self.changes.push(match table {
                    TableName::Sectors => Change::add(&new_sector(self.seen, id.clone(), name)),
                    TableName::Groups => Change::add(&Group::new(id.clone(), name.trim())),
                    _ => Change::add(&Competency::new(id.clone(), name.trim())),
                });
                self.made.push((table, key, id.clone()));
                Some(id)
            }
            Choice::Nothing | Choice::Typed(_) => None,
        }
    }

    pub(super) fn records(&mut self, choices: &Choices, table: TableName) -> Vec<Id> {
        let mut ids: Vec<Id> = Vec::new();
        for id in choices.chosen.iter().filter_map(|choice| self.record(choice, table)) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }
}

fn pointed_to(content: Content) -> TableName {
    match content {
        Content::Reference(table) | Content::References(table) => table,
        _ => TableName::Competencies,
    }
}

/// A sector with letters that no other has, as long as its name has such: the first, the first two, those of the first
/// two words, or the first with a later one. Its colour is the next in turn.
pub fn new_sector(network: &Network, id: Id, name: &str) -> Sector {
    let name = name.trim();
    let letters = |text: &str, count| text.chars().take(count).collect::<String>().to_uppercase();
    let words: String = name.split_whitespace().take(2).map(|word| letters(word, 1)).collect();
    let is_free =
        |symbol: &String| !network.sectors.iter().any(|other| other.symbol.to_uppercase() == *symbol);
    let first = letters(name, 1);
    let later = name.chars().skip(1).filter(|sign| sign.is_alphanumeric());
    let later = later.map(|sign| first.clone() + &letters(&sign.to_string(), 1));
    let mut symbols = [first.clone(), letters(name, 2), words].into_iter().chain(later);
    let symbol = symbols.find(is_free).unwrap_or_default();
    Sector { symbol, ..Sector::new(id, name) }
}

/// The texts of a field that takes several, with what is still typed.
fn texts(choices: &Choices) -> Vec<String> {
    let mut choices = choices.clone();
    let typed = std::mem::take(&mut choices.typed);
    choices.take(&typed, &|text| Choice::New(text.to_owned()));
    let text = |choice| if let Choice::New(text) = choice { Some(text) } else { None };
    choices.chosen.into_iter().filter_map(text).collect()
}
