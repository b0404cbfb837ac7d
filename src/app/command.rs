//! The one table of commands, from which palette, menu, help, buttons and keys are read.

use super::{
    Address, Dialog, Draft, EntryPoint, ImageExport, LayoutKind, Msg, State, Theme, VIEWS, View, WalkStep,
    contribute::may_contribute,
};
use crate::{
    i18n::{Bilingual, Language, both},
    model::{Day, TableName},
};

/// Where a key was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    Anywhere,
    Graph,
}

/// A key, written as `KeyboardEvent.key` names it.
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
    /// Commands that follow each other under one title share a line in the list of keys.
    pub title: Bilingual,
    /// A KERN icon for its buttons; may be empty.
    pub icon: &'static str,
    pub shortcuts: &'static [Shortcut],
    pub enabled: fn(&State) -> bool,
    pub message: fn(&State) -> Msg,
}

const fn control(key: &'static str) -> Shortcut {
    Shortcut { key, control: true, shift: false, place: Place::Anywhere }
}

const fn in_graph(key: &'static str) -> Shortcut {
    Shortcut { control: false, place: Place::Graph, ..control(key) }
}

const fn with_shift(shortcut: Shortcut) -> Shortcut {
    Shortcut { shift: true, ..shortcut }
}

const fn with_control(shortcut: Shortcut) -> Shortcut {
    Shortcut { control: true, ..shortcut }
}

pub(super) fn always(_: &State) -> bool {
    true
}

fn may_edit(state: &State) -> bool {
    !state.is_read_only()
}

/// What is done with networks as a whole.
fn may_keep(state: &State) -> bool {
    state.viewer.is_none()
}

fn at_node(command: NodeCommand) -> Msg {
    Msg::ViewCommand(ViewCommand::AtNode(command))
}

fn form(table: TableName) -> Msg {
    Msg::Open(Dialog::Record(Draft::new(table)))
}

/// Selected is what is selected where one comes from: rings are drawn around it.
fn arrange(state: &State, layout: LayoutKind) -> Msg {
    let address = Address { view: View::Network, record: None, layout, day: None, ..state.address.clone() };
    Msg::Go { address, replace: false }
}

/// From the first day, with all of the picture.
fn replay() -> Msg {
    let address = Address { day: Some(Day::new("anfang")), ..Address::of(View::Network) };
    Msg::Go { address, replace: false }
}

/// The names of commands, and static tables of what they are: title, icon, keys, when they can be had, what they do.
macro_rules! commands {
    ($($table:ident {
        $($id:ident: $german:literal, $english:literal, $icon:literal, [$($key:expr),*], $enabled:expr, $message:expr;)*
    })*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum CommandId {
            /// Its row is part of the view's.
            Show(View),
            $($($id,)*)*
        }

        $(static $table: &[Command] = &[$(Command {
            id: CommandId::$id,
            title: both($german, $english),
            icon: $icon,
            shortcuts: &[$($key),*],
            enabled: $enabled,
            message: $message,
        },)*];)*
    };
}

