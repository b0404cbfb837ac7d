//! The frame of all cards.

use leptos::prelude::*;

use super::content::{Card, Inline, Section};
use crate::{
    app::{Address, Dialog, Draft, Msg, View, confirm},
    browser::clock,
    doors, i18n,
    model::{Id, TableName},
    query::confirmation::{Age, age},
    ui::{
        behind,
        context::App,
        kit::{
            Button, ButtonLook, CollectAny, address_of, button, icon, link_button, memo, optional,
            record_link, said, view_title,
        },
        lists::sector_badge,
    },
};

/// What every part of a card has to know.
#[derive(Clone, Copy)]
pub(super) struct Drawing {
    pub(super) app: App,
    /// In the panel beside the graph, under a heading of level 2; else on a page of its own under one of level 1.
    pub(super) aside: bool,
    pub(super) editable: bool,
}

impl Drawing {
    pub(super) fn page(self, card: &Card) -> AnyView {
        let (app, t) = (self.app, self.app.texts().card());
        let (all, label) = match card.table {
            TableName::Actors => (View::Actors, t.all_actors),
            TableName::Competencies => (View::Competencies, t.all_competencies),
            TableName::Groups => (View::Groups, app.texts().groups().all_groups),
            _ => (View::Topics, t.all_topics),
        };
        let back = move || app.address.get().in_view(all).hash();
        view! {
            <article class="page card">
                <p class="card__back">
                    <a class="kern-link" href=back>
                        {icon("arrow-back")}
                        {label}
                    </a>
                </p>
                <header class="card__head">{view_title(said(app, &*card.title))} {self.head(card)}</header>
                <div class="card__columns">
                    <div class="card__column">{self.sections(&card.main)} {self.matches(card)}</div>
                    <div class="card__column">{self.sections(&card.side)}</div>
                </div>
            </article>
        }
        .into_any()
    }

    pub(super) fn aside(self, card: &Card) -> AnyView {
        let (app, t) = (self.app, self.app.texts());
        let close = move || {
            let address = Address { opened: None, ..app.address.get_untracked() };
            Msg::Go { address, replace: true }
        };
        view! {
            <header class="card-aside__head">
                <h2 id="card-title" class="card-aside__title" tabindex="-1" lang=app.contents()>{card.title.clone()}</h2>
                <Button label=t.words().close message=close rank="tertiary" icon_name="close" icon_only=true />
            </header>
            <p class="card-aside__whole">
                <a class="kern-link" href=address_of(card.table, &card.id).hash()>{t.card().whole_card}</a>
            </p>
            {self.head(card)}
            {self.sections(&card.main)}
            {self.matches(card)}
        }
        .into_any()
    }

    /// Tags, a sentence, and what can be done with the whole record.
    fn head(self, card: &Card) -> AnyView {
        let t = self.app.texts();
        let tags =
            (!card.tags.is_empty()).then(|| view! { <div class="cluster">{self.inlines(&card.tags)}</div> });
        // Of a topic it is its question, of a group what it is for, of a competency a sentence of ours.
        let is_own = matches!(card.table, TableName::Topics | TableName::Groups);
        let asked = self.app.contents().filter(|_| is_own);
        let lead = (!card.lead.is_empty())
            .then(|| view! { <p class="card__lead" lang=asked>{card.lead.clone()}</p> });
        let summary = self.aside && !card.summary.is_empty();
        let summary = summary
            .then(|| view! { <p class="card__text" lang=self.app.contents()>{card.summary.clone()}</p> });
        let show =
            card.in_network.as_ref().map(|address| link_button(address.hash(), t.card().show_in_network));
        let team = card.in_network.as_ref().filter(|_| card.table == TableName::Topics);
        let team = team.map(|address| {
            [View::Team, View::WorkingGroup]
                .map(|view| link_button(address.in_view(view).hash(), view.title(self.app.spoken())))
                .collect_any()
        });
        let change = self.editable.then(|| {
            let (table, id) = (card.table, card.id.clone());
            let draft = Draft::edit(table, &id);
            let edit = move || Msg::Open(Dialog::Record(draft.clone()));
            let remove = move || Msg::Open(Dialog::Remove(vec![(table, id.clone())]));
            view! {
                <Button label=t.words().edit message=edit icon_name="edit" />
                <Button label=t.words().delete message=remove rank="tertiary" icon_name="delete" />
            }
        });
        let of_actor = (card.table == TableName::Actors).then(|| {
            view! { {self.invite(&card.id)} {self.me(&card.id)} <p class="card__ways">{self.ways(&card.id)}</p> }
        });
        let own = (card.table == TableName::Actors).then(|| self.own(&card.id));
        view! { {tags} {lead} {summary} {own} <div class="cluster card__actions">{show} {team} {change} {of_actor}</div> }
            .into_any()
    }

