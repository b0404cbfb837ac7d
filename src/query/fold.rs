//! Folding: what remains of a word when case, accents and German spelling habits no longer count.
//!
//! A word has two folded forms. *Spelt* writes ä, ö, ü as ae, oe, ue; *bare* also takes ae, oe, ue for a, o, u,
//! so that `Müller`, `Mueller` and `Muller` meet there. Bare alone would not do: it turns `Bauelektrik` into
//! `baulektrik`, in which nobody finds `Elektrik`. Two words are the same when one of their forms is.

use std::ops::Range;

/// The byte ranges of the words of a text: runs of letters and digits. All else separates.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, _) = rest.find(|&(_, letter)| letter.is_alphanumeric())?;
        while rest.next_if(|&(_, letter)| letter.is_alphanumeric() || is_silent(letter)).is_some() {}
        let end = rest.peek().map_or(text.len(), |&(at, _)| at);
        Some(start..end)
    })
}

/// The spelt form of one word.
pub fn spelt(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    spell(word, &mut folded);
    folded
}

/// Appends the spelt form of one word.
pub(crate) fn spell(word: &str, folded: &mut String) {
    if word.is_ascii() {
        folded.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
    } else {
        each_letter(word, |letters, _| folded.push_str(letters));
    }
}

/// The bare form of a word given in spelt form.
pub fn bare(spelt: &str) -> String {
    let mut folded = String::with_capacity(spelt.len());
    let mut vowel = false;
    for letter in spelt.chars() {
        if vowel && letter == 'e' {
            vowel = false;
        } else {
            vowel = matches!(letter, 'a' | 'o' | 'u');
            folded.push(letter);
        }
    }
    folded
}

/// The whole text in bare form without separators: equal for `3D-Druck`, `3D Druck` and `3ddruck`.
pub fn key(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in words(text) {
        spell(&text[word], &mut joined);
    }
    bare(&joined)
}

/// What names are sorted by: their [`key`], in which numbers count by their value, so that Kita 2 comes before Kita 10.
/// It is a text like any other, but to be compared only. Of equal numbers one with fewer leading zeros comes first.
pub fn sort_key(text: &str) -> String {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let mut joined = String::with_capacity(text.len());
    for word in words(text) {
        let word = &text[word];
        if joined.ends_with(is_digit) && word.starts_with(is_digit) {
            joined.push(BETWEEN);
        }
        spell(word, &mut joined);
    }
    let folded = bare(&joined);
    if !folded.contains(is_digit) {
        return folded;
    }
    let mut sorted = String::with_capacity(2 * folded.len());
    let mut zeros = String::from(BETWEEN);
    let mut has_zeros = false;
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let is_number = is_digit(first);
        let end =
            rest.find(|letter| is_digit(letter) != is_number || letter == BETWEEN).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end.max(usize::from(first == BETWEEN)));
        if is_number {
            // Zero itself is no leading one.
            let value = run[..run.len() - 1].trim_start_matches('0').len() + 1;
            let leading = run.len() - value;
            has_zeros |= leading > 0;
            push_length(leading, &mut zeros);
            push_length(value, &mut sorted);
            sorted.push_str(&run[leading..]);
        } else if first != BETWEEN {
            sorted.push_str(run);
        }
        rest = after;
    }
    if has_zeros {
        sorted.push_str(&zeros);
    }
    sorted
}

/// Between two numbers: 1.10 is not 110. Less than any letter, and none itself.
const BETWEEN: char = '\0';

/// Writes a length so that as text shorter ones come first, and none begins with another.
fn push_length(length: usize, written: &mut String) {
    if length < 9 {
        written.push((b'0' + length as u8) as char);
    } else {
        let digits = length.to_string();
        written.push('9');
        push_length(digits.len(), written);
        written.push_str(&digits);
    }
}

/// Both forms of a word with the way back to the text.
pub(crate) struct Traced {
    pub(crate) spelt: Letters,
    pub(crate) bare: Letters,
}

