//! Who may see what in an exported file. Every way out of the program goes through [`redact`].

use std::sync::Arc;

use super::{UNREADABLE, write::whole};
use crate::model::{
    About, Actor, ActorKind, Contact, Id, Network, Record, Table, TableName, Unknown, Visibility,
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
    pub internal_notes: usize,
    /// Fields of other programs, and values and records that could not be read.
    pub unknown_fields: usize,
}

impl RedactionSummary {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

/// The part of a network that may travel in a profile. In all but the full one, every reference points to a
/// record that travels too, so that nothing left out is even named.
pub fn redact(network: &Network, profile: Profile) -> Network {
    if profile == Profile::Full {
        return network.clone();
    }
    let actors = redact_table(&network.actors, |actor| actor_travels(actor, profile));
    let travels = |id: &Id| actors.contains(id);
    let known = |id: &Id| network.competencies.contains(id);
    let contacts = redact_table(&network.contacts, |contact| {
        profile == Profile::Network && contact_travels(contact) && travels(&contact.actor)
    });
    let node = |id: &Id| travels(id) || network.competencies.contains(id);
    Network {
        about: Arc::new(
            redact_record(&*network.about).unwrap_or_else(|| About::new(network.about.id.clone())),
        ),
        sectors: redact_table(&network.sectors, |_| true),
        competencies: changed(redact_table(&network.competencies, |_| true), |competency| {
            competency.broader.take_if(|id| !known(id));
        }),
        offers: redact_table(&network.offers, |offer| travels(&offer.actor) && known(&offer.competency)),
        needs: redact_table(&network.needs, |need| travels(&need.actor) && known(&need.competency)),
        links: redact_table(&network.links, |link| travels(&link.from) && travels(&link.to)),
        topics: changed(redact_table(&network.topics, |_| true), |topic| {
            topic.competencies.retain(known);
            topic.people.retain(|person| travels(&person.actor));
        }),
        meetings: changed(redact_table(&network.meetings, |_| true), |meeting| {
            meeting.present.retain(travels);
            meeting.guests.retain(travels);
            for item in &mut meeting.agenda {
                item.by.take_if(|id| !travels(id));
            }
        }),
        positions: Arc::new(
            network.positions.iter().filter(|(id, _)| node(id)).map(|(id, at)| (id.clone(), *at)).collect(),
        ),
        removed: redact_table(&network.removed, |removed| {
            let redacted = match removed.kind {
                TableName::Contacts => profile == Profile::Public || network.contacts.contains(&removed.id),
                _ => network.actors.contains(&removed.id) && !travels(&removed.id),
            };
            !redacted
        }),
        actors: changed(actors.clone(), |actor| {
            actor.invited_by.take_if(|id| !travels(id));
            actor.sector.take_if(|id| !network.sectors.contains(id));
        }),
        contacts,
        unknown: Arc::default(),
    }
}

/// What [`redact`] would leave out, for asking before exporting.
pub fn redaction_summary(network: &Network, profile: Profile) -> RedactionSummary {
    if profile == Profile::Full {
        return RedactionSummary::default();
    }
    let part = redact(network, profile);
    let left_out = network.actors.iter().filter(|actor| !part.actors.contains(&actor.id));
    let (persons, organisations): (Vec<_>, Vec<_>) =
        left_out.partition(|actor| actor.kind == ActorKind::Person);
    RedactionSummary {
        contacts: network.contacts.len() - part.contacts.len(),
        persons: persons.len(),
        organisations: organisations.len(),
        relations: network.offers.len() - part.offers.len() + network.needs.len() - part.needs.len()
            + network.links.len()
            - part.links.len(),
        internal_notes: network.actors.iter().filter(|actor| !actor.internal_note.is_empty()).count(),
        unknown_fields: unknown_fields(network),
    }
}

fn unknown_fields(network: &Network) -> usize {
    fn of<T: Record>(table: &Table<T>) -> usize {
        table.iter().map(|record| record.unknown().len()).sum()
    }
    let unreadable_rows = |rows: &serde_json::Value| rows.as_array().map_or(1, Vec::len);
    let unreadable = network.unknown.get(UNREADABLE).and_then(serde_json::Value::as_object);
    let top_level = network.unknown.len() - usize::from(unreadable.is_some());
    top_level
        + unreadable.into_iter().flat_map(Unknown::values).map(unreadable_rows).sum::<usize>()
        + network.about.unknown.len()
        + of(&network.sectors)
        + of(&network.competencies)
        + of(&network.actors)
        + of(&network.offers)
        + of(&network.needs)
        + of(&network.links)
        + of(&network.topics)
        + of(&network.meetings)
        + of(&network.contacts)
        + of(&network.removed)
}

fn actor_travels(actor: &Actor, profile: Profile) -> bool {
    // Values that could not be read might have said "a person" or "internal".
    if actor.unknown.contains_key("kind") || actor.unknown.contains_key("visibility") {
        return false;
    }
    let usual = match actor.kind {
        ActorKind::Person => Visibility::Network,
        ActorKind::Organisation | ActorKind::Unit => Visibility::Public,
    };
    let least = match profile {
        Profile::Public => Visibility::Public,
        Profile::Network | Profile::Full => Visibility::Network,
    };
    actor.visibility.unwrap_or(usual) >= least
}

/// Whether a contact may be passed on among the members: it is marked so, and it is a function rather than a
/// person, or the person agreed, or the law asks for it. A withdrawn consent ends it in every case.
fn contact_travels(contact: &Contact) -> bool {
    let shared = contact.visibility.is_some_and(|visibility| visibility >= Visibility::Network);
    let withdrawn = contact.unknown.contains_key("consent")
        || contact.consent.as_ref().is_some_and(|consent| consent.withdrawn_on.is_some());
    let agreed = contact.consent.as_ref().is_some_and(|consent| {
        consent.given_on.as_ref().is_some_and(|day| day.parts().is_some())
            && consent.scope.iter().any(|scope| *scope >= Visibility::Network)
    });
    let duty = matches!(contact.legal_basis.as_str(), "oeffentliche_aufgabe" | "public_task");
    shared && !withdrawn && (contact.kind == "role" || agreed || duty)
}

/// The fields that may leave the house. A new field stays in until it is named here.
const fn fields_that_travel(table: TableName) -> &'static [&'static str] {
    match table {
        TableName::Network => &["title", "region", "language", "welcome"],
        TableName::Sectors => &["name", "symbol"],
        TableName::Competencies => &["name", "also", "broader", "description"],
        TableName::Actors => &[
            "name",
            "kind",
            "sector",
            "status",
            "joined",
            "invited_by",
            "about",
            "offering",
            "vision",
            "website",
            "place",
            "confirmed_on",
            "visibility",
        ],
        TableName::Offers => &["actor", "competency", "level", "note", "confirmed_on"],
        TableName::Needs => &["actor", "competency", "note", "since", "closed_on"],
        TableName::Links => &["from", "to", "kind", "since", "note"],
        TableName::Topics => &["title", "question", "status", "competencies", "people"],
        TableName::Meetings => &["date", "title", "place", "agenda", "present", "guests"],
        TableName::Contacts => {
            &["actor", "kind", "name", "role", "email", "phone", "visibility", "legal_basis", "consent"]
        }
        TableName::Removed => &["kind", "removed_at"],
    }
}

