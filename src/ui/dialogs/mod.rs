//! What lies above or beside the views: banners, notices, import, export, palette, help.

use leptos::prelude::*;

use super::{
    context::App,
    kit::{Modal, view_title},
};

/// Under the header: what is looked at, what is wrong with storage, what another tab did.
pub fn banners(_app: App) -> impl IntoView {
    view! { <div class="banners"></div> }
}

/// The last thing reported, in a corner and aloud.
pub fn notice(_app: App) -> impl IntoView {
    view! { <div role="status"></div> }
}

/// The hidden file input, dropping and pasting.
pub fn file_input(_app: App) -> impl IntoView {
    view! { <input type="file" id="file-input" hidden /> }
}

pub fn new_network(_app: App) -> impl IntoView {
    view! { <Modal title="new"><p></p></Modal> }
}

pub fn coordinate(_app: App) -> impl IntoView {
    view! { <Modal title="coordinate"><p></p></Modal> }
}

pub fn import(_app: App) -> impl IntoView {
    view! { <Modal title="import"><p></p></Modal> }
}

pub fn export(_app: App) -> impl IntoView {
    view! { <Modal title="export"><p></p></Modal> }
}

pub fn palette(_app: App) -> impl IntoView {
    view! { <Modal title="palette"><p></p></Modal> }
}

pub fn shortcuts(_app: App) -> impl IntoView {
    view! { <Modal title="shortcuts"><p></p></Modal> }
}

pub fn help(_app: App) -> impl IntoView {
    view! { <section class="page">{view_title("help")}</section> }
}
