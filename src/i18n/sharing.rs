use super::{
    Language::{self, English, German},
    Name, dialogs,
};
use crate::{
    app::{LINK_LIMIT, NotOpened},
    exchange::{Counts, Profile},
};

texts! {
    /// Where a network is shared.
    SharingTexts {
        lead: "Der Link enthält das Netzwerk selbst: Es wird nirgends hochgeladen, und kein Server bekommt es zu sehen. Wer den Link hat, kann lesen, was darin steht.", "The link holds the network itself: it is uploaded nowhere, and no server gets to see it. Whoever has the link can read what is in it.";
        lead_published: "Wer die Datei neben diese Seite legt, kann sie unter einem kurzen Link zeigen und in andere Webseiten einbetten. Wer die Adresse kennt, kann sie lesen. Sie bleibt, wie sie ist, bis Sie eine neue an ihre Stelle legen.", "Whoever puts the file beside this page can show it under a short link and embed it in other web pages. Whoever knows the address can read it. It stays as it is until you put a new one in its place.";
        lead_file: "Eine einzige Datei, die das Netzwerk und das Programm enthält, das es zeigt: für Mail, Speicherstift oder Archiv. Sie öffnet sich ohne Internet in jedem aktuellen Browser, nur zum Ansehen, und speichert nichts.", "One single file that holds the network and the program that shows it: for mail, memory stick or archive. It opens without the internet in every current browser, for looking only, and stores nothing.";
        as_file: "HTML-Datei zum Mitnehmen", "An HTML file to take away";
        save_html: "HTML-Datei speichern", "Save the HTML file";
        making_file: "Die Datei wird erstellt …", "Making the file …";
        file_not_supported: "Dieser Browser kann die Datei nicht erstellen, weil ihm die Komprimierung fehlt. Nehmen Sie einen aktuellen Browser.", "This browser cannot make the file, because it lacks compression. Use a current browser.";
        how: "Auf welchem Weg?", "In which way?";
        as_link: "Link, der alles enthält", "A link that holds everything";
        as_published: "Datei auf dem Server: kurzer Link, Rahmen für Webseiten", "A file on the server: short link, frame for web pages";
        save_file: "Datei speichern", "Save the file";
        pass_on: "Geben Sie den Link weiter. Mehrere Karten nebeneinander zeigt er mit &src= und dem Namen der nächsten Datei, vor dem Zeichen #.", "Pass on the link. It shows several maps side by side with &src= and the name of the next file, before the sign #.";
        embed: "Oder betten Sie die Karte in eine andere Webseite ein. Im Rahmen ist sie nur zum Ansehen, und im Browser wird nichts gespeichert.", "Or embed the map in another web page. In the frame it is for looking only, and nothing is stored in the browser.";
        height: "Höhe in Pixeln", "Height in pixels";
        code: "Code für die Webseite", "Code for the web page";
        copy_code: "Code kopieren", "Copy the code";
        who: "Wer darf es sehen?", "Who may see it?";
        what: "Was soll zu sehen sein?", "What shall be seen?";
        whole: "Das ganze Netzwerk", "The whole network";
        marked: "Nur die ausgewählten Einträge", "Only the selected entries";
        narrowed: "Nur, was Suche und Filter übrig lassen", "Only what search and filters leave";
        link: "Link", "Link";
        making: "Der Link wird erstellt …", "Making the link …";
        copy: "Link kopieren", "Copy the link";
        copied: "Ist in der Zwischenablage.", "It is in the clipboard.";
        not_copied: "Der Browser hat nicht kopiert. Der Text ist markiert: Kopieren Sie ihn selbst, zum Beispiel mit Strg+C.", "The browser did not copy. The text is selected: copy it yourself, for example with Ctrl+C.";
        not_supported: "Dieser Browser kann keinen Link mit Inhalt erstellen, weil ihm die Komprimierung fehlt. Nehmen Sie einen aktuellen Browser, oder geben Sie eine Datei weiter („Exportieren“).", "This browser cannot make a link with contents, because it lacks compression. Use a current browser, or pass on a file (“Export”).";
        qr_named: "QR-Code mit dem Link", "QR code with the link";
        qr_save: "QR-Code speichern (SVG)", "Save the QR code (SVG)";
    }
}

/// What its readers will see.
pub fn seen(language: Language, counts: &Counts, profile: Profile) -> String {
    let contents = dialogs::contents(language, counts);
    let version = dialogs::profile(language, dialogs::Leaving::File, profile);
    match language {
        German => format!("Zu sehen sind {contents}. Fassung: {version}."),
        English => format!("It shows {contents}. Version: {version}."),
    }
}

