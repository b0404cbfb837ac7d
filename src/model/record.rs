//! The records: one macro call for each kind says all that is known of it.

use super::{
    AgendaItem, AgreementEvent, AnyRecord, Base, Consent, Day, Id, Stamps, Supporter, TableName, Talk,
    TopicEvent, Unknown,
    field::{
        Field, FieldType, Value, day, level, line, lines, many, number, numbered, one, paragraph, row, rows,
        web, word, word_or_none, words,
    },
    words::{
        ActorKind, ActorStatus, AgreementState, Confirmer, ContactKind, GroupKind, HelpForm, LinkKind,
        MeetingKind, SectorColor, TopicStatus, Visibility,
    },
};

use TableName::{Actors, Competencies, Meetings, Needs, Offers, Sectors};

/// What a record carries beside its fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// When each field last changed, by field name. An emptied field has a stamp, an untouched one has none.
    pub changed: Stamps,
    /// Which earlier stamps of each field its author knew of, so that what changed elsewhere meanwhile is noticed.
    pub base: Base,
    /// Fields we do not know, and values of known ones that could not be read.
    pub unknown: Unknown,
}

/// A record of any kind, seen as its fields.
pub trait Record {
    fn table(&self) -> TableName;
    fn id(&self) -> &Id;
    fn meta(&self) -> &Meta;
    fn meta_mut(&mut self) -> &mut Meta;
    /// The content of a field of this record's table.
    fn get(&self, field: &Field) -> Value;
    /// What a field of this record's table holds of text: one piece of a line, a paragraph or an address.
    fn texts(&self, field: &Field) -> &[String];
    /// Fills a field of this record's table. Returns whether the value is one of its content.
    fn set(&mut self, field: &Field, value: Value) -> bool;
    fn to_any(&self) -> AnyRecord;
}

/// A kind of record, known by its type.
pub trait RecordType: Record + Clone + PartialEq {
    const TABLE: TableName;
    const TITLE: Option<&'static str>;
    const FIELDS: &'static [Field];

