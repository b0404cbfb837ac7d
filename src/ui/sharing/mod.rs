//! Putting a network, or a part of it, into other people's hands, and opening what others did.

pub(in crate::ui) mod dialog;
pub(in crate::ui) mod link;
mod open;
mod publish;
pub(in crate::ui) mod qr;
mod single_file;

use leptos::prelude::*;

use super::context::App;
use crate::app::Asked;

/// What is behind the door of sharing.
pub struct Sharing {
    pub(super) draw: fn(App) -> AnyView,
    /// Shows what the page was asked to show.
    pub(super) open: fn(App, Asked),
}

pub const SHARING: Sharing = Sharing { draw: dialog::dialog, open: open::open };
