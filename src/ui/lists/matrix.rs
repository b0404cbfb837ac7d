use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use leptos::{either::Either, prelude::*};

use super::{SectorMark, head, nothing, sector_badge};
use crate::{
    app::View,
    i18n,
    model::{Actor, Competency, Id, TableName},
    query::fold,
    ui::{context::App, kit::record_link},
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

/// What the matrix shows, and how much there is.
#[derive(Clone, Default, PartialEq)]
struct Matrix {
    columns: Vec<Arc<Competency>>,
    rows: Vec<(Arc<Actor>, Option<SectorMark>, Vec<Cell>)>,
    all_columns: usize,
    all_rows: usize,
}

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let matrix = Memo::new(move |_| matrix(app));
    let size = Memo::new(move |_| {
        matrix.with(|it| {
            let columns = (it.columns.len(), it.all_columns);
            i18n::lists::matrix_size(language, (it.rows.len(), it.all_rows), columns)
        })
    });
    let any = Memo::new(move |_| {
        let network = app.network.get();
        !network.actors.is_empty() && !network.competencies.is_empty()
    });
    let list = move || app.address.get().in_view(View::Competencies).hash();
    let as_list = view! {
        <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=list>
            <span class="kern-label">{t.lists.as_list}</span>
        </a>
    };
    view! {
        <section class="page">
            {head(t.lists.matrix_title, size, as_list)}
            {move || {
                let matrix = matrix.get();
                if matrix.rows.is_empty() || matrix.columns.is_empty() {
                    Either::Left(nothing(app, any.get(), t.lists.matrix_empty, t.lists.matrix_nothing_fits))
                } else {
                    Either::Right(view! { {legend(app)} {table(app, &matrix)} })
                }
            }}
        </section>
    }
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
    let has_row = |id: &Id| {
        if visible.actors.is_empty() { joined_actors.contains(id) } else { visible.actors.contains(id) }
    };
    let has_column = |id: &Id| {
        if visible.competencies.is_empty() {
            joined_competencies.contains(id)
        } else {
            visible.competencies.contains(id)
        }
    };
    let mut columns: Vec<Arc<Competency>> =
        network.competencies.iter().filter(|it| has_column(&it.id)).cloned().collect();
    columns.sort_by_cached_key(|competency| fold::key(&competency.name));
    let mut actors: Vec<(Arc<Actor>, Option<SectorMark>)> = network
        .actors
        .iter()
        .filter(|actor| has_row(&actor.id))
        .map(|actor| (actor.clone(), SectorMark::of(&network, actor.sector.as_ref())))
        .collect();
    actors.sort_by_cached_key(|(actor, sector)| {
        (sector.as_ref().map_or(usize::MAX, |sector| sector.number), fold::key(&actor.name))
    });
    let (all_columns, all_rows) = (columns.len(), actors.len());
    columns.truncate(MOST_COLUMNS);
    actors.truncate(MOST_ROWS);
    let row = |(actor, sector): (Arc<Actor>, Option<SectorMark>)| {
        let cells_of = |competency: &Arc<Competency>| {
            cells.get(&(&actor.id, &competency.id)).copied().unwrap_or_default()
        };
        let row = columns.iter().map(cells_of).collect();
        (actor, sector, row)
    };
    let rows = actors.into_iter().map(row).collect();
    Matrix { columns, rows, all_columns, all_rows }
}

fn legend(app: App) -> impl IntoView {
    let t = app.texts();
    view! {
        <ul class="matrix-legend" role="list" aria-label=t.lists.legend>
            <li>{offer_mark(None)} {t.words.offers_verb}</li>
            <li>{offer_mark(Some(3))} {t.lists.level_note}</li>
            <li>{need_mark()} {t.words.looks_for_verb}</li>
        </ul>
    }
}

fn table(app: App, matrix: &Matrix) -> impl IntoView + use<> {
    let t = app.texts();
    let column = |competency: &Arc<Competency>| {
        view! {
            <th scope="col" class="matrix__column">
                <div class="matrix__turned">
                    {record_link(TableName::Competencies, &competency.id, &competency.name)}
                </div>
            </th>
        }
    };
    let row = |(actor, sector, cells): &(Arc<Actor>, Option<SectorMark>, Vec<Cell>)| {
        view! {
            <tr>
                <th scope="row" class="matrix__row">
                    <div class="matrix__actor">
                        {sector_badge(app, sector.as_ref())}
                        {record_link(TableName::Actors, &actor.id, &actor.name)}
                    </div>
                </th>
                {cells.iter().map(|cell| cell_view(app, *cell)).collect_view()}
            </tr>
        }
    };
    view! {
        <div class="matrix" role="region" tabindex="0" aria-label=t.lists.matrix_title>
            <table>
                <thead>
                    <tr>
                        <td class="matrix__corner"></td>
                        {matrix.columns.iter().map(column).collect_view()}
                    </tr>
                </thead>
                <tbody>{matrix.rows.iter().map(row).collect_view()}</tbody>
            </table>
        </div>
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
            {(0..dots).map(|_| view! { <span class="offer-mark__dot"></span> }).collect_view()}
        </span>
    }
}

fn need_mark() -> impl IntoView {
    view! { <span class="need-mark" aria-hidden="true"></span> }
}
