use std::{cmp::Ordering, hash::Hash, sync::Arc};

use leptos::prelude::*;

use super::{FIRST_ROWS, more_button};
use crate::ui::{context::App, kit::icon};

/// What a column holds, and how its cells stand.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Kind {
    /// The head of the row.
    Name,
    Words,
    /// Takes a line of its own on a narrow screen.
    Wide,
    Day,
    Number,
}

pub(super) struct Column<R> {
    label: &'static str,
    kind: Kind,
    compare: Box<dyn Fn(&R, &R) -> Ordering + Send + Sync>,
    /// What a row says in this column, if anything.
    cell: Box<dyn Fn(App, &R) -> Option<AnyView> + Send + Sync>,
}

impl<R: 'static> Column<R> {
    pub(super) fn new(
        label: &'static str,
        kind: Kind,
        compare: fn(&R, &R) -> Ordering,
        cell: fn(App, &R) -> Option<AnyView>,
    ) -> Self {
        Self { label, kind, compare: Box::new(compare), cell: Box::new(cell) }
    }

    pub(super) fn number(label: &'static str, value: fn(&R) -> usize) -> Self {
        Self {
            label,
            kind: Kind::Number,
            compare: Box::new(move |one, other| value(one).cmp(&value(other))),
            cell: Box::new(move |app, row| Some(app.spoken().number(value(row)).into_any())),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
struct SortBy {
    /// Its place among the columns.
    column: usize,
    descending: bool,
}

/// A table that the heads of its columns sort, in portions. The first column decides between rows that are equal in
/// another. Rows are keyed by all they say: one is built anew when it says something new.
pub(super) fn table<R>(
    app: App,
    caption: &'static str,
    columns: Vec<Column<R>>,
    rows: Memo<Vec<R>>,
) -> impl Fn() -> AnyView + Send + 'static
where
    R: Clone + Eq + Hash + Send + Sync + 'static,
{
    let columns = Arc::new(columns);
    let sort = RwSignal::new(SortBy { column: 0, descending: false });
    let limit = RwSignal::new(FIRST_ROWS);
    let sorted = columns.clone();
    let shown = Memo::new(move |_| {
        let (rows, SortBy { column, descending }) = (rows.read(), sort.get());
        let compare =
            |column: usize, one: usize, other: usize| (sorted[column].compare)(&rows[one], &rows[other]);
        let order = order(rows.len(), &|one, other| {
            let ascending = compare(column, one, other);
            let chosen = if descending { ascending.reverse() } else { ascending };
            chosen.then_with(|| compare(0, one, other))
        });
        order.into_iter().take(limit.get()).map(|place| rows[place].clone()).collect::<Vec<R>>()
    });
    let all = Signal::derive(move || rows.with(Vec::len));
    move || {
        let heads = columns
            .iter()
            .enumerate()
            .map(|(place, column)| head(app, sort, place, column.label, column.kind));
        let heads = heads.collect_view();
        let columns = columns.clone();
        let line = move |row: R| {
            let cells =
                columns.iter().map(|column| cell(column.label, column.kind, (column.cell)(app, &row)));
            view! { <tr class="list__row">{cells.collect_view()}</tr> }.into_any()
        };
        view! {
            <div class="list">
                <table class="list__table">
                    <caption class="kern-sr-only">{caption}</caption>
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>
                        <For each=move || shown.get() key=Clone::clone children=line />
                    </tbody>
                </table>
            </div>
            {more_button(app, limit, all)}
        }
        .into_any()
    }
}

/// The places of `count` things in order; equal ones stay as they stand.
fn order(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|one, other| compare(*one, *other));
    places
}

/// The first `limit` things by their keys.
pub(super) fn first<T: Clone, K: Ord>(things: &[T], limit: usize, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = things.iter().map(key).collect();
    let order = order(keys.len(), &|one, other| keys[one].cmp(&keys[other]));
    order.into_iter().take(limit).map(|place| things[place].clone()).collect()
}

/// The head of a column, with the button that sorts by it.
fn head(app: App, sort: RwSignal<SortBy>, column: usize, label: &'static str, kind: Kind) -> AnyView {
    let t = &app.texts().lists;
    let numeric = kind == Kind::Number;
    // Whether this column sorts, and if so which way.
    let descending = Memo::new(move |_| {
        let sorted = sort.get();
        (sorted.column == column).then_some(sorted.descending)
    });
    let said = move |unsorted, ascending, falling| match descending.get() {
        None => unsorted,
        Some(false) => ascending,
        Some(true) => falling,
    };
    // The same column turns round; another one begins where people look first: numbers at the largest.
    let choose = move |_| {
        sort.update(|sort| {
            let descending = if sort.column == column { !sort.descending } else { numeric };
            *sort = SortBy { column, descending };
        });
    };
    view! {
        <th
            scope="col"
            class="list__head"
            class:list__head--number=numeric
            aria-sort=move || said("none", "ascending", "descending")
        >
            <button
                type="button"
                class="list__sort"
                title=move || said("", t.ascending, t.descending)
                on:click=choose
            >
                {label}
                {move || descending.get().map(|descending| icon(if descending { "arrow-down" } else { "arrow-up" }))}
            </button>
        </th>
    }
    .into_any()
}

/// The label stands in the cell for where the heads of the columns do not.
fn cell(label: &'static str, kind: Kind, content: Option<AnyView>) -> AnyView {
    let labelled = matches!(kind, Kind::Day | Kind::Number) && content.is_some();
    let label = labelled.then(|| view! { <span class="list__label">{label}</span> });
    let class = match kind {
        Kind::Name => {
            return view! { <th scope="row" class="list__cell list__cell--name">{content}</th> }.into_any();
        }
        Kind::Words => "list__cell",
        Kind::Wide => "list__cell list__cell--wide",
        Kind::Day => "list__cell list__cell--day",
        Kind::Number => "list__cell list__cell--number",
    };
    view! { <td class=class>{label} {content}</td> }.into_any()
}
