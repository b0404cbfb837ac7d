use std::fmt::Write;

use crate::scene::{DisplayList, Item};

/// One line per item, for tests and for looking at a picture without a screen.
pub fn record(list: &DisplayList) -> String {
    let mut text = String::new();
    for item in &list.items {
        // Writing to a string cannot fail.
        let _ = match item {
            Item::Line { from, to, stroke } => {
                writeln!(text, "line {:.0},{:.0} {:.0},{:.0} {stroke}", from.x, from.y, to.x, to.y)
            }
            Item::Circle { centre, radius, fill, stroke } => {
                write!(text, "circle {:.0},{:.0} r{radius:.1}", centre.x, centre.y)
                    .and_then(|()| writeln!(text, "{}", paint(*fill, *stroke)))
            }
            Item::Square { centre, half, fill, stroke, .. } => {
                write!(text, "square {:.0},{:.0} h{half:.1}", centre.x, centre.y)
                    .and_then(|()| writeln!(text, "{}", paint(*fill, *stroke)))
            }
            Item::Text(words) => writeln!(
                text,
                "text {:.0},{:.0} {:?} {}{} {:?} {}",
                words.at.x,
                words.at.y,
                words.align,
                words.size,
                if words.bold { " bold" } else { "" },
                words.text,
                words.color
            ),
        };
    }
    text
}

fn paint(fill: Option<crate::scene::Color>, stroke: Option<crate::scene::Stroke>) -> String {
    let fill = fill.map_or(String::new(), |fill| format!(" fill {fill}"));
    let stroke = stroke.map_or(String::new(), |stroke| format!(" stroke {stroke}"));
    fill + &stroke
}
