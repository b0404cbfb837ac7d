//! What those who operate a page say beside it, in `site.json`: where their imprint stands, and what else is owed to
//! whoever comes. The file is edited by hand, so what makes no sense in it is passed over.

use crate::{
    exchange::Scanner,
    i18n::Language::{self, English, German},
};

/// In bytes. No file that says something is longer, and no address.
const LONGEST_FILE: usize = 65_536;
const LONGEST_ADDRESS: usize = 2_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    Imprint,
    Privacy,
    Accessibility,
    /// For whoever meets a barrier.
    Feedback,
    PlainLanguage,
    SignLanguage,
}

/// With their names in the file, in the order in which they are shown.
const SLOTS: [(&str, Slot); 6] = [
    ("imprint", Slot::Imprint),
    ("privacy", Slot::Privacy),
    ("accessibility", Slot::Accessibility),
    ("feedback", Slot::Feedback),
    ("plain_language", Slot::PlainLanguage),
    ("sign_language", Slot::SignLanguage),
];

/// What a slot leads to, by language.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Target {
    german: Option<String>,
    english: Option<String>,
}

/// What is empty leads nowhere, and is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Site([Target; SLOTS.len()]);

impl Site {
    /// Never fails: of a text that is no JSON, nothing is left.
    pub fn of_text(text: &str) -> Self {
        let read = || {
            let mut scanner = Scanner::new(text);
            let mut site = Self::default();
            scanner.object(&mut |scanner, name| {
                let slot = site.0.iter_mut().zip(SLOTS).find(|(_, (known, _))| *known == name);
                let Some((target, (_, slot))) = slot else { return scanner.skip() };
                *target = Target::read(scanner, slot)?;
                Some(())
            })?;
            scanner.end()?;
            Some(site)
        };
        if text.len() > LONGEST_FILE { Self::default() } else { read().unwrap_or_default() }
    }

    /// What there is to show. A page in the other language is better than none.
    pub fn links(&self, language: Language) -> Vec<(Slot, String)> {
        let address = |target: &Target| {
            let Target { german, english } = target;
            let [own, other] = match language {
                German => [german, english],
                English => [english, german],
            };
            own.as_ref().or(other.as_ref()).cloned()
        };
        let slots = SLOTS.into_iter().zip(&self.0);
        slots.filter_map(|((_, slot), target)| Some((slot, address(target)?))).collect()
    }
}

/// The address of the map with which the page opens for those who have none of their own, as `map` in the file says it;
/// seen from the page. `boot.js` reads it the same way.
pub fn map_named_by(text: &str) -> Option<String> {
    let mut map = None;
    if text.len() > LONGEST_FILE {
        return None;
    }
    let mut scanner = Scanner::new(text);
    scanner.object(&mut |scanner, name| {
        if name != "map" || scanner.peek() != Some(b'"') {
            return scanner.skip();
        }
        map = Some(scanner.text()?.trim().to_owned());
        Some(())
    })?;
    scanner.end()?;
    map.filter(|map| !map.is_empty())
}

impl Target {
    /// One address, or one for each language. `None` for what is no JSON.
    fn read(scanner: &mut Scanner, slot: Slot) -> Option<Self> {
        let mut target = Self::default();
        if scanner.peek() == Some(b'{') {
            scanner.object(&mut |scanner, language| {
                let read = address(scanner, slot)?;
                match Language::from_tag(language) {
                    Some(German) => target.german = read,
                    Some(English) => target.english = read,
                    None => {}
                }
                Some(())
            })?;
        } else {
            target.german = address(scanner, slot)?;
            target.english.clone_from(&target.german);
        }
        Some(target)
    }
}

/// `None` within for a value that is none.
fn address(scanner: &mut Scanner, slot: Slot) -> Option<Option<String>> {
    if scanner.peek() != Some(b'"') {
        return scanner.skip().map(|()| None);
    }
    let text = scanner.text()?;
    let text = text.trim();
    Some(is_address(text, slot).then(|| text.to_owned()))
}

