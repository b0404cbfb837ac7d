//! One talk: with whom and why, a tick that it was held, and a line for what was agreed.

use leptos::prelude::*;

use super::Shown;
use crate::{
    app::evening::{Line, agree, mark_talk, of_talk},
    browser::clock,
    i18n,
    model::{Agreement, AgreementState, Day, Id, TableName, Talk},
    ui::kit::{ButtonLook, CollectAny, button, focus_soon, live, memo, optional, record_link},
};

/// As `who` of the two sees it, or as everybody does. What changes is drawn anew by itself, so that a line which is
/// being written stays.
pub(super) fn entry(shown: Shown, talk: &Talk, who: Option<&Id>) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let (one, other) = (talk.one.clone(), talk.other.clone());
    let pair = memo(move || shown.evening.with(|evening| evening.pair(&one, &other).cloned()));
    let link = move |id: Id| live(move || record_link(TableName::Actors, &id, &shown.name(&id)));
    let names = match who {
        Some(who) => {
            let other = if *who == talk.one { &talk.other } else { &talk.one };
            let round = i18n::evening::round(language, talk.round.unwrap_or_default());
            view! { <span class="evening__number">{round}</span> " " {link(other.clone())} }.into_any()
        }
        None => view! { {link(talk.one.clone())} " – " {link(talk.other.clone())} }.into_any(),
    };
    let mutual = optional(move || {
        let is_mutual = pair.with(|pair| pair.as_ref().is_some_and(|pair| pair.found.mutual.is_some()));
        is_mutual.then(|| view! { " " <span class="tag">{t.mutual}</span> })
    });
    let gain = optional(move || {
        let network = shown.network();
        pair.get().map(|pair| i18n::evening::gain(language, &pair.found, &network))
    });
    let acts = {
        let (talk, is_mine) = (talk.clone(), who.is_some());
        optional(move || (!app.read_only.get()).then(|| acts(shown, &talk, is_mine)))
    };
    view! {
        <li class="evening__talk">
            <p class="evening__two">{names} {mutual}</p>
            <p class="muted">{gain}</p>
            {noted(shown, talk)}
            {acts}
        </li>
    }
    .into_any()
}

/// What is noted of it, and by whom.
fn noted(shown: Shown, talk: &Talk) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let (one, other) = (talk.one.clone(), talk.other.clone());
    let line = move |agreement: &Agreement| {
        let by = agreement.history.last().and_then(|event| event.by.as_ref());
        let by = i18n::evening::ticked_by(language, by.map(|by| shown.name(by)).as_deref());
        if agreement.state == AgreementState::Talked {
            return (t.talked.to_owned() + ".", by);
        }
        let until = agreement.until.as_ref().map(|until| clock::day(until, language));
        let giver = shown.name(&agreement.giver);
        let line = i18n::evening::line(language, &agreement.what, &giver, until.as_deref());
        (format!("{}: {line}.", t.agreed), by)
    };
    let lines = memo(move || {
        let (network, meeting) = (shown.network(), shown.meeting.get());
        let of_it = meeting.map(|meeting| of_talk(&network, &meeting.id, &one, &other)).unwrap_or_default();
        of_it.into_iter().map(line).collect::<Vec<(String, String)>>()
    });
    optional(move || {
        let line = |(said, by)| view! { <li>{said} " " <span class="muted">{by}</span></li> };
        let lines = lines.get();
        (!lines.is_empty()).then(|| {
            view! {
                <ul class="evening__noted" role="list">{lines.into_iter().map(line).collect_any()}</ul>
            }
        })
    })
}

