//! The words for every kind of record, for its fields and for the words that fields hold: one row each.

use super::Language::{self, English, German};
use crate::model::{TableName, Word};

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

/// "Akteur hinzufügen", "Add an actor".
pub fn add(language: Language, table: TableName) -> String {
    match language {
        German => format!("{} hinzufügen", one(language, table)),
        English => format!("Add {}", indefinite(language, table)),
    }
}

/// What is said of one field, German and English.
struct FieldWords {
    table: TableName,
    /// Of a field within rows, both names with a dot between.
    field: &'static str,
    words: [&'static str; 2],
}

macro_rules! fields {
    ($( $table:ident { $( $field:ident $(. $within:ident)?: $german:literal, $english:literal $(; $german_hint:literal, $english_hint:literal)?, )* } )*) => {
        static LABELS: &[FieldWords] = &[ $($( FieldWords {
            table: TableName::$table,
            field: concat!(stringify!($field) $(, ".", stringify!($within))?),
            words: [$german, $english],
        }, )*)* ];

        static HINTS: &[FieldWords] = &[ $($($( FieldWords {
            table: TableName::$table,
            field: stringify!($field),
            words: [$german_hint, $english_hint],
        }, )?)*)* ];
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
        offers: "Bietet", "Offers"; "Was können Sie? Tippen Sie und wählen Sie einen Vorschlag oder legen Sie Neues an.", "What can you do? Type and choose a suggestion, or create something new.",
        needs: "Sucht", "Looks for"; "Wobei brauchen Sie Unterstützung?", "What do you need support with?",
        groups: "Gruppe", "Group",
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
        asked_on: "Nachgefragt am", "Asked on",
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
        people: "Wer macht mit?", "Who takes part?"; "Alle dürfen, niemand muss.", "Anyone may, nobody must.",
        people.actor: "Akteur", "Actor",
        people.role: "Rolle", "Role",
        history: "Verlauf", "History",
        history.status: "Status", "Status",
        history.on: "Am", "On",
        history.meeting: "Treffen", "Meeting",
    }
    Meetings {
        date: "Datum", "Date",
        start: "Beginn", "Start"; "Uhrzeit, zum Beispiel 18:00.", "Time of day, for example 18:00.",
        end: "Ende", "End",
        kind: "Art", "Kind",
        title: "Titel", "Title",
        place: "Ort", "Place",
        host: "Gastgeber", "Host",
        agenda: "Tagesordnung", "Agenda",
        agenda.text: "Worum es geht", "What it is about",
        agenda.by: "Von", "By",
        agenda.topic: "Thema", "Topic",
        agenda.competency: "Kompetenz", "Competency",
        agenda.actors: "Über wen", "About whom",
        agenda.result: "Ergebnis", "Result",
        coming: "Zugesagt", "Coming",
        present: "Anwesend", "Present",
        guests: "Gäste", "Guests",
        talks: "Gespräche", "Talks"; "Wer spricht in welcher Runde mit wem?", "Who talks with whom in which round?",
        talks.one: "Wer", "Who",
        talks.other: "Mit wem", "With whom",
        talks.round: "Runde", "Round",
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
        history.state: "Stand", "State",
        history.on: "Am", "On",
        history.by: "Durch", "By",
        visibility: "Sichtbarkeit", "Visibility"; "Öffentlich wird sie erst, wenn beide zugestimmt haben.", "It becomes public only when both have agreed.",
    }
    Contacts {
        actor: "Akteur", "Actor",
        kind: "Art", "Kind",
        name: "Name", "Name",
        role: "Funktion", "Role",
        email: "E-Mail-Adresse", "Email address",
        phone: "Telefon", "Phone",
        visibility: "Sichtbarkeit", "Visibility"; "In öffentlichen Dateien steht nie eine Ansprechperson.", "No contact is ever in a public file.",
        legal_basis: "Rechtsgrundlage", "Legal basis"; "Warum dürfen diese Angaben hier stehen?", "Why may these details be kept here?",
        consent: "Einwilligung", "Consent"; "Nach einem Widerruf steht die Person nur noch in der Vollsicherung.", "After a withdrawal the person is only in the full backup.",
        consent.given_on: "Erteilt am", "Given on",
        consent.scope: "Für", "For",
        consent.withdrawn_on: "Widerrufen am", "Withdrawn on",
    }
}

fn words_in(list: &[FieldWords], language: Language, table: TableName, field: &str) -> &'static str {
    let found = list.iter().find(|words| words.table == table && words.field == field);
    found.map_or("", |words| in_language(language, words.words))
}

/// The words of one list with what they are called, German and English. An empty word stands for nothing said.
type WordList = &'static [(&'static str, &'static str, &'static str)];

