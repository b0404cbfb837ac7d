//! A picture that leaves the page: under a title, above its legend.

use super::{Align, Batch, DisplayList, Front, LegendEntry, Point, Size, Stroke, Text, Theme, text_width};

/// From the rim of the sheet to what is written, in CSS pixels.
const MARGIN: f64 = 24.0;
const HEAD: f64 = 76.0;
const ROW: f64 = 26.0;
/// From the left end of a sign to its words, and from these to the next sign.
const SIGN: f64 = 36.0;
const BETWEEN: f64 = 28.0;
const WORDS_SIZE: f64 = 13.0;
/// Above a picture beside others.
pub const PART_HEAD: f64 = 44.0;
const PART_WORDS_SIZE: f64 = 18.0;
/// Between two pictures beside one another.
pub const GUTTER: f64 = 24.0;

/// What is written around a picture.
#[derive(Clone, Debug, Default)]
pub struct Caption {
    pub title: String,
    /// Smaller, below the title.
    pub subtitle: String,
    /// Each sign with the letters in it and its words.
    pub legend: Vec<(LegendEntry, String, String)>,
    /// Below the legend; may be empty.
    pub note: String,
}

impl Caption {
    /// What it adds to the height of a picture of this width, in CSS pixels.
    pub fn height(&self, width: f64) -> f64 {
        self.head() + self.foot(width)
    }

    fn head(&self) -> f64 {
        if self.title.is_empty() && self.subtitle.is_empty() { 0.0 } else { HEAD }
    }

    fn foot(&self, width: f64) -> f64 {
        let last = self.legend_places(width).last().map_or(0.0, |at| at.y);
        last + ROW + if self.note.is_empty() { 0.0 } else { ROW }
    }

    /// Where the signs begin, from the lower rim of the picture on.
    fn legend_places(&self, width: f64) -> Vec<Point> {
        let mut at = Point::new(MARGIN, ROW);
        let place = |(_, _, words): &(LegendEntry, String, String)| {
            let needed = SIGN + text_width(words, WORDS_SIZE, false);
            if at.x > MARGIN && at.x + needed > width - MARGIN {
                at = Point::new(MARGIN, at.y + ROW);
            }
            let place = at;
            at.x += needed + BETWEEN;
            place
        };
        self.legend.iter().map(place).collect()
    }
}

/// Pictures of one size from left to right and then below, each under words of its own. Lines part them.
pub fn side_by_side(parts: Vec<(DisplayList, String)>, columns: usize, theme: &Theme) -> DisplayList {
    let part = parts.first().map(|(list, _)| list.size).unwrap_or_default();
    let (rows, height) = (parts.len().div_ceil(columns.max(1)), part.height + PART_HEAD);
    let mut all = DisplayList {
        size: Size { width: (part.width + GUTTER) * columns as f64 - GUTTER, height: height * rows as f64 },
        background: theme.background,
        back: Vec::new(),
        front: Front::default(),
    };
    let mut ends = Vec::new();
    for (place, (mut list, words)) in parts.into_iter().enumerate() {
        let (left, top) =
            ((place % columns) as f64 * (part.width + GUTTER), (place / columns) as f64 * height);
        for batch in list.back.iter_mut().chain(&mut list.front.batches) {
            batch.shift(left, top + PART_HEAD);
        }
        all.back.append(&mut list.back);
        all.front.batches.append(&mut list.front.batches);
        all.front.dim = all.front.dim.max(list.front.dim);
        let at = Point::new(left + MARGIN, top + PART_HEAD / 2.0);
        let (align, color) = (Align::Left, theme.text);
        let words = Text { at, text: words, size: PART_WORDS_SIZE, bold: true, align, color, halo: None };
        all.front.batches.push(Batch::Text(words));
        if left > 0.0 {
            let between = left - GUTTER / 2.0;
            let ends_at = [top + MARGIN / 2.0, top + height - MARGIN / 2.0];
            ends.push([between, ends_at[0], between, ends_at[1]].map(|it| it as f32));
        }
    }
    let stroke = Stroke { color: theme.muted, width: 0.5, dash: None };
    all.front.batches.push(Batch::Lines { stroke, ends });
    all
}

