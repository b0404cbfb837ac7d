//! Fields that hold one of a few words, spelt as the document spells them.

use super::field::{FieldType, Value, Word};

macro_rules! words {
    ($( $(#[$about:meta])* $name:ident { $first:ident = $first_word:literal $(, $rest:ident = $rest_word:literal)* } )*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum $name {
                #[default]
                $first
                $(, $rest)*
            }

            impl $name {
                pub const ALL: &'static [Self] = &[Self::$first $(, Self::$rest)*];
            }

            impl Word for $name {
                const ALL: &'static [Self] = Self::ALL;
                const WORDS: &'static [&'static str] = &[$first_word $(, $rest_word)*];

                fn word(self) -> &'static str {
                    Self::WORDS[self as usize]
                }
            }

            impl FieldType for $name {
                fn to_value(&self) -> Value {
                    Value::Word(Some(self.word()))
                }

                /// Nothing is said by the word that is usual.
                fn from_value(value: Value) -> Option<Self> {
                    match value {
                        Value::Word(word) => word.map_or(Some(Self::default()), Self::from_word),
                        _ => None,
                    }
                }
            }

            impl FieldType for Option<$name> {
                fn to_value(&self) -> Value {
                    Value::Word(self.map(Word::word))
                }

                fn from_value(value: Value) -> Option<Self> {
                    match value {
                        Value::Word(word) => word.map_or(Some(None), |word| $name::from_word(word).map(Some)),
                        _ => None,
                    }
                }
            }

            impl FieldType for Vec<$name> {
                fn to_value(&self) -> Value {
                    Value::Words(self.iter().map(|word| word.word()).collect())
                }

                fn from_value(value: Value) -> Option<Self> {
                    match value {
                        Value::Words(words) => words.into_iter().map($name::from_word).collect(),
                        _ => None,
                    }
                }
            }
        )*
    };
}

words! {
    ActorKind { Organisation = "organisation", Unit = "unit", Person = "person" }
    ActorStatus { Member = "member", Guest = "guest" }
    /// Who said last that an entry is still true.
    Confirmer { Itself = "self", Keeper = "keeper" }
    LinkKind { Knows = "knows", WorksWith = "works_with", Introduced = "introduced" }
    TopicStatus { Idea = "idea", Discussed = "discussed", UnderWay = "under_way", Done = "done", Dropped = "dropped" }
    /// How somebody attached themselves to a topic.
    Role { CanHelp = "can_help", Curious = "curious", NeedsThis = "needs_this" }
    ContactKind { Person = "person", Role = "role" }
    /// How far a record may travel in exported files.
    Visibility { Internal = "internal", Network = "network", Public = "public" }
    /// What kind of help is offered or looked for.
    HelpForm { Advice = "advice", Hands = "hands", Room = "room", Device = "device", Contact = "contact", Course = "course" }
    MeetingKind { Sitting = "sitting", Workshop = "workshop", Marketplace = "marketplace", Event = "event" }
    GroupKind { Committee = "committee", WorkingGroup = "working_group", Network = "network" }
    AgreementState { Interested = "interested", Talked = "talked", Agreed = "agreed", Kept = "kept", NotKept = "not_kept", NoFit = "no_fit" }
    /// The hues of the accessible palette, in the order in which sectors take them by themselves.
    SectorColor { Blue = "blue", Orange = "orange", Green = "green", Pink = "pink", Sky = "sky", Vermilion = "vermilion", Yellow = "yellow", Violet = "violet" }
}
