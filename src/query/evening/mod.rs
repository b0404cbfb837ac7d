//! A marketplace evening: who should talk with whom, in rounds in which nobody talks twice at once.
//!
//! - Two are worth a talk when one of them looks for what the other offers ([`Matches`]); they count once, by the best
//!   match each way.
//! - Pairs of which each has what the other looks for come first, then the others. Pairs that have talked before, or
//!   found that something does not fit, take the places that are left.
//! - What is met is as much as [`schedule`] finds; how much there could be at most is told beside it.

mod augment;
mod bound;
mod exact;
mod rounds;
mod schedule;

use std::collections::{HashMap, HashSet};

pub use schedule::{Question, Rank, Schedule, Wish, schedule};

use super::matches::{Match, Matches};
use crate::model::{AgreementState, Day, Id, Meeting, Network, Talk, order};

/// How long a talk takes, with the way to the next one.
pub const MINUTES: u32 = 10;
pub const USUAL_ROUNDS: u32 = 6;
/// Nobody talks longer than this in an evening.
pub const MOST_ROUNDS: u32 = 24;

/// Two who are worth a talk.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    /// Who looks for something in [`found`](Self::found), and who offers it.
    pub one: Id,
    pub other: Id,
    pub rank: Rank,
    /// The best match of the two, from which follows what each gains.
    pub found: Match,
}

/// Who takes part, and who of them should talk.
#[derive(Clone, Debug, PartialEq)]
pub struct Evening {
    /// In the order of their ranks, better matches first.
    pub pairs: Vec<Pair>,
    /// In the order in which they said that they come.
    pub people: Vec<Id>,
    /// Those of them who have nobody to talk with.
    pub alone: Vec<Id>,
}

/// A list, and how good it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// As a meeting holds them, round by round.
    pub talks: Vec<Talk>,
    /// More mutual matches than these cannot meet in these rounds.
    pub most_mutual: usize,
}

/// What can be said of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Told<'a> {
    /// How many mutual matches there are, how many of them meet, and how many could at most.
    pub mutual: usize,
    pub met: usize,
    pub most_mutual: usize,
    pub left_out: Vec<(&'a Pair, LeftOut)>,
}

/// Why two do not talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// All rounds of one of them, or of both, are taken.
    Full(Vec<Id>),
    /// Both have a round to spare, but not the same one.
    NoCommonRound,
    /// Both are free in this round, counted from one: there was no table, or they became a match later.
    Free(u32),
}

impl Evening {
    /// Of those who said that they come, are there or are guests, and have not left.
    pub fn new(network: &Network, meeting: &Meeting, today: &Day) -> Self {
        let people = taking_part(network, meeting, today);
        let pairs = pairs(network, &people.iter().collect(), today);
        let wanted: HashSet<&Id> = pairs.iter().flat_map(|pair| [&pair.one, &pair.other]).collect();
        let alone = people.iter().filter(|id| !wanted.contains(id)).cloned().collect();
        Self { alone, people, pairs }
    }

    /// A list of so many rounds, and with so many tables where they are scarce.
    pub fn plan(&self, rounds: u32, tables: Option<u32>) -> Plan {
        let rounds = rounds.clamp(1, MOST_ROUNDS);
        let schedule = schedule(&Question { tables, ..self.question(rounds) });
        let pairs = self.pairs.iter().zip(&schedule.round_of);
        let talks = pairs.filter_map(|(pair, round)| {
            let mut talk = Talk::new(pair.one.clone(), pair.other.clone());
            talk.round = Some((*round)? + 1);
            Some(talk)
        });
        let mut talks: Vec<Talk> = talks.collect();
        order::sort_by_key(&mut talks, |talk| talk.round);
        Plan { talks, most_mutual: schedule.most_mutual }
    }

    fn question(&self, rounds: u32) -> Question {
        let place: HashMap<&Id, usize> = self.people.iter().zip(0..).collect();
        let wishes = self.pairs.iter().filter_map(|pair| {
            let between = [*place.get(&pair.one)?, *place.get(&pair.other)?];
            Some(Wish { between, rank: pair.rank, weight: u32::from(pair.found.score) })
        });
        Question { people: self.people.len(), rounds, tables: None, wishes: wishes.collect() }
    }

