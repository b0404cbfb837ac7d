//! What one can, and what one looks for: found by name or made, each with what there is to say of it.

use leptos::prelude::*;

use super::{
    Wizard,
    fields::{Place, day, forms, level, line, paragraph},
};
use crate::{
    app::{
        Draft,
        contribute::Contribution,
        form::{Choice, FormState},
    },
    browser::clock,
    i18n::contribute as words,
    model::{Id, TableName, Value},
    ui::{
        forms::{
            combobox::{Combobox, Source},
            control::OpenForm,
        },
        kit::{ButtonLook, CollectAny, button, focus_soon, live, said},
    },
};

/// An input that knows the records which a field of a new record may point to; `choose` is told what is chosen, and
/// says how that is called, if something came of it. The input is ready for the next one then.
pub(super) fn chooser(
    wizard: Wizard,
    of: TableName,
    field: &'static str,
    table: TableName,
    label: &'static str,
    choose: impl Fn(Choice) -> Option<String> + Send + Sync + 'static,
) -> Option<(AnyView, String)> {
    let app = wizard.app;
    let state = wizard.peek(|answers| {
        FormState::open(&Draft::new(of), answers.before(), clock::new_id, clock::now().today)
    });
    let control = OpenForm::new(app, state).control(field)?;
    let source = Source { control: control.voluntary(), table };
    let (text, done) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let choose = Callback::new(move |choice: Choice| {
        if let Some(name) = choose(choice) {
            text.set(String::new());
            done.set(words::is_chosen(app.spoken(), &name));
        }
    });
    let typed = Callback::new(move |typed: String| text.set(typed));
    // What was typed to the end and not chosen is not left behind.
    wizard.may_go_on.set_value(Some(Callback::new(move |()| {
        let meant = text.with_untracked(|text| source.ask_untracked(|it| it.meaning(text)));
        let is_empty = text.with_untracked(|text| text.trim().is_empty());
        if !is_empty {
            choose.run(meant);
        }
        is_empty
    })));
    let id = control.id();
    let input = view! {
        <div class="kern-form-input contribute__chooser">
            <label class="kern-label" for=id.clone()>{label}</label>
            <Combobox source=source text=text.into() choose=choose typed=typed several=true />
            <p class="kern-sr-only" role="status">{done}</p>
        </div>
    };
    Some((input.into_any(), id))
}

pub(super) fn entries(wizard: Wizard, table: TableName) -> AnyView {
    let t = wizard.app.texts().contribute();
    let choose = move |choice: Choice| {
        wizard.change(|answers, now| {
            let id = answers.add(table, &choice, now, &mut clock::new_id)?;
            Some(name_of(answers, table, &id))
        })
    };
    let chooser = chooser(wizard, table, "competency", TableName::Competencies, t.add_competency, choose);
    let Some((input, input_id)) = chooser else { return ().into_any() };
    let ids = wizard.slice(move |answers| {
        let (there, mut new): (Vec<Id>, Vec<Id>) =
            answers.mine(table).into_iter().partition(|id| answers.before().get(table, id).is_some());
        // What was chosen last stands below the input.
        new.reverse();
        (new, there)
    });
    let row = move |id: Id| entry(wizard, table, id, input_id.clone());
    let rows = move || {
        let (new, there) = ids.get();
        let confirms = (!there.is_empty()).then(|| view! { <p class="form__intro">{t.confirms}</p> });
        let new = new.into_iter().map(&row).collect_any();
        let there = there.into_iter().map(&row).collect_any();
        view! {
            <ul role="list" class="contribute__entries">{new}</ul>
            {confirms}
            <ul role="list" class="contribute__entries">{there}</ul>
        }
        .into_any()
    };
    view! {
        {input}
        <div class="contribute__lists">{live(rows)}</div>
    }
    .into_any()
}

/// What an entry is about.
fn name_of(answers: &Contribution, table: TableName, id: &Id) -> String {
    let record = answers.after().get(table, id).or_else(|| answers.before().get(table, id));
    let competency = table.schema().field("competency").zip(record).map(|(field, record)| record.get(field));
    match competency {
        Some(Value::Reference(Some(id))) => answers.after().name_of(TableName::Competencies, &id),
        _ => String::new(),
    }
}

