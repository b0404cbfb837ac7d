use leptos::prelude::*;

use crate::{
    app::form::{Choice, TopicForm},
    browser::clock,
    i18n::words,
    model::{Id, Role, TableName, Topic, TopicStatus},
};

use super::{
    super::{context::App, kit::icon},
    combobox::{Combobox, Source},
    fields::{Fields, Label},
    frame::{Frame, aside_button, frame},
};

pub(super) fn form(app: App, id: Option<Id>) -> impl IntoView {
    let network = app.network.get_untracked();
    let existing = id.as_ref().and_then(|id| network.topics.get(id)).map(|topic| Topic::clone(topic));
    let sheet = Frame::new(app, TableName::Topics, existing.as_ref().map(|topic| &topic.id));
    let record = existing.unwrap_or_else(|| Topic::new(clock::new_id(), String::new()));
    frame(app, sheet, TopicForm::new(record), body)
}

fn body(fields: Fields<TopicForm>) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let language = app.spoken();
    let competencies =
        Label::new("competencies", app.texts().words.competencies).hint(t.topic_competencies_hint);
    let source = Source::new(app, TableName::Competencies).creating();
    let statuses =
        TopicStatus::ALL.iter().map(|it| (*it, words::topic_status(language, *it).to_owned())).collect();
    view! {
        {fields.line(Label::new("title", t.title).required().first(), |form| &mut form.record.title)}
        {fields.paragraph(Label::new("question", t.question).hint(t.question_hint), |form| &mut form.record.question)}
        {fields.select(Label::new("status", t.status), statuses, |form| &mut form.record.status)}
        {fields.choices(competencies, source, |form| &mut form.competencies)}
        {people(fields)}
    }
}

/// Who attached themselves, one row each.
fn people(fields: Fields<TopicForm>) -> impl IntoView {
    let t = &fields.app.texts().forms;
    let rows = Memo::new(move |_| {
        fields.draft.with(|form| form.people.iter().map(|person| person.row).collect::<Vec<usize>>())
    });
    let add = move || fields.draft.update(TopicForm::add_person);
    let controls = view! {
        <ul role="list" class="people">
            <For each=move || rows.get() key=|row| *row let:row>
                {person(fields, row)}
            </For>
        </ul>
        {aside_button(t.add_person.into(), add)}
    };
    fields.group(Label::new("people", t.people).hint(t.people_hint), controls)
}

fn person(fields: Fields<TopicForm>, row: usize) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let language = app.spoken();
    let (actor, role) = fields
        .draft
        .with_untracked(|form| form.person(row).map(|person| (person.actor.clone(), person.role)))
        .unwrap_or_default();
    let others = Signal::derive(move || {
        fields.draft.with(|form| {
            let others = form.people.iter().filter(|person| person.row != row);
            others.filter_map(|person| person.actor.id().cloned()).collect::<Vec<Id>>()
        })
    });
    let source = Source::new(app, TableName::Actors).without(others);
    let text = RwSignal::new(source.name_of(&actor));
    let set = move |choice: Choice| {
        fields.draft.update(|form| {
            if let Some(person) = form.person_mut(row) {
                person.actor = choice;
            }
        });
    };
    let choose = Callback::new(move |choice: Choice| {
        text.set(source.name_of(&choice));
        set(choice);
    });
    let typed = Callback::new(move |typed: String| {
        set(if typed.trim().is_empty() { Choice::Nothing } else { Choice::Typed(typed.trim().to_owned()) });
        text.set(typed);
    });
    let invalid = Signal::derive(move || {
        let unclear =
            fields.draft.with(|form| matches!(form.person(row).map(|it| &it.actor), Some(Choice::Typed(_))));
        fields.tried.get() && unclear
    });
    let choose_role = move |event: leptos::ev::Event| {
        let chosen =
            event_target_value(&event).parse().ok().and_then(|number: usize| Role::ALL.get(number).copied());
        fields.draft.update(|form| {
            if let (Some(person), Some(chosen)) = (form.person_mut(row), chosen) {
                person.role = chosen;
            }
        });
    };
    let (id, role_id) = (format!("form-people-{row}"), format!("form-people-{row}-role"));
    let remove = move |_| {
        fields.draft.update(|form| form.people.retain(|person| person.row != row));
        crate::browser::page::focus("form-people");
    };
    view! {
        <li class="people__row">
            <div class="kern-form-input">
                <label class="kern-label kern-sr-only" for=id.clone()>{app.texts().words.actor}</label>
                <Combobox
                    source=source
                    id=id
                    label=app.texts().words.actor
                    text=text
                    choose=choose
                    typed=typed
                    described=Signal::stored(None)
                    invalid=invalid
                />
            </div>
            <div class="kern-form-input">
                <label class="kern-label kern-sr-only" for=role_id.clone()>{t.role}</label>
                <div class="kern-form-input__select-wrapper">
                    <select class="kern-form-input__select" id=role_id on:change=choose_role>
                        {Role::ALL
                            .iter()
                            .enumerate()
                            .map(|(number, option)| {
                                view! {
                                    <option value=number.to_string() selected=*option == role>
                                        {words::role(language, *option)}
                                    </option>
                                }
                            })
                            .collect_view()}
                    </select>
                </div>
            </div>
            <button type="button" class="kern-btn kern-btn--tertiary" title=t.remove_row on:click=remove>
                {icon("close")} <span class="kern-label kern-sr-only">{t.remove_row}</span>
            </button>
        </li>
    }
}
