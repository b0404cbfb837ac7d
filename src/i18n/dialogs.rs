use super::{
    Language::{self, English, German},
    Name, both, earlier, exchange, records, saving, sharing, step,
};
use crate::model::TableName;
use crate::{
    app::{Reported, Shortcut, Source},
    exchange::{Counts, Profile, ImportError},
};

texts! {
    /// Banners, notices and the dialogs that are no forms.
    Dialogs {
        hints: "Meldungen", "Messages";
        compare: "Vergleichen, zusammenführen", "Compare, merge";
        take_over: "Übernehmen", "Take over";
        take_over_question: "Eigenes Netzwerk ersetzen?", "Replace your own network?";
        take_over_confirm: "Ja, ersetzen", "Yes, replace";
        leave_preview: "Zurück zu meinem Netzwerk", "Back to my network";
        newer_file: "Die Datei stammt aus einer neueren Version von GoSMART. Sie können sie ansehen, aber nicht übernehmen, damit nichts daraus verloren geht.", "The file comes from a newer version of GoSMART. You can look at it but not take it over, so that nothing in it is lost.";
        storage_locked: "Übernehmen ist nicht möglich, weil die gespeicherten Daten in diesem Browser nicht verändert werden dürfen.", "Taking over is not possible because the data stored in this browser must not be changed.";
        understood: "Verstanden", "Got it";
        drop_here: "Datei hier loslassen, um sie anzusehen", "Drop the file here to look at it";
        format: "Format", "Format";
        file_name: "Dateiname", "File name";
        internal_mark: "INTERN, nicht weitergeben", "INTERNAL, do not pass on";
        print_text: "Gedruckt wird, was diese Ansicht zeigt, ohne Menüs und Schaltflächen.", "What this view shows is printed, without menus and buttons.";
        new_network_text: "Sie beginnen mit einem leeren Netzwerk.", "You begin with an empty network.";
        example_comes_back: "Das Beispiel können Sie jederzeit über das Menü wieder ansehen.", "You can look at the example again from the menu at any time.";
        network_title: "Name des Netzwerks", "Name of the network";
        network_title_hint: "Zum Beispiel „Digitales Musterstadt“. Sie können ihn später ändern.", "For example “Digital Sampletown”. You can change it later.";
        network_title_missing: "Bitte geben Sie einen Namen ein.", "Please enter a name.";
        begin: "Leeres Netzwerk beginnen", "Begin an empty network";
        coordinate_text: "Womit möchten Sie beginnen?", "What would you like to begin with?";
        begin_own: "Eigenes Netzwerk beginnen", "Begin your own network";
        begin_own_text: "Leer anfangen, Namen vergeben, Bereiche und Akteure eintragen.", "Start empty, give it a name, enter sectors and actors.";
        open_file: "Vorhandene Datei öffnen", "Open an existing file";
        open_file_text: "Eine Liste aus Excel, Kumu und anderen Programmen oder ein ganzes Netzwerk ansehen, dann übernehmen.", "Look at a list of Excel, Kumu and other programs or at a whole network, then take it over.";
        use_example: "Im Beispiel umsehen", "Explore the example";
        use_example_text: "Goslar ansehen, ausprobieren und nach Bedarf anpassen.", "Look at Goslar, try things out and adapt it as needed.";
        edit_sectors: "Bereiche anpassen", "Adapt the sectors";
        collect_text: "Was andere über sich eingetragen und Ihnen geschickt haben, auch dreißig auf einmal.", "What others entered about themselves and sent you, thirty at once if need be.";
        impact_text: "Was das Netzwerk zwischen zwei Tagen bewirkt hat, und ein Bericht für Rat oder Förderstelle.", "What the network achieved between two days, and a report for council or funder.";
        edit_sectors_text: "Aus welchen Feldern kommen Ihre Akteure? Namen und Zeichen festlegen.", "Which fields do your actors come from? Set names and symbols.";
        palette_label: "Was möchten Sie tun oder finden?", "What would you like to do or find?";
        commands: "Befehle", "Commands";
        everywhere: "Überall", "Everywhere";
        in_graph: "Im Netz", "In the network";
        in_graph_text: "Diese Tasten gelten, solange ein Knoten im Netz den Fokus hat.", "These keys work while a node in the network has the focus.";
        in_lists: "In Listen", "In lists";
        in_lists_text: "Pfeiltasten gehen von Feld zu Feld, die Leertaste wählt eine Zeile aus. F2 oder ein Doppelklick ändert ein Feld; dann speichert die Eingabetaste und geht nach unten, Tab nach rechts, und Escape lässt es, wie es war.", "Arrow keys move between cells, the space bar selects a row. F2 or a double click changes a cell; then Enter saves and goes down, Tab goes right, and Escape leaves it as it was.";
        keys: "Tasten", "Keys";
        what_happens: "Was geschieht", "What happens";
    }
}

