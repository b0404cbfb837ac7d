//! Names beside nodes, never over one another or over a node, the important ones first.
//!
//! Each name may stand at some twenty places at its symbol, at most 8 pixels from it, in one to three rows (see
//! [`wrap`]), or nowhere. Names that were
//! there in the frame before keep their place as long as it is free, so that nothing flickers. A name that finds
//! nothing free may push others to another place of theirs: local search over the fixed-position model of
//! Christensen, Marks and Shieber (1995), without their random moves, so that equal pictures get equal labels.
//! What attention asks for is added last and hides others, so that labels stand still while a pointer passes.

mod advances;
mod room;
mod spots;
mod width;
mod wrap;

use std::{collections::HashMap, rc::Rc};

use super::{Align, Color, Point, Rectangle, Size, Text};
use crate::model::order;
use room::{Grid, Occupancy};
use spots::{Spot, spots};
pub use width::text_width;
use wrap::{Block, wrappings};

/// What a label wants.
#[derive(Clone, Debug)]
pub(super) struct Wish<'a> {
    /// Who is named; beyond the nodes come the sectors. Words on lines have no node, and no memory of where they stood.
    pub(super) node: Option<usize>,
    pub(super) text: &'a str,
    pub(super) size: f64,
    pub(super) bold: bool,
    pub(super) color: Color,
    pub(super) at: Point,
    /// Of the symbol the label stands beside; `None` centres the label on `at`, or else on one of `others`.
    pub(super) radius: Option<f64>,
    pub(super) others: Vec<Point>,
    pub(super) urgency: Urgency,
}

/// Whether a label must be seen now, if need be in the place of others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Urgency {
    First,
    Second,
    Third,
    Fourth,
    None,
}

/// What is in the way of labels.
pub(super) struct Surroundings<'a> {
    pub(super) symbols: &'a [Rectangle],
    /// Symbols less wide than this, in CSS pixels, may be covered, but better are not.
    pub(super) narrowest_in_the_way: f64,
    /// The same for names that attention asks for.
    pub(super) narrowest_for_attention: f64,
    /// No pushing: it would take long and gain little.
    pub(super) is_crowded: bool,
    pub(super) lines: &'a [(Point, Point)],
    pub(super) viewport: Size,
    /// For the halo.
    pub(super) ground: Color,
}

/// A label that found its place.
pub(super) struct Label {
    /// As in its wish.
    pub(super) node: Option<usize>,
    pub(super) area: Rectangle,
    pub(super) lines: Vec<Text>,
}

impl Label {
    /// What hides lines around the letters, in CSS pixels. They reach further down than up, but for the dots on a
    /// capital.
    pub(super) fn plate(&self) -> Rectangle {
        let has_dots = |letter: char| letter.is_uppercase() && !letter.is_ascii();
        let is_high = self.lines.first().is_some_and(|row| row.text.contains(has_dots));
        let plate = self.area.grown(1.0);
        let top = plate.top - if is_high { 1.5 } else { 0.0 };
        Rectangle { top, bottom: plate.bottom + 1.5, ..plate }
    }
}

/// Where labels stood, by node; given to the next frame it keeps them there.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement(HashMap<usize, Choice>);

impl Placement {
    /// Whether a node shows its name.
    pub fn names(&self, node: usize) -> bool {
        self.0.contains_key(&node)
    }
}

/// In how many rows, and at which of the places around the symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Choice {
    rows: usize,
    spot: usize,
}

/// From row to row, and of a row with all that its letters reach; in sizes of the type.
const LINE_HEIGHT: f64 = 1.2;
const ROW_HEIGHT: f64 = 1.1;
/// In CSS pixels squared: of the screen for each name that is tried, about what a name takes up.
const SCREEN_PER_WISH: f64 = 3_000.0;
/// With more lines than these every place crosses some.
pub(super) const MOST_LINES: usize = 4_000;
/// From a new label to the nearest symbol, in CSS pixels; a label that stays may come closer, so that it does not
/// come and go.
const CLEARANCE: f64 = 0.5;
/// How many places are looked at for pushing labels aside; bounds the time of a frame.
const MOST_PROBES: usize = 6_000;
const MOST_PROBES_EACH: usize = 1_500;
/// Where much is drawn everywhere, nearness counts for more than white ground.
const MAX_OCCUPANCY_COST: f64 = 8.0;
/// Of a place at which another symbol is as near as the own one, so that a reader may take the name for its name.
const COST_OF_NEARER: f64 = 6.0;
/// By one label.
const MOST_PUSHED: usize = 3;
/// A label may push one that pushes one.
const DEEPEST: usize = 2;

