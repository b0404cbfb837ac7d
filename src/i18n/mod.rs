//! All words, German and English side by side. A missing one does not compile.
//!
//! Plain words are fields of one struct per area; sentences that carry data are functions that match on the
//! language and on every case of the data.

pub use name::Name;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    #[default]
    German,
    English,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Self::German => "de",
            Self::English => "en",
        }
    }

    /// The language of a tag such as `de-AT`, when it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.get(..2)?.to_ascii_lowercase().as_str() {
            "de" => Some(Self::German),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    pub fn texts(self) -> Texts {
        Texts(self)
    }

    /// One thing or several: both languages have the same two forms.
    pub fn count(self, number: usize, one: &str, many: &str) -> String {
        if number == 1 { format!("1 {one}") } else { format!("{} {many}", self.number(number)) }
    }

    /// With the language's thousands separator.
    pub fn number(self, number: usize) -> String {
        let separator = match self {
            Self::German => '.',
            Self::English => ',',
        };
        let digits = number.to_string();
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }
}

/// As it begins a sentence, or stands alone.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Words in both languages that stand in the code beside what they name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bilingual {
    pub german: &'static str,
    pub english: &'static str,
}

pub const fn both(german: &'static str, english: &'static str) -> Bilingual {
    Bilingual { german, english }
}

impl Bilingual {
    pub fn text(self, language: Language) -> &'static str {
        match language {
            Language::German => self.german,
            Language::English => self.english,
        }
    }
}

/// A struct of words, with a static of its own for each language, so that who names one word does not keep all areas.
macro_rules! texts {
    ($(#[$about:meta])* $name:ident { $($key:ident: $german:literal, $english:literal;)* }) => {
        $(#[$about])*
        pub struct $name {
            $(pub $key: &'static str,)*
        }

        impl $name {
            pub(super) fn of(language: Language) -> &'static Self {
                static GERMAN: $name = $name { $($key: $german,)* };
                static ENGLISH: $name = $name { $($key: $english,)* };
                match language {
                    Language::German => &GERMAN,
                    Language::English => &ENGLISH,
                }
            }

            /// Every key with its text in both languages, for tests.
            #[cfg(test)]
            pub(super) const PAIRS: &'static [(&'static str, &'static str, &'static str)] =
                &[$((stringify!($key), $german, $english),)*];
        }
    };
}

macro_rules! areas {
    ($($module:ident: $name:ident,)*) => {
        $(pub mod $module;)*

        /// All plain words of a language, by area.
        #[derive(Clone, Copy)]
        pub struct Texts(Language);

        impl Texts {
            $(pub fn $module(self) -> &'static $module::$name {
                $module::$name::of(self.0)
            })*
        }

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn no_text_is_empty_and_none_was_left_untranslated() {
                for (area, pairs) in [$((stringify!($module), $module::$name::PAIRS),)*] {
                    for (key, german, english) in pairs {
                        assert!(!german.trim().is_empty() && !english.trim().is_empty(), "{area}.{key}");
                        let same_in_both = german == english && german.split_whitespace().count() > 2;
                        assert!(!same_in_both, "{area}.{key}: {german}");
                    }
                }
            }
        }
    };
}

areas! {
    words: Words,
    shell: Shell,
    ask: Ask,
    graph: Graph,
    lists: Lists,
    card: Card,
    matches: Matches,
    confirmation: ConfirmationTexts,
    evening: EveningTexts,
    team: TeamTexts,
    groups: GroupTexts,
    growth: GrowthTexts,
    ways: Ways,
    roles: Roles,
    vocabulary: Vocabulary,
    forms: Forms,
    dialogs: Dialogs,
    help: Help,
    site: SiteTexts,
    saving: SavingTexts,
    earlier: EarlierTexts,
    networks: Networks,
    merge: MergeTexts,
    inbox: InboxTexts,
    review: ReviewTexts,
    sharing: SharingTexts,
    intake: IntakeTexts,
    contribute: ContributeTexts,
    meetings: MeetingTexts,
    agreements: AgreementTexts,
    impact: ImpactTexts,
}

pub mod document;
pub mod evening_paper;
pub mod exchange;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub mod import;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub mod import_choices;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub mod import_files;
#[cfg(any(not(target_arch = "wasm32"), feature = "files"))]
pub mod import_problems;
pub mod minutes;
pub mod name;
pub mod reason;
pub mod records;
pub mod step;