/// The keys of a shortcut as they are printed on keyboards, such as `Strg+K`.
pub fn keys(language: Language, shortcut: &Shortcut) -> String {
    let control = if shortcut.control { both("Strg+", "Ctrl+") } else { both("", "") };
    let shift = if shortcut.shift { both("Umschalt+", "Shift+") } else { both("", "") };
    format!("{}{}{}", control.text(language), shift.text(language), key(language, shortcut))
}

fn key(language: Language, shortcut: &Shortcut) -> String {
    let name = match shortcut.key {
        // All four do the same then, each its own way.
        key if shortcut.control && key.starts_with("Arrow") => both("Pfeil", "Arrow"),
        "ArrowRight" => both("→", "→"),
        "ArrowLeft" => both("←", "←"),
        "ArrowUp" => both("↑", "↑"),
        "ArrowDown" => both("↓", "↓"),
        "Home" => both("Pos1", "Home"),
        "End" => both("Ende", "End"),
        "PageUp" => both("Bild↑", "PgUp"),
        "PageDown" => both("Bild↓", "PgDn"),
        "Enter" => both("Eingabe", "Enter"),
        " " => both("Leertaste", "Space"),
        "Escape" => both("Esc", "Esc"),
        key => return key.to_uppercase(),
    };
    name.text(language).to_owned()
}

/// `29 Akteure, 64 Kompetenzen, 76 Angebote, 58 Gesuche und 12 Themen`.
pub(super) fn contents(language: Language, counts: &Counts) -> String {
    let and = match language {
        German => "und",
        English => "and",
    };
    format!(
        "{}, {}, {}, {} {and} {}",
        records::count(language, TableName::Actors, counts.of(TableName::Actors)),
        records::count(language, TableName::Competencies, counts.of(TableName::Competencies)),
        records::count(language, TableName::Offers, counts.of(TableName::Offers)),
        records::count(language, TableName::Needs, counts.of(TableName::Needs)),
        records::count(language, TableName::Topics, counts.of(TableName::Topics)),
    )
}

/// What is being looked at instead of one's own network.
/// `when` an earlier state was kept.
pub fn preview(language: Language, source: &Source, when: &str, title: &str, counts: &Counts) -> String {
    let (title, contents) = (Name(title), contents(language, counts));
    match language {
        German => {
            let from = match source {
                Source::File { name } => format!("Datei {}", Name(name)),
                Source::Pasted => "eingefügt".into(),
                Source::Example => "das Beispiel".into(),
                Source::Earlier { .. } => earlier::of_when(language, when),
                Source::Link => "aus einem Link".into(),
                Source::Published { names } => sharing::published(language, names),
                Source::Enclosed => "aus dieser Datei".into(),
            };
            format!(
                "Sie sehen sich „{title}“ an ({from}): {contents}. Ihr eigenes Netzwerk bleibt unberührt."
            )
        }
        English => {
            let from = match source {
                Source::File { name } => format!("file {}", Name(name)),
                Source::Pasted => "pasted".into(),
                Source::Example => "the example".into(),
                Source::Earlier { .. } => earlier::of_when(language, when),
                Source::Link => "from a link".into(),
                Source::Published { names } => sharing::published(language, names),
                Source::Enclosed => "from this file".into(),
            };
            format!("You are looking at “{title}” ({from}): {contents}. Your own network stays untouched.")
        }
    }
}

/// What taking over would replace. `own` is `None` while nothing was changed.
pub fn replaces(language: Language, own: Option<&Counts>) -> String {
    match (language, own) {
        (German, None) => "Sie haben hier noch nichts geändert. Es geht nichts verloren.".into(),
        (English, None) => "You have not changed anything here yet. Nothing is lost.".into(),
        (German, Some(own)) => format!(
            "Ihr eigenes Netzwerk ({}) wird ersetzt. Sie können das rückgängig machen, und es bleibt im Menü unter „Frühere Stände“ erreichbar.",
            contents(language, own)
        ),
        (English, Some(own)) => format!(
            "Your own network ({}) will be replaced. You can undo this, and it stays within reach in the menu under “Earlier states”.",
            contents(language, own)
        ),
    }
}

