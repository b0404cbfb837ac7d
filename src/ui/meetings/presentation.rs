//! The big screen: one point of the agenda at a time, what it is about lit in the network, and beside it what is
//! written down. All of it is there without a connection.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use super::{actors_to_choose, edit, meeting_of, named, select};
use crate::{
    app::{address_of, note_agreement},
    browser::{clock, page},
    i18n::meetings as words,
    model::{AgendaItem, Day, Id, Network, TableName},
    ui::{
        context::App,
        excerpt::excerpt,
        kit::{ButtonLook, button, effect, icon, live, memo, optional, said},
        shell,
    },
};

/// What is typed is saved once nothing more has come for so long.
const PAUSE: Duration = Duration::from_millis(400);

/// Neighbours of a topic in the picture that all belong to it.
const MOST_LIT: usize = 24;

pub(super) fn page(app: App, id: Id) -> AnyView {
    let meeting = meeting_of(app, &id);
    let is_there = memo(move || meeting.with(Option::is_some));
    live(move || if is_there.get() { screen(app, &id) } else { shell::nowhere().into_any() })
}

/// Which point is on the screen, of how many.
#[derive(Clone, Copy)]
struct Turn {
    place: RwSignal<usize>,
    count: Memo<usize>,
}

impl Turn {
    fn by(self, points: isize) {
        let last = self.count.get_untracked().saturating_sub(1);
        self.place.update(|place| *place = place.saturating_add_signed(points).min(last));
    }
}

fn screen(app: App, id: &Id) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().meetings());
    let meeting = meeting_of(app, id);
    let items = memo(move || meeting.with(|it| it.as_ref().map(|it| it.agenda.clone()).unwrap_or_default()));
    let count = memo(move || items.with(Vec::len));
    // Whoever comes back goes on with what has no result yet.
    let first = items.with_untracked(|items| items.iter().position(|it| it.result.trim().is_empty()));
    let turn = Turn { place: RwSignal::new(first.unwrap_or_default()), count };
    turn_by_keys(turn);
    let title = memo(move || {
        meeting.with(|it| it.as_ref().map(|it| words::called(language, it)).unwrap_or_default())
    });
    let place = move || words::place(language, turn.place.get() + 1, count.get());
    let to_meeting = address_of(TableName::Meetings, id).hash();
    let of = id.clone();
    let point = live(move || {
        let place = turn.place.get();
        if count.get() == 0 {
            return view! { <p class="screen__none">{t.screen_start}</p> }.into_any();
        }
        point(app, &of, place, items)
    });
    let turned = move |label: &'static str, icon_name: &'static str, by: isize, rank: &'static str| {
        let disabled = Signal::derive(move || {
            let place = turn.place.get();
            if by < 0 { place == 0 } else { place + 1 >= count.get() }
        });
        button(ButtonLook { disabled, large: true, ..ButtonLook::new(label, rank, icon_name) }, move || {
            turn.by(by)
        })
    };
    let full_screen = move || {
        if let Some(screen) = page::element("screen") {
            // Refused where the browser has none: then it stays as large as the page.
            let _ = screen.request_fullscreen();
        }
    };
    view! {
        <article class="page screen" id="screen">
            <header class="screen__head">
                <p class="screen__meeting">{said_title(app, title)}</p>
                <p class="screen__place" role="status">{place}</p>
                {clocks(app, turn)}
                <div class="cluster">
                    <a class="kern-link" href=to_meeting>{icon("arrow-back")} {t.to_meeting}</a>
                    {button(ButtonLook::new(t.full_screen, "tertiary", "fullscreen"), full_screen)}
                </div>
            </header>
            {point}
            <footer class="screen__foot">
                {turned(t.previous, "arrow-back", -1, "secondary")}
                {turned(t.next, "arrow-forward", 1, "primary")}
                <p class="muted screen__keys">{t.keys}</p>
            </footer>
        </article>
    }
    .into_any()
}

fn said_title(app: App, title: Memo<String>) -> AnyView {
    live(move || said(app, title.get()))
}

