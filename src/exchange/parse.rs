//! A JSON text becomes values, and nothing that it says is passed over in silence.
//!
//! `serde_json` keeps the last of two equal names and forgets the others, makes floating point of whole numbers beyond
//! 64 bits, and refuses a whole file for half a character. So its values are filled here.

use serde_json::{Map, Number, Value as Json};

use super::{ImportError, JsonErrorKind, WarningKind, json};

/// Lists and objects inside each other.
const DEEPEST: usize = 127;

/// A place in a document and what is odd there.
pub(super) type Oddity = (String, WarningKind);

/// Reads a text, or says where it is no JSON.
pub(super) fn parse(text: &str) -> Result<(Json, Vec<Oddity>), ImportError> {
    let mut parser = Parser { text, at: 0, depth: 0, oddities: Vec::new() };
    let value = parser.value().and_then(|value| match parser.next() {
        None => Ok(value),
        Some(_) => Err(Failure::Wrong(JsonErrorKind::MoreAfterTheEnd)),
    });
    value.map_err(|failure| parser.error(failure)).map(|value| (value, parser.oddities))
}

/// What is wrong with the byte at which the parser stands.
enum Failure {
    Wrong(JsonErrorKind),
    TooDeep,
}

type Parsed<T> = Result<T, Failure>;

struct Parser<'a> {
    text: &'a str,
    /// In bytes.
    at: usize,
    depth: usize,
    /// Their places, seen from the value that is being read.
    oddities: Vec<Oddity>,
}

