//! Three matches of the day, for whoever opens the page.

use leptos::prelude::*;

use super::{entry::introduce, matches};
use crate::{
    app::{Address, View},
    browser::page,
    i18n,
    model::Network,
    query::matches::Match,
    ui::{
        context::App,
        kit::{memo, optional},
    },
};

pub(super) fn today(app: App) -> AnyView {
    let t = app.texts().matches();
    let matches = matches(app);
    let found = memo(move || {
        let network = app.records.get();
        let found = matches.get().map(|matches| matches.of_today()).unwrap_or_default();
        found.into_iter().filter_map(|found| found.in_later(&network)).collect::<Vec<_>>()
    });
    optional(move || {
        let (network, found) = (app.records.get(), found.get());
        (!found.is_empty()).then(|| {
            view! {
                <section class="today" aria-labelledby="today-title">
                    <details open=!page::is_stacked()>
                        <summary>
                            <span class="today__short ask__heading" aria-hidden="true">{t.today_short}</span>
                            <h2 id="today-title" class="ask__heading">{t.today}</h2>
                        </summary>
                        <div class="today__body">
                            <ul class="today__matches" role="list">
                                {found.iter().map(|found| entry(app, &network, found)).collect::<Vec<_>>()}
                            </ul>
                            <p>
                                <a class="kern-link" href=Address::of(View::Matches).hash()>{t.all_matches}</a>
                            </p>
                        </div>
                    </details>
                </section>
            }
        })
    })
}

fn entry(app: App, network: &Network, found: &Match) -> AnyView {
    let sentence = i18n::matches::looks_and_offers(app.spoken(), found, network);
    let words = app.texts().matches().introduce;
    let introduce = found.need.clone().map(|need| introduce(need, found, words, "tertiary"));
    view! { <li>{sentence} " " {introduce}</li> }.into_any()
}
