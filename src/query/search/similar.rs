//! Entries that a new name may mean: suggestions while typing, and "did you mean" before a near-twin exists.

use std::collections::HashSet;

use super::{HitKind, Index, Key, distance::Typed};
use crate::model::{Id, order};

/// How near an existing name is to the one typed. Nearer ones first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    /// Name or synonym are the same but for case, accents, spelling habits and separators.
    Same,
    /// A typing error or two apart, or the same words in another order.
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

/// How near, and at how many typing errors.
fn compare(wanted: &Key, typed: Option<&Typed>, key: &Key) -> Option<(How, usize)> {
    if wanted.text == key.text {
        return Some((How::Same, 0));
    }
    if wanted.sorted_words == key.sorted_words {
        return Some((How::NearlySame, 0));
    }
    let most = match wanted.text.len().min(key.text.len()) {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    let missing =
        (wanted.letters & !key.letters).count_ones().max((key.letters & !wanted.letters).count_ones());
    if missing as usize > most || wanted.text.len().abs_diff(key.text.len()) > most {
        return None;
    }
    let errors = typed?.to_whole(&key.text);
    (errors <= most).then_some((How::NearlySame, errors))
}
