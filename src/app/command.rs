//! The one table from which palette, help, buttons and keys are read.

use super::{
    Address, Dialog, Draft, Msg, Order, State, Theme, View,
    update::{PictureWish, Place},
};
use crate::i18n::Language;

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
    SavePicture,
    OrderNetwork,
    OrderSectors,
    OrderRings,
    OrderColumns,
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
fn order(state: &State, order: Order) -> Msg {
    Msg::Go { address: Address { view: View::Network, order, ..state.address.clone() }, replace: false }
}

const fn open(id: CommandId, shortcuts: &'static [Shortcut], message: fn(&State) -> Msg) -> Command {
    Command { id, shortcuts, enabled: always, message }
}

const fn edit(id: CommandId, message: fn(&State) -> Msg) -> Command {
    Command { id, shortcuts: &[], enabled: may_edit, message }
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
    edit(CommandId::NewActor, |_| Msg::Open(Dialog::Record(Draft::Actor { id: None, name: String::new() }))),
    edit(CommandId::NewCompetency, |_| {
        Msg::Open(Dialog::Record(Draft::Competency { id: None, name: String::new() }))
    }),
    edit(CommandId::NewOffer, |_| {
        Msg::Open(Dialog::Record(Draft::Offer { id: None, actor: None, competency: None }))
    }),
    edit(CommandId::NewNeed, |_| {
        Msg::Open(Dialog::Record(Draft::Need { id: None, actor: None, competency: None }))
    }),
    edit(CommandId::NewLink, |_| Msg::Open(Dialog::Record(Draft::Link { id: None, from: None, to: None }))),
    edit(CommandId::NewTopic, |_| Msg::Open(Dialog::Record(Draft::Topic(None)))),
    edit(CommandId::EditSectors, |_| Msg::Open(Dialog::Sectors)),
    edit(CommandId::EditNetwork, |_| Msg::Open(Dialog::Record(Draft::Network))),
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
    open(CommandId::ShowAll, &[in_graph("0")], |_| Msg::Picture(PictureWish::ShowAll)),
    open(CommandId::ZoomIn, &[in_graph("+")], |_| Msg::Picture(PictureWish::ZoomIn)),
    open(CommandId::ZoomOut, &[in_graph("-")], |_| Msg::Picture(PictureWish::ZoomOut)),
    open(CommandId::PreviousView, &[in_graph("b")], |_| Msg::Picture(PictureWish::PreviousView)),
    open(CommandId::ZoomToSelection, &[in_graph("f")], |_| Msg::Picture(PictureWish::ZoomToSelection)),
    open(CommandId::FullScreen, &[], |_| Msg::Picture(PictureWish::FullScreen)),
    open(CommandId::SavePicture, &[], |_| Msg::Open(Dialog::SavePicture)),
    open(CommandId::OrderNetwork, &[], |state| order(state, Order::Network)),
    open(CommandId::OrderSectors, &[], |state| order(state, Order::Sectors)),
    open(CommandId::OrderRings, &[], |state| order(state, Order::Rings)),
    open(CommandId::OrderColumns, &[], |state| order(state, Order::Columns)),
    Command {
        id: CommandId::Rearrange,
        shortcuts: &[],
        enabled: |state| may_edit(state) && state.address.order == Order::Network,
        message: |_| Msg::Rearrange,
    },
    open(CommandId::Shortcuts, &[in_graph("?")], |_| Msg::Open(Dialog::Shortcuts)),
    open(CommandId::German, &[], |_| Msg::Speak(Language::German)),
    open(CommandId::English, &[], |_| Msg::Speak(Language::English)),
    open(CommandId::ThemeAuto, &[], |_| Msg::Wear(Theme::Auto)),
    open(CommandId::ThemeLight, &[], |_| Msg::Wear(Theme::Light)),
    open(CommandId::ThemeDark, &[], |_| Msg::Wear(Theme::Dark)),
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
