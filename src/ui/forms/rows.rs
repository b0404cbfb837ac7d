//! Fields that hold small records of their own.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::{
    app::form::Entry,
    browser::page,
    i18n::{self, records},
    model::{Content, Field},
};

use super::{
    super::kit::{Button, CollectAny, icon, optional},
    control::Control,
    fields::field,
};

/// The one row of a field, under its question.
pub(super) fn row(control: Control, fields: &'static [Field]) -> AnyView {
    let fields = fields.iter().map(|within| field(control.within(0, within)));
    control.group(view! { <div class="form__row">{fields.collect_any()}</div> })
}

/// Of the rows that are there when the form opens; each has several inputs.
const FIRST_ROWS: usize = 50;

/// One line for each row, and a button for one more.
pub(super) fn rows(control: Control, fields: &'static [Field]) -> AnyView {
    let form = control.form;
    let (language, t) = (form.app.spoken(), form.app.texts().forms());
    let name = control.place.input;
    let numbers = control.slice(|entry| match entry {
        Entry::Rows(rows) => rows.iter().map(|row| row.number).collect(),
        _ => Vec::new(),
    });
    let later: HashSet<usize> =
        numbers.with_untracked(|numbers| numbers.iter().skip(FIRST_ROWS).copied().collect());
    let folds = RwSignal::new(!later.is_empty());
    let shown = move || {
        let is_shown = |number: &usize| !folds.get() || !later.contains(number);
        numbers.with(|numbers| numbers.iter().copied().filter(is_shown).collect::<Vec<usize>>())
    };
    let all = Signal::derive(move || i18n::lists::show_all(language, numbers.with(Vec::len)));
    let line = move |number: usize| {
        let fields = fields.iter().map(move |within| field(control.within(number, within))).collect_any();
        let remove = move |_| {
            form.state.update(|state| state.remove_row(name, number));
            page::focus(&control.id());
        };
        view! {
            <li class="form__entry">
                {fields}
                <button type="button" class="kern-btn kern-btn--tertiary" title=t.remove_row on:click=remove>
                    {icon("close")} <span class="kern-label kern-sr-only">{t.remove_row}</span>
                </button>
            </li>
        }
    };
    let add = match fields.first().map(|field| field.content) {
        Some(Content::Reference(table)) => records::add(language, table),
        _ => t.add_row.to_owned(),
    };
    control.group(view! {
        <ul role="list" class="form__entries">
            <For each=shown key=|number| *number let:number>
                {line(number)}
            </For>
        </ul>
        {optional(move || {
            folds.get().then(|| view! { <Button label=all message=move || folds.set(false) /> })
        })}
        <Button label=add message=move || form.state.update(|state| state.add_row(name)) />
    })
}
