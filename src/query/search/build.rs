//! Making the index.

use std::collections::HashMap;

use super::{
    Entry, Field, HitKind, Index, Key, Occurrence, Place, Posting, Word, letters_of, similar::sorted_words,
};
use crate::{
    model::{
        self, Content, Id, Network, Record, Sector,
        order::{self, order},
    },
    query::fold,
};

impl Index {
    pub fn new(network: &Network) -> Self {
        IndexBuilder::new(network).finish()
    }

    /// Whether it is the index of these records, so that nothing it finds can be out of date.
    pub fn is_of(&self, network: &Network) -> bool {
        self.network.same_records(network)
    }
}

/// An index that is being made, step by step: of ten thousand entries it takes a tenth of a second, which nobody who
/// types shall wait for.
pub struct IndexBuilder {
    network: Network,
    next: Step,
    unfinished: Unfinished,
}

/// What is to be done next.
#[derive(Clone, Copy)]
enum Step {
    /// The records of a kind from this place on.
    Records {
        kind: usize,
        from: usize,
    },
    Names {
        kind: usize,
    },
    Postings,
    /// The words that begin with this byte.
    Words {
        first: u8,
    },
    Offers,
    Needs,
    Terms,
    Done,
}

/// So many are less than a millisecond's work.
const RECORDS_A_STEP: usize = 20;

/// The forms of all terms by their first byte: folded form, term, and which of two forms it is, if there are two.
type Rows = Vec<Vec<(Box<str>, u32, Option<usize>)>>;

impl IndexBuilder {
    pub fn new(network: &Network) -> Self {
        let index = Index {
            network: network.clone(),
            entries: Vec::new(),
            fields: Vec::new(),
            occurrences: Vec::new(),
            postings: Vec::new(),
            starts: Vec::new(),
            words: Vec::new(),
            letters: String::new(),
            forms: Vec::new(),
            keys: Vec::new(),
            offers: Vec::new(),
            needs: Vec::new(),
            takes: Vec::new(),
            narrower: Vec::new(),
        };
        let rows = vec![Vec::new(); usize::from(u8::MAX) + 1];
        Self {
            network: network.clone(),
            next: Step::Records { kind: 0, from: 0 },
            unfinished: Unfinished { index, terms: HashMap::new(), rows, numbered: Vec::new() },
        }
    }

    /// See [`Index::is_of`].
    pub fn is_of(&self, network: &Network) -> bool {
        self.network.same_records(network)
    }

    /// Works on, at least one step, for as long as `may_go_on` allows. Whether nothing is left to be done.
    pub fn work(&mut self, may_go_on: &mut dyn FnMut() -> bool) -> bool {
        loop {
            if matches!(self.next, Step::Done) {
                return true;
            }
            self.step();
            if !may_go_on() {
                return matches!(self.next, Step::Done);
            }
        }
    }

    /// Does what is left.
    pub fn finish(mut self) -> Index {
        self.work(&mut || true);
        self.unfinished.index
    }

    fn step(&mut self) {
        let unfinished = &mut self.unfinished;
        self.next = match self.next {
            Step::Records { kind, from } => {
                let table = self.network.table(HitKind::ALL[kind].table());
                let until = table.len().min(from + RECORDS_A_STEP);
                for record in (from..until).filter_map(|place| table.at(place)) {
                    unfinished.record(HitKind::ALL[kind], record, &self.network);
                }
                if until < table.len() {
                    Step::Records { kind, from: until }
                } else if kind + 1 < HitKind::ALL.len() {
                    Step::Records { kind: kind + 1, from: 0 }
                } else {
                    Step::Names { kind: 0 }
                }
            }
            Step::Names { kind } => {
                unfinished.order_names(HitKind::ALL[kind]);
                if kind + 1 < HitKind::ALL.len() { Step::Names { kind: kind + 1 } } else { Step::Postings }
            }
            Step::Postings => {
                unfinished.postings();
                Step::Words { first: 0 }
            }
            Step::Words { first } => {
                unfinished.words(first);
                first.checked_add(1).map_or(Step::Offers, |first| Step::Words { first })
            }
            Step::Offers => {
                let mut offers = self.network.offers.iter().map(|it| (&it.actor, &it.competency));
                unfinished.index.offers = pairs(&self.network, HitKind::Actor, &mut offers);
                Step::Needs
            }
            Step::Needs => {
                let open = self.network.needs.iter().filter(|need| need.closed_on.is_none());
                let mut needs = open.map(|it| (&it.actor, &it.competency));
                unfinished.index.needs = pairs(&self.network, HitKind::Actor, &mut needs);
                Step::Terms
            }
            Step::Terms | Step::Done => {
                let topics = self.network.topics.iter();
                let mut taken = topics.flat_map(|it| it.competencies.iter().map(|taken| (&it.id, taken)));
                unfinished.index.takes = pairs(&self.network, HitKind::Topic, &mut taken);
                let competencies = self.network.competencies.iter();
                let mut narrow = competencies.filter_map(|it| Some((&it.id, it.broader.as_ref()?)));
                unfinished.index.narrower = pairs(&self.network, HitKind::Competency, &mut narrow);
                Step::Done
            }
        };
    }
}

