//! Words about bringing files in.

use super::{
    Language::{self, English, German},
    Name,
};
use crate::intake::{Filter, RowState, Severity, Stage, Sureness};

texts! {
    /// Choosing files, seeing what they say, taking it in.
    IntakeTexts {
        lead: "Ansehen ist ungefährlich: Sie sehen zuerst, was sich ändern würde, und entscheiden dann.", "Looking is safe: you see first what would change, and decide then.";
        choose_files: "Dateien auswählen", "Choose files";
        or_drop: "oder eine oder mehrere Dateien irgendwo in dieses Fenster ziehen", "or drag one or several files anywhere into this window";
        read_formats: "Gelesen werden Excel, OpenDocument und CSV, Kumu, GraphML, GEXF und Graphen anderer Programme sowie GoSMART-Dateien.", "Read are Excel, OpenDocument and CSV, Kumu, GraphML, GEXF and graphs of other programs, and GoSMART files.";
        template: "Excel-Vorlage herunterladen", "Download an Excel template";
        template_file: "gosmart-vorlage.xlsx", "gosmart-template.xlsx";
        paste_label: "Oder hier einfügen, zum Beispiel Zellen aus einer Tabelle", "Or paste here, for example cells of a spreadsheet";
        look: "Ansehen", "Look at it";
        nothing_pasted: "Bitte fügen Sie zuerst etwas ein.", "Please paste something first.";
        pasted: "Eingefügtes", "Pasted";
        open_it: "Öffnen", "Open";
        encoding: "Zeichenkodierung", "Character encoding";
        failed: "Die Dateien konnten nicht gelesen werden: Ein Teil des Programms war nicht zu laden, oder der Speicher reichte nicht.", "The files could not be read: a part of the program could not be loaded, or there was not enough memory.";
        again: "Erneut versuchen", "Try again";
        where_to: "Wohin damit?", "Where to?";
        as_new: "Als neues Netzwerk", "As a new network";
        as_new_text: "Das bisherige bleibt unter „Frühere Stände“ erreichbar.", "The present one stays within reach under “Earlier states”.";
        correct: "Was Blätter und Spalten bedeuten", "What sheets and columns mean";
        correct_graph: "Was Knoten und Kanten bedeuten", "What nodes and edges mean";
        remembered: "Zugeordnet wie bei der letzten Liste mit diesen Überschriften.", "Understood like the last list with these headers.";
        guess_anew: "Neu erkennen", "Recognise anew";
        sheet_is: "Das Blatt enthält", "The sheet has";
        header_row: "Überschriften stehen in", "Headers stand in";
        meaning: "Bedeutung", "Meaning";
        parted_by: "Getrennt durch", "Separated by";
        personal: "persönlich, steht in keiner öffentlichen Datei", "personal, in no public file";
        node_kind: "Akteure und Kompetenzen unterscheidet das Merkmal", "Actors and competencies are told apart by the attribute";
        are_competencies: "Das sind Kompetenzen:", "These are competencies:";
        edge_kind: "Was eine Kante bedeutet, sagt das Merkmal", "What an edge means says the attribute";
        questions: "Fragen", "Questions";
        new_terms: "Neue Kompetenzen", "New competencies";
        difference: "Was sich ändert", "What changes";
        recognised_by: "Wiedererkannt an", "Recognised by";
        filter: "Zeilen zeigen", "Show rows";
        no_rows: "Hier sind keine Zeilen.", "There are no rows here.";
        previous: "Vorige", "Previous";
        next: "Nächste", "Next";
        kept: "bleibt", "stays";
        leave_out: "Nicht übernehmen", "Leave out";
        take_after_all: "Doch übernehmen", "Import after all";
        replace: "Ersetzen", "Replace";
        starter_lead: "Kreuzen Sie an, was zu Ihrem Netz passt. Alles lässt sich später ändern, ergänzen und löschen.", "Tick what fits your network. All of it can be changed, added to and deleted later.";
        all: "Alle", "All";
        is_there: "schon da", "there already";
        take_back: "Zurücknehmen", "Take back";
        instead: "stattdessen", "instead";
        take_in: "Übernehmen", "Take in";
        nothing_new: "Die Dateien sagen nichts, was nicht schon da ist.", "The files say nothing that is not there already.";
        redone: "Das Netzwerk hat sich inzwischen geändert. Der Unterschied wurde neu bestimmt; bitte sehen Sie noch einmal hin.", "The network has changed meanwhile. The difference was made anew; please look once more.";
        taking_in: "Wird übernommen …", "Being taken in …";
        done: "Übernommen.", "Taken in.";
        receipt: "Protokoll herunterladen", "Download the receipt";
        undo: "Rückgängig machen", "Undo";
        finish: "Fertig", "Done";
        discard: "Verwerfen", "Discard";
        discard_question: "Ihre Zuordnungen und Entscheidungen gehen verloren.", "Your choices and decisions will be lost.";
        go_on: "Weiter bearbeiten", "Keep editing";
    }
}

