//! Records made of cells, whatever file they come from.

use std::collections::{HashMap, HashSet};

use super::{Grade, Incoming, Meaning, Origin, Problem, ProblemKind, Separator, Target, values};
use crate::{
    foreign,
    model::{Content, Field, Id, Meta, Network, Stamp, TableName, Value},
    query::fold,
};

/// A cell, or an attribute, in which something stands.
#[derive(Clone, Copy)]
pub(super) struct Cell<'a> {
    pub(super) meaning: Meaning,
    pub(super) title: &'a str,
    pub(super) text: &'a str,
    pub(super) separator: Separator,
    pub(super) at: Origin,
}

/// Values of fields of one record.
pub(super) type Values = Vec<(&'static Field, Value)>;

pub(super) struct Builder {
    incoming: Incoming,
    /// What references find.
    names: HashMap<TableName, Names>,
    /// Ids that stand in the file, of which two kinds of record may share one.
    own: HashSet<(TableName, Id)>,
    /// These with 0, and those that were made, with how often more were made at their place.
    taken: HashMap<Id, u32>,
    pairs: HashSet<(TableName, Id, Id)>,
    understood: HashMap<(&'static [&'static str], Box<str>), Option<&'static str>>,
}

/// What records of one kind are called.
#[derive(Default)]
struct Names {
    exact: HashMap<Box<str>, Id>,
    folded: HashMap<Box<str>, Id>,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self {
            incoming: Incoming {
                network: Network::new(Id::from("import")),
                origins: HashMap::new(),
                has_ids: false,
                problems: Vec::new(),
            },
            names: HashMap::new(),
            own: HashSet::new(),
            taken: HashMap::new(),
            pairs: HashSet::new(),
            understood: HashMap::new(),
        }
    }

    /// Problems in the order of the file.
    pub(super) fn finish(mut self) -> Incoming {
        self.incoming.problems.sort_by_key(|problem| problem.at);
        self.incoming
    }

    pub(super) fn network(&mut self) -> &mut Network {
        &mut self.incoming.network
    }

    pub(super) fn has_ids(&mut self, has_ids: bool) {
        self.incoming.has_ids = has_ids;
    }

    pub(super) fn problem(&mut self, grade: Grade, at: Origin, kind: ProblemKind) {
        self.incoming.problems.push(Problem { grade, at: Some(at), kind });
    }

    pub(super) fn not_understood(&mut self, cell: &Cell, text: &str) {
        let kind = ProblemKind::NotUnderstood { title: cell.title.to_owned(), value: start(text) };
        self.problem(Grade::Warning, cell.at, kind);
    }

    /// An id for a record that will stand here: its own, else one made of its place.
    pub(super) fn reserve(&mut self, table: TableName, own: Option<&str>, at: Origin) -> Id {
        if let Some(id) = own.and_then(|own| Id::try_from(own.to_owned()).ok()) {
            self.incoming.has_ids = true;
            if self.taken.get(&id).is_none_or(|made| *made == 0) && self.own.insert((table, id.clone())) {
                self.taken.insert(id.clone(), 0);
                return id;
            }
            self.problem(Grade::Warning, at, ProblemKind::DoubleId(id.to_string()));
        }
        let wish = at.made_id();
        let (mut id, mut number) = (wish.clone(), self.taken.get(&wish).map_or(1, |made| *made.max(&1)));
        while self.taken.contains_key(&id) {
            number += 1;
            id = Id::from(format!("{wish}-{number}").as_str());
        }
        self.taken.insert(id.clone(), 1);
        if let Some(made) = self.taken.get_mut(&wish).filter(|made| **made > 0) {
            *made = number;
        }
        id
    }

    /// The first of a name is who is meant by it.
    pub(super) fn name(&mut self, table: TableName, name: &str, id: &Id) {
        if !name.is_empty() {
            let names = self.names.entry(table).or_default();
            names.exact.entry(name.into()).or_insert_with(|| id.clone());
            names.folded.entry(folded(name)).or_insert_with(|| id.clone());
        }
    }

    fn find(&self, table: TableName, name: &str) -> Option<Id> {
        let names = self.names.get(&table)?;
        names.exact.get(name).or_else(|| names.folded.get(&folded(name))).cloned()
    }

    /// The record that a name means. An actor, a competency or a sector that stands nowhere else is made of its name.
    pub(super) fn refer(&mut self, table: TableName, cell: &Cell, name: &str) -> Option<Id> {
        let name = line(name);
        if name.is_empty() {
            return None;
        }
        if let Some(id) = self.find(table, &name) {
            return Some(id);
        }
        if !matches!(table, TableName::Actors | TableName::Competencies | TableName::Sectors) {
            let kind = ProblemKind::NotThere { table, name: start(&name) };
            self.problem(Grade::Warning, cell.at, kind);
            return None;
        }
        let id = self.reserve(table, None, cell.at);
        self.name(table, &name, &id);
        let field = table.schema().field("name")?;
        self.record(table, id.clone(), vec![(field, Value::Text(name))], cell.at);
        Some(id)
    }

    /// Adds a record. Without what it requires it is none, and a problem says so.
    pub(super) fn record(&mut self, table: TableName, id: Id, mut values: Values, at: Origin) -> bool {
        let is_usual = |(field, value): &&(&'static Field, Value)| {
            field.usual.is_some() && *value == Value::Word(field.usual)
        };
        let said: Vec<&Field> = values.iter().filter(is_usual).map(|(field, _)| *field).collect();
        let mut take = |field: &'static Field| {
            let place = values.iter().position(|(known, _)| known.index == field.index)?;
            Some(values.swap_remove(place).1)
        };
        // A word that a field holds in any case is said where the field has a stamp.
        let said = said.into_iter().map(|field| (field.name.to_owned(), Stamp::default()));
        let meta = Meta { changed: said.collect(), ..Meta::default() };
        let made = self.incoming.network.table_mut(table).create(id.clone(), meta, &mut take);
        match made {
            Ok(()) => {
                self.incoming.origins.insert((table, id), at);
                true
            }
            Err(field) => {
                let kind = ProblemKind::Missing(Target::new(table, field.name));
                self.problem(Grade::Error, at, kind);
                false
            }
        }
    }

    /// Fills in what a record leaves empty. What it says already stays, and a problem tells where it is said otherwise.
    pub(super) fn complete(&mut self, table: TableName, id: &Id, values: Values, at: Origin) {
        for (field, value) in values {
            let Some(record) = self.incoming.network.table_mut(table).get_mut(id) else { return };
            let old = record.get(field);
            if old.is_empty() || old == Value::Word(field.usual) {
                record.set(field, value);
            } else if old != value {
                let kind = ProblemKind::SaidOtherwise(Target::new(table, field.name));
                self.problem(Grade::Warning, at, kind);
            }
        }
    }

    /// An offer or a need that a cell says in passing. Said twice is once.
    pub(super) fn pair(
        &mut self,
        table: TableName,
        actor: &Id,
        competency: &Id,
        level: Option<u8>,
        at: Origin,
    ) {
        if !self.pairs.insert((table, actor.clone(), competency.clone())) {
            return;
        }
        let id = self.reserve(table, None, at);
        let mut values: Values = Vec::with_capacity(3);
        let ends = [("actor", actor), ("competency", competency)];
        for (name, end) in ends {
            values
                .extend(table.schema().field(name).map(|field| (field, Value::Reference(Some(end.clone())))));
        }
        let level = level.zip(table.schema().field("level"));
        values.extend(level.map(|(level, field)| (field, Value::Number(Some(level.into())))));
        self.record(table, id, values, at);
    }

    /// Each term of a cell as a competency that the actor offers or needs.
    pub(super) fn terms(&mut self, table: TableName, actor: &Id, cell: &Cell) {
        for term in cell.separator.split(cell.text) {
            let competency = match cell.meaning {
                Meaning::Ids(_) => Id::try_from(term).ok(),
                _ => self.refer(TableName::Competencies, cell, &term),
            };
            if let Some(competency) = competency {
                self.pair(table, actor, &competency, None, cell.at);
            }
        }
    }

    /// A contact of the cells that say something of one.
    pub(super) fn contact(&mut self, actor: &Id, cells: &[Cell], at: Origin) {
        let mut values = self.values(TableName::Contacts, cells);
        let table = TableName::Contacts.schema();
        if let Some(field) = table.field("actor").filter(|_| !values.is_empty()) {
            values.push((field, Value::Reference(Some(actor.clone()))));
            let id = self.reserve(TableName::Contacts, None, at);
            self.record(TableName::Contacts, id, values, at);
        }
    }

    /// What the cells say of a record of this table. Of several cells for one field texts are joined.
    pub(super) fn values(&mut self, table: TableName, cells: &[Cell]) -> Values {
        let mut values: Values = Vec::new();
        let mut is_unclear = false;
        let is_ids = |cell: &Cell| matches!(cell.meaning, Meaning::Ids(_));
        let by_id: Vec<Target> = cells.iter().filter(|cell| is_ids(cell)).filter_map(target).collect();
        for cell in cells {
            let Some(target) = target(cell).filter(|target| target.table == table) else { continue };
            if by_id.contains(&target) && !is_ids(cell) {
                continue;
            }
            let Some(field) = table.schema().field(target.field) else { continue };
            let Some(definition) = target.definition() else { continue };
            let Some(value) = self.value(definition, cell) else {
                is_unclear |= ["kind", "visibility"].contains(&field.name);
                continue;
            };
            match (target.within, field.content) {
                (None, _) => put(&mut values, field, value),
                (Some(_), Content::Row(fields)) => {
                    let empty = || vec![fields.iter().map(|field| Value::empty(field.content)).collect()];
                    let place = values.iter().position(|(known, _)| known.index == field.index);
                    let place = place.unwrap_or_else(|| {
                        values.push((field, Value::Rows(empty())));
                        values.len() - 1
                    });
                    if let Value::Rows(rows) = &mut values[place].1
                        && let Some(slot) = rows.first_mut().and_then(|row| row.get_mut(definition.index))
                    {
                        *slot = value;
                    }
                }
                _ => {}
            }
        }
        // Who may be a person, or wants to be seen by few, is not public because of a typing error.
        if table == TableName::Actors
            && is_unclear
            && let Some(field) = table.schema().field("visibility")
            && !values.iter().any(|(known, _)| known.index == field.index)
        {
            values.push((field, Value::Word(Some("internal"))));
        }
        if table == TableName::Contacts {
            self.keep_inside(&mut values, cells);
        }
        values
    }

    /// In no public file stands a contact; "public" means at most the network.
    fn keep_inside(&mut self, values: &mut Values, cells: &[Cell]) {
        for (field, value) in values {
            if field.name == "visibility" && *value == Value::Word(Some("public")) {
                *value = Value::Word(Some("network"));
                if let Some(cell) = cells.first() {
                    self.problem(Grade::Note, cell.at, ProblemKind::NeverPublic);
                }
            }
        }
    }

    /// The content of a field. What is not understood is a problem and no value.
    pub(super) fn value(&mut self, field: &'static Field, cell: &Cell) -> Option<Value> {
        let is_id = matches!(cell.meaning, Meaning::Ids(_));
        let value = match field.content {
            Content::Line | Content::Web => Value::Text(line(cell.text)),
            Content::Paragraph => Value::Text(paragraph(cell.text)),
            Content::Lines => {
                Value::Texts(cell.separator.split(cell.text).iter().map(|text| line(text)).collect())
            }
            Content::Day => {
                let Some(day) = values::day(cell.text) else {
                    self.not_understood(cell, cell.text);
                    return None;
                };
                if day.parts().is_none() {
                    let kind = ProblemKind::NoDay { title: cell.title.to_owned(), value: day.to_string() };
                    self.problem(Grade::Warning, cell.at, kind);
                }
                Value::Day(Some(day))
            }
            Content::Level | Content::Number => {
                let number = match field.content {
                    Content::Level => values::level(cell.text).map(u32::from),
                    _ => cell.text.trim().parse().ok(),
                };
                if number.is_none() {
                    self.not_understood(cell, cell.text);
                }
                Value::Number(Some(number?))
            }
            Content::Word(words) => Value::Word(Some(self.word(words, cell, cell.text)?)),
            Content::Words(words) => {
                let texts = cell.separator.split(cell.text);
                Value::Words(texts.iter().filter_map(|text| self.word(words, cell, text)).collect())
            }
            Content::Reference(_) if is_id => Value::Reference(Id::try_from(cell.text.to_owned()).ok()),
            Content::References(_) if is_id => {
                let ids = foreign::split(cell.text).into_iter().filter_map(|id| Id::try_from(id).ok());
                Value::References(ids.collect())
            }
            Content::Reference(to) => Value::Reference(self.refer(to, cell, cell.text)),
            Content::References(to) => {
                let names = cell.separator.split(cell.text);
                Value::References(names.iter().filter_map(|name| self.refer(to, cell, name)).collect())
            }
            Content::Row(_) | Content::Rows(_) => return None,
        };
        (!value.is_empty()).then_some(value)
    }

    fn word(&mut self, words: &'static [&'static str], cell: &Cell, text: &str) -> Option<&'static str> {
        let key = (words, text.into());
        let word = *self.understood.entry(key).or_insert_with(|| values::word(words, text));
        if word.is_none() {
            self.not_understood(cell, text);
        }
        word
    }

    /// What agreements call an offer or a need.
    pub(super) fn name_pair(&mut self, table: TableName, id: &Id) {
        let name = self.incoming.network.name_of(table, id);
        self.name(table, &name, id);
    }
}

