//! The page: everybody at a glance, then one part for each kind of role.

use leptos::{prelude::*, task::spawn_local};

use super::{
    communities::{self, Named},
    contacts, sectors,
    work::Work,
};
use crate::{
    app::{Address, View},
    browser::page::idle,
    i18n,
    model::{Id, Network, TableName},
    query::roles::{Bridge, Contacts, Role},
    ui::{
        context::{App, Shared},
        kit::{ButtonLook, button, live, memo, optional, record_link, view_title},
    },
};

/// Shown at first, and so many more at a time.
const ROWS: usize = 5;
/// Of more actors, each part of the page is drawn in a turn of its own, so that it never stands still for long.
const AT_ONCE: usize = 2_000;
const TURNS: u8 = 3;

/// What is drawn of the network on the screen.
#[derive(Clone, Copy)]
pub(super) struct Page {
    pub(super) app: App,
    pub(super) contacts: Memo<Shared<Contacts>>,
    pub(super) work: Work,
    /// Once the engine has answered and they have names.
    pub(super) communities: RwSignal<Option<Shared<Named>>>,
    /// Which part of the page is drawn last until now.
    turn: RwSignal<u8>,
}

pub(super) fn page(app: App) -> AnyView {
    let t = app.texts();
    let contacts = memo(move || Shared::new(contacts(&app.records.get())));
    let work = Work::new(contacts);
    let is_large = contacts.with_untracked(|contacts| contacts.actors.len() > AT_ONCE);
    let turn = RwSignal::new(if is_large { 0 } else { TURNS });
    if is_large {
        spawn_local(async move {
            for number in 1..=TURNS {
                idle().await;
                turn.try_set(number);
            }
        });
    }
    let page = Page { app, contacts, work, communities: communities::named(app, contacts, work), turn };
    let whole = move || contacts.with(|contacts| i18n::roles::whole(app.spoken(), &contacts.whole()));
    let is_empty = memo(move || contacts.with(|contacts| contacts.pairs.is_empty()));
    let parts = live(move || {
        if is_empty.get() {
            return view! {
                <div class="list-empty stack"><p>{t.roles().empty}</p><p>{t.roles().empty_hint}</p></div>
            }
            .into_any();
        }
        view! {
            {page.in_turn(1, |page| view! { {page.alone()} {page.only_shown()} {page.bridges()} }.into_any())}
            {page.in_turn(2, |page| view! { {page.hubs()} {communities::part(page)} }.into_any())}
            {page.in_turn(3, sectors::part)}
        }
        .into_any()
    });
    view! {
        <section class="page roles-page">
            <header class="list-head">
                <div>{view_title(View::Roles.title(app.spoken()))} <p class="roles-whole">{whole}</p></div>
                <a class="kern-link" href=Address::of(View::Network).hash()>{t.shell().to_network}</a>
            </header>
            <p class="muted">{t.roles().intro}</p>
            {parts}
        </section>
    }
    .into_any()
}

/// What a word means, one click away.
pub(super) fn meaning(what: &'static str, meaning: AnyView) -> AnyView {
    view! { <details class="roles-meaning"><summary>{what}</summary>{meaning}</details> }.into_any()
}

/// A link to the picture of a role, with the same question.
pub(super) fn in_picture(app: App, role: Role, name: &str) -> AnyView {
    let href = move || Address { role: Some(role), ..app.address.get().in_view(View::Network) }.hash();
    let spoken = i18n::roles::show_in_picture(app.spoken(), name);
    view! { <p><a class="kern-link" href=href aria-label=spoken>{app.texts().roles().show}</a></p> }
        .into_any()
}

/// Many, one click away: they are drawn when somebody wants to see them.
pub(super) fn folded(summary: String, draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let is_opened = RwSignal::new(false);
    view! {
        <details class="roles-meaning" on:toggle=move |_| is_opened.set(true)>
            <summary>{summary}</summary>
            {optional(move || is_opened.get().then(&draw))}
        </details>
    }
    .into_any()
}

pub(super) fn actor_links<'a>(network: &Network, actors: impl Iterator<Item = &'a Id>) -> AnyView {
    let links = actors.map(|id| {
        view! { <li>{record_link(TableName::Actors, id, &network.name_of(TableName::Actors, id))}</li> }
    });
    view! { <ul class="roles-names" role="list">{links.collect::<Vec<_>>()}</ul> }.into_any()
}

impl Page {
    fn in_turn(self, turn: u8, draw: fn(Self) -> AnyView) -> AnyView {
        let is_due = memo(move || self.turn.get() >= turn);
        optional(move || is_due.get().then(|| draw(self)))
    }

