//! A network, or a part of one, in a link: behind the `#`, which no browser sends anywhere.

use std::collections::BTreeSet;

use super::{Address, Visible};
use crate::{
    exchange::Choice,
    model::{Id, Network},
};

/// In characters, of a whole link. Longer ones are cut off on their way by some mail programs and messengers.
pub const LINK_LIMIT: usize = 32_000;
/// In bytes, of the document in it: a few characters can be made to say very much.
pub const TEXT_LIMIT: usize = 16_000_000;

const MARK: &str = "geteilt=";
/// Signs that no program changes in an address.
const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What the page was asked to show besides what is kept here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// What stands in a hash that holds a network.
    Link(String),
    /// Addresses of files, seen from the page; several are neighbouring maps.
    Files(Vec<String>),
    /// The page is a file that holds it.
    Enclosed,
}

/// Where the page shows only what it was given, and keeps nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Viewer {
    /// In another page, or as if it was.
    Frame,
    /// Opened from a disk, with everything in it.
    File,
}

impl Viewer {
    /// As the page's root element names it.
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "frame" => Some(Self::Frame),
            "file" => Some(Self::File),
            _ => None,
        }
    }
}

/// Why what was shared cannot be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// Cut off, or changed on its way.
    Damaged,
    TooLarge,
    /// This browser cannot unpack it.
    NotSupported,
    /// A file that does not lie at the host of the page.
    Elsewhere(String),
    /// A file that is not there, or not to be had.
    NotThere(String),
}

/// What stands in a hash that holds a network.
pub fn shared_by(hash: &str) -> Option<&str> {
    let held = held(hash)?;
    Some(held.split_once('&').map_or(held, |(network, _)| network))
}

/// Where in the network that it holds a hash leads: an address without its `#`. `None` where it says nothing of that.
pub fn led_to_by(hash: &str) -> Option<&str> {
    let (_, address) = held(hash)?.split_once('&')?;
    Some(address).filter(|address| address.starts_with('/'))
}

fn held(hash: &str) -> Option<&str> {
    hash.trim_start_matches('#').strip_prefix(MARK)
}

/// What somebody sends, amid words of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SharedText<'a> {
    /// What stands in a hash that holds a network.
    Link(&'a str),
    Document(&'a str),
}

/// All links and documents in a text, in their order. A document that does not end reaches to the end of the text.
pub fn shared_in(text: &str) -> Vec<SharedText<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '#']) {
        rest = &rest[at..];
        let length = match held(rest).filter(|_| rest.starts_with('#')) {
            Some(link) => {
                let end = link.bytes().position(|sign| !SIGNS.contains(&sign)).unwrap_or(link.len());
                found.push(SharedText::Link(&link[..end]));
                rest.len() - link.len() + end
            }
            None if rest.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"')) => {
                let length = length_of_object(rest);
                found.push(SharedText::Document(&rest[..length]));
                length
            }
            None => 1,
        };
        rest = &rest[length..];
    }
    found
}

