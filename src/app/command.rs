//! The one table from which palette, help, buttons and keys are read.

use super::{
    Address, Dialog, Draft, LayoutKind, Msg, State, Theme, View,
    update::{Place, ViewCommand},
};
use crate::{i18n::Language, model::TableName};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommandId {
    Search,
    Palette,
    ShowNetwork,
    ShowActors,
    ShowCompetencies,
    ShowMatrix,
    ShowTopics,
    ShowHelp,
    NewActor,
    NewCompetency,
    NewOffer,
    NewNeed,
    NewLink,
    NewTopic,
    EditSectors,
    EditNetwork,
    Undo,
    Redo,
    Import,
    Export,
    NewNetwork,
    ShowExample,
    ShowEarlier,
    ShowAll,
    ZoomIn,
    ZoomOut,
    PreviousView,
    ZoomToSelection,
    FullScreen,
    ExportImage,
    LayoutNetwork,
    LayoutSectors,
    LayoutRings,
    LayoutColumns,
    Rearrange,
    Shortcuts,
    German,
    English,
    ThemeAuto,
    ThemeLight,
    ThemeDark,
}

/// A key, written as `KeyboardEvent.key` names it (letters in lower case).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    pub key: &'static str,
    /// Ctrl, or Cmd on a Mac.
    pub control: bool,
    pub shift: bool,
    /// Single keys work only while the graph has the focus (WCAG 2.1.4).
    pub place: Place,
}

pub struct Command {
    pub id: CommandId,
    pub shortcuts: &'static [Shortcut],
    pub enabled: fn(&State) -> bool,
    pub message: fn(&State) -> Msg,
}

const fn control(key: &'static str) -> Shortcut {
    Shortcut { key, control: true, shift: false, place: Place::Anywhere }
}

const fn control_shift(key: &'static str) -> Shortcut {
    Shortcut { key, control: true, shift: true, place: Place::Anywhere }
}

const fn in_graph(key: &'static str) -> Shortcut {
    Shortcut { key, control: false, shift: false, place: Place::Graph }
}

fn always(_: &State) -> bool {
    true
}

fn may_edit(state: &State) -> bool {
    !state.is_read_only()
}

fn go(state: &State, view: View) -> Msg {
    Msg::Go { address: state.address.in_view(view), replace: false }
}

/// Selected is what is selected where one comes from: rings are drawn around it.
fn layout(state: &State, layout: LayoutKind) -> Msg {
    Msg::Go { address: Address { view: View::Network, layout, ..state.address.clone() }, replace: false }
}

const fn open(id: CommandId, shortcuts: &'static [Shortcut], message: fn(&State) -> Msg) -> Command {
    Command { id, shortcuts, enabled: always, message }
}

const fn edit(id: CommandId, message: fn(&State) -> Msg) -> Command {
    Command { id, shortcuts: &[], enabled: may_edit, message }
}

fn form(table: TableName) -> Msg {
    Msg::Open(Dialog::Record(Draft::new(table)))
}

