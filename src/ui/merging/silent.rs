//! What comes in without a question, record by record and value by value.

use std::sync::Arc;

use leptos::prelude::*;

use super::lit::Lit;
use crate::{
    i18n::{
        name,
        review::{self as words, Event, Line, Says},
    },
    merge::Place,
    model::Network,
    ui::{
        context::App,
        kit::{ButtonLook, CollectAny, button, focus_soon, memo, optional, said},
    },
};

/// So many records are listed at once.
const STEP: usize = 50;

/// What becomes of these records. `id` is that of the list: the dialog may have several.
pub(super) fn draw(app: App, id: &str, before: &Network, after: &Network, places: &[Place]) -> AnyView {
    let sides = Arc::new([before.clone(), after.clone()]);
    let count = places.len();
    let limit = RwSignal::new(STEP);
    let records = places.chunks(STEP).enumerate().map(|(chunk, places)| {
        let first = chunk * STEP;
        let (sides, places, id) = (sides.clone(), places.to_vec(), id.to_owned());
        let is_shown = memo(move || limit.get() > first);
        optional(move || {
            let records = places.iter().enumerate();
            let draw = |(place, at)| record(app, summary_id(&id, first + place), &sides, at);
            is_shown.get().then(|| records.map(draw).collect_any())
        })
    });
    let records = records.collect_any();
    let is_whole = memo(move || limit.get() >= count);
    let label = Signal::derive(move || {
        let left = count.saturating_sub(limit.get());
        words::further(app.spoken(), left.min(STEP), left)
    });
    let id = id.to_owned();
    let more = move || {
        let next = limit.get_untracked();
        limit.update(|limit| *limit += STEP);
        focus_soon(summary_id(&id, next), "dialog-title");
    };
    view! {
        <ul class="merging__records" role="list">{records}</ul>
        <p hidden=is_whole>{button(ButtonLook::new(label, "tertiary", ""), more)}</p>
    }
    .into_any()
}

fn summary_id(list: &str, place: usize) -> String {
    format!("{list}-{place}")
}

/// What is said of it is drawn when it is opened.
fn record(app: App, id: String, sides: &Arc<[Network; 2]>, place: &Place) -> AnyView {
    let (table, record) = place;
    let [before, after] = &**sides;
    let Some(event) = Event::of(before, after, *table, record) else { return ().into_any() };
    let network = if event == Event::Removed { before } else { after };
    let summary = words::event(app.spoken(), event, *table, &network.name_of(*table, record));
    let is_opened = RwSignal::new(false);
    let (sides, place) = (sides.clone(), place.clone());
    let values = move || {
        let (language, [before, after]) = (app.spoken(), &*sides);
        let lines = words::lines(language, before, after, place.0, &place.1);
        if lines.is_empty() {
            return view! { <p>{app.texts().review().unknown_fields}</p> }.into_any();
        }
        let lines = lines.into_iter().map(|line| values_of(app, line));
        view! { <dl class="merging__lines">{lines.collect_any()}</dl> }.into_any()
    };
    view! {
        <li>
            <details on:toggle=move |_| is_opened.set(true)>
                <summary id=id>{summary}</summary>
                {optional(move || is_opened.get().then(&values))}
            </details>
        </li>
    }
    .into_any()
}

fn values_of(app: App, Line { label, says }: Line) -> AnyView {
    let t = app.texts().review();
    let side = |word: &'static str, text: AnyView| {
        view! { <dd><span class="muted">{word}": "</span>{text}</dd> }.into_any()
    };
    let texts = match says {
        Says::This(text) => view! { <dd>{said(app, text)}</dd> }.into_any(),
        Says::Instead { before, after } => {
            let [before, after] = Lit::both(before, after).map(|lit| lit.draw(app));
            [side(t.before, before), side(t.after, after)].collect_any()
        }
        Says::Elements { gone, came } => {
            let elements = [(t.gone, gone), (t.came, came)].into_iter().filter(|(_, all)| !all.is_empty());
            elements.map(|(word, all)| side(word, said(app, name::joined(&all)))).collect_any()
        }
    };
    view! { <div><dt>{label}</dt>{texts}</div> }.into_any()
}
