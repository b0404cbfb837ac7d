//! Which of several teams of the same size is better.

use std::cmp::Reverse;

use super::{Choice, TeamInput, problem::Problem};

/// How many teams are shown side by side.
const MOST: usize = 6;

/// What speaks for a team, the most important first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank {
    /// From how many sectors its members come.
    pub sectors: u32,
    /// How many of them attached themselves to the question.
    pub attached: u32,
    pub confirmed: u32,
}

/// The best teams seen so far, the best first; equal ones by the places of their members.
pub struct Ranking {
    input: TeamInput,
    must: Vec<u32>,
    teams: Vec<(Rank, Vec<u32>)>,
}

impl Ranking {
    /// Begins with a team, given by its columns, and what one exchange at a time makes better.
    pub fn new(input: &TeamInput, problem: &Problem, columns: &[u32]) -> Self {
        let must = (0..input.actors.len() as u32)
            .filter(|actor| input.actors[*actor as usize].choice == Choice::Must)
            .collect();
        let mut own = Self { input: input.clone(), must, teams: Vec::new() };
        let mut columns = columns.to_vec();
        own.offer(problem, &columns);
        let by_row = problem.columns_by_row();
        while let Some(better) = own.exchange(problem, &by_row, &columns) {
            columns = better;
        }
        own
    }

    pub fn teams(&self) -> impl Iterator<Item = Vec<u32>> {
        self.teams.iter().map(|(_, members)| members.clone())
    }

    /// Offers all teams in which one column gives way to another, and returns the first that is better than all
    /// before it, if it is better than this one.
    fn exchange(&mut self, problem: &Problem, by_row: &[Vec<u32>], columns: &[u32]) -> Option<Vec<u32>> {
        let rank = self.rank(problem, columns);
        let mut best = None;
        let mut most = rank;
        let mut counts = vec![0; problem.demand.len()];
        let mut in_sector = vec![0; problem.room.len()];
        for &column in columns {
            in_sector[problem.sectors[column as usize] as usize] += 1;
            for row in problem.rows_of(column) {
                counts[*row as usize] += 1;
            }
        }
        for (place, &leaving) in columns.iter().enumerate() {
            let own_rows = problem.rows_of(leaving).iter().copied();
            let needed: Vec<u32> =
                own_rows.filter(|row| counts[*row as usize] <= problem.demand[*row as usize]).collect();
            let Some(rarest) = needed.iter().min_by_key(|row| by_row[**row as usize].len()) else { continue };
            for &coming in &by_row[*rarest as usize] {
                let [from, to] = [leaving, coming].map(|column| problem.sectors[column as usize] as usize);
                let has_room = from == to || in_sector[to] < problem.room[to];
                let rows = problem.rows_of(coming);
                if !has_room || columns.contains(&coming) || !needed.iter().all(|row| rows.contains(row)) {
                    continue;
                }
                let mut team = columns.to_vec();
                team[place] = coming;
                let rank = self.rank(problem, &team);
                self.offer(problem, &team);
                if rank > most {
                    most = rank;
                    best = Some(team);
                }
            }
        }
        best
    }

    fn rank(&self, problem: &Problem, columns: &[u32]) -> Rank {
        self.rank_of(&self.members(problem, columns))
    }

    fn rank_of(&self, members: &[u32]) -> Rank {
        let mut rank = Rank::default();
        let mut sectors: Vec<u32> = Vec::new();
        for &member in members {
            let actor = &self.input.actors[member as usize];
            sectors.extend(actor.sector.filter(|sector| !sectors.contains(sector)));
            rank.attached += u32::from(actor.attached);
            rank.confirmed += actor.confirmed;
        }
        rank.sectors = sectors.len() as u32;
        rank
    }

    fn members(&self, problem: &Problem, columns: &[u32]) -> Vec<u32> {
        let mut members = self.must.clone();
        members.extend(columns.iter().map(|column| problem.actors[*column as usize]));
        members.sort_unstable();
        members
    }

    pub fn offer(&mut self, problem: &Problem, columns: &[u32]) {
        let members = self.members(problem, columns);
        let rank = self.rank_of(&members);
        let is_better = |one: &(Rank, Vec<u32>)| (one.0, Reverse(&one.1)) > (rank, Reverse(&members));
        let place = self.teams.partition_point(is_better);
        if place < MOST && self.teams.get(place).is_none_or(|(_, there)| *there != members) {
            self.teams.insert(place, (rank, members));
            self.teams.truncate(MOST);
        }
    }

    /// Whether no team is better than those kept that has these columns and `left` more of the open ones.
    pub fn is_hopeless(&self, problem: &Problem, columns: &[u32], open: &[u32], left: u32) -> bool {
        let Some((least, _)) = self.teams.get(MOST - 1) else { return false };
        let members = self.members(problem, columns);
        let mut sectors: Vec<u32> =
            members.iter().filter_map(|member| self.input.actors[*member as usize].sector).collect();
        let (mut fresh, mut attached, mut confirmed) = (0, 0, 0);
        for &column in open {
            let actor = &self.input.actors[problem.actors[column as usize] as usize];
            if let Some(sector) = actor.sector.filter(|sector| !sectors.contains(sector)) {
                sectors.push(sector);
                fresh += 1;
            }
            attached += u32::from(actor.attached);
            confirmed = actor.confirmed.max(confirmed);
        }
        let so_far = self.rank_of(&members);
        let highest = Rank {
            sectors: so_far.sectors + left.min(fresh),
            attached: so_far.attached + left.min(attached),
            confirmed: so_far.confirmed + left * confirmed,
        };
        highest <= *least
    }

    /// Branches are tried in the order of this.
    pub fn worth(&self, problem: &Problem, columns: &[u32], column: u32) -> Rank {
        let mut columns = columns.to_vec();
        columns.push(column);
        self.rank(problem, &columns)
    }
}
