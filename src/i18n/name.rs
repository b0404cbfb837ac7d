//! Names amid our words. They are outside data, and some hold letters or marks that turn the direction of writing.

use std::fmt::{Display, Formatter, Result, Write};

const BEGIN: char = '\u{2068}';
const END: char = '\u{2069}';

/// A name in a sentence. One that could disturb the order of the words around it is set apart by marks that nobody
/// sees, and what it leaves open is closed; any other stands as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a>(pub &'a str);

impl Display for Name<'_> {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        if !self.0.contains(turns) {
            return to.write_str(self.0);
        }
        to.write_char(BEGIN)?;
        let mut open = 1;
        for letter in self.0.chars() {
            match letter {
                '\u{2066}'..=BEGIN => open += 1,
                // It would end what begins here.
                END if open == 1 => continue,
                END => open -= 1,
                _ => {}
            }
            // No mark reaches beyond the end of a paragraph.
            to.write_char(if ends_paragraph(letter) { ' ' } else { letter })?;
        }
        (0..open).try_for_each(|_| to.write_char(END))
    }
}

/// "A, B, C".
pub fn joined<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| Name(name.as_ref()).to_string()).collect::<Vec<_>>().join(", ")
}

/// Letters written from right to left, and marks for the direction of writing.
fn turns(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..=END
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

fn ends_paragraph(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2029}')
}

#[cfg(test)]
mod tests;
