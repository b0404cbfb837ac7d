//! What comes into a network twice: records that are new to it and probably the same as others.

use std::collections::HashMap;

use super::{
    fold,
    search::{Likeness, Names},
    unite::united,
    vocabulary::{broader, is_above},
};
use crate::model::{AnyTable, Content, Field, Id, Network, Record, Stamp, TableName, order};

/// A new record and another one of its kind that are probably one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    pub table: TableName,
    /// The one that was there before, or is an earlier one of the new, and the new one.
    pub ids: [Id; 2],
    pub reason: Reason,
    /// The other one comes in too.
    pub are_both_new: bool,
}

/// Why, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The same but for case, accents, spelling habits and separators, or one is another word for the other.
    SameName,
    SameWebsite,
    SimilarNameAndPlace,
    SimilarName,
}

/// For each of some new records of a network that has one, the record that is probably the same; the surest first, else
/// in the order of the new ones. What is not called by a name, such as an offer, is left out.
pub fn doubles(network: &Network, new: &[(TableName, Id)]) -> Vec<Double> {
    let mut found = Vec::new();
    for rows in network.tables() {
        let Some(newcomers) = Newcomers::among(rows, new) else { continue };
        let mut best: HashMap<u32, Candidate> = HashMap::new();
        let mut propose = |candidate: Candidate| {
            let known = best.entry(candidate.new).or_insert(candidate);
            if candidate < *known {
                *known = candidate;
            }
        };
        newcomers.by_website(&mut propose);
        newcomers.by_name(network, &mut propose);
        found.extend(best.into_values().map(|candidate| {
            let id = |place: u32| rows.at(place as usize).map(|record| record.id().clone());
            (candidate, newcomers.table, [id(candidate.known), id(candidate.new)])
        }));
    }
    order::sort_by_key(&mut found, |(candidate, table, _)| (candidate.reason, *table, candidate.order));
    let double = |(candidate, table, [known, new]): (Candidate, _, [Option<Id>; 2])| {
        let Candidate { reason, earlier, .. } = candidate;
        Some(Double { table, ids: [known?, new?], reason, are_both_new: earlier.is_some() })
    };
    found.into_iter().filter_map(double).collect()
}

/// Makes one of the two of each, of which the new one goes. Where one of them went before, what it became counts.
pub fn unite<'a>(network: &mut Network, doubles: impl IntoIterator<Item = &'a Double>, now: Stamp) {
    let mut became: HashMap<(TableName, Id), Id> = HashMap::new();
    for Double { table, ids, .. } in doubles {
        let [kept, gone] = ids.clone().map(|mut id| {
            while let Some(next) = became.get(&(*table, id.clone())) {
                id = next.clone();
            }
            id
        });
        network.apply_all(united(network, *table, &kept, &gone), now);
        if kept != gone {
            became.insert((*table, gone), kept);
        }
    }
}

/// What a new record may be, the likelier first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    reason: Reason,
    /// Both say where they are, and it is not the same.
    is_elsewhere: bool,
    /// Which of the new ones the other is; those that were there before come first.
    earlier: Option<u32>,
    known: u32,
    new: u32,
    /// Which of the new ones it is.
    order: u32,
}

/// The records of one table.
struct Newcomers<'a> {
    table: TableName,
    records: Vec<&'a dyn Record>,
    title: &'static Field,
    /// For each record which of the new ones it is, if it is.
    order: Vec<Option<u32>>,
    /// For each record where it is, folded; empty for what is nowhere.
    places: Vec<String>,
}

/// So many of one name are compared with a new one; who bears a name that more have is told by something else.
const MOST_NAMESAKES: usize = 20;

impl<'a> Newcomers<'a> {
    /// None where none of the new ones is of this table, or its records have no names.
    fn among(rows: &'a dyn AnyTable, new: &[(TableName, Id)]) -> Option<Self> {
        let schema = rows.schema();
        let title = schema.title.and_then(|title| schema.field(title)).filter(|title| title.required)?;
        let mut order = vec![None; rows.len()];
        for (number, (_, id)) in (0..).zip(new.iter().filter(|(table, _)| *table == schema.table)) {
            if let Some(place) = rows.index_of(id) {
                order[place] = Some(number);
            }
        }
        if order.iter().all(Option::is_none) {
            return None;
        }
        let records: Vec<&dyn Record> = rows.records().collect();
        let place = schema.field("place");
        let folded = |record: &&dyn Record| place.map(|place| fold::key(&record.texts(place).concat()));
        let places = records.iter().map(|record| folded(record).unwrap_or_default()).collect();
        Some(Self { table: schema.table, records, title, order, places })
    }

    /// The two, unless both were there before.
    fn pair(&self, one: u32, other: u32, reason: Reason) -> Option<Candidate> {
        let order = |place: u32| self.order[place as usize];
        let (known, new) =
            if (order(one), one) < (order(other), other) { (one, other) } else { (other, one) };
        let [here, there] = [one, other].map(|place| &self.places[place as usize]);
        let is_elsewhere = !here.is_empty() && !there.is_empty() && here != there;
        Some(Candidate { reason, is_elsewhere, earlier: order(known), known, new, order: order(new)? })
    }

    /// An address that several have already tells nothing of one more.
    fn by_website(&self, propose: &mut dyn FnMut(Candidate)) {
        let fields = self.records.first().map_or(&[][..], |record| record.table().schema().fields);
        let Some(field) = fields.iter().find(|field| field.content == Content::Web) else { return };
        let mut bearers: HashMap<String, Vec<u32>> = HashMap::new();
        for (place, record) in (0..).zip(&self.records) {
            if let Some(address) = record.texts(field).first().and_then(|text| address(text)) {
                bearers.entry(address).or_default().push(place);
            }
        }
        for bearers in bearers.values_mut() {
            order::sort_by_key(bearers, |place| self.order[*place as usize]);
            let were_there = bearers.partition_point(|place| self.order[*place as usize].is_none());
            let told = if were_there == 1 { bearers.len() } else { 2 };
            if were_there < 2 {
                for other in bearers.iter().take(told).skip(1) {
                    self.pair(bearers[0], *other, Reason::SameWebsite).map(&mut *propose);
                }
            }
        }
    }

