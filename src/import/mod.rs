//! Tables and graphs of other programs as records, before anything happens with them.
//!
//! What a file says becomes an [`Incoming`]: a network of its own, with the place of each record in the file and a
//! [`Problem`] for everything that was not taken as it stands. `gosmart_formats` has made sheets or a graph of the
//! bytes before. Nothing here knows what is in the present network.

mod across;
mod builder;
mod choices;
mod columns;
mod content;
pub mod difference;
mod files;
mod graph;
mod kumu;
mod meaning;
mod rows;
mod separator;
mod shape;
mod tables;
mod values;

use std::collections::HashMap;

use gosmart_formats::{problem, table::FaultKind};

pub use choices::{Choices, Column, NoChoices, Shape, SheetChoices};
pub use columns::Certainty;
pub use files::{Contents, ReadError, Reads, TextTable, read_graph_file, read_text, reader};
pub use graph::{EdgeMeaning, GraphChoices, guess_graph, guess_graph_by, read_graph, relation_of, text_of};
pub use meaning::{Meaning, Target};
pub use separator::Separator;
pub use shape::{MOST_ABOVE, guess, guess_as};
pub use tables::read_tables;

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

impl Origin {
    /// The id that is made for a record that stands here and has none; of several here the later ones are numbered.
    fn made_id(self) -> Id {
        let sheet = if self.sheet > 1 { format!("{}-", self.sheet) } else { String::new() };
        let column = self.column.map_or_else(String::new, |column| format!("-{column}"));
        Id::from(format!("row-{sheet}{}{column}", self.row).as_str())
    }
}

impl Incoming {
    /// The id of the network itself, where the file names it.
    pub fn network_id(&self) -> Option<&Id> {
        let id = &self.network.about.id;
        let key = (TableName::Network, id.clone());
        (self.origins.contains_key(&key) && self.is_own_id(TableName::Network, id)).then_some(id)
    }

    /// Whether the id of a record is the file's own and means something beyond it.
    fn is_own_id(&self, table: TableName, id: &Id) -> bool {
        let is_made = || {
            let made = self.origins.get(&(table, id.clone())).map(|at| at.made_id());
            made.and_then(|made| id.as_str().strip_prefix(made.as_str())).is_some_and(|rest| {
                rest.is_empty() || rest.strip_prefix('-').is_some_and(|number| number.parse::<u32>().is_ok())
            })
        };
        self.has_ids && !is_made()
    }
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

/// Texts are as they stand in the file, long ones by their beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A row of sums was left out; what it says of itself.
    SumRow(String),
    /// A row that our template makes up was left out.
    ExampleRow(String),
    /// A cell was read in another way than it stands.
    Cell(FaultKind),
    /// Something in the file of a graph was mended or left out.
    Graph(problem::ProblemKind),
    /// A column was left out, because nobody knows what it means.
    ColumnLeftOut(String),
    SheetLeftOut(String),
    /// A sheet with actors across has more cells than are turned round.
    TooLargeToTurn,
    /// A column says something of people. It becomes contacts, which are in no public file.
    Personal(String),
    /// A contact was marked as public; it stays within the network.
    NeverPublic,
    /// A row without a name belongs to the actor above.
    GoesOn(String),
    /// What a record requires is not there, so there is no record.
    Missing(Target),
    /// A value that its column cannot hold. It is not taken; without it the record is.
    NotUnderstood {
        title: String,
        value: String,
    },
    /// A row above says something else of the same actor, and that counts.
    SaidOtherwise(Target),
    /// A value for which a record of this kind has no field, such as the level of a need.
    NoField {
        title: String,
        value: String,
    },
    /// A month or a year, which is kept as it stands.
    NoDay {
        title: String,
        value: String,
    },
    /// Two rows have this id; the later one gets another.
    DoubleId(String),
    /// A name that nothing in the file bears.
    NotThere {
        table: TableName,
        name: String,
    },
    /// A connection between things of these kinds that says nothing here.
    NoRelation(String),
}

#[cfg(test)]
mod tests;
