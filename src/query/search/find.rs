//! From a query to ranked hits.

use std::collections::HashSet;

use super::{
    Answer, Found, Hit, HitKind, Index, Place, Posting, TEXTS,
    matching::{Chunk, Fit, Wanted},
    question::Question,
};
use crate::{
    model::{Id, order},
    query::filter::Relation,
};

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

#[derive(Clone, Copy)]
struct Ranked {
    entry: u32,
    score: f32,
}

/// Everything that matches one query; hits with their reasons are made only for those that are shown.
struct Ranking<'a> {
    index: &'a Index,
    question: Question,
    /// For each chunk of the question how well it is found with each entry.
    words: Vec<Vec<Best>>,
    /// In the order of the entries.
    ranked: Vec<Ranked>,
}

impl Index {
    /// At most `limit_per_group` hits in each group, best first, equally good ones by name.
    ///
    /// An exact name comes first, then names that begin with the query; after these counts, for each word of the
    /// query, the best place where it is found: a whole word of the name, the beginning of one, inside one, the
    /// same in a synonym, then by way of a competency (offered before looked for), with typing errors, in the
    /// name of the sector, and last in other texts. A question that says "bietet" or "sucht" puts actors with
    /// that relation before those that are merely called so. An empty query finds nothing.
    pub fn find(&self, query: &str, limit_per_group: usize) -> Found {
        self.ranking(query).best(limit_per_group)
    }

    /// Searches once for both: the hits to show, as [`find`](Self::find) finds them, and the sets to fade by.
    pub fn ask(&self, query: &str, limit_per_group: usize) -> Answer {
        let ranking = self.ranking(query);
        Answer {
            actors: ranking.ids(HitKind::Actor),
            competencies: ranking.ids(HitKind::Competency),
            topics: ranking.ids(HitKind::Topic),
            best: ranking.best(limit_per_group),
        }
    }

