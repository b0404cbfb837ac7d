//! An answer from names alone, for as long as there is no index.

use super::{
    Answer, Found, Hit, HitKind, Place, Reason,
    find::scores,
    matching::{Chunk, Fit, Wanted},
    question::Question,
    reason::marks,
};
use crate::{
    model::{Network, Record, order},
    query::fold,
};

impl Answer {
    /// What has all words of the query in its name, without typing errors: a part of what [`Index::ask`] finds, with
    /// scores that are not higher.
    ///
    /// [`Index::ask`]: super::Index::ask
    pub fn from_names(network: &Network, query: &str, limit_per_group: usize) -> Self {
        let question = Question::of(query);
        let group = |kind: HitKind| {
            let mut found: Vec<Named> = if question.chunks.is_empty() {
                Vec::new()
            } else {
                let records = network.table(kind.table()).records();
                records.filter_map(|record| named(kind, record, &question)).collect()
            };
            let ids = found.iter().map(|named| named.record.id().clone()).collect();
            order::sort_by(&mut found, |one, other| {
                other.score.total_cmp(&one.score).then_with(|| one.sort_key.cmp(&other.sort_key))
            });
            found.truncate(limit_per_group);
            let hit = |named: Named| Hit {
                kind,
                id: named.record.id().clone(),
                score: named.score,
                marks: marks(named.name, Place::Name, &question.chunks),
                reason: Reason::Name,
                forgiven: false,
            };
            (ids, found.into_iter().map(hit).collect())
        };
        let (actors, best_actors) = group(HitKind::Actor);
        let (competencies, best_competencies) = group(HitKind::Competency);
        let (topics, best_topics) = group(HitKind::Topic);
        let best = Found { actors: best_actors, competencies: best_competencies, topics: best_topics };
        Self { actors, competencies, topics, best }
    }
}

/// A record whose name has what is looked for.
struct Named<'a> {
    record: &'a dyn Record,
    name: &'a str,
    /// See [`fold::sort_key`].
    sort_key: String,
    score: f32,
}

fn named<'a>(kind: HitKind, record: &'a dyn Record, question: &Question) -> Option<Named<'a>> {
    let name = record.texts(kind.title()).first()?;
    let words: Vec<Wanted> = fold::words(name).map(|word| Wanted::new(fold::spelt(&name[word]))).collect();
    let sum: f32 = question.chunks.iter().map(|chunk| score(chunk, &words)).sum::<Option<_>>()?;
    let score = question.score(kind, &fold::key(name), sum / question.chunks.len() as f32);
    Some(Named { record, name, sort_key: fold::sort_key(name), score })
}

/// What a chunk gives that is found in a name of these words.
fn score(chunk: &Chunk, words: &[Wanted]) -> Option<f32> {
    let best = |wanted: &Wanted| {
        let fit = words.iter().filter_map(|word| wanted.fit(&word.spelt, &word.bare)).min();
        let fit = fit.or_else(|| is_joined(wanted, words).then_some(Fit::Start))?;
        Some(scores(fit, wanted)[Place::Name.field_class()])
    };
    let parts = || chunk.parts.iter().map(best).reduce(|one, other| Some(one?.min(other?))).flatten();
    [best(&chunk.whole), parts()].into_iter().flatten().reduce(f32::max)
}

/// Whether some of the words, written together, begin with the wanted one.
fn is_joined(wanted: &Wanted, words: &[Wanted]) -> bool {
    wanted.forms().any(|(form, wanted)| {
        let words: Vec<&str> =
            words.iter().map(|word| if form == 0 { &*word.spelt } else { &*word.bare }).collect();
        (0..words.len()).any(|start| begins(&words[start..], wanted))
    })
}

fn begins(words: &[&str], mut wanted: &str) -> bool {
    for word in words {
        match wanted.strip_prefix(word) {
            Some("") => return true,
            Some(rest) => wanted = rest,
            None => return word.starts_with(wanted),
        }
    }
    false
}
