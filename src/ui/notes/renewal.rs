//! Asks whether one's own entry is still true, from a quarter of a year before it is old, and once in a quarter.

use leptos::prelude::*;

use super::banners;
use crate::{
    app::{Msg, address_of, confirm},
    browser::clock,
    i18n::confirmation as words,
    model::{Day, Id, TableName},
    query::confirmation::{Age, age, is_past_a_quarter},
    ui::{
        context::App,
        kit::{Button, ButtonLook, button, memo, optional},
    },
};

pub(super) fn banner(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().confirmation());
    // An answer is remembered by network; this tells that there is one.
    let answered = RwSignal::new(());
    let due = app.slice(|state| {
        let today = clock::now().today;
        let me = state.me().filter(|_| state.preview.is_none() && !state.is_read_only())?;
        let is_due = age(&state.network, me, &today).is_some_and(|age| age != Age::Fresh);
        is_due.then(|| (state.network.about.id.clone(), me.clone()))
    });
    let asked = memo(move || {
        answered.track();
        let (network, me) = due.get()?;
        let reminded = app.runner().store().local.reminded(&network).map(Day::new);
        is_past_a_quarter(reminded.as_ref(), &clock::now().today).then_some((network, me))
    });
    optional(move || {
        let (network, me) = asked.get()?;
        let last = app.records.with(|network| {
            let actor = network.actors.get(&me)?;
            let day = actor.confirmed_on.as_ref().map(|day| clock::day(day, language));
            Some(words::last(language, day.as_deref(), actor.confirmed_by))
        })?;
        let remember = move |network: &Id| {
            app.runner().store().local.keep_reminded(network, clock::now().today.as_str());
            answered.notify();
        };
        let of = me.clone();
        let renew = move || {
            let message = confirm(&app.network.get_untracked(), &of, Some(&of), &clock::now().today);
            if let Some(message) = message {
                app.dispatch(message);
            }
        };
        let look = Msg::Go { address: address_of(TableName::Actors, &me), replace: false };
        let actions = view! {
            {button(ButtonLook::new(t.all_still_true, "secondary", ""), renew)}
            <Button label=t.look message=move || look.clone() />
            {button(ButtonLook::new(t.later, "tertiary", ""), move || remember(&network))}
        };
        Some(banners::banner("info", view! { <p>{words::own(language, &last)}</p> }, actions))
    })
}
