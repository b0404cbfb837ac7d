//! A note that is written for somebody, to be copied.

use leptos::{html, prelude::*, task::spawn_local};

use super::{context::App, kit::live};
use crate::{browser::clipboard, i18n::Language};

/// In which language the note is written.
pub(super) fn languages(label: &'static str, language: RwSignal<Language>) -> AnyView {
    let choice = move |of: Language, name: &'static str| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                lang=of.code()
                aria-pressed=move || (language.get() == of).to_string()
                on:click=move |_| language.set(of)
            >
                <span class="kern-label">{name}</span>
            </button>
        }
    };
    view! {
        <div class="cluster" role="group" aria-label=label>
            {choice(Language::German, "Deutsch")} {choice(Language::English, "English")}
        </div>
    }
    .into_any()
}

/// The parts of it; where they stand, others say.
pub(super) struct Copyable {
    /// It can be changed before it is copied.
    pub(super) area: AnyView,
    /// Says whether it was copied.
    pub(super) said: AnyView,
    /// What its button does.
    pub(super) copy: Box<dyn Fn() + Send>,
}

/// `label` is what the note is called.
pub(super) fn copyable(app: App, label: String, note: String) -> Copyable {
    let t = app.texts().matches();
    let area = NodeRef::<html::Textarea>::new();
    // `None` before somebody asked for it.
    let copied = RwSignal::new(None);
    let copy = move || {
        let Some(area) = area.get_untracked() else { return };
        area.select();
        spawn_local(async move { copied.set(Some(clipboard::copy(&area.value()).await)) });
    };
    let said = move || {
        copied.get().map(|is_copied| view! { <p>{if is_copied { t.copied } else { t.not_copied }}</p> })
    };
    let rows = note.lines().map(|line| 1 + line.chars().count() / 60).sum::<usize>() + 1;
    let area = view! {
        <textarea
            node_ref=area
            class="kern-form-input__input introduction"
            aria-label=label
            rows=rows.to_string()
            prop:value=note
        ></textarea>
    };
    Copyable {
        area: area.into_any(),
        said: view! { <div role="status">{live(said)}</div> }.into_any(),
        copy: Box::new(copy),
    }
}
