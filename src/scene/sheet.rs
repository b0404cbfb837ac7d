//! A picture that leaves the page: under a title, above its legend.

use super::{Align, Batch, DisplayList, LegendEntry, Point, Size, Text, Theme, text_width};

/// From the rim of the sheet to what is written, in CSS pixels.
const MARGIN: f64 = 24.0;
const HEAD: f64 = 76.0;
const ROW: f64 = 26.0;
/// From the left end of a sign to its words, and from these to the next sign.
const SIGN: f64 = 36.0;
const BETWEEN: f64 = 28.0;
const WORDS_SIZE: f64 = 13.0;

/// What is written around a picture.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    pub title: String,
    /// Smaller, below the title.
    pub subtitle: String,
    /// Each sign with the letters in it and its words.
    pub legend: Vec<(LegendEntry, String, String)>,
}

/// The sheet is as wide as the picture, and higher by title and legend.
pub fn sheet(mut picture: DisplayList, caption: &Caption, theme: &Theme) -> DisplayList {
    for batch in picture.back.iter_mut().chain(&mut picture.front.batches) {
        batch.shift(0.0, HEAD);
    }
    let line = |at: Point, text: &str, size: f64, bold: bool, color| {
        let text = text.to_owned();
        Batch::Text(Text { at, text, size, bold, align: Align::Left, color, halo: None })
    };
    let width = picture.size.width;
    let written = &mut picture.front.batches;
    written.push(line(Point::new(MARGIN, 30.0), &caption.title, 20.0, true, theme.text));
    written.push(line(Point::new(MARGIN, 54.0), &caption.subtitle, WORDS_SIZE, false, theme.muted));

    let top = HEAD + picture.size.height + ROW;
    let mut at = Point::new(MARGIN, top);
    for (entry, letters, words) in &caption.legend {
        let needed = SIGN + text_width(words, WORDS_SIZE, false);
        if at.x > MARGIN && at.x + needed > width - MARGIN {
            at = Point::new(MARGIN, at.y + ROW);
        }
        written.push(entry.sign(letters, Point::new(at.x + SIGN / 2.0 - 5.0, at.y), theme));
        written.push(line(Point::new(at.x + SIGN, at.y), words, WORDS_SIZE, false, theme.text));
        at.x += needed + BETWEEN;
    }
    picture.size = Size { width, height: at.y + ROW };
    picture
}
