mod grid;
mod ods;
mod package;
mod value;
mod xls;
mod xlsx;

use std::fmt;
use std::io::Read;

use package::Package;

use super::Sheet;

/// Why a workbook cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Neither an Excel nor an OpenDocument workbook, or an Excel workbook older than of 1997 or of the binary kind.
    NotAWorkbook,
    /// It asks for a password.
    Encrypted,
    /// Unpacked, it is larger than any table of people is, and perhaps meant to be.
    TooLarge,
    /// What is wrong, as the library says it.
    Broken(String),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAWorkbook => f.write_str("not a workbook"),
            Self::Encrypted => f.write_str("encrypted"),
            Self::TooLarge => f.write_str("too large"),
            Self::Broken(what) => write!(f, "broken: {what}"),
        }
    }
}

impl std::error::Error for ReadError {}

/// All sheets of an Excel workbook (`.xlsx`, `.xls`) or of an OpenDocument one (`.ods`), in their order. Dates are
/// `2026-11-27`, with the time behind it where there is one; numbers have a point and no zeros at their end; what is
/// true or false is `true` or `false`. Of merged cells the first one has the text, and those below it in the same
/// column, as far as their rows have other cells.
pub fn read_workbook(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let sheets = if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        xls::read(bytes)?
    } else if bytes.starts_with(b"PK") {
        let mut package = Package::open(bytes)?;
        if package.has("content.xml") {
            ods::read(&mut package)?
        } else if has_spreadsheet(&mut package)? {
            xlsx::read(bytes)?
        } else {
            Vec::new()
        }
    } else {
        Vec::new()
    };
    if sheets.is_empty() { Err(ReadError::NotAWorkbook) } else { Ok(sheets) }
}

/// Texts and presentations come in packages of the same kind.
fn has_spreadsheet(package: &mut Package<'_>) -> Result<bool, ReadError> {
    let list = "[Content_Types].xml";
    let mut types = String::new();
    if package.has(list) {
        package.file(list)?.read_to_string(&mut types).map_err(broken)?;
    }
    let kinds = [
        "spreadsheetml.sheet",
        "spreadsheetml.template",
        "excel.sheet.macroEnabled",
        "excel.template.macroEnabled",
    ];
    Ok(kinds.iter().any(|kind| types.contains(&format!("{kind}.main+xml"))))
}

fn broken(error: impl fmt::Display) -> ReadError {
    ReadError::Broken(error.to_string())
}
