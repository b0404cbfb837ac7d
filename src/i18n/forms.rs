use super::{
    Language::{self, English, German},
    Name, records,
};
use crate::{
    app::form::{ConnectionKind, FieldErrorKind},
    model::{LinkKind, Loss, TableName},
    query::filter::Relation,
};

texts! {
    Forms {
        required: " (Pflichtfeld)", " (required)";
        save_keys: "Speichern (Strg+Eingabe)", "Save (Ctrl+Enter)";
        save_and_next: "Speichern und nächster", "Save and next";
        discard_question: "Eingaben verwerfen?", "Discard what you typed?";
        discard: "Verwerfen", "Discard";
        keep_editing: "Weiter bearbeiten", "Keep editing";
        new: "neu", "new";
        more: "Mehr angeben", "Say more";
        take_existing: "Vorhandene nehmen", "Use the existing one";
        create_anyway: "Trotzdem anlegen", "Create anyway";
        edit_existing: "Vorhandenes bearbeiten", "Edit the existing one";
        not_stated: "ohne Angabe", "not stated";
        unchanged: "unverändert", "unchanged";
        several_intro: "Alle bekommen, was Sie hier angeben. Was leer bleibt, ändert sich nicht.", "All of them get what you enter here. What stays empty does not change.";
        connect: "Verbinden", "Connect";
        connection: "Was verbindet die beiden?", "What connects the two?";
        nothing_connects: "Diese beiden Einträge lassen sich nicht verbinden.", "These two entries cannot be connected.";
        add_row: "Zeile hinzufügen", "Add a row";
        remove_row: "Zeile entfernen", "Remove this row";
        edit_network: "Titel und Begrüßung", "Title and welcome";
        no_sectors: "Noch keine Bereiche.", "No sectors yet.";
        sectors_intro: "Aus welchem Feld ein Akteur kommt. Im Netz geben Bereiche Farbe und Zeichen.", "The field an actor comes from. In the network, sectors give colour and symbol.";
        can_be_undone: "Sie können das rückgängig machen.", "You can undo this.";
    }
}

/// A dialog's title.
pub fn title(language: Language, table: TableName, is_new: bool) -> String {
    let name = records::one(language, table);
    match (language, is_new) {
        // There is always one, and it has a name of its own.
        _ if table == TableName::Network => language.texts().forms().edit_network.to_owned(),
        (_, true) => records::new(language, table),
        (German, false) => format!("{name} bearbeiten"),
        (English, false) => format!("Edit {name}"),
    }
}

/// What is wrong with a field and what to do about it.
pub fn fault(language: Language, fault: &FieldErrorKind) -> String {
    match (language, fault) {
        (German, FieldErrorKind::Missing) => "Bitte ausfüllen.".into(),
        (English, FieldErrorKind::Missing) => "Please fill this in.".into(),
        (German, FieldErrorKind::NotChosen { text }) => format!("„{}“ ist noch nicht gewählt. Bitte wählen Sie einen Eintrag aus der Liste oder leeren Sie das Feld.", Name(text)),
        (English, FieldErrorKind::NotChosen { text }) => format!("“{}” is not chosen yet. Please choose an entry from the list, or empty the field.", Name(text)),
        (German, FieldErrorKind::NotAWebAddress) => "Das ist keine Adresse. Sie beginnt mit https:// oder http:// oder ist eine E-Mail-Adresse.".into(),
        (English, FieldErrorKind::NotAWebAddress) => "This is not an address. It begins with https:// or http://, or is an email address.".into(),
        (German, FieldErrorKind::NotATime) => "Das ist keine Uhrzeit. Üblich ist zum Beispiel 18:00.".into(),
        (English, FieldErrorKind::NotATime) => "This is no time of day. Usual is for example 18:00.".into(),
        (German, FieldErrorKind::NotADay) => "Das Datum ist unvollständig. Bitte Tag, Monat und Jahr angeben oder das Feld leeren.".into(),
        (English, FieldErrorKind::NotADay) => "The date is incomplete. Please give day, month and year, or empty the field.".into(),
        (German, FieldErrorKind::NotANumber) => "Bitte geben Sie eine ganze Zahl an oder leeren Sie das Feld.".into(),
        (English, FieldErrorKind::NotANumber) => "Please give a whole number, or empty the field.".into(),
        (German, FieldErrorKind::Exists { .. }) => "Diese Kompetenz gibt es schon, vielleicht unter einem anderen Wort.".into(),
        (English, FieldErrorKind::Exists { .. }) => "This competency exists already, perhaps under another word.".into(),
        (German, FieldErrorKind::Doubled { .. }) => "Das ist für diesen Akteur schon eingetragen.".into(),
        (English, FieldErrorKind::Doubled { .. }) => "This is already entered for this actor.".into(),
        (German, FieldErrorKind::Circle) => "So wäre eine Kompetenz ihr eigener Oberbegriff. Bitte wählen Sie eine andere.".into(),
        (English, FieldErrorKind::Circle) => "A competency would become its own broader term. Please choose another one.".into(),
        (German, FieldErrorKind::SameEnds) => "Bitte wählen Sie zwei verschiedene Akteure.".into(),
        (English, FieldErrorKind::SameEnds) => "Please choose two different actors.".into(),
    }
}

