//! One field of a record, edited where it stands in a list.

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;

use crate::{
    app::{Draft, form::FormState},
    browser::{clock, page},
    model::{Id, TableName},
};

use super::{super::context::App, control::OpenForm, fields};

/// Hears where the focus goes from a cell, in columns to the right and rows down; `None` if somebody put it elsewhere.
pub(in crate::ui) type Leave = Callback<Option<(isize, isize)>>;

/// The control of this field. `done` is told once, when it was saved or given up.
pub(in crate::ui) fn cell(app: App, table: TableName, id: &Id, field: &'static str, done: Leave) -> AnyView {
    let seen = StoredValue::new(app.network.get_untracked());
    let draft = Draft::edit(table, id);
    let state = seen.with_value(|seen| FormState::open(&draft, seen, clock::new_id, clock::now().today));
    let form = OpenForm::new(app, state);
    let Some(control) = form.control(field) else { return ().into_any() };
    let is_done = StoredValue::new(false);
    let leave = move |go: Option<(isize, isize)>, saves: bool| {
        // What leaves the page loses the focus once more.
        if is_done.try_get_value() != Some(false) {
            return;
        }
        if saves && !form.is_right() {
            page::focus(&control.id());
            return;
        }
        is_done.set_value(true);
        let saving = (saves && untrack(|| form.is_touched())).then(|| {
            seen.with_value(|seen| {
                form.state.with_untracked(|state| state.finish(seen.arc(), &mut clock::new_id))
            })
        });
        done.run(go);
        if let Some((message, _)) = saving {
            app.dispatch(message);
        }
    };
    let on_key = move |event: ev::KeyboardEvent| {
        let (go, saves) = match (event.key().as_str(), event.shift_key()) {
            _ if event.is_composing() => return,
            ("Enter", false) => ((0, 1), true),
            ("Enter", true) => ((0, -1), true),
            ("Tab", false) => ((1, 0), true),
            ("Tab", true) => ((-1, 0), true),
            ("Escape", _) => ((0, 0), false),
            _ => return,
        };
        event.prevent_default();
        leave(Some(go), saves);
    };
    let on_blur = move |event: ev::FocusEvent| {
        let inside = event.current_target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        let to = event.related_target().and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        if !inside.is_some_and(|inside| inside.contains(to.as_ref())) {
            leave(None, true);
        }
    };
    let input = control.id();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        page::focus(&input);
        if let Some(text) =
            page::element(&input).and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
        {
            text.select();
            if text.get_attribute("role").is_some() {
                // Shows what there is to choose from.
                text.click();
            }
        }
    });
    view! {
        <div class="list__editor" on:keydown=on_key on:focusout=on_blur>
            {fields::field(control.in_column())}
        </div>
    }
    .into_any()
}
