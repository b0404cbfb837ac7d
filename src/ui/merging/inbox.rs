//! Contributions come in and are listed, each with what it would change.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use gloo_timers::future::TimeoutFuture;
use leptos::{prelude::*, task::spawn_local};

use super::{receive, silent};
use crate::{
    app::{Inbox, Msg, Preview, Received},
    browser::clock,
    i18n::{self, inbox as words},
    merge::{Merge, Merged},
    ui::{
        context::{App, Shared},
        kit::{Button, ButtonLook, CollectAny, button, effect, focus_soon, icon, memo, optional, said},
    },
};

/// Where a contribution lies in memory tells it from others while the list changes.
type Key = usize;

fn key(contribution: &Arc<Preview>) -> Key {
    Arc::as_ptr(contribution).addr()
}

/// What each of them would bring by itself, in words, once it is known; empty where that is nothing.
type Differences = RwSignal<HashMap<Key, String>>;

pub(super) fn change(app: App, act: impl FnOnce(&mut Inbox)) {
    let mut inbox = app.peek(|state| Inbox::clone(&state.inbox));
    act(&mut inbox);
    app.dispatch(Msg::Inbox(Arc::new(inbox)));
}

/// Who sent it, else what it is called.
pub(super) fn name(app: App, contribution: &Preview) -> String {
    let by = contribution.edition.by.as_deref().map(str::trim).filter(|by| !by.is_empty());
    match by.unwrap_or_else(|| contribution.source.file_name()) {
        "" => app.texts().inbox().nobody.to_owned(),
        name => name.to_owned(),
    }
}

pub(super) fn draw(app: App) -> AnyView {
    let t = app.texts().inbox();
    view! {
        <p class="dialog__lead">{t.lead}</p>
        <div class="inbox__ways">
            <Button label=t.choose message=|| Msg::PickFile rank="primary" icon_name="drive-folder-upload" />
            {paste_field(app)}
        </div>
        {arrival(app)}
        {list(app)}
    }
    .into_any()
}

fn paste_field(app: App) -> AnyView {
    let t = app.texts().inbox();
    let (pasted, is_missing) = (RwSignal::new(String::new()), RwSignal::new(false));
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        is_missing.set(text.trim().is_empty());
        if !is_missing.get_untracked() {
            pasted.set(String::new());
            receive::text(app, text);
        }
    };
    let described =
        move || if is_missing.get() { "inbox-paste-hint inbox-paste-missing" } else { "inbox-paste-hint" };
    view! {
        <form class="inbox__paste" novalidate on:submit=add>
            <div class="kern-form-input" class:kern-form-input--error=is_missing>
                <label class="kern-label" for="inbox-paste">{t.paste_label}</label>
                <p class="kern-hint" id="inbox-paste-hint">{t.paste_hint}</p>
                <textarea
                    id="inbox-paste"
                    class="kern-form-input__input paste"
                    rows="2"
                    spellcheck="false"
                    autocomplete="off"
                    aria-invalid=move || is_missing.get().then_some("true")
                    aria-describedby=described
                    prop:value=pasted
                    on:input=move |event| pasted.set(event_target_value(&event))
                ></textarea>
                {optional(move || is_missing.get().then(|| view! {
                    <p class="kern-error" id="inbox-paste-missing" role="alert">{t.nothing_pasted}</p>
                }))}
            </div>
            <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                <span class="kern-label">{t.add}</span>
            </button>
        </form>
    }
    .into_any()
}

/// What came of what came last.
fn arrival(app: App) -> AnyView {
    let language = app.spoken();
    let last = app.slice(|state| state.inbox.last.clone());
    let refused = move || {
        let refused = last.get().refused.into_iter();
        refused.map(|what| view! { <p>{i18n::dialogs::reported(language, &what)}</p> }).collect_any()
    };
    let is_refused = move || last.with(|last| !last.refused.is_empty());
    view! {
        <div role="status"><p class="inbox__arrival">{move || words::arrival(language, &last.get())}</p></div>
        <div role="alert">
            {optional(move || is_refused().then(|| view! {
                <div class="banner banner--danger">
                    {icon("danger")} <div class="banner__text">{refused()}</div>
                </div>
            }))}
        </div>
    }
    .into_any()
}

fn list(app: App) -> AnyView {
    let t = app.texts().inbox();
    let inbox = app.slice(|state| Shared::from(state.inbox.clone()));
    let differences: Differences = RwSignal::new(HashMap::new());
    let waiting = memo(move || {
        let inbox = inbox.get();
        let waiting = inbox.received.iter().filter(|it| !it.is_taken);
        waiting.map(|it| Shared::from(it.contribution.clone())).collect::<Vec<_>>()
    });
    // One after the other, so that what is done meanwhile does not wait for all of them.
    let (turn, compared) = (StoredValue::new(0_u32), StoredValue::new(app.records.get_untracked()));
    effect(move || {
        let (ours, waiting) = (app.records.get(), waiting.get());
        let this_turn = turn.with_value(|turn| turn + 1);
        turn.set_value(this_turn);
        if compared.with_value(|compared| *compared != ours) {
            compared.set_value(ours.clone());
            differences.set(HashMap::new());
        }
        // Another one may come to lie where one lay that is gone.
        let keys: HashSet<Key> = waiting.iter().map(|it| key(it.arc())).collect();
        differences.update(|differences| differences.retain(|key, _| keys.contains(key)));
        spawn_local(async move {
            for contribution in waiting {
                let key = key(contribution.arc());
                if differences.try_with_untracked(|known| known.contains_key(&key)) == Some(true) {
                    continue;
                }
                TimeoutFuture::new(0).await;
                if turn.try_get_value() != Some(this_turn) {
                    return;
                }
                let merged = Merge::of(&ours, &[&contribution.network]).run();
                let difference = words::difference(app.spoken(), &merged);
                differences.try_update(|differences| differences.insert(key, difference));
            }
        });
    });
    let rows = move || {
        let inbox = inbox.get();
        inbox.received.iter().map(|it| (it.contribution.clone(), it.is_taken)).collect::<Vec<_>>()
    };
    let is_any = move || inbox.with(|inbox| !inbox.received.is_empty());
    view! {
        {optional(move || is_any().then(|| view! {
            <h3 class="kern-title kern-title--small" id="inbox-received" tabindex="-1">{t.received}</h3>
            {all(app)}
        }))}
        <ul role="list" class="inbox__list">
            <For each=rows key=|(contribution, is_taken)| (key(contribution), *is_taken) let((contribution, is_taken))>
                {row(app, contribution, is_taken, differences)}
            </For>
        </ul>
    }
    .into_any()
}

