//! Files into networks: our own by `exchange`, those of other programs by `import`.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::{self, Read},
    path::Path,
    time::UNIX_EPOCH,
};

use gosmart::{
    exchange::{self, Format, ImportError, ImportWarning, WarningKind},
    i18n::{self, Language, import_files, import_problems},
    import::{
        self, Choices, Contents, Origin, Reads, Shape, SheetChoices,
        difference::{Decisions, Difference, Key, Reason, State},
    },
    model::{Id, Network, Stamp},
};
use gosmart_formats::table::Sheet;
use serde_json::Value;

use super::{Failure, clock, named, replace};

/// The options of every command that reads a network.
#[derive(Clone, Copy, Default)]
pub struct How<'a> {
    /// The name of the format, if it is forced.
    pub from: Option<&'a str>,
    /// A file that says what the columns of tables mean.
    pub columns: Option<&'a str>,
    /// A file to write what became of each row.
    pub report: Option<&'a str>,
    /// It is a part of a network: references may lead out of it.
    pub is_part: bool,
}

/// A network that was read, and what there is to say of that.
pub struct ReadNetwork {
    pub network: Network,
    pub problems: Vec<Problem>,
    /// Written by a later version of this program.
    pub newer: bool,
    pub by: Option<String>,
    /// How tables were understood, as `--columns` takes it.
    pub columns: Option<Value>,
}

pub struct Problem {
    pub place: String,
    pub what: String,
}

/// What can be read here.
fn readable() -> impl Iterator<Item = &'static Format> + Clone {
    Format::all()
        .filter(|format| Format::readable().any(|own| own == *format) || import::reader(format).is_some())
}

/// Reads a network and prints what is odd about it to standard error.
pub fn read(file: &str, how: How, language: Language) -> Result<ReadNetwork, Failure> {
    let format = how.from.map(|name| named(readable(), name)).transpose()?;
    let bytes = if file == "-" {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|error| refused(file, error))?;
    let parsed = match exchange::read_file(&bytes, file, format) {
        Ok(parsed) => parsed,
        Err(ImportError::NotReadable { format }) => {
            let reads = import::reader(format)
                .ok_or_else(|| refused(file, i18n::exchange::not_readable(language, format, readable())))?;
            return read_foreign(file, &bytes, reads, how, language);
        }
        Err(error) => return Err(refused(file, i18n::exchange::import_error(language, &error))),
    };
    if how.columns.or(how.report).is_some() {
        return Err(Failure::Call("--columns and --report are for files of other programs.".into()));
    }
    let leads_out =
        |warning: &ImportWarning| how.is_part && matches!(warning.kind, WarningKind::Dangling { .. });
    let problems = parsed.warnings.into_iter().filter(|warning| !leads_out(warning)).map(|warning| {
        let what = i18n::exchange::import_warning(language, &warning.kind);
        let record = warning.record.map(|record| format!(" ({record})")).unwrap_or_default();
        eprintln!("{file}: {}{record}: {what}", warning.place);
        Problem { place: warning.place, what }
    });
    Ok(ReadNetwork {
        problems: problems.collect(),
        network: parsed.network,
        newer: parsed.newer,
        by: parsed.by,
        columns: None,
    })
}

fn refused(file: &str, why: impl std::fmt::Display) -> Failure {
    Failure::File(format!("{file}: {why}"))
}

