//! Texts that programs stumble over, as names, as notes and as terms.

use std::collections::HashSet;

use gosmart::{
    exchange,
    i18n::Language,
    import::difference::{Decisions, term_key},
    model::{Actor, Competency, Id, Network, Offer},
};

use super::{alone, difference, formats, incoming, written};

const TEXTS: &[&str] = &[
    // Letters of several code points, and from right to left.
    "👩‍👩‍👧‍👦 Familie",
    "🏳️‍🌈",
    "🇩🇪🇪🇺",
    "👋🏿",
    "שלום עולם",
    "مرحبا بالعالم",
    "\u{202e}von rechts",
    "a\u{200f}b\u{200e}c",
    "\u{2066}für sich\u{2069}",
    "e\u{301}tude",
    "Mu\u{308}ller",
    "Z\u{337}\u{322}a\u{336}l\u{335}g\u{336}o",
    "ﬁ ﬂ Ⅷ ㎏",
    "ＢＲＥＩＴ",
    "İstanbul ıi",
    "ß ẞ ſ",
    "𝒳 𝕏 𠜎",
    "日本 한국 中文",
    // Spaces, seen and unseen.
    "a\u{a0}b",
    "a\u{2003}b",
    "a\u{200b}b",
    "a\u{ad}b",
    "\u{feff}x",
    "a\u{3000}b",
    "  außen  ",
    // Quotes and what parts cells.
    "\"",
    "\"\"",
    "\"ganz\"",
    "halb\" und halb",
    "'",
    "''",
    "'so'",
    "'=1+1",
    "„so“ ‚so‘ «so»",
    "a;b,c",
    "a|b",
    "a\\|b",
    "\\",
    "a | b",
    "a\tb",
    "sep=;",
    // Formulas, numbers and days, if a program wants to see them.
    "=1+1",
    "+49 5321 12",
    "-5",
    "@alle",
    "=HYPERLINK(\"https://a.example\";\"b\")",
    "＝1",
    "1e5",
    "00123",
    "3/4",
    "1.000,50",
    "0x1F",
    "27.11.2026",
    "2026-11-27",
    "12345678901234567890",
    "#REF!",
    "#N/A",
    "TRUE",
    "wahr",
    // Words of programs.
    "NULL",
    "null",
    "undefined",
    "NaN",
    "__proto__",
    "constructor",
    "_x0041_",
    "_x000D_",
    "%s %n %%",
    "${x} {{x}}",
    "../../x",
    "'; DROP TABLE actors; --",
    "[] {}",
    // Of XML and HTML.
    "<script>alert(1)</script>",
    "&amp; &lt; &#65; &uuml;",
    "]]>",
    "<!-- x",
    "<![CDATA[x]]>",
    // Lines and what cannot be seen.
    "eins\nzwei",
    "eins\r\nzwei",
    "eins\rzwei",
    "eins\n\n\nzwei",
    "a\u{2028}b\u{2029}c",
    "a\u{85}b",
    "a\u{b}b\u{c}c",
    "a\0b",
    "a\u{1}b",
    "\u{1b}[31mrot",
    "a\u{7f}b\u{9f}c",
    "a\u{fffe}b\u{ffff}c",
    "a\u{fffd}b",
    "a\u{e000}b",
    // Of our own tables.
    "Summe",
    "Name",
    "•",
    "-",
    "(((",
];

fn texts() -> Vec<String> {
    let long = "sehr lang ä😀 ".repeat(1500);
    let long = [long.trim_end().to_owned()];
    TEXTS.iter().map(|text| (*text).to_owned()).chain(long).collect()
}

fn id(kind: &str, number: usize) -> Id {
    Id::from(format!("{kind}{number}").as_str())
}

/// Each text as the name of an actor, its note, and a competency that it offers.
fn network() -> Network {
    let mut network = Network::new("naughty".into());
    let mut terms = HashSet::new();
    for (number, text) in texts().into_iter().enumerate() {
        network.actors.put(Actor { about: text.clone(), ..Actor::new(id("a", number), text.clone()) });
        // What is the same term for people is one in every list.
        if terms.insert(term_key(&text)) {
            network.competencies.put(Competency::new(id("k", number), text));
            network.offers.put(Offer::new(id("o", number), id("a", number), id("k", number)));
        }
    }
    network
}

/// What a format can hold of a text, and what is read of that. Only our own files keep everything.
///
/// XML 1.0 forbids most control characters and U+FFFE and U+FFFF, in whatever way they are written. Of other programs
/// a name is read as one line, a note with `\n` between its lines; neither has spaces around it nor control characters.
fn held(format: &str, text: &str, is_name: bool) -> String {
    if format == "gosmart" {
        return text.to_owned();
    }
    let mut text = text.to_owned();
    if ["graphml", "gexf"].contains(&format) {
        let is_allowed = |sign: char| {
            sign >= ' ' && !['\u{fffe}', '\u{ffff}'].contains(&sign) || ['\t', '\n', '\r'].contains(&sign)
        };
        text.retain(is_allowed);
    }
    if !is_name {
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        let kept = |sign: &char| !sign.is_control() || ['\n', '\t'].contains(sign);
        return lines.chars().filter(kept).collect::<String>().trim().to_owned();
    }
    match text.chars().any(char::is_control) {
        true => text.replace(char::is_control, " ").split_whitespace().collect::<Vec<_>>().join(" "),
        false => text.trim().to_owned(),
    }
}

#[test]
fn no_format_changes_a_code_point_that_it_has_room_for() {
    let network = network();
    let mut wrong = Vec::new();
    for format in formats() {
        let bytes = written(&network, format, Language::German);
        let name = format.name;
        let read = if name == "gosmart" {
            exchange::read_file(&bytes, "", None).unwrap().network
        } else {
            let incoming = incoming(&bytes, &format!("naughty.{name}"));
            let read = alone(&incoming);
            if !difference(&incoming, &read, &Decisions::default()).is_empty() {
                wrong.push(format!("{name}: the same file again says something else"));
            }
            read
        };
        for (number, text) in texts().iter().enumerate() {
            let start = |text: &str| text.chars().take(40).collect::<String>();
            let mut compare = |what: &str, found: Option<&str>| {
                let expected = held(name, text, what != "note");
                if found != Some(expected.as_str()) {
                    let (found, expected) = (found.map(start), start(&expected));
                    wrong.push(format!("{name}, {what} {:?}: {found:?}, not {expected:?}", start(text)));
                }
            };
            let actor = read.actors.get(&id("a", number));
            compare("name", actor.map(|actor| actor.name.as_str()));
            compare("note", actor.map(|actor| actor.about.as_str()));
            // A list has no row for a competency. Where its name does not say which is meant, its id does, and that
            // leads only to where it is known.
            let is_found = name != "csv" || text.trim() == text;
            if network.competencies.contains(&id("k", number)) && is_found {
                let offer = read.offers.iter().find(|offer| offer.actor == id("a", number));
                let term = offer.and_then(|offer| read.competencies.get(&offer.competency));
                compare("term", term.map(|term| term.name.as_str()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
