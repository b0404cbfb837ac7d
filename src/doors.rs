//! What opens on demand. Behind each door stands a table of functions; in the split release it is a file of its own
//! (`gosmart-bundle`), elsewhere a part of the program.
//!
//! A door that does not open, because there is no network or another version was published meanwhile, says so, and can
//! be tried again.

use std::{future::Future, pin::Pin, sync::OnceLock};

use crate::{
    browser::{reader, run, store, surface, worker},
    foreign::ConversionJob,
    intake::{CodesJob, IntakeJob},
    layout::LayoutJob,
    roles::RolesJob,
    teams::TeamJob,
    ui,
};

/// A file could not be loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Closed {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

type Opening<T> = Pin<Box<dyn Future<Output = Result<T, Closed>>>>;

/// `T` is the table of what is behind it.
pub struct Door<T: 'static> {
    table: OnceLock<&'static T>,
    open: fn() -> Opening<&'static T>,
}

/// A door, whatever is behind it.
pub trait AnyDoor: Sync {
    fn is_open(&self) -> bool;

    /// See [`Door::open`].
    fn open_any(&'static self) -> Opening<()>;
}

impl<T: Sync> AnyDoor for Door<T> {
    fn is_open(&self) -> bool {
        self.opened().is_some()
    }

    fn open_any(&'static self) -> Opening<()> {
        Box::pin(async { self.open().await.map(|_| ()) })
    }
}

impl<T> Door<T> {
    /// What is behind it, if it is open.
    pub fn opened(&self) -> Option<&'static T> {
        self.table.get().copied()
    }

    /// Opens it, unless it is.
    ///
    /// # Errors
    /// When its file could not be loaded; the next call tries again.
    pub async fn open(&self) -> Result<&'static T, Closed> {
        if let Some(table) = self.opened() {
            return Ok(table);
        }
        let table = (self.open)().await?;
        Ok(self.table.get_or_init(|| table))
    }
}

/// A static door with the table behind it. One function for each file, since a file is loaded by the function that is
/// called first and all others would be without it.
macro_rules! door {
    ($(#[$about:meta])* $visibility:vis $door:ident: $table:ty = $behind:expr, in $file:ident) => {
        $(#[$about])*
        $visibility static $door: Door<$table> = Door {
            table: OnceLock::new(),
            open: || {
                #[cfg(feature = "split")]
                #[wasm_split_helpers::wasm_split($file, fallible)]
                fn $file() -> Result<&'static $table, Closed> {
                    static BEHIND: $table = $behind;
                    Ok(&BEHIND)
                }
                #[cfg(not(feature = "split"))]
                async fn $file() -> Result<&'static $table, Closed> {
                    static BEHIND: $table = $behind;
                    Ok(&BEHIND)
                }
                Box::pin($file())
            },
        };
    };
}