    fn ranking(&self, query: &str) -> Ranking<'_> {
        let question = Question::of(query);
        let words: Vec<Vec<Best>> =
            question.chunks.iter().map(|chunk| self.found_chunk(chunk, question.relation)).collect();
        let ranked = self.rank(&question, &words);
        Ranking { index: self, question, words, ranked }
    }

    fn found_chunk(&self, chunk: &Chunk, preferred: Option<Relation>) -> Vec<Best> {
        let mut best = self.found_word(&chunk.whole, preferred);
        let parts: Vec<Vec<Best>> = chunk.parts.iter().map(|part| self.found_word(part, preferred)).collect();
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

    fn found_word(&self, wanted: &Wanted, preferred: Option<Relation>) -> Vec<Best> {
        let mut best = vec![NOT_FOUND; self.entries.len()];
        let mut note = |postings: &[Posting], fit: Fit| {
            let mut scores = scores(fit);
            if !wanted.counts_in_texts(fit) {
                scores[TEXTS] = 0.0;
            }
            let forgiven = matches!(fit, Fit::Forgiven(_));
            for posting in postings {
                let (score, source) =
                    (scores[posting.field_class as usize], Source::Own { field: posting.field });
                raise(&mut best[posting.entry as usize], Best { score, source, forgiven });
            }
        };
        let joined = self.joined(wanted);
        for (term, fit) in self.fits(wanted, !joined.is_empty()).into_iter().enumerate() {
            if let Some(fit) = fit {
                note(self.postings_of(term), fit);
            }
        }
        for (posting, fit) in joined {
            note(&[posting], fit);
        }
        self.pass_on(&mut best, preferred);
        best
    }

    /// Lets competencies found by name or synonym speak for their narrower terms, actors and topics.
    fn pass_on(&self, best: &mut [Best], preferred: Option<Relation>) {
        let first = self.network.actors.len();
        let competencies = &best[first..first + self.network.competencies.len()];
        let named: Vec<Best> = competencies
            .iter()
            .map(|&found| {
                let Source::Own { field } = found.source else { return NOT_FOUND };
                let by_name = matches!(self.fields[field as usize].place, Place::Name | Place::Also(..));
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
        let share = |relation, usual| if preferred == Some(relation) { 1.0 } else { usual };
        pass(&self.offers, share(Relation::Offers, 0.6), |entry| Source::Offers { entry });
        pass(&self.needs, share(Relation::LooksFor, 0.5), |entry| Source::LooksFor { entry });
        pass(&self.takes, 0.6, |entry| Source::Takes { entry });
    }

    /// The entries with which all words are found.
    fn rank(&self, question: &Question, words: &[Vec<Best>]) -> Vec<Ranked> {
        if words.is_empty() {
            return Vec::new();
        }
        let mut ranked = Vec::new();
        for (number, entry) in (0..).zip(&self.entries) {
            let found = words.iter().map(|word| word[number as usize].score);
            if found.clone().all(|score| score > 0.0) {
                let mean = found.sum::<f32>() / words.len() as f32;
                let score = question.score(entry.kind, &entry.key, mean);
                ranked.push(Ranked { entry: number, score });
            }
        }
        ranked
    }
}

impl Ranking<'_> {
    fn ids(&self, kind: HitKind) -> HashSet<Id> {
        let entries = self.of(kind).iter().map(|ranked| &self.index.entries[ranked.entry as usize]);
        entries.map(|entry| entry.id.clone()).collect()
    }

    fn best(&self, limit_per_group: usize) -> Found {
        let group = |kind| self.best_of(kind, limit_per_group);
        Found {
            actors: group(HitKind::Actor),
            competencies: group(HitKind::Competency),
            topics: group(HitKind::Topic),
        }
    }

    fn of(&self, kind: HitKind) -> &[Ranked] {
        let kind_of = |ranked: &Ranked| self.index.entries[ranked.entry as usize].kind;
        let from = self.ranked.partition_point(|ranked| kind_of(ranked) < kind);
        let until = self.ranked.partition_point(|ranked| kind_of(ranked) <= kind);
        &self.ranked[from..until]
    }

    fn best_of(&self, kind: HitKind, limit: usize) -> Vec<Hit> {
        let order = |ranked: &Ranked| self.index.entries[ranked.entry as usize].order;
        let better =
            |a: &Ranked, b: &Ranked| b.score.total_cmp(&a.score).then_with(|| order(a).cmp(&order(b)));
        let mut ranked = self.of(kind).to_vec();
        if limit < ranked.len() {
            ranked.select_nth_unstable_by(limit, better);
            ranked.truncate(limit);
        }
        order::sort_by(&mut ranked, better);
        ranked.into_iter().map(|ranked| self.hit(ranked)).collect()
    }

    fn hit(&self, ranked: Ranked) -> Hit {
        let entry = &self.index.entries[ranked.entry as usize];
        let found = self.words.iter().map(|word| word[ranked.entry as usize]);
        let least_obvious = found.clone().min_by(|a, b| a.score.total_cmp(&b.score)).unwrap_or(NOT_FOUND);
        let chunks = &self.question.chunks;
        Hit {
            kind: entry.kind,
            id: entry.id.clone(),
            score: ranked.score,
            marks: super::reason::marks(self.index.text(entry, Place::Name), Place::Name, chunks),
            reason: self.index.reason(least_obvious.source, chunks),
            forgiven: found.into_iter().any(|best| best.forgiven),
        }
    }
}

fn raise(best: &mut Best, found: Best) {
    if found.score > best.score {
        *best = found;
    }
}

/// How much it says that a word was found so: in a name, a synonym, the sector's name, another text.
pub(super) fn scores(fit: Fit) -> [f32; 4] {
    match fit {
        Fit::Whole => [80.0, 58.0, 20.0, 12.0],
        Fit::Start => [70.0, 55.0, 18.0, 10.0],
        Fit::Within => [60.0, 52.0, 16.0, 8.0],
        Fit::Forgiven(errors) => {
            let errors = f32::from(errors);
            [48.0 - 4.0 * errors, 42.0 - 4.0 * errors, 15.0 - errors, 5.0 - errors]
        }
    }
}
