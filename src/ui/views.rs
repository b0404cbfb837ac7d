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
        View::Roles => |app, _| behind::page(app, View::Roles, &doors::ROLES, move |roles| (roles.page)(app)),
        View::Growth => {
            |app, _| behind::page(app, View::Growth, &doors::GROWTH, move |growth| (growth.page)(app))
        }
        View::Actors => |app, _| list(app, View::Actors),
        View::Directory => |app, _| list(app, View::Directory),
        View::Confirmations => {
            |app, _| behind::page(app, View::Confirmations, &doors::CONFIRMATIONS, move |it| (it.page)(app))
        }
        View::Competencies => |app, _| list(app, View::Competencies),
        View::Matrix => |app, _| list(app, View::Matrix),
        View::Vocabulary => |app, _| {
            behind::page(app, View::Vocabulary, &doors::VOCABULARY, move |vocabulary| (vocabulary.page)(app))
        },
        View::Matches => {
            |app, _| behind::page(app, View::Matches, &doors::MATCHES, move |matches| (matches.page)(app))
        }
        View::Team => |app, _| behind::page(app, View::Team, &doors::TEAMS, move |teams| (teams.page)(app)),
        View::Groups => |app, _| of_groups(app, View::Groups),
        View::GroupMatrix => |app, _| of_groups(app, View::GroupMatrix),
        View::WorkingGroup => |app, _| of_groups(app, View::WorkingGroup),
        View::Group => |app, id| of_record(app, View::Group, TableName::Groups, id),
        View::Topics => |app, _| list(app, View::Topics),
        View::Actor => |app, id| of_record(app, View::Actor, TableName::Actors, id),
        View::Way => |app, id| of_actor(app, View::Way, id),
        View::Succession => |app, id| of_actor(app, View::Succession, id),
        View::Invited => |app, id| {
            let Some(id) = id else { return shell::nowhere().into_any() };
            behind::page(app, View::Invited, &doors::GROWTH, move |growth| (growth.invited)(app, id.clone()))
        },
        View::Competency => |app, id| of_record(app, View::Competency, TableName::Competencies, id),
        View::Topic => |app, id| of_record(app, View::Topic, TableName::Topics, id),
        View::Meetings => |app, _| meetings(app, View::Meetings, None),
        View::Meeting => |app, id| meetings(app, View::Meeting, id),
        View::Presentation => |app, id| meetings(app, View::Presentation, id),
        View::Agreements => |app, _| meetings(app, View::Agreements, None),
        View::Impact => {
            |app, _| behind::page(app, View::Impact, &doors::IMPACT, move |impact| (impact.page)(app))
        }
        View::Evening => |app, id| {
            let Some(id) = id else { return shell::nowhere().into_any() };
            behind::page(app, View::Evening, &doors::EVENING, move |evening| (evening.page)(app, id.clone()))
        },
        View::Help => {
            |app, _| behind::page(app, View::Help, &doors::DIALOGS, move |dialogs| (dialogs.help)(app))
        }
        View::Nowhere => |_, _| shell::nowhere().into_any(),
    }
}

fn list(app: App, view: View) -> AnyView {
    behind::page(app, view, &doors::LISTS, move |lists| (lists.draw)(app, view))
}

fn meetings(app: App, view: View, id: Option<Id>) -> AnyView {
    behind::page(app, view, &doors::MEETINGS, move |meetings| (meetings.draw)(app, view, id.clone()))
}

fn of_groups(app: App, view: View) -> AnyView {
    behind::page(app, view, &doors::GROUPS, move |groups| (groups.draw)(app, view))
}

fn of_record(app: App, view: View, table: TableName, id: Option<Id>) -> AnyView {
    let Some(id) = id else { return shell::nowhere().into_any() };
    behind::page(app, view, &doors::CARDS, move |cards| (cards.page)(app, table, id.clone()))
}

/// What is behind the door of the ways.
fn of_actor(app: App, view: View, id: Option<Id>) -> AnyView {
    let Some(id) = id else { return shell::nowhere().into_any() };
    behind::page(app, view, &doors::WAYS, move |ways| (ways.draw)(app, view, id.clone()))
}
