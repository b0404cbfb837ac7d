//! What page and worker say to each other about files that are read: the page asks and shows, the worker knows.
//! Everything to read is a sentence already, in the language of the page; everything to choose from is a [`Choice`]
//! whose value comes back as it is.

use serde::{Deserialize, Serialize};

/// What an import begins with.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Opening {
    pub files: Vec<NamedFile>,
    pub present: Present,
    /// Of the page, as `de`.
    pub language: String,
    /// New records get ids that begin so; no other import has the same.
    pub id_start: String,
    /// How files with the same headers were understood before, by [`Report::headers`].
    pub remembered: Vec<(String, String)>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedFile {
    /// Empty for what was pasted.
    pub name: String,
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// The network that the files are held against.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Present {
    /// As it is stored; empty for a network that begins with these files.
    pub document: String,
}

/// What somebody wants to see or to be otherwise. Every one is answered by a [`Answer`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Ask {
    /// Which rows to show.
    Show(Window),
    /// A file of text is written in this encoding; see [`FileReport::encodings`].
    Encoding {
        file: u32,
        encoding: String,
    },
    /// Whether text that was encoded twice is mended.
    Heal {
        file: u32,
        heals: bool,
    },
    /// What a row of a sheet is; its columns are guessed anew.
    Shape {
        sheet: u32,
        shape: String,
    },
    /// Which row has the headers, none for 0; the columns are guessed anew.
    Header {
        sheet: u32,
        row: u32,
    },
    Meaning {
        sheet: u32,
        column: u32,
        meaning: String,
    },
    Separator {
        sheet: u32,
        column: u32,
        separator: String,
    },
    /// Back to what is guessed, where remembered choices were taken.
    Guess,
    /// The attribute of a graph that tells actors from competencies; empty for none.
    NodeKind(String),
    /// Whether a word in it means a competency.
    IsCompetency {
        word: String,
        is: bool,
    },
    /// The attribute that says what an edge means; empty for its label.
    Relation(String),
    RelationWord {
        word: String,
        meaning: String,
    },
    /// What actors are recognised by.
    Key(String),
    /// An answer to a question, or the decision to leave a record out; empty takes it back. `record` as in the report.
    Decide {
        record: String,
        decision: String,
    },
    /// All cells of a column in which this stands say something else.
    Repair {
        sheet: u32,
        column: u32,
        from: String,
        to: String,
    },
    /// The repair at this place of [`Report::repairs`] is taken back.
    TakeBack(u32),
    /// The network changed meanwhile, or another one is meant.
    Present(Present),
    /// What follows, as documents with the records that are new or changed.
    Changes,
    /// What became of each row, as a workbook.
    Receipt,
    /// The rows that were put aside, in the shape of the file.
    PutAside,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    Working(Stage),
    Report(Box<Report>),
    /// Nothing of it can be read, with a sentence for each file.
    Refused(Vec<FileReport>),
    Changes(Vec<String>),
    File(HandedOut),
}

/// What takes its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stage {
    Reading,
    Understanding,
    Comparing,
}

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandedOut {
    pub file_name: String,
    pub media_type: String,
    #[serde(with = "serde_bytes")]
    pub bytes: Vec<u8>,
}