    /// Who introduces one to this actor, and what would be missing without it.
    fn ways(self, id: &Id) -> AnyView {
        let (app, t) = (self.app, self.app.texts().card());
        let of = |view| Address { record: Some(id.clone()), ..Address::of(view) }.hash();
        let (way, succession, id) = (of(View::Way), of(View::Succession), id.clone());
        let is_me = app.slice(move |state| state.me() == Some(&id));
        view! {
            {optional(move || {
                (!is_me.get()).then(|| view! { <a class="kern-link" href=way.clone()>{t.who_introduces}</a> })
            })}
            <a class="kern-link" href=succession>{t.what_without}</a>
        }
        .into_any()
    }

    /// Whether one's own entry is still true, where it is now, and how it gets to who keeps the network.
    fn own(self, id: &Id) -> AnyView {
        let (app, of) = (self.app, id.clone());
        let is_me = app.slice(move |state| state.me() == Some(&of) && !state.is_read_only());
        let id = id.clone();
        optional(move || {
            is_me.get().then(|| {
                let t = app.texts().card();
                view! {
                    {still_true(app, id.clone())}
                    <p class="card__own">{t.own_entry}</p>
                    <p><Button label=t.own_entry_file message=|| Msg::Open(Dialog::Export) icon_name="download" /></p>
                }
            })
        })
    }

    /// Others come through this actor. Who only looks has nothing to enter anybody into.
    fn invite(self, id: &Id) -> Option<AnyView> {
        let (app, id) = (self.app, id.clone());
        let invite = move || Msg::Open(Dialog::Invite(id.clone()));
        app.viewer().is_none().then(|| {
            view! { <Button label=app.texts().growth().invite message=invite icon_name="mail" /> }.into_any()
        })
    }

