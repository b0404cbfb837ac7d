use std::fmt::{self, Write};

use crate::scene::{Align, Color, DisplayList, Item, Stroke, Text};

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
    for item in &list.items {
        match item {
            Item::Line { from, to, stroke } => writeln!(
                out,
                r#"<line x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"{}/>"#,
                from.x,
                from.y,
                to.x,
                to.y,
                Painted(None, Some(*stroke))
            )?,
            Item::Circle { centre, radius, fill, stroke } => writeln!(
                out,
                r#"<circle cx="{:.1}" cy="{:.1}" r="{radius:.1}"{}/>"#,
                centre.x,
                centre.y,
                Painted(*fill, *stroke)
            )?,
            Item::Square { centre, half, corner, fill, stroke } => writeln!(
                out,
                r#"<rect x="{:.1}" y="{:.1}" width="{:.1}" height="{:.1}" rx="{corner:.1}"{}/>"#,
                centre.x - half,
                centre.y - half,
                2.0 * half,
                2.0 * half,
                Painted(*fill, *stroke)
            )?,
            Item::Text(text) => words(out, text)?,
        }
    }
    out.push_str("</svg>\n");
    Ok(())
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
