//! One control for each kind of content.

use leptos::prelude::*;

use crate::{
    app::form::{Entry, Part, form_of},
    i18n::{records, words},
    model::{Content, Day},
};

use super::{
    super::kit::CollectAny,
    choose,
    control::{Control, OpenForm},
    notes::note,
    rows,
};

/// The parts of a form in their order.
pub(super) fn parts(form: OpenForm, parts_of_form: &'static [Part]) -> AnyView {
    let t = form.app.texts().forms();
    let fields = |names: &[&'static str]| names.iter().map(|name| named(form, name)).collect_any();
    let part = |part: &'static Part| match *part {
        Part::Fields(names) => fields(names),
        Part::Beside(names) => view! { <div class="form__row">{fields(names)}</div> }.into_any(),
        Part::Brings(tables) => tables.iter().map(|table| named(form, table.schema().section)).collect_any(),
        Part::More(more) => view! {
            <details class="form__more">
                <summary>{t.more}</summary>
                <div class="form__body">{parts(form, more)}</div>
            </details>
        }
        .into_any(),
        Part::Notice(kind) => note(form, kind),
    };
    parts_of_form.iter().map(part).collect_any()
}

/// The control of an input, if the form has it now.
fn named(form: OpenForm, name: &'static str) -> Option<AnyView> {
    let control = form.control(name)?;
    let definition = form_of(form.table());
    Some(if let Some((_, texts)) = definition.usual.iter().find(|(usual, _)| *usual == name) {
        select(control, usual_texts(control, texts))
    } else if definition.radios.contains(&name) {
        radios(control, options(control))
    } else {
        field(control)
    })
}

/// The control for what a field holds.
pub(super) fn field(control: Control) -> AnyView {
    match control.content {
        Content::Line | Content::Web | Content::Number => line(control),
        Content::Paragraph => paragraph(control),
        Content::Day => day(control),
        Content::Level => radios(control, options(control)),
        Content::Word(_) => select(control, options(control)),
        Content::Words(words) => checkboxes(control, words),
        Content::Reference(table) => choose::one(control, table),
        Content::References(table) => choose::several(control, Some(table)),
        Content::Lines => choose::several(control, None),
        Content::Row(fields) => rows::row(control, fields),
        Content::Rows(fields) => rows::rows(control, fields),
    }
}

fn line(control: Control) -> AnyView {
    let (value, is_number) = match control.entry() {
        Some(Entry::Number(text)) => (text, true),
        Some(Entry::Text(text)) => (text, false),
        _ => return ().into_any(),
    };
    control.field(view! {
        <input
            class="kern-form-input__input"
            id=control.id()
            autocomplete="off"
            lang=control.form.app.contents()
            inputmode=is_number.then_some("numeric")
            autofocus=control.first
            aria-required=control.required.then_some("true")
            aria-invalid=control.invalid()
            aria-describedby=control.described()
            prop:value=value
            on:input=move |event| {
                let typed = event_target_value(&event);
                control.set(if is_number { Entry::Number(typed) } else { Entry::Text(typed) });
            }
        />
    })
}

fn paragraph(control: Control) -> AnyView {
    let Some(Entry::Text(value)) = control.entry() else { return ().into_any() };
    control.field(view! {
        <textarea
            class="kern-form-input__input form__paragraph"
            id=control.id()
            rows="3"
            lang=control.form.app.contents()
            aria-describedby=control.described()
            prop:value=value
            on:input=move |event| control.set(Entry::Text(event_target_value(&event)))
        ></textarea>
    })
}

fn day(control: Control) -> AnyView {
    let Some(Entry::Day(value)) = control.entry() else { return ().into_any() };
    control.field(view! {
        <input
            type="date"
            class="kern-form-input__input form__day"
            id=control.id()
            autofocus=control.first
            aria-required=control.required.then_some("true")
            aria-invalid=control.invalid()
            aria-describedby=control.described()
            prop:value=value.as_ref().map_or_else(String::new, Day::to_string)
            on:input=move |event| {
                let typed = event_target_value(&event);
                control.set(Entry::Day((!typed.is_empty()).then(|| Day::new(typed))));
            }
        />
    })
}

/// What may be chosen, each with its words.
type Options = Vec<(Entry, String)>;