    /// Says that one is this actor, or is not.
    fn me(self, id: &Id) -> AnyView {
        let (app, id) = (self.app, id.clone());
        let of = id.clone();
        let is_me = app.slice(move |state| state.me() == Some(&of));
        let press = move |_| app.dispatch(Msg::ThisIsMe((!is_me.get_untracked()).then(|| id.clone())));
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small card__me"
                aria-pressed=move || is_me.get().to_string()
                title=app.texts().card().me_hint
                on:click=press
            >
                <span class="kern-label">{app.texts().card().me}</span>
            </button>
        }
        .into_any()
    }

    /// Who could help it, and whom it could help.
    fn matches(self, card: &Card) -> Option<AnyView> {
        let Self { app, aside, .. } = self;
        let (table, id) = (card.table, card.id.clone());
        [TableName::Actors, TableName::Competencies].contains(&table).then(|| {
            behind::part(app, &doors::MATCHES, move |matches| {
                (matches.on_card)(app, table, id.clone(), aside)
            })
        })
    }

    fn sections(self, sections: &[Section]) -> Vec<AnyView> {
        sections.iter().filter_map(|section| self.section(section)).collect()
    }

    fn section(self, section: &Section) -> Option<AnyView> {
        let (id, title) = (section.id, section.title);
        let rows = self.rows(section);
        if section.text.is_empty() && section.facts.is_empty() && rows.is_none() {
            return None;
        }
        let heading = if self.aside {
            view! { <h3 class="card__heading" id=id tabindex="-1">{title}</h3> }.into_any()
        } else {
            view! { <h2 class="card__heading" id=id tabindex="-1">{title}</h2> }.into_any()
        };
        let facts: Vec<_> = section.facts.iter().map(|(label, said)| self.fact(label, said)).collect();
        let facts = (!facts.is_empty()).then(|| view! { <dl class="facts">{facts}</dl> });
        let text = self.text(section);
        let parts = view! { {text} {facts} {rows} };
        Some(
            view! { <section class="card__section" aria-labelledby=id>{heading} {parts}</section> }
                .into_any(),
        )
    }

    fn text(self, section: &Section) -> Option<AnyView> {
        let text = section.text.clone();
        let (t, lang) = (self.app.texts(), self.app.contents());
        if section.internal {
            let hint = view! { <p class="muted">{icon("visibility-off")} {t.card().internal_hint}</p> };
            return Some(
                view! { <div class="internal"><p class="card__text" lang=lang>{text}</p> {hint}</div> }
                    .into_any(),
            );
        }
        (!text.is_empty()).then(|| view! { <p class="card__text reading" lang=lang>{text}</p> }.into_any())
    }

    fn fact(self, label: &'static str, said: &[Inline]) -> AnyView {
        let said = match said {
            [one] => self.inline(one),
            several => view! { <div class="row__named">{self.sentence(several)}</div> }.into_any(),
        };
        view! { <div class="fact"><dt>{label}</dt> <dd>{said}</dd></div> }.into_any()
    }

    /// Several, with commas between them.
    pub(super) fn sentence(self, inlines: &[Inline]) -> AnyView {
        let named = inlines.iter().map(|inline| view! { <li>{self.inline(inline)}</li> });
        view! { <ul class="named" role="list">{named.collect_any()}</ul> }.into_any()
    }

    pub(super) fn inlines(self, inlines: &[Inline]) -> Vec<AnyView> {
        inlines.iter().map(|inline| self.inline(inline)).collect()
    }

    pub(super) fn inline(self, inline: &Inline) -> AnyView {
        match inline {
            Inline::Text(text) => text.trim().to_owned().into_any(),
            Inline::Said(text) => said(self.app, text.trim()),
            Inline::Name(name) => {
                view! { <span class="row__name" lang=self.app.contents()>{name.trim().to_owned()}</span> }
                    .into_any()
            }
            Inline::Tag(word) => view! { <span class="tag">{*word}</span> }.into_any(),
            Inline::Link(table, id, name) => record_link(*table, id, name).into_any(),
            Inline::Web(address) => web_link(address.trim()),
            Inline::Others(number) => i18n::lists::and_more(self.app.spoken(), *number).into_any(),
            Inline::Sector(sector) => sector_badge(self.app, sector.as_ref()).into_any(),
        }
    }
}

/// A link where following it is safe, else the text as it stands.
fn web_link(address: &str) -> AnyView {
    let (scheme, rest) = address.split_once(':').unwrap_or_default();
    let symbol = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => Some(icon("open-in-new")),
        "mailto" => None,
        _ => return address.to_owned().into_any(),
    };
    let shown = rest.trim_start_matches('/').trim_end_matches('/').to_owned();
    let href = address.to_owned();
    view! { <a class="kern-link" href=href rel="noopener noreferrer external">{shown} {symbol}</a> }
        .into_any()
}

/// One tap renews one's own entry, from a quarter of a year before it is old.
fn still_true(app: App, id: Id) -> AnyView {
    let of = id.clone();
    let is_fresh = memo(move || {
        app.records.with(|network| age(network, &of, &clock::now().today)).is_none_or(|age| age == Age::Fresh)
    });
    optional(move || {
        let id = id.clone();
        let renew = move || {
            let message = confirm(&app.network.get_untracked(), &id, Some(&id), &clock::now().today);
            if let Some(message) = message {
                app.dispatch(message);
            }
        };
        let label = app.texts().confirmation().all_still_true;
        (!is_fresh.get())
            .then(|| view! { <p>{button(ButtonLook::new(label, "primary", "check"), renew)}</p> })
    })
}
