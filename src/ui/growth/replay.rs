//! The bar that goes through the days of a network: by slider, by keys, by itself.

use gloo_timers::callback::{Interval, Timeout};
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::picture::{days, has_places};
use crate::{
    app::{Address, Msg},
    browser::{clock, page},
    i18n,
    model::{Day, Id, Network, TableName},
    query::growth::{History, step_of},
    ui::{
        context::App,
        kit::{ButtonLook, button, effect, live, memo, optional},
    },
};

const SLIDER: &str = "replay-day";
/// From one day to the next, while it plays: all in about a minute, and none so short that nobody could follow.
const WHOLE_MILLIS: u32 = 60_000;
const LONGEST_MILLIS: u32 = 2_000;
const SHORTEST_MILLIS: u32 = 600;
/// Who has stayed on a day so long is told what came on it.
const SETTLED_MILLIS: u32 = 700;
/// Named among those who joined; the others are counted.
const MOST_NAMES: usize = 3;

#[derive(Clone, Copy)]
struct Replay {
    app: App,
    days: Memo<Vec<Day>>,
    step: Memo<usize>,
    playing: RwSignal<bool>,
    clock: StoredValue<Option<Interval>, LocalStorage>,
}

pub(super) fn bar(app: App) -> AnyView {
    let t = app.texts().growth();
    let days = memo(move || days(&app.records.get()));
    let step = memo(move || {
        let day = app.address.with(|address| address.day.clone());
        days.with(|days| day.map_or(0, |day| step_of(days, &day)))
    });
    let (playing, clock) = (RwSignal::new(false), StoredValue::new_local(None));
    let replay = Replay { app, days, step, playing, clock };
    let is_empty = memo(move || days.read().is_empty());
    let waits = memo(move || !has_places(&app.network.get()));
    let body = live(move || match (is_empty.get(), waits.get()) {
        (true, _) => view! { <p role="status">{t.no_days}</p> }.into_any(),
        (_, true) => view! { <p role="status">{t.no_places}</p> }.into_any(),
        _ => replay.controls(),
    });
    let end = move || {
        app.ask(&|address| address.day = None);
        page::focus("view-title");
    };
    let on_key = move |event: KeyboardEvent| {
        let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key();
        // A button is pressed by it anyway.
        if event.key() == " " && is_plain && page::has_focus(SLIDER) {
            event.prevent_default();
            replay.toggle();
        }
    };
    view! {
        <section class="focus replay" aria-label=t.replay on:keydown=on_key>
            {body}
            <div class="cluster">{button(ButtonLook::new(t.end_replay, "tertiary", "close"), end)}</div>
        </section>
    }
    .into_any()
}

impl Replay {
    fn last(self) -> usize {
        self.days.with(Vec::len).saturating_sub(1)
    }

    fn go(self, step: usize) {
        let Some(day) = self.days.with_untracked(|days| days.get(step).cloned()) else { return };
        let address = Address { day: Some(day), ..self.app.address.get_untracked() };
        self.app.dispatch(Msg::Go { address, replace: true });
    }

    fn pause(self) {
        self.clock.set_value(None);
        self.playing.set(false);
    }

    /// Plays from the day on the screen, or from the first if that is the last; or stops.
    fn toggle(self) {
        if self.playing.get_untracked() {
            return self.pause();
        }
        if self.step.get_untracked() >= untrack(|| self.last()) {
            self.go(0);
        }
        let count = untrack(|| self.last()).max(1) as u32;
        let millis = (WHOLE_MILLIS / count).clamp(SHORTEST_MILLIS, LONGEST_MILLIS);
        self.playing.set(true);
        self.clock.set_value(Some(Interval::new(millis, move || {
            let (step, last) = (self.step.get_untracked(), untrack(|| self.last()));
            if step < last {
                self.go(step + 1);
            }
            if step + 1 >= last {
                self.pause();
            }
        })));
    }

    fn controls(self) -> AnyView {
        let Self { app, step, playing, .. } = self;
        let (language, t) = (app.spoken(), app.texts().growth());
        let day = memo(move || {
            let day = self.days.with(|days| days.get(step.get()).cloned());
            day.map_or_else(String::new, |day| clock::day(&day, language))
        });
        let news = memo(move || self.news());
        let told = RwSignal::new(String::new());
        let settling: StoredValue<Option<Timeout>, LocalStorage> = StoredValue::new_local(None);
        effect(move || {
            let (news, is_playing) = (format!("{}. {}", day.get(), news.get()), playing.get());
            settling.set_value((!is_playing).then(|| {
                Timeout::new(SETTLED_MILLIS, move || {
                    told.try_set(news);
                })
            }));
        });
        let label = Signal::derive(move || if playing.get() { t.pause } else { t.play }.to_owned());
        let play = live(move || {
            let icon_name = if playing.get() { "pause" } else { "play" };
            button(ButtonLook::new(label, "secondary", icon_name), move || self.toggle())
        });
        let choose = move |event| {
            if let Ok(step) = event_target_value(&event).parse() {
                self.pause();
                self.go(step);
            }
        };
        let place = move || i18n::growth::step(language, step.get() + 1, self.last() + 1);
        view! {
            <div class="replay__row">
                {play}
                <input
                    type="range"
                    id=SLIDER
                    class="replay__slider"
                    min="0"
                    max=move || self.last()
                    step="1"
                    aria-label=t.day
                    aria-valuetext=day
                    prop:value=move || step.get().to_string()
                    on:input=choose
                />
                <span class="replay__place muted" aria-hidden="true">{place}</span>
            </div>
            <p class="replay__news" aria-hidden="true">
                <strong>{day}</strong>
                " "
                {news}
                {optional(move || (step.get() == 0).then(|| view! { " " <span class="muted">{t.undated}</span> }))}
            </p>
            <p class="kern-sr-only" role="status">{told}</p>
        }
        .into_any()
    }

    /// What came and went on the day.
    fn news(self) -> String {
        let (network, step) = (self.app.records.get(), self.step.get());
        let Some(day) = self.days.with(|days| days.get(step).cloned()) else { return String::new() };
        let news = History::new(&network).news(&day, step == 0);
        let names = |ids: &[Id]| first_names(&network, ids);
        i18n::growth::news(self.app.spoken(), &news, &names(&news.joined), &names(&news.left))
    }
}

fn first_names(network: &Network, ids: &[Id]) -> Vec<String> {
    // One more is as short as saying that it is one more.
    let most = if ids.len() == MOST_NAMES + 1 { ids.len() } else { MOST_NAMES };
    ids.iter().take(most).map(|id| network.name_of(TableName::Actors, id)).collect()
}
