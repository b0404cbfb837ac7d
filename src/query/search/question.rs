//! What a query asks: its words without those that only make it a question.

use super::{HitKind, find::WHOLE_NAME, matching::Chunk};
use crate::query::{filter::Relation, fold};

/// Further words of a query are ignored: who pastes a page does not wait for it.
const WORDS_AT_MOST: usize = 8;

/// In bare form, German and English. "Suche" and "brauche" are said by who wants to know who offers.
const OFFERS: &[&str] = &[
    "anbieten", "anbietet", "bieten", "bietet", "brauche", "can", "hilft", "kann", "offer", "offers",
    "provides", "suche",
];
const LOOKS_FOR: &[&str] = &["benotigt", "braucht", "looks", "needs", "seeks", "sucht", "wants"];
const FILLERS: &[&str] = &[
    "a", "an", "and", "bei", "brauchen", "das", "der", "die", "ein", "eine", "einen", "for", "fur", "has",
    "hat", "help", "helfen", "how", "i", "ich", "im", "in", "is", "ist", "jemand", "konnen", "looking",
    "mit", "need", "of", "someone", "suchen", "the", "und", "was", "we", "welche", "wer", "what", "who",
    "wie", "wir", "with", "wo",
];

pub(super) struct Question {
    /// What is searched: never empty unless the query has no words.
    pub(super) chunks: Vec<Chunk>,
    /// Whether it asks who offers or who looks for something.
    pub(super) relation: Option<Relation>,
    /// The folded query, with and without its filler words.
    pub(super) keys: Vec<String>,
}

impl Question {
    pub(super) fn of(query: &str) -> Self {
        let mut chunks = Chunk::of(query);
        let mut relation = None;
        let mut keys = vec![fold::key(query)];
        if !chunks.iter().all(is_filler) {
            relation = chunks.iter().find_map(relation_of);
            chunks.retain(|chunk| !is_filler(chunk));
            let rest: String = chunks.iter().map(|chunk| chunk.whole.spelt.as_str()).collect();
            keys.push(fold::bare(&rest));
            keys.dedup();
        }
        chunks.truncate(WORDS_AT_MOST);
        Self { chunks, relation, keys }
    }

    /// The score of an entry with this folded name in which the words are found with this mean.
    pub(super) fn score(&self, kind: HitKind, name: &str, mean: f32) -> f32 {
        let asked_by_relation = self.relation.is_some() && kind == HitKind::Actor;
        match self.keys.iter().filter_map(|key| name.strip_prefix(&**key)).min() {
            Some("") => 100.0,
            Some(_) if asked_by_relation => mean,
            Some(_) if mean >= WHOLE_NAME => 95.0,
            // Still below all whole words.
            Some(_) if self.is_short() => mean + 0.4,
            Some(_) => 90.0,
            None => mean,
        }
    }

    fn is_short(&self) -> bool {
        matches!(&self.chunks[..], [chunk] if chunk.whole.is_short())
    }
}

fn is_filler(chunk: &Chunk) -> bool {
    let word = chunk.whole.bare.as_str();
    chunk.parts.is_empty() && [OFFERS, LOOKS_FOR, FILLERS].iter().any(|words| words.contains(&word))
}

fn relation_of(chunk: &Chunk) -> Option<Relation> {
    let word = chunk.whole.bare.as_str();
    if OFFERS.contains(&word) {
        Some(Relation::Offers)
    } else if LOOKS_FOR.contains(&word) {
        Some(Relation::LooksFor)
    } else {
        None
    }
}
