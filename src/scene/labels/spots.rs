//! Where a name may stand, seen from its symbol.

use super::{LINE_HEIGHT, Wish, wrap::Block};
use crate::scene::{Align, Point, Rectangle, geometry::DIRECTIONS};

/// Where the centre of a label may lie, seen from its symbol, in CSS pixels.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) dx: f64,
    pub(super) dy: f64,
    pub(super) align: Align,
    pub(super) cost: f64,
    /// So far away that a line must say whose name it is.
    pub(super) is_far: bool,
}

/// The places to try: beside, sliding a little up and down, below and above, sliding along, at the corners; then
/// farther out.
pub(super) fn spots(wish: &Wish, block: &Block, may_be_far: bool) -> Vec<Spot> {
    let near = |dx, dy, align, cost| Spot { dx, dy, align, cost, is_far: false };
    let Some(radius) = wish.radius else {
        return vec![near(0.0, 0.0, Align::Middle, 0.0)];
    };
    let (half_width, half_height) =
        (block.width / 2.0, block.rows.len() as f64 * wish.size * LINE_HEIGHT / 2.0);
    let (beside, over) = (radius + 3.0 + half_width, radius + 1.5 + half_height);
    let slide = 0.6 * half_height;
    let aside = (half_width - radius).max(0.0);
    let (corner_x, corner_y) = (0.75 * radius + 2.0 + half_width, 0.75 * radius + 0.5 + half_height);
    let mut spots = vec![
        near(beside, 0.0, Align::Left, 0.0),
        near(0.0, over, Align::Middle, 0.8),
        near(-beside, 0.0, Align::Right, 1.0),
        near(0.0, -over, Align::Middle, 1.2),
    ];
    for (side, align) in [(1.0, Align::Left), (-1.0, Align::Right)] {
        for up in [-1.0, 1.0] {
            spots.push(near(side * beside, up * slide, align, 1.6));
            spots.push(near(side * corner_x, up * corner_y, align, 2.2));
            spots.push(near(side * aside, up * over, align, 2.4));
            spots.push(near(side * aside / 2.0, up * over, Align::Middle, 2.0));
        }
    }
    if !may_be_far {
        return spots;
    }
    // Along a growing ellipse around symbol and label.
    for (gap, cost) in
        [(11.0, 12.0), (24.0, 14.0), (40.0, 17.0), (58.0, 20.0), (80.0, 24.0), (105.0, 28.0), (135.0, 32.0)]
    {
        for to in DIRECTIONS {
            let (dx, dy) = (to.x * (beside + gap), to.y * (over + gap));
            spots.push(Spot { dx, dy, align: Align::Middle, cost, is_far: true });
        }
    }
    spots
}

/// From the rim of the symbol to the nearest point of the label.
pub(super) fn leader(wish: &Wish, area: &Rectangle) -> (Point, Point) {
    let end = area.nearest_to(wish.at);
    let share = wish.radius.unwrap_or_default() / wish.at.distance(end).max(1.0);
    (Point::new(wish.at.x + (end.x - wish.at.x) * share, wish.at.y + (end.y - wish.at.y) * share), end)
}
