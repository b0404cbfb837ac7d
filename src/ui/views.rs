//! Which function draws which view; what a view is called and where it stands says its row in `app::VIEWS`.

use leptos::prelude::*;

use crate::{
    app::View,
    model::{Id, TableName},
};

use super::{card, context::App, dialogs, graph_view, lists, shell};

/// Draws a view, of the record that the address names.
pub(super) type Draw = fn(App, Option<Id>) -> AnyView;

pub(super) fn draw_view(view: View) -> Draw {
    match view {
        View::Start | View::Network => |app, _| graph_view::view(app).into_any(),
        View::Actors => |app, _| lists::actors(app).into_any(),
        View::Actor => |app, id| of_record(app, TableName::Actors, id),
        View::Competencies => |app, _| lists::competencies(app).into_any(),
        View::Matrix => |app, _| lists::matrix(app).into_any(),
        View::Competency => |app, id| of_record(app, TableName::Competencies, id),
        View::Topics => |app, _| lists::topics(app).into_any(),
        View::Topic => |app, id| of_record(app, TableName::Topics, id),
        View::Help => |app, _| dialogs::help(app).into_any(),
        View::Nowhere => |_, _| shell::nowhere().into_any(),
    }
}

fn of_record(app: App, table: TableName, id: Option<Id>) -> AnyView {
    id.map_or_else(|| shell::nowhere().into_any(), |id| card::page(app, table, id).into_any())
}
