//! The files of an import, taken apart.

use gosmart_formats::text::{self, Encoding};

use super::{Choice, FileReport, NamedFile, report::number};
use crate::{
    exchange::{self, Format, ImportError},
    i18n::{self, Language, import_choices, import_files},
    import::{self, Contents},
};

/// A file, and how its text is read if it is one.
pub(super) struct File {
    pub(super) named: NamedFile,
    pub(super) report: FileReport,
    pub(super) encoding: Option<Encoding>,
    pub(super) heals: bool,
}

/// The order counts: it is what the page offers.
const ENCODINGS: [(Encoding, &str); 5] = [
    (Encoding::Utf8, "utf-8"),
    (Encoding::Windows1252, "windows-1252"),
    (Encoding::Cp850, "cp850"),
    (Encoding::Utf16Le, "utf-16le"),
    (Encoding::Utf16Be, "utf-16be"),
];

/// What the page calls an encoding.
pub(super) fn encoding_named(name: &str) -> Option<Encoding> {
    ENCODINGS.iter().find(|(_, known)| *known == name).map(|(encoding, _)| *encoding)
}

impl File {
    /// `None` for what is read by itself.
    ///
    /// # Errors
    /// The sentence that says why it cannot be read.
    pub(super) fn read(&mut self, language: Language) -> Result<Option<Contents>, String> {
        self.report =
            FileReport { name: self.named.name.clone(), heals: self.heals, ..FileReport::default() };
        let NamedFile { name, bytes } = &self.named;
        let format = match exchange::read_file(bytes, name, None) {
            Err(ImportError::NotReadable { format }) => format,
            // One column of words, pasted.
            Err(ImportError::NotJson { .. } | ImportError::NotText { .. }) if name.is_empty() => csv(),
            Ok(_) => {
                self.report.waits = true;
                return Err(import_choices::waits(language, true).to_owned());
            }
            Err(ImportError::Empty) => return Err(import_choices::nothing_in_it(language).to_owned()),
            Err(error) => return Err(i18n::exchange::import_error(language, &error)),
        };
        self.report.format = i18n::exchange::format_alone(language, format);
        if *format == *csv() {
            return Ok(Some(self.read_text(language)));
        }
        let readable =
            || Format::all().filter(|format| *format == exchange::NATIVE || import::reader(format).is_some());
        let reads = import::reader(format)
            .ok_or_else(|| i18n::exchange::not_readable(language, format, readable()))?;
        let contents = reads(bytes).map_err(|error| import_files::read_error(language, &error))?;
        let is_empty = match &contents {
            Contents::Tables(sheets) => sheets.iter().all(|sheet| sheet.rows.is_empty()),
            Contents::Graph(reading) => reading.graph.nodes.is_empty(),
        };
        if is_empty { Err(import_choices::nothing_in_it(language).to_owned()) } else { Ok(Some(contents)) }
    }

    fn read_text(&mut self, language: Language) -> Contents {
        let bytes = &self.named.bytes;
        let encoding = self.encoding.unwrap_or_else(|| text::detect(bytes));
        let read = import::read_text(bytes, encoding, self.heals);
        let sample_in = |encoding| text::sample(&text::decode(bytes, encoding)).unwrap_or_default();
        let report = &mut self.report;
        report.sample = sample_in(encoding);
        let choices = ENCODINGS.iter().map(|(other, value)| {
            let (label, sample) = (import_choices::encoding(language, *other), sample_in(*other));
            let label = if sample.is_empty() { label.to_owned() } else { format!("{label}: {sample}") };
            Choice { value: (*value).to_owned(), label }
        });
        report.encodings = choices.collect();
        let name = ENCODINGS.iter().find(|(other, _)| *other == encoding).map(|(_, name)| *name);
        report.encoding = name.unwrap_or_default().to_owned();
        report.encoded_twice = number(read.encoded_twice);
        Contents::Tables(vec![read.sheet])
    }
}

fn csv() -> &'static Format {
    Format::all().find(|format| format.name == "csv").unwrap_or(exchange::NATIVE)
}

pub(super) fn media_type(format: &str) -> String {
    Format::all().find(|known| known.name == format).map_or("", |format| format.media_type).to_owned()
}

/// A sheet's name where there are several files: that of the file tells most.
pub(super) fn name_among(files: usize, file: &str, sheet: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    match (files, sheet) {
        (_, "") => stem.to_owned(),
        (1, sheet) => sheet.to_owned(),
        (_, sheet) => format!("{stem}: {sheet}"),
    }
}
