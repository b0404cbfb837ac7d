//! Which days stand side by side in a picture that is saved.

use leptos::prelude::*;

use super::picture::{days, has_places};
use crate::{
    app::ImageExport,
    browser::clock,
    i18n::growth as words,
    model::Day,
    query::growth::side_by_side,
    ui::{
        context::App,
        kit::{CollectAny, optional},
        radio::Radio,
    },
};

/// More would be too small on a slide.
const MOST: usize = 4;
/// Fewer would not be beside one another.
const LEAST: usize = 2;

/// One of the answers to what a picture shows; nothing where there are no days to choose from.
pub(super) fn choice(app: App, file: RwSignal<ImageExport>) -> AnyView {
    let days =
        app.network.with_untracked(|network| if has_places(network) { days(network) } else { Vec::new() });
    if days.len() < LEAST {
        return ().into_any();
    }
    let t = app.texts().growth();
    let shown = app.address.with_untracked(|address| address.day.clone());
    let mut suggested: Vec<Option<Day>> = side_by_side(&days, shown.as_ref()).into_iter().map(Some).collect();
    suggested.resize(MOST, None);
    let chosen = RwSignal::new(suggested);
    let tell = move || {
        let mut days: Vec<Day> = chosen.with_untracked(|chosen| chosen.iter().flatten().cloned().collect());
        days.sort_unstable();
        days.dedup();
        file.update(|file| (file.as_seen, file.days) = (false, days));
    };
    let is_chosen = move || file.with(|file| !file.days.is_empty());
    let field = optional(move || {
        is_chosen().then(|| {
            let day = |place| one(app, place, &days, chosen, tell);
            view! { <div class="beside">{(0..MOST).map(day).collect_any()}</div> }
        })
    });
    let radio = Radio {
        id: "picture-days".into(),
        group: "picture-extent".into(),
        label: t.side_by_side.into(),
        meaning: Some(t.side_by_side_meaning.into_any()),
        field: Some(field),
        focused: false,
    };
    radio.draw(is_chosen, tell)
}

fn one(
    app: App,
    place: usize,
    days: &[Day],
    chosen: RwSignal<Vec<Option<Day>>>,
    tell: impl Fn() + Copy + 'static,
) -> AnyView {
    let language = app.spoken();
    let now = chosen.with_untracked(|chosen| chosen[place].clone());
    let option = |day: &Day| {
        let is_chosen = now.as_ref() == Some(day);
        view! { <option value=day.to_string() selected=is_chosen>{clock::day(day, language)}</option> }
    };
    let options: Vec<_> = days.iter().map(option).collect();
    let none = (place >= LEAST).then(|| {
        view! { <option value="" selected=now.is_none()>{app.texts().growth().no_further_day}</option> }
    });
    let choose = move |event| {
        let day = event_target_value(&event);
        chosen.update(|chosen| chosen[place] = Some(Day::new(day)).filter(|day| day.parts().is_some()));
        tell();
    };
    view! {
        <label class="beside__day">
            <span>{words::nth_day(language, place + 1)}</span>
            <select on:change=choose>{options} {none}</select>
        </label>
    }
    .into_any()
}