door! {
    /// Everything around the picture.
    pub(crate) INTERFACE: ui::Interface = ui::INTERFACE, in interface
}
door! {
    pub(crate) SEARCH: ui::search_index::Search = ui::search_index::SEARCH, in search
}
door! {
    pub(crate) NOTES: ui::notes::Notes = ui::notes::NOTES, in notes
}
door! {
    /// What leaves the page as a picture, and what is told of it.
    pub(crate) PICTURES: ui::graph_view::Pictures = ui::graph_view::PICTURES, in pictures
}
door! {
    pub(crate) LISTS: ui::lists::Lists = ui::lists::LISTS, in lists
}
door! {
    pub(crate) MATCHES: ui::matches::MatchViews = ui::matches::MATCHES, in matches
}
door! {
    pub(crate) TEAMS: ui::team::TeamViews = ui::team::TEAMS, in teams
}
door! {
    pub(crate) MEETINGS: ui::meetings::MeetingViews = ui::meetings::MEETINGS, in meetings
}
door! {
    pub(crate) EVENING: ui::evening::EveningView = ui::evening::EVENING, in evening
}
door! {
    pub(crate) WAYS: ui::ways::Ways = ui::ways::WAYS, in ways
}
door! {
    pub(crate) ROLES: ui::roles::RoleViews = ui::roles::ROLES, in roles
}
door! {
    pub(crate) GROUPS: ui::groups::GroupViews = ui::groups::GROUPS, in groups
}
door! {
    pub(crate) CONFIRMATIONS: ui::confirmation::ConfirmationView = ui::confirmation::CONFIRMATIONS, in confirmations
}
door! {
    pub(crate) IMPACT: ui::impact::ImpactView = ui::impact::IMPACT, in impact
}
door! {
    /// Who came through whom, what was there on which day, and inviting others.
    pub(crate) GROWTH: ui::growth::GrowthViews = ui::growth::GROWTH, in growth
}
door! {
    pub(crate) VOCABULARY: ui::vocabulary::VocabularyView = ui::vocabulary::VOCABULARY, in vocabulary
}
door! {
    pub(crate) CARDS: ui::card::Cards = ui::card::CARDS, in cards
}
door! {
    pub(crate) DIALOGS: ui::dialogs::Dialogs = ui::dialogs::DIALOGS, in dialogs
}
door! {
    /// Comparing and merging what is looked at, and whether there is anything to merge.
    pub(crate) MERGING: ui::merging::Merging = ui::merging::MERGING, in merging
}
door! {
    pub(crate) SHARING: ui::sharing::Sharing = ui::sharing::SHARING, in sharing
}
door! {
    /// Entering oneself.
    pub(crate) CONTRIBUTE: ui::contribute::Contribute = ui::contribute::CONTRIBUTE, in contribute
}
door! {
    /// What brings files in.
    pub(crate) INTAKE: ui::intake::Intake = ui::intake::INTAKE, in intake
}
door! {
    pub(crate) FORMS: ui::forms::Forms = ui::forms::FORMS, in forms
}
door! {
    /// The layout for browsers where no worker starts.
    pub LAYOUT: worker::PageEngine<LayoutJob> = worker::PAGE_LAYOUT, in layout
}
door! {
    /// The search for teams for browsers where no worker starts.
    pub TEAM_SEARCH: worker::PageEngine<TeamJob> = worker::PAGE_TEAMS, in team_search
}
door! {
    /// The engine of roles for browsers where no worker starts.
    pub ROLE_ENGINE: worker::PageEngine<RolesJob> = worker::PAGE_ROLES, in role_engine
}
door! {
    /// The networks beside the open one, and the file on the device.
    pub(crate) NETWORKS: run::Networks = run::NETWORKS, in networks
}
door! {
    /// What is kept beside the current network.
    pub(crate) EARLIER: store::Earlier = store::EARLIER, in earlier
}
door! {
    pub(crate) WEBGL: surface::Webgl = surface::WEBGL, in webgl
}
door! {
    /// Of files, and of what is stored where the strict reader does not understand it.
    pub READER: reader::Reader = reader::BEHIND, in reader
}

/// Files of other programs are made and read by a worker or not at all: these do not open.
pub(crate) static CONVERSION: Door<worker::PageEngine<ConversionJob>> =
    Door { table: OnceLock::new(), open: || Box::pin(std::future::ready(Err(Closed))) };
pub(crate) static CODES: Door<worker::PageEngine<CodesJob>> =
    Door { table: OnceLock::new(), open: || Box::pin(std::future::ready(Err(Closed))) };
pub(crate) static READING: Door<worker::PageEngine<IntakeJob>> =
    Door { table: OnceLock::new(), open: || Box::pin(std::future::ready(Err(Closed))) };

/// What is likely to be asked for, in this order; then the forms, by who does not only look.
pub(crate) const NEXT: [&dyn AnyDoor; 7] = [&NOTES, &SEARCH, &MATCHES, &CARDS, &LISTS, &PICTURES, &DIALOGS];
