//! Pairs that are probably one, and what one says to them.

use leptos::prelude::*;

use super::{FIRST_ROWS, MORE_ROWS};
use crate::{
    app::{Msg, Step, form::redirect_after_removing},
    i18n,
    model::{Id, TableName},
    query::vocabulary::{Twins, Vocabulary, merged},
    store::Preference,
    ui::{
        context::{App, Shared},
        kit::{Button, focus_soon, live, memo, optional, record_link, said},
        lists::more_button,
    },
};

const HEADING: &str = "twins";

/// So many pairs are remembered.
const REMEMBERED: usize = 500;

/// A network and two of its terms, of which somebody said that they are not the same.
type ToldApart = (String, [String; 2]);

fn remembered(app: App) -> Vec<ToldApart> {
    let text = app.runner().store().local.preference(Preference::ToldApart);
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

fn remember(app: App, pairs: &[ToldApart]) {
    if let Ok(text) = serde_json::to_string(&pairs[pairs.len().saturating_sub(REMEMBERED)..]) {
        app.runner().store().local.keep_preference(Preference::ToldApart, &text);
    }
}

pub(super) fn section(app: App, shown: Memo<Shared<Vocabulary>>) -> AnyView {
    let t = app.texts().vocabulary();
    let told_apart = RwSignal::new(remembered(app));
    let is_told_apart = move |network: &Id, twins: &Twins| {
        told_apart.with(|told_apart| {
            let is_of = |pair: &[String; 2]| {
                twins.terms.iter().all(|term| pair.iter().any(|id| id == term.id.as_str()))
            };
            told_apart.iter().any(|(of, pair)| of == network.as_str() && is_of(pair))
        })
    };
    let pairs = memo(move || {
        let (shown, network) = (shown.get(), app.records.get());
        let (hidden, pairs): (Vec<Twins>, Vec<Twins>) =
            shown.twins.iter().cloned().partition(|twins| is_told_apart(&network.about.id, twins));
        (pairs, hidden.len())
    });
    let count = memo(move || pairs.with(|(pairs, _)| pairs.len()));
    let limit = RwSignal::new(FIRST_ROWS);
    let tell_apart = Callback::new(move |pair: [Id; 2]| {
        let network = app.records.with_untracked(|network| network.about.id.to_string());
        told_apart.update(|told_apart| told_apart.push((network, pair.map(|id| id.to_string()))));
        told_apart.with_untracked(|told_apart| remember(app, told_apart));
    });
    // Pairs of which the second term is to stay; the rows are drawn anew with each step.
    let turned = RwSignal::new(Vec::new());
    let list = live(move || {
        let (pairs, is_read_only) = (pairs.get().0, app.read_only.get());
        let rows = pairs.into_iter().take(limit.get()).enumerate();
        rows.map(|(place, twins)| pair(app, place, twins, is_read_only, turned, tell_apart))
            .collect::<Vec<_>>()
    });
    let hidden = optional(move || {
        let hidden = pairs.with(|(_, hidden)| *hidden);
        (hidden > 0).then(|| {
            let show = move || {
                let network = app.records.with_untracked(|network| network.about.id.to_string());
                told_apart.update(|told_apart| told_apart.retain(|(of, _)| *of != network));
                told_apart.with_untracked(|told_apart| remember(app, told_apart));
                focus_soon(String::new(), HEADING);
            };
            view! {
                <p class="cluster muted">
                    {i18n::vocabulary::told_apart(app.spoken(), hidden)}
                    <Button label=t.show_again message=show rank="tertiary" />
                </p>
            }
        })
    });
    let content = view! { <ul class="matches" role="list">{list}</ul> {more_button(app, limit, count.into(), MORE_ROWS)} {hidden} };
    super::section(app, HEADING, t.twins, count, content.into_any())
}

fn pair(
    app: App,
    place: usize,
    twins: Twins,
    is_read_only: bool,
    turned: RwSignal<Vec<[Id; 2]>>,
    tell_apart: Callback<[Id; 2]>,
) -> AnyView {
    let language = app.spoken();
    let t = app.texts().vocabulary();
    let network = app.records.get_untracked();
    let Twins { terms, names: [one, other], likeness } = twins;
    let names = [0, 1].map(|side| network.name_of(TableName::Competencies, &terms[side].id));
    let why = i18n::vocabulary::why(language, likeness, [&one, &other]);
    let [first, second] =
        [0, 1].map(|side| record_link(TableName::Competencies, &terms[side].id, &names[side]).into_any());
    let uses = [0, 1].map(|side| i18n::vocabulary::uses(language, terms[side].uses));
    let ids = terms.map(|term| term.id);
    let kept = RwSignal::new(usize::from(turned.with_untracked(|turned| turned.contains(&ids))));
    let of = StoredValue::new(ids.clone());
    let keep = move |side: usize| {
        kept.set(side);
        turned.update_untracked(|turned| {
            let ids = of.get_value();
            turned.retain(|pair| *pair != ids);
            if side == 1 {
                turned.push(ids);
            }
        });
    };
    let choices = [0, 1].map(|side| {
        let says = view! { {said(app, &*names[side])} " " <span class="muted">{uses[side].clone()}</span> };
        if is_read_only {
            return view! { <p>{says}</p> }.into_any();
        }
        view! {
            <label class="twins__term">
                <input
                    type="radio"
                    name=format!("keep-{place}")
                    prop:checked=move || kept.get() == side
                    on:change=move |_| keep(side)
                />
                <span>{says}</span>
            </label>
        }
        .into_any()
    });
    let both = i18n::name::joined(&names);
    let acts = (!is_read_only).then(|| {
        let pair = ids.clone();
        let differ = move || {
            tell_apart.run(pair.clone());
            focus_soon(button_id(place), HEADING);
        };
        let merge = move || {
            let kept = kept.get_untracked();
            merge(app, &ids[kept], &ids[1 - kept]);
            focus_soon(button_id(place), HEADING);
        };
        view! {
            <div class="cluster match__acts">
                <button type="button" id=button_id(place) class="kern-btn kern-btn--secondary kern-btn--x-small" aria-label=format!("{}: {both}", t.merge) on:click=move |_| merge()>
                    <span class="kern-label">{t.merge}</span>
                </button>
                <Button label=t.differs message=differ rank="tertiary" spoken=format!("{}: {both}", t.differs) />
            </div>
        }
    });
    view! {
        <li class="match">
            <p class="match__who">{first} <span aria-hidden="true">"–"</span> {second}</p>
            <p>{why}</p>
            <fieldset class="twins__terms">
                {(!is_read_only).then(|| view! { <legend class="muted">{t.which}</legend> })}
                {choices}
            </fieldset>
            {acts}
        </li>
    }
    .into_any()
}

fn button_id(place: usize) -> String {
    format!("merge-{place}")
}

fn merge(app: App, kept: &Id, gone: &Id) {
    let network = app.network.get_untracked();
    let name = |id| network.name_of(TableName::Competencies, id);
    let step = Step::Merged { kept: name(kept), gone: name(gone) };
    app.dispatch(Msg::Edit { step, changes: merged(&network, kept, gone) });
    if let Some(address) = redirect_after_removing(&app.address.get_untracked(), gone) {
        app.dispatch(Msg::Go { address, replace: true });
    }
}
