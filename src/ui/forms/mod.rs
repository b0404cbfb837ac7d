//! Forms for every record, and the question before something is deleted.

use leptos::prelude::*;

use crate::{
    app::Draft,
    model::{Id, TableName},
};

use super::{context::App, kit::Modal};

pub fn form(_app: App, draft: Draft) -> impl IntoView {
    view! { <Modal title="form"><p>{format!("{draft:?}")}</p></Modal> }
}

pub fn remove(_app: App, table: TableName, id: Id) -> impl IntoView {
    view! { <Modal title="remove"><p>{format!("{table:?} {id}")}</p></Modal> }
}

pub fn sectors(_app: App) -> impl IntoView {
    view! { <Modal title="sectors"><p></p></Modal> }
}
