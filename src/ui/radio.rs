//! One of several answers to a question, with what it means and what is filled in for it.

use leptos::prelude::*;

pub(super) struct Radio {
    pub(super) id: String,
    /// The same for all of one question.
    pub(super) group: String,
    pub(super) label: String,
    /// What it means, as its description.
    pub(super) meaning: Option<AnyView>,
    /// What is filled in once it is chosen.
    pub(super) field: Option<AnyView>,
    /// Takes the focus when its dialog opens.
    pub(super) focused: bool,
}

impl Radio {
    pub(super) fn draw(
        self,
        is_chosen: impl Fn() -> bool + Send + 'static,
        choose: impl Fn() + 'static,
    ) -> AnyView {
        self.boxed(Box::new(is_chosen), Box::new(choose))
    }

    fn boxed(self, is_chosen: Box<dyn Fn() -> bool + Send>, choose: Box<dyn Fn()>) -> AnyView {
        let Self { id, group, label, meaning, field, focused } = self;
        let meaning_id = meaning.is_some().then(|| format!("{id}-meaning"));
        let meaning =
            meaning.map(|meaning| view! { <p class="choice__meaning" id=meaning_id.clone()>{meaning}</p> });
        view! {
            <div class="choice">
                <div class="kern-form-check">
                    <input
                        type="radio"
                        class="kern-form-check__radio"
                        name=group
                        id=id.clone()
                        aria-describedby=meaning_id
                        autofocus=focused
                        prop:checked=is_chosen
                        on:change=move |_| choose()
                    />
                    <label class="kern-label" for=id>{label}</label>
                </div>
                {meaning}
                {field}
            </div>
        }
        .into_any()
    }
}