/// A folded form and for each of its bytes the bytes it came from.
#[derive(Default)]
pub(crate) struct Letters {
    pub(crate) text: String,
    origins: Vec<Range<usize>>,
}

impl Letters {
    /// The bytes of the source behind a non-empty range of the folded form.
    pub(crate) fn origin(&self, folded: Range<usize>) -> Range<usize> {
        self.origins[folded.start].start..self.origins[folded.end - 1].end
    }

    fn push(&mut self, letters: &str, origin: &Range<usize>) {
        self.text.push_str(letters);
        self.origins.extend(letters.bytes().map(|_| origin.clone()));
    }

    fn stretch(&mut self, end: usize) {
        if let Some(last) = self.origins.last_mut() {
            last.end = end;
        }
    }
}

/// Folds one word of `text`; the origins are byte ranges of `text`.
pub(crate) fn trace(text: &str, word: Range<usize>) -> Traced {
    let mut spelt = Letters::default();
    each_letter(&text[word.clone()], |letters, range| {
        let origin = word.start + range.start..word.start + range.end;
        if letters.is_empty() { spelt.stretch(origin.end) } else { spelt.push(letters, &origin) }
    });
    let mut bare = Letters::default();
    let mut vowel = false;
    let mut utf8 = [0; 4];
    for (at, letter) in spelt.text.char_indices() {
        let origin = &spelt.origins[at];
        if vowel && letter == 'e' {
            vowel = false;
            bare.stretch(origin.end);
        } else {
            vowel = matches!(letter, 'a' | 'o' | 'u');
            bare.push(letter.encode_utf8(&mut utf8), origin);
        }
    }
    Traced { spelt, bare }
}

/// Calls `put` with what each character of a word is in spelt form, possibly nothing, and where it stands.
fn each_letter(word: &str, mut put: impl FnMut(&str, Range<usize>)) {
    let mut utf8 = [0; 4];
    let mut before = '\0';
    for (at, written) in word.char_indices() {
        let range = at..at + written.len_utf8();
        if written.is_ascii() {
            put(written.to_ascii_lowercase().encode_utf8(&mut utf8), range);
        } else if written == COMBINING_DIAERESIS && matches!(before, 'a' | 'o' | 'u' | 'A' | 'O' | 'U') {
            put("e", range);
        } else if is_silent(written) {
            put("", range);
        } else {
            for small in written.to_lowercase().filter(|&small| !is_silent(small)) {
                match unaccented(small) {
                    Some(letters) => put(letters, range.clone()),
                    None => put(small.encode_utf8(&mut utf8), range.clone()),
                }
            }
        }
        before = written;
    }
}

const COMBINING_DIAERESIS: char = '\u{308}';

