//! All matches, or those of one actor or for one competency; and a wish that nobody has recorded yet.

use leptos::prelude::*;

use super::{
    entry::{Entry, entries},
    finding::is_latest,
    matches,
};
use crate::{
    app::{Address, View},
    i18n,
    model::{Id, Network, TableName},
    query::{
        fold,
        matches::{BEST, Matches, Outline, Pair, WEIGHTS, Weight, fresh_months},
        named::named,
    },
    ui::{
        context::{App, Shared},
        kit::{effect, live, memo, optional, view_title},
        lists::more_button,
    },
};

/// Shown at first, and so many more at a time: each has a dozen stops, and all are looked at after each edit.
const ROWS: usize = 20;
/// Names offered for a wish at a time; a large network has thousands.
const NAMES: usize = 100;

/// Where the matches of a card are all shown.
pub(super) fn address_of(table: TableName, id: Id) -> Address {
    let mut address = Address::of(View::Matches);
    match table {
        TableName::Actors => address.ego = Some(id),
        _ => address.filter.competencies = vec![id],
    }
    address
}

/// What of the matches is wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    All,
    Mutual,
    Surprising,
    /// Said not to fit.
    NotFitting,
}

/// What is listed, as far as it is shown to be told.
#[derive(PartialEq)]
struct Listed {
    matches: Shared<Matches>,
    pairs: Vec<Pair>,
}

pub(super) fn page(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts().matches();
    let matches = matches(app);
    let kind = RwSignal::new(Kind::default());
    let limit = RwSignal::new(ROWS);
    let listed = memo(move || {
        let (matches, address) = (matches.get()?, app.address.get());
        let visible = (!address.shows_all()).then(|| app.visible.get());
        let is_listed = |pair: &Pair| {
            let found = matches.outline(*pair);
            let is_visible =
                |actor: &Id| visible.as_ref().is_none_or(|visible| visible.actors.contains(actor));
            let about = match &address.ego {
                Some(ego) => [found.actor(), found.offered_by()].contains(&ego),
                None => is_visible(found.actor()) || is_visible(found.offered_by()),
            };
            let chosen = &address.filter.competencies;
            about && (chosen.is_empty() || chosen.contains(found.wanted())) && kind.get().has(found)
        };
        let pairs: Vec<Pair> = match &address.ego {
            _ if kind.get() == Kind::NotFitting => {
                matches.pairs_not_fitting().into_iter().filter(is_listed).collect()
            }
            Some(ego) => matches.pairs_of_actor(ego).into_iter().flatten().filter(is_listed).collect(),
            None => matches.best().iter().copied().filter(is_listed).collect(),
        };
        (!pairs.is_empty() || is_latest(app, &matches)).then_some(Listed { matches, pairs })
    });
    let count = move || {
        listed.with(|listed| {
            let Some(Listed { matches, pairs }) = listed else { return t.looking.to_owned() };
            let is_part = matches.count() > BEST && app.address.with(|address| address.ego.is_none());
            let needs = matches.count_needs(pairs);
            i18n::matches::count(language, pairs.len(), needs, is_part.then_some(BEST))
        })
    };
    let choices = [
        (Kind::All, t.all_kinds),
        (Kind::Mutual, t.mutual),
        (Kind::Surprising, t.surprising),
        (Kind::NotFitting, t.not_fitting),
    ];
    let choices = choices.map(|(choice, words)| {
        view! {
            <button
                type="button"
                class="kern-btn kern-btn--tertiary kern-btn--x-small"
                aria-pressed=move || (kind.get() == choice).to_string()
                on:click=move |_| kind.set(choice)
            >
                <span class="kern-label">{words}</span>
            </button>
        }
    });
    let about = memo(move || {
        let address = app.address.get();
        let network = app.network.get();
        let actor = address.ego.map(|ego| network.name_of(TableName::Actors, &ego));
        let competency = address.filter.competencies.first();
        actor.or(competency.map(|id| network.name_of(TableName::Competencies, id)))
    });
    let all_again = optional(move || {
        about.get().map(|name| {
            view! {
                <p>
                    {i18n::matches::only_of(language, &name)} " "
                    <a class="kern-link" href=Address::of(View::Matches).hash()>{t.all_matches}</a>
                </p>
            }
        })
    });
    let mine = app.slice(|state| state.me().cloned());
    let mine = optional(move || {
        let me = mine.get().filter(|me| app.address.with(|address| address.ego.as_ref() != Some(me)))?;
        Some(view! { <a class="kern-link" href=address_of(TableName::Actors, me).hash()>{t.mine}</a> })
    });
    let all = memo(move || listed.with(|listed| listed.as_ref().map_or(0, |listed| listed.pairs.len())));
    let shown = memo(move || {
        let network = app.records.get();
        listed.with(|listed| {
            let told = listed.iter().flat_map(|Listed { matches, pairs }| {
                pairs.iter().take(limit.get()).map(|pair| matches.tell(*pair))
            });
            told.filter_map(|found| Entry::new(app, &network, found)).collect::<Vec<_>>()
        })
    });
    let is_empty = memo(move || listed.with(|listed| listed.as_ref().map(|listed| listed.pairs.is_empty())));
    let list = live(move || match is_empty.get() {
        Some(true) => {
            view! { <div class="list-empty stack"><p>{t.empty}</p><p>{t.empty_hint}</p></div> }.into_any()
        }
        Some(false) => entries(app, shown, 2),
        None => ().into_any(),
    });
    view! {
        <section class="page matches-page">
            <header class="list-head">
                <div>
                    {view_title(t.title)}
                    <p class="list-head__count" role="status" aria-live=app.counts_live()>
                        {count}
                    </p>
                </div>
                <div class="cluster" role="group" aria-label=t.kinds>{choices} {mine}</div>
            </header>
            <p>{t.intro}</p>
            {wish(app, matches)}
            {all_again}
            {list}
            {more_button(app, limit, all.into(), ROWS)}
            {order(app)}
        </section>
    }
    .into_any()
}

