//! Whether entries are still true.

use super::{
    Language::{self, English, German},
    Name,
    inbox::LINK_HERE,
    matches::listed,
};
use crate::{
    model::{Confirmer, Id, Network, TableName},
    query::confirmation::{Age, Confirmation},
};

texts! {
    ConfirmationTexts {
        intro: "Was lange niemand bestätigt hat, stimmt vielleicht nicht mehr. Es bleibt stehen, bis es jemand bestätigt oder ändert.", "What nobody has confirmed for long may no longer be true. It stays until somebody confirms or changes it.";
        none: "Noch ist kein Akteur eingetragen.", "No actor has been entered yet.";
        show_in_network: "Im Netz zeigen", "Show in the network";
        still_true: "Stimmt noch", "Still true";
        all_still_true: "Stimmt noch alles", "All still true";
        ask: "Nachfragen", "Ask";
        note: "Nachfrage", "Question";
        language_of_text: "Sprache des Textes", "Language of the text";
        copy: "Text kopieren", "Copy the text";
        was_asked: "Als gefragt vermerken", "Note as asked";
        never: "Noch nie bestätigt.", "Never confirmed.";
        pale: "Blass: lange nicht bestätigt", "Pale: not confirmed for long";
        pale_sign: "Akteur (Farbe und Zeichen: Bereich; blass: lange nicht bestätigt)", "Actor (colour and sign: sector; pale: not confirmed for long)";
        is_old: "Lange nicht bestätigt.", "Not confirmed for long.";
        is_fresh: "Bestätigt.", "Confirmed.";
        later: "Später", "Later";
        look: "Eintrag ansehen", "Look at the entry";
        only_shown: "Suche und Filter wählen aus, welche Akteure hier stehen.", "Search and filters choose which actors stand here.";
    }
}

/// What a part of the list is called.
pub fn heading(language: Language, age: Age) -> &'static str {
    match (language, age) {
        (German, Age::Old) => "Lange nicht bestätigt",
        (English, Age::Old) => "Not confirmed for long",
        (German, Age::Soon) => "Bald wieder zu bestätigen",
        (English, Age::Soon) => "To be confirmed soon",
        (German, Age::Fresh) => "Bestätigt",
        (English, Age::Fresh) => "Confirmed",
    }
}

/// How many of all are old, and from when on something is.
pub fn summary(language: Language, old: usize, all: usize, months: u32) -> String {
    let number = |number: usize| language.number(number);
    match (language, old) {
        (German, 0) if all == 1 => format!("Der eine Eintrag ist in den letzten {months} Monaten bestätigt worden."),
        (English, 0) if all == 1 => format!("The one entry has been confirmed in the last {months} months."),
        (German, 0) => format!("Alle {} Einträge sind in den letzten {months} Monaten bestätigt worden.", number(all)),
        (English, 0) => format!("All {} entries have been confirmed in the last {months} months.", number(all)),
        (German, 1) if all == 1 => format!("Den einen Eintrag hat seit {months} Monaten niemand bestätigt."),
        (English, 1) if all == 1 => format!("Nobody has confirmed the one entry for {months} months."),
        (German, _) if old == all => {
            format!("Keinen der {} Einträge hat in den letzten {months} Monaten jemand bestätigt.", number(all))
        }
        (English, _) if old == all => {
            format!("Nobody has confirmed any of the {} entries for {months} months.", number(all))
        }
        (German, 1) => format!("Einen von {} Einträgen hat seit {months} Monaten niemand bestätigt.", number(all)),
        (English, 1) => format!("Nobody has confirmed one of the {} entries for {months} months.", number(all)),
        (German, _) => {
            format!("{} von {} Einträgen hat seit {months} Monaten niemand bestätigt.", number(old), number(all))
        }
        (English, _) => {
            format!("Nobody has confirmed {} of {} entries for {months} months.", number(old), number(all))
        }
    }
}

/// For who keeps the map.
pub fn to_confirm(language: Language, old: usize) -> String {
    match (language, old) {
        (German, 0) => "Alle Einträge sind bestätigt".into(),
        (English, 0) => "All entries are confirmed".into(),
        (German, _) => format!("{} lange nicht bestätigt", language.count(old, "Eintrag", "Einträge")),
        (English, _) => format!("{} not confirmed for long", language.count(old, "entry", "entries")),
    }
}

/// When, and by whom. `day` is the day in words.
pub fn last(language: Language, day: Option<&str>, by: Option<Confirmer>) -> String {
    match (language, day) {
        (_, None) => language.texts().confirmation().never.to_owned(),
        (German, Some(day)) if by == Some(Confirmer::Keeper) => {
            format!("Zuletzt bestätigt am {day}, von der Koordination.")
        }
        (English, Some(day)) if by == Some(Confirmer::Keeper) => {
            format!("Last confirmed on {day}, by the coordination.")
        }
        (German, Some(day)) => format!("Zuletzt bestätigt am {day}."),
        (English, Some(day)) => format!("Last confirmed on {day}."),
    }
}

/// What else is as old.
pub fn as_old(language: Language, statements: usize) -> String {
    match language {
        German => format!("Ebenso alt: {}.", language.count(statements, "Angebot oder Gesuch", "Angebote und Gesuche")),
        English => format!("As old: {}.", language.count(statements, "offer or need", "offers and needs")),
    }
}