/// A field and what is wrong with it.
pub fn labelled(label: &str, fault: &str) -> String {
    format!("{}: {fault}", label.trim_end_matches(['?', ':']))
}

/// Above the list of what has to be put right.
pub fn not_saved(language: Language, number: usize) -> String {
    match (language, number) {
        (German, 1) => "Noch nicht gespeichert. Bitte prüfen Sie eine Angabe:".into(),
        (German, _) => format!("Noch nicht gespeichert. Bitte prüfen Sie {number} Angaben:"),
        (English, 1) => "Not saved yet. Please check one entry:".into(),
        (English, _) => format!("Not saved yet. Please check {number} entries:"),
    }
}

/// How many suggestions there are, said aloud.
pub fn suggestions(language: Language, number: usize) -> String {
    match (language, number) {
        (German, 0) => "Keine Vorschläge".into(),
        (English, 0) => "No suggestions".into(),
        (German, _) => language.count(number, "Vorschlag", "Vorschläge"),
        (English, _) => language.count(number, "suggestion", "suggestions"),
    }
}

/// The suggestion that makes a record.
pub fn create(language: Language, table: TableName, name: &str) -> String {
    let kind = records::one(language, table);
    let name = Name(name);
    match language {
        German if table == TableName::Sectors => format!("„{name}“ als neuen {kind} anlegen"),
        German => format!("„{name}“ als neue {kind} anlegen"),
        English => format!("Create “{name}” as a new {kind}"),
    }
}

pub fn will_be_made(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ wird neu angelegt."),
        English => format!("“{name}” will be created."),
    }
}

pub fn did_you_mean(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("Meinten Sie „{name}“?"),
        English => format!("Did you mean “{name}”?"),
    }
}

/// Before the names of similar actors.
pub fn exists_already(language: Language) -> &'static str {
    match language {
        German => "Gibt es schon:",
        English => "Already there:",
    }
}

/// The name of a chip's button.
pub fn take_away(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ entfernen"),
        English => format!("Remove “{name}”"),
    }
}

pub fn edit_named(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ bearbeiten"),
        English => format!("Edit “{name}”"),
    }
}

pub fn delete_named(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("„{name}“ löschen"),
        English => format!("Delete “{name}”"),
    }
}

/// A link as a sentence.
fn link(language: Language, kind: LinkKind, from: Name, to: Name) -> String {
    match (language, kind) {
        (German, LinkKind::WorksWith) => format!("{from} und {to} arbeiten zusammen"),
        (English, LinkKind::WorksWith) => format!("{from} and {to} work together"),
        (German, LinkKind::Introduced) => format!("{from} hat {to} eingeführt"),
        (English, LinkKind::Introduced) => format!("{from} introduced {to}"),
        (German, LinkKind::Knows) => format!("{from} und {to} kennen sich"),
        (English, LinkKind::Knows) => format!("{from} and {to} know each other"),
    }
}

