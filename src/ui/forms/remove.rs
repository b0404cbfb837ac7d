use leptos::prelude::*;

use crate::{
    app::{Msg, Step, form::redirect_after_removing},
    i18n,
    model::{Change, Id, TableName},
};

use super::{
    super::{
        context::App,
        kit::{Button, CollectAny, Modal},
    },
    frame::leave,
};

/// Says what a deletion takes along, and asks.
pub(in crate::ui) fn remove(app: App, table: TableName, id: Id) -> impl IntoView {
    let t = app.texts();
    let language = app.spoken();
    let network = app.network.get_untracked();
    let name = network.name_of(table, &id);
    let loss = network.loss_of_removing(table, &id);
    let question = i18n::forms::remove_question(language, table, &name);
    let consequences = i18n::forms::loss(language, &loss);
    let delete = move || {
        let address = redirect_after_removing(&app.address.get_untracked(), &id);
        app.dispatch(Msg::Edit {
            step: Step::Removed { table, name: name.clone() },
            changes: vec![Change::Remove { table, id: id.clone() }],
        });
        leave(app, table);
        if let Some(address) = address {
            app.dispatch(Msg::Go { address, replace: true });
        }
    };
    view! {
        <Modal title=question on_close=Callback::new(move |()| leave(app, table))>
            <div class="kern-dialog__body form__body">
                {consequences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_any()}
                <p class="form__intro">{t.forms().can_be_undone}</p>
            </div>
            <footer class="kern-dialog__footer form__footer">
                <Button label=t.words().cancel message=move || leave(app, table) large=true focused=true />
                <Button label=t.words().delete message=delete rank="primary" large=true />
            </footer>
        </Modal>
    }
}
