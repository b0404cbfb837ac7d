//! What is taken on the screen, and how much is drawn where.

use crate::scene::{Point, Rectangle, Size, edges::clip};

const CELL: f64 = 48.0;

/// Rectangles by the cells of the screen they touch. What lies outside of the screen counts to its rim.
pub(super) struct Grid {
    columns: usize,
    rows: usize,
    /// Who is there, and where.
    cells: Vec<Vec<(u32, Rectangle)>>,
}

impl Grid {
    pub(super) fn new(screen: Size) -> Self {
        let columns = (screen.width / CELL) as usize + 1;
        let rows = (screen.height / CELL) as usize + 1;
        Self { columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    pub(super) fn add(&mut self, owner: u32, area: Rectangle) {
        for cell in self.cells_under(&area) {
            self.cells[cell].push((owner, area));
        }
    }

    pub(super) fn remove(&mut self, owner: u32, area: &Rectangle) {
        for cell in self.cells_under(area) {
            self.cells[cell].retain(|(other, _)| *other != owner);
        }
    }

    pub(super) fn is_free(&self, area: &Rectangle) -> bool {
        self.overlapping(area).next().is_none()
    }

    /// Who overlaps `area`; once for each cell they share.
    pub(super) fn overlapping(&self, area: &Rectangle) -> impl Iterator<Item = u32> {
        self.touching(area).map(|(owner, _)| *owner)
    }

    /// Whether something overlaps `area` that is not around `middle`.
    pub(super) fn has_other(&self, area: &Rectangle, middle: Point) -> bool {
        self.touching(area).any(|(_, other)| other.centre().distance(middle) > 0.5)
    }

    fn touching(&self, area: &Rectangle) -> impl Iterator<Item = &(u32, Rectangle)> {
        self.cells_under(area)
            .flat_map(|cell| &self.cells[cell])
            .filter(move |(_, other)| other.overlaps(area))
    }

    fn cells_under(&self, area: &Rectangle) -> impl Iterator<Item = usize> + use<> {
        // Casting takes what lies left of or above the screen to 0.
        let cell = |at: f64, count: usize| ((at / CELL) as usize).min(count - 1);
        let columns = cell(area.left, self.columns)..=cell(area.right, self.columns);
        let rows = cell(area.top, self.rows)..=cell(area.bottom, self.rows);
        let width = self.columns;
        rows.flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }
}

const DOT: f64 = 4.0;

/// How much is drawn under a rectangle, by a summed-area table (Crow 1984) over dots of a few pixels.
pub(super) struct Occupancy {
    columns: usize,
    /// Of the rectangle from the top left corner to each dot; one row and one column of zeros come first.
    sums: Vec<u32>,
}

impl Occupancy {
    pub(super) fn new(screen: Size, lines: &[(Point, Point)], specks: &[Point]) -> Self {
        let columns = (screen.width / DOT) as usize + 2;
        let rows = (screen.height / DOT) as usize + 2;
        let mut sums = vec![0; columns * rows];
        let mut dab = |x: f64, y: f64, strength: u32| {
            if x >= 0.0 && y >= 0.0 && x < screen.width && y < screen.height {
                sums[((y / DOT) as usize + 1) * columns + (x / DOT) as usize + 1] += strength;
            }
        };
        let lines = lines.iter().filter_map(|&(from, to)| clip(from, to, &Rectangle::of_size(screen)));
        for (from, to) in lines {
            let steps = (from.distance(to) / DOT).ceil().max(1.0);
            let (dx, dy) = ((to.x - from.x) / steps, (to.y - from.y) / steps);
            for step in 0..=steps as u32 {
                dab(from.x + f64::from(step) * dx, from.y + f64::from(step) * dy, 1);
            }
        }
        for speck in specks {
            dab(speck.x, speck.y, 4);
        }
        for row in 1..rows {
            let mut sum = 0;
            for column in 1..columns {
                sum += sums[row * columns + column];
                sums[row * columns + column] = sum + sums[(row - 1) * columns + column];
            }
        }
        Self { columns, sums }
    }

    /// How many dots are drawn on under `area`, which must lie on the screen.
    pub(super) fn under(&self, area: &Rectangle) -> u32 {
        let sum = |x: f64, y: f64| self.sums[(y / DOT) as usize * self.columns + (x / DOT) as usize];
        let (right, bottom) = (area.right + DOT, area.bottom + DOT);
        (sum(right, bottom) + sum(area.left, area.top)) - (sum(right, area.top) + sum(area.left, bottom))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ink_is_counted_where_it_is_drawn() {
        let screen = Size { width: 200.0, height: 100.0 };
        let line = (Point::new(-500.0, 50.0), Point::new(700.0, 50.0));
        let occupancy = Occupancy::new(screen, &[line], &[Point::new(20.0, 20.0)]);
        let under = |left, top, right, bottom| occupancy.under(&Rectangle { left, top, right, bottom });
        assert_eq!(under(0.0, 0.0, 200.0, 10.0), 0);
        assert_eq!(under(16.0, 16.0, 24.0, 24.0), 4);
        assert!((48..=52).contains(&under(0.0, 40.0, 199.0, 60.0)), "one dab for each dot of the line");
        assert_eq!(under(0.0, 60.0, 200.0, 100.0), 0);
    }
}
