//! Who could help whom: a page, a part of each card, and three matches of the day.

mod entry;
mod finding;
mod introduction;
mod page;
mod today;

use std::cmp::Reverse;

use leptos::prelude::*;

use crate::{
    i18n,
    model::{Id, TableName, order},
};

use super::{
    context::App,
    kit::{memo, optional},
};
use entry::{Entry, entries};
pub(in crate::ui) use finding::matches;

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

/// What a card shows of all there are.
#[derive(Clone, PartialEq)]
struct OnCard {
    shown: Vec<Entry>,
    count: usize,
    /// Where all are shown.
    all: String,
}

fn on_card(app: App, table: TableName, id: &Id, aside: bool) -> AnyView {
    let id = id.clone();
    let t = app.texts().matches();
    let matches = matches(app);
    let found = memo(move || {
        let (matches, network) = (matches.get()?, app.records.get());
        let pairs = match table {
            TableName::Actors => {
                let [looking, offering] = matches.pairs_of_actor(&id);
                // Either way has its share of the room.
                let half = ON_CARD.div_ceil(2).max(ON_CARD.saturating_sub(offering.len()));
                let (first, last) = looking.split_at(looking.len().min(half));
                [first, &offering, last].concat()
            }
            _ => {
                let needs = network.needs.iter().filter(|need| need.competency == id);
                let mut all: Vec<_> = needs.flat_map(|need| matches.pairs_of_need(&need.id)).collect();
                order::sort_by_key(&mut all, |pair| Reverse(pair.score()));
                all
            }
        };
        let shown = pairs.iter().take(ON_CARD);
        let shown: Vec<_> = shown.filter_map(|pair| Entry::new(app, &network, matches.tell(*pair))).collect();
        let all = page::address_of(table, id.clone()).hash();
        (!shown.is_empty()).then_some(OnCard { shown, count: pairs.len(), all })
    });
    let shown = memo(move || found.get().map(|found| found.shown).unwrap_or_default());
    let is_there = memo(move || found.with(Option::is_some));
    let rest = move || {
        let OnCard { shown, count, all } = found.get()?;
        let words = i18n::matches::all(app.spoken(), count);
        (count > shown.len()).then(|| view! { <p><a class="kern-link" href=all>{words}</a></p> })
    };
    optional(move || {
        is_there.get().then(|| {
            let heading = if aside {
                view! { <h3 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h3> }.into_any()
            } else {
                view! { <h2 class="card__heading" id="card-matches" tabindex="-1">{t.title}</h2> }.into_any()
            };
            view! {
                <section class="card__section" aria-labelledby="card-matches">
                    {heading}
                    {entries(app, shown, if aside { 4 } else { 3 })}
                    {optional(rest)}
                </section>
            }
        })
    })
}
