//! What the picture is ordered by, and how far a layout is that takes its time.

use leptos::prelude::*;

use crate::{
    app::{CommandId, LayoutKind, Msg},
    browser::page,
    i18n,
};

use super::{
    super::{
        context::App,
        kit::{ButtonLook, CollectAny, button, effect, icon, live, memo, optional},
    },
    stage::GraphView,
};

const CHOICE: &str = "arrangement";

impl GraphView {
    pub(super) fn report_progress(self, progress: Option<f64>) {
        let percent = progress.map(|progress| (100.0 * progress).round() as u8);
        if self.progress.get_untracked() == percent {
            return;
        }
        let has_focus = || {
            let active = page::document().and_then(|document| document.active_element());
            active.is_some_and(|element| element.closest(".arranging").ok().flatten().is_some())
        };
        if percent.is_none() && has_focus() {
            page::focus(CHOICE);
        }
        self.progress.set(percent);
    }
}

pub(super) fn choice(app: App) -> impl IntoView {
    let t = app.texts();
    let option = move |order: LayoutKind| {
        let is_chosen = move || app.address.with(|address| address.layout == order);
        view! { <option value=number(order) prop:selected=is_chosen>{i18n::graph::layout(app.spoken(), order)}</option> }
    };
    let choose = move |event| {
        let value = event_target_value(&event);
        if let Some(order) = LayoutKind::ALL.into_iter().find(|&order| number(order) == value) {
            app.dispatch(Msg::Call(match order {
                LayoutKind::Network => CommandId::LayoutNetwork,
                LayoutKind::Sectors => CommandId::LayoutSectors,
                LayoutKind::Rings => CommandId::LayoutRings,
                LayoutKind::Columns => CommandId::LayoutColumns,
                LayoutKind::Invitations => CommandId::LayoutInvitations,
            }));
        }
    };
    view! {
        <label class="tools__choice">
            <span class="tools__label">{t.graph().arrangement}</span>
            <select id=CHOICE on:change=choose>{LayoutKind::ALL.map(option).collect_any()}</select>
        </label>
    }
}

fn number(order: LayoutKind) -> String {
    (order as usize).to_string()
}

/// Shown while a layout takes its time. The words for those who listen change only at its beginning and its end.
pub(super) fn progress(app: App, graph_view: GraphView) -> impl IntoView {
    let t = app.texts();
    let is_arranging = memo(move || graph_view.progress.get().is_some());
    let paused = RwSignal::new(false);
    effect(move || {
        if !is_arranging.get() {
            paused.set(false);
        }
    });
    let pause = move |_| {
        paused.update(|paused| *paused = !*paused);
        graph_view.with_stage(|stage| stage.pause_layout(paused.get_untracked()));
    };
    let stop = move || {
        graph_view.with_stage(|stage| stage.stop_layout());
    };
    view! {
        <p class="kern-sr-only" role="status">{move || is_arranging.get().then_some(t.graph().is_arranging)}</p>
        {optional(move || is_arranging.get().then(|| view! {
            <div class="foot-bar arranging">
                <span class="foot-bar__text arranging__text" aria-hidden="true">
                    {move || {
                        graph_view.progress.get().map(|percent| i18n::graph::arranging(app.spoken(), percent, paused.get()))
                    }}
                </span>
                <progress
                    class="arranging__bar"
                    aria-label=t.graph().progress
                    max="100"
                    prop:value=move || f64::from(graph_view.progress.get().unwrap_or(0))
                ></progress>
                <button type="button" class="kern-btn kern-btn--tertiary kern-btn--x-small" on:click=pause>
                    {live(move || icon(if paused.get() { "play" } else { "pause" }))}
                    <span class="kern-label">{move || if paused.get() { t.graph().go_on } else { t.graph().pause }}</span>
                </button>
                {button(ButtonLook::new(t.graph().stop, "tertiary", "check"), stop)}
            </div>
        }))}
    }
}
