use std::collections::BTreeSet;

use leptos::{prelude::*, task::spawn_local};

use super::{
    page::{Page, actor_links, folded, in_picture, meaning},
    work::Work,
};
use crate::{
    app::{Address, View},
    browser::{clock, page},
    i18n,
    model::{Id, Network, TableName},
    query::roles::{Communities, Community, Contacts, Role},
    ui::{
        context::{App, Shared},
        kit::{CollectAny, effect, live, optional},
    },
};

/// Shown without a click.
const COMMUNITIES: usize = 20;
const MEMBERS: usize = 8;

/// Communities, and the network of which they are.
pub(super) struct Named {
    pub(super) network: Shared<Network>,
    pub(super) communities: Vec<Community>,
}

/// The communities of the engine's answer. In a large network they are named in slices, and anew when a record changes:
/// until then those from before the change stand.
pub(super) fn named(
    app: App,
    contacts: Memo<Shared<Contacts>>,
    work: Work,
) -> RwSignal<Option<Shared<Named>>> {
    let named = RwSignal::new(None);
    let newest = StoredValue::new(0_u32);
    effect(move || {
        let (contacts, network, answer) = (contacts.get(), app.records.get(), work.found());
        // Paper does not wait.
        let waits = app.printing.with(Option::is_none);
        newest.update_value(|newest| *newest += 1);
        let number = newest.get_value();
        let Some(output) = answer else { return named.set(None) };
        spawn_local(async move {
            let mut communities = Communities::new(&contacts, &network, &output);
            while !communities.work(&mut clock::for_a_slice()) {
                if waits {
                    page::breath().await;
                }
                if newest.try_get_value() != Some(number) {
                    return;
                }
            }
            let communities = communities.finish();
            named.try_set(Some(Shared::new(Named { network, communities })));
        });
    });
    named
}

pub(super) fn part(page: Page) -> AnyView {
    let app = page.app;
    let t = app.texts().roles();
    let list = optional(move || {
        let named = page.communities.get()?;
        let Named { network, communities } = &*named;
        if communities.is_empty() {
            return Some(view! { <p>{t.no_communities}</p> }.into_any());
        }
        let (first, rest) = communities.split_at(communities.len().min(COMMUNITIES));
        let rest = (!rest.is_empty()).then(|| {
            let summary = i18n::roles::further(app.spoken(), rest.len());
            let named = named.clone();
            folded(summary, move || all(app, &named.network, &named.communities[COMMUNITIES..]))
        });
        Some(view! { {all(app, network, first)} {rest} }.into_any())
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

fn all(app: App, network: &Network, communities: &[Community]) -> AnyView {
    let each = communities.iter().map(|it| one(app, network, it));
    view! { <ul class="communities" role="list">{each.collect_any()}</ul> }.into_any()
}

fn one(app: App, network: &Network, community: &Community) -> AnyView {
    let language = app.spoken();
    let name = i18n::roles::community(language, &community.name, network);
    let count = i18n::records::count(language, TableName::Actors, community.members.len());
    let typical = i18n::roles::typical(language, &community.typical, network);
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
            {actor_links(network, first.iter())}
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
