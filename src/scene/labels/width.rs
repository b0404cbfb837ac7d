//! How wide a text is in the page's font, without asking a browser.

use super::advances::{LATIN, OF_OTHERS, OTHERS};

const FIRST: u32 = 0x20;
/// In an em.
const UNITS: f64 = 200.0;
/// Of letters the font does not have, in two hundredths of an em: those of its fallbacks are about as wide as a capital,
/// and far eastern ones as wide as they are high.
const UNKNOWN: u8 = 124;
const FULL_WIDTH: u8 = 200;
const FIRST_FULL_WIDTH: char = '\u{1100}';

/// Width in CSS pixels of a text in Fira Sans. Without kerning, which hardly ever makes a text wider.
pub fn text_width(text: &str, size: f64, bold: bool) -> f64 {
    let weight = usize::from(bold);
    let advance = |letter: char| {
        let latin = (letter as u32).checked_sub(FIRST).and_then(|at| LATIN[weight].get(at as usize)).copied();
        let known = latin
            .or_else(|| Some(OF_OTHERS[weight][OTHERS.chars().position(|other| other == letter)?]))
            .filter(|&advance| advance > 0);
        let unknown = if letter < FIRST_FULL_WIDTH { UNKNOWN } else { FULL_WIDTH };
        f64::from(known.unwrap_or(unknown))
    };
    text.chars().map(advance).sum::<f64>() / UNITS * size
}
