//! Sentences about merging.

use super::Language::{self, English, German};

/// A file that is about another network.
pub fn other_network(language: Language, title: &str) -> String {
    let title = if title.is_empty() { String::new() } else { format!(" „{title}“") };
    match language {
        German => format!(
            "Die Datei gehört zu einem anderen Netzwerk{title}; Titel und Willkommen bleiben, wie sie sind."
        ),
        English => format!("The file is of another network{title}; title and welcome stay as they are."),
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
        (German, _) => {
            format!("An {conflicts} Stellen haben mehrere etwas geändert; nichts wurde geschrieben.")
        }
        (English, _) => format!("In {conflicts} places several changed something; nothing was written."),
    }
}
