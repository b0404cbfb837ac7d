//! What leaves the page about a meeting: invitation, minutes, calendar file. Each is made of what its readers may see.

use leptos::prelude::*;

use super::{day_words, meeting::tools, meeting_of};
use crate::{
    app::Effect,
    browser::clock,
    exchange::{Appointment, Profile, calendar, redact},
    i18n::{Language, meetings as words, minutes::About},
    model::Id,
    ui::{
        context::App,
        copyable::{Copyable, copyable, languages},
        kit::{ButtonLook, button, live, memo, optional},
    },
};

/// What everybody may see, and what only members may.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Paper {
    Invitation,
    Minutes,
}

pub(super) fn section(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let shown = RwSignal::new(None::<Paper>);
    let language = RwSignal::new(app.spoken());
    let choose = move |paper: Paper, label: &'static str| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--secondary kern-btn--x-small"
                aria-expanded=move || (shown.get() == Some(paper)).to_string()
                on:click=move |_| shown.update(|shown| *shown = (*shown != Some(paper)).then_some(paper))
            >
                <span class="kern-label">{label}</span>
            </button>
        }
    };
    let of = id.clone();
    let text = memo(move || shown.get().and_then(|paper| written(app, &of, paper, language.get())));
    let body = live(move || {
        let (paper, text) = (shown.get()?, text.get()?);
        let (label, hint) = match paper {
            Paper::Invitation => (t.invitation, t.public_text),
            Paper::Minutes => (t.minutes, t.members_text),
        };
        let Copyable { area, said, copy } = copyable(app, label.to_owned(), text);
        Some(view! {
            <p class="muted">{hint}</p>
            {languages(t.language_of_text, language)}
            <div lang=language.get_untracked().code()>{area}</div>
            {button(ButtonLook::new(t.copy, "primary", "content-copy"), copy)}
            {said}
        })
    });
    let (page_of, calendar_of) = (id.clone(), id.clone());
    let as_page = move || hand_out_minutes(app, &page_of);
    let has_day = memo({
        let meeting = meeting_of(app, id);
        move || meeting.with(|it| it.as_ref().is_some_and(|it| it.date.parts().is_some()))
    });
    let to_calendar = move || hand_out_appointment(app, &calendar_of);
    let look = ButtonLook {
        disabled: Signal::derive(move || !has_day.get()),
        ..ButtonLook::new(t.calendar_file, "secondary", "download")
    };
    let no_day = optional(move || (!has_day.get()).then(|| view! { <p class="muted">{t.no_such_day}</p> }));
    let content = view! {
        <div class="cluster">
            {choose(Paper::Invitation, t.invitation)} {choose(Paper::Minutes, t.minutes)}
            {button(ButtonLook::new(t.minutes_file, "secondary", "download"), as_page)} {button(look, to_calendar)}
        </div>
        {no_day}
        {body}
    };
    tools("meeting-papers", t.papers, content.into_any())
}

fn written(app: App, id: &Id, paper: Paper, language: Language) -> Option<String> {
    let profile = if paper == Paper::Invitation { Profile::Public } else { Profile::Network };
    let network = app.records.get();
    let part = redact(&network, profile);
    let day = |day: &_| clock::day(day, language);
    let about = About { language, network: &part, meeting: part.meetings.get(id)?, day: &day };
    Some(if paper == Paper::Invitation { about.invitation() } else { about.minutes() })
}

fn hand_out_minutes(app: App, id: &Id) {
    let (language, network) = (app.spoken(), app.network.get_untracked());
    let part = redact(&network, Profile::Network);
    let Some(meeting) = part.meetings.get(id) else { return };
    let about = About { language, network: &part, meeting, day: &day_words(app) };
    let bytes = about.minutes_page().into_bytes();
    let file_name = format!("{}-{}.html", app.texts().meetings().minutes.to_lowercase(), meeting.date);
    app.runner().run(Effect::Download { file_name, media_type: "text/html", bytes, profile: None });
}

fn hand_out_appointment(app: App, id: &Id) {
    let (language, network) = (app.spoken(), app.network.get_untracked());
    let part = redact(&network, Profile::Public);
    let Some(meeting) = part.meetings.get(id) else { return };
    let about = About { language, network: &part, meeting, day: &day_words(app) };
    let points: Vec<String> = meeting
        .agenda
        .iter()
        .enumerate()
        .map(|(place, item)| format!("{}. {}", place + 1, item.text.trim()))
        .collect();
    let appointment = Appointment {
        ids: [&network.about.id, id],
        day: &meeting.date,
        start: &meeting.start,
        end: &meeting.end,
        title: &words::called(language, meeting),
        place: &about.place().unwrap_or_default(),
        description: &points.join("\n"),
    };
    let Some(text) = calendar(&appointment, clock::now().millis) else { return };
    let (file_name, bytes) = (format!("{}.ics", meeting.date), text.into_bytes());
    app.runner().run(Effect::Download { file_name, media_type: "text/calendar", bytes, profile: None });
}
