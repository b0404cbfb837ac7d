//! Committees, working groups and other networks: who sits where, what overlaps, and who could sit together.

mod matrix;
mod page;
mod proposal;

use leptos::prelude::*;

use super::{
    context::App,
    kit::{memo, optional, record_link},
    lists::{SectorMark, sector_badge},
};
use crate::{
    app::View,
    browser::clock,
    model::{Id, Network, TableName},
    query::groups::Groups,
};

/// What is behind the door of the groups.
pub struct GroupViews {
    /// One of the views of groups.
    pub(in crate::ui) draw: fn(App, View) -> AnyView,
}

pub const GROUPS: GroupViews = GroupViews {
    draw: |app, view| match view {
        View::GroupMatrix => matrix::view(app),
        View::WorkingGroup => proposal::view(app),
        _ => page::view(app),
    },
};

/// All groups of what is on the screen.
fn groups(app: App) -> Memo<Groups> {
    memo(move || Groups::new(&app.records.get(), &clock::now().today))
}

/// That search and filters choose the actors, where they do.
fn only_shown(app: App) -> AnyView {
    let narrowed = memo(move || app.address.with(|address| !address.shows_all()));
    optional(move || narrowed.get().then(|| view! { <p class="muted">{app.texts().groups().only_shown}</p> }))
}

/// Links to records of a kind, one after the other.
fn links<'a>(network: &Network, table: TableName, ids: impl IntoIterator<Item = &'a Id>) -> AnyView {
    let link = |id: &Id| view! { <li>{record_link(table, id, &network.name_of(table, id))}</li> };
    let links: Vec<_> = ids.into_iter().map(link).collect();
    view! { <ul class="named" role="list">{links}</ul> }.into_any()
}

/// Sectors as they are shown everywhere, one after the other.
fn sectors(app: App, network: &Network, ids: &[Id]) -> AnyView {
    let badge = |id: &Id| {
        let mark = SectorMark::of(network, Some(id));
        view! { <li>{sector_badge(app, mark.as_ref())}</li> }
    };
    view! { <ul class="groups-sectors" role="list">{ids.iter().map(badge).collect::<Vec<_>>()}</ul> }
        .into_any()
}
