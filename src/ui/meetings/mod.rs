//! Meetings and what comes of them: list, page, big screen, agreements.

mod agenda;
mod agreements;
mod list;
mod meeting;
mod papers;
mod people;
mod presentation;

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{memo, record_link},
};
use crate::{
    app::{View, edit_meeting},
    browser::clock,
    i18n::minutes::About,
    model::{Actor, Day, Id, Meeting, Network, TableName},
    query::fold,
};

/// What is behind the door of the meetings.
pub struct MeetingViews {
    /// One of its views, of the meeting that the address names.
    pub(in crate::ui) draw: fn(App, View, Option<Id>) -> AnyView,
}

pub const MEETINGS: MeetingViews = MeetingViews {
    draw: |app, view, id| match (view, id) {
        (View::Meeting, Some(id)) => meeting::page(app, id),
        (View::Presentation, Some(id)) => presentation::page(app, id),
        (View::Agreements, _) => agreements::page(app),
        _ => list::page(app),
    },
};

/// The meeting as it is now; none once it is gone.
fn meeting_of(app: App, id: &Id) -> Memo<Option<Arc<Meeting>>> {
    let id = id.clone();
    memo(move || app.records.with(|network| network.meetings.get(&id).cloned()))
}

/// One step, if it changes anything.
fn edit(app: App, id: &Id, edit: impl FnOnce(&mut Meeting)) {
    if let Some(message) = edit_meeting(&app.network.get_untracked(), id, edit) {
        app.dispatch(message);
    }
}

fn day_words(app: App) -> impl Fn(&Day) -> String {
    let language = app.spoken();
    move |day| clock::day(day, language)
}

/// When it is, and where.
fn when_and_where(app: App, network: &Network, meeting: &Meeting) -> String {
    let day = day_words(app);
    let about = About { language: app.spoken(), network, meeting, day: &day };
    about.place().map_or_else(|| about.when(), |place| format!("{} · {place}", about.when()))
}

/// Links to actors that are there, in one line.
fn actor_links(network: &Network, ids: &[Id]) -> AnyView {
    let actors = ids.iter().filter_map(|id| network.actors.get(id));
    let links =
        actors.map(|actor| view! { <li>{record_link(TableName::Actors, &actor.id, &actor.name)}</li> });
    view! { <ul class="named" role="list">{links.collect::<Vec<_>>()}</ul> }.into_any()
}

/// Who is here now, to choose from, by name: what is filled in is not drawn anew.
fn actors_to_choose(app: App) -> Vec<Arc<Actor>> {
    let (network, today) = (app.records.get_untracked(), clock::now().today);
    let mut actors: Vec<Arc<Actor>> =
        network.actors.iter().filter(|it| it.is_here(&today)).cloned().collect();
    actors.sort_by_cached_key(|actor| fold::sort_key(&actor.name));
    actors
}

/// One of several by name, or none, which is called `none`.
fn select(
    app: App,
    id: String,
    label: &'static str,
    none: &'static str,
    options: &[(Id, String)],
    chosen: RwSignal<Option<Id>>,
) -> AnyView {
    let current = chosen.get_untracked();
    let ids: Vec<Id> = options.iter().map(|(id, _)| id.clone()).collect();
    let choose = move |event| {
        let place = event_target_value(&event).parse::<usize>().ok();
        chosen.set(place.and_then(|place| ids.get(place)).cloned());
    };
    let options = options.iter().enumerate().map(|(place, (id, name))| {
        view! { <option value=place.to_string() selected=current.as_ref() == Some(id)>{name.clone()}</option> }
    });
    let options: Vec<_> = options.collect();
    view! {
        <div class="kern-form-input">
            <label class="kern-label" for=id.clone()>{label}</label>
            <div class="kern-form-input__select-wrapper">
                <select class="kern-form-input__select" id=id lang=app.contents() on:change=choose>
                    <option value="" lang=app.spoken().code() selected=current.is_none()>{none}</option>
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

fn named(actors: &[Arc<Actor>]) -> Vec<(Id, String)> {
    actors.iter().map(|actor| (actor.id.clone(), actor.name.clone())).collect()
}
