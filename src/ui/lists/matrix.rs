use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use leptos::{ev::KeyboardEvent, prelude::*};

use super::{
    ListPage, SectorMark,
    coverage::{counted, tiles},
    sector_badge,
    table::first,
};
use crate::{
    app::View,
    i18n,
    model::{Actor, Competency, Id, TableName},
    query::fold,
    ui::{
        context::{App, app},
        kit::{CollectAny, address_of, link_button, memo},
        roving,
    },
};

/// More would be slow to build and hard to read; search and filters choose.
const MOST_ROWS: usize = 60;
const MOST_COLUMNS: usize = 100;

/// What joins an actor and a competency.
#[derive(Clone, Copy, Default, PartialEq)]
struct Cell {
    offers: bool,
    level: Option<u8>,
    looks_for: bool,
}

/// An actor, its sector, and what it has to do with each column.
type Row = (Arc<Actor>, Option<SectorMark>, Vec<Cell>);

/// What the matrix shows, and how much there is.
#[derive(Clone, Default, PartialEq)]
struct Matrix {
    columns: Vec<Arc<Competency>>,
    rows: Vec<Row>,
    all_columns: usize,
    all_rows: usize,
}

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let matrix = memo(move || matrix(app));
    let size = memo(move || {
        matrix.with(|it| {
            let columns = (it.columns.len(), it.all_columns);
            i18n::lists::matrix_size(language, (it.rows.len(), it.all_rows), columns)
        })
    });
    let exists = memo(move || {
        app.network.with(|network| !network.actors.is_empty() && !network.competencies.is_empty())
    });
    let list = Signal::derive(move || app.address.get().in_view(View::Competencies).hash());
    let page = ListPage {
        title: t.lists().matrix_title,
        count: size,
        tools: link_button(list, t.lists().as_list),
        above: tiles(app, counted(app), true),
        exists,
        is_empty: memo(move || matrix.with(|it| it.rows.is_empty() || it.columns.is_empty())),
        nothing_yet: t.lists().matrix_empty,
        nothing_fits: t.lists().matrix_nothing_fits,
    };
    page.view(app, move || {
        let table = matrix.with(|matrix| table(app, matrix));
        table.into_any()
    })
}

/// Actors by sector, then name; competencies by name. Where a search leaves one side only, the other side shows what
/// it is joined with.
fn matrix(app: App) -> Matrix {
    let (network, visible) = (app.network.get(), app.visible.get());
    let mut cells: HashMap<(&Id, &Id), Cell> = HashMap::new();
    for offer in network.offers.iter() {
        let cell = cells.entry((&offer.actor, &offer.competency)).or_default();
        cell.offers = true;
        cell.level = cell.level.max(offer.level);
    }
    for need in network.needs.iter().filter(|need| need.closed_on.is_none()) {
        cells.entry((&need.actor, &need.competency)).or_default().looks_for = true;
    }
    let joined_actors: HashSet<&Id> =
        cells.keys().filter(|(_, id)| visible.competencies.contains(*id)).map(|(id, _)| *id).collect();
    let joined_competencies: HashSet<&Id> =
        cells.keys().filter(|(id, _)| visible.actors.contains(*id)).map(|(_, id)| *id).collect();
    let has_row =
        |id: &Id| visible.actors.contains(id) || visible.actors.is_empty() && joined_actors.contains(id);
    let has_column = |id: &Id| {
        visible.competencies.contains(id)
            || visible.competencies.is_empty() && joined_competencies.contains(id)
    };
    let columns: Vec<_> = network.competencies.iter().filter(|it| has_column(&it.id)).cloned().collect();
    let actors: Vec<_> = network.actors.iter().filter(|actor| has_row(&actor.id)).collect();
    let (all_columns, all_rows) = (columns.len(), actors.len());
    let columns = first(&columns, MOST_COLUMNS, |competency| fold::sort_key(&competency.name));
    let actors =
        actors.into_iter().map(|actor| (actor.clone(), SectorMark::of(&network, actor.sector.as_ref())));
    let actors = first(&actors.collect::<Vec<_>>(), MOST_ROWS, |(actor, sector)| {
        (sector.as_ref().map_or(usize::MAX, |sector| sector.number), fold::sort_key(&actor.name))
    });
    let row = |(actor, sector): (Arc<Actor>, Option<SectorMark>)| {
        let cells = columns.iter().map(|competency| cells.get(&(&actor.id, &competency.id)).copied());
        let cells = cells.map(Option::unwrap_or_default).collect();
        (actor, sector, cells)
    };
    let rows = actors.into_iter().map(row).collect();
    Matrix { columns, rows, all_columns, all_rows }
}

