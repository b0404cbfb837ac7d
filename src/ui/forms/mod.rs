//! Forms for every record, and the question before something is deleted.
//!
//! What a form holds, checks and saves is decided in [`crate::app::form`]; here it is drawn.

mod actor;
mod choose;
mod combobox;
mod competency;
mod fields;
mod frame;
mod join;
mod network;
mod relation;
mod remove;
mod sectors;
mod topic;

use leptos::prelude::*;

use crate::{app::Draft, query::filter::Relation};

use super::context::App;

pub(in crate::ui) use remove::remove;
pub(in crate::ui) use sectors::sectors;

pub(in crate::ui) fn form(app: App, draft: Draft) -> impl IntoView {
    match draft {
        Draft::Network => network::form(app).into_any(),
        Draft::Sector(id) => sectors::form(app, id).into_any(),
        Draft::Actor { id, name } => actor::form(app, id, name).into_any(),
        Draft::Competency { id, name } => competency::form(app, id, name).into_any(),
        Draft::Topic(id) => topic::form(app, id).into_any(),
        Draft::Offer { id, actor, competency } => {
            relation::form(app, Relation::Offers, id, actor, competency).into_any()
        }
        Draft::Need { id, actor, competency } => {
            relation::form(app, Relation::LooksFor, id, actor, competency).into_any()
        }
        Draft::Link { id, from, to } => join::link(app, id, from, to).into_any(),
        Draft::Join { from, to } => join::form(app, from, to).into_any(),
    }
}
