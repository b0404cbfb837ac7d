//! The networks that one browser keeps, and how safe the open one is.

use super::{
    Language::{self, English, German},
    Name,
};
use crate::{app::DiskFileState, store::Listed};

texts! {
    Networks {
        meaning: "Jedes Netzwerk liegt für sich in diesem Browser. Andere sehen davon nichts.", "Each network lies in this browser by itself. Others see nothing of them.";
        none: "Noch liegt kein eigenes Netzwerk in diesem Browser.", "There is no network of your own in this browser yet.";
        is_open: "geöffnet", "open";
        open: "Öffnen", "Open";
        rename: "Umbenennen", "Rename";
        copy: "Kopieren", "Copy";
        remove: "Entfernen", "Remove";
        bring_back: "Zurückholen", "Bring back";
        erase: "Endgültig löschen", "Delete for good";
        erase_sure: "Ja, endgültig löschen", "Yes, delete for good";
        removed_meaning: "Sie liegen noch in diesem Browser, bis Sie sie endgültig löschen.", "They still lie in this browser until you delete them for good.";
        beside: "Daneben ablegen", "Keep it beside";
        stays_beside: "Ihr jetziges Netzwerk bleibt daneben liegen; im Menü unter „Netzwerke“ wechseln Sie.", "Your present network stays beside it; switch in the menu under “Networks”.";
        keep_file: "Datei aktuell halten …", "Keep a file up to date …";
        allow_file: "Weiter aktuell halten", "Go on keeping it up to date";
        forget_file: "Nicht mehr aktuell halten", "Stop keeping it up to date";
    }
}

/// Said when the list has changed.
pub fn number(language: Language, shown: usize, removed: usize) -> String {
    let removed = match (language, removed) {
        (_, 0) => String::new(),
        (German, _) => format!(", {} entfernt", language.number(removed)),
        (English, _) => format!(", {} removed", language.number(removed)),
    };
    match language {
        German => format!("{}{removed}", language.count(shown, "Netzwerk", "Netzwerke")),
        English => format!("{}{removed}", language.count(shown, "network", "networks")),
    }
}

pub fn removed(language: Language, number: usize) -> String {
    match language {
        German => language.count(number, "entferntes Netzwerk", "entfernte Netzwerke"),
        English => language.count(number, "removed network", "removed networks"),
    }
}

pub fn copy_title(language: Language, title: &str) -> String {
    match language {
        German => format!("Kopie von {title}"),
        English => format!("Copy of {title}"),
    }
}

/// "12 Akteure, 30 Kompetenzen, 124 Beziehungen"; nothing where only the data were found.
pub fn contents(language: Language, listed: &Listed) -> String {
    if listed.saved_at == 0 {
        return String::new();
    }
    let Listed { actors, competencies, relations, .. } = listed;
    match language {
        German => format!(
            "{}, {}, {}",
            language.count(*actors, "Akteur", "Akteure"),
            language.count(*competencies, "Kompetenz", "Kompetenzen"),
            language.count(*relations, "Beziehung", "Beziehungen")
        ),
        English => format!(
            "{}, {}, {}",
            language.count(*actors, "actor", "actors"),
            language.count(*competencies, "competency", "competencies"),
            language.count(*relations, "relation", "relations")
        ),
    }
}

pub fn changed(language: Language, when: &str) -> String {
    match language {
        German => format!("geändert {when}"),
        English => format!("changed {when}"),
    }
}

/// How old the last file copy is, and whether it has all.
pub fn file_copy(language: Language, listed: &Listed, now_millis: u64) -> String {
    let Some(copied_at) = listed.copied_at else {
        return match language {
            German => "noch keine Dateikopie".into(),
            English => "no file copy yet".into(),
        };
    };
    let age = match (language, now_millis.saturating_sub(copied_at) / 86_400_000) {
        (German, 0) => "Dateikopie von heute".into(),
        (English, 0) => "file copy of today".into(),
        (German, days) => format!("Dateikopie {} alt", language.count(days as usize, "Tag", "Tage")),
        (English, days) => format!("file copy {} old", language.count(days as usize, "day", "days")),
    };
    match (language, listed.is_ahead_of_file()) {
        (_, false) => age,
        (German, true) => format!("{age}, seitdem geändert"),
        (English, true) => format!("{age}, changed since"),
    }
}

/// Where the open network lies, and how safely. `when` it was saved.
pub fn safety(language: Language, title: &str, when: &str) -> String {
    let title = Name(title);
    match language {
        German => format!("„{title}“ ist in diesem Browser auf diesem Gerät gespeichert, zuletzt {when}."),
        English => format!("“{title}” is saved in this browser on this device, last {when}."),
    }
}

/// How the file is that is kept up to date.
pub fn disk_file(language: Language, name: &str, state: Option<&DiskFileState>, time: &str) -> String {
    let name = Name(name);
    match (language, state) {
        (German, Some(DiskFileState::Current { .. })) => {
            format!("Die Datei „{name}“ wird nach jeder Änderung neu geschrieben, zuletzt {time}.")
        }
        (English, Some(DiskFileState::Current { .. })) => {
            format!("The file “{name}” is written anew after each change, last {time}.")
        }
        (German, Some(DiskFileState::Failed)) => {
            format!("Die Datei „{name}“ ließ sich nicht schreiben. Vielleicht wurde sie verschoben; wählen Sie sie neu.")
        }
        (English, Some(DiskFileState::Failed)) => {
            format!("The file “{name}” could not be written. Perhaps it was moved; choose it anew.")
        }
        (German, _) => format!(
            "Die Datei „{name}“ ist nicht aktuell: Der Browser verlangt nach dem Öffnen der Seite Ihre Erlaubnis."
        ),
        (English, _) => {
            format!("The file “{name}” is not up to date: after opening the page the browser asks for your leave.")
        }
    }
}

/// Why a file copy is worth the while.
pub fn copy_advice(language: Language, listed: &Listed, now_millis: u64) -> String {
    let copy = file_copy(language, listed, now_millis);
    let copy: String = copy.chars().take(1).flat_map(char::to_uppercase).chain(copy.chars().skip(1)).collect();
    match (language, listed.is_ahead_of_file()) {
        (_, false) => format!("{copy}."),
        (German, true) => format!("{copy}. Geht der Browser oder das Gerät verloren, hilft nur eine Datei."),
        (English, true) => format!("{copy}. If the browser or the device is lost, only a file helps."),
    }
}
