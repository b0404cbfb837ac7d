//! Parts circles that overlap, looking only at neighbours in a grid.

/// Share of an overlap that one step takes away.
const EAGERNESS: f64 = 0.7;
/// Direction and distance, in units of the drawing, in which coincident circles begin to part: a turn by the
/// golden angle for each node.
const TURN: [f64; 2] = [-0.737_368_878_078_320_1, 0.675_490_294_261_523_9];

/// Kept between steps so that its memory is.
#[derive(Default)]
pub(super) struct OverlapRemoval {
    moves: Vec<[f64; 2]>,
    grid: Grid,
}

impl OverlapRemoval {
    /// Moves overlapping circles a good part of the way out of each other, the more mobile one more, and returns
    /// the farthest move. `mobility` is 0 for what must not move. Positions are finite.
    pub(super) fn step(&mut self, at: &mut [[f64; 2]], radii: &[f64], mobility: &[f64]) -> f64 {
        let widest = radii.iter().copied().fold(0.0, f64::max);
        if at.len() < 2 || widest <= 0.0 {
            return 0.0;
        }
        self.grid.sort(at, 2.0 * widest);
        self.moves.clear();
        self.moves.resize(at.len(), [0.0; 2]);
        let (moves, grid) = (&mut self.moves, &self.grid);
        for node in 0..at.len() {
            grid.near(at[node], |other| {
                if other > node {
                    part_two(node, other, at, radii, mobility, moves);
                }
            });
        }
        let mut farthest = 0.0_f64;
        for (at, [dx, dy]) in at.iter_mut().zip(moves) {
            *at = [at[0] + *dx, at[1] + *dy];
            farthest = farthest.max((*dx * *dx + *dy * *dy).sqrt());
        }
        farthest
    }

    /// Steps until nothing overlaps by much, or `most` steps are done.
    pub(super) fn settle(&mut self, at: &mut [[f64; 2]], radii: &[f64], mobility: &[f64], most: usize) {
        for _ in 0..most {
            if self.step(at, radii, mobility) < 0.25 {
                return;
            }
        }
    }
}

fn part_two(
    one: usize,
    other: usize,
    at: &[[f64; 2]],
    radii: &[f64],
    mobility: &[f64],
    moves: &mut [[f64; 2]],
) {
    let (mut dx, mut dy) = (at[one][0] - at[other][0], at[one][1] - at[other][1]);
    let apart = radii[one] + radii[other];
    let give = mobility[one] + mobility[other];
    let mut square = dx * dx + dy * dy;
    if square >= apart * apart || give == 0.0 {
        return;
    }
    if square == 0.0 {
        // At one place there is no direction; the node's number gives one.
        [dx, dy] = turned(other);
        square = dx * dx + dy * dy;
    }
    let distance = square.sqrt();
    let overlap = (apart - distance) / distance * EAGERNESS / give;
    for (axis, delta) in [dx, dy].into_iter().enumerate() {
        moves[one][axis] += delta * overlap * mobility[one];
        moves[other][axis] -= delta * overlap * mobility[other];
    }
}

/// A direction of length 1 for each number, neighbours in number far apart.
pub(super) fn turned(number: usize) -> [f64; 2] {
    let mut direction = [1.0, 0.0];
    for _ in 0..number % 64 {
        direction = [
            direction[0] * TURN[0] - direction[1] * TURN[1],
            direction[0] * TURN[1] + direction[1] * TURN[0],
        ];
    }
    direction
}

/// Points by the square cell they lie in.
#[derive(Default)]
pub(super) struct Grid {
    low: [f64; 2],
    side: f64,
    columns: usize,
    rows: usize,
    /// Points sorted by cell, and where each cell begins among them.
    sorted: Vec<u32>,
    begins: Vec<u32>,
}

impl Grid {
    /// Cells at least `side` wide, and never more of them than a few per point, however far one has been thrown.
    pub(super) fn sort(&mut self, at: &[[f64; 2]], side: f64) {
        let mut high = [f64::NEG_INFINITY; 2];
        self.low = [f64::INFINITY; 2];
        for &[x, y] in at {
            self.low = [self.low[0].min(x), self.low[1].min(y)];
            high = [high[0].max(x), high[1].max(y)];
        }
        if at.is_empty() {
            (self.low, high) = ([0.0; 2], [0.0; 2]);
        }
        let (width, height) = (high[0] - self.low[0], high[1] - self.low[1]);
        self.side = side.max((width + height) / (2.0 * (at.len() as f64).sqrt() + 8.0)).max(1e-9);
        self.columns = (width / self.side) as usize + 1;
        self.rows = (height / self.side) as usize + 1;
        self.begins.clear();
        self.begins.resize(self.columns * self.rows + 1, 0);
        for &point in at {
            let cell = self.cell(point);
            self.begins[cell] += 1;
        }
        let mut end = 0;
        for begin in &mut self.begins {
            end += *begin;
            *begin = end;
        }
        self.sorted.clear();
        self.sorted.resize(at.len(), 0);
        for (node, &point) in at.iter().enumerate().rev() {
            let cell = self.cell(point);
            self.begins[cell] -= 1;
            self.sorted[self.begins[cell] as usize] = node as u32;
        }
    }

    fn column_and_row(&self, [x, y]: [f64; 2]) -> (usize, usize) {
        // Casting clamps what lies left of or above all points to 0.
        let column = ((x - self.low[0]) / self.side) as usize;
        let row = ((y - self.low[1]) / self.side) as usize;
        (column.min(self.columns - 1), row.min(self.rows - 1))
    }

    fn cell(&self, point: [f64; 2]) -> usize {
        let (column, row) = self.column_and_row(point);
        row * self.columns + column
    }

    /// Calls for every point in the cell of `point` and the eight around it: all that are nearer than a side.
    pub(super) fn near(&self, point: [f64; 2], mut found: impl FnMut(usize)) {
        let (column, row) = self.column_and_row(point);
        for near_row in row.saturating_sub(1)..(row + 2).min(self.rows) {
            let first = near_row * self.columns + column.saturating_sub(1);
            let last = near_row * self.columns + (column + 1).min(self.columns - 1);
            let range = self.begins[first] as usize..self.begins[last + 1] as usize;
            self.sorted[range].iter().for_each(|&other| found(other as usize));
        }
    }
}
