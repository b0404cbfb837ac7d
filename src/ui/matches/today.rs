//! Three matches of the day, for whoever opens the page.

use leptos::prelude::*;

use super::{in_passing, matches};
use crate::{
    app::{Address, Dialog, Msg, View},
    i18n,
    query::matches::Match,
    ui::{
        context::App,
        kit::{Button, memo, optional},
    },
};

pub(super) fn today(app: App) -> AnyView {
    let t = app.texts().matches();
    let matches = matches(app);
    let found = memo(move || if in_passing(app) { matches.get().of_today() } else { Vec::new() });
    optional(move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            view! {
                <section class="today" aria-labelledby="today-title">
                    <h2 id="today-title" class="ask__heading">{t.today}</h2>
                    <ul class="today__matches" role="list">
                        {found.iter().map(|found| entry(app, found)).collect::<Vec<_>>()}
                    </ul>
                    <p><a class="kern-link" href=Address::of(View::Matches).hash()>{t.all_matches}</a></p>
                </section>
            }
        })
    })
}

fn entry(app: App, found: &Match) -> AnyView {
    let network = app.network.get_untracked();
    let sentence = i18n::matches::looks_and_offers(app.spoken(), found, &network);
    let introduce = found.need.clone().map(|need| {
        let offered_by = found.offered_by.clone();
        let message =
            move || Msg::Open(Dialog::Introduction { need: need.clone(), offered_by: offered_by.clone() });
        let t = app.texts().matches();
        view! { <Button label=t.introduce message=message rank="tertiary" icon_name="mail" /> }
    });
    view! { <li>{sentence} " " {introduce}</li> }.into_any()
}
