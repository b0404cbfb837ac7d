//! Entries that a new name may mean: suggestions while typing, and "did you mean" before a near-twin exists.

use std::collections::{HashMap, HashSet};

use super::{HitKind, Index, Key, distance::Typed};
use crate::{
    model::{Competency, Id, Network, order},
    query::fold,
};

/// How near an existing name is to the one typed. Nearer ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Name or synonym are the same but for case, accents, spelling habits and separators.
    Same,
    /// A typing error or two apart, or the same words in another order or with another ending.
    NearlySame,
    /// Found by [`Index::find`] for another reason.
    Related,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    pub id: Id,
    pub how: How,
}

impl Index {
    /// Competencies that `text` may mean, nearest first, at most `limit`.
    pub fn similar_competencies(&self, text: &str, limit: usize) -> Vec<Similar> {
        self.similar(text, HitKind::Competency, limit)
    }

    /// Actors that `text` may mean, nearest first, at most `limit`.
    pub fn similar_actors(&self, text: &str, limit: usize) -> Vec<Similar> {
        self.similar(text, HitKind::Actor, limit)
    }

    fn similar(&self, text: &str, kind: HitKind, limit: usize) -> Vec<Similar> {
        let wanted = Key::new(0, text);
        if wanted.text.is_empty() {
            return Vec::new();
        }
        let typed = Typed::new(&wanted.text);
        let mut near: Vec<(How, usize, u32)> = self
            .keys
            .iter()
            .filter(|key| self.entries[key.entry as usize].kind == kind)
            .filter_map(|key| {
                let (how, errors) = compare(&wanted, typed.as_ref(), key)?;
                Some((how, errors, key.entry))
            })
            .collect();
        order::sort_by_key(&mut near, |&(how, errors, entry)| {
            (how, errors, self.entries[entry as usize].order)
        });
        let mut seen = HashSet::new();
        let near = near.into_iter().map(|(how, _, entry)| (how, self.entries[entry as usize].id.clone()));
        let hits = self.find_kind(text, kind, limit).into_iter().map(|id| (How::Related, id));
        let nearest = near.chain(hits).filter(|(_, id)| seen.insert(id.clone())).take(limit);
        nearest.map(|(how, id)| Similar { id, how }).collect()
    }

    fn find_kind(&self, text: &str, kind: HitKind, limit: usize) -> Vec<Id> {
        self.find(text, limit).of(kind).into_iter().map(|hit| hit.id).collect()
    }
}

/// Why two names are probably one, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same but for case, accents, spelling habits and separators.
    Same,
    /// The same words in another order: 3D-Druck, Druck 3D.
    Order,
    /// The same words, of which some have another ending: 3D-Druck, 3-D-Drucken.
    Ending,
    /// A typing error or two apart.
    Spelling,
    /// A compound of which a part is shortened: Netzwerk-Planung, Netzplanung.
    Compound,
}

/// Names, such as those of all competencies with their synonyms, folded, and which of them are nearly the same.
pub(crate) struct Names {
    /// Each name as its [`fold::key`].
    pub(crate) folded: Vec<Box<str>>,
    /// For each name the places of those that bear it, each once, in order.
    pub(crate) bearers: Vec<Vec<u32>>,
    /// Pairs of different names that are nearly the same, and why; a pair may stand here for several reasons. Other
    /// digits are no typing error: they make another thing.
    pub(crate) twins: Vec<([u32; 2], Likeness)>,
}

impl Names {
    /// The names and synonyms of all competencies.
    pub(crate) fn new(network: &Network) -> Self {
        let mut names = NamesBuilder::default();
        for (place, competency) in (0..).zip(network.competencies.iter()) {
            names.add_all(place, competency);
        }
        names.finish()
    }

    /// Names with the places of those that bear them, in order of these.
    pub(crate) fn of(names: &[(u32, &str)]) -> Self {
        let mut builder = NamesBuilder::default();
        names.iter().for_each(|(place, text)| builder.add(*place, text));
        builder.finish()
    }
}

