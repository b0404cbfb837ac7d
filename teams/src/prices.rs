//! The lower bound: a price for each row that is still asked for, and what the columns cost beside it.
//!
//! Whoever covers a row is paid its price; a column that is paid more than its cost of 1 is worth having. The sum of
//! all prices less what such columns earn is never above the cost of a cover, whatever the prices are: the Lagrangian
//! dual. Several columns to a row, each column once and the limits of sectors are part of it: where there is a limit
//! only those that earn most count.

use super::problem::Problem;

/// Costs are whole numbers; a bound that is above one by less than this is that number.
pub const ROUNDING: f64 = 1e-6;

/// A problem as far as it is not decided.
#[derive(Clone, Debug, Default)]
pub struct Rest {
    /// What each row still takes.
    pub demand: Vec<u32>,
    /// Of each row; zero where nothing is asked for.
    pub prices: Vec<f64>,
    /// The columns that may still be taken.
    pub open: Vec<u32>,
}

/// What is left over of the last bound.
#[derive(Debug)]
pub struct Prices {
    /// What each open column costs beside the prices of its rows; negative when it is worth having.
    pub reduced: Vec<f64>,
    /// What a row takes less how many columns worth having it has.
    missing: Vec<f64>,
    /// Columns worth having in sectors with a limit: the sector, the reduced cost, the column.
    limited: Vec<(u32, f64, u32)>,
    best: Vec<f64>,
    /// No price needs to be higher: a row may be left short at this cost.
    highest: f64,
}

impl Prices {
    pub fn new(problem: &Problem) -> Self {
        let highest = problem.shortage().map_or(f64::INFINITY, f64::from);
        Self { reduced: Vec::new(), missing: Vec::new(), limited: Vec::new(), best: Vec::new(), highest }
    }

    /// The bound at the prices of `rest`.
    pub fn bound(&mut self, problem: &Problem, room: &[u32], rest: &Rest) -> f64 {
        self.reduced.clear();
        self.limited.clear();
        self.missing.clear();
        self.missing.extend(rest.demand.iter().map(|demand| f64::from(*demand)));
        let mut bound: f64 =
            self.missing.iter().zip(&rest.prices).map(|(demand, price)| demand * price).sum();
        for &column in &rest.open {
            let rows = problem.rows_of(column);
            let reduced = 1.0 - rows.iter().map(|row| rest.prices[*row as usize]).sum::<f64>();
            self.reduced.push(reduced);
            if reduced >= 0.0 {
                continue;
            }
            if problem.is_limited(column) {
                self.limited.push((problem.sectors[column as usize], reduced, column));
                continue;
            }
            bound += reduced;
            for row in rows {
                self.missing[*row as usize] -= 1.0;
            }
        }
        self.limited.sort_unstable_by(|one, other| {
            one.0.cmp(&other.0).then(one.1.total_cmp(&other.1)).then(one.2.cmp(&other.2))
        });
        for sector in self.limited.chunk_by(|one, other| one.0 == other.0) {
            for &(sector, reduced, column) in sector.iter().take(room[sector[0].0 as usize] as usize) {
                debug_assert!(room[sector as usize] > 0);
                bound += reduced;
                for row in problem.rows_of(column) {
                    self.missing[*row as usize] -= 1.0;
                }
            }
        }
        bound
    }

    /// Looks for better prices by subgradient steps, the first ones of this length, until the bound exceeds `enough`
    /// or `rounds` are over. Leaves the best prices in `rest` and returns their bound.
    pub fn improve(
        &mut self,
        problem: &Problem,
        room: &[u32],
        rest: &mut Rest,
        enough: f64,
        rounds: u32,
        mut length: f64,
    ) -> f64 {
        const AIM_ABOVE: f64 = 0.1;
        const PATIENCE: u32 = 4;
        let mut bound = self.bound(problem, room, rest);
        let mut best = bound;
        let mut in_vain = 0;
        self.best.clone_from(&rest.prices);
        for _ in 0..rounds {
            let is_asked = |place: usize| rest.demand[place] > 0;
            let square: f64 = (self.missing.iter().enumerate())
                .filter(|(place, _)| is_asked(*place))
                .map(|(_, missing)| missing * missing)
                .sum();
            // Nothing missing: no other prices are better.
            if bound > enough || square == 0.0 {
                break;
            }
            let step = length * (enough + AIM_ABOVE - bound) / square;
            for (place, price) in rest.prices.iter_mut().enumerate().filter(|(place, _)| is_asked(*place)) {
                *price = (*price + step * self.missing[place]).clamp(0.0, self.highest);
            }
            bound = self.bound(problem, room, rest);
            in_vain += 1;
            if bound > best {
                best = bound;
                in_vain = 0;
                self.best.copy_from_slice(&rest.prices);
            } else if in_vain == PATIENCE {
                length *= 0.6;
                in_vain = 0;
            }
        }
        if bound < best {
            rest.prices.copy_from_slice(&self.best);
            self.bound(problem, room, rest);
        }
        best
    }
}
