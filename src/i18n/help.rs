use super::Language;

texts! {
    /// The help page.
    Help {
        about: "Was ist das?", "What is this?";
        about_text: "GoSMART zeigt als Netz die Menschen und Einrichtungen einer Region und das, was sie können: wer welche Kompetenz bietet, wer welche sucht und wer sich kennenlernen sollte.", "GoSMART is a map of the people and organisations of a region and of what they can do. It shows who offers which competency, who looks for which, and who should meet.";
        about_example: "Beim ersten Öffnen sehen Sie das Beispiel Goslar. Sie können darin alles ausprobieren oder ein eigenes Netzwerk beginnen.", "When you open it first you see the example of Goslar. You can try out everything in it or begin a network of your own.";
        searching: "Suchen", "Searching";
        searching_text: "Geben Sie ins Suchfeld ein, was Sie brauchen: eine Kompetenz, einen Namen, ein Thema. Tippfehler und andere Schreibweisen werden verziehen. Die Eingabetaste öffnet das erste Ergebnis.", "Type what you need into the search field: a competency, a name, a topic. Typing errors and other spellings are forgiven. Enter opens the first hit.";
        searching_filters: "Mit den Filtern grenzen Sie nach Bereich, Kompetenz, Mitgliedschaft sowie Angebot oder Gesuch ein. Alles, was das Netz zeigt, steht auch in den Listen.", "With the filters you narrow things down by sector, competency, membership, and offer or need. Everything the network shows is also in the lists.";
        entering: "Eintragen", "Entering";
        entering_text: "Im Menü und auf jeder Karte finden Sie, was sich anlegen und bearbeiten lässt: Akteure, Kompetenzen, Angebote, Gesuche, Verbindungen, Themen und Bereiche. Jede Änderung lässt sich rückgängig machen.", "In the menu and on every card you find what can be added and edited: actors, competencies, offers, needs, links, topics and sectors. Every change can be undone.";
        sharing: "Weitergeben", "Sharing";
        sharing_text: "„Exportieren“ schreibt das Netzwerk in eine Datei, die Sie verschicken oder veröffentlichen können. Die öffentliche Fassung enthält keine Ansprechpersonen und keine internen Notizen. Bilder und Gedrucktes sind ebenso öffentlich, wenn Sie nichts anderes wählen. Wer die Datei mit „Importieren“ öffnet, sieht sie zuerst nur an.", "“Export” writes the network to a file that you can send or publish. The public version contains no contacts and no internal notes. Pictures and printouts are just as public unless you choose otherwise. Whoever opens the file with “Import” only looks at it at first.";
        sharing_link: "Die Adresszeile hält immer die Ansicht fest, die Sie gerade sehen. Sie können sie als Lesezeichen ablegen oder verschicken; die Daten selbst stecken darin nur, wenn Sie den Link über „Teilen“ machen.", "The address bar always holds the view you are seeing. You can bookmark or send it; the data themselves are in it only if you make the link by “Share”.";
        sharing_whole: "„Teilen“ macht einen Link, der das Netzwerk oder einen Teil davon enthält, und einen QR-Code dazu. Er wird nirgends hochgeladen.", "“Share” makes a link that holds the network or a part of it, and a QR code for it. It is uploaded nowhere.";
        data: "Wo liegen die Daten?", "Where are the data?";
        data_text: "Ihr Netzwerk liegt nur in diesem Browser auf diesem Gerät. Es gibt keinen Server, der es empfängt, und kein Konto. Gespeichert wird von selbst nach jeder Änderung; oben steht, wann zuletzt.", "Your network is kept only in this browser on this device. There is no server that receives it, and no account. It is saved by itself after each change; the header says when last.";
        data_backup: "Sichern Sie es regelmäßig als Datei: „Exportieren“, dann „Vollsicherung (INTERN)“. Wer Browserdaten löscht, löscht auch das Netzwerk; manche Browser tun das nach längerer Zeit ohne Besuch von selbst.", "Save it as a file regularly: “Export”, then “Full backup (INTERN)”. Clearing browser data also clears the network; some browsers do so by themselves after a longer time without a visit.";
        data_networks: "Mehrere Netzwerke liegen nebeneinander; im Menü unter „Netzwerke“ wechseln Sie zwischen ihnen. „Frühere Stände“ zeigt, was sich seit einem Stand geändert hat, und bringt ihn zurück. Nach dem ersten Besuch läuft die Seite auch ohne Internet.", "Several networks lie side by side; switch between them in the menu under “Networks”. “Earlier states” shows what has changed since a state, and brings it back. After the first visit the page works without the internet, too.";
        privacy: "Datenschutz", "Privacy";
        privacy_text: "Diese Seite setzt keine Cookies, zählt keine Besuche und holt nichts von anderen Servern. Das Netzwerk und Ihre Einstellungen stehen im lokalen Speicher des Browsers. Was der Betreiber des Webservers protokolliert, sagt dessen Datenschutzerklärung; auch für das Impressum ist er zuständig.", "This page sets no cookies, counts no visits and fetches nothing from other servers. The network and your settings are in the browser's local storage. What the operator of the web server records is stated in their privacy policy; they are also responsible for the imprint.";
        privacy_people: "Tragen Sie Personen nur ein, wenn sie einverstanden sind. Personen und Ansprechpersonen gelangen ohne ausdrückliche Freigabe nicht in die öffentliche Datei.", "Enter persons only with their consent. Persons and contacts do not get into the public file unless explicitly released.";
        keyboard: "Tastatur", "Keyboard";
        keyboard_text: "Alles ist ohne Maus erreichbar. Nebeneinander stehende Werkzeuge und Kompetenzen sind zusammen ein Halt der Tabulatortaste; mit den Pfeiltasten, Pos1 und Ende gehen Sie von einem zum nächsten. Im Netz führen die Pfeiltasten von Knoten zu Knoten; die Esc-Taste führt wieder hinaus.", "Everything can be reached without a mouse. Tools and competencies in a row are one stop of the Tab key; with the arrow keys, Home and End you go from one to the next. In the network the arrow keys lead from node to node; Esc leads out again.";
        accessibility: "Barrierefreiheit", "Accessibility";
        accessibility_text: "GoSMART soll den Web Content Accessibility Guidelines 2.2 auf Stufe AA entsprechen: mit Tastatur und Screenreader bedienbar, auf schmalen Bildschirmen und bei starker Vergrößerung, hell und dunkel, mit den Farben Ihres Systems und mit wenig Bewegung, wenn Sie das so eingestellt haben. Das Netzbild selbst lässt sich nicht umbrechen; die Listen zeigen dasselbe.", "GoSMART aims to meet the Web Content Accessibility Guidelines 2.2 at level AA: usable with keyboard and screen reader, on narrow screens and strongly magnified, in light and dark, with your system's colours, and with little motion if you have set it so. The network picture itself does not reflow; the lists show the same.";
        accessibility_feedback: "Wenn Sie auf eine Barriere stoßen, schreiben Sie bitte der Stelle, die diese Seite betreibt; ihre Anschrift und die vollständige Erklärung zur Barrierefreiheit finden Sie in deren Impressum.", "If you meet a barrier, please write to whoever operates this page; their address and the full accessibility statement are found in their imprint.";
        licence: "Lizenz und Version", "Licence and version";
        licence_text: "GoSMART ist freie Software unter der European Union Public Licence 1.2 (EUPL-1.2). Gestaltung nach dem KERN UX-Standard, Schrift Fira Sans.", "GoSMART is free software under the European Union Public Licence 1.2 (EUPL-1.2). Design following the KERN UX standard, typeface Fira Sans.";
    }
}

pub fn version(language: Language, version: &str) -> String {
    match language {
        Language::German => format!("Sie benutzen Version {version}."),
        Language::English => format!("You are using version {version}."),
    }
}