/// How many names are worth a try on a screen of this size. Names that are shown already stay a little longer than
/// others come: give a quarter more.
pub(super) fn most_wishes(viewport: Size) -> usize {
    (1.25 * viewport.width * viewport.height / SCREEN_PER_WISH) as usize
}

/// Chooses places. `wishes` come in order of importance, `extra` ones are for attention only.
pub(super) fn place(
    wishes: &[Wish],
    extra: &[Wish],
    surroundings: &Surroundings,
    previous: &Placement,
) -> (Vec<Label>, Placement) {
    let mut placer = Placer::new(wishes, surroundings);
    let earlier = |wish: &Wish| wish.node.and_then(|node| previous.0.get(&node)).copied();
    let mut moved = Vec::new();
    for (number, wish) in wishes.iter().enumerate() {
        if let Some(choice) = earlier(wish)
            && !placer.keep(number, choice)
        {
            moved.push(number);
        }
    }
    let most_new = (most_wishes(surroundings.viewport) as f64 / 1.25) as usize;
    let new = (0..wishes.len().min(most_new)).filter(|&number| earlier(&wishes[number]).is_none());
    for number in moved.into_iter().chain(new) {
        placer.settle(number);
    }
    let placement = Placement(
        wishes
            .iter()
            .zip(&placer.chosen)
            .filter_map(|(wish, chosen)| Some((wish.node?, chosen.as_ref()?.choice)))
            .collect(),
    );
    (placer.with_attention(extra), placement)
}

/// A place for a label that covers no symbol and lies on the screen.
#[derive(Clone, Debug)]
struct Candidate {
    choice: Choice,
    area: Rectangle,
    align: Align,
    block: Rc<Block>,
    cost: f64,
}

struct Placer<'a> {
    wishes: &'a [Wish<'a>],
    ground: Color,
    screen: Rectangle,
    symbols: Grid,
    /// What names that attention asks for must not cover.
    large_symbols: Grid,
    occupancy: Occupancy,
    /// By wish, the best first; made when first asked for.
    candidates: Vec<Option<Rc<[Candidate]>>>,
    chosen: Vec<Option<Candidate>>,
    labels: Grid,
    is_crowded: bool,
    probes_left: usize,
    /// Of these, for the label that is being settled.
    probes: usize,
}

