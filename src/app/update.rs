use std::sync::Arc;

use crate::{
    exchange::{self, Header, ImportError, NATIVE, ParsedNetwork, Profile},
    i18n::Language,
    model::{Change, Id, Network, Position, TableName},
    store::{Head, Journal, Reason},
};

use super::{
    Address, CommandId, Dialog, DiskFileAction, EntryPoint, ImageExport, Inbox, IncomingFile, NetworkAction,
    NextVersion, Notice, Now, Preview, Reported, Saving, Settings, Source, State, Step, StoreMsg, Theme,
    ViewCommand, contribute::may_contribute, history, networks, preview, round, saving,
};

/// Everything that can happen.
#[derive(Clone, Debug, PartialEq)]
pub enum Msg {
    /// The address bar changed by itself: start, back, forward, a link.
    Arrived(Address),
    Go {
        address: Address,
        replace: bool,
    },
    FocusSearch,
    Open(Dialog),
    CloseDialog,
    /// One undoable step.
    Edit {
        step: Step,
        changes: Vec<Change>,
    },
    /// A form is saved, which was filled in over the network as it was `seen`; others may have changed it since.
    Submit {
        step: Step,
        changes: Vec<Change>,
        seen: Arc<Network>,
    },
    /// Removes records, without a way back, and from all earlier states as well.
    Erase {
        step: Step,
        records: Vec<(TableName, Id)>,
    },
    Undo,
    Redo,
    /// The layout came to rest: positions of unpinned nodes.
    LayoutSettled(Vec<(Id, f64, f64)>),
    Rearrange,
    ViewCommand(ViewCommand),
    Store(StoreMsg),
    /// Of what both this tab and another one changed, one side stays.
    Decide {
        keep_mine: bool,
    },
    FileChosen {
        source: Source,
        bytes: Vec<u8>,
    },
    /// The answer to [`Effect::Decode`].
    Decoded {
        source: Source,
        result: Result<Box<ParsedNetwork>, ImportError>,
    },
    PickFile,
    /// Files of other programs, all together.
    Import(Vec<IncomingFile>),
    TakeOver,
    /// One's own network as it is once another was merged into it; `title` is that one's.
    MergeIn {
        network: Arc<Network>,
        title: String,
    },
    /// What waits to be merged, as it is now.
    Inbox(Arc<Inbox>),
    LeavePreview,
    LookAtExample,
    /// `None` where it could not be loaded.
    Example {
        network: Option<Arc<Network>>,
        to_begin_with: bool,
    },
    /// Shows the networks that this browser keeps.
    ShowNetworks,
    Network(NetworkAction),
    DiskFile(DiskFileAction),
    /// Shows what is kept beside the network.
    ShowKept,
    LookAtKept {
        name: String,
    },
    LookAt(Box<Preview>),
    RemoveKept {
        name: String,
    },
    /// A network of one's own begins, and takes the place of the last.
    Begin {
        step: Step,
        network: Arc<Network>,
    },
    Export(Profile),
    /// Only while the picture is on the screen.
    ExportImage(ImageExport),
    /// Puts on paper what a profile may see.
    Print(Profile),
    /// The browser prints, whoever asked for it. Paper is for everyone, unless [`Msg::Print`] said for whom.
    PrintBegan,
    PrintEnded,
    /// Hands out stored data that could not be read.
    ExportUnreadable,
    DismissUnreadable,
    DismissNotice,
    Report(Reported),
    NextVersion(NextVersion),
    SetLanguage(Language),
    SetTheme(Theme),
    /// Folds the column with search and filters away, or brings it back.
    Fold,
    /// Announces the nodes of the picture briefly from now on, or in full again.
    SpeakBriefly,
    /// Which actor one is oneself in the network on the screen; nobody for who keeps the map.
    ThisIsMe(Option<Id>),
    Enter(EntryPoint),
    Call(CommandId),
}

