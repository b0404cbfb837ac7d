//! Tables and graphs of other programs as records, before anything happens with them.
//!
//! What a file says becomes an [`Incoming`]: a network of its own, with the place of each record in the file and a
//! [`Problem`] for everything that was not taken as it stands. `gosmart_formats` has made sheets or a graph of the
//! bytes before. Nothing here knows what is in the present network.

use std::collections::HashMap;

use crate::model::{Id, Network, TableName};

/// What a file says, as records of their own.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Ids are the file's own where it has some, else made up by place (`row-12`); only what the file says is filled
    /// in.
    pub network: Network,
    /// Where each record stands in the file.
    pub origins: HashMap<(TableName, Id), Origin>,
    /// Whether ids are the file's own and mean something beyond it, as in our own exports.
    pub has_ids: bool,
    pub problems: Vec<Problem>,
}

/// A place in a file, as the spreadsheet counts, from 1. In graphs nodes are sheet 0 and edges sheet 1, and the row is
/// the place among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    pub sheet: u32,
    pub row: u32,
    pub column: Option<u32>,
}

/// Something in a file that was not taken as it stands. The sentences live in `i18n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub grade: Grade,
    pub at: Option<Origin>,
    pub kind: ProblemKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Good to know.
    Note,
    /// Something was understood in part.
    Warning,
    /// The record cannot be taken.
    Error,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A row of sums was left out; what it says of itself.
    SumRow(String),
}
