//! What is to be painted, in paint order, in CSS pixels.

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

#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Line {
        from: Point,
        to: Point,
        stroke: Stroke,
    },
    Circle {
        centre: Point,
        radius: f64,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    },
    /// A square with rounded corners, `half` from centre to side.
    Square {
        centre: Point,
        half: f64,
        corner: f64,
        fill: Option<Color>,
        stroke: Option<Stroke>,
    },
    Text(Text),
}

#[derive(Clone, Debug, PartialEq)]
pub struct DisplayList {
    pub size: Size,
    pub background: Color,
    pub items: Vec<Item>,
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
