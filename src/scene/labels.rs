//! Names beside nodes, never over one another or over a node, the important ones first.
//!
//! Greedy placement over a fixed choice of positions, as cartographers order them; see Christensen, Marks and
//! Shieber (1995). Among the free positions the one wins that crosses the fewest lines.

use super::{Align, Color, Point, Rectangle, Size, Text, edges::touches};

/// Width in CSS pixels of a text in a size, bold or not. Called often: remember the answers where asking is slow.
pub type Measure<'a> = &'a dyn Fn(&str, f64, bool) -> f64;

/// What a label wants.
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) color: Color,
    pub(super) at: Point,
    /// Of the symbol the label stands beside; `None` centres the label on `at`.
    pub(super) radius: Option<f64>,
    /// Smaller comes first; equal ones in the order given.
    pub(super) rank: (u8, usize),
}

/// A label that found its place.
pub(super) struct Label {
    #[cfg_attr(not(test), expect(dead_code, reason = "what the tests look at"))]
    pub(super) area: Rectangle,
    pub(super) lines: Vec<Text>,
}

pub(super) const LINE_HEIGHT: f64 = 1.2;
/// More than these nobody reads at once; looking for a place for more only takes time.
const MOST_TRIED: usize = 900;
const MOST_PLACED: usize = 320;
/// With more lines than these every place crosses some.
const MOST_LINES: usize = 700;
/// In CSS pixels at 13 CSS pixels of height; longer names take two rows.
const WIDEST: f64 = 118.0;

/// Chooses places. `nodes` are the symbols in the way, `lines` the edges.
pub(super) fn place(
    mut wishes: Vec<Wish>,
    nodes: &[Rectangle],
    lines: &[(Point, Point)],
    viewport: Size,
    ground: Color,
    measure: Measure,
) -> Vec<Label> {
    if wishes.len() > MOST_TRIED {
        wishes.select_nth_unstable_by_key(MOST_TRIED, |wish| wish.rank);
        wishes.truncate(MOST_TRIED);
    }
    wishes.sort_by_key(|wish| wish.rank);
    let screen = Rectangle::of_size(viewport);
    let mut taken = Grid::new(viewport);
    for node in nodes {
        taken.add(*node);
    }
    let lines = if lines.len() > MOST_LINES { &[] } else { lines };

    let mut labels = Vec::new();
    for wish in wishes {
        if labels.len() == MOST_PLACED {
            break;
        }
        let rows = wrap(&wish.text, wish.size, wish.bold, measure);
        let width = rows.iter().map(|row| measure(row, wish.size, wish.bold)).fold(0.0, f64::max);
        let height = rows.len() as f64 * wish.size * LINE_HEIGHT;
        let best = places(&wish, width, height)
            .into_iter()
            .enumerate()
            .filter(|(_, (area, _))| screen.contains(area) && taken.is_free(&area.grown(1.0)))
            .map(|(order, (area, align))| {
                let crossed = lines.iter().filter(|(from, to)| touches(*from, *to, &area)).count();
                (2 * crossed + order, area, align)
            })
            .min_by_key(|(cost, ..)| *cost);
        let Some((_, area, align)) = best else { continue };
        taken.add(area);
        let x = match align {
            Align::Left => area.left,
            Align::Middle => area.centre().x,
            Align::Right => area.right,
        };
        let lines = rows.into_iter().enumerate().map(|(row, text)| Text {
            at: Point::new(x, area.top + (row as f64 + 0.5) * wish.size * LINE_HEIGHT),
            text,
            size: wish.size,
            bold: wish.bold,
            align,
            color: wish.color,
            halo: Some(ground),
        });
        labels.push(Label { area, lines: lines.collect() });
    }
    labels
}