/// [`Names`] that are being compared, step by step: of ten thousand it takes a tenth of a second.
#[derive(Default)]
pub(crate) struct NamesBuilder {
    numbers: HashMap<Box<str>, u32>,
    by_words: HashMap<Box<str>, Vec<u32>>,
    /// Names of several words, as they are written, those last that are compared first.
    compounds: Vec<(u32, Box<str>)>,
    keys: Vec<Key>,
    bearers: Vec<Vec<u32>>,
    twins: Vec<([u32; 2], Likeness)>,
    /// Once it is known in which order typing errors are looked for.
    spelling: Option<Spelling>,
}

impl NamesBuilder {
    /// A name of the one at a place, in order of these.
    pub(crate) fn add(&mut self, place: u32, text: &str) {
        let key = Key::new(0, text);
        if key.text.is_empty() {
            return;
        }
        let number = *self.numbers.entry(key.text.clone()).or_insert(self.keys.len() as u32);
        if key.sorted_words.contains(' ') {
            self.compounds.push((number, text.into()));
        }
        let same_words = self.by_words.entry(key.sorted_words.clone()).or_default();
        if !same_words.contains(&number) {
            same_words.push(number);
        }
        if number as usize == self.keys.len() {
            self.keys.push(key);
            self.bearers.push(Vec::new());
        }
        let bearers = &mut self.bearers[number as usize];
        if bearers.last() != Some(&place) {
            bearers.push(place);
        }
    }

    /// The name of the competency at a place and its synonyms.
    pub(crate) fn add_all(&mut self, place: u32, competency: &Competency) {
        std::iter::once(&competency.name).chain(&competency.also).for_each(|name| self.add(place, name));
    }

    /// Once all are there: compares one with the others. Whether nothing is left to be compared.
    pub(crate) fn step(&mut self) -> bool {
        if let Some((name, text)) = self.compounds.pop() {
            each_shortened(&text, &mut |shortened| {
                if let Some(other) = self.numbers.get(shortened).filter(|other| **other != name) {
                    self.twins.push(([name, *other], Likeness::Compound));
                }
            });
            return false;
        }
        let spelling = match &mut self.spelling {
            Some(spelling) => spelling,
            None => {
                self.same_words();
                self.spelling.insert(Spelling::new(&self.keys))
            }
        };
        spelling.step(&self.keys, &mut self.twins)
    }

    pub(crate) fn finish(mut self) -> Names {
        while !self.step() {}
        let folded = self.keys.into_iter().map(|key| key.text).collect();
        Names { folded, bearers: self.bearers, twins: self.twins }
    }

    fn same_words(&mut self) {
        for names in self.by_words.values() {
            for (at, one) in names.iter().enumerate() {
                for other in &names[..at] {
                    let len = |name: u32| self.keys[name as usize].text.len();
                    let likeness = if len(*one) == len(*other) { Likeness::Order } else { Likeness::Ending };
                    self.twins.push(([*one, *other], likeness));
                }
            }
        }
    }
}

/// The words of a name without their endings, sorted, with spaces between; digits stand for themselves. Equal for
/// 3D-Druck, Druck 3D and 3-D-Drucken.
pub(super) fn sorted_words(text: &str) -> Box<str> {
    let mut words = Vec::new();
    for word in fold::words(text) {
        let word = fold::bare(&fold::spelt(&text[word]));
        let mut rest = word.as_str();
        while let Some(first) = rest.bytes().next() {
            let is_digit = first.is_ascii_digit();
            let end = rest.bytes().position(|byte| byte.is_ascii_digit() != is_digit).unwrap_or(rest.len());
            words.push(without_ending(&rest[..end]).to_owned());
            rest = &rest[end..];
        }
    }
    order::sort_by(&mut words, Ord::cmp);
    words.join(" ").into()
}

/// What German and English nouns and verbs of one stem end in. What is left is long enough to tell it from others:
/// Karten and Karting are two things.
fn without_ending(word: &str) -> &str {
    const STEM: usize = 5;
    let stem = word.strip_suffix("en").or_else(|| word.strip_suffix("ing"));
    stem.filter(|stem| stem.len() >= STEM).unwrap_or(word)
}