commands! {
    BEFORE_VIEWS {
        WalkInto: "entlang einer Verbindung weitergehen und zurück", "walk along a connection and back", "", [in_graph("ArrowRight")], always, |_| at_node(NodeCommand::Walk(WalkStep::Into));
        WalkBack: "entlang einer Verbindung weitergehen und zurück", "walk along a connection and back", "", [in_graph("ArrowLeft")], always, |_| at_node(NodeCommand::Walk(WalkStep::Back));
        WalkPrevious: "zwischen den Nachbarn wechseln", "move among the neighbours", "", [in_graph("ArrowUp")], always, |_| at_node(NodeCommand::Walk(WalkStep::Previous));
        WalkNext: "zwischen den Nachbarn wechseln", "move among the neighbours", "", [in_graph("ArrowDown")], always, |_| at_node(NodeCommand::Walk(WalkStep::Next));
        WalkFirst: "zum ersten und zum letzten Knoten", "to the first and the last node", "", [in_graph("Home")], always, |_| at_node(NodeCommand::Walk(WalkStep::First));
        WalkLast: "zum ersten und zum letzten Knoten", "to the first and the last node", "", [in_graph("End")], always, |_| at_node(NodeCommand::Walk(WalkStep::Last));
        WalkPreviousSector: "zum vorigen und zum nächsten Bereich", "to the previous and the next sector", "", [in_graph("PageUp")], always, |_| at_node(NodeCommand::Walk(WalkStep::PreviousSector));
        WalkNextSector: "zum vorigen und zum nächsten Bereich", "to the previous and the next sector", "", [in_graph("PageDown")], always, |_| at_node(NodeCommand::Walk(WalkStep::NextSector));
        FollowWay: "dem Weg folgen, der gezeigt wird, und zurück", "follow the way that is shown, and back", "", [in_graph(".")], always, |_| at_node(NodeCommand::Walk(WalkStep::OnTheWay));
        FollowWayBack: "dem Weg folgen, der gezeigt wird, und zurück", "follow the way that is shown, and back", "", [in_graph(",")], always, |_| at_node(NodeCommand::Walk(WalkStep::BackOnTheWay));
        Nearby: "Was liegt in der Nähe?", "What is nearby?", "", [in_graph("n")], always, |_| at_node(NodeCommand::Nearby);
        ChooseNode: "die Karte öffnen", "open the card", "", [in_graph("Enter"), in_graph(" ")], always, |_| at_node(NodeCommand::Choose);
        LeaveGraph: "die Auswahl aufheben, die Karte schließen, danach das Netz verlassen", "clear the selection, close the card, then leave the network", "", [in_graph("Escape")], always, |_| at_node(NodeCommand::Leave);
        NudgeRight: "den Knoten verschieben", "move the node", "", [with_control(in_graph("ArrowRight"))], always, |_| at_node(NodeCommand::Nudge([1, 0]));
        NudgeLeft: "den Knoten verschieben", "move the node", "", [with_control(in_graph("ArrowLeft"))], always, |_| at_node(NodeCommand::Nudge([-1, 0]));
        NudgeDown: "den Knoten verschieben", "move the node", "", [with_control(in_graph("ArrowDown"))], always, |_| at_node(NodeCommand::Nudge([0, 1]));
        NudgeUp: "den Knoten verschieben", "move the node", "", [with_control(in_graph("ArrowUp"))], always, |_| at_node(NodeCommand::Nudge([0, -1]));
        PinOrRelease: "den Knoten festhalten oder lösen", "pin or release the node", "", [in_graph("p")], always, |_| at_node(NodeCommand::PinOrRelease);
        SelectNode: "den Knoten auswählen oder abwählen", "select the node, or no longer", "", [with_shift(in_graph("Enter"))], always, |_| at_node(NodeCommand::Select);
        Connect: "von hier aus eine Verbindung ziehen", "begin a connection from here", "", [in_graph("c")], always, |_| at_node(NodeCommand::Connect);
        Search: "Suchen", "Search", "", [in_graph("/")], always, |_| Msg::FocusSearch;
        Palette: "Alle Befehle und Einträge", "All commands and entries", "", [control("k")], always, |_| Msg::Open(Dialog::Palette);
    }
    AFTER_VIEWS {
        NewActor: "Neuer Akteur", "New actor", "add", [], may_edit, |_| form(TableName::Actors);
        NewCompetency: "Neue Kompetenz", "New competency", "add", [], may_edit, |_| form(TableName::Competencies);
        NewOffer: "Neues Angebot", "New offer", "", [], may_edit, |_| form(TableName::Offers);
        NewNeed: "Neues Gesuch", "New need", "", [], may_edit, |_| form(TableName::Needs);
        NewLink: "Neue Verbindung", "New link", "", [], may_edit, |_| form(TableName::Links);
        NewTopic: "Neues Thema", "New topic", "", [], may_edit, |_| form(TableName::Topics);
        NewMeeting: "Neues Treffen", "New meeting", "add", [], may_edit, |_| form(TableName::Meetings);
        NewAgreement: "Neue Vereinbarung", "New agreement", "add", [], may_edit, |_| form(TableName::Agreements);
        NewGroup: "Neue Gruppe", "New group", "", [], may_edit, |_| form(TableName::Groups);
        EditSectors: "Bereiche bearbeiten", "Edit sectors", "", [], may_edit, |_| Msg::Open(Dialog::Sectors);
        Starter: "Bereiche und Kompetenzen ankreuzen", "Tick sectors and competencies", "", [], may_edit, |_| Msg::Open(Dialog::Starter);
        EditNetwork: "Titel und Begrüßung bearbeiten", "Edit title and welcome", "", [], may_edit, |_| form(TableName::Network);
        Undo: "Rückgängig", "Undo", "undo", [control("z")], |state| may_edit(state) && !state.past.is_empty(), |_| Msg::Undo;
        Redo: "Wiederholen", "Redo", "redo", [with_shift(control("z")), control("y")], |state| may_edit(state) && !state.future.is_empty(), |_| Msg::Redo;
        Import: "Importieren", "Import", "drive-folder-upload", [control("o")], may_keep, |_| Msg::Open(Dialog::Import);
        Export: "Exportieren", "Export", "download", [control("s")], may_keep, |_| Msg::Open(Dialog::Export);
        Share: "Teilen", "Share", "", [], may_keep, |_| Msg::Open(Dialog::Share);
        EnterMyself: "Ich trage mich ein", "Enter myself", "", [], may_contribute, |_| Msg::Enter(EntryPoint::EnterMyself);
        Coordinate: "Ich koordiniere", "I coordinate", "", [], may_keep, |_| Msg::Enter(EntryPoint::Coordinate);
        Inbox: "Beiträge einsammeln", "Collect contributions", "", [], may_edit, |_| Msg::Open(Dialog::Inbox);
        Networks: "Netzwerke", "Networks", "", [], may_keep, |_| Msg::ShowNetworks;
        NewNetwork: "Neues, leeres Netzwerk", "New, empty network", "", [], may_edit, |_| Msg::Open(Dialog::NewNetwork);
        ShowExample: "Beispiel Goslar ansehen", "Look at the Goslar example", "", [], may_keep, |_| Msg::LookAtExample;
        ShowKept: "Frühere Stände", "Earlier states", "", [], may_keep, |_| Msg::ShowKept;
        ShowAll: "Alles zeigen", "Show all", "fit", [in_graph("0")], always, |_| Msg::ViewCommand(ViewCommand::ShowAll);
        ZoomIn: "Vergrößern", "Zoom in", "add", [in_graph("+")], always, |_| Msg::ViewCommand(ViewCommand::ZoomIn);
        ZoomOut: "Verkleinern", "Zoom out", "remove", [in_graph("-")], always, |_| Msg::ViewCommand(ViewCommand::ZoomOut);
        PreviousView: "Zurück zur vorigen Ansicht", "Back to the previous view", "arrow-back", [in_graph("b")], always, |_| Msg::ViewCommand(ViewCommand::PreviousView);
        ZoomToSelection: "Auswahl heranholen", "Zoom to the selection", "search", [in_graph("f")], always, |_| Msg::ViewCommand(ViewCommand::ZoomToSelection);
        FullScreen: "Vollbild", "Full screen", "fullscreen", [], always, |_| Msg::ViewCommand(ViewCommand::FullScreen);
        ExportImage: "Bild speichern", "Save the picture", "download", [], always, |_| Msg::Open(Dialog::ExportImage);
        Print: "Drucken", "Print", "print", [], always, |_| Msg::Open(Dialog::Print);
        LayoutNetwork: "Anordnung: Netz", "Arrangement: network", "", [], always, |state| arrange(state, LayoutKind::Network);
        LayoutSectors: "Anordnung: nach Bereichen", "Arrangement: by sector", "", [], always, |state| arrange(state, LayoutKind::Sectors);
        LayoutRings: "Anordnung: Ringe um einen Eintrag", "Arrangement: rings around an entry", "", [], always, |state| arrange(state, LayoutKind::Rings);
        LayoutColumns: "Anordnung: wer und was", "Arrangement: who and what", "", [], always, |state| arrange(state, LayoutKind::Columns);
        LayoutInvitations: "Anordnung: nach Einladung", "Arrangement: by invitation", "", [], always, |state| arrange(state, LayoutKind::Invitations);
        Replay: "Wachstum abspielen", "Replay the growth", "play", [], always, |_| replay();
        Rearrange: "Neu anordnen", "Rearrange", "autorenew", [], |state| may_edit(state) && state.address.layout == LayoutKind::Network, |_| Msg::Rearrange;
        Shortcuts: "Tastenkürzel", "Keyboard shortcuts", "", [in_graph("?")], always, |_| Msg::Open(Dialog::Shortcuts);
        Brevity: "Einträge im Netz kurz oder ausführlich ansagen", "Announce entries in the network briefly or in full", "", [in_graph("v")], always, |_| Msg::SpeakBriefly;
        German: "Deutsch", "German (Deutsch)", "", [], always, |_| Msg::SetLanguage(Language::German);
        English: "Englisch (English)", "English", "", [], always, |_| Msg::SetLanguage(Language::English);
        ThemeAuto: "Darstellung wie das Gerät", "Appearance as the device", "", [], always, |_| Msg::SetTheme(Theme::Auto);
        ThemeLight: "Helle Darstellung", "Light appearance", "", [], always, |_| Msg::SetTheme(Theme::Light);
        ThemeDark: "Dunkle Darstellung", "Dark appearance", "", [], always, |_| Msg::SetTheme(Theme::Dark);
    }
}

