//! Sentences about files: what is wrong, where, and what to do.

use super::{
    Language::{self, English, German},
    Name, capitalised, records,
};
use crate::exchange::{
    Format, ImportError, JsonErrorKind, JsonKind, Loss, Profile, RedactionSummary, Secret, WarningKind,
};
use crate::model::TableName;

/// Why a file was not taken.
pub fn import_error(language: Language, error: &ImportError) -> String {
    match (language, error) {
        (German, ImportError::Empty) => "Die Datei ist leer.".into(),
        (English, ImportError::Empty) => "The file is empty.".into(),
        (German, ImportError::TooLarge { bytes, limit }) => format!(
            "Die Datei hat {} MB; gelesen werden höchstens {} MB.",
            mebibytes(*bytes),
            mebibytes(*limit)
        ),
        (English, ImportError::TooLarge { bytes, limit }) => {
            format!("The file has {} MB; at most {} MB are read.", mebibytes(*bytes), mebibytes(*limit))
        }
        (German, ImportError::NotText { at_byte }) => format!(
            "Ab Byte {at_byte} ist die Datei kein Text in UTF-8. Bitte als UTF-8 speichern und noch einmal öffnen."
        ),
        (English, ImportError::NotText { at_byte }) => format!(
            "From byte {at_byte} on the file is not UTF-8 text. Please save it as UTF-8 and open it again."
        ),
        (German, ImportError::NotJson { line, column, what }) => {
            format!("Zeile {line}, Spalte {column}: {}", json_error(language, *what))
        }
        (English, ImportError::NotJson { line, column, what }) => {
            format!("Line {line}, column {column}: {}", json_error(language, *what))
        }
        (German, ImportError::TooDeep { line, column }) => format!(
            "Zeile {line}, Spalte {column}: Hier sind mehr als 127 Klammern ineinander geschachtelt. Das ist kein Netzwerk."
        ),
        (English, ImportError::TooDeep { line, column }) => format!(
            "Line {line}, column {column}: more than 127 brackets are nested here. This is not a network."
        ),
        (German, ImportError::NotAnObject { found }) => format!(
            "Eine Netzwerk-Datei ist ein Objekt in geschweiften Klammern; diese Datei ist {}.",
            json_kind(language, *found)
        ),
        (English, ImportError::NotAnObject { found }) => {
            format!(
                "A network file is an object in curly brackets; this file is {}.",
                json_kind(language, *found)
            )
        }
        (German, ImportError::FormatMissing) => {
            "Das ist keine GoSMART-Datei: Am Anfang fehlt \"format\": \"gosmart-network\".".into()
        }
        (English, ImportError::FormatMissing) => {
            "This is not a GoSMART file: \"format\": \"gosmart-network\" is missing at its beginning.".into()
        }
        (_, ImportError::NotReadable { format }) => not_readable(language, format, Format::readable()),
        (German, ImportError::VersionMissing) => {
            "In der Datei fehlt die Angabe \"version\". Vermutlich ist \"version\": 1 richtig.".into()
        }
        (English, ImportError::VersionMissing) => {
            "The file lacks the field \"version\". Most likely \"version\": 1 is right.".into()
        }
        (German, ImportError::VersionUnknown { found }) => {
            format!(
                "Eine Version {found} des Formats gibt es nicht; \"version\" ist eine ganze Zahl ab 1.",
                found = Name(found)
            )
        }
        (English, ImportError::VersionUnknown { found }) => {
            format!(
                "There is no version {found} of the format; \"version\" is a whole number from 1.",
                found = Name(found)
            )
        }
    }
}

fn mebibytes(bytes: usize) -> usize {
    bytes.div_ceil(1024 * 1024)
}

