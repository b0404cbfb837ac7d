//! Making the index.

use std::collections::HashMap;

use super::{Entry, Field, HitKind, Index, Key, Occurrence, Place, Posting, Word, letters_of};
use crate::{
    model::{
        self, Content, Id, Network, Record, Sector,
        order::{self, order},
    },
    query::fold,
};

impl Index {
    pub fn new(network: &Network) -> Self {
        let mut builder = Builder::default();
        for kind in HitKind::ALL {
            for record in network.table(kind.table()).records() {
                builder.record(kind, record, network);
            }
        }
        builder.finish(network)
    }
}

#[derive(Default)]
struct Builder {
    entries: Vec<Entry>,
    fields: Vec<Field>,
    occurrences: Vec<Occurrence>,
    terms: HashMap<Box<str>, u32>,
    keys: Vec<Key>,
}

impl Builder {
    /// Adds all texts of a record that are searched, its title first, and the name of its sector.
    fn record(&mut self, kind: HitKind, record: &dyn Record, network: &Network) {
        let title = kind.title();
        let name = record.texts(title).first().map_or("", String::as_str);
        self.entry(kind, record.id(), name);
        if kind == HitKind::Actor
            && let Some(sector) = sector_of(network, record.id())
        {
            self.field(Place::Sector, &sector.name);
        }
        for field in searched(kind).filter(|field| field.index != title.index) {
            for (number, text) in (0..=u16::MAX).zip(record.texts(field)) {
                if field.content == Content::Lines {
                    self.field(Place::Also(field, number), text);
                    self.key(text);
                } else {
                    self.field(Place::Text(field), text);
                }
            }
        }
    }

    fn entry(&mut self, kind: HitKind, id: &Id, name: &str) {
        self.entries.push(Entry { kind, id: id.clone(), order: 0, key: fold::key(name).into() });
        self.field(Place::Name, name);
        self.key(name);
    }

    /// Adds a field to the last entry.
    fn field(&mut self, place: Place, text: &str) {
        let field = self.fields.len() as u32;
        self.fields.push(Field { entry: self.entries.len() as u32 - 1, place });
        let mut spelt = String::new();
        for word in fold::words(text) {
            spelt.clear();
            fold::spell(&text[word], &mut spelt);
            let term = match self.terms.get(spelt.as_str()) {
                Some(&term) => term,
                None => {
                    let term = self.terms.len() as u32;
                    self.terms.insert(spelt.as_str().into(), term);
                    term
                }
            };
            self.occurrences.push(Occurrence { term, field });
        }
    }

    fn key(&mut self, text: &str) {
        self.keys.push(Key::new(self.entries.len() as u32 - 1, text));
    }

    fn finish(mut self, network: &Network) -> Index {
        let key = |entry: usize| &self.entries[entry].key;
        let by_name = order(self.entries.len(), &mut |one, other| key(one).cmp(key(other)));
        for (order, entry) in (0..).zip(by_name) {
            self.entries[entry].order = order;
        }

        let (starts, postings) = postings(&self.occurrences, &self.fields, self.terms.len());
        let (words, letters, forms) = words(self.terms);
        let actor = |id: &Id| network.actors.index_of(id);
        let first_competency = network.actors.len();
        let competency = |id: &Id| network.competencies.index_of(id).map(|place| first_competency + place);
        let pair = |from: Option<usize>, to: Option<usize>| Some([from? as u32, to? as u32]);
        Index {
            offers: network
                .offers
                .iter()
                .filter_map(|offer| pair(actor(&offer.actor), competency(&offer.competency)))
                .collect(),
            needs: network
                .needs
                .iter()
                .filter(|need| need.closed_on.is_none())
                .filter_map(|need| pair(actor(&need.actor), competency(&need.competency)))
                .collect(),
            takes: (first_competency + network.competencies.len()..)
                .zip(network.topics.iter())
                .flat_map(|(entry, topic)| topic.competencies.iter().map(move |id| (entry, id)))
                .filter_map(|(entry, id)| pair(Some(entry), competency(id)))
                .collect(),
            narrower: (first_competency..)
                .zip(network.competencies.iter())
                .filter_map(|(entry, narrow)| pair(Some(entry), competency(narrow.broader.as_ref()?)))
                .collect(),
            network: network.clone(),
            entries: self.entries,
            fields: self.fields,
            occurrences: self.occurrences,
            postings,
            starts,
            words,
            letters,
            forms,
            keys: self.keys,
        }
    }
}

impl Key {
    pub(super) fn new(entry: u32, text: &str) -> Self {
        let mut words: Vec<String> =
            fold::words(text).map(|word| fold::bare(&fold::spelt(&text[word]))).collect();
        order::sort_by(&mut words, Ord::cmp);
        let text = fold::key(text);
        Self { entry, letters: letters_of(&text), text: text.into(), sorted_words: words.join(" ").into() }
    }
}

/// The fields of a kind of record that are searched. Addresses come last: where another text says the same, it shall
/// be the one that is shown.
fn searched(kind: HitKind) -> impl Iterator<Item = &'static model::Field> {
    let fields = || kind.table().schema().fields.iter().filter(|field| field.searched);
    let is_address = |field: &&model::Field| field.content == Content::Web;
    fields().filter(move |field| !is_address(field)).chain(fields().filter(is_address))
}

pub(super) fn sector_of<'a>(network: &'a Network, actor: &Id) -> Option<&'a Sector> {
    let sector = network.actors.get(actor)?.sector.as_ref()?;
    network.sectors.get(sector).map(|sector| &**sector)
}

/// Occurrences grouped by term (a counting sort), and where each group starts.
fn postings(occurrences: &[Occurrence], fields: &[Field], terms: usize) -> (Vec<u32>, Vec<Posting>) {
    let mut starts = vec![0; terms + 1];
    for occurrence in occurrences {
        starts[occurrence.term as usize + 1] += 1;
    }
    for term in 0..terms {
        starts[term + 1] += starts[term];
    }
    let mut next = starts.clone();
    let mut postings = vec![Posting::default(); occurrences.len()];
    for (number, &Occurrence { term, field }) in (0..).zip(occurrences) {
        let Field { entry, place } = fields[field as usize];
        let slot: &mut u32 = &mut next[term as usize];
        postings[*slot as usize] =
            Posting { occurrence: number, field, entry, field_class: place.field_class() as u32 };
        *slot += 1;
    }
    (starts, postings)
}

/// The sorted rows of both forms of every term, their letters, and for each term the rows of its two forms.
fn words(terms: HashMap<Box<str>, u32>) -> (Vec<Word>, String, Vec<[u32; 2]>) {
    let mut rows = Vec::with_capacity(terms.len());
    let mut forms = vec![[0; 2]; terms.len()];
    for (spelt, term) in terms {
        let bare = fold::bare(&spelt);
        if *bare != *spelt {
            rows.push((bare.into_boxed_str(), term, Some(1)));
            rows.push((spelt, term, Some(0)));
        } else {
            rows.push((spelt, term, None));
        }
    }
    order::sort_by(&mut rows, Ord::cmp);
    let mut letters = String::new();
    let mut words = Vec::with_capacity(rows.len());
    for (row, (text, term, form)) in (0..).zip(rows) {
        match form {
            Some(form) => forms[term as usize][form] = row,
            None => forms[term as usize] = [row, row],
        }
        let start = letters.len() as u32;
        letters += &text;
        words.push(Word { start, end: letters.len() as u32, letters: letters_of(&text), term });
    }
    (words, letters, forms)
}
