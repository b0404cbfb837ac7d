//! Which function draws which view; what a view is called and where it stands says its row in `app::VIEWS`.

use leptos::prelude::*;

use crate::{
    app::View,
    doors,
    model::{Id, TableName},
};

use super::{behind, context::App, graph_view, shell};

/// Draws a view, of the record that the address names.
pub(super) type Draw = fn(App, Option<Id>) -> AnyView;

pub(super) fn draw_view(view: View) -> Draw {
    match view {
        View::Start | View::Network => |app, _| graph_view::view(app).into_any(),
        View::Actors | View::Competencies | View::Matrix | View::Topics => |app, _| {
            behind::page(app, &doors::LISTS, move |lists| (lists.draw)(app, app.address.get_untracked().view))
        },
        View::Actor => |app, id| of_record(app, TableName::Actors, id),
        View::Competency => |app, id| of_record(app, TableName::Competencies, id),
        View::Topic => |app, id| of_record(app, TableName::Topics, id),
        View::Help => |app, _| behind::page(app, &doors::DIALOGS, move |dialogs| (dialogs.help)(app)),
        View::Nowhere => |_, _| shell::nowhere().into_any(),
    }
}

fn of_record(app: App, table: TableName, id: Option<Id>) -> AnyView {
    let Some(id) = id else { return shell::nowhere().into_any() };
    behind::page(app, &doors::CARDS, move |cards| (cards.page)(app, table, id.clone()))
}