/// The index as far as it is made.
struct Unfinished {
    index: Index,
    terms: HashMap<Box<str>, u32>,
    rows: Rows,
    /// For each entry what its name is sorted by, where that is not its key.
    numbered: Vec<Box<str>>,
}

impl Unfinished {
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
        let key = fold::key(name);
        let is_numbered = key.bytes().any(|byte| byte.is_ascii_digit());
        self.numbered.push(if is_numbered { fold::sort_key(name).into() } else { Box::default() });
        self.index.entries.push(Entry { kind, id: id.clone(), order: 0, key: key.into() });
        self.field(Place::Name, name);
        self.key(name);
    }

    /// Adds a field to the last entry.
    fn field(&mut self, place: Place, text: &str) {
        let index = &mut self.index;
        let field = index.fields.len() as u32;
        index.fields.push(Field { entry: index.entries.len() as u32 - 1, place });
        let mut spelt = String::new();
        for word in fold::words(text) {
            spelt.clear();
            fold::spell(&text[word], &mut spelt);
            let term = match self.terms.get(spelt.as_str()) {
                Some(&term) => term,
                None => {
                    let term = self.terms.len() as u32;
                    self.terms.insert(spelt.as_str().into(), term);
                    add_forms(&mut self.rows, &spelt, term);
                    term
                }
            };
            index.occurrences.push(Occurrence { term, field });
        }
    }

    fn key(&mut self, text: &str) {
        self.index.keys.push(Key::new(self.index.entries.len() as u32 - 1, text));
    }

    /// Says of each entry of a kind which place its name has among them.
    fn order_names(&mut self, kind: HitKind) {
        let entries = &mut self.index.entries;
        let start = entries.partition_point(|entry| entry.kind < kind);
        let end = entries.partition_point(|entry| entry.kind <= kind);
        let (entries, numbered) = (&mut entries[start..end], &self.numbered[start..end]);
        let sort_key = |place: usize| match &*numbered[place] {
            "" => &*entries[place].key,
            sort_key => sort_key,
        };
        let by_name = order(entries.len(), &mut |one, other| sort_key(one).cmp(sort_key(other)));
        for (order, entry) in (0..).zip(by_name) {
            entries[entry].order = order;
        }
    }

    /// Groups occurrences by term (a counting sort), and says where each group starts.
    fn postings(&mut self) {
        let (index, terms) = (&mut self.index, self.terms.len());
        let mut starts = vec![0; terms + 1];
        for occurrence in &index.occurrences {
            starts[occurrence.term as usize + 1] += 1;
        }
        for term in 0..terms {
            starts[term + 1] += starts[term];
        }
        let mut next = starts.clone();
        let mut postings = vec![Posting::default(); index.occurrences.len()];
        for (number, &Occurrence { term, field }) in (0..).zip(&index.occurrences) {
            let Field { entry, place } = index.fields[field as usize];
            let slot: &mut u32 = &mut next[term as usize];
            postings[*slot as usize] =
                Posting { occurrence: number, field, entry, field_class: place.field_class() as u32 };
            *slot += 1;
        }
        (index.starts, index.postings) = (starts, postings);
        index.forms = vec![[0; 2]; terms];
    }

    /// Adds the rows of the words that begin with this byte, sorted, with their letters.
    fn words(&mut self, first: u8) {
        let index = &mut self.index;
        let mut rows = std::mem::take(&mut self.rows[usize::from(first)]);
        order::sort_by(&mut rows, Ord::cmp);
        for (text, term, form) in rows {
            let row = index.words.len() as u32;
            match form {
                Some(form) => index.forms[term as usize][form] = row,
                None => index.forms[term as usize] = [row, row],
            }
            let start = index.letters.len() as u32;
            index.letters += &text;
            let end = index.letters.len() as u32;
            index.words.push(Word { start, end, letters: letters_of(&text), term });
        }
    }
}

impl Key {
    pub(super) fn new(entry: u32, text: &str) -> Self {
        let sorted_words = sorted_words(text);
        let text = fold::key(text);
        Self { entry, letters: letters_of(&text), text: text.into(), sorted_words }
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

/// The numbers of the entries that are named: one of a kind and a competency. What names nothing is left out.
fn pairs<'a>(
    network: &Network,
    kind: HitKind,
    named: &mut dyn Iterator<Item = (&'a Id, &'a Id)>,
) -> Vec<[u32; 2]> {
    let [from, to] = [kind, HitKind::Competency].map(|kind| {
        let before = HitKind::ALL.iter().take_while(move |other| **other < kind);
        let first: usize = before.map(|kind| network.table(kind.table()).len()).sum();
        move |id: &Id| Some((first + network.table(kind.table()).index_of(id)?) as u32)
    });
    named.filter_map(|(one, other)| Some([from(one)?, to(other)?])).collect()
}

/// Adds both forms of a new term, or the one if they are equal.
fn add_forms(rows: &mut Rows, spelt: &str, term: u32) {
    let bare = fold::bare(spelt);
    // A combining mark that counts as a letter leaves an empty word.
    let first = |text: &str| usize::from(text.bytes().next().unwrap_or_default());
    let mut add = |text: &str, form| rows[first(text)].push((text.into(), term, form));
    if bare == spelt {
        add(spelt, None);
    } else {
        add(&bare, Some(1));
        add(spelt, Some(0));
    }
}