    fn by_name(&self, network: &Network, propose: &mut dyn FnMut(Candidate)) {
        let also = self.table.schema().field("also");
        let mut names = Vec::with_capacity(self.records.len());
        for (place, record) in (0..).zip(&self.records) {
            let title = record.texts(self.title).iter().map(|name| without_legal_form(name));
            let others = also.map_or(&[][..], |also| record.texts(also)).iter().map(|name| &name[..]);
            names.extend(title.chain(others).map(|name| (place, name)));
        }
        let Names { folded, mut bearers, twins } = Names::of(&names);
        let mut text_of: HashMap<(u32, String), &str> = HashMap::with_capacity(names.len());
        for (place, name) in names {
            text_of.insert((place, fold::key(name)), name);
        }
        let above = if self.table == TableName::Competencies { broader(network) } else { Vec::new() };
        // Who put one below the other said that they are two.
        let are_told_apart = |one: u32, other: u32| {
            let (one, other) = (one as usize, other as usize);
            !above.is_empty() && (is_above(&above, one, other) || is_above(&above, other, one))
        };
        for bearers in &mut bearers {
            order::sort_by_key(bearers, |place| self.order[*place as usize]);
            for (at, new) in bearers.iter().enumerate() {
                for other in bearers[..at].iter().take(MOST_NAMESAKES) {
                    let reason = self.of_same_words(*other, *new);
                    reason.and_then(|reason| self.pair(*other, *new, reason)).map(&mut *propose);
                }
            }
        }
        for (pair, likeness) in twins {
            let [ones, others] = pair.map(|name| &bearers[name as usize]);
            let text = |name: usize, place: u32| {
                text_of.get(&(place, folded[pair[name] as usize].to_string())).copied().unwrap_or_default()
            };
            for one in ones.iter().take(MOST_NAMESAKES) {
                for other in others.iter().filter(|other| *other != one && !are_told_apart(*one, **other)) {
                    let Some(candidate) = self.pair(*one, *other, Reason::SimilarName) else { continue };
                    if likeness == Likeness::Spelling && !is_slip(text(0, *one), text(1, *other)) {
                        continue;
                    }
                    let is_sure = matches!(likeness, Likeness::Order | Likeness::Ending);
                    if let Some(reason) = self.of_similar(candidate, is_sure) {
                        propose(Candidate { reason, ..candidate });
                    }
                }
            }
        }
    }

    /// Of two whose names are the same but for what a company is by law.
    fn of_same_words(&self, one: u32, other: u32) -> Option<Reason> {
        let candidate = self.pair(one, other, Reason::SameName)?;
        let [name, other_name] =
            [one, other].map(|place| fold::key(&self.records[place as usize].texts(self.title).concat()));
        let has_also = self.table.schema().field("also").is_some();
        if has_also || name == other_name { Some(Reason::SameName) } else { self.of_similar(candidate, true) }
    }

    /// The same words want no other place; what only looks alike wants the same.
    fn of_similar(&self, candidate: Candidate, is_sure: bool) -> Option<Reason> {
        let [here, there] = [candidate.known, candidate.new].map(|place| &self.places[place as usize]);
        let has_place = self.table.schema().field("place").is_some();
        if !here.is_empty() && here == there {
            Some(Reason::SimilarNameAndPlace)
        } else {
            (!has_place || is_sure && !candidate.is_elsewhere).then_some(Reason::SimilarName)
        }
    }
}

/// Whether names that are a few letters apart are one: word by word, no short one is another. Museum A is not Museum B.
fn is_slip(one: &str, other: &str) -> bool {
    const SHORT: usize = 4;
    let words = |text: &str| -> Vec<String> {
        fold::words(text).map(|word| fold::bare(&fold::spelt(&text[word]))).collect()
    };
    let (ours, theirs) = (words(one), words(other));
    ours.len() != theirs.len()
        || ours.iter().zip(&theirs).all(|(one, other)| one == other || one.len().min(other.len()) > SHORT)
}

/// A name without what a company or club is by law, unless nothing else is left.
fn without_legal_form(name: &str) -> &str {
    const FORMS: [&str; 14] =
        ["ag", "co", "eg", "eu", "ev", "gbr", "ggmbh", "gmbh", "kg", "kgaa", "mbh", "ohg", "se", "ug"];
    let words: Vec<_> = fold::words(name).collect();
    let word = |at: usize| name[words[at].clone()].to_lowercase();
    let mut count = words.len();
    while count > 1 {
        if FORMS.contains(&&word(count - 1)[..]) {
            count -= 1;
        } else if count > 2 && word(count - 2) == "e" && matches!(&word(count - 1)[..], "v" | "g") {
            count -= 2;
        } else {
            break;
        }
    }
    words.get(count.wrapping_sub(1)).map_or(name, |last| &name[..last.end])
}

/// A web or mail address as it leads to the same place, however it is written.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let scheme = ["https://", "http://", "mailto:"].into_iter().find(|scheme| lower.starts_with(scheme));
    let text = &text[scheme.map_or(0, str::len)..];
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    let host = text[..end].to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| format!("{host}{}", text[end..].trim_end_matches('/')))
}

#[cfg(test)]
mod tests;
