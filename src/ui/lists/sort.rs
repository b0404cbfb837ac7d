use std::cmp::Ordering;

use leptos::prelude::*;

use crate::ui::{context::App, kit::icon};

/// By which column a list is sorted, and which way.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct SortBy<C> {
    pub(super) column: C,
    pub(super) descending: bool,
}

impl<C: Copy + PartialEq> SortBy<C> {
    pub(super) fn by(column: C) -> Self {
        Self { column, descending: false }
    }

    /// Sorts rows that stand in the order that is to decide between equal ones.
    pub(super) fn sort<T>(self, rows: &mut [T], compare: impl Fn(C, &T, &T) -> Ordering) {
        rows.sort_by(|one, two| {
            let ascending = compare(self.column, one, two);
            if self.descending { ascending.reverse() } else { ascending }
        });
    }

    /// The same column turns round; another one begins where people look first: numbers at the largest.
    fn chosen(self, column: C, numeric: bool) -> Self {
        let descending = if self.column == column { !self.descending } else { numeric };
        Self { column, descending }
    }
}

/// The head of a column, with the button that sorts by it.
pub(super) fn header<C: Copy + PartialEq + Send + Sync + 'static>(
    app: App,
    sort: RwSignal<SortBy<C>>,
    column: C,
    label: &'static str,
    numeric: bool,
) -> impl IntoView {
    let t = app.texts();
    // Whether this column sorts, and if so which way.
    let descending = Memo::new(move |_| {
        let sorted = sort.get();
        (sorted.column == column).then_some(sorted.descending)
    });
    let aria = move || match descending.get() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let title = move || match descending.get() {
        None => "",
        Some(false) => t.lists.ascending,
        Some(true) => t.lists.descending,
    };
    view! {
        <th scope="col" class="list__head" class:list__head--number=numeric aria-sort=aria>
            <button
                type="button"
                class="list__sort"
                title=title
                on:click=move |_| sort.update(|sort| *sort = sort.chosen(column, numeric))
            >
                {label}
                {move || {
                    descending
                        .get()
                        .map(|descending| icon(if descending { "arrow-down" } else { "arrow-up" }))
                }}
            </button>
        </th>
    }
}