/// All that the file says, as changes of an empty network.
fn read_foreign(
    file: &str,
    bytes: &[u8],
    reads: Reads,
    how: How,
    language: Language,
) -> Result<ReadNetwork, Failure> {
    let contents = reads(bytes).map_err(|error| refused(file, import_files::read_error(language, &error)))?;
    let (incoming, choices) = match (&contents, how.columns) {
        (Contents::Tables(sheets), Some(columns)) => {
            let choices = chosen(columns, language)?;
            fits(&choices, sheets, language).map_err(|why| refused(columns, why))?;
            (import::read_tables(sheets, &choices), Some(choices))
        }
        (Contents::Tables(sheets), None) => {
            let choices = import::guess(sheets);
            for line in columns(&choices, language) {
                eprintln!("{file}: {line}");
            }
            (import::read_tables(sheets, &choices), Some(choices))
        }
        (Contents::Graph(_), Some(_)) => {
            return Err(Failure::Call("The option --columns is for tables.".into()));
        }
        (Contents::Graph(reading), None) => {
            (import::read_graph_file(reading, &import::guess_graph(&reading.graph)), None)
        }
    };
    let mut ids = (0..).map(|number| made_id(bytes, number));
    let mut new_id = || ids.next().unwrap_or_else(|| made_id(bytes, u64::MAX));
    let mut network = Network::new(incoming.network_id().cloned().unwrap_or_else(&mut new_id));
    let key = Key::guess(&incoming, &network);
    let difference = Difference::new(&incoming, &network, key, &Decisions::default());
    network.apply_all(difference.changes(new_id), now());
    if let Some(report) = how.report {
        let lines = difference.receipt_lines(language);
        replace(Path::new(report), lines.as_bytes()).map_err(|error| refused(report, error))?;
    }
    let place = match contents {
        Contents::Tables(_) => import_problems::place,
        Contents::Graph(_) => import_files::graph_place,
    };
    let problems = problems(&difference, |at| place(language, at), language);
    for Problem { place, what } in &problems {
        if place.is_empty() { eprintln!("{file}: {what}") } else { eprintln!("{file}: {place}: {what}") }
    }
    let columns = choices.map(|choices| choices.to_json());
    Ok(ReadNetwork { network, problems, newer: false, by: None, columns })
}

/// What was not taken as it stands, and which records were not taken or not as a whole.
fn problems(difference: &Difference, place: impl Fn(Origin) -> String, language: Language) -> Vec<Problem> {
    let found = difference.problems.iter().map(|problem| {
        let what = import_problems::sentence(language, &problem.kind);
        (problem.at, what)
    });
    let entries = difference.entries.iter().filter(|entry| {
        // What a problem says already, or what only stands in rows that are named anyway.
        let is_said = matches!(entry.reason, Some(Reason::Problem(_) | Reason::Unused));
        (entry.state == State::PutAside && !is_said) || !entry.remarks.is_empty()
    });
    let entries = entries.map(|entry| {
        let called = i18n::import::called(language, difference, entry);
        let said = difference.sentences(language, entry).join(" ");
        (entry.origin, format!("{called}: {said}"))
    });
    let mut all: Vec<_> = found.chain(entries).collect();
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(at, what)| Problem { place: at.map(&place).unwrap_or_default(), what }).collect()
}

/// A line for each column: what it was taken for. Kumu's sheets have fixed columns.
fn columns(choices: &Choices, language: Language) -> Vec<String> {
    let sheets = choices
        .sheets
        .iter()
        .filter(|sheet| matches!(sheet.shape, Shape::Records(_) | Shape::Within(..) | Shape::Across));
    let of_sheet = |sheet: &SheetChoices| -> Vec<String> {
        let columns = sheet.columns.iter().enumerate();
        columns.map(|(place, column)| import_files::column(language, sheet, place, column)).collect()
    };
    sheets.flat_map(of_sheet).collect()
}

fn chosen(file: &str, language: Language) -> Result<Choices, Failure> {
    let bytes = fs::read(file).map_err(|error| refused(file, error))?;
    let json: Value = serde_json::from_slice(&bytes)
        .map_err(|error| refused(file, import_files::no_json(language, error.line(), error.column())))?;
    Choices::from_json(&json).map_err(|error| refused(file, import_files::no_choices(language, &error)))
}

/// Choices go by the places of columns: those for a file with other headers would take one thing for another.
fn fits(choices: &Choices, sheets: &[Sheet], language: Language) -> Result<(), String> {
    for (sheet, choice) in sheets.iter().zip(&choices.sheets) {
        if !matches!(choice.shape, Shape::Records(_) | Shape::Within(..)) {
            continue;
        }
        let Some(header) = sheet.rows.iter().find(|row| Some(row.number) == choice.header) else { continue };
        for (place, (cell, column)) in header.cells.iter().zip(&choice.columns).enumerate() {
            if !cell.is_empty() && !column.title.is_empty() && *cell != column.title {
                let column = import_files::column(language, choice, place, column);
                return Err(import_files::other_headers(language, &column, cell));
            }
        }
    }
    Ok(())
}

/// Ids of one file, so that those of another are others and the same file gives the same.
fn made_id(bytes: &[u8], number: u64) -> Id {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    Id::from(format!("{:016x}-{number}", hasher.finish()).as_str())
}

fn now() -> Stamp {
    let since = clock().duration_since(UNIX_EPOCH).unwrap_or_default();
    Stamp(u64::try_from(since.as_millis()).unwrap_or(u64::MAX))
}
