use super::{Language, Name, records, words};
use crate::{
    app::RecordAction,
    model::{LinkKind, TableName},
};

texts! {
    /// Everything known about one record.
    Card {
        me: "Das bin ich", "This is me";
        me_hint: "Dieser Browser merkt es sich. In keiner Datei steht es.", "This browser remembers it. It stands in no file.";
        who_introduces: "Wer stellt mich vor?", "Who introduces me?";
        what_without: "Was würde ohne diesen Akteur fehlen?", "What would be missing without this actor?";
        show_in_network: "Im Netz zeigen", "Show in the network";
        own_entry: "Was Sie hier über sich eintragen, steht zuerst nur in diesem Browser.", "What you enter about yourself here is in this browser only, at first.";
        own_entry_file: "Als Datei weitergeben", "Pass it on as a file";
        whole_card: "Ganze Karte", "Whole card";
        all_actors: "Alle Akteure", "All actors";
        all_competencies: "Alle Kompetenzen", "All competencies";
        all_topics: "Alle Themen", "All topics";
        facts: "Auf einen Blick", "At a glance";
        website: "Webseite", "Website";
        invited: "Hat mitgebracht", "Brought in";
        about: "Wer wir sind", "Who we are";
        internal_hint: "Nur für die Pflege des Netzes; steht in keinem öffentlichen Export.", "Only for keeping the network; never part of a public export.";
        add_offer: "Angebot hinzufügen", "Add an offer";
        add_need: "Gesuch hinzufügen", "Add a need";
        add_link: "Verbindung hinzufügen", "Add a link";
        contacts: "Ansprechpersonen", "Contacts";
        add_contact: "Ansprechperson hinzufügen", "Add a contact";
        contacts_hint: "Steht in keiner öffentlichen Datei.", "In no public file.";
        who_can_help: "Wer kann helfen: ", "Who can help: ";
        nobody_yet: "bietet noch niemand in diesem Netzwerk.", "nobody in this network offers it yet.";
        no_offers: "Hier steht noch kein Angebot. Das ist in Ordnung: Wer mag, trägt etwas ein.", "No offer is noted here yet. That is fine: add one whenever you like.";
        no_needs: "Zurzeit wird nichts gesucht.", "Nothing is looked for at the moment.";
        no_links: "Hier ist noch keine Verbindung vermerkt.", "No link is noted here yet.";
        narrower: "Unterbegriffe", "Narrower terms";
        description: "Was gemeint ist", "What is meant";
        who_offers: "Wer bietet das", "Who offers it";
        who_looks: "Wer sucht das", "Who looks for it";
        nobody_offers: "Das bietet hier noch niemand.", "Nobody here offers it yet.";
        nobody_looks: "Zurzeit sucht das niemand.", "Nobody looks for it at the moment.";
        topic_competencies: "Was es dafür braucht", "What it takes";
        offered_by: "bieten: ", "offered by: ";
        uncovered: "bietet noch niemand", "offered by nobody yet";
        people: "Wer dabei ist", "Who is in";
        no_people: "Noch hat sich niemand angeschlossen.", "Nobody has joined in yet.";
        attach: "Jemanden eintragen", "Add somebody";
        course: "Verlauf", "History";
        who_could_help: "Wer könnte helfen", "Who could help";
        who_could_help_hint: "Diese Akteure bieten Kompetenzen, die das Thema braucht.", "These actors offer competencies this topic takes.";
        nobody_could_help: "Noch bietet niemand, was dieses Thema braucht.", "Nobody offers yet what this topic takes.";
        no_competencies: "Noch ist offen, welche Kompetenzen es dafür braucht.", "It is still open which competencies this takes.";
    }
}

/// The accessible name of a small button on a row: "Angebot „Museum: 3D-Druck“ bearbeiten".
pub fn edit_named(language: Language, table: TableName, name: &str) -> String {
    let name = Name(name);
    let kind = records::one(language, table);
    match language {
        Language::German => format!("{kind} „{name}“ bearbeiten"),
        Language::English => format!("Edit {kind} “{name}”"),
    }
}

pub fn remove_named(language: Language, table: TableName, name: &str) -> String {
    let name = Name(name);
    let kind = records::one(language, table);
    match language {
        Language::German => format!("{kind} „{name}“ löschen"),
        Language::English => format!("Delete {kind} “{name}”"),
    }
}

/// The button that does it.
pub fn action(language: Language, action: &RecordAction) -> &'static str {
    match (language, action) {
        (Language::German, RecordAction::CloseNeed(_)) => "Erledigt",
        (Language::English, RecordAction::CloseNeed(_)) => "Met",
        (Language::German, RecordAction::ReopenNeed(_)) => "Wieder öffnen",
        (Language::English, RecordAction::ReopenNeed(_)) => "Open again",
        (Language::German, RecordAction::GiveConsent(_)) => "Einwilligung erteilen",
        (Language::English, RecordAction::GiveConsent(_)) => "Give consent",
        (Language::German, RecordAction::WithdrawConsent(_)) => "Einwilligung widerrufen",
        (Language::English, RecordAction::WithdrawConsent(_)) => "Withdraw consent",
    }
}

