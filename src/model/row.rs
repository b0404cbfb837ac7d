//! The small records within records: one macro call for each kind, as in `record.rs`.

use super::{
    Day, Id,
    TableName::{Actors, Competencies, Meetings, Topics},
    field::{
        Field, FieldType, RowType, Value, day, line, many, number, numbered, one, paragraph, word, words,
    },
    words::{AgreementState, Role, TopicStatus, Visibility},
};

macro_rules! row {
    (
        $(#[doc = $about:literal])*
        $name:ident requires { $( $required:ident: $required_type:ty = $required_field:expr, )* }
        $( $field:ident: $type:ty = $definition:expr, )*
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $( pub $required: $required_type, )*
            $( pub $field: $type, )*
        }

        #[allow(clippy::new_without_default)]
        impl $name {
            pub fn new($($required: impl Into<$required_type>),*) -> Self {
                Self {
                    $( $required: $required.into(), )*
                    $( $field: Default::default(), )*
                }
            }
        }

        impl RowType for $name {
            const FIELDS: &'static [Field] = &numbered([
                $( $required_field.named(stringify!($required), true, ""), )*
                $( $definition.named(stringify!($field), false, ""), )*
            ]);

            fn to_row(&self) -> Vec<Value> {
                vec![$( self.$required.to_value(), )* $( self.$field.to_value(), )*]
            }

            fn from_row(row: Vec<Value>) -> Option<Self> {
                let mut values = row.into_iter();
                Some(Self {
                    $( $required: FieldType::from_value(values.next()?)?, )*
                    $( $field: FieldType::from_value(values.next()?)?, )*
                })
            }
        }

        impl FieldType for Vec<$name> {
            fn to_value(&self) -> Value {
                Value::Rows(self.iter().map(RowType::to_row).collect())
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Rows(rows) => rows.into_iter().map($name::from_row).collect(),
                    _ => None,
                }
            }
        }

        impl FieldType for Option<$name> {
            fn to_value(&self) -> Value {
                Value::Rows(self.iter().map(RowType::to_row).collect())
            }

            fn from_value(value: Value) -> Option<Self> {
                match value {
                    Value::Rows(rows) => {
                        rows.into_iter().next().map_or(Some(None), |row| $name::from_row(row).map(Some))
                    }
                    _ => None,
                }
            }
        }
    };
}

row! {
    /// An actor that attached itself to a topic.
    Supporter requires {
        actor: Id = one(Actors).public(),
    }
    role: Role = word::<Role>().public(),
}

row! {
    /// When a topic came into a state, and at which meeting.
    TopicEvent requires {}
    status: TopicStatus = word::<TopicStatus>().public(),
    on: Option<Day> = day().public(),
    meeting: Option<Id> = one(Meetings).public(),
}

row! {
    /// One point of an agenda, who brings it in, what it is about in the map, and what came of it.
    AgendaItem requires {
        text: String = line().public(),
    }
    by: Option<Id> = one(Actors).public(),
    topic: Option<Id> = one(Topics).public(),
    competency: Option<Id> = one(Competencies).public(),
    actors: Vec<Id> = many(Actors).public(),
    result: String = paragraph().members(),
}

row! {
    /// Two who are to talk with each other in one round of an evening, counted from one.
    Talk requires {
        one: Id = one(Actors).members(),
        other: Id = one(Actors).members(),
    }
    round: Option<u32> = number().members(),
}

row! {
    /// When an agreement came into a state, and through whom.
    AgreementEvent requires {}
    state: AgreementState = word::<AgreementState>().members(),
    on: Option<Day> = day().members(),
    by: Option<Id> = one(Actors).members(),
}

row! {
    /// A person's consent to be named.
    Consent requires {}
    given_on: Option<Day> = day().members(),
    scope: Vec<Visibility> = words::<Visibility>().members(),
    withdrawn_on: Option<Day> = day().members(),
}
