use std::collections::BTreeSet;

use leptos::prelude::*;

use super::page::{Page, actor_links, folded, in_picture, meaning};
use crate::{
    app::{Address, View},
    i18n,
    model::{Id, TableName},
    query::roles::{Community, Role},
    ui::{
        context::App,
        kit::{CollectAny, live, optional},
    },
};

/// Shown without a click.
const COMMUNITIES: usize = 20;
const MEMBERS: usize = 8;

pub(super) fn part(page: Page) -> AnyView {
    let app = page.app;
    let t = app.texts().roles();
    let list = optional(move || {
        let communities = page.communities.get()?;
        if communities.is_empty() {
            return Some(view! { <p>{t.no_communities}</p> }.into_any());
        }
        let (first, rest) = communities.split_at(communities.len().min(COMMUNITIES));
        let rest = (!rest.is_empty()).then(|| {
            let (summary, rest) = (i18n::roles::further(app.spoken(), rest.len()), rest.to_vec());
            folded(summary, move || all(app, &rest))
        });
        Some(view! { {all(app, first)} {rest} }.into_any())
    });
    let clearly = live(move || {
        page.work.found().map(|output| i18n::roles::modularity(app.spoken(), output.modularity))
    });
    let what = view! { <p>{t.communities_meaning} " " {clearly}</p> }.into_any();
    view! {
        <section class="roles-part" aria-labelledby="roles-communities">
            <h2 id="roles-communities">{t.communities}</h2>
            <p>{t.communities_intro}</p>
            {list}
            {in_picture(app, Role::Communities, t.communities)}
            {meaning(t.communities_what, what)}
        </section>
    }
    .into_any()
}

fn all(app: App, communities: &[Community]) -> AnyView {
    let each = communities.iter().map(|it| one(app, it));
    view! { <ul class="communities" role="list">{each.collect_any()}</ul> }.into_any()
}

fn one(app: App, community: &Community) -> AnyView {
    let language = app.spoken();
    let network = app.records.get();
    let name = i18n::roles::community(language, &community.name, &network);
    let count = i18n::records::count(language, TableName::Actors, community.members.len());
    let typical = i18n::roles::typical(language, &community.typical, &network);
    let (first, rest) = community.members.split_at(community.members.len().min(MEMBERS));
    let rest = (!rest.is_empty()).then(|| {
        let rest = rest.to_vec();
        folded(i18n::roles::further(language, rest.len()), move || {
            actor_links(&app.records.get(), rest.iter())
        })
    });
    let members: BTreeSet<Id> = community.members.iter().cloned().collect();
    let choose = move |_| app.selection.set(members.clone());
    let spoken = i18n::roles::show_in_picture(language, &name);
    view! {
        <li class="community">
            <h3>{name} <span class="muted">" " {count}</span></h3>
            {typical.map(|typical| view! { <p>{typical}</p> })}
            {actor_links(&network, first.iter())}
            {rest}
            <p>
                <a class="kern-link" href=Address::of(View::Network).hash() aria-label=spoken on:click=choose>
                    {app.texts().roles().show}
                </a>
            </p>
        </li>
    }
    .into_any()
}
