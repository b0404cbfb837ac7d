//! Whether all is saved, what is wrong where it is not, and what is kept.

use super::{
    Language::{self, English, German},
    Name, exchange, name, records, step,
};
use crate::{
    app::{Saving, Step},
    exchange::ImportError,
    model::{Content, Dispute, Id, Network, Over, TableName, Value},
    store::SaveError,
};

texts! {
    SavingTexts {
        next_version: "Eine neue Version liegt bereit.", "A new version is ready.";
        next_version_wanted: "Die neue Version wird geladen, sobald alles gespeichert ist. Speichern oder schließen Sie dazu, was noch offen ist.", "The new version is loaded as soon as everything is saved. To get there, save or close what is still open.";
        load_now: "Jetzt laden", "Load now";
        later: "Später", "Later";
        undecided: "wartet auf Ihre Entscheidung", "waiting for your decision";
        stored_newer: "Ihre gespeicherten Daten stammen aus einer neueren Version von GoSMART. Damit nichts verloren geht, können Sie sie hier nur ansehen und als Datei sichern. Laden Sie die Seite später neu, um die aktuelle Version zu erhalten.", "Your stored data come from a newer version of GoSMART. So that nothing is lost, you can only look at them here and save them as a file. Reload the page later to get the current version.";
        unreachable: "Ihr Netzwerk liegt in der Datenbank dieses Browsers, und die lässt sich gerade nicht öffnen. Damit nichts überschrieben wird, ist hier nur Ansehen möglich. Schließen Sie andere Fenster mit GoSMART und laden Sie die Seite neu.", "Your network lies in this browser's database, which cannot be opened at the moment. So that nothing is overwritten, you can only look around here. Close other windows with GoSMART and reload the page.";
        alone: "Dieser Browser stellt keine Datenbank bereit. Ihre Eingaben liegen in seinem kleinen Speicher, der beim Absturz die letzten Sekunden verlieren kann. Sichern Sie Ihr Netzwerk öfter als Datei.", "This browser offers no database. Your entries lie in its small storage, which may lose the last seconds in a crash. Save your network as a file more often.";
        nearly_full: "Der Speicher dieses Browsers ist fast voll. Sichern Sie Ihr Netzwerk als Datei und löschen Sie, was Sie unter „Frühere Stände“ nicht mehr brauchen.", "This browser's storage is nearly full. Save your network as a file and delete what you no longer need under “Earlier states”.";
        free_room: "Frühere Stände", "Earlier states";
        disputed: "Das haben Sie hier und in einem anderen Fenster verschieden geändert. Was soll gelten? Der andere Stand bleibt unter „Frühere Stände“ erreichbar. Bis dahin wird dieser Stand nicht gespeichert; lassen Sie das Fenster offen.", "You changed this differently here and in another window. Which shall count? The other state stays within reach under “Earlier states”. Until you decide, this state is not saved; keep the window open.";
        disputed_network: "Hier und in einem anderen Fenster liegen zwei verschiedene Netzwerke. Welches soll gelten? Das andere bleibt unter „Frühere Stände“ erreichbar. Bis dahin wird dieser Stand nicht gespeichert; lassen Sie das Fenster offen.", "There are two different networks, here and in another window. Which shall count? The other one stays within reach under “Earlier states”. Until you decide, this state is not saved; keep the window open.";
        keep_mine: "Stand dieses Fensters behalten", "Keep the state of this window";
        take_theirs: "Stand des anderen Fensters nehmen", "Take the state of the other window";
        set_aside: "Sie wurden unverändert beiseitegelegt; Sie können hier weiterarbeiten.", "They were put aside unchanged; you can go on working here.";
        not_set_aside: "Eine Kopie konnte der Browser nicht ablegen. Damit nichts überschrieben wird, ist hier jetzt nur Ansehen möglich: Laden Sie die Daten herunter und geben Sie dann Speicher frei.", "The browser could not keep a copy. So that nothing is overwritten, you can only look around here for now: download the data, then free some storage.";
        download_unreadable: "Daten herunterladen", "Download the data";
        no_steps: "Rückgängig: noch kein Schritt, seit diese Seite geöffnet wurde", "Undo: no step yet since this page was opened";
        nothing: "nichts", "nothing";
    }
}