fn options(control: Control) -> Options {
    let app = control.form.app;
    let (language, t) = (app.spoken(), app.texts());
    match control.content {
        Content::Level => {
            let levels =
                (1..=3).map(|level| (Entry::Level(Some(u32::from(level))), words::level(language, level)));
            [(Entry::Level(None), t.forms().not_stated.to_owned())].into_iter().chain(levels).collect()
        }
        Content::Word(words) => {
            let none = control.usual.is_none().then_some(None);
            let all = none.into_iter().chain(words.iter().copied().map(Some));
            all.map(|word| (Entry::Word(word), word_or_nothing(control, words, word.unwrap_or_default())))
                .collect()
        }
        _ => Vec::new(),
    }
}

/// Texts that usually stand in a line; another that stands there stays what it is.
fn usual_texts(control: Control, words: &'static [&'static str]) -> Options {
    let option = |text: &str| (Entry::Text(text.to_owned()), word_or_nothing(control, words, text));
    let mut options: Options = words.iter().map(|word| option(word)).collect();
    if let Some(Entry::Text(own)) = control.entry()
        && !words.contains(&own.as_str())
    {
        options.push(option(&own));
    }
    options
}

fn word_or_nothing(control: Control, words: &[&str], word: &str) -> String {
    let app = control.form.app;
    let t = app.texts().forms();
    let nothing = if control.form.is_about_several() { t.unchanged } else { t.not_stated };
    let unnamed = if word.is_empty() { nothing } else { word };
    records::word_of(app.spoken(), words, word).unwrap_or(unnamed).to_owned()
}

fn select(control: Control, options: Options) -> AnyView {
    let current = control.entry();
    let entries: Vec<Entry> = options.iter().map(|(entry, _)| entry.clone()).collect();
    let choose = move |event: leptos::ev::Event| {
        let number = event_target_value(&event).parse::<usize>().ok();
        if let Some(chosen) = number.and_then(|number| entries.get(number)) {
            control.set(chosen.clone());
        }
    };
    let options = options.into_iter().enumerate().map(|(number, (entry, words))| {
        view! { <option value=number.to_string() selected=Some(entry) == current>{words}</option> }
    });
    control.field(view! {
        <div class="kern-form-input__select-wrapper">
            <select
                class="kern-form-input__select"
                id=control.id()
                aria-describedby=control.described()
                on:change=choose
            >
                {options.collect_any()}
            </select>
        </div>
    })
}

fn radios(control: Control, options: Options) -> AnyView {
    let current = control.entry();
    let radios = options.into_iter().map(|(entry, words)| {
        let checked = Some(&entry) == current.as_ref();
        (words, checked, Callback::new(move |()| control.set(entry.clone())))
    });
    control.group(radio_buttons(&control.id(), radios.collect(), control.first))
}

/// Radio buttons below one another: words, whether it is chosen, what choosing it does.
pub(super) fn radio_buttons(
    name: &str,
    options: Vec<(String, bool, Callback<()>)>,
    focused: bool,
) -> impl IntoView + use<> {
    let name = name.to_owned();
    let radios = options.into_iter().enumerate().map(|(number, (words, checked, choose))| {
        let id = format!("{name}-{number}");
        view! {
            <div class="kern-form-check">
                <input
                    type="radio"
                    class="kern-form-check__radio"
                    id=id.clone()
                    name=name.clone()
                    autofocus=focused && checked
                    checked=checked
                    on:change=move |_| choose.run(())
                />
                <label class="kern-label" for=id>{words}</label>
            </div>
        }
    });
    view! { <div class="form__radios">{radios.collect_any()}</div> }
}

fn checkboxes(control: Control, words: &'static [&'static str]) -> AnyView {
    let Some(Entry::Words(current)) = control.entry() else { return ().into_any() };
    let boxes = words.iter().copied().enumerate().map(|(number, word)| {
        let id = format!("{}-{number}", control.id());
        let toggle = move |event| {
            let Some(Entry::Words(mut chosen)) = control.entry() else { return };
            chosen.retain(|other| *other != word);
            if event_target_checked(&event) {
                chosen.push(word);
            }
            control.set(Entry::Words(chosen));
        };
        view! {
            <div class="kern-form-check">
                <input
                    type="checkbox"
                    class="kern-form-check__checkbox"
                    id=id.clone()
                    checked=current.contains(&word)
                    on:change=toggle
                />
                <label class="kern-label" for=id>{word_or_nothing(control, words, word)}</label>
            </div>
        }
    });
    control.group(view! { <div class="form__radios">{boxes.collect_any()}</div> })
}