/// What has to be done outside; the browser room does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Write this state to disk, if it includes what the store has. [`StoreMsg`] answers.
    Save {
        head: Head,
        network: Arc<Network>,
    },
    /// Write at once what is not known to be on disk, or that all is.
    Journal(Option<Box<Journal>>),
    /// What a tab that is gone had left is taken up.
    RemoveJournal {
        tab: String,
    },
    /// Read what the store has now; [`StoreMsg::Fetched`] answers.
    Fetch,
    AskToPersist,
    Navigate {
        hash: String,
        replace: bool,
    },
    Download {
        file_name: String,
        media_type: &'static str,
        bytes: Vec<u8>,
        /// Of a file of the network.
        profile: Option<Profile>,
    },
    /// Another address stands in the bar for now, at once.
    ShowAddress {
        hash: String,
    },
    /// Print the page once it shows what it shall.
    Print,
    /// Read a file, whatever its format; [`Msg::Decoded`] answers, or [`Msg::Import`] where another program made it.
    Decode {
        source: Source,
        bytes: Vec<u8>,
    },
    PickFile,
    RememberSettings(Settings),
    /// [`StoreMsg::Networks`] answers.
    ListNetworks,
    Network(NetworkAction),
    /// [`StoreMsg::DiskFile`] answers, and the same below.
    DiskFile(DiskFileAction, Arc<Network>),
    /// Write the file on the device soon.
    WriteDiskFile(Arc<Network>),
    /// A file has all of the network as it is now.
    NoteFileCopy {
        at_millis: u64,
    },
    /// Keep a copy of a network that is about to be replaced or changed in many places; [`StoreMsg::EarlierKept`]
    /// answers.
    KeepEarlier {
        network: Arc<Network>,
        reason: Reason,
    },
    /// [`StoreMsg::Kept`] answers.
    ListKept,
    /// A network is shown, data that could not be read are handed out.
    OpenKept {
        name: String,
    },
    RemoveKept {
        name: String,
    },
    /// Take records out of all that is kept beside the network; [`StoreMsg::Erased`] answers.
    Erase {
        records: Vec<(TableName, Id)>,
    },
    /// Hand out what the store has, byte for byte.
    DownloadStored {
        file_name: String,
    },
    ViewCommand(ViewCommand),
    FocusSearch,
    /// Answered by [`Msg::Example`].
    FetchExample {
        to_begin_with: bool,
    },
}

