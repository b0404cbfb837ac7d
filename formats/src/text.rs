//! Text out of bytes of which nobody says how they are encoded, as German files come: UTF-8, UTF-16 and the code pages
//! of Windows and of DOS. And back again for text that went through the wrong one: `MÃ¼ller`.

/// Code page 850 from 0x80 on.
const CP850: [char; 128] = [
    'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å', 'É', 'æ', 'Æ', 'ô', 'ö',
    'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', 'ø', '£', 'Ø', '×', 'ƒ', 'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '®',
    '¬', '½', '¼', '¡', '«', '»', '░', '▒', '▓', '│', '┤', 'Á', 'Â', 'À', '©', '╣', '║', '╗', '╝', '¢', '¥',
    '┐', '└', '┴', '┬', '├', '─', '┼', 'ã', 'Ã', '╚', '╔', '╩', '╦', '╠', '═', '╬', '¤', 'ð', 'Ð', 'Ê', 'Ë',
    'È', 'ı', 'Í', 'Î', 'Ï', '┘', '┌', '█', '▄', '¦', 'Ì', '▀', 'Ó', 'ß', 'Ô', 'Ò', 'õ', 'Õ', 'µ', 'þ', 'Þ',
    'Ú', 'Û', 'Ù', 'ý', 'Ý', '¯', '´', '\u{ad}', '±', '‗', '¾', '¶', '§', '÷', '¸', '°', '¨', '·', '¹', '³',
    '²', '■', '\u{a0}',
];

/// Windows-1252 from 0x80 to 0x9f; what follows is Latin-1. The five bytes without a letter stand for themselves.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    /// What DOS and some old programs write in Western Europe.
    Cp850,
}

