//! A text must not become a formula in the spreadsheet of whoever opens a CSV file: an apostrophe is put before it,
//! and exactly one is taken away when the file is read.

/// What makes a spreadsheet calculate, and what it drops before looking for that.
const SIGNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠'];

pub(super) fn needs_guard(text: &str) -> bool {
    // What looks guarded is guarded once more, or its own apostrophe would be lost.
    text.starts_with(SIGNS) || unguarded(text).is_some()
}

/// The text behind the apostrophe, if there is one and it guards.
pub(super) fn unguarded(text: &str) -> Option<&str> {
    text.strip_prefix('\'').filter(|rest| rest.starts_with(SIGNS) || rest.starts_with('\''))
}
