//! The one table of dialogs. What draws each stands in `ui::dialogs`.

use super::Draft;
use crate::{
    i18n::{Bilingual, Language, both},
    model::{Id, TableName},
};

/// What lies open above the view.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    Record(Draft),
    /// Two nodes were joined in the picture; it asks what joins them.
    Connect {
        from: Id,
        to: Id,
    },
    /// What several records of a kind get.
    Several {
        table: TableName,
        ids: Vec<Id>,
    },
    Remove(Vec<(TableName, Id)>),
    /// A note to the two of a match.
    Introduction {
        need: Id,
        offered_by: Id,
    },
    /// A link by which others enter themselves as invited by this actor.
    Invite(Id),
    Sectors,
    NewNetwork,
    /// Those that this browser keeps, and whether all is saved.
    Networks,
    Coordinate,
    /// Entering oneself, and sending that to whom keeps the network.
    Contribute,
    /// Words that towns commonly use, for a network that begins.
    Starter,
    Import,
    /// What is looked at, into one's own network.
    Merge,
    /// Contributions of several people, into one's own network.
    Inbox,
    Export,
    ExportImage,
    Share,
    /// Earlier networks, and data that could not be read.
    Kept,
    Print,
    Palette,
    Shortcuts,
}

/// A dialog without data of its own.
pub struct DialogRow {
    pub dialog: Dialog,
    pub title: Bilingual,
    /// Opens only where one's own network may be changed.
    pub edits: bool,
}

const fn row(dialog: Dialog, edits: bool, german: &'static str, english: &'static str) -> DialogRow {
    DialogRow { dialog, title: both(german, english), edits }
}

pub static DIALOGS: &[DialogRow] = &[
    row(Dialog::Sectors, true, "Bereiche", "Sectors"),
    row(Dialog::NewNetwork, true, "Neues Netzwerk", "New network"),
    row(Dialog::Networks, false, "Netzwerke in diesem Browser", "Networks in this browser"),
    row(Dialog::Coordinate, false, "Ich koordiniere", "I coordinate"),
    row(Dialog::Contribute, false, "Ich trage mich ein", "Enter myself"),
    row(
        Dialog::Starter,
        true,
        "Bereiche und Kompetenzen zum Anfang",
        "Sectors and competencies to begin with",
    ),
    row(Dialog::Import, false, "Importieren", "Import"),
    row(Dialog::Merge, false, "Vergleichen und zusammenführen", "Compare and merge"),
    row(Dialog::Inbox, true, "Beiträge einsammeln", "Collect contributions"),
    row(Dialog::Export, false, "Exportieren", "Export"),
    row(Dialog::ExportImage, false, "Bild speichern", "Save the picture"),
    row(Dialog::Share, false, "Teilen", "Share"),
    row(Dialog::Kept, false, "Frühere Stände", "Earlier states"),
    row(Dialog::Print, false, "Drucken", "Print"),
    row(Dialog::Palette, false, "Befehle und Einträge", "Commands and entries"),
    row(Dialog::Shortcuts, false, "Tastenkürzel", "Keyboard shortcuts"),
];

impl Dialog {
    fn row(&self) -> Option<&'static DialogRow> {
        DIALOGS.iter().find(|row| row.dialog == *self)
    }

    /// Empty for one that is about a record, whose title tells which.
    pub fn title(&self, language: Language) -> &'static str {
        self.row().map_or("", |row| row.title.text(language))
    }

    /// Whether it is refused while one only looks. Forms change records.
    pub fn edits(&self) -> bool {
        match self {
            Self::Introduction { .. } | Self::Invite(_) => false,
            _ => self.row().is_none_or(|row| row.edits),
        }
    }
}
