//! Smaller teams by exchange: one member leaves, another comes for something that is missing, and what is missing
//! long weighs more and more. Finds at once what the search for the proof would meet late.
//!
//! After Gao, Weise and Li, "An efficient local search heuristic with row weighting for the unicost set covering
//! problem" (European Journal of Operational Research 246, 2015).

use std::cmp::Reverse;

use super::problem::Problem;

pub struct Exchange {
    columns_by_row: Vec<Vec<u32>>,
    weights: Vec<u32>,
    team: Vec<u32>,
    is_member: Vec<bool>,
    in_sector: Vec<u32>,
    /// How many members each row has.
    counts: Vec<u32>,
    missing: Vec<u32>,
    /// The size of the team that is looked for.
    aim: usize,
    newest: Option<u32>,
    /// When each column last came or went, and when that last happened to a column of each row. A column comes back
    /// only where something has changed since.
    moved: Vec<u64>,
    changed: Vec<u64>,
    now: u64,
    random: u64,
}

impl Exchange {
    /// Begins with a team to which nothing is missing.
    pub fn new(problem: &Problem, team: &[u32]) -> Self {
        let (rows, columns) = (problem.demand.len(), problem.columns());
        let mut own = Self {
            columns_by_row: problem.columns_by_row(),
            weights: vec![1; rows],
            team: Vec::new(),
            is_member: vec![false; columns],
            in_sector: vec![0; problem.room.len()],
            counts: vec![0; rows],
            missing: (0..rows as u32).collect(),
            aim: team.len(),
            newest: None,
            moved: vec![0; columns],
            changed: vec![1; rows],
            now: 1,
            random: 1,
        };
        for &column in team {
            own.add(problem, column);
        }
        own
    }

    /// One exchange. The team, when one is found that is smaller than all before.
    pub fn step(&mut self, problem: &Problem) -> Option<&[u32]> {
        self.now += 1;
        if self.missing.is_empty() {
            self.aim = self.team.len().checked_sub(1)?;
        }
        while self.team.len() >= self.aim
            && let Some(place) = self.leaving(problem)
        {
            self.remove(problem, place);
        }
        if let Some(column) = self.coming(problem) {
            self.add(problem, column);
            self.newest = Some(column);
        }
        for row in &self.missing {
            self.weights[*row as usize] += 1;
        }
        (self.missing.is_empty() && self.team.len() <= self.aim).then_some(&self.team)
    }

    /// The place of the member without whom least would be missing; of several the one that is there longest.
    fn leaving(&self, problem: &Problem) -> Option<usize> {
        let loss = |column: u32| -> u32 {
            let rows = problem.rows_of(column).iter().map(|row| *row as usize);
            rows.filter(|row| self.counts[*row] <= problem.demand[*row]).map(|row| self.weights[row]).sum()
        };
        let may_leave = |column: u32| Some(column) != self.newest || self.team.len() == 1;
        let members = self.team.iter().enumerate().filter(|(_, column)| may_leave(**column));
        let least = members.min_by_key(|(_, column)| (loss(**column), self.moved[**column as usize]));
        least.map(|(place, _)| place)
    }

    /// For one of the rows that miss something, the column that has most of what is missing.
    fn coming(&mut self, problem: &Problem) -> Option<u32> {
        let choices = u64::try_from(self.missing.len()).ok().filter(|choices| *choices > 0)?;
        // Knuth's MMIX.
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let row = self.missing[((self.random >> 33) % choices) as usize];
        let gain = |column: u32| -> u32 {
            let rows = problem.rows_of(column).iter().map(|row| *row as usize);
            rows.filter(|row| self.counts[*row] < problem.demand[*row]).map(|row| self.weights[row]).sum()
        };
        let may_come = |column: &u32| {
            let (place, sector) = (*column as usize, problem.sectors[*column as usize] as usize);
            let mut rows = problem.rows_of(*column).iter();
            !self.is_member[place]
                && self.in_sector[sector] < problem.room[sector]
                && rows.any(|row| self.changed[*row as usize] > self.moved[place])
        };
        let columns = self.columns_by_row[row as usize].iter().copied().filter(may_come);
        columns.max_by_key(|&column| (gain(column), Reverse(self.moved[column as usize])))
    }

    fn add(&mut self, problem: &Problem, column: u32) {
        self.team.push(column);
        self.moves(problem, column, true);
        for &row in problem.rows_of(column) {
            self.counts[row as usize] += 1;
            if self.counts[row as usize] == problem.demand[row as usize] {
                self.missing.retain(|missing| *missing != row);
            }
        }
    }

    fn remove(&mut self, problem: &Problem, place: usize) {
        let column = self.team.swap_remove(place);
        self.moves(problem, column, false);
        for &row in problem.rows_of(column) {
            if self.counts[row as usize] == problem.demand[row as usize] {
                self.missing.push(row);
            }
            self.counts[row as usize] -= 1;
        }
    }

    fn moves(&mut self, problem: &Problem, column: u32, comes: bool) {
        self.is_member[column as usize] = comes;
        self.moved[column as usize] = self.now;
        let in_sector = &mut self.in_sector[problem.sectors[column as usize] as usize];
        *in_sector = if comes { *in_sector + 1 } else { *in_sector - 1 };
        for row in problem.rows_of(column) {
            self.changed[*row as usize] = self.now;
        }
    }
}
