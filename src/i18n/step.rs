//! The names of undo steps and what is reported about them.

use super::{Language, Name, records};
use crate::app::Step;

/// "Akteur „Museum“ hinzugefügt": what was done, for the undo button and for announcements.
pub fn step(language: Language, step: &Step) -> String {
    use Language::{English, German};
    let of = |table| records::one(language, table);
    let (name, kept) = match step {
        Step::Added { name, .. }
        | Step::Changed { name, .. }
        | Step::Removed { name, .. }
        | Step::Moved { name }
        | Step::Released { name }
        | Step::NeedClosed { name }
        | Step::NeedReopened { name }
        | Step::ConsentGiven { name }
        | Step::ConsentWithdrawn { name }
        | Step::Confirmed { name }
        | Step::Asked { name }
        | Step::Marked { name, .. }
        | Step::MarkRemoved { name }
        | Step::Imported { from: name }
        | Step::TakenOver { title: name }
        | Step::MergedIn { title: name }
        | Step::BroughtBack { title: name } => (Name(name), Name("")),
        Step::Merged { kept, gone } => (Name(gone), Name(kept)),
        _ => (Name(""), Name("")),
    };
    match (language, step) {
        (German, Step::Added { table, .. }) => format!("{} „{name}“ hinzugefügt", of(*table)),
        (English, Step::Added { table, .. }) => format!("Added {} “{name}”", of(*table)),
        (German, Step::Changed { table, .. }) => format!("{} „{name}“ geändert", of(*table)),
        (English, Step::Changed { table, .. }) => format!("Changed {} “{name}”", of(*table)),
        (German, Step::Removed { table, .. }) => format!("{} „{name}“ gelöscht", of(*table)),
        (English, Step::Removed { table, .. }) => format!("Deleted {} “{name}”", of(*table)),
        (German, Step::ChangedSeveral { table, count }) => {
            format!("{} geändert", records::count(language, *table, *count))
        }
        (English, Step::ChangedSeveral { table, count }) => {
            format!("Changed {}", records::count(language, *table, *count))
        }
        (German, Step::RemovedSeveral { count }) => format!("{} gelöscht", entries(language, *count)),
        (English, Step::RemovedSeveral { count }) => format!("Deleted {}", entries(language, *count)),
        (German, Step::Merged { .. }) => format!("„{name}“ mit „{kept}“ zusammengeführt"),
        (English, Step::Merged { .. }) => format!("Merged “{name}” into “{kept}”"),
        (German, Step::Moved { .. }) => format!("„{name}“ verschoben"),
        (English, Step::Moved { .. }) => format!("Moved “{name}”"),
        (German, Step::Released { .. }) => format!("„{name}“ gelöst"),
        (English, Step::Released { .. }) => format!("Released “{name}”"),
        (German, Step::MovedTogether { count }) => format!("{} verschoben", entries(language, *count)),
        (English, Step::MovedTogether { count }) => format!("Moved {}", entries(language, *count)),
        (German, Step::ReleasedTogether { count }) => format!("{} gelöst", entries(language, *count)),
        (English, Step::ReleasedTogether { count }) => format!("Released {}", entries(language, *count)),
        (German, Step::Rearranged) => "Netz neu angeordnet".into(),
        (English, Step::Rearranged) => "Rearranged the network".into(),
        (German, Step::NeedClosed { .. }) => format!("Gesuch „{name}“ als erfüllt vermerkt"),
        (English, Step::NeedClosed { .. }) => format!("Marked the need “{name}” as met"),
        (German, Step::NeedReopened { .. }) => format!("Gesuch „{name}“ wieder geöffnet"),
        (English, Step::NeedReopened { .. }) => format!("Reopened the need “{name}”"),
        (German, Step::ConsentGiven { .. }) => format!("Einwilligung von „{name}“ vermerkt"),
        (English, Step::ConsentGiven { .. }) => format!("Noted the consent of “{name}”"),
        (German, Step::ConsentWithdrawn { .. }) => format!("Einwilligung von „{name}“ widerrufen"),
        (English, Step::ConsentWithdrawn { .. }) => format!("Withdrew the consent of “{name}”"),
        (German, Step::Confirmed { .. }) => format!("„{name}“ bestätigt"),
        (English, Step::Confirmed { .. }) => format!("Confirmed “{name}”"),
        (German, Step::Asked { .. }) => format!("Nachfrage bei „{name}“ vermerkt"),
        (English, Step::Asked { .. }) => format!("Noted that “{name}” was asked"),
        (German, Step::Marked { state, .. }) => {
            format!("Vermerkt bei „{name}“: {}", records::word(language, *state))
        }
        (English, Step::Marked { state, .. }) => {
            format!("Noted for “{name}”: {}", records::word(language, *state))
        }
        (German, Step::MarkRemoved { .. }) => format!("Vermerk bei „{name}“ gelöscht"),
        (English, Step::MarkRemoved { .. }) => format!("Removed the note for “{name}”"),
        (German, Step::Imported { .. }) => format!("„{name}“ importiert"),
        (English, Step::Imported { .. }) => format!("Imported “{name}”"),
        (German, Step::TakenOver { .. }) => format!("Netzwerk „{name}“ übernommen"),
        (English, Step::TakenOver { .. }) => format!("Took over the network “{name}”"),
        (German, Step::MergedIn { .. }) => format!("Mit „{name}“ zusammengeführt"),
        (English, Step::MergedIn { .. }) => format!("Merged with “{name}”"),
        (German, Step::BroughtBack { .. }) => format!("Früheren Stand von „{name}“ zurückgeholt"),
        (English, Step::BroughtBack { .. }) => format!("Brought back an earlier state of “{name}”"),
        (German, Step::Emptied) => "Neues, leeres Netzwerk begonnen".into(),
        (English, Step::Emptied) => "Began a new, empty network".into(),
        (German, Step::AdoptedFromTab) => "Stand aus dem anderen Fenster übernommen".into(),
        (English, Step::AdoptedFromTab) => "Took the state from the other window".into(),
        (German, Step::KeptMine) => "Stand dieses Fensters behalten".into(),
        (English, Step::KeptMine) => "Kept the state of this window".into(),
    }
}

fn entries(language: Language, count: usize) -> String {
    match language {
        Language::German => language.count(count, "Eintrag", "Einträge"),
        Language::English => language.count(count, "entry", "entries"),
    }
}

pub fn undone(language: Language, done: &Step) -> String {
    match language {
        Language::German => format!("Rückgängig gemacht: {}", step(language, done)),
        Language::English => format!("Undone: {}", step(language, done)),
    }
}

pub fn redone(language: Language, done: &Step) -> String {
    match language {
        Language::German => format!("Wiederholt: {}", step(language, done)),
        Language::English => format!("Redone: {}", step(language, done)),
    }
}

/// The undo button's name with what it would undo.
pub fn undo(language: Language, done: &Step) -> String {
    match language {
        Language::German => format!("Rückgängig: {}", step(language, done)),
        Language::English => format!("Undo: {}", step(language, done)),
    }
}

pub fn redo(language: Language, done: &Step) -> String {
    match language {
        Language::German => format!("Wiederholen: {}", step(language, done)),
        Language::English => format!("Redo: {}", step(language, done)),
    }
}
