use std::sync::Arc;

use crate::{
    exchange::{self, Header, ImportError, NATIVE, ParsedNetwork, Profile},
    i18n::Language,
    model::{Change, Id, Network, Position, TableName},
};

use super::{
    Address, CommandId, Dialog, Draft, EntryPoint, Notice, Now, Preview, Reported, SaveError, Saving,
    Settings, Source, State, Step, Theme, Undoable, ViewCommand, round,
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
    Undo,
    Redo,
    /// The layout came to rest: positions of unpinned nodes.
    LayoutSettled(Vec<(Id, f64, f64)>),
    Rearrange,
    ViewCommand(ViewCommand),
    Saved {
        at_millis: u64,
    },
    SaveFailed(SaveError),
    /// Another tab saved. `diverged` says that it does not build on what this tab saved last.
    SavedElsewhere {
        network: Arc<Network>,
        diverged: bool,
    },
    ResolveConflict {
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
    TakeOver,
    LeavePreview,
    LookAtExample,
    LookAtEarlier,
    EarlierFetched(Option<Arc<Network>>),
    Empty {
        title: String,
        id: Id,
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
    SetLanguage(Language),
    SetTheme(Theme),
    Enter(EntryPoint),
    Call(CommandId),
}

/// What a picture that is saved shows, and how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ImageExport {
    pub format: ImageFormat,
    pub profile: Profile,
    /// Only what is seen now, instead of all.
    pub as_seen: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ImageFormat {
    /// Lines and letters, sharp at any size.
    #[default]
    Svg,
    /// Two, or four, pixels for each of the page.
    Png { pixels: u8 },
}

impl ImageFormat {
    pub const ALL: [Self; 3] = [Self::Svg, Self::Png { pixels: 2 }, Self::Png { pixels: 4 }];

    /// Of the file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Svg => "svg",
            Self::Png { .. } => "png",
        }
    }
}

/// What has to be done outside; the browser room does it.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Keep `State::network` soon.
    Save,
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
    /// Read a file, whatever its format; [`Msg::Decoded`] answers.
    Decode {
        source: Source,
        bytes: Vec<u8>,
    },
    PickFile,
    RememberSettings(Settings),
    /// Put this network where [`Effect::FetchEarlier`] finds it.
    KeepEarlier(Arc<Network>),
    FetchEarlier,
    ViewCommand(ViewCommand),
    FocusSearch,
    /// The other tab's state is known; the next save may replace it.
    AcceptElsewhere,
}

/// Undo steps kept; each shares all records it does not change.
const HISTORY_LIMIT: usize = 200;