/// What may join two records, as a sentence. Of an actor and a competency the actor is `one`.
pub fn connection(language: Language, connection: ConnectionKind, one: &str, other: &str) -> String {
    let (one, other) = (Name(one), Name(other));
    match (language, connection) {
        (German, ConnectionKind::Relation(Relation::Offers)) => format!("{one} bietet {other}"),
        (English, ConnectionKind::Relation(Relation::Offers)) => format!("{one} offers {other}"),
        (German, ConnectionKind::Relation(Relation::LooksFor)) => format!("{one} sucht {other}"),
        (English, ConnectionKind::Relation(Relation::LooksFor)) => format!("{one} looks for {other}"),
        (_, ConnectionKind::Link { kind, reversed: false }) => link(language, kind, one, other),
        (_, ConnectionKind::Link { kind, reversed: true }) => link(language, kind, other, one),
        (German, ConnectionKind::Broader { reversed: false }) => format!("{one} ist der Oberbegriff von {other}"),
        (English, ConnectionKind::Broader { reversed: false }) => format!("{one} is the broader term of {other}"),
        (German, ConnectionKind::Broader { reversed: true }) => format!("{other} ist der Oberbegriff von {one}"),
        (English, ConnectionKind::Broader { reversed: true }) => format!("{other} is the broader term of {one}"),
    }
}

pub fn remove_question(language: Language, table: TableName, name: &str) -> String {
    let name = Name(name);
    let kind = records::one(language, table);
    match language {
        German => format!("{kind} „{name}“ löschen?"),
        English => format!("Delete {kind} “{name}”?"),
    }
}

pub fn remove_several_question(language: Language, count: usize) -> String {
    match language {
        German => format!("{} löschen?", language.count(count, "Eintrag", "Einträge")),
        English => format!("Delete {}?", language.count(count, "entry", "entries")),
    }
}

/// The first of these names, and how many more there are.
pub fn some_of(language: Language, names: &[String]) -> String {
    const AT_MOST: usize = 8;
    let mut parts: Vec<String> = names.iter().take(AT_MOST).map(|name| Name(name).to_string()).collect();
    let more = names.len() - parts.len();
    if more > 0 {
        parts.push(match language {
            German => format!("{} weitere", language.number(more)),
            English => format!("{} more", language.number(more)),
        });
    }
    format!("{}.", listed(language, &parts))
}

/// The title of a form for several records.
pub fn edit_several(language: Language, table: TableName, count: usize) -> String {
    let records = records::count(language, table, count);
    match language {
        German => format!("{records} bearbeiten"),
        English => format!("Edit {records}"),
    }
}

/// What goes with a deletion, in up to two sentences.
pub fn loss(language: Language, loss: &Loss) -> Vec<String> {
    let gone: Vec<String> =
        loss.removed.iter().map(|(table, number)| records::count(language, *table, *number)).collect();
    let total: usize = loss.removed.iter().map(|(_, number)| number).sum();
    let gone = (total > 0).then(|| {
        let list = listed(language, &gone);
        match (language, total) {
            (German, 1) => format!("Mit gelöscht wird {list}."),
            (German, _) => format!("Mit gelöscht werden {list}."),
            (English, 1) => format!("{list} goes with it."),
            (English, _) => format!("{list} go with it."),
        }
    });
    let loosened = match (language, loss.loosened) {
        (_, 0) => None,
        (German, 1) => Some("1 weiterer Eintrag verliert einen Verweis.".into()),
        (German, number) => Some(format!("{} weitere Einträge verlieren einen Verweis.", language.number(number))),
        (English, 1) => Some("1 further entry loses a reference.".into()),
        (English, number) => Some(format!("{} further entries lose a reference.", language.number(number))),
    };
    gone.into_iter().chain(loosened).collect()
}

/// "a, b and c".
fn listed(language: Language, parts: &[String]) -> String {
    let and = match language {
        German => "und",
        English => "and",
    };
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => format!("{} {and} {last}", before.join(", ")),
    }
}
