//! Keeps circles apart, looking only at neighbours in a grid.

/// Kept between steps so that its memory is.
#[derive(Default)]
pub(super) struct Collide {
    /// Nodes sorted by cell, and where each cell begins among them.
    sorted: Vec<u32>,
    begins: Vec<u32>,
}

impl Collide {
    /// Adds to `moves` what parts overlapping circles, the lighter of the two giving way more.
    ///
    /// `mobility` is 0 for a node that must not move. Coincident nodes must have been told apart before.
    pub(super) fn part(&mut self, at: &[[f64; 2]], radii: &[f64], mobility: &[f64], moves: &mut [[f64; 2]]) {
        let widest = radii.iter().copied().fold(0.0, f64::max);
        if at.len() < 2 || widest <= 0.0 {
            return;
        }
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for &[x, y] in at {
            low = [low[0].min(x), low[1].min(y)];
            high = [high[0].max(x), high[1].max(y)];
        }
        // Never more cells than a few per node, however far one node has been thrown.
        let (width, height) = (high[0] - low[0], high[1] - low[1]);
        let side = (2.0 * widest).max((width + height) / (2.0 * (at.len() as f64).sqrt() + 8.0));
        let columns = (width / side) as usize + 1;
        let rows = (height / side) as usize + 1;
        let cell_of = |[x, y]: [f64; 2]| {
            let column = (((x - low[0]) / side) as usize).min(columns - 1);
            let row = (((y - low[1]) / side) as usize).min(rows - 1);
            (column, row)
        };

        self.begins.clear();
        self.begins.resize(columns * rows + 1, 0);
        for &point in at {
            let (column, row) = cell_of(point);
            self.begins[row * columns + column] += 1;
        }
        let mut end = 0;
        for begin in &mut self.begins {
            end += *begin;
            *begin = end;
        }
        self.sorted.clear();
        self.sorted.resize(at.len(), 0);
        for (node, &point) in at.iter().enumerate().rev() {
            let (column, row) = cell_of(point);
            let slot = &mut self.begins[row * columns + column];
            *slot -= 1;
            self.sorted[*slot as usize] = node as u32;
        }

        for (node, &here) in at.iter().enumerate() {
            let (column, row) = cell_of(here);
            for near_row in row.saturating_sub(1)..(row + 2).min(rows) {
                let first = near_row * columns + column.saturating_sub(1);
                let last = near_row * columns + (column + 1).min(columns - 1);
                let range = self.begins[first] as usize..self.begins[last + 1] as usize;
                for &other in &self.sorted[range] {
                    let other = other as usize;
                    if other > node {
                        part_two(node, other, at, radii, mobility, moves);
                    }
                }
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
    let (dx, dy) = (at[one][0] - at[other][0], at[one][1] - at[other][1]);
    let apart = radii[one] + radii[other];
    let square = dx * dx + dy * dy;
    let give = mobility[one] + mobility[other];
    if square >= apart * apart || square == 0.0 || give == 0.0 {
        return;
    }
    let distance = square.sqrt();
    let overlap = (apart - distance) / distance * 0.7 / give;
    for (axis, delta) in [dx, dy].into_iter().enumerate() {
        moves[one][axis] += delta * overlap * mobility[one];
        moves[other][axis] -= delta * overlap * mobility[other];
    }
}
