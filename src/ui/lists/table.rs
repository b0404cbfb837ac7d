use std::{cmp::Ordering, sync::Arc};

use leptos::prelude::*;

use super::{FIRST_ROWS, MORE_ROWS, SectorMark, coverage_mark, more_button, sector_badge};
use crate::{
    browser::clock,
    i18n,
    model::{ActorStatus, Day, Id, TableName, order::order},
    query::{
        coverage::{Few, State},
        fold,
    },
    ui::{
        context::App,
        kit::{CollectAny, icon, memo, record_link},
    },
};

#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) label: &'static str,
    /// Stands to the right, and is sorted from the largest.
    pub(super) number: bool,
}

/// One record in a list. Rows are keyed by all they say: one is built anew when it says something new.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    table: TableName,
    id: Id,
    name: String,
    sort_key: String,
    /// Smaller below the name.
    aside: String,
    /// Under the columns after the first.
    cells: Vec<Cell>,
}

#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Cell {
    Sector(Option<SectorMark>),
    Status(ActorStatus),
    Coverage(State, Few),
    Day(Option<Day>),
    Number(usize),
}

impl Row {
    pub(super) fn new(table: TableName, id: &Id, name: &str, aside: String, cells: Vec<Cell>) -> Self {
        Self { table, id: id.clone(), name: name.to_owned(), sort_key: fold::sort_key(name), aside, cells }
    }

    fn compare(&self, other: &Self, column: usize) -> Ordering {
        let cells = column.checked_sub(1).and_then(|place| self.cells.get(place).zip(other.cells.get(place)));
        match cells {
            // Whoever has no sector or no day stands at the end.
            Some((Cell::Sector(one), Cell::Sector(other))) => {
                let number = |sector: &Option<SectorMark>| sector.as_ref().map_or(usize::MAX, |it| it.number);
                number(one).cmp(&number(other))
            }
            Some((Cell::Day(one), Cell::Day(other))) => (one.is_none(), one).cmp(&(other.is_none(), other)),
            Some((Cell::Status(one), Cell::Status(other))) => one.cmp(other),
            Some((Cell::Coverage(one, _), Cell::Coverage(other, _))) => one.cmp(other),
            Some((Cell::Number(one), Cell::Number(other))) => one.cmp(other),
            _ => self.sort_key.cmp(&other.sort_key),
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
struct SortBy {
    /// Its place among the columns.
    column: usize,
    descending: bool,
}

/// A table that the heads of its columns sort, in portions. The first column holds the names and decides between rows
/// that are equal in another.
pub(super) fn table(
    app: App,
    caption: &'static str,
    columns: Vec<Column>,
    rows: Memo<Vec<Row>>,
) -> impl Fn() -> AnyView + Send + 'static {
    let sort = RwSignal::new(SortBy { column: 0, descending: false });
    let limit = RwSignal::new(FIRST_ROWS);
    let shown = memo(move || {
        let (rows, SortBy { column, descending }) = (rows.read(), sort.get());
        let order = order(rows.len(), &mut |one, other| {
            let (one, other) = (&rows[one], &rows[other]);
            let ascending = one.compare(other, column);
            let chosen = if descending { ascending.reverse() } else { ascending };
            chosen.then_with(|| one.compare(other, 0))
        });
        order.into_iter().take(limit.get()).map(|place| rows[place].clone()).collect::<Vec<Row>>()
    });
    let all = Signal::derive(move || rows.with(Vec::len));
    let columns: Arc<[Column]> = columns.into();
    move || {
        let heads = columns.iter().enumerate().map(|(place, column)| head(app, sort, place, *column));
        let heads = heads.collect_any();
        let columns = columns.clone();
        let line = move |row: Row| line(app, &columns, &row);
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
            {more_button(app, limit, all, MORE_ROWS)}
        }
        .into_any()
    }
}

/// The first `limit` things by their keys.
pub(super) fn first<T: Clone, K: Ord>(things: &[T], limit: usize, key: impl Fn(&T) -> K) -> Vec<T> {
    let keys: Vec<K> = things.iter().map(key).collect();
    let order = order(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
    order.into_iter().take(limit).map(|place| things[place].clone()).collect()
}

/// The head of a column, with the button that sorts by it.
fn head(app: App, sort: RwSignal<SortBy>, column: usize, Column { label, number }: Column) -> AnyView {
    let t = app.texts().lists();
    // Whether this column sorts, and if so which way.
    let descending = memo(move || {
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
            let descending = if sort.column == column { !sort.descending } else { number };
            *sort = SortBy { column, descending };
        });
    };
    let aria = move || said("none", "ascending", "descending");
    let title = move || said("", t.ascending, t.descending);
    let arrow = move || descending.get().map(|falls| icon(if falls { "arrow-down" } else { "arrow-up" }));
    view! {
        <th scope="col" class="list__head" class:list__head--number=number aria-sort=aria>
            <button type="button" class="list__sort" title=title on:click=choose>
                {label}
                {arrow}
            </button>
        </th>
    }
    .into_any()
}

fn line(app: App, columns: &[Column], row: &Row) -> AnyView {
    let aside =
        (!row.aside.is_empty()).then(|| view! { <span class="list__aside">{row.aside.clone()}</span> });
    let name = record_link(row.table, &row.id, &row.name);
    let cells = row.cells.iter().zip(&columns[1..]).map(|(cell, column)| cell_view(app, column.label, cell));
    view! {
        <tr class="list__row">
            <th scope="row" class="list__cell list__cell--name">{name} {aside}</th>
            {cells.collect_any()}
        </tr>
    }
    .into_any()
}

fn cell_view(app: App, label: &'static str, cell: &Cell) -> AnyView {
    let language = app.spoken();
    // For where the heads of the columns do not stand.
    let label = view! { <span class="list__label">{label}</span> };
    let (class, said) = match cell {
        Cell::Sector(sector) => ("list__cell--wide", sector_badge(app, sector.as_ref()).into_any()),
        Cell::Coverage(state, few) => ("list__cell--wide", coverage_mark(language, *state, *few).into_any()),
        Cell::Status(status) => ("", i18n::records::word(language, *status).into_any()),
        Cell::Number(number) => {
            ("list__cell--number", view! { {label} {language.number(*number)} }.into_any())
        }
        Cell::Day(Some(day)) => ("list__cell--day", view! { {label} {clock::day(day, language)} }.into_any()),
        Cell::Day(None) => ("list__cell--day", ().into_any()),
    };
    view! { <td class=format!("list__cell {class}")>{said}</td> }.into_any()
}
