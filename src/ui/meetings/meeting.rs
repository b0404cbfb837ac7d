//! One meeting: when and where, what it is about, who is there, what came of it.

use leptos::prelude::*;

use super::{agenda, meeting_of, papers, people, when_and_where};
use crate::{
    app::{Address, Dialog, Draft, Msg, View},
    browser::clock,
    i18n::{self, meetings as words, minutes},
    model::{Id, MeetingKind, TableName},
    query::agreements::agreed_at,
    ui::{
        context::App,
        kit::{Button, CollectAny, icon, link_button, live, memo, optional, said, view_title},
        shell,
    },
};

pub(super) fn page(app: App, id: Id) -> AnyView {
    let is_there = memo({
        let meeting = meeting_of(app, &id);
        move || meeting.with(Option::is_some)
    });
    live(move || if is_there.get() { whole(app, &id) } else { shell::nowhere().into_any() })
}

fn whole(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let back = Address::of(View::Meetings).hash();
    view! {
        <article class="page card">
            <p class="card__back"><a class="kern-link" href=back>{icon("arrow-back")} {t.all}</a></p>
            {head(app, id)}
            <div class="card__columns">
                <div class="card__column">{agenda::section(app, id)} {agenda::suggestions(app, id)}</div>
                <div class="card__column">
                    {people::section_of(app, id)} {agreed(app, id)} {notes(app, id)} {papers::section(app, id)}
                </div>
            </div>
        </article>
    }
    .into_any()
}

fn head(app: App, id: &Id) -> AnyView {
    let (language, t) = (app.spoken(), app.texts());
    let meeting = meeting_of(app, id);
    let title = memo(move || {
        meeting.with(|it| it.as_ref().map(|it| words::called(language, it)).unwrap_or_default())
    });
    let facts = live(move || {
        meeting.get().map(|meeting| {
            let kind = meeting
                .kind
                .map(|kind| view! { <span class="tag">{i18n::records::word(language, kind)}</span> });
            let facts = when_and_where(app, &app.records.get(), &meeting);
            view! { <div class="cluster">{kind} <span>{facts}</span></div> }
        })
    });
    let (edited, removed) = (Draft::edit(TableName::Meetings, id), id.clone());
    let screen = Address { record: Some(id.clone()), ..Address::of(View::Presentation) };
    let market = optional(move || {
        let meeting = meeting.get().filter(|it| it.kind == Some(MeetingKind::Marketplace))?;
        let evening = Address { record: Some(meeting.id.clone()), ..Address::of(View::Evening) };
        Some(link_button(evening.hash(), View::Evening.title(language)))
    });
    let change = optional(move || {
        let (edited, removed) = (edited.clone(), removed.clone());
        let edit = move || Msg::Open(Dialog::Record(edited.clone()));
        let remove = move || Msg::Open(Dialog::Remove(vec![(TableName::Meetings, removed.clone())]));
        (!app.read_only.get()).then(|| {
            view! {
                <Button label=t.words().edit message=edit icon_name="edit" />
                <Button label=t.words().delete message=remove rank="tertiary" icon_name="delete" />
            }
        })
    });
    view! {
        <header class="card__head">
            {view_title(live(move || said(app, title.get())))}
            {facts}
            <div class="cluster card__actions">
                {link_button(screen.hash(), t.meetings().present_it)} {market} {change}
            </div>
        </header>
    }
    .into_any()
}

fn agreed(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let (language, id) = (app.spoken(), id.clone());
    let rows = live(move || {
        let network = app.records.get();
        let agreed = agreed_at(&network, &id);
        if agreed.is_empty() {
            return view! { <p class="muted">{t.no_agreements}</p> }.into_any();
        }
        let day = |day: &_| clock::day(day, language);
        let row = |it| view! { <li class="row">{minutes::agreed_words(language, &network, it, &day)}</li> };
        view! { <ul class="rows" role="list">{agreed.into_iter().map(row).collect_any()}</ul> }.into_any()
    });
    section("meeting-agreed", t.agreements, rows)
}

fn notes(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let meeting = meeting_of(app, id);
    optional(move || {
        let notes = meeting.get().map(|it| it.minutes.trim().to_owned()).filter(|notes| !notes.is_empty())?;
        let text = view! { <p class="card__text reading" lang=app.contents()>{notes}</p> }.into_any();
        Some(section("meeting-notes", t.notes, text))
    })
}

/// A part under a heading of its own.
pub(super) fn section(id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    boxed_section("card__section", id, title, content)
}

/// One that is of no use on paper.
pub(super) fn tools(id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    boxed_section("card__section meeting__tools", id, title, content)
}

fn boxed_section(class: &'static str, id: &'static str, title: &'static str, content: AnyView) -> AnyView {
    view! {
        <section class=class aria-labelledby=id>
            <h2 class="card__heading" id=id tabindex="-1">{title}</h2>
            {content}
        </section>
    }
    .into_any()
}