fn target(cell: &Cell) -> Option<Target> {
    match cell.meaning {
        Meaning::Field(target) | Meaning::Ids(target) => Some(target),
        _ => None,
    }
}

fn put(values: &mut Values, field: &'static Field, value: Value) {
    let Some((_, old)) = values.iter_mut().find(|(known, _)| known.index == field.index) else {
        values.push((field, value));
        return;
    };
    match (old, value) {
        (Value::Text(old), Value::Text(more)) => join(old, &more, field),
        (Value::Texts(old), Value::Texts(more)) => old.extend(more),
        (Value::Words(old), Value::Words(more)) => old.extend(more),
        (Value::References(old), Value::References(more)) => old.extend(more),
        _ => {}
    }
}

/// `Am Markt 1, 38640 Goslar`, `Anna Müller`
pub(super) fn join(old: &mut String, more: &str, field: &Field) {
    let last = old.rsplit([' ', ',']).next().unwrap_or_default();
    let is_postcode =
        !last.is_empty() && old.ends_with(|sign: char| sign.is_ascii_digit()) && last.len() >= 4;
    let is_number = more.starts_with(|sign: char| sign.is_ascii_digit()) && more.len() < 4;
    old.push_str(match field.content {
        Content::Paragraph => "\n",
        _ if field.name == "name" || field.name == "place" && (is_postcode || is_number) => " ",
        _ => ", ",
    });
    old.push_str(more);
}

/// What equal names have in common. A name without letters stands for itself.
pub(super) fn folded(name: &str) -> Box<str> {
    let key = fold::key(name);
    if key.is_empty() { name.into() } else { key.into() }
}

/// Without line breaks and what cannot be seen.
pub(super) fn line(text: &str) -> String {
    if !text.chars().any(char::is_control) {
        return text.trim().to_owned();
    }
    let spaced = text.replace(|sign: char| sign.is_control(), " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn paragraph(text: &str) -> String {
    let kept = text.replace("\r\n", "\n").replace('\r', "\n");
    kept.replace(|sign: char| sign.is_control() && sign != '\n' && sign != '\t', "").trim().to_owned()
}

/// As much of a text as a message quotes.
pub(super) fn start(text: &str) -> String {
    const MOST: usize = 80;
    let mut start: String = text.chars().take(MOST).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    start
}
