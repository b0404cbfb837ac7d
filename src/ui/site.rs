//! What those who operate the page have written beside it: links at the foot of every view and in the help, and a note
//! over the map that they publish.

use std::sync::OnceLock;

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{EntryPoint, Msg, Site, Slot},
    browser::{clock, files},
    i18n,
};

use super::{
    context::App,
    kit::{CollectAny, optional},
};

/// As it was when the page asked for it.
static SITE: OnceLock<Site> = OnceLock::new();

/// Where nothing is written, nothing stands.
pub(super) fn foot(app: App) -> AnyView {
    links(app, |_, links| view! { <footer class="site">{links}</footer> }.into_any())
}

pub(super) fn in_help(app: App) -> AnyView {
    links(app, |app, links| {
        view! { <h2 class="help__heading">{app.texts().site().operator}</h2> {links} }.into_any()
    })
}

/// What the published map is, and the way into it.
pub(super) fn map_note(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts());
    let day = app.peek(|state| state.map.as_ref()?.day()).map(|day| clock::day(&day, language));
    let enter = move |_| app.dispatch(Msg::Enter(EntryPoint::EnterMyself));
    view! {
        {i18n::site::map_note(language, day.as_deref())}
        " "
        <span class="map-note__way">
            {t.site().not_in_it} " " <button type="button" class="map-note__enter" on:click=enter>{t.ask().enter_myself}</button>
        </span>
    }
    .into_any()
}

fn links(app: App, framed: fn(App, AnyView) -> AnyView) -> AnyView {
    let site = RwSignal::new(SITE.get());
    if site.get_untracked().is_none() {
        spawn_local(async move {
            let text = files::site().await.unwrap_or_default();
            site.try_set(Some(SITE.get_or_init(|| Site::of_text(&text))));
        });
    }
    let language = app.spoken();
    let link = move |(slot, address): (Slot, String)| {
        let words = i18n::site::slot(language, slot);
        view! { <li><a class="kern-link" href=address rel="noopener external">{words}</a></li> }
    };
    optional(move || {
        let links = site.get()?.links(language);
        if links.is_empty() {
            return None;
        }
        let links = links.into_iter().map(link).collect_any();
        Some(framed(app, view! { <ul role="list" class="site__links">{links}</ul> }.into_any()))
    })
}