/// How an entry stands.
#[derive(Clone, Copy, PartialEq)]
enum Standing {
    Open,
    Met,
    Gone,
}

fn standing(answers: &Contribution, table: TableName, id: &Id) -> Standing {
    let closed = table.schema().field("closed_on");
    match answers.after().get(table, id) {
        None => Standing::Gone,
        Some(record) if closed.is_some_and(|closed| !record.get(closed).is_empty()) => Standing::Met,
        Some(_) => Standing::Open,
    }
}

fn entry(wizard: Wizard, table: TableName, id: Id, input_id: String) -> AnyView {
    let (of, title) = (id.clone(), wizard.peek(|answers| name_of(answers, table, &id)));
    let stands = wizard.slice(move |answers| standing(answers, table, &of));
    let is_new = wizard.peek(|answers| answers.before().get(table, &id).is_none());
    let t = wizard.app.texts().contribute();
    let name = title.clone();
    let body = live(move || match stands.get() {
        Standing::Open => view! {
            {actions(wizard, table, &id, &name, is_new, Standing::Open)}
            {details(wizard, table, &id, &input_id)}
        }
        .into_any(),
        stands => actions(wizard, table, &id, &name, is_new, stands),
    });
    view! {
        <li class="contribute__entry">
            <p class="contribute__name">
                {said(wizard.app, title)} " " {is_new.then(|| view! { <span class="chip__new">{t.new}</span> })}
            </p>
            {body}
        </li>
    }
    .into_any()
}

/// What can be done about an entry as it stands. The focus stays at it.
fn actions(wizard: Wizard, table: TableName, id: &Id, name: &str, is_new: bool, stands: Standing) -> AnyView {
    let t = wizard.app.texts().contribute();
    let place = format!("contribute-actions-{id}");
    let act = {
        let (place, id) = (place.clone(), id.clone());
        move |label: &'static str, to: Standing| {
            let (place, id) = (place.clone(), id.clone());
            let look = ButtonLook {
                spoken: Some(words::about_entry(label, name)),
                ..ButtonLook::new(label, "tertiary", "")
            };
            button(look, move || {
                wizard.change(|answers, now| match to {
                    Standing::Gone => answers.take_away(table, &id, now),
                    Standing::Met => answers.close(&id, true, now),
                    Standing::Open if stands == Standing::Gone => answers.give_back(table, &id),
                    Standing::Open => answers.close(&id, false, now),
                });
                focus_soon(&place, super::HEADING);
            })
        }
    };
    let closes = table == TableName::Needs && !is_new;
    let actions = match stands {
        Standing::Open => view! {
            {closes.then(|| act(t.met, Standing::Met))}
            {act(t.take_away, Standing::Gone)}
        }
        .into_any(),
        Standing::Met => view! {
            <span>{t.is_met}</span>
            {act(t.not_met, Standing::Open)}
        }
        .into_any(),
        Standing::Gone => view! {
            <span>{t.taken_away}</span>
            {act(t.give_back, Standing::Open)}
        }
        .into_any(),
    };
    view! { <div class="contribute__actions" id=place tabindex="-1">{actions}</div> }.into_any()
}

/// What there is to say of it, and need not be said.
fn details(wizard: Wizard, table: TableName, id: &Id, input_id: &str) -> AnyView {
    let t = wizard.app.texts().contribute();
    let at = |field: &'static str| Place { wizard, table, id: id.clone(), field };
    let next = || input_id.to_owned();
    let (first, more) = match table {
        TableName::Offers => (
            view! {
                {level(at("level"))}
                {line(at("evidence"), next())}
            }
            .into_any(),
            view! {
                {forms(at("forms"))}
                {line(at("conditions"), next())}
            }
            .into_any(),
        ),
        _ => (
            view! {
                {paragraph(at("note"))}
                {day(at("wanted_by"))}
            }
            .into_any(),
            forms(at("forms")),
        ),
    };
    view! {
        <div class="contribute__fields">{first}</div>
        <details class="form__more">
            <summary>{t.more}</summary>
            <div class="form__body">{more}</div>
        </details>
    }
    .into_any()
}
