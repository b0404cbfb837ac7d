//! A JSON text becomes values, and nothing that it says is passed over in silence.
//!
//! `serde_json` keeps the last of two equal names and forgets the others, makes floating point of whole numbers beyond
//! 64 bits, and refuses a whole file for half a character. So its values are filled here.

use serde_json::{Map, Number, Value as Json};

use super::{
    ImportError, JsonErrorKind, WarningKind, json,
    scan::{DEEPEST, Scanner},
};

/// A place in a document and what is odd there.
pub(super) type Oddity = (String, WarningKind);

/// Reads a text, or says where it is no JSON.
pub(super) fn parse(text: &str) -> Result<(Json, Vec<Oddity>), ImportError> {
    let mut parser = Parser { scanner: Scanner::new(text), oddities: Vec::new() };
    let value = parser.value().and_then(|value| match parser.scanner.peek() {
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

impl From<JsonErrorKind> for Failure {
    fn from(kind: JsonErrorKind) -> Self {
        Self::Wrong(kind)
    }
}

type Parsed<T> = Result<T, Failure>;

struct Parser<'a> {
    scanner: Scanner<'a>,
    /// Their places, seen from the value that is being read.
    oddities: Vec<Oddity>,
}

impl Parser<'_> {
    fn value(&mut self) -> Parsed<Json> {
        match self.scanner.peek() {
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
        self.scanner.word(word)?;
        Ok(value)
    }

    fn nested(&mut self, read: fn(&mut Self) -> Parsed<Json>) -> Parsed<Json> {
        if self.scanner.depth == DEEPEST {
            return Err(Failure::TooDeep);
        }
        self.scanner.depth += 1;
        self.scanner.at += 1;
        let value = read(self);
        self.scanner.depth -= 1;
        value
    }

    fn list(&mut self) -> Parsed<Json> {
        let mut values = Vec::new();
        let mut more = !self.scanner.take(b']');
        while more {
            let known = self.oddities.len();
            values.push(self.value()?);
            self.within(known, || format!("[{}]", values.len() - 1));
            more = self.scanner.another(b']')?;
        }
        Ok(Json::Array(values))
    }

    fn object(&mut self) -> Parsed<Json> {
        let mut object = Map::new();
        // What an equal name hid. Ours for numbers counts as taken.
        let mut hidden: Vec<(String, Json)> = Vec::new();
        let mut more = !self.scanner.take(b'}');
        while more {
            if self.scanner.peek() != Some(b'"') {
                return Err(Failure::Wrong(JsonErrorKind::NameNotQuoted));
            }
            let known = self.oddities.len();
            let name = self.string()?;
            if !self.scanner.take(b':') {
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
                    (Json::Array(rows), Json::Array(more)) if self.scanner.depth == 1 => {
                        rows.extend(more);
                        self.oddities.push((name, WarningKind::DoubledName { kept_as: None }));
                    }
                    (before, value) => hidden.push((name, std::mem::replace(before, value))),
                },
            }
            more = self.scanner.another(b'}')?;
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
        let text = self.scanner.number()?;
        let is_whole = !text.contains(['.', 'e', 'E']);
        let whole = || text.parse().map(u64::into).or_else(|_| text.parse().map(i64::into)).ok();
        let broken = || serde_json::from_str(text).ok().and_then(Number::from_f64);
        let exact = if is_whole && text != "-0" { whole() } else { broken() };
        Ok(exact.map_or_else(|| json::beyond(text), Json::Number))
    }

    fn string(&mut self) -> Parsed<String> {
        let (string, is_whole) = self.scanner.string()?;
        if !is_whole {
            self.oddities.push((String::new(), WarningKind::HalfCharacter));
        }
        Ok(string.into_owned())
    }

    /// Lines and columns count characters from 1. Where the text ends too early, that is its last one.
    fn error(&self, failure: Failure) -> ImportError {
        let Scanner { text, at, .. } = self.scanner;
        let wrong = text[at..].chars().next();
        let until = &text[..at + wrong.map_or(0, char::len_utf8)];
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
