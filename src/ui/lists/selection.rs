//! Marked rows, and what can be done with several records at once.

use leptos::prelude::*;

use crate::{
    app::{Dialog, Draft, Msg},
    i18n::{self, records},
    model::{Id, TableName},
    ui::{
        context::App,
        kit::{ButtonLook, CollectAny, button, memo, optional},
    },
};

use super::{Marked, table::Row};

/// A button for each kind among them that opens the form for all of these, and one that removes all.
pub(super) fn actions(app: App, marked: Marked) -> AnyView {
    let language = app.spoken();
    let of_kind = move |table: TableName| {
        memo(move || {
            let ids = marked.with(|marked| {
                let of_kind = marked.iter().filter(|(of, _)| *of == table);
                of_kind.map(|(_, id)| id.clone()).collect::<Vec<Id>>()
            });
            if app.read_only.get() { Vec::new() } else { ids }
        })
    };
    let kinds = [TableName::Actors, TableName::Competencies].map(|table| (table, of_kind(table)));
    let are_mixed = memo(move || kinds.iter().all(|(_, ids)| ids.with(|ids| !ids.is_empty())));
    let edit = move |(table, ids): (TableName, Memo<Vec<Id>>)| {
        let count = memo(move || ids.with(Vec::len));
        let open = move || {
            let ids = ids.get_untracked();
            app.dispatch(Msg::Open(match &*ids {
                [id] => Dialog::Record(Draft::edit(table, id)),
                _ => Dialog::Several { table, ids },
            }));
        };
        optional(move || {
            let (count, whole) = (count.get(), i18n::forms::edit_several(language, table, count.get()));
            // Two of them have room on the picture for no more than what they are about.
            let label = if are_mixed.get() { records::count(language, table, count) } else { whole.clone() };
            let look = ButtonLook { spoken: Some(whole), ..ButtonLook::new(label, "tertiary", "edit") };
            (count > 0).then(|| button(look, open))
        })
    };
    let may_remove = memo(move || !app.read_only.get() && marked.with(|marked| !marked.is_empty()));
    let remove = move || app.dispatch(Msg::Open(Dialog::Remove(marked.get_untracked())));
    let edits = kinds.map(edit);
    view! {
        {edits.into_iter().collect_any()}
        {optional(move || {
            let look = ButtonLook::new(app.texts().words().delete, "tertiary", "delete");
            may_remove.get().then(|| button(ButtonLook { icon_only: true, ..look }, remove))
        })}
    }
    .into_any()
}

/// How many of these rows are marked, and what can be done with them.
pub(super) fn bar(app: App, table: TableName, rows: Memo<Vec<Row>>) -> AnyView {
    let language = app.spoken();
    let marked = memo(move || {
        app.selection.with(|selection| {
            rows.with(|rows| {
                let marked = rows.iter().filter(|row| selection.contains(&row.id));
                marked.map(|row| (table, row.id.clone())).collect::<Vec<_>>()
            })
        })
    });
    let count = memo(move || marked.with(Vec::len));
    let said = move || (count.get() > 0).then(|| i18n::graph::selected(language, count.get()));
    let is_any = memo(move || count.get() > 0);
    let choose_none = move || ButtonLook::new(app.texts().graph().choose_none, "tertiary", "close");
    // What search and filters hide is left alone.
    let none = move || {
        let ids = marked.with_untracked(|marked| marked.iter().map(|(_, id)| id.clone()).collect());
        set_marked(app, ids, false);
        super::grid::focus_first();
    };
    view! {
        <p class="kern-sr-only" role="status">{said}</p>
        {optional(move || is_any.get().then(|| view! {
            <div class="foot-bar list-marked">
                <span class="foot-bar__text" aria-hidden="true">{said}</span>
                {actions(app, marked)}
                {button(ButtonLook { icon_only: true, ..choose_none() }, none)}
            </div>
        }))}
    }
    .into_any()
}

/// The box that marks a row. With Shift it marks, or unmarks, all from the one that was ticked before.
pub(super) fn mark(app: App, row: &Row, shown: Memo<Vec<Id>>, last: StoredValue<Option<Id>>) -> AnyView {
    let (id, ticked) = (row.id.clone(), row.id.clone());
    let tick = move |event: web_sys::MouseEvent| {
        let is_ticked = event_target_checked(&event);
        let from = last.get_value().filter(|_| event.shift_key());
        let ids = shown.with_untracked(|shown| match from {
            Some(from) => between(shown, &from, &id),
            None => vec![id.clone()],
        });
        set_marked(app, ids, is_ticked);
        last.set_value(Some(id.clone()));
    };
    view! {
        <input
            type="checkbox"
            class="list__box"
            tabindex="-1"
            aria-label=i18n::lists::mark(app.spoken(), &row.name)
            prop:checked=move || app.selection.with(|selection| selection.contains(&ticked))
            on:click=tick
        />
    }
    .into_any()
}

fn set_marked(app: App, ids: Vec<Id>, is_marked: bool) {
    app.selection.update(|selection| {
        if is_marked {
            selection.extend(ids);
        } else {
            for id in ids {
                selection.remove(&id);
            }
        }
    });
}

/// Those from one to the other, both with them, whichever stands first; the last alone where the first is gone.
fn between(shown: &[Id], from: &Id, to: &Id) -> Vec<Id> {
    let place = |id: &Id| shown.iter().position(|shown| shown == id);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => shown[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![to.clone()],
    }
}

/// The box that marks all rows that search and filters leave, or none.
pub(super) fn mark_all(app: App, rows: Memo<Vec<Row>>) -> AnyView {
    let are_all = memo(move || {
        app.selection.with(|selection| {
            rows.with(|rows| !rows.is_empty() && rows.iter().all(|row| selection.contains(&row.id)))
        })
    });
    let tick = move |event| {
        let is_ticked = event_target_checked(&event);
        let ids = rows.with_untracked(|rows| rows.iter().map(|row| row.id.clone()).collect());
        set_marked(app, ids, is_ticked);
    };
    view! {
        <input
            type="checkbox"
            class="list__box"
            aria-label=app.texts().lists().mark_all
            prop:checked=are_all
            on:change=tick
        />
    }
    .into_any()
}
