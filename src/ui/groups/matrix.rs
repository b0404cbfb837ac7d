//! Actors and the groups they sit in, as a table.

use std::{collections::HashSet, sync::Arc};

use leptos::prelude::*;

use super::{groups, only_shown};
use crate::{
    app::View,
    i18n,
    model::{Actor, Group, Id, TableName},
    ui::{
        context::App,
        kit::{CollectAny, link_button, live, memo, view_title},
        lists::{SectorMark, head_link, sector_badge, walk},
    },
};

/// More would be slow to build and hard to read; search and filters choose.
const MOST_ROWS: usize = 60;
const MOST_COLUMNS: usize = 100;

/// An actor, its sector, and whether it sits in the group of each column.
type Row = (Arc<Actor>, Option<SectorMark>, Vec<bool>);

/// What the matrix shows, and how much there is.
#[derive(Clone, Default, PartialEq)]
struct Matrix {
    columns: Vec<Arc<Group>>,
    rows: Vec<Row>,
    all_columns: usize,
    all_rows: usize,
}

pub(super) fn view(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts());
    let everybody = RwSignal::new(false);
    let groups = groups(app);
    let matrix = memo(move || {
        let (network, visible) = (app.records.get(), app.visible.get());
        groups.with(|groups| {
            let sitting: Vec<&Id> = groups.seats.iter().map(|seats| &seats.actor).collect();
            let known: HashSet<&Id> = sitting.iter().copied().collect();
            let others = network.actors.iter().map(|actor| &actor.id).filter(|id| !known.contains(id));
            let others = others.filter(|_| everybody.get());
            let ids: Vec<&Id> =
                sitting.iter().copied().chain(others).filter(|id| visible.actors.contains(*id)).collect();
            let columns = network.groups.iter().take(MOST_COLUMNS).cloned().collect();
            let members: Vec<HashSet<&Id>> =
                groups.groups.iter().take(MOST_COLUMNS).map(|it| it.members.iter().collect()).collect();
            let row = |id: &&Id| {
                let actor = network.actors.get(id)?.clone();
                let sector = SectorMark::of(&network, actor.sector.as_ref());
                Some((actor, sector, members.iter().map(|members| members.contains(*id)).collect()))
            };
            let rows = ids.iter().take(MOST_ROWS).filter_map(row).collect();
            Matrix { columns, rows, all_columns: network.groups.len(), all_rows: ids.len() }
        })
    });
    let size = move || {
        matrix.with(|it| {
            let columns = (it.columns.len(), it.all_columns);
            i18n::groups::matrix_size(language, (it.rows.len(), it.all_rows), columns)
        })
    };
    let list = Signal::derive(move || app.address.get().in_view(View::Groups).hash());
    let body = live(move || {
        matrix.with(|matrix| match (matrix.all_columns, matrix.rows.is_empty()) {
            (0, _) => view! { <p class="list-empty">{t.groups().none}</p> }.into_any(),
            (_, true) => view! { <p class="list-empty">{t.groups().nothing_fits}</p> }.into_any(),
            _ => table(app, matrix),
        })
    });
    view! {
        <section class="page">
            <header class="list-head">
                <div>
                    {view_title(t.groups().matrix)}
                    <p class="list-head__count" role="status" aria-live=app.counts_live()>{size}</p>
                </div>
                <div class="cluster">{link_button(list, t.lists().as_list)}</div>
            </header>
            <div class="groups-everybody">
                <label class="facet facet--inline">
                    <input
                        type="checkbox"
                        on:change=move |event| everybody.set(event_target_checked(&event))
                    />
                    <span class="facet__name">{t.groups().everybody}</span>
                </label>
                {only_shown(app)}
            </div>
            {body}
        </section>
    }
    .into_any()
}

fn table(app: App, matrix: &Matrix) -> AnyView {
    let t = app.texts().groups();
    let column = |(place, group): (usize, &Arc<Group>)| {
        view! {
            <th scope="col" class="matrix__column">
                <div class="matrix__turned" title=group.name.clone()>
                    {head_link(TableName::Groups, &group.id, &group.name, place)}
                </div>
            </th>
        }
    };
    let cell = |sits: &bool| {
        let said = sits.then(|| view! { {mark()} <span class="kern-sr-only">{t.sits_here}</span> });
        view! { <td class="matrix__cell">{said}</td> }
    };
    let row = |(place, (actor, sector, cells)): (usize, &Row)| {
        view! {
            <tr>
                <th scope="row" class="matrix__row">
                    <div class="matrix__actor" title=actor.name.clone()>
                        {sector_badge(app, sector.as_ref())}
                        {head_link(TableName::Actors, &actor.id, &actor.name, place)}
                    </div>
                </th>
                {cells.iter().map(cell).collect_any()}
            </tr>
        }
    };
    view! {
        <div class="matrix matrix--groups" role="region" tabindex="0" aria-label=t.matrix on:keydown=walk>
            <table>
                <thead>
                    <tr>
                        <td class="matrix__corner">
                            <ul class="matrix-legend" role="list" aria-label=t.legend>
                                <li>{mark()} {t.sits_here}</li>
                            </ul>
                        </td>
                        {matrix.columns.iter().enumerate().map(column).collect_any()}
                    </tr>
                </thead>
                <tbody>{matrix.rows.iter().enumerate().map(row).collect_any()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn mark() -> AnyView {
    view! { <span class="offer-mark" aria-hidden="true"><span class="offer-mark__dot"></span></span> }
        .into_any()
}
