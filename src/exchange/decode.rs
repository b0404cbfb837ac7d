//! Bytes become text.

use std::borrow::Cow;

use super::ImportError;

/// The text of a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark. Without one the zeros among the
/// first bytes tell, because texts as we read them begin with two characters of ASCII (RFC 4627, section 3).
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, ImportError> {
    match bytes {
        [0xFF, 0xFE, 0, 0, rest @ ..] => utf32(rest, 4, u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => utf32(rest, 4, u32::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, 2, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, 2, u16::from_be_bytes),
        [1..=255, 0, 0, 0, ..] => utf32(bytes, 0, u32::from_le_bytes),
        [0, 0, 0, 1..=255, ..] => utf32(bytes, 0, u32::from_be_bytes),
        [1..=255, 0, ..] => utf16(bytes, 0, u16::from_le_bytes),
        [0, 1..=255, ..] => utf16(bytes, 0, u16::from_be_bytes),
        _ => {
            let start = if bytes.starts_with(b"\xEF\xBB\xBF") { 3 } else { 0 };
            std::str::from_utf8(&bytes[start..])
                .map(Cow::Borrowed)
                .map_err(|error| ImportError::NotText { at_byte: start + error.valid_up_to() })
        }
    }
}

/// `start` is how many bytes come before `bytes`.
fn utf16(bytes: &[u8], start: usize, unit: fn([u8; 2]) -> u16) -> Result<Cow<'static, str>, ImportError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(ImportError::NotText { at_byte: start + bytes.len() - 1 });
    }
    let mut text = String::with_capacity(pairs.len());
    for character in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match character {
            Ok(character) => text.push(character),
            // Half a character, spelt as JSON does, so that it is read and reported like one that was spelt so.
            Err(half) => text += &format!("\\u{:04x}", half.unpaired_surrogate()),
        }
    }
    Ok(text.into())
}

fn utf32(bytes: &[u8], start: usize, unit: fn([u8; 4]) -> u32) -> Result<Cow<'static, str>, ImportError> {
    let (units, rest) = bytes.as_chunks::<4>();
    let characters = units
        .iter()
        .zip((start..).step_by(4))
        .map(|(four, at_byte)| char::from_u32(unit(*four)).ok_or(ImportError::NotText { at_byte }));
    let text: String = characters.collect::<Result<_, _>>()?;
    if rest.is_empty() {
        Ok(text.into())
    } else {
        Err(ImportError::NotText { at_byte: start + bytes.len() - rest.len() })
    }
}
