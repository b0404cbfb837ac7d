//! Where an invitation leads: who invites and to what, and entering oneself above it.

use leptos::prelude::*;

use crate::{
    app::{Address, CommandId, EntryPoint, Msg, View, contribute::may_contribute},
    i18n,
    model::{Id, TableName},
    ui::{
        context::App,
        kit::{button_of, effect, link_button, live, record_name, view_title},
    },
};

pub(super) fn page(app: App, inviter: Id) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().growth());
    let may = app.slice(may_contribute);
    let has_opened = StoredValue::new(false);
    effect(move || {
        if may.get() && !has_opened.get_value() {
            has_opened.set_value(true);
            if app.peek(|state| state.dialog.is_none()) {
                app.dispatch(Msg::Enter(EntryPoint::EnterMyself));
            }
        }
    });
    let words = live(move || {
        let network = app.records.get();
        let lead = match record_name(&network, TableName::Actors, &inviter) {
            Some(name) => i18n::growth::invites_you(language, &name, &network.about.title),
            None => t.no_inviter.to_owned(),
        };
        view! { <p class="growth-invites">{lead}</p> }
    });
    let enter = live(move || {
        if may.get() {
            button_of(app, CommandId::EnterMyself, "primary", false)
        } else {
            view! { <p class="muted">{t.not_here}</p> }.into_any()
        }
    });
    view! {
        <section class="page growth-page">
            {view_title(View::Invited.title(language))}
            {words}
            <p class="reading">{t.invited_lead}</p>
            <div class="cluster">{enter} {link_button(Address::of(View::Network).hash(), t.look_first)}</div>
        </section>
    }
    .into_any()
}