pub fn stage(language: Language, stage: Stage) -> &'static str {
    match (language, stage) {
        (German, Stage::Reading) => "Die Dateien werden gelesen …",
        (English, Stage::Reading) => "The files are being read …",
        (German, Stage::Understanding) => "Es wird bestimmt, was die Spalten bedeuten …",
        (English, Stage::Understanding) => "Finding out what the columns mean …",
        (German, Stage::Comparing) => "Es wird verglichen, was schon da ist …",
        (English, Stage::Comparing) => "Comparing with what is there …",
    }
}

/// "In „Digitales Goslar“ einfügen"
pub fn into(language: Language, title: &str) -> String {
    let title = Name(title);
    match language {
        German => format!("In „{title}“ einfügen"),
        English => format!("Into “{title}”"),
    }
}

/// "3 von 9"
pub fn of_area(language: Language, ticked: usize, of: usize) -> String {
    match language {
        German => format!("{ticked} von {of}"),
        English => format!("{ticked} of {of}"),
    }
}

pub fn ticked(language: Language, count: usize) -> String {
    match (language, count) {
        (German, 0) => "Noch nichts angekreuzt".to_owned(),
        (English, 0) => "Nothing ticked yet".to_owned(),
        (German, count) => language.count(count, "Eintrag angekreuzt", "Einträge angekreuzt"),
        (English, count) => language.count(count, "entry ticked", "entries ticked"),
    }
}

/// "„Wesen“ ist durch „Person“ ersetzt"
pub fn replaced(language: Language, from: &str, to: &str) -> String {
    let (from, to) = (Name(from), Name(to));
    match (language, to) {
        (German, Name("")) => format!("„{from}“ ist entfernt"),
        (English, Name("")) => format!("“{from}” is removed"),
        (German, to) => format!("„{from}“ ist durch „{to}“ ersetzt"),
        (English, to) => format!("“{from}” is replaced by “{to}”"),
    }
}

/// How many cells had been through a wrong encoding.
pub fn encoded_twice(language: Language, cells: u32) -> String {
    let cells = cells as usize;
    match language {
        German => {
            let cells = language.count(cells, "Zelle war", "Zellen waren");
            format!("{cells} doppelt kodiert („MÃ¼ller“ statt „Müller“): heilen")
        }
        English => {
            let cells = language.count(cells, "cell was", "cells were");
            format!("{cells} encoded twice (“MÃ¼ller” instead of “Müller”): mend")
        }
    }
}

pub fn rows(language: Language, rows: u32) -> String {
    let rows = rows as usize;
    match language {
        German => language.count(rows, "Zeile", "Zeilen"),
        English => language.count(rows, "row", "rows"),
    }
}

/// "12 Knoten, 30 Kanten"
pub fn graph(language: Language, nodes: u32, edges: u32) -> String {
    let (nodes, edges) = (nodes as usize, edges as usize);
    match language {
        German => {
            format!("{}, {}", language.count(nodes, "Knoten", "Knoten"), language.count(edges, "Kante", "Kanten"))
        }
        English => {
            format!("{}, {}", language.count(nodes, "node", "nodes"), language.count(edges, "edge", "edges"))
        }
    }
}

