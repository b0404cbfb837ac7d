//! Where a name may stand, seen from its symbol.

use super::{Wish, wrap::Block};
use crate::scene::{Align, Point};

/// Of a place away from where a label without a symbol would rather stand, for each CSS pixel.
const COST_OF_PIXEL: f64 = 0.03;

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
        let spot = |at: &Point| {
            near(at.x - wish.at.x, at.y - wish.at.y, Align::Middle, COST_OF_PIXEL * at.distance(wish.at))
        };
        return std::iter::once(&wish.at).chain(&wish.others).map(spot).collect();
    };
    let (half_width, half_height) = (block.width / 2.0, block.height(wish.size) / 2.0);
    let beside = radius + 2.0 + half_width;
    // Letters seldom reach down to the end of their row.
    let (above, below) = (-(radius + 0.6 + half_height), radius + 1.1 + half_height);
    let slide = 0.6 * half_height;
    let (corner_x, corner_y) = (0.71 * radius + 2.0 + half_width, 0.71 * radius + 0.5 + half_height);
    let mut spots = vec![
        near(beside, 0.0, Align::Left, 0.0),
        near(0.0, below, Align::Middle, 0.8),
        near(-beside, 0.0, Align::Right, 1.0),
        near(0.0, above, Align::Middle, 1.2),
    ];
    for (side, align) in [(1.0, Align::Left), (-1.0, Align::Right)] {
        for up in [-1.0, 1.0] {
            // The row at the symbol, which may be shorter than others, goes on touching it.
            let over = if up < 0.0 { above } else { below };
            let row = block.outer_widths[usize::from(up < 0.0)];
            let aside = (half_width - radius.min(row)).max(0.0);
            let half_aside = (0.5 * aside).min(0.5 * row);
            spots.push(near(side * beside, up * slide, align, 1.6));
            spots.push(near(side * corner_x, up * corner_y, align, 2.2));
            spots.push(near(side * aside, over, align, 2.4));
            spots.push(near(side * half_aside, over, Align::Middle, 2.0));
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use super::{
        super::{label, text_width, wrap::wrappings},
        *,
    };
    use crate::scene::{Color, Rectangle, Text, labels::Urgency};

    /// From the middle of the symbol to a row's letters.
    fn from_row(row: &Text) -> f64 {
        let width = text_width(&row.text, row.size, row.bold);
        let to_left = match row.align {
            Align::Left => 0.0,
            Align::Middle => 0.5 * width,
            Align::Right => width,
        };
        let centre = Point::new(row.at.x - to_left + 0.5 * width, row.at.y);
        let letters = Rectangle::around(centre, 0.5 * width, 0.45 * row.size);
        letters.nearest_to(Point::default()).distance(Point::default())
    }

    #[test]
    fn no_place_is_far_from_its_symbol() {
        const RING: f64 = 4.5;
        for (body, text) in [
            (4.0, "A"),
            (9.0, "Straßenbau"),
            (16.0, "Online-Dienste der Verwaltung"),
            (30.0, "IT"),
            (4.8, "Wassernetzsedruck Lele"),
            (25.0, "Zu Wassernetzsedruckerei"),
        ] {
            let wish = Wish {
                node: Some(0),
                text,
                size: 15.5,
                bold: true,
                color: Color::hex(0),
                at: Point::default(),
                radius: Some(body + RING),
                others: Vec::new(),
                urgency: Urgency::None,
            };
            for block in wrappings(text, wish.size, wish.bold) {
                for spot in spots(&wish, &block) {
                    let centre = Point::new(spot.dx, spot.dy);
                    let area = Rectangle::around(centre, block.width / 2.0, block.height(wish.size) / 2.0);
                    let rows = label(&wish, area, &block, spot.align, wish.color).lines;
                    let away = rows.iter().map(from_row).fold(f64::INFINITY, f64::min) - body;
                    assert!(away <= 8.0, "{text} at {centre:?}: {away}");
                }
            }
        }
    }
}
