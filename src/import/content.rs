//! What cells look like, for columns whose header says nothing.

use std::collections::HashSet;

use super::{Separator, values};
use crate::query::fold;

/// What a share of the cells of a column looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    Empty,
    Email,
    Web,
    Phone,
    Day,
    Number,
    /// `x`, `ja`, `1`, and nothing else.
    Crosses,
    /// The same few words again and again.
    FewWords,
    /// Lists of short terms.
    Terms,
    Prose,
    /// Nearly every cell is another, and short.
    Names,
    Other,
}

type IsSo = fn(&str) -> bool;

/// So many of ten cells must look alike; the others may be mistakes.
const OF_TEN: usize = 8;

pub(super) fn look<'a>(cells: impl Iterator<Item = &'a str> + Clone) -> Look {
    let cells = cells.filter(|cell| !cell.is_empty());
    let count = cells.clone().count();
    if count == 0 {
        return Look::Empty;
    }
    let mostly = |of: IsSo| cells.clone().filter(|cell| of(cell)).count() * 10 >= count * OF_TEN;
    let plain: [(Look, IsSo); 6] = [
        (Look::Email, is_email),
        (Look::Web, is_web),
        (Look::Crosses, |cell| values::cross(cell).is_some()),
        (Look::Day, |cell| values::day(cell).is_some_and(|day| day.parts().is_some())),
        (Look::Number, is_number),
        (Look::Phone, is_phone),
    ];
    if let Some((look, _)) = plain.into_iter().find(|(_, of)| mostly(*of)) {
        return look;
    }
    let letters: usize = cells.clone().map(|cell| cell.chars().take(MOST_LETTERS).count()).sum();
    let mean = letters / count;
    let separator = Separator::guess(cells.clone());
    let parted = cells.clone().filter(|cell| separator.split(cell).len() > 1).count();
    let terms: usize = cells.clone().map(|cell| separator.split(cell).len()).sum();
    if parted * 5 >= count * 2 && letters / terms.max(1) < 40 {
        return Look::Terms;
    }
    if mean > 60 {
        return Look::Prose;
    }
    let distinct = cells.clone().map(fold::key).collect::<HashSet<_>>().len();
    if count >= 4 && distinct * 2 <= count && distinct <= 30 && mean <= 40 {
        return Look::FewWords;
    }
    if distinct * 10 >= count * 9 { Look::Names } else { Look::Other }
}

const MOST_LETTERS: usize = 500;

pub(super) fn is_email(cell: &str) -> bool {
    let cell = cell.trim_start_matches("mailto:");
    let is_address = |part: &str| match part.split_once('@') {
        Some((name, host)) => {
            !name.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
        }
        None => false,
    };
    cell.split([',', ';', ' ', '\n', '/']).filter(|part| !part.is_empty()).any(is_address)
        && !cell.contains("://")
}

pub(super) fn is_web(cell: &str) -> bool {
    let starts = ["http://", "https://", "www."]
        .iter()
        .any(|start| cell.get(..start.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(start)));
    let host = cell.split('/').next().unwrap_or_default();
    let ending = host.rsplit_once('.').map(|(_, ending)| ending);
    let is_host = ["de", "com", "org", "net", "eu", "info", "at", "ch", "io", "digital"]
        .iter()
        .any(|known| ending.is_some_and(|ending| ending.eq_ignore_ascii_case(known)));
    (starts || is_host) && !cell.contains([' ', '@'])
}

pub(super) fn is_phone(cell: &str) -> bool {
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    let is_sign = |sign: char| sign.is_ascii_digit() || " +-/()\u{a0}.–".contains(sign);
    (6..=20).contains(&digits) && cell.chars().all(is_sign) && cell.starts_with(['0', '+', '('])
}

pub(super) fn is_number(cell: &str) -> bool {
    cell.chars().any(|sign| sign.is_ascii_digit())
        && cell.chars().all(|sign| sign.is_ascii_digit() || ".,-+ %€\u{a0}".contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_told_by_their_cells() {
        for (cells, expected) in [
            (&["a@b.de", "info@c.org", "x.y@z.com"][..], Look::Email),
            (&["www.goslar.de", "https://a.de/b", "museum-rammelsberg.de"], Look::Web),
            (&["05321 7040", "+49 5321/12-34", "(0170) 1234567"], Look::Phone),
            (&["02.06.2017", "2.6.17", "2019-01-31"], Look::Day),
            (&["x", "", "X", "ja"], Look::Crosses),
            (&["Kultur", "Bildung", "Kultur", "Kultur", "Bildung", "Wirtschaft"], Look::FewWords),
            (&["Drucken, Lasern", "Rat, Tat, Raum", "Holz"], Look::Terms),
            (&["Museum", "Stadtwerke", "Hochschule"], Look::Names),
            (&["12", "1.300", "7,5 %"], Look::Number),
            (&["", ""], Look::Empty),
        ] {
            assert_eq!(look(cells.iter().copied()), expected, "{cells:?}");
        }
    }
}
