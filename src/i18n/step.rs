//! The names of undo steps and what is reported about them.

use super::{Language, records};
use crate::app::Step;

/// "Akteur „Museum“ hinzugefügt": what was done, for the undo button and for announcements.
pub fn step(language: Language, step: &Step) -> String {
    use Language::{English, German};
    let of = |table| records::one(language, table);
    match (language, step) {
        (German, Step::Added { table, name }) => format!("{} „{name}“ hinzugefügt", of(*table)),
        (English, Step::Added { table, name }) => format!("Added {} “{name}”", of(*table)),
        (German, Step::Changed { table, name }) => format!("{} „{name}“ geändert", of(*table)),
        (English, Step::Changed { table, name }) => format!("Changed {} “{name}”", of(*table)),
        (German, Step::Removed { table, name }) => format!("{} „{name}“ gelöscht", of(*table)),
        (English, Step::Removed { table, name }) => format!("Deleted {} “{name}”", of(*table)),
        (German, Step::ChangedSeveral { table, count }) => {
            format!("{} geändert", records::count(language, *table, *count))
        }
        (English, Step::ChangedSeveral { table, count }) => {
            format!("Changed {}", records::count(language, *table, *count))
        }
        (German, Step::RemovedSeveral { count }) => format!("{} gelöscht", entries(language, *count)),
        (English, Step::RemovedSeveral { count }) => format!("Deleted {}", entries(language, *count)),
        (German, Step::Merged { kept, gone }) => format!("„{gone}“ mit „{kept}“ zusammengeführt"),
        (English, Step::Merged { kept, gone }) => format!("Merged “{gone}” into “{kept}”"),
        (German, Step::Moved { name }) => format!("„{name}“ verschoben"),
        (English, Step::Moved { name }) => format!("Moved “{name}”"),
        (German, Step::Released { name }) => format!("„{name}“ gelöst"),
        (English, Step::Released { name }) => format!("Released “{name}”"),
        (German, Step::MovedTogether { count }) => format!("{} verschoben", entries(language, *count)),
        (English, Step::MovedTogether { count }) => format!("Moved {}", entries(language, *count)),
        (German, Step::ReleasedTogether { count }) => format!("{} gelöst", entries(language, *count)),
        (English, Step::ReleasedTogether { count }) => format!("Released {}", entries(language, *count)),
        (German, Step::Rearranged) => "Netz neu angeordnet".into(),
        (English, Step::Rearranged) => "Rearranged the network".into(),
        (German, Step::NeedClosed { name }) => format!("Gesuch „{name}“ als erfüllt vermerkt"),
        (English, Step::NeedClosed { name }) => format!("Marked the need “{name}” as met"),
        (German, Step::NeedReopened { name }) => format!("Gesuch „{name}“ wieder geöffnet"),
        (English, Step::NeedReopened { name }) => format!("Reopened the need “{name}”"),
        (German, Step::ConsentGiven { name }) => format!("Einwilligung von „{name}“ vermerkt"),
        (English, Step::ConsentGiven { name }) => format!("Noted the consent of “{name}”"),
        (German, Step::ConsentWithdrawn { name }) => format!("Einwilligung von „{name}“ widerrufen"),
        (English, Step::ConsentWithdrawn { name }) => format!("Withdrew the consent of “{name}”"),
        (German, Step::Marked { name, state }) => {
            format!("Vermerkt bei „{name}“: {}", records::word(language, *state))
        }
        (English, Step::Marked { name, state }) => {
            format!("Noted for “{name}”: {}", records::word(language, *state))
        }
        (German, Step::MarkRemoved { name }) => format!("Vermerk bei „{name}“ gelöscht"),
        (English, Step::MarkRemoved { name }) => format!("Removed the note for “{name}”"),
        (German, Step::Imported { from }) => format!("„{from}“ importiert"),
        (English, Step::Imported { from }) => format!("Imported “{from}”"),
        (German, Step::TakenOver { title }) => format!("Netzwerk „{title}“ übernommen"),
        (English, Step::TakenOver { title }) => format!("Took over the network “{title}”"),
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