/// How the bytes are most likely encoded. Of the two code pages, in which any bytes are text, the one in which the
/// letters make better words.
pub fn detect(bytes: &[u8]) -> Encoding {
    match bytes {
        [0xef, 0xbb, 0xbf, ..] => return Encoding::Utf8,
        [0xff, 0xfe, ..] => return Encoding::Utf16Le,
        [0xfe, 0xff, ..] => return Encoding::Utf16Be,
        _ => {}
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    let plausible = |encoding| plausibility(bytes, encoding);
    if plausible(Encoding::Cp850) > plausible(Encoding::Windows1252) {
        Encoding::Cp850
    } else {
        Encoding::Windows1252
    }
}

/// The text without its byte order mark. What is not text in this encoding becomes `�`.
pub fn decode(bytes: &[u8], encoding: Encoding) -> String {
    let utf16 = |unit: fn([u8; 2]) -> u16| {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let decoded = char::decode_utf16(pairs.iter().map(|pair| unit(*pair)));
        let text: String = decoded.map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        if rest.is_empty() { text } else { text + "�" }
    };
    let text = match encoding {
        Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
        Encoding::Utf16Le => utf16(u16::from_le_bytes),
        Encoding::Utf16Be => utf16(u16::from_be_bytes),
        Encoding::Windows1252 | Encoding::Cp850 => bytes.iter().map(|byte| letter(*byte, encoding)).collect(),
    };
    match text.strip_prefix('\u{feff}') {
        Some(rest) if encoding_has_mark(encoding) => rest.to_owned(),
        _ => text,
    }
}

/// A word by which people see whether the encoding is right: one with an umlaut or `ß`, else one with anything beyond
/// ASCII. At most forty characters.
pub fn sample(text: &str) -> Option<String> {
    let words = || text.split(|c: char| c.is_whitespace() || matches!(c, ';' | ',' | '|' | '"' | '<' | '>'));
    let german = |word: &&str| word.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü', 'ß']);
    let word = words().find(german).or_else(|| words().find(|word| !word.is_ascii()))?;
    let before = word
        .char_indices()
        .filter(|(_, c)| !c.is_ascii())
        .map(|(at, _)| word[..at].chars().count())
        .next()?;
    Some(word.chars().skip(before.saturating_sub(20)).take(40).collect())
}

/// Whether [`heal`] would change it.
pub fn looks_encoded_twice(text: &str) -> bool {
    healed_once(text).is_some()
}

/// Text that was UTF-8, was read as a code page and written as UTF-8 again, as it was at first; any other text as it
/// is. Meant for one cell at a time: what is certain in a cell decides about what is not.
pub fn heal(text: &str) -> String {
    let mut text = text.to_owned();
    while let Some(healed) = healed_once(&text) {
        text = healed;
    }
    text
}

fn encoding_has_mark(encoding: Encoding) -> bool {
    !matches!(encoding, Encoding::Windows1252 | Encoding::Cp850)
}

/// Every second byte of Western text is zero in UTF-16, and none is in other encodings.
fn utf16_without_mark(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes[..bytes.len().min(4096)].as_chunks::<2>();
    let high = pairs.iter().filter(|pair| pair[0] == 0).count();
    let low = pairs.iter().filter(|pair| pair[1] == 0).count();
    let mostly =
        |zeros: usize, others: usize| pairs.len() > 1 && zeros * 10 > pairs.len() * 7 && others * 10 < zeros;
    if mostly(low, high) {
        Some(Encoding::Utf16Le)
    } else if mostly(high, low) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

fn letter(byte: u8, encoding: Encoding) -> char {
    match (encoding, byte) {
        (Encoding::Cp850, 0x80..) => CP850[usize::from(byte - 0x80)],
        (Encoding::Windows1252, 0x80..=0x9f) => WINDOWS_1252[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// The byte of a letter in a code page.
fn byte(c: char, encoding: Encoding) -> Option<u8> {
    let table: &[char] = if encoding == Encoding::Cp850 { &CP850 } else { &WINDOWS_1252 };
    match u8::try_from(c) {
        Ok(byte @ ..0x80) => Some(byte),
        Ok(byte @ 0xa0..) if encoding == Encoding::Windows1252 => Some(byte),
        _ => table.iter().zip(0x80..=0xff).find(|(letter, _)| **letter == c).map(|(_, byte)| byte),
    }
}

/// How well the letters beyond ASCII stand among their neighbours.
fn plausibility(bytes: &[u8], encoding: Encoding) -> i64 {
    let at = |at: usize| bytes.get(at).map_or(' ', |byte| letter(*byte, encoding));
    let beyond = bytes.iter().enumerate().filter(|(_, byte)| **byte >= 0x80);
    beyond.map(|(i, _)| fitness(i.checked_sub(1).map_or(' ', at), at(i), at(i + 1))).sum()
}

fn fitness(before: char, c: char, after: char) -> i64 {
    let within = before.is_alphabetic() && after.is_alphabetic();
    match c {
        _ if c.is_alphabetic() => {
            let alone = !before.is_alphabetic() && !after.is_alphabetic();
            let among_digits = before.is_ascii_digit() || after.is_ascii_digit();
            // `aB`: no word has that.
            let hump = before.is_lowercase() && c.is_uppercase() || c.is_lowercase() && after.is_uppercase();
            match c {
                _ if alone || among_digits || hump => -2,
                'ß' if !before.is_alphabetic() => -2,
                'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ß' => 3,
                _ => 1,
            }
        }
        // The apostrophe stands within words.
        '’' => 1,
        '‚' | '„' | '“' | '”' | '‘' | '«' | '»' | '–' | '—' | '…' | '•' if within => -3,
        '‚' | '„' | '“' | '”' | '‘' | '«' | '»' | '–' | '—' | '…' | '•' | '€' | '§' | '°' => {
            1
        }
        '\u{a0}' | '\u{ad}' | '·' => 0,
        '½' | '²' | '³' if !within => 0,
        _ if c.is_control() => -4,
        _ if within => -3,
        _ => -1,
    }
}

fn healed_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    healed_from(text, Encoding::Windows1252).or_else(|| healed_from(text, Encoding::Cp850))
}

fn healed_from(text: &str, encoding: Encoding) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let any_certain =
        (0..chars.len()).any(|at| original(&chars, at, encoding).is_some_and(|found| found.certain));
    if !any_certain {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = chars.get(at) {
        let found = original(&chars, at, encoding);
        out.push(found.as_ref().map_or(*c, |found| found.letter));
        at += found.map_or(1, |found| found.length);
    }
    Some(out)
}

struct Original {
    letter: char,
    /// How many letters it had become.
    length: usize,
    /// Whether these letters never stand together otherwise.
    certain: bool,
}

/// The letter that begins here, if the next ones are its bytes in UTF-8, read as a code page.
fn original(chars: &[char], at: usize, encoding: Encoding) -> Option<Original> {
    let lead = byte(*chars.get(at)?, encoding)?;
    let length = match lead {
        0xc2..=0xc5 => 2,
        0xe2 | 0xef => 3,
        0xf0 => 4,
        _ => return None,
    };
    let mut bytes = [0; 4];
    for (byte_of, c) in bytes.iter_mut().zip(chars.get(at..at + length)?) {
        *byte_of = byte(*c, encoding)?;
    }
    let letter = std::str::from_utf8(&bytes[..length]).ok()?.chars().next()?;
    // Of the rest of Unicode, what can be meant is rarer than what these letters are by themselves: `CAFÉ”`.
    let likely = matches!(letter, '\u{80}'..='\u{17f}' | '\u{2010}'..='\u{203a}' | '€' | '™' | '←'..='⇿' | '−')
        || matches!(letter, '\u{feff}' | '\u{1f000}'..='\u{1faff}');
    if !likely {
        return None;
    }
    let before = at.checked_sub(1).map(|at| chars[at]);
    let after = chars.get(at + length);
    // A capital letter may end a word, and then such a sign may follow: `“MAÇÃ”`, `„Ä“`. Not in front of a letter.
    let certain = match chars[at + 1] {
        _ if length > 2 => true,
        // These draw frames.
        '│' | '┤' | '┐' => false,
        _ if encoding == Encoding::Cp850 => lead < 0xc4,
        _ if before.is_some_and(char::is_lowercase) => true,
        '\u{a0}' | '\u{ad}' => false,
        '‚' | '„' | '…' | '‹' | '‘' | '’' | '“' | '”' | '•' | '–' | '—' | '™' | '›' | '«' | '»' | '‰'
        | '†' | '‡' => lead == 0xc3 && after.is_some_and(|c| c.is_alphabetic()),
        _ => true,
    };
    Some(Original { letter, length, certain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WORDS: &str = "Müller Schäfer Größe Straße Öffentlichkeitsarbeit Ärztin Übersetzung Jürgen Günther Köhler \
        Weiß Groß Fußball Bürgerbüro Gebäude Fördermittel Grundschüler Jäger Lüneburg Göttingen Köln Nürnberg Düsseldorf \
        Verköstigung Ausländer Fähigkeit Näherin Käthe Sönke Jörg Bärbel Rößler Preuß Strauß Gemeindehäuser Präsident \
        Kindergärten Möbel Küche Schlüssel ÖPNV Äpfel Übung Österreich ÄRZTE GRÖSSE ÜBUNG KÜCHE MÜLLER";

    fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
        text.chars().map(|c| byte(c, encoding).unwrap()).collect()
    }

    fn mangle(text: &str, encoding: Encoding) -> String {
        text.bytes().map(|byte| letter(byte, encoding)).collect()
    }

    #[test]
    fn a_single_german_word_tells_its_code_page() {
        for word in
            WORDS.split(' ').chain(["Müller;Schäfer", "geht\u{27}s Jürgen?", "für 3 €", "Café Müller"])
        {
            for encoding in [Encoding::Windows1252, Encoding::Cp850] {
                if word.contains('€') && encoding == Encoding::Cp850 {
                    continue;
                }
                let bytes = encode(word, encoding);
                assert_eq!(detect(&bytes), encoding, "{word}");
                assert_eq!(decode(&bytes, encoding), word);
            }
        }
        for text in [
            "„Wort“",
            "geht’s",
            "ja – nein",
            "100 €",
            "20\u{a0}km",
            "§ 5",
            "Café",
            "François",
            "ÉCOLE",
            "und…",
        ] {
            assert_eq!(detect(&encode(text, Encoding::Windows1252)), Encoding::Windows1252, "{text}");
        }
    }

    #[test]
    fn unicode_is_found_with_and_without_a_mark() {
        let text = "Name;Ort\r\nMüller;Köln\r\n";
        let utf16 = |mark: &str, bytes: fn(u16) -> [u8; 2]| {
            format!("{mark}{text}").encode_utf16().flat_map(bytes).collect::<Vec<u8>>()
        };
        for mark in ["", "\u{feff}"] {
            for (bytes, encoding) in [
                (format!("{mark}{text}").into_bytes(), Encoding::Utf8),
                (utf16(mark, u16::to_le_bytes), Encoding::Utf16Le),
                (utf16(mark, u16::to_be_bytes), Encoding::Utf16Be),
            ] {
                assert_eq!(detect(&bytes), encoding);
                assert_eq!(decode(&bytes, encoding), text);
            }
        }
        assert_eq!(detect(b""), Encoding::Utf8);
        assert_eq!(detect(b"a"), Encoding::Utf8);
        assert_eq!(decode(b"a\0b", Encoding::Utf16Le), "a\u{fffd}");
        assert_eq!(decode(b"\x00\xd8a\0", Encoding::Utf16Le), "\u{fffd}a");
    }

    #[test]
    fn the_sample_is_a_word_that_shows_whether_it_was_read_rightly() {
        assert_eq!(sample("Name;Ort\nAnna;Köln\n").as_deref(), Some("Köln"));
        assert_eq!(sample("caf\u{e9} \"Straße\"").as_deref(), Some("Straße"));
        assert_eq!(sample("M\u{2014}ller").as_deref(), Some("M\u{2014}ller"));
        assert_eq!(sample("Anna").as_deref(), None);
        let long = "a".repeat(100) + "ä" + &"b".repeat(100);
        assert_eq!(sample(&long), Some("a".repeat(20) + "ä" + &"b".repeat(19)));
    }

    #[test]
    fn what_was_encoded_twice_is_healed() {
        let signs = ["20 €", "„Wort“", "ja – nein", "§ 5", "voilà !", "3 °C", "🌍 Erde", "d’accord"];
        for word in WORDS.split(' ').chain(signs) {
            let mangled = mangle(word, Encoding::Windows1252);
            assert!(looks_encoded_twice(&mangled), "{word} {mangled}");
            assert_eq!(heal(&mangled), word);
            assert_eq!(heal(&mangle(&mangled, Encoding::Windows1252)), word);
            assert_eq!(heal(&mangle(word, Encoding::Cp850)), word);
        }
        for word in ["Łódź", "Žižka"] {
            assert_eq!(heal(&mangle(word, Encoding::Windows1252)), word);
        }
        assert_eq!(heal("\u{c3}\u{201e}"), "\u{c3}\u{201e}", "nothing tells");
        assert_eq!(heal("\u{c3}\u{201e} f\u{c3}\u{bc}r"), "Ä für", "the rest tells");
    }

    #[test]
    fn what_is_fine_is_left_alone() {
        let texts = [
            "",
            "SÃO PAULO",
            "São João",
            "Ângela",
            "“MAÇÃ”",
            "IRMÃ – BRASIL",
            "IRMÃ\u{a0}– BRASIL",
            "„Ä“",
            "CAFÉ”",
            "FLÄ\u{ad}CHE",
            "Ä…",
            "Å’",
            "Ça va",
            "Âge d’or",
            "Fête",
            "Škoda",
            "Ærø",
            "Ð",
            "½ Ä",
            "┌──┐",
            "├┐",
            "┬┤",
            "A–Ä–Z",
            "Ôter",
            "naïve",
            "ÄÖÜ äöü ß",
            "Привет",
            "日本語",
            "🌍",
            "a\u{301}",
            "\u{feff}x",
            "3 m² – 4 m³",
            "Ö„x“",
            "«À»",
            "Â«",
        ];
        for text in WORDS.split(' ').chain(texts) {
            assert_eq!(heal(text), text);
            assert!(!looks_encoded_twice(text));
        }
    }

    fn letters(encoding: Encoding) -> impl Strategy<Value = String> {
        proptest::collection::vec(any::<u8>(), 0..40)
            .prop_map(move |bytes| bytes.iter().map(|byte| letter(*byte, encoding)).collect())
    }

    proptest! {
        #[test]
        fn every_text_of_a_code_page_comes_back(one in letters(Encoding::Windows1252), two in letters(Encoding::Cp850)) {
            for (text, encoding) in [(one, Encoding::Windows1252), (two, Encoding::Cp850)] {
                prop_assert_eq!(decode(&encode(&text, encoding), encoding), text);
            }
        }

        #[test]
        fn any_bytes_are_read(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let encoding = detect(&bytes);
            let text = decode(&bytes, encoding);
            prop_assert!(sample(&text).is_none_or(|sample| text.contains(&sample)));
            prop_assert!(!looks_encoded_twice(&heal(&text)));
        }

        #[test]
        fn any_text_is_detected_as_unicode(text in "\\PC*[äöüß€]\\PC*") {
            prop_assert_eq!(decode(text.as_bytes(), detect(text.as_bytes())), text);
        }
    }
}
