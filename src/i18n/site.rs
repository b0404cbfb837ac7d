use super::Language;
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
