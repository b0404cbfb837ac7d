//! The agenda of a meeting, point by point, and what the map suggests for it.

use leptos::prelude::*;

use super::{
    actors_to_choose, day_words, edit,
    meeting::{section as part, tools},
    meeting_of, named, select,
};
use crate::{
    browser::clock,
    i18n::meetings as words,
    model::{AgendaItem, Id, Network, TableName},
    query::agenda::{Suggestion, suggestions as suggested},
    ui::{
        context::App,
        kit::{Button, ButtonLook, CollectAny, button, focus_soon, live, memo, optional, record_link, said},
    },
};

/// Of the field for a new point, where the focus goes when what it was on is gone.
const NEW_POINT: &str = "new-point";

pub(super) fn section(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let meeting = meeting_of(app, id);
    let items = memo(move || meeting.with(|it| it.as_ref().map(|it| it.agenda.clone()).unwrap_or_default()));
    // Which point is being changed.
    let changed = RwSignal::new(None);
    let of = id.clone();
    let points = live(move || {
        let (network, items) = (app.records.get(), items.get());
        if items.is_empty() {
            return view! { <p class="muted">{t.no_agenda}</p> }.into_any();
        }
        let last = items.len() - 1;
        let point = |(place, item): (usize, &AgendaItem)| {
            if changed.get() == Some(place) && !app.read_only.get() {
                return form(app, &of, place, item, changed);
            }
            point(app, &network, &of, (place, last), item, changed)
        };
        view! { <ol class="agenda" role="list">{items.iter().enumerate().map(point).collect_any()}</ol> }
            .into_any()
    });
    let new = new_point(app, id);
    part("meeting-agenda", t.agenda, view! { {points} {new} }.into_any())
}

fn point(
    app: App,
    network: &Network,
    id: &Id,
    (place, last): (usize, usize),
    item: &AgendaItem,
    changed: RwSignal<Option<usize>>,
) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().meetings());
    let by = item.by.as_ref().and_then(|by| network.actors.get(by));
    let by = by.map(|by| view! { <p class="muted">{words::by(language, &by.name)}</p> });
    let result = item.result.trim().to_owned();
    let result = (!result.is_empty()).then(|| {
        view! { <div class="agenda__result"><span class="muted">{t.result}</span> <p class="card__text" lang=app.contents()>{result}</p></div> }
    });
    let move_by = |label: &'static str, icon_name: &'static str, to: Option<usize>| {
        let (id, spoken) = (id.clone(), Some(words::of_point(label, &item.text)));
        let disabled = Signal::stored(to.is_none());
        let look =
            ButtonLook { spoken, disabled, icon_only: true, ..ButtonLook::new(label, "tertiary", icon_name) };
        button(look, move || {
            let Some(to) = to else { return };
            edit(app, &id, |meeting| {
                if place.max(to) < meeting.agenda.len() {
                    meeting.agenda.swap(place, to);
                }
            });
        })
    };
    let tools = (!app.read_only.get()).then(|| {
        let (text, of) = (item.text.clone(), id.clone());
        let change = Some(words::of_point(t.change, &text));
        let change =
            ButtonLook { spoken: change, icon_only: true, ..ButtonLook::new(t.change, "tertiary", "edit") };
        let off = Some(words::of_point(t.take_off, &text));
        let off =
            ButtonLook { spoken: off, icon_only: true, ..ButtonLook::new(t.take_off, "tertiary", "close") };
        let take_off = move || {
            edit(app, &of, |meeting| {
                if place < meeting.agenda.len() {
                    meeting.agenda.remove(place);
                }
            });
            focus_soon(NEW_POINT, "view-title");
        };
        view! {
            <div class="agenda__tools">
                {move_by(t.earlier, "arrow-up", place.checked_sub(1))}
                {move_by(t.later, "arrow-down", (place < last).then_some(place + 1))}
                {button(change, move || {
                    changed.set(Some(place));
                    focus_soon("point-text", "view-title");
                })}
                {button(off, take_off)}
            </div>
        }
    });
    view! {
        <li class="agenda__point">
            <span class="agenda__number" aria-hidden="true">{place + 1}</span>
            <div class="agenda__words">
                <p class="agenda__text">{said(app, item.text.trim())}</p>
                {by}
                {about(network, item)}
                {result}
            </div>
            {tools}
        </li>
    }
    .into_any()
}

/// What it is about in the map.
fn about(network: &Network, item: &AgendaItem) -> Option<AnyView> {
    let topic = item.topic.as_ref().and_then(|id| network.topics.get(id));
    let topic = topic.map(|it| record_link(TableName::Topics, &it.id, &it.title).into_any());
    let competency = item.competency.as_ref().and_then(|id| network.competencies.get(id));
    let competency = competency.map(|it| record_link(TableName::Competencies, &it.id, &it.name).into_any());
    let actors = item.actors.iter().filter_map(|id| network.actors.get(id));
    let actors = actors.map(|it| record_link(TableName::Actors, &it.id, &it.name).into_any());
    let links: Vec<AnyView> = topic.into_iter().chain(competency).chain(actors).collect();
    let links: Vec<_> = links.into_iter().map(|link| view! { <li>{link}</li> }).collect();
    (!links.is_empty()).then(|| view! { <ul class="named agenda__about" role="list">{links}</ul> }.into_any())
}

