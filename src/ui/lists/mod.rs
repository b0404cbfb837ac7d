//! Every fact of the picture in lists one can sort, and the actor × competency matrix.

mod actors;
mod badge;
mod competencies;
mod matrix;
mod sort;
mod topics;

use std::cmp::Ordering;

use leptos::{either::Either, prelude::*};

use crate::app::{Address, Msg};

use super::{
    context::App,
    kit::{Button, view_title},
};

pub(in crate::ui) use actors::view as actors;
pub(in crate::ui) use badge::{SectorMark, coverage_mark, sector_badge};
pub(in crate::ui) use competencies::view as competencies;
pub(in crate::ui) use matrix::view as matrix;
pub(in crate::ui) use topics::view as topics;

use sort::SortBy;

/// Rows shown at first, and how many more at a time; more would be felt.
const FIRST_ROWS: usize = 500;
const MORE_ROWS: usize = 200;

/// The heading of a list with how much of it is shown, and its buttons.
fn head(title: &'static str, shown: Memo<String>, tools: impl IntoView) -> impl IntoView {
    view! {
        <header class="list-head">
            <div>
                {view_title(title)} <p class="list-head__count" role="status">
                    {shown}
                </p>
            </div>
            <div class="cluster">{tools}</div>
        </header>
    }
}

/// What stands in place of a list: that there is nothing yet, or that nothing is left and how to see all again.
fn nothing(app: App, exists: bool, nothing_yet: &'static str, nothing_fits: &'static str) -> impl IntoView {
    if !exists {
        return Either::Left(view! { <p class="list-empty">{nothing_yet}</p> });
    }
    let all = move || {
        let view = app.address.get_untracked().view;
        Msg::Go { address: Address::of(view), replace: false }
    };
    Either::Right(view! {
        <div class="list-empty stack">
            <p>{nothing_fits}</p>
            <p>
                <Button label=app.texts().lists.show_all message=all />
            </p>
        </div>
    })
}

/// Draws a table from the order it stands in and its rows.
type Draw<R, C, T> = fn(App, RwSignal<SortBy<C>>, Memo<Vec<R>>) -> T;

/// Rows sorted as the heads of their table say, in portions; `instead` stands there when there are none. Rows come
/// in the order that is to decide between equal ones.
fn sortable<R, C, T: IntoView + 'static, N: IntoView + 'static>(
    app: App,
    rows: Memo<Vec<R>>,
    first: C,
    compare: fn(C, &R, &R) -> Ordering,
    table: Draw<R, C, T>,
    instead: impl Fn() -> N + Send + 'static,
) -> impl IntoView
where
    R: Clone + PartialEq + Send + Sync + 'static,
    C: Copy + PartialEq + Send + Sync + 'static,
{
    let sort = RwSignal::new(SortBy::by(first));
    let limit = RwSignal::new(FIRST_ROWS);
    let shown = Memo::new(move |_| {
        let mut rows = rows.get();
        sort.get().sort(&mut rows, compare);
        rows.truncate(limit.get());
        rows
    });
    let empty = Memo::new(move |_| rows.with(Vec::is_empty));
    let whole = Memo::new(move |_| rows.with(Vec::len) <= limit.get());
    move || {
        if empty.get() {
            return Either::Left(instead());
        }
        Either::Right(view! {
            {table(app, sort, shown)}
            <p class="list-more" hidden=whole>
                <button
                    type="button"
                    class="kern-btn kern-btn--secondary kern-btn--x-small"
                    on:click=move |_| limit.update(|limit| *limit += MORE_ROWS)
                >
                    <span class="kern-label">{app.texts().lists.show_more}</span>
                </button>
            </p>
        })
    }
}

/// A number in a line; the label stands there where the heads of the columns do not.
fn number_cell(app: App, label: &'static str, number: usize) -> impl IntoView {
    view! {
        <td class="list__cell list__cell--number">
            <span class="list__label">{label}</span>
            {app.spoken().number(number)}
        </td>
    }
}
