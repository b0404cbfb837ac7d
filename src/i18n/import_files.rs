//! Sentences about files of other programs: why one is not read, what in a graph was mended, what columns mean.

use gosmart_formats::{
    problem::{self, Place, ProblemKind},
    table,
};

use super::{
    Language::{self, English, German},
    Name,
    import_problems::{letters, place},
    records,
};
use crate::{
    import::{Column, Meaning, NoChoices, Origin, ReadError, Shape, SheetChoices, Target},
    model::TableName,
};

/// Why a file was not taken, and what to do.
pub fn read_error(language: Language, error: &ReadError) -> String {
    match error {
        ReadError::Table(error) => table_error(language, error),
        ReadError::Graph(error) => graph_error(language, error),
    }
}

fn table_error(language: Language, error: &table::ReadError) -> String {
    match (language, error) {
        (German, table::ReadError::NotAWorkbook) => {
            "Das ist keine Arbeitsmappe, die gelesen werden kann. Bitte als .xlsx, .ods oder .csv speichern und noch einmal öffnen."
                .into()
        }
        (English, table::ReadError::NotAWorkbook) => {
            "This is no workbook that can be read. Please save it as .xlsx, .ods or .csv and open it again.".into()
        }
        (German, table::ReadError::TooOld) => {
            "Diese Arbeitsmappe ist älter als Excel 97. Bitte als .xlsx speichern und noch einmal öffnen.".into()
        }
        (English, table::ReadError::TooOld) => {
            "This workbook is older than Excel 97. Please save it as .xlsx and open it again.".into()
        }
        (_, table::ReadError::Encrypted) => encrypted(language).into(),
        (German, table::ReadError::TooLarge) => {
            "Ausgepackt ist diese Arbeitsmappe zu groß. Bitte nur die Blätter speichern, die gebraucht werden.".into()
        }
        (English, table::ReadError::TooLarge) => {
            "Unpacked, this workbook is too large. Please save only the sheets that are needed.".into()
        }
        (German, table::ReadError::Broken(what)) => {
            format!("Die Arbeitsmappe ist beschädigt ({what}). Bitte noch einmal speichern und öffnen.")
        }
        (English, table::ReadError::Broken(what)) => {
            format!("The workbook is damaged ({what}). Please save it once more and open it again.")
        }
    }
}

fn encrypted(language: Language) -> &'static str {
    match language {
        German => {
            "Die Datei ist mit einem Passwort geschützt. Bitte ohne Passwort speichern und noch einmal öffnen."
        }
        English => "The file is protected by a password. Please save it without one and open it again.",
    }
}

fn graph_error(language: Language, error: &problem::ReadError) -> String {
    use problem::ReadError;
    let line = |at: &Place| match language {
        German => format!("Zeile {}, Spalte {}", at.line, at.column),
        English => format!("Line {}, column {}", at.line, at.column),
    };
    let mebibytes = |bytes: usize| bytes.div_ceil(1024 * 1024);
    match (language, error) {
        (German, ReadError::NotText { offset }) => format!(
            "Ab Byte {offset} ist die Datei kein Text in UTF-8. Bitte als UTF-8 speichern und noch einmal öffnen."
        ),
        (English, ReadError::NotText { offset }) => format!(
            "From byte {offset} on the file is not UTF-8 text. Please save it as UTF-8 and open it again."
        ),
        (German, ReadError::UnknownEncoding { name }) => {
            format!("Der Text ist in „{name}“ geschrieben. Bitte als UTF-8 speichern und noch einmal öffnen.", name = Name(name))
        }
        (English, ReadError::UnknownEncoding { name }) => {
            format!("The text is written in “{name}”. Please save it as UTF-8 and open it again.", name = Name(name))
        }
        (German, ReadError::Broken { at }) => format!("{}: Hier stimmt die Schreibweise nicht.", line(at)),
        (English, ReadError::Broken { at }) => format!("{}: the notation is wrong here.", line(at)),
        (German, ReadError::WrongEndTag { at, expected, found }) => {
            format!("{}: Hier müsste </{expected}> stehen, gefunden: </{found}>.", line(at), expected = Name(expected), found = Name(found))
        }
        (English, ReadError::WrongEndTag { at, expected, found }) => {
            format!("{}: </{expected}> should be here, found: </{found}>.", line(at), expected = Name(expected), found = Name(found))
        }
        (German, ReadError::UnknownEntity { at, name }) => {
            format!("{}: Was &{name}; bedeutet, ist nicht bekannt.", line(at), name = Name(name))
        }
        (English, ReadError::UnknownEntity { at, name }) => {
            format!("{}: what &{name}; means is not known.", line(at), name = Name(name))
        }
        (German, ReadError::Truncated { at }) => format!(
            "{}: Die Datei bricht hier ab. Vermutlich wurde sie nicht vollständig gespeichert oder übertragen.",
            line(at)
        ),
        (English, ReadError::Truncated { at }) => format!(
            "{}: the file breaks off here. It was probably not saved or transferred completely.",
            line(at)
        ),
        (German, ReadError::TooDeep { at, most }) => {
            format!("{}: Hier ist mehr als {most} Ebenen tief geschachtelt.", line(at))
        }
        (English, ReadError::TooDeep { at, most }) => {
            format!("{}: more than {most} levels are nested here.", line(at))
        }
        (German, ReadError::TooLarge { most }) => {
            format!("Die Datei ist zu groß; gelesen werden höchstens {} MB.", mebibytes(*most))
        }
        (English, ReadError::TooLarge { most }) => {
            format!("The file is too large; at most {} MB are read.", mebibytes(*most))
        }
        (German, ReadError::Swelling) => "Gelesen würde die Datei unverhältnismäßig groß.".into(),
        (English, ReadError::Swelling) => "The file would become disproportionately large when read.".into(),
        (_, ReadError::Encrypted) => encrypted(language).into(),
        (German, ReadError::WrongFormat) => {
            "Die Datei ist nicht von der Art, für die sie gehalten wurde. Mit --from wird eine andere genannt.".into()
        }
        (English, ReadError::WrongFormat) => {
            "The file is not of the kind it was taken for. Another one is named by --from.".into()
        }
    }
}

