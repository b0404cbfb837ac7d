//! Two records that are probably one, side by side.

use leptos::prelude::*;

use super::shown;
use crate::{
    i18n::{self, merge, name, records, review as words},
    model::{Network, TableName},
    query::doubles::Double,
    ui::{
        context::App,
        kit::{CollectAny, said},
        radio::Radio,
    },
};

/// The element that takes the focus.
pub(super) fn id(place: usize) -> String {
    format!("merging-double-{place}")
}

/// One of `of` proposals, of the network that comes of a merge. `choices` has for each whether it is one.
pub(super) fn draw(
    app: App,
    network: &Network,
    double: &Double,
    place: usize,
    of: usize,
    choices: RwSignal<Vec<Option<bool>>>,
) -> AnyView {
    let (language, t) = (app.spoken(), app.texts().review());
    let Double { table, ids, reason, are_both_new } = double;
    let names = ids.clone().map(|id| network.name_of(*table, &id));
    let origins = [if *are_both_new { t.comes_in_too } else { t.there }, t.comes_in];
    let cards = ids.iter().zip(&names).zip(origins).map(|((id, name), origin)| {
        view! {
            <div class="merging__side">
                <p class="merging__origin">{origin}</p>
                <p><strong>{said(app, name)}</strong></p>
                {shown::card(app, network, &(*table, id.clone()))}
            </div>
        }
    });
    let cards = cards.collect_any();
    let is_node = matches!(table, TableName::Actors | TableName::Competencies);
    let picture = is_node.then(|| shown::in_network(app, network, t.both_in_network, ids.clone()));
    let becomes = words::becomes_one(language, &names[0]);
    let answers = [(true, "same", t.same, Some(becomes)), (false, "different", t.different, None)];
    let answers = answers.map(|(is_one, word, label, meaning)| {
        let radio = Radio {
            id: format!("{}-{word}", id(place)),
            group: id(place),
            label: label.into(),
            meaning: meaning.map(IntoAny::into_any),
            field: None,
            focused: false,
        };
        let is_chosen = move || choices.with(|choices| choices.get(place) == Some(&Some(is_one)));
        radio.draw(is_chosen, move || {
            choices.update(|choices| {
                if let Some(choice) = choices.get_mut(place) {
                    *choice = Some(is_one);
                }
            });
        })
    });
    view! {
        <fieldset class="kern-fieldset merging__question" id=id(place) tabindex="-1">
            <legend class="kern-label">
                {i18n::capitalised(records::many(language, *table))} ": " {name::joined(&names)}
                <span class="merging__place">{merge::place(language, place + 1, of)}</span>
            </legend>
            <p>{words::reason(language, *reason)}</p>
            <div class="merging__pair">{cards}</div>
            {picture}
            {answers.collect_any()}
        </fieldset>
    }
    .into_any()
}
