//! What a team has to be beside small.

use leptos::prelude::*;

use super::{Action, name_field, search::ANSWER};
use crate::{
    browser::clock,
    i18n,
    model::{Id, TableName},
    query::team::TeamOptions,
    ui::{
        context::App,
        kit::{chip, focus_soon, live, memo, said},
    },
};

pub(super) fn conditions(app: App, options: RwSignal<TeamOptions>) -> AnyView {
    let language = app.spoken();
    let t = app.texts().team();
    let set = memo(move || {
        options.with(|it| {
            it.must.len()
                + it.without.len()
                + usize::from(it.most_per_sector.is_some())
                + usize::from(it.least_level.is_some())
                + usize::from(it.members_each > 1)
                + usize::from(it.members_only)
        })
    });
    let levels = (1..=3).map(|level| (level.to_string(), i18n::words::level(language, level)));
    let number = |many: u32| (many.to_string(), many.to_string());
    let selects = [
        choice("team-sector", t.most_per_sector, t.any, (1..=3).map(number), move |it| {
            options.update(|options| options.most_per_sector = it);
        }),
        choice("team-level", t.least_level, t.any, levels, move |it| {
            options.update(|options| options.least_level = it.and_then(|it| u8::try_from(it).ok()));
        }),
        choice("team-each", t.members_each, "1", (2..=3).map(number), move |it| {
            options.update(|options| options.members_each = it.unwrap_or_default());
        }),
    ];
    let who = live(move || {
        let (must, without) = options.with(|it| (it.must.clone(), it.without.clone()));
        let network = app.records.get();
        let chips = |ids: Vec<Id>, label: &'static str, leave: fn(&mut TeamOptions, &Id)| {
            let of = |id: Id| {
                let name = network.name_of(TableName::Actors, &id);
                let spoken = i18n::team::take_away(language, &format!("{label} {name}"));
                let remove = move || {
                    options.update(|options| leave(options, &id));
                    focus_soon(ANSWER, "view-title");
                };
                chip(view! { <span>{label} " " {said(app, name)}</span> }.into_any(), spoken, remove)
            };
            ids.into_iter().map(of).collect::<Vec<_>>()
        };
        let must = chips(must, t.with, |options, id| options.must.retain(|other| other != id));
        let without = chips(without, t.without, |options, id| options.without.retain(|other| other != id));
        view! { <ul class="chips" role="list">{must} {without}</ul> }
    });
    let actors = live(move || {
        let network = app.records.get();
        let today = clock::now().today;
        let here = network.actors.iter().filter(|actor| actor.is_here(&today));
        let actors = here.map(|actor| (actor.id.clone(), actor.name.clone())).collect();
        let actions: Vec<Action> = vec![
            (t.must, Box::new(move |id| options.update(|options| include(options, id)))),
            (t.leave_out, Box::new(move |id| options.update(|options| leave_out(options, id)))),
        ];
        name_field(app, "team-actor", t.actor, TableName::Actors, actors, actions)
    });
    view! {
        <details class="team-conditions">
            <summary>{move || i18n::team::conditions(language, set.get())}</summary>
            <div class="team-selects">
                {selects.into_iter().collect::<Vec<_>>()}
                <label class="facet facet--inline">
                    <input
                        type="checkbox"
                        on:change=move |event| {
                            options.update(|options| options.members_only = event_target_checked(&event));
                        }
                    />
                    <span class="facet__name">{t.members_only}</span>
                </label>
            </div>
            {actors}
        </details>
        {who}
    }
    .into_any()
}

pub(super) fn include(options: &mut TeamOptions, id: Id) {
    options.without.retain(|other| *other != id);
    if !options.must.contains(&id) {
        options.must.push(id);
    }
}

pub(super) fn leave_out(options: &mut TeamOptions, id: Id) {
    options.must.retain(|other| *other != id);
    if !options.without.contains(&id) {
        options.without.push(id);
    }
}

/// One of several numbers, or none of them.
fn choice(
    id: &'static str,
    label: &'static str,
    none: &'static str,
    choices: impl Iterator<Item = (String, String)>,
    choose: impl Fn(Option<u32>) + 'static,
) -> AnyView {
    let choices: Vec<_> =
        choices.map(|(value, words)| view! { <option value=value>{words}</option> }).collect();
    view! {
        <label class="team-select">
            <span>{label}</span>
            <select
                id=id
                on:change=move |event| choose(event_target_value(&event).parse().ok())
            >
                <option value="">{none}</option>
                {choices}
            </select>
        </label>
    }
    .into_any()
}