fn json_error(language: Language, error: JsonErrorKind) -> &'static str {
    match (language, error) {
        (German, JsonErrorKind::EndsTooEarly) => {
            "Die Datei bricht hier ab. Vermutlich wurde sie nicht vollständig gespeichert oder übertragen."
        }
        (English, JsonErrorKind::EndsTooEarly) => {
            "the file breaks off here. It was probably not saved or transferred completely."
        }
        (German, JsonErrorKind::CommaOrBracketMissing) => "Hier fehlt ein Komma oder eine Klammer.",
        (English, JsonErrorKind::CommaOrBracketMissing) => "a comma or a bracket is missing here.",
        (German, JsonErrorKind::ColonMissing) => "Hier fehlt ein Doppelpunkt nach dem Feldnamen.",
        (English, JsonErrorKind::ColonMissing) => "a colon is missing here after the field name.",
        (German, JsonErrorKind::CommaTooMany) => "Das Komma vor dieser Klammer ist zu viel.",
        (English, JsonErrorKind::CommaTooMany) => "the comma before this bracket is one too many.",
        (German, JsonErrorKind::NameNotQuoted) => {
            "Hier muss ein Feldname in geraden Anführungszeichen stehen."
        }
        (English, JsonErrorKind::NameNotQuoted) => {
            "a field name in straight quotation marks must stand here."
        }
        (German, JsonErrorKind::NotAValue) => {
            "Hier fehlt ein Wert: ein Text in geraden Anführungszeichen, eine Zahl, true, false, null oder eine Klammer."
        }
        (English, JsonErrorKind::NotAValue) => {
            "a value is missing here: a text in straight quotation marks, a number, true, false, null or a bracket."
        }
        (German, JsonErrorKind::BadNumber) => "Diese Zahl ist falsch geschrieben.",
        (English, JsonErrorKind::BadNumber) => "this number is misspelt.",
        (German, JsonErrorKind::BadText) => {
            "In diesem Text steht ein Zeilenumbruch, ein Steuerzeichen oder ein falscher umgekehrter Schrägstrich."
        }
        (English, JsonErrorKind::BadText) => {
            "this text contains a line break, a control character or a wrong backslash."
        }
        (German, JsonErrorKind::MoreAfterTheEnd) => "Nach dem Ende des Dokuments steht hier noch etwas.",
        (English, JsonErrorKind::MoreAfterTheEnd) => "something follows here after the end of the document.",
    }
}

/// What a file of this format is called.
pub fn format(language: Language, format: &Format) -> &'static str {
    match language {
        German => format.german,
        English => format.english,
    }
}

/// The same without its article, for a list to choose from.
pub fn format_alone(language: Language, format: &Format) -> String {
    let (of_language, articles): (_, &[&str]) = match language {
        German => (format.german, &["eine "]),
        English => (format.english, &["an ", "a "]),
    };
    let alone = articles.iter().find_map(|article| of_language.strip_prefix(article));
    capitalised(alone.unwrap_or(of_language))
}

/// Why a file is not written in a format.
pub fn not_writable(language: Language, format: &Format) -> String {
    let writable = Format::writable().map(|format| format.name).collect::<Vec<_>>().join(", ");
    match language {
        German => format!("Als {} kann das Programm bisher nicht schreiben, nur: {writable}.", format.german),
        English => format!("So far {} cannot be written, only: {writable}.", format.english),
    }
}

/// Why a file is not read, where these formats are.
pub fn not_readable<'a>(
    language: Language,
    found: &Format,
    readable: impl Iterator<Item = &'a Format>,
) -> String {
    let readable = readable.map(|readable| format(language, readable)).collect::<Vec<_>>().join(", ");
    match language {
        German => {
            format!("Das ist offenbar {}; lesen kann das Programm bisher nur {readable}.", found.german)
        }
        English => format!("This looks like {}; so far only {readable} can be read.", found.english),
    }
}

fn json_kind(language: Language, kind: JsonKind) -> &'static str {
    match (language, kind) {
        (German, JsonKind::Null) => "leer (null)",
        (English, JsonKind::Null) => "empty (null)",
        (German, JsonKind::Truth) => "ein Wahrheitswert",
        (English, JsonKind::Truth) => "true or false",
        (German, JsonKind::Number) => "eine Zahl",
        (English, JsonKind::Number) => "a number",
        (German, JsonKind::Text) => "ein Text",
        (English, JsonKind::Text) => "a text",
        (German, JsonKind::List) => "eine Liste",
        (English, JsonKind::List) => "a list",
        (German, JsonKind::Object) => "ein Objekt",
        (English, JsonKind::Object) => "an object",
    }
}