pub static COMMANDS: &[Command] = &[
    open(CommandId::Search, &[in_graph("/")], |_| Msg::FocusSearch),
    open(CommandId::Palette, &[control("k")], |_| Msg::Open(Dialog::Palette)),
    open(CommandId::ShowNetwork, &[], |state| go(state, View::Network)),
    open(CommandId::ShowActors, &[], |state| go(state, View::Actors)),
    open(CommandId::ShowCompetencies, &[], |state| go(state, View::Competencies)),
    open(CommandId::ShowMatrix, &[], |state| go(state, View::Matrix)),
    open(CommandId::ShowTopics, &[], |state| go(state, View::Topics)),
    open(CommandId::ShowHelp, &[], |_| Msg::Go { address: Address::of(View::Help), replace: false }),
    edit(CommandId::NewActor, |_| form(TableName::Actors)),
    edit(CommandId::NewCompetency, |_| form(TableName::Competencies)),
    edit(CommandId::NewOffer, |_| form(TableName::Offers)),
    edit(CommandId::NewNeed, |_| form(TableName::Needs)),
    edit(CommandId::NewLink, |_| form(TableName::Links)),
    edit(CommandId::NewTopic, |_| form(TableName::Topics)),
    edit(CommandId::EditSectors, |_| Msg::Open(Dialog::Sectors)),
    edit(CommandId::EditNetwork, |_| form(TableName::Network)),
    Command {
        id: CommandId::Undo,
        shortcuts: &[control("z")],
        enabled: |state| may_edit(state) && !state.past.is_empty(),
        message: |_| Msg::Undo,
    },
    Command {
        id: CommandId::Redo,
        shortcuts: &[control_shift("z"), control("y")],
        enabled: |state| may_edit(state) && !state.future.is_empty(),
        message: |_| Msg::Redo,
    },
    open(CommandId::Import, &[control("o")], |_| Msg::Open(Dialog::Import)),
    open(CommandId::Export, &[control("s")], |_| Msg::Open(Dialog::Export)),
    edit(CommandId::NewNetwork, |_| Msg::Open(Dialog::NewNetwork)),
    open(CommandId::ShowExample, &[], |_| Msg::LookAtExample),
    open(CommandId::ShowEarlier, &[], |_| Msg::LookAtEarlier),
    open(CommandId::ShowAll, &[in_graph("0")], |_| Msg::ViewCommand(ViewCommand::ShowAll)),
    open(CommandId::ZoomIn, &[in_graph("+")], |_| Msg::ViewCommand(ViewCommand::ZoomIn)),
    open(CommandId::ZoomOut, &[in_graph("-")], |_| Msg::ViewCommand(ViewCommand::ZoomOut)),
    open(CommandId::PreviousView, &[in_graph("b")], |_| Msg::ViewCommand(ViewCommand::PreviousView)),
    open(CommandId::ZoomToSelection, &[in_graph("f")], |_| Msg::ViewCommand(ViewCommand::ZoomToSelection)),
    open(CommandId::FullScreen, &[], |_| Msg::ViewCommand(ViewCommand::FullScreen)),
    open(CommandId::ExportImage, &[], |_| Msg::Open(Dialog::ExportImage)),
    open(CommandId::LayoutNetwork, &[], |state| layout(state, LayoutKind::Network)),
    open(CommandId::LayoutSectors, &[], |state| layout(state, LayoutKind::Sectors)),
    open(CommandId::LayoutRings, &[], |state| layout(state, LayoutKind::Rings)),
    open(CommandId::LayoutColumns, &[], |state| layout(state, LayoutKind::Columns)),
    Command {
        id: CommandId::Rearrange,
        shortcuts: &[],
        enabled: |state| may_edit(state) && state.address.layout == LayoutKind::Network,
        message: |_| Msg::Rearrange,
    },
    open(CommandId::Shortcuts, &[in_graph("?")], |_| Msg::Open(Dialog::Shortcuts)),
    open(CommandId::German, &[], |_| Msg::SetLanguage(Language::German)),
    open(CommandId::English, &[], |_| Msg::SetLanguage(Language::English)),
    open(CommandId::ThemeAuto, &[], |_| Msg::SetTheme(Theme::Auto)),
    open(CommandId::ThemeLight, &[], |_| Msg::SetTheme(Theme::Light)),
    open(CommandId::ThemeDark, &[], |_| Msg::SetTheme(Theme::Dark)),
];

impl CommandId {
    pub fn command(self) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.id == self)
    }
}

/// The command that a key calls at this place. `key` as `KeyboardEvent.key` says it.
pub fn by_key(key: &str, control: bool, shift: bool, place: Place) -> Option<&'static Command> {
    let key = key.to_lowercase();
    COMMANDS.iter().find(|command| {
        command.shortcuts.iter().any(|shortcut| {
            shortcut.key == key
                && shortcut.control == control
                // Shift is part of how some layouts reach a sign such as `?` or `/`.
                && (shortcut.shift == shift || !shortcut.control)
                && (shortcut.place == Place::Anywhere || shortcut.place == place)
        })
    })
}