/// Where something stands in a graph: "Knoten 5", "Kante 3".
pub fn graph_place(language: Language, at: Origin) -> String {
    match (language, at.sheet) {
        (_, 0) => place(language, at),
        (German, _) => format!("Kante {}", at.row),
        (English, _) => format!("edge {}", at.row),
    }
}

/// What was mended or left out in the file of a graph.
pub(super) fn graph_problem(language: Language, kind: &ProblemKind) -> String {
    match (language, kind) {
        (German, ProblemKind::NoId { given }) => {
            format!("Ohne Kennung; der Knoten erhält „{given}“.", given = Name(given))
        }
        (English, ProblemKind::NoId { given }) => {
            format!("Without an id; the node gets “{given}”.", given = Name(given))
        }
        (German, ProblemKind::IdTwice { given }) => {
            format!(
                "Die Kennung kommt schon vor; dieser Knoten erhält „{given}“. Kanten führen zum ersten.",
                given = Name(given)
            )
        }
        (English, ProblemKind::IdTwice { given }) => {
            format!(
                "The id is there already; this node gets “{given}”. Edges lead to the first one.",
                given = Name(given)
            )
        }
        (German, ProblemKind::NoEnd) => {
            "Die Kante sagt nicht, wo sie beginnt oder endet; sie wird ausgelassen.".into()
        }
        (English, ProblemKind::NoEnd) => {
            "The edge does not say where it begins or ends; it is left out.".into()
        }
        (German, ProblemKind::NoSuchNode { end }) => {
            format!("Den Knoten „{end}“ gibt es nicht; die Kante wird ausgelassen.", end = Name(end))
        }
        (English, ProblemKind::NoSuchNode { end }) => {
            format!("There is no node “{end}”; the edge is left out.", end = Name(end))
        }
        (German, ProblemKind::AmbiguousEnd { end }) => {
            format!("Mehrere Knoten heißen „{end}“; die Kante führt zum ersten.", end = Name(end))
        }
        (English, ProblemKind::AmbiguousEnd { end }) => {
            format!("Several nodes are called “{end}”; the edge leads to the first.", end = Name(end))
        }
        (German, ProblemKind::WrongType { attribute, value }) => {
            format!(
                "„{value}“ ist nicht von der Art, die für „{attribute}“ angegeben ist; es bleibt Text.",
                value = Name(value),
                attribute = Name(attribute)
            )
        }
        (English, ProblemKind::WrongType { attribute, value }) => {
            format!(
                "“{value}” is not of the type that is declared for “{attribute}”; it stays text.",
                value = Name(value),
                attribute = Name(attribute)
            )
        }
        (German, ProblemKind::AttributeTwice { attribute, value }) => {
            format!(
                "„{attribute}“ steht zweimal da; „{value}“ wird ausgelassen.",
                value = Name(value),
                attribute = Name(attribute)
            )
        }
        (English, ProblemKind::AttributeTwice { attribute, value }) => {
            format!(
                "“{attribute}” is there twice; “{value}” is left out.",
                value = Name(value),
                attribute = Name(attribute)
            )
        }
        (German, ProblemKind::UndeclaredAttribute { key }) => {
            format!("Das Merkmal „{key}“ ist nicht vereinbart; es behält diesen Namen.", key = Name(key))
        }
        (English, ProblemKind::UndeclaredAttribute { key }) => {
            format!("The attribute “{key}” is not declared; it keeps this name.", key = Name(key))
        }
        (German, ProblemKind::Nested { attribute }) => {
            format!("„{attribute}“ hat Teile; sie bleiben als JSON stehen.", attribute = Name(attribute))
        }
        (English, ProblemKind::Nested { attribute }) => {
            format!("“{attribute}” has parts; they stay as JSON.", attribute = Name(attribute))
        }
        (German, ProblemKind::LeftOut { name }) => format!("„{name}“ wird nicht gelesen.", name = Name(name)),
        (English, ProblemKind::LeftOut { name }) => format!("“{name}” is not read.", name = Name(name)),
    }
}

