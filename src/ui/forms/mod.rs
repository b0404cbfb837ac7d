//! The form for every kind of record, and the question before something is deleted.
//!
//! What a form holds, checks and saves is decided in [`crate::app::form`]; here it is drawn.

mod cell;
mod choose;
pub(in crate::ui) mod combobox;
mod connect;
pub(in crate::ui) mod control;
mod fields;
mod frame;
mod notes;
mod remove;
mod rows;
mod sectors;

use leptos::prelude::*;

use crate::{
    app::{
        Draft,
        form::{FormState, form_of},
    },
    browser::clock,
    i18n,
    model::{Id, TableName},
};

use super::context::App;
use control::OpenForm;
use frame::{Frame, frame};

/// What is behind the door of the forms.
pub struct Forms {
    pub(in crate::ui) form: fn(App, &Draft) -> AnyView,
    /// One field where it stands in a list.
    pub(in crate::ui) cell: fn(App, TableName, &Id, &'static str, cell::Leave) -> AnyView,
    pub(in crate::ui) connect: fn(App, Id, Id) -> AnyView,
    pub(in crate::ui) several: fn(App, TableName, &[Id]) -> AnyView,
    pub(in crate::ui) remove: fn(App, Vec<(TableName, Id)>) -> AnyView,
    pub(in crate::ui) sectors: fn(App) -> AnyView,
}

pub const FORMS: Forms = Forms {
    form,
    cell: cell::cell,
    connect: connect::connect,
    several,
    remove: remove::remove,
    sectors: |app| sectors::sectors(app).into_any(),
};

fn form(app: App, draft: &Draft) -> AnyView {
    let table = draft.table;
    let state = FormState::open(draft, &app.network.get_untracked(), clock::new_id, clock::now().today);
    let title = i18n::forms::title(app.spoken(), table, state.is_new);
    let deletes = !state.is_new && table != TableName::Network;
    let form = OpenForm::new(app, state);
    frame(form, Frame { title, deletes }, move || fields::parts(form, form_of(table).parts))
}

/// What several records of a kind get.
fn several(app: App, table: TableName, ids: &[Id]) -> AnyView {
    let Some(state) = FormState::of_several(table, ids, clock::now().today) else { return ().into_any() };
    let title = i18n::forms::edit_several(app.spoken(), table, ids.len());
    let form = OpenForm::new(app, state);
    frame(form, Frame { title, deletes: false }, move || {
        view! {
            <p class="form__intro">{app.texts().forms().several_intro}</p>
            {fields::parts(form, form_of(table).several)}
        }
        .into_any()
    })
}
