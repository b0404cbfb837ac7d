//! Who may see what in an exported file. Every way out of the program goes through [`redact`].

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use super::{UNREADABLE, part::Kept};
use crate::model::{
    ActorKind, AgreementState, Audience, ContactKind, Content, Field, Id, Meta, Network, Position, Record,
    TableName, Tombstone, Tombstones, Unknown, Value, Visibility, Word, order,
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

    pub fn may_see(self, audience: Audience) -> bool {
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

    /// Where its nodes stand from now on.
    pub(super) fn place(&mut self, positions: BTreeMap<Id, Position>) {
        self.network.positions = Arc::new(positions);
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
    Redaction { network, profile, excerpt: None }.done()
}

pub(super) struct Redaction<'a> {
    pub(super) network: &'a Network,
    pub(super) profile: Profile,
    /// Nothing else travels, and that for who only looks: without stamps and tombstones.
    pub(super) excerpt: Option<&'a Kept>,
}

impl Redaction<'_> {
    pub(super) fn done(&self) -> Redacted {
        let Self { network, profile, .. } = *self;
        let mut part = Network::new(network.about.id.clone());
        for (table, whole) in part.tables_mut().zip(network.tables()) {
            let travels = |record: &&dyn Record| self.travels(record.table(), record.id());
            for record in whole.records().filter(travels) {
                let meta = self.meta(record);
                // All that a record requires travels with it.
                let _ = table.create(record.id().clone(), meta, &mut |field| {
                    profile.may_see(field.audience).then(|| self.value(record, field))
                });
            }
        }
        let positions = network
            .positions
            .iter()
            .filter(|(id, _)| part.actors.contains(id) || part.competencies.contains(id));
        part.positions = Arc::new(order::map(positions.map(|(id, at)| (id.clone(), *at))));
        part.removed = self.tombstones();
        Redacted { network: part, profile }
    }

    /// Those of records that travelled. What stands under the same kind and id today must not be named either.
    fn tombstones(&self) -> Tombstones {
        let mut travelling = Tombstones::default();
        if self.excerpt.is_some() {
            return travelling;
        }
        for (table, id, tombstone) in self.network.removed.iter() {
            let is_hidden = self.network.get(table, id).is_some() && !self.travels(table, id);
            if tombstone.visibility >= self.profile.least() && !is_hidden {
                let seen = |name: &str| {
                    table.schema().field(name).is_some_and(|field| self.profile.may_see(field.audience))
                };
                let mut base = tombstone.base.clone();
                base.retain(&mut |name| seen(name));
                let part = Tombstone { base, unknown: Unknown::new(), ..*tombstone };
                travelling.put(table, id.clone(), part);
            }
        }
        travelling
    }

    fn travels(&self, table: TableName, id: &Id) -> bool {
        self.network.reach(table, id) >= self.profile.least()
            && self.excerpt.is_none_or(|kept| kept.contains(&(table, id.clone())))
    }

    fn value(&self, record: &dyn Record, field: &'static Field) -> Value {
        let stays_out = |table, id: &Id| !self.travels(table, id);
        match (field.content, record.get(field).without(field.content, &stays_out)) {
            (Content::Row(fields) | Content::Rows(fields), Value::Rows(rows)) => {
                // That two once did not fit is nobody else's business.
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
        if self.excerpt.is_some() {
            return Meta::default();
        }
        let meta = record.meta();
        let fields = record.table().schema().fields;
        let is_whole = |name: &str| {
            let (name, element) = name.split_once('/').map_or((name, None), |(name, id)| (name, Some(id)));
            let field = fields.iter().find(|field| field.name == name);
            field.is_some_and(|field| {
                self.profile.may_see(field.audience)
                    && !meta.unknown.contains_key(name)
                    && match (element, field.content.elements_refer_to()) {
                        (Some(id), Some(to)) => {
                            Id::try_from(id.to_owned()).is_ok_and(|id| self.travels(to, &id))
                        }
                        (None, _) => self.value(record, field) == record.get(field),
                        _ => false,
                    }
            })
        };
        let changed = meta.changed.iter().filter(|(name, _)| is_whole(name));
        let mut base = meta.base.clone();
        base.retain(&mut |name| is_whole(name));
        Meta {
            changed: order::map(changed.map(|(name, stamp)| (name.clone(), *stamp))),
            base,
            unknown: Unknown::new(),
        }
    }
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
    /// Tombstones of records that did not travel either.
    pub removals: usize,
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
    summary.removals = network.removed.len() - part.removed.len();
    summary.internal_notes = network.actors.iter().filter(|actor| !actor.internal_note.is_empty()).count();
    summary
}

/// What a profile must not see of a network, the first that is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    pub table: TableName,
    pub id: Id,
    /// The whole record, if none is named.
    pub field: Option<String>,
}

/// The first thing in a network that [`redact`] would leave out, but for what stands in no record.
pub fn first_secret(network: &Network, profile: Profile) -> Option<Secret> {
    let part = redact(network, profile);
    let records = network.tables().flat_map(|table| table.records());
    let mut secrets = records.filter_map(|record| {
        let (table, id) = (record.table(), record.id());
        let secret = |field| Some(Secret { table, id: id.clone(), field });
        if part.get(table, id).is_none() {
            return secret(None);
        }
        let hidden = table.schema().fields.iter().find(|field| hides(profile, field, &record.get(field)));
        let unknown = || record.meta().unknown.keys().next().filter(|_| profile != Profile::Full).cloned();
        secret(Some(hidden.map(|field| field.name.to_owned()).or_else(unknown)?))
    });
    secrets.next()
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

pub(super) fn unknown_fields(network: &Network) -> usize {
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
