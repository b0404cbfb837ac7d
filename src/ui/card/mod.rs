//! Everything known about one actor, one competency or one topic.

mod actor;
mod competency;
mod parts;
mod relations;
mod topic;

use leptos::{either::EitherOf3, prelude::*};

use crate::{
    app::{Address, Msg, View},
    model::{Id, TableName},
};

use super::{
    context::App,
    kit::{Button, address_of},
};

pub(in crate::ui) use actor::page as actor_page;
pub(in crate::ui) use competency::page as competency_page;
pub(in crate::ui) use topic::page as topic_page;

/// Where a card lies; its headings follow from that.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    /// A page of its own under a heading of level 1.
    Page,
    /// The panel beside the graph, under a heading of level 2, with less on it.
    Aside,
}

/// The card of an actor or a competency, for the panel beside the graph. Without a heading of level 1.
pub(in crate::ui) fn aside(app: App, id: Id) -> impl IntoView {
    let t = app.texts();
    let actor = actor::known(app, id.clone());
    let competency = competency::known(app, id.clone());
    let close = move || {
        let address = Address { opened: None, ..app.address.get_untracked() };
        Msg::Go { address, replace: true }
    };
    let whole = move |table: TableName, id: &Id, name: String| {
        view! {
            <header class="card-aside__head">
                <h2 id="card-title" class="card-aside__title" tabindex="-1">{name}</h2>
                <Button label=t.words.close message=close rank="tertiary" icon_name="close" icon_only=true />
            </header>
            <p class="card-aside__whole">
                <a class="kern-link" href=address_of(table, id).hash()>
                    {t.card.whole_card}
                </a>
            </p>
        }
    };
    let body = move || {
        if let Some((actor, around)) = actor.get() {
            EitherOf3::A(view! {
                {whole(TableName::Actors, &actor.id, actor.name.clone())}
                {actor::short(app, &actor, &around)}
            })
        } else if let Some((competency, around)) = competency.get() {
            EitherOf3::B(view! {
                {whole(TableName::Competencies, &competency.id, competency.name.clone())}
                {competency::short(app, &competency, &around)}
            })
        } else {
            EitherOf3::C(())
        }
    };
    view! { <article class="card card--aside stack">{body}</article> }
}

/// The address that shows a node amid its neighbours.
fn in_network(id: &Id) -> Address {
    Address { ego: Some(id.clone()), opened: Some(id.clone()), ..Address::of(View::Network) }
}