/// All commands, in the order of palette and help.
pub fn commands() -> impl Iterator<Item = &'static Command> {
    BEFORE_VIEWS.iter().chain(VIEWS.iter().flat_map(|view| view.command)).chain(AFTER_VIEWS)
}

impl Command {
    /// Not for itself, nor for what is about the node that has the focus, which the palette takes away.
    pub fn in_palette(&self, state: &State) -> bool {
        let message = (self.message)(state);
        !matches!(message, Msg::ViewCommand(ViewCommand::AtNode(_)) | Msg::Open(Dialog::Palette))
    }
}

impl CommandId {
    pub fn command(self) -> Option<&'static Command> {
        commands().find(|command| command.id == self)
    }

    pub fn is_enabled(self, state: &State) -> bool {
        self.command().is_some_and(|command| (command.enabled)(state))
    }

    /// Not as long as the page is there: who only looks has nothing of their own.
    pub fn is_never_enabled(self, state: &State) -> bool {
        state.viewer.is_some() && !self.is_enabled(state)
    }

    pub fn title(self, language: Language) -> &'static str {
        self.command().map_or("", |command| command.title.text(language))
    }
}

/// What the picture is asked to do; the stage owns camera and layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ViewCommand {
    ShowAll,
    ZoomIn,
    ZoomOut,
    /// The view before the last jump.
    PreviousView,
    /// The chosen nodes, else the one whose card is open or that has the focus, with its neighbours.
    ZoomToSelection,
    FullScreen,
    /// A picture to keep, as a file.
    Save(ImageExport),
    AtNode(NodeCommand),
}

/// What the keyboard asks for at the node that has the focus.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeCommand {
    Walk(WalkStep),
    /// As a click: ends a connection, else opens the card.
    Choose,
    /// Adds it to the selection or takes it out.
    Select,
    /// Moves it, or the selection that it is part of, by steps to the right and down.
    Nudge([i8; 2]),
    PinOrRelease,
    Connect,
    /// Says what stands near it on the screen.
    Nearby,
    /// Takes back what is under way, lets go of what is selected, closes the card, then leaves the graph.
    Leave,
}

/// The command that a key calls at this place. `key` as `KeyboardEvent.key` says it.
pub fn by_key(key: &str, control: bool, shift: bool, place: Place) -> Option<&'static Command> {
    let called = |shift: bool| {
        let is_meant = |shortcut: &Shortcut| {
            let pressed = Shortcut { key: shortcut.key, control, shift, place };
            shortcut.key.eq_ignore_ascii_case(key) && *shortcut == pressed
        };
        commands().find(|command| command.shortcuts.iter().any(is_meant))
    };
    // In the graph Shift counts only where it makes a difference: some layouts reach `?` or `/` by it.
    called(shift).or_else(|| called(false).filter(|_| place == Place::Graph))
}
