//! What it is that somebody sees who sees nothing else.

use leptos::prelude::*;

use crate::{
    app::{Edition, Source, Viewer},
    browser::{clock, page},
    i18n::{self, Language},
    ui::{context::App, kit::optional},
};

/// Over the view; in a frame with the way to the whole page.
pub(super) fn note(app: App) -> AnyView {
    let t = app.texts().shell();
    let shown = app.slice(|state| {
        let preview = state.preview.as_ref()?;
        let is_published = matches!(preview.source, Source::Published { .. });
        Some((preview.network.about.title.trim().to_owned(), preview.edition.clone(), is_published))
    });
    let whole = move || page::whole_address(&app.address.get().hash());
    optional(move || {
        let (title, of, is_published) = shown.get()?;
        let in_frame = app.viewer() == Some(Viewer::Frame);
        let title = in_frame.then(|| view! { <strong lang=app.contents()>{title}</strong> " " });
        let link = (in_frame && is_published).then(|| {
            view! { " " <a class="kern-link" href=whole target="_blank" rel="noopener">{t.open_whole}</a> }
        });
        let of = edition(app.spoken(), &of);
        Some(view! { <p class="example-note">{title} {t.only_looking} " " {of} {link}</p> }.into_any())
    })
}

/// For whom what is looked at was made, and when.
pub(super) fn edition(language: Language, edition: &Edition) -> String {
    let day = edition.day.as_ref().map(|day| clock::day(day, language));
    i18n::sharing::edition(language, edition.profile, day.as_deref())
}
