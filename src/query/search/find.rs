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
    fit: Fit,
}

/// Where a word of the query was found. The numbers index fields and entries: `OffersNarrower` that of the narrower term,
/// which is offered, `OffersBroader` that of the one whose broader term is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Own { field: u32 },
    NarrowerThan { entry: u32 },
    Offers { entry: u32 },
    OffersNarrower { entry: u32 },
    OffersBroader { entry: u32 },
    LooksFor { entry: u32 },
    Takes { entry: u32 },
}

const NOT_FOUND: Best = Best { score: 0.0, source: Source::Own { field: 0 }, fit: Fit::Whole };

/// What is left of a score where a competency speaks for its narrower terms, for who offers it, takes it or looks for
/// it, and for its broader term where that is all there is.
const TO_NARROWER: f32 = 0.55;
const TO_OFFERS: f32 = 0.6;
const TO_NEEDS: f32 = 0.5;
const TO_BROADER: f32 = 0.4;

/// A word that the descriptions of more competencies have says nothing about who offers them.
const DESCRIBED_AT_MOST: usize = 5;

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
    /// An exact name comes first, then names that begin with the query, with whole words before others; after these
    /// counts, for each word of the query, the best place where it is found: a whole word of the name, the beginning
    /// of one, inside one, the same in a synonym, then by way of a competency (offered before looked for), with typing
    /// errors, in the name of the sector, and last in other texts. Of a word of two letters all whole words, wherever
    /// they stand, come before its being the beginning of a longer one: who asks for KI does not mean a Kita. A
    /// question that says "bietet" or "sucht" puts actors with that relation before those that are merely called so.
    /// An empty query finds nothing.
    ///
    /// The way from a competency that is found to who could help is one step: to who offers it, looks for it or takes
    /// it. It is longer only from what is surely meant, a whole word or from four letters on the beginning of one:
    ///
    /// - from a name or synonym to who offers a narrower term;
    /// - from a name or synonym to who offers the broader term, where nobody offers the term itself;
    /// - from a description, with four letters, to who offers the competency and to topics that take it, where no
    ///   competency is called so and at most five are described so.
    ///
    /// Nothing goes further: no narrower terms of narrower ones, and no descriptions of those. Each step more stands
    /// below those with fewer from the same find.
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
            let mut scores = scores(fit, wanted);
            if !wanted.counts_in_texts(fit) {
                scores[TEXTS] = 0.0;
            }
            for posting in postings {
                let (score, source) =
                    (scores[posting.field_class as usize], Source::Own { field: posting.field });
                raise(&mut best[posting.entry as usize], Best { score, source, fit });
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
        self.pass_on(wanted, &mut best, preferred);
        best
    }

    /// Lets competencies speak for their narrower terms, actors and topics; see [`find`](Self::find) for which and how
    /// far.
    fn pass_on(&self, wanted: &Wanted, best: &mut [Best], preferred: Option<Relation>) {
        let first = self.network.actors.len();
        let competencies = &best[first..first + self.network.competencies.len()];
        let mut named = vec![NOT_FOUND; competencies.len()];
        let mut described = Vec::new();
        for (place, found) in competencies.iter().enumerate().filter(|(_, found)| found.score > 0.0) {
            let Source::Own { field } = found.source else { continue };
            if matches!(self.fields[field as usize].place, Place::Name | Place::Also(..)) {
                named[place] = *found;
            } else if wanted.is_telling() && wanted.is_surely(found.fit) {
                described.push((place, *found));
            }
        }
        let mut spoken_for = named.clone();
        let is_called = |found: &Best| found.score > 0.0 && !found.is_forgiven();
        if described.len() <= DESCRIBED_AT_MOST && !named.iter().any(is_called) {
            for (place, found) in described {
                raise(&mut spoken_for[place], found);
            }
        }
        let share = |relation, usual| if preferred == Some(relation) { 1.0 } else { usual };
        let (to_offers, to_needs) = (share(Relation::Offers, TO_OFFERS), share(Relation::LooksFor, TO_NEEDS));
        let mut offered: Vec<Best> = (first as u32..)
            .zip(&spoken_for)
            .map(|(entry, found)| found.passed(to_offers, Source::Offers { entry }))
            .collect();
        if named.iter().any(|found| found.score > 0.0) {
            self.pass_along_terms(wanted, &named, to_offers, &mut offered);
        }
        let mut pass = |pairs: &[[u32; 2]], passed: &dyn Fn(u32) -> Best| {
            for &[from, to] in pairs {
                raise(&mut best[from as usize], passed(to));
            }
        };
        let at = |found: &[Best], entry: u32| found[entry as usize - first];
        pass(&self.narrower, &|to| at(&named, to).passed(TO_NARROWER, Source::NarrowerThan { entry: to }));
        pass(&self.offers, &|to| at(&offered, to));
        pass(&self.needs, &|to| at(&named, to).passed(to_needs, Source::LooksFor { entry: to }));
        pass(&self.takes, &|to| at(&spoken_for, to).passed(TO_OFFERS, Source::Takes { entry: to }));
    }

    /// Raises what is offered by what stands above or below it and is surely called so.
    fn pass_along_terms(&self, wanted: &Wanted, named: &[Best], to_offers: f32, offered: &mut [Best]) {
        let first = self.network.actors.len();
        let mut is_offered = vec![false; named.len()];
        for &[_, competency] in &self.offers {
            is_offered[competency as usize - first] = true;
        }
        for &[entry, above] in &self.narrower {
            let (narrow, broad) = (entry as usize - first, above as usize - first);
            if wanted.is_surely(named[broad].fit) {
                let share = TO_NARROWER * to_offers;
                raise(&mut offered[narrow], named[broad].passed(share, Source::OffersNarrower { entry }));
            }
            if wanted.is_surely(named[narrow].fit) && !is_offered[narrow] {
                let share = TO_BROADER * to_offers;
                raise(&mut offered[broad], named[narrow].passed(share, Source::OffersBroader { entry }));
            }
        }
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
            forgiven: found.into_iter().any(|best| best.is_forgiven()),
        }
    }
}

impl Best {
    fn is_forgiven(&self) -> bool {
        matches!(self.fit, Fit::Forgiven(_))
    }

    /// What it says of somebody else.
    fn passed(self, share: f32, source: Source) -> Self {
        Self { score: self.score * share, source, ..self }
    }
}

fn raise(best: &mut Best, found: Best) {
    if found.score > best.score {
        *best = found;
    }
}

/// What a whole word of a name gives.
pub(super) const WHOLE_NAME: f32 = 80.0;

/// How much it says that a word was found so: in a name, a synonym, the sector's name, another text.
pub(super) fn scores(fit: Fit, wanted: &Wanted) -> [f32; 4] {
    match fit {
        Fit::Whole => [WHOLE_NAME, 58.0, 20.0, 12.0],
        // Less than all that whole words give.
        Fit::Start if wanted.is_short() => [11.5, 11.0, 10.5, 0.0],
        Fit::Start => [70.0, 55.0, 18.0, 10.0],
        Fit::Within => [60.0, 52.0, 16.0, 8.0],
        Fit::Forgiven(errors) => {
            let errors = f32::from(errors);
            [48.0 - 4.0 * errors, 42.0 - 4.0 * errors, 15.0 - errors, 5.0 - errors]
        }
    }
}