fn acts(shown: Shown, talk: &Talk, is_mine: bool) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let (one, other) = (talk.one.clone(), talk.other.clone());
    let is_held = {
        let (one, other) = (one.clone(), other.clone());
        memo(move || {
            let (network, meeting) = (shown.network(), shown.meeting.get());
            let of_it = meeting.map(|meeting| of_talk(&network, &meeting.id, &one, &other));
            // That it was held comes first.
            of_it.is_some_and(|it| it.first().is_some_and(|it| it.state == AgreementState::Talked))
        })
    };
    let place = if is_mine { "mine" } else { "all" };
    let id = format!("talk-{place}-{one}-{other}");
    let spoken = {
        let (one, other) = (one.clone(), other.clone());
        move || i18n::evening::have_talked(language, &shown.name(&one), &shown.name(&other))
    };
    let tick = {
        let (one, other) = (one.clone(), other.clone());
        move |_| {
            let Some(meeting) = shown.meeting.get_untracked() else { return };
            let network = app.network.get_untracked();
            let found =
                shown.evening.with_untracked(|it| it.pair(&one, &other).map(|pair| pair.found.clone()));
            let me = app.peek(|state| state.me().cloned());
            let two = [&one, &other];
            let today = clock::now().today;
            app.dispatch(mark_talk(&network, &meeting.id, found.as_ref(), two, me.as_ref(), &today));
        }
    };
    let is_open = RwSignal::new(false);
    let form = {
        let (one, other, id) = (one, other, id.clone());
        optional(move || is_open.get().then(|| form(shown, [one.clone(), other.clone()], &id, is_open)))
    };
    let look = ButtonLook::new(t.agreed.to_owned() + " …", "secondary", "");
    view! {
        <div class="cluster evening__acts">
            <button
                type="button"
                id=id
                class="kern-btn kern-btn--secondary"
                aria-pressed=move || is_held.get().to_string()
                aria-label=spoken
                on:click=tick
            >
                <span class="kern-label">{t.talked}</span>
            </button>
            {button(ButtonLook { large: true, ..look }, move || is_open.update(|open| *open = !*open))}
        </div>
        {form}
    }
    .into_any()
}

/// Who helps, what, and until when; by the match, who offers helps.
fn form(shown: Shown, [one, other]: [Id; 2], id: &str, is_open: RwSignal<bool>) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let found = shown.evening.with_untracked(|it| it.pair(&one, &other).map(|pair| pair.found.clone()));
    let giver = RwSignal::new(found.as_ref().map_or_else(|| one.clone(), |found| found.offered_by.clone()));
    let (what, until) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let is_missing = RwSignal::new(false);
    let options = [&one, &other].map(|id| {
        let is_now = giver.get_untracked() == *id;
        view! { <option value=id.to_string() selected=is_now>{untrack(|| shown.name(id))}</option> }
    });
    let choose = move |event: web_sys::Event| {
        if let Ok(id) = Id::try_from(event_target_value(&event)) {
            giver.set(id);
        }
    };
    let tick = id.to_owned();
    let write = move || {
        let Some(meeting) = shown.meeting.get_untracked() else { return };
        let giver = giver.get_untracked();
        let taker = if giver == one { other.clone() } else { one.clone() };
        let until = Some(until.get_untracked()).filter(|day| !day.is_empty()).map(Day::new);
        let line = Line { giver, taker, what: what.get_untracked(), until };
        let me = app.peek(|state| state.me().cloned());
        let network = app.network.get_untracked();
        let today = clock::now().today;
        match agree(&network, &meeting.id, found.as_ref(), &line, me.as_ref(), &today) {
            Some(message) => {
                is_open.set(false);
                app.dispatch(message);
                focus_soon(tick.clone(), "view-title");
            }
            None => is_missing.set(true),
        }
    };
    let (error, what_id) = (format!("{id}-error"), format!("{id}-what"));
    let described = error.clone();
    view! {
        <form
            class="evening__line"
            on:submit=move |event: web_sys::SubmitEvent| {
                event.prevent_default();
                write();
            }
        >
            <label for=what_id.clone()>{t.what}</label>
            <input
                id=what_id
                class="kern-form-input__input"
                type="text"
                autocomplete="off"
                aria-invalid=move || is_missing.get().to_string()
                aria-describedby=move || is_missing.get().then(|| described.clone())
                on:input=move |event| what.set(event_target_value(&event))
            />
            <p class="evening__error" id=error role="alert">{optional(move || is_missing.get().then_some(t.empty_line))}</p>
            <label>
                <span>{t.who}</span>
                <select class="kern-form-input__select" on:change=choose>{options}</select>
            </label>
            <label>
                <span>{t.until} " " <span class="muted">{t.until_hint}</span></span>
                <input
                    class="kern-form-input__input"
                    type="date"
                    on:change=move |event| until.set(event_target_value(&event))
                />
            </label>
            <button type="submit" class="kern-btn kern-btn--primary">
                <span class="kern-label">{t.write}</span>
            </button>
        </form>
    }
    .into_any()
}