/// "Blatt „Liste“, Spalte B „Angebote“: Bietet"; without a name of the sheet if it has none. `place` counts from 0; of a
/// sheet with actors across it is the row.
pub fn column(language: Language, sheet: &SheetChoices, place: usize, column: &Column) -> String {
    let number = u32::try_from(place).unwrap_or(u32::MAX);
    let is_across = sheet.shape == Shape::Across;
    let row = sheet.header.unwrap_or(1).saturating_add(number);
    let letters = letters(number.saturating_add(1));
    let meaning = meaning(language, column.meaning);
    let title = &column.title;
    let place = match (language, is_across) {
        (German, false) => format!("Spalte {letters} „{title}“: {meaning}", title = Name(title)),
        (English, false) => format!("Column {letters} “{title}”: {meaning}", title = Name(title)),
        (German, true) => format!("Zeile {row} „{title}“: {meaning}", title = Name(title)),
        (English, true) => format!("Row {row} “{title}”: {meaning}", title = Name(title)),
    };
    match language {
        _ if sheet.name.is_empty() => place,
        German => format!("Blatt „{}“, {place}", sheet.name),
        English => format!("Sheet “{}”, {place}", sheet.name),
    }
}

/// What a column says of its row.
pub fn meaning(language: Language, meaning: Meaning) -> String {
    let text = match (language, meaning) {
        (_, Meaning::Field(target)) => return field(language, target),
        (German, Meaning::Ids(target)) => return format!("{} (Kennung)", field(language, target)),
        (English, Meaning::Ids(target)) => return format!("{} (id)", field(language, target)),
        (German, Meaning::Ignore) => "wird ausgelassen",
        (English, Meaning::Ignore) => "left out",
        (German, Meaning::Id) => "Kennung",
        (English, Meaning::Id) => "id",
        (German, Meaning::Person) => "Name einer Person",
        (English, Meaning::Person) => "name of a person",
        (German, Meaning::OfferedIfCrossed) => "eine Kompetenz; angeboten, wo etwas angekreuzt ist",
        (English, Meaning::OfferedIfCrossed) => "a competency, offered where there is a cross",
        (German, Meaning::NeededIfCrossed) => "eine Kompetenz; gesucht, wo etwas angekreuzt ist",
        (English, Meaning::NeededIfCrossed) => "a competency, looked for where there is a cross",
        (German, Meaning::Relation) => "ob es ein Angebot oder ein Gesuch ist",
        (English, Meaning::Relation) => "whether it is an offer or a need",
        (German, Meaning::Owner) => "zu welchem Eintrag die Zeile gehört",
        (English, Meaning::Owner) => "to which entry the row belongs",
        (German, Meaning::OwnerId) => "zu welchem Eintrag die Zeile gehört (Kennung)",
        (English, Meaning::OwnerId) => "to which entry the row belongs (id)",
    };
    text.to_owned()
}

fn field(language: Language, target: Target) -> String {
    let label = records::label(language, target.table, &target.path());
    match target.table {
        TableName::Actors | TableName::Network => label.to_owned(),
        table => format!("{}: {label}", records::one(language, table)),
    }
}

/// Why a file of choices is of no use.
pub fn no_choices(language: Language, error: &NoChoices) -> String {
    let NoChoices { at, found } = error;
    match language {
        German => {
            format!("An der Stelle {at} steht {found}; das ist keine Wahl, die es gibt.", found = Name(found))
        }
        English => format!("At {at} stands {found}, which is no choice that there is.", found = Name(found)),
    }
}

/// `line` and `column` count from 1.
pub fn no_json(language: Language, line: usize, column: usize) -> String {
    match language {
        German => format!("Zeile {line}, Spalte {column}: Das ist kein JSON."),
        English => format!("Line {line}, column {column}: this is not JSON."),
    }
}

/// That choices were made for a file with other headers; `column` is one of them, see [`column`], and `found` stands
/// there.
pub fn other_headers(language: Language, column: &str, found: &str) -> String {
    match language {
        German => format!(
            "Die Zuordnung ist für eine andere Datei; hier steht „{found}“. {column}",
            found = Name(found)
        ),
        English => {
            format!("The choices are for another file; here “{found}” stands. {column}", found = Name(found))
        }
    }
}
