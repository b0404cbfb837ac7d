use std::fmt::{self, Write};

use crate::scene::{Batch, Color, DisplayList, Mark, Shape, Stroke};

/// One line per thing, for tests and for looking at a picture without a screen.
pub fn record(list: &DisplayList) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = layers(&mut text, list);
    text
}

fn layers(out: &mut String, list: &DisplayList) -> fmt::Result {
    list.back.iter().try_for_each(|item| batch(out, item))?;
    if list.front.dim > 0.0 {
        writeln!(out, "dim {} {}", list.background, list.front.dim)?;
    }
    list.front.batches.iter().try_for_each(|item| batch(out, item))
}

fn batch(out: &mut String, batch: &Batch) -> fmt::Result {
    match batch {
        Batch::Area { outline, fill, stroke } => {
            write!(out, "area")?;
            outline.iter().try_for_each(|at| write!(out, " {:.0},{:.0}", at.x, at.y))?;
            writeln!(out, "{}", Painted(*fill, *stroke))
        }
        Batch::Lines { stroke, ends } => ends.iter().try_for_each(|[from_x, from_y, to_x, to_y]| {
            writeln!(out, "line {from_x:.0},{from_y:.0} {to_x:.0},{to_y:.0} {stroke}")
        }),
        Batch::Marks { mark: symbol, places } => {
            places.iter().try_for_each(|[x, y]| mark(out, symbol, *x, *y))
        }
        Batch::Text(words) => writeln!(
            out,
            "text {:.0},{:.0} {:?} {}{} {:?} {}",
            words.at.x,
            words.at.y,
            words.align,
            words.size,
            if words.bold { " bold" } else { "" },
            words.text,
            words.color
        ),
    }
}

fn mark(out: &mut String, mark: &Mark, x: f32, y: f32) -> fmt::Result {
    for outline in &mark.outlines {
        match outline.shape {
            Shape::Circle { radius } => write!(out, "circle {x:.0},{y:.0} r{radius:.1}")?,
            Shape::Square { half, .. } => write!(out, "square {x:.0},{y:.0} h{half:.1}")?,
        }
        writeln!(out, "{}", Painted(outline.fill, outline.stroke))?;
    }
    match &mark.letters {
        Some(letters) => {
            writeln!(out, "letters {x:.0},{y:.0} {} {:?} {}", letters.size, letters.text, letters.color)
        }
        None => Ok(()),
    }
}

struct Painted(Option<Color>, Option<Stroke>);

impl fmt::Display for Painted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(fill) = self.0 {
            write!(f, " fill {fill}")?;
        }
        match self.1 {
            Some(stroke) => write!(f, " stroke {stroke}"),
            None => Ok(()),
        }
    }
}
