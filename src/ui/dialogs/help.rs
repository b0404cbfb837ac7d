//! What the app is, where the data are, how to use it.

use leptos::prelude::*;

use crate::{app::View, i18n};

use super::shortcuts;
use crate::ui::{context::App, kit::view_title, site};

pub(in crate::ui) fn help(app: App) -> impl IntoView {
    let t = app.texts().help();
    let version = i18n::help::version(app.spoken(), env!("CARGO_PKG_VERSION"));
    view! {
        <article class="page help">
            {view_title(View::Help.title(app.spoken()))} {section(t.about, [t.about_text, t.about_example])}
            {section(t.searching, [t.searching_text, t.searching_filters])} {section(t.entering, [t.entering_text])}
            {section(t.sharing, [t.sharing_text, t.sharing_whole, t.sharing_link])} {section(t.data, [t.data_text, t.data_backup, t.data_networks])}
            {section(t.privacy, [t.privacy_text, t.privacy_people])} {section(t.keyboard, [t.keyboard_text])}
            {shortcuts::tables(app)} {section(t.accessibility, [t.accessibility_text, t.accessibility_feedback])}
            {site::in_help(app)}
            {section(t.licence, [t.licence_text])} <p>{version}</p>
        </article>
    }
}

fn section<const COUNT: usize>(heading: &'static str, paragraphs: [&'static str; COUNT]) -> impl IntoView {
    view! {
        <h2 class="help__heading">{heading}</h2>
        {paragraphs.map(|paragraph| view! { <p>{paragraph}</p> })}
    }
}
