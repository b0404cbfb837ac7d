//! Sentences about what in a file of another program was not taken as it stands.

use gosmart_formats::table::FaultKind;

use super::{
    Language::{self, English, German},
    Name, capitalised, import_files, intake, records,
};
use crate::{
    import::{Grade, Origin, Problem, ProblemKind, Target},
    model::TableName,
};

/// "Warnung, Zeile 7, Spalte D: …"
pub fn problem(language: Language, problem: &Problem) -> String {
    let grade = grade(language, problem.grade);
    let at = problem.at.map_or_else(String::new, |at| format!(", {}", place(language, at)));
    format!("{grade}{at}: {}", sentence(language, &problem.kind))
}

pub fn grade(language: Language, grade: Grade) -> &'static str {
    intake::severity(language, grade.into())
}

/// "Zeile 7, Spalte D", "Blatt 2, Zeile 3"; in graphs "Knoten 5".
pub fn place(language: Language, at: Origin) -> String {
    let column = at.column.map(letters);
    match (language, at.sheet, column) {
        (German, 0, _) => format!("Knoten {}", at.row),
        (English, 0, _) => format!("node {}", at.row),
        (German, 1, None) => format!("Zeile {}", at.row),
        (English, 1, None) => format!("row {}", at.row),
        (German, 1, Some(column)) => format!("Zeile {}, Spalte {column}", at.row),
        (English, 1, Some(column)) => format!("row {}, column {column}", at.row),
        (German, sheet, None) => format!("Blatt {sheet}, Zeile {}", at.row),
        (English, sheet, None) => format!("sheet {sheet}, row {}", at.row),
        (German, sheet, Some(column)) => format!("Blatt {sheet}, Zeile {}, Spalte {column}", at.row),
        (English, sheet, Some(column)) => format!("sheet {sheet}, row {}, column {column}", at.row),
    }
}

/// `A`, `Z`, `AA`, for columns counted from 1.
pub fn letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    while let Some(place) = rest.checked_sub(1) {
        letters.push(char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[(place % 26) as usize]));
        rest = place / 26;
    }
    letters.iter().rev().collect()
}

pub fn sentence(language: Language, kind: &ProblemKind) -> String {
    let german = language == German;
    match kind {
        ProblemKind::SumRow(text) if german => format!("Die Zeile „{text}“ ist eine Summe und wird ausgelassen.", text = Name(text)),
        ProblemKind::SumRow(text) => format!("The row “{text}” is a sum and is left out.", text = Name(text)),
        ProblemKind::ExampleRow(text) if german => {
            format!("Die Zeile mit „{text}“ zeigt nur, wie es geht, und wird ausgelassen.", text = Name(text))
        }
        ProblemKind::ExampleRow(text) => format!("The row with “{text}” only shows how and is left out.", text = Name(text)),
        ProblemKind::Cell(fault) => cell(language, fault),
        ProblemKind::Graph(kind) => import_files::graph_problem(language, kind),
        ProblemKind::ColumnLeftOut(title) if german => {
            format!("Was die Spalte „{title}“ bedeutet, ist nicht bekannt; sie wird ausgelassen.", title = Name(title))
        }
        ProblemKind::ColumnLeftOut(title) => {
            format!("What the column “{title}” means is not known; it is left out.", title = Name(title))
        }
        ProblemKind::SheetLeftOut(name) if german => format!("Das Blatt „{name}“ wird ausgelassen.", name = Name(name)),
        ProblemKind::SheetLeftOut(name) => format!("The sheet “{name}” is left out.", name = Name(name)),
        ProblemKind::TooLargeToTurn if german => {
            "Das Blatt ist zu groß, um Zeilen und Spalten zu vertauschen. Bitte tauschen Sie sie in der Tabelle.".into()
        }
        ProblemKind::TooLargeToTurn => {
            "The sheet is too large to exchange rows and columns. Please exchange them in the spreadsheet.".into()
        }
        ProblemKind::Personal(title) if german => format!(
            "Die Spalte „{title}“ handelt von Menschen. Sie wird zu Ansprechpersonen; die stehen in keiner öffentlichen Datei.", title = Name(title)),
        ProblemKind::Personal(title) => {
            format!("The column “{title}” is about people. It becomes contacts, which are in no public file.", title = Name(title))
        }
        ProblemKind::NeverPublic if german => {
            "Eine Ansprechperson kann nicht öffentlich sein; sie bleibt im Netzwerk.".into()
        }
        ProblemKind::NeverPublic => "A contact cannot be public; it stays within the network.".into(),
        ProblemKind::GoesOn(name) if german => format!("Ohne Namen: Die Zeile gehört zu „{name}“ darüber.", name = Name(name)),
        ProblemKind::GoesOn(name) => format!("Without a name: the row belongs to “{name}” above.", name = Name(name)),
        ProblemKind::Missing(target) => missing(language, *target),
        ProblemKind::NotUnderstood { title, value } if german => {
            format!("„{value}“ wurde in der Spalte „{title}“ nicht verstanden und wird nicht übernommen.", title = Name(title), value = Name(value))
        }
        ProblemKind::NotUnderstood { title, value } => {
            format!("“{value}” in the column “{title}” was not understood and is not taken over.", title = Name(title), value = Name(value))
        }
        ProblemKind::SaidOtherwise(target) if german => format!(
            "„{}“ steht weiter oben anders; was oben steht, gilt.",
            records::label(German, target.table, &target.path())
        ),
        ProblemKind::SaidOtherwise(target) => format!(
            "“{}” is said otherwise further up; what stands there counts.",
            records::label(English, target.table, &target.path())
        ),
        ProblemKind::NoField { title, value } if german => {
            format!("„{value}“ (Spalte „{title}“) hat hier keinen Platz und wird nicht übernommen.", title = Name(title), value = Name(value))
        }
        ProblemKind::NoField { title, value } => {
            format!("“{value}” (column “{title}”) has no place here and is not taken over.", title = Name(title), value = Name(value))
        }
        ProblemKind::NoDay { title, value } if german => {
            format!("„{value}“ in der Spalte „{title}“ ist kein ganzes Datum; es bleibt so stehen.", title = Name(title), value = Name(value))
        }
        ProblemKind::NoDay { title, value } => {
            format!("“{value}” in the column “{title}” is no whole date; it stays as it is.", title = Name(title), value = Name(value))
        }
        ProblemKind::DoubleId(id) if german => {
            format!("Die ID „{id}“ kommt schon vor; die Zeile gilt als eigener Eintrag.", id = Name(id))
        }
        ProblemKind::DoubleId(id) => format!("The ID “{id}” is there already; the row counts as an entry of its own.", id = Name(id)),
        ProblemKind::NotThere { table, name } if german => {
            format!("{} „{name}“ steht nicht in der Datei; der Verweis entfällt.", kind_of(German, *table), name = Name(name))
        }
        ProblemKind::NotThere { table, name } => {
            format!("{} “{name}” is not in the file; the reference is left out.", kind_of(English, *table), name = Name(name))
        }
        ProblemKind::NoRelation(word) if word.is_empty() && german => {
            "Was diese Verbindung bedeutet, ist nicht bekannt; sie wird ausgelassen.".into()
        }
        ProblemKind::NoRelation(word) if word.is_empty() => {
            "What this connection means is not known; it is left out.".into()
        }
        ProblemKind::NoRelation(word) if german => {
            format!("„{word}“ sagt hier nichts zwischen diesen beiden; die Verbindung wird ausgelassen.", word = Name(word))
        }
        ProblemKind::NoRelation(word) => {
            format!("“{word}” says nothing between these two here; the connection is left out.", word = Name(word))
        }
    }
}