/// What is odd about one place of a document that was read.
pub fn import_warning(language: Language, warning: &WarningKind) -> String {
    match (language, warning) {
        (German, WarningKind::NewerVersion { found, known }) => format!(
            "Die Datei hat Version {found} des Formats, dieses Programm kennt Version {known}. Sie wird nur zum Ansehen geöffnet; bitte das Programm aktualisieren."
        ),
        (English, WarningKind::NewerVersion { found, known }) => format!(
            "The file has version {found} of the format, this program knows version {known}. It is opened for looking only; please update the program."
        ),
        (German, WarningKind::NotAList { found }) => {
            format!(
                "Hier sollte eine Liste stehen, gefunden: {}. Der Inhalt wird unverändert aufgehoben.",
                json_kind(language, *found)
            )
        }
        (English, WarningKind::NotAList { found }) => {
            format!(
                "A list should be here, found: {}. The content is kept unchanged.",
                json_kind(language, *found)
            )
        }
        (German, WarningKind::NotAnObject { found }) => format!(
            "Hier sollte ein Eintrag in geschweiften Klammern stehen, gefunden: {}. Der Inhalt wird unverändert aufgehoben.",
            json_kind(language, *found)
        ),
        (English, WarningKind::NotAnObject { found }) => format!(
            "An entry in curly brackets should be here, found: {}. The content is kept unchanged.",
            json_kind(language, *found)
        ),
        (German, WarningKind::FieldMissing { field }) => format!(
            "Das Feld „{field}“ fehlt oder ist nicht lesbar. Der Eintrag wird nicht angezeigt, aber unverändert aufgehoben."
        ),
        (English, WarningKind::FieldMissing { field }) => format!(
            "The field “{field}” is missing or unreadable. The entry is not shown, but kept unchanged."
        ),
        (German, WarningKind::IdMissing { given }) => {
            format!("Das Netzwerk hat keine lesbare Kennung (id) und erhält „{given}“.")
        }
        (English, WarningKind::IdMissing { given }) => {
            format!("The network has no readable id and gets “{given}”.")
        }
        (German, WarningKind::Misread { found }) => format!(
            "Der Wert {found} passt nicht zu diesem Feld. Das Feld gilt als leer; der Wert wird aufgehoben.",
            found = Name(found)
        ),
        (English, WarningKind::Misread { found }) => format!(
            "The value {found} does not fit this field. The field counts as empty; the value is kept.",
            found = Name(found)
        ),
        (German, WarningKind::ElementMisread { found }) => {
            format!(
                "Der Wert {found} passt nicht in diese Liste. Er wird aufgehoben; die übrigen gelten.",
                found = Name(found)
            )
        }
        (English, WarningKind::ElementMisread { found }) => {
            format!(
                "The value {found} does not fit this list. It is kept; the others count.",
                found = Name(found)
            )
        }
        (German, WarningKind::DoubledName { kept_as: Some(kept_as) }) => {
            format!(
                "Dieses Feld steht zweimal da. Es gilt das letzte; das frühere wird als „{kept_as}“ aufgehoben.",
                kept_as = Name(kept_as)
            )
        }
        (English, WarningKind::DoubledName { kept_as: Some(kept_as) }) => {
            format!(
                "This field stands here twice. The last one counts; the earlier one is kept as “{kept_as}”.",
                kept_as = Name(kept_as)
            )
        }
        (German, WarningKind::DoubledName { kept_as: None }) => {
            "Dieser Abschnitt steht zweimal da. Beide werden gelesen.".into()
        }
        (English, WarningKind::DoubledName { kept_as: None }) => {
            "This section stands here twice. Both are read.".into()
        }
        (German, WarningKind::HalfCharacter) => {
            "In diesem Text steht ein halbes Zeichen (ein einzelnes Surrogat); an seiner Stelle steht nun �."
                .into()
        }
        (English, WarningKind::HalfCharacter) => {
            "Half a character (a lone surrogate) stands in this text; � now stands in its place.".into()
        }
        (German, WarningKind::NotKept { found }) => {
            format!(
                "Der Wert {found} wird nicht verstanden und geht beim Speichern verloren.",
                found = Name(found)
            )
        }
        (English, WarningKind::NotKept { found }) => {
            format!("The value {found} is not understood and is lost when saving.", found = Name(found))
        }
        (German, WarningKind::DuplicateId { id, kept_as }) => format!(
            "Die Kennung „{id}“ ist doppelt. Dieser Eintrag erhält die Kennung „{kept_as}“; Verweise führen zum ersten.",
            id = Name(id.as_str())
        ),
        (English, WarningKind::DuplicateId { id, kept_as }) => format!(
            "The id “{id}” occurs twice. This entry gets the id “{kept_as}”; references lead to the first one.",
            id = Name(id.as_str())
        ),
        (German, WarningKind::SharedId { id, table }) => format!(
            "Die Kennung „{id}“ hat auch {}. Beide stehen im Bild an derselben Stelle; bitte eine ändern.",
            records::indefinite(language, *table),
            id = Name(id.as_str())
        ),
        (English, WarningKind::SharedId { id, table }) => format!(
            "{} has the id “{id}” too. Both stand in the same place of the picture; please change one.",
            capitalised(&records::indefinite(language, *table)),
            id = Name(id.as_str())
        ),
        (German, WarningKind::Dangling { to, table }) => {
            format!(
                "Der Verweis auf „{to}“ führt ins Leere: Es fehlt {} mit dieser Kennung.",
                records::indefinite(language, *table),
                to = Name(to.as_str())
            )
        }
        (English, WarningKind::Dangling { to, table }) => {
            format!(
                "The reference to “{to}” leads nowhere: {} with this id is missing.",
                records::indefinite(language, *table),
                to = Name(to.as_str())
            )
        }
        (German, WarningKind::NotADay { found }) => {
            format!(
                "„{found}“ ist kein Datum in der Form JJJJ-MM-TT, zum Beispiel 2017-06-02.",
                found = Name(found)
            )
        }
        (English, WarningKind::NotADay { found }) => {
            format!(
                "“{found}” is not a date in the form YYYY-MM-DD, for example 2017-06-02.",
                found = Name(found)
            )
        }
        (German, WarningKind::LevelOutOfRange { level }) => {
            format!("Die Stufe {level} gibt es nicht; möglich sind 1, 2 und 3.")
        }
        (English, WarningKind::LevelOutOfRange { level }) => {
            format!("There is no level {level}; 1, 2 and 3 are possible.")
        }
        (German, WarningKind::BroaderCycle { terms: 1 }) => {
            "Der Begriff ist sein eigener Oberbegriff.".into()
        }
        (English, WarningKind::BroaderCycle { terms: 1 }) => "The term is its own broader term.".into(),
        (German, WarningKind::BroaderCycle { terms }) => {
            format!("Die Oberbegriffe laufen im Kreis: Nach {terms} Schritten kommt derselbe Begriff wieder.")
        }
        (English, WarningKind::BroaderCycle { terms }) => {
            format!("The broader terms go in a circle: after {terms} steps the same term comes again.")
        }
        (German, WarningKind::DoubledOffer { first }) => {
            format!("Derselbe Akteur bietet dieselbe Kompetenz schon an Stelle {first}.")
        }
        (English, WarningKind::DoubledOffer { first }) => {
            format!("The same actor already offers the same competency at {first}.")
        }
        (German, WarningKind::NotFinite) => "Diese Position ist keine Zahl; sie wird neu berechnet.".into(),
        (English, WarningKind::NotFinite) => {
            "This position is not a number; it will be computed anew.".into()
        }
    }
}

