//! Recognising files that are not ours, so that the answer can name them.

use crate::model::Unknown;

/// A format we know by sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ForeignFormat {
    Kumu,
    Graphology,
    GraphMl,
    Gexf,
    Xml,
    WebPage,
    Csv,
    /// XLSX and other formats are packed like this.
    Zip,
    Pdf,
}

/// Recognises formats that are no text.
pub(super) fn by_bytes(bytes: &[u8]) -> Option<ForeignFormat> {
    match bytes {
        [b'P', b'K', 3, 4, ..] => Some(ForeignFormat::Zip),
        [b'%', b'P', b'D', b'F', ..] => Some(ForeignFormat::Pdf),
        _ => None,
    }
}

/// Recognises text that is no JSON.
pub(super) fn by_text(text: &str) -> Option<ForeignFormat> {
    let text = text.trim_start();
    if text.starts_with('<') {
        let start: String = text.chars().take(2000).collect::<String>().to_ascii_lowercase();
        return Some(if start.contains("<graphml") {
            ForeignFormat::GraphMl
        } else if start.contains("<gexf") {
            ForeignFormat::Gexf
        } else if start.contains("<html") {
            ForeignFormat::WebPage
        } else {
            ForeignFormat::Xml
        });
    }
    // Bytes that are no text at all begin with the replacement character here.
    if text.starts_with('\u{fffd}') {
        return None;
    }
    let first_line = text.lines().next()?;
    (!text.starts_with(['{', '[']) && first_line.contains([';', ',', '\t'])).then_some(ForeignFormat::Csv)
}

/// Recognises JSON documents by the lists they carry.
pub(super) fn by_fields(document: &Unknown) -> Option<ForeignFormat> {
    let lists = |name: &str| document.get(name).is_some_and(serde_json::Value::is_array);
    if lists("elements") && (lists("connections") || lists("maps")) {
        Some(ForeignFormat::Kumu)
    } else if lists("nodes") && lists("edges") {
        Some(ForeignFormat::Graphology)
    } else {
        None
    }
}
