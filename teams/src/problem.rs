use super::{Choice, TeamInput};

/// What is left to cover and who may do it, as a matrix: rows are competencies, columns actors.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// Where each column begins in `rows`, and the end of the last.
    starts: Vec<u32>,
    rows: Vec<u32>,
    /// Whose column it is.
    pub actors: Vec<u32>,
    /// The place of its sector in `room`.
    pub sectors: Vec<u32>,
    /// How many columns each row takes.
    pub demand: Vec<u32>,
    /// How many columns each sector may give. The first is that of actors without one.
    pub room: Vec<u32>,
}

/// Room in a sector without a limit.
pub const UNLIMITED: u32 = u32::MAX;

impl Problem {
    /// What remains to be covered beside those who must be in the team. What nobody can cover is not asked for.
    pub fn new(input: &TeamInput) -> Self {
        let sectors = input.actors.iter().filter_map(|actor| actor.sector).max().map_or(0, |last| last + 1);
        let limit = input.most_per_sector.unwrap_or(UNLIMITED);
        let mut problem = Self {
            starts: vec![0],
            demand: vec![input.members_each.max(1); input.competencies as usize],
            room: vec![limit; sectors as usize + 1],
            ..Self::default()
        };
        problem.room[0] = UNLIMITED;
        for (place, actor) in input.actors.iter().enumerate() {
            let rows = input.covers(place);
            let sector = actor.sector.map_or(0, |sector| sector + 1);
            match actor.choice {
                Choice::Never => {}
                Choice::Free => problem.push(place as u32, sector, rows),
                Choice::Must => {
                    if problem.room[sector as usize] != UNLIMITED {
                        problem.room[sector as usize] = problem.room[sector as usize].saturating_sub(1);
                    }
                    for row in rows {
                        problem.demand[row as usize] = problem.demand[row as usize].saturating_sub(1);
                    }
                }
            }
        }
        problem.settle();
        problem
    }

    fn push(&mut self, actor: u32, sector: u32, rows: impl IntoIterator<Item = u32>) {
        self.rows.extend(rows);
        self.starts.push(self.rows.len() as u32);
        self.actors.push(actor);
        self.sectors.push(sector);
    }

    pub fn columns(&self) -> usize {
        self.actors.len()
    }

    pub fn rows(&self) -> usize {
        self.demand.len()
    }

    pub fn rows_of(&self, column: u32) -> &[u32] {
        let [start, end] = [0, 1].map(|next| self.starts[column as usize + next] as usize);
        &self.rows[start..end]
    }

    pub fn is_limited(&self, column: u32) -> bool {
        self.room[self.sectors[column as usize] as usize] != UNLIMITED
    }

    /// What it costs to leave a row short by one, where limits of sectors can force that: more than any team. A
    /// column costs 1.
    pub fn shortage(&self) -> Option<u32> {
        let is_limited = self.room.iter().any(|room| *room != UNLIMITED);
        is_limited.then(|| 1 + self.demand.iter().sum::<u32>())
    }

    /// What a team costs.
    pub fn cost(&self, team: &[u32]) -> u32 {
        let mut missing = self.demand.clone();
        for row in team.iter().flat_map(|column| self.rows_of(*column)) {
            missing[*row as usize] = missing[*row as usize].saturating_sub(1);
        }
        team.len() as u32 + missing.iter().sum::<u32>() * self.shortage().unwrap_or(0)
    }

    /// The columns that `keep` names, without the rows of which nothing is asked any more.
    fn filtered(&self, mut keep: impl FnMut(u32) -> bool) -> Self {
        let mut kept =
            Self { starts: vec![0], demand: self.demand.clone(), room: self.room.clone(), ..Self::default() };
        for column in 0..self.columns() as u32 {
            let rows: Vec<u32> =
                self.rows_of(column).iter().copied().filter(|row| self.demand[*row as usize] > 0).collect();
            if !rows.is_empty() && keep(column) {
                kept.push(self.actors[column as usize], self.sectors[column as usize], rows);
            }
        }
        kept
    }

    /// Drops columns without use, limits that do not bind, and demand that there are too few columns for.
    fn settle(&mut self) {
        *self = self.filtered(|column| self.room[self.sectors[column as usize] as usize] > 0);
        let mut in_sector = vec![0; self.room.len()];
        for &sector in &self.sectors {
            in_sector[sector as usize] += 1;
        }
        for (room, count) in self.room.iter_mut().zip(in_sector) {
            if *room >= count {
                *room = UNLIMITED;
            }
        }
        let by_row = self.columns_by_row();
        for (demand, columns) in self.demand.iter_mut().zip(by_row) {
            *demand = (*demand).min(columns.len() as u32);
        }
    }

