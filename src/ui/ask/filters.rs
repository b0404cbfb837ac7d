//! Facets with counts, fade or hide, and the steps around a focused node.

use leptos::prelude::*;

use crate::{
    app::{Address, MAX_STEPS},
    browser::{clock, page},
    i18n::{self, Name},
    model::{ActorStatus, Id, TableName, order},
    query::filter::{Facets, Relation, facets},
};

use super::super::{
    context::{App, Shared},
    kit::{ButtonLook, CollectAny, button, chip, live, memo, optional, record_name, said},
};

fn toggle(list: &mut Vec<Id>, id: &Id) {
    match list.iter().position(|other| other == id) {
        Some(place) => {
            list.remove(place);
        }
        None => list.push(id.clone()),
    }
}

pub(super) fn filters(app: App) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    // Typing changes the address and not the filter.
    let filter = memo(move || app.address.get().filter);
    let facets = memo(move || {
        let network = app.network.get();
        filter.with(|filter| Shared::new(facets(&network, filter, &clock::now().today)))
    });
    let set = memo(move || {
        let filter = app.address.get().filter;
        filter.sectors.len()
            + filter.competencies.len()
            + usize::from(filter.status.is_some())
            + usize::from(filter.relation.is_some())
            + usize::from(filter.coverage.is_some())
    });
    let clear = move || {
        let look = ButtonLook::new(t.ask().clear_filters, "tertiary", "close");
        button(look, move || app.ask(&|address| address.filter = Default::default()))
    };
    view! {
        <details class="filters" open=!page::is_stacked()>
            <summary class="ask__heading">{move || i18n::ask::filters(language, set.get())}</summary>
            <div class="filters__body">
                {sectors(app, facets)}
                {relation(app, facets)}
                {competencies(app, facets)}
                {status(app, facets)}
                {rest(app)}
                {optional(move || (set.get() > 0).then(clear))}
            </div>
        </details>
    }
}

fn sectors(app: App, facets: Memo<Shared<Facets>>) -> AnyView {
    let t = app.texts();
    let rows = move || {
        let (network, facets) = (app.network.get(), facets.get());
        let chosen = app.address.get().filter.sectors;
        let rows = facets.sectors.iter().filter_map(|(id, number)| {
            let id = id.clone()?;
            let sector = network.sectors.get(&id)?;
            let place = network.sector_color(&id).unwrap_or_default();
            let checked = chosen.contains(&id);
            Some(view! {
                <label class="facet">
                    <input
                        type="checkbox"
                        prop:checked=checked
                        on:change=move |_| app.ask(&|address| toggle(&mut address.filter.sectors, &id))
                    />
                    <span class=format!("sector-sign sector-{place}") aria-hidden="true">{sector.symbol.clone()}</span>
                    <span class="facet__name" lang=app.contents()>{sector.name.clone()}</span>
                    <span class="facet__count">{*number}</span>
                </label>
            })
        });
        rows.collect_any()
    };
    let any = memo(move || !app.network.get().sectors.is_empty());
    optional(move || {
        any.get().then(|| {
            view! {
                <fieldset class="facets">
                    <legend>{t.words().sector}</legend>
                    {live(rows)}
                </fieldset>
            }
        })
    })
}

/// One of several.
struct Choice {
    text: &'static str,
    /// How many it leaves.
    number: Option<usize>,
    is_chosen: bool,
    choose: Box<dyn Fn(&mut Address)>,
}

fn choice(app: App, name: &'static str, label: &'static str, choices: Vec<Choice>) -> AnyView {
    let options = choices.into_iter().map(|Choice { text, number, is_chosen, choose }| {
        view! {
            <label class="facet facet--inline">
                <input type="radio" name=name prop:checked=is_chosen on:change=move |_| app.ask(&*choose) />
                <span class="facet__name">{text}</span>
                {number.map(|number| view! { <span class="facet__count">{number}</span> })}
            </label>
        }
    });
    view! {
        <fieldset class="facets facets--inline">
            <legend>{label}</legend>
            {options.collect_any()}
        </fieldset>
    }
    .into_any()
}

