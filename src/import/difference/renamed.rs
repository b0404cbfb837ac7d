//! Actors that are probably called otherwise now.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{
    By, Question,
    near::near,
    recognise::{Recognition, Target},
    term_key,
};
use crate::{
    model::{Actor, Id, TableName},
    query::fold,
};

/// Pairs beyond this number are not compared where many actors of one place offer the same.
const MOST_PAIRS: usize = 40_000;

/// Asks about each new actor whether it is a present one that is not in the file: at the same place, with the same
/// offers, and with a name that is nearly the same or has all words of the other.
pub(super) fn ask(recognition: &mut Recognition) {
    for (row, proposed) in proposals(recognition) {
        recognition.rows[TableName::Actors as usize][row].question = Some(Question::Renamed(proposed));
    }
}

/// Actors on both sides with one place and the same offers: new ones by place in the file, and present ones.
#[derive(Default)]
struct Block<'a> {
    new: Vec<(usize, &'a Actor)>,
    gone: Vec<&'a Actor>,
}

fn proposals(recognition: &Recognition) -> Vec<(usize, Id)> {
    let rows = &recognition.rows[TableName::Actors as usize];
    let (present, file) = (recognition.present, &recognition.incoming.network);
    let mut proposals = Vec::new();
    let mut new: HashMap<&Id, Vec<usize>> = HashMap::new();
    let mut order = Vec::new();
    for (place, row) in rows.iter().enumerate() {
        match &row.target {
            Target::New(id) => new
                .entry(id)
                .or_insert_with(|| {
                    order.push((id, place));
                    Vec::new()
                })
                .push(place),
            // What was decided can be decided otherwise.
            Target::Present(id, By::Decision) if row.question.is_none() => {
                proposals.push((place, id.clone()))
            }
            _ => {}
        }
    }
    let meant: HashSet<&Id> = rows.iter().flat_map(|row| row.meant()).collect();
    let mut gone: Vec<&Actor> = Vec::new();
    if !new.is_empty() {
        gone.extend(present.actors.iter().map(|actor| &**actor).filter(|actor| !meant.contains(&actor.id)));
    }
    if gone.is_empty() {
        return proposals;
    }
    let mut offered: HashMap<Id, BTreeSet<Id>> = HashMap::new();
    for offer in present.offers.iter() {
        offered.entry(offer.actor.clone()).or_default().insert(offer.competency.clone());
    }
    let mut offered_in_file: HashMap<Id, BTreeSet<Id>> = HashMap::new();
    for offer in file.offers.iter() {
        let lead = |table, id| recognition.lead(table, id).ok();
        let ends = (lead(TableName::Actors, &offer.actor), lead(TableName::Competencies, &offer.competency));
        if let (Some(actor), Some(competency)) = ends {
            offered_in_file.entry(actor).or_default().insert(competency);
        }
    }
    let none = BTreeSet::new();
    let mut blocks: HashMap<(String, &BTreeSet<Id>), Block> = HashMap::new();
    for actor in gone {
        let key = (term_key(&actor.place), offered.get(&actor.id).unwrap_or(&none));
        blocks.entry(key).or_default().gone.push(actor);
    }
    let newcomers: Vec<_> = file.actors.iter().collect();
    for (id, place) in order {
        let actor = &newcomers[place];
        let key = (term_key(&actor.place), offered_in_file.get(id).unwrap_or(&none));
        if let Some(block) = blocks.get_mut(&key) {
            block.new.push((place, actor));
        }
    }
    for Block { new: newcomers, gone } in blocks.values() {
        if newcomers.is_empty() || newcomers.len() * gone.len() > MOST_PAIRS {
            continue;
        }
        let names: Vec<(&str, &[String])> =
            newcomers.iter().map(|(_, actor)| (actor.name.as_str(), [].as_slice())).collect();
        let near = near(&names, gone.iter().map(|actor| (actor.name.as_str(), [].as_slice())));
        let words_of_gone: Vec<BTreeSet<String>> = gone.iter().map(|actor| words(&actor.name)).collect();
        let mut is_taken = vec![false; gone.len()];
        for ((place, actor), near) in newcomers.iter().zip(near) {
            let own = words(&actor.name);
            let alike = near.into_iter().map(|(other, _)| other);
            let within = (0..gone.len()).filter(|other| is_within(&own, &words_of_gone[*other]));
            let Some(other) = alike.chain(within).find(|other| !is_taken[*other]) else { continue };
            is_taken[other] = true;
            let Target::New(id) = &rows[*place].target else { continue };
            proposals.extend(new[id].iter().map(|row| (*row, gone[other].id.clone())));
        }
    }
    proposals
}

fn words(name: &str) -> BTreeSet<String> {
    fold::words(name).map(|word| fold::bare(&fold::spelt(&name[word]))).collect()
}

/// Whether one has all words of the other, among them one that says something.
fn is_within(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    const TELLING: usize = 4;
    let fewer = if one.len() < other.len() { one } else { other };
    fewer.iter().any(|word| word.len() >= TELLING) && (one.is_subset(other) || other.is_subset(one))
}
