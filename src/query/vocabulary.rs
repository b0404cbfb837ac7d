//! Care of the vocabulary: competencies that are probably one, that hardly anything refers to, or that belong nowhere,
//! and the changes that put them in order.

use std::cmp::Reverse;

use super::{
    fold,
    relations::within,
    search::{Likeness, Names},
    unite::united,
};
use crate::model::{Change, Id, Network, TableName, order};

/// The competencies of a network that want care. Lists stand in document order where nothing else is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The surest first, then those that are used most.
    pub twins: Vec<Twins>,
    /// Exactly one reference in the whole network leads there.
    pub used_once: Vec<Term>,
    pub unused: Vec<Term>,
    /// Those that have neither a broader nor a narrower term.
    pub alone: Vec<Term>,
    /// All others, each below its broader term.
    pub tree: Vec<Branch>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    pub id: Id,
    pub uses: Uses,
}

/// How often a competency is referred to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    pub offers: usize,
    /// Open or met.
    pub needs: usize,
    /// These and all others: by topics, by narrower terms.
    pub all: usize,
}

/// Two competencies that are probably one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twins {
    /// The one that is used more comes first, else the one that stands first.
    pub terms: [Term; 2],
    /// What they are called that is alike: their names, or other words for them.
    pub names: [String; 2],
    pub likeness: Likeness,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch {
    pub id: Id,
    /// How many broader terms stand above it.
    pub depth: usize,
}

impl Vocabulary {
    pub fn new(network: &Network) -> Self {
        let uses = uses(network);
        let broader = broader(network);
        let twins = twins(network, &broader, &uses);
        let mut narrower = vec![Vec::new(); broader.len()];
        for (place, above) in broader.iter().enumerate() {
            if let Some(above) = above {
                narrower[*above].push(place);
            }
        }
        let mut vocabulary = Self { twins, ..Self::default() };
        let mut starts = Vec::new();
        for (place, competency) in network.competencies.iter().enumerate() {
            let term = || Term { id: competency.id.clone(), uses: uses[place] };
            match uses[place].all {
                0 => vocabulary.unused.push(term()),
                1 => vocabulary.used_once.push(term()),
                _ => {}
            }
            match (broader[place], narrower[place].is_empty()) {
                (None, true) => vocabulary.alone.push(term()),
                (None, false) => starts.push(place),
                (Some(_), _) => {}
            }
        }
        // What is left then stands in a circle, or below one.
        starts.extend(0..broader.len());
        let mut is_placed = vec![false; broader.len()];
        let ids: Vec<&Id> = network.competencies.iter().map(|competency| &competency.id).collect();
        for start in starts {
            let is_alone = broader[start].is_none() && narrower[start].is_empty();
            let mut next = if is_alone { Vec::new() } else { vec![(start, 0)] };
            while let Some((place, depth)) = next.pop() {
                if std::mem::replace(&mut is_placed[place], true) {
                    continue;
                }
                vocabulary.tree.push(Branch { id: ids[place].clone(), depth });
                for below in narrower[place].iter().rev() {
                    next.push((*below, depth + 1));
                }
            }
        }
        vocabulary
    }
}

/// What brings a competency below another one, or below none; `None` where it would stand above itself.
pub fn put_below(network: &Network, id: &Id, broader: Option<&Id>) -> Option<Change> {
    if broader.is_some_and(|broader| within(network, id).contains(broader)) {
        return None;
    }
    let term = network.competencies.get(id)?;
    Some(Change::of(&**term, |term| term.broader = broader.cloned()))
}

/// The changes by which one competency takes the place of another; see [`united`].
pub fn merged(network: &Network, kept: &Id, gone: &Id) -> Vec<Change> {
    united(network, TableName::Competencies, kept, gone)
}

