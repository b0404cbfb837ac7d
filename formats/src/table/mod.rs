//! Tables, as people keep them in spreadsheets.

/// A sheet as it is written.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    pub name: String,
    pub columns: Vec<Column>,
    /// As many cells in each as there are columns.
    pub rows: Vec<Vec<String>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    pub title: String,
    pub content: Content,
    /// What a spreadsheet offers to choose from; empty where anything may stand.
    pub choices: Vec<String>,
}

/// How a spreadsheet shall take the cells of a column; empty ones stay empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Content {
    #[default]
    Text,
    Number,
    /// `2026-11-27`.
    Date,
}

/// A sheet as it was read: whatever stood there, as text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// As the spreadsheet numbers it, from 1; for text, the line it begins at.
    pub number: u32,
    pub cells: Vec<String>,
}