/// Everything that is shown of an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Report {
    pub files: Vec<FileReport>,
    /// Of tables.
    pub sheets: Vec<SheetReport>,
    /// What may stand between the terms of a cell.
    pub separators: Vec<Choice>,
    pub graph: Option<GraphReport>,
    /// Whether choices that were remembered were taken.
    pub is_remembered: bool,
    /// What to remember [`Report::choices`] by; empty where there is nothing to remember.
    pub headers: String,
    pub choices: String,
    pub keys: Vec<Choice>,
    pub key: String,
    /// What the key means for what is there twice.
    pub rules: String,
    /// How many rows of the files came into each state, and how many records are no longer in the list.
    pub counts: Vec<(RowState, u32)>,
    /// How many records of each kind.
    pub kinds: Vec<KindReport>,
    pub notes: u32,
    pub warnings: u32,
    pub errors: u32,
    /// Competencies that are new or of which it is asked what they are, the questions first.
    pub terms: Vec<QuestionReport>,
    /// All others of which something is asked.
    pub questions: Vec<QuestionReport>,
    /// How many more of both there are than are listed.
    pub more_questions: u32,
    /// What stood in cells that were repaired, and what stands there now.
    pub repairs: Vec<(String, String)>,
    pub window: Window,
    pub rows: Vec<RowReport>,
    /// How many rows the window looks out on.
    pub of_rows: u32,
    /// Nothing would change.
    pub is_empty: bool,
    /// How many rows a file of what was put aside would have.
    pub aside: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileReport {
    pub name: String,
    /// What kind of file it is; empty if it is not known.
    pub format: String,
    /// Why it is not read, or not now.
    pub refused: String,
    /// It is a network of ours, or a graph beside others, and is read by itself.
    pub waits: bool,
    /// Of text: which encoding was taken, and which there are, each with how the sample looks in it.
    pub encoding: String,
    pub encodings: Vec<Choice>,
    /// A word with an umlaut, as it was understood; empty where there is none.
    pub sample: String,
    /// How many cells had been encoded twice, and whether they are mended.
    pub encoded_twice: u32,
    pub heals: bool,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetReport {
    pub name: String,
    pub rows: u32,
    pub shape: String,
    pub shapes: Vec<Choice>,
    /// 0 for none.
    pub header: u32,
    /// The rows that may have the headers, with their beginning.
    pub headers: Vec<Choice>,
    /// What its columns may mean.
    pub meanings: Vec<Choice>,
    /// Of a sheet with actors across these are its rows. At most [`COLUMNS`].
    pub columns: Vec<ColumnReport>,
    pub more_columns: u32,
}

/// So many columns are shown.
pub const COLUMNS: usize = 200;
/// So many rows are shown at a time.
pub const ROWS: u32 = 100;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ColumnReport {
    pub title: String,
    /// `A`; of a sheet across the number of the row.
    pub place: String,
    pub meaning: String,
    pub certainty: Sureness,
    /// The first cells in which something stands.
    pub example: String,
    /// What stands between the things in a cell, empty for one thing; `None` where its field holds no more.
    pub separator: Option<String>,
    /// It says something of people and is kept out of what is public.
    pub is_personal: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sureness {
    /// Called so, or chosen.
    Sure,
    /// Nearly called so, or told by its cells.
    Likely,
    #[default]
    Unknown,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GraphReport {
    pub nodes: u32,
    pub edges: u32,
    /// The attribute that tells actors from competencies, empty for none, and which there are.
    pub kind: String,
    pub kinds: Vec<Choice>,
    /// Its words, and whether each means a competency.
    pub words: Vec<(String, bool)>,
    pub relation: String,
    pub relations: Vec<Choice>,
    /// The words of edges, each with what it means.
    pub meanings: Vec<(String, String)>,
    pub edge_meanings: Vec<Choice>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindReport {
    /// In the plural.
    pub name: String,
    pub counts: Vec<(RowState, u32)>,
}

/// Which rows are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub filter: Filter,
    /// The first of them, from 0; at most [`ROWS`] are shown.
    pub from: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Filter {
    /// All but what stays as it is.
    #[default]
    Changing,
    All,
    State(RowState),
    /// Rows of which something was not taken as it stands.
    Problems,
}

/// As `import::difference::State`, which the page is built without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum RowState {
    New,
    Changed,
    Same,
    Kept,
    PutAside,
    Missing,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowReport {
    /// "Zeile 7"; empty for what is not in the file.
    pub place: String,
    /// `None` for a row of headers or sums, of which there is only something to note.
    pub state: Option<RowState>,
    /// The kind of record that the row is about, and its name.
    pub kind: String,
    pub name: String,
    /// Of the record that the row is about.
    pub fields: Vec<FieldReport>,
    /// What else there is to say.
    pub sentences: Vec<String>,
    /// What else stands in the row: "Angebot „Museum – Führungen“", and what becomes of it.
    pub beside: Vec<(String, RowState)>,
    pub problems: Vec<ProblemReport>,
    /// The record, where it can be left out, and whether somebody left it out.
    pub record: Option<String>,
    pub is_left_out: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FieldReport {
    pub label: String,
    /// Empty where nothing stood.
    pub old: String,
    pub new: String,
    /// The old one stays.
    pub is_kept: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ProblemReport {
    pub grade: Severity,
    pub sentence: String,
    pub repair: Option<RepairReport>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// A cell that can be repaired, with all that say the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RepairReport {
    pub sheet: u32,
    pub column: u32,
    pub value: String,
    pub cells: u32,
    /// What the column takes, where it takes certain words only.
    pub choices: Vec<Choice>,
}

/// Something that is asked about a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuestionReport {
    /// The record that it is about.
    pub record: String,
    pub place: String,
    pub name: String,
    /// Empty where nothing is asked.
    pub sentence: String,
    pub choices: Vec<Choice>,
    /// The value of the choice that counts now.
    pub chosen: String,
    pub is_decided: bool,
}

impl Ask {
    /// Sheets, columns or repairs are others afterwards, so what is asked about them meanwhile means what stood there
    /// before.
    pub fn changes_places(&self) -> bool {
        matches!(
            self,
            Self::Encoding { .. }
                | Self::Heal { .. }
                | Self::Shape { .. }
                | Self::Header { .. }
                | Self::Guess
                | Self::TakeBack(_)
        )
    }

    /// Names a place in a sheet, or in the list of repairs.
    pub fn is_about_a_place(&self) -> bool {
        matches!(
            self,
            Self::Shape { .. }
                | Self::Header { .. }
                | Self::Meaning { .. }
                | Self::Separator { .. }
                | Self::Repair { .. }
                | Self::TakeBack(_)
        )
    }
}

impl std::fmt::Debug for NamedFile {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({} bytes)", self.name, self.bytes.len())
    }
}

impl std::fmt::Debug for HandedOut {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} ({} bytes)", self.file_name, self.bytes.len())
    }
}