/// What to do with the file.
pub fn put_beside(language: Language, file_name: &str) -> String {
    match language {
        German => format!("Speichern Sie „{file_name}“, und legen Sie die Datei auf dem Server neben diese Seite, in den Ordner von index.html."),
        English => format!("Save “{file_name}”, and put the file on the server beside this page, into the folder of index.html."),
    }
}

pub fn heights(language: Language, lowest: u32, highest: u32) -> String {
    let (lowest, highest) = (language.number(lowest as usize), language.number(highest as usize));
    match language {
        German => format!("Geben Sie eine Zahl von {lowest} bis {highest} an."),
        English => format!("Enter a number from {lowest} to {highest}."),
    }
}

pub fn length(language: Language, length: usize) -> String {
    let (length, limit) = (language.number(length), language.number(LINK_LIMIT));
    match language {
        German => format!("{length} Zeichen; bis zu {limit} sind möglich."),
        English => format!("{length} characters; up to {limit} are possible."),
    }
}

pub fn too_long(language: Language, length: usize) -> String {
    let (length, limit) = (language.number(length), language.number(LINK_LIMIT));
    match language {
        German => format!(
            "Das ist zu viel für einen Link: Er wäre {length} Zeichen lang, und bis zu {limit} sind möglich. Teilen Sie weniger Einträge, oder geben Sie eine Datei weiter („Exportieren“)."
        ),
        English => format!(
            "That is too much for a link: it would be {length} characters long, and up to {limit} are possible. Share fewer entries, or pass on a file (“Export”)."
        ),
    }
}

pub fn too_long_for_qr(language: Language, most: usize) -> String {
    let most = language.number(most);
    match language {
        German => format!("Für einen QR-Code ist der Link zu lang; bis zu {most} Zeichen haben darin Platz."),
        English => format!("The link is too long for a QR code, which has room for up to {most} characters."),
    }
}

pub(super) fn not_opened(language: Language, why: &NotOpened) -> String {
    match (language, why) {
        (German, NotOpened::Damaged) => "Der Link ist unvollständig oder wurde unterwegs verändert. Bitten Sie um den ganzen Link, am besten als eigene Zeile oder als Datei.".into(),
        (English, NotOpened::Damaged) => "The link is incomplete or was changed on its way. Ask for the whole link, best on a line of its own, or for a file.".into(),
        (German, NotOpened::TooLarge) => "Der Link enthält mehr, als diese Seite öffnet: Bei 16 MB ist Schluss. Er wurde nicht geöffnet.".into(),
        (English, NotOpened::TooLarge) => "The link holds more than this page opens: 16 MB are the end. It was not opened.".into(),
        (German, NotOpened::NotSupported) => "Dieser Browser kann Links mit Inhalt nicht öffnen, weil ihm die Komprimierung fehlt. Nehmen Sie einen aktuellen Browser, oder bitten Sie um eine Datei.".into(),
        (English, NotOpened::NotSupported) => "This browser cannot open links with contents, because it lacks compression. Use a current browser, or ask for a file.".into(),
        (German, NotOpened::Elsewhere(name)) => format!("„{}“ liegt auf einem anderen Server. Diese Seite öffnet nur Dateien, die dort liegen, wo sie selbst liegt.", Name(name)),
        (English, NotOpened::Elsewhere(name)) => format!("“{}” lies on another server. This page opens only files that lie where it lies itself.", Name(name)),
        (German, NotOpened::NotThere(name)) => format!("„{}“ ist nicht zu finden oder gerade nicht zu laden. Prüfen Sie die Adresse, und laden Sie die Seite neu.", Name(name)),
        (English, NotOpened::NotThere(name)) => format!("“{}” cannot be found, or not be loaded for now. Check the address, and reload the page.", Name(name)),
    }
}

/// Where the maps on the screen come from.
pub(super) fn published(language: Language, names: &[String]) -> String {
    let listed: Vec<String> = names.iter().map(|name| Name(name).to_string()).collect();
    let listed = listed.join(", ");
    match (language, names.len()) {
        (German, 0 | 1) => format!("veröffentlicht als {listed}"),
        (English, 0 | 1) => format!("published as {listed}"),
        (German, count) => {
            format!("{count} veröffentlichte Karten nebeneinander, jede in ihrer Farbe: {listed}")
        }
        (English, count) => format!("{count} published maps side by side, each in its colour: {listed}"),
    }
}

/// For whom a map was made, and when, as far as it says so.
pub fn edition(language: Language, profile: Option<Profile>, day: Option<&str>) -> String {
    let version = profile.map(|profile| dialogs::profile(language, dialogs::Leaving::File, profile));
    let (version, day) = match language {
        German => (version.map(|it| format!("Fassung: {it}.")), day.map(|day| format!("Stand: {day}."))),
        English => (version.map(|it| format!("Version: {it}.")), day.map(|day| format!("As of {day}."))),
    };
    [version, day].into_iter().flatten().collect::<Vec<_>>().join(" ")
}