/// The record without fields that must not travel, without their stamps and without unknown fields.
fn redact_record<T: Record>(record: &T) -> Option<T> {
    let allowed = fields_that_travel(T::TABLE);
    let mut object = whole(record);
    object.retain(|name, _| name == "id" || allowed.contains(&name.as_str()));
    let mut copy = T::read(object, &mut Vec::new()).ok()?;
    copy.changed_mut().clone_from(record.changed());
    copy.changed_mut().retain(|name, _| allowed.contains(&name.as_str()));
    copy.unknown_mut().clear();
    Some(copy)
}

fn redact_table<T: Record>(table: &Table<T>, travels: impl Fn(&T) -> bool) -> Table<T> {
    table.iter().filter(|record| travels(record)).filter_map(|record| redact_record(&**record)).collect()
}

/// Changes records, and takes the stamps off the fields that changed: what is written there now is not what
/// somebody entered, and must not win over it when the files are merged.
fn changed<T: Record>(table: Table<T>, change: impl Fn(&mut T)) -> Table<T> {
    table
        .iter()
        .map(|record| {
            let mut copy = T::clone(record);
            change(&mut copy);
            let (before, after) = (record.fields(), copy.fields());
            copy.changed_mut().retain(|name, _| before.get(name) == after.get(name));
            copy
        })
        .collect()
}

/// Whether a file with this network would name natural persons.
pub(super) fn contains_personal_data(network: &Network) -> bool {
    network.contacts.iter().any(|contact| contact.kind != "role")
        || network.actors.iter().any(|actor| actor.kind == ActorKind::Person)
}
