//! All meetings, those to come first.

use std::{cmp::Reverse, sync::Arc};

use leptos::prelude::*;

use super::when_and_where;
use crate::{
    app::{Address, CommandId, View},
    browser::clock,
    i18n::{self, meetings as words},
    model::{Meeting, Network, TableName, order},
    ui::{
        context::App,
        kit::{CollectAny, button_of, link_button, live, memo, record_link, view_title},
    },
};

pub(super) fn page(app: App) -> AnyView {
    let t = app.texts().meetings();
    let count = memo(move || {
        let count = app.records.with(|network| network.meetings.len());
        i18n::records::count(app.spoken(), TableName::Meetings, count)
    });
    let lists = live(move || {
        let (network, today) = (app.records.get(), clock::now().today);
        if network.meetings.is_empty() {
            return view! { <div class="list-empty stack"><p>{t.none}</p><p>{t.none_hint}</p></div> }
                .into_any();
        }
        let all: Vec<Arc<Meeting>> = network.meetings.iter().cloned().collect();
        let (mut upcoming, mut past): (Vec<_>, Vec<_>) = all.into_iter().partition(|it| it.date >= today);
        order::sort_by_key(&mut upcoming, |it| it.date.clone());
        order::sort_by_key(&mut past, |it| Reverse(it.date.clone()));
        let upcoming = section(app, &network, "meetings-upcoming", t.upcoming, &upcoming, t.none_upcoming);
        let past = (!past.is_empty()).then(|| section(app, &network, "meetings-past", t.past, &past, ""));
        view! { {upcoming} {past} }.into_any()
    });
    view! {
        <section class="page">
            <header class="list-head">
                <div>
                    {view_title(t.title)}
                    <p class="list-head__count" role="status" aria-live=app.counts_live()>{count}</p>
                </div>
                <div class="cluster">
                    {button_of(app, CommandId::NewMeeting, "primary", false)}
                    {[View::Agreements, View::Groups, View::Impact]
                        .map(|view| link_button(Address::of(view).hash(), view.title(app.spoken())))
                        .collect_any()}
                </div>
            </header>
            <div class="stack">{lists}</div>
        </section>
    }
    .into_any()
}

/// `none` stands in place of meetings.
fn section(
    app: App,
    network: &Network,
    id: &'static str,
    title: &'static str,
    meetings: &[Arc<Meeting>],
    none: &'static str,
) -> AnyView {
    let entries = if meetings.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        let entries = meetings.iter().map(|meeting| entry(app, network, meeting)).collect_any();
        view! { <ul class="meetings" role="list">{entries}</ul> }.into_any()
    };
    view! {
        <section class="card__section" aria-labelledby=id>
            <h2 class="card__heading" id=id>{title}</h2>
            {entries}
        </section>
    }
    .into_any()
}

fn entry(app: App, network: &Network, meeting: &Meeting) -> AnyView {
    let language = app.spoken();
    let name = words::called(language, meeting);
    let kind = meeting.kind.filter(|_| !meeting.title.trim().is_empty());
    let kind = kind.map(|kind| view! { <span class="tag">{i18n::records::word(language, kind)}</span> });
    let coming = meeting.coming.len() + meeting.guests.len();
    let in_short = words::in_short(language, meeting.agenda.len(), coming, meeting.present.len());
    view! {
        <li class="meeting">
            <div class="meeting__head">
                <h3 class="meeting__title">{record_link(TableName::Meetings, &meeting.id, &name)}</h3>
                {kind}
            </div>
            <p>{when_and_where(app, network, meeting)}</p>
            <p class="muted">{in_short}</p>
        </li>
    }
    .into_any()
}
