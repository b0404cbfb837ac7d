//! The words of the product, used everywhere.

use super::Language;
use crate::model::LinkKind;

texts! {
    Words {
        network: "Netzwerk", "Network";
        actor: "Akteur", "Actor";
        actors: "Akteure", "Actors";
        competency: "Kompetenz", "Competency";
        competencies: "Kompetenzen", "Competencies";
        sector: "Bereich", "Sector";
        sectors: "Bereiche", "Sectors";
        no_sector: "ohne Bereich", "no sector";
        topic: "Thema", "Topic";
        topics: "Themen", "Topics";
        offers: "Bietet", "Offers";
        looks_for: "Sucht", "Looks for";
        offers_verb: "bietet", "offers";
        looks_for_verb: "sucht", "looks for";
        link: "Verbindung", "Link";
        links: "Verbindungen", "Links";
        close: "Schließen", "Close";
        cancel: "Abbrechen", "Cancel";
        save: "Speichern", "Save";
        edit: "Bearbeiten", "Edit";
        delete: "Löschen", "Delete";
    }
}

/// As a verb between two names: "A … B".
pub fn link_kind(language: Language, kind: LinkKind) -> &'static str {
    match (language, kind) {
        (Language::German, LinkKind::Knows) => "kennt",
        (Language::English, LinkKind::Knows) => "knows",
        (Language::German, LinkKind::WorksWith) => "arbeitet zusammen mit",
        (Language::English, LinkKind::WorksWith) => "works with",
        (Language::German, LinkKind::Introduced) => "hat eingeführt",
        (Language::English, LinkKind::Introduced) => "introduced",
    }
}

/// 1 to 3 in words; other levels as their number.
pub fn level(language: Language, level: u8) -> String {
    match (language, level) {
        (Language::German, 1) => "Grundlagen".into(),
        (Language::English, 1) => "basic".into(),
        (Language::German, 2) => "erfahren".into(),
        (Language::English, 2) => "experienced".into(),
        (Language::German, 3) => "besonders stark".into(),
        (Language::English, 3) => "expert".into(),
        (Language::German, other) => format!("Stufe {other}"),
        (Language::English, other) => format!("level {other}"),
    }
}
