//! Under the header: what is looked at, what is wrong with storage, what another tab did.

use leptos::prelude::*;

use crate::{
    app::{Dialog, Edition, Msg, NetworkAction, NextVersion, Preview, Saving, Source, State},
    browser::{clock, page, version},
    exchange::{self, Counts},
    i18n::{self, Name},
    model::Over,
};

use super::viewer::edition;
use crate::ui::{
    context::App,
    kit::{Button, ButtonLook, CollectAny, button, effect, icon, live, optional},
    newer_map,
    shell::save_to_file,
};

/// Warnings listed; who has more of them looks into the file.
const WARNINGS_SHOWN: usize = 100;

pub(super) fn banners(app: App) -> AnyView {
    view! { <section class="banners" aria-label=app.texts().dialogs().hints>{opening(app)} {unreadable(app)} {locked(app)} {failed(app)} {store(app)} {disputes(app)} {preview(app)} {newer_map(app)} {next_version(app)} {super::renewal::banner(app)}</section> }.into_any()
}

/// One banner. `kind` is `info`, `warning` or `danger`, as KERN names its alerts.
pub(super) fn banner(
    kind: &'static str,
    text: impl IntoView + 'static,
    actions: impl IntoView + 'static,
) -> AnyView {
    drawn(kind, text.into_any(), actions.into_any())
}

fn drawn(kind: &'static str, text: AnyView, actions: AnyView) -> AnyView {
    view! {
        <div class=format!("banner banner--{kind}")>
            {icon(kind)} <div class="banner__text" role=if kind == "info" { "status" } else { "alert" }>
                {text}
            </div> <div class="banner__actions">{actions}</div>
        </div>
    }
    .into_any()
}

fn unreadable(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts());
    let found = app.slice(|state| {
        state.unreadable.as_ref().map(|unreadable| (unreadable.error.clone(), unreadable.set_aside))
    });
    optional(move || {
        found.get().map(|(error, set_aside)| {
            let sentence = i18n::saving::unreadable(language, error.as_ref());
            let then = if set_aside { t.saving().set_aside } else { t.saving().not_set_aside };
            let dismiss = set_aside.then(|| {
                view! { <Button label=t.dialogs().understood message=|| Msg::DismissUnreadable rank="tertiary" /> }
            });
            let actions = view! {
                <Button
                    label=t.saving().download_unreadable
                    message=|| Msg::ExportUnreadable
                    icon_name="download"
                />
                {free_room(app)}
                {dismiss}
            };
            banner("danger", view! { <p>{sentence} " " {then}</p> }, actions)
        })
    })
}

/// The list of what is kept, from which it can be deleted.
fn free_room(app: App) -> impl IntoView {
    view! { <Button label=app.texts().saving().free_room message=|| Msg::ShowKept rank="tertiary" /> }
}

/// What keeps the stored network from being changed.
fn locked(app: App) -> AnyView {
    let t = app.texts().saving();
    // Unreadable data lock the storage too; their own banner says so.
    let saving = app.slice(|state| state.unreadable.is_none().then(|| state.saving.clone()));
    optional(move || match saving.get() {
        Some(Saving::Newer) => Some(banner("warning", t.stored_newer, own_to_file(app))),
        Some(Saving::Unreachable) => Some(banner("warning", t.unreachable, ())),
        _ => None,
    })
}

fn opening(app: App) -> AnyView {
    let language = app.spoken();
    let percent = app.slice(|state| state.store.opening.filter(|_| state.saving == Saving::Opening));
    optional(move || {
        percent.get().map(|percent| banner("info", i18n::saving::opening(language, percent), ()))
    })
}

fn failed(app: App) -> AnyView {
    let language = app.spoken();
    let error = app.slice(|state| match &state.saving {
        Saving::Failed(error) => Some(error.clone()),
        _ => None,
    });
    optional(move || {
        error.get().map(|error| {
            let actions = view! {
                {own_to_file(app)}
                {free_room(app)}
            };
            banner("danger", view! { <p>{i18n::saving::error(language, &error)}</p> }, actions)
        })
    })
}

