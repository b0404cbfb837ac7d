//! How one word of a query fits one word of a text.

use super::{Index, Posting, Word, distance::Typed, letters_of};
use crate::query::fold;

/// Better fits first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// The whole word.
    Whole,
    /// The beginning of the word.
    Start,
    /// Further inside a compound word.
    Within,
    /// With this many typing errors.
    Forgiven(u8),
}

/// A word of the query in both folded forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) spelt: String,
    pub(super) bare: String,
}

/// A stretch of the query without spaces: as one word, and if punctuation divides it, as several.
pub(super) struct Chunk {
    pub(super) whole: Wanted,
    pub(super) parts: Vec<Wanted>,
}

impl Wanted {
    pub(super) fn new(spelt: String) -> Self {
        Self { bare: fold::bare(&spelt), spelt }
    }

    /// The distinct forms, with the number of the form.
    pub(super) fn forms(&self) -> impl Iterator<Item = (usize, &str)> {
        let bare = (self.bare != self.spelt).then_some((1, self.bare.as_str()));
        [(0, self.spelt.as_str())].into_iter().chain(bare)
    }

    /// Letters of the bare form.
    pub(super) fn len(&self) -> usize {
        self.bare.len()
    }

    /// How many typing errors are forgiven: none in short words, one from four letters, two from seven.
    /// A word that does occur is taken to be spelt as meant, give or take one letter.
    pub(super) fn forgivable(&self, occurs: bool) -> usize {
        match self.len() {
            0..=3 => 0,
            4..=6 => 1,
            _ if occurs => 1,
            _ => 2,
        }
    }

    /// Two letters begin too many words to mean them.
    pub(super) fn is_short(&self) -> bool {
        self.len() == 2
    }

    /// Long enough for its meaning not to hang on where it stands.
    pub(super) fn is_telling(&self) -> bool {
        self.len() >= 4
    }

    /// Whether such a fit is surely what is meant.
    pub(super) fn is_surely(&self, fit: Fit) -> bool {
        fit == Fit::Whole || fit == Fit::Start && self.is_telling()
    }

    /// Whether such a fit says anything in a longer text: one or two letters begin half of all words there.
    pub(super) fn counts_in_texts(&self, fit: Fit) -> bool {
        fit == Fit::Whole || self.len() >= 3
    }

    /// The fit without typing errors with a word given in both forms.
    pub(super) fn fit(&self, spelt: &str, bare: &str) -> Option<Fit> {
        let both = literal(&self.bare, bare);
        literal(&self.spelt, spelt).into_iter().chain(both).min()
    }

    /// The fit with at most `most` typing errors with a word given in both forms.
    pub(super) fn forgiving_fit(&self, spelt: &str, bare: &str, most: usize) -> Option<Fit> {
        let texts = [spelt, bare];
        self.forms()
            .filter_map(|(number, form)| Forgiving::new(form, self.len(), most)?.fit(texts[number]))
            .min()
    }
}

impl Chunk {
    /// The query cut at its spaces and commas.
    pub(super) fn of(query: &str) -> Vec<Self> {
        query
            .split(|letter: char| letter.is_whitespace() || matches!(letter, ',' | ';'))
            .filter_map(|piece| {
                let parts: Vec<String> = fold::words(piece).map(|word| fold::spelt(&piece[word])).collect();
                let whole = parts.concat();
                let parts = if parts.len() > 1 { parts } else { Vec::new() };
                let parts = parts.into_iter().map(Wanted::new).collect();
                (!whole.is_empty()).then(|| Self { whole: Wanted::new(whole), parts })
            })
            .collect()
    }
}

/// Three letters must stand at either end of a word, fewer at its beginning: "LAN" is in "WLAN" but "rat" is not
/// in "Beratung".
fn literal(wanted: &str, word: &str) -> Option<Fit> {
    if word.starts_with(wanted) {
        Some(if word.len() == wanted.len() { Fit::Whole } else { Fit::Start })
    } else {
        let within = match wanted.len() {
            0..=2 => false,
            3 => word.ends_with(wanted),
            _ => contains(word.as_bytes(), wanted.as_bytes()),
        };
        within.then_some(Fit::Within)
    }
}

/// For four letters and more in a short word; the search of the standard library spends longer on preparing.
fn contains(word: &[u8], wanted: &[u8]) -> bool {
    let head = wanted.first_chunk::<4>();
    word.windows(wanted.len()).any(|piece| piece.first_chunk() == head && piece == wanted)
}

/// One form of a word of the query, prepared for finding it misspelt.
struct Forgiving {
    typed: Typed,
    letters: u32,
    len: usize,
    most: usize,
    /// Still being typed: compared with beginnings. Words of four letters resemble too many of those.
    open: bool,
}

