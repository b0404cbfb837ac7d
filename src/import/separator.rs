//! Several terms in one cell.

use crate::foreign;

/// What stands between the terms of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Separator {
    /// A cell is one term.
    #[default]
    Nothing,
    /// As our own files write lists, with a backslash before a bar that belongs to a term.
    Bar,
    LineBreak,
    Semicolon,
    /// `• one • two`
    Bullet,
    Comma,
    Slash,
}

/// Surest first: who parts terms by semicolons has commas within them.
const ALL: [(Separator, &str); 6] = [
    (Separator::Bar, "|"),
    (Separator::LineBreak, "line"),
    (Separator::Semicolon, ";"),
    (Separator::Bullet, "•"),
    (Separator::Comma, ","),
    (Separator::Slash, "/"),
];

impl Separator {
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Nothing].into_iter().chain(ALL.iter().map(|(separator, _)| *separator))
    }

    /// As it stands in kept choices.
    pub fn name(self) -> &'static str {
        ALL.iter().find(|(separator, _)| *separator == self).map_or("", |(_, name)| name)
    }

    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "" => Some(Self::Nothing),
            _ => ALL.iter().find(|(_, other)| *other == name).map(|(separator, _)| *separator),
        }
    }

    /// What parts the terms of a column: the surest sign that a good part of the cells with any has.
    pub fn guess<'a>(cells: impl Iterator<Item = &'a str>) -> Self {
        let (mut having, mut parted) = ([0_usize; ALL.len()], 0);
        for cell in cells {
            let mut any = false;
            for ((separator, _), having) in ALL.iter().zip(&mut having) {
                let has = separator.split(cell).len() > 1;
                *having += usize::from(has);
                any |= has;
            }
            parted += usize::from(any);
        }
        let often = |having: &usize| *having > 0 && having * 5 >= parted;
        ALL.iter()
            .zip(&having)
            .find(|(_, having)| often(having))
            .map_or(Self::Nothing, |((found, _), _)| *found)
    }

    /// The terms of a cell, without bullets and spaces around them, each once.
    pub fn split(self, cell: &str) -> Vec<String> {
        let terms = match self {
            Self::Nothing => vec![cell.to_owned()],
            Self::Bar => foreign::split(cell),
            _ => joined(self.parts(cell)),
        };
        let mut kept: Vec<String> = Vec::with_capacity(terms.len());
        for term in terms {
            let term = if self == Self::Nothing || self == Self::Bar { term.trim() } else { bare(&term) };
            if !term.is_empty() {
                kept.push(term.to_owned());
            }
        }
        kept
    }

    /// Between the signs outside of brackets.
    fn parts(self, cell: &str) -> Vec<&str> {
        let (mut parts, mut start, mut depth) = (Vec::new(), 0_usize, 0_usize);
        let closing = cell.matches([')', ']']).count();
        let mut closed = 0;
        let mut before = None;
        for (place, sign) in cell.char_indices() {
            let end = place + sign.len_utf8();
            match sign {
                // A bracket that nobody closes is a letter.
                '(' | '[' if closing > closed + depth => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    closed += 1;
                }
                _ if depth == 0 && self.is_between(sign, before, &cell[end..]) => {
                    parts.push(&cell[start..place]);
                    start = end;
                }
                _ => {}
            }
            before = Some(sign);
        }
        parts.push(&cell[start..]);
        parts
    }

    fn is_between(self, sign: char, before: Option<char>, rest: &str) -> bool {
        let digits = || {
            before.is_some_and(|before| before.is_ascii_digit())
                && rest.starts_with(|after: char| after.is_ascii_digit())
        };
        match self {
            Self::LineBreak => matches!(sign, '\n' | '\r' | '\u{2028}' | '\u{b}'),
            Self::Semicolon => matches!(sign, ';' | '；'),
            Self::Bullet => is_bullet(sign),
            Self::Comma => matches!(sign, ',' | '，' | '、') && !digits(),
            // `und/oder`, `24/7`, `https://`
            Self::Slash => {
                sign == '/'
                    && !digits()
                    && before != Some('/')
                    && before != Some(':')
                    && !rest.starts_with('/')
            }
            Self::Nothing | Self::Bar => false,
        }
    }
}

fn is_bullet(sign: char) -> bool {
    matches!(sign, '•' | '●' | '▪' | '‣' | '◦' | '·' | '■' | '✓' | '➢' | '\u{f0b7}')
}

/// `Kranken-, Alten- und Kinderpflege` is one term.
fn joined(parts: Vec<&str>) -> Vec<String> {
    let mut terms: Vec<String> = Vec::with_capacity(parts.len());
    let mut open = false;
    for part in parts {
        match terms.last_mut().filter(|_| open) {
            Some(last) => {
                last.push(',');
                last.push_str(part);
            }
            None => terms.push(part.to_owned()),
        }
        let end = part.trim_end();
        open = end.len() > 1 && end.ends_with('-') && end[..end.len() - 1].ends_with(char::is_alphabetic);
    }
    terms
}

/// Without bullets, numbers and spaces around it.
fn bare(term: &str) -> &str {
    let term =
        term.trim_matches(|sign: char| sign.is_whitespace() || sign == ',' || sign == ';' || is_bullet(sign));
    for dash in ["- ", "– ", "* ", "-\t"] {
        if let Some(rest) = term.strip_prefix(dash) {
            return rest.trim();
        }
    }
    let rest = term.trim_start_matches(|sign: char| sign.is_ascii_digit());
    match rest.strip_prefix(['.', ')']).filter(|after| rest.len() < term.len() && after.starts_with(' ')) {
        Some(rest) => rest.trim(),
        None if matches!(term, "-" | "–" | "—" | "*") => "",
        None => term,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cells: &[&str], separator: Separator, last: &[&str]) {
        let guessed = Separator::guess(cells.iter().copied());
        assert_eq!(guessed, separator);
        assert_eq!(guessed.split(cells[cells.len() - 1]), last);
    }

    #[test]
    fn the_column_says_what_parts_its_terms() {
        check(&["3D-Druck", "Lasern, Drehen"], Separator::Comma, &["Lasern", "Drehen"]);
        check(&["Holz; Metall", "IT, Beratung"], Separator::Semicolon, &["IT, Beratung"]);
        check(&["a | b", r"c\|d | e"], Separator::Bar, &["c|d", "e"]);
        check(&["• Rat\n• Hilfe, sofort"], Separator::LineBreak, &["Rat", "Hilfe, sofort"]);
        check(&["• Rat • Tat"], Separator::Bullet, &["Rat", "Tat"]);
        check(&["1. Rat\n2. Tat"], Separator::LineBreak, &["Rat", "Tat"]);
        check(&["Bus/Bahn"], Separator::Slash, &["Bus", "Bahn"]);
        check(&["Rat", "Kranken- und Altenpflege"], Separator::Nothing, &["Kranken- und Altenpflege"]);
    }

    #[test]
    fn what_belongs_together_stays_together() {
        check(&["Schulung (Excel, Word), Rat"], Separator::Comma, &["Schulung (Excel, Word)", "Rat"]);
        check(
            &["Kranken-, Alten- und Kinderpflege, Rat"],
            Separator::Comma,
            &["Kranken-, Alten- und Kinderpflege", "Rat"],
        );
        check(&["Rat (offen, Tat"], Separator::Comma, &["Rat (offen", "Tat"]);
        check(&["1,5 Stellen, Rat"], Separator::Comma, &["1,5 Stellen", "Rat"]);
    }
}
