//! What keeps nodes apart, in O(n log n) after Barnes and Hut (1986): far-off clusters push as one body.
//!
//! The push between two bodies at distance d is d / (1 + d²)², the bounded force of short reach of Zhong, Xue,
//! Zhang, Zhang, Ban, Deussen and Wang, "Force-directed graph layouts revisited" (2023). Bodies are sorted along
//! a Z-order curve; the tree is a list in which a cell is followed by what it contains. It is asked once for each
//! small bucket of neighbours, and the answers are summed four bodies at a time.

use wide::f32x4;

/// Most bodies in a leaf, which is also the bucket that asks the tree together.
const BUCKET: usize = 16;
/// A cluster counts as one body when its width is below this share of its distance to the bucket.
const OPENING: f32 = 1.1;
/// Bits of each coordinate in the sorting key.
const DEPTH: u32 = 16;

struct Cell {
    /// The centre of the bodies inside.
    x: f32,
    y: f32,
    bodies: f32,
    width: f32,
    /// Of the bodies inside, in sorted order.
    begin: u32,
    end: u32,
    /// The next cell that is not inside this one.
    skip: u32,
    is_leaf: bool,
}

/// Kept between steps so that its memory is.
#[derive(Default)]
pub(super) struct Repulsion {
    keys: Vec<u64>,
    xs: Vec<f32>,
    ys: Vec<f32>,
    cells: Vec<Cell>,
    /// What pushes one bucket: x, y, bodies.
    pushing: Vec<[f32; 3]>,
}

impl Repulsion {
    /// Sets `forces` to the push on each of the points.
    pub(super) fn push(&mut self, at: &[[f32; 2]], forces: &mut [[f32; 2]]) {
        if at.is_empty() {
            return;
        }
        self.sort(at);
        for leaf in 0..self.cells.len() {
            if self.cells[leaf].is_leaf {
                self.gather(leaf);
                self.sum(leaf, forces);
            }
        }
    }

    fn sort(&mut self, at: &[[f32; 2]]) {
        let mut low = [f32::INFINITY; 2];
        let mut high = [f32::NEG_INFINITY; 2];
        for &[x, y] in at {
            low = [low[0].min(x), low[1].min(y)];
            high = [high[0].max(x), high[1].max(y)];
        }
        let width = (high[0] - low[0]).max(high[1] - low[1]).max(1e-3) * 1.0001;
        let cells = (1_u32 << DEPTH) as f32 / width;
        self.keys.clear();
        self.keys.extend(at.iter().enumerate().map(|(body, &[x, y])| {
            let key = spread(((x - low[0]) * cells) as u32) | spread(((y - low[1]) * cells) as u32) << 1;
            u64::from(key) << 32 | body as u64
        }));
        self.keys.sort_unstable();
        self.xs.clear();
        self.ys.clear();
        for &key in &self.keys {
            let [x, y] = at[key as u32 as usize];
            self.xs.push(x);
            self.ys.push(y);
        }
        // A bucket reads in fours and may read past its end.
        self.xs.extend([0.0; 3]);
        self.ys.extend([0.0; 3]);
        self.cells.clear();
        self.grow(0, at.len(), DEPTH, width);
    }

