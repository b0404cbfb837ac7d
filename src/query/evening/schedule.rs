//! Most talks in few rounds: an edge colouring of a graph of which not all edges find room.

use super::{augment, bound, exact, rounds::Rounds};
use crate::model::order;

/// What comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// Each has what the other looks for.
    Mutual,
    OneWay,
    /// They have talked before, or something was found not to fit.
    Again,
}

/// Two who are worth a talk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Two different numbers of people.
    pub between: [usize; 2],
    pub rank: Rank,
    /// Among equals more is better.
    pub weight: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    pub people: usize,
    pub rounds: u32,
    /// How many talks there is room for at once, if that is bounded.
    pub tables: Option<u32>,
    /// No two of the same people.
    pub wishes: Vec<Wish>,
}

/// Nobody talks twice at once, and no two twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Schedule {
    /// For each wish its round, counted from 0.
    pub round_of: Vec<Option<u32>>,
    /// How many mutual matches meet.
    pub mutual: usize,
    /// More mutual matches than these cannot meet. Where it is `mutual`, that is proven.
    pub most_mutual: usize,
}

/// So many exchanges are tried.
const MOST_TRIALS: usize = 20_000;

/// The same question has the same answer.
///
/// What is wanted, in this order: most mutual matches, most talks, rounds without a talk spread evenly, most weight.
/// Talks are placed one by one, others changing their rounds for it (see [`Rounds::place`]) or making room for each
/// other (see [`augment::once_more`]); then local search takes out one talk or two for another and fills what became
/// free. Tables need no thought until the end, because rounds
/// can always be made equally long. Where mutual matches stay below the bound, few enough of them are searched
/// completely.
pub fn schedule(question: &Question) -> Schedule {
    let Question { people, tables, ref wishes, .. } = *question;
    let rounds = question.rounds as usize;
    let at_once = tables.map_or(people / 2, |tables| (tables as usize).min(people / 2));
    let between: Vec<[usize; 2]> = wishes.iter().map(|wish| wish.between).collect();
    let mut search = Search::new(question, &between, rounds * at_once);
    search.fill(Rank::Mutual);
    search.fill(Rank::OneWay);
    search.improve();

    let mutual: Vec<usize> = (0..wishes.len()).filter(|it| wishes[*it].rank == Rank::Mutual).collect();
    let between_mutual: Vec<[usize; 2]> = mutual.iter().map(|it| between[*it]).collect();
    let mut most = bound::most(people, rounds, &between_mutual).min(rounds * at_once);
    let met = search.value().mutual;
    if met < most {
        let found = exact::search(people, rounds, at_once, &between_mutual, met, most);
        if let Some(better) = found.better {
            search.begin_with(mutual.iter().copied().zip(better));
            search.fill(Rank::OneWay);
            search.improve();
        }
        if found.is_proven {
            most = search.value().mutual;
        }
    }
    search.fill(Rank::Again);
    search.plan.even_out();
    let round_of = search.plan.round_of.iter().map(|round| round.map(|round| round as u32)).collect();
    Schedule { round_of, mutual: search.value().mutual, most_mutual: most }
}

/// More is better, from the first to the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Value {
    mutual: usize,
    talks: usize,
    /// The squares of what each could have more, negative: two rounds without a talk are worse than one for each of two.
    spread: i64,
    weight: u64,
}

struct Search<'a> {
    question: &'a Question,
    between: &'a [[usize; 2]],
    /// How many talks there is room for in all.
    room: usize,
    plan: Rounds<'a>,
    /// The wishes of each person but for those of the last rank, better ones first.
    wishes_of: Vec<Vec<usize>>,
}

impl<'a> Search<'a> {
    fn new(question: &'a Question, between: &'a [[usize; 2]], room: usize) -> Self {
        let plan = Rounds::new(question.people, question.rounds as usize, between);
        let mut wishes_of = vec![Vec::new(); question.people];
        for (place, wish) in question.wishes.iter().enumerate().filter(|(_, it)| it.rank != Rank::Again) {
            wish.between.iter().for_each(|person| wishes_of[*person].push(place));
        }
        Self { question, between, room, plan, wishes_of }
    }

