//! What is to be painted, in paint order, in CSS pixels: two layers of batches, each batch of one look.

use std::fmt::{self, Display};

use super::{Color, Point, Size};

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stroke {
    pub color: Color,
    pub width: f64,
    /// Lengths of dash and gap; `None` is a solid line.
    pub dash: Option<[f64; 2]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    Middle,
    Right,
}

/// One line of text; `at` lies on the middle of its height.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub at: Point,
    pub text: String,
    pub size: f64,
    pub bold: bool,
    pub align: Align,
    pub color: Color,
    /// Painted around the letters so that lines behind do not disturb.
    pub halo: Option<Color>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    Circle {
        radius: f64,
    },
    /// With rounded corners, `half` from centre to side.
    Square {
        half: f64,
        corner: f64,
    },
}

impl Shape {
    /// From the centre to the farthest side.
    pub fn reach(self) -> f64 {
        match self {
            Self::Circle { radius } => radius,
            Self::Square { half, .. } => half,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outline {
    pub shape: Shape,
    pub fill: Option<Color>,
    pub stroke: Option<Stroke>,
}

/// One or two bold letters in the middle of a mark.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters {
    pub text: String,
    pub size: f64,
    pub color: Color,
}

/// A symbol: outlines around one centre, painted in order, then its letters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mark {
    pub outlines: Vec<Outline>,
    pub letters: Option<Letters>,
}

impl Letters {
    pub fn at(&self, at: Point) -> Text {
        let Self { text, size, color } = self.clone();
        Text { at, text, size, bold: true, align: Align::Middle, color, halo: None }
    }
}

impl Mark {
    /// Half the side of a square that holds all of it.
    pub fn reach(&self) -> f64 {
        let reach = |outline: &Outline| {
            outline.shape.reach() + outline.stroke.map_or(0.0, |stroke| stroke.width / 2.0)
        };
        self.outlines.iter().map(reach).fold(0.0, f64::max)
    }
}

/// Things of one look. Places stand in flat arrays: a picture may have a hundred thousand lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Batch {
    /// A closed polygon.
    Area {
        outline: Vec<Point>,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    },
    Lines {
        stroke: Stroke,
        /// x, y of the one end, x, y of the other.
        ends: Vec<[f32; 4]>,
    },
    /// One mark at many places; the later covers the earlier.
    Marks {
        mark: Mark,
        /// x, y of the centres.
        places: Vec<[f32; 2]>,
    },
    Text(Text),
}

impl Batch {
    /// Moves all of it by so many CSS pixels.
    pub(super) fn shift(&mut self, dx: f64, dy: f64) {
        match self {
            Self::Area { outline, .. } => {
                outline.iter_mut().for_each(|point| *point = Point::new(point.x + dx, point.y + dy));
            }
            Self::Lines { ends, .. } => {
                let (dx, dy) = (dx as f32, dy as f32);
                ends.iter_mut().for_each(|[x, y, to_x, to_y]| {
                    (*x, *y, *to_x, *to_y) = (*x + dx, *y + dy, *to_x + dx, *to_y + dy);
                });
            }
            Self::Marks { places, .. } => {
                places.iter_mut().for_each(|[x, y]| (*x, *y) = (*x + dx as f32, *y + dy as f32));
            }
            Self::Text(text) => text.at = Point::new(text.at.x + dx, text.at.y + dy),
        }
    }
}

/// A picture: the back, the background's colour over it to dim it, the front.
///
/// The back does not depend on attention, is expensive and changes seldom: painters may keep it as an image and
/// show it moved and scaled for some frames. Veil and front are cheap and painted anew in each frame.
#[derive(Clone, Debug, PartialEq)]
pub struct DisplayList {
    pub size: Size,
    pub background: Color,
    pub back: Vec<Batch>,
    pub front: Front,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Front {
    /// How strongly the background's colour covers the back, 0 to 1.
    pub dim: f64,
    pub batches: Vec<Batch>,
}

impl Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:.1}", self.color, self.width)?;
        match self.dash {
            Some([dash, gap]) => write!(f, " dashed {dash} {gap}"),
            None => Ok(()),
        }
    }
}