fn relation(app: App, facets: Memo<Shared<Facets>>) -> AnyView {
    let t = app.texts().ask();
    live(move || {
        let facets = facets.get();
        let chosen = app.address.get().filter.relation;
        let option = |value: Option<Relation>, text| Choice {
            text,
            number: facets.relations.iter().find(|(one, _)| Some(*one) == value).map(|(_, number)| *number),
            is_chosen: chosen == value,
            choose: Box::new(move |address| address.filter.relation = value),
        };
        let options = vec![
            option(None, t.relation_any),
            option(Some(Relation::Offers), t.relation_offers),
            option(Some(Relation::LooksFor), t.relation_needs),
        ];
        choice(app, "relation", t.relation, options)
    })
}

fn status(app: App, facets: Memo<Shared<Facets>>) -> AnyView {
    let language = app.spoken();
    let t = app.texts().ask();
    live(move || {
        let chosen = app.address.get().filter.status;
        let option = |value: Option<ActorStatus>, text, number| Choice {
            text,
            number,
            is_chosen: chosen == value,
            choose: Box::new(move |address| address.filter.status = value),
        };
        let mut options = vec![option(None, t.any, None)];
        options.extend(facets.get().statuses.iter().map(|&(status, number)| {
            option(Some(status), i18n::records::word(language, status), Some(number))
        }));
        choice(app, "status", t.status, options)
    })
}

fn competencies(app: App, facets: Memo<Shared<Facets>>) -> impl IntoView {
    let language = app.spoken();
    let t = app.texts();
    let chosen = memo(move || app.address.get().filter.competencies);
    let chips = move || {
        let (network, chosen) = (app.network.get(), chosen.get());
        if chosen.is_empty() {
            return None;
        }
        let chips = chosen.into_iter().map(|id| {
            let name = network.competencies.get(&id).map_or_else(|| id.to_string(), |it| it.name.clone());
            let label = i18n::ask::remove(language, &name);
            chip(said(app, name), label, move || {
                app.ask(&|address| toggle(&mut address.filter.competencies, &id))
            })
        });
        Some(view! {
            <div role="toolbar" aria-label=t.ask().competency>
                <ul role="list" class="chips">{chips.collect_any()}</ul>
            </div>
        })
    };
    // Of a large network they are thousands, and whatever changes around them, the browser looks at the style of each: they
    // come when somebody is about to choose, and are drawn anew when they say something else.
    let is_asked = RwSignal::new(false);
    let ask = move || {
        if !is_asked.get_untracked() {
            is_asked.set(true);
        }
    };
    let offered = memo(move || {
        let (network, chosen) = (app.network.get(), chosen.get());
        let mut options = Vec::new();
        if is_asked.get() {
            let facets = facets.get();
            let left = facets.competencies.iter().filter(|(id, number)| *number > 0 && !chosen.contains(id));
            options.extend(left.filter_map(|(id, number)| {
                Some((network.competencies.get(id)?.name.clone(), id.clone(), *number))
            }));
            order::sort_by_cached_key(&mut options, |(name, _, _)| crate::query::fold::sort_key(name));
        }
        options
    });
    let options = move || {
        let option = |(name, id, number): (String, Id, usize)| {
            view! { <option value=id.to_string() lang=app.contents()>{format!("{} ({number})", Name(&name))}</option> }
        };
        offered.get().into_iter().map(option).collect_any()
    };
    let add = move |event: leptos::ev::Event| {
        if let Ok(id) = Id::try_from(event_target_value(&event)) {
            app.ask(&|address| toggle(&mut address.filter.competencies, &id));
        }
    };
    let combine = move || {
        let every = app.address.get().filter.every;
        let option = |value, text| Choice {
            text,
            number: None,
            is_chosen: every == value,
            choose: Box::new(move |address| address.filter.every = value),
        };
        (chosen.get().len() > 1).then(|| {
            choice(
                app,
                "every",
                t.ask().combine,
                vec![option(false, t.ask().every_one), option(true, t.ask().every_all)],
            )
        })
    };
    view! {
        <div class="facets">
            <label class="facets__label" for="filter-competency">{t.ask().competency}</label>
            {optional(chips)}
            <select
                id="filter-competency"
                class="kern-form-input__select"
                prop:value=""
                on:pointerdown=move |_| ask()
                on:focus=move |_| ask()
                on:change=add
            >
                <option value="">{t.ask().add_competency}</option>
                {live(options)}
            </select>
            {optional(combine)}
        </div>
    }
}

