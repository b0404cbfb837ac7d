//! For the tables and the pinboard: slips with the talks of each, badges, and a card for each offer and need. Paper
//! shows what its readers may see, so all of it is drawn from the network that is printed.

use leptos::prelude::*;

use super::Shown;
use crate::{
    app::CommandId,
    i18n,
    model::{Id, TableName, Talk},
    query::evening::rounds_of,
    ui::{
        kit::{CollectAny, button_of, optional},
        lists::{SectorMark, sector_badge},
    },
};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Slips,
    Badges,
    Cards,
}

/// On a badge.
const NAMED: usize = 3;

pub(super) fn section(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let chosen = RwSignal::new(None::<Sheet>);
    let choices = [
        (None, t.nothing),
        (Some(Sheet::Slips), t.slips),
        (Some(Sheet::Badges), t.badges),
        (Some(Sheet::Cards), t.cards),
    ];
    let choices = choices.map(|(choice, words)| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-pressed=move || (chosen.get() == choice).to_string()
                on:click=move |_| chosen.set(choice)
            >
                <span class="kern-label">{words}</span>
            </button>
        }
    });
    let sheet = optional(move || {
        Some(match chosen.get()? {
            Sheet::Slips => slips(shown),
            Sheet::Badges => badges(shown),
            Sheet::Cards => cards(shown),
        })
    });
    view! {
        <section class="evening__paper stack" aria-labelledby="evening-paper">
            <h2 class="card__heading" id="evening-paper">{t.paper}</h2>
            <p class="muted evening__hint">{t.paper_hint}</p>
            <div class="cluster evening__sheets" role="group" aria-labelledby="evening-paper">
                {choices} {button_of(app, CommandId::Print, "secondary", false)}
            </div>
            <div class="evening__sheet">{sheet}</div>
        </section>
    }
    .into_any()
}

fn people(shown: Shown) -> Vec<Id> {
    shown.evening.with(|evening| evening.people.clone())
}

/// Of each who takes part, round by round.
fn slips(shown: Shown) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let network = shown.network();
    let talks = shown.talks.get();
    let row = |who: &Id, round: u32| {
        let is_theirs = |talk: &&Talk| talk.round == Some(round) && [&talk.one, &talk.other].contains(&who);
        let with = talks.iter().find(is_theirs).map(|talk| {
            let other = if talk.one == *who { &talk.other } else { &talk.one };
            let gain = shown.evening.with(|evening| {
                let pair = evening.pair(&talk.one, &talk.other)?;
                Some(i18n::evening::gain(language, &pair.found, &network))
            });
            view! { <strong>{shown.name(other)}</strong> <br/> {gain} }.into_any()
        });
        let with = with.unwrap_or_else(|| view! { <span class="muted">{t.pause}</span> }.into_any());
        view! { <tr><th scope="row">{i18n::evening::round(language, round)}</th><td>{with}</td></tr> }
            .into_any()
    };
    let slip = |who: Id| {
        let rows = (1..=rounds_of(&talks)).map(|round| row(&who, round)).collect_any();
        view! {
            <li class="slip">
                <p class="slip__name">{shown.name(&who)}</p>
                <table><tbody>{rows}</tbody></table>
            </li>
        }
    };
    view! { <ul class="slips" role="list">{people(shown).into_iter().map(slip).collect_any()}</ul> }
        .into_any()
}

/// Eight on a sheet, with lines to cut along.
fn badges(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let network = shown.network();
    let term = |id: &Id| network.name_of(TableName::Competencies, id);
    let line = |words: &'static str, terms: Vec<String>| {
        let named = terms.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        (!terms.is_empty()).then(|| view! { <p>{words} ": " {named}</p> })
    };
    let badge = |who: Id| {
        let sector = network.actors.get(&who).and_then(|actor| actor.sector.clone());
        let mark = SectorMark::of(&network, sector.as_ref());
        let offers = network.offers.iter().filter(|it| it.actor == who).map(|it| term(&it.competency));
        let needs = network.needs.iter().filter(|it| it.actor == who && it.closed_on.is_none());
        let needs = needs.map(|it| term(&it.competency));
        view! {
            <li class="badge">
                <p class="badge__name">{shown.name(&who)}</p>
                <p>{sector_badge(app, mark.as_ref())}</p>
                {line(t.offers, offers.collect())}
                {line(t.needs, needs.collect())}
            </li>
        }
    };
    view! { <ul class="badges" role="list">{people(shown).into_iter().map(badge).collect_any()}</ul> }
        .into_any()
}

/// One for each offer and each open need.
fn cards(shown: Shown) -> AnyView {
    let t = shown.app.texts().evening();
    let network = shown.network();
    let people = people(shown);
    let card = |words: &'static str, who: &Id, competency: &Id| {
        let what = network.name_of(TableName::Competencies, competency);
        view! {
            <li class="badge">
                <p>{words}</p>
                <p class="badge__name">{what}</p>
                <p>{shown.name(who)}</p>
            </li>
        }
        .into_any()
    };
    let offers = network.offers.iter().filter(|it| people.contains(&it.actor));
    let offers = offers.map(|it| card(t.offers, &it.actor, &it.competency));
    let needs = network.needs.iter().filter(|it| people.contains(&it.actor) && it.closed_on.is_none());
    let needs = needs.map(|it| card(t.needs, &it.actor, &it.competency));
    view! { <ul class="badges" role="list">{offers.chain(needs).collect_any()}</ul> }.into_any()
}
