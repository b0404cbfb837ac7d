use leptos::prelude::*;

use super::{
    ListPage, coverage_mark, new_button,
    table::{Column, Kind, table},
};
use crate::{
    app::{CommandId, View},
    model::{Id, TableName},
    query::{
        coverage::{State, coverage},
        fold,
    },
    ui::{
        context::App,
        kit::{link_button, record_link},
    },
};

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

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let rows = Memo::new(move |_| rows(app));
    let shown = Memo::new(move |_| rows.with(Vec::len));
    let matrix = Signal::derive(move || app.address.get().in_view(View::Matrix).hash());
    let tools = view! { {link_button(matrix, t.lists.matrix)} {new_button(app, CommandId::NewCompetency)} }
        .into_any();
    let nothing = [t.lists.no_competencies, t.lists.no_competency_fits];
    let page =
        ListPage::of_records(app, TableName::Competencies, t.words.competencies, shown, tools, nothing);
    page.view(app, table(app, t.words.competencies, columns(app), rows))
}

fn rows(app: App) -> Vec<Row> {
    let (network, visible) = (app.network.get(), app.visible.get());
    let counted = coverage(&network).into_iter().zip(network.competencies.iter());
    counted
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
        .collect()
}

fn columns(app: App) -> Vec<Column<Row>> {
    let t = &app.texts().lists;
    vec![
        Column::new(t.name, Kind::Name, |one, other| one.sort_key.cmp(&other.sort_key), name),
        Column::number(t.offered_by, |row| row.offered),
        Column::number(t.looked_for_by, |row| row.needed),
        Column::new(
            t.coverage,
            Kind::Wide,
            |one, other| one.state.cmp(&other.state),
            |app, row| Some(coverage_mark(app.spoken(), row.state).into_any()),
        ),
    ]
}

fn name(app: App, row: &Row) -> Option<AnyView> {
    let also = (!row.also.is_empty()).then(|| {
        view! { <span class="list__aside">{app.texts().lists.also} {row.also.clone()}</span> }
    });
    let link = record_link(TableName::Competencies, &row.id, &row.name);
    Some(view! { {link} {also} }.into_any())
}
