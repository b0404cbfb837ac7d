//! How the files were understood, and how they shall be.

use leptos::prelude::*;

use super::{client::Client, select};
use crate::{
    i18n::intake as words,
    intake::{Ask, Choice, ColumnReport, GraphReport, SheetReport, Sureness},
    ui::kit::{Button, CollectAny, live, memo, optional},
};

pub(super) fn columns(client: Client) -> AnyView {
    let t = client.app.texts().intake();
    let sheets = client.slice(|report| (report.sheets.clone(), report.separators.clone()));
    let graph = client.slice(|report| report.graph.clone());
    let is_remembered = client.slice(|report| report.is_remembered);
    let remembered = optional(move || {
        is_remembered.get().then(|| {
            view! {
                <p class="cluster">
                    {t.remembered}
                    <Button label=t.guess_anew message=move || client.choose(Ask::Guess) rank="tertiary" />
                </p>
            }
        })
    });
    let is_graph = memo(move || graph.with(Option::is_some));
    let title = move || if is_graph.get() { t.correct_graph } else { t.correct };
    // Once open it stays so: what becomes sure under one's hands is still looked at.
    let is_open = client.peek(|report| !report.is_remembered && is_unclear(&report.sheets));
    let content = live(move || match graph.get() {
        Some(graph) => of_graph(client, graph),
        None => {
            let (sheets, separators) = sheets.get();
            let sheets = sheets.into_iter().enumerate();
            sheets.map(|(place, sheet)| of_sheet(client, place, sheet, &separators)).collect_any()
        }
    });
    view! {
        {remembered}
        <details class="intake__columns" open=is_open>
            <summary>{title}</summary>
            {content}
        </details>
    }
    .into_any()
}

/// Whether anything was not recognised that is not plainly left out.
fn is_unclear(sheets: &[SheetReport]) -> bool {
    let columns = || sheets.iter().flat_map(|sheet| &sheet.columns);
    columns().any(|column| column.certainty != Sureness::Sure)
}

fn number(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn of_sheet(client: Client, place: usize, sheet: SheetReport, separators: &[Choice]) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let at = number(place);
    let shape = select(
        format!("shape-{place}"),
        t.sheet_is.to_owned(),
        true,
        &sheet.shapes,
        &sheet.shape,
        move |shape| {
            client.choose(Ask::Shape { sheet: at, shape });
        },
    );
    let has_columns = !sheet.columns.is_empty();
    let header = has_columns.then(|| {
        let (id, chosen) = (format!("header-{place}"), sheet.header.to_string());
        select(id, t.header_row.to_owned(), true, &sheet.headers, &chosen, move |row| {
            client.choose(Ask::Header { sheet: at, row: row.parse().unwrap_or(0) });
        })
    });
    let columns = sheet.columns.iter().enumerate();
    let columns: Vec<AnyView> = columns
        .map(|(column, report)| one(client, at, column, report, &sheet.meanings, separators))
        .collect();
    let more = (sheet.more_columns > 0)
        .then(|| view! { <p class="muted">{words::more_columns(language, sheet.more_columns)}</p> });
    view! {
        <section class="intake__sheet">
            <h3 class="intake__sheet-title">
                <bdi>{sheet.name}</bdi> " " <span class="muted">{words::rows(language, sheet.rows)}</span>
            </h3>
            <div class="intake__choices">{shape} {header}</div>
            <ul role="list" class="intake__column-list">{columns}</ul>
            {more}
        </section>
    }
    .into_any()
}

fn one(
    client: Client,
    sheet: u32,
    place: usize,
    column: &ColumnReport,
    meanings: &[Choice],
    separators: &[Choice],
) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let at = number(place);
    let label = |what: &str| format!("{what}: {}", column.title);
    let id = format!("meaning-{sheet}-{place}");
    let meaning = select(id, label(t.meaning), false, meanings, &column.meaning, move |meaning| {
        client.choose(Ask::Meaning { sheet, column: at, meaning });
    });
    let separator = column.separator.as_ref().map(|chosen| {
        let id = format!("separator-{sheet}-{place}");
        select(id, label(t.parted_by), false, separators, chosen, move |separator| {
            client.choose(Ask::Separator { sheet, column: at, separator });
        })
    });
    let sureness = (column.certainty != Sureness::Sure).then(|| words::sureness(language, column.certainty));
    let personal = column.is_personal.then(|| view! { <span class="intake__personal">{t.personal}</span> });
    view! {
        <li class="intake__column" class:intake__column--unclear=column.certainty == Sureness::Unknown>
            <div class="intake__column-head">
                <span class="muted">{column.place.clone()}</span>
                " "
                <strong><bdi>{column.title.clone()}</bdi></strong>
                <span class="intake__example"><bdi>{column.example.clone()}</bdi></span>
            </div>
            {meaning} {separator}
            <p class="intake__sureness muted">{sureness} {personal}</p>
        </li>
    }
    .into_any()
}

fn of_graph(client: Client, graph: GraphReport) -> AnyView {
    let (language, t) = (client.app.spoken(), client.app.texts().intake());
    let kind =
        select("node-kind".into(), t.node_kind.to_owned(), true, &graph.kinds, &graph.kind, move |name| {
            client.choose(Ask::NodeKind(name));
        });
    let words_of_nodes = graph.words.iter().enumerate().map(|(place, (word, is))| {
        let id = format!("node-word-{place}");
        let named = word.clone();
        let choose = move |event| {
            client.choose(Ask::IsCompetency { word: named.clone(), is: event_target_checked(&event) });
        };
        view! {
            <div class="kern-form-check">
                <input id=id.clone() type="checkbox" class="kern-form-check__checkbox" checked=*is on:change=choose />
                <label class="kern-label" for=id><bdi>{word.clone()}</bdi></label>
            </div>
        }
    });
    let words_of_nodes: Vec<_> = words_of_nodes.collect();
    let are_competencies = (!words_of_nodes.is_empty()).then(|| {
        view! {
            <fieldset class="intake__target">
                <legend class="kern-label">{t.are_competencies}</legend>
                {words_of_nodes}
            </fieldset>
        }
    });
    let relation = (graph.relations.len() > 1).then(|| {
        let label = t.edge_kind.to_owned();
        select("edge-kind".into(), label, true, &graph.relations, &graph.relation, move |name| {
            client.choose(Ask::Relation(name));
        })
    });
    let meanings = graph.meanings.iter().enumerate().map(|(place, (word, meaning))| {
        let (id, named) = (format!("edge-word-{place}"), word.clone());
        select(id, word.clone(), true, &graph.edge_meanings, meaning, move |meaning| {
            client.choose(Ask::RelationWord { word: named.clone(), meaning });
        })
    });
    let meanings: Vec<_> = meanings.collect();
    view! {
        <p class="muted">{words::graph(language, graph.nodes, graph.edges)}</p>
        <div class="intake__choices">{kind} {relation}</div>
        {are_competencies}
        <div class="intake__choices">{meanings}</div>
    }
    .into_any()
}