/// What the header says about saving. `time` is the time of day of the last save.
pub fn state(language: Language, saving: &Saving, time: &str, alone: bool) -> String {
    match (language, saving) {
        (German, Saving::Untouched) => "noch nichts geändert".into(),
        (English, Saving::Untouched) => "nothing changed yet".into(),
        (German, Saving::Pending) => "wird gespeichert …".into(),
        (English, Saving::Pending) => "saving …".into(),
        (German, Saving::Saved { .. }) if alone => format!("im Zwischenspeicher {time}"),
        (English, Saving::Saved { .. }) if alone => format!("in the small storage {time}"),
        (German, Saving::Saved { .. }) => format!("gespeichert {time}"),
        (English, Saving::Saved { .. }) => format!("saved {time}"),
        (German, Saving::Failed(_)) => "nicht gespeichert".into(),
        (English, Saving::Failed(_)) => "not saved".into(),
        (German, Saving::Newer | Saving::Unreachable) => "nur ansehen".into(),
        (English, Saving::Newer | Saving::Unreachable) => "view only".into(),
        (German, Saving::Opening) => "wird geöffnet …".into(),
        (English, Saving::Opening) => "opening …".into(),
    }
}

/// In the header, beside whether all is saved.
pub fn reminder(language: Language, days: u64) -> String {
    match language {
        German => format!("seit {} ohne Dateikopie", language.count(days as usize, "Tag", "Tagen")),
        English => format!("no file copy for {}", language.count(days as usize, "day", "days")),
    }
}

/// How much of a large network is read.
pub fn opening(language: Language, percent: u8) -> String {
    match language {
        German => format!("Ihr Netzwerk wird geöffnet: {percent} %"),
        English => format!("Opening your network: {percent} %"),
    }
}

/// Why saving fails and what to do about it.
pub fn error(language: Language, error: &SaveError) -> String {
    match (language, error) {
        (German, SaveError::Unavailable) => "Dieser Browser lässt hier keine Speicherung zu, zum Beispiel in einem privaten Fenster oder weil sie gesperrt ist. Ihre Änderungen bleiben nur, solange dieses Fenster offen ist. Sichern Sie sie als Datei.".into(),
        (English, SaveError::Unavailable) => "This browser does not allow storage here, for example in a private window or because it is blocked. Your changes last only while this window is open. Save them as a file.".into(),
        (German, SaveError::Full { units }) => format!("Der Speicher dieses Browsers ist voll{}. Die letzten Änderungen sind nicht gespeichert. Sichern Sie das Netzwerk als Datei und geben Sie Speicher frei: unter „Frühere Stände“ oder durch Löschen von Browserdaten anderer Seiten.", units.map(|units| format!(": Gebraucht werden {} Zeichen", language.number(units))).unwrap_or_default()),
        (English, SaveError::Full { units }) => format!("This browser's storage is full{}. The last changes are not saved. Save the network as a file and free some storage: under “Earlier states”, or by clearing browser data of other pages.", units.map(|units| format!(": {} characters are needed", language.number(units))).unwrap_or_default()),
        (German, SaveError::NotKept) => "Der Browser hat die Daten angenommen, aber nicht behalten. Sichern Sie das Netzwerk als Datei und laden Sie die Seite neu.".into(),
        (English, SaveError::NotKept) => "The browser accepted the data but did not keep them. Save the network as a file and reload the page.".into(),
    }
}

/// Why a network could not be kept beside the others.
pub fn no_slot(language: Language, why: &SaveError) -> &'static str {
    match (language, why) {
        (German, SaveError::Full { .. }) => "Der Speicher dieses Browsers ist voll.",
        (English, SaveError::Full { .. }) => "This browser's storage is full.",
        (German, _) => "Der Browser lässt hier keine Speicherung zu.",
        (English, _) => "The browser does not allow storage here.",
    }
}

/// A replacement or an import that did not happen.
pub fn no_room_for_copy(language: Language, why: &SaveError) -> String {
    match (language, why) {
        (German, SaveError::Full { .. }) => "Es wurde nichts geändert: Für eine Kopie des bisherigen Stands ist kein Platz. Geben Sie unter „Frühere Stände“ Platz frei oder sichern Sie Ihr Netzwerk als Datei.".into(),
        (English, SaveError::Full { .. }) => "Nothing was changed: there is no room for a copy of the present state. Free some room under “Earlier states”, or save your network as a file.".into(),
        (German, _) => "Es wurde nichts geändert, weil der Browser keine Kopie des bisherigen Stands behält.".into(),
        (English, _) => "Nothing was changed, because the browser does not keep a copy of the present state.".into(),
    }
}

