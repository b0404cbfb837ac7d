//! The words for every kind of record, for its fields and for the words that fields hold: one row each.

use super::Language::{self, English, German};
use crate::model::TableName;

/// The gender of a German noun.
#[derive(Clone, Copy)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
}
use Gender::{Feminine, Masculine, Neuter};

struct KindWords {
    table: TableName,
    gender: Gender,
    /// One and several, German.
    german: [&'static str; 2],
    /// One and several, English.
    english: [&'static str; 2],
}

const fn kind(
    table: TableName,
    gender: Gender,
    german: [&'static str; 2],
    english: [&'static str; 2],
) -> KindWords {
    KindWords { table, gender, german, english }
}

static KINDS: &[KindWords] = &[
    kind(TableName::Network, Neuter, ["Netzwerk", "Netzwerke"], ["network", "networks"]),
    kind(TableName::Sectors, Masculine, ["Bereich", "Bereiche"], ["sector", "sectors"]),
    kind(TableName::Competencies, Feminine, ["Kompetenz", "Kompetenzen"], ["competency", "competencies"]),
    kind(TableName::Actors, Masculine, ["Akteur", "Akteure"], ["actor", "actors"]),
    kind(TableName::Offers, Neuter, ["Angebot", "Angebote"], ["offer", "offers"]),
    kind(TableName::Needs, Neuter, ["Gesuch", "Gesuche"], ["need", "needs"]),
    kind(TableName::Links, Feminine, ["Verbindung", "Verbindungen"], ["link", "links"]),
    kind(TableName::Topics, Neuter, ["Thema", "Themen"], ["topic", "topics"]),
    kind(TableName::Meetings, Neuter, ["Treffen", "Treffen"], ["meeting", "meetings"]),
    kind(TableName::Groups, Feminine, ["Gruppe", "Gruppen"], ["group", "groups"]),
    kind(TableName::Agreements, Feminine, ["Vereinbarung", "Vereinbarungen"], ["agreement", "agreements"]),
    kind(TableName::Contacts, Feminine, ["Ansprechperson", "Ansprechpersonen"], ["contact", "contacts"]),
];

fn words_of(table: TableName) -> &'static KindWords {
    KINDS.iter().find(|words| words.table == table).unwrap_or(&KINDS[0])
}

/// What a record of this kind is called.
pub fn one(language: Language, table: TableName) -> &'static str {
    let words = words_of(table);
    match language {
        German => words.german[0],
        English => words.english[0],
    }
}

/// What several are called.
pub fn many(language: Language, table: TableName) -> &'static str {
    let words = words_of(table);
    match language {
        German => words.german[1],
        English => words.english[1],
    }
}

/// "3 Akteure".
pub fn count(language: Language, table: TableName, number: usize) -> String {
    language.count(number, one(language, table), many(language, table))
}

/// "ein Akteur", "an actor".
pub fn indefinite(language: Language, table: TableName) -> String {
    let word = one(language, table);
    let article = match language {
        German => match words_of(table).gender {
            Masculine | Neuter => "ein",
            Feminine => "eine",
        },
        English if word.starts_with(['a', 'e', 'i', 'o', 'u']) => "an",
        English => "a",
    };
    format!("{article} {word}")
}

/// "Neuer Akteur", "New actor".
pub fn new(language: Language, table: TableName) -> String {
    let word = one(language, table);
    match language {
        German => match words_of(table).gender {
            Masculine => format!("Neuer {word}"),
            Feminine => format!("Neue {word}"),
            Neuter => format!("Neues {word}"),
        },
        English => format!("New {word}"),
    }
}

/// The words for one field: label and hint, German and English. A hint may be empty.
struct FieldWords {
    table: TableName,
    field: &'static str,
    label: [&'static str; 2],
    hint: [&'static str; 2],
}

macro_rules! fields {
    ($( $table:ident { $( $field:ident: $german:literal, $english:literal $(; $german_hint:literal, $english_hint:literal)?, )* } )*) => {
        static FIELDS: &[FieldWords] = &[ $($( FieldWords {
            table: TableName::$table,
            field: stringify!($field),
            label: [$german, $english],
            hint: [concat!($($german_hint)?), concat!($($english_hint)?)],
        }, )*)* ];
    };
}

fields! {
    Network {
        title: "Titel des Netzwerks", "Title of the network",
        region: "Region", "Region",
        language: "Sprache der Inhalte", "Language of the contents",
        welcome: "Begrüßung", "Welcome"; "Steht am Anfang und sagt Gästen, worum es geht.", "Stands at the beginning and tells guests what this is about.",
        confirm_months: "Nachfragen nach (Monaten)", "Ask again after (months)",
    }
    Sectors {
        name: "Name", "Name",
        symbol: "Zeichen", "Symbol"; "Ein oder zwei Zeichen neben der Farbe.", "One or two characters beside the colour.",
        color: "Farbe", "Colour",
    }
    Competencies {
        name: "Name", "Name",
        also: "Andere Wörter dafür", "Other words for it"; "Eingabetaste oder Komma fügt ein Wort hinzu.", "Enter or a comma adds a word.",
        broader: "Oberbegriff", "Broader term"; "Eine allgemeinere Kompetenz, zu der diese gehört.", "A more general competency that this one belongs to.",
        description: "Beschreibung", "Description",
    }
    Actors {
        name: "Name", "Name",
        kind: "Art", "Kind",
        sector: "Bereich", "Sector",
        status: "Stand", "Status",
        joined: "Dabei seit", "Member since",
        invited_by: "Eingeladen von", "Invited by",
        about: "Wer sind Sie und was tun Sie?", "Who are you and what do you do?",
        offering: "Digitales Angebot", "Digital offering",
        vision: "Bild der digitalen Zukunft", "Picture of the digital future",
        website: "Website oder E-Mail-Adresse", "Website or email address"; "Zum Beispiel www.goslar.de", "For example www.goslar.de",
        place: "Ort", "Place"; "Adresse oder Ortsteil", "Address or district",
        left: "Ausgetreten am", "Left on",
        confirmed_on: "Zuletzt bestätigt am", "Last confirmed on",
        confirmed_by: "Bestätigt durch", "Confirmed by",
        visibility: "Sichtbarkeit", "Visibility"; "Personen erscheinen in öffentlichen Dateien nur, wenn Sie hier „öffentlich“ wählen.", "Persons appear in public files only if you choose “public” here.",
        internal_note: "Interne Notiz", "Internal note"; "Bleibt in der Vollsicherung und steht in keiner anderen Datei.", "Stays in the full backup and is in no other file.",
    }
    Offers {
        actor: "Akteur", "Actor",
        competency: "Kompetenz", "Competency",
        level: "Wie gut?", "How well?",
        forms: "Art der Hilfe", "Form of help",
        conditions: "Bedingungen", "Conditions",
        available_from: "Verfügbar ab", "Available from",
        evidence: "Schon einmal gemacht", "Done before"; "Was, wo und wann, in einer Zeile.", "What, where and when, in one line.",
        note: "Anmerkung", "Note"; "Was genau, für wen, unter welchen Bedingungen?", "What exactly, for whom, on what terms?",
        since: "Seit", "Since",
        confirmed_on: "Zuletzt bestätigt am", "Last confirmed on"; "Der Tag, an dem das Angebot zuletzt sicher stimmte.", "The day on which the offer was last known to be right.",
        confirmed_by: "Bestätigt durch", "Confirmed by",
    }
    Needs {
        actor: "Akteur", "Actor",
        competency: "Kompetenz", "Competency",
        forms: "Art der Hilfe", "Form of help",
        wanted_by: "Gebraucht bis", "Wanted by",
        note: "Anmerkung", "Note"; "Was genau, für wen, unter welchen Bedingungen?", "What exactly, for whom, on what terms?",
        since: "Seit", "Since",
        confirmed_on: "Zuletzt bestätigt am", "Last confirmed on",
        confirmed_by: "Bestätigt durch", "Confirmed by",
        closed_on: "Erfüllt am", "Met on"; "Leer, solange noch gesucht wird.", "Empty as long as the search goes on.",
    }
    Links {
        from: "Akteur A", "Actor A",
        to: "Akteur B", "Actor B",
        kind: "Was verbindet die beiden?", "What connects the two?",
        by: "Vermittelt von", "Brought together by",
        since: "Seit", "Since",
        note: "Anmerkung", "Note"; "Woher kennen Sie sich, was verbindet Sie?", "How do you know each other, what connects you?",
    }
    Topics {
        title: "Titel", "Title",
        question: "Frage", "Question"; "Die Frage der Stadt, um die es geht.", "The town’s question that this is about.",
        status: "Stand", "Status",
        competencies: "Kompetenzen", "Competencies"; "Was braucht man, um sie zu beantworten?", "What does it take to answer it?",
        people: "Wer macht mit?", "Who takes part?"; "Jeder darf, niemand muss.", "Anyone may, nobody must.",
        history: "Verlauf", "History",
    }
    Meetings {
        date: "Datum", "Date",
        start: "Beginn", "Start",
        end: "Ende", "End",
        kind: "Art", "Kind",
        title: "Titel", "Title",
        place: "Ort", "Place",
        host: "Gastgeber", "Host",
        agenda: "Tagesordnung", "Agenda",
        coming: "Zugesagt", "Coming",
        present: "Anwesend", "Present",
        guests: "Gäste", "Guests",
        minutes: "Protokoll", "Minutes",
    }
    Groups {
        name: "Name", "Name",
        kind: "Art", "Kind",
        purpose: "Wozu", "Purpose",
        members: "Mitglieder", "Members",
        meetings_per_year: "Treffen im Jahr", "Meetings a year",
    }
    Agreements {
        giver: "Wer hilft", "Who helps",
        taker: "Wem", "Whom",
        need: "Gesuch", "Need",
        offer: "Angebot", "Offer",
        what: "Was", "What",
        until: "Bis wann", "Until",
        state: "Stand", "State",
        agreed_by: "Zugestimmt haben", "Agreed by",
        meeting: "Treffen", "Meeting",
        why: "Warum", "Why",
        history: "Verlauf", "History",
        visibility: "Sichtbarkeit", "Visibility",
    }
    Contacts {
        actor: "Akteur", "Actor",
        kind: "Art", "Kind",
        name: "Name", "Name",
        role: "Funktion", "Role",
        email: "E-Mail-Adresse", "Email address",
        phone: "Telefon", "Phone",
        visibility: "Sichtbarkeit", "Visibility"; "In öffentlichen Dateien steht nie eine Ansprechperson.", "No contact is ever in a public file.",
        legal_basis: "Rechtsgrundlage", "Legal basis",
        consent: "Einwilligung", "Consent",
    }
}

fn field_words(table: TableName, field: &str) -> Option<&'static FieldWords> {
    FIELDS.iter().find(|words| words.table == table && words.field == field)
}

fn in_language(language: Language, words: [&'static str; 2]) -> &'static str {
    match language {
        German => words[0],
        English => words[1],
    }
}

/// What a field is called in forms and messages.
pub fn label(language: Language, table: TableName, field: &str) -> &'static str {
    field_words(table, field).map_or("", |words| in_language(language, words.label))
}

/// What to write into a field; empty where the label says it.
pub fn hint(language: Language, table: TableName, field: &str) -> &'static str {
    field_words(table, field).map_or("", |words| in_language(language, words.hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_and_every_field_has_its_words() {
        for table in TableName::ALL {
            assert!(KINDS.iter().any(|words| words.table == *table), "{table:?}");
            for field in table.schema().fields {
                for language in [German, English] {
                    assert!(!label(language, *table, field.name).is_empty(), "{table:?}.{}", field.name);
                }
            }
        }
        for words in FIELDS {
            assert!(words.table.schema().field(words.field).is_some(), "{:?}.{}", words.table, words.field);
            assert_eq!(
                words.hint[0].is_empty(),
                words.hint[1].is_empty(),
                "{:?}.{}",
                words.table,
                words.field
            );
        }
    }
}
