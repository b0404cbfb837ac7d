//! The form for every kind of record, and the question before something is deleted.
//!
//! What a form holds, checks and saves is decided in [`crate::app::form`]; here it is drawn.

mod choose;
mod combobox;
mod connect;
mod control;
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
    pub(in crate::ui) connect: fn(App, Id, Id) -> AnyView,
    pub(in crate::ui) remove: fn(App, TableName, Id) -> AnyView,
    pub(in crate::ui) sectors: fn(App) -> AnyView,
}

pub const FORMS: Forms = Forms {
    form,
    connect: connect::connect,
    remove: |app, table, id| remove::remove(app, table, id).into_any(),
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
