//! From a query to ranked hits.

use std::collections::HashSet;

use super::{
    Found, Hit, HitKind, Index, Place,
    matching::{Chunk, Fit, Wanted},
};
use crate::{model::Id, query::fold};

/// Further words of a query are ignored: who pastes a page does not wait for it.
const WORDS_AT_MOST: usize = 8;

/// How well one word of the query is found with one entry, and where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Best {
    /// 0 if it is not found.
    pub(super) score: f32,
    pub(super) source: Source,
    forgiven: bool,
}

/// Where a word of the query was found. The numbers index fields and entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Own { field: u32 },
    NarrowerThan { entry: u32 },
    Offers { entry: u32 },
    LooksFor { entry: u32 },
    Takes { entry: u32 },
}

const NOT_FOUND: Best = Best { score: 0.0, source: Source::Own { field: 0 }, forgiven: false };

struct Ranked {
    entry: u32,
    score: f32,
}

impl Index {
    /// At most `limit_per_group` hits in each group, best first, equally good ones by name.
    ///
    /// An exact name comes first, then names that begin with the query; after these counts, for each word of the
    /// query, the best place where it is found: a whole word of the name, the beginning of one, inside one, the
    /// same in a synonym, then by way of a competency (offered before looked for), with typing errors, in the
    /// name of the sector, and last in other texts. An empty query finds nothing.
    pub fn find(&self, query: &str, limit_per_group: usize) -> Found {
        let chunks = chunks(query);
        let words = self.found_words(&chunks);
        let mut ranked = self.rank(query, &words);
        ranked.sort_unstable_by(|a, b| {
            let order = |hit: &Ranked| self.entries[hit.entry as usize].order;
            b.score.total_cmp(&a.score).then_with(|| order(a).cmp(&order(b)))
        });
        let mut found = Found::default();
        for hit in ranked {
            let entry = &self.entries[hit.entry as usize];
            let group = match entry.kind {
                HitKind::Actor => &mut found.actors,
                HitKind::Competency => &mut found.competencies,
                HitKind::Topic => &mut found.topics,
            };
            if group.len() < limit_per_group {
                group.push(self.hit(&chunks, &words, hit));
            }
        }
        found
    }

    /// The ids of all actors, competencies and topics that [`Index::find`] would list without a limit.
    pub fn matching(&self, query: &str) -> HashSet<Id> {
        let words = self.found_words(&chunks(query));
        self.rank(query, &words).into_iter().map(|hit| self.entries[hit.entry as usize].id.clone()).collect()
    }

    fn hit(&self, chunks: &[Chunk], words: &[Vec<Best>], hit: Ranked) -> Hit {
        let entry = &self.entries[hit.entry as usize];
        let found = words.iter().map(|word| word[hit.entry as usize]);
        let least_obvious = found.clone().min_by(|a, b| a.score.total_cmp(&b.score)).unwrap_or(NOT_FOUND);
        Hit {
            kind: entry.kind,
            id: entry.id.clone(),
            score: hit.score,
            marks: super::reason::marks(self.text(entry, Place::Name), chunks),
            reason: self.reason(least_obvious.source, chunks),
            forgiven: found.into_iter().any(|best| best.forgiven),
        }
    }

    /// For each chunk of the query how well it is found with each entry.
    fn found_words(&self, chunks: &[Chunk]) -> Vec<Vec<Best>> {
        chunks.iter().map(|chunk| self.found_chunk(chunk)).collect()
    }

    fn found_chunk(&self, chunk: &Chunk) -> Vec<Best> {
        let mut best = self.found_word(&chunk.whole);
        let parts: Vec<Vec<Best>> = chunk.parts.iter().map(|part| self.found_word(part)).collect();
        for (entry, best) in best.iter_mut().enumerate() {
            let found = parts.iter().map(|part| part[entry]);
            if let Some(worst) = found.min_by(|a, b| a.score.total_cmp(&b.score))
                && worst.score > best.score
            {
                *best = worst;
            }
        }
        best
    }