impl Forgiving {
    fn new(form: &str, bare_len: usize, most: usize) -> Option<Self> {
        let typed = if most == 0 { None } else { Typed::new(form) }?;
        Some(Self { typed, letters: letters_of(form), len: form.len(), most, open: bare_len >= 5 })
    }

    /// Each typing error explains at most one letter that is missing and one that is too many.
    fn may_fit(&self, letters: u32, len: usize) -> bool {
        len + self.most >= self.len
            && (self.open || len <= self.len + self.most)
            && (self.letters & !letters).count_ones() as usize <= self.most
    }

    /// The bytes of the word that decide how it fits.
    fn read<'a>(&self, word: &'a str) -> &'a [u8] {
        let end = if self.open { word.len().min(self.len + self.most) } else { word.len() };
        &word.as_bytes()[..end]
    }

    fn fit(&self, word: &str) -> Option<Fit> {
        let errors = if self.open { self.typed.to_start(word, self.most) } else { self.typed.to_whole(word) };
        (errors <= self.most).then_some(Fit::Forgiven(errors as u8))
    }
}

impl Index {
    /// For each term how the wanted word fits it. `occurs`: it is known to occur as several words.
    pub(super) fn fits(&self, wanted: &Wanted, mut occurs: bool) -> Vec<Option<Fit>> {
        let mut fits: Vec<Option<Fit>> = vec![None; self.forms.len()];
        for (_, form) in wanted.forms() {
            let letters = letters_of(form);
            let candidates = if form.len() < 3 { self.words_starting(form) } else { &self.words[..] };
            for word in candidates.iter().filter(|word| letters & !word.letters == 0) {
                if let Some(fit) = literal(form, self.text_of(word)) {
                    occurs |= fit < Fit::Within;
                    improve(&mut fits[word.term as usize], fit);
                }
            }
        }
        let most = wanted.forgivable(occurs);
        for (_, form) in wanted.forms() {
            let Some(forgiving) = Forgiving::new(form, wanted.len(), most) else { continue };
            // Words that begin alike stand together; what was said of one holds for the next.
            let mut before: Option<(&[u8], Option<Fit>)> = None;
            for word in &self.words {
                let text = self.text_of(word);
                let known = fits[word.term as usize].is_some_and(|fit| fit <= Fit::Within);
                if known || !forgiving.may_fit(word.letters, text.len()) {
                    continue;
                }
                let read = forgiving.read(text);
                let fit = match before {
                    Some((same, fit)) if same == read => fit,
                    _ => forgiving.fit(text),
                };
                before = Some((read, fit));
                if let Some(fit) = fit {
                    improve(&mut fits[word.term as usize], fit);
                }
            }
        }
        fits
    }

    /// The postings at which several words, written together, are the wanted word or begin with it.
    pub(super) fn joined(&self, wanted: &Wanted) -> Vec<(Posting, Fit)> {
        let mut found = Vec::new();
        for (number, form) in wanted.forms() {
            for (cut, _) in form.char_indices().skip(1) {
                let (left, rest) = form.split_at(cut);
                for word in self.words_starting(left).iter().take_while(|word| self.text_of(word) == left) {
                    for &posting in self.postings_of(word.term as usize) {
                        if let Some(fit) = self.continues(posting, rest, number) {
                            found.push((posting, fit));
                        }
                    }
                }
            }
        }
        found
    }

    /// Whether the words after this one, written together, begin with `rest`.
    fn continues(&self, posting: Posting, rest: &str, form: usize) -> Option<Fit> {
        let mut rest = rest;
        for next in &self.occurrences[posting.occurrence as usize + 1..] {
            if next.field != posting.field {
                break;
            }
            let text = self.text_of(&self.words[self.forms[next.term as usize][form] as usize]);
            match rest.strip_prefix(text) {
                Some("") => return Some(Fit::Whole),
                Some(further) => rest = further,
                None => return text.starts_with(rest).then_some(Fit::Start),
            }
        }
        None
    }

    pub(super) fn postings_of(&self, term: usize) -> &[Posting] {
        &self.postings[self.starts[term] as usize..self.starts[term + 1] as usize]
    }

    /// The rows of words that begin with `start`, the shortest first.
    fn words_starting(&self, start: &str) -> &[Word] {
        let from = self.words.partition_point(|word| self.text_of(word) < start);
        let count = self.words[from..].partition_point(|word| self.text_of(word).starts_with(start));
        &self.words[from..from + count]
    }

    fn text_of(&self, word: &Word) -> &str {
        &self.letters[word.start as usize..word.end as usize]
    }
}

fn improve(best: &mut Option<Fit>, fit: Fit) {
    if best.is_none_or(|before| fit < before) {
        *best = Some(fit);
    }
}
