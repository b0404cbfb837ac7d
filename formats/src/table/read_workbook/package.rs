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
    /// Unpacks everything once and keeps nothing, because the sizes in a package may be wrong.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let mut package = Self(ZipArchive::new(Cursor::new(bytes)).map_err(zip_error)?);
        let packed = bytes.len() as u64;
        let too_large = |size: u64| size > MOST_BYTES || (size > LARGE && size / BEST_RATIO > packed);
        let mut said = 0u64;
        for index in 0..package.0.len() {
            said = said.saturating_add(package.0.by_index_raw(index).map_err(zip_error)?.size());
        }
        if too_large(said) {
            return Err(ReadError::TooLarge);
        }
        let mut size = 0;
        for index in 0..package.0.len() {
            let mut file = package.0.by_index(index).map_err(zip_error)?;
            let strings =
                file.name().is_ok_and(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
            let length = copy(&mut file.by_ref().take(MOST_BYTES + 1 - size), &mut sink()).map_err(broken)?;
            size += length;
            if too_large(size) {
                return Err(ReadError::TooLarge);
            }
            drop(file);
            if strings {
                check_count(package.0.by_index(index).map_err(zip_error)?, length)?;
            }
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

/// calamine makes room for as many strings as the file says that it has.
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
                return if counts.all(|count| count <= length) {
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
