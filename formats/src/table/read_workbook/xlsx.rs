use std::io::Cursor;

use calamine::{DataRef, Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::super::{FaultKind, Sheet};
use super::grid::{Budget, Grid};
use super::{ReadError, broken, value};

pub(super) fn read(bytes: &[u8]) -> Result<Vec<Sheet>, ReadError> {
    let mut workbook = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut budget = Budget::default();
    let sheets = workbook.sheets_metadata().to_vec();
    let worksheets = sheets.into_iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    worksheets
        .map(|sheet| {
            let mut grid = Grid::default();
            cells(&mut workbook, &sheet.name, &mut grid, &mut budget)?;
            for Dimensions { start, end } in
                workbook.merge_cells_by_sheet_name(&sheet.name).map_err(broken)?
            {
                let rows = end.0.saturating_sub(start.0).saturating_add(1);
                grid.merge(start.0, start.1, rows, &mut budget)?;
            }
            Ok(grid.sheet(sheet.name, sheet.visible != SheetVisible::Visible))
        })
        .collect()
}

/// One by one: the library would else make a rectangle of them, up to the last column of the last row.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    grid: &mut Grid,
    budget: &mut Budget,
) -> Result<(), ReadError> {
    let mut cells = match workbook.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(broken(error)),
    };
    let mut last = None;
    let mut unknown = None;
    loop {
        match cells.next_cell() {
            Ok(next) => {
                let at = next.as_ref().map(|cell| cell.get_position());
                if let Some(error) = unknown.take() {
                    let (row, column) = between(last, at);
                    grid.fault(row, column, FaultKind::Error(error));
                }
                let Some(cell) = next else {
                    return Ok(());
                };
                let (row, column) = cell.get_position();
                match cell.get_value() {
                    DataRef::Error(error) => grid.fault(row, column, FaultKind::Error(error.to_string())),
                    value => grid.set(row, column, &text(value), budget)?,
                }
                last = at;
            }
            // Newer than the library: `#SPILL!`. It goes on behind it.
            Err(XlsxError::CellError(error)) => {
                if let Some(error) = unknown.replace(error) {
                    let (row, column) = between(last, None);
                    grid.fault(row, column, FaultKind::Error(error));
                    last = Some((row, column));
                }
            }
            Err(error) => return Err(broken(error)),
        }
    }
}

/// Where a cell stands of which only its neighbours in the file are known.
fn between(last: Option<(u32, u32)>, next: Option<(u32, u32)>) -> (u32, u32) {
    match (last, next) {
        (None, Some((row, column))) => (row, column.saturating_sub(1)),
        (Some((above, _)), Some((row, column))) if above != row && column > 0 => (row, column - 1),
        (Some((row, column)), _) => (row, column.saturating_add(1)),
        (None, None) => (0, 0),
    }
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(value) => value.to_string(),
        DataRef::Float(value) => value::number(*value),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::DateTime(moment) => value::moment(moment),
        DataRef::DateTimeIso(text) => value::iso_moment(text),
        DataRef::DurationIso(text) => value::iso_duration(text),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
