//! A question of the town in the middle of what it takes.

use super::{
    Batch, Color, Point, Rectangle, SceneInput, Stroke,
    geometry::DIRECTIONS,
    labels::{self, Label, Urgency, Wish},
    routes::Obstacles,
};

/// What the picture is narrowed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    pub title: String,
    /// Nodes of the graph.
    pub competencies: Vec<usize>,
}

const TITLE_SIZE: f64 = 16.0;
/// From its title to the rim of its plate, and from there to the nearest symbol, in CSS pixels.
const PADDING: f64 = 7.0;
const CLEARANCE: f64 = 5.0;
/// Where the middle is taken, the nearest free place is looked for in so many rings, so far apart in CSS pixels.
const RINGS: usize = 24;
const RING_STEP: f64 = 12.0;

/// The title on a plate among the competencies, with a line to each of them; and the place it takes. `at` is where nodes
/// are on the screen, not a number for those that are not shown; `symbols` are what the plate must not cover, and
/// `reach` goes from the middle of a symbol to its rim.
pub(super) fn draw(
    topic: &Topic,
    input: &SceneInput,
    at: &[Point],
    symbols: &[Rectangle],
    obstacles: Option<&Obstacles>,
    reach: impl Fn(usize) -> f64,
) -> Option<(Vec<Batch>, Rectangle)> {
    let theme = input.theme;
    let place = |node: &usize| at.get(*node).map(|at| (*node, *at)).filter(|(_, at)| at.x.is_finite());
    let places: Vec<(usize, Point)> = topic.competencies.iter().filter_map(place).collect();
    let middle = Rectangle::holding(places.iter().map(|(_, at)| *at))?.centre();
    let screen = Rectangle::of_size(input.viewport);
    let title_at = |at| title(topic, at, theme.text, theme.background);
    let plate_of = |label: &Label| label.area.grown(PADDING);
    let is_free = |label: &Label| {
        let plate = plate_of(label);
        let wide = plate.grown(CLEARANCE);
        screen.contains(&plate) && symbols.iter().all(|symbol| !symbol.overlaps(&wide))
    };
    let around = (1..=RINGS).flat_map(|ring| {
        let radius = ring as f64 * RING_STEP;
        DIRECTIONS.map(|way| Point::new(middle.x + way.x * radius, middle.y + way.y * radius))
    });
    let free = [middle].into_iter().chain(around).filter_map(title_at).find(is_free);
    let label = free.or_else(|| title_at(middle))?;
    let plate = plate_of(&label);

    let line = Stroke { color: theme.focus.over(theme.background, 0.7), width: 1.5, dash: None };
    let ends = places.iter().flat_map(|&(node, at)| {
        let from = plate.centre();
        let way = match obstacles {
            Some(obstacles) => obstacles.route([node, node], from, at),
            None => vec![from, at],
        };
        shortened(way, reach(node))
            .windows(2)
            .map(|piece| [piece[0].x as f32, piece[0].y as f32, piece[1].x as f32, piece[1].y as f32])
            .collect::<Vec<_>>()
    });
    let lines = Batch::Lines { stroke: line, ends: ends.collect() };
    let ground = Batch::Area {
        outline: plate.corners().to_vec(),
        fill: Some(theme.background),
        stroke: Some(Stroke { color: theme.focus, width: 1.5, dash: None }),
    };
    let texts = label.lines.into_iter().map(Batch::Text);
    Some(([lines, ground].into_iter().chain(texts).collect(), plate))
}

fn title(topic: &Topic, at: Point, color: Color, ground: Color) -> Option<Label> {
    let wish = Wish {
        node: None,
        text: &topic.title,
        size: TITLE_SIZE,
        bold: true,
        color,
        at,
        radius: None,
        urgency: Urgency::First,
    };
    labels::centred(&wish, ground)
}

/// A way that ends at the rim of a symbol and not in its middle.
fn shortened(mut way: Vec<Point>, by: f64) -> Vec<Point> {
    if let [.., before, last] = &mut way[..] {
        let length = before.distance(*last);
        let share = if length > by { by / length } else { 1.0 };
        *last = Point::new(last.x + share * (before.x - last.x), last.y + share * (before.y - last.y));
    }
    way
}
