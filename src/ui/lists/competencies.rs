use leptos::prelude::*;

use super::{
    ListPage,
    coverage::{counted, tiles},
    new_button,
    table::{Cell, Column, Row, table},
};
use crate::{
    app::{CommandId, View},
    i18n::name,
    model::TableName,
    query::coverage::Coverage,
    ui::{
        context::App,
        kit::{link_button, memo, optional},
    },
};

pub(in crate::ui) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let columns = vec![
        Column::of_field(t.lists().name, "name"),
        Column::new(t.lists().offered_by, true),
        Column::new(t.lists().looked_for_by, true),
        Column::new(t.lists().coverage, false),
    ];
    let counted = counted(app);
    let rows = memo(move || rows(app, &counted.get()));
    let shown = memo(move || rows.with(Vec::len));
    let matrix = Signal::derive(move || app.address.get().in_view(View::Matrix).hash());
    let vocabulary = Signal::derive(move || app.address.get().in_view(View::Vocabulary).hash());
    let (matrix, vocabulary) =
        (link_button(matrix, t.lists().matrix), link_button(vocabulary, t.lists().vocabulary));
    let new = new_button(app, CommandId::NewCompetency);
    let is_chosen = memo(move || app.address.with(|address| !address.filter.competencies.is_empty()));
    let team = optional(move || {
        let address = Signal::derive(move || app.address.get().in_view(View::Team).hash());
        is_chosen.get().then(|| link_button(address, View::Team.title(app.spoken())))
    });
    let tools = view! { {team} {matrix} {vocabulary} {new} }.into_any();
    let nothing = [t.lists().no_competencies, t.lists().no_competency_fits];
    let page =
        ListPage::of_records(app, TableName::Competencies, t.words().competencies, shown, tools, nothing);
    let list = table(app, TableName::Competencies, t.words().competencies, columns, rows);
    page.with(tiles(app, counted, false)).view(app, list)
}

fn rows(app: App, counted: &[Coverage]) -> Vec<Row> {
    let (network, visible) = (app.records.get(), app.visible.get());
    let measure = app.address.with(|address| address.filter.measure);
    let shown = counted
        .iter()
        .zip(network.competencies.iter())
        .filter(|(_, competency)| visible.competencies.contains(&competency.id));
    let row = shown.map(|(coverage, competency)| {
        let cells = vec![
            Cell::Number(coverage.offered),
            Cell::Number(coverage.needed),
            Cell::Coverage(coverage.state, measure.few),
        ];
        let mut aside = name::joined(&competency.also);
        if !aside.is_empty() {
            aside.insert_str(0, app.texts().lists().also);
        }
        Row::new(TableName::Competencies, &competency.id, &competency.name, aside, cells)
    });
    row.collect()
}
