//! Names beside nodes, never over one another or over a node, the important ones first.
//!
//! Greedy placement over a fixed choice of positions, as cartographers order them; see Christensen, Marks and
//! Shieber (1995). Among the free positions the one wins that crosses the fewest lines. What attention asks for is
//! added last and pushes others away, so that labels stand still while a pointer passes over the picture.

use std::cmp::Reverse;

use super::{Align, Color, Point, Rectangle, Size, Text, edges::touches};

/// Width in CSS pixels of a text in a size, bold or not. Called often: remember the answers where asking is slow.
pub type Measure<'a> = &'a dyn Fn(&str, f64, bool) -> f64;

/// What a label wants.
#[derive(Debug)]
pub(super) struct Wish {
    pub(super) text: String,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) color: Color,
    pub(super) at: Point,
    /// Of the symbol the label stands beside; `None` centres the label on `at`.
    pub(super) radius: Option<f64>,
    /// Larger comes first; equal ones in the order given.
    pub(super) weight: usize,
    pub(super) urgency: Urgency,
}

/// Whether a label must be seen now, if need be in the place of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    First,
    Second,
    Third,
    /// Words on lines: nice to have, but only where attention is.
    Fourth,
    None,
}

/// A label that found its place.
pub(super) struct Label {
    pub(super) area: Rectangle,
    pub(super) lines: Vec<Text>,
}

const LINE_HEIGHT: f64 = 1.2;
/// More than these nobody reads at once; looking for a place for more only takes time.
const MOST_TRIED: usize = 900;
const MOST_PLACED: usize = 320;
/// With more lines than these every place crosses some.
pub(super) const MOST_LINES: usize = 700;
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
    wishes.sort_by_key(|wish| Reverse(wish.weight));
    let mut taken = Grid::new(viewport);
    for node in nodes {
        taken.add(*node);
    }
    let mut urgent = taken.clone();
    let lines = if lines.len() > MOST_LINES { &[] } else { lines };
    let placer = Placer { lines, screen: Rectangle::of_size(viewport), ground, measure };

    let mut labels: Vec<Label> = Vec::new();
    let mut missing = Vec::new();
    let mut count = 0;
    for (number, wish) in wishes.iter().enumerate() {
        // Words on lines are not there without attention, so they wait for the second round.
        let tried = number < MOST_TRIED && count < MOST_PLACED && wish.urgency != Urgency::Fourth;
        let label = if tried { placer.label(wish, &taken) } else { None };
        match label {
            Some(label) => {
                count += 1;
                taken.add(label.area);
                if wish.urgency != Urgency::None {
                    urgent.add(label.area);
                }
                labels.push(label);
            }
            None if wish.urgency != Urgency::None => missing.push(wish),
            None => {}
        }
    }

    missing.sort_by_key(|wish| wish.urgency);
    for wish in missing.into_iter().take(MOST_PLACED) {
        if let Some(label) = placer.label(wish, &urgent) {
            urgent.add(label.area);
            labels.retain(|other| !other.area.overlaps(&label.area));
            labels.push(label);
        }
    }
    labels
}

struct Placer<'a> {
    lines: &'a [(Point, Point)],
    screen: Rectangle,
    ground: Color,
    measure: Measure<'a>,
}

impl Placer<'_> {
    /// The label at the best place that `taken` leaves free.
    fn label(&self, wish: &Wish, taken: &Grid) -> Option<Label> {
        let rows = wrap(&wish.text, wish.size, wish.bold, self.measure);
        let width = rows.iter().map(|row| (self.measure)(row, wish.size, wish.bold)).fold(0.0, f64::max);
        let height = rows.len() as f64 * wish.size * LINE_HEIGHT;
        let (_, area, align) = places(wish, width, height)
            .into_iter()
            .enumerate()
            .filter(|(_, (area, _))| self.screen.contains(area) && taken.is_free(area))
            .map(|(order, (area, align))| {
                let crossed = self.lines.iter().filter(|(from, to)| touches(*from, *to, &area)).count();
                (2 * crossed + order, area, align)
            })
            .min_by_key(|(cost, ..)| *cost)?;
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
            halo: Some(self.ground),
        });
        Some(Label { area, lines: lines.collect() })
    }
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
#[derive(Clone)]
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const SCREEN: Size = Size { width: 900.0, height: 600.0 };

    fn wishes() -> impl Strategy<Value = Vec<Wish>> {
        let urgency = prop_oneof![
            Just(Urgency::First),
            Just(Urgency::Third),
            Just(Urgency::Fourth),
            Just(Urgency::None),
            Just(Urgency::None)
        ];
        let wish =
            ("[A-Za-zäöü -]{1,40}", -50.0..950.0_f64, -50.0..650.0_f64, 2.0..20.0_f64, 0..9_usize, urgency);
        prop::collection::vec(wish, 0..160).prop_map(|wishes| {
            let wish = |(text, x, y, radius, weight, urgency)| Wish {
                text,
                size: 13.0,
                bold: false,
                color: Color::hex(0),
                at: Point::new(x, y),
                radius: (urgency != Urgency::Fourth).then_some(radius),
                weight,
                urgency,
            };
            wishes.into_iter().map(wish).collect()
        })
    }

    fn symbols(wishes: &[Wish]) -> Vec<Rectangle> {
        wishes
            .iter()
            .filter_map(|wish| Some(Rectangle::around(wish.at, wish.radius?, wish.radius?)))
            .collect()
    }

    proptest! {
        #[test]
        fn no_label_covers_a_label_or_a_node_or_leaves_the_screen(wishes in wishes()) {
            let nodes = symbols(&wishes);
            let labels = place(wishes, &nodes, &[], SCREEN, Color::hex(0), &estimated_width);
            for (number, label) in labels.iter().enumerate() {
                prop_assert!(labels[..number].iter().all(|other| !other.area.overlaps(&label.area)));
                prop_assert!(nodes.iter().all(|node| !node.overlaps(&label.area)));
                prop_assert!(Rectangle::of_size(SCREEN).contains(&label.area));
            }
        }

        #[test]
        fn rows_fit_and_lose_nothing_but_spaces_unless_shortened(text in "[a-zäß]{1,30}( [a-zäß]{1,30}){0,3}") {
            let rows = wrap(&text, 13.0, false, &estimated_width);
            prop_assert!(rows.len() <= 2);
            for row in &rows {
                prop_assert!(estimated_width(row, 13.0, false) <= WIDEST * 1.35);
            }
            if !rows.iter().any(|row| row.ends_with('…')) {
                prop_assert_eq!(rows.join(" "), text);
            }
        }
    }

    #[test]
    fn attention_moves_no_label_but_those_it_needs_room_from() {
        let wish = |x: f64, urgency| Wish {
            text: "Name".into(),
            size: 13.0,
            bold: false,
            color: Color::hex(0),
            at: Point::new(x, 100.0),
            radius: Some(8.0),
            weight: 0,
            urgency,
        };
        let areas = |urgency: Urgency| {
            let wishes: Vec<Wish> = [100.0, 118.0, 300.0]
                .into_iter()
                .map(|x| wish(x, if x == 118.0 { urgency } else { Urgency::None }))
                .collect();
            let nodes = symbols(&wishes);
            let labels = place(wishes, &nodes, &[], SCREEN, Color::hex(0), &estimated_width);
            labels.into_iter().map(|label| label.area.left as i64).collect::<Vec<_>>()
        };
        assert_eq!(areas(Urgency::None), areas(Urgency::First));
    }
}
