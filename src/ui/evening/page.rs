//! The page of one evening: one's own talks first, then all of them, then what plans them.

use leptos::prelude::*;

use super::{Shown, hand_in, paper, plan, talk};
use crate::{
    app::{Msg, address_of},
    browser::clock,
    i18n,
    model::{Id, TableName, order},
    query::{evening::rounds_of, fold},
    ui::{
        context::App,
        kit::{ButtonLook, CollectAny, button, icon, live, memo, optional, view_title},
        shell,
    },
};

pub(super) fn page(app: App, id: Id) -> AnyView {
    let shown = Shown::new(app, id);
    let is_there = memo(move || shown.meeting.with(Option::is_some));
    let is_big = RwSignal::new(false);
    live(move || match (is_there.get(), is_big.get()) {
        (false, _) => shell::nowhere().into_any(),
        (true, true) => big(shown, is_big),
        (true, false) => all(shown, is_big),
    })
}

fn all(shown: Shown, is_big: RwSignal<bool>) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let look = ButtonLook::new(t.big, "secondary", "open-in-new");
    view! {
        <article class="page evening">
            {back(shown)}
            <header class="evening__head">
                {title(shown)}
                <p class="muted">{move || when(shown)}</p>
                <p>{move || people(shown)} " " {t.intro}</p>
                <div class="cluster evening__so-far">
                    <p role="status">{optional(move || shown.has_list().then(|| shown.told()))}</p>
                    {button(look, move || is_big.set(true))}
                </div>
            </header>
            {mine(shown)}
            {rounds(shown)}
            {plan::section(shown)}
            {paper::section(shown)}
        </article>
    }
    .into_any()
}

fn back(shown: Shown) -> AnyView {
    let words = shown.app.texts().evening().meeting;
    live(move || {
        let href = shown.meeting.get().map(|it| address_of(TableName::Meetings, &it.id).hash());
        view! { <p class="card__back"><a class="kern-link" href=href>{icon("arrow-back")} {words}</a></p> }
    })
}

fn title(shown: Shown) -> AnyView {
    let title = move || {
        let language = shown.app.spoken();
        shown.meeting.get().map(|meeting| i18n::meetings::called(language, &meeting)).unwrap_or_default()
    };
    view_title(title).into_any()
}

fn when(shown: Shown) -> String {
    let Some(meeting) = shown.meeting.get() else { return String::new() };
    let day = clock::day(&meeting.date, shown.app.spoken());
    let said = [day, meeting.start.clone(), meeting.place.clone()];
    said.into_iter().filter(|it| !it.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

fn people(shown: Shown) -> String {
    let t = shown.app.texts().evening();
    let count = shown.evening.with(|evening| evening.people.len());
    if count == 0 { t.nobody.to_owned() } else { i18n::evening::taking_part(shown.app.spoken(), count) }
}

/// Those of one who is chosen; at first of who one is.
fn mine(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let options = live(move || {
        let now = shown.who.get();
        let mut people = shown.evening.with(|evening| evening.people.clone());
        order::sort_by_cached_key(&mut people, |id| fold::sort_key(&shown.name(id)));
        let option = |id: Id| {
            let is_now = now.as_ref() == Some(&id);
            view! { <option value=id.to_string() selected=is_now>{shown.name(&id)}</option> }
        };
        view! { <option value="" selected=now.is_none()>{t.choose}</option> {people.into_iter().map(option).collect_any()} }
    });
    let choose = move |event: web_sys::Event| shown.who.set(Id::try_from(event_target_value(&event)).ok());
    let me = app.slice(|state| state.me().cloned());
    let this_is_me = optional(move || {
        let who = shown.who.get().filter(|who| me.get().as_ref() != Some(who))?;
        let look = ButtonLook::new(t.this_is_me, "secondary", "");
        Some(button(look, move || app.dispatch(Msg::ThisIsMe(Some(who.clone())))))
    });
    let list = live(move || {
        let Some(who) = shown.who.get() else { return ().into_any() };
        let talks = shown.talks.get().into_iter().filter(|talk| talk.one == who || talk.other == who);
        let entries: Vec<AnyView> = talks.map(|talk| talk::entry(shown, &talk, Some(&who))).collect();
        if entries.is_empty() {
            return view! { <p class="muted">{t.none_of_mine}</p> }.into_any();
        }
        view! { <ol class="evening__talks" role="list">{entries}</ol> }.into_any()
    });
    view! {
        <section class="evening__mine stack" aria-labelledby="evening-mine" hidden=move || !shown.has_list()>
            <h2 class="card__heading" id="evening-mine">{t.mine}</h2>
            <div class="cluster evening__who">
                <label for="evening-who">{t.whose}</label>
                <select id="evening-who" class="kern-form-input__select" on:change=choose>{options}</select>
                {this_is_me}
            </div>
            {list}
            {hand_in::part(shown)}
        </section>
    }
    .into_any()
}

fn rounds(shown: Shown) -> AnyView {
    let t = shown.app.texts().evening();
    optional(move || {
        let talks = shown.talks.get();
        let rounds = (1..=rounds_of(&talks)).map(|round| {
            let of_it = talks.iter().filter(|talk| talk.round == Some(round));
            let entries: Vec<AnyView> = of_it.map(|talk| talk::entry(shown, talk, None)).collect();
            view! {
                <h3 class="evening__round">{i18n::evening::round(shown.app.spoken(), round)}</h3>
                <ul class="evening__talks" role="list">{entries}</ul>
            }
        });
        (!talks.is_empty()).then(|| {
            view! {
                <section class="evening__all" aria-labelledby="evening-all">
                    <h2 class="card__heading" id="evening-all">{t.all}</h2>
                    {rounds.collect_any()}
                </section>
            }
        })
    })
}

/// For the wall: nothing but how far it has come.
fn big(shown: Shown, is_big: RwSignal<bool>) -> AnyView {
    let t = shown.app.texts().evening();
    let language = shown.app.spoken();
    let rounds = live(move || {
        let rounds = shown.tally.with(|tally| tally.rounds.clone());
        let rounds = (1..).zip(rounds).map(|(round, (held, talks))| {
            view! {
                <li>
                    <span>{i18n::evening::round(language, round)}</span>
                    <span class="evening__count">{held} " / " {talks}</span>
                </li>
            }
        });
        view! { <ol class="evening__rounds" role="list">{rounds.collect_any()}</ol> }
    });
    let look = ButtonLook { focused: true, ..ButtonLook::new(t.small, "secondary", "arrow-back") };
    view! {
        <article class="page evening evening--big">
            {title(shown)}
            {button(look, move || is_big.set(false))}
            <p class="evening__tally" role="status">{move || shown.told()}</p>
            {rounds}
        </article>
    }
    .into_any()
}
