//! The question what connects two nodes of the picture.

use leptos::prelude::*;

use crate::{
    app::form::{ConnectionKind, FieldErrorKind},
    browser::clock,
    i18n,
    model::{Id, TableName},
};

use super::{
    super::{
        context::App,
        kit::{Modal, memo},
    },
    control::{OpenForm, error, group},
    fields::radio_buttons,
    frame::{Frame, frame},
    notes::edit_existing,
};

const CONNECTION: &str = "form-connection";

pub(in crate::ui) fn connect(app: App, from: Id, to: Id) -> AnyView {
    let t = app.texts().forms();
    let network = app.network.get_untracked();
    let kinds = ConnectionKind::between(&network, &from, &to);
    let Some(first) = kinds.first().copied() else {
        return view! {
            <Modal title=t.connect>
                <p class="kern-dialog__body">{t.nothing_connects}</p>
            </Modal>
        }
        .into_any();
    };
    let name =
        |id| [TableName::Actors, TableName::Competencies].map(|table| network.name_of(table, id)).concat();
    // A relation is said from the actor's side, whichever end was joined first.
    let (one, other) = match first {
        ConnectionKind::Relation(_) if !network.actors.contains(&from) => (name(&to), name(&from)),
        _ => (name(&from), name(&to)),
    };
    let state = move |kind: ConnectionKind| {
        kind.form(&app.network.get_untracked(), [&from, &to], clock::new_id, clock::now().today)
    };
    let form = OpenForm::new(app, state(first));
    let options = kinds.into_iter().map(|kind| {
        let (words, state) = (i18n::forms::connection(app.spoken(), kind, &one, &other), state.clone());
        (words, kind == first, Callback::new(move |()| form.state.set(state(kind))))
    });
    let options = options.collect();
    frame(form, Frame { title: t.connect.to_owned(), deletes: false }, move || body(form, options))
}

fn body(form: OpenForm, options: Vec<(String, bool, Callback<()>)>) -> AnyView {
    let app = form.app;
    let wrong = memo(move || form.wrong.with(|wrong| wrong.first().map(|wrong| wrong.kind.clone())));
    let is_wrong = Signal::derive(move || wrong.with(Option::is_some));
    let error_id = || format!("{CONNECTION}-error");
    let described = Signal::derive(move || is_wrong.get().then(error_id));
    let note = move || {
        wrong.get().map(|kind| {
            let existing = match &kind {
                FieldErrorKind::Doubled { id } => Some(edit_existing(app, form.table(), id.clone())),
                _ => None,
            };
            view! {
                {error(error_id(), i18n::forms::fault(app.spoken(), &kind))}
                {existing}
            }
        })
    };
    let controls = view! {
        {radio_buttons(CONNECTION, options, true)}
        {note}
    };
    group(CONNECTION, app.texts().forms().connection, is_wrong, described, controls.into_any())
}