impl<'a> Placer<'a> {
    fn new(wishes: &'a [Wish<'a>], surroundings: &Surroundings) -> Self {
        let Surroundings { symbols, narrowest_in_the_way, is_crowded, lines, viewport, ground, .. } =
            *surroundings;
        let mut grid = Grid::new(viewport);
        let mut large = Grid::new(viewport);
        let mut specks = Vec::new();
        for symbol in symbols {
            if symbol.width() >= narrowest_in_the_way {
                grid.add(0, *symbol);
            } else {
                specks.push(symbol.centre());
            }
            if symbol.width() >= surroundings.narrowest_for_attention {
                large.add(0, *symbol);
            }
        }
        let lines = if lines.len() > MOST_LINES { &[] } else { lines };
        Self {
            wishes,
            ground,
            screen: Rectangle::of_size(viewport),
            symbols: grid,
            large_symbols: large,
            occupancy: Occupancy::new(viewport, lines, &specks),
            candidates: vec![None; wishes.len()],
            chosen: vec![None; wishes.len()],
            labels: Grid::new(viewport),
            is_crowded,
            probes_left: MOST_PROBES,
            probes: 0,
        }
    }

    /// Puts a label where it was, if nothing is there now.
    fn keep(&mut self, number: usize, choice: Choice) -> bool {
        let wish = &self.wishes[number];
        let block = wrappings(wish.text, wish.size, wish.bold)
            .into_iter()
            .find(|block| block.rows.len() == choice.rows);
        let candidate = block.and_then(|block| {
            let spot = *spots(wish, &block).get(choice.spot)?;
            self.candidate(wish, &Rc::new(block), choice, spot, 0.0, &self.symbols)
        });
        match candidate.filter(|candidate| self.labels.is_free(&candidate.area)) {
            Some(candidate) => {
                self.put(number, Some(candidate));
                true
            }
            None => false,
        }
    }

    /// Finds a place for a label, pushing as few others aside as need be; each of them finds another place.
    fn settle(&mut self, number: usize) {
        self.probes = self.probes_left.min(MOST_PROBES_EACH);
        self.probes_left -= self.probes;
        let mut journal = Vec::new();
        let deepest = if self.is_crowded { 0 } else { DEEPEST };
        for depth in 0..=deepest {
            if self.make_room(number, depth, &mut Vec::new(), &mut journal) {
                break;
            }
        }
        self.probes_left += self.probes;
    }

    /// Leaves everything as it was where it fails. `held` are the labels that are being placed and must not be
    /// pushed in turn; `journal` takes down what each changed label had before.
    fn make_room(
        &mut self,
        number: usize,
        depth: usize,
        held: &mut Vec<usize>,
        journal: &mut Vec<(usize, Option<Candidate>)>,
    ) -> bool {
        let candidates = self.candidates_of(number);
        if let Some(free) = candidates.iter().find(|candidate| self.labels.is_free(&candidate.area)) {
            journal.push((number, self.put(number, Some(free.clone()))));
            return true;
        }
        if depth == 0 {
            return false;
        }
        held.push(number);
        let start = journal.len();
        let mut has_room = false;
        for candidate in candidates.iter() {
            if self.probes == 0 {
                break;
            }
            self.probes -= 1;
            let Some(others) = self.few_in_the_way(&candidate.area, held) else { continue };
            for &other in &others {
                journal.push((other, self.put(other, None)));
            }
            journal.push((number, self.put(number, Some(candidate.clone()))));
            has_room = others.iter().all(|&other| self.make_room(other, depth - 1, held, journal));
            if has_room {
                break;
            }
            self.undo(journal, start);
        }
        held.pop();
        has_room
    }

    fn undo(&mut self, journal: &mut Vec<(usize, Option<Candidate>)>, start: usize) {
        while journal.len() > start {
            if let Some((number, before)) = journal.pop() {
                self.put(number, before);
            }
        }
    }

    /// The labels in an area, when they are few and none of them is held.
    fn few_in_the_way(&self, area: &Rectangle, held: &[usize]) -> Option<Vec<usize>> {
        let mut others: Vec<usize> = Vec::new();
        for other in self.labels.overlapping(area) {
            let other = other as usize;
            if !others.contains(&other) {
                if others.len() == MOST_PUSHED || held.contains(&other) {
                    return None;
                }
                others.push(other);
            }
        }
        Some(others)
    }

    /// Moves a label, or takes it away; answers with what it had before.
    fn put(&mut self, number: usize, candidate: Option<Candidate>) -> Option<Candidate> {
        let before = std::mem::replace(&mut self.chosen[number], candidate);
        if let Some(before) = &before {
            self.labels.remove(number as u32, &before.area);
        }
        if let Some(now) = &self.chosen[number] {
            self.labels.add(number as u32, now.area);
        }
        before
    }

    fn candidates_of(&mut self, number: usize) -> Rc<[Candidate]> {
        if let Some(candidates) = &self.candidates[number] {
            return candidates.clone();
        }
        let candidates: Rc<[Candidate]> = self.all_candidates(&self.wishes[number], &self.symbols).into();
        self.candidates[number] = Some(candidates.clone());
        candidates
    }

    fn all_candidates(&self, wish: &Wish, symbols: &Grid) -> Vec<Candidate> {
        let blocks = wrappings(wish.text, wish.size, wish.bold);
        let mut candidates = Vec::new();
        for (order, block) in blocks.into_iter().map(Rc::new).enumerate() {
            for (number, spot) in spots(wish, &block).into_iter().enumerate() {
                let choice = Choice { rows: block.rows.len(), spot: number };
                let spot = Spot { cost: spot.cost + 1.5 * order as f64, ..spot };
                candidates.extend(self.candidate(wish, &block, choice, spot, CLEARANCE, symbols));
            }
        }
        order::sort_by(&mut candidates, |one, other| one.cost.total_cmp(&other.cost));
        candidates
    }

    fn candidate(
        &self,
        wish: &Wish,
        block: &Rc<Block>,
        choice: Choice,
        spot: Spot,
        clearance: f64,
        symbols: &Grid,
    ) -> Option<Candidate> {
        let height = block.height(wish.size);
        let centre = Point::new(wish.at.x + spot.dx, wish.at.y + spot.dy);
        let area = Rectangle::around(centre, block.width / 2.0, height / 2.0);
        let fits = self.screen.contains(&area) && symbols.is_free(&area.grown(clearance));
        fits.then(|| {
            let away = area.nearest_to(wish.at).distance(wish.at) - wish.radius.unwrap_or_default();
            let is_nearer_to_other =
                wish.radius.is_some() && symbols.has_other(&area.grown(away.max(clearance)), wish.at);
            let occupancy = (0.4 * f64::from(self.occupancy.under(&area))).min(MAX_OCCUPANCY_COST);
            let cost = spot.cost + occupancy + if is_nearer_to_other { COST_OF_NEARER } else { 0.0 };
            Candidate { choice, area, align: spot.align, block: block.clone(), cost }
        })
    }

    fn label(&self, wish: &Wish, found: &Candidate) -> Label {
        label(wish, found.area, &found.block, found.align, self.ground)
    }

    /// The labels, with those that attention asks for in the place of others.
    fn with_attention(self, extra: &[Wish]) -> Vec<Label> {
        let mut urgent = Grid::new(Size { width: self.screen.right, height: self.screen.bottom });
        let mut labels = Vec::new();
        let mut missing = Vec::new();
        for (wish, chosen) in self.wishes.iter().zip(&self.chosen) {
            match chosen {
                Some(candidate) => {
                    if wish.urgency != Urgency::None {
                        urgent.add(0, candidate.area);
                    }
                    labels.push(self.label(wish, candidate));
                }
                None if wish.urgency != Urgency::None => missing.push(wish),
                None => {}
            }
        }
        missing.extend(extra);
        order::sort_by_key(&mut missing, |wish| wish.urgency);
        for wish in missing {
            let candidates = self.all_candidates(wish, &self.large_symbols);
            if let Some(candidate) = candidates.iter().find(|candidate| urgent.is_free(&candidate.area)) {
                urgent.add(0, candidate.area);
                labels.retain(|other| !other.area.overlaps(&candidate.area));
                labels.push(self.label(wish, candidate));
            }
        }
        labels
    }
}