/// A step was taken back but for what others changed since.
pub fn left_alone(language: Language, undone: &Step, names: &[String], redone: bool) -> String {
    let names = name::joined(names);
    let said = if redone { step::redone(language, undone) } else { step::undone(language, undone) };
    match language {
        German => format!("{said}. Unverändert blieb, was inzwischen in einem anderen Fenster geändert wurde: {names}"),
        English => format!("{said}. What was changed in another window since stayed as it is: {names}"),
    }
}

/// One thing that two tabs changed: what it is, and what each made of it.
pub fn dispute(language: Language, dispute: &Dispute, mine: &Network, theirs: &Network) -> String {
    let holder = if mine.get(dispute.table, &dispute.id).is_some() { mine } else { theirs };
    let name = holder.name_of(dispute.table, &dispute.id);
    let name = Name(&name);
    match (language, dispute.over) {
        (_, Over::Field(field)) => {
            let said = |network: &Network| {
                let value = network.get(dispute.table, &dispute.id).map(|record| record.get(field));
                value.map(|value| shortly(language, network, field.content, &value)).unwrap_or_default()
            };
            let label = records::label(language, dispute.table, field.name);
            let (here, there) = (said(mine), said(theirs));
            let (here, there) = (Name(&here), Name(&there));
            match language {
                German => format!("{name}, {label}: hier „{here}“, dort „{there}“"),
                English => format!("{name}, {label}: here “{here}”, there “{there}”"),
            }
        }
        (German, Over::Removal { mine: true }) => format!("{name}: hier gelöscht, dort geändert oder gebraucht"),
        (English, Over::Removal { mine: true }) => format!("{name}: deleted here, changed or needed there"),
        (German, Over::Removal { mine: false }) => format!("{name}: hier geändert oder gebraucht, dort gelöscht"),
        (English, Over::Removal { mine: false }) => format!("{name}: changed or needed here, deleted there"),
        (_, Over::Network) => {
            let contents = |network: &Network| {
                let counts = crate::exchange::counts(network);
                format!("{} ({})", network.about.title.trim(), super::dialogs::contents(language, &counts))
            };
            match language {
                German => format!("Hier: {}. Dort: {}.", contents(mine), contents(theirs)),
                English => format!("Here: {}. There: {}.", contents(mine), contents(theirs)),
            }
        }
    }
}

/// What stands in a field, cut to what fits a sentence.
fn shortly(language: Language, network: &Network, content: Content, value: &Value) -> String {
    let text = value_said(language, network, content, value);
    if text.chars().count() > 60 { text.chars().take(59).chain(['…']).collect() } else { text }
}

/// What stands in a field.
pub(super) fn value_said(language: Language, network: &Network, content: Content, value: &Value) -> String {
    let name = |table: TableName, id: &Id| network.name_of(table, id);
    let word = |word: &str| match content {
        Content::Word(words) | Content::Words(words) => records::word_of(language, words, word).unwrap_or_default(),
        _ => "",
    };
    match value {
        value if value.is_empty() => language.texts().saving().nothing.to_owned(),
        Value::Text(text) => text.clone(),
        Value::Texts(texts) => texts.join(", "),
        Value::Day(day) => day.as_ref().map(|day| day.as_str().to_owned()).unwrap_or_default(),
        Value::Number(number) => number.map(|number| number.to_string()).unwrap_or_default(),
        Value::Word(found) => found.map(word).unwrap_or_default().to_owned(),
        Value::Words(found) => found.iter().map(|found| word(found)).collect::<Vec<_>>().join(", "),
        Value::Rows(rows) => match language {
            German => language.count(rows.len(), "Eintrag", "Einträge"),
            English => language.count(rows.len(), "entry", "entries"),
        },
        Value::Reference(_) | Value::References(_) => {
            let mut names = Vec::new();
            value.references(content, &mut |table, id| names.push(name(table, id)));
            names.join(", ")
        }
    }
}

/// How many more than are listed.
pub fn further_disputes(language: Language, number: usize) -> String {
    match language {
        German => format!("und {} weitere", language.number(number)),
        English => format!("and {} more", language.number(number)),
    }
}

/// Why the stored data are not shown.
pub fn unreadable(language: Language, error: Option<&ImportError>) -> String {
    let reason = error.map(|error| exchange::import_error(language, error)).unwrap_or_default();
    match language {
        German => format!("Die in diesem Browser gespeicherten Daten sind nicht lesbar. {reason}"),
        English => format!("The data stored in this browser cannot be read. {reason}"),
    }
}
