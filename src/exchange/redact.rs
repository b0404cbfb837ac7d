//! Who may see what in an exported file. Every way out of the program goes through [`redact`].

use std::{ops::Deref, sync::Arc};

use super::UNREADABLE;
use crate::model::{
    Actor, ActorKind, Agreement, AgreementState, Audience, Contact, ContactKind, Content, Field, Id, Meta,
    Network, Record, Stamps, TableName, Tombstone, Unknown, Value, Visibility, Word,
};

/// For whom a file is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Profile {
    /// Anyone: no contacts, no notes, no unknown fields, only persons who agreed to be public.
    #[default]
    Public,
    /// The members: also persons, and contacts that may be passed on.
    Network,
    /// The keepers of the map: everything, as a backup.
    Full,
}

impl Profile {
    pub const ALL: [Self; 3] = [Self::Public, Self::Network, Self::Full];

    /// As the document and the command line write it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Network => "network",
            Self::Full => "full",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// The least that a visibility has to be for a record to travel.
    fn least(self) -> Visibility {
        match self {
            Self::Public => Visibility::Public,
            Self::Network => Visibility::Network,
            Self::Full => Visibility::Internal,
        }
    }

    fn may_see(self, audience: Audience) -> bool {
        match self {
            Self::Public => audience == Audience::Public,
            Self::Network => audience <= Audience::Network,
            Self::Full => true,
        }
    }
}

/// The part of a network that may travel in a profile. Only [`redact`] makes one, and only one is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Redacted {
    network: Network,
    profile: Profile,
}

impl Redacted {
    pub fn profile(&self) -> Profile {
        self.profile
    }
}

impl Deref for Redacted {
    type Target = Network;

    fn deref(&self) -> &Network {
        &self.network
    }
}

/// Leaves out what a profile must not see. In all but the full one, every reference points to a record that
/// travels too, so that nothing left out is even named.
pub fn redact(network: &Network, profile: Profile) -> Redacted {
    if profile == Profile::Full {
        return Redacted { network: network.clone(), profile };
    }
    let redaction = Redaction { network, profile };
    let mut part = Network::new(network.about.id.clone());
    for (table, whole) in part.tables_mut().zip(network.tables()) {
        for record in whole.records().filter(|record| redaction.travels(*record)) {
            let meta = redaction.meta(record);
            // All that a record requires travels with it.
            let _ = table.create(record.id().clone(), meta, &mut |field| {
                profile.may_see(field.audience).then(|| redaction.value(record, field))
            });
        }
    }
    let positions =
        network.positions.iter().filter(|(id, _)| part.actors.contains(id) || part.competencies.contains(id));
    part.positions = Arc::new(positions.map(|(id, at)| (id.clone(), *at)).collect());
    for (table, id, tombstone) in network.removed.iter() {
        let stays_out = match table {
            TableName::Contacts => profile == Profile::Public || network.contacts.contains(id),
            _ => network.get(table, id).is_some() && part.get(table, id).is_none(),
        };
        if !stays_out {
            let unknown = Unknown::new();
            part.removed.put(table, id.clone(), Tombstone { removed_at: tombstone.removed_at, unknown });
        }
    }
    Redacted { network: part, profile }
}

struct Redaction<'a> {
    network: &'a Network,
    profile: Profile,
}

impl Redaction<'_> {
    /// Whether a record may be seen: by itself, and so may all without which it means nothing.
    fn travels(&self, record: &dyn Record) -> bool {
        let unread = |field: &str| record.meta().unknown.contains_key(field);
        // Values that could not be read might have said "a person" or "internal".
        let hides = record.table().schema().field("visibility").is_some() && unread("visibility");
        if hides || unread("kind") && record.table() == TableName::Actors {
            return false;
        }
        let id = record.id();
        let by_itself = match record.table() {
            TableName::Actors => self.network.actors.get(id).is_some_and(|actor| self.actor(actor)),
            TableName::Agreements => {
                !unread("state") && self.network.agreements.get(id).is_some_and(|it| self.agreement(it))
            }
            TableName::Contacts => {
                self.profile == Profile::Network
                    && !unread("consent")
                    && self.network.contacts.get(id).is_some_and(|contact| may_be_passed_on(contact))
            }
            _ => true,
        };
        by_itself
            && record.table().schema().fields.iter().filter(|field| field.required).all(|field| {
                let mut all = true;
                record
                    .get(field)
                    .references(field.content, &mut |table, id| all &= self.reference_travels(table, id));
                all
            })
    }

    fn reference_travels(&self, table: TableName, id: &Id) -> bool {
        self.network.get(table, id).is_some_and(|record| self.travels(record))
    }

    fn actor(&self, actor: &Actor) -> bool {
        let usual = match actor.kind {
            ActorKind::Person => Visibility::Network,
            ActorKind::Organisation | ActorKind::Unit => Visibility::Public,
        };
        actor.visibility.unwrap_or(usual) >= self.profile.least()
    }

    /// That two did not fit is nobody else's business, nor that they once did not.
    fn agreement(&self, agreement: &Agreement) -> bool {
        agreement.state != AgreementState::NoFit
            && agreement.visibility.is_some_and(|visibility| visibility >= self.profile.least())
    }

    fn value(&self, record: &dyn Record, field: &'static Field) -> Value {
        let stays_out = |table, id: &Id| !self.reference_travels(table, id);
        match (field.content, record.get(field).without(field.content, &stays_out)) {
            (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
                let no_fit = Value::Word(Some(AgreementState::NoFit.word()));
                let rows = rows.into_iter().filter(|row| !row.contains(&no_fit));
                Value::Rows(rows.map(|row| self.row(fields, row)).collect())
            }
            (_, value) => value,
        }
    }

    fn row(&self, fields: &[Field], row: Vec<Value>) -> Vec<Value> {
        let visible = |(field, value): (&Field, Value)| {
            if self.profile.may_see(field.audience) { value } else { Value::empty(field.content) }
        };
        fields.iter().zip(row).map(visible).collect()
    }

    /// Stamps of the fields that travel as they are. What lost a reference, or could not be read, is not what
    /// somebody entered, and must not win over it when files are merged.
    fn meta(&self, record: &dyn Record) -> Meta {
        let meta = record.meta();
        let fields = record.table().schema().fields;
        let travelling = |stamps: &Stamps| -> Stamps {
            let whole = |name: &str| {
                let field = fields.iter().find(|field| field.name == name)?;
                let is_whole = self.profile.may_see(field.audience)
                    && !meta.unknown.contains_key(name)
                    && self.value(record, field) == record.get(field);
                is_whole.then_some(())
            };
            let kept = stamps.iter().filter(|(name, _)| whole(name).is_some());
            kept.map(|(name, stamp)| (name.clone(), *stamp)).collect()
        };
        Meta { changed: travelling(&meta.changed), base: travelling(&meta.base), unknown: Unknown::new() }
    }
}