/// Width and height of a name in its most natural rows, in CSS pixels.
pub fn label_size(text: &str, size: f64, bold: bool) -> [f64; 2] {
    let block = wrappings(text, size, bold).into_iter().next();
    block.map_or([0.0; 2], |block| [block.width, block.height(size)])
}

/// A label that stands where it wants to, whatever is there.
pub(super) fn centred(wish: &Wish, ground: Color) -> Option<Label> {
    let block = wrappings(wish.text, wish.size, wish.bold).into_iter().next()?;
    let height = block.height(wish.size);
    let area = Rectangle::around(wish.at, block.width / 2.0, height / 2.0);
    Some(label(wish, area, &block, Align::Middle, ground))
}

fn label(wish: &Wish, area: Rectangle, block: &Block, align: Align, ground: Color) -> Label {
    let x = match align {
        Align::Left => area.left,
        Align::Middle => area.centre().x,
        Align::Right => area.right,
    };
    let lines = block.rows.iter().enumerate().map(|(row, text)| Text {
        at: Point::new(x, area.top + (0.5 * ROW_HEIGHT + row as f64 * LINE_HEIGHT) * wish.size),
        text: text.clone(),
        size: wish.size,
        bold: wish.bold,
        align,
        color: wish.color,
        halo: Some(ground),
    });
    Label { node: wish.node, area, lines: lines.collect() }
}

#[cfg(test)]
mod tests;
