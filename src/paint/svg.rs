use std::fmt::{self, Write};

use crate::scene::{Align, Batch, Color, DisplayList, Mark, Point, Shape, Stroke, Text};

/// A standalone SVG 1.1 document with real text, named and described for those who cannot see it.
pub fn svg(list: &DisplayList, title: &str, description: &str) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = document(&mut out, list, title, description);
    out
}

fn document(out: &mut String, list: &DisplayList, title: &str, description: &str) -> fmt::Result {
    let (width, height) = (list.size.width, list.size.height);
    writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title description" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="'Fira Sans', 'Noto Sans', sans-serif">"#
    )?;
    writeln!(out, r#"<title id="title">{}</title>"#, Escaped(title))?;
    writeln!(out, r#"<desc id="description">{}</desc>"#, Escaped(description))?;
    writeln!(out, r#"<rect width="100%" height="100%" fill="{}"/>"#, list.background)?;
    list.back.iter().try_for_each(|item| batch(out, item))?;
    if list.front.dim > 0.0 {
        let (color, dim) = (list.background, list.front.dim);
        writeln!(out, r#"<rect width="100%" height="100%" fill="{color}" fill-opacity="{dim}"/>"#)?;
    }
    list.front.batches.iter().try_for_each(|item| batch(out, item))?;
    out.push_str("</svg>\n");
    Ok(())
}

fn batch(out: &mut String, batch: &Batch) -> fmt::Result {
    match batch {
        Batch::Area { outline, fill, stroke } => {
            out.push_str(r#"<polygon points=""#);
            outline.iter().try_for_each(|at| write!(out, "{:.1},{:.1} ", at.x, at.y))?;
            writeln!(out, r#""{}/>"#, Painted(*fill, *stroke))
        }
        Batch::Lines { stroke, ends } => {
            // One path for all: a large picture has a hundred thousand lines.
            out.push_str(r#"<path d=""#);
            for [from_x, from_y, to_x, to_y] in ends {
                write!(out, "M{from_x:.1} {from_y:.1}L{to_x:.1} {to_y:.1}")?;
            }
            writeln!(out, r#""{}/>"#, Painted(None, Some(*stroke)))
        }
        Batch::Marks { mark: symbol, places } => {
            places.iter().try_for_each(|&[x, y]| mark(out, symbol, x.into(), y.into()))
        }
        Batch::Text(text) => words(out, text),
    }
}

fn mark(out: &mut String, mark: &Mark, x: f64, y: f64) -> fmt::Result {
    for outline in &mark.outlines {
        let painted = Painted(outline.fill, outline.stroke);
        match outline.shape {
            Shape::Circle { radius } => {
                writeln!(out, r#"<circle cx="{x:.1}" cy="{y:.1}" r="{radius:.1}"{painted}/>"#)?;
            }
            Shape::Square { half, corner } => writeln!(
                out,
                r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="{corner:.1}"{painted}/>"#,
                x - half,
                y - half,
                2.0 * half,
                2.0 * half,
            )?,
        }
    }
    match &mark.letters {
        Some(letters) => words(out, &letters.at(Point::new(x, y))),
        None => Ok(()),
    }
}

fn words(out: &mut String, text: &Text) -> fmt::Result {
    let anchor = match text.align {
        Align::Left => "start",
        Align::Middle => "middle",
        Align::Right => "end",
    };
    // Half the height of the small letters below the middle: `dominant-baseline` is not understood everywhere.
    let baseline = text.at.y + 0.35 * text.size;
    write!(
        out,
        r#"<text x="{:.1}" y="{baseline:.1}" font-size="{}" text-anchor="{anchor}" fill="{}""#,
        text.at.x, text.size, text.color
    )?;
    if text.bold {
        out.push_str(r#" font-weight="600""#);
    }
    if let Some(halo) = text.halo {
        write!(out, r#" stroke="{halo}" stroke-width="3" stroke-linejoin="round" paint-order="stroke""#)?;
    }
    writeln!(out, ">{}</text>", Escaped(&text.text))
}

struct Painted(Option<Color>, Option<Stroke>);

impl fmt::Display for Painted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(fill) => write!(f, r#" fill="{fill}""#)?,
            None => f.write_str(r#" fill="none""#)?,
        }
        if let Some(stroke) = self.1 {
            write!(f, r#" stroke="{}" stroke-width="{:.2}""#, stroke.color, stroke.width)?;
            if let Some([dash, gap]) = stroke.dash {
                write!(f, r#" stroke-dasharray="{dash} {gap}""#)?;
            }
        }
        Ok(())
    }
}

/// Text as XML takes it; what XML cannot say at all becomes the replacement character.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {
                    f.write_char('\u{fffd}')?;
                }
                letter => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}
