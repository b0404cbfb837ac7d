//! The signs of a JSON text: white space, quoted texts, numbers, and what stands between values.
//!
//! The lenient reader makes `serde_json`'s values of them, the strict one fields of records, and the store its headers.

use std::borrow::Cow;

use super::{JsonErrorKind, json::LARGEST_WHOLE};

/// Lists and objects inside each other.
pub(super) const DEEPEST: usize = 127;

/// Goes over a JSON text from its start. What stands at the place where it is, is read by whoever asks for it; all that
/// returns an `Option` gives `None` for anything else, and then the text is to be given up.
pub struct Scanner<'a> {
    pub(super) text: &'a str,
    /// In bytes.
    pub(super) at: usize,
    /// Of the lists and objects around that place.
    pub(super) depth: usize,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0 }
    }

    fn ahead(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not blank, and that is not gone over.
    pub fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Goes on over the next byte if it is this one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        let is_there = self.peek() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    /// After a value in a list or an object: whether another one follows.
    pub(super) fn another(&mut self, close: u8) -> Result<bool, JsonErrorKind> {
        if self.take(close) {
            return Ok(false);
        }
        if !self.take(b',') {
            return Err(JsonErrorKind::CommaOrBracketMissing);
        }
        match self.peek() {
            Some(next) if next == close => Err(JsonErrorKind::CommaTooMany),
            _ => Ok(true),
        }
    }

    pub(super) fn word(&mut self, word: &str) -> Result<(), JsonErrorKind> {
        for letter in word.bytes() {
            if self.byte() != Some(letter) {
                return Err(JsonErrorKind::NotAValue);
            }
            self.at += 1;
        }
        Ok(())
    }

    /// A number as it stands there.
    pub(super) fn number(&mut self) -> Result<&'a str, JsonErrorKind> {
        let start = self.at;
        self.at += usize::from(self.byte() == Some(b'-'));
        if self.byte() == Some(b'0') {
            self.at += 1;
            if self.byte().is_some_and(|next| next.is_ascii_digit()) {
                return Err(JsonErrorKind::BadNumber);
            }
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.at += 1;
            self.at += usize::from(matches!(self.byte(), Some(b'+' | b'-')));
            self.digits()?;
        }
        self.text.get(start..self.at).ok_or(JsonErrorKind::BadNumber)
    }

    fn digits(&mut self) -> Result<(), JsonErrorKind> {
        let start = self.at;
        while self.byte().is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(JsonErrorKind::BadNumber) } else { Ok(()) }
    }

    /// A text from its quotation mark on, and whether it is whole: half of a character in it is replaced.
    pub(super) fn string(&mut self) -> Result<(Cow<'a, str>, bool), JsonErrorKind> {
        self.at += 1;
        let mut string = Cow::Borrowed("");
        let mut is_whole = true;
        loop {
            let ahead = self.ahead();
            let ends = |byte: u8| matches!(byte, b'"' | b'\\' | 0..b' ');
            let length = ahead.bytes().position(ends).unwrap_or(ahead.len());
            string += ahead.get(..length).unwrap_or_default();
            self.at += length;
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => string.to_mut().push(self.escape()?.unwrap_or_else(|| {
                    is_whole = false;
                    char::REPLACEMENT_CHARACTER
                })),
                _ => return Err(JsonErrorKind::BadText),
            }
        }
        self.at += 1;
        Ok((string, is_whole))
    }

    /// The character that an escape means; none for half of one.
    fn escape(&mut self) -> Result<Option<char>, JsonErrorKind> {
        self.at += 1;
        let character = match self.byte() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.at += 1;
                let unit = self.four_digits()?;
                let after = self.at;
                if (0xD800..0xDC00).contains(&unit) && self.ahead().starts_with("\\u") {
                    self.at += 2;
                    let pair = [unit, self.four_digits()?];
                    if let Some(Ok(character)) = char::decode_utf16(pair).next() {
                        return Ok(Some(character));
                    }
                    self.at = after;
                }
                return Ok(char::from_u32(unit.into()));
            }
            _ => return Err(JsonErrorKind::BadText),
        };
        self.at += 1;
        Ok(Some(character))
    }

    fn four_digits(&mut self) -> Result<u16, JsonErrorKind> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit << 4 | digit.ok_or(JsonErrorKind::BadText)? as u16;
            self.at += 1;
        }
        Ok(unit)
    }
}

