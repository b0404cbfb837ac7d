//! A form being filled in, and what stands around each of its inputs: the visible label, hint and error in words.

use leptos::prelude::*;

use crate::{
    app::form::{Entry, FieldError, FieldErrorKind, FormState, Place},
    browser::page,
    i18n::{self, records},
    model::{Content, Field, TableName},
};

use super::super::{
    context::App,
    kit::{effect, memo, optional},
};

/// What is being filled in and what is wrong with it.
#[derive(Clone, Copy)]
pub(in crate::ui) struct OpenForm {
    pub(super) app: App,
    pub(super) state: RwSignal<FormState>,
    /// As it was when it opened.
    opened: StoredValue<FormState>,
    /// Empty until somebody tries to save; then it follows what is typed.
    pub(super) wrong: Memo<Vec<FieldError>>,
    pub(super) tried: RwSignal<bool>,
    /// What is wrong with the field that had the focus already when somebody tried: nobody comes there and is told.
    pub(super) wrong_here: RwSignal<String>,
    /// Date inputs with something in them that is no date yet; the browser does not tell what.
    pub(super) half_days: RwSignal<Vec<Place>>,
}

impl OpenForm {
    pub(in crate::ui) fn new(app: App, state: FormState) -> Self {
        let opened = StoredValue::new(state.clone());
        let (state, tried, half_days) =
            (RwSignal::new(state), RwSignal::new(false), RwSignal::new(Vec::new()));
        let wrong = memo(move || {
            if !tried.get() {
                return Vec::new();
            }
            let network = app.network.get();
            let index = app.index.whole(&network);
            let mut wrong = state.with(|state| state.check(&network, &index));
            let half_days = half_days.get();
            wrong.extend(
                half_days.into_iter().map(|place| FieldError { place, kind: FieldErrorKind::NotADay }),
            );
            wrong
        });
        let form =
            Self { app, state, opened, wrong, tried, wrong_here: RwSignal::new(String::new()), half_days };
        effect(move || app.half_filled.set(form.is_touched()));
        on_cleanup(move || app.half_filled.set(false));
        form
    }

    /// Whether something was typed since it opened.
    pub(super) fn is_touched(self) -> bool {
        self.opened.with_value(|opened| self.state.with(|state| state.inputs != opened.inputs))
    }

    /// Whether it can be saved; from now on it says why not.
    pub(super) fn is_right(self) -> bool {
        self.look_for_half_days();
        self.tried.set(true);
        self.wrong.with_untracked(Vec::is_empty)
    }

    pub(super) fn look_for_half_days(self) {
        let is_half = |place: &Place| {
            page::element(&place.id())
                .is_some_and(|input| input.matches("input[type=date]:invalid").unwrap_or(false))
        };
        let half = self.state.with_untracked(|state| state.places().into_iter().filter(is_half).collect());
        self.half_days.set(half);
    }

    pub(super) fn table(self) -> TableName {
        self.state.with_untracked(|state| state.table)
    }

    /// The input of this name, if the form has it.
    pub(in crate::ui) fn control(self, name: &'static str) -> Option<Control> {
        self.state.with_untracked(|state| {
            let input = state.input(name)?;
            let field = state.table.schema().field(name).filter(|_| state.others.is_empty());
            Some(Control {
                form: self,
                place: Place::of(name),
                content: input.content,
                required: input.required,
                usual: field.and_then(|field| field.usual),
                first: state.first == name,
                is_in_list: false,
            })
        })
    }

    /// Whether several records get what is filled in.
    pub(super) fn is_about_several(self) -> bool {
        self.state.with_untracked(|state| !state.others.is_empty())
    }

    pub(super) fn label_of(self, place: Place) -> &'static str {
        records::label(self.app.spoken(), self.table(), &name_of(place))
    }
}

/// The name by which the words know a field.
fn name_of(place: Place) -> String {
    match place.within {
        None => place.input.to_owned(),
        Some((_, field)) => format!("{}.{field}", place.input),
    }
}

/// One input of a form.
#[derive(Clone, Copy)]
pub(in crate::ui) struct Control {
    pub(super) form: OpenForm,
    pub(super) place: Place,
    pub(super) content: Content,
    pub(super) required: bool,
    /// The word that stands for nothing said.
    pub(super) usual: Option<&'static str>,
    /// Takes the focus when the form opens.
    pub(super) first: bool,
    /// One of many rows or cells: what it is, the heading says to those who see.
    is_in_list: bool,
}

impl Control {
    /// The input of a field in a row of this one.
    pub(super) fn within(self, row: usize, field: &'static Field) -> Self {
        Self {
            place: Place::within(self.place.input, row, field.name),
            content: field.content,
            // Only of rows in which anything stands.
            required: false,
            usual: field.usual,
            first: false,
            is_in_list: matches!(self.content, Content::Rows(_)),
            ..self
        }
    }