/// On the web, or relative to the page; for feedback by mail too. Nothing that a browser would run, and nothing that it
/// would read otherwise than it is written here.
fn is_address(text: &str, slot: Slot) -> bool {
    let is_odd = |letter: char| {
        letter.is_whitespace() || letter.is_control() || matches!(letter, '<' | '>' | '"' | '\\' | '`')
    };
    if text.is_empty() || text.len() > LONGEST_ADDRESS || text.contains(is_odd) {
        return false;
    }
    let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| !scheme.contains(['/', '?', '#']))
    else {
        return true;
    };
    match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty()),
        "mailto" => slot == Slot::Feedback && rest.contains('@'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(Slot, String)> {
        Site::of_text(text).links(German)
    }

    #[test]
    fn an_address_on_the_web_or_beside_the_page_is_shown_and_anything_else_is_not() {
        for address in [
            "https://www.goslar.de/impressum",
            "HTTP://goslar.example:8080/a?b=c&d#e",
            "/impressum",
            "../datenschutz/",
            "impressum.html",
            "impressum.html?stand=12:00",
            "#/hilfe",
            "//goslar.example/impressum",
            "https://goslar.example/barriere%20frei",
            "https://müller.example/größe",
        ] {
            let text = format!(r#"{{"imprint":"{address}"}}"#);
            assert_eq!(shown(&text), [(Slot::Imprint, address.to_owned())], "{address}");
        }
        for value in [
            r#""""#,
            r#""   ""#,
            r#""javascript:alert(1)""#,
            r#""JaVaScRiPt:alert(1)""#,
            r#""  javascript:alert(1)""#,
            r#""java\tscript:alert(1)""#,
            r#""java\nscript:alert(1)""#,
            r#""\u0001javascript:alert(1)""#,
            r#""data:text/html,<script>alert(1)</script>""#,
            r#""data:text/html;base64,PHNjcmlwdD4=""#,
            r#""vbscript:x""#,
            r#""blob:https://goslar.example/1""#,
            r#""file:///etc/passwd""#,
            r#""ftp://goslar.example""#,
            r#""tel:0532112345""#,
            r#""https:""#,
            r#""https://""#,
            r#""https:goslar.example""#,
            r#""https:\\\\goslar.example""#,
            r#""\\\\goslar.example""#,
            r#""mailto:info@goslar.example""#,
            r#""<a href='https://goslar.example'>Impressum</a>""#,
            r#""siehe Rathaus""#,
            "null",
            "true",
            "7",
            "-1.5e3",
            r#"["https://goslar.example"]"#,
            r#"{"fr":"https://goslar.example"}"#,
            r#"{"de":["https://goslar.example"],"en":{"de":"https://goslar.example"}}"#,
            "{}",
        ] {
            let text = format!(r#"{{"imprint":{value},"privacy":"/datenschutz"}}"#);
            assert_eq!(shown(&text), [(Slot::Privacy, "/datenschutz".to_owned())], "{value}");
        }
        let long = format!(r#"{{"imprint":"/{}"}}"#, "a".repeat(LONGEST_ADDRESS));
        assert_eq!(shown(&long), []);
    }

    #[test]
    fn only_feedback_may_be_sent_by_mail() {
        let text = r#"{"feedback":"mailto:barriere@goslar.example?subject=GoSMART"}"#;
        assert_eq!(
            shown(text),
            [(Slot::Feedback, "mailto:barriere@goslar.example?subject=GoSMART".to_owned())]
        );
        assert_eq!(shown(r#"{"feedback":"mailto:"}"#), []);
    }

    #[test]
    fn a_file_that_is_broken_says_nothing() {
        let deep = "[".repeat(1_000);
        let padded = format!(r#"{{"imprint":"/impressum"{}}}"#, " ".repeat(LONGEST_FILE));
        for text in [
            "",
            " ",
            "null",
            "[]",
            r#""/impressum""#,
            "<!DOCTYPE html><title>404</title>",
            r#"{"imprint":"/impressum""#,
            r#"{"imprint":"/impressum",}"#,
            r#"{"imprint":"/impressum"} {"#,
            r#"{imprint:"/impressum"}"#,
            r#"{"imprint":"/impressum","other":"\ud800"}"#,
            "\u{0}\u{1}\u{fffd}",
            &format!(r#"{{"imprint":{deep}"#),
            &padded,
        ] {
            assert_eq!(Site::of_text(text), Site::default(), "{}", &text[..text.len().min(40)]);
        }
    }

    #[test]
    fn what_is_shipped_shows_nothing_and_names_every_slot() {
        let shipped = include_str!("../../assets/site.json");
        assert_eq!(Site::of_text(shipped), Site::default());
        let filled = shipped.replace(r#""""#, r#""/hier""#);
        let slots: Vec<Slot> = shown(&filled).into_iter().map(|(slot, _)| slot).collect();
        assert_eq!(slots, SLOTS.map(|(_, slot)| slot));
    }

    #[test]
    fn a_map_is_named_by_an_address_and_by_nothing_else() {
        for (text, map) in [
            (r#"{"map":"karte.json"}"#, Some("karte.json")),
            (
                r#"{"imprint":{"de":"/i"},"map":" /karten/goslar.json?v=2 ","more":[1]}"#,
                Some("/karten/goslar.json?v=2"),
            ),
            (r#"{"map":"a.json","map":"b.json"}"#, Some("b.json")),
            (r#"{"map":""}"#, None),
            (r#"{"map":"  "}"#, None),
            (r#"{"map":7}"#, None),
            (r#"{"map":{"de":"karte.json"}}"#, None),
            (r#"{"map":null,"imprint":"/i"}"#, None),
            (r#"{"imprint":"/i"}"#, None),
            (r#"{"map":"karte.json""#, None),
            (r#"{"map":"karte.json"} {"#, None),
            (r#"["map"]"#, None),
            ("", None),
            (include_str!("../../assets/site.json"), None),
        ] {
            assert_eq!(map_named_by(text).as_deref(), map, "{text}");
        }
        let padded = format!(r#"{{"map":"karte.json"{}}}"#, " ".repeat(LONGEST_FILE));
        assert_eq!(map_named_by(&padded), None);
        let filled = include_str!("../../assets/site.json").replace(r#""""#, r#""/hier""#);
        assert_eq!(map_named_by(&filled).as_deref(), Some("/hier"));
    }

    #[test]
    fn each_language_has_its_page_and_else_that_of_the_other() {
        let site = Site::of_text(
            r#"{"sign_language":{"en":"/sign","de-DE":"/dgs"},"imprint":{"de":"/impressum"},"privacy":{"de":7,"en":"/privacy"}}"#,
        );
        let shown = |language| site.links(language).into_iter().map(|(_, to)| to).collect::<Vec<_>>();
        assert_eq!(shown(German), ["/impressum", "/privacy", "/dgs"]);
        assert_eq!(shown(English), ["/impressum", "/privacy", "/sign"]);
    }
}
