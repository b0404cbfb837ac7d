//! A first team: good, not proven.

use super::problem::Problem;

/// Takes the column that covers most of what is missing, weighed by prices, until nothing more can be covered; then
/// sends away who is not needed, the last first.
pub fn greedy(problem: &Problem, prices: &[f64]) -> Vec<u32> {
    // A row without a price is worth a little, so that it gets covered.
    const LITTLE: f64 = 1e-3;
    let mut demand = problem.demand.clone();
    let mut room = problem.room.clone();
    let mut open: Vec<u32> = (0..problem.columns() as u32).collect();
    let mut taken = Vec::new();
    loop {
        let mut best: Option<(f64, usize)> = None;
        let mut place = 0;
        while place < open.len() {
            let column = open[place];
            let rows = problem.rows_of(column).iter().filter(|row| demand[**row as usize] > 0);
            let worth: f64 = rows.map(|row| prices[*row as usize] + LITTLE).sum();
            if worth == 0.0 || room[problem.sectors[column as usize] as usize] == 0 {
                open.swap_remove(place);
                continue;
            }
            if best.is_none_or(|(most, at)| worth > most || worth == most && column < open[at]) {
                best = Some((worth, place));
            }
            place += 1;
        }
        let Some((_, place)) = best else { break };
        let column = open.swap_remove(place);
        taken.push(column);
        let room = &mut room[problem.sectors[column as usize] as usize];
        *room = room.saturating_sub(1);
        for row in problem.rows_of(column) {
            demand[*row as usize] = demand[*row as usize].saturating_sub(1);
        }
    }
    without_spare(problem, taken)
}

/// Sends away members without whom nothing more is missing.
fn without_spare(problem: &Problem, mut taken: Vec<u32>) -> Vec<u32> {
    let mut counts = vec![0; problem.demand.len()];
    for row in taken.iter().flat_map(|column| problem.rows_of(*column)) {
        counts[*row as usize] += 1;
    }
    for place in (0..taken.len()).rev() {
        let rows = problem.rows_of(taken[place]);
        if rows.iter().all(|row| counts[*row as usize] > problem.demand[*row as usize]) {
            for row in rows {
                counts[*row as usize] -= 1;
            }
            taken.remove(place);
        }
    }
    taken
}