/// Arrows where nothing is typed; what a presenter sends, everywhere.
fn turn_by_keys(turn: Turn) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let has_own_keys =
            target.is_some_and(|it| it.closest("input, textarea, select, dialog").ok().flatten().is_some());
        let by = match event.key().as_str() {
            "PageDown" => 1,
            "PageUp" => -1,
            "ArrowRight" | "ArrowDown" if !has_own_keys => 1,
            "ArrowLeft" | "ArrowUp" if !has_own_keys => -1,
            _ => return,
        };
        event.prevent_default();
        // What is typed there is saved as it is left.
        page::leave_focus();
        turn.by(by);
    });
    on_cleanup(move || listener.remove());
}

/// They count and end nothing.
fn clocks(app: App, turn: Turn) -> AnyView {
    let t = app.texts().meetings();
    let began = clock::monotonic_millis();
    let since = RwSignal::new(began);
    let now = RwSignal::new(began);
    effect(move || {
        turn.place.track();
        let at = clock::monotonic_millis();
        since.set(at);
        now.set(at);
    });
    if let Ok(ticking) =
        set_interval_with_handle(move || now.set(clock::monotonic_millis()), Duration::from_secs(1))
    {
        on_cleanup(move || ticking.clear());
    }
    let time = |millis: f64| {
        let seconds = (millis / 1000.0).max(0.0) as u64;
        let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        if hours > 0 {
            format!("{hours}:{minutes:02}:{seconds:02}")
        } else {
            format!("{minutes:02}:{seconds:02}")
        }
    };
    view! {
        <p class="screen__clock">
            <span role="timer" aria-label=t.clock title=t.clock>{move || time(now.get() - since.get())}</span>
            <span class="muted" role="timer" aria-label=t.clock_all title=t.clock_all>{move || time(now.get() - began)}</span>
        </p>
    }
    .into_any()
}

/// Drawn anew with each point; what is typed meanwhile is saved, and does not draw it anew.
fn point(app: App, id: &Id, place: usize, items: Memo<Vec<AgendaItem>>) -> AnyView {
    let network = app.network.get_untracked();
    let Some(item) = items.with_untracked(|items| items.get(place).cloned()) else { return ().into_any() };
    let by = item.by.as_ref().and_then(|by| network.actors.get(by));
    let by = by.map(|by| view! { <p class="screen__by">{words::by(app.spoken(), &by.name)}</p> });
    let lit = lit(&network, &item);
    let picture = (!lit.is_empty()).then(|| excerpt(app, &network, &lit, "screen__picture"));
    view! {
        <div class="screen__body">
            <div class="screen__words">
                <h1 id="view-title" class="screen__point" tabindex="-1">{said(app, item.text.trim())}</h1>
                {by}
                {picture}
            </div>
            {optional({
                let id = id.clone();
                move || (!app.read_only.get()).then(|| written(app, &id, place, item.result.clone()))
            })}
        </div>
    }
    .into_any()
}

/// What the point is about: its topic with all that it takes and who came forward, its competency, its actors.
fn lit(network: &Network, item: &AgendaItem) -> Vec<Id> {
    let mut lit: Vec<Id> = item.competency.iter().chain(&item.actors).cloned().collect();
    if let Some(topic) = item.topic.as_ref().and_then(|topic| network.topics.get(topic)) {
        lit.extend(topic.competencies.iter().cloned());
        lit.extend(topic.people.iter().map(|person| person.actor.clone()));
    }
    if lit.is_empty() {
        lit.extend(item.by.clone());
    }
    lit.retain(|id| network.actors.contains(id) || network.competencies.contains(id));
    lit.truncate(MOST_LIT);
    lit
}

