//! The page: who came through whom, as a list in a list.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::{
    app::{Address, CommandId, LayoutKind, View},
    browser::clock,
    i18n,
    model::{Actor, Day, Id, Network, TableName},
    query::invitations::Invitations,
    ui::{
        context::{App, Shared},
        kit::{button_of, icon, link_button, live, memo, optional, record_link, view_title},
        lists::{SectorMark, all_button, sector_badge},
    },
};

/// Of a larger network only who came without an invitation is shown at first.
const MOST_UNFOLDED: usize = 80;
/// So many of those, at first.
const ROWS: usize = 60;

/// Everybody with those who came through it, by places.
struct People {
    invitations: Invitations,
    came: Vec<Vec<usize>>,
    roots: Vec<usize>,
    /// Where search and filters narrow: who is left, or led to somebody who is.
    kept: Vec<bool>,
}

impl People {
    fn new(network: &Network, visible: &HashSet<Id>) -> Self {
        let invitations = Invitations::new(network);
        let people = &invitations.people;
        let mut kept: Vec<bool> = people.iter().map(|it| visible.contains(&it.actor)).collect();
        let (mut came, mut roots) = (vec![Vec::new(); people.len()], Vec::new());
        for (place, it) in people.iter().enumerate().rev() {
            if let Some(inviter) = it.through {
                kept[inviter] |= kept[place];
            }
        }
        for (place, it) in people.iter().enumerate().filter(|(place, _)| kept[*place]) {
            it.through.map_or(&mut roots, |inviter| &mut came[inviter]).push(place);
        }
        Self { invitations, came, roots, kept }
    }
}

#[derive(Clone, Copy)]
struct List {
    app: App,
    network: StoredValue<Shared<Network>>,
    people: StoredValue<Shared<People>>,
    unfolded: bool,
}

pub(super) fn page(app: App) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().growth());
    let people = memo(move || Shared::new(People::new(&app.records.get(), &app.visible.get().actors)));
    let size = move || {
        people.with(|people| {
            let invitations = &people.invitations;
            i18n::growth::size(language, invitations.people.len(), invitations.invited())
        })
    };
    let narrowed = memo(move || app.address.with(|address| !address.shows_all()));
    let limit = RwSignal::new(ROWS);
    let body = live(move || {
        let (network, people) = (app.records.get(), people.get());
        let (all, shown) =
            (people.invitations.people.len(), people.kept.iter().filter(|kept| **kept).count());
        let said = |words: &'static str| view! { <p class="list-empty">{words}</p> }.into_any();
        if all == 0 {
            return said(t.nobody);
        } else if shown == 0 {
            return said(t.nothing_fits);
        }
        let nobody_invited = (people.invitations.invited() == 0).then(|| view! { <p>{t.no_invitations}</p> });
        let roots = people.roots.len();
        let list = List {
            app,
            network: StoredValue::new(network),
            people: StoredValue::new(people.clone()),
            unfolded: shown <= MOST_UNFOLDED,
        };
        let items = live(move || {
            list.people.with_value(|people| {
                people.roots.iter().take(limit.get()).map(|&root| list.item(root)).collect::<Vec<_>>()
            })
        });
        view! {
            {nobody_invited}
            <ul class="growth-tree" role="list" aria-label=t.list>{items}</ul>
            {(roots > ROWS).then(|| all_button(app, limit, roots))}
        }
        .into_any()
    });
    let tree = Signal::derive(move || {
        let address = Address { layout: LayoutKind::Invitations, ..Address::of(View::Network) };
        address.hash()
    });
    let is_anybody = memo(move || people.with(|people| !people.invitations.people.is_empty()));
    let ways = optional(move || {
        is_anybody.get().then(|| {
            view! {
                <div class="cluster">
                    {link_button(tree, t.in_picture)} {button_of(app, CommandId::Replay, "secondary", false)}
                </div>
            }
        })
    });
    view! {
        <section class="page growth-page">
            <header class="list-head">
                <div>
                    {view_title(View::Growth.title(language))}
                    <p class="list-head__count" role="status" aria-live=app.counts_live()>
                        {optional(move || is_anybody.get().then(size))}
                    </p>
                </div>
                {ways}
            </header>
            <p class="muted reading">{t.intro}</p>
            {optional(move || narrowed.get().then(|| view! { <p class="muted reading">{t.only_shown}</p> }))}
            {body}
        </section>
    }
    .into_any()
}

impl List {
    fn item(self, place: usize) -> AnyView {
        let (language, t) = (self.app.spoken(), self.app.texts().growth());
        let open = RwSignal::new(self.unfolded);
        let (people, network) = (self.people.get_value(), self.network.get_value());
        let it = &people.invitations.people[place];
        let Some(actor) = network.actors.get(&it.actor) else { return ().into_any() };
        let has_more = !people.came[place].is_empty();
        let list_id = format!("growth-{place}");
        let label = i18n::growth::came_through(language, &actor.name);
        let fold = has_more.then(|| {
            view! {
                <button
                    type="button"
                    class="growth-fold"
                    aria-expanded=move || open.get().to_string()
                    aria-controls=list_id.clone()
                    aria-label=label.clone()
                    title=label.clone()
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {icon("chevron-right")}
                </button>
            }
        });
        let came = (it.came > 0).then(|| {
            let words = i18n::growth::came(language, it.came, it.came_in_all);
            view! { <span class="growth-fact">{words}</span> }
        });
        let named = actor.invited_by.as_ref().map(|id| network.name_of(TableName::Actors, id));
        let odd = it.odd.map(|odd| {
            let words = i18n::growth::odd(language, odd, &named.unwrap_or_default());
            view! { <span class="growth-fact">{words}</span> }
        });
        let below = has_more.then(|| {
            let items = optional(move || {
                open.get().then(|| {
                    let places = self.people.with_value(|people| people.came[place].clone());
                    places.into_iter().map(|place| self.item(place)).collect::<Vec<_>>()
                })
            });
            let hidden = move || !open.get();
            view! { <ul class="growth-branch" role="list" id=list_id aria-label=label hidden=hidden>{items}</ul> }
        });
        view! {
            <li>
                <div class="growth-person">
                    {fold}
                    {record_link(TableName::Actors, &actor.id, &actor.name)}
                    {sector_badge(self.app, SectorMark::of(&network, actor.sector.as_ref()).as_ref())}
                    <span class="growth-fact">{self.days(actor, t.no_day)}</span>
                    {came}
                    {odd}
                </div>
                {below}
            </li>
        }
        .into_any()
    }

    /// Since when, and until when.
    fn days(self, actor: &Actor, no_day: &'static str) -> String {
        let language = self.app.spoken();
        let words = |day: &Day| clock::day(day, language);
        let since = match &actor.joined {
            Some(day) => i18n::growth::since(language, &words(day)),
            None => no_day.to_owned(),
        };
        match &actor.left {
            Some(day) => format!("{since}, {}", i18n::growth::until(language, &words(day))),
            None => since,
        }
    }
}
