use std::io::Cursor;

use calamine::{Data, Dimensions, Reader, SheetType, SheetVisible, Xls, XlsError};

use super::super::{FaultKind, Sheet};
use super::grid::{Budget, Grid};
use super::{ReadError, broken, value};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    if is_encrypted_package(bytes) {
        return Err(ReadError::Encrypted);
    }
    let mut workbook = Xls::new(Cursor::new(bytes)).map_err(|error| match error {
        XlsError::Password => ReadError::Encrypted,
        error => broken(error),
    })?;
    let mut budget = Budget::default();
    let sheets = workbook.sheets_metadata().to_vec();
    let worksheets = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    worksheets
        .map(|sheet| {
            let mut grid = Grid::default();
            let range = workbook.worksheet_range(&sheet.name).map_err(broken)?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let (row, column) = (first_row + row as u32, first_column + column as u32);
                match value {
                    Data::Error(error) => grid.fault(row, column, FaultKind::Error(error.to_string())),
                    value => grid.set(row, column, &text(value), &mut budget)?,
                }
            }
            for Dimensions { start, end } in
                workbook.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?
            {
                grid.merge(start.0, start.1, end.0.saturating_sub(start.0) + 1, &mut budget)?;
            }
            Ok(grid.sheet(sheet.name, sheet.visible != SheetVisible::Visible))
        })
        .collect()
}

/// An encrypted `.xlsx` is a stream of this name in a file that begins like an `.xls`. Entries of its directory are 128
/// bytes long and begin with the name.
fn is_encrypted_package(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.chunks(128).any(|entry| entry.starts_with(&name))
}

fn text(value: &Data) -> String {
    match value {
        Data::Int(value) => value.to_string(),
        Data::Float(value) => value::number(*value),
        Data::String(text) => text.clone(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) => value::moment(moment),
        Data::DateTimeIso(text) => value::iso_moment(text),
        Data::DurationIso(text) => value::iso_duration(text),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