pub fn more_columns(language: Language, columns: u32) -> String {
    let columns = columns as usize;
    match language {
        German => format!("und {}, ebenso", language.count(columns, "weitere Spalte", "weitere Spalten")),
        English => format!("and {} alike", language.count(columns, "more column", "more columns")),
    }
}

pub fn more_questions(language: Language, questions: u32) -> String {
    let questions = questions as usize;
    match language {
        German => format!("{} mehr, hier nicht gezeigt.", language.number(questions)),
        English => format!("{} more, not shown here.", language.number(questions)),
    }
}

/// How sure it is what a column means.
pub fn sureness(language: Language, sureness: Sureness) -> &'static str {
    match (language, sureness) {
        (German, Sureness::Sure) => "sicher",
        (English, Sureness::Sure) => "sure",
        (German, Sureness::Likely) => "vermutet",
        (English, Sureness::Likely) => "guessed",
        (German, Sureness::Unknown) => "nicht erkannt",
        (English, Sureness::Unknown) => "not recognised",
    }
}

/// What becomes of a row.
pub fn state(language: Language, state: RowState) -> &'static str {
    match (language, state) {
        (German, RowState::New) => "neu",
        (English, RowState::New) => "new",
        (German, RowState::Changed) => "geändert",
        (English, RowState::Changed) => "changed",
        (German, RowState::Same) => "unverändert",
        (English, RowState::Same) => "unchanged",
        (German, RowState::Kept) => "behalten",
        (English, RowState::Kept) => "kept",
        (German, RowState::PutAside) => "nicht übernommen",
        (English, RowState::PutAside) => "not taken",
        (German, RowState::Missing) => "nicht mehr in der Liste",
        (English, RowState::Missing) => "no longer in the list",
    }
}

pub fn filter(language: Language, filter: Filter) -> &'static str {
    match (language, filter) {
        (German, Filter::Changing) => "was sich ändert",
        (English, Filter::Changing) => "what changes",
        (German, Filter::All) => "alle",
        (English, Filter::All) => "all",
        (German, Filter::Problems) => "Probleme",
        (English, Filter::Problems) => "problems",
        (_, Filter::State(row)) => state(language, row),
    }
}

pub fn severity(language: Language, severity: Severity) -> &'static str {
    match (language, severity) {
        (German, Severity::Note) => "Hinweis",
        (English, Severity::Note) => "Note",
        (German, Severity::Warning) => "Warnung",
        (English, Severity::Warning) => "Warning",
        (German, Severity::Error) => "Fehler",
        (English, Severity::Error) => "Error",
    }
}

/// "12 neu, 3 geändert"
pub fn counted(language: Language, counts: &[(RowState, u32)]) -> String {
    let part = |(row, count): &(RowState, u32)| format!("{} {}", language.number(*count as usize), state(language, *row));
    counts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// "1 bis 100 von 250"
pub fn window(language: Language, from: u32, to: u32, of: u32) -> String {
    let number = |count: u32| language.number(count as usize);
    match language {
        German => format!("{} bis {} von {}", number(from), number(to), number(of)),
        English => format!("{} to {} of {}", number(from), number(to), number(of)),
    }
}

/// Before the field in which something else is written: "Statt „xyz“ (3 Zellen)".
pub fn instead_of(language: Language, value: &str, cells: u32) -> String {
    let value = Name(value);
    let cells = cells as usize;
    match language {
        German => format!("Statt „{value}“ in {}", language.count(cells, "Zelle", "Zellen")),
        English => format!("Instead of “{value}” in {}", language.count(cells, "cell", "cells")),
    }
}

/// On the button that hands out the rows that were put aside.
pub fn aside(language: Language, rows: u32) -> String {
    let rows = rows as usize;
    match language {
        German => {
            format!("{} herunterladen, um sie zu berichtigen", language.count(rows, "nicht übernommene Zeile", "nicht übernommene Zeilen"))
        }
        English => format!("Download {} to correct", language.count(rows, "row not taken", "rows not taken")),
    }
}
