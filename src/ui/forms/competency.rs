use leptos::{ev, prelude::*};

use crate::{
    app::form::{CompetencyForm, FieldErrorKind, is_within},
    browser::{clock, page},
    i18n,
    model::{Competency, Id, TableName},
    query::search::How,
};

use super::{
    super::context::App,
    choose::chip,
    combobox::Source,
    fields::{Fields, Label},
    frame::{Frame, aside_button, frame, show},
};

pub(super) fn form(app: App, id: Option<Id>, name: String) -> impl IntoView {
    let network = app.network.get_untracked();
    let existing = id.as_ref().and_then(|id| network.competencies.get(id)).map(|it| Competency::clone(it));
    let sheet = Frame::new(app, TableName::Competencies, existing.as_ref().map(|it| &it.id));
    let record = existing.unwrap_or_else(|| Competency::new(clock::new_id(), name));
    frame(app, sheet, CompetencyForm::new(record), body)
}

fn body(fields: Fields<CompetencyForm>) -> impl IntoView {
    let app = fields.app;
    let t = &app.texts().forms;
    let own = fields.draft.with_untracked(|form| form.record.id.clone());
    let without = Signal::derive(move || {
        let network = app.network.get();
        let within = network.competencies.iter().filter(|it| is_within(&network, &it.id, &own));
        within.map(|it| it.id.clone()).collect::<Vec<Id>>()
    });
    let broader = Source::new(app, TableName::Competencies).without(without);
    view! {
        {fields.line(Label::new("name", t.name).required().first(), |form| &mut form.record.name)}
        {twins(fields)}
        {synonyms(fields)}
        {fields.choice(Label::new("broader", t.broader).hint(t.broader_hint), broader, |form| &mut form.broader)}
        {fields.paragraph(Label::new("description", t.description), |form| &mut form.record.description)}
    }
}

/// "Did you mean", and after a try to save the question whether a twin is wanted.
fn twins(fields: Fields<CompetencyForm>) -> impl IntoView {
    let app = fields.app;
    let language = app.spoken();
    let t = &app.texts().forms;
    let before = fields.draft.with_untracked(|form| form.record.name.clone());
    let near = Memo::new(move |_| {
        let (id, name) = fields.draft.with(|form| (form.record.id.clone(), form.record.name.clone()));
        let (network, index) = (app.network.get(), app.index.get());
        if name == before && network.competencies.contains(&id) {
            return None;
        }
        let twin = index
            .similar_competencies(&name, 2)
            .into_iter()
            .find(|it| it.id != id && it.how != How::Related)?;
        let name = network.competencies.get(&twin.id)?.name.clone();
        Some((twin.id, name))
    });
    let asked = Memo::new(move |_| {
        fields
            .wrong
            .with(|wrong| wrong.iter().any(|wrong| matches!(wrong.fault, FieldErrorKind::Exists { .. })))
    });
    let note = move || {
        near.get().map(|(id, name)| {
            let open = move || show(app, TableName::Competencies, &id);
            let anyway = move || {
                fields.draft.update(|form| form.twin_allowed = true);
                if let Some(form) = page::element("form").and_then(|form| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlFormElement>(form).ok()) {
                    let _ = form.request_submit();
                }
            };
            view! {
                <p class="form__note">
                    {(!asked.get()).then(|| view! { <span>{i18n::forms::did_you_mean(language, &name)}</span> })}
                    {asked.get().then(|| aside_button(t.create_anyway.into(), anyway))}
                    {aside_button(t.open_existing.into(), open)}
                </p>
            }
        })
    };
    view! { <div role="status">{note}</div> }
}

/// Other words for the same thing: Enter or a comma adds one.
fn synonyms(fields: Fields<CompetencyForm>) -> impl IntoView {
    let t = &fields.app.texts().forms;
    let label = Label::new("also", t.also).hint(t.also_hint);
    let words = Memo::new(move |_| fields.draft.with(|form| form.record.also.clone()));
    let typed = Memo::new(move |_| fields.draft.with(|form| form.typed_also.clone()));
    let add = move || fields.draft.update(CompetencyForm::add_typed);
    let on_key = move |event: ev::KeyboardEvent| {
        let adds = event.key() == "Enter" && !event.ctrl_key() && !event.meta_key();
        if adds && typed.with_untracked(|typed| !typed.trim().is_empty()) {
            event.prevent_default();
            add();
        }
    };
    let chips = move || {
        let chips = words.get().into_iter().map(|word| {
            let gone = word.clone();
            let remove = move || fields.draft.update(|form| form.record.also.retain(|other| *other != gone));
            chip(fields, word, false, label.id(), remove)
        });
        chips.collect_view()
    };
    let control = view! {
        <ul role="list" class="chips">{chips}</ul>
        <input
            class="kern-form-input__input"
            id=label.id()
            autocomplete="off"
            aria-describedby=fields.described(label)
            prop:value=move || typed.get()
            on:keydown=on_key
            on:input=move |event| {
                let typed = event_target_value(&event);
                let adds = typed.contains(',');
                fields.draft.update(|form| form.typed_also = typed);
                if adds {
                    add();
                }
            }
            on:blur=move |_| add()
        />
    };
    fields.field(label, control)
}