impl Kind {
    fn has(self, found: Outline) -> bool {
        match self {
            Self::All | Self::NotFitting => true,
            Self::Mutual => found.is_mutual(),
            Self::Surprising => found.is_surprising(),
        }
    }
}

/// Who has what somebody types, recorded as a need or not.
fn wish(app: App, matches: Memo<Option<Shared<Matches>>>) -> AnyView {
    let t = app.texts().matches();
    // What is searched for is wished for, until something else is typed.
    let search = memo(move || app.address.with(|address| address.search.clone()));
    let typed = RwSignal::new(String::new());
    effect(move || typed.set(search.get()));
    let wanted = memo(move || {
        let network = app.network.get();
        typed.with(|typed| competency_called(app, &network, typed))
    });
    let me = app.slice(|state| state.me().cloned());
    let names = memo(move || {
        let network = app.network.get();
        let typed = typed.with(|typed| fold::spelt(typed.trim()));
        let names = network.competencies.iter().map(|it| it.name.clone());
        names.filter(|name| fold::spelt(name).contains(&typed)).take(NAMES).collect::<Vec<_>>()
    });
    let names = live(move || {
        names.get().into_iter().map(|name| view! { <option value=name></option> }).collect::<Vec<_>>()
    });
    let limit = RwSignal::new(ROWS);
    // Nothing as long as it is not known whether there are any.
    let found = memo(move || {
        let Some(wanted) = wanted.get() else { return Some(Vec::new()) };
        let matches = matches.get()?;
        let found = matches.of_wish(&wanted, me.get().as_ref());
        (!found.is_empty() || is_latest(app, &matches)).then_some(found)
    });
    let all = memo(move || found.with(|found| found.as_ref().map_or(0, Vec::len)));
    let shown = memo(move || {
        let network = app.records.get();
        let found = found.get().unwrap_or_default().into_iter().take(limit.get());
        found.filter_map(|found| Entry::new(app, &network, found)).collect::<Vec<_>>()
    });
    let is_answered = memo(move || {
        let is_asked = typed.with(|typed| !typed.trim().is_empty());
        found.with(|found| found.as_ref().filter(|_| is_asked).map(|found| !found.is_empty()))
    });
    let answer = optional(move || {
        Some(match is_answered.get()? {
            true => view! { {entries(app, shown, 2)} {more_button(app, limit, all.into(), ROWS)} }.into_any(),
            false => view! { <p class="muted">{t.nobody_offers}</p> }.into_any(),
        })
    });
    view! {
        <div class="wish">
            <label for="wish">{t.wish}</label>
            <input
                id="wish"
                class="kern-form-input__input"
                list="wish-names"
                autocomplete="off"
                placeholder=t.wish_hint
                prop:value=typed
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <datalist id="wish-names">{names}</datalist>
            <div role="status">{answer}</div>
        </div>
    }
    .into_any()
}

/// By its name or another word for it, else the one that search finds first.
fn competency_called(app: App, network: &Network, typed: &str) -> Option<Id> {
    if typed.trim().is_empty() {
        return None;
    }
    named(network, TableName::Competencies, typed).or_else(|| {
        let answer = app.index.ask(network, typed, 1)?;
        answer.best.competencies.first().map(|hit| hit.id.clone())
    })
}

fn order(app: App) -> AnyView {
    let language = app.spoken();
    let t = app.texts().matches();
    let months = memo(move || app.network.with(|network| fresh_months(network)));
    let rows = move || {
        let row = |weight: &Weight| {
            let (name, meaning) = i18n::matches::criterion(language, weight.what, months.get());
            view! { <tr><th scope="row">{name}</th><td>{weight.points}</td><td>{meaning}</td></tr> }
        };
        WEIGHTS.iter().map(row).collect::<Vec<_>>()
    };
    view! {
        <details class="matches-order">
            <summary>{t.order}</summary>
            <p>{t.order_hint}</p>
            <table>
                <thead><tr><th scope="col">{t.criterion}</th><th scope="col">{t.points}</th><th scope="col">{t.meaning}</th></tr></thead>
                <tbody>{live(rows)}</tbody>
            </table>
        </details>
    }
    .into_any()
}