    /// A record of the values that `value` gives; what it does not give is empty.
    ///
    /// # Errors
    /// The required field for which there is no value, or one of another kind.
    fn create(
        id: Id,
        meta: Meta,
        value: &mut dyn FnMut(&'static Field) -> Option<Value>,
    ) -> Result<Self, &'static Field>;
}

macro_rules! record {
    (
        $(#[doc = $about:literal])*
        $name:ident in $table:ident, titled $title:expr,
        requires { $( $(#[doc = $required_about:literal])* $required:ident: $required_type:ty = $required_field:expr, )* }
        $( $(#[doc = $field_about:literal])* $field:ident: $type:ty = $definition:expr, )*
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            pub id: Id,
            $( $(#[doc = $required_about])* pub $required: $required_type, )*
            $( $(#[doc = $field_about])* pub $field: $type, )*
            pub meta: Meta,
        }

        impl $name {
            #[allow(clippy::too_many_arguments)]
            pub fn new(id: Id $(, $required: impl Into<$required_type>)*) -> Self {
                Self {
                    id,
                    $( $required: $required.into(), )*
                    $( $field: Default::default(), )*
                    meta: Meta::default(),
                }
            }
        }

        const _: () = {
            /// The place of each field.
            #[allow(non_camel_case_types)]
            enum Place { $($required,)* $($field,)* }

            impl Record for $name {
                fn table(&self) -> TableName {
                    Self::TABLE
                }

                fn id(&self) -> &Id {
                    &self.id
                }

                fn meta(&self) -> &Meta {
                    &self.meta
                }

                fn meta_mut(&mut self) -> &mut Meta {
                    &mut self.meta
                }

                fn get(&self, field: &Field) -> Value {
                    match field.index {
                        $( place if place == Place::$required as usize => self.$required.to_value(), )*
                        $( place if place == Place::$field as usize => self.$field.to_value(), )*
                        _ => Value::Text(String::new()),
                    }
                }

                fn texts(&self, field: &Field) -> &[String] {
                    match field.index {
                        $( place if place == Place::$required as usize => self.$required.texts(), )*
                        $( place if place == Place::$field as usize => self.$field.texts(), )*
                        _ => &[],
                    }
                }

                fn set(&mut self, field: &Field, value: Value) -> bool {
                    fn fill<T: FieldType>(field: &mut T, value: Value) -> bool {
                        T::from_value(value).map(|value| *field = value).is_some()
                    }
                    match field.index {
                        $( place if place == Place::$required as usize => fill(&mut self.$required, value), )*
                        $( place if place == Place::$field as usize => fill(&mut self.$field, value), )*
                        _ => false,
                    }
                }

                fn to_any(&self) -> AnyRecord {
                    self.clone().into()
                }
            }

            impl RecordType for $name {
                const TABLE: TableName = TableName::$table;
                const TITLE: Option<&'static str> = $title;
                const FIELDS: &'static [Field] = &numbered([
                    $( $required_field.named(stringify!($required), true, concat!($($required_about,)*)), )*
                    $( $definition.named(stringify!($field), false, concat!($($field_about,)*)), )*
                ]);

                fn create(
                    id: Id,
                    meta: Meta,
                    value: &mut dyn FnMut(&'static Field) -> Option<Value>,
                ) -> Result<Self, &'static Field> {
                    // The one table, which a constant would be copied beside.
                    let fields = Self::TABLE.schema().fields;
                    Ok(Self {
                        id,
                        $( $required: {
                            let field = &fields[Place::$required as usize];
                            value(field).and_then(FieldType::from_value).ok_or(field)?
                        }, )*
                        $( $field: value(&fields[Place::$field as usize])
                            .and_then(FieldType::from_value)
                            .unwrap_or_default(), )*
                        meta,
                    })
                }
            }
        };
    };
}

record! {
    /// The network's own title page.
    About in Network, titled Some("title"),
    requires {}
    title: String = line().public(),
    region: String = line().public(),
    /// The language the contents are written in, `de` or `en`.
    language: String = line().public(),
    welcome: String = paragraph().public(),
    /// After how many months without a confirmation an entry is asked about.
    confirm_months: Option<u32> = number().public(),
}

record! {
    /// A field of society from which actors come.
    Sector in Sectors, titled Some("name"),
    requires {
        name: String = line().public().searched(),
    }
    /// One or two characters shown beside the colour.
    symbol: String = line().public(),
    /// One of the accessible palette; without, by the place in the document.
    color: Option<SectorColor> = word_or_none::<SectorColor>().public(),
}

record! {
    /// Something one can do.
    Competency in Competencies, titled Some("name"),
    requires {
        name: String = line().public().searched(),
    }
    /// Other words for the same thing.
    also: Vec<String> = lines().public().searched(),
    /// The one broader term, if there is one.
    broader: Option<Id> = one(Competencies).public(),
    description: String = paragraph().public().searched(),
}

record! {
    /// An organisation, a unit of one, or a person taking part.
    Actor in Actors, titled Some("name"),
    requires {
        name: String = line().public().searched(),
    }
    kind: ActorKind = word::<ActorKind>().public(),
    sector: Option<Id> = one(Sectors).public(),
    status: ActorStatus = word::<ActorStatus>().public(),
    joined: Option<Day> = day().public(),
    /// The actor through whom this one came.
    invited_by: Option<Id> = one(Actors).public(),
    about: String = paragraph().public().searched(),
    /// Its digital offering.
    offering: String = paragraph().public().searched(),
    /// Its picture of the digital future.
    vision: String = paragraph().public().searched(),
    website: String = web().public().searched(),
    place: String = line().public().searched(),
    /// The day on which it left the network.
    left: Option<Day> = day().public(),
    confirmed_on: Option<Day> = day().public(),
    confirmed_by: Option<Confirmer> = word_or_none::<Confirmer>().public().with("confirmed_on"),
    /// When a keeper asked it last whether all is still true; for keepers.
    asked_on: Option<Day> = day(),
    /// Who may see this actor in an exported file. Absent: everyone, for a person only the network.
    visibility: Option<Visibility> = word_or_none::<Visibility>().public(),
    /// For the people who keep the map; never part of a public or network export.
    internal_note: String = paragraph(),
}

impl Actor {
    /// Whether the actor has not left by a day.
    pub fn is_here(&self, today: &Day) -> bool {
        self.left.as_ref().is_none_or(|left| left > today)
    }
}

record! {
    /// An actor can do something and says so.
    Offer in Offers, titled None,
    requires {
        actor: Id = one(Actors).public(),
        competency: Id = one(Competencies).public(),
    }
    /// 1 basic, 2 experienced, 3 expert.
    level: Option<u8> = level().public().with("competency"),
    /// The kinds of help; none means any.
    forms: Vec<HelpForm> = words::<HelpForm>().public(),
    conditions: String = line().public(),
    available_from: Option<Day> = day().public(),
    /// What was done with it, where and when, in one line.
    evidence: String = line().public(),
    note: String = paragraph().public().with("competency"),
    since: Option<Day> = day().public(),
    confirmed_on: Option<Day> = day().public(),
    confirmed_by: Option<Confirmer> = word_or_none::<Confirmer>().public().with("confirmed_on"),
}

record! {
    /// An actor looks for something.
    Need in Needs, titled None,
    requires {
        actor: Id = one(Actors).public(),
        competency: Id = one(Competencies).public(),
    }
    /// The kinds of help looked for; none means any.
    forms: Vec<HelpForm> = words::<HelpForm>().public(),
    /// The day until which help is wanted.
    wanted_by: Option<Day> = day().public(),
    note: String = paragraph().public().with("competency"),
    since: Option<Day> = day().public(),
    confirmed_on: Option<Day> = day().public(),
    confirmed_by: Option<Confirmer> = word_or_none::<Confirmer>().public().with("confirmed_on"),
    /// Set when the need was met.
    closed_on: Option<Day> = day().public(),
}

record! {
    /// Two actors and what is between them.
    Link in Links, titled None,
    requires {
        from: Id = one(Actors).public(),
        to: Id = one(Actors).public().with("from"),
    }
    kind: LinkKind = word::<LinkKind>().public(),
    /// The actor who brought the two together.
    by: Option<Id> = one(Actors).public(),
    since: Option<Day> = day().public(),
    note: String = paragraph().public(),
}

record! {
    /// A question of the town and the competencies it takes.
    Topic in Topics, titled Some("title"),
    requires {
        title: String = line().public().searched(),
    }
    question: String = paragraph().public().searched(),
    status: TopicStatus = word::<TopicStatus>().public(),
    competencies: Vec<Id> = many(Competencies).public(),
    people: Vec<Supporter> = rows::<Supporter>().public(),
    history: Vec<TopicEvent> = rows::<TopicEvent>().public().with("status"),
}

record! {
    /// A sitting of the network, a workshop, a marketplace evening, an event.
    Meeting in Meetings, titled Some("title"),
    requires {
        date: Day = day().public(),
    }
    /// The time of day, such as `18:00`.
    start: String = line().public().with("date"),
    end: String = line().public().with("date"),
    kind: Option<MeetingKind> = word_or_none::<MeetingKind>().public(),
    title: String = line().public(),
    place: String = line().public(),
    /// The actor who receives the others.
    host: Option<Id> = one(Actors).public(),
    agenda: Vec<AgendaItem> = rows::<AgendaItem>().public(),
    /// Who said that they come.
    coming: Vec<Id> = many(Actors).public(),
    present: Vec<Id> = many(Actors).public(),
    guests: Vec<Id> = many(Actors).public(),
    /// Of a marketplace evening: who talks with whom in which round.
    talks: Vec<Talk> = rows::<Talk>().members(),
    minutes: String = paragraph().members(),
}

record! {
    /// A committee, a working group or another network that actors sit in.
    Group in Groups, titled Some("name"),
    requires {
        name: String = line().public(),
    }
    kind: Option<GroupKind> = word_or_none::<GroupKind>().public(),
    purpose: String = paragraph().public(),
    members: Vec<Id> = many(Actors).public(),
    meetings_per_year: Option<u32> = number().public(),
}

record! {
    /// Who does what for whom until when, agreed by both.
    Agreement in Agreements, titled Some("what"),
    requires {
        /// The actor who helps.
        giver: Id = one(Actors).public(),
        /// The actor who is helped.
        taker: Id = one(Actors).public().with("giver"),
    }
    need: Option<Id> = one(Needs).public(),
    offer: Option<Id> = one(Offers).public(),
    what: String = line().public(),
    until: Option<Day> = day().public(),
    state: AgreementState = word::<AgreementState>().public(),
    /// Those of the two who said yes.
    agreed_by: Vec<Id> = many(Actors).public(),
    /// The meeting at which it was agreed.
    meeting: Option<Id> = one(Meetings).public(),
    /// Why the two fit, or why they did not.
    why: String = paragraph().members().with("state"),
    history: Vec<AgreementEvent> = rows::<AgreementEvent>().members().with("state"),
    /// Who may see this agreement in an exported file. Absent: only who keeps the map.
    visibility: Option<Visibility> = word_or_none::<Visibility>().public(),
}

record! {
    /// A natural person or a role mailbox behind an actor; never part of a public export.
    Contact in Contacts, titled Some("name"),
    requires {
        actor: Id = one(Actors).members(),
    }
    /// A mailbox or function, or a natural person.
    kind: ContactKind = word::<ContactKind>().members(),
    name: String = line().members(),
    role: String = line().members(),
    email: String = line().members(),
    phone: String = line().members(),
    visibility: Option<Visibility> = word_or_none::<Visibility>().members(),
    legal_basis: String = line().members(),
    consent: Option<Consent> = row::<Consent>().members(),
}