pub fn warnings(language: Language, number: usize) -> String {
    match language {
        German => language.count(number, "Hinweis zur Datei", "Hinweise zur Datei"),
        English => language.count(number, "remark about the file", "remarks about the file"),
    }
}

pub fn further_warnings(language: Language, number: usize) -> String {
    match language {
        German => format!("und {}", language.count(number, "weiterer Hinweis", "weitere Hinweise")),
        English => format!("and {}", language.count(number, "further remark", "further remarks")),
    }
}

fn picture(language: Language, file_name: &str) -> String {
    match (language, file_name) {
        (German, "") => "dem Bild".into(),
        (English, "") => "the picture".into(),
        (German, _) => format!("„{}“", Name(file_name)),
        (English, _) => format!("“{}”", Name(file_name)),
    }
}

/// What was just done or could not be done.
pub fn reported(language: Language, what: &Reported) -> String {
    match (language, what) {
        (_, Reported::Did(done)) => step::step(language, done),
        (_, Reported::Undid(done)) => step::undone(language, done),
        (_, Reported::Redid(done)) => step::redone(language, done),
        (_, Reported::ImportFailed { source, error }) => import_failed(language, source, error),
        (German, Reported::NotRead { file_name }) => {
            format!(
                "Der Browser konnte „{}“ nicht lesen. Vielleicht wurde die Datei verschoben oder gelöscht.",
                Name(file_name)
            )
        }
        (English, Reported::NotRead { file_name }) => {
            format!("The browser could not read “{}”. Perhaps the file was moved or deleted.", Name(file_name))
        }
        (German, Reported::NoCode { file_name }) => format!("In {} ist kein QR-Code zu erkennen. Am besten gerade von vorn und ohne Spiegelung aufnehmen.", picture(language, file_name)),
        (English, Reported::NoCode { file_name }) => format!("No QR code can be made out in {}. Best take it straight from the front and without reflections.", picture(language, file_name)),
        (German, Reported::NoPicture { file_name }) => {
            format!("Dieser Browser kann „{}“ nicht als Bild öffnen. Als JPEG oder PNG gespeichert geht es.", Name(file_name))
        }
        (English, Reported::NoPicture { file_name }) => {
            format!("This browser cannot open “{}” as a picture. Saved as JPEG or PNG it works.", Name(file_name))
        }
        (German, Reported::NoContribution { file_name }) if file_name.is_empty() => {
            "In dem Text steht weder ein Link noch ein Beitrag.".into()
        }
        (German, Reported::NoContribution { file_name }) => {
            format!("In „{}“ steht weder ein Link noch ein Beitrag.", Name(file_name))
        }
        (English, Reported::NoContribution { file_name }) if file_name.is_empty() => {
            "There is neither a link nor a contribution in the text.".into()
        }
        (English, Reported::NoContribution { file_name }) => {
            format!("There is neither a link nor a contribution in “{}”.", Name(file_name))
        }
        (German, Reported::Downloaded { file_name, .. }) => format!("Als Datei gesichert: {}", Name(file_name)),
        (English, Reported::Downloaded { file_name, .. }) => format!("Saved as a file: {}", Name(file_name)),
        (German, Reported::NotDownloaded { file_name, is_picture }) => format!(
            "„{}“ wurde nicht gespeichert: Der Browser hat die Datei nicht angenommen.{}",
            Name(file_name),
            if *is_picture { " Vielleicht ist das Bild zu groß; versuchen Sie es als SVG oder kleiner." } else { "" }
        ),
        (English, Reported::NotDownloaded { file_name, is_picture }) => format!(
            "“{}” was not saved: the browser did not accept the file.{}",
            Name(file_name),
            if *is_picture { " Perhaps the picture is too large; try SVG, or a smaller one." } else { "" }
        ),
        (German, Reported::Converting { file_name }) => format!("{} wird erstellt …", Name(file_name)),
        (English, Reported::Converting { file_name }) => format!("Making {} …", Name(file_name)),
        (German, Reported::NotConverted { file_name, why }) => {
            format!("„{}“ wurde nicht gespeichert. {why}", Name(file_name))
        }
        (English, Reported::NotConverted { file_name, why }) => {
            format!("“{}” was not saved. {why}", Name(file_name))
        }
        (German, Reported::NetworkMissing) => {
            "Das Netzwerk aus dem Link liegt nicht in diesem Browser. Sie sehen das zuletzt geöffnete.".into()
        }
        (English, Reported::NetworkMissing) => {
            "The network of the link is not in this browser. You see the one opened last.".into()
        }
        (German, Reported::NetworkNotKept(why)) => {
            format!("Das Netzwerk wurde nicht abgelegt. {}", saving::no_slot(language, why))
        }
        (English, Reported::NetworkNotKept(why)) => {
            format!("The network was not stored. {}", saving::no_slot(language, why))
        }
        (German, Reported::NetworkNotRead) => {
            "Dieses Netzwerk ließ sich gerade nicht lesen. Es wurde nichts verändert.".into()
        }
        (English, Reported::NetworkNotRead) => {
            "This network could not be read at the moment. Nothing was changed.".into()
        }
        (German, Reported::AdoptedFromTab) => "Änderungen aus einem anderen Fenster übernommen".into(),
        (English, Reported::AdoptedFromTab) => "Took over changes from another window".into(),
        (German, Reported::OnlyLooking) => {
            "Hier ist gerade nur Ansehen möglich. Die Änderung wurde nicht ausgeführt.".into()
        }
        (English, Reported::OnlyLooking) => {
            "You can only look around here at the moment. The change was not made.".into()
        }
        (German, Reported::PlacesAreComputed) => {
            "In dieser Anordnung hat jeder Eintrag seinen festen Platz. Verschieben können Sie in der Anordnung „Netz“.".into()
        }
        (English, Reported::PlacesAreComputed) => {
            "In this arrangement every entry has its fixed place. You can move entries in the arrangement “Network”.".into()
        }
        (German, Reported::Speaks { briefly: true }) => "Einträge im Netz werden jetzt kurz angesagt.".into(),
        (German, Reported::Speaks { briefly: false }) => "Einträge im Netz werden jetzt ausführlich angesagt.".into(),
        (English, Reported::Speaks { briefly: true }) => "Entries in the network are announced briefly now.".into(),
        (English, Reported::Speaks { briefly: false }) => "Entries in the network are announced in full now.".into(),
        (German, Reported::FarOut { count: 1 }) => "1 Eintrag steht weit abseits und ist nicht im Bild.".into(),
        (German, Reported::FarOut { count }) => {
            format!("{} Einträge stehen weit abseits und sind nicht im Bild.", language.number(*count))
        }
        (English, Reported::FarOut { count: 1 }) => "1 entry stands far off and is not in the picture.".into(),
        (English, Reported::FarOut { count }) => {
            format!("{} entries stand far off and are not in the picture.", language.number(*count))
        }
        (_, Reported::LeftAlone { step: done, names, redone }) => saving::left_alone(language, done, names, *redone),
        (_, Reported::NoRoomForCopy(error)) => saving::no_room_for_copy(language, error),
        (_, Reported::Erased(erased)) => earlier::erased(language, *erased),
        (_, Reported::NotErased) => earlier::not_erased(language).into(),
        (German, Reported::ReplacedSince) => "Das lässt sich nicht mehr als Ganzes rückgängig machen, weil danach aus einem anderen Fenster Änderungen dazukamen. Das ersetzte Netzwerk finden Sie im Menü unter „Frühere Stände“.".into(),
        (English, Reported::ReplacedSince) => "This can no longer be undone as a whole, because changes from another window came in since. You find the network that was replaced in the menu under “Earlier states”.".into(),
        (German, Reported::Recovered) => "Nicht gespeicherte Eingaben eines geschlossenen Fensters wiederhergestellt".into(),
        (English, Reported::Recovered) => "Restored unsaved entries of a window that was closed".into(),
        (German, Reported::Undecided) => "Entscheiden Sie zuerst, welcher Stand gelten soll.".into(),
        (English, Reported::Undecided) => "First decide which state shall count.".into(),
        (German, Reported::NetworkLost) => "Ihr Netzwerk ist nicht mehr da: Der Browser hat seine Datenbank gelöscht, zum Beispiel weil Browserdaten gelöscht wurden. Öffnen Sie Ihre letzte Sicherungsdatei.".into(),
        (English, Reported::NetworkLost) => "Your network is gone: the browser deleted its database, for example because browser data were cleared. Open your latest backup file.".into(),
        (_, Reported::NotOpened(why)) => sharing::not_opened(language, why),
        (_, Reported::NotLoaded) => language.texts().shell().not_loaded.into(),
    }
}