/// Whether a contact may be passed on among the members: it is marked so, and it is a function rather than a
/// person, or the person agreed, or the law asks for it. A withdrawn consent ends it in every case.
fn may_be_passed_on(contact: &Contact) -> bool {
    let shared = contact.visibility.is_some_and(|visibility| visibility >= Visibility::Network);
    let withdrawn = contact.consent.as_ref().is_some_and(|consent| consent.withdrawn_on.is_some());
    let agreed = contact.consent.as_ref().is_some_and(|consent| {
        consent.given_on.as_ref().is_some_and(|day| day.parts().is_some())
            && consent.scope.iter().any(|scope| *scope >= Visibility::Network)
    });
    let duty = matches!(contact.legal_basis.as_str(), "oeffentliche_aufgabe" | "public_task");
    shared && !withdrawn && (contact.kind == ContactKind::Role || agreed || duty)
}

/// What a profile leaves at home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RedactionSummary {
    pub contacts: usize,
    /// Actors that are persons.
    pub persons: usize,
    /// Actors that are not.
    pub organisations: usize,
    /// Offers, needs and links, mostly of actors that stay out.
    pub relations: usize,
    pub agreements: usize,
    pub internal_notes: usize,
    /// Other filled fields of records that travel.
    pub details: usize,
    /// Fields of other programs, and values and records that could not be read.
    pub unknown_fields: usize,
}

impl RedactionSummary {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// What [`redact`] would leave out, for asking before exporting.
pub fn redaction_summary(network: &Network, profile: Profile) -> RedactionSummary {
    if profile == Profile::Full {
        return RedactionSummary::default();
    }
    let part = redact(network, profile);
    let mut summary = RedactionSummary { unknown_fields: unknown_fields(network), ..Default::default() };
    for whole in network.tables() {
        let table = whole.schema().table;
        for record in whole.records() {
            if part.get(table, record.id()).is_some() {
                summary.details += filled_secrets(record, profile);
                continue;
            }
            *match table {
                TableName::Actors
                    if network.actors.get(record.id()).is_some_and(|it| it.kind == ActorKind::Person) =>
                {
                    &mut summary.persons
                }
                TableName::Actors => &mut summary.organisations,
                TableName::Contacts => &mut summary.contacts,
                TableName::Agreements => &mut summary.agreements,
                _ => &mut summary.relations,
            } += 1;
        }
    }
    summary.internal_notes = network.actors.iter().filter(|actor| !actor.internal_note.is_empty()).count();
    summary
}

/// How many filled fields a profile does not see, or not wholly, besides internal notes.
fn filled_secrets(record: &dyn Record, profile: Profile) -> usize {
    let fields = record.table().schema().fields.iter().filter(|field| field.name != "internal_note");
    fields.filter(|field| hides(profile, field, &record.get(field))).count()
}

fn hides(profile: Profile, field: &Field, value: &Value) -> bool {
    let within = || match (field.content, value) {
        (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
            rows.iter().any(|row| fields.iter().zip(row).any(|(field, value)| hides(profile, field, value)))
        }
        _ => false,
    };
    !value.is_empty() && (!profile.may_see(field.audience) || within())
}

fn unknown_fields(network: &Network) -> usize {
    let unreadable_rows = |rows: &serde_json::Value| rows.as_array().map_or(1, Vec::len);
    let unreadable = network.unknown.get(UNREADABLE).and_then(serde_json::Value::as_object);
    let top_level = network.unknown.len() - usize::from(unreadable.is_some());
    let of_records =
        network.tables().flat_map(|table| table.records()).map(|record| record.meta().unknown.len());
    top_level
        + unreadable.into_iter().flat_map(Unknown::values).map(unreadable_rows).sum::<usize>()
        + of_records.sum::<usize>()
        + network.removed.iter().map(|(.., tombstone)| tombstone.unknown.len()).sum::<usize>()
}

/// Whether a file with this network would name natural persons.
pub(super) fn contains_personal_data(network: &Network) -> bool {
    network.contacts.iter().any(|contact| contact.kind == ContactKind::Person)
        || network.actors.iter().any(|actor| actor.kind == ActorKind::Person)
}
