//! The one table of views, from which address, navigation, titles and commands are read.

use super::{Address, Command, CommandId, Msg, State, command::always};
use crate::{
    i18n::{Bilingual, Language, both},
    model::{Id, TableName},
};

/// What a view is called and where it stands. What draws it says `ui::views`.
pub struct ViewRow {
    pub view: View,
    /// What stands behind `#/`; where a record is shown, a slash and its id follow.
    pub path: &'static str,
    /// The page's title; on a record's own page its name takes its place.
    pub title: Bilingual,
    /// A KERN icon for the navigation and for records in the palette.
    pub icon: &'static str,
    /// The entry of the navigation that it belongs to; an entry belongs to itself.
    pub entry: Option<View>,
    /// The kind of record that it shows one of.
    pub record: Option<TableName>,
    /// Shows it; none for a view that one does not go to by name.
    pub command: &'static [Command],
}

fn go(state: &State, view: View) -> Msg {
    // The question goes along to the views that answer it.
    let asks = view.row().entry.is_some();
    let address = if asks { state.address.in_view(view) } else { Address::of(view) };
    Msg::Go { address, replace: false }
}

macro_rules! views {
    ($($(#[$about:meta])*
        $view:ident: $path:literal, $title:expr, $icon:literal, $entry:expr, $record:expr, [$($command:expr)?];
    )*) => {
        /// What fills the page below the header. Which record it shows stands beside it in the [`Address`].
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum View {
            $($(#[$about])* $view,)*
        }

        /// In the order of the navigation and of the commands.
        pub static VIEWS: &[ViewRow] = &[$(ViewRow {
            view: View::$view,
            path: $path,
            title: $title,
            icon: $icon,
            entry: $entry,
            record: $record,
            command: &[$(Command {
                id: CommandId::Show(View::$view),
                title: $command,
                icon: $icon,
                shortcuts: &[],
                enabled: always,
                message: |state| go(state, View::$view),
            })?],
        },)*];
    };
}

views! {
    /// No address given: the graph.
    #[default]
    Start: "", both("Netz", "Network"), "", Some(View::Network), None, [];
    Network: "netz", both("Netz", "Network"), "network", Some(View::Network), None, [both("Netz ansehen", "Show the network")];
    Roles: "rollen", both("Rollen im Netz", "Roles in the network"), "network", Some(View::Network), None, [both("Rollen im Netz ansehen", "Show the roles in the network")];
    /// Who came through whom.
    Growth: "wachstum", both("Wachstum", "Growth"), "", Some(View::Network), None, [both("Wachstum ansehen", "Show the growth")];
    Actors: "akteure", both("Akteure", "Actors"), "account-circle", Some(View::Actors), None, [both("Akteure ansehen", "Show the actors")];
    /// Everybody by sector and by competency, for paper.
    Directory: "verzeichnis", both("Verzeichnis", "Directory"), "", Some(View::Actors), None, [both("Verzeichnis ansehen", "Show the directory")];
    /// What nobody has confirmed for long.
    Confirmations: "aktuell", both("Noch aktuell?", "Still true?"), "", Some(View::Actors), None, [both("Zeigen, was noch zu bestätigen ist", "Show what is to be confirmed")];
    Actor: "akteur", both("Akteur", "Actor"), "", Some(View::Actors), Some(TableName::Actors), [];
    /// Who introduces somebody to an actor.
    Way: "weg", both("Wer stellt wen vor?", "Who introduces whom?"), "", Some(View::Actors), Some(TableName::Actors), [];
    /// What would be missing without an actor, and who could take over.
    Succession: "nachfolge", both("Nachfolge", "Succession"), "", Some(View::Actors), Some(TableName::Actors), [];
    /// An actor invites whoever opens it to enter themselves.
    Invited: "mitmachen", both("Einladung", "Invitation"), "", Some(View::Actors), Some(TableName::Actors), [];
    Competencies: "kompetenzen", both("Kompetenzen", "Competencies"), "checklist", Some(View::Competencies), None, [both("Kompetenzen ansehen", "Show the competencies")];
    Matrix: "kompetenzen/matrix", both("Kompetenzen", "Competencies"), "", Some(View::Competencies), None, [both("Matrix ansehen", "Show the matrix")];
    Vocabulary: "kompetenzen/pflege", both("Wortschatz", "Vocabulary"), "", Some(View::Competencies), None, [both("Wortschatz pflegen", "Care for the vocabulary")];
    Competency: "kompetenz", both("Kompetenz", "Competency"), "", Some(View::Competencies), Some(TableName::Competencies), [];
    Matches: "treffer", both("Treffer", "Matches"), "match", Some(View::Matches), None, [both("Treffer ansehen", "Show the matches")];
    Topics: "themen", both("Themen", "Topics"), "topic", Some(View::Topics), None, [both("Themen ansehen", "Show the topics")];
    Topic: "thema", both("Thema", "Topic"), "", Some(View::Topics), Some(TableName::Topics), [];
    Team: "team", both("Wer zusammen kann das?", "Who can do it together?"), "", Some(View::Topics), None, [both("Team finden", "Find a team")];
    Meetings: "treffen", both("Treffen", "Meetings"), "calendar-today", Some(View::Meetings), None, [both("Treffen ansehen", "Show the meetings")];
    Meeting: "treffen", both("Treffen", "Meeting"), "", Some(View::Meetings), Some(TableName::Meetings), [];
    /// One point of a meeting after the other, in large type.
    Presentation: "leinwand", both("Leinwand", "Big screen"), "", Some(View::Meetings), Some(TableName::Meetings), [];
    /// Who talks with whom on a marketplace evening, and what comes of it.
    Evening: "marktplatz", both("Marktplatz", "Marketplace"), "", Some(View::Meetings), Some(TableName::Meetings), [];
    Agreements: "vereinbarungen", both("Vereinbarungen", "Agreements"), "", Some(View::Meetings), None, [both("Vereinbarungen ansehen", "Show the agreements")];
    /// What the network achieved, between two days.
    Impact: "auswertung", both("Auswertung", "Impact"), "", Some(View::Meetings), None, [both("Auswertung ansehen", "Show the impact")];
    Groups: "gruppen", both("Gruppen", "Groups"), "account-circle", Some(View::Meetings), None, [both("Gruppen ansehen", "Show the groups")];
    /// Who sits where, as a table.
    GroupMatrix: "gruppen/matrix", both("Gruppen", "Groups"), "", Some(View::Meetings), None, [];
    Group: "gruppe", both("Gruppe", "Group"), "", Some(View::Meetings), Some(TableName::Groups), [];
    /// Who could sit in a group for a topic, or for competencies.
    WorkingGroup: "arbeitsgruppe", both("Arbeitsgruppe vorschlagen", "Propose a working group"), "", Some(View::Meetings), None, [both("Arbeitsgruppe vorschlagen", "Propose a working group")];
    /// What the app is, where the data are, how to use it.
    Help: "hilfe", both("Hilfe", "Help"), "", None, None, [both("Hilfe", "Help")];
    /// An address that names no view.
    Nowhere: "nirgendwo", both("Diese Adresse führt nirgendwohin", "This address leads nowhere"), "", None, None, [];
}

impl View {
    pub fn row(self) -> &'static ViewRow {
        // Both come out of one list.
        &VIEWS[self as usize]
    }

    pub fn title(self, language: Language) -> &'static str {
        self.row().title.text(language)
    }

    pub fn is_graph(self) -> bool {
        matches!(self, Self::Start | Self::Network)
    }

    /// The list of what it shows one of: the nearest view with an icon above it in the table. Itself where it shows no
    /// record.
    pub fn without_record(self) -> Self {
        let above = VIEWS[..self as usize].iter().rev();
        let list =
            above.filter(|row| row.record.is_none() && !row.icon.is_empty()).map(|row| row.view).next();
        list.filter(|_| self.row().record.is_some()).unwrap_or(self)
    }
}

/// The page of a record of this kind: the first view that shows one.
pub fn page_of(table: TableName) -> Option<&'static ViewRow> {
    VIEWS.iter().find(|row| row.record == Some(table))
}

/// The address of a record's own page; a record of a kind that has none is nowhere.
pub fn address_of(table: TableName, id: &Id) -> Address {
    match page_of(table) {
        Some(row) => Address { record: Some(id.clone()), ..Address::of(row.view) },
        None => Address::of(View::Nowhere),
    }
}