/// What is wrong with the store although all is saved.
fn store(app: App) -> AnyView {
    let t = app.texts().saving();
    let what = app.slice(|state| {
        let is_saved = matches!(state.saving, Saving::Saved { .. });
        (is_saved && state.store.alone, state.store.nearly_full)
    });
    live(move || {
        let (alone, nearly_full) = what.get();
        let actions = move || {
            view! {
                {own_to_file(app)}
                {free_room(app)}
            }
        };
        let nearly_full = nearly_full.then(|| banner("warning", t.nearly_full, actions()));
        let alone = alone.then(|| banner("warning", t.alone, own_to_file(app)));
        view! {
            {nearly_full}
            {alone}
        }
    })
}

/// A question that waits, and then the reason why the answer does.
fn next_version(app: App) -> AnyView {
    let t = app.texts().saving();
    let may_take = app.slice(State::may_take_next_version);
    effect(move || {
        if may_take.get() && !app.half_filled.get() {
            version::take();
        }
    });
    let next = app.slice(|state| state.next_version);
    optional(move || match next.get() {
        NextVersion::Unknown => None,
        NextVersion::Waits => {
            let actions = view! {
                <Button label=t.load_now message=|| Msg::NextVersion(NextVersion::Wanted) />
                <Button label=t.later message=|| Msg::NextVersion(NextVersion::Unknown) rank="tertiary" />
            };
            Some(banner("info", t.next_version, actions))
        }
        NextVersion::Wanted => Some(banner("info", t.next_version_wanted, ())),
    })
}

/// While one looks at it, its own banner stands there.
fn newer_map(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts());
    let told = newer_map::told(app);
    optional(move || {
        told().map(|of| {
            let day = edition(language, &Edition { profile: None, ..of });
            let button =
                |label, rank, press: fn(App)| button(ButtonLook::new(label, rank, ""), move || press(app));
            let actions = view! {
                {button(t.site().look, "secondary", |app| newer_map::look_at(app, false))}
                {button(t.dialogs().compare, "secondary", |app| newer_map::look_at(app, true))}
                {button(t.saving().later, "tertiary", |_| newer_map::put_off())}
            };
            banner("info", view! { <p>{t.site().newer_map} " " {day}</p> }, actions)
        })
    })
}

/// An export writes what is on the screen, so one's own network is offered only while it is there.
fn own_to_file(app: App) -> AnyView {
    let own = app.slice(|state| state.preview.is_none());
    optional(move || own.get().then(|| save_to_file(app)))
}

/// Disputes listed; all are decided together.
const DISPUTES_SHOWN: usize = 20;

fn disputes(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().saving());
    // The sentences, so that what is said is always what is there.
    let disputes = app.slice(move |state| {
        let (disputes, mine, theirs) = (&state.store.disputes, &state.network, &state.store.base);
        let said = disputes.iter().take(DISPUTES_SHOWN);
        let said = said.map(|dispute| i18n::saving::dispute(language, dispute, mine, theirs));
        let whole = disputes.iter().any(|dispute| dispute.over == Over::Network);
        (said.collect::<Vec<String>>(), whole, disputes.len())
    });
    optional(move || {
        let (said, whole, number) = disputes.get();
        (number > 0).then(|| {
            let said = said.into_iter().map(|sentence| view! { <li>{sentence}</li> });
            let more = number.saturating_sub(DISPUTES_SHOWN);
            let more =
                (more > 0).then(|| view! { <li>{i18n::saving::further_disputes(language, more)}</li> });
            let text = view! {
                <p>{if whole { t.disputed_network } else { t.disputed }}</p>
                <ul class="banner__aside">{said.collect_any()} {more}</ul>
            };
            let actions = view! {
                <Button label=t.keep_mine message=|| Msg::Decide { keep_mine: true } />
                <Button label=t.take_theirs message=|| Msg::Decide { keep_mine: false } />
                {own_to_file(app)}
            };
            banner("warning", text, actions)
        })
    })
}

/// What the preview's banner says; positions and contents do not matter to it.
#[derive(Clone, PartialEq)]
struct Looked {
    source: Source,
    title: String,
    counts: Counts,
    warnings: usize,
    newer: bool,
    edition: Edition,
}

impl Looked {
    fn at(preview: &Preview) -> Self {
        Self {
            source: preview.source.clone(),
            title: preview.network.about.title.trim().to_owned(),
            counts: exchange::counts(&preview.network),
            warnings: preview.warnings.len(),
            newer: preview.newer,
            edition: preview.edition.clone(),
        }
    }
}