/// Changes the state by one message and says what has to be done outside.
pub fn update(state: &mut State, message: Msg, now: &Now) -> Vec<Effect> {
    match message {
        Msg::Arrived(address) => {
            let stays = (address.view, &address.record) == (state.address.view, &state.address.record);
            if !stays {
                pass_over(state);
            }
            state.address = address;
            Vec::new()
        }
        Msg::Go { address, replace } => {
            let hash = address.hash();
            state.address = address;
            vec![Effect::Navigate { hash, replace }]
        }
        Msg::FocusSearch => {
            let mut effects = if state.settings.folded { update(state, Msg::Fold, now) } else { Vec::new() };
            effects.push(Effect::FocusSearch);
            effects
        }
        Msg::Open(dialog) => {
            if dialog.edits() && state.is_read_only() {
                report(state, Reported::OnlyLooking);
            } else {
                // Of one dialog another may be a part, and one form may follow the other: they tell what was done there.
                if state.dialog.is_none() && !matches!(dialog, Dialog::Record(_)) {
                    pass_over(state);
                }
                // The palette offers the other networks, too.
                let effects = if dialog == Dialog::Palette { vec![Effect::ListNetworks] } else { Vec::new() };
                state.dialog = Some(dialog);
                return effects;
            }
            Vec::new()
        }
        Msg::CloseDialog => {
            state.dialog = None;
            state.incoming = None;
            Vec::new()
        }
        Msg::Edit { step, changes } => edit(state, step, changes, None, now),
        Msg::Submit { step, changes, seen } => edit(state, step, changes, Some(seen), now),
        Msg::Erase { step, records } => saving::erase(state, step, records, now),
        Msg::Undo => history::travel(state, false, now),
        Msg::Redo => history::travel(state, true, now),
        Msg::LayoutSettled(settled) => layout_settled(state, settled, now),
        Msg::Rearrange => {
            let nodes = state.network.positions.keys().cloned();
            let changes = nodes.map(|id| Change::Place { id, position: None }).collect();
            history::commit(state, Step::Rearranged, changes, now)
        }
        Msg::ViewCommand(command) => vec![Effect::ViewCommand(command)],
        Msg::Store(message) => saving::answer(state, message, now),
        Msg::Decide { keep_mine } => saving::decide(state, keep_mine),
        Msg::FileChosen { source, bytes } => vec![Effect::Decode { source, bytes }],
        Msg::Decoded { source, result: Ok(parsed) } => preview::look_at(state, Preview::new(source, *parsed)),
        Msg::Decoded { source, result: Err(error) } => {
            report(state, Reported::ImportFailed { source, error });
            Vec::new()
        }
        Msg::PickFile => vec![Effect::PickFile],
        Msg::Import(files) => {
            state.incoming = Some(Arc::new(files));
            state.notice = None;
            update(state, Msg::Open(Dialog::Import), now)
        }
        Msg::TakeOver => preview::take_over(state, now),
        Msg::MergeIn { network, title } => {
            state.inbox = Arc::new(state.inbox.begin_merge(state.dialog == Some(Dialog::Inbox)));
            saving::replace(state, Step::MergedIn { title }, network, now)
        }
        Msg::Inbox(inbox) => {
            state.inbox = inbox;
            Vec::new()
        }
        Msg::LeavePreview => {
            state.preview = None;
            vec![preview::leave_records(state)]
        }
        Msg::LookAtExample => vec![Effect::FetchExample { to_begin_with: false }],
        Msg::Example { network, to_begin_with: true } => {
            saving::begin_with(state, network.unwrap_or_else(|| Arc::new(Network::new("network".into()))));
            Vec::new()
        }
        Msg::Example { network: Some(network), .. } => {
            preview::look_at(state, Preview::of(Source::Example, network))
        }
        Msg::Example { network: None, .. } => {
            report(state, Reported::NotLoaded);
            Vec::new()
        }
        Msg::ShowNetworks => {
            state.dialog = Some(Dialog::Networks);
            vec![Effect::ListNetworks]
        }
        Msg::Network(action) => networks::act(state, action, now),
        Msg::DiskFile(action) => vec![Effect::DiskFile(action, state.network.clone())],
        Msg::ShowKept => {
            state.dialog = Some(Dialog::Kept);
            vec![Effect::ListKept]
        }
        Msg::LookAt(preview) => preview::look_at(state, *preview),
        Msg::LookAtKept { name } => vec![Effect::OpenKept { name }],
        Msg::RemoveKept { name } => vec![Effect::RemoveKept { name }],
        Msg::Begin { step, network } => saving::replace(state, step, network, now),
        // What is too new for us would lose something on its way through our hands.
        Msg::Export(_) if state.saving == Saving::Newer && state.preview.is_none() && !state.store.own => {
            let file_name = exchange::file_name(&state.network, &now.today, Profile::Full);
            vec![Effect::DownloadStored { file_name }]
        }
        Msg::Export(profile) => {
            let network = state.shown();
            let file_name = exchange::file_name(network, &now.today, profile);
            let exported_at = now.rfc3339();
            let header = Header { exported_at: Some(&exported_at), by: None };
            let bytes = exchange::write(&exchange::redact(network, profile), header).into_bytes();
            state.dialog = None;
            vec![Effect::Download { file_name, media_type: NATIVE.media_type, bytes, profile: Some(profile) }]
        }
        Msg::ExportImage(file) => {
            state.dialog = None;
            vec![Effect::ViewCommand(ViewCommand::Save(file))]
        }
        Msg::Print(profile) => {
            state.dialog = None;
            let mut effects = state.show_for_print(profile);
            effects.push(Effect::Print);
            effects
        }
        Msg::PrintBegan if state.printing.is_some() => Vec::new(),
        Msg::PrintBegan => state.show_for_print(Profile::default()),
        Msg::PrintEnded => state.end_print(),
        Msg::ExportUnreadable => match &state.unreadable {
            Some(unreadable) => {
                let file_name = format!("gosmart-{}.txt", now.today);
                let bytes = unreadable.bytes.clone();
                vec![Effect::Download { file_name, media_type: "text/plain", bytes, profile: None }]
            }
            None => Vec::new(),
        },
        Msg::DismissUnreadable => {
            state.unreadable = None;
            Vec::new()
        }
        Msg::DismissNotice => {
            state.notice = None;
            Vec::new()
        }
        Msg::Report(what) => {
            let effects = networks::reported(state, &what, now);
            report(state, what);
            effects
        }
        Msg::NextVersion(next_version) => state.hear_of(next_version),
        Msg::SetLanguage(language) => {
            state.settings.language = language;
            vec![Effect::RememberSettings(state.settings.clone())]
        }
        Msg::SetTheme(theme) => {
            state.settings.theme = theme;
            vec![Effect::RememberSettings(state.settings.clone())]
        }
        Msg::Fold => {
            state.settings.folded = !state.settings.folded;
            vec![Effect::RememberSettings(state.settings.clone())]
        }
        Msg::SpeakBriefly => {
            state.settings.brief = !state.settings.brief;
            report(state, Reported::Speaks { briefly: state.settings.brief });
            vec![Effect::RememberSettings(state.settings.clone())]
        }
        Msg::ThisIsMe(actor) => {
            let network = state.shown().about.id.clone();
            state.settings.me.retain(|(of, _)| *of != network);
            state.settings.welcomed |= actor.is_some();
            state.settings.me.extend(actor.map(|actor| (network, actor)));
            vec![Effect::RememberSettings(state.settings.clone())]
        }
        Msg::Enter(entry_point) => enter(state, entry_point, now),
        Msg::Call(id) => match id.command() {
            Some(command) if (command.enabled)(state) => {
                let message = (command.message)(state);
                state.dialog = None;
                update(state, message, now)
            }
            _ => Vec::new(),
        },
    }
}