    fn found_word(&self, wanted: &Wanted) -> Vec<Best> {
        let mut best = vec![NOT_FOUND; self.entries.len()];
        let mut note = |occurrence: u32, fit: Fit| {
            let number = self.occurrences[occurrence as usize].field;
            let field = self.fields[number as usize];
            if wanted.len() < 3 && fit != Fit::Whole && matches!(field.place, Place::Text(_)) {
                // One or two letters begin half of all words of a longer text.
                return;
            }
            let forgiven = matches!(fit, Fit::Forgiven(_));
            let found =
                Best { score: score(field.place, fit), source: Source::Own { field: number }, forgiven };
            raise(&mut best[field.entry as usize], found);
        };
        let joined = self.joined(wanted);
        for (term, fit) in self.fits(wanted, !joined.is_empty()).into_iter().enumerate() {
            if let Some(fit) = fit {
                for &occurrence in self.postings_of(term) {
                    note(occurrence, fit);
                }
            }
        }
        for (occurrence, fit) in joined {
            note(occurrence, fit);
        }
        self.pass_on(&mut best);
        best
    }

    /// Lets competencies found by name or synonym speak for their narrower terms, actors and topics.
    fn pass_on(&self, best: &mut [Best]) {
        let first = self.network.actors.len();
        let competencies = &best[first..first + self.network.competencies.len()];
        let named: Vec<Best> = competencies
            .iter()
            .map(|&found| {
                let Source::Own { field } = found.source else { return NOT_FOUND };
                let by_name = matches!(self.fields[field as usize].place, Place::Name | Place::Also(_));
                if found.score > 0.0 && by_name { found } else { NOT_FOUND }
            })
            .collect();
        let mut pass = |pairs: &[[u32; 2]], share: f32, source: fn(u32) -> Source| {
            for &[from, to] in pairs {
                let found = named[to as usize - first];
                if found.score > 0.0 {
                    let passed = Best { score: found.score * share, source: source(to), ..found };
                    raise(&mut best[from as usize], passed);
                }
            }
        };
        pass(&self.narrower, 0.55, |entry| Source::NarrowerThan { entry });
        pass(&self.offers, 0.6, |entry| Source::Offers { entry });
        pass(&self.needs, 0.5, |entry| Source::LooksFor { entry });
        pass(&self.takes, 0.6, |entry| Source::Takes { entry });
    }

    /// The entries with which all words are found.
    fn rank(&self, query: &str, words: &[Vec<Best>]) -> Vec<Ranked> {
        if words.is_empty() {
            return Vec::new();
        }
        let key = fold::key(query);
        let mut ranked = Vec::new();
        for (number, entry) in (0..).zip(&self.entries) {
            let found = words.iter().map(|word| word[number as usize].score);
            if found.clone().all(|score| score > 0.0) {
                let mean = found.sum::<f32>() / words.len() as f32;
                let score = match entry.key.strip_prefix(key.as_str()) {
                    Some("") => 100.0,
                    Some(_) => 90.0,
                    None => mean,
                };
                ranked.push(Ranked { entry: number, score });
            }
        }
        ranked
    }
}

fn chunks(query: &str) -> Vec<Chunk> {
    let mut chunks = Chunk::of(query);
    chunks.truncate(WORDS_AT_MOST);
    chunks
}

fn raise(best: &mut Best, found: Best) {
    if found.score > best.score {
        *best = found;
    }
}

/// How much it says that a word was found so in such a place.
fn score(place: Place, fit: Fit) -> f32 {
    match (place, fit) {
        (Place::Name, Fit::Whole) => 80.0,
        (Place::Name, Fit::Start) => 70.0,
        (Place::Name, Fit::Within) => 60.0,
        (Place::Name, Fit::Forgiven(errors)) => 48.0 - 4.0 * f32::from(errors),
        (Place::Also(_), Fit::Whole) => 58.0,
        (Place::Also(_), Fit::Start) => 55.0,
        (Place::Also(_), Fit::Within) => 52.0,
        (Place::Also(_), Fit::Forgiven(errors)) => 42.0 - 4.0 * f32::from(errors),
        (Place::Sector, Fit::Whole) => 20.0,
        (Place::Sector, Fit::Start) => 18.0,
        (Place::Sector, Fit::Within) => 16.0,
        (Place::Sector, Fit::Forgiven(errors)) => 15.0 - f32::from(errors),
        (Place::Text(_), Fit::Whole) => 12.0,
        (Place::Text(_), Fit::Start) => 10.0,
        (Place::Text(_), Fit::Within) => 8.0,
        (Place::Text(_), Fit::Forgiven(errors)) => 5.0 - f32::from(errors),
    }
}
