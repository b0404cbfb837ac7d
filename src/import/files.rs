//! Files of other programs, from bytes to sheets or a graph. What they mean is still open then.

use gosmart_formats::{
    graph::{self, Reading},
    problem,
    table::{self, Fault, FaultKind, Sheet, read_delimited, read_workbook},
    text,
};

use super::{Grade, GraphChoices, Incoming, Origin, Problem, ProblemKind, read_graph};
use crate::exchange::Format;

#[derive(Clone, Debug, PartialEq)]
pub enum Contents {
    Tables(Vec<Sheet>),
    Graph(Reading),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    Table(table::ReadError),
    Graph(problem::ReadError),
}

/// Takes a file apart.
pub type Reads = fn(&[u8]) -> Result<Contents, ReadError>;

/// By the names of formats. Whoever names this table links all that reads.
static READERS: &[(&str, Reads)] = &[
    ("csv", |bytes| Ok(Contents::Tables(vec![read_text(bytes, text::detect(bytes), true).sheet]))),
    ("xlsx", workbook),
    ("kumu-xlsx", workbook),
    ("xls", workbook),
    ("ods", workbook),
    ("kumu", |bytes| graph(bytes, graph::Format::Kumu)),
    ("graphml", |bytes| graph(bytes, graph::Format::GraphMl)),
    ("gexf", |bytes| graph(bytes, graph::Format::Gexf)),
    ("graphology", |bytes| graph(bytes, graph::Format::Graphology)),
    ("node-link", |bytes| graph(bytes, graph::Format::NodeLink)),
    ("cytoscape", |bytes| graph(bytes, graph::Format::Cytoscape)),
];

/// What takes files of a format apart, if anything does; our own are read by [`crate::exchange::read_file`].
pub fn reader(format: &Format) -> Option<Reads> {
    READERS.iter().find(|(name, _)| *name == format.name).map(|(_, reads)| *reads)
}

/// A table that is text.
pub struct TextTable {
    pub sheet: Sheet,
    /// How many cells had been through a wrong encoding before.
    pub encoded_twice: usize,
}

/// Text in an encoding as a table. What went through a wrong one before is mended where `heals` says so, cell by cell.
pub fn read_text(bytes: &[u8], encoding: text::Encoding, heals: bool) -> TextTable {
    let mut sheet = read_delimited(&text::decode(bytes, encoding), None).sheet;
    let mut encoded_twice = 0;
    for row in &mut sheet.rows {
        for (column, cell) in (1..).zip(&mut row.cells) {
            if !text::looks_encoded_twice(cell) {
                continue;
            }
            encoded_twice += 1;
            if heals {
                *cell = text::heal(cell);
                sheet.faults.push(Fault { row: row.number, column, kind: FaultKind::EncodedTwice });
            }
        }
    }
    TextTable { sheet, encoded_twice }
}

fn workbook(bytes: &[u8]) -> Result<Contents, ReadError> {
    read_workbook(bytes).map(Contents::Tables).map_err(ReadError::Table)
}

fn graph(bytes: &[u8], format: graph::Format) -> Result<Contents, ReadError> {
    graph::read(bytes, format).map(Contents::Graph).map_err(ReadError::Graph)
}

/// What a graph says, understood as chosen, with what was mended or left out when its file was read.
pub fn read_graph_file(reading: &Reading, choices: &GraphChoices) -> Incoming {
    let mut incoming = read_graph(&reading.graph, choices);
    let problems = reading.problems.iter().map(|problem| {
        let at = |sheet, number: usize| {
            Some(Origin { sheet, row: u32::try_from(number).unwrap_or(u32::MAX), column: None })
        };
        let at = match problem.subject {
            problem::Subject::File => None,
            problem::Subject::Node { number, .. } => at(0, number),
            problem::Subject::Edge { number, .. } => at(1, number),
        };
        Problem { grade: Grade::Warning, at, kind: ProblemKind::Graph(problem.kind.clone()) }
    });
    incoming.problems.splice(0..0, problems);
    incoming
}
