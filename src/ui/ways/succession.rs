//! A sheet for whoever follows an actor: what would be missing, who could take over, and what has to be handed over.

use leptos::prelude::*;

use super::{sentence, to_card};
use crate::{
    app::CommandId,
    browser::clock,
    i18n::{self, ways::Speech},
    model::{Id, TableName},
    query::{
        matches::Matches,
        succession::{Heir, Loss, losses},
    },
    ui::{
        context::{App, Shared},
        kit::{button_of, live, record_link, view_title},
        matches::matches,
        shell,
    },
};

pub(super) fn sheet(app: App, id: Id) -> AnyView {
    let matches = matches(app);
    live(move || drawn(app, matches, &id).unwrap_or_else(|| shell::nowhere().into_any()))
}

fn drawn(app: App, matches: Memo<Option<Shared<Matches>>>, id: &Id) -> Option<AnyView> {
    let (t, language) = (app.texts().ways(), app.spoken());
    let network = app.records.get();
    let name = network.actors.get(id)?.name.clone();
    let today = clock::now().today;
    let found = matches.get().filter(|matches| matches.is_of(&network, &today));
    let lost = found.as_ref().map(|matches| losses(&network, matches, id, &today));
    let (lost, alone): (Vec<Loss>, Vec<Loss>) =
        lost.into_iter().flatten().partition(|loss| loss.then.offered == 0);
    let speech = Speech { language, network: &network, is_mine: false };
    let loss = |loss: &Loss| {
        let heir = |Heir { actor, why }: &Heir| view! { <li>{sentence(speech.heir(actor, why))}</li> };
        let heirs: Vec<_> = loss.heirs.iter().map(heir).collect();
        let heirs = if heirs.is_empty() {
            view! { <p class="muted">{t.no_heirs}</p> }.into_any()
        } else {
            view! { <div class="row__named">{t.heirs} <ul class="named" role="list">{heirs}</ul></div> }
                .into_any()
        };
        view! { <p>{sentence(speech.loss(&loss.then))}</p> {heirs} }.into_any()
    };
    let losses = [("succession-lost", t.lost, lost), ("succession-alone", t.alone, alone)];
    let losses: Vec<_> = losses
        .into_iter()
        .filter(|(.., losses)| !losses.is_empty())
        .map(|(id, title, losses)| section(id, title, losses.iter().map(loss).collect(), ""))
        .collect();
    let words = if found.is_some() { t.nothing_lost } else { app.texts().matches().looking };
    let nothing = losses.is_empty().then(|| view! { <p>{words}</p> });
    let around = app.relations.get().around_actor(id);
    let links = around.links.iter().map(|(other, link)| {
        let words = i18n::card::link_words(language, link.kind, link.from == *id);
        let note = (!link.note.is_empty())
            .then(|| view! { <p class="muted" lang=app.contents()>{link.note.clone()}</p> });
        view! { <p>{words} " " {record_link(TableName::Actors, &other.id, &other.name)}</p> {note} }
            .into_any()
    });
    let topics = around.topics.iter().map(|(role, topic)| {
        let role = i18n::records::word(language, *role);
        let link = record_link(TableName::Topics, &topic.id, &topic.title);
        view! { <p>{link} " " <span class="muted">{role}</span></p> }.into_any()
    });
    let groups = network.groups.iter().filter(|group| group.members.contains(id));
    let groups = groups.map(|group| {
        let purpose = (!group.purpose.is_empty())
            .then(|| view! { <p class="muted" lang=app.contents()>{group.purpose.clone()}</p> });
        view! { <p lang=app.contents()>{group.name.clone()}</p> {purpose} }.into_any()
    });
    let rest = [
        section("succession-links", t.links, links.collect(), t.no_links),
        section("succession-topics", t.topics, topics.collect(), t.no_topics),
        section("succession-groups", t.groups, groups.collect(), t.no_groups),
    ];
    let title = view_title(i18n::ways::succession_of(language, &name));
    Some(
        view! {
            <article class="page card">
                {to_card(id, name)}
                <header class="card__head">
                    {title} <p class="reading">{t.succession_intro}</p>
                    <div class="cluster">{button_of(app, CommandId::Print, "secondary", false)}</div>
                </header>
                <div class="card__column">{nothing} {losses} {rest.into_iter().collect::<Vec<_>>()}</div>
            </article>
        }
        .into_any(),
    )
}

/// `none` stands in place of rows.
fn section(id: &'static str, title: &'static str, rows: Vec<AnyView>, none: &'static str) -> AnyView {
    let rows = if rows.is_empty() {
        view! { <p class="muted">{none}</p> }.into_any()
    } else {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|row| view! { <li class="row"><div class="row__main">{row}</div></li> })
            .collect();
        view! { <ul class="rows" role="list">{rows}</ul> }.into_any()
    };
    view! {
        <section class="card__section" aria-labelledby=id>
            <h2 class="card__heading" id=id>{title}</h2>
            {rows}
        </section>
    }
    .into_any()
}