/// In bytes, of the object in JSON with which a text begins.
fn length_of_object(text: &str) -> usize {
    let (mut depth, mut is_string, mut is_escaped) = (0_usize, false, false);
    for (at, sign) in text.bytes().enumerate() {
        match sign {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => is_string = !is_string,
            b'{' if !is_string => depth += 1,
            b'}' if !is_string => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

pub fn hash_of_link(bytes: &[u8]) -> String {
    format!("#{MARK}{}", base64url(bytes))
}

/// The hash of a link that holds a network, and leads to an address in it.
pub fn hash_leading_to(bytes: &[u8], address: &Address) -> String {
    format!("{}&{}", hash_of_link(bytes), address.hash().trim_start_matches('#'))
}

/// As RFC 4648 says in section 5, without padding.
pub fn base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() / 3 * 4 + 4);
    for group in bytes.chunks(3) {
        let number = group
            .iter()
            .enumerate()
            .fold(0, |sum, (place, byte)| sum | usize::from(*byte) << (16 - 8 * place));
        text.extend((0..=group.len()).map(|place| char::from(SIGNS[number >> (18 - 6 * place) & 63])));
    }
    text
}

/// `None` for what [`hash_of_link`] does not write.
pub fn bytes_of_link(link: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(link.len() * 3 / 4);
    for group in link.as_bytes().chunks(4) {
        let mut number = 0;
        for (place, sign) in group.iter().enumerate() {
            number |= SIGNS.iter().position(|it| it == sign)? << (18 - 6 * place);
        }
        let length = group.len().checked_sub(1).filter(|length| *length > 0)?;
        bytes.extend((0..length).map(|place| (number >> (16 - 8 * place)) as u8));
    }
    Some(bytes)
}

/// What a page has to contain to show another one within itself. `height` in CSS pixels.
pub fn frame_code(address: &str, title: &str, height: u32) -> String {
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    format!(
        r#"<iframe src="{}" title="{}" width="100%" height="{height}" style="border: 0" loading="lazy" referrerpolicy="no-referrer" allow="fullscreen"></iframe>"#,
        escaped(address),
        escaped(title.trim()),
    )
}

/// What may be shared instead of all: the records that are marked, else what search and filters leave. `None` where
/// that is all, or nothing.
pub fn chosen(
    network: &Network,
    marked: &BTreeSet<Id>,
    address: &Address,
    visible: &Visible,
) -> Option<Choice> {
    let choice = Choice::of(network, marked);
    if !choice.is_empty() {
        return Some(choice);
    }
    if address.shows_all() {
        return None;
    }
    let is_asked = !address.search.trim().is_empty();
    let topics = network.topics.iter().filter(|topic| match &address.topic {
        Some(only) => *only == topic.id,
        None if is_asked => visible.topics.contains(&topic.id),
        None => topic.competencies.iter().any(|id| visible.competencies.contains(id)),
    });
    let choice = Choice {
        topics: topics.map(|topic| topic.id.clone()).collect(),
        actors: visible.actors.clone(),
        competencies: visible.competencies.clone(),
    };
    (!choice.is_empty()).then_some(choice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::View;

    #[test]
    fn a_link_gives_back_every_byte() {
        let all: Vec<u8> = (0..=255).chain([0, 255]).collect();
        for length in 0..all.len() {
            let hash = hash_of_link(&all[..length]);
            let link = shared_by(&hash).unwrap();
            assert!(link.bytes().all(|sign| sign.is_ascii_alphanumeric() || b"-_".contains(&sign)), "{link}");
            assert_eq!(bytes_of_link(link).as_deref(), Some(&all[..length]));
        }
    }

    #[test]
    fn links_and_documents_are_found_amid_words() {
        use SharedText::{Document, Link};
        let mail = r##"Hallo {Ines}! https://a.example/karte/#geteilt=Ab-_9. Und #/netz, {"a":"}{\"#geteilt=no"} { "b":{}}"##;
        let found = [Link("Ab-_9"), Document(r##"{"a":"}{\"#geteilt=no"}"##), Document(r#"{ "b":{}}"#)];
        assert_eq!(shared_in(mail), found);
        assert_eq!(shared_in("#geteilt=A #geteilt=B\n"), [Link("A"), Link("B")]);
        assert_eq!(shared_in(r#"cut off: {"a":{"b":"ä"#), [Document(r#"{"a":{"b":"ä"#)]);
        assert_eq!(shared_in("nothing {here} # at all #geteilt"), []);
    }

    #[test]
    fn what_no_link_says_is_refused() {
        for link in ["A", "AAAAA", "AA=", "AA+A", "ä", "AA AA"] {
            assert_eq!(bytes_of_link(link), None, "{link}");
        }
        assert_eq!(shared_by("#/netz?q=geteilt="), None);
    }

    #[test]
    fn a_link_may_lead_to_an_address_in_what_it_holds() {
        let mut address = Address { record: Some("a & b/ä".into()), ..Address::of(View::Invited) };
        let hash = hash_leading_to(&[7, 8, 9], &address);
        assert_eq!(shared_by(&hash).and_then(bytes_of_link), Some(vec![7, 8, 9]));
        assert_eq!(Address::parse(&hash), address);
        address.record = None;
        for elsewhere in
            ["#geteilt=abc", "#geteilt=abc&", "#geteilt=abc&geteilt=abc&/netz", "#geteilt=abc&netz"]
        {
            assert_eq!(Address::parse(elsewhere), Address::default(), "{elsewhere}");
        }
        assert_eq!(shared_in(&format!("Hallo {hash} !")), [SharedText::Link(shared_by(&hash).unwrap())]);
    }

    #[test]
    fn nothing_leaves_its_attribute_in_the_code_of_a_frame() {
        let code =
            frame_code("https://a.example/?src=b.json&frame=1#/netz", r#" "><script>"Netz" & Co "#, 480);
        assert!(code.contains(r#"src="https://a.example/?src=b.json&amp;frame=1#/netz""#), "{code}");
        assert!(code.contains(r#"title="&quot;>&lt;script>&quot;Netz&quot; &amp; Co""#), "{code}");
        assert!(code.contains(r#"height="480""#), "{code}");
    }

    #[test]
    fn a_link_with_a_network_leads_to_no_view_of_its_own() {
        assert_eq!(Address::parse("#geteilt=abc_-"), Address::default());
    }
}
