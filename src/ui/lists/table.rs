use std::{cmp::Ordering, sync::Arc};

use leptos::prelude::*;

use super::{
    FIRST_ROWS, MORE_ROWS, SectorMark, coverage_mark,
    grid::{self, Editing},
    more_button, sector_badge, selection,
};
use crate::{
    app::address_of,
    browser::clock,
    doors, i18n,
    model::{ActorStatus, Day, Id, TableName, order::order},
    query::{
        coverage::{Few, State},
        fold,
    },
    ui::{
        behind,
        context::App,
        kit::{CollectAny, effect, icon, memo},
    },
};

#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) label: &'static str,
    /// Stands to the right, and is sorted from the largest.
    pub(super) number: bool,
    /// What can be edited in it.
    pub(super) field: Option<&'static str>,
}

impl Column {
    pub(super) fn new(label: &'static str, number: bool) -> Self {
        Self { label, number, field: None }
    }

    pub(super) fn of_field(label: &'static str, field: &'static str) -> Self {
        Self { label, number: false, field: Some(field) }
    }
}

/// One record in a list. Rows are keyed by all they say: one is built anew when it says something new.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Row {
    table: TableName,
    pub(super) id: Id,
    pub(super) name: String,
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
/// that are equal in another. Where one may edit, rows can be marked and cells edited.
pub(super) fn table(
    app: App,
    table: TableName,
    caption: &'static str,
    columns: Vec<Column>,
    rows: Memo<Vec<Row>>,
) -> impl Fn() -> AnyView + Send + 'static {
    let sort = RwSignal::new(SortBy { column: 0, descending: false });
    let limit = RwSignal::new(FIRST_ROWS);
    let editing = RwSignal::new(None::<Editing>);
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
    let ids = memo(move || shown.with(|rows| rows.iter().map(|row| row.id.clone()).collect::<Vec<Id>>()));
    let all = Signal::derive(move || rows.with(Vec::len));
    let columns: Arc<[Column]> = columns.into();
    move || {
        let edits = !app.read_only.get();
        let heads = columns.iter().enumerate().map(|(place, column)| head(app, sort, place, *column));
        let heads = heads.collect_any();
        let lines =
            Lines { app, columns: columns.clone(), edits, ids, last: StoredValue::new(None), editing };
        // With the field that is edited in it: a row is drawn anew when that changes.
        let each = move || {
            let editing = editing.get();
            let field = |row: &Row| {
                editing.as_ref().filter(|editing| editing.id == row.id).map(|editing| editing.field.clone())
            };
            shown.get().into_iter().map(|row| (field(&row), row)).collect::<Vec<_>>()
        };
        effect(move || {
            ids.track();
            editing.track();
            leptos::task::spawn_local(async {
                leptos::task::tick().await;
                grid::keep_stop();
            });
        });
        view! {
            <div class="list">
                {edits.then(|| view! { <p id="list-keys" class="kern-sr-only">{app.texts().lists().keys}</p> })}
                <table
                    class="list__table"
                    role=edits.then_some("grid")
                    aria-describedby=edits.then_some("list-keys")
                    on:keydown=move |event| grid::keydown(&event, editing)
                    on:dblclick=move |event| grid::double_clicked(&event, editing)
                    on:focusin=move |event| grid::focused(&event)
                >
                    <caption class="kern-sr-only">{caption}</caption>
                    <thead>
                        <tr>
                            {edits.then(|| view! { <th scope="col" class="list__mark">{selection::mark_all(app, rows)}</th> })}
                            {heads}
                        </tr>
                    </thead>
                    <tbody>
                        <For each=each key=Clone::clone children=move |(field, row)| lines.line(&row, field.as_deref()) />
                    </tbody>
                </table>
            </div>
            {more_button(app, limit, all, MORE_ROWS)}
            {selection::bar(app, table, rows)}
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
fn head(app: App, sort: RwSignal<SortBy>, column: usize, Column { label, number, .. }: Column) -> AnyView {
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

/// What all rows of a table have in common.
#[derive(Clone)]
struct Lines {
    app: App,
    columns: Arc<[Column]>,
    edits: bool,
    /// The rows that are shown, in their order.
    ids: Memo<Vec<Id>>,
    /// The row that was marked last.
    last: StoredValue<Option<Id>>,
    editing: RwSignal<Option<Editing>>,
}

impl Lines {
    /// `edited`: the field that is edited in it.
    fn line(&self, row: &Row, edited: Option<&str>) -> AnyView {
        let (app, edits) = (self.app, self.edits);
        let mark = edits.then(|| {
            let mark = selection::mark(app, row, self.ids, self.last);
            view! { <td class="list__mark">{mark}</td> }
        });
        let cells = self.columns.iter().enumerate().map(|(place, column)| {
            let field = column.field.filter(|_| edits);
            let (class, said) = match place.checked_sub(1).map(|place| &row.cells[place]) {
                None => ("list__cell--name", self.name(row)),
                Some(cell) => cell_view(app, column.label, cell),
            };
            let is_edited = field.is_some() && field == edited;
            // Below the editor, so that no row moves under the second click on another cell.
            let said = if is_edited {
                let editor = self.editor(row, field.unwrap_or_default());
                view! { <div class="list__edited">{said}</div> {editor} }.into_any()
            } else {
                said
            };
            let class = format!("list__cell {class}");
            let (stop, title) = (edits.then_some("-1"), field.map(|_| app.texts().lists().edit_cell));
            if place == 0 {
                view! { <th scope="row" class=class data-field=field title=title>{said}</th> }.into_any()
            } else {
                view! { <td class=class data-field=field title=title tabindex=stop>{said}</td> }.into_any()
            }
        });
        view! { <tr class="list__row" data-record=row.id.to_string()>{mark} {cells.collect_any()}</tr> }
            .into_any()
    }

    fn name(&self, row: &Row) -> AnyView {
        let app = self.app;
        let aside =
            (!row.aside.is_empty()).then(|| view! { <span class="list__aside">{row.aside.clone()}</span> });
        let stop = self.edits.then_some("-1");
        let address = address_of(row.table, &row.id).hash();
        view! {
            <a class="kern-link" lang=app.contents() href=address tabindex=stop>{row.name.clone()}</a>
            {aside}
        }
        .into_any()
    }

    fn editor(&self, row: &Row, field: &'static str) -> AnyView {
        let (app, editing, table, id) = (self.app, self.editing, row.table, row.id.clone());
        let done = Callback::new(move |go| grid::leave(editing, go));
        behind::part(app, &doors::FORMS, move |forms| (forms.cell)(app, table, &id, field, done))
    }
}

fn cell_view(app: App, label: &'static str, cell: &Cell) -> (&'static str, AnyView) {
    let language = app.spoken();
    // For where the heads of the columns do not stand.
    let label = view! { <span class="list__label">{label}</span> };
    match cell {
        Cell::Sector(sector) => ("list__cell--wide", sector_badge(app, sector.as_ref()).into_any()),
        Cell::Coverage(state, few) => ("list__cell--wide", coverage_mark(language, *state, *few).into_any()),
        Cell::Status(status) => ("", i18n::records::word(language, *status).into_any()),
        Cell::Number(number) => {
            ("list__cell--number", view! { {label} {language.number(*number)} }.into_any())
        }
        Cell::Day(Some(day)) => ("list__cell--day", view! { {label} {clock::day(day, language)} }.into_any()),
        Cell::Day(None) => ("list__cell--day", ().into_any()),
    }
}
