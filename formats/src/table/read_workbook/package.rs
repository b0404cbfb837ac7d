use std::io::{BufReader, Cursor, Read, copy, sink};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::{ReadError, broken};

/// Bytes, unpacked.
const MOST_BYTES: u64 = 256 << 20;
/// Tables are packed to a tenth or a fiftieth; what is this large and packed better was made to fill memory.
const LARGE: u64 = 50 << 20;
const BEST_RATIO: u64 = 200;

/// A workbook's files, which are known to unpack to what memory holds.
pub(super) struct Package<'a>(ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// Believes the sizes that the package says: from a file that turns out larger, zip reads nothing.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut package = Self(ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?);
        let mut size = 0u64;
        let mut strings = Vec::new();
        for index in 0..package.0.len() {
            let file = package.0.by_index_raw(index).map_err(zip_error)?;
            size = size.saturating_add(file.size());
            if file.encrypted() {
                return Err(ReadError::Encrypted);
            }
            if file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml")) {
                strings.push(index);
            }
        }
        if size > MOST_BYTES || (size > LARGE && size / BEST_RATIO > bytes.len() as u64) {
            return Err(ReadError::TooLarge);
        }
        for index in strings {
            let length =
                copy(&mut package.0.by_index(index).map_err(zip_error)?, &mut sink()).map_err(broken)?;
            check_count(package.0.by_index(index).map_err(zip_error)?, length)?;
        }
        Ok(package)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.index_for_name(name).is_some()
    }

    pub(super) fn file(&mut self, name: &str) -> Result<BufReader<impl Read>, ReadError> {
        self.0.by_name(name).map(BufReader::new).map_err(zip_error)
    }
}

/// calamine makes room for as many strings as the file says that it has. Each is at least `<si/>`.
fn check_count(file: ZipFile<'_, Cursor<&[u8]>>, length: u64) -> Result<(), ReadError> {
    let mut reader = Reader::from_reader(BufReader::new(file));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(broken)? {
            Event::Start(element) | Event::Empty(element) if element.local_name().as_ref() == "sst" => {
                let digits = |text: &str| {
                    let from = text.trim_start_matches(|c: char| !c.is_ascii_digit());
                    from.split(|c: char| !c.is_ascii_digit())
                        .next()
                        .unwrap_or_default()
                        .parse()
                        .unwrap_or(u64::MAX)
                };
                let mut counts = element.attributes_raw().split("uniqueCount").skip(1).map(digits);
                return if counts.all(|count| count <= length / 5) {
                    Ok(())
                } else {
                    Err(ReadError::Broken("more strings than bytes".into()))
                };
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn zip_error(error: ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => ReadError::Encrypted,
        error => broken(error),
    }
}