/// The positions to try, best first: beside, below, above, at the corners.
fn places(wish: &Wish, width: f64, height: f64) -> Vec<(Rectangle, Align)> {
    let Some(radius) = wish.radius else {
        return vec![(Rectangle::around(wish.at, width / 2.0, height / 2.0), Align::Middle)];
    };
    let beside = radius + 3.0 + width / 2.0;
    let under = radius + 1.5 + height / 2.0;
    // Above and below to one side, so that a neighbour's label finds room on the other.
    let aside = (width / 2.0 - radius).max(0.0);
    [
        (beside, 0.0, Align::Left),
        (0.0, under, Align::Middle),
        (-beside, 0.0, Align::Right),
        (0.0, -under, Align::Middle),
        (aside, under, Align::Left),
        (aside, -under, Align::Left),
        (-aside, under, Align::Right),
        (-aside, -under, Align::Right),
    ]
    .into_iter()
    .map(|(dx, dy, align)| {
        let centre = Point::new(wish.at.x + dx, wish.at.y + dy);
        (Rectangle::around(centre, width / 2.0, height / 2.0), align)
    })
    .collect()
}

/// One row, or the two most equal ones, shortened where even those are too wide.
fn wrap(text: &str, size: f64, bold: bool, measure: Measure) -> Vec<String> {
    let widest = WIDEST * size / 13.0;
    let width = |row: &str| measure(row, size, bold);
    if width(text) <= widest {
        return vec![text.to_owned()];
    }
    let breaks = text.char_indices().filter(|(_, letter)| matches!(letter, ' ' | '-' | '/' | '\u{ad}'));
    let best = breaks
        .map(|(at, letter)| {
            let (first, second) = text.split_at(at + letter.len_utf8());
            let (first, second) = (first.trim_end(), second.trim_start());
            (width(first).max(width(second)), first, second)
        })
        .filter(|(_, first, second)| !first.is_empty() && !second.is_empty())
        .min_by(|one, other| one.0.total_cmp(&other.0));
    let rows = match best {
        Some((_, first, second)) => vec![first, second],
        None => vec![text],
    };
    rows.into_iter().map(|row| shorten(row, widest * 1.35, &width)).collect()
}

fn shorten(row: &str, widest: f64, width: &dyn Fn(&str) -> f64) -> String {
    if width(row) <= widest {
        return row.to_owned();
    }
    let ends: Vec<usize> = row.char_indices().map(|(at, _)| at).collect();
    let fits = |&end: &usize| width(&row[..end]) + width("…") <= widest;
    let count = ends.partition_point(fits);
    let kept = ends.get(count.saturating_sub(1)).map_or("", |&end| &row[..end]);
    format!("{}…", kept.trim_end())
}

/// Areas by the cells of the screen they touch.
struct Grid {
    columns: usize,
    rows: usize,
    cells: Vec<Vec<Rectangle>>,
}

const CELL: f64 = 48.0;

impl Grid {
    fn new(viewport: Size) -> Self {
        let columns = (viewport.width / CELL) as usize + 1;
        let rows = (viewport.height / CELL) as usize + 1;
        Self { columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    fn cells_under(&self, area: &Rectangle) -> impl Iterator<Item = usize> + use<> {
        // Casting clamps what lies left of or above the screen to 0.
        let columns = (area.left / CELL) as usize..=((area.right / CELL) as usize).min(self.columns - 1);
        let (first, last) = ((area.top / CELL) as usize, ((area.bottom / CELL) as usize).min(self.rows - 1));
        let width = self.columns;
        (first..=last).flat_map(move |row| columns.clone().map(move |column| row * width + column))
    }

    fn add(&mut self, area: Rectangle) {
        for cell in self.cells_under(&area) {
            self.cells[cell].push(area);
        }
    }

    fn is_free(&self, area: &Rectangle) -> bool {
        self.cells_under(area).all(|cell| self.cells[cell].iter().all(|taken| !taken.overlaps(area)))
    }
}

/// Width without a browser: averages of a humanist sans serif, a little generous.
pub fn estimated_width(text: &str, size: f64, bold: bool) -> f64 {
    let ems: f64 = text
        .chars()
        .map(|letter| match letter {
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.28,
            'f' | 't' | 'r' | ' ' | '-' | '(' | ')' | '/' => 0.35,
            'm' | 'w' | 'M' | 'W' | '@' | '…' | '&' => 0.85,
            letter if letter.is_uppercase() => 0.64,
            _ => 0.55,
        })
        .sum();
    ems * size * if bold { 1.05 } else { 1.0 }
}