    /// The parts that can be solved one by one, after taking the columns without which no team is smallest, which
    /// are returned as actors, and dropping columns that others can stand in for.
    pub fn reduced(mut self) -> (Vec<u32>, Vec<Self>) {
        let mut forced = Vec::new();
        loop {
            let before = self.columns();
            self.drop_dominated();
            self.take_forced(&mut forced);
            self.settle();
            if self.columns() == before {
                return (forced, self.parts());
            }
        }
    }

    /// Takes the columns of rows that need all they have. One of a limited sector might have to give way to another.
    fn take_forced(&mut self, forced: &mut Vec<u32>) {
        let by_row = self.columns_by_row();
        let mut is_taken = vec![false; self.columns()];
        for (columns, &demand) in by_row.iter().zip(&self.demand) {
            if demand as usize == columns.len() {
                for &column in columns.iter().filter(|column| !self.is_limited(**column)) {
                    is_taken[column as usize] = true;
                }
            }
        }
        for column in (0..self.columns() as u32).filter(|column| is_taken[*column as usize]) {
            forced.push(self.actors[column as usize]);
            for row in self.rows_of(column).to_vec() {
                self.demand[row as usize] = self.demand[row as usize].saturating_sub(1);
            }
        }
        *self = self.filtered(|column| !is_taken[column as usize]);
    }

    /// A column is of no use when as many others as its rows take each have all its rows: one of them is not in the
    /// team and can stand in for it, or its rows are full without it.
    fn drop_dominated(&mut self) {
        let by_row = self.columns_by_row();
        let mut is_dropped = vec![false; self.columns()];
        for column in 0..self.columns() as u32 {
            let rows = self.rows_of(column);
            let Some(rarest) = rows.iter().min_by_key(|row| by_row[**row as usize].len()) else { continue };
            let needed = rows.iter().map(|row| self.demand[*row as usize]).max().unwrap_or(0) as usize;
            let others = by_row[*rarest as usize].iter().copied().filter(|&other| {
                other != column && !is_dropped[other as usize] && self.can_stand_in(other, column)
            });
            is_dropped[column as usize] = others.take(needed).count() == needed;
        }
        *self = self.filtered(|column| !is_dropped[column as usize]);
    }

    /// Rows stand in ascending order.
    fn can_stand_in(&self, other: u32, column: u32) -> bool {
        let [sector, own] = [other, column].map(|column| self.sectors[column as usize]);
        let mut others = self.rows_of(other).iter();
        (sector == own || !self.is_limited(other))
            && self.rows_of(column).iter().all(|row| others.any(|other| other == row))
    }

    pub fn columns_by_row(&self) -> Vec<Vec<u32>> {
        let mut by_row = vec![Vec::new(); self.demand.len()];
        for column in 0..self.columns() as u32 {
            for row in self.rows_of(column) {
                by_row[*row as usize].push(column);
            }
        }
        by_row
    }

    /// Columns that share no row, and no sector with a limit, have nothing to do with each other.
    fn parts(&self) -> Vec<Self> {
        // Rows, then sectors, each pointing to a smaller one of its part or to itself.
        let rows = self.demand.len();
        let mut leaders: Vec<usize> = (0..rows + self.room.len()).collect();
        let leader = |leaders: &[usize], mut place: usize| {
            while leaders[place] != place {
                place = leaders[place];
            }
            place
        };
        for column in 0..self.columns() as u32 {
            let sector = self.is_limited(column).then(|| rows + self.sectors[column as usize] as usize);
            let own = self.rows_of(column);
            for place in own.iter().map(|row| *row as usize).chain(sector) {
                let [one, other] = [own[0] as usize, place].map(|place| leader(&leaders, place));
                leaders[one.max(other)] = one.min(other);
            }
        }
        let part_of = |row: u32| leader(&leaders, row as usize) as u32;
        let asked: Vec<u32> = (0..rows as u32).filter(|row| self.demand[*row as usize] > 0).collect();
        let of_part = |first: u32| {
            let mut part = self.filtered(|column| part_of(self.rows_of(column)[0]) == first);
            let own: Vec<u32> = asked.iter().copied().filter(|row| part_of(*row) == first).collect();
            for row in &mut part.rows {
                *row = own.partition_point(|own| own < row) as u32;
            }
            part.demand = own.iter().map(|row| self.demand[*row as usize]).collect();
            part
        };
        asked.iter().copied().filter(|row| part_of(*row) == *row).map(of_part).collect()
    }
}
