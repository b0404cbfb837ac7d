//! The records, and how each reads from and writes to one JSON object.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Day, Id, Stamp, TableName, Unknown};

/// A field whose value could not be understood. The value stays in the record's unknown fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    pub field: &'static str,
    pub found: String,
}

/// What all records share, so that storing, stamping, merging and exporting are written once.
pub trait Record: Clone + PartialEq {
    const TABLE: TableName;
    /// The fields we know besides `id`, in the order of the document.
    const FIELDS: &'static [&'static str];
    /// Those of `FIELDS` without which a record means nothing.
    const REQUIRED: &'static [&'static str];

    fn id(&self) -> &Id;
    fn changed(&self) -> &BTreeMap<String, Stamp>;
    fn changed_mut(&mut self) -> &mut BTreeMap<String, Stamp>;
    fn unknown(&self) -> &Unknown;
    fn unknown_mut(&mut self) -> &mut Unknown;
    /// The known, filled fields as a JSON object, without id, stamps and unknown fields.
    fn fields(&self) -> Unknown;
    /// Reads what can be read. Values of the wrong kind are reported and kept as unknown fields.
    ///
    /// # Errors
    /// The name of the required field that is missing or unreadable.
    fn read(object: Unknown, misread: &mut Vec<Misread>) -> Result<Self, &'static str>;

    /// The whole record as a JSON object: id, known fields, stamps, unknown fields.
    fn write(&self) -> Unknown {
        let mut object = Unknown::new();
        object.insert("id".into(), Value::from(self.id().as_str()));
        object.extend(self.fields());
        if !self.changed().is_empty() {
            let stamps = self.changed().iter().map(|(name, stamp)| (name.clone(), Value::from(stamp.0)));
            object.insert("changed".into(), Value::Object(stamps.collect()));
        }
        for (name, value) in self.unknown() {
            // Also puts an unreadable value back under its own name; see `stamp_changes`.
            object.insert(name.clone(), value.clone());
        }
        object
    }
}

/// The value of `field`, or its default when absent; a value of the wrong kind is left in place and reported.
fn take<T: DeserializeOwned + Default>(
    object: &mut Unknown,
    field: &'static str,
    misread: &mut Vec<Misread>,
) -> T {
    match object.remove(field) {
        None | Some(Value::Null) => T::default(),
        Some(value) => match serde_json::from_value(value.clone()) {
            Ok(read) => read,
            Err(_) => {
                let mut found = value.to_string();
                if found.len() > 80 {
                    found = found.chars().take(77).chain("...".chars()).collect();
                }
                misread.push(Misread { field, found });
                object.insert(field.to_owned(), value);
                T::default()
            }
        },
    }
}

