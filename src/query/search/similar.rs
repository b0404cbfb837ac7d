//! Entries that a new name may mean: suggestions while typing, and "did you mean" before a near-twin exists.

use std::collections::{HashMap, HashSet};

use super::{HitKind, Index, Key, distance::Typed};
use crate::{
    model::{Id, Network, order},
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
        let mut names = Vec::new();
        for (place, competency) in (0..).zip(network.competencies.iter()) {
            names.extend(
                std::iter::once(&competency.name).chain(&competency.also).map(|name| (place, &name[..])),
            );
        }
        Self::of(&names)
    }

    /// Names with the places of those that bear them, in order of these.
    pub(crate) fn of(names: &[(u32, &str)]) -> Self {
        let mut numbers: HashMap<Box<str>, u32> = HashMap::new();
        let mut by_words: HashMap<Box<str>, Vec<u32>> = HashMap::new();
        let mut compounds: Vec<(u32, &str)> = Vec::new();
        let (mut keys, mut bearers) = (Vec::new(), Vec::<Vec<u32>>::new());
        for &(place, text) in names {
            let key = Key::new(0, text);
            if key.text.is_empty() {
                continue;
            }
            let number = *numbers.entry(key.text.clone()).or_insert(keys.len() as u32);
            if key.sorted_words.contains(' ') {
                compounds.push((number, text));
            }
            let same_words = by_words.entry(key.sorted_words.clone()).or_default();
            if !same_words.contains(&number) {
                same_words.push(number);
            }
            if number as usize == keys.len() {
                keys.push(key);
                bearers.push(Vec::new());
            }
            let bearers = &mut bearers[number as usize];
            if bearers.last() != Some(&place) {
                bearers.push(place);
            }
        }
        let mut twins = misspelt(&keys);
        for names in by_words.values() {
            for (at, one) in names.iter().enumerate() {
                for other in &names[..at] {
                    let len = |name: u32| keys[name as usize].text.len();
                    let likeness = if len(*one) == len(*other) { Likeness::Order } else { Likeness::Ending };
                    twins.push(([*one, *other], likeness));
                }
            }
        }
        for (name, text) in compounds {
            each_shortened(text, &mut |shortened| {
                if let Some(other) = numbers.get(shortened).filter(|other| **other != name) {
                    twins.push(([name, *other], Likeness::Compound));
                }
            });
        }
        Self { folded: keys.into_iter().map(|key| key.text).collect(), bearers, twins }
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

/// Which of these different keys are typing errors apart.
fn misspelt(keys: &[Key]) -> Vec<([u32; 2], Likeness)> {
    let digits: Vec<String> =
        keys.iter().map(|key| key.text.chars().filter(char::is_ascii_digit).collect()).collect();
    let order = order::order(keys.len(), &mut |one, other| {
        let by = |key: usize| (&digits[key], keys[key].text.len());
        by(one).cmp(&by(other))
    });
    // What nearly all pairs fail by, side by side in memory: digits and length in one number, and letters.
    let mut group = 0;
    let mut outline: Vec<(u64, u64)> = Vec::with_capacity(keys.len());
    for (at, &key) in order.iter().enumerate() {
        group += u64::from(at > 0 && digits[order[at - 1]] != digits[key]);
        let text = &keys[key].text;
        outline.push((group << 32 | text.len() as u64, letters_twice(text)));
    }
    let mut pairs = Vec::new();
    for (at, &(place, letters)) in outline.iter().enumerate() {
        let one = &keys[order[at]];
        let most = forgiven(one.text.len());
        let mut typed = None;
        let longer = order[at + 1..].iter().zip(&outline[at + 1..]);
        for (&other, (_, others)) in longer.take_while(|(_, (other, _))| *other <= place + most as u64) {
            if (letters ^ others).count_ones() as usize > 2 * most {
                continue;
            }
            let typed = typed.get_or_insert_with(|| Typed::new(&one.text)).as_ref();
            if compare(one, typed, &keys[other]).is_some_and(|(_, errors)| errors > 0) {
                pairs.push(([order[at] as u32, other as u32], Likeness::Spelling));
            }
        }
    }
    pairs
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
