//! Putting a network, or a part of it, into other people's hands, and opening what others did.

mod dialog;
mod link;
mod open;
mod publish;
mod qr;
mod single_file;

use leptos::prelude::*;

use super::context::App;
use crate::{
    app::{Address, Asked},
    exchange::Redacted,
};

type DrawLink = Box<dyn Fn(String) -> AnyView + Send>;

/// What is behind the door of sharing.
pub struct Sharing {
    pub(super) draw: fn(App) -> AnyView,
    /// Shows what the page was asked to show.
    pub(super) open: fn(App, Asked),
    pub(super) packet: fn(App, Redacted, String, Callback<()>) -> AnyView,
    /// Has a link drawn that holds a part of a network and leads to an address in it, unless it would be too long.
    pub(super) leading_to: fn(Redacted, Address, DrawLink) -> AnyView,
    /// A link under a label, to copy and as a QR code.
    pub(super) link: fn(App, &'static str, String) -> AnyView,
}

pub const SHARING: Sharing = Sharing {
    draw: dialog::dialog,
    open: open::open,
    packet: link::packet,
    leading_to: link::leading_to,
    link: link::shown,
};