/// That something was done goes with the next thing that somebody does. What says why something was not done stays.
fn pass_over(state: &mut State) {
    use Reported::{AdoptedFromTab, Did, Downloaded, FarOut, Recovered, Redid, Speaks, Undid};
    state.notice.take_if(|notice| {
        matches!(
            notice.what,
            Did(_)
                | Undid(_)
                | Redid(_)
                | Downloaded { .. }
                | FarOut { .. }
                | Speaks { .. }
                | AdoptedFromTab
                | Recovered
        )
    });
}

/// Says something once.
pub fn report(state: &mut State, what: Reported) {
    let number = state.notice.as_ref().map_or(0, |notice| notice.number) + 1;
    state.notice = Some(Notice { number, what });
    state.is_awaiting = false;
}

/// What changes much at once waits for a copy of what was there.
fn edit(
    state: &mut State,
    step: Step,
    changes: Vec<Change>,
    seen: Option<Arc<Network>>,
    now: &Now,
) -> Vec<Effect> {
    let reason = match step {
        Step::Imported { .. } => Some(Reason::BeforeImport),
        Step::Merged { .. } => Some(Reason::BeforeMerge),
        _ => None,
    };
    match reason.filter(|_| state.saving != Saving::Untouched && !state.is_read_only()) {
        Some(reason) => saving::keep_before(state, reason, step, changes, seen),
        None => saving::edit_at_once(state, step, changes, seen.as_deref(), now),
    }
}

/// Positions found by the layout are kept without an undo step of their own.
fn layout_settled(state: &mut State, settled: Vec<(Id, f64, f64)>, now: &Now) -> Vec<Effect> {
    let place = |network: &mut Network| {
        let positions = Arc::make_mut(&mut network.positions);
        for (id, x, y) in settled {
            // A node may have gone since the layout began.
            let is_node = network.actors.contains(&id) || network.competencies.contains(&id);
            let pinned = positions.get(&id).is_some_and(|position| position.pinned);
            if is_node && !pinned && x.is_finite() && y.is_finite() {
                positions.insert(id, Position { x: round(x), y: round(y), pinned });
            }
        }
    };
    if let Some(preview) = &mut state.preview {
        place(Arc::make_mut(&mut Arc::make_mut(preview).network));
        return Vec::new();
    }
    place(Arc::make_mut(&mut state.network));
    // They are no entry of one's own, and nobody is asked about them.
    if state.is_locked() || state.saving == Saving::Untouched { Vec::new() } else { saving::save(state, now) }
}

/// Whoever only looks in and out again finds the ways in where they were.
fn enter(state: &mut State, entry_point: EntryPoint, now: &Now) -> Vec<Effect> {
    match entry_point {
        EntryPoint::LookAround => {
            state.settings.welcomed = true;
            vec![Effect::RememberSettings(state.settings.clone()), Effect::FocusSearch]
        }
        EntryPoint::EnterMyself if may_contribute(state) => update(state, Msg::Open(Dialog::Contribute), now),
        EntryPoint::EnterMyself => {
            report(state, Reported::OnlyLooking);
            Vec::new()
        }
        EntryPoint::Coordinate => update(state, Msg::Open(Dialog::Coordinate), now),
    }
}
