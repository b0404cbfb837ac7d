//! One HTML file that holds the page and what a profile may see of the network: it opens from a disk, and everywhere.

use leptos::{prelude::*, task::spawn_local};

use super::dialog::Part;
use crate::{
    app::{Effect, base64url},
    browser::{clock, files, packing, page},
    exchange::{self, Header, Redacted},
    i18n,
    ui::{
        context::App,
        kit::{ButtonLook, button, effect, optional},
    },
};

/// Made by the build, without what the page has anyway.
const TEMPLATE: &str = "single.html";
/// What the template calls the place of the network.
const NETWORK: &str = "network";
const END: &str = "</script>";

/// Why there is no file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NotMade {
    /// A part of the page cannot be had, as without a network.
    NotLoaded,
    /// This browser cannot pack it.
    NotSupported,
}

/// How far the file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Wanted,
    Making,
    NotMade(NotMade),
}

pub(super) fn panel(app: App, asked: Memo<Part>) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().sharing());
    let network = app.network.get_untracked();
    let state = RwSignal::new(State::Wanted);
    effect(move || {
        asked.track();
        state.set(State::Wanted);
    });
    let seen = {
        let network = network.clone();
        move || asked.with(|asked| i18n::sharing::seen(language, &asked.of(&network).1, asked.profile))
    };
    let save = move || {
        if state.get_untracked() == State::Making {
            return;
        }
        let (part, network) = (asked.get_untracked(), network.clone());
        state.set(State::Making);
        spawn_local(async move {
            let file_name = exchange::image_file_name(&network, &clock::now().today, part.profile, "html");
            let made = make(&part.of(&network).0).await;
            // The dialog may be gone by now, or something else be asked for.
            if asked.try_get_untracked().as_ref() != Some(&part) {
                return;
            }
            state.try_set(made.as_ref().err().map_or(State::Wanted, |why| State::NotMade(*why)));
            let Ok(bytes) = made else { return };
            let (media_type, profile) = ("text/html", Some(part.profile));
            app.runner().run(Effect::Download { file_name, media_type, bytes, profile });
        });
    };
    let said = optional(move || {
        let sentence = match state.get() {
            State::Wanted => return None,
            State::Making => t.making_file,
            State::NotMade(NotMade::NotLoaded) => app.texts().shell().not_loaded,
            State::NotMade(NotMade::NotSupported) => t.file_not_supported,
        };
        Some(view! { <p>{sentence}</p> }.into_any())
    });
    view! {
        <p role="status">{seen}</p>
        <div>{button(ButtonLook::new(t.save_html, "primary", "download"), save)}</div>
        <div role="status">{said}</div>
    }
    .into_any()
}

/// The bytes of the file.
///
/// # Errors
/// When a part of it cannot be had or packed.
async fn make(part: &Redacted) -> Result<Vec<u8>, NotMade> {
    let exported_at = clock::now().rfc3339();
    let document = exchange::write(part, Header { exported_at: Some(&exported_at), by: None });
    let template = String::from_utf8(load(TEMPLATE).await?).map_err(|_| NotMade::NotLoaded)?;
    let mut file = String::with_capacity(2 * template.len());
    let mut is_filled = false;
    for line in template.lines() {
        match waiting(line) {
            None => file += line,
            Some((start, name)) => {
                file += start;
                file += &match name {
                    // Within a text of JSON alone, where it may stand so.
                    NETWORK => document.replace('<', "\\u003c"),
                    module => packed(&load(module).await?).await?,
                };
                file += END;
                is_filled |= name == NETWORK;
            }
        }
        file.push('\n');
    }
    // Of a build that makes none.
    if is_filled { Ok(file.into_bytes()) } else { Err(NotMade::NotLoaded) }
}

/// An empty block, up to where its contents belong, and the name of these.
fn waiting(line: &str) -> Option<(&str, &str)> {
    let start = line.strip_suffix(END)?;
    let (_, name) =
        start.trim_start().strip_prefix("<script type=\"")?.strip_suffix("\">")?.split_once("\" id=\"")?;
    Some((start, name))
}

async fn load(name: &str) -> Result<Vec<u8>, NotMade> {
    files::published(&page::asset(name)).await.map_err(|_| NotMade::NotLoaded)
}

async fn packed(bytes: &[u8]) -> Result<String, NotMade> {
    packing::pack(bytes).await.map(|packed| base64url(&packed)).ok_or(NotMade::NotSupported)
}
