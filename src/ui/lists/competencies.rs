use std::cmp::Ordering;

use leptos::prelude::*;

use super::{
    coverage_mark, head, nothing, number_cell,
    sort::{SortBy, header},
    sortable,
};
use crate::{
    app::{CommandId, View},
    i18n,
    model::{Id, TableName},
    query::{
        coverage::{State, coverage},
        fold,
    },
    ui::{
        context::App,
        kit::{command_button, record_link},
    },
};

/// One line of the list, keyed by all it says.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    id: Id,
    name: String,
    sort_key: String,
    also: String,
    offered: usize,
    needed: usize,
    state: State,
}

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Name,
    Offered,
    Needed,
    Coverage,
}

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let rows = Memo::new(move |_| rows(app));
    let count = Memo::new(move |_| {
        i18n::lists::competencies_shown(language, rows.with(Vec::len), app.network.get().competencies.len())
    });
    let any = Memo::new(move |_| !app.network.get().competencies.is_empty());
    let instead = move || nothing(app, any.get(), t.lists.no_competencies, t.lists.no_competency_fits);
    view! {
        <section class="page">
            {head(t.words.competencies, count, tools(app))}
            {sortable(app, rows, Column::Name, compare, table, instead)}
        </section>
    }
}

fn tools(app: App) -> impl IntoView {
    let matrix = move || app.address.get().in_view(View::Matrix).hash();
    view! {
        <a class="kern-btn kern-btn--secondary kern-btn--x-small" href=matrix>
            <span class="kern-label">{app.texts().lists.matrix}</span>
        </a>
        {command_button(
            app,
            CommandId::NewCompetency,
            i18n::shell::command(app.spoken(), CommandId::NewCompetency),
            "primary",
            "add",
            false,
        )}
    }
}

/// What is visible, by name.
fn rows(app: App) -> Vec<Row> {
    let (network, visible) = (app.network.get(), app.visible.get());
    let counted = coverage(&network).into_iter().zip(network.competencies.iter());
    let mut rows: Vec<Row> = counted
        .filter(|(_, competency)| visible.competencies.contains(&competency.id))
        .map(|(coverage, competency)| Row {
            id: coverage.competency,
            name: competency.name.clone(),
            sort_key: fold::key(&competency.name),
            also: competency.also.join(", "),
            offered: coverage.offered,
            needed: coverage.needed,
            state: coverage.state,
        })
        .collect();
    rows.sort_by(|one, two| one.sort_key.cmp(&two.sort_key));
    rows
}

fn compare(column: Column, one: &Row, two: &Row) -> Ordering {
    match column {
        Column::Name => one.sort_key.cmp(&two.sort_key),
        Column::Offered => one.offered.cmp(&two.offered),
        Column::Needed => one.needed.cmp(&two.needed),
        Column::Coverage => one.state.cmp(&two.state),
    }
}

fn table(app: App, sort: RwSignal<SortBy<Column>>, rows: Memo<Vec<Row>>) -> impl IntoView {
    let t = app.texts();
    view! {
        <div class="list">
            <table class="list__table">
                <caption class="kern-sr-only">{t.words.competencies}</caption>
                <thead>
                    <tr>
                        {header(app, sort, Column::Name, t.lists.name, false)}
                        {header(app, sort, Column::Offered, t.lists.offered_by, true)}
                        {header(app, sort, Column::Needed, t.lists.looked_for_by, true)}
                        {header(app, sort, Column::Coverage, t.lists.coverage, false)}
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
    let also = (!row.also.is_empty()).then(|| {
        view! { <span class="list__aside">{t.lists.also} {row.also.clone()}</span> }
    });
    view! {
        <tr class="list__row">
            <th scope="row" class="list__cell list__cell--name">
                {record_link(TableName::Competencies, &row.id, &row.name)} {also}
            </th>
            {number_cell(app, t.lists.offered_by, row.offered)}
            {number_cell(app, t.lists.looked_for_by, row.needed)}
            <td class="list__cell list__cell--wide">{coverage_mark(language, row.state)}</td>
        </tr>
    }
}
