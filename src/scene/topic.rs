//! A question of the town in the middle of what it takes.

use super::{
    Batch, Color, Point, Rectangle, SceneInput, Stroke,
    geometry::DIRECTIONS,
    labels::{self, Label, Urgency, Wish},
    routes::{Obstacles, pieces},
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

/// The title on a plate among the competencies, with a line to each of them; and the place it takes. `ends` are those
/// that are shown: which node, where on the screen, and how far its symbol reaches. `symbols` must not be covered.
pub(super) fn draw(
    topic: &Topic,
    input: &SceneInput,
    ends: Vec<(usize, Point, f64)>,
    symbols: &[Rectangle],
    obstacles: Option<&Obstacles>,
) -> Option<(Vec<Batch>, Rectangle)> {
    let theme = input.theme;
    let middle = Rectangle::holding(ends.iter().map(|(_, at, _)| *at))?.centre();
    let screen = Rectangle::of_size(input.viewport);
    let middle_plate = title(topic, middle, theme.text, theme.background)?.area.grown(PADDING);
    let is_free = |at: Point| {
        let plate = Rectangle::around(at, middle_plate.width() / 2.0, middle_plate.height() / 2.0);
        let wide = plate.grown(CLEARANCE);
        screen.contains(&plate) && symbols.iter().all(|symbol| !symbol.overlaps(&wide))
    };
    let free = (0..RINGS * DIRECTIONS.len()).map(|number| {
        let (radius, way) =
            ((number / DIRECTIONS.len()) as f64 * RING_STEP, DIRECTIONS[number % DIRECTIONS.len()]);
        Point::new(middle.x + way.x * radius, middle.y + way.y * radius)
    });
    let at = { free }.find(|at| is_free(*at)).unwrap_or(middle);
    let label = title(topic, at, theme.text, theme.background)?;
    let plate = label.area.grown(PADDING);

    let line = Stroke { color: theme.topic_line(), width: 1.5, dash: None };
    let mut lines = Vec::new();
    for (node, at, reach) in ends {
        let way = obstacles.and_then(|obstacles| obstacles.route([node, node], plate.centre(), at));
        lines.extend(pieces(&shortened(way.unwrap_or_else(|| vec![plate.centre(), at]), reach)));
    }
    let lines = Batch::Lines { stroke: line, ends: lines };
    let ground = Batch::Area {
        outline: plate.corners().to_vec(),
        fill: Some(theme.background),
        stroke: Some(Stroke { color: theme.focus, width: 1.5, dash: None }),
    };
    let mut drawn = vec![lines, ground];
    drawn.extend(label.lines.into_iter().map(Batch::Text));
    Some((drawn, plate))
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
        others: Vec::new(),
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
