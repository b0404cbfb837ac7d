//! Fields that take one record or several.

use leptos::prelude::*;

use crate::{
    app::form::{Choice, Choices, Form},
    i18n,
    model::Id,
};

use super::{
    super::kit::icon,
    combobox::{Combobox, Source},
    fields::{Fields, Label},
    frame::aside_button,
};

impl<F: Form> Fields<F> {
    /// One record.
    pub(super) fn choice(
        self,
        label: Label,
        source: Source,
        choice: impl Fn(&mut F) -> &mut Choice + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let text = RwSignal::new(source.name_of(choice(&mut self.draft.get_untracked())));
        let set = move |chosen: Choice| self.draft.update(|draft| *choice(draft) = chosen);
        let choose = Callback::new(move |chosen: Choice| {
            text.set(source.name_of(&chosen));
            set(chosen);
        });
        let typed = Callback::new(move |typed: String| {
            set(if typed.trim().is_empty() {
                Choice::Nothing
            } else {
                Choice::Typed(typed.trim().to_owned())
            });
            text.set(typed);
        });
        let current = Memo::new(move |_| choice(&mut self.draft.get()).clone());
        let control = view! {
            <Combobox
                source=source
                id=label.id()
                label=label.text
                text=text
                choose=choose
                typed=typed
                described=self.described(label)
                invalid=self.is_wrong(label)
                required=label.required
                first=label.is_first()
            />
            {new_note(source, current, choose)}
        };
        self.field(label, control)
    }

    /// Several records, as chips before the input.
    pub(super) fn choices(
        self,
        label: Label,
        source: Source,
        choices: impl Fn(&mut F) -> &mut Choices + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let text = RwSignal::new(String::new());
        let chosen = Memo::new(move |_| choices(&mut self.draft.get()).chosen.clone());
        let without = Signal::derive(move || {
            chosen.with(|all| all.iter().filter_map(Choice::id).cloned().collect::<Vec<Id>>())
        });
        let choose = Callback::new(move |choice: Choice| {
            text.set(String::new());
            self.draft.update(|draft| {
                let choices = choices(draft);
                choices.typed.clear();
                if !choices.chosen.contains(&choice) {
                    choices.chosen.push(choice);
                }
            });
        });
        let typed = Callback::new(move |typed: String| {
            self.draft.update(|draft| choices(draft).typed.clone_from(&typed));
            text.set(typed);
        });
        let chips = move || {
            let chips = chosen.get().into_iter().map(|choice| {
                let is_new = matches!(choice, Choice::New(_));
                let remove = {
                    let choice = choice.clone();
                    move || self.draft.update(|draft| choices(draft).chosen.retain(|other| *other != choice))
                };
                chip(self, source.name_of(&choice), is_new, label.id(), remove)
            });
            chips.collect_view()
        };
        let newest = Memo::new(move |_| chosen.with(|all| all.last().cloned().unwrap_or_default()));
        let exchange = Callback::new(move |choice: Choice| {
            self.draft.update(|draft| {
                choices(draft).chosen.pop();
            });
            choose.run(choice);
        });
        let control = view! {
            <ul role="list" class="chips">{chips}</ul>
            <Combobox
                source=source.without(without)
                id=label.id()
                label=label.text
                text=text
                choose=choose
                typed=typed
                described=self.described(label)
                invalid=self.is_wrong(label)
                required=label.required
                first=label.is_first()
            />
            {new_note(source, newest, exchange)}
        };
        self.field(label, control)
    }
}

/// Something chosen, with a button that takes it away and gives the focus back to the input.
pub(super) fn chip<F: Form>(
    fields: Fields<F>,
    name: String,
    is_new: bool,
    input_id: String,
    remove: impl Fn() + 'static,
) -> impl IntoView {
    let t = fields.app.texts();
    let label = i18n::forms::take_away(fields.app.spoken(), &name);
    let title = label.clone();
    view! {
        <li class="chip">
            <span>{name}</span>
            {is_new.then(|| view! { <span class="chip__new">{t.forms.new}</span> })}
            <button
                type="button"
                class="chip__remove"
                title=title
                on:click=move |_| {
                    remove();
                    crate::browser::page::focus(&input_id);
                }
            >
                {icon("close")}
                <span class="kern-sr-only">{label}</span>
            </button>
        </li>
    }
}

/// Says that a record will be made, and asks whether one that is there was meant.
fn new_note(source: Source, chosen: Memo<Choice>, exchange: Callback<Choice>) -> impl IntoView {
    let language = source.app.spoken();
    let t = source.app.texts();
    let note = move || {
        let chosen = chosen.get();
        let Choice::New(name) = &chosen else { return None };
        let twin = source.twin_of(&chosen).map(|id| {
            let existing = source.name_of(&Choice::Existing(id.clone()));
            let take = move || exchange.run(Choice::Existing(id.clone()));
            view! {
                <span>{i18n::forms::did_you_mean(language, &existing)}</span>
                {aside_button(t.forms.take_existing.into(), take)}
            }
        });
        Some(view! {
            <p class="form__note">
                <span>{i18n::forms::will_be_made(language, name)}</span>
                {twin}
            </p>
        })
    };
    view! { <div role="status">{note}</div> }
}
