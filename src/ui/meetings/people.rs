//! Who comes, who was there, who was a guest.

use leptos::prelude::*;

use super::{actor_links, edit, meeting::section, meeting_of};
use crate::{
    model::{Id, Meeting},
    ui::{
        context::App,
        kit::{ButtonLook, button, live, memo, optional},
    },
};

pub(super) fn section_of(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let meeting = meeting_of(app, id);
    let list = move |label: &'static str, ids: fn(&Meeting) -> &[Id], always: bool| {
        optional(move || {
            let (meeting, network) = (meeting.get()?, app.records.get());
            let ids = ids(&meeting);
            if ids.is_empty() && !always {
                return None;
            }
            let names = if ids.is_empty() {
                view! { <span class="muted">{t.nobody_yet}</span> }.into_any()
            } else {
                actor_links(&network, ids)
            };
            Some(view! { <h3 class="topic__label">{label}</h3> {names} })
        })
    };
    let lists = view! {
        {list(t.coming, |it| &it.coming, true)}
        {list(t.guests, |it| &it.guests, false)}
        {list(t.present, |it| &it.present, false)}
    };
    section("meeting-people", t.people, view! { {lists} {come(app, id)} {all_came(app, id)} }.into_any())
}

/// Says that one comes, or not; for who has said which actor they are.
fn come(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let me = app.slice(|state| state.me().cloned().filter(|_| !state.is_read_only()));
    let (meeting, id) = (meeting_of(app, id), id.clone());
    live(move || {
        let me = me.get()?;
        let (id, of) = (id.clone(), me.clone());
        let comes = memo(move || meeting.with(|it| it.as_ref().is_some_and(|it| it.coming.contains(&of))));
        let press = move |_| {
            edit(app, &id, |meeting| match meeting.coming.iter().position(|it| *it == me) {
                Some(place) => drop(meeting.coming.remove(place)),
                None => meeting.coming.push(me.clone()),
            });
        };
        Some(view! {
            <p>
                <button
                    type="button"
                    class="kern-btn kern-btn--secondary kern-btn--x-small"
                    aria-pressed=move || comes.get().to_string()
                    title=t.i_come_hint
                    on:click=press
                >
                    <span class="kern-label">{t.i_come}</span>
                </button>
            </p>
        })
    })
}

/// For the day of the meeting: nobody enters thirty names twice.
fn all_came(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let (meeting, id) = (meeting_of(app, id), id.clone());
    let is_asked = memo(move || {
        let is_open = |it: &Meeting| it.present.is_empty() && !it.coming.is_empty();
        !app.read_only.get() && meeting.with(|it| it.as_ref().is_some_and(|it| is_open(it)))
    });
    optional(move || {
        let id = id.clone();
        let press = move || edit(app, &id, |meeting| meeting.present.clone_from(&meeting.coming));
        is_asked
            .get()
            .then(|| view! { <p>{button(ButtonLook::new(t.all_came, "tertiary", "check"), press)}</p> })
    })
}