/// The sheet is as wide as the picture, and higher by [`Caption::height`].
pub fn sheet(mut picture: DisplayList, caption: &Caption, theme: &Theme) -> DisplayList {
    let head = caption.head();
    for batch in picture.back.iter_mut().chain(&mut picture.front.batches) {
        batch.shift(0.0, head);
    }
    let line = |at: Point, text: &str, size: f64, bold: bool, color| {
        let text = text.to_owned();
        Batch::Text(Text { at, text, size, bold, align: Align::Left, color, halo: None })
    };
    let width = picture.size.width;
    let written = &mut picture.front.batches;
    if head > 0.0 {
        written.push(line(Point::new(MARGIN, 30.0), &caption.title, 20.0, true, theme.text));
        written.push(line(Point::new(MARGIN, 54.0), &caption.subtitle, WORDS_SIZE, false, theme.muted));
    }

    let top = head + picture.size.height;
    for ((entry, letters, words), at) in caption.legend.iter().zip(caption.legend_places(width)) {
        let y = top + at.y;
        written.push(entry.sign(letters, Point::new(at.x + SIGN / 2.0 - 5.0, y), theme));
        written.push(line(Point::new(at.x + SIGN, y), words, WORDS_SIZE, false, theme.text));
    }
    let height = top + caption.foot(width);
    if !caption.note.is_empty() {
        let at = Point::new(MARGIN, height - ROW);
        written.push(line(at, &caption.note, WORDS_SIZE, false, theme.muted));
    }
    picture.size = Size { width, height };
    picture
}

#[cfg(test)]
mod tests {
    use super::{super::legend, *};

    #[test]
    fn parts_stand_beside_one_another_then_below() {
        let theme = Theme::light();
        let part = |place: usize| {
            let ends = vec![[0.0, 0.0, 1.0, 1.0]];
            let stroke = Stroke { color: theme.text, width: 1.0, dash: None };
            let list = DisplayList {
                size: Size { width: 400.0, height: 300.0 },
                background: theme.background,
                back: vec![Batch::Lines { stroke, ends }],
                front: Front { dim: 0.1 * place as f64, batches: Vec::new() },
            };
            (list, format!("Tag {place}"))
        };
        let drawn = side_by_side((0..4).map(part).collect(), 2, &theme);
        let (width, height) = (2.0 * 400.0 + GUTTER, 2.0 * (300.0 + PART_HEAD));
        assert_eq!((drawn.size, drawn.front.dim), (Size { width, height }, 0.1 * 3.0));
        let corners = drawn.back.iter().filter_map(|batch| match batch {
            Batch::Lines { ends, .. } => Some([ends[0][0], ends[0][1]]),
            _ => None,
        });
        let (right, below) = ((400.0 + GUTTER) as f32, (300.0 + 2.0 * PART_HEAD) as f32);
        let head = PART_HEAD as f32;
        assert_eq!(corners.collect::<Vec<_>>(), [[0.0, head], [right, head], [0.0, below], [right, below]]);
        let words = drawn.front.batches.iter().filter_map(|batch| match batch {
            Batch::Text(text) => Some(text.text.as_str()),
            _ => None,
        });
        assert_eq!(words.collect::<Vec<_>>(), ["Tag 0", "Tag 1", "Tag 2", "Tag 3"]);
    }

    #[test]
    fn a_sheet_is_as_high_as_its_caption_says_and_names_the_example_below_the_legend() {
        let theme = Theme::light();
        let entries = legend(9, false, &theme).into_iter();
        let caption = Caption {
            title: "Netz".into(),
            legend: entries.map(|entry| (entry, String::new(), "Bereich mit Namen".into())).collect(),
            note: "Beispiel".into(),
            ..Caption::default()
        };
        let picture = || DisplayList {
            size: Size { width: 700.0, height: 300.0 },
            background: theme.background,
            back: Vec::new(),
            front: Default::default(),
        };
        let drawn = sheet(picture(), &caption, &theme);
        assert_eq!(drawn.size.height, 300.0 + caption.height(700.0));
        let texts = drawn.front.batches.iter().filter_map(|batch| match batch {
            Batch::Text(text) => Some((text.text.as_str(), text.at.y)),
            _ => None,
        });
        let lowest = texts.max_by(|one, other| one.1.total_cmp(&other.1));
        assert_eq!(lowest, Some(("Beispiel", drawn.size.height - ROW)));
        let bare = Caption { legend: Vec::new(), note: String::new(), title: String::new(), ..caption };
        assert!(bare.height(700.0) < HEAD, "no room is kept for what is not said");
    }
}
