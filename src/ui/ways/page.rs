//! The way to an actor: whom to ask, how it goes on from there, and a note to whom to ask.

use leptos::prelude::*;

use super::{sentence, to_card};
use crate::{
    app::{Address, Msg, View},
    browser::clock,
    exchange::{Profile, redact},
    i18n::{self, ways::Speech},
    model::{Id, Network, TableName, order},
    query::{
        fold,
        path::{Over, Step, Way, Ways, ways},
    },
    ui::{
        context::App,
        copyable::{Copyable, copyable},
        kit::{Button, ButtonLook, button, effect, link_button, live, memo, optional, view_title},
        shell,
    },
};

/// Where a way begins, and whether one is that oneself.
#[derive(Clone, PartialEq)]
struct Beginning {
    from: Id,
    is_mine: bool,
}

pub(super) fn page(app: App, to: Id) -> AnyView {
    let is_there = {
        let to = to.clone();
        memo(move || app.records.with(|network| network.actors.contains(&to)))
    };
    live(move || if is_there.get() { found(app, to.clone()) } else { shell::nowhere().into_any() })
}

fn found(app: App, to: Id) -> AnyView {
    let t = app.texts().ways();
    let me = app.slice(|state| state.me().cloned());
    let beginning = memo(move || {
        let me = me.get();
        let named = app.address.with(|address| address.from.clone());
        let from = named.or_else(|| me.clone())?;
        let is_there = app.records.with(|network| network.actors.contains(&from));
        is_there.then(|| Beginning { is_mine: me.as_ref() == Some(&from), from })
    });
    let over_shared = RwSignal::new(true);
    let answer = {
        let to = to.clone();
        memo(move || {
            let Beginning { from, .. } = beginning.get()?;
            let over = if over_shared.get() { Over::LinksElseShared } else { Over::Links };
            Some(app.records.with(|network| ways(network, &from, &to, over, &clock::now().today)))
        })
    };
    let title = {
        let to = to.clone();
        live(move || {
            let (network, beginning) = (app.records.get(), beginning.get());
            let speech = speech(app, &network, beginning.as_ref().is_none_or(|it| it.is_mine));
            view_title(speech.question(beginning.as_ref().map(|it| &it.from), &to))
        })
    };
    let back = {
        let to = to.clone();
        live(move || to_card(&to, app.records.with(|network| network.name_of(TableName::Actors, &to))))
    };
    let told = {
        let to = to.clone();
        optional(move || Some(answered(app, &beginning.get()?, &to, &answer.get()?)))
    };
    let note = {
        let to = to.clone();
        let written = memo(move || {
            let introducer = answer.get()?.best?.introducer()?.clone();
            written(app, &beginning.get()?, &to, &introducer, over_shared.get())
        });
        // It can be changed, and stays so until it says something else.
        optional(move || Some(note(app, written.get()?)))
    };
    let others = optional(move || others(app, &beginning.get()?, &answer.get()?.alternatives));
    view! {
        <article class="page card introducing">
            {back}
            <header class="card__head">{title} {ask(app, &to, beginning)}</header>
            <div class="stack">
                <label class="facet">
                    <input
                        type="checkbox"
                        prop:checked=over_shared
                        on:change=move |event| over_shared.set(event_target_checked(&event))
                    />
                    <span class="facet__name">{t.over_shared}</span>
                </label>
                <div role="status">{told}</div>
                {note}
                {others}
            </div>
        </article>
    }
    .into_any()
}

fn speech(app: App, network: &Network, is_mine: bool) -> Speech<'_> {
    Speech { language: app.spoken(), network, is_mine }
}

/// From whom. It counts once the button is pressed: arrow keys go through all that there is to choose.
fn ask(app: App, to: &Id, beginning: Memo<Option<Beginning>>) -> AnyView {
    let t = app.texts().ways();
    let chosen = RwSignal::new(None);
    let end = to.clone();
    effect(move || {
        beginning.track();
        chosen.set(None);
    });
    let options = live(move || {
        let network = app.records.get();
        let (now, today) = (beginning.get().map(|it| it.from), clock::now().today);
        let mut actors: Vec<_> =
            network.actors.iter().filter(|it| it.is_here(&today) && it.id != end).collect();
        order::sort_by_cached_key(&mut actors, |actor| fold::sort_key(&actor.name));
        let option = |id: &Id, name: &str| {
            let (is_now, id) = (now.as_ref() == Some(id), id.to_string());
            view! { <option value=id selected=is_now>{name.to_owned()}</option> }
        };
        let options: Vec<_> = actors.into_iter().map(|actor| option(&actor.id, &actor.name)).collect();
        view! { <option value="" selected=now.is_none()>{t.choose}</option> {options} }
    });
    let choose = move |event: web_sys::Event| chosen.set(Id::try_from(event_target_value(&event)).ok());
    let unchanged = Signal::derive(move || {
        let chosen = chosen.get();
        chosen.is_none() || chosen == beginning.get().map(|it| it.from)
    });
    let to = to.clone();
    let find = move || {
        let record = Some(to.clone());
        let address = Address { record, from: chosen.get_untracked(), ..Address::of(View::Way) };
        Msg::Go { address, replace: false }
    };
    view! {
        <div class="cluster introducing__from">
            <label for="way-from">{t.from}</label>
            <select id="way-from" on:change=choose>{options}</select>
            <Button label=t.find message=find disabled=unchanged />
        </div>
    }
    .into_any()
}

