//! Which function draws which view; what a view is called and where it stands says its row in `app::VIEWS`.

use leptos::prelude::*;

use crate::{app::View, model::Id};

use super::{card, context::App, dialogs, graph_view, lists, shell};

/// Draws a view, of the record that the address names.
pub(super) type Draw = fn(App, Option<Id>) -> AnyView;

pub(super) fn draw_view(view: View) -> Draw {
    match view {
        View::Start | View::Network => |app, _| graph_view::view(app).into_any(),
        View::Actors => |app, _| lists::actors(app).into_any(),
        View::Actor => |app, id| of_record(id, |id| card::actor_page(app, id)),
        View::Competencies => |app, _| lists::competencies(app).into_any(),
        View::Matrix => |app, _| lists::matrix(app).into_any(),
        View::Competency => |app, id| of_record(id, |id| card::competency_page(app, id)),
        View::Topics => |app, _| lists::topics(app).into_any(),
        View::Topic => |app, id| of_record(id, |id| card::topic_page(app, id)),
        View::Help => |app, _| dialogs::help(app).into_any(),
        View::Nowhere => |_, _| shell::nowhere().into_any(),
    }
}

fn of_record<V: IntoView + 'static>(id: Option<Id>, draw: impl FnOnce(Id) -> V) -> AnyView {
    id.map_or_else(|| shell::nowhere().into_any(), |id| draw(id).into_any())
}