    /// What a list makes of these pairs.
    pub fn tell(&self, talks: &[Talk]) -> Told<'_> {
        let rounds = rounds_of(talks);
        let together: HashSet<[&Id; 2]> = talks.iter().map(|talk| both(&talk.one, &talk.other)).collect();
        let busy: HashSet<(&Id, u32)> = talks
            .iter()
            .flat_map(|talk| [&talk.one, &talk.other].map(|id| (id, talk.round.unwrap_or_default())))
            .collect();
        let is_free = |id: &Id, round| !busy.contains(&(id, round));
        let why = |pair: &Pair| {
            let two = [&pair.one, &pair.other];
            if let Some(round) = (1..=rounds).find(|round| two.iter().all(|id| is_free(id, *round))) {
                return LeftOut::Free(round);
            }
            let is_full = |id: &&Id| (1..=rounds).all(|round| !is_free(id, round));
            let full: Vec<Id> = two.into_iter().filter(is_full).cloned().collect();
            if full.is_empty() { LeftOut::NoCommonRound } else { LeftOut::Full(full) }
        };
        let (met, left): (Vec<&Pair>, Vec<&Pair>) =
            self.pairs.iter().partition(|pair| together.contains(&both(&pair.one, &pair.other)));
        let mutual = |pairs: &[&Pair]| pairs.iter().filter(|pair| pair.found.mutual.is_some()).count();
        let wishes = self.question(rounds).wishes.into_iter().zip(&self.pairs);
        let between: Vec<[usize; 2]> =
            wishes.filter(|(_, pair)| pair.found.mutual.is_some()).map(|(wish, _)| wish.between).collect();
        Told {
            mutual: between.len(),
            met: mutual(&met),
            most_mutual: bound::most(self.people.len(), rounds as usize, &between),
            left_out: left.into_iter().map(|pair| (pair, why(pair))).collect(),
        }
    }

    /// Why two should talk, whoever is named first.
    pub fn pair(&self, one: &Id, other: &Id) -> Option<&Pair> {
        self.pairs.iter().find(|pair| both(&pair.one, &pair.other) == both(one, other))
    }
}

/// How many rounds a list has.
pub fn rounds_of(talks: &[Talk]) -> u32 {
    talks.iter().filter_map(|talk| talk.round).max().unwrap_or_default().min(MOST_ROUNDS)
}

/// Who can be asked to talk: who comes, is there or is a guest, each once.
pub fn taking_part(network: &Network, meeting: &Meeting, today: &Day) -> Vec<Id> {
    let mut seen = HashSet::new();
    let all = meeting.coming.iter().chain(&meeting.present).chain(&meeting.guests);
    let is_here = |id: &&Id| network.actors.get(id).is_some_and(|actor| actor.is_here(today));
    all.filter(is_here).filter(|id| seen.insert(*id)).cloned().collect()
}

fn pairs(network: &Network, people: &HashSet<&Id>, today: &Day) -> Vec<Pair> {
    let met: HashSet<[&Id; 2]> = network
        .agreements
        .iter()
        .filter(|agreement| agreement.state != AgreementState::Interested)
        .map(|agreement| both(&agreement.giver, &agreement.taker))
        .collect();
    let matches = Matches::new(network, today);
    let mut found: Vec<Pair> = Vec::new();
    let mut seen: HashSet<[Id; 2]> = HashSet::new();
    // Best first, and mutual ones before all others: the first of two is the one to be told.
    for found_match in matches.all() {
        let Some(one) = found_match.actor.clone() else { continue };
        let other = found_match.offered_by.clone();
        let takes_part = people.contains(&one) && people.contains(&other);
        if !takes_part || !seen.insert(both(&one, &other).map(Id::clone)) {
            continue;
        }
        let rank = match &found_match {
            _ if met.contains(&both(&one, &other)) => Rank::Again,
            Match { mutual: Some(_), .. } => Rank::Mutual,
            _ => Rank::OneWay,
        };
        found.push(Pair { one, other, rank, found: found_match });
    }
    order::sort_by_key(&mut found, |pair| pair.rank);
    found
}

/// Two, whichever was named first.
pub fn both<'a>(one: &'a Id, other: &'a Id) -> [&'a Id; 2] {
    if one <= other { [one, other] } else { [other, one] }
}

#[cfg(test)]
mod tests;
