//! How the competencies are covered, as tiles that narrow lists, matrix and picture down.

use leptos::prelude::*;

use super::badge::coverage_look;
use crate::{
    browser::clock,
    i18n,
    query::coverage::{Coverage, Few, Measure, State, Terms, coverage},
    ui::{
        context::{App, Shared},
        kit::{icon, live, memo, optional},
    },
};

/// All competencies, by the measure that is chosen.
pub(super) fn counted(app: App) -> Memo<Shared<Vec<Coverage>>> {
    memo(move || {
        let measure = app.address.with(|address| address.filter.measure);
        Shared::new(coverage(&app.records.get(), measure, &clock::now().today))
    })
}

/// Of all competencies, as they are `counted` by the measure that is chosen; how it is chosen can be folded away.
pub(super) fn tiles(app: App, counted: Memo<Shared<Vec<Coverage>>>, folded: bool) -> AnyView {
    let t = app.texts().lists();
    let is_any = memo(move || app.records.with(|network| !network.competencies.is_empty()));
    optional(move || {
        is_any.get().then(|| {
            let states = [State::Unmet, State::OnlyOne, State::Covered, State::Unasked];
            let measure = memo(move || app.address.with(|address| address.filter.measure));
            let counts = memo(move || {
                let all = counted.get();
                states.map(|state| all.iter().filter(|coverage| coverage.state == state).count())
            });
            let tiles: Vec<_> =
                (0..).zip(states).map(|(place, state)| tile(app, state, measure, counts, place)).collect();
            let measure = judged_by(app, measure);
            let measure = if folded {
                view! { <details class="coverage-fold"><summary>{t.few}</summary>{measure}</details> }
                    .into_any()
            } else {
                measure
            };
            view! {
                <div class="coverage-tiles" role="group" aria-label=t.coverage>{tiles}</div>
                {measure}
            }
        })
    })
}

fn tile(app: App, state: State, measure: Memo<Measure>, counts: Memo<[usize; 4]>, place: usize) -> AnyView {
    let language = app.spoken();
    let is_chosen = memo(move || app.address.with(|address| address.filter.coverage == Some(state)));
    let press = move |_| {
        app.ask(&|address| address.filter.coverage = (!is_chosen.get_untracked()).then_some(state));
    };
    let (class, icon_name) = coverage_look(state);
    view! {
        <button
            type="button"
            class=format!("coverage-tile {class}")
            aria-pressed=move || is_chosen.get().to_string()
            on:click=press
        >
            <span class="coverage-tile__count">{move || language.number(counts.get()[place])}</span>
            <span class="coverage-tile__name">
                {icon(icon_name)} <span>{move || i18n::lists::coverage(language, state, measure.get().few)}</span>
            </span>
        </button>
    }
    .into_any()
}

fn judged_by(app: App, measure: Memo<Measure>) -> AnyView {
    let t = app.texts().lists();
    let choice = move |few: Few, words: &'static str| {
        let is_chosen = move || measure.get().few == few;
        view! {
            <label class="facet facet--inline">
                <input
                    type="radio"
                    name="few"
                    prop:checked=is_chosen
                    on:change=move |_| app.ask(&|address| address.filter.measure.few = few)
                />
                <span class="facet__name">{words}</span>
            </label>
        }
    };
    let with_narrower = move || measure.get().terms == Terms::WithNarrower;
    let change = move |event| {
        let terms = if event_target_checked(&event) { Terms::WithNarrower } else { Terms::Alone };
        app.ask(&|address| address.filter.measure.terms = terms);
    };
    // A network without broader terms has nothing to choose.
    let has_terms =
        memo(move || app.records.with(|network| network.competencies.iter().any(|it| it.broader.is_some())));
    let narrower = live(move || {
        has_terms.get().then(|| {
            view! {
                <label class="facet facet--inline">
                    <input type="checkbox" prop:checked=with_narrower on:change=change />
                    <span class="facet__name">{t.with_narrower}</span>
                </label>
            }
        })
    });
    view! {
        <div class="coverage-measure">
            <fieldset class="facets facets--inline">
                <legend>{t.few}</legend>
                {choice(Few::One, t.few_one)} {choice(Few::Two, t.few_two)}
            </fieldset>
            {narrower}
        </div>
    }
    .into_any()
}