    /// Adds the cell of the sorted bodies from `begin` to `end`, which agree in all but the last `level` bits of
    /// each coordinate, and all that is inside.
    fn grow(&mut self, begin: usize, end: usize, level: u32, width: f32) {
        let here = self.cells.len();
        let bodies = (end - begin) as f32;
        let is_leaf = end - begin <= BUCKET || level == 0;
        let (begin_index, end_index) = (begin as u32, end as u32);
        self.cells.push(Cell {
            x: 0.0,
            y: 0.0,
            bodies,
            width,
            begin: begin_index,
            end: end_index,
            skip: 0,
            is_leaf,
        });
        let (mut x, mut y) = (0.0, 0.0);
        if is_leaf {
            // Coincident bodies beyond a bucket's size stay one leaf: it is only slower to sum.
            x = self.xs[begin..end].iter().sum();
            y = self.ys[begin..end].iter().sum();
        } else {
            let quarter_of = |key: u64| (key >> (32 + 2 * (level - 1))) & 3;
            let mut from = begin;
            for quarter in 0..4 {
                let inside = self.keys[from..end].partition_point(|&key| quarter_of(key) <= quarter);
                if inside > 0 {
                    let child = self.cells.len();
                    self.grow(from, from + inside, level - 1, width / 2.0);
                    let Cell { x: child_x, y: child_y, bodies, .. } = self.cells[child];
                    x += child_x * bodies;
                    y += child_y * bodies;
                    from += inside;
                }
            }
        }
        let next = self.cells.len() as u32;
        let cell = &mut self.cells[here];
        cell.x = x / bodies;
        cell.y = y / bodies;
        cell.skip = next;
    }

    /// Collects what pushes the bodies of a leaf: clusters as one, near bodies one by one.
    fn gather(&mut self, leaf: usize) {
        let Cell { begin, end, .. } = self.cells[leaf];
        let range = begin as usize..end as usize;
        let mut low = [f32::INFINITY; 2];
        let mut high = [f32::NEG_INFINITY; 2];
        for (&x, &y) in self.xs[range.clone()].iter().zip(&self.ys[range]) {
            low = [low[0].min(x), low[1].min(y)];
            high = [high[0].max(x), high[1].max(y)];
        }
        self.pushing.clear();
        let mut number = 0;
        while let Some(cell) = self.cells.get(number) {
            let dx = (low[0] - cell.x).max(cell.x - high[0]).max(0.0);
            let dy = (low[1] - cell.y).max(cell.y - high[1]).max(0.0);
            if cell.width * cell.width < OPENING * OPENING * (dx * dx + dy * dy) {
                self.pushing.push([cell.x, cell.y, cell.bodies]);
                number = cell.skip as usize;
            } else if cell.is_leaf {
                let range = cell.begin as usize..cell.end as usize;
                let near = self.xs[range.clone()].iter().zip(&self.ys[range]);
                self.pushing.extend(near.map(|(&x, &y)| [x, y, 1.0]));
                number = cell.skip as usize;
            } else {
                number += 1;
            }
        }
    }

    fn sum(&self, leaf: usize, forces: &mut [[f32; 2]]) {
        let Cell { begin, end, .. } = self.cells[leaf];
        let one = f32x4::splat(1.0);
        for first in (begin as usize..end as usize).step_by(4) {
            let x = f32x4::from([self.xs[first], self.xs[first + 1], self.xs[first + 2], self.xs[first + 3]]);
            let y = f32x4::from([self.ys[first], self.ys[first + 1], self.ys[first + 2], self.ys[first + 3]]);
            let (mut force_x, mut force_y) = (f32x4::ZERO, f32x4::ZERO);
            for &[other_x, other_y, bodies] in &self.pushing {
                let dx = x - f32x4::splat(other_x);
                let dy = y - f32x4::splat(other_y);
                let near = one + dx * dx + dy * dy;
                // A body pushes itself by nothing: dx and dy are 0.
                let push = f32x4::splat(bodies) / (near * near);
                force_x += dx * push;
                force_y += dy * push;
            }
            let (force_x, force_y) = (force_x.to_array(), force_y.to_array());
            for (lane, &key) in self.keys[first..(first + 4).min(end as usize)].iter().enumerate() {
                forces[key as u32 as usize] = [force_x[lane], force_y[lane]];
            }
        }
    }
}

/// The lower 16 bits, each followed by a gap of one.
fn spread(value: u32) -> u32 {
    let mut bits = value & 0xffff;
    bits = (bits | bits << 8) & 0x00ff_00ff;
    bits = (bits | bits << 4) & 0x0f0f_0f0f;
    bits = (bits | bits << 2) & 0x3333_3333;
    (bits | bits << 1) & 0x5555_5555
}
