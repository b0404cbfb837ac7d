//! Under the header: what is looked at, what is wrong with storage, what another tab did.

use leptos::prelude::*;

use crate::{
    app::{Msg, Preview, Saving, Source},
    browser::page,
    exchange::{self, Counts},
    i18n,
};

use crate::ui::{
    context::App,
    kit::{Button, icon},
    shell::save_to_file,
};

/// Warnings listed; who has more of them looks into the file.
const WARNINGS_SHOWN: usize = 100;

pub(in crate::ui) fn banners(app: App) -> impl IntoView {
    view! { <section class="banners" aria-label=app.texts().dialogs.hints>{unreadable(app)} {newer(app)} {failed(app)} {conflict(app)} {preview(app)}</section> }
}

/// One banner. `kind` is `info`, `warning` or `danger`, as KERN names its alerts.
fn banner(
    kind: &'static str,
    text: impl IntoView + 'static,
    actions: impl IntoView + 'static,
) -> impl IntoView {
    view! {
        <div class=format!("banner banner--{kind}")>
            {icon(kind)} <div class="banner__text" role=if kind == "info" { "status" } else { "alert" }>
                {text}
            </div> <div class="banner__actions">{actions}</div>
        </div>
    }
}

fn unreadable(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), &app.texts().dialogs);
    let found = app.slice(|state| {
        state.unreadable.as_ref().map(|unreadable| (unreadable.error.clone(), unreadable.set_aside))
    });
    move || {
        found.get().map(|(error, set_aside)| {
            let sentence = i18n::dialogs::unreadable(language, error.as_ref());
            let then = if set_aside { t.set_aside } else { t.not_set_aside };
            let dismiss = set_aside.then(
                || view! { <Button label=t.understood message=|| Msg::DismissUnreadable rank="tertiary" /> },
            );
            let actions = view! {
                <Button label=t.download_unreadable message=|| Msg::ExportUnreadable icon_name="download" />
                {dismiss}
            };
            banner("danger", view! { <p>{sentence} " " {then}</p> }, actions)
        })
    }
}

fn newer(app: App) -> impl IntoView {
    let t = &app.texts().dialogs;
    // Unreadable data lock the storage too; their own banner says so.
    let shown = app.slice(|state| state.saving == Saving::Newer && state.unreadable.is_none());
    move || shown.get().then(|| banner("warning", view! { <p>{t.stored_newer}</p> }, own_to_file(app)))
}

fn failed(app: App) -> impl IntoView {
    let language = app.spoken();
    let error = app.slice(|state| match &state.saving {
        Saving::Failed(error) => Some(error.clone()),
        _ => None,
    });
    move || {
        error.get().map(|error| {
            banner("danger", view! { <p>{i18n::shell::save_error(language, &error)}</p> }, own_to_file(app))
        })
    }
}

/// An export writes what is on the screen, so one's own network is offered only while it is there.
fn own_to_file(app: App) -> impl IntoView {
    let own = app.slice(|state| state.preview.is_none());
    move || own.get().then(|| save_to_file(app))
}

fn conflict(app: App) -> impl IntoView {
    let (language, t) = (app.spoken(), &app.texts().dialogs);
    let sides = app.slice(|state| {
        let theirs = state.conflict.as_ref()?;
        Some((exchange::counts(&state.network), exchange::counts(theirs)))
    });
    move || {
        sides.get().map(|(mine, theirs)| {
            let text = view! {
                <p>{t.conflict}</p>
                <p class="banner__aside">{i18n::dialogs::conflict_sides(language, &mine, &theirs)}</p>
            };
            let actions = view! {
                <Button label=t.keep_mine message=|| Msg::ResolveConflict { keep_mine: true } />
                <Button label=t.take_theirs message=|| Msg::ResolveConflict { keep_mine: false } />
                {own_to_file(app)}
            };
            banner("warning", text, actions)
        })
    }
}

/// What the preview's banner says; positions and contents do not matter to it.
#[derive(Clone, PartialEq)]
struct Looked {
    source: Source,
    title: String,
    counts: Counts,
    warnings: usize,
    newer: bool,
}