/// All at once, where there are several.
fn all(app: App) -> AnyView {
    let open = app.slice(|state| {
        let open = state.inbox.received.iter().filter(|it| it.is_open());
        (open.clone().count(), open.filter(|it| it.is_chosen).count())
    });
    let is_some = move || open.get().0 > 1;
    let choose = move |event| change(app, |inbox| inbox.choose(event_target_checked(&event), |_| true));
    optional(move || {
        is_some().then(|| view! {
        <div class="kern-form-check inbox__all">
            <input
                type="checkbox"
                class="kern-form-check__checkbox"
                id="inbox-all"
                prop:checked=move || open.get().0 == open.get().1
                prop:indeterminate=move || (1..open.get().0).contains(&open.get().1)
                on:change=choose
            />
            <label class="kern-label" for="inbox-all">{app.texts().inbox().all} {move || format!(" ({})", app.spoken().number(open.get().0))}</label>
        </div>
    })
    })
}

fn row(app: App, contribution: Arc<Preview>, is_taken: bool, differences: Differences) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().inbox());
    let key = key(&contribution);
    let is_this = move |received: &Received| self::key(&received.contribution) == key;
    let is_chosen = app.slice(move |state| {
        state.inbox.received.iter().find(|it| is_this(it)).is_some_and(|it| it.is_chosen)
    });
    let choose = move |event| change(app, |inbox| inbox.choose(event_target_checked(&event), is_this));
    let discard = move || {
        change(app, |inbox| inbox.received.retain(|it| !is_this(it)));
        focus_soon("inbox-received", "dialog-title");
    };
    let name = name(app, &contribution);
    let is_foreign = app.peek(|state| state.network.about.id != contribution.network.about.id);
    let day = contribution.edition.day.as_ref().map(|day| clock::day(day, language));
    let warnings = contribution.warnings.len();
    let asides: Vec<String> = day
        .into_iter()
        .chain(is_foreign.then(|| t.other_network.to_owned()))
        .chain((warnings > 0).then(|| i18n::dialogs::warnings(language, warnings)))
        .collect();
    let is_newer = contribution.newer;
    let difference = move || {
        let difference = match differences.with(|differences| differences.get(&key).cloned()) {
            _ if is_taken => t.taken.to_owned(),
            _ if is_newer => t.newer.to_owned(),
            None => t.comparing.to_owned(),
            Some(difference) if difference.is_empty() => t.known.to_owned(),
            Some(difference) => difference,
        };
        asides.iter().cloned().chain([difference]).collect::<Vec<String>>().join(" · ")
    };
    // It stays open while others are compared.
    let brings = memo(move || differences.with(|known| known.get(&key).is_some_and(|it| !it.is_empty())));
    let says = move || (brings.get() && !is_taken).then(|| says(app, key, contribution.clone()));
    let (id, what) = (format!("inbox-{key}"), format!("inbox-{key}-what"));
    view! {
        <li class="inbox__entry">
            <div class="kern-form-check">
                <input
                    type="checkbox"
                    class="kern-form-check__checkbox"
                    id=id.clone()
                    aria-describedby=what.clone()
                    disabled=is_taken || is_newer
                    prop:checked=move || is_taken || is_chosen.get()
                    on:change=choose
                />
                <label class="kern-label" for=id>{said(app, name.clone())}</label>
            </div>
            {button(
                ButtonLook {
                    icon_only: true,
                    ..ButtonLook::new(words::discard(language, &name), "tertiary", "close")
                },
                discard,
            )}
            <p class="inbox__difference" id=what>{difference}</p>
            {optional(says)}
        </li>
    }
    .into_any()
}

/// What one of them would change.
fn says(app: App, key: Key, contribution: Arc<Preview>) -> AnyView {
    let is_opened = RwSignal::new(false);
    let changes = move || {
        let ours = app.peek(|state| state.network.clone());
        let Merged { network, added, changed, removed, .. } =
            Merge::of(&ours, &[&contribution.network]).run();
        silent::draw(app, &format!("inbox-{key}-says"), &ours, &network, &[added, changed, removed].concat())
    };
    view! {
        <details class="inbox__says" on:toggle=move |_| is_opened.set(true)>
            <summary>{app.texts().inbox().says}</summary>
            {optional(move || is_opened.get().then(&changes))}
        </details>
    }
    .into_any()
}
