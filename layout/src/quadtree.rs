//! Repulsion in O(n log n) after Barnes and Hut (1986): far-off clusters push as one body.

/// A cluster counts as one body when its width is below this share of its distance.
const OPENING: f64 = 0.9;
/// Deeper than this two bodies are as good as coincident and share a leaf. 2^-32 of the drawing is nothing.
const DEEPEST: u32 = 32;
const NONE: u32 = u32::MAX;

#[derive(Clone, Copy)]
struct Cell {
    /// Sums while building, the centre of charge afterwards.
    x: f64,
    y: f64,
    charge: f64,
    width: f64,
    /// Indices of the four quarters; all `NONE` in a leaf.
    quarters: [u32; 4],
    /// In a leaf the first of its bodies, chained through `next`.
    body: u32,
}

impl Cell {
    fn new(width: f64) -> Self {
        Self { x: 0.0, y: 0.0, charge: 0.0, width, quarters: [NONE; 4], body: NONE }
    }

    fn is_leaf(&self) -> bool {
        self.quarters == [NONE; 4]
    }
}

/// Kept between steps so that its memory is.
#[derive(Default)]
pub(super) struct Quadtree {
    cells: Vec<Cell>,
    next: Vec<u32>,
    stack: Vec<u32>,
}

impl Quadtree {
    /// Sorts finite positions into cells.
    pub(super) fn build(&mut self, at: &[[f64; 2]], charges: &[f64]) {
        self.cells.clear();
        self.next.clear();
        self.next.resize(at.len(), NONE);
        let mut low = [f64::INFINITY; 2];
        let mut high = [f64::NEG_INFINITY; 2];
        for &[x, y] in at {
            low = [low[0].min(x), low[1].min(y)];
            high = [high[0].max(x), high[1].max(y)];
        }
        if at.is_empty() {
            return;
        }
        let width = (high[0] - low[0]).max(high[1] - low[1]).max(1.0);
        self.cells.push(Cell::new(width));
        for body in 0..at.len() {
            self.insert(at, charges, body, low, width);
        }
        for cell in &mut self.cells {
            cell.x /= cell.charge;
            cell.y /= cell.charge;
        }
    }

    fn insert(&mut self, at: &[[f64; 2]], charges: &[f64], body: usize, low: [f64; 2], width: f64) {
        let [x, y] = at[body];
        let charge = charges[body];
        let [mut left, mut top] = low;
        let mut half = width / 2.0;
        let mut cell = 0;
        let mut depth = 0;
        loop {
            let here = &mut self.cells[cell];
            here.x += x * charge;
            here.y += y * charge;
            here.charge += charge;
            if here.is_leaf() {
                if here.body == NONE || depth == DEEPEST {
                    self.next[body] = here.body;
                    here.body = body as u32;
                    return;
                }
                // Only at `DEEPEST` does a leaf hold several, so exactly one body moves down.
                let old = std::mem::replace(&mut here.body, NONE) as usize;
                let [old_x, old_y] = at[old];
                let quarter = usize::from(old_x >= left + half) | usize::from(old_y >= top + half) << 1;
                let charge = charges[old];
                let child = Cell {
                    x: old_x * charge,
                    y: old_y * charge,
                    charge,
                    body: old as u32,
                    ..Cell::new(half)
                };
                self.cells[cell].quarters[quarter] = self.cells.len() as u32;
                self.cells.push(child);
            }
            let (east, south) = (x >= left + half, y >= top + half);
            let quarter = usize::from(east) | usize::from(south) << 1;
            if self.cells[cell].quarters[quarter] == NONE {
                self.cells[cell].quarters[quarter] = self.cells.len() as u32;
                self.cells.push(Cell::new(half));
            }
            cell = self.cells[cell].quarters[quarter] as usize;
            left += if east { half } else { 0.0 };
            top += if south { half } else { 0.0 };
            half /= 2.0;
            depth += 1;
        }
    }

    /// The push on one body: the sum over all others of `charge / distance`, pointing away from them.
    pub(super) fn push_on(&mut self, body: usize, at: &[[f64; 2]], charges: &[f64]) -> [f64; 2] {
        let here = at[body];
        let mut push = [0.0; 2];
        self.stack.clear();
        self.stack.extend((!self.cells.is_empty()).then_some(0));
        while let Some(index) = self.stack.pop() {
            let cell = &self.cells[index as usize];
            if cell.is_leaf() {
                let mut other = cell.body;
                while other != NONE {
                    if other as usize != body {
                        add_push(&mut push, here, at[other as usize], charges[other as usize]);
                    }
                    other = self.next[other as usize];
                }
                continue;
            }
            let (dx, dy) = (here[0] - cell.x, here[1] - cell.y);
            if cell.width * cell.width < OPENING * OPENING * (dx * dx + dy * dy) {
                add_push(&mut push, here, [cell.x, cell.y], cell.charge);
            } else {
                self.stack.extend(cell.quarters.iter().filter(|&&quarter| quarter != NONE));
            }
        }
        push
    }
}

/// Coulomb's law in two dimensions, softened below a distance of one. Coincident bodies do not push.
pub(super) fn add_push(push: &mut [f64; 2], here: [f64; 2], there: [f64; 2], charge: f64) {
    let (dx, dy) = (here[0] - there[0], here[1] - there[1]);
    let share = charge / (dx * dx + dy * dy).max(1.0);
    push[0] += dx * share;
    push[1] += dy * share;
}
