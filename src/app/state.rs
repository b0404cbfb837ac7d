use std::sync::Arc;

use crate::{
    exchange::{ImportError, Profile, Scanner, once, quoted},
    i18n::Language,
    model::{AgreementState, FieldType, Id, Network, TableName, Value},
    store::{Kept, Listed, SaveError, Slot},
};

use super::{
    Address, Dialog, DiskFileState, Erased, Inbox, NextVersion, NotOpened, Preview, Printing, PublishedMap,
    Source, StoreState, Viewer, history::Undoable,
};

/// Everything the program knows. Changed by [`super::update`] alone.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// One's own network, the one that is saved.
    pub network: Arc<Network>,
    pub past: Vec<Undoable>,
    pub future: Vec<Undoable>,
    /// Something else looked at in its place: a file, the example.
    pub preview: Option<Arc<Preview>>,
    /// There is nothing of one's own.
    pub viewer: Option<Viewer>,
    /// What was shared is on its way, and nothing else shall be seen before it.
    pub is_awaiting: bool,
    /// What paper may show takes the place of what the screen shows.
    pub printing: Option<Printing>,
    pub address: Address,
    pub dialog: Option<Dialog>,
    /// Files of other programs that were brought in, while the dialog that reads them is open.
    pub incoming: Option<Arc<Vec<IncomingFile>>>,
    /// Contributions that wait to be merged.
    pub inbox: Arc<Inbox>,
    pub saving: Saving,
    /// Where one's own network lies among those that this browser keeps.
    pub slot: Slot,
    /// What the list of networks says of one's own; nothing before it is saved.
    pub listed: Option<Listed>,
    /// The file on the device that is kept up to date, once it was tried.
    pub disk_file: Option<DiskFileState>,
    /// That list, once somebody asked for it.
    pub networks: Option<Vec<Listed>>,
    /// What this tab knows of the store.
    pub store: StoreState,
    /// What is kept beside the network, while somebody looks at the list.
    pub kept: Option<Vec<Kept>>,
    /// Stored data that could not be read and were set aside.
    pub unreadable: Option<Arc<Unreadable>>,
    pub notice: Option<Notice>,
    pub next_version: NextVersion,
    /// The published map with which the page opened.
    pub map: Option<Arc<PublishedMap>>,
    pub settings: Settings,
}

impl State {
    /// Begins with a network that is not stored. `tab` tells this tab from others.
    pub fn new(tab: String, network: Arc<Network>, settings: Settings) -> Self {
        Self {
            store: StoreState::new(tab, None, network.clone()),
            network,
            past: Vec::new(),
            future: Vec::new(),
            preview: None,
            viewer: None,
            is_awaiting: false,
            printing: None,
            address: Address::default(),
            dialog: None,
            incoming: None,
            inbox: Arc::default(),
            saving: Saving::Untouched,
            slot: Slot::default(),
            listed: None,
            disk_file: None,
            networks: None,
            kept: None,
            unreadable: None,
            notice: None,
            next_version: NextVersion::default(),
            map: None,
            settings,
        }
    }

    /// The network on the screen, or on paper.
    pub fn shown(&self) -> &Arc<Network> {
        match (&self.printing, &self.preview) {
            (Some(printing), _) => &printing.network,
            (None, Some(preview)) => &preview.network,
            (None, None) => &self.network,
        }
    }

    /// Nothing may be changed now: somebody else's network is shown or comes soon, the page is being printed, or one's
    /// own must not be written over.
    pub fn is_read_only(&self) -> bool {
        self.preview.is_some()
            || self.is_awaiting
            || self.viewer.is_some()
            || self.printing.is_some()
            || self.is_locked()
    }

    /// The actor that one said to be, in the network on the screen.
    pub fn me(&self) -> Option<&Id> {
        let network = self.shown();
        let me = self.settings.me.iter().find(|(of, _)| *of == network.about.id).map(|(_, actor)| actor);
        me.filter(|id| network.actors.contains(id))
    }

    /// There is no network on the screen: one's own is not read yet or cannot be, or what was shared comes soon or not at
    /// all.
    pub fn is_absent(&self) -> bool {
        let is_missing = matches!(self.saving, Saving::Unreachable | Saving::Opening);
        self.preview.is_none() && (self.is_awaiting || is_missing || self.viewer.is_some())
    }