    /// The same where nothing has to be chosen.
    pub(in crate::ui) fn voluntary(self) -> Self {
        Self { required: false, ..self }
    }

    /// The same where a column says what it is to those who see.
    pub(super) fn in_column(self) -> Self {
        Self { is_in_list: true, ..self }
    }

    pub(in crate::ui) fn id(self) -> String {
        self.place.id()
    }

    fn hint_id(self) -> String {
        format!("{}-hint", self.id())
    }

    fn error_id(self) -> String {
        format!("{}-error", self.id())
    }

    pub(super) fn label(self) -> &'static str {
        self.form.label_of(self.place)
    }

    fn hint(self) -> &'static str {
        // It speaks to the one who is entered.
        if self.form.is_about_several() {
            return "";
        }
        records::hint(self.form.app.spoken(), self.form.table(), &name_of(self.place))
    }

    /// What stands in it now.
    pub(super) fn entry(self) -> Option<Entry> {
        self.form.state.with_untracked(|state| state.entry(self.place).cloned())
    }

    /// A part of what stands in it, which wakes its readers only when it changes.
    pub(super) fn slice<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&Entry) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        memo(move || self.form.state.with(|state| state.entry(self.place).map(&read).unwrap_or_default()))
    }

    pub(super) fn set(self, entry: Entry) {
        self.form.state.update(|state| {
            if let Some(place) = state.entry_mut(self.place) {
                *place = entry;
            }
        });
    }

    fn fault(self) -> Signal<Option<FieldErrorKind>> {
        let wrong = self.form.wrong;
        Signal::derive(move || {
            wrong.with(|wrong| {
                wrong.iter().find(|wrong| wrong.place == self.place).map(|wrong| wrong.kind.clone())
            })
        })
    }

    pub(super) fn is_wrong(self) -> Signal<bool> {
        let fault = self.fault();
        Signal::derive(move || fault.with(Option::is_some))
    }

    /// For `aria-invalid`.
    pub(super) fn invalid(self) -> Signal<Option<&'static str>> {
        let is_wrong = self.is_wrong();
        Signal::derive(move || is_wrong.get().then_some("true"))
    }

    /// For `aria-describedby`: hint and error, as far as they are there.
    pub(super) fn described(self) -> Signal<Option<String>> {
        let is_wrong = self.is_wrong();
        Signal::derive(move || {
            let hint = (!self.hint().is_empty()).then(|| self.hint_id());
            let error = is_wrong.get().then(|| self.error_id());
            let ids: Vec<String> = hint.into_iter().chain(error).collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    }

    /// Label, hint, the control itself, error.
    pub(super) fn field(self, control: impl IntoView + 'static) -> AnyView {
        self.around(control.into_any())
    }

    fn around(self, control: AnyView) -> AnyView {
        view! {
            <div class="kern-form-input" class:kern-form-input--error=self.is_wrong()>
                <label class="kern-label" class:kern-sr-only=self.is_in_list for=self.id()>
                    {self.label()} {self.required_mark()}
                </label>
                {self.hint_text()}
                {control}
                {self.error()}
            </div>
        }
        .into_any()
    }

    /// The same around several controls with a common question.
    pub(super) fn group(self, controls: impl IntoView + 'static) -> AnyView {
        let controls = controls.into_any();
        group(
            &self.id(),
            self.label(),
            self.is_wrong(),
            self.described(),
            view! {
                {self.hint_text()}
                {controls}
                {self.error()}
            }
            .into_any(),
        )
    }

    fn required_mark(self) -> impl IntoView {
        let mark = self.form.app.texts().forms().required;
        self.required.then(|| view! { <span class="form__required">{mark}</span> })
    }

    fn hint_text(self) -> impl IntoView {
        (!self.hint().is_empty()).then(|| view! { <p class="kern-hint" id=self.hint_id()>{self.hint()}</p> })
    }

    fn error(self) -> AnyView {
        let (language, fault) = (self.form.app.spoken(), self.fault());
        optional(move || {
            fault.get().map(|fault| error(self.error_id(), i18n::forms::fault(language, &fault)))
        })
    }
}

/// What is wrong, in words.
pub(super) fn error(id: String, words: String) -> impl IntoView {
    view! {
        <p class="kern-error form__error" id=id>
            <span class="kern-icon kern-icon--danger" aria-hidden="true"></span>
            <span class="kern-body">{words}</span>
        </p>
    }
}

/// Several controls under one question.
pub(super) fn group(
    id: &str,
    legend: &'static str,
    is_wrong: Signal<bool>,
    described: Signal<Option<String>>,
    controls: AnyView,
) -> AnyView {
    view! {
        <fieldset
            class="kern-fieldset form__group"
            id=id.to_owned()
            tabindex="-1"
            aria-describedby=described
            class:kern-fieldset--error=is_wrong
        >
            <legend class="kern-label">{legend}</legend>
            {controls}
        </fieldset>
    }
    .into_any()
}
