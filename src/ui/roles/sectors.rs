use leptos::prelude::*;

use super::page::{Page, meaning};
use crate::{
    i18n,
    model::Network,
    query::roles::SectorPair,
    ui::{context::App, kit::optional},
};

/// How many pairs are named on either side.
const PAIRS: usize = 5;

pub(super) fn part(page: Page) -> AnyView {
    let app = page.app;
    optional(move || {
        let network = app.records.get();
        let pairs = page.contacts.get().sectors(&network);
        // With one sector there is nothing to compare.
        pairs.iter().any(|pair| !pair.is_within()).then(|| draw(app, &network, &pairs))
    })
}

fn draw(app: App, network: &Network, pairs: &[SectorPair]) -> AnyView {
    let language = app.spoken();
    let t = app.texts().roles();
    let line = |pair: &SectorPair| {
        let words = i18n::roles::against_expected(language, pair.contacts, pair.expected);
        view! { <li>{i18n::roles::pair(language, pair, network)} <p>{words}</p></li> }
    };
    let between = || pairs.iter().filter(|pair| !pair.is_within());
    let closer: Vec<_> = between().filter(|pair| pair.is_closer()).take(PAIRS).map(line).collect();
    let farther: Vec<_> = between().rev().filter(|pair| !pair.is_closer()).take(PAIRS).map(line).collect();
    let (mut inside, mut all, mut expected) = (0, 0, 0.0);
    for pair in pairs {
        all += pair.contacts;
        if pair.is_within() {
            inside += pair.contacts;
            expected += pair.expected;
        }
    }
    let rows = pairs.iter().map(|pair| {
        let expected = i18n::roles::tenths(language, pair.expected);
        let name = i18n::roles::pair(language, pair, network);
        view! { <tr><th scope="row">{name}</th><td>{pair.contacts}</td><td>{expected}</td></tr> }
    });
    let table = view! {
        <table>
            <thead><tr><th scope="col">{t.pair}</th><th scope="col">{t.links}</th><th scope="col">{t.expected}</th></tr></thead>
            <tbody>{rows.collect::<Vec<_>>()}</tbody>
        </table>
    };
    let what = view! { <p>{t.sectors_meaning}</p> }.into_any();
    let list = |heading, hint: Option<&'static str>, lines: Vec<_>| {
        (!lines.is_empty()).then(|| {
            view! {
                <div>
                    <h3>{heading}</h3>
                    {hint.map(|hint| view! { <p class="muted">{hint}</p> })}
                    <ul class="roles-list">{lines}</ul>
                </div>
            }
        })
    };
    view! {
        <section class="roles-part" aria-labelledby="roles-sectors">
            <h2 id="roles-sectors">{t.sectors}</h2>
            <p>{i18n::roles::inside(language, inside, all, expected)}</p>
            <div class="roles-sides">
                {list(t.closer, None, closer)}
                {list(t.farther, Some(t.farther_hint), farther)}
            </div>
            {meaning(t.sectors_what, what)}
            {meaning(t.all_pairs, table.into_any())}
        </section>
    }
    .into_any()
}
