//! Sentences about merging.

use super::{
    Language::{self, English, German},
    Name, capitalised, records,
};
use crate::{
    merge::{Conflict, Merged, Over, Side},
    model::{Network, Value},
};

texts! {
    MergeTexts {
        merge: "Zusammenführen", "Merge";
        safe: "Ihr Netzwerk bleibt, wie es ist, bis Sie bestätigen. Vorher wird sein Stand aufgehoben; rückgängig machen lässt es sich in einem Schritt.", "Your network stays as it is until you confirm. Its state is kept before; all can be undone in one step.";
        nothing: "Nichts: Alles, was hier steht, haben Sie schon.", "Nothing: you have all that is here.";
        without_question: "Kommt ohne Frage dazu", "Comes in without a question";
        conflicts: "Zu entscheiden", "To be decided";
        mine: "Meins behalten", "Keep mine";
        theirs: "Anderes nehmen", "Take theirs";
        both: "Beides", "Both";
        rewrite: "Neu schreiben", "Write anew";
        keep: "Behalten", "Keep it";
        remove: "Löschen, auch was daran hängt", "Delete it, with what hangs on it";
        removed_here: "Sie haben es gelöscht, dort wurde daran etwas geändert.", "You deleted it, there something of it was changed.";
        removed_there: "Dort wurde es gelöscht, hier daran etwas geändert.", "There it was deleted, here something of it was changed.";
        changed_meanwhile: "Ihr Netzwerk hat sich inzwischen geändert. Bitte sehen Sie die offenen Fragen noch einmal durch.", "Your network has changed meanwhile. Please go through the open questions once more.";
        foreign: "Es ist die Karte eines anderen Netzwerks: Titel und Willkommen bleiben Ihre.", "It is the map of another network: title and welcome stay yours.";
    }
}

/// Of what is decided: who, and which fields.
pub fn subject(language: Language, conflict: &Conflict, merged: &Network) -> String {
    let name = merged.name_of(conflict.table, &conflict.id);
    let kind = records::one(language, conflict.table);
    let what = format!("{} {}", capitalised(kind), Name(&name));
    match &conflict.over {
        Over::Fields { fields, .. } => {
            let labels: Vec<&str> =
                fields.iter().map(|field| records::label(language, conflict.table, field.name)).collect();
            format!("{what}: {}", labels.join(", "))
        }
        Over::Removal { .. } => what,
    }
}

/// What a side says, a line for each field in which the two differ.
pub fn said(language: Language, conflict: &Conflict, side: Side, network: &Network) -> Vec<String> {
    let Over::Fields { fields, ours, theirs } = &conflict.over else { return Vec::new() };
    let values = if side == Side::Ours { &ours.values } else { &theirs.values };
    values_said(language, conflict, values, network, fields.iter().zip(ours.values.iter().zip(&theirs.values)).map(|(_, (one, two))| one != two))
}

fn values_said(
    language: Language,
    conflict: &Conflict,
    values: &[Value],
    network: &Network,
    differs: impl Iterator<Item = bool>,
) -> Vec<String> {
    let Over::Fields { fields, .. } = &conflict.over else { return Vec::new() };
    let several = fields.len() > 1;
    let lines = fields.iter().zip(values).zip(differs).filter(|(_, differs)| *differs);
    lines
        .map(|((field, value), _)| {
            let text = super::saving::value_said(language, network, field.content, value);
            let text = Name(&text);
            match several {
                true => format!("{}: {text}", records::label(language, conflict.table, field.name)),
                false => text.to_string(),
            }
        })
        .collect()
}

/// "3 von 7": which of the questions it is.
pub fn place(language: Language, place: usize, number: usize) -> String {
    match language {
        German => format!("{place} von {number}"),
        English => format!("{place} of {number}"),
    }
}

/// What the button does, or what is still open.
pub fn confirm(language: Language, open: usize) -> String {
    match (language, open) {
        (_, 0) => language.texts().merge().merge.to_owned(),
        (German, 1) => "Noch 1 Frage offen".into(),
        (English, 1) => "1 question still open".into(),
        (German, _) => format!("Noch {open} Fragen offen"),
        (English, _) => format!("{open} questions still open"),
    }
}

/// What is left out, because it belongs to something that neither side has.
pub fn aside(language: Language, merged: &Merged) -> String {
    let count = merged.aside.len();
    match (language, count) {
        (German, 1) => "1 Eintrag bleibt draußen: Wozu er gehört, haben weder Sie noch die andere Seite.".into(),
        (English, 1) => "1 entry is left out: what it belongs to, neither side has.".into(),
        (German, _) => format!("{count} Einträge bleiben draußen: Wozu sie gehören, haben weder Sie noch die andere Seite."),
        (English, _) => format!("{count} entries are left out: what they belong to, neither side has."),
    }
}

/// A file that is about another network.
pub fn other_network(language: Language, title: &str) -> String {
    let title = if title.is_empty() { "?" } else { title };
    let title = Name(title);
    match language {
        German => {
            format!("Die Datei gehört zu einem anderen Netzwerk („{title}“); Titel und Willkommen bleiben, wie sie sind.")
        }
        English => format!("The file is of another network (“{title}”); title and welcome stay as they are."),
    }
}

/// A record that means nothing without another one, which nobody has.
pub fn put_aside(language: Language, kind: &str, id: &str) -> String {
    match language {
        German => format!("{kind} {id} bleibt draußen: Wozu es gehört, steht in keiner der Dateien."),
        English => format!("{kind} {id} is left out: what it belongs to is in none of the files."),
    }
}

/// Nothing was written, because somebody has to decide.
pub fn not_merged(language: Language, conflicts: usize) -> String {
    match (language, conflicts) {
        (German, 1) => "An 1 Stelle haben mehrere etwas geändert; nichts wurde geschrieben.".into(),
        (English, 1) => "In 1 place several changed something; nothing was written.".into(),
        (German, _) => format!("An {conflicts} Stellen haben mehrere etwas geändert; nichts wurde geschrieben."),
        (English, _) => format!("In {conflicts} places several changed something; nothing was written."),
    }
}
