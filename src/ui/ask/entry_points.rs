use leptos::prelude::*;

use crate::{
    app::{EntryPoint, Msg},
    browser::page,
};

use super::super::{
    context::App,
    kit::{memo, optional},
};

/// Three ways in. Who has taken one finds them in the menu.
pub(super) fn entry_points(app: App) -> AnyView {
    let t = app.texts();
    let welcomed = app.slice(|state| state.settings.welcomed);
    let entry_point = move |to: EntryPoint, name: &'static str, hint: &'static str| {
        view! {
            <li>
                <button type="button" class="way" on:click=move |_| app.dispatch(Msg::Enter(to))>
                    <span class="way__name">{name}</span>
                    <span class="way__hint">{hint}</span>
                </button>
            </li>
        }
    };
    optional(move || {
        (!welcomed.get()).then(|| {
            view! {
                <details class="ask__welcome" open=!page::is_stacked()>
                    <summary class="ask__heading">{t.ask().doors}</summary>
                    <ul role="list" class="ways">
                        {entry_point(EntryPoint::LookAround, t.ask().look_around, t.ask().look_around_hint)}
                        {entry_point(EntryPoint::EnterMyself, t.ask().enter_myself, t.ask().enter_myself_hint)}
                        {entry_point(EntryPoint::Coordinate, t.ask().coordinate, t.ask().coordinate_hint)}
                    </ul>
                </details>
            }
        })
    })
}

/// What the network says of itself.
pub(super) fn welcome(app: App) -> AnyView {
    let t = app.texts();
    let welcome = memo(move || app.network.get().about.welcome.trim().to_owned());
    optional(move || {
        let welcome = welcome.get();
        (!welcome.is_empty()).then(|| {
            view! {
                <details class="ask__about">
                    <summary class="ask__heading">{t.ask().about}</summary>
                    <p class="ask__text" lang=app.contents()>{welcome}</p>
                </details>
            }
        })
    })
}
