use std::sync::Arc;

use leptos::prelude::*;

use super::{
    ListPage, SectorMark, new_button, sector_badge,
    table::{Column, Kind, table},
};
use crate::{
    app::CommandId,
    browser::clock,
    i18n,
    model::{Actor, ActorStatus, Day, Id, TableName},
    query::fold,
    ui::{context::App, kit::record_link},
};

#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    id: Id,
    name: String,
    sort_key: String,
    sector: Option<SectorMark>,
    status: ActorStatus,
    offers: usize,
    needs: usize,
    links: usize,
    joined: Option<Day>,
}

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let rows = Memo::new(move |_| rows(app));
    let shown = Memo::new(move |_| rows.with(Vec::len));
    let tools = new_button(app, CommandId::NewActor);
    let nothing = [t.lists.no_actors, t.lists.no_actor_fits];
    let page = ListPage::of_records(app, TableName::Actors, t.words.actors, shown, tools, nothing);
    page.view(app, table(app, t.words.actors, columns(app), rows))
}

fn rows(app: App) -> Vec<Row> {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let shown = network.actors.iter().filter(|actor| visible.actors.contains(&actor.id));
    let row = |actor: &Arc<Actor>| {
        let around = relations.around_actor(&actor.id);
        Row {
            id: actor.id.clone(),
            name: actor.name.clone(),
            sort_key: fold::key(&actor.name),
            sector: SectorMark::of(&network, actor.sector.as_ref()),
            status: actor.status,
            offers: around.offers.len(),
            needs: around.open_needs.len(),
            links: around.links.len(),
            joined: actor.joined.clone(),
        }
    };
    shown.map(row).collect()
}

/// Whoever has no sector or no day stands at the end.
fn columns(app: App) -> Vec<Column<Row>> {
    let t = app.texts();
    vec![
        Column::new(
            t.lists.name,
            Kind::Name,
            |one, other| one.sort_key.cmp(&other.sort_key),
            |_, row| Some(record_link(TableName::Actors, &row.id, &row.name).into_any()),
        ),
        Column::new(
            t.words.sector,
            Kind::Wide,
            |one, other| {
                let number = |row: &Row| row.sector.as_ref().map_or(usize::MAX, |sector| sector.number);
                number(one).cmp(&number(other))
            },
            |app, row| Some(sector_badge(app, row.sector.as_ref()).into_any()),
        ),
        Column::new(
            t.lists.status,
            Kind::Words,
            |one, other| one.status.cmp(&other.status),
            |app, row| Some(i18n::words::status(app.spoken(), row.status).into_any()),
        ),
        Column::number(t.lists.offers, |row| row.offers),
        Column::number(t.lists.needs, |row| row.needs),
        Column::number(t.words.links, |row| row.links),
        Column::new(
            t.lists.joined,
            Kind::Day,
            |one, other| (one.joined.is_none(), &one.joined).cmp(&(other.joined.is_none(), &other.joined)),
            |app, row| row.joined.as_ref().map(|day| clock::day(day, app.spoken()).into_any()),
        ),
    ]
}