    /// Whether there is something that nobody asked for and everybody shall see.
    pub fn has_something_to_say(&self) -> bool {
        let Self { preview, viewer, unreadable, notice, next_version, saving, store, .. } = self;
        preview.is_some() && viewer.is_none()
            || unreadable.is_some()
            || notice.is_some()
            || *next_version != NextVersion::Unknown
            || self.is_locked()
            || matches!(saving, Saving::Failed(_))
            || !store.disputes.is_empty()
            || store.alone
            || store.nearly_full
    }

    /// One's own network must not be written over: it is too new for us, or not read yet.
    pub fn is_locked(&self) -> bool {
        matches!(self.saving, Saving::Newer | Saving::Unreachable | Saving::Opening)
    }
}

/// What was done, for the undo button and for announcements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    Added {
        table: TableName,
        name: String,
    },
    Changed {
        table: TableName,
        name: String,
    },
    Removed {
        table: TableName,
        name: String,
    },
    /// Several records got the same.
    ChangedSeveral {
        table: TableName,
        count: usize,
    },
    RemovedSeveral {
        count: usize,
    },
    /// One competency took the place of another.
    Merged {
        kept: String,
        gone: String,
    },
    /// A node was put somewhere by hand.
    Moved {
        name: String,
    },
    /// Several nodes were moved together.
    MovedTogether {
        count: usize,
    },
    /// A pinned node was released.
    Released {
        name: String,
    },
    ReleasedTogether {
        count: usize,
    },
    /// All nodes were laid out anew.
    Rearranged,
    /// A need was met, or opened again.
    NeedClosed {
        name: String,
    },
    NeedReopened {
        name: String,
    },
    /// A person agreed to be named, or no longer does.
    ConsentGiven {
        name: String,
    },
    ConsentWithdrawn {
        name: String,
    },
    /// What an actor says of itself is still true.
    Confirmed {
        name: String,
    },
    /// An actor was asked whether it is.
    Asked {
        name: String,
    },
    /// How far a match has come was noted, or the note was taken away.
    Marked {
        name: String,
        state: AgreementState,
    },
    MarkRemoved {
        name: String,
    },
    /// What a file of another program says was taken in.
    Imported {
        from: String,
    },
    /// Another network took this one's place.
    TakenOver {
        title: String,
    },
    /// Another map was merged into this one.
    MergedIn {
        title: String,
    },
    /// An earlier state of one's own network came back.
    BroughtBack {
        title: String,
    },
    Emptied,
    /// Of what two tabs had changed, the other's was taken.
    AdoptedFromTab,
    /// Of what two tabs had changed, this one's was kept.
    KeptMine,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saving {
    /// The published map or the built-in example, not changed yet: nothing to keep.
    Untouched,
    Pending,
    Saved {
        at_millis: u64,
    },
    Failed(SaveError),
    /// The stored data come from a newer version of this program, or could not be read and not be copied; they are
    /// left alone.
    Newer,
    /// The network lies in a database that cannot be opened.
    Unreachable,
    /// A network too large for local storage is being read.
    Opening,
}

/// A file as it came, with an empty name if it was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Unreadable {
    /// As they lay there.
    pub bytes: Vec<u8>,
    pub error: Option<ImportError>,
    /// Whether a copy lies under a key of its own, so that the old place may be used again.
    pub set_aside: bool,
}

/// Which form to open, and what it begins with.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    pub table: TableName,
    /// `None` for a new record.
    pub id: Option<Id>,
    /// What stands in some of the fields.
    pub preset: Vec<(&'static str, Value)>,
}

impl Draft {
    pub fn new(table: TableName) -> Self {
        Self { table, id: None, preset: Vec::new() }
    }

    pub fn edit(table: TableName, id: &Id) -> Self {
        Self { id: Some(id.clone()), ..Self::new(table) }
    }

    pub fn with(mut self, field: &'static str, value: &impl FieldType) -> Self {
        self.preset.push((field, value.to_value()));
        self
    }
}