/// Combining marks and the soft hyphen: part of a word, but not a letter of it.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// The plain spelling of the small letters of Latin-1 and Latin Extended-A, and of the two of Romanian.
fn unaccented(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à'..='ã' | 'å' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĳ' => "ij",
        'ĵ' => "j",
        'ķ' | 'ĸ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ŋ' => "n",
        'ò'..='õ' | 'ō' | 'ŏ' | 'ő' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ſ' | 'ș' => "s",
        'þ' => "th",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'ù'..='û' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn spelling_habits_meet() {
        for same in [
            &["3D-Druck", "3D Druck", "3ddruck", "3d/DRUCK"][..],
            &["Straßenbau", "Strassenbau", "STRASSENBAU", "STRAẞENBAU"],
            &["W-LAN", "WLAN", "w lan"],
            &["Müller", "Mueller", "Muller", "MÜLLER", "Mu\u{308}ller"],
            &["Café", "Cafe", "Cafe\u{301}"],
            &["Kläranlage", "Klaeranlage", "Klaranlage", "Klär\u{ad}anlage"],
            &["Łódź", "lodz"],
        ] {
            let keys: Vec<String> = same.iter().map(|text| key(text)).collect();
            assert!(keys.iter().all(|other| *other == keys[0]), "{keys:?}");
        }
        assert_ne!(key("Bau"), key("Bahn"));
    }

    #[test]
    fn names_stand_in_natural_order() {
        let sorted = [
            "",
            "3D-Druck",
            "007",
            "8",
            "Ärztehaus 9",
            "Arztehaus 10",
            "Kita",
            "Kita 0",
            "Kita 00",
            "Kita 2",
            "KITA 02",
            "kita-002",
            "Kita 2a",
            "Kita 2 b",
            "Kita 10",
            "Kita 123456789",
            "Kita 1234567890",
            "Kita 99999999999999999999999999",
            "Kita 100000000000000000000000000",
            "Kita Nord",
            "Raum 1.9",
            "Raum 1.10",
            "Raum 2.1",
            "Raum 21",
        ];
        for pair in sorted.windows(2) {
            assert!(sort_key(pair[0]) < sort_key(pair[1]), "{pair:?}");
        }
        assert_eq!(sort_key("Müller 1"), sort_key("Mueller-1"));
    }

    /// Letters and numbers in turn, and how many zeros lead each number: told once more, to compare by.
    fn told(text: &str) -> (Vec<(bool, usize, String)>, Vec<usize>) {
        let (mut parts, mut zeros) = (Vec::new(), Vec::new());
        let (mut rest, mut letters) = (text, String::new());
        let tell = |letters: &mut String, parts: &mut Vec<_>| {
            let key = key(&std::mem::take(letters));
            if !key.is_empty() {
                parts.push((true, 0, key));
            }
        };
        while let Some(first) = rest.chars().next() {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            if digits.is_empty() {
                letters.push(first);
                rest = &rest[first.len_utf8()..];
            } else {
                tell(&mut letters, &mut parts);
                rest = &rest[digits.len()..];
                let mut value = digits.as_str();
                while value.len() > 1 && value.starts_with('0') {
                    value = &value[1..];
                }
                zeros.push(digits.len() - value.len());
                parts.push((false, value.len(), value.to_owned()));
            }
        }
        tell(&mut letters, &mut parts);
        (parts, zeros)
    }

    /// Few parts, so that many names begin alike.
    fn numbered() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            6 => "[0129 ä.]",
            2 => "[aeb]",
            1 => "[12]{7,11}",
            1 => "[12]{98,101}",
        ];
        proptest::collection::vec(part, 0..6).prop_map(|parts| parts.concat())
    }

    proptest! {
        /// And so in a total order, as that of what is told is one.
        #[test]
        fn numbers_are_sorted_by_value_and_letters_as_ever(
            one in numbered(),
            other in numbered(),
        ) {
            prop_assert_eq!(sort_key(&one).cmp(&sort_key(&other)), told(&one).cmp(&told(&other)));
            let without = |text: &str| text.replace(|letter: char| letter.is_ascii_digit(), "");
            prop_assert_eq!(sort_key(&without(&one)), key(&without(&one)));
        }
    }

    #[test]
    fn bare_takes_each_e_once() {
        assert_eq!(bare("muellere"), "mullere");
        assert_eq!(bare("aee"), "ae");
    }

    #[test]
    fn a_folded_range_leads_back_to_the_text() {
        let text = "Für Großküchen, Cafe\u{301}s";
        let found: Vec<Traced> = words(text).map(|word| trace(text, word)).collect();
        assert_eq!(found[1].spelt.text, "grosskuechen");
        assert_eq!(found[1].bare.text, "grosskuchen");
        assert_eq!(&text[found[1].spelt.origin(3..5)], "ß");
        assert_eq!(&text[found[1].bare.origin(5..11)], "küchen");
        assert_eq!(&text[found[2].bare.origin(0..4)], "Cafe\u{301}");
    }
}
