use std::collections::HashSet;

use super::Choice;
use crate::{
    model::{Id, Network, TableName, order},
    query::{
        fold,
        search::{How, Index, Similar},
    },
};

const AT_MOST: usize = 8;

/// What a field of references chooses from.
#[derive(Clone, Copy)]
pub struct Vocabulary<'a> {
    pub network: &'a Network,
    pub index: &'a Index,
    pub table: TableName,
    /// A name that is not there yet may be chosen too.
    pub creates: bool,
    /// What is not suggested.
    pub without: &'a [Id],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    pub choice: Choice,
    pub name: String,
    /// The synonym that was typed.
    pub also: Option<String>,
    pub how: How,
}

impl Vocabulary<'_> {
    /// Up to eight, of sectors all, the nearest first; without a text the first by name. A new one comes last.
    pub fn suggestions(&self, text: &str) -> Vec<Suggestion> {
        let text = text.trim();
        // Of the few sectors all are in view.
        let at_most = if self.table == TableName::Sectors { self.network.sectors.len() + 1 } else { AT_MOST };
        let found =
            if text.is_empty() { self.by_name() } else { self.similar(text, at_most + self.without.len()) };
        let creates = self.creates && !text.is_empty() && found.iter().all(|it| it.how != How::Same);
        let without: HashSet<&Id> = self.without.iter().collect();
        let found = found.into_iter().filter(|it| !without.contains(&it.id));
        let mut suggestions: Vec<Suggestion> =
            found.take(at_most).map(|similar| self.suggestion(similar, text)).collect();
        if creates {
            suggestions.truncate(at_most - 1);
            let (choice, name) = (Choice::New(text.to_owned()), text.to_owned());
            suggestions.push(Suggestion { choice, name, also: None, how: How::Related });
        }
        suggestions
    }

    /// What a typed text stands for: the one of exactly this name, else the suggestion that begins so, else a new one.
    pub fn meaning(&self, text: &str) -> Choice {
        let text = text.trim();
        let key = fold::key(text);
        if let Some(id) = self.exact(text) {
            return Choice::Existing(id);
        }
        let suggestions = self.suggestions(text);
        let begins = |name: &String| !key.is_empty() && fold::key(name).starts_with(&key);
        let by_name = || suggestions.iter().find(|it| it.choice.id().is_some() && begins(&it.name));
        let by_synonym = || suggestions.iter().find(|it| it.also.as_ref().is_some_and(begins));
        match by_name().or_else(by_synonym) {
            Some(suggestion) => suggestion.choice.clone(),
            None if text.is_empty() => Choice::Nothing,
            None if self.creates => Choice::New(text.to_owned()),
            None => Choice::Typed(text.to_owned()),
        }
    }

    /// The record of this name, even one that is not suggested.
    pub fn exact(&self, text: &str) -> Option<Id> {
        self.similar(text, 1).into_iter().find(|it| it.how == How::Same).map(|it| it.id)
    }

    /// An existing record that a new name may mean.
    pub fn near(&self, text: &str) -> Option<Id> {
        self.similar(text, 1).into_iter().find(|it| it.how != How::Related).map(|it| it.id)
    }

    fn similar(&self, text: &str, limit: usize) -> Vec<Similar> {
        match self.table {
            TableName::Actors => self.index.similar_actors(text, limit),
            TableName::Competencies => self.index.similar_competencies(text, limit),
            _ => {
                let key = fold::key(text);
                let named = self.by_name().into_iter().filter_map(|Similar { id, .. }| {
                    let name = fold::key(&self.network.name_of(self.table, &id));
                    let how = if name == key { How::Same } else { How::Related };
                    (!key.is_empty() && name.contains(&key)).then_some(Similar { id, how })
                });
                let mut similar: Vec<Similar> = named.collect();
                order::sort_by_key(&mut similar, |it| it.how);
                similar.truncate(limit);
                similar
            }
        }
    }

    fn by_name(&self) -> Vec<Similar> {
        let records = self.network.table(self.table).records();
        let mut names: Vec<(String, Id)> = records
            .map(|record| {
                (fold::sort_key(&self.network.name_of(self.table, record.id())), record.id().clone())
            })
            .collect();
        order::sort_by(&mut names, Ord::cmp);
        names.into_iter().map(|(_, id)| Similar { id, how: How::Related }).collect()
    }

    fn suggestion(&self, similar: Similar, text: &str) -> Suggestion {
        let name = self.network.name_of(self.table, &similar.id);
        let key = fold::key(text);
        let synonyms = self.network.competencies.get(&similar.id).filter(|_| !text.is_empty());
        let also = synonyms.and_then(|competency| {
            let in_name = fold::key(&name).contains(&key);
            competency.also.iter().find(|also| !in_name && fold::key(also).contains(&key)).cloned()
        });
        Suggestion { choice: Choice::Existing(similar.id), name, also, how: similar.how }
    }
}
