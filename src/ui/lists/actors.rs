use std::sync::Arc;

use leptos::prelude::*;

use super::{
    ListPage, SectorMark, new_button,
    table::{Cell, Column, Row, table},
};
use crate::{
    app::{Address, CommandId, View},
    browser::clock,
    i18n::confirmation::in_list,
    model::{Actor, Day, TableName},
    query::confirmation::is_old,
    ui::{
        context::App,
        kit::{link_button, memo},
    },
};

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let columns = vec![
        Column::of_field(t.lists().name, "name"),
        Column::of_field(t.words().sector, "sector"),
        Column::of_field(t.lists().status, "status"),
        Column::new(t.lists().offers, true),
        Column::new(t.lists().needs, true),
        Column::new(t.words().links, true),
        Column::of_field(t.lists().joined, "joined"),
    ];
    let rows = memo(move || rows(app));
    let shown = memo(move || rows.with(Vec::len));
    // How they came, and whether what they say is still true, is asked of all of them.
    let [growth, confirmations] = [View::Growth, View::Confirmations]
        .map(|view| link_button(Address::of(view).hash(), view.title(app.spoken())));
    let new = new_button(app, CommandId::NewActor);
    let tools = view! { {growth} {confirmations} {new} }.into_any();
    let nothing = [t.lists().no_actors, t.lists().no_actor_fits];
    let page = ListPage::of_records(app, TableName::Actors, t.words().actors, shown, tools, nothing);
    page.view(app, table(app, TableName::Actors, t.words().actors, columns, rows))
}

fn rows(app: App) -> Vec<Row> {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let is_old = is_old(&network, &clock::now().today);
    let row = |actor: &Arc<Actor>| {
        let around = relations.around_actor(&actor.id);
        let cells = vec![
            Cell::Sector(SectorMark::of(&network, actor.sector.as_ref())),
            Cell::Status(actor.status),
            Cell::Number(around.offers.len()),
            Cell::Number(around.open_needs.len()),
            Cell::Number(around.links.len()),
            Cell::Day(actor.joined.clone()),
        ];
        let year = actor.confirmed_on.as_ref().and_then(Day::parts).map(|(year, ..)| year);
        let aside = if is_old(actor) { in_list(app.spoken(), year) } else { String::new() };
        Row::new(TableName::Actors, &actor.id, &actor.name, aside, cells)
    };
    network.actors.iter().filter(|actor| visible.actors.contains(&actor.id)).map(row).collect()
}