/// Said once, in a corner and aloud. The number tells two equal notices apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub number: u64,
    pub what: Reported,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Reported {
    Did(Step),
    Undid(Step),
    Redid(Step),
    ImportFailed {
        source: Source,
        error: ImportError,
    },
    /// The browser could not hand over the file's bytes.
    NotRead {
        file_name: String,
    },
    /// No QR code was found in a picture; without a name it was pasted.
    NoCode {
        file_name: String,
    },
    /// The browser cannot show the picture.
    NoPicture {
        file_name: String,
    },
    /// Neither a link nor a file of ours stands in what was pasted, or lies in a file of this name.
    NoContribution {
        file_name: String,
    },
    Downloaded {
        file_name: String,
        profile: Option<Profile>,
    },
    /// A file of another program is being made, which may take some seconds.
    Converting {
        file_name: String,
    },
    /// A file of another program could not be made.
    NotConverted {
        file_name: String,
        why: String,
    },
    /// The browser made no file, for a picture perhaps because it is too large.
    NotDownloaded {
        file_name: String,
        is_picture: bool,
    },
    AdoptedFromTab,
    /// A change was asked for while looking at something that is not one's own.
    OnlyLooking,
    /// A node was to be moved in an order that gives each its place.
    PlacesAreComputed,
    /// So many nodes stand so far from all others that the picture leaves them out.
    FarOut {
        count: usize,
    },
    /// Undone, but for what others changed since.
    LeftAlone {
        step: Step,
        names: Vec<String>,
        redone: bool,
    },
    /// A network took the place of another one, and others went on with it since.
    ReplacedSince,
    /// How the nodes of the picture are announced from now on.
    Speaks {
        briefly: bool,
    },
    /// What a tab that is gone had entered was taken up.
    Recovered,
    /// The copy of what would have been replaced or changed could not be kept, so nothing was.
    NoRoomForCopy(SaveError),
    /// What was removed was taken out of earlier states too.
    Erased(Erased),
    /// What was removed may still be in earlier states.
    NotErased,
    /// Something has to be decided first.
    Undecided,
    /// The database that should have the network does not have it.
    NetworkLost,
    /// A file of the page itself.
    NotLoaded,
    /// This browser keeps no network with the name in the address.
    NetworkMissing,
    /// A network could not be kept beside the others.
    NetworkNotKept(SaveError),
    /// Another network that is kept here could not be read.
    NetworkNotRead,
    NotOpened(NotOpened),
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// As settings name it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }
}

/// Remembered beside the network, in a place of its own; losing it harms nobody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub language: Language,
    pub theme: Theme,
    /// One of the three ways in from the opening screen was taken.
    pub welcomed: bool,
    /// The column with search and filters is folded away, for a larger picture.
    pub folded: bool,
    /// The nodes of the picture are announced by name and kind alone.
    pub brief: bool,
    /// Which actor one is oneself, by network. It leaves the browser with no file.
    pub me: Vec<(Id, Id)>,
}

impl Settings {
    pub fn to_text(&self) -> String {
        let Self { language, theme, welcomed, folded, brief, me } = self;
        let (language, theme) = (language.code(), theme.word());
        let me: Vec<String> = me
            .iter()
            .map(|(network, actor)| format!("{}:{}", quoted(network.as_str()), quoted(actor.as_str())))
            .collect();
        let me = me.join(",");
        format!(
            r#"{{"language":"{language}","theme":"{theme}","welcomed":{welcomed},"folded":{folded},"brief":{brief},"me":{{{me}}}}}"#
        )
    }

    /// What is not said is as usual; `None` for what makes no sense.
    pub fn of_text(text: &str) -> Option<Self> {
        let mut scanner = Scanner::new(text);
        let (mut language, mut theme, mut welcomed, mut folded, mut brief) = (None, None, None, None, None);
        let mut me = Vec::new();
        scanner.object(&mut |scanner, name| match name {
            "language" => once(&mut language, Language::from_tag(&scanner.text()?)),
            "theme" => once(&mut theme, Theme::from_word(&scanner.text()?)),
            "welcomed" => once(&mut welcomed, scanner.truth()),
            "folded" => once(&mut folded, scanner.truth()),
            "brief" => once(&mut brief, scanner.truth()),
            "me" => scanner.object(&mut |scanner, network| {
                let ids =
                    (Id::try_from(network.to_owned()).ok(), Id::try_from(scanner.text()?.into_owned()).ok());
                if let (Some(network), Some(actor)) = ids {
                    me.push((network, actor));
                }
                Some(())
            }),
            _ => scanner.skip(),
        })?;
        scanner.end()?;
        Some(Self {
            language: language.unwrap_or_default(),
            theme: theme.unwrap_or_default(),
            welcomed: welcomed.unwrap_or_default(),
            folded: folded.unwrap_or_default(),
            brief: brief.unwrap_or_default(),
            me,
        })
    }
}

/// The three ways in from the opening screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryPoint {
    LookAround,
    EnterMyself,
    Coordinate,
}
