//! Every fact of the picture in lists one can sort, and the actor × competency matrix.

mod actors;
mod badge;
mod competencies;
mod coverage;
mod directory;
mod grid;
mod matrix;
mod selection;
mod table;
mod topics;

use leptos::prelude::*;

use crate::{
    app::{Address, CommandId, Msg, View},
    i18n,
    model::{Id, TableName},
};

use super::{
    context::App,
    kit::{Button, ButtonLook, button, command_button, live, memo, view_title},
};

pub(in crate::ui) use badge::{SectorMark, coverage_mark, sector_badge};
pub(in crate::ui) use matrix::{head_link, walk};

/// Records to do something with.
pub(in crate::ui) type Marked = Memo<Vec<(TableName, Id)>>;

/// What is behind the door of the lists.
pub struct Lists {
    /// One of the views that are lists.
    pub(in crate::ui) draw: fn(App, View) -> AnyView,
    /// Buttons for what can be done with several records.
    pub(in crate::ui) actions: fn(App, Marked) -> AnyView,
}

pub const LISTS: Lists = Lists {
    draw: |app, view| match view {
        View::Competencies => competencies::view(app).into_any(),
        View::Matrix => matrix::view(app).into_any(),
        View::Directory => directory::view(app).into_any(),
        View::Topics => topics::view(app).into_any(),
        _ => actors::view(app).into_any(),
    },
    actions: selection::actions,
};

/// Rows shown at first, and how many more at a time; more would be felt.
const FIRST_ROWS: usize = 500;
const MORE_ROWS: usize = 200;

/// A page with a list under its heading.
struct ListPage {
    title: &'static str,
    /// How much of it is shown.
    count: Memo<String>,
    /// Buttons beside the heading.
    tools: AnyView,
    /// Between the heading and the list.
    above: AnyView,
    /// There is something, shown or not.
    exists: Memo<bool>,
    is_empty: Memo<bool>,
    nothing_yet: &'static str,
    /// Search and filters leave nothing.
    nothing_fits: &'static str,
}

impl ListPage {
    /// Of the records of one kind, of which `shown` are left by search and filters.
    fn of_records(
        app: App,
        table: TableName,
        title: &'static str,
        shown: Memo<usize>,
        tools: AnyView,
        [nothing_yet, nothing_fits]: [&'static str; 2],
    ) -> Self {
        let all = memo(move || app.network.with(|network| network.table(table).len()));
        let count = memo(move || i18n::lists::shown(app.spoken(), table, shown.get(), all.get()));
        let exists = memo(move || all.get() > 0);
        let is_empty = memo(move || shown.get() == 0);
        Self { title, count, tools, above: ().into_any(), exists, is_empty, nothing_yet, nothing_fits }
    }

    fn with(self, above: AnyView) -> Self {
        Self { above, ..self }
    }

    fn view(self, app: App, list: impl Fn() -> AnyView + Send + 'static) -> AnyView {
        let Self { title, count, tools, above, exists, is_empty, nothing_yet, nothing_fits } = self;
        view! {
            <section class="page">
                <header class="list-head">
                    <div>
                        {view_title(title)} <p class="list-head__count" role="status" aria-live=app.counts_live()>
                            {count}
                        </p>
                    </div>
                    <div class="cluster">{tools}</div>
                </header>
                {above}
                {live(move || match (is_empty.get(), exists.get()) {
                    (false, _) => list(),
                    (true, true) => nothing_left(app, nothing_fits),
                    (true, false) => view! { <p class="list-empty">{nothing_yet}</p> }.into_any(),
                })}
            </section>
        }
        .into_any()
    }
}

/// That nothing fits, and how to see all again.
fn nothing_left(app: App, said: &'static str) -> AnyView {
    let all = move || {
        let view = app.address.get_untracked().view;
        Msg::Go { address: Address::of(view), replace: false }
    };
    view! {
        <div class="list-empty stack">
            <p>{said}</p>
            <p>
                <Button label=app.texts().lists().show_all message=all />
            </p>
        </div>
    }
    .into_any()
}

fn new_button(app: App, command: CommandId) -> AnyView {
    let label = i18n::shell::command(app.spoken(), command);
    command_button(app, command, ButtonLook::new(label, "primary", "add"))
}

/// Shows `step` more of a long list; there is none when `all` are shown.
pub(in crate::ui) fn more_button(
    app: App,
    limit: RwSignal<usize>,
    all: Signal<usize>,
    step: usize,
) -> AnyView {
    let label = app.texts().lists().show_more.to_owned().into();
    rest(app, limit, all, label, Callback::new(move |()| limit.update(|limit| *limit += step)))
}

/// Shows the whole of a list of which `limit` rows are shown.
pub(in crate::ui) fn all_button(app: App, limit: RwSignal<usize>, all: usize) -> AnyView {
    let label = i18n::lists::show_all(app.spoken(), all).into();
    rest(app, limit, Signal::stored(all), label, Callback::new(move |()| limit.set(all)))
}

/// How much of a list is shown, on paper too, and the button for more.
fn rest(
    app: App,
    limit: RwSignal<usize>,
    all: Signal<usize>,
    label: Signal<String>,
    more: Callback<()>,
) -> AnyView {
    let whole = memo(move || all.get() <= limit.get());
    let look = ButtonLook::new(label, "secondary", "");
    let shown = move || i18n::lists::shown_of(app.spoken(), limit.get(), all.get());
    view! {
        <p class="list-more" hidden=whole>
            <span class="muted">{shown}</span>
            {button(look, move || more.run(()))}
        </p>
    }
    .into_any()
}