/// That a file holds what a profile must not see, and where.
pub fn not_for(
    language: Language,
    profile: Profile,
    secret: Option<&Secret>,
    redacted: &RedactionSummary,
) -> String {
    let place = secret.map(|Secret { table, id, field }| {
        let field = field.as_ref().map(|field| format!(".{field}")).unwrap_or_default();
        format!(" ({} {id}{field})", table.schema().section)
    });
    let (profile, place, left_out) =
        (profile.name(), place.unwrap_or_default(), self::redacted(language, redacted));
    match language {
        German => format!("Die Datei enthält, was das Profil {profile} nicht sehen darf{place}. {left_out}"),
        English => format!("The file holds what the profile {profile} must not see{place}. {left_out}"),
    }
}

/// That a public file names its sender.
pub fn names_its_sender(language: Language) -> &'static str {
    match language {
        German => "Die Datei nennt ihren Absender (by). In einer öffentlichen Datei steht keiner.",
        English => "The file names its sender (by). A public file names none.",
    }
}

/// What an export leaves at home, in one sentence.
pub fn redacted(language: Language, redacted: &RedactionSummary) -> String {
    let RedactionSummary {
        contacts,
        persons,
        organisations,
        relations,
        agreements,
        internal_notes,
        details,
        unknown_fields,
        removals,
    } = *redacted;
    let words = match language {
        German => [
            (contacts, "Ansprechperson", "Ansprechpersonen"),
            (persons, "Person", "Personen"),
            (organisations, "Organisation", "Organisationen"),
            (relations, "Angebot, Bedarf oder Verbindung", "Angebote, Bedarfe und Verbindungen"),
            (agreements, "Vereinbarung", "Vereinbarungen"),
            (internal_notes, "interne Notiz", "interne Notizen"),
            (details, "interne Angabe", "interne Angaben"),
            (unknown_fields, "unbekanntes Feld", "unbekannte Felder"),
            (removals, "Löschvermerk", "Löschvermerke"),
        ],
        English => [
            (contacts, "contact", "contacts"),
            (persons, "person", "persons"),
            (organisations, "organisation", "organisations"),
            (relations, "offer, need or link", "offers, needs and links"),
            (agreements, "agreement", "agreements"),
            (internal_notes, "internal note", "internal notes"),
            (details, "internal detail", "internal details"),
            (unknown_fields, "unknown field", "unknown fields"),
            (removals, "note of a removal", "notes of removals"),
        ],
    };
    let parts: Vec<String> = words
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if *count == 1 { one } else { many }))
        .collect();
    match (language, parts.is_empty()) {
        (German, true) => "Nichts bleibt draußen.".into(),
        (English, true) => "Nothing stays out.".into(),
        (German, false) => format!("Draußen bleiben: {}.", parts.join(", ")),
        (English, false) => format!("Left out: {}.", parts.join(", ")),
    }
}