    fn alone(self) -> AnyView {
        let t = self.app.texts().roles();
        optional(move || {
            let alone = self.contacts.get().whole().alone;
            (!alone.is_empty()).then(|| {
                let summary = format!("{}: {}", t.alone, self.app.spoken().number(alone.len()));
                folded(summary, move || actor_links(&self.app.records.get(), alone.iter()))
            })
        })
    }

    fn only_shown(self) -> AnyView {
        let t = self.app.texts().roles();
        let narrowed = memo(move || self.app.address.with(|address| !address.shows_all()));
        optional(move || narrowed.get().then(|| view! { <p class="muted">{t.only_shown}</p> }))
    }

    fn bridges(self) -> AnyView {
        let (app, language) = (self.app, self.app.spoken());
        let t = app.texts().roles();
        let limit = RwSignal::new(ROWS);
        let list = optional(move || {
            let output = self.work.found()?;
            let visible = app.visible.get();
            let contacts = self.contacts.get();
            let mut all = contacts.bridges(&output).peekable();
            if all.peek().is_none() {
                return Some(view! { <p>{t.no_bridges}</p> }.into_any());
            }
            let mut shown = all.filter(|bridge| visible.actors.contains(&bridge.actor));
            let first: Vec<Bridge> = shown.by_ref().take(limit.get()).collect();
            let communities = self.communities.get();
            let line = |bridge: Bridge| {
                let names = bridge.joins.iter().filter_map(|(number, count)| {
                    let Named { network, communities } = &**communities.as_ref()?;
                    let name = &communities.get(*number)?.name;
                    Some((i18n::roles::community(language, name, network), *count))
                });
                let sentence =
                    i18n::roles::bridge(language, bridge.share, output.estimated, &names.collect::<Vec<_>>());
                (bridge.actor, sentence)
            };
            let count = first.len();
            let words = self.said(i18n::roles::these_join(language, count));
            let lines = first.into_iter().map(line).collect();
            let estimated = output.estimated.then(|| view! { <p class="muted">{t.estimated}</p> });
            Some(view! { {self.ranked(words, lines, shown.next().map(|_| limit))} {estimated} }.into_any())
        });
        let what = view! { <p>{t.bridges_meaning}</p> }.into_any();
        view! {
            <section class="roles-part" aria-labelledby="roles-bridges">
                <h2 id="roles-bridges" tabindex="-1">{t.bridges}</h2>
                {self.work.state(app, "roles-bridges")}
                {list}
                {in_picture(app, Role::Bridges, t.bridges)}
                {meaning(t.bridges_what, what)}
            </section>
        }
        .into_any()
    }

    /// What is said of the first of all; where search or filters leave others, only that they are these.
    fn said(self, of_all: String) -> String {
        let app = self.app;
        if app.address.with(Address::shows_all) { of_all } else { app.texts().roles().of_shown.to_owned() }
    }

    fn hubs(self) -> AnyView {
        let (app, language) = (self.app, self.app.spoken());
        let t = app.texts().roles();
        let limit = RwSignal::new(ROWS);
        let list = live(move || {
            let (network, visible) = (app.records.get(), app.visible.get());
            let contacts = self.contacts.get();
            let mut shown = contacts.hubs(&network).filter(|hub| visible.actors.contains(&hub.actor));
            let first = shown.by_ref().take(limit.get());
            let lines: Vec<_> =
                first.map(|hub| (hub.actor.clone(), i18n::roles::hub(language, &hub))).collect();
            let words = self.said(i18n::roles::these_know(language, lines.len()));
            self.ranked(words, lines, shown.next().map(|_| limit))
        });
        let what = view! { <p>{t.hubs_meaning}</p> }.into_any();
        view! {
            <section class="roles-part" aria-labelledby="roles-hubs">
                <h2 id="roles-hubs">{t.hubs}</h2>
                {list}
                {in_picture(app, Role::Hubs, t.hubs)}
                {meaning(t.hubs_what, what)}
            </section>
        }
        .into_any()
    }

    /// Actors in order, each with a sentence; a button raises the limit while there are more.
    fn ranked(self, words: String, lines: Vec<(Id, String)>, more: Option<RwSignal<usize>>) -> AnyView {
        let (app, t) = (self.app, self.app.texts());
        if lines.is_empty() {
            return view! { <p>{t.roles().no_match}</p> }.into_any();
        }
        let network = app.records.get();
        let lines = lines.into_iter().map(|(actor, sentence)| {
            let name = network.name_of(TableName::Actors, &actor);
            view! { <li>{record_link(TableName::Actors, &actor, &name)} <p>{sentence}</p></li> }
        });
        let more = more.map(|limit| {
            let look = ButtonLook::new(t.roles().more, "tertiary", "");
            button(look, move || limit.update(|limit| *limit += ROWS))
        });
        view! { <p>{words}</p> <ol class="roles-list">{lines.collect::<Vec<_>>()}</ol> {more} }.into_any()
    }
}
