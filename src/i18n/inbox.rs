//! Words where contributions of others come in.

use super::{
    Bilingual,
    Language::{self, English, German},
    Name, both,
};
use crate::{app::Arrival, merge::Merged, query::answered::Answered};

/// Stands in a text to send along where nobody knows the address of the map.
pub const LINK_HERE: Bilingual = both(
    "[Hier den Link zur Karte einfügen, zum Beispiel aus „Teilen“]",
    "[Put the link to the map here, for example from “Share”]",
);

texts! {
    InboxTexts {
        lead: "Nehmen Sie auf, was andere Ihnen geschickt haben: Dateien, Links, auch viele auf einmal, und Bilder von QR-Codes.", "Take in what others have sent you: files, links, also many at once, and pictures of QR codes.";
        choose: "Dateien oder Bilder wählen", "Choose files or pictures";
        paste_label: "Links oder Text einfügen", "Paste links or text";
        paste_hint: "Zum Beispiel ganze E-Mails: Was darin ein Beitrag ist, wird gefunden. Auch ein kopiertes Bild lässt sich hier einfügen.", "Whole emails, for example: what is a contribution in them is found. A copied picture can be pasted here too.";
        add: "Dazunehmen", "Add";
        nothing_pasted: "Bitte fügen Sie zuerst einen Link oder Text ein.", "Please paste a link or text first.";
        reading: "Wird gelesen …", "Reading …";
        received: "Beiträge", "Contributions";
        all: "Alle", "All of them";
        comparing: "wird verglichen …", "comparing …";
        known: "Schon enthalten, nichts Neues", "Contained already, nothing new";
        taken: "Übernommen", "Taken in";
        other_network: "gehört zu einem anderen Netzwerk", "is of another network";
        newer: "aus einer neueren Version von GoSMART; hier nicht zu übernehmen", "from a newer version of GoSMART; cannot be taken in here";
        says: "Was darin steht", "What it says";
        nobody: "Ohne Namen", "Without a name";
        nothing_chosen: "Kein Beitrag ist ausgewählt.", "No contribution is chosen.";
        who_answered: "Wer hat geantwortet?", "Who has answered?";
        since: "Antworten seit", "Answers since";
        counts: "Als Antwort zählt, wer seinen Eintrag selbst bestätigt hat; die ausgewählten Beiträge zählen mit.", "Who has confirmed their own entry counts as an answer; the chosen contributions count too.";
        not_yet: "Noch keine Antwort", "No answer yet";
        answered: "Geantwortet", "Answered";
        reminder: "Freundliche Erinnerung", "Friendly reminder";
        copy_reminder: "Erinnerung kopieren", "Copy the reminder";
    }
}

/// What became of what came last; empty where nothing did.
pub fn arrival(language: Language, arrival: &Arrival) -> String {
    let count = |number| match language {
        German => language.count(number, "Beitrag", "Beiträge"),
        English => language.count(number, "contribution", "contributions"),
    };
    let Arrival { new, again, taken, .. } = arrival;
    let mut said = Vec::new();
    if arrival.is_reading {
        said.push(language.texts().inbox().reading.to_owned());
    }
    match (language, new) {
        (_, 0) => {}
        (German, _) => said.push(format!("{} dazugekommen.", count(*new))),
        (English, _) => said.push(format!("{} added.", count(*new))),
    }
    match (language, again) {
        (_, 0) => {}
        (German, 1) => said.push("1 war schon da.".into()),
        (German, _) => said.push(format!("{} waren schon da.", language.number(*again))),
        (English, 1) => said.push("1 was there already.".into()),
        (English, _) => said.push(format!("{} were there already.", language.number(*again))),
    }
    match (language, taken) {
        (_, 0) => {}
        (German, _) => said.push(format!("{} übernommen.", count(*taken))),
        (English, _) => said.push(format!("{} taken in.", count(*taken))),
    }
    said.join(" ")
}

/// "3 neu, 2 geändert, 1 Frage": what one of them would bring by itself. Empty where that is nothing.
pub fn difference(language: Language, merged: &Merged) -> String {
    let Merged { added, changed, removed, conflicts, aside, .. } = merged;
    let words = match language {
        German => ["neu", "geändert", "gelöscht"],
        English => ["new", "changed", "deleted"],
    };
    let mut parts: Vec<String> = [added.len(), changed.len(), removed.len()]
        .into_iter()
        .zip(words)
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{} {word}", language.number(number)))
        .collect();
    match (language, conflicts.len()) {
        (_, 0) => {}
        (German, number) => parts.push(language.count(number, "Frage", "Fragen")),
        (English, number) => parts.push(language.count(number, "question", "questions")),
    }
    match (language, aside.len()) {
        (_, 0) => {}
        (German, 1) => parts.push("1 bleibt draußen".into()),
        (German, number) => parts.push(format!("{} bleiben draußen", language.number(number))),
        (English, number) => parts.push(format!("{} left out", language.number(number))),
    }
    parts.join(", ")
}

/// Takes one of them out of the list.
pub fn discard(language: Language, name: &str) -> String {
    let name = Name(name);
    match language {
        German => format!("{name} entfernen"),
        English => format!("Remove {name}"),
    }
}

/// Whom all that is merged in one step comes from.
pub fn senders(language: Language, names: &[String]) -> String {
    match (language, names.len()) {
        (_, 0..=3) => names.join(", "),
        (German, number) => format!("{} Beiträge", language.number(number)),
        (English, number) => format!("{} contributions", language.number(number)),
    }
}

/// How many of all have.
pub fn answered(language: Language, answered: &Answered) -> String {
    let (yes, all) = (answered.yes.len(), answered.yes.len() + answered.not_yet.len());
    match language {
        German => format!("{} von {} haben geantwortet", language.number(yes), language.number(all)),
        English => format!("{} of {} have answered", language.number(yes), language.number(all)),
    }
}

/// A text for those who have not answered yet. `address` is where they find the map, if that is known.
pub fn reminder(language: Language, title: &str, address: Option<&str>) -> String {
    let address = address.unwrap_or_else(|| LINK_HERE.text(language));
    let (title, named) = (title.trim(), Name(title.trim()));
    match language {
        German => {
            let map = if title.is_empty() { "unsere Karte".into() } else { format!("die Karte „{named}“") };
            format!(
                "Guten Tag,\n\nfür {map} fehlt uns noch Ihre Antwort. Es dauert etwa drei Minuten:\n\n{address}\n\nWählen Sie dort „Ich trage mich ein“ und senden Sie uns am Ende das Ergebnis. Nur was Sie ausfüllen, wird gesendet.\n\nHat sich nichts geändert? Dann genügt ein kurzer Durchgang, und wir wissen, dass alles noch stimmt.\n\nVielen Dank!"
            )
        }
        English => {
            let map = if title.is_empty() { "our map".into() } else { format!("the map “{named}”") };
            format!(
                "Hello,\n\nfor {map} we are still missing your answer. It takes about three minutes:\n\n{address}\n\nChoose “Enter myself” there, and send us the result at the end. Only what you fill in is sent.\n\nNothing has changed? Then a quick pass is enough, and we know that all is still true.\n\nThank you!"
            )
        }
    }
}
