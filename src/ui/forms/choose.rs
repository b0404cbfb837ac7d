//! Fields that take one record, several, or several texts.

use leptos::{ev, prelude::*};

use crate::{
    app::form::{Choice, Choices, Entry, new_sector, separated},
    browser::page,
    i18n,
    model::{Id, TableName},
    scene::SECTOR_COUNT,
};

use super::{
    super::{
        context::App,
        kit::{Button, CollectAny, icon, live, memo, optional},
    },
    combobox::{Combobox, Source},
    control::Control,
};

/// One record.
pub(super) fn one(control: Control, table: TableName) -> AnyView {
    let source = Source { control, table };
    let current = control
        .slice(|entry| if let Entry::Choice(choice) = entry { choice.clone() } else { Choice::Nothing });
    let text = RwSignal::new(source.name_of(&current.get_untracked()));
    let choose = Callback::new(move |chosen: Choice| {
        text.set(source.name_of(&chosen));
        control.set(Entry::Choice(chosen));
    });
    let typed = Callback::new(move |typed: String| {
        let name = typed.trim();
        let choice = if name.is_empty() { Choice::Nothing } else { Choice::Typed(name.to_owned()) };
        control.set(Entry::Choice(choice));
        text.set(typed);
    });
    control.field(view! {
        <Combobox source=source text=text.into() choose=choose typed=typed />
        {new_note(source, current, choose)}
    })
}

/// Several, as chips before the input: records of a table, or texts.
pub(super) fn several(control: Control, table: Option<TableName>) -> AnyView {
    let source = table.map(|table| Source { control, table });
    let chosen = control
        .slice(|entry| if let Entry::Choices(choices) = entry { choices.chosen.clone() } else { Vec::new() });
    let typed = control.slice(|entry| {
        if let Entry::Choices(choices) = entry { choices.typed.clone() } else { String::new() }
    });
    let meaning = move |text: &str| match source {
        Some(source) => source.ask_untracked(|vocabulary| vocabulary.meaning(text)),
        None => Choice::New(text.to_owned()),
    };
    let type_in =
        Callback::new(move |text: String| edit(control, |choices| choices.type_in(&text, &meaning)));
    let take = Callback::new(move |text: String| edit(control, |choices| choices.take(&text, &meaning)));
    let paste = move |event: ev::ClipboardEvent| {
        let pasted = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
        // One name goes where the cursor is.
        if separated(&pasted).nth(1).is_some() {
            event.prevent_default();
            take.run(typed.get_untracked() + &pasted);
        }
    };
    let is_any = memo(move || chosen.with(|chosen| !chosen.is_empty()));
    let chips = move || {
        let chips = chosen.get().into_iter().map(|choice| {
            let is_new = source.is_some() && matches!(choice, Choice::New(_));
            let name = choice_name(source, &choice);
            let remove = move || edit(control, |choices| choices.chosen.retain(|other| *other != choice));
            chip(control, name, is_new, remove)
        });
        chips.collect_any()
    };
    let choose = Callback::new(move |choice: Choice| {
        edit(control, |choices| {
            choices.typed.clear();
            choices.add(choice);
        });
    });
    let input = match source {
        Some(source) => {
            let newest = memo(move || chosen.with(|all| all.last().cloned().unwrap_or_default()));
            let exchange = Callback::new(move |choice: Choice| {
                edit(control, |choices| {
                    choices.chosen.pop();
                });
                choose.run(choice);
            });
            view! {
                <Combobox source=source text=typed.into() choose=choose typed=type_in several=true />
                {new_note(source, newest, exchange)}
            }
            .into_any()
        }
        None => texts_input(control, typed, type_in, take),
    };
    control.field(view! {
        {optional(move || is_any.get().then(|| view! { <ul role="list" class="chips">{live(chips)}</ul> }))}
        <div class="form__several" on:paste=paste>{input}</div>
    })
}

/// Changes what stands in a field of several. The change may look at the form.
fn edit(control: Control, change: impl FnOnce(&mut Choices)) {
    if let Some(Entry::Choices(mut choices)) = control.entry() {
        change(&mut choices);
        control.set(Entry::Choices(choices));
    }
}

fn choice_name(source: Option<Source>, choice: &Choice) -> String {
    match (source, choice) {
        (Some(source), choice) => source.name_of(choice),
        (None, Choice::New(text)) => text.clone(),
        (None, _) => String::new(),
    }
}

/// The input of a field of texts, for which there are no suggestions.
fn texts_input(
    control: Control,
    typed: Memo<String>,
    type_in: Callback<String>,
    take: Callback<String>,
) -> AnyView {
    let on_key = move |event: ev::KeyboardEvent| {
        let takes = matches!(event.key().as_str(), "Enter" | "Tab");
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.is_composing();
        if takes && !modified && typed.with_untracked(|typed| !typed.trim().is_empty()) {
            event.prevent_default();
            take.run(typed.get_untracked());
        }
    };
    view! {
        <input
            class="kern-form-input__input"
            id=control.id()
            autocomplete="off"
            aria-describedby=control.described()
            prop:value=move || typed.get()
            on:keydown=on_key
            on:input=move |event| type_in.run(event_target_value(&event))
            // A dialog that closes around the field blurs it when its signals are gone.
            on:blur=move |_| {
                if let Some(typed) = typed.try_get_untracked() {
                    take.run(typed);
                }
            }
        />
    }
    .into_any()
}

/// Something chosen, with a button that takes it away and gives the focus back to the input.
fn chip(
    control: Control,
    name: String,
    is_new: bool,
    remove: impl FnOnce() + Clone + 'static,
) -> impl IntoView {
    let app: App = control.form.app;
    let label = i18n::forms::take_away(app.spoken(), &name);
    let title = label.clone();
    let remove = move |_| {
        remove.clone()();
        page::focus(&control.id());
    };
    view! {
        <li class="chip">
            <span>{name}</span>
            {is_new.then(|| view! { <span class="chip__new">{app.texts().forms().new}</span> })}
            <button type="button" class="chip__remove" title=title on:click=remove>
                {icon("close")}
                <span class="kern-sr-only">{label}</span>
            </button>
        </li>
    }
}

/// The colour and the letters that a new sector gets.
fn sector_to_be(source: Source, name: &str) -> Option<AnyView> {
    let app = source.control.form.app;
    (source.table == TableName::Sectors).then(|| {
        app.network.with(|network| {
            let place = network.sectors.len() % SECTOR_COUNT;
            let symbol = new_sector(network, Id::from("-"), name).symbol;
            view! { <span class=format!("sector-sign sector-{place}") aria-hidden="true">{symbol}</span> }
                .into_any()
        })
    })
}

/// Says that a record will be made, and asks whether one that is there was meant.
fn new_note(source: Source, chosen: Memo<Choice>, exchange: Callback<Choice>) -> impl IntoView {
    let app = source.control.form.app;
    let (language, t) = (app.spoken(), app.texts());
    let note = move || {
        let Choice::New(name) = chosen.get() else { return None };
        let twin = source.ask(|vocabulary| vocabulary.near(&name)).map(|id| {
            let existing = Choice::Existing(id);
            let question = i18n::forms::did_you_mean(language, &source.name_of(&existing));
            view! {
                <span>{question}</span>
                <Button label=t.forms().take_existing message=move || exchange.run(existing.clone()) />
            }
        });
        Some(view! {
            <p class="form__note">
                <span>{i18n::forms::will_be_made(language, &name)}</span>
                {sector_to_be(source, &name)}
                {twin}
            </p>
        })
    };
    view! { <div role="status">{optional(note)}</div> }
}
