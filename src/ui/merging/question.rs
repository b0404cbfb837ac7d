//! One thing to be decided.

use leptos::prelude::*;

use crate::{
    browser::clock,
    i18n::{Name, merge as words},
    merge::{Choice, Conflict, Over, Side},
    model::{Content, Value},
    ui::{
        context::App,
        kit::{CollectAny, optional},
        radio::Radio,
    },
};

use super::{Review, lit::Lit, shown};

/// The element of a question that takes the focus.
pub(super) fn id(place: usize) -> String {
    format!("merging-{place}")
}

pub(super) fn draw(app: App, review: &Review, place: usize) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().merge());
    let Some(conflict) = review.merged.conflicts.get(place).cloned() else { return ().into_any() };
    let number = review.merged.conflicts.len();
    // A contribution does not know the names of all that it refers to.
    let names = &review.merged.network;
    let when = |side: Side| match &conflict.over {
        Over::Fields { ours, theirs, .. } => {
            let version = if side == Side::Ours { ours } else { theirs };
            let sender = review.sender(version).filter(|_| side == Side::Theirs);
            let at = version.at.filter(|at| at.0 > 0).map(|at| clock::day_and_time(at.0, language));
            let said: Vec<String> = sender.map(|by| Name(by).to_string()).into_iter().chain(at).collect();
            (!said.is_empty()).then(|| said.join(", "))
        }
        Over::Removal { .. } => None,
    };
    let options = match &conflict.over {
        Over::Fields { .. } => {
            let mine = words::said(language, &conflict, Side::Ours, names);
            let other = words::said(language, &conflict, Side::Theirs, names);
            // Both have a line for each field that differs.
            let pairs = mine.into_iter().zip(other).map(|(mine, other)| Lit::both(mine, other));
            let (mine, other) =
                pairs.map(|pair| pair.map(|lit| lit.draw(app))).map(|[mine, other]| (mine, other)).unzip();
            let mut options = vec![
                option(review, place, "ours", t.mine, when(Side::Ours), mine, Choice::Side(Side::Ours)),
                option(
                    review,
                    place,
                    "theirs",
                    t.theirs,
                    when(Side::Theirs),
                    other,
                    Choice::Side(Side::Theirs),
                ),
            ];
            let both = conflict.both();
            if let Some(values) = both.clone() {
                options.push(option(
                    review,
                    place,
                    "both",
                    t.both,
                    None,
                    Vec::new(),
                    Choice::Written(values),
                ));
            }
            if let Some(text) = text_of(&conflict) {
                options.push(rewrite(app, review, place, text, both.as_ref()));
            }
            options
        }
        Over::Removal { by, .. } => {
            let other = if *by == Side::Ours { Side::Theirs } else { Side::Ours };
            vec![
                option(review, place, "keep", t.keep, None, Vec::new(), Choice::Side(other)),
                option(review, place, "remove", t.remove, None, Vec::new(), Choice::Side(*by)),
            ]
        }
    };
    let removal = match &conflict.over {
        Over::Removal { by: Side::Ours, .. } => Some(t.removed_here),
        Over::Removal { .. } => Some(t.removed_there),
        Over::Fields { .. } => None,
    };
    view! {
        <fieldset class="kern-fieldset merging__question" id=id(place) tabindex="-1">
            <legend class="kern-label">
                {words::subject(language, &conflict, &review.merged.network)}
                <span class="merging__place">{words::place(language, place + 1, number)}</span>
            </legend>
            {removal.map(|sentence| view! { <p>{sentence}</p> })}
            {options.into_iter().collect_any()}
            {shown::record(app, &review.merged.network, &(conflict.table, conflict.id.clone()))}
        </fieldset>
    }
    .into_any()
}

/// One of the answers: its name, when it was said, and what.
fn option(
    review: &Review,
    place: usize,
    name: &str,
    label: &'static str,
    when: Option<String>,
    said: Vec<AnyView>,
    choice: Choice,
) -> AnyView {
    let choices = review.answers.choices;
    let lines =
        said.into_iter().map(|line| view! { <span class="merging__value">{line}</span> }).collect_any();
    let meaning = view! {
        {lines}
        {when.map(|when| view! { <span class="choice__aside">{when}</span> })}
    };
    let radio = Radio {
        id: format!("merging-{place}-{name}"),
        group: format!("merging-{place}"),
        label: label.into(),
        meaning: Some(meaning.into_any()),
        field: None,
        focused: false,
    };
    let chosen = choice.clone();
    let is_chosen =
        move || choices.with(|choices| choices.get(place).is_some_and(|it| it.as_ref() == Some(&chosen)));
    radio.draw(is_chosen, move || choose(choices, place, choice.clone()))
}

fn choose(choices: RwSignal<Vec<Option<Choice>>>, place: usize, choice: Choice) {
    choices.update(|choices| {
        if let Some(slot) = choices.get_mut(place) {
            *slot = Some(choice);
        }
    });
}

/// The text of a decision about nothing but a text, as the later side has it.
fn text_of(conflict: &Conflict) -> Option<String> {
    let Over::Fields { fields, ours, theirs } = &conflict.over else { return None };
    let is_text =
        matches!(fields[..], [field] if matches!(field.content, Content::Line | Content::Paragraph));
    let later = if theirs.at > ours.at { theirs } else { ours };
    match later.values.first() {
        Some(Value::Text(text)) if is_text => Some(text.clone()),
        _ => None,
    }
}

/// An answer in one's own words; the field comes with it.
fn rewrite(app: App, review: &Review, place: usize, begin: String, both: Option<&Vec<Value>>) -> AnyView {
    let (t, choices) = (app.texts().merge(), review.answers.choices);
    // What was written is still there when the question is drawn anew.
    let written = match choices.with_untracked(|choices| choices.get(place).cloned().flatten()) {
        Some(Choice::Written(values)) if both != Some(&values) => values.into_iter().next(),
        _ => None,
    };
    let written = if let Some(Value::Text(text)) = written { Some(text) } else { None };
    let is_written = RwSignal::new(written.is_some());
    let text = RwSignal::new(written.unwrap_or(begin));
    let write = move || {
        choose(choices, place, Choice::Written(vec![Value::Text(text.get_untracked().trim().to_owned())]))
    };
    let is_chosen = move || {
        is_written.get()
            && choices.with(|choices| {
                let written = Choice::Written(vec![Value::Text(text.get().trim().to_owned())]);
                choices.get(place).is_some_and(|it| *it == Some(written))
            })
    };
    let id = format!("merging-{place}-rewrite");
    let field_id = format!("{id}-text");
    let field = optional(move || {
        is_chosen().then(|| {
            view! {
                <textarea
                    class="kern-form-input__input"
                    id=field_id.clone()
                    rows="3"
                    aria-label=t.rewrite
                    prop:value=text.get_untracked()
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        write();
                    }
                ></textarea>
            }
        })
    });
    let group = format!("merging-{place}");
    let label = t.rewrite.into();
    let radio = Radio { id, group, label, meaning: None, field: Some(field), focused: false };
    radio.draw(is_chosen, move || {
        is_written.set(true);
        write();
    })
}