/// For each competency, by place, what refers to it.
fn uses(network: &Network) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); network.competencies.len()];
    for rows in network.tables() {
        let schema = rows.schema();
        let mut fields = Vec::new();
        for field in schema.fields {
            if field.content.points_to(TableName::Competencies) {
                fields.push(field);
            }
        }
        if fields.is_empty() {
            continue;
        }
        for record in rows.records() {
            for field in &fields {
                record.get(field).references(field.content, &mut |to, id| {
                    let is_itself = schema.table == to && record.id() == id;
                    if to != TableName::Competencies || is_itself {
                        return;
                    }
                    let Some(place) = network.competencies.index_of(id) else { return };
                    uses[place].all += 1;
                    match schema.table {
                        TableName::Offers => uses[place].offers += 1,
                        TableName::Needs => uses[place].needs += 1,
                        _ => {}
                    }
                });
            }
        }
    }
    uses
}

/// For each competency, by place, where its broader one stands; one that is missing is none, nor is it itself.
pub(super) fn broader(network: &Network) -> Vec<Option<usize>> {
    let mut broader = Vec::with_capacity(network.competencies.len());
    for (place, competency) in network.competencies.iter().enumerate() {
        let above = competency.broader.as_ref().and_then(|id| network.competencies.index_of(id));
        broader.push(above.filter(|above| *above != place));
    }
    broader
}

/// Whether one comes to `upper` going up from `lower`. Circles end where they began.
pub(super) fn is_above(broader: &[Option<usize>], upper: usize, lower: usize) -> bool {
    let mut at = lower;
    for _ in 0..broader.len() {
        match broader[at] {
            Some(above) if above == upper => return true,
            Some(above) => at = above,
            None => return false,
        }
    }
    false
}

/// Who put one below the other said that they are two, unless both bear the same name.
fn twins(network: &Network, broader: &[Option<usize>], uses: &[Uses]) -> Vec<Twins> {
    let Names { folded, bearers, twins } = Names::new(network);
    let mut pairs = Vec::new();
    for (name, bearers) in (0..).zip(&bearers) {
        for (at, other) in bearers.iter().enumerate() {
            for one in &bearers[..at] {
                pairs.push(([*one, *other], Likeness::Same, [name, name]));
            }
        }
    }
    for ([one, other], likeness) in twins {
        for first in &bearers[one as usize] {
            for second in &bearers[other as usize] {
                // One term may bear both.
                if first < second {
                    pairs.push(([*first, *second], likeness, [one, other]));
                } else if second < first {
                    pairs.push(([*second, *first], likeness, [other, one]));
                }
            }
        }
    }
    order::sort_by_key(&mut pairs, |pair| *pair);
    pairs.dedup_by_key(|(places, ..)| *places);
    pairs.retain(|(places, likeness, _)| {
        let [one, other] = places.map(|place| place as usize);
        *likeness == Likeness::Same || !is_above(broader, one, other) && !is_above(broader, other, one)
    });
    let used = |place: u32| uses[place as usize].all;
    order::sort_by_key(&mut pairs, |([one, other], likeness, _)| {
        (*likeness, Reverse(used(*one) + used(*other)), *one, *other)
    });
    let competencies: Vec<_> = network.competencies.iter().collect();
    let mut found = Vec::with_capacity(pairs.len());
    for (mut places, likeness, mut names) in pairs {
        if used(places[0]) < used(places[1]) {
            places.reverse();
            names.reverse();
        }
        let side = |side: usize| {
            let (competency, name) = (competencies[places[side] as usize], &folded[names[side] as usize]);
            let is_meant = |text: &&String| fold::key(text) == **name;
            let called = std::iter::once(&competency.name).chain(&competency.also).find(is_meant);
            let term = Term { id: competency.id.clone(), uses: uses[places[side] as usize] };
            (term, called.cloned().unwrap_or_default())
        };
        let ((kept, one), (gone, other)) = (side(0), side(1));
        found.push(Twins { terms: [kept, gone], names: [one, other], likeness });
    }
    found
}

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;