/// Calls `put` with the key of a name of several words for each way to write it with one of them shortened, but for the
/// last, which says what it is.
fn each_shortened(text: &str, put: &mut dyn FnMut(&str)) {
    const LEFT: usize = 4;
    let mut joined = String::new();
    let mut ends = Vec::new();
    for word in fold::words(text) {
        fold::spell(&text[word], &mut joined);
        ends.push(joined.len());
    }
    ends.pop();
    let mut start = 0;
    let mut written = String::with_capacity(joined.len());
    for end in ends {
        for cut in (start + LEFT..end).rev() {
            if joined.as_bytes()[cut].is_ascii_digit() {
                break;
            }
            if joined.is_char_boundary(cut) {
                written.clear();
                written.push_str(&joined[..cut]);
                written.push_str(&joined[end..]);
                put(&fold::bare(&written));
            }
        }
        start = end;
    }
}

/// Which of different keys are typing errors apart.
struct Spelling {
    /// The keys by digits and length.
    order: Vec<usize>,
    /// What nearly all pairs fail by, side by side in memory: digits and length in one number, and letters.
    outline: Vec<(u64, u64)>,
    /// Which of them is the next to be compared with longer ones.
    at: usize,
}

impl Spelling {
    fn new(keys: &[Key]) -> Self {
        let digits: Vec<String> =
            keys.iter().map(|key| key.text.chars().filter(char::is_ascii_digit).collect()).collect();
        let order = order::order(keys.len(), &mut |one, other| {
            let by = |key: usize| (&digits[key], keys[key].text.len());
            by(one).cmp(&by(other))
        });
        let mut group = 0;
        let mut outline: Vec<(u64, u64)> = Vec::with_capacity(keys.len());
        for (at, &key) in order.iter().enumerate() {
            group += u64::from(at > 0 && digits[order[at - 1]] != digits[key]);
            let text = &keys[key].text;
            outline.push((group << 32 | text.len() as u64, letters_twice(text)));
        }
        Self { order, outline, at: 0 }
    }

    /// Compares one key with those after it. Whether none is left.
    fn step(&mut self, keys: &[Key], twins: &mut Vec<([u32; 2], Likeness)>) -> bool {
        let Self { order, outline, at } = self;
        let Some(&(place, letters)) = outline.get(*at) else { return true };
        let one = &keys[order[*at]];
        let most = forgiven(one.text.len());
        let mut typed = None;
        let longer = order[*at + 1..].iter().zip(&outline[*at + 1..]);
        for (&other, (_, others)) in longer.take_while(|(_, (other, _))| *other <= place + most as u64) {
            if (letters ^ others).count_ones() as usize > 2 * most {
                continue;
            }
            let typed = typed.get_or_insert_with(|| Typed::new(&one.text)).as_ref();
            if compare(one, typed, &keys[other]).is_some_and(|(_, errors)| errors > 0) {
                twins.push(([order[*at] as u32, other as u32], Likeness::Spelling));
            }
        }
        *at += 1;
        false
    }
}

/// Which letters occur, and which of them more than once, as bits. A typing error changes two of them at most.
fn letters_twice(text: &str) -> u64 {
    text.bytes().fold(0, |letters, byte| {
        let letter = 1 << if byte.is_ascii_lowercase() { byte - b'a' } else { 26 + byte % 6 };
        letters | if letters & letter == 0 { letter } else { letter << 32 }
    })
}

/// How many typing errors may lie between two texts, by the bytes of the shorter one.
fn forgiven(len: usize) -> usize {
    match len {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    }
}

/// How near, and at how many typing errors.
fn compare(wanted: &Key, typed: Option<&Typed>, key: &Key) -> Option<(How, usize)> {
    if wanted.text == key.text {
        return Some((How::Same, 0));
    }
    if wanted.sorted_words == key.sorted_words {
        return Some((How::NearlySame, 0));
    }
    let most = forgiven(wanted.text.len().min(key.text.len()));
    let missing =
        (wanted.letters & !key.letters).count_ones().max((key.letters & !wanted.letters).count_ones());
    if missing as usize > most || wanted.text.len().abs_diff(key.text.len()) > most {
        return None;
    }
    let errors = typed?.to_whole(&key.text);
    // Datenportal and Kartenportal rhyme and are two things.
    let rhymes = errors > 1 && wanted.text.bytes().next() != key.text.bytes().next();
    (errors <= most && !rhymes).then_some((How::NearlySame, errors))
}