    fn value(&self) -> Value {
        let mut value = Value { mutual: 0, talks: self.plan.count, spread: 0, weight: 0 };
        for (wish, _) in self.question.wishes.iter().zip(&self.plan.round_of).filter(|(_, it)| it.is_some()) {
            value.mutual += usize::from(wish.rank == Rank::Mutual);
            value.weight += u64::from(wish.weight);
        }
        for (talks, wishes) in self.plan.talks_of.iter().zip(&self.wishes_of) {
            let could = wishes.len().min(self.question.rounds as usize);
            let missing = could.saturating_sub(*talks) as i64;
            value.spread -= missing * missing;
        }
        value
    }

    fn place(&mut self, wish: usize) -> bool {
        self.plan.count < self.room && self.plan.round_of[wish].is_none() && self.plan.place(wish)
    }

    /// Places what it can of a rank, at the cost of none before it. Who has fewest wishes is asked first: later there may
    /// be nothing left.
    fn fill(&mut self, rank: Rank) {
        let wishes = &self.question.wishes;
        let mut order: Vec<usize> = (0..wishes.len()).filter(|it| wishes[*it].rank == rank).collect();
        let fewest = |wish: usize| self.between[wish].map(|it| self.wishes_of[it].len()).into_iter().min();
        order::sort_by_key(&mut order, |wish| fewest(*wish));
        for wish in order {
            self.place(wish);
        }
        let rank_of = |wish: usize| wishes[wish].rank;
        let may_begin = |wish| rank_of(wish) <= rank;
        while rank != Rank::Again
            && self.plan.count < self.room
            && augment::once_more(&mut self.plan, &self.wishes_of, &may_begin, &|wish| rank_of(wish) == rank)
        {
        }
    }

    fn begin_with(&mut self, mutual: impl Iterator<Item = (usize, Option<usize>)>) {
        self.plan = Rounds::new(self.question.people, self.question.rounds as usize, self.between);
        for (wish, round) in mutual.filter_map(|(wish, round)| Some((wish, round?))) {
            self.plan.put(wish, round);
        }
    }

    /// Takes in a talk for one or two others as long as that is better.
    fn improve(&mut self) {
        let mut trials = 0;
        let mut now = self.value();
        let mut is_better = true;
        while is_better && trials < MOST_TRIALS {
            is_better = false;
            for wish in 0..self.between.len() {
                let is_open = self.plan.round_of[wish].is_none();
                if !is_open || self.question.wishes[wish].rank == Rank::Again {
                    continue;
                }
                if let Some(better) = self.exchange_for(wish, now, &mut trials) {
                    (now, is_better) = (better, true);
                }
            }
        }
    }

    /// The first exchange for a wish that is worth it.
    fn exchange_for(&mut self, wish: usize, now: Value, trials: &mut usize) -> Option<Value> {
        let [one, other] = self.between[wish];
        let leaving = |person| -> Vec<Option<usize>> {
            let stays = (!self.plan.is_full(person)).then_some(None);
            stays.into_iter().chain(self.plan.of(person).map(Some)).collect()
        };
        let (of_one, of_other) = (leaving(one), leaving(other));
        for first in &of_one {
            for second in &of_other {
                *trials += 1;
                if *trials > MOST_TRIALS {
                    return None;
                }
                let before = self.plan.clone();
                let leaving: Vec<usize> = first.iter().chain(second).copied().collect();
                leaving.iter().for_each(|talk| self.plan.take(*talk));
                if self.place(wish) {
                    for person in leaving.iter().flat_map(|talk| self.between[*talk]) {
                        self.fill_up(person);
                    }
                    let value = self.value();
                    if value > now {
                        return Some(value);
                    }
                }
                self.plan = before;
            }
        }
        None
    }

    fn fill_up(&mut self, person: usize) {
        for place in 0..self.wishes_of[person].len() {
            if self.plan.is_full(person) {
                return;
            }
            self.place(self.wishes_of[person][place]);
        }
    }
}
