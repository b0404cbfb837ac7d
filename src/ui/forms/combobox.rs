//! A text field with suggestions, after the combobox pattern of ARIA 1.2 (editable, list autocomplete).

use leptos::{ev, prelude::*};

use crate::{
    app::form::Choice,
    browser::page,
    i18n,
    model::{Id, Network, TableName},
    query::{
        fold,
        search::{How, Similar},
    },
};

use super::super::context::App;

const AT_MOST: usize = 8;

#[derive(Clone, Debug, PartialEq)]
struct Suggestion {
    choice: Choice,
    text: String,
    /// The synonym that was typed.
    also: Option<String>,
    how: How,
}

/// What is chosen from.
#[derive(Clone, Copy)]
pub(super) struct Source {
    pub(super) app: App,
    pub(super) table: TableName,
    /// A name that is not there yet may be chosen too.
    pub(super) creates: bool,
    pub(super) without: Signal<Vec<Id>>,
}

impl Source {
    pub(super) fn new(app: App, table: TableName) -> Self {
        Self { app, table, creates: false, without: Signal::stored(Vec::new()) }
    }

    pub(super) fn creating(self) -> Self {
        Self { creates: true, ..self }
    }

    pub(super) fn without(self, without: Signal<Vec<Id>>) -> Self {
        Self { without, ..self }
    }

    fn similar(self, text: &str, limit: usize) -> Vec<Similar> {
        let index = self.app.index.get();
        match self.table {
            TableName::Actors => index.similar_actors(text, limit),
            _ => index.similar_competencies(text, limit),
        }
    }

    /// The name of what was chosen; of a missing record its id.
    pub(super) fn name_of(self, choice: &Choice) -> String {
        match choice {
            Choice::Nothing => String::new(),
            Choice::Existing(id) => self
                .app
                .network
                .with_untracked(|network| name(network, self.table, id))
                .unwrap_or_else(|| id.to_string()),
            Choice::New(text) | Choice::Typed(text) => text.clone(),
        }
    }

    /// An existing record that a new name may mean.
    pub(super) fn twin_of(self, choice: &Choice) -> Option<Id> {
        let Choice::New(text) = choice else { return None };
        self.similar(text, 1).into_iter().find(|it| it.how != How::Related).map(|it| it.id)
    }

    fn suggestions(self, text: &str) -> Vec<Suggestion> {
        let network = self.app.network.get();
        let without = self.without.get();
        let text = text.trim();
        let key = fold::key(text);
        let found =
            if text.is_empty() { self.first(&network) } else { self.similar(text, AT_MOST + without.len()) };
        let known = found.iter().any(|it| it.how == How::Same);
        let suggest = |it: Similar| {
            let also = network.competencies.get(&it.id).filter(|_| !text.is_empty()).and_then(|competency| {
                let in_name = fold::key(&competency.name).contains(&key);
                competency.also.iter().find(|also| !in_name && fold::key(also).contains(&key)).cloned()
            });
            let text = name(&network, self.table, &it.id)?;
            Some(Suggestion { choice: Choice::Existing(it.id), text, also, how: it.how })
        };
        let mut suggestions: Vec<Suggestion> = found
            .into_iter()
            .filter(|it| !without.contains(&it.id))
            .filter_map(suggest)
            .take(AT_MOST)
            .collect();
        if self.creates && !text.is_empty() && !known {
            suggestions.truncate(AT_MOST - 1);
            let words = i18n::forms::create(self.app.spoken(), text);
            let choice = Choice::New(text.to_owned());
            suggestions.push(Suggestion { choice, text: words, also: None, how: How::Related });
        }
        suggestions
    }

    /// What to offer before anything is typed: the first by name.
    fn first(self, network: &Network) -> Vec<Similar> {
        let mut names: Vec<(String, Id)> = match self.table {
            TableName::Actors => {
                network.actors.iter().map(|it| (fold::key(&it.name), it.id.clone())).collect()
            }
            _ => network.competencies.iter().map(|it| (fold::key(&it.name), it.id.clone())).collect(),
        };
        names.sort();
        names.into_iter().map(|(_, id)| Similar { id, how: How::Related }).collect()
    }
}

