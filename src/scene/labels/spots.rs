//! Where a name may stand, seen from its symbol.

use super::{Wish, wrap::Block};
use crate::scene::Align;

/// Where the centre of a label may lie, seen from its symbol, in CSS pixels.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    pub(super) dx: f64,
    pub(super) dy: f64,
    pub(super) align: Align,
    pub(super) cost: f64,
}

/// The places to try: beside, sliding a little up and down, below and above, sliding along, at the corners.
pub(super) fn spots(wish: &Wish, block: &Block) -> Vec<Spot> {
    let near = |dx, dy, align, cost| Spot { dx, dy, align, cost };
    let Some(radius) = wish.radius else {
        return vec![near(0.0, 0.0, Align::Middle, 0.0)];
    };
    let (half_width, half_height) = (block.width / 2.0, block.height(wish.size) / 2.0);
    let (beside, over) = (radius + 2.0 + half_width, radius + 1.1 + half_height);
    let slide = 0.6 * half_height;
    let aside = (half_width - radius).max(0.0);
    let (corner_x, corner_y) = (0.71 * radius + 2.0 + half_width, 0.71 * radius + 0.5 + half_height);
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
    spots
}

#[cfg(test)]
mod tests {
    use super::{super::wrap::wrappings, *};
    use crate::scene::{Color, Point, Rectangle, labels::Urgency};

    #[test]
    fn no_place_is_far_from_its_symbol() {
        const RING: f64 = 4.5;
        for (body, text) in
            [(4.0, "A"), (9.0, "Straßenbau"), (16.0, "Online-Dienste der Verwaltung"), (30.0, "IT")]
        {
            let wish = Wish {
                node: Some(0),
                text,
                size: 15.5,
                bold: true,
                color: Color::hex(0),
                at: Point::default(),
                radius: Some(body + RING),
                urgency: Urgency::None,
            };
            for block in wrappings(text, wish.size, wish.bold) {
                for spot in spots(&wish, &block) {
                    let centre = Point::new(spot.dx, spot.dy);
                    let area = Rectangle::around(centre, block.width / 2.0, block.height(wish.size) / 2.0);
                    let away = area.nearest_to(Point::default()).distance(Point::default()) - body;
                    assert!(away <= 8.0, "{text} at {centre:?}: {away}");
                }
            }
        }
    }
}