fn cell(language: Language, fault: &FaultKind) -> String {
    match (language, fault) {
        (German, FaultKind::OpenQuote) => {
            "Ein Anführungszeichen beginnt hier und endet nirgends; es gilt als Zeichen.".into()
        }
        (English, FaultKind::OpenQuote) => {
            "A quotation mark begins here and ends nowhere; it counts as a character.".into()
        }
        (German, FaultKind::Error(text)) => {
            format!("Die Formel hat kein Ergebnis ({text}); die Zelle gilt als leer.", text = Name(text))
        }
        (English, FaultKind::Error(text)) => {
            format!("The formula has no result ({text}); the cell counts as empty.", text = Name(text))
        }
        (German, FaultKind::Merged { rows }) => {
            format!("Eine Zelle reicht über {rows} Zeilen; ihr Text gilt für jede davon.")
        }
        (English, FaultKind::Merged { rows }) => {
            format!("A cell reaches over {rows} rows; its text counts for each of them.")
        }
        (German, FaultKind::EncodedTwice) => {
            "Umlaute und andere Zeichen waren verfälscht; sie wurden wiederhergestellt.".into()
        }
        (English, FaultKind::EncodedTwice) => {
            "Umlauts and other characters were garbled; they were mended.".into()
        }
    }
}

fn missing(language: Language, target: Target) -> String {
    let field = records::label(language, target.table, &target.path());
    match language {
        German => format!("„{field}“ fehlt; die Zeile wird nicht übernommen."),
        English => format!("“{field}” is missing; the row is not taken over."),
    }
}

fn kind_of(language: Language, table: TableName) -> String {
    capitalised(records::one(language, table))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_says_where_and_what() {
        let at = Some(Origin { sheet: 1, row: 7, column: Some(28) });
        let kind = ProblemKind::NotUnderstood { title: "Niveau".into(), value: "geht so".into() };
        let found = Problem { grade: Grade::Warning, at, kind };
        assert_eq!(
            problem(German, &found),
            "Warnung, Zeile 7, Spalte AB: „geht so“ wurde in der Spalte „Niveau“ nicht verstanden und wird nicht übernommen."
        );
        let kind = ProblemKind::Missing(Target::new(TableName::Actors, "name"));
        let at = Some(Origin { sheet: 2, row: 3, column: None });
        assert_eq!(
            problem(English, &Problem { grade: Grade::Error, at, kind }),
            "Error, sheet 2, row 3: “Name” is missing; the row is not taken over."
        );
    }
}
