//! What others share, to look at.

use std::sync::Arc;

use leptos::task::spawn_local;

use crate::{
    app::{Msg, NotOpened, Preview, Reported, Source, TEXT_LIMIT, bytes_of_link},
    browser::packing,
    exchange,
    ui::context::App,
};

pub(super) fn open(app: App, link: String) {
    spawn_local(async move {
        app.dispatch(match text_of(&link).await {
            Ok(text) => message(text),
            Err(why) => Msg::Report(Reported::NotOpened(why)),
        });
    });
}

async fn text_of(link: &str) -> Result<String, NotOpened> {
    let bytes = bytes_of_link(link).ok_or(NotOpened::Damaged)?;
    packing::unpack(&bytes, TEXT_LIMIT).await
}

/// What we wrote needs no other reader than the page has already.
fn message(text: String) -> Msg {
    let source = Source::Link;
    match exchange::read_stored(&text) {
        Some(network) => {
            let network = Arc::new(network);
            Msg::LookAt(Box::new(Preview { source, network, warnings: Vec::new(), newer: false }))
        }
        None => Msg::FileChosen { source, bytes: text.into_bytes() },
    }
}
