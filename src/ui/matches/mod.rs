//! Who could help whom: a page, a part of each card, and three matches of the day.

mod entry;
mod introduction;
mod page;
mod today;

use leptos::prelude::*;

use crate::{
    browser::clock,
    model::{Id, TableName},
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

/// Of the network on the screen, found anew when a record changes.
fn matches(app: App) -> Memo<Shared<Matches>> {
    memo(move || Shared::new(Matches::new(&app.records.get(), &clock::now().today)))
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
            let mut all: Vec<_> = matches.get().all().filter(|found| found.wanted == id).collect();
            let count = all.len();
            all.truncate(ON_CARD);
            (all, count, id.clone())
        }
    });
    live(move || {
        let (shown, count, id) = found.get();
        (count > 0).then(|| {
            let heading = if aside {
                view! { <h3 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h3> }.into_any()
            } else {
                view! { <h2 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h2> }.into_any()
            };
            view! {
                <section class="card__section" aria-labelledby="card-matches">
                    {heading}
                    {entries(app, &shown)}
                    {(count > shown.len()).then(|| view! {
                        <p><a class="kern-link" href=page::address_of(table, id).hash()>
                            {crate::i18n::matches::all(app.spoken(), count)}
                        </a></p>
                    })}
                </section>
            }
        })
    })
}