/// Minutes of the point, and what is agreed over it.
fn written(app: App, id: &Id, place: usize, result: String) -> AnyView {
    let t = app.texts().meetings();
    let of = id.clone();
    let save = move |text: &str| {
        edit(app, &of, |meeting| {
            if let Some(item) = meeting.agenda.get_mut(place) {
                text.trim_end().clone_into(&mut item.result);
            }
        });
    };
    view! {
        <div class="screen__written stack">
            <div class="kern-form-input">
                <label class="kern-label" for="screen-result">{t.result}</label>
                <p class="kern-hint" id="screen-result-hint">{t.result_hint}</p>
                {saved_as_typed(app, result, Arc::new(save))}
            </div>
            {agreement(app, id)}
        </div>
    }
    .into_any()
}

/// A text of several lines, saved when nothing more has come for a moment, when it is left, and with the page.
fn saved_as_typed(app: App, text: String, save: Arc<dyn Fn(&str) + Send + Sync>) -> AnyView {
    let typed = Arc::new(Mutex::new(text.clone()));
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let flush = {
        let typed = typed.clone();
        move || {
            if let Ok(text) = typed.lock() {
                save(&text);
            }
        }
    };
    let (now, later) = (flush.clone(), flush.clone());
    let type_on = move |event| {
        if let Ok(mut typed) = typed.lock() {
            *typed = event_target_value(&event);
        }
        waiting.update_value(|waiting| {
            if let Some(before) = waiting.take() {
                before.clear();
            }
            *waiting = set_timeout_with_handle(later.clone(), PAUSE).ok();
        });
    };
    // The browser says so before a page goes, and sometimes nothing else.
    let going = window_event_listener(ev::pagehide, move |_| flush());
    on_cleanup(move || going.remove());
    view! {
        <textarea
            class="kern-form-input__input screen__result"
            id="screen-result"
            rows="8"
            lang=app.contents()
            aria-describedby="screen-result-hint"
            prop:value=text
            on:input=type_on
            on:change=move |_| now()
        ></textarea>
    }
    .into_any()
}

/// Who does what for whom until when, in one line.
fn agreement(app: App, meeting: &Id) -> AnyView {
    let t = app.texts().meetings();
    let actors = named(&actors_to_choose(app));
    let (giver, taker) = (RwSignal::new(None), RwSignal::new(None));
    let (what, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    // What is said below: nothing, that it is noted, or what is missing.
    let told = RwSignal::new("");
    let meeting = meeting.clone();
    let note = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let ends = giver.get_untracked().zip(taker.get_untracked()).filter(|(giver, taker)| giver != taker);
        let Some((giver, taker)) = ends.filter(|_| !what.get_untracked().trim().is_empty()) else {
            told.set(t.incomplete);
            return;
        };
        let until = Some(until.get_untracked()).filter(|day| !day.is_empty()).map(Day::new);
        let today = clock::now().today;
        app.dispatch(note_agreement(
            &meeting,
            [&giver, &taker],
            &what.get_untracked(),
            until,
            &today,
            clock::new_id(),
        ));
        what.set(String::new());
        told.set(t.noted);
    };
    view! {
        <details class="screen__agreement">
            <summary>{t.note_agreement}</summary>
            <form class="stack" novalidate on:submit=note>
                <p class="muted">{t.note_agreement_hint}</p>
                <div class="form__row">
                    {select(app, "agreed-giver".into(), t.giver, t.choose, &actors, giver)}
                    {select(app, "agreed-taker".into(), t.taker, t.choose, &actors, taker)}
                </div>
                <div class="form__row">
                    <div class="kern-form-input">
                        <label class="kern-label" for="agreed-what">{t.what}</label>
                        <input
                            class="kern-form-input__input"
                            id="agreed-what"
                            autocomplete="off"
                            lang=app.contents()
                            prop:value=what
                            on:input=move |event| what.set(event_target_value(&event))
                        />
                    </div>
                    <div class="kern-form-input">
                        <label class="kern-label" for="agreed-until">{t.until}</label>
                        <input
                            type="date"
                            class="kern-form-input__input form__day"
                            id="agreed-until"
                            on:input=move |event| until.set(event_target_value(&event))
                        />
                    </div>
                </div>
                <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                    <span class="kern-label">{t.note_down}</span>
                </button>
                <p role="status">{told}</p>
            </form>
        </details>
    }
    .into_any()
}