/// Fading keeps the surroundings in sight, hiding makes room.
fn rest(app: App) -> AnyView {
    let t = app.texts().ask();
    live(move || {
        let hide = app.address.get().hide;
        let option = |value, text| Choice {
            text,
            number: None,
            is_chosen: hide == value,
            choose: Box::new(move |address| address.hide = value),
        };
        choice(app, "rest", t.rest, vec![option(false, t.fade), option(true, t.hide)])
    })
}

/// What narrows the picture beside search and filters.
pub(in crate::ui) fn narrowings(app: App) -> AnyView {
    view! { {focus(app)} {part(app)} }.into_any()
}

/// To which way, topic or group what is shown is narrowed.
fn part(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().ask());
    let words = memo(move || {
        let (address, network) = (app.address.get(), app.network.get());
        if let (Some(first), Some(last)) = (address.way.first(), address.way.last()) {
            let name = |id| record_name(&network, TableName::Actors, id).unwrap_or_default();
            return Some(i18n::ask::way(language, &name(first), &name(last)));
        }
        let name = |table, id: &Option<Id>| record_name(&network, table, id.as_ref()?);
        let group = name(TableName::Groups, &address.group).map(|name| i18n::ask::group(language, &name));
        group.or_else(|| {
            name(TableName::Topics, &address.topic).map(|title| i18n::ask::topic(language, &title))
        })
    });
    optional(move || {
        let leave = |address: &mut Address| {
            address.topic = None;
            address.group = None;
            address.way.clear();
        };
        Some(narrowed(app, t.part, words.get()?, Vec::new(), leave))
    })
}

/// What the picture is narrowed to, in words, with buttons, the last of which ends it. What it shows then, is told above
/// it.
fn narrowed(
    app: App,
    label: &'static str,
    words: String,
    mut buttons: Vec<AnyView>,
    leave: fn(&mut Address),
) -> AnyView {
    let look = ButtonLook::new(app.texts().ask().leave_focus, "tertiary", "");
    buttons.push(button(look, move || app.ask(&leave)));
    view! {
        <section class="focus" aria-label=label>
            <p>{words}</p>
            <div class="cluster">{buttons}</div>
        </section>
    }
    .into_any()
}

/// Around what, and how many steps far, the network is shown.
fn focus(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts();
    let focused = memo(move || {
        let address = app.address.get();
        let id = address.ego?;
        let network = app.network.get();
        let name = network.actors.get(&id).map(|actor| actor.name.clone());
        let name =
            name.or_else(|| network.competencies.get(&id).map(|competency| competency.name.clone()))?;
        Some((name, address.steps))
    });
    let step = move |label: &'static str, icon_name, disabled: bool, change: fn(&mut Address)| {
        let look = ButtonLook {
            icon_only: true,
            disabled: disabled.into(),
            ..ButtonLook::new(label, "secondary", icon_name)
        };
        button(look, move || app.ask(&change))
    };
    optional(move || {
        let (name, steps) = focused.get()?;
        let words = i18n::ask::surroundings(language, &name, steps);
        let buttons = vec![
            step(t.ask().fewer_steps, "remove", steps == 0, |address| {
                address.steps = address.steps.saturating_sub(1);
            }),
            step(t.ask().more_steps, "add", steps >= MAX_STEPS, |address| {
                address.steps = (address.steps + 1).min(MAX_STEPS);
            }),
        ];
        Some(narrowed(app, t.ask().steps, words, buttons, |address| address.ego = None))
    })
}
