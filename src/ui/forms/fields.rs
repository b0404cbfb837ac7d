//! The controls of a form: each with its visible label, hint and error in words.

use leptos::prelude::*;

use crate::{
    app::form::{FieldError, FieldErrorKind, Form},
    i18n,
    model::Day,
};

use super::super::context::App;

/// What stands around a control. `name` is the field's name in [`FieldError`].
#[derive(Clone, Copy)]
pub(super) struct Label {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    hint: &'static str,
    pub(super) required: bool,
    first: bool,
}

impl Label {
    pub(super) fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text, hint: "", required: false, first: false }
    }

    pub(super) fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    pub(super) fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// Takes the focus when the form opens.
    pub(super) fn first(self) -> Self {
        Self { first: true, ..self }
    }

    pub(super) fn is_first(self) -> bool {
        self.first
    }

    pub(super) fn id(self) -> String {
        format!("form-{}", self.name)
    }

    fn hint_id(self) -> String {
        format!("form-{}-hint", self.name)
    }

    fn error_id(self) -> String {
        format!("form-{}-error", self.name)
    }
}

/// The record being filled in and what is wrong with it.
pub(super) struct Fields<F: Form> {
    pub(super) app: App,
    pub(super) draft: RwSignal<F>,
    /// Empty until somebody tries to save; then it follows what is typed.
    pub(super) wrong: Memo<Vec<FieldError>>,
    pub(super) tried: RwSignal<bool>,
    /// Date fields with something in them that is no date yet; the browser does not tell what.
    pub(super) half_days: RwSignal<Vec<&'static str>>,
    labels: StoredValue<Vec<Label>>,
}

impl<F: Form> Clone for Fields<F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F: Form> Copy for Fields<F> {}

impl<F: Form> Fields<F> {
    pub(super) fn new(app: App, form: F) -> Self {
        let draft = RwSignal::new(form);
        let tried = RwSignal::new(false);
        let half_days = RwSignal::new(Vec::new());
        let wrong = Memo::new(move |_| {
            if !tried.get() {
                return Vec::new();
            }
            let (network, index) = (app.network.get(), app.index.get());
            let mut wrong = draft.with(|draft| draft.check(&network, &index));
            wrong.extend(
                half_days.get().into_iter().map(|field| FieldError { field, fault: FieldErrorKind::NotADay }),
            );
            wrong
        });
        Self { app, draft, wrong, tried, half_days, labels: StoredValue::new(Vec::new()) }
    }

