use leptos::prelude::*;

use crate::{
    app::{Change, Dialog, Msg, Step, form::redirect_after_removing},
    i18n,
    model::{Id, Network, TableName},
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
    let name = name_of(&network, table, &id);
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

/// What a record is called; relations by their two ends.
fn name_of(network: &Network, table: TableName, id: &Id) -> String {
    let actor = |id: &Id| network.actors.get(id).map_or_else(String::new, |it| it.name.clone());
    let competency = |id: &Id| network.competencies.get(id).map_or_else(String::new, |it| it.name.clone());
    let between = |one: String, other: String| format!("{one} – {other}");
    let name = match table {
        TableName::Actors => network.actors.get(id).map(|it| it.name.clone()),
        TableName::Competencies => network.competencies.get(id).map(|it| it.name.clone()),
        TableName::Sectors => network.sectors.get(id).map(|it| it.name.clone()),
        TableName::Topics => network.topics.get(id).map(|it| it.title.clone()),
        TableName::Offers => {
            network.offers.get(id).map(|it| between(actor(&it.actor), competency(&it.competency)))
        }
        TableName::Needs => {
            network.needs.get(id).map(|it| between(actor(&it.actor), competency(&it.competency)))
        }
        TableName::Links => network.links.get(id).map(|it| between(actor(&it.from), actor(&it.to))),
        TableName::Meetings => network.meetings.get(id).map(|it| it.title.clone()),
        TableName::Contacts => network.contacts.get(id).map(|it| it.name.clone()),
        TableName::Network | TableName::Removed => None,
    };
    name.unwrap_or_default()
}
