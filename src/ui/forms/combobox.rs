//! A text field with suggestions, after the combobox pattern of ARIA 1.2 (editable, list autocomplete).

use leptos::{ev, prelude::*};

use crate::{
    app::form::{Choice, Entry, Suggestion, Vocabulary},
    browser::page,
    i18n,
    model::TableName,
};

use super::{
    super::kit::{CollectAny, effect, memo},
    control::Control,
};

/// What an input chooses from.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Source {
    pub(in crate::ui) control: Control,
    pub(in crate::ui) table: TableName,
}

impl Source {
    pub(super) fn ask<T>(self, question: impl FnOnce(&Vocabulary) -> T) -> T {
        let form = self.control.form;
        let network = form.app.network.get();
        let index = form.app.index.whole(&network);
        let (without, creates) =
            form.state.with(|state| (state.without(self.control.place, &network), state.creates(self.table)));
        question(&Vocabulary {
            network: &network,
            index: &index,
            table: self.table,
            creates,
            without: &without,
        })
    }

    pub(in crate::ui) fn ask_untracked<T>(self, question: impl FnOnce(&Vocabulary) -> T) -> T {
        untrack(|| self.ask(question))
    }

    /// What is asked for while this text stands there: of the few sectors one sees all until another is typed.
    fn asked(self, text: &str) -> &str {
        match self.control.entry() {
            Some(Entry::Choice(chosen @ Choice::Existing(_)))
                if self.table == TableName::Sectors && self.name_of(&chosen) == text =>
            {
                ""
            }
            _ => text,
        }
    }

    /// The name of what was chosen; of a missing record its id.
    pub(super) fn name_of(self, choice: &Choice) -> String {
        match choice {
            Choice::Nothing => String::new(),
            Choice::Existing(id) => {
                let network = self.control.form.app.network.get_untracked();
                let name = network.name_of(self.table, id);
                if name.is_empty() { id.to_string() } else { name }
            }
            Choice::New(text) | Choice::Typed(text) => text.clone(),
        }
    }
}