    /// The label of a field, for the summary of errors.
    pub(super) fn label_of(self, name: &str) -> &'static str {
        self.labels.with_value(|labels| {
            labels.iter().find(|label| label.name == name).map_or("", |label| label.text)
        })
    }

    /// The names of all fields made so far.
    pub(super) fn names(self) -> Vec<&'static str> {
        self.labels.with_value(|labels| labels.iter().map(|label| label.name).collect())
    }

    pub(super) fn fault(self, label: Label) -> Signal<Option<FieldErrorKind>> {
        let wrong = self.wrong;
        Signal::derive(move || {
            wrong.with(|wrong| {
                wrong.iter().find(|wrong| wrong.field == label.name).map(|wrong| wrong.fault.clone())
            })
        })
    }

    pub(super) fn is_wrong(self, label: Label) -> Signal<bool> {
        let fault = self.fault(label);
        Signal::derive(move || fault.with(Option::is_some))
    }

    /// For `aria-describedby`: hint and error, as far as they are there.
    pub(super) fn described(self, label: Label) -> Signal<Option<String>> {
        let is_wrong = self.is_wrong(label);
        Signal::derive(move || {
            let hint = (!label.hint.is_empty()).then(|| label.hint_id());
            let error = is_wrong.get().then(|| label.error_id());
            let ids: Vec<String> = hint.into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    pub(super) fn error(self, label: Label) -> impl IntoView {
        let language = self.app.spoken();
        let fault = self.fault(label);
        move || {
            fault.get().map(|fault| {
                view! {
                    <p class="kern-error form__error" id=label.error_id()>
                        <span class="kern-icon kern-icon--danger" aria-hidden="true"></span>
                        <span class="kern-body">{i18n::forms::fault(language, &fault)}</span>
                    </p>
                }
            })
        }
    }

    /// Label, hint, control, error.
    pub(super) fn field(self, label: Label, control: impl IntoView) -> impl IntoView {
        self.labels.update_value(|labels| labels.push(label));
        let is_wrong = self.is_wrong(label);
        view! {
            <div class="kern-form-input" class:kern-form-input--error=is_wrong>
                <label class="kern-label" for=label.id()>
                    {label.text}
                    {self.required_mark(label)}
                </label>
                {Self::hint(label)}
                {control}
                {self.error(label)}
            </div>
        }
    }

    /// The same around several controls with a common question.
    pub(super) fn group(self, label: Label, controls: impl IntoView) -> impl IntoView {
        self.labels.update_value(|labels| labels.push(label));
        let (is_wrong, described) = (self.is_wrong(label), self.described(label));
        view! {
            <fieldset
                class="kern-fieldset form__group"
                id=label.id()
                tabindex="-1"
                aria-describedby=described
                class:kern-fieldset--error=is_wrong
            >
                <legend class="kern-label">{label.text} {self.required_mark(label)}</legend>
                {Self::hint(label)}
                {controls}
                {self.error(label)}
            </fieldset>
        }
    }

    fn required_mark(self, label: Label) -> impl IntoView {
        label
            .required
            .then(|| view! { <span class="form__required">{self.app.texts().forms.required}</span> })
    }

    fn hint(label: Label) -> impl IntoView {
        (!label.hint.is_empty()).then(|| view! { <p class="kern-hint" id=label.hint_id()>{label.hint}</p> })
    }

    pub(super) fn line(
        self,
        label: Label,
        text: impl Fn(&mut F) -> &mut String + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let value = text(&mut self.draft.get_untracked()).clone();
        let control = view! {
            <input
                class="kern-form-input__input"
                id=label.id()
                autocomplete="off"
                autofocus=label.first
                aria-required=label.required.then_some("true")
                aria-invalid=self.invalid(label)
                aria-describedby=self.described(label)
                prop:value=value
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    self.draft.update(|draft| *text(draft) = typed);
                }
            />
        };
        self.field(label, control)
    }

    pub(super) fn paragraph(
        self,
        label: Label,
        text: impl Fn(&mut F) -> &mut String + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let value = text(&mut self.draft.get_untracked()).clone();
        let control = view! {
            <textarea
                class="kern-form-input__input form__paragraph"
                id=label.id()
                rows="3"
                aria-describedby=self.described(label)
                prop:value=value
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    self.draft.update(|draft| *text(draft) = typed);
                }
            ></textarea>
        };
        self.field(label, control)
    }

    pub(super) fn day(
        self,
        label: Label,
        day: impl Fn(&mut F) -> &mut Option<Day> + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let value = day(&mut self.draft.get_untracked()).as_ref().map_or_else(String::new, Day::to_string);
        let control = view! {
            <input
                type="date"
                class="kern-form-input__input form__day"
                id=label.id()
                aria-invalid=self.invalid(label)
                aria-describedby=self.described(label)
                prop:value=value
                on:input=move |event| {
                    let typed = event_target_value(&event);
                    self.draft.update(|draft| *day(draft) = (!typed.is_empty()).then(|| Day::new(typed)));
                }
            />
        };
        self.field(label, control)
    }

    /// One of a few values, each with its words.
    pub(super) fn select<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        label: Label,
        options: Vec<(T, String)>,
        value: impl Fn(&mut F) -> &mut T + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let current = value(&mut self.draft.get_untracked()).clone();
        let values: Vec<T> = options.iter().map(|(option, _)| option.clone()).collect();
        let choose = move |event: leptos::ev::Event| {
            let chosen =
                event_target_value(&event).parse().ok().and_then(|number: usize| values.get(number).cloned());
            if let Some(chosen) = chosen {
                self.draft.update(|draft| *value(draft) = chosen);
            }
        };
        let control = view! {
            <div class="kern-form-input__select-wrapper">
                <select class="kern-form-input__select" id=label.id() aria-describedby=self.described(label) on:change=choose>
                    {options
                        .into_iter()
                        .enumerate()
                        .map(|(number, (option, words))| {
                            view! { <option value=number.to_string() selected=option == current>{words}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
        };
        self.field(label, control)
    }

    /// The same as radio buttons, all visible.
    pub(super) fn radios<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        label: Label,
        options: Vec<(T, String)>,
        value: impl Fn(&mut F) -> &mut T + Copy + Send + Sync + 'static,
    ) -> impl IntoView {
        let current = value(&mut self.draft.get_untracked()).clone();
        let radios = options.into_iter().enumerate().map(|(number, (option, words))| {
            let id = format!("form-{}-{number}", label.name);
            let checked = option == current;
            view! {
                <div class="kern-form-check">
                    <input
                        type="radio"
                        class="kern-form-check__radio"
                        id=id.clone()
                        name=label.id()
                        autofocus=label.first && checked
                        checked=checked
                        on:change=move |_| self.draft.update(|draft| *value(draft) = option.clone())
                    />
                    <label class="kern-label" for=id>{words}</label>
                </div>
            }
        });
        self.group(label, view! { <div class="form__radios">{radios.collect_view()}</div> })
    }

    pub(super) fn invalid(self, label: Label) -> impl Fn() -> Option<&'static str> + Send + Sync + 'static {
        let is_wrong = self.is_wrong(label);
        move || is_wrong.get().then_some("true")
    }
}
