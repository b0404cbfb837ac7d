//! Everybody by sector and everything by competency, to read from top to bottom and to put on paper.

use std::sync::Arc;

use leptos::prelude::*;

use super::{FIRST_ROWS, ListPage, MORE_ROWS, SectorMark, more_button, sector_badge};
use crate::{
    app::{CommandId, View},
    browser::clock,
    i18n::name,
    model::{Actor, Competency, TableName, order},
    query::{fold, relations::Relations},
    ui::{
        context::{App, Shared},
        kit::{CollectAny, button_of, memo, record_link, said},
    },
};

pub(super) fn view(app: App) -> impl IntoView {
    let t = app.texts();
    let limit = RwSignal::new(FIRST_ROWS);
    let actors = memo(move || Shared::new(actors(app)));
    let shown = memo(move || actors.with(|actors| actors.len()));
    let tools = button_of(app, CommandId::Print, "secondary", false);
    let nothing = [t.lists().no_actors, t.lists().no_actor_fits];
    let title = View::Directory.title(app.spoken());
    let page = ListPage::of_records(app, TableName::Actors, title, shown, tools, nothing);
    page.view(app, move || {
        let by_sector = move || by_sector(app, &actors.get(), limit.get());
        let by_competency = move || by_competency(app);
        view! {
            <div class="directory">
                <h2>{t.lists().by_sector}</h2>
                {by_sector}
                {more_button(app, limit, shown.into(), MORE_ROWS)}
                <h2>{t.lists().by_competency}</h2>
                {by_competency}
            </div>
        }
        .into_any()
    })
}

/// Who is here today, of those that search and filters leave: by sector in their order, and by name.
fn actors(app: App) -> Vec<Arc<Actor>> {
    let (network, visible, today) = (app.network.get(), app.visible.get(), clock::now().today);
    let here = network.actors.iter().filter(|actor| visible.actors.contains(&actor.id));
    let mut actors: Vec<Arc<Actor>> = here.filter(|actor| actor.is_here(&today)).cloned().collect();
    order::sort_by_cached_key(&mut actors, |actor| {
        let sector = actor.sector.as_ref().and_then(|id| network.sectors.index_of(id));
        (sector.unwrap_or(usize::MAX), fold::sort_key(&actor.name))
    });
    actors
}

fn by_sector(app: App, actors: &[Arc<Actor>], limit: usize) -> AnyView {
    let (network, relations) = (app.network.get(), app.relations.get());
    let shown = &actors[..limit.min(actors.len())];
    let place = |actor: &Actor| actor.sector.as_ref().and_then(|id| network.sectors.index_of(id));
    let sectors = shown.chunk_by(|one, other| place(one) == place(other)).map(|members| {
        let sector = members.first().and_then(|actor| SectorMark::of(&network, actor.sector.as_ref()));
        let members = members.iter().map(|actor| entry(app, &relations, actor));
        view! {
            <h3 class="directory__sector">{sector_badge(app, sector.as_ref())}</h3>
            {members.collect_any()}
        }
        .into_any()
    });
    sectors.collect_any()
}

fn entry(app: App, relations: &Relations, actor: &Actor) -> AnyView {
    let t = app.texts().words();
    let around = relations.around_actor(&actor.id);
    let where_to = [&actor.place, &actor.website].map(|text| text.trim());
    let where_to: Vec<&str> = where_to.into_iter().filter(|text| !text.is_empty()).collect();
    let where_to = (!where_to.is_empty()).then(|| view! { <p class="muted">{where_to.join(" · ")}</p> });
    let about = actor.about.trim();
    let about = (!about.is_empty()).then(|| view! { <p lang=app.contents()>{about.to_owned()}</p> });
    let line = |label: &'static str, terms: Vec<&Arc<Competency>>| {
        let names = names(terms.into_iter().map(|term| term.name.as_str()));
        (!names.is_empty()).then(|| view! { <p><strong>{label}</strong> ": " {said(app, names)}</p> })
    };
    view! {
        <article class="directory__entry">
            <h4>{record_link(TableName::Actors, &actor.id, &actor.name)}</h4>
            {where_to} {about} {line(t.offers, around.offers.iter().map(|(term, _)| term).collect())}
            {line(t.looks_for, around.open_needs.iter().map(|(term, _)| term).collect())}
        </article>
    }
    .into_any()
}

/// Each name once, by name.
fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    order::sort_by_cached_key(&mut names, |name| fold::sort_key(name));
    names.dedup();
    name::joined(&names)
}

/// Who offers and who looks for each of what search and filters leave, as far as somebody does.
fn by_competency(app: App) -> AnyView {
    let (network, relations, visible) = (app.network.get(), app.relations.get(), app.visible.get());
    let mut terms: Vec<&Arc<Competency>> =
        network.competencies.iter().filter(|term| visible.competencies.contains(&term.id)).collect();
    order::sort_by_cached_key(&mut terms, |term| fold::sort_key(&term.name));
    let today = clock::now().today;
    let here = |actors: Vec<Arc<Actor>>| {
        names(actors.iter().filter(|actor| actor.is_here(&today)).map(|actor| actor.name.as_str()))
    };
    let t = app.texts().lists();
    let terms = terms.into_iter().filter_map(|term| {
        let around = relations.around_competency(&term.id);
        let (offering, looking) = (here(around.offered_by()), here(around.looked_for_by()));
        let is_any = !offering.is_empty() || !looking.is_empty();
        is_any.then(|| {
            let line = |label: &'static str, names: String| {
                (!names.is_empty()).then(|| view! { <p><strong>{label}</strong> ": " {said(app, names)}</p> })
            };
            view! {
                <article class="directory__entry">
                    <h3>{record_link(TableName::Competencies, &term.id, &term.name)}</h3>
                    {line(t.offered_by, offering)} {line(t.looked_for_by, looking)}
                </article>
            }
            .into_any()
        })
    });
    terms.collect_any()
}