fn preview(app: App) -> AnyView {
    let language = app.spoken();
    // Where nothing else can be seen, a line over the view says what this is.
    let looked =
        app.slice(|state| state.preview.as_deref().filter(|_| state.viewer.is_none()).map(Looked::at));
    optional(move || {
        looked.get().map(|looked| {
            let title = if looked.title.is_empty() { app.texts().shell().untitled } else { &looked.title };
            let (is_earlier, when) = match looked.source {
                Source::Earlier { kept_at } => (true, clock::day_and_time(kept_at, language)),
                _ => (false, String::new()),
            };
            let is_published = matches!(looked.source, Source::Published { .. });
            let edition = is_published.then(|| edition(language, &looked.edition));
            let text = view! {
                <p>{i18n::dialogs::preview(language, &looked.source, &when, title, &looked.counts)} " " {edition}</p>
                {warnings(app, looked.warnings)}
            };
            banner("info", text, preview_actions(app, &looked, is_earlier))
        })
    })
}

fn warnings(app: App, number: usize) -> Option<impl IntoView> {
    let language = app.spoken();
    let rows = move || {
        let preview = app.peek(|state| state.preview.clone());
        let shown = preview.iter().flat_map(|preview| preview.warnings.iter().take(WARNINGS_SHOWN));
        shown
            .map(|warning| {
                let place = match &warning.record {
                    Some(record) => format!("{} ({})", Name(record.as_str()), warning.place),
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
            .collect_any()
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
fn preview_actions(app: App, looked: &Looked, is_earlier: bool) -> impl IntoView + use<> {
    let newer = looked.newer;
    // Of a part of the map nobody wants to make all of it.
    let is_contribution = looked.edition.by.is_some();
    let t = app.texts().dialogs();
    let label = if is_earlier { app.texts().earlier().bring_back } else { t.take_over };
    let asking = RwSignal::new(false);
    let locked = app.slice(State::is_locked);
    effect(move || {
        if asking.get() {
            page::focus("take-over-question");
        }
    });
    let take_over = move || {
        if newer || locked.get() {
            let why = if newer { t.newer_file } else { t.storage_locked };
            view! { <p class="banner__aside">{why}</p> }.into_any()
        } else if asking.get() {
            question(app, asking, is_earlier).into_any()
        } else {
            let merge = (!is_earlier).then(|| {
                view! { <Button label=t.compare message=|| Msg::Open(Dialog::Merge) /> }
            });
            let replace = (!is_contribution)
                .then(|| button(ButtonLook::new(label, "secondary", ""), move || asking.set(true)));
            view! {
                {merge}
                {replace}
            }
            .into_any()
        }
    };
    view! {
        {live(take_over)}
        {optional(move || (!asking.get()).then(|| view! {
            <Button label=t.leave_preview message=|| Msg::LeavePreview rank="tertiary" icon_name="arrow-back" />
        }))}
    }
}

/// A network that is looked at may lie beside one's own instead.
fn beside(app: App, has_own: bool) -> Option<impl IntoView> {
    let keep = move || {
        let network = app.peek(|state| state.preview.as_ref().map(|preview| preview.network.clone()));
        if let Some(network) = network {
            app.dispatch(Msg::Network(NetworkAction::Create { network, opens: true }));
        }
    };
    has_own.then(|| view! { <Button label=app.texts().networks().beside message=keep /> })
}

fn question(app: App, asking: RwSignal<bool>, is_earlier: bool) -> impl IntoView {
    let (language, t) = (app.spoken(), app.texts());
    let (asked, confirm) = if is_earlier {
        (t.earlier().bring_back_question, t.earlier().bring_back_confirm)
    } else {
        (t.dialogs().take_over_question, t.dialogs().take_over_confirm)
    };
    let own = app.peek(|state| (state.saving != Saving::Untouched).then(|| exchange::counts(&state.network)));
    view! {
        <div class="banner__question" role="group" aria-labelledby="take-over-question">
            <p id="take-over-question" tabindex="-1">
                <strong>{asked}</strong>
                " "
                {i18n::dialogs::replaces(language, own.as_ref())}
            </p>
            <div class="banner__actions">
                <Button label=confirm message=|| Msg::TakeOver rank="primary" />
                {beside(app, own.is_some())}
                {button(ButtonLook::new(t.words().cancel, "tertiary", ""), move || asking.set(false))}
            </div>
        </div>
    }
}
