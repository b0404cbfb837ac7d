//! Files of other programs, from bytes to sheets or a graph. What they mean is still open then.

use gosmart_formats::{
    graph::{self, Reading},
    problem,
    table::{self, Fault, FaultKind, Sheet, read_delimited, read_workbook},
    text,
};

use super::{Grade, Incoming, Origin, Problem, ProblemKind, guess_graph, read_graph};
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
    ("csv", |bytes| Ok(Contents::Tables(vec![delimited(bytes)]))),
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

/// Text in whatever encoding it is. What went through a wrong one before is mended, cell by cell.
fn delimited(bytes: &[u8]) -> Sheet {
    let mut sheet = read_delimited(&text::decode(bytes, text::detect(bytes)), None).sheet;
    for row in &mut sheet.rows {
        for (column, cell) in (1..).zip(&mut row.cells) {
            if text::looks_encoded_twice(cell) {
                *cell = text::heal(cell);
                sheet.faults.push(Fault { row: row.number, column, kind: FaultKind::EncodedTwice });
            }
        }
    }
    sheet
}

fn workbook(bytes: &[u8]) -> Result<Contents, ReadError> {
    read_workbook(bytes).map(Contents::Tables).map_err(ReadError::Table)
}

fn graph(bytes: &[u8], format: graph::Format) -> Result<Contents, ReadError> {
    graph::read(bytes, format).map(Contents::Graph).map_err(ReadError::Graph)
}

/// What a graph probably says, with what was mended or left out when its file was read.
pub fn read_guessed_graph(reading: &Reading) -> Incoming {
    let mut incoming = read_graph(&reading.graph, &guess_graph(&reading.graph));
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
