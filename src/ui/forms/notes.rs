//! What a form says between its fields: that there is something like it already.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlFormElement;

use crate::{
    app::{
        Dialog, Draft, Msg, View,
        form::{FieldErrorKind, Note, doubled, redirect_after_adding, similar},
    },
    browser::page,
    i18n,
    model::{Id, TableName},
};

use super::{
    super::{
        context::App,
        kit::{Button, CollectAny, address_of, memo, optional},
    },
    control::OpenForm,
};

/// Announced when it changes, and empty while there is nothing to say.
pub(super) fn note(form: OpenForm, note: Note) -> AnyView {
    match note {
        Note::SimilarActors => similar_actors(form),
        Note::TwinCompetency => twin_competency(form),
        Note::Doubled => doubled_relation(form),
    }
}

/// Other records that may be the same, with their names.
fn near(form: OpenForm) -> Memo<Vec<(Id, String)>> {
    let table = form.table();
    memo(move || {
        let network = form.app.network.get();
        let index = form.app.index.whole(&network);
        let near = form.state.with(|state| similar(state, &network, &index)).into_iter();
        near.map(|it| (it.id.clone(), network.name_of(table, &it.id))).collect()
    })
}

fn similar_actors(form: OpenForm) -> AnyView {
    let app = form.app;
    let near = near(form);
    let note = move || {
        let near = near.get();
        (!near.is_empty()).then(|| {
            let links = near.into_iter().map(|(id, name)| {
                let open = move |_| show(app, TableName::Actors, &id);
                view! { <button type="button" class="form__jump" on:click=open>{name}</button> }
            });
            view! {
                <p class="form__note">
                    <span>{i18n::forms::exists_already(app.spoken())}</span> {links.collect_any()}
                </p>
            }
        })
    };
    view! { <div role="status">{optional(note)}</div> }.into_any()
}

/// "Did you mean", and after a try to save the question whether a twin is wanted.
fn twin_competency(form: OpenForm) -> AnyView {
    let app = form.app;
    let t = app.texts().forms();
    let near = near(form);
    let asked = memo(move || {
        form.wrong.with(|wrong| wrong.iter().any(|wrong| matches!(wrong.kind, FieldErrorKind::Exists { .. })))
    });
    let anyway = move || {
        form.state.update(|state| state.twin_allowed = true);
        if let Some(form) = page::element("form").and_then(|form| form.dyn_into::<HtmlFormElement>().ok()) {
            let _ = form.request_submit();
        }
    };
    let note = move || {
        near.get().into_iter().next().map(|(id, name)| {
            let question = i18n::forms::did_you_mean(app.spoken(), &name);
            view! {
                <p class="form__note">
                    {(!asked.get()).then(|| view! { <span>{question}</span> })}
                    {asked.get().then(|| view! { <Button label=t.create_anyway message=anyway /> })}
                    <Button label=t.take_existing message=move || show(app, TableName::Competencies, &id) />
                </p>
            }
        })
    };
    view! { <div role="status">{optional(note)}</div> }.into_any()
}

/// Offers to edit the offer or need that is there already.
fn doubled_relation(form: OpenForm) -> AnyView {
    let app = form.app;
    let twin = memo(move || {
        let network = app.network.get();
        form.state.with(|state| doubled(state, &network))
    });
    let note = move || {
        twin.get().map(|id| {
            let words = i18n::forms::fault(app.spoken(), &FieldErrorKind::Doubled { id: id.clone() });
            view! {
                <p class="form__note">
                    {(!form.tried.get()).then(|| view! { <span>{words}</span> })} {edit_existing(app, form.table(), id)}
                </p>
            }
        })
    };
    view! { <div role="status">{optional(note)}</div> }.into_any()
}

/// Leaves the form for the one of a record that is there already.
pub(super) fn edit_existing(app: App, table: TableName, id: Id) -> impl IntoView {
    let message = move || Msg::Open(Dialog::Record(Draft::edit(table, &id)));
    view! { <Button label=app.texts().forms().edit_existing message=message /> }
}

/// Leaves the form for a record that is there already.
fn show(app: App, table: TableName, id: &Id) {
    let here = app.address.get_untracked();
    let in_graph = matches!(here.view, View::Start | View::Network);
    let address =
        redirect_after_adding(&here, table, id).filter(|_| in_graph).unwrap_or_else(|| address_of(table, id));
    app.dispatch(Msg::CloseDialog);
    app.dispatch(Msg::Go { address, replace: false });
}