fn import_failed(language: Language, source: &Source, error: &ImportError) -> String {
    let reason = exchange::import_error(language, error);
    match (language, source) {
        (German, Source::File { .. } | Source::Published { .. }) => {
            format!("„{}“ konnte nicht geöffnet werden. {reason}", Name(source.file_name()))
        }
        (English, Source::File { .. } | Source::Published { .. }) => {
            format!("“{}” could not be opened. {reason}", Name(source.file_name()))
        }
        (German, Source::Enclosed) => format!("Was diese Datei enthält, konnte nicht geöffnet werden. {reason}"),
        (English, Source::Enclosed) => format!("What this file holds could not be opened. {reason}"),
        (German, Source::Link) => format!("Der Link konnte nicht geöffnet werden. {reason}"),
        (English, Source::Link) => format!("The link could not be opened. {reason}"),
        (German, _) => format!("Der eingefügte Text konnte nicht geöffnet werden. {reason}"),
        (English, _) => format!("The pasted text could not be opened. {reason}"),
    }
}

/// What leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leaving {
    /// The network itself.
    File,
    Picture,
    Paper,
}

/// The question that a profile answers.
pub fn for_whom(language: Language, what: Leaving) -> &'static str {
    match (language, what) {
        (German, Leaving::File) => "Für wen ist die Datei?",
        (English, Leaving::File) => "Whom is the file for?",
        (German, Leaving::Picture) => "Für wen ist das Bild?",
        (English, Leaving::Picture) => "Whom is the picture for?",
        (German, Leaving::Paper) => "Für wen ist der Ausdruck?",
        (English, Leaving::Paper) => "Whom is the printout for?",
    }
}

