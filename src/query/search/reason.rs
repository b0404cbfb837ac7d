//! Saying why something was found, and where in the text.

use std::ops::Range;

use super::{
    Entry, Index, Place, Reason, TEXTS,
    build::sector_of,
    find::Source,
    matching::{Chunk, Fit, Wanted},
};
use crate::{
    model::{Id, order},
    query::fold::{self, Traced},
};

/// How many bytes of a longer text are shown before and after the match, to the next word.
const BEFORE: usize = 40;
const AFTER: usize = 60;

impl Index {
    pub(super) fn reason(&self, source: Source, chunks: &[Chunk]) -> Reason {
        let id = |entry: u32| self.entries[entry as usize].id.clone();
        let field = match source {
            Source::NarrowerThan { entry } => return Reason::NarrowerThan { competency: id(entry) },
            Source::Offers { entry } => return Reason::Offers { competency: id(entry) },
            Source::OffersNarrower { entry } => {
                let competency = id(entry);
                return Reason::OffersNarrower { than: self.broader(&competency), competency };
            }
            Source::OffersBroader { entry } => {
                let than = id(entry);
                return Reason::OffersBroader { competency: self.broader(&than), than };
            }
            Source::LooksFor { entry } => return Reason::LooksFor { competency: id(entry) },
            Source::Takes { entry } => return Reason::Takes { competency: id(entry) },
            Source::Own { field } => self.fields[field as usize],
        };
        let entry = &self.entries[field.entry as usize];
        let text = self.text(entry, field.place);
        match field.place {
            Place::Name => Reason::Name,
            Place::Also(..) => {
                Reason::Synonym { text: text.to_owned(), marks: marks(text, field.place, chunks) }
            }
            Place::Sector => {
                match self.network.actors.get(&entry.id).and_then(|actor| actor.sector.clone()) {
                    Some(sector) => Reason::Sector { sector },
                    None => Reason::Name,
                }
            }
            Place::Text(searched) => {
                let (excerpt, marks) = excerpt(text, marks(text, field.place, chunks));
                Reason::Text { field: searched.name, excerpt, marks }
            }
        }
    }

    /// The broader term of one that has one.
    fn broader(&self, id: &Id) -> Id {
        let above = self.network.competencies.get(id).and_then(|term| term.broader.as_ref());
        above.unwrap_or(id).clone()
    }

    /// The text at this place of the entry.
    pub(super) fn text(&self, entry: &Entry, place: Place) -> &str {
        let (field, number) = match place {
            Place::Sector => {
                return sector_of(&self.network, &entry.id).map_or("", |sector| sector.name.as_str());
            }
            Place::Name => (entry.kind.title(), 0),
            Place::Also(field, number) => (field, usize::from(number)),
            Place::Text(field) => (field, 0),
        };
        let texts = self.network.get(entry.kind.table(), &entry.id).map(|record| record.texts(field));
        texts.and_then(|texts| texts.get(number)).map_or("", String::as_str)
    }
}

/// The byte ranges of `text` that match some word of the query, in order and without overlap.
pub(super) fn marks(text: &str, place: Place, chunks: &[Chunk]) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = fold::words(text).collect();
    let traced: Vec<Traced> = words.iter().map(|word| fold::trace(text, word.clone())).collect();
    let mut marks = Vec::new();
    let mark = |wanted: &Wanted, marks: &mut _| mark(wanted, place, &words, &traced, marks);
    for chunk in chunks {
        let before = marks.len();
        mark(&chunk.whole, &mut marks);
        if marks.len() == before {
            for part in &chunk.parts {
                mark(part, &mut marks);
            }
        }
    }
    order::sort_by_key(&mut marks, |mark: &Range<usize>| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match apart.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => apart.push(mark),
        }
    }
    apart
}

/// Marks where the wanted word stands; only if nowhere, the words that fit with typing errors forgiven.
fn mark(
    wanted: &Wanted,
    place: Place,
    words: &[Range<usize>],
    traced: &[Traced],
    marks: &mut Vec<Range<usize>>,
) {
    let before = marks.len();
    let counts = |fit| place.field_class() != TEXTS || wanted.counts_in_texts(fit);
    for (number, word) in traced.iter().enumerate() {
        let forms = [&word.spelt, &word.bare];
        let literal =
            wanted.fit(&word.spelt.text, &word.bare.text).filter(|&fit| counts(fit)).and_then(|_| {
                wanted.forms().find_map(|(form, letters)| {
                    let at = forms[form].text.find(letters)?;
                    Some(forms[form].origin(at..at + letters.len()))
                })
            });
        let joined = || joined(wanted, &traced[number..]).filter(|&(_, fit)| counts(fit));
        marks.extend(literal.or_else(|| joined().map(|(stretch, _)| stretch)));
    }
    if marks.len() == before {
        for (word, traced) in words.iter().zip(traced) {
            let most = wanted.forgivable(false);
            if wanted.forgiving_fit(&traced.spelt.text, &traced.bare.text, most).is_some() {
                marks.push(word.clone());
            }
        }
    }
}

/// The stretch from the first of these words on that, written together, is the wanted word.
fn joined(wanted: &Wanted, traced: &[Traced]) -> Option<(Range<usize>, Fit)> {
    wanted.forms().find_map(|(form, letters)| {
        let mut rest = letters;
        let mut start = None;
        for word in traced {
            let word = if form == 0 { &word.spelt } else { &word.bare };
            let all = 0..word.text.len();
            let start = *start.get_or_insert(word.origin(0..1).start);
            match rest.strip_prefix(word.text.as_str()) {
                Some("") => return Some((start..word.origin(all).end, Fit::Whole)),
                Some(further) => rest = further,
                None if word.text.starts_with(rest) => {
                    return Some((start..word.origin(0..rest.len()).end, Fit::Start));
                }
                None => return None,
            }
        }
        None
    })
}

/// The piece of the text around the first mark, cut between words, and the marks within it.
fn excerpt(text: &str, marks: Vec<Range<usize>>) -> (String, Vec<Range<usize>>) {
    let first = marks.first().cloned().unwrap_or(0..0);
    let from = fold::words(text)
        .map(|word| word.start)
        .find(|start| start + BEFORE >= first.start)
        .filter(|_| first.start > BEFORE)
        .unwrap_or(0);
    let until = fold::words(text)
        .map(|word| word.end)
        .take_while(|&end| end <= first.end + AFTER)
        .last()
        .map_or(first.end, |end| end.max(first.end));
    let until = if text.len() <= first.end + AFTER { text.len() } else { until };
    let inside = marks.into_iter().filter(|mark| mark.end <= until);
    (text[from..until].to_owned(), inside.map(|mark| mark.start - from..mark.end - from).collect())
}