pub fn asked(language: Language, day: &str) -> String {
    match language {
        German => format!("Nachgefragt am {day}; nach einem Vierteljahr wieder."),
        English => format!("Asked on {day}; again after a quarter of a year."),
    }
}

/// A button that does something about one of several.
pub fn of_actor(what: &str, name: &str) -> String {
    format!("{what}: {}", Name(name))
}

/// Over the page of who the entry is about.
pub fn own(language: Language, last: &str) -> String {
    match language {
        German => format!("Ihr Eintrag: {last} Stimmt noch alles?"),
        English => format!("Your entry: {last} Is all still true?"),
    }
}

/// A few letters in a list.
pub fn in_list(language: Language, year: Option<u16>) -> String {
    match (language, year) {
        (German, Some(year)) => format!("zuletzt bestätigt {year}"),
        (English, Some(year)) => format!("last confirmed {year}"),
        (German, None) => "nie bestätigt".into(),
        (English, None) => "never confirmed".into(),
    }
}

/// To copy into a mail to an actor: what the map says of it, and whether that is still true. `network` is what it may
/// see of the map, `last` says when it was confirmed, `address` is where the map is found.
pub fn question(language: Language, network: &Network, it: &Confirmation, last: &str, address: Option<&str>) -> String {
    let title = network.about.title.trim();
    let terms = |ids: Vec<&Id>| {
        let names: Vec<String> =
            ids.into_iter().map(|id| Name(&network.name_of(TableName::Competencies, id)).to_string()).collect();
        listed(language, &names)
    };
    let offers = network.offers.iter().filter(|offer| offer.actor == it.actor).map(|offer| &offer.competency);
    let needs = network.needs.iter().filter(|need| need.actor == it.actor && need.closed_on.is_none());
    let (offers, needs) = (terms(offers.collect()), terms(needs.map(|need| &need.competency).collect()));
    let t = language.texts().words();
    let name = network.name_of(TableName::Actors, &it.actor);
    let said = |(label, terms): (_, Option<String>)| terms.map(|terms| format!("{label}: {terms}\n"));
    let said: String =
        [(t.offers, offers), (t.looks_for, needs)].into_iter().filter_map(said).collect();
    let address = address.unwrap_or_else(|| LINK_HERE.text(language));
    let (name, title_named) = (Name(&name), Name(title));
    match language {
        German => {
            let map = if title.is_empty() { "unserer Karte".into() } else { format!("der Karte „{title_named}“") };
            format!(
                "Guten Tag,\n\nin {map} steht zu „{name}“:\n\n{said}{last}\n\nStimmt das noch? Dann genügt eine kurze Antwort. Sonst schreiben Sie uns, was sich geändert hat, oder wählen Sie hier „Ich trage mich ein“:\n\n{address}\n\nVielen Dank!"
            )
        }
        English => {
            let map = if title.is_empty() { "our map".into() } else { format!("the map “{title_named}”") };
            format!(
                "Hello,\n\nin {map} it says of “{name}”:\n\n{said}{last}\n\nIs this still true? Then a short answer is enough. Otherwise write to us what has changed, or choose “Enter myself” here:\n\n{address}\n\nThank you!"
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;
    use crate::{
        model::{Day, notation},
        query::confirmation::confirmations,
    };

    #[test]
    fn a_summary_counts_one_and_all_in_words_of_their_own() {
        let said = [(0, 1), (1, 1), (1, 3), (2, 3), (3, 3)]
            .map(|(old, all)| [German, English].map(|language| summary(language, old, all, 12)).join("\n"));
        expect![[r#"
            Der eine Eintrag ist in den letzten 12 Monaten bestätigt worden.
            The one entry has been confirmed in the last 12 months.
            Den einen Eintrag hat seit 12 Monaten niemand bestätigt.
            Nobody has confirmed the one entry for 12 months.
            Einen von 3 Einträgen hat seit 12 Monaten niemand bestätigt.
            Nobody has confirmed one of the 3 entries for 12 months.
            2 von 3 Einträgen hat seit 12 Monaten niemand bestätigt.
            Nobody has confirmed 2 of 3 entries for 12 months.
            Keinen der 3 Einträge hat in den letzten 12 Monaten jemand bestätigt.
            Nobody has confirmed any of the 3 entries for 12 months."#]]
        .assert_eq(&said.join("\n"));
    }

    #[test]
    fn a_question_says_what_stands_there_and_leaves_no_gaps() {
        let network = notation::network("museum offers print, guides; museum needs sensors; museum needed bus; lab");
        let all = confirmations(&network, &Day::new("2026-11-29"));
        let text = question(German, &network, &all[0], "Noch nie bestätigt.", Some("https://example.org/"));
        assert!(text.contains("\n\nBietet: print und guides\nSucht: sensors\nNoch nie bestätigt.\n\n"), "{text}");
        assert!(text.contains("\n\nhttps://example.org/\n\n"), "{text}");
        let text = question(English, &network, &all[1], "Never confirmed.", None);
        assert!(text.contains("it says of “lab”:\n\nNever confirmed.\n\n"), "{text}");
        assert!(text.contains("[Put the link"), "{text}");
    }
}
