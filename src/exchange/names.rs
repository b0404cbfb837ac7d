use super::{Format, NATIVE, Profile};
use crate::model::{Day, Network};

/// A file name for an export: `gosmart-<title>-<day>.json`, for everything `…-INTERN.json`.
///
/// Plain lower-case ASCII without anything a file system could stumble over.
pub fn file_name(network: &Network, day: &Day, profile: Profile) -> String {
    image_file_name(network, day, profile, NATIVE.endings[0])
}

/// The same for a file that is published, and takes the place of the one before it: `gosmart-<title>.json`. One that is
/// not for everybody never takes the place of one that is.
pub fn published_file_name(network: &Network, profile: Profile) -> String {
    let mark = if profile == Profile::Public { "" } else { "-mitglieder" };
    format!("gosmart-{}{mark}{}.{}", title(network), internal_mark(profile), NATIVE.endings[0])
}

/// The same for any format. Where several share an ending, all but the first are named: `…-kumu.json`.
pub fn foreign_file_name(network: &Network, day: &Day, profile: Profile, format: &Format) -> String {
    let ending = format.endings[0];
    let is_first =
        Format::writable().find(|other| other.endings[0] == ending).is_none_or(|first| first == format);
    let name = if is_first { String::new() } else { format!("-{}", format.name) };
    format!("{}{name}{}.{ending}", stem(network, day), internal_mark(profile))
}

/// The same for a picture, which has another ending.
pub fn image_file_name(network: &Network, day: &Day, profile: Profile, ending: &str) -> String {
    format!("{}{}.{ending}", stem(network, day), internal_mark(profile))
}

/// A file name for what somebody sends in about itself: `gosmart-beitrag-<name>-<day>.json`.
pub fn contribution_file_name(name: &str, day: &Day) -> String {
    let name = slug(name, 48);
    let name = if name.is_empty() { String::new() } else { format!("-{name}") };
    format!("gosmart-beitrag{name}-{}.{}", slug(day.as_str(), 10), NATIVE.endings[0])
}

/// Ends the name of what holds more than the members may see.
pub fn internal_mark(profile: Profile) -> &'static str {
    if profile == Profile::Full { "-INTERN" } else { "" }
}

fn stem(network: &Network, day: &Day) -> String {
    format!("gosmart-{}-{}", title(network), slug(day.as_str(), 10))
}

fn title(network: &Network) -> String {
    let title = slug(&network.about.title, 48);
    if title.is_empty() { "netzwerk".to_owned() } else { title }
}

/// Letters and digits joined by single hyphens, at most `limit` bytes.
fn slug(text: &str, limit: usize) -> String {
    let mut slug = String::new();
    for character in text.chars().flat_map(char::to_lowercase) {
        let plain = match character {
            'a'..='z' | '0'..='9' => {
                slug.push(character);
                continue;
            }
            'ä' | 'æ' => "ae",
            'ö' | 'œ' => "oe",
            'ü' => "ue",
            'ß' => "ss",
            'à' | 'á' | 'â' | 'ã' | 'å' => "a",
            'ç' | 'č' | 'ć' => "c",
            'è' | 'é' | 'ê' | 'ë' | 'ě' => "e",
            'ì' | 'í' | 'î' | 'ï' => "i",
            'ł' => "l",
            'ñ' | 'ń' => "n",
            'ò' | 'ó' | 'ô' | 'õ' | 'ø' => "o",
            'š' | 'ś' => "s",
            'ù' | 'ú' | 'û' => "u",
            'ý' | 'ÿ' => "y",
            'ž' | 'ź' | 'ż' => "z",
            _ if slug.is_empty() || slug.ends_with('-') => "",
            _ => "-",
        };
        slug.push_str(plain);
    }
    slug.truncate(limit);
    slug.trim_end_matches('-').to_owned()
}