/// The value of a field without which the record means nothing.
fn require<T: DeserializeOwned>(object: &mut Unknown, field: &'static str) -> Result<T, &'static str> {
    object.remove(field).and_then(|value| serde_json::from_value(value).ok()).ok_or(field)
}

fn put(object: &mut Unknown, field: &'static str, value: impl Serialize) {
    match serde_json::to_value(value) {
        Ok(Value::Null | Value::Bool(false)) | Err(_) => {}
        Ok(Value::String(text)) if text.is_empty() => {}
        Ok(Value::Array(items)) if items.is_empty() => {}
        Ok(value) => {
            object.insert(field.to_owned(), value);
        }
    }
}

macro_rules! record {
    (
        $(#[$about:meta])*
        $name:ident in $table:ident requires [$( $required:ident: $required_type:ty ),*] {
            $( $(#[$field_about:meta])* $field:ident: $type:ty, )*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
        pub struct $name {
            pub id: Id,
            $( pub $required: $required_type, )*
            $( $(#[$field_about])* #[cfg_attr(not(target_arch = "wasm32"), schemars(default))] pub $field: $type, )*
            /// When each field last changed, in milliseconds since 1970 UTC, by field name.
            #[cfg_attr(not(target_arch = "wasm32"), schemars(default))]
            pub changed: BTreeMap<String, Stamp>,
            #[cfg_attr(not(target_arch = "wasm32"), schemars(skip))]
            pub unknown: Unknown,
        }

        impl $name {
            #[allow(clippy::too_many_arguments)]
            pub fn new(id: Id $(, $required: impl Into<$required_type>)*) -> Self {
                Self {
                    id,
                    $( $required: $required.into(), )*
                    $( $field: Default::default(), )*
                    changed: BTreeMap::new(),
                    unknown: Unknown::new(),
                }
            }
        }

        impl Record for $name {
            const TABLE: TableName = TableName::$table;
            const FIELDS: &'static [&'static str] = &[$(stringify!($required),)* $(stringify!($field),)*];
            const REQUIRED: &'static [&'static str] = &[$(stringify!($required),)*];

            fn id(&self) -> &Id {
                &self.id
            }

            fn changed(&self) -> &BTreeMap<String, Stamp> {
                &self.changed
            }

            fn changed_mut(&mut self) -> &mut BTreeMap<String, Stamp> {
                &mut self.changed
            }

            fn unknown(&self) -> &Unknown {
                &self.unknown
            }

            fn unknown_mut(&mut self) -> &mut Unknown {
                &mut self.unknown
            }

            fn fields(&self) -> Unknown {
                let mut object = Unknown::new();
                $( put(&mut object, stringify!($required), &self.$required); )*
                $( put(&mut object, stringify!($field), &self.$field); )*
                object
            }

            fn read(mut object: Unknown, misread: &mut Vec<Misread>) -> Result<Self, &'static str> {
                Ok(Self {
                    id: require(&mut object, "id")?,
                    $( $required: require(&mut object, stringify!($required))?, )*
                    $( $field: take(&mut object, stringify!($field), misread), )*
                    changed: take(&mut object, "changed", misread),
                    unknown: object,
                })
            }
        }
    };
}

record! {
    /// The network's own title page.
    About in Network requires [] {
        title: String,
        region: String,
        /// The language the contents are written in, `de` or `en`.
        language: String,
        welcome: String,
    }
}

record! {
    /// A field of society from which actors come.
    Sector in Sectors requires [name: String] {
        /// One or two characters shown beside the colour.
        symbol: String,
    }
}

record! {
    /// Something one can do.
    Competency in Competencies requires [name: String] {
        /// Other words for the same thing.
        also: Vec<String>,
        /// The one broader term, if there is one.
        broader: Option<Id>,
        description: String,
    }
}

record! {
    /// An organisation, a unit of one, or a person taking part.
    Actor in Actors requires [name: String] {
        kind: ActorKind,
        sector: Option<Id>,
        status: ActorStatus,
        joined: Option<Day>,
        /// The actor through whom this one came.
        invited_by: Option<Id>,
        about: String,
        /// Its digital offering.
        offering: String,
        /// Its picture of the digital future.
        vision: String,
        website: String,
        place: String,
        confirmed_on: Option<Day>,
        /// Who may see this actor in an exported file. Absent: everyone, for a person only the network.
        visibility: Option<Visibility>,
        /// For the people who keep the map; never part of a public or network export.
        internal_note: String,
    }
}

record! {
    /// An actor can do something and says so.
    Offer in Offers requires [actor: Id, competency: Id] {
        /// 1 basic, 2 experienced, 3 expert.
        level: Option<u8>,
        note: String,
        confirmed_on: Option<Day>,
    }
}

record! {
    /// An actor looks for something.
    Need in Needs requires [actor: Id, competency: Id] {
        note: String,
        since: Option<Day>,
        /// Set when the need was met.
        closed_on: Option<Day>,
    }
}

record! {
    /// Two actors and what is between them.
    Link in Links requires [from: Id, to: Id] {
        kind: LinkKind,
        since: Option<Day>,
        note: String,
    }
}

record! {
    /// A question of the town and the competencies it takes.
    Topic in Topics requires [title: String] {
        question: String,
        status: TopicStatus,
        competencies: Vec<Id>,
        people: Vec<Supporter>,
    }
}

record! {
    Meeting in Meetings requires [date: Day] {
        title: String,
        place: String,
        agenda: Vec<AgendaItem>,
        present: Vec<Id>,
        guests: Vec<Id>,
    }
}

record! {
    /// A natural person or a role mailbox behind an actor; never part of a public export.
    Contact in Contacts requires [actor: Id] {
        /// `role` for a mailbox or function, else a person.
        kind: String,
        name: String,
        role: String,
        email: String,
        phone: String,
        visibility: Option<Visibility>,
        legal_basis: String,
        consent: Option<Consent>,
    }
}

record! {
    /// A tombstone: that something was removed, and nothing of what it was.
    Removed in Removed requires [kind: TableName] {
        /// RFC 3339 in UTC.
        removed_at: String,
    }
}

macro_rules! words {
    ($( $(#[$about:meta])* $name:ident { $first:ident $(, $rest:ident)* } )*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
            #[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                #[default]
                $first
                $(, $rest)*
            }

            impl $name {
                pub const ALL: &'static [Self] = &[Self::$first $(, Self::$rest)*];
            }
        )*
    };
}

words! {
    ActorKind { Organisation, Unit, Person }
    ActorStatus { Member, Guest }
    LinkKind { Knows, WorksWith, Introduced }
    TopicStatus { Idea, Discussed, UnderWay, Done, Dropped }
    /// How somebody attached themselves to a topic.
    Role { CanHelp, Curious, NeedsThis }
    /// How far a record may travel in exported files.
    Visibility { Internal, Network, Public }
}

/// An actor that attached itself to a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Supporter {
    pub actor: Id,
    #[serde(default)]
    pub role: Role,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct AgendaItem {
    pub text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
}

/// A person's consent to be named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct Consent {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_on: Option<Day>,
    #[serde(default)]
    pub scope: Vec<Visibility>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn_on: Option<Day>,
}
