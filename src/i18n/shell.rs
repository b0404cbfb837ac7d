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
        network_view: "Netz", "Network";
        menu: "Menü", "Menu";
        import: "Importieren", "Import";
        export: "Exportieren", "Export";
        language: "Sprache", "Language";
        theme: "Darstellung", "Appearance";
        theme_auto: "wie das Gerät", "as the device";
        theme_light: "hell", "light";
        theme_dark: "dunkel", "dark";
        help: "Hilfe", "Help";
        download_now: "Jetzt als Datei sichern", "Save as a file now";
        undecided: "wartet auf Ihre Entscheidung", "waiting for your decision";
        untitled: "Netzwerk ohne Namen", "Unnamed network";
        nowhere: "Diese Adresse führt nirgendwohin", "This address leads nowhere";
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
    let (german, english) = match id {
        CommandId::Search => ("Suchen", "Search"),
        CommandId::Palette => ("Alle Befehle und Einträge", "All commands and entries"),
        CommandId::ShowNetwork => ("Netz ansehen", "Show the network"),
        CommandId::ShowActors => ("Akteure ansehen", "Show the actors"),
        CommandId::ShowCompetencies => ("Kompetenzen ansehen", "Show the competencies"),
        CommandId::ShowMatrix => ("Matrix ansehen", "Show the matrix"),
        CommandId::ShowTopics => ("Themen ansehen", "Show the topics"),
        CommandId::ShowHelp => ("Hilfe", "Help"),
        CommandId::NewActor => ("Neuer Akteur", "New actor"),
        CommandId::NewCompetency => ("Neue Kompetenz", "New competency"),
        CommandId::NewOffer => ("Neues Angebot", "New offer"),
        CommandId::NewNeed => ("Neues Gesuch", "New need"),
        CommandId::NewLink => ("Neue Verbindung", "New link"),
        CommandId::NewTopic => ("Neues Thema", "New topic"),
        CommandId::EditSectors => ("Bereiche bearbeiten", "Edit sectors"),
        CommandId::EditNetwork => ("Titel und Begrüßung bearbeiten", "Edit title and welcome"),
        CommandId::Undo => ("Rückgängig", "Undo"),
        CommandId::Redo => ("Wiederholen", "Redo"),
        CommandId::Import => ("Importieren", "Import"),
        CommandId::Export => ("Exportieren", "Export"),
        CommandId::NewNetwork => ("Neues, leeres Netzwerk", "New, empty network"),
        CommandId::ShowExample => ("Beispiel Goslar ansehen", "Look at the Goslar example"),
        CommandId::ShowEarlier => ("Zuletzt ersetztes Netzwerk ansehen", "Look at the network replaced last"),
        CommandId::ShowAll => ("Alles zeigen", "Show all"),
        CommandId::ZoomIn => ("Vergrößern", "Zoom in"),
        CommandId::ZoomOut => ("Verkleinern", "Zoom out"),
        CommandId::PreviousView => ("Vorige Ansicht", "Previous view"),
        CommandId::ZoomToSelection => ("Auswahl heranholen", "Zoom to the selection"),
        CommandId::LayoutNetwork => ("Anordnung: Netz", "Arrangement: network"),
        CommandId::LayoutSectors => ("Anordnung: nach Bereichen", "Arrangement: by sector"),
        CommandId::LayoutRings => ("Anordnung: Ringe um einen Eintrag", "Arrangement: rings around an entry"),
        CommandId::LayoutColumns => ("Anordnung: wer und was", "Arrangement: who and what"),
        CommandId::ExportImage => ("Bild speichern", "Save the picture"),
        CommandId::FullScreen => ("Vollbild", "Full screen"),
        CommandId::Rearrange => ("Neu anordnen", "Rearrange"),
        CommandId::Shortcuts => ("Tastenkürzel", "Keyboard shortcuts"),
        CommandId::German => ("Deutsch", "German (Deutsch)"),
        CommandId::English => ("Englisch (English)", "English"),
        CommandId::ThemeAuto => ("Darstellung wie das Gerät", "Appearance as the device"),
        CommandId::ThemeLight => ("Helle Darstellung", "Light appearance"),
        CommandId::ThemeDark => ("Dunkle Darstellung", "Dark appearance"),
    };
    match language {
        Language::German => german,
        Language::English => english,
    }
}