impl Looked {
    fn at(preview: &Preview) -> Self {
        Self {
            source: preview.source.clone(),
            title: preview.network.about.title.trim().to_owned(),
            counts: exchange::counts(&preview.network),
            warnings: preview.warnings.len(),
            newer: preview.newer,
        }
    }
}

fn preview(app: App) -> impl IntoView {
    let language = app.spoken();
    let looked = app.slice(|state| state.preview.as_deref().map(Looked::at));
    move || {
        looked.get().map(|looked| {
            let title = if looked.title.is_empty() { app.texts().shell.untitled } else { &looked.title };
            let text = view! {
                <p>{i18n::dialogs::preview(language, &looked.source, title, &looked.counts)}</p>
                {warnings(app, looked.warnings)}
            };
            banner("info", text, preview_actions(app, looked.newer))
        })
    }
}

fn warnings(app: App, number: usize) -> Option<impl IntoView> {
    let language = app.spoken();
    let rows = move || {
        let preview = app.peek(|state| state.preview.clone());
        let shown = preview.iter().flat_map(|preview| preview.warnings.iter().take(WARNINGS_SHOWN));
        shown
            .map(|warning| {
                let place = match &warning.record {
                    Some(record) => format!("{record} ({})", warning.place),
                    None => warning.place.clone(),
                };
                let sentence = i18n::exchange::import_warning(language, &warning.kind);
                view! {
                    <li>
                        <strong>{place}</strong>
                        " – "
                        {sentence}
                    </li>
                }
            })
            .collect_view()
    };
    let more = number.saturating_sub(WARNINGS_SHOWN);
    let more = (more > 0).then(|| view! { <li>{i18n::dialogs::further_warnings(language, more)}</li> });
    (number > 0).then(|| {
        view! {
            <details class="banner__warnings">
                <summary>{i18n::dialogs::warnings(language, number)}</summary>
                <div class="banner__list" role="region" aria-label=i18n::dialogs::warnings(language, number) tabindex="0">
                    <ul>{rows()} {more}</ul>
                </div>
            </details>
        }
    })
}

/// Back, and taking over with a question in between.
fn preview_actions(app: App, newer: bool) -> impl IntoView {
    let t = &app.texts().dialogs;
    let asking = RwSignal::new(false);
    let locked = app.slice(|state| state.saving == Saving::Newer);
    Effect::new(move |_| {
        if asking.get() {
            page::focus("take-over-question");
        }
    });
    let take_over = move || {
        if newer || locked.get() {
            let why = if newer { t.newer_file } else { t.storage_locked };
            view! { <p class="banner__aside">{why}</p> }.into_any()
        } else if asking.get() {
            question(app, asking).into_any()
        } else {
            view! {
                <button
                    type="button"
                    class="kern-btn kern-btn--secondary kern-btn--x-small"
                    on:click=move |_| asking.set(true)
                >
                    <span class="kern-label">{t.take_over}</span>
                </button>
            }
            .into_any()
        }
    };
    view! {
        {take_over}
        <Show when=move || !asking.get()>
            <Button label=t.leave_preview message=|| Msg::LeavePreview rank="tertiary" icon_name="arrow-back" />
        </Show>
    }
}

fn question(app: App, asking: RwSignal<bool>) -> impl IntoView {
    let (language, t) = (app.spoken(), app.texts());
    let own = app.peek(|state| (state.saving != Saving::Untouched).then(|| exchange::counts(&state.network)));
    view! {
        <div class="banner__question" role="group" aria-labelledby="take-over-question">
            <p id="take-over-question" tabindex="-1">
                <strong>{t.dialogs.take_over_question}</strong>
                " "
                {i18n::dialogs::replaces(language, own.as_ref())}
            </p>
            <div class="banner__actions">
                <Button label=t.dialogs.take_over_confirm message=|| Msg::TakeOver rank="primary" />
                <button
                    type="button"
                    class="kern-btn kern-btn--tertiary kern-btn--x-small"
                    on:click=move |_| asking.set(false)
                >
                    <span class="kern-label">{t.words.cancel}</span>
                </button>
            </div>
        </div>
    }
}