impl Parser<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not blank.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
        self.peek()
    }

    /// Goes on over the next byte if it is this one.
    fn take(&mut self, byte: u8) -> bool {
        let is_there = self.next() == Some(byte);
        self.at += usize::from(is_there);
        is_there
    }

    fn value(&mut self) -> Parsed<Json> {
        match self.next() {
            Some(b'{') => self.nested(Self::object),
            Some(b'[') => self.nested(Self::list),
            Some(b'"') => self.string().map(Json::String),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            _ => Err(Failure::Wrong(JsonErrorKind::NotAValue)),
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Parsed<Json> {
        for letter in word.bytes() {
            if self.peek() != Some(letter) {
                return Err(Failure::Wrong(JsonErrorKind::NotAValue));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Json>) -> Parsed<Json> {
        if self.depth == DEEPEST {
            return Err(Failure::TooDeep);
        }
        self.depth += 1;
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    /// After a value in a list or an object: whether another one follows.
    fn another(&mut self, close: u8) -> Parsed<bool> {
        if self.take(close) {
            return Ok(false);
        }
        if !self.take(b',') {
            return Err(Failure::Wrong(JsonErrorKind::CommaOrBracketMissing));
        }
        match self.next() {
            Some(next) if next == close => Err(Failure::Wrong(JsonErrorKind::CommaTooMany)),
            _ => Ok(true),
        }
    }

    fn list(&mut self) -> Parsed<Json> {
        let mut values = Vec::new();
        let mut more = !self.take(b']');
        while more {
            let known = self.oddities.len();
            values.push(self.value()?);
            self.within(known, || format!("[{}]", values.len() - 1));
            more = self.another(b']')?;
        }
        Ok(Json::Array(values))
    }

    fn object(&mut self) -> Parsed<Json> {
        let mut object = Map::new();
        // What an equal name hid. Ours for numbers counts as taken.
        let mut hidden: Vec<(String, Json)> = Vec::new();
        let mut more = !self.take(b'}');
        while more {
            if self.next() != Some(b'"') {
                return Err(Failure::Wrong(JsonErrorKind::NameNotQuoted));
            }
            let known = self.oddities.len();
            let name = self.string()?;
            if !self.take(b':') {
                return Err(Failure::Wrong(JsonErrorKind::ColonMissing));
            }
            let value = self.value()?;
            self.within(known, || name.clone());
            match object.get_mut(&name) {
                _ if name == json::NUMBER => hidden.push((name, value)),
                None => {
                    object.insert(name, value);
                }
                Some(before) => match (before, value) {
                    // Two sections of one name are one.
                    (Json::Array(rows), Json::Array(more)) if self.depth == 1 => {
                        rows.extend(more);
                        self.oddities.push((name, WarningKind::DoubledName { kept_as: None }));
                    }
                    (before, value) => hidden.push((name, std::mem::replace(before, value))),
                },
            }
            more = self.another(b'}')?;
        }
        let taken = object.keys().filter(|_| !hidden.is_empty());
        let mut names = json::Names::of(taken.map(String::as_str));
        for (name, value) in hidden {
            let kept_as = names.beside(&name);
            object.insert(kept_as.clone(), value);
            self.oddities.push((name, WarningKind::DoubledName { kept_as: Some(kept_as) }));
        }
        Ok(Json::Object(object))
    }

    /// What was found since then stands below this step.
    fn within(&mut self, known: usize, step: impl Fn() -> String) {
        for (place, _) in &mut self.oddities[known..] {
            let joint = if place.is_empty() || place.starts_with('[') { "" } else { "." };
            *place = format!("{}{joint}{place}", step());
        }
    }

    fn number(&mut self) -> Parsed<Json> {
        let start = self.at;
        self.at += usize::from(self.peek() == Some(b'-'));
        if self.peek() == Some(b'0') {
            self.at += 1;
            if self.peek().is_some_and(|next| next.is_ascii_digit()) {
                return Err(Failure::Wrong(JsonErrorKind::BadNumber));
            }
        } else {
            self.digits()?;
        }
        let mut is_whole = true;
        if self.peek() == Some(b'.') {
            (self.at, is_whole) = (self.at + 1, false);
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            (self.at, is_whole) = (self.at + 1, false);
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            self.digits()?;
        }
        let text = &self.text[start..self.at];
        let whole = || text.parse().map(u64::into).or_else(|_| text.parse().map(i64::into)).ok();
        let broken = || serde_json::from_str(text).ok().and_then(Number::from_f64);
        let exact = if is_whole && text != "-0" { whole() } else { broken() };
        Ok(exact.map_or_else(|| json::beyond(text), Json::Number))
    }

    fn digits(&mut self) -> Parsed<()> {
        let start = self.at;
        while self.peek().is_some_and(|digit| digit.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start { Err(Failure::Wrong(JsonErrorKind::BadNumber)) } else { Ok(()) }
    }

    fn string(&mut self) -> Parsed<String> {
        self.at += 1;
        let mut string = String::new();
        let mut is_whole = true;
        loop {
            let start = self.at;
            while self.peek().is_some_and(|byte| byte != b'"' && byte != b'\\' && byte >= b' ') {
                self.at += 1;
            }
            string += &self.text[start..self.at];
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => string.push(self.escape()?.unwrap_or_else(|| {
                    is_whole = false;
                    char::REPLACEMENT_CHARACTER
                })),
                _ => return Err(Failure::Wrong(JsonErrorKind::BadText)),
            }
        }
        self.at += 1;
        if !is_whole {
            self.oddities.push((String::new(), WarningKind::HalfCharacter));
        }
        Ok(string)
    }

    /// The character that an escape means; none for half of one.
    fn escape(&mut self) -> Parsed<Option<char>> {
        self.at += 1;
        let character = match self.peek() {
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
                if (0xD800..0xDC00).contains(&unit) && self.text[after..].starts_with("\\u") {
                    self.at += 2;
                    let pair = [unit, self.four_digits()?];
                    if let Some(Ok(character)) = char::decode_utf16(pair).next() {
                        return Ok(Some(character));
                    }
                    self.at = after;
                }
                return Ok(char::from_u32(unit.into()));
            }
            _ => return Err(Failure::Wrong(JsonErrorKind::BadText)),
        };
        self.at += 1;
        Ok(Some(character))
    }

    fn four_digits(&mut self) -> Parsed<u16> {
        let mut unit = 0;
        for _ in 0..4 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            unit = unit << 4 | digit.ok_or(Failure::Wrong(JsonErrorKind::BadText))? as u16;
            self.at += 1;
        }
        Ok(unit)
    }

    /// Lines and columns count characters from 1. Where the text ends too early, that is its last one.
    fn error(&self, failure: Failure) -> ImportError {
        let wrong = self.text[self.at..].chars().next();
        let until = &self.text[..self.at + wrong.map_or(0, char::len_utf8)];
        let line = until.matches('\n').count() + 1;
        let column = until.rsplit('\n').next().unwrap_or_default().chars().count().max(1);
        match failure {
            Failure::TooDeep => ImportError::TooDeep { line, column },
            Failure::Wrong(_) if wrong.is_none() => {
                ImportError::NotJson { line, column, what: JsonErrorKind::EndsTooEarly }
            }
            Failure::Wrong(what) => ImportError::NotJson { line, column, what },
        }
    }
}

#[cfg(test)]
mod tests;
