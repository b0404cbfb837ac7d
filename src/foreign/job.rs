//! Writing as a job, so that what writes stays out of the page and takes no time of its.

#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
use crate::exchange::{self, Header};
use crate::{
    exchange::{Format, Profile},
    i18n::{self, Language},
    job::{Codec, Job, NoUpdate},
};

/// A file to be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Conversion {
    /// Of ours, with what the profile shows.
    pub document: String,
    pub profile: Profile,
    pub format: &'static Format,
    pub language: Language,
}

/// The file, or why there is none, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Converted(pub Result<Vec<u8>, String>);

/// A file is made in one step that takes as long as it takes, so this is a job for workers alone.
pub struct ConversionJob {
    conversion: Conversion,
    converted: Converted,
    is_done: bool,
}

impl Job for ConversionJob {
    const KIND: &'static str = "conversion";

    type Payload = Vec<u8>;
    type Input = Conversion;
    type Update = NoUpdate;
    type Output = Converted;

    fn start(conversion: Conversion) -> Self {
        Self { conversion, converted: Converted(Ok(Vec::new())), is_done: false }
    }

    fn update(&mut self, update: NoUpdate) {
        match update {}
    }

    fn step(&mut self) -> bool {
        if !self.is_done {
            self.converted = Converted(convert(&self.conversion));
            self.is_done = true;
        }
        true
    }

    fn progress(&self) -> f64 {
        f64::from(u8::from(self.is_done))
    }

    fn output(&self) -> Converted {
        self.converted.clone()
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
fn convert(conversion: &Conversion) -> Result<Vec<u8>, String> {
    let Conversion { document, profile, format, language } = conversion;
    let not_writable = || i18n::exchange::not_writable(*language, format);
    let writes = super::writer(format).ok_or_else(not_writable)?;
    // Leniently: for the keepers, fields that are not ours travel in the document.
    let network = exchange::read(document.as_bytes())
        .map_err(|error| i18n::exchange::import_error(*language, &error))?
        .network;
    // Again, so that a file of another program is never made of more than its profile shows.
    let part = exchange::redact(&network, *profile);
    writes(&part, Header::default(), *language)
        .map_err(|error| i18n::exchange::not_written(*language, &error))
}

/// The page compiles the kind of job, and a worker does it.
#[cfg(not(any(not(target_arch = "wasm32"), feature = "files")))]
fn convert(conversion: &Conversion) -> Result<Vec<u8>, String> {
    Err(i18n::exchange::not_writable(conversion.language, conversion.format))
}

/// Names in lines of their own, then the document.
impl Codec<Vec<u8>> for Conversion {
    fn encode(self) -> Vec<u8> {
        let Self { document, profile, format, language } = self;
        format!("{}\n{}\n{}\n{document}", format.name, profile.name(), language.code()).into_bytes()
    }

    fn decode(payload: Vec<u8>) -> Option<Self> {
        let text = String::from_utf8(payload).ok()?;
        let mut lines = text.splitn(4, '\n');
        let format = lines.next()?;
        Some(Self {
            format: Format::writable().find(|known| known.name == format)?,
            profile: Profile::from_name(lines.next()?)?,
            language: Language::from_tag(lines.next()?)?,
            document: lines.next()?.to_owned(),
        })
    }
}

/// The file or the sentence, then one byte that says which.
impl Codec<Vec<u8>> for Converted {
    fn encode(self) -> Vec<u8> {
        let (mark, mut rest) = match self.0 {
            Ok(file) => (1, file),
            Err(sentence) => (0, sentence.into_bytes()),
        };
        rest.push(mark);
        rest
    }

    fn decode(mut payload: Vec<u8>) -> Option<Self> {
        match payload.pop()? {
            1 => Some(Self(Ok(payload))),
            0 => Some(Self(Err(String::from_utf8(payload).ok()?))),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        exchange::NATIVE,
        job::{Command, CommandOf, Envelope},
        model::notation,
    };

    #[test]
    fn what_crosses_to_the_worker_and_back_comes_out_as_a_file_for_its_readers() {
        let network = notation::network("lab offers print");
        let document = exchange::write(&exchange::redact(&network, Profile::Public), Header::default());
        for format in Format::writable().filter(|format| *format != NATIVE) {
            let conversion = Conversion {
                document: document.clone(),
                profile: Profile::Public,
                format,
                language: Language::German,
            };
            let command: CommandOf<ConversionJob> = Command::Start { job: 1, input: conversion.clone() };
            let envelope: Envelope<Vec<u8>> = command.into_envelope(ConversionJob::KIND);
            let read = CommandOf::<ConversionJob>::read(ConversionJob::KIND, envelope);
            assert_eq!(read, Ok(Command::Start { job: 1, input: conversion.clone() }));
            let mut job = ConversionJob::start(conversion);
            assert!(job.step());
            let file = job.output();
            assert!(file.0.as_ref().is_ok_and(|file| !file.is_empty()), "{}: {file:?}", format.name);
            let crossing: Vec<u8> = file.clone().encode();
            assert_eq!(Converted::decode(crossing), Some(file));
        }
    }

    #[test]
    fn for_the_keepers_fields_that_are_not_ours_are_no_hindrance() {
        let document = r#"{"format":"gosmart-network","version":1,"network":{"id":"n","title":"N"},"actors":[{"id":"a","name":"Lab","odd":[1]}],"extra":{}}"#;
        let network = exchange::read(document.as_bytes()).unwrap().network;
        let document = exchange::write(&exchange::redact(&network, Profile::Full), Header::default());
        assert!(document.contains("odd") && exchange::read_stored(&document).is_none());
        let format = Format::writable().find(|format| format.name == "csv").unwrap();
        let mut job = ConversionJob::start(Conversion {
            document,
            profile: Profile::Full,
            format,
            language: Language::German,
        });
        job.step();
        let file = String::from_utf8(job.output().0.unwrap()).unwrap();
        assert!(file.contains("Lab"), "{file}");
    }

    #[test]
    fn what_is_no_document_gets_a_sentence() {
        let format = Format::writable().find(|format| *format != NATIVE).unwrap();
        let document = "{".to_owned();
        let mut job = ConversionJob::start(Conversion {
            document,
            profile: Profile::Full,
            format,
            language: Language::English,
        });
        job.step();
        let refused = job.output();
        assert!(refused.0.as_ref().is_err_and(|sentence| !sentence.is_empty()));
        let crossing: Vec<u8> = refused.clone().encode();
        assert_eq!(Converted::decode(crossing), Some(refused));
    }
}