/// A point while it is changed; each field is one step when it is left.
fn form(app: App, id: &Id, place: usize, item: &AgendaItem, changed: RwSignal<Option<usize>>) -> AnyView {
    let t = app.texts().meetings();
    let text = RwSignal::new(item.text.clone());
    let result = RwSignal::new(item.result.clone());
    let (by, topic) = (RwSignal::new(item.by.clone()), RwSignal::new(item.topic.clone()));
    let topics = app.records.with_untracked(|network| {
        network.topics.iter().map(|topic| (topic.id.clone(), topic.title.clone())).collect::<Vec<_>>()
    });
    let id = id.clone();
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        changed.set(None);
        let (text, result) = (text.get_untracked(), result.get_untracked());
        edit(app, &id, |meeting| {
            let Some(item) = meeting.agenda.get_mut(place) else { return };
            if !text.trim().is_empty() {
                text.trim().clone_into(&mut item.text);
            }
            result.trim().clone_into(&mut item.result);
            (item.by, item.topic) = (by.get_untracked(), topic.get_untracked());
        });
        focus_soon(NEW_POINT, "view-title");
    };
    view! {
        <li class="agenda__point">
            <form class="agenda__form" novalidate on:submit=save>
                <div class="kern-form-input">
                    <label class="kern-label" for="point-text">{t.new_point_hint}</label>
                    <input
                        class="kern-form-input__input"
                        id="point-text"
                        autocomplete="off"
                        lang=app.contents()
                        prop:value=text
                        on:input=move |event| text.set(event_target_value(&event))
                    />
                </div>
                <div class="form__row">
                    {select(app, "point-by".into(), t.brought_by, t.nobody, &named(&actors_to_choose(app)), by)}
                    {select(app, "point-topic".into(), t.topic, t.no_topic, &topics, topic)}
                </div>
                <div class="kern-form-input">
                    <label class="kern-label" for="point-result">{t.result}</label>
                    <textarea
                        class="kern-form-input__input form__paragraph"
                        id="point-result"
                        rows="3"
                        lang=app.contents()
                        prop:value=result
                        on:input=move |event| result.set(event_target_value(&event))
                    ></textarea>
                </div>
                <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                    <span class="kern-label">{t.done}</span>
                </button>
            </form>
        </li>
    }
    .into_any()
}

/// Anybody adds a point; who it comes from is who one is.
fn new_point(app: App, id: &Id) -> AnyView {
    let t = app.texts().meetings();
    let typed = RwSignal::new(String::new());
    let id = id.clone();
    let add = StoredValue::new(move || {
        let text = typed.get_untracked().trim().to_owned();
        if !text.is_empty() {
            let by = app.peek(|state| state.me().cloned());
            edit(app, &id, |meeting| meeting.agenda.push(AgendaItem { by, ..AgendaItem::new(text) }));
            typed.set(String::new());
        }
    });
    optional(move || {
        (!app.read_only.get()).then(|| {
            view! {
                <form
                    class="agenda__new"
                    novalidate
                    on:submit=move |event| {
                        event.prevent_default();
                        add.with_value(|add| add());
                    }
                >
                    <label class="kern-label" for=NEW_POINT>{t.new_point}</label>
                    <div class="agenda__line">
                        <input
                            class="kern-form-input__input"
                            id=NEW_POINT
                            autocomplete="off"
                            placeholder=t.new_point_hint
                            lang=app.contents()
                            prop:value=typed
                            on:input=move |event| typed.set(event_target_value(&event))
                        />
                        <button type="submit" class="kern-btn kern-btn--secondary kern-btn--x-small">
                            <span class="kern-label">{t.add}</span>
                        </button>
                    </div>
                </form>
            }
        })
    })
}

/// What the map suggests, each with its reason. Who only looks decides on no agenda, and what is over needs none.
pub(super) fn suggestions(app: App, id: &Id) -> AnyView {
    let (meeting, id) = (meeting_of(app, id), id.clone());
    let is_to_come = memo(move || {
        let today = clock::now().today;
        !app.read_only.get() && meeting.with(|it| it.as_ref().is_some_and(|it| it.date >= today))
    });
    optional(move || is_to_come.get().then(|| suggestions_for(app, &id)))
}

fn suggestions_for(app: App, id: &Id) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().meetings());
    let meeting = meeting_of(app, id);
    let found = memo(move || {
        let (meeting, network) = (meeting.get(), app.records.get());
        meeting.map(|meeting| suggested(&network, &meeting, &clock::now().today)).unwrap_or_default()
    });
    let nobody_said = memo(move || {
        meeting.with(|it| it.as_ref().is_some_and(|it| it.coming.is_empty() && it.guests.is_empty()))
    });
    let id = id.clone();
    let list = live(move || {
        let (network, found) = (app.records.get(), found.get());
        if found.is_empty() {
            return view! { <p class="muted">{t.no_suggestions}</p> }.into_any();
        }
        let entry = |suggestion: &Suggestion| {
            let (text, id, suggestion) =
                (words::point(language, &network, suggestion), id.clone(), suggestion.clone());
            let why = words::why(language, &network, &suggestion, &day_words(app));
            let spoken = words::of_point(t.to_agenda, &text);
            let said_point = said(app, text.clone());
            let take = move || {
                edit(app, &id, |meeting| meeting.agenda.push(suggestion.point(text.clone())));
                focus_soon("meeting-suggestions", "view-title");
            };
            view! {
                <li class="suggestion">
                    <div class="agenda__words">
                        <p class="agenda__text">{said_point}</p>
                        <p class="muted">{why}</p>
                    </div>
                    <Button label=t.to_agenda message=take icon_name="add" spoken=spoken />
                </li>
            }
        };
        view! { <ul class="suggestions" role="list">{found.iter().map(entry).collect_any()}</ul> }.into_any()
    });
    let hint = optional(move || nobody_said.get().then(|| view! { <p class="muted">{t.who_comes_hint}</p> }));
    let content = view! { <p class="muted">{t.suggestions_hint}</p> {hint} {list} };
    tools("meeting-suggestions", t.suggestions, content.into_any())
}
