//! Sentences about teams and ways.

use super::Language::{self, English, German};

/// On the command line, for an actor that is not in what may be told.
pub fn no_such_actor(language: Language, id: &str) -> String {
    match language {
        German => format!("In dem, was dieses Profil zeigt, gibt es keinen Akteur {id}."),
        English => format!("There is no actor {id} in what this profile shows."),
    }
}

pub fn no_such_competency(language: Language, id: &str) -> String {
    match language {
        German => format!("In dem, was dieses Profil zeigt, gibt es keine Kompetenz {id}."),
        English => format!("There is no competency {id} in what this profile shows."),
    }
}

/// Why a team is only the best that was found in time.
pub fn not_proven(language: Language, seconds: u32, bound: u32) -> String {
    match (language, seconds) {
        (German, 1) => format!(
            "Ob es kleiner geht, ist nach 1 Sekunde nicht bewiesen; weniger als {bound} Mitglieder hat kein Team, das so viel abdeckt."
        ),
        (German, _) => format!(
            "Ob es kleiner geht, ist nach {seconds} Sekunden nicht bewiesen; weniger als {bound} Mitglieder hat kein Team, das so viel abdeckt."
        ),
        (English, 1) => format!(
            "After 1 second it is not proven that no team is smaller; none that covers as much has fewer than {bound} members."
        ),
        (English, _) => format!(
            "After {seconds} seconds it is not proven that no team is smaller; none that covers as much has fewer than {bound} members."
        ),
    }
}