/// The input with its list. `text` is what stands in the input; the caller changes it when something is chosen.
#[component]
pub(in crate::ui) fn Combobox(
    source: Source,
    text: Signal<String>,
    /// Something was chosen: a suggestion, or what the text means.
    choose: Callback<Choice>,
    /// The user changed the text.
    typed: Callback<String>,
    /// Takes one after the other, so that Tab first takes what stands there.
    #[prop(optional)]
    several: bool,
) -> impl IntoView {
    let control = source.control;
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let suggestions = memo(move || {
        if open.get() {
            text.with(|text| source.ask(|vocabulary| vocabulary.suggestions(source.asked(text))))
        } else {
            Vec::new()
        }
    });
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let at = move |number: usize| {
        suggestions.with_untracked(|all| all.get(number).map(|it| it.choice.clone())).unwrap_or_default()
    };
    let has_text = move || text.with_untracked(|text| !text.trim().is_empty());
    let meaning = move || source.ask_untracked(|it| it.meaning(&text.get_untracked()));
    let pick = move |choice: Choice| {
        close();
        choose.run(choice);
    };
    let on_key = move |event: ev::KeyboardEvent| {
        if event.ctrl_key() || event.meta_key() || event.is_composing() {
            return;
        }
        let last = || suggestions.with_untracked(Vec::len).checked_sub(1);
        let now = active.get_untracked();
        match (event.key().as_str(), open.get_untracked(), now) {
            ("ArrowDown", false, _) => {
                open.set(true);
                active.set(Some(0).filter(|_| last().is_some()));
            }
            ("ArrowDown", true, _) => {
                active.set(last().map(|last| now.map_or(0, |now| if now < last { now + 1 } else { 0 })))
            }
            ("ArrowUp", false, _) => {
                open.set(true);
                active.set(last());
            }
            ("ArrowUp", true, _) => {
                active.set(last().map(|last| now.filter(|now| *now > 0).map_or(last, |now| now - 1)))
            }
            ("Home", true, Some(_)) => active.set(Some(0)),
            ("End", true, Some(_)) => active.set(last()),
            ("Enter", true, Some(number)) => pick(at(number)),
            ("Tab", true, Some(number)) => {
                pick(at(number));
                if !several || event.shift_key() {
                    return;
                }
            }
            ("Enter", _, None) if (several || open.get_untracked()) && has_text() => match meaning() {
                // It stands for nothing; perhaps one of the suggestions was meant.
                Choice::Typed(_) => active.set(last().map(|_| 0)),
                choice => pick(choice),
            },
            ("Tab", _, None) if several && has_text() && !event.shift_key() => match meaning() {
                Choice::Typed(_) => return,
                choice => pick(choice),
            },
            ("Escape", true, _) => close(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let language = control.form.app.spoken();
    let list_id = format!("{}-list", control.id());
    let option_id = move |number: usize| format!("{}-option-{number}", control.id());
    let active_id = move || active.get().map(option_id);
    keep_in_view(list_id.clone(), suggestions);
    let options = move || {
        suggestions
            .get()
            .into_iter()
            .enumerate()
            .map(move |(number, suggestion)| {
                let also = suggestion.also.clone();
                let is_new = matches!(suggestion.choice, Choice::New(_));
                let name = suggestion.name.clone();
                let lang = control.form.app.contents().filter(|_| !is_new);
                let words = if is_new { i18n::forms::create(language, source.table, &name) } else { name };
                view! {
                    <li
                        role="option"
                        lang=lang
                        id=option_id(number)
                        class="combobox__option"
                        class:combobox__option--new=is_new
                        aria-selected=move || (active.get() == Some(number)).to_string()
                        // The input keeps the focus.
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| pick(suggestion.choice.clone())
                    >
                        {words}
                        {also.map(|also| view! { <span class="combobox__also">{also}</span> })}
                    </li>
                }
            })
            .collect_any()
    };
    let shown = move || open.get() && suggestions.with(|all| !all.is_empty());
    view! {
        <div class="combobox">
            <input
                class="kern-form-input__input"
                id=control.id()
                role="combobox"
                autocomplete="off"
                autofocus=control.first
                aria-autocomplete="list"
                aria-expanded=move || shown().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-required=control.required.then_some("true")
                aria-invalid=control.invalid()
                aria-describedby=control.described()
                prop:value=move || text.get()
                on:input=move |event| {
                    active.set(None);
                    open.set(true);
                    typed.run(event_target_value(&event));
                }
                on:click=move |_| open.set(true)
                on:keydown=on_key
                on:blur=move |_| {
                    // A dialog that closes around the field blurs it when its signals are gone.
                    let Some(typed) = text.try_get_untracked() else { return };
                    close();
                    // Whoever types a name to the end means it, unless it was chosen already.
                    let is_chosen = matches!(control.entry(), Some(Entry::Choice(Choice::Existing(_))));
                    if !is_chosen && let Some(id) = source.ask_untracked(|it| it.exact(&typed)) {
                        choose.run(Choice::Existing(id));
                    }
                }
            />
            <ul role="listbox" id=list_id class="combobox__list" aria-label=control.label() hidden=move || !shown()>
                {options}
            </ul>
            <span role="status" class="kern-sr-only">
                {move || open.get().then(|| i18n::forms::suggestions(language, suggestions.with(Vec::len)))}
            </span>
        </div>
    }
}

/// Scrolls a list that opened below the visible part of the form into view.
fn keep_in_view(list_id: String, suggestions: Memo<Vec<Suggestion>>) {
    effect(move || {
        if suggestions.with(Vec::is_empty) {
            return;
        }
        let list_id = list_id.clone();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let Some(list) = page::element(&list_id) else { return };
            let Ok(Some(form)) = list.closest("form") else { return };
            let Ok(Some(footer)) = form.query_selector(".form__footer") else { return };
            if list.get_bounding_client_rect().bottom() > footer.get_bounding_client_rect().top() {
                list.scroll_into_view_with_bool(false);
            }
        });
    });
}
