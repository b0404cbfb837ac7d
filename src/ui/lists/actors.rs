use std::cmp::Ordering;

use leptos::prelude::*;

use super::{
    SectorMark, head, nothing, number_cell, sector_badge,
    sort::{SortBy, header},
    sortable,
};
use crate::{
    app::CommandId,
    browser::clock,
    i18n,
    model::{ActorStatus, Day, Id, TableName},
    query::fold,
    ui::{
        context::App,
        kit::{command_button, record_link},
    },
};

/// One line of the list. Lines are keyed by all they say: a line is built anew when it says something new.
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

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Name,
    Sector,
    Status,
    Offers,
    Needs,
    Links,
    Joined,
}

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let rows = Memo::new(move |_| rows(app));
    let count = Memo::new(move |_| {
        i18n::lists::actors_shown(language, rows.with(Vec::len), app.network.get().actors.len())
    });
    let any = Memo::new(move |_| !app.network.get().actors.is_empty());
    let instead = move || nothing(app, any.get(), t.lists.no_actors, t.lists.no_actor_fits);
    let new = command_button(
        app,
        CommandId::NewActor,
        i18n::shell::command(language, CommandId::NewActor),
        "primary",
        "add",
        false,
    );
    view! {
        <section class="page">
            {head(t.words.actors, count, new)}
            {sortable(app, rows, Column::Name, compare, table, instead)}
        </section>
    }
}

/// What is visible, by name.
fn rows(app: App) -> Vec<Row> {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let shown = network.actors.iter().filter(|actor| visible.actors.contains(&actor.id));
    let mut rows: Vec<Row> = shown
        .map(|actor| {
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
        })
        .collect();
    rows.sort_by(|one, two| one.sort_key.cmp(&two.sort_key));
    rows
}

fn compare(column: Column, one: &Row, two: &Row) -> Ordering {
    // Whoever has no sector or no day stands at the end.
    let sector = |row: &Row| row.sector.as_ref().map_or(usize::MAX, |sector| sector.number);
    let joined = |row: &Row| (row.joined.is_none(), row.joined.clone());
    match column {
        Column::Name => one.sort_key.cmp(&two.sort_key),
        Column::Sector => sector(one).cmp(&sector(two)),
        Column::Status => one.status.cmp(&two.status),
        Column::Offers => one.offers.cmp(&two.offers),
        Column::Needs => one.needs.cmp(&two.needs),
        Column::Links => one.links.cmp(&two.links),
        Column::Joined => joined(one).cmp(&joined(two)),
    }
}

fn table(app: App, sort: RwSignal<SortBy<Column>>, rows: Memo<Vec<Row>>) -> impl IntoView {
    let t = app.texts();
    view! {
        <div class="list">
            <table class="list__table">
                <caption class="kern-sr-only">{t.words.actors}</caption>
                <thead>
                    <tr>
                        {header(app, sort, Column::Name, t.lists.name, false)}
                        {header(app, sort, Column::Sector, t.words.sector, false)}
                        {header(app, sort, Column::Status, t.lists.status, false)}
                        {header(app, sort, Column::Offers, t.lists.offers, true)}
                        {header(app, sort, Column::Needs, t.lists.needs, true)}
                        {header(app, sort, Column::Links, t.words.links, true)}
                        {header(app, sort, Column::Joined, t.lists.joined, false)}
                    </tr>
                </thead>
                <tbody>
                    <For each=move || rows.get() key=Clone::clone children=move |row| line(app, &row) />
                </tbody>
            </table>
        </div>
    }
}

fn line(app: App, row: &Row) -> impl IntoView + use<> {
    let language = app.spoken();
    let t = app.texts();
    let joined = row.joined.as_ref().map(|day| {
        view! {
            <span class="list__label">{t.lists.joined}</span>
            {clock::day(day, language)}
        }
    });
    view! {
        <tr class="list__row">
            <th scope="row" class="list__cell list__cell--name">
                {record_link(TableName::Actors, &row.id, &row.name)}
            </th>
            <td class="list__cell list__cell--wide">{sector_badge(app, row.sector.as_ref())}</td>
            <td class="list__cell">{i18n::words::status(language, row.status)}</td>
            {number_cell(app, t.lists.offers, row.offers)}
            {number_cell(app, t.lists.needs, row.needs)}
            {number_cell(app, t.words.links, row.links)}
            <td class="list__cell list__cell--day">{joined}</td>
        </tr>
    }
}