/// What the full profile asks of the user.
pub fn full_warning(language: Language, what: Leaving) -> &'static str {
    match (language, what) {
        (German, Leaving::File) => {
            "Diese Datei enthält alles, auch Ansprechpersonen und interne Notizen. Geben Sie sie nicht weiter."
        }
        (English, Leaving::File) => {
            "This file contains everything, including contacts and internal notes. Do not pass it on."
        }
        (German, Leaving::Picture) => {
            "Dieses Bild zeigt auch Personen und Einträge, die intern sind. Geben Sie es nicht weiter."
        }
        (English, Leaving::Picture) => {
            "This picture also shows persons and entries that are internal. Do not pass it on."
        }
        (German, Leaving::Paper) => {
            "Gedruckt wird alles, auch Ansprechpersonen und interne Notizen. Geben Sie den Ausdruck nicht weiter."
        }
        (English, Leaving::Paper) => {
            "Everything is printed, including contacts and internal notes. Do not pass the printout on."
        }
    }
}

pub fn profile(language: Language, what: Leaving, profile: Profile) -> &'static str {
    match (language, profile, what) {
        (German, Profile::Public, _) => "Öffentlich",
        (English, Profile::Public, _) => "Public",
        (German, Profile::Network, _) => "Netzwerk",
        (English, Profile::Network, _) => "Network",
        (German, Profile::Full, Leaving::File) => "Vollsicherung (INTERN)",
        (English, Profile::Full, Leaving::File) => "Full backup (INTERN)",
        (German, Profile::Full, _) => "Alles (INTERN)",
        (English, Profile::Full, _) => "Everything (INTERN)",
    }
}

/// For whom a profile is and what it carries.
pub fn profile_meaning(language: Language, what: Leaving, profile: Profile) -> &'static str {
    match (language, profile) {
        (German, Profile::Public) => {
            "Für alle: Akteure, Kompetenzen und Themen, ohne Ansprechpersonen und interne Notizen."
        }
        (English, Profile::Public) => {
            "For everyone: actors, competencies and topics, without contacts and internal notes."
        }
        (German, Profile::Network) => {
            "Für die Mitglieder: zusätzlich Personen und die Ansprechpersonen, die im Netzwerk weitergegeben werden dürfen."
        }
        (English, Profile::Network) => {
            "For the members: also persons, and the contacts that may be passed on within the network."
        }
        (German, Profile::Full) if what == Leaving::File => "Für Sie selbst: alles, als Sicherungskopie.",
        (English, Profile::Full) if what == Leaving::File => "For yourself: everything, as a backup.",
        (German, Profile::Full) => "Für Sie selbst: alles, auch was intern ist.",
        (English, Profile::Full) => "For yourself: everything, including what is internal.",
    }
}

/// How much the palette found, for screen readers.
pub fn hits(language: Language, number: usize) -> String {
    match language {
        German if number == 0 => "Nichts gefunden".into(),
        English if number == 0 => "Nothing found".into(),
        German => language.count(number, "Ergebnis", "Ergebnisse"),
        English => language.count(number, "hit", "hits"),
    }
}
