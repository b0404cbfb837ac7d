//! The formats of files, one row each. Ours is read by `read.rs` and written by `write.rs`; what files of other programs
//! are made of stands in the room `foreign`, and here only what they have room for.

use std::fmt;

use serde_json::Value;

use super::{
    FORMAT, ImportError, ParsedNetwork,
    losses::{self, Capacity},
    parse::Oddity,
    read,
};

/// A kind of file: what it is called, and how its files are called.
pub struct Format {
    /// For the options `--from` and `--to`.
    pub name: &'static str,
    /// What one such file is called, with an article that German puts before an object too.
    pub german: &'static str,
    pub english: &'static str,
    /// Of file names, in lower case and without the dot; the usual one first.
    pub endings: &'static [&'static str],
    pub media_type: &'static str,
    is_read: bool,
    is_written: bool,
}

/// How a kind of file is told from others, and how it is read.
pub(super) struct Codec {
    recognises: fn(&FileContent) -> bool,
    pub(super) reads: Option<Reads>,
}

type Reads = fn(FileContent) -> Result<ParsedNetwork, ImportError>;

/// Three tables of the same rows: who names a format shall not link what reads it and what it has room for.
macro_rules! formats {
    ($($name:literal: $german:literal, $english:literal, $endings:expr, $media_type:literal,
       recognises $recognises:expr $(, reads $reads:expr)? $(, holds $holds:expr)?;)*) => {
        const FORMATS: &[&Format] = &[$(&Format {
            name: $name,
            german: $german,
            english: $english,
            endings: &$endings,
            media_type: $media_type,
            is_read: is_there!($($reads)?),
            is_written: is_there!($($holds)?),
        }),*];

        static CODECS: &[Codec] = &[$(Codec {
            recognises: $recognises,
            reads: option!($($reads)?),
        }),*];

        static CAPACITIES: &[Option<Capacity>] = &[$(option!($($holds)?)),*];
    };
}

macro_rules! is_there {
    () => {
        false
    };
    ($there:expr) => {
        true
    };
}

macro_rules! option {
    () => {
        None
    };
    ($some:expr) => {
        Some($some)
    };
}