static WORD_LISTS: &[WordList] = &[
    &[
        ("organisation", "Organisation", "Organisation"),
        ("unit", "Abteilung oder Einrichtung", "Unit of an organisation"),
        ("person", "Person", "Person"),
    ],
    &[("member", "Mitglied", "Member"), ("guest", "Gast", "Guest")],
    &[
        ("self", "den Akteur selbst", "the actor itself"),
        ("keeper", "wer das Netzwerk pflegt", "who keeps the network"),
    ],
    &[
        ("knows", "A und B kennen sich", "A and B know each other"),
        ("works_with", "A und B arbeiten zusammen", "A and B work together"),
        ("introduced", "A hat B eingeführt", "A introduced B"),
    ],
    &[
        ("idea", "Idee", "Idea"),
        ("discussed", "wird besprochen", "being discussed"),
        ("under_way", "in Arbeit", "under way"),
        ("done", "erledigt", "done"),
        ("dropped", "nicht weiterverfolgt", "dropped"),
    ],
    &[
        ("can_help", "kann helfen", "can help"),
        ("curious", "ist neugierig", "is curious"),
        ("needs_this", "braucht das", "needs this"),
    ],
    &[
        ("", "wie üblich", "as usual"),
        ("internal", "nur intern", "internal only"),
        ("network", "im Netzwerk", "within the network"),
        ("public", "öffentlich", "public"),
    ],
    &[
        ("advice", "Rat", "advice"),
        ("hands", "Mithilfe", "a hand"),
        ("room", "Raum", "a room"),
        ("device", "Gerät", "a device"),
        ("contact", "Kontakt", "a contact"),
        ("course", "Kurs", "a course"),
    ],
    &[
        ("sitting", "Sitzung", "Sitting"),
        ("workshop", "Workshop", "Workshop"),
        ("marketplace", "Marktplatzabend", "Marketplace evening"),
        ("event", "Veranstaltung", "Event"),
    ],
    &[
        ("committee", "Ausschuss", "Committee"),
        ("working_group", "Arbeitsgruppe", "Working group"),
        ("network", "Netzwerk", "Network"),
    ],
    &[
        ("interested", "interessiert", "interested"),
        ("talked", "haben gesprochen", "have talked"),
        ("agreed", "vereinbart", "agreed"),
        ("kept", "erledigt", "kept"),
        ("not_kept", "nicht eingehalten", "not kept"),
        ("no_fit", "passt nicht", "no fit"),
    ],
    &[
        ("", "nach der Reihenfolge", "by the order"),
        ("blue", "Blau", "Blue"),
        ("orange", "Orange", "Orange"),
        ("green", "Grün", "Green"),
        ("pink", "Rosa", "Pink"),
        ("sky", "Himmelblau", "Sky blue"),
        ("vermilion", "Zinnoberrot", "Vermilion"),
        ("yellow", "Gelb", "Yellow"),
        ("violet", "Violett", "Violet"),
    ],
    // Lines in which usually one of these stands.
    &[("de", "Deutsch", "Deutsch"), ("en", "English", "English")],
    &[("person", "Person", "Person"), ("role", "Funktion oder Postfach", "Role or mailbox")],
    &[
        ("", "ohne Angabe", "not stated"),
        ("consent", "Einwilligung", "Consent"),
        ("public_task", "öffentliche Aufgabe", "Public task"),
    ],
];

/// What a word of a list is called, and with an empty one that nothing is said; `None` for a word that is not in it.
pub fn word_of(language: Language, words: &[&str], word: &str) -> Option<&'static str> {
    let named = |list: &&WordList| {
        let known = list.iter().map(|(known, ..)| *known);
        known.filter(|word| !word.is_empty()).eq(words.iter().copied().filter(|word| !word.is_empty()))
    };
    let list = WORD_LISTS.iter().find(named)?;
    let (_, german, english) = list.iter().find(|(known, ..)| *known == word)?;
    Some(in_language(language, [german, english]))
}

/// What a word is called.
pub fn word<W: Word>(language: Language, word: W) -> &'static str {
    word_of(language, W::WORDS, word.word()).unwrap_or(word.word())
}

fn in_language(language: Language, words: [&'static str; 2]) -> &'static str {
    match language {
        German => words[0],
        English => words[1],
    }
}

/// What a field is called in forms and messages.
pub fn label(language: Language, table: TableName, field: &str) -> &'static str {
    words_in(LABELS, language, table, field)
}

/// What to write into a field; empty where the label says it.
pub fn hint(language: Language, table: TableName, field: &str) -> &'static str {
    words_in(HINTS, language, table, field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Content, Field};

    /// The names of a table's fields and of those within their rows, as the words name them.
    fn fields(table: TableName) -> Vec<(String, &'static Field)> {
        let mut named = Vec::new();
        for field in table.schema().fields {
            named.push((field.name.to_owned(), field));
            if let Content::Row(fields) | Content::Rows(fields) = field.content {
                named.extend(fields.iter().map(|within| (format!("{}.{}", field.name, within.name), within)));
            }
        }
        named
    }

    #[test]
    fn every_kind_and_every_field_has_its_words() {
        for table in TableName::ALL {
            assert!(KINDS.iter().any(|words| words.table == *table), "{table:?}");
            for (name, field) in fields(*table) {
                for language in [German, English] {
                    assert!(!label(language, *table, &name).is_empty(), "{table:?}.{name}");
                    if let Content::Word(words) | Content::Words(words) = field.content {
                        assert!(
                            words.iter().all(|word| word_of(language, words, word).is_some()),
                            "{table:?}.{name}"
                        );
                    }
                }
            }
        }
        for (name, texts) in TableName::ALL.iter().flat_map(|table| crate::app::form::form_of(*table).usual) {
            assert!(texts.iter().all(|text| word_of(German, texts, text).is_some()), "{name}: {texts:?}");
        }
        for words in LABELS.iter().chain(HINTS) {
            let brought = TableName::ALL.iter().any(|table| table.schema().section == words.field);
            let known = brought || fields(words.table).iter().any(|(name, _)| name == words.field);
            assert!(known, "{:?}.{}", words.table, words.field);
            assert!(words.words.iter().all(|text| !text.is_empty()), "{:?}.{}", words.table, words.field);
        }
    }
}
