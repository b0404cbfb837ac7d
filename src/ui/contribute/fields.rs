//! One control for each kind of answer. What is typed is an answer at once.

use leptos::prelude::*;

use super::Wizard;
use crate::{
    app::contribute::{Answer, day_of},
    browser::page,
    i18n::{records, words},
    model::{Field, FieldType, HelpForm, Id, TableName, Value, Word},
    ui::kit::CollectAny,
};

/// A field of a record of one's own.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) wizard: Wizard,
    pub(super) table: TableName,
    pub(super) id: Id,
    pub(super) field: &'static str,
}

impl Place {
    pub(super) fn element(&self) -> String {
        format!("contribute-{}-{}", self.id, self.field)
    }

    fn label(&self) -> &'static str {
        records::label(self.wizard.app.spoken(), self.table, self.field)
    }

    fn hint(&self) -> &'static str {
        records::hint(self.wizard.app.spoken(), self.table, self.field)
    }

    fn value(&self) -> Option<Value> {
        let field: &Field = self.table.schema().field(self.field)?;
        self.wizard.peek(|answers| Some(answers.after().get(self.table, &self.id)?.get(field)))
    }

    fn text(&self) -> String {
        match self.value() {
            Some(Value::Text(text)) => text,
            Some(Value::Day(Some(day))) => day.to_string(),
            _ => String::new(),
        }
    }

    fn answer(&self, answer: impl Into<Answer>) {
        self.wizard.change(|answers, now| answers.set(self.table, &self.id, self.field, answer, now));
    }

    /// Label and hint around a control that is described by the latter.
    fn framed(&self, control: AnyView) -> AnyView {
        let (label, hint, id) = (self.label(), self.hint(), self.element());
        view! {
            <div class="kern-form-input">
                <label class="kern-label" for=id.clone()>{label}</label>
                {(!hint.is_empty()).then(|| view! { <p class="kern-hint" id=format!("{id}-hint")>{hint}</p> })}
                {control}
            </div>
        }
        .into_any()
    }

    fn described(&self) -> Option<String> {
        (!self.hint().is_empty()).then(|| format!("{}-hint", self.element()))
    }
}

pub(super) fn paragraph(place: Place) -> AnyView {
    let (id, described, text) = (place.element(), place.described(), place.text());
    let typed = place.clone();
    place.framed(
        view! {
            <textarea
                id=id
                class="kern-form-input__input form__paragraph"
                rows="4"
                aria-describedby=described
                prop:value=text
                on:input=move |event| typed.answer(&*event_target_value(&event))
            ></textarea>
        }
        .into_any(),
    )
}

/// Enter leads to `next`, an element, for the next entry.
pub(super) fn line(place: Place, next: String) -> AnyView {
    let (id, described, text) = (place.element(), place.described(), place.text());
    let typed = place.clone();
    place.framed(
        view! {
            <input
                id=id
                type="text"
                class="kern-form-input__input"
                autocomplete="off"
                aria-describedby=described
                prop:value=text
                on:input=move |event| typed.answer(&*event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        page::focus(&next);
                    }
                }
            />
        }
        .into_any(),
    )
}

pub(super) fn day(place: Place) -> AnyView {
    let (id, text) = (place.element(), place.text());
    let typed = place.clone();
    place.framed(
        view! {
            <input
                id=id
                type="date"
                class="kern-form-input__input form__day"
                prop:value=text
                on:input=move |event| typed.answer(day_of(&event_target_value(&event)))
            />
        }
        .into_any(),
    )
}

/// A list to choose one of. `options` are values with what they are called.
pub(super) fn select(
    place: Place,
    chosen: String,
    options: Vec<(String, String)>,
    read: fn(&str) -> Value,
) -> AnyView {
    let (id, typed) = (place.element(), place.clone());
    let options = options.into_iter().map(|(value, label)| {
        let selected = value == chosen;
        view! { <option value=value selected=selected>{label}</option> }
    });
    place.framed(
        view! {
            <div class="kern-form-input__select-wrapper">
                <select
                    id=id
                    class="kern-form-input__select"
                    on:change=move |event| typed.answer(read(&event_target_value(&event)))
                >
                    {options.collect_any()}
                </select>
            </div>
        }
        .into_any(),
    )
}

pub(super) fn level(place: Place) -> AnyView {
    let language = place.wizard.app.spoken();
    let not_stated = place.wizard.app.texts().forms().not_stated;
    let chosen = match place.value() {
        Some(Value::Number(Some(level))) => level.to_string(),
        _ => String::new(),
    };
    let levels = (1..=3).map(|level: u8| (level.to_string(), words::level(language, level)));
    let options = std::iter::once((String::new(), not_stated.to_owned())).chain(levels).collect();
    select(place, chosen, options, |level| level.parse::<u8>().ok().to_value())
}

/// The kinds of help, of which none means any.
pub(super) fn forms(place: Place) -> AnyView {
    let language = place.wizard.app.spoken();
    let chosen = move |place: &Place| match place.value() {
        Some(value @ Value::Words(_)) => Vec::<HelpForm>::from_value(value).unwrap_or_default(),
        _ => Vec::new(),
    };
    let group = place.element();
    let boxes = HelpForm::ALL.iter().map(|form| {
        let (id, place) = (format!("{group}-{}", form.word()), place.clone());
        let is_chosen = chosen(&place).contains(form);
        let tick = move |event| {
            let mut forms = chosen(&place);
            forms.retain(|other| other != form);
            if event_target_checked(&event) {
                forms.push(*form);
            }
            place.answer(forms.to_value());
        };
        view! {
            <div class="kern-form-check">
                <input
                    type="checkbox"
                    class="kern-form-check__checkbox"
                    id=id.clone()
                    prop:checked=is_chosen
                    on:change=tick
                />
                <label class="kern-label" for=id>{records::word(language, *form)}</label>
            </div>
        }
    });
    view! {
        <fieldset class="kern-fieldset form__group">
            <legend class="kern-label">{place.label()}</legend>
            <div class="contribute__ticks">{boxes.collect_any()}</div>
        </fieldset>
    }
    .into_any()
}

/// One of several, each with what it means, if that has to be said.
pub(super) fn radio(
    group: &'static str,
    value: &'static str,
    label: String,
    meaning: &'static str,
    is_chosen: bool,
    choose: impl Fn() + 'static,
) -> AnyView {
    let id = format!("{group}-{value}");
    let described = (!meaning.is_empty()).then(|| format!("{id}-meaning"));
    let meaning_id = described.clone();
    let choice = view! {
        <div class="kern-form-check">
            <input
                type="radio"
                class="kern-form-check__radio"
                name=group
                id=id.clone()
                aria-describedby=described
                prop:checked=is_chosen
                on:change=move |_| choose()
            />
            <label class="kern-label" for=id>{label}</label>
        </div>
    };
    match meaning_id {
        None => choice.into_any(),
        Some(id) => view! {
            <div class="choice">
                {choice}
                <p class="choice__meaning" id=id>{meaning}</p>
            </div>
        }
        .into_any(),
    }
}