/// What a format has no room for, in one sentence; empty where nothing is lost.
pub fn lost(language: Language, losses: &[Loss]) -> String {
    let part = |loss: &Loss| match (language, loss) {
        (_, Loss::Records(table, count)) => records::count(language, *table, *count),
        (German, Loss::MetNeeds(count)) => language.count(*count, "erfülltes Gesuch", "erfüllte Gesuche"),
        (English, Loss::MetNeeds(count)) => {
            language.count(*count, "need that was met", "needs that were met")
        }
        (_, Loss::Field(TableName::Network, field, _)) => {
            records::label(language, TableName::Network, field).to_owned()
        }
        (_, Loss::Field(table, field, count)) => {
            let (one, label) = (records::one(language, *table), records::label(language, *table, field));
            format!("{one}: {label} ({count})")
        }
        (German, Loss::Positions(count)) => language.count(*count, "Platz im Bild", "Plätze im Bild"),
        (English, Loss::Positions(count)) => {
            language.count(*count, "place in the picture", "places in the picture")
        }
        (German, Loss::Stamps(count)) => {
            format!("die Zeiten der Änderungen an {}", language.count(*count, "Eintrag", "Einträgen"))
        }
        (English, Loss::Stamps(count)) => {
            format!("the times of changes to {}", language.count(*count, "entry", "entries"))
        }
        (German, Loss::Tombstones(count)) => language.count(*count, "Löschvermerk", "Löschvermerke"),
        (English, Loss::Tombstones(count)) => {
            language.count(*count, "note of a removal", "notes of removals")
        }
        (German, Loss::UnknownFields(count)) => {
            language.count(*count, "unbekanntes Feld", "unbekannte Felder")
        }
        (English, Loss::UnknownFields(count)) => language.count(*count, "unknown field", "unknown fields"),
    };
    let parts: Vec<String> = losses.iter().map(part).collect();
    match (language, parts.is_empty()) {
        (_, true) => String::new(),
        (German, false) => format!("In diesem Format ist kein Platz für: {}.", parts.join("; ")),
        (English, false) => format!("This format has no room for: {}.", parts.join("; ")),
    }
}

/// Why there is no workbook, of one that Excel could not hold.
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub fn not_written(language: Language, error: &gosmart_formats::table::WriteError) -> String {
    use gosmart_formats::table::WriteError;
    match (language, error) {
        (German, WriteError::TooManyCells { sheet }) => {
            format!("Das Blatt „{sheet}“ hätte mehr Zeilen oder Spalten, als Excel fasst.")
        }
        (German, WriteError::TooLong { sheet, row, column }) => format!(
            "Blatt „{sheet}“, Zeile {row}, Spalte {column}: Der Text ist länger, als eine Zelle in Excel fasst."
        ),
        (German, WriteError::Other(what)) => format!("Die Excel-Datei konnte nicht erzeugt werden: {what}."),
        (English, WriteError::TooManyCells { sheet }) => {
            format!("The sheet “{sheet}” would have more rows or columns than Excel holds.")
        }
        (English, WriteError::TooLong { sheet, row, column }) => {
            format!(
                "Sheet “{sheet}”, row {row}, column {column}: the text is longer than a cell of Excel holds."
            )
        }
        (English, WriteError::Other(what)) => format!("The Excel file could not be made: {what}."),
    }
}

/// Why a document of a newer version is not converted; its warning names the versions.
pub fn not_converted(language: Language) -> &'static str {
    match language {
        German => "Nicht umgewandelt: Was in der neueren Version dazugekommen ist, ginge verloren.",
        English => "Not converted: what the newer version has added would be lost.",
    }
}
