//! Who could help whom: a page, a part of each card, and three matches of the day.

mod entry;
mod introduction;
mod page;
mod today;

use std::{cell::RefCell, cmp::Reverse};

use leptos::prelude::*;

use crate::{
    browser::clock,
    i18n,
    model::{Day, Id, Network, TableName, order},
    query::matches::Matches,
};

use super::{
    context::{App, Shared},
    kit::{live, memo},
};
use entry::entries;

/// What is behind the door of the matches.
pub struct MatchViews {
    pub(in crate::ui) page: fn(App) -> AnyView,
    /// Those of one actor, or of one competency, below what its card says; whether that stands beside the picture.
    pub(in crate::ui) on_card: fn(App, TableName, Id, bool) -> AnyView,
    pub(in crate::ui) today: fn(App) -> AnyView,
    pub(in crate::ui) introduction: fn(App, Id, Id) -> AnyView,
}

pub const MATCHES: MatchViews = MatchViews {
    page: page::page,
    on_card: |app, table, id, aside| on_card(app, table, &id, aside),
    today: today::today,
    introduction: introduction::introduction,
};

/// On a card; the page has all.
const ON_CARD: usize = 3;

/// In larger networks, by offers and needs, finding them would be felt with every card and every change: there the page
/// alone has them.
const MOST_IN_PASSING: usize = 20_000;

/// Whether they may be shown where nobody asked for them.
fn in_passing(app: App) -> bool {
    app.records.with(|network| network.offers.len() + network.needs.len() <= MOST_IN_PASSING)
}

/// Those of a network on a day.
type Found = (Shared<Network>, Day, Shared<Matches>);

thread_local! {
    /// Page, card and column ask for those of the same network.
    static LAST: RefCell<Option<Found>> = const { RefCell::new(None) };
}

/// Of the network on the screen, found anew when a record changes.
fn matches(app: App) -> Memo<Shared<Matches>> {
    memo(move || {
        let (network, today) = (app.records.get(), clock::now().today);
        LAST.with_borrow_mut(|last| {
            if let Some((of, day, matches)) = last
                && (&*of, &*day) == (&network, &today)
            {
                return matches.clone();
            }
            let find = || Shared::new(Matches::new(&network, &today));
            let matches = clock::measure("matches", find);
            *last = Some((network, today, matches.clone()));
            matches
        })
    })
}

fn on_card(app: App, table: TableName, id: &Id, aside: bool) -> AnyView {
    let id = id.clone();
    let t = app.texts().matches();
    let matches = matches(app);
    let found = memo(move || match table {
        _ if !in_passing(app) => (Vec::new(), 0, id.clone()),
        TableName::Actors => {
            let found = matches.get().of_actor(&id);
            let count = found.looking.len() + found.offering.len();
            // Either way has its share of the room.
            let half = ON_CARD.div_ceil(2).max(ON_CARD.saturating_sub(found.offering.len()));
            let looking = found.looking.into_iter().take(half);
            let shown: Vec<_> = looking.chain(found.offering).take(ON_CARD).collect();
            (shown, count, id.clone())
        }
        _ => {
            let (matches, network) = (matches.get(), app.records.get());
            let needs = network.needs.iter().filter(|need| need.competency == id);
            let mut all: Vec<_> = needs.flat_map(|need| matches.of_need(&need.id)).collect();
            order::sort_by_key(&mut all, |found| Reverse(found.score));
            let count = all.len();
            all.truncate(ON_CARD);
            (all, count, id.clone())
        }
    });
    live(move || {
        let (network, (shown, count, id)) = (app.records.get(), found.get());
        (count > 0).then(|| {
            let heading = if aside {
                view! { <h3 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h3> }.into_any()
            } else {
                view! { <h2 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h2> }.into_any()
            };
            view! {
                <section class="card__section" aria-labelledby="card-matches">
                    {heading}
                    {entries(app, &network, &shown, if aside { 4 } else { 3 })}
                    {(count > shown.len()).then(|| view! {
                        <p><a class="kern-link" href=page::address_of(table, id).hash()>
                            {i18n::matches::all(app.spoken(), count)}
                        </a></p>
                    })}
                </section>
            }
        })
    })
}