fn legend(app: App) -> impl IntoView {
    let t = app.texts();
    view! {
        <ul class="matrix-legend" role="list" aria-label=t.lists().legend>
            <li>{offer_mark(None)} {t.words().offers_verb}</li>
            <li>{offer_mark(Some(3))} {t.lists().level_note}</li>
            <li>{need_mark()} {t.words().looks_for_verb}</li>
        </ul>
    }
}

fn table(app: App, matrix: &Matrix) -> impl IntoView + use<> {
    let t = app.texts();
    let column = |(place, competency): (usize, &Arc<Competency>)| {
        view! {
            <th scope="col" class="matrix__column">
                <div class="matrix__turned" title=competency.name.clone()>
                    {head_link(TableName::Competencies, &competency.id, &competency.name, place)}
                </div>
            </th>
        }
    };
    let row = |(place, row): (usize, &Row)| {
        let (actor, sector, cells) = row;
        view! {
            <tr>
                <th scope="row" class="matrix__row">
                    <div class="matrix__actor" title=actor.name.clone()>
                        {sector_badge(app, sector.as_ref())}
                        {head_link(TableName::Actors, &actor.id, &actor.name, place)}
                    </div>
                </th>
                {cells.iter().map(|cell| cell_view(app, *cell)).collect_any()}
            </tr>
        }
    };
    view! {
        <div class="matrix" role="region" tabindex="0" aria-label=t.lists().matrix_title on:keydown=walk>
            <table>
                <thead>
                    <tr>
                        <td class="matrix__corner">{legend(app)}</td>
                        {matrix.columns.iter().enumerate().map(column).collect_any()}
                    </tr>
                </thead>
                <tbody>{matrix.rows.iter().enumerate().map(row).collect_any()}</tbody>
            </table>
        </div>
    }
}

/// Tab stops once at the columns and once at the rows; arrows go on from there.
pub(in crate::ui) fn head_link(table: TableName, id: &Id, name: &str, place: usize) -> impl IntoView + use<> {
    let stop = if place == 0 { "0" } else { "-1" };
    view! { <a class="kern-link" lang=app().contents() href=address_of(table, id).hash() tabindex=stop>{name.to_owned()}</a> }
}

/// Arrow keys among the heads of a matrix.
pub(in crate::ui) fn walk(event: KeyboardEvent) {
    let Some(head) = roving::around(&event, "th") else { return };
    let (heads, keys) = if head.class_name() == "matrix__column" {
        (".matrix__column a", ["ArrowLeft", "ArrowRight"])
    } else {
        (".matrix__row a", ["ArrowUp", "ArrowDown"])
    };
    if let Some(matrix) = roving::around(&event, ".matrix") {
        roving::step(&event, &matrix, heads, keys);
    }
}

fn cell_view(app: App, cell: Cell) -> impl IntoView {
    let said = (cell.offers || cell.looks_for).then(|| {
        let words = i18n::lists::cell(app.spoken(), cell.offers, cell.level, cell.looks_for);
        view! {
            {cell.offers.then(|| offer_mark(cell.level))}
            {cell.looks_for.then(need_mark)}
            <span class="kern-sr-only">{words}</span>
        }
    });
    view! { <td class="matrix__cell">{said}</td> }
}

/// As many dots as the level says; one when no level is given.
fn offer_mark(level: Option<u8>) -> impl IntoView {
    let dots = level.map_or(1, |level| level.clamp(1, 3));
    view! {
        <span class="offer-mark" aria-hidden="true">
            {(0..dots).map(|_| view! { <span class="offer-mark__dot"></span> }).collect_any()}
        </span>
    }
}

fn need_mark() -> impl IntoView {
    view! { <span class="need-mark" aria-hidden="true"></span> }
}
