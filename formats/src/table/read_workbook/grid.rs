use std::collections::BTreeMap;

use super::super::{Fault, FaultKind, Row, Sheet};
use super::ReadError;

/// As many as a hundred thousand rows of a hundred columns have. Small files can ask for billions: by repeating one
/// cell, or by a cell in the last column.
const MOST_CELLS: usize = 10_000_000;
const MOST_BYTES: usize = 256 << 20;

/// What the sheets of one workbook have used of what they may use.
#[derive(Default)]
pub(super) struct Budget {
    cells: usize,
    bytes: usize,
}

impl Budget {
    pub(super) fn spend(&mut self, cells: usize, bytes: usize) -> Result<(), ReadError> {
        self.cells = self.cells.saturating_add(cells);
        self.bytes = self.bytes.saturating_add(bytes);
        if self.cells > MOST_CELLS || self.bytes > MOST_BYTES { Err(ReadError::TooLarge) } else { Ok(()) }
    }
}

/// A sheet on its way. Rows and columns are counted from 0.
#[derive(Default)]
pub(super) struct Grid {
    rows: BTreeMap<u32, Vec<String>>,
    faults: Vec<Fault>,
}

impl Grid {
    pub(super) fn set(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
        budget: &mut Budget,
    ) -> Result<(), ReadError> {
        let text = text.trim();
        let (row_limit, column_limit) = (1 << 20, 1 << 14);
        if row >= row_limit || column >= column_limit {
            return Err(ReadError::Broken(format!("a cell at row {row}, column {column}")));
        }
        if text.is_empty() {
            return Ok(());
        }
        let cells = self.rows.entry(row).or_default();
        let at = column as usize;
        budget.spend((at + 1).saturating_sub(cells.len()), text.len())?;
        if cells.len() <= at {
            cells.resize(at + 1, String::new());
        }
        text.clone_into(&mut cells[at]);
        Ok(())
    }

    pub(super) fn fault(&mut self, row: u32, column: u32, kind: FaultKind) {
        self.faults.push(Fault { row: row.saturating_add(1), column: column.saturating_add(1), kind });
    }

    /// Gives what stands in a cell to those below it, as many rows as there are in all.
    pub(super) fn merge(
        &mut self,
        row: u32,
        column: u32,
        rows: u32,
        budget: &mut Budget,
    ) -> Result<(), ReadError> {
        let at = column as usize;
        let text =
            self.rows.get(&row).and_then(|cells| cells.get(at)).filter(|text| !text.is_empty()).cloned();
        let (Some(text), 2..) = (text, rows) else {
            return Ok(());
        };
        self.fault(row, column, FaultKind::Merged { rows });
        for cells in self.rows.range_mut(row + 1..row.saturating_add(rows)).map(|(_, cells)| cells) {
            budget.spend((at + 1).saturating_sub(cells.len()).max(1), text.len())?;
            if cells.len() <= at {
                cells.resize(at + 1, String::new());
            }
            if cells[at].is_empty() {
                cells[at].clone_from(&text);
            }
        }
        Ok(())
    }

    pub(super) fn sheet(self, name: String, hidden: bool) -> Sheet {
        let rows = self.rows.into_iter().map(|(row, cells)| Row { number: row + 1, cells }).collect();
        Sheet { name, rows, hidden, faults: self.faults }
    }
}