/// Changes the state by one message and says what has to be done outside.
pub fn update(state: &mut State, message: Msg, now: &Now) -> Vec<Effect> {
    match message {
        Msg::Arrived(address) => {
            state.address = address;
            Vec::new()
        }
        Msg::Go { address, replace } => {
            let hash = address.hash();
            state.address = address;
            vec![Effect::Navigate { hash, replace }]
        }
        Msg::FocusSearch => vec![Effect::FocusSearch],
        Msg::Open(dialog) => {
            if dialog.edits() && state.is_read_only() {
                report(state, Reported::OnlyLooking);
            } else {
                state.dialog = Some(dialog);
            }
            Vec::new()
        }
        Msg::CloseDialog => {
            state.dialog = None;
            Vec::new()
        }
        Msg::Edit { step, changes } => edit(state, step, changes, now),
        Msg::Undo => travel(state, false, now),
        Msg::Redo => travel(state, true, now),
        Msg::LayoutSettled(settled) => layout_settled(state, settled),
        Msg::Rearrange => {
            let nodes = state.network.positions.keys().cloned();
            let changes = nodes.map(|id| Change::Place { id, position: None }).collect();
            commit(state, Step::Rearranged, changes, now)
        }
        Msg::ViewCommand(command) => vec![Effect::ViewCommand(command)],
        Msg::Saved { at_millis } => {
            state.saving = Saving::Saved { at_millis };
            Vec::new()
        }
        Msg::SaveFailed(error) => {
            state.saving = Saving::Failed(error);
            Vec::new()
        }
        Msg::SavedElsewhere { network, diverged } => saved_elsewhere(state, network, diverged),
        Msg::ResolveConflict { keep_mine } => resolve_conflict(state, keep_mine, now),
        Msg::FileChosen { source, bytes } => vec![Effect::Decode { source, bytes }],
        Msg::Decoded { source, result: Ok(parsed) } => look_at(state, Preview::new(source, *parsed)),
        Msg::Decoded { source, result: Err(error) } => {
            report(state, Reported::ImportFailed { source, error });
            Vec::new()
        }
        Msg::PickFile => vec![Effect::PickFile],
        Msg::TakeOver => take_over(state, now),
        Msg::LeavePreview => {
            state.preview = None;
            vec![leave_records(state)]
        }
        Msg::LookAtExample => {
            let network = Arc::new(exchange::example());
            look_at(state, Preview { source: Source::Example, network, warnings: Vec::new(), newer: false })
        }
        Msg::LookAtEarlier => vec![Effect::FetchEarlier],
        Msg::EarlierFetched(None) => {
            report(state, Reported::NoEarlier);
            Vec::new()
        }
        Msg::EarlierFetched(Some(network)) => {
            look_at(state, Preview { source: Source::Earlier, network, warnings: Vec::new(), newer: false })
        }
        Msg::Empty { title, id } => {
            let mut network = Network::new(id);
            let mut about = (*network.about).clone();
            about.title = title;
            about.language = state.settings.language.code().to_owned();
            network.put(about, now.stamp());
            replace(state, Step::Emptied, Arc::new(network), now)
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
                let bytes = unreadable.text.clone().into_bytes();
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
            report(state, what);
            Vec::new()
        }
        Msg::SetLanguage(language) => {
            state.settings.language = language;
            vec![Effect::RememberSettings(state.settings)]
        }
        Msg::SetTheme(theme) => {
            state.settings.theme = theme;
            vec![Effect::RememberSettings(state.settings)]
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

fn report(state: &mut State, what: Reported) {
    let number = state.notice.as_ref().map_or(0, |notice| notice.number) + 1;
    state.notice = Some(Notice { number, what });
}

fn look_at(state: &mut State, preview: Preview) -> Vec<Effect> {
    state.preview = Some(Arc::new(preview));
    state.dialog = None;
    state.notice = None;
    vec![leave_records(state)]
}

/// What was selected, filtered or open belongs to another network; its list does not.
fn leave_records(state: &mut State) -> Effect {
    state.address = Address::of(state.address.view.without_record());
    Effect::Navigate { hash: state.address.hash(), replace: false }
}

fn edit(state: &mut State, step: Step, changes: Vec<Change>, now: &Now) -> Vec<Effect> {
    if state.is_read_only() {
        report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    commit(state, step, changes, now)
}

/// Makes changes to the network as one step, with a way back. A step that changes nothing leaves no trace.
fn commit(state: &mut State, step: Step, changes: Vec<Change>, now: &Now) -> Vec<Effect> {
    let inverse = Arc::make_mut(&mut state.network).apply_all(changes, now.stamp());
    if inverse.is_empty() {
        return Vec::new();
    }
    remember(state, step.clone(), inverse);
    if !matches!(step, Step::Moved { .. } | Step::MovedTogether { .. }) {
        report(state, Reported::Did(step));
    }
    save(state)
}

fn remember(state: &mut State, step: Step, inverse: Vec<Change>) {
    state.past.push(Undoable { step, inverse });
    if state.past.len() > HISTORY_LIMIT {
        state.past.remove(0);
    }
    state.future.clear();
}

fn save(state: &mut State) -> Vec<Effect> {
    if state.conflict.is_some() {
        return Vec::new();
    }
    state.saving = Saving::Pending;
    vec![Effect::Save]
}

/// Takes the last step back, or the last step back back: both are changes with stamps of their own.
fn travel(state: &mut State, forward: bool, now: &Now) -> Vec<Effect> {
    if state.is_read_only() {
        report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    let (from, to) =
        if forward { (&mut state.future, &mut state.past) } else { (&mut state.past, &mut state.future) };
    let Some(Undoable { step, inverse }) = from.pop() else { return Vec::new() };
    let inverse = Arc::make_mut(&mut state.network).apply_all(inverse, now.stamp());
    to.push(Undoable { step: step.clone(), inverse });
    report(state, if forward { Reported::Redid(step) } else { Reported::Undid(step) });
    save(state)
}

/// Positions found by the layout are kept without an undo step of their own.
fn layout_settled(state: &mut State, settled: Vec<(Id, f64, f64)>) -> Vec<Effect> {
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
    if state.is_read_only() || state.saving == Saving::Untouched { Vec::new() } else { save(state) }
}

fn saved_elsewhere(state: &mut State, network: Arc<Network>, diverged: bool) -> Vec<Effect> {
    if diverged || state.saving == Saving::Pending {
        state.conflict = Some(network);
        return Vec::new();
    }
    let before = std::mem::replace(&mut state.network, network);
    remember(state, Step::AdoptedFromTab, vec![Change::Replace(before)]);
    report(state, Reported::AdoptedFromTab);
    vec![Effect::AcceptElsewhere]
}

fn resolve_conflict(state: &mut State, keep_mine: bool, now: &Now) -> Vec<Effect> {
    let Some(theirs) = state.conflict.take() else { return Vec::new() };
    let mut effects = vec![Effect::AcceptElsewhere];
    if keep_mine {
        effects.push(Effect::KeepEarlier(theirs));
        effects.extend(save(state));
    } else {
        effects.push(Effect::KeepEarlier(state.network.clone()));
        effects.extend(commit(state, Step::AdoptedFromTab, vec![Change::Replace(theirs)], now));
    }
    effects
}

/// Another network takes the place of one's own, which stays within reach.
fn replace(state: &mut State, step: Step, network: Arc<Network>, now: &Now) -> Vec<Effect> {
    if state.saving == Saving::Newer {
        report(state, Reported::OnlyLooking);
        return Vec::new();
    }
    let mut effects = Vec::new();
    if state.saving != Saving::Untouched {
        effects.push(Effect::KeepEarlier(state.network.clone()));
    }
    state.preview = None;
    state.dialog = None;
    effects.push(leave_records(state));
    state.settings.welcomed = true;
    effects.push(Effect::RememberSettings(state.settings));
    effects.extend(commit(state, step, vec![Change::Replace(network)], now));
    effects
}

fn take_over(state: &mut State, now: &Now) -> Vec<Effect> {
    match state.preview.clone() {
        Some(preview) if !preview.newer => {
            let title = preview.network.about.title.clone();
            replace(state, Step::TakenOver { title }, preview.network.clone(), now)
        }
        _ => Vec::new(),
    }
}

fn enter(state: &mut State, entry_point: EntryPoint, now: &Now) -> Vec<Effect> {
    state.settings.welcomed = true;
    let mut effects = vec![Effect::RememberSettings(state.settings)];
    effects.extend(match entry_point {
        EntryPoint::LookAround => vec![Effect::FocusSearch],
        EntryPoint::EnterMyself => {
            update(state, Msg::Open(Dialog::Record(Draft::new(TableName::Actors))), now)
        }
        EntryPoint::Coordinate => update(state, Msg::Open(Dialog::Coordinate), now),
    });
    effects
}