/// Whom to ask and how it goes on, or what would make a way.
fn answered(app: App, beginning: &Beginning, to: &Id, answer: &Ways) -> AnyView {
    let t = app.texts().ways();
    let network = app.records.get();
    let speech = speech(app, &network, beginning.is_mine);
    match (&answer.best, &answer.bridge) {
        (Some(way), _) if way.steps.is_empty() => view! { <p>{t.itself}</p> }.into_any(),
        (Some(way), _) => {
            let in_network = Address { way: nodes(way), ..Address::of(View::Network) };
            view! {
                <section class="card__section" aria-labelledby="way-best">
                    <h2 class="card__heading" id="way-best">{t.best}</h2>
                    <p class="card__lead">{sentence(speech.advice(way))}</p>
                    <p class="reading">{sentence(speech.way(way))}</p>
                    {link_button(in_network.hash(), app.texts().card().show_in_network)}
                </section>
            }
            .into_any()
        }
        (None, bridge) => {
            let bridge = bridge.as_ref().map(|bridge| sentence(speech.bridge(&beginning.from, to, bridge)));
            view! {
                <section class="card__section" aria-labelledby="way-best">
                    <h2 class="card__heading" id="way-best">{t.no_way}</h2>
                    <p class="reading">{bridge}</p>
                </section>
            }
            .into_any()
        }
    }
}

/// In the picture a competency that two share stands between them.
fn nodes(way: &Way) -> Vec<Id> {
    let mut nodes = Vec::new();
    for (place, actor) in way.actors.iter().enumerate() {
        nodes.push(actor.clone());
        if let Some(Step::Competency(competency)) = way.steps.get(place) {
            nodes.push(competency.clone());
        }
    }
    nodes
}

/// A note to whom to ask: for whom what it names is, what it is called, and what it says.
type Note = (Profile, String, String);

/// Of what everyone may see, or else members, and which of these.
fn written(app: App, beginning: &Beginning, to: &Id, introducer: &Id, over_shared: bool) -> Option<Note> {
    let network = app.records.get();
    let over = if over_shared { Over::LinksElseShared } else { Over::Links };
    let (profile, note) =
        [Profile::Public, Profile::Network, Profile::Full].into_iter().find_map(|profile| {
            let part = redact(&network, profile);
            let found = ways(&part, &beginning.from, to, over, &clock::now().today);
            let mut all = found.best.into_iter().chain(found.alternatives);
            let way = all.find(|way| way.introducer() == Some(introducer))?;
            Some((profile, speech(app, &part, beginning.is_mine).note(&way)))
        })?;
    let title = i18n::ways::note_to(app.spoken(), &network.name_of(TableName::Actors, introducer));
    Some((profile, title, note))
}

fn note(app: App, (profile, title, note): Note) -> AnyView {
    let look = ButtonLook::new(app.texts().matches().copy_note, "secondary", "content-copy");
    let Copyable { area, said, copy } = copyable(app, title.clone(), note);
    view! {
        <section class="card__section introducing__note" aria-labelledby="way-note">
            <h2 class="card__heading" id="way-note">{title}</h2>
            <p class="muted">{i18n::matches::note_shows(app.spoken(), profile)}</p>
            {area}
            {button(look, copy)}
            {said}
        </section>
    }
    .into_any()
}

fn others(app: App, beginning: &Beginning, ways: &[Way]) -> Option<AnyView> {
    let network = app.records.get();
    let speech = speech(app, &network, beginning.is_mine);
    let ways: Vec<_> =
        ways.iter().map(|way| view! { <li class="reading">{sentence(speech.way(way))}</li> }).collect();
    (!ways.is_empty()).then(|| {
        view! {
            <section class="card__section" aria-labelledby="way-others">
                <h2 class="card__heading" id="way-others">{app.texts().ways().others}</h2>
                <ul class="introducing__others">{ways}</ul>
            </section>
        }
        .into_any()
    })
}