/// Whole values, for readers that know what they expect.
impl<'a> Scanner<'a> {
    /// Calls `read` with the name of each field; it goes over the value.
    pub fn object(&mut self, read: &mut dyn FnMut(&mut Self, &str) -> Option<()>) -> Option<()> {
        self.nested(b'{', b'}', &mut |scanner| {
            let name = scanner.text()?;
            scanner.take(b':').then_some(())?;
            read(scanner, &name)
        })
    }

    /// Calls `read` for each element; it goes over it.
    pub fn list(&mut self, read: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.nested(b'[', b']', read)
    }

    fn nested(&mut self, open: u8, close: u8, read: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        if !self.take(open) || self.depth == DEEPEST {
            return None;
        }
        self.depth += 1;
        let mut more = !self.take(close);
        while more {
            read(self)?;
            more = self.another(close).ok()?;
        }
        self.depth -= 1;
        Some(())
    }

    pub fn text(&mut self) -> Option<Cow<'a, str>> {
        if self.peek() != Some(b'"') {
            return None;
        }
        self.string().ok().filter(|(_, is_whole)| *is_whole).map(|(text, _)| text)
    }

    /// A number that is written as whole.
    pub fn whole(&mut self) -> Option<u64> {
        self.peek();
        self.number().ok()?.parse().ok()
    }

    /// A number with few digits and no exponent: one for which dividing two exact numbers rounds once (Clinger 1990). The
    /// standard library's way for all others needs a table of 10 kB.
    pub fn decimal(&mut self) -> Option<f64> {
        self.peek();
        let text = self.number().ok()?;
        let (mut digits, mut divisor) = (0_u64, 1.0);
        let (_, fraction) = text.split_once('.').unwrap_or_default();
        for byte in text.bytes().filter(|byte| !matches!(byte, b'-' | b'.')) {
            digits = digits * 10 + u64::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
            if digits > LARGEST_WHOLE {
                return None;
            }
        }
        for _ in fraction.bytes() {
            divisor *= 10.0;
        }
        if divisor > 1e22 {
            return None;
        }
        let number = digits as f64 / divisor;
        Some(if text.starts_with('-') { -number } else { number })
    }

    pub fn truth(&mut self) -> Option<bool> {
        let value = self.peek() == Some(b't');
        self.word(if value { "true" } else { "false" }).ok()?;
        Some(value)
    }

    /// `None` within for `null`.
    pub fn text_or_null(&mut self) -> Option<Option<Cow<'a, str>>> {
        if self.peek() != Some(b'n') {
            return self.text().map(Some);
        }
        self.word("null").ok().map(|()| None)
    }

    /// Goes over a value of any kind.
    pub fn skip(&mut self) -> Option<()> {
        match self.peek()? {
            b'{' => self.object(&mut |scanner, _| scanner.skip()),
            b'[' => self.list(&mut Self::skip),
            b'"' | b'n' => self.text_or_null().map(drop),
            b't' | b'f' => self.truth().map(drop),
            _ => self.number().ok().map(drop),
        }
    }

    /// Nothing follows.
    pub fn end(&mut self) -> Option<()> {
        self.peek().is_none().then_some(())
    }
}

/// Keeps a value, unless there is one: a field that is said twice is not understood.
pub fn once<T>(slot: &mut Option<T>, value: Option<T>) -> Option<()> {
    if slot.is_some() {
        return None;
    }
    *slot = value;
    slot.as_ref().map(drop)
}
