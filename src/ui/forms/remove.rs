use leptos::prelude::*;

use crate::{
    app::{Msg, Step, form::redirect_after_removing},
    i18n,
    model::{ActorKind, Change, ContactKind, Id, TableName, order},
    query::fold,
};

use super::{
    super::{
        context::App,
        kit::{Button, CollectAny, Modal, optional},
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
    // Of people one expects that they are gone where they have gone.
    let of_people = |(table, id): &(TableName, Id)| match table {
        TableName::Contacts => {
            network.contacts.get(id).is_some_and(|contact| contact.kind == ContactKind::Person)
        }
        TableName::Actors => network.actors.get(id).is_some_and(|actor| actor.kind == ActorKind::Person),
        _ => false,
    };
    let can_erase = records.iter().any(|(table, _)| matches!(table, TableName::Actors | TableName::Contacts));
    let erases = RwSignal::new(records.iter().any(of_people));
    let delete = move || {
        let before = app.address.get_untracked();
        let without =
            |address, (_, id): &(TableName, Id)| redirect_after_removing(&address, id).unwrap_or(address);
        let address = records.iter().fold(before.clone(), without);
        let remove = |(table, id): &(TableName, Id)| Change::Remove { table: *table, id: id.clone() };
        let step = step.clone();
        app.dispatch(if erases.get_untracked() {
            Msg::Erase { step, records: records.clone() }
        } else {
            Msg::Edit { step, changes: records.iter().map(remove).collect() }
        });
        leave(app, table);
        if address != before {
            app.dispatch(Msg::Go { address, replace: true });
        }
    };
    view! {
        <Modal title=question on_close=Callback::new(move |()| leave(app, table))>
            <div class="kern-dialog__body form__body">
                {consequences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_any()}
                {can_erase.then(|| erase_too(app, erases))}
                {optional(move || (!erases.get()).then(|| view! { <p class="form__intro">{t.forms().can_be_undone}</p> }))}
            </div>
            <div class="kern-dialog__footer form__footer">
                <Button label=t.words().cancel message=move || leave(app, table) large=true focused=true />
                <Button label=t.words().delete message=delete rank="primary" large=true />
            </div>
        </Modal>
    }
    .into_any()
}

/// Whether it goes from earlier states too.
fn erase_too(app: App, erases: RwSignal<bool>) -> impl IntoView {
    let t = app.texts().earlier();
    view! {
        <div class="choice">
            <div class="kern-form-check">
                <input
                    id="erase-too"
                    type="checkbox"
                    class="kern-form-check__checkbox"
                    aria-describedby="erase-too-hint"
                    prop:checked=move || erases.get()
                    on:change=move |event| erases.set(event_target_checked(&event))
                />
                <label class="kern-label" for="erase-too">
                    {t.erase}
                </label>
            </div>
            <p class="choice__meaning" id="erase-too-hint">
                {t.erase_hint}
            </p>
        </div>
    }
}
