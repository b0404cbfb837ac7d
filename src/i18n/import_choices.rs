//! What there is to choose from while files are read: what sheets, columns, terms and edges may be.

use gosmart_formats::text::Encoding;

use super::{
    Language::{self, English, German},
    Name, capitalised, import_files, records,
};
use crate::{
    import::{EdgeMeaning, Meaning, Separator, Shape},
    model::TableName,
};

/// What a row of a sheet is.
pub fn shape(language: Language, shape: Shape) -> String {
    let text = match (language, shape) {
        (German, Shape::Records(table)) => return format!("Eine Zeile je {}", records::one(German, table)),
        (English, Shape::Records(table)) => {
            return format!("A row for each {}", records::one(English, table));
        }
        (German, Shape::Within(table, field)) => {
            let (many, label) = (records::many(German, table), records::label(German, table, field));
            return format!("{many}: {label}");
        }
        (English, Shape::Within(table, field)) => {
            let (many, label) = (records::many(English, table), records::label(English, table, field));
            return format!("{many}: {label}");
        }
        (German, Shape::Across) => "Eine Zeile je Kompetenz, eine Spalte je Akteur",
        (English, Shape::Across) => "A row for each competency, a column for each actor",
        (German, Shape::Elements) => "Elemente, wie Kumu sie hat",
        (English, Shape::Elements) => "Elements, as Kumu has them",
        (German, Shape::Connections) => "Verbindungen, wie Kumu sie hat",
        (English, Shape::Connections) => "Connections, as Kumu has them",
        (German, Shape::Skip) => "Nicht übernehmen",
        (English, Shape::Skip) => "Leave out",
    };
    text.to_owned()
}

/// What a column says, to choose from.
pub fn meaning(language: Language, meaning: Meaning) -> String {
    match (language, meaning) {
        (German, Meaning::Ignore) => "Nicht übernehmen".to_owned(),
        (English, Meaning::Ignore) => "Leave out".to_owned(),
        (German, Meaning::OfferedIfCrossed) => "Kompetenz, angekreuzt: bietet".to_owned(),
        (English, Meaning::OfferedIfCrossed) => "Competency, crossed: offers".to_owned(),
        (German, Meaning::NeededIfCrossed) => "Kompetenz, angekreuzt: sucht".to_owned(),
        (English, Meaning::NeededIfCrossed) => "Competency, crossed: looks for".to_owned(),
        _ => capitalised(&import_files::meaning(language, meaning)),
    }
}

/// What stands between the terms of a cell.
pub fn separator(language: Language, separator: Separator) -> &'static str {
    match (language, separator) {
        (German, Separator::Nothing) => "nicht geteilt",
        (English, Separator::Nothing) => "not parted",
        (German, Separator::Bar) => "senkrechter Strich |",
        (English, Separator::Bar) => "bar |",
        (German, Separator::LineBreak) => "Zeilenumbruch",
        (English, Separator::LineBreak) => "line break",
        (German, Separator::Semicolon) => "Semikolon ;",
        (English, Separator::Semicolon) => "semicolon ;",
        (German, Separator::Bullet) => "Aufzählungspunkt •",
        (English, Separator::Bullet) => "bullet •",
        (German, Separator::Comma) => "Komma ,",
        (English, Separator::Comma) => "comma ,",
        (German, Separator::Slash) => "Schrägstrich /",
        (English, Separator::Slash) => "slash /",
    }
}

pub fn encoding(language: Language, encoding: Encoding) -> &'static str {
    match (language, encoding) {
        (_, Encoding::Utf8) => "UTF-8",
        (_, Encoding::Utf16Le) => "UTF-16 (LE)",
        (_, Encoding::Utf16Be) => "UTF-16 (BE)",
        (_, Encoding::Windows1252) => "Windows-1252",
        (German, Encoding::Cp850) => "DOS (Codepage 850)",
        (English, Encoding::Cp850) => "DOS (code page 850)",
    }
}

/// What an edge says.
pub fn edge(language: Language, meaning: EdgeMeaning) -> String {
    match (language, meaning) {
        (_, EdgeMeaning::Offer) => records::one(language, TableName::Offers).to_owned(),
        (_, EdgeMeaning::Need) => records::one(language, TableName::Needs).to_owned(),
        (German, EdgeMeaning::Link(kind)) => format!("Verbindung: {}", records::word(language, kind)),
        (English, EdgeMeaning::Link(kind)) => format!("Link: {}", records::word(language, kind)),
        (German, EdgeMeaning::Nothing) => "Nicht übernehmen".to_owned(),
        (English, EdgeMeaning::Nothing) => "Leave out".to_owned(),
    }
}

/// An edge means what its ends let it mean.
pub fn by_ends(language: Language) -> &'static str {
    match language {
        German => "nach den Enden: Angebot oder Verbindung",
        English => "by its ends: an offer or a link",
    }
}

/// No attribute tells.
pub fn no_attribute(language: Language) -> &'static str {
    match language {
        German => "keines",
        English => "none",
    }
}

pub fn no_header(language: Language) -> &'static str {
    match language {
        German => "ohne Überschriften",
        English => "without headers",
    }
}

/// "Zeile 4: Organisation, Ort, bietet"
pub fn header(language: Language, row: u32, cells: &str) -> String {
    match language {
        German => format!("Zeile {row}: {cells}"),
        English => format!("Row {row}: {cells}"),
    }
}

/// A term that nothing here is called by.
pub fn new_term(language: Language) -> &'static str {
    match language {
        German => "neu anlegen",
        English => "make a new one",
    }
}

/// That a row means a record of its own.
pub fn new_record(language: Language) -> &'static str {
    match language {
        German => "nein, ein neuer Eintrag",
        English => "no, a new entry",
    }
}

/// That a row means a present record.
pub fn this_one(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("ja, {name}"),
        English => format!("yes, {name}"),
    }
}

pub fn same_term(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("gemeint ist: {name}"),
        English => format!("meant is: {name}"),
    }
}

pub fn aside(language: Language) -> &'static str {
    match language {
        German => "nicht übernehmen",
        English => "leave out",
    }
}

/// Why a file waits for its turn.
pub fn waits(language: Language, is_own: bool) -> &'static str {
    match (language, is_own) {
        (German, true) => "Das ist ein ganzes GoSMART-Netzwerk; es wird für sich geöffnet.",
        (English, true) => "This is a whole GoSMART network; it is opened by itself.",
        (German, false) => "Ein Graph wird für sich gelesen.",
        (English, false) => "A graph is read by itself.",
    }
}

/// Nothing in a file can be read as anything.
pub fn nothing_in_it(language: Language) -> &'static str {
    match language {
        German => "In der Datei steht nichts.",
        English => "There is nothing in the file.",
    }
}

/// What the workbook of what was put aside is called, and that of the receipt.
pub fn file_name(language: Language, is_receipt: bool) -> &'static str {
    match (language, is_receipt) {
        (German, true) => "import-protokoll.xlsx",
        (English, true) => "import-receipt.xlsx",
        (German, false) => "nicht-uebernommen.xlsx",
        (English, false) => "not-taken.xlsx",
    }
}