fn name(network: &Network, table: TableName, id: &Id) -> Option<String> {
    match table {
        TableName::Actors => network.actors.get(id).map(|it| it.name.clone()),
        _ => network.competencies.get(id).map(|it| it.name.clone()),
    }
}

/// The input with its list. `text` is what stands in the input; the caller changes it when something is chosen.
#[component]
pub(super) fn Combobox(
    source: Source,
    id: String,
    /// Names the list.
    label: &'static str,
    text: RwSignal<String>,
    /// A suggestion was chosen.
    choose: Callback<Choice>,
    /// The user changed the text.
    typed: Callback<String>,
    described: Signal<Option<String>>,
    invalid: Signal<bool>,
    #[prop(optional)] required: bool,
    #[prop(optional)] first: bool,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let active = RwSignal::new(None::<usize>);
    let suggestions =
        Memo::new(move |_| if open.get() { source.suggestions(&text.get()) } else { Vec::new() });
    let close = move || {
        open.set(false);
        active.set(None);
    };
    let take = move |suggestion: Option<Suggestion>| {
        close();
        if let Some(suggestion) = suggestion {
            choose.run(suggestion.choice);
        }
    };
    // Whoever types a name to the end means it.
    let exact = move || {
        suggestions.try_with_untracked(|all| all.iter().find(|it| it.how == How::Same).cloned()).flatten()
    };
    let at = move |number: usize| suggestions.with_untracked(|all| all.get(number).cloned());
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
            ("Enter", true, Some(number)) => take(at(number)),
            ("Enter", true, None) if !text.get_untracked().trim().is_empty() => match exact() {
                Some(suggestion) => take(Some(suggestion)),
                None => active.set(last().map(|_| 0)),
            },
            ("Escape", true, _) => close(),
            ("Tab", true, Some(number)) => return take(at(number)),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let list_id = format!("{id}-list");
    let option_id = {
        let id = id.clone();
        move |number: usize| format!("{id}-option-{number}")
    };
    let active_id = {
        let option_id = option_id.clone();
        move || active.get().map(&option_id)
    };
    keep_in_view(list_id.clone(), suggestions);
    let options = move || {
        let option_id = option_id.clone();
        suggestions
            .get()
            .into_iter()
            .enumerate()
            .map(move |(number, suggestion)| {
                let also = suggestion.also.clone();
                let (is_new, words) = (matches!(suggestion.choice, Choice::New(_)), suggestion.text.clone());
                view! {
                    <li
                        role="option"
                        id=option_id(number)
                        class="combobox__option"
                        class:combobox__option--new=is_new
                        aria-selected=move || (active.get() == Some(number)).to_string()
                        // The input keeps the focus.
                        on:mousedown=|event| event.prevent_default()
                        on:click=move |_| take(Some(suggestion.clone()))
                    >
                        {words}
                        {also.map(|also| view! { <span class="combobox__also">{also}</span> })}
                    </li>
                }
            })
            .collect_view()
    };
    let shown = move || open.get() && suggestions.with(|all| !all.is_empty());
    let language = source.app.spoken();
    view! {
        <div class="combobox">
            <input
                class="kern-form-input__input"
                id=id
                role="combobox"
                autocomplete="off"
                autofocus=first
                aria-autocomplete="list"
                aria-expanded=move || shown().to_string()
                aria-controls=list_id.clone()
                aria-activedescendant=active_id
                aria-required=required.then_some("true")
                aria-invalid=move || invalid.get().then_some("true")
                aria-describedby=described
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
                    if let Some(typed) = text.try_get_untracked() {
                        take(exact().filter(|_| !typed.trim().is_empty()));
                    }
                }
            />
            <ul role="listbox" id=list_id class="combobox__list" aria-label=label hidden=move || !shown()>
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
    Effect::new(move |_| {
        if suggestions.with(Vec::is_empty) {
            return;
        }
        let list_id = list_id.clone();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            let Some(list) = page::element(&list_id) else { return };
            let Ok(Some(form)) = list.closest("form") else { return };
            let Ok(Some(footer)) = form.query_selector("footer") else { return };
            if list.get_bounding_client_rect().bottom() > footer.get_bounding_client_rect().top() {
                list.scroll_into_view_with_bool(false);
            }
        });
    });
}
