use super::{Bilingual, Language, Name, both};
use crate::{app::CommandId, model::Network};

texts! {
    /// The frame around every view.
    Shell {
        skip: "Zum Inhalt springen", "Skip to content";
        skip_to_search: "Zur Suche springen", "Skip to search";
        views: "Ansichten", "Views";
        menu: "Menü", "Menu";
        language: "Sprache", "Language";
        theme: "Darstellung", "Appearance";
        theme_auto: "wie das Gerät", "as the device";
        theme_light: "hell", "light";
        theme_dark: "dunkel", "dark";
        download_now: "Jetzt als Datei sichern", "Save as a file now";
        untitled: "Netzwerk ohne Namen", "Unnamed network";
        nowhere_text: "Vielleicht wurde der Eintrag gelöscht oder der Link ist unvollständig.", "Perhaps the entry was deleted, or the link is incomplete.";
        not_loaded: "Dieser Teil der Seite konnte nicht geladen werden. Vielleicht fehlt gerade die Verbindung, oder die Seite ist inzwischen erneuert worden; dann hilft es, sie neu zu laden.", "This part of the page could not be loaded. Perhaps there is no connection, or the page has been renewed meanwhile; then it helps to reload it.";
        try_again: "Erneut versuchen", "Try again";
        to_network: "Zum Netz", "To the network";
        only_looking: "Nur zum Ansehen.", "To look at only.";
        open_whole: "In GoSMART öffnen", "Open in GoSMART";
    }
}

/// Organisations named in the example must not seem to have said what is only made up for illustration.
pub const EXAMPLE_NOTE: Bilingual = both(
    "Beispieldaten: Kompetenzen, Angebote, Gesuche, Treffen: zur Veranschaulichung zugeordnet, keine Aussagen der genannten Organisationen.",
    "Example data: competencies, offers, needs, meetings: assigned for illustration, not statements of the organisations named.",
);

/// The browser tab's title.
pub fn page_title(view: &str, network: &Network) -> String {
    let (view, title) = (Name(view), network.about.title.trim());
    if title.is_empty() { format!("{view} – GoSMART") } else { format!("{view} – {} – GoSMART", Name(title)) }
}

/// What a command is called in menus, palette and help.
pub fn command(language: Language, id: CommandId) -> &'static str {
    id.title(language)
}
