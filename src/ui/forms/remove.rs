use leptos::prelude::*;

use crate::{
    app::{Msg, Step, form::redirect_after_removing},
    i18n,
    model::{Change, Id, TableName, order},
    query::fold,
};

use super::{
    super::{
        context::App,
        kit::{Button, CollectAny, Modal},
    },
    frame::leave,
};

/// Says what a deletion takes along, and asks.
pub(in crate::ui) fn remove(app: App, records: Vec<(TableName, Id)>) -> AnyView {
    let t = app.texts();
    let language = app.spoken();
    let network = app.network.get_untracked();
    let Some((table, first)) = records.first().cloned() else { return ().into_any() };
    let count = records.len();
    let name = network.name_of(table, &first);
    let loss = network.loss_of_removing(&records);
    let (question, several, step) = if count == 1 {
        let question = i18n::forms::remove_question(language, table, &name);
        (question, None, Step::Removed { table, name })
    } else {
        let mut names: Vec<String> = records.iter().map(|(table, id)| network.name_of(*table, id)).collect();
        order::sort_by_cached_key(&mut names, |name| fold::sort_key(name));
        let question = i18n::forms::remove_several_question(language, count);
        (question, Some(i18n::forms::some_of(language, &names)), Step::RemovedSeveral { count })
    };
    let consequences = several.into_iter().chain(i18n::forms::loss(language, &loss));
    let consequences: Vec<String> = consequences.collect();
    let delete = move || {
        let before = app.address.get_untracked();
        let without =
            |address, (_, id): &(TableName, Id)| redirect_after_removing(&address, id).unwrap_or(address);
        let address = records.iter().fold(before.clone(), without);
        let remove = |(table, id): &(TableName, Id)| Change::Remove { table: *table, id: id.clone() };
        app.dispatch(Msg::Edit { step: step.clone(), changes: records.iter().map(remove).collect() });
        leave(app, table);
        if address != before {
            app.dispatch(Msg::Go { address, replace: true });
        }
    };
    view! {
        <Modal title=question on_close=Callback::new(move |()| leave(app, table))>
            <div class="kern-dialog__body form__body">
                {consequences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_any()}
                <p class="form__intro">{t.forms().can_be_undone}</p>
            </div>
            <div class="kern-dialog__footer form__footer">
                <Button label=t.words().cancel message=move || leave(app, table) large=true focused=true />
                <Button label=t.words().delete message=delete rank="primary" large=true />
            </div>
        </Modal>
    }
    .into_any()
}