// The first that recognises a file has it.
formats! {
    "gosmart": "eine GoSMART-Datei (JSON)", "a GoSMART file (JSON)", ["json"], "application/json",
        recognises |file| file.json_field("format").and_then(Value::as_str) == Some(FORMAT),
        reads read::document, holds losses::NATIVE;
    "xlsx": "eine Excel-Datei", "an Excel file", ["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        recognises |file| file.is_archive() && file.holds(b"xl/workbook."), holds losses::WORKBOOK;
    "ods": "eine OpenDocument-Tabelle", "an OpenDocument spreadsheet", ["ods"],
        "application/vnd.oasis.opendocument.spreadsheet",
        recognises |file| file.is_archive() && file.holds(b"opendocument.spreadsheet");
    "xls": "eine Excel-Datei alter Art", "an Excel file of the old kind", ["xls"], "application/vnd.ms-excel",
        recognises |file| file.bytes.starts_with(b"\xd0\xcf\x11\xe0");
    "xlsx-template": "eine leere Excel-Vorlage", "an empty Excel template", ["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        recognises |_| false, holds losses::TEMPLATE;
    "kumu-xlsx": "eine Excel-Datei für Kumu", "an Excel file for Kumu", ["xlsx"],
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        recognises |_| false, holds losses::KUMU;
    "zip": "ein ZIP-Archiv", "a ZIP archive", ["zip"], "application/zip",
        recognises |file| file.is_archive();
    "pdf": "eine PDF-Datei", "a PDF file", ["pdf"], "application/pdf",
        recognises |file| file.bytes.starts_with(b"%PDF");
    "kumu": "eine Kumu-Datei", "a Kumu file", ["json"], "application/json",
        recognises |file| file.has_list("elements") && (file.has_list("connections") || file.has_list("maps")),
        holds losses::KUMU;
    "json-ld": "eine Datei mit verknüpften Daten (JSON-LD)", "a file of linked data (JSON-LD)", ["jsonld"],
        "application/ld+json",
        recognises |file| file.json_field("@context").is_some(), holds losses::LINKED_DATA;
    "graphology": "eine Graph-Datei mit Knoten und Kanten (graphology)", "a graph file with nodes and edges (graphology)",
        ["json"], "application/json",
        recognises |file| file.has_list("nodes") && file.has_list("edges") && file.all_nodes_have("key");
    "cytoscape": "eine Cytoscape-Datei", "a Cytoscape file", ["cyjs"], "application/json",
        recognises |file| {
            file.json_field("elements").is_some() || file.has_list("nodes") && file.all_nodes_have("data")
        };
    "node-link": "eine Graph-Datei mit Knoten und Verbindungen (networkx, D3)", "a graph file with nodes and links (networkx, D3)",
        ["json"], "application/json",
        recognises |file| file.has_list("nodes") && (file.has_list("links") || file.has_list("edges"));
    "graphml": "eine GraphML-Datei", "a GraphML file", ["graphml"], "application/xml",
        recognises |file| file.has_tag("<graphml"), holds losses::GRAPH;
    "gexf": "eine GEXF-Datei", "a GEXF file", ["gexf"], "application/xml",
        recognises |file| file.has_tag("<gexf"), holds losses::GRAPH;
    "html": "eine Webseite", "a web page", ["html", "htm"], "text/html",
        recognises |file| file.has_tag("<html");
    "xml": "eine XML-Datei", "an XML file", ["xml"], "application/xml",
        recognises |file| file.has_tag("<");
    "csv": "eine Tabelle als Text (CSV)", "a table as text (CSV)", ["csv", "tsv", "txt", "tab"], "text/csv",
        recognises |file| file.looks_like_a_table(), holds losses::ACTOR_LIST;
}

/// The format of our own documents, which are read and written.
pub static NATIVE: &Format = FORMATS[0];

impl Format {
    /// All that are known.
    pub fn all() -> impl Iterator<Item = &'static Self> + Clone {
        FORMATS.iter().copied()
    }

    /// Those that can be read wherever the program runs.
    pub fn readable() -> impl Iterator<Item = &'static Self> + Clone {
        FORMATS.iter().copied().filter(|format| format.is_read)
    }

    /// Those that can be written.
    pub fn writable() -> impl Iterator<Item = &'static Self> + Clone {
        FORMATS.iter().copied().filter(|format| format.is_written)
    }

    /// The format that the ending of a file's name means.
    pub fn of_file_name(file_name: &str) -> Option<&'static Self> {
        let (_, ending) = file_name.rsplit_once('.')?;
        FORMATS
            .iter()
            .copied()
            .find(|format| format.endings.iter().any(|known| known.eq_ignore_ascii_case(ending)))
    }

    pub(super) fn of_content(file: &FileContent) -> Option<&'static Self> {
        let recognises = CODECS.iter().position(|codec| (codec.recognises)(file))?;
        FORMATS.get(recognises).copied()
    }

    pub(super) fn codec(&self) -> &'static Codec {
        &CODECS[self.row()]
    }

    /// What it has room for, if it is written.
    pub(super) fn capacity(&self) -> Option<Capacity> {
        CAPACITIES[self.row()]
    }

    /// Whether its files hold anything of a network; a template does not.
    pub fn is_of_a_network(&self) -> bool {
        self.capacity().is_some_and(|capacity| !matches!(capacity, Capacity::Nothing))
    }

    fn row(&self) -> usize {
        FORMATS.iter().position(|format| *format == self).unwrap_or_default()
    }
}

/// Names are unique.
impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name)
    }
}

/// A file, as far as it can be looked into.
pub(super) struct FileContent<'a> {
    pub(super) bytes: &'a [u8],
    /// The first characters without blanks before them, in lower case. What is no text is replaced.
    pub(super) start: String,
    /// The whole as JSON, or what it lacks to be that.
    pub(super) json: Result<Value, ImportError>,
    /// What the JSON says in an odd way.
    pub(super) oddities: Vec<Oddity>,
}

impl FileContent<'_> {
    fn json_field(&self, name: &str) -> Option<&Value> {
        self.json.as_ref().ok()?.get(name)
    }

    fn has_list(&self, name: &str) -> bool {
        self.json_field(name).is_some_and(Value::is_array)
    }

    fn all_nodes_have(&self, name: &str) -> bool {
        let nodes = self.json_field("nodes").and_then(Value::as_array);
        nodes.is_some_and(|nodes| nodes.iter().all(|node| node.get(name).is_some()))
    }

    fn has_tag(&self, tag: &str) -> bool {
        self.start.starts_with('<') && self.start.contains(tag)
    }

    fn is_archive(&self) -> bool {
        self.bytes.starts_with(b"PK\x03\x04")
    }

    fn holds(&self, text: &[u8]) -> bool {
        self.bytes.windows(text.len()).any(|window| window == text)
    }

    /// Bytes that are no text at all begin with the replacement character.
    fn looks_like_a_table(&self) -> bool {
        let first_line = self.start.lines().next().unwrap_or_default();
        self.json.is_err()
            && !first_line.starts_with(['{', '[', '<', '\u{fffd}'])
            && first_line.contains([';', ',', '\t'])
    }
}
