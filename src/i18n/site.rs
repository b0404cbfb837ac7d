use super::{
    Language::{self, English, German},
    Name,
};
use crate::app::Slot;

texts! {
    /// What those who operate the page say of themselves.
    SiteTexts {
        operator: "Wer diese Seite betreibt", "Who operates this page";
        imprint: "Impressum", "Imprint";
        privacy: "Datenschutz", "Privacy";
        accessibility: "Barrierefreiheit", "Accessibility";
        feedback: "Barriere melden", "Report a barrier";
        plain_language: "Leichte Sprache", "Easy read";
        sign_language: "Gebärdensprache", "Sign language";
        not_in_it: "Noch nicht dabei?", "Not in it yet?";
        newer_map: "Von dieser Karte gibt es eine neuere Fassung.", "There is a newer edition of this map.";
        look: "Ansehen", "Look at it";
    }
}

/// Over the map that is published beside the page. `day` of its edition.
pub fn map_note(language: Language, day: Option<&str>) -> String {
    match (language, day) {
        (German, Some(day)) => format!(
            "Das ist die veröffentlichte Karte, Stand: {day}. Was Sie hier ändern, bleibt in diesem Browser."
        ),
        (German, None) => "Das ist die veröffentlichte Karte. Was Sie hier ändern, bleibt in diesem Browser.".into(),
        (English, Some(day)) => {
            format!("This is the published map, as of {day}. What you change here stays in this browser.")
        }
        (English, None) => "This is the published map. What you change here stays in this browser.".into(),
    }
}

/// Where an empty network takes the place of that map, which nobody has changed yet.
pub fn map_comes_back(language: Language, address: &str) -> String {
    let address = Name(address);
    match language {
        German => format!("Die veröffentlichte Karte bleibt, wo sie ist ({address}); dann öffnet sich aber Ihr Netzwerk."),
        English => format!("The published map stays where it is ({address}), but then your network opens."),
    }
}

pub fn slot(language: Language, slot: Slot) -> &'static str {
    let t = language.texts().site();
    match slot {
        Slot::Imprint => t.imprint,
        Slot::Privacy => t.privacy,
        Slot::Accessibility => t.accessibility,
        Slot::Feedback => t.feedback,
        Slot::PlainLanguage => t.plain_language,
        Slot::SignLanguage => t.sign_language,
    }
}
