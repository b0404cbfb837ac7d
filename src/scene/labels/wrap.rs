//! Names in rows: broken where words end, long German compounds where their parts meet.

use super::{LINE_HEIGHT, ROW_HEIGHT, text_width};

/// In ems. Longer names take a second row, and a third.
const WIDEST: f64 = 9.0;
/// In ems; rows that are still longer end in an ellipsis.
const WIDEST_AT_ALL: f64 = 14.5;
/// In ems; longer words are broken inside.
const WIDEST_WORD: f64 = 13.0;
const MOST_ROWS: usize = 3;
/// Letters that stay together at either side of a break inside a word.
const LEAST_LETTERS: usize = 4;

/// A name in rows; `width` is that of the widest, in CSS pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub(super) rows: Vec<String>,
    pub(super) width: f64,
    /// Of the first row and of the last, in CSS pixels.
    pub(super) outer_widths: [f64; 2],
}

/// The ways to write a name, the most natural one first: in as few rows as are not too wide, then narrower, then
/// in fewer rows.
pub(super) fn wrappings(text: &str, size: f64, bold: bool) -> Vec<Block> {
    let width = |part: &str| text_width(part, size, bold);
    let widest = WIDEST * size;
    let pieces = pieces(text, WIDEST_WORD * size, &width);
    let hyphen = width("-");
    let mut blocks: Vec<Block> = (1..=MOST_ROWS.min(pieces.len()))
        .filter_map(|rows| best_break(&pieces, rows, hyphen))
        .map(|ends| block(&pieces, &ends, WIDEST_AT_ALL * size, &width))
        .collect();
    let natural = blocks.iter().position(|block| block.width <= widest).or_else(|| {
        (0..blocks.len()).min_by(|&one, &other| blocks[one].width.total_cmp(&blocks[other].width))
    });
    let Some(natural) = natural else { return Vec::new() };
    // More rows must be worth it, fewer must not be too long for a glance.
    blocks.truncate(natural + 2);
    if blocks.len() == natural + 2 && blocks[natural + 1].width > 0.8 * blocks[natural].width {
        blocks.pop();
    }
    let mut wrappings = blocks.split_off(natural);
    wrappings.extend(blocks.pop().filter(|fewer| fewer.width <= WIDEST_AT_ALL * size && fewer.is_whole()));
    wrappings
}

impl Block {
    /// In CSS pixels.
    pub(super) fn height(&self, size: f64) -> f64 {
        ((self.rows.len() as f64 - 1.0) * LINE_HEIGHT + ROW_HEIGHT) * size
    }

    fn is_whole(&self) -> bool {
        !self.rows.iter().any(|row| row.ends_with('…'))
    }
}

/// A stretch of text that is never broken.
struct Piece<'a> {
    text: &'a str,
    /// In CSS pixels, with the space that follows it.
    width: f64,
    /// In CSS pixels, at the end of a row.
    width_at_end: f64,
    /// A hyphen shows that the word goes on in the next row.
    is_part: bool,
}

fn pieces<'a>(text: &'a str, widest: f64, width: &dyn Fn(&str) -> f64) -> Vec<Piece<'a>> {
    let piece = |text: &'a str, is_part: bool| {
        let shown = text.trim_end_matches('\u{ad}');
        Piece { text: shown, width: width(shown), width_at_end: width(shown.trim_end()), is_part }
    };
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|&(_, next)| next);
        let ends = match letter {
            ' ' | '\u{ad}' => true,
            '-' | '/' => at > start && !matches!(next, Some(' ' | '-' | '/')),
            _ => false,
        };
        if !ends && next.is_some() {
            continue;
        }
        let end = at + letter.len_utf8();
        let word = piece(&text[start..end], letter == '\u{ad}');
        if word.width_at_end > widest {
            let mut from = start;
            for joint in joints(&text[start..end]) {
                pieces.push(piece(&text[from..start + joint], true));
                from = start + joint;
            }
            pieces.push(piece(&text[from..end], word.is_part));
        } else {
            pieces.push(word);
        }
        start = end;
    }
    pieces
}

