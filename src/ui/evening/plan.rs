//! Making the list: how many rounds, how many tables, and what does not find room in them.

use leptos::prelude::*;

use super::Shown;
use crate::{
    app::edit_meeting,
    i18n,
    model::{Id, Talk},
    query::evening::{MOST_ROUNDS, Pair, USUAL_ROUNDS, rounds_of},
    ui::kit::{ButtonLook, button, memo, optional},
};

pub(super) fn section(shown: Shown) -> AnyView {
    let app = shown.app;
    let t = app.texts().evening();
    let rounds_now =
        shown.meeting.with_untracked(|meeting| meeting.as_ref().map_or(0, |it| rounds_of(&it.talks)));
    let rounds = RwSignal::new(if rounds_now == 0 { USUAL_ROUNDS } else { rounds_now });
    let tables = RwSignal::new(None::<u32>);
    // What was proven of the list that was made here last.
    let made = RwSignal::new(None::<(Vec<Talk>, usize)>);
    let has_list = memo(move || shown.has_list());
    let make = move || {
        let Some(meeting) = shown.meeting.get_untracked() else { return };
        let plan = shown
            .evening
            .with_untracked(|evening| evening.plan(rounds.get_untracked(), tables.get_untracked()));
        made.set(Some((plan.talks.clone(), plan.most_mutual)));
        let network = app.network.get_untracked();
        if let Some(message) = edit_meeting(&network, &meeting.id, |meeting| meeting.talks = plan.talks) {
            app.dispatch(message);
        }
    };
    let nobody = memo(move || shown.evening.with(|evening| evening.pairs.is_empty()));
    let number =
        |event: &web_sys::Event| event_target_value(event).trim().parse::<u32>().ok().filter(|it| *it > 0);
    let label = Signal::derive(move || if has_list.get() { t.replace } else { t.make }.to_owned());
    let controls = optional(move || {
        let look =
            ButtonLook { large: true, disabled: nobody.into(), ..ButtonLook::new(label, "primary", "") };
        (!app.read_only.get()).then(|| {
            view! {
                <div class="cluster evening__options">
                    <label>
                        <span>{t.rounds}</span>
                        <input
                            type="number" min="1" max=MOST_ROUNDS inputmode="numeric"
                            prop:value=move || rounds.get().to_string()
                            on:change=move |event| rounds.set(number(&event).unwrap_or(USUAL_ROUNDS).min(MOST_ROUNDS))
                        />
                    </label>
                    <label>
                        <span>{t.tables} " " <span class="muted">{t.tables_hint}</span></span>
                        <input
                            type="number" min="1" inputmode="numeric"
                            prop:value=move || tables.get().map(|it| it.to_string()).unwrap_or_default()
                            on:change=move |event| tables.set(number(&event))
                        />
                    </label>
                    {button(look, make)}
                </div>
                {optional(move || has_list.get().then(|| view! { <p class="muted">{t.replaces}</p> }))}
            }
        })
    });
    view! {
        <section class="evening__plan stack" aria-labelledby="evening-plan">
            <h2 class="card__heading" id="evening-plan">{t.plan}</h2>
            {optional(move || nobody.get().then(|| view! { <p>{t.no_pairs}</p> }))}
            {controls}
            <div role="status">{optional(move || has_list.get().then(|| met(shown, made)))}</div>
            {optional(move || has_list.get().then(|| left_out(shown)))}
        </section>
    }
    .into_any()
}

/// How good the list is; what was proven when it was made counts as long as it is that list.
fn met(shown: Shown, made: RwSignal<Option<(Vec<Talk>, usize)>>) -> AnyView {
    let talks = shown.talks.get();
    let proven = made.get().filter(|(of, _)| *of == talks).map(|(_, most)| most);
    let said = shown.evening.with(|evening| {
        let told = evening.tell(&talks);
        let most = proven.map_or(told.most_mutual, |proven| proven.min(told.most_mutual));
        i18n::evening::met(shown.app.spoken(), told.met, told.mutual, most, talks.len())
    });
    view! { <p>{said}</p> }.into_any()
}

fn left_out(shown: Shown) -> AnyView {
    let (app, language) = (shown.app, shown.app.spoken());
    let t = app.texts().evening();
    let network = shown.network();
    let talks = shown.talks.get();
    let (entries, alone) = shown.evening.with(|evening| {
        let told = evening.tell(&talks);
        let entry = |(pair, why): (&Pair, _)| {
            let two = [&pair.one, &pair.other].map(|id| shown.name(id)).join(" – ");
            let mutual = pair.found.mutual.is_some().then(|| view! { <span class="tag">{t.mutual}</span> });
            view! {
                <li>
                    <strong>{two}</strong> " " {mutual} " "
                    {i18n::evening::gain(language, &pair.found, &network)} " "
                    <span class="muted">{i18n::evening::left_out(language, &why, &network)}</span>
                </li>
            }
            .into_any()
        };
        let entries: Vec<AnyView> = told.left_out.into_iter().map(entry).collect();
        let names: Vec<String> = evening.alone.iter().map(|id: &Id| shown.name(id)).collect();
        (entries, (!names.is_empty()).then(|| i18n::evening::alone(language, &names)))
    });
    let list = (!entries.is_empty()).then(|| {
        view! {
            <details>
                <summary>{t.left_out} " (" {entries.len()} ")"</summary>
                <ul class="evening__left">{entries}</ul>
            </details>
        }
    });
    view! { {alone.map(|alone| view! { <p>{alone}</p> })} {list} }.into_any()
}
