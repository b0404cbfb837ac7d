use leptos::prelude::*;

use crate::{
    app::{Dialog, Msg, Step, form::redirect_after_removing},
    i18n,
    model::{Change, Id, TableName},
};

use super::{
    super::{context::App, kit::Modal},
    frame::button,
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
    // Sectors are only ever deleted from their list.
    let leave = move || {
        app.dispatch(if table == TableName::Sectors { Msg::Open(Dialog::Sectors) } else { Msg::CloseDialog })
    };
    let delete = move || {
        let address = redirect_after_removing(&app.address.get_untracked(), &id);
        app.dispatch(Msg::Edit {
            step: Step::Removed { table, name: name.clone() },
            changes: vec![Change::Remove { table, id: id.clone() }],
        });
        leave();
        if let Some(address) = address {
            app.dispatch(Msg::Go { address, replace: true });
        }
    };
    view! {
        <Modal title=question on_close=Callback::new(move |()| leave())>
            <div class="kern-dialog__body form__body">
                {consequences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                <p class="form__intro">{t.forms.can_be_undone}</p>
            </div>
            <footer class="kern-dialog__footer form__footer">
                {button(t.words.cancel, "secondary", true, leave)} {button(t.words.delete, "primary", false, delete)}
            </footer>
        </Modal>
    }
}
