//! Putting a network, or a part of it, into other people's hands, and opening what others did.

mod dialog;
mod link;
mod open;
mod publish;
mod qr;
mod single_file;

use leptos::prelude::*;

use super::context::App;
use crate::{app::Asked, exchange::Redacted};

/// What is behind the door of sharing.
pub struct Sharing {
    pub(super) draw: fn(App) -> AnyView,
    /// Shows what the page was asked to show.
    pub(super) open: fn(App, Asked),
    pub(super) packet: fn(App, Redacted, String, Callback<()>) -> AnyView,
    /// A link under a label, to copy and as a QR code.
    pub(super) link: fn(App, &'static str, String) -> AnyView,
}

pub const SHARING: Sharing =
    Sharing { draw: dialog::dialog, open: open::open, packet: link::packet, link: link::shown };