/// Where a compound may be broken, in bytes: after the s that joins its parts, else between syllables.
fn joints(word: &str) -> Vec<usize> {
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    let inside = |&index: &usize| {
        let (before, after) = letters.split_at(index);
        let counted =
            |side: &[(usize, char)]| side.iter().filter(|(_, letter)| letter.is_alphabetic()).count();
        counted(before) >= LEAST_LETTERS && counted(after) >= LEAST_LETTERS
    };
    let joined = |&index: &usize| {
        let before = &word[..letters[index].0];
        ["ungs", "heits", "keits", "schafts", "ions", "täts"].iter().any(|end| before.ends_with(end))
    };
    let is_vowel = |index: usize| "aeiouyäöü".contains(letters[index].1.to_ascii_lowercase());
    // Before the last consonant that leads to a vowel; ch, ck, ph, sch and th are one consonant.
    let syllable = |&index: &usize| {
        let rest = &word[letters[index].0..];
        let onset = ["sch", "ch", "ck", "ph", "th"].iter().find(|onset| rest.starts_with(**onset));
        let length = onset.map_or(1, |onset| onset.len());
        let splits = ["sc", "ch", "ck", "ph", "th"]
            .iter()
            .any(|pair| word[letters[index - 1].0..].starts_with(pair) && !rest.starts_with("sch"));
        letters[index].1.is_alphabetic()
            && !is_vowel(index)
            && !splits
            && letters.len() > index + length
            && is_vowel(index + length)
            && (0..index).any(is_vowel)
    };
    let inner: Vec<usize> = (1..letters.len()).filter(inside).collect();
    let mut found: Vec<usize> = inner.iter().copied().filter(joined).collect();
    if found.is_empty() {
        found = inner.into_iter().filter(syllable).collect();
    }
    found.into_iter().map(|index| letters[index].0).collect()
}

/// After which pieces the rows end so that the widest is as narrow as can be; `None` with fewer pieces than rows.
fn best_break(pieces: &[Piece], rows: usize, hyphen: f64) -> Option<Vec<usize>> {
    let row = |first: usize, last: usize| {
        let before: f64 = pieces[first..last].iter().map(|piece| piece.width).sum();
        // A broken word is read more slowly than a longer row.
        let broken = if pieces[last].is_part { 3.0 * hyphen } else { 0.0 };
        before + pieces[last].width_at_end + broken
    };
    let last = pieces.len().checked_sub(1)?;
    let narrower = |one: &(f64, Vec<usize>), other: &(f64, Vec<usize>)| one.0.total_cmp(&other.0);
    let from = |first: usize| {
        (first..last)
            .map(move |end| (row(first, end).max(row(end + 1, last)), vec![end, last]))
            .min_by(narrower)
    };
    let best = match rows {
        1 => Some((row(0, last), vec![last])),
        2 => from(0),
        _ => (0..last)
            .filter_map(|end| {
                let (width, ends) = from(end + 1)?;
                Some((row(0, end).max(width), [vec![end], ends].concat()))
            })
            .min_by(narrower),
    };
    best.map(|(_, ends)| ends)
}

fn block(pieces: &[Piece], ends: &[usize], widest: f64, width: &dyn Fn(&str) -> f64) -> Block {
    let mut first = 0;
    let rows: Vec<String> = ends
        .iter()
        .map(|&end| {
            let text: String = pieces[first..=end].iter().map(|piece| piece.text).collect();
            first = end + 1;
            let goes_on = pieces[end].is_part && first < pieces.len();
            let text = text.trim().to_owned() + if goes_on { "-" } else { "" };
            shorten(text, widest, width)
        })
        .collect();
    let widths: Vec<f64> = rows.iter().map(|row| width(row)).collect();
    let outer_widths = [widths.first(), widths.last()].map(|width| width.copied().unwrap_or_default());
    Block { rows, width: widths.into_iter().fold(0.0, f64::max), outer_widths }
}

fn shorten(row: String, widest: f64, width: &dyn Fn(&str) -> f64) -> String {
    if width(&row) <= widest {
        return row;
    }
    let ends: Vec<usize> = row.char_indices().map(|(at, _)| at).collect();
    let count = ends.partition_point(|&end| width(&row[..end]) + width("…") <= widest);
    let kept = ends.get(count.saturating_sub(1)).map_or("", |&end| &row[..end]);
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(text: &str) -> String {
        wrappings(text, 13.0, true)[0].rows.join(" | ")
    }

    #[test]
    fn names_break_where_a_reader_would_break_them() {
        for (name, rows) in [
            ("Tiefbau", "Tiefbau"),
            ("at//design", "at//design"),
            ("Online-Dienste der Verwaltung", "Online-Dienste | der Verwaltung"),
            ("Betriebsführungsgesellschaft", "Betriebsführungs- | gesellschaft"),
            (
                "Institute for Software and Systems Engineering der TU Clausthal",
                "Institute for Software | and Systems Engineering | der TU Clausthal",
            ),
            ("Donau\u{ad}dampf\u{ad}schiff\u{ad}fahrt", "Donaudampf- | schifffahrt"),
        ] {
            assert_eq!(first(name), rows);
        }
    }

    proptest! {
        #[test]
        fn rows_fit_and_lose_nothing_but_spaces_unless_shortened(
            text in "[a-zäß]{1,30}( [a-zäß]{1,30}){0,4}"
        ) {
            for block in wrappings(&text, 13.0, false) {
                prop_assert!(block.rows.len() <= MOST_ROWS);
                prop_assert!(block.width <= WIDEST_AT_ALL * 13.0);
                if block.is_whole() {
                    let letters = |text: &str| text.replace([' ', '-'], "");
                    prop_assert_eq!(letters(&block.rows.concat()), letters(&text));
                }
            }
        }
    }
}
