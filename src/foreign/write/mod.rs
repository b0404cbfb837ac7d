//! What writes, format by format.

mod graph;
mod kumu_sheets;
mod linked_data;
mod list;
mod names;
mod sheets;
mod template;

use gosmart_formats::{
    graph::{WritableFormat, write as write_graph},
    table::{WriteError, write_csv, write_workbook},
};

pub use graph::{graph, kumu};
pub use linked_data::linked_data;
pub use list::{join, split};
pub use sheets::{ID, actor_list, workbook};
pub use template::template;

use crate::{
    exchange::{self, Format, Header, Redacted},
    i18n::Language,
};

/// Makes a file, in the words of a language. The same network gives the same bytes.
pub type Writes = fn(&Redacted, Header, Language) -> Result<Vec<u8>, WriteError>;

/// By the names of formats. Whoever names this table links all that writes.
static WRITERS: &[(&str, Writes)] = &[
    ("gosmart", |part, header, _| Ok(exchange::write(part, header).into_bytes())),
    ("csv", |part, _, language| Ok(write_csv(&actor_list(part, language)))),
    ("xlsx", |part, _, language| write_workbook(&workbook(part, language))),
    ("xlsx-template", |part, _, language| write_workbook(&template(part, language))),
    ("graphml", |part, _, _| Ok(write_graph(&graph(part), WritableFormat::GraphMl))),
    ("gexf", |part, _, _| Ok(write_graph(&graph(part), WritableFormat::Gexf))),
    ("kumu", |part, _, language| Ok(write_graph(&kumu(part, language), WritableFormat::Kumu))),
    ("kumu-xlsx", |part, _, language| write_workbook(&kumu_sheets::sheets(&kumu(part, language)))),
    ("json-ld", |part, _, _| Ok(linked_data(part).into_bytes())),
];

/// What writes files of a format, if anything does.
pub fn writer(format: &Format) -> Option<Writes> {
    WRITERS.iter().find(|(name, _)| *name == format.name).map(|(_, writes)| *writes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_to_be_written_is_written() {
        let said: Vec<&str> = Format::writable().map(|format| format.name).collect();
        let mut written: Vec<&str> = WRITERS.iter().map(|(name, _)| *name).collect();
        written.sort_by_key(|name| said.iter().position(|said| said == name));
        assert_eq!(written, said);
    }
}
