use super::Language;
use crate::{
    app::{CommandId, Saving, SaveError},
    model::Network,
};

texts! {
    /// The frame around every view.
    Shell {
        skip: "Zum Inhalt springen", "Skip to content";
        views: "Ansichten", "Views";
        menu: "Menü", "Menu";
        language: "Sprache", "Language";
        theme: "Darstellung", "Appearance";
        theme_auto: "wie das Gerät", "as the device";
        theme_light: "hell", "light";
        theme_dark: "dunkel", "dark";
        download_now: "Jetzt als Datei sichern", "Save as a file now";
        undecided: "wartet auf Ihre Entscheidung", "waiting for your decision";
        untitled: "Netzwerk ohne Namen", "Unnamed network";
        nowhere_text: "Vielleicht wurde der Eintrag gelöscht oder der Link ist unvollständig.", "Perhaps the entry was deleted, or the link is incomplete.";
        to_network: "Zum Netz", "To the network";
        example_note: "Beispieldaten: Die Kompetenzen, Angebote und Gesuche sind zur Veranschaulichung zugeordnet und keine Aussagen der genannten Organisationen.", "Example data: competencies, offers and needs were assigned for illustration and are not statements of the organisations named.";
    }
}

/// The browser tab's title.
pub fn page_title(view: &str, network: &Network) -> String {
    let title = network.about.title.trim();
    if title.is_empty() { format!("{view} – GoSMART") } else { format!("{view} – {title} – GoSMART") }
}

/// What the header says about saving. `time` is the time of day of the last save.
pub fn saving(language: Language, saving: &Saving, time: &str) -> String {
    use Language::{English, German};
    match (language, saving) {
        (German, Saving::Untouched) => "Beispiel, unverändert".into(),
        (English, Saving::Untouched) => "Example, unchanged".into(),
        (German, Saving::Pending) => "wird gespeichert …".into(),
        (English, Saving::Pending) => "saving …".into(),
        (German, Saving::Saved { .. }) => format!("gespeichert {time}"),
        (English, Saving::Saved { .. }) => format!("saved {time}"),
        (German, Saving::Failed(_)) => "nicht gespeichert".into(),
        (English, Saving::Failed(_)) => "not saved".into(),
        (German, Saving::Newer) => "nur ansehen".into(),
        (English, Saving::Newer) => "view only".into(),
    }
}

/// Why saving fails and what to do about it.
pub fn save_error(language: Language, error: &SaveError) -> String {
    use Language::{English, German};
    match (language, error) {
        (German, SaveError::Unavailable) => "Dieser Browser lässt hier keine Speicherung zu, zum Beispiel in einem privaten Fenster oder weil sie gesperrt ist. Ihre Änderungen bleiben nur, solange dieses Fenster offen ist. Sichern Sie sie als Datei.".into(),
        (English, SaveError::Unavailable) => "This browser does not allow storage here, for example in a private window or because it is blocked. Your changes last only while this window is open. Save them as a file.".into(),
        (German, SaveError::Full { units }) => format!("Der Speicher dieses Browsers ist voll: Das Netzwerk braucht {} Zeichen. Die letzten Änderungen sind nicht gespeichert. Sichern Sie das Netzwerk als Datei und geben Sie Speicher frei (Browserdaten anderer Seiten auf diesem Server).", language.number(*units)),
        (English, SaveError::Full { units }) => format!("This browser's storage is full: the network needs {} characters. The last changes are not saved. Save the network as a file and free some storage (browser data of other pages on this server).", language.number(*units)),
        (German, SaveError::NotKept) => "Der Browser hat die Daten angenommen, aber nicht behalten. Sichern Sie das Netzwerk als Datei und laden Sie die Seite neu.".into(),
        (English, SaveError::NotKept) => "The browser accepted the data but did not keep them. Save the network as a file and reload the page.".into(),
    }
}

/// What a command is called in menus, palette and help.
pub fn command(language: Language, id: CommandId) -> &'static str {
    id.title(language)
}
