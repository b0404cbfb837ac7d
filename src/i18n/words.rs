//! The words of the product, used everywhere.

use super::Language;
use crate::model::{ActorKind, ActorStatus, LinkKind, Role, TopicStatus, Visibility};

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

pub fn kind(language: Language, kind: ActorKind) -> &'static str {
    match (language, kind) {
        (Language::German, ActorKind::Organisation) => "Organisation",
        (Language::English, ActorKind::Organisation) => "Organisation",
        (Language::German, ActorKind::Unit) => "Abteilung oder Einrichtung",
        (Language::English, ActorKind::Unit) => "Unit of an organisation",
        (Language::German, ActorKind::Person) => "Person",
        (Language::English, ActorKind::Person) => "Person",
    }
}

pub fn status(language: Language, status: ActorStatus) -> &'static str {
    match (language, status) {
        (Language::German, ActorStatus::Member) => "Mitglied",
        (Language::English, ActorStatus::Member) => "Member",
        (Language::German, ActorStatus::Guest) => "Gast",
        (Language::English, ActorStatus::Guest) => "Guest",
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

pub fn topic_status(language: Language, status: TopicStatus) -> &'static str {
    match (language, status) {
        (Language::German, TopicStatus::Idea) => "Idee",
        (Language::English, TopicStatus::Idea) => "Idea",
        (Language::German, TopicStatus::Discussed) => "wird besprochen",
        (Language::English, TopicStatus::Discussed) => "being discussed",
        (Language::German, TopicStatus::UnderWay) => "in Arbeit",
        (Language::English, TopicStatus::UnderWay) => "under way",
        (Language::German, TopicStatus::Done) => "erledigt",
        (Language::English, TopicStatus::Done) => "done",
        (Language::German, TopicStatus::Dropped) => "nicht weiterverfolgt",
        (Language::English, TopicStatus::Dropped) => "dropped",
    }
}

pub fn role(language: Language, role: Role) -> &'static str {
    match (language, role) {
        (Language::German, Role::CanHelp) => "kann helfen",
        (Language::English, Role::CanHelp) => "can help",
        (Language::German, Role::Curious) => "ist neugierig",
        (Language::English, Role::Curious) => "is curious",
        (Language::German, Role::NeedsThis) => "braucht das",
        (Language::English, Role::NeedsThis) => "needs this",
    }
}

pub fn visibility(language: Language, visibility: Visibility) -> &'static str {
    match (language, visibility) {
        (Language::German, Visibility::Internal) => "nur intern",
        (Language::English, Visibility::Internal) => "internal only",
        (Language::German, Visibility::Network) => "im Netzwerk",
        (Language::English, Visibility::Network) => "within the network",
        (Language::German, Visibility::Public) => "öffentlich",
        (Language::English, Visibility::Public) => "public",
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
