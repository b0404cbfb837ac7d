use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    errors::{Error, IllFormedError, SyntaxError},
    escape::{EscapeError, resolve_predefined_entity},
    events::{BytesStart, Event},
};

use crate::problem::{Place, ReadError};

/// Levels of elements that are read.
const MOST_DEPTH: usize = 128;

/// An XML text in pieces. Comments, instructions and the document type are skipped; entities are not defined by it.
pub struct Xml<'a> {
    text: &'a str,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Where the current piece begins, in bytes.
    offset: usize,
    /// The line of the place in bytes up to which lines were counted.
    line: (usize, usize),
}

pub enum Token<'a> {
    Open(Tag),
    /// An element may hold several.
    Text(Cow<'a, str>),
    Close,
}

pub struct Tag {
    /// Without a prefix.
    pub name: String,
    /// With their prefixes, without declarations of namespaces.
    pub attributes: Vec<(String, String)>,
    pub line: usize,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    pub fn take(&mut self, name: &str) -> Option<String> {
        let place = self.attributes.iter().position(|(found, _)| found == name)?;
        Some(self.attributes.remove(place).1)
    }

    pub fn number(&self, name: &str) -> Option<f64> {
        super::build::number(self.attribute(name)?)
    }
}

impl<'a> Xml<'a> {
    pub fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { text, reader, depth: 0, offset: 0, line: (0, 1) }
    }

    /// None at the end of a text in which each element was closed.
    pub fn next(&mut self) -> Result<Option<Token<'a>>, ReadError> {
        loop {
            self.offset = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|error| self.error(error))?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(ReadError::TooDeep { at: self.place(), most: MOST_DEPTH });
                    }
                    Token::Open(self.tag(&start)?)
                }
                Event::End(_) => {
                    self.depth -= 1;
                    Token::Close
                }
                Event::Text(text) if self.depth == 0 => {
                    if text.bytes().any(|byte| !byte.is_ascii_whitespace()) {
                        return Err(ReadError::Broken { at: self.place() });
                    }
                    continue;
                }
                Event::Text(text) => Token::Text(Cow::Owned(text.xml10_content().into_owned())),
                Event::CData(text) => Token::Text(Cow::Owned(text.xml10_content().into_owned())),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().map_err(|error| self.error(error))?;
                    Token::Text(match (character, resolve_predefined_entity(&reference)) {
                        (Some(character), _) => character.to_string().into(),
                        (None, Some(text)) => text.into(),
                        (None, None) => {
                            let name = reference.to_string();
                            return Err(ReadError::UnknownEntity { at: self.place(), name });
                        }
                    })
                }
                Event::Comment(_) | Event::PI(_) | Event::Decl(_) | Event::DocType(_) | Event::Empty(_) => {
                    continue;
                }
                Event::Eof if self.depth > 0 => return Err(ReadError::Truncated { at: self.place() }),
                Event::Eof => return Ok(None),
            }));
        }
    }

    /// The line of the current piece.
    pub fn line(&mut self) -> usize {
        let (counted, line) = self.line;
        let passed = self.text.as_bytes().get(counted..self.offset).unwrap_or_default();
        self.line = (self.offset, line + passed.iter().filter(|byte| **byte == b'\n').count());
        self.line.1
    }

    fn tag(&mut self, start: &BytesStart<'a>) -> Result<Tag, ReadError> {
        let mut attributes = Vec::new();
        // An attribute that comes twice is mended by whoever reads the tag.
        for attribute in start.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| self.error(error.into()))?;
            let name = attribute.key.as_ref();
            if name == "xmlns" || name.starts_with("xmlns:") {
                continue;
            }
            let value = attribute
                .normalized_value_with(XmlVersion::Implicit1_0, 1, resolve_predefined_entity)
                .map_err(|error| self.error(error))?;
            attributes.push((name.to_owned(), value.into_owned()));
        }
        let name = start.local_name().as_ref().to_owned();
        Ok(Tag { name, attributes, line: self.line() })
    }

    fn place(&self) -> Place {
        Place::at(self.text, self.offset)
    }

    fn error(&self, error: Error) -> ReadError {
        let at = self.place();
        match error {
            Error::IllFormed(IllFormedError::MismatchedEndTag { expected, found }) => {
                ReadError::WrongEndTag { at, expected, found }
            }
            Error::IllFormed(IllFormedError::UnclosedReference | IllFormedError::MissingEndTag(_))
            | Error::Syntax(SyntaxError::InvalidBangMarkup) => ReadError::Broken { at },
            Error::Syntax(_) => ReadError::Truncated { at },
            Error::Escape(EscapeError::UnrecognizedEntity(_, name)) => ReadError::UnknownEntity { at, name },
            _ => ReadError::Broken { at },
        }
    }
}