/// The button's accessible name.
pub fn action_named(language: Language, what: &RecordAction, name: &str) -> String {
    let name = Name(name);
    match (language, what) {
        (Language::German, RecordAction::CloseNeed(_)) => format!("Gesuch „{name}“ ist erledigt"),
        (Language::English, RecordAction::CloseNeed(_)) => format!("The need “{name}” is met"),
        (Language::German, RecordAction::ReopenNeed(_)) => format!("Gesuch „{name}“ wieder öffnen"),
        (Language::English, RecordAction::ReopenNeed(_)) => format!("Open the need “{name}” again"),
        (Language::German, _) => format!("{}: „{name}“", action(language, what)),
        (Language::English, _) => format!("{}: “{name}”", action(language, what)),
    }
}

/// Since when a person agrees to be named, or no longer does.
pub fn consent(language: Language, given: Option<String>, withdrawn: Option<String>) -> String {
    match (language, given, withdrawn) {
        (Language::German, Some(given), Some(withdrawn)) => {
            format!("Einwilligung vom {given}, widerrufen am {withdrawn}")
        }
        (Language::English, Some(given), Some(withdrawn)) => {
            format!("consent given on {given}, withdrawn on {withdrawn}")
        }
        (Language::German, None, Some(withdrawn)) => format!("Einwilligung widerrufen am {withdrawn}"),
        (Language::English, None, Some(withdrawn)) => format!("consent withdrawn on {withdrawn}"),
        (Language::German, Some(given), None) => format!("Einwilligung vom {given}"),
        (Language::English, Some(given), None) => format!("consent given on {given}"),
        (Language::German, None, None) => "keine Einwilligung vermerkt".into(),
        (Language::English, None, None) => "no consent noted".into(),
    }
}

/// What a keeper typed nobody has confirmed.
pub fn confirmed_on(language: Language, day: &str, by_keeper: bool) -> String {
    match (language, by_keeper) {
        (Language::German, true) => format!("eingetragen am {day}"),
        (Language::English, true) => format!("entered on {day}"),
        (Language::German, false) => format!("bestätigt am {day}"),
        (Language::English, false) => format!("confirmed on {day}"),
    }
}

pub fn since(language: Language, day: &str) -> String {
    match language {
        Language::German => format!("seit {day}"),
        Language::English => format!("since {day}"),
    }
}

pub fn met_on(language: Language, day: &str) -> String {
    match language {
        Language::German => format!("erledigt am {day}"),
        Language::English => format!("met on {day}"),
    }
}

/// What stands between this card's actor and the one named after it. `outward` says that the link begins here.
pub fn link_words(language: Language, kind: LinkKind, outward: bool) -> &'static str {
    match (language, kind, outward) {
        (Language::German, LinkKind::Introduced, false) => "wurde eingeführt von",
        (Language::English, LinkKind::Introduced, false) => "was introduced by",
        (language, kind, _) => words::link_kind(language, kind),
    }
}

pub fn met_needs(language: Language, number: usize) -> String {
    match language {
        Language::German => language.count(number, "erledigtes Gesuch", "erledigte Gesuche"),
        Language::English => language.count(number, "need met", "needs met"),
    }
}

/// The coverage of one competency as a sentence: how many actors offer it, how many look for it.
pub fn coverage(language: Language, offered: usize, needed: usize) -> String {
    let (offer, need) = match language {
        Language::German => (
            match offered {
                0 => "Das bietet noch niemand".into(),
                1 => "Nur ein Akteur bietet das".into(),
                many => format!("{} Akteure bieten das", language.number(many)),
            },
            match needed {
                0 => "zurzeit sucht es niemand".into(),
                many => format!("{} es", language.count(many, "Akteur sucht", "Akteure suchen")),
            },
        ),
        Language::English => (
            match offered {
                0 => "Nobody offers it yet".into(),
                1 => "Only one actor offers it".into(),
                many => format!("{} actors offer it", language.number(many)),
            },
            match needed {
                0 => "nobody looks for it at the moment".into(),
                many => language.count(many, "actor looks for it", "actors look for it"),
            },
        ),
    };
    format!("{offer}; {need}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coverage_reads_as_a_sentence() {
        use Language::{English, German};
        assert_eq!(coverage(German, 0, 1), "Das bietet noch niemand; 1 Akteur sucht es.");
        assert_eq!(coverage(German, 1, 0), "Nur ein Akteur bietet das; zurzeit sucht es niemand.");
        assert_eq!(coverage(English, 12, 3), "12 actors offer it; 3 actors look for it.");
    }
}
