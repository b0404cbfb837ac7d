//! Whom one knows of the network.

use leptos::prelude::*;

use super::{Wizard, entries::chooser};
use crate::{
    app::form::Choice,
    browser::{clock, page},
    i18n,
    model::{Id, TableName},
    ui::kit::{CollectAny, chip, live, optional, said},
};

pub(super) fn known(wizard: Wizard) -> AnyView {
    let t = wizard.app.texts().contribute();
    let name = move |id: &Id| wizard.peek(|answers| answers.before().name_of(TableName::Actors, id));
    let choose = move |choice: Choice| {
        let id = choice.id()?.clone();
        wizard.change(|answers, now| answers.know(&id, now, clock::new_id));
        Some(name(&id))
    };
    let Some((input, input_id)) =
        chooser(wizard, TableName::Links, "to", TableName::Actors, t.person, choose)
    else {
        return ().into_any();
    };
    let new = wizard.slice(|answers| answers.newly_known());
    let chips = move || {
        let chips = new.get().into_iter().map(|(link, other)| {
            let (name, input_id) = (name(&other), input_id.clone());
            let label = i18n::forms::take_away(wizard.app.spoken(), &name);
            chip(said(wizard.app, name), label, move || {
                wizard.change(|answers, now| answers.take_away(TableName::Links, &link, now));
                page::focus(&input_id);
            })
        });
        view! { <ul role="list" class="chips" aria-label=t.known_chosen>{chips.collect_any()}</ul> }
    };
    let is_any = wizard.slice(|answers| !answers.newly_known().is_empty());
    let joined = wizard.peek(|answers| {
        let new = answers.newly_known();
        let known = answers.known().into_iter();
        known.filter(|id| !new.iter().any(|(_, other)| other == id)).collect::<Vec<Id>>()
    });
    let joined = (!joined.is_empty()).then(|| {
        let mut names: Vec<String> = Vec::new();
        for name in joined.iter().map(name) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        view! {
            <p class="form__intro">
                {t.joined_already} " " {said(wizard.app, i18n::name::joined(&names))}
            </p>
        }
    });
    view! {
        {input}
        {optional(move || is_any.get().then(|| live(chips.clone())))}
        {joined}
    }
    .into_any()
}
