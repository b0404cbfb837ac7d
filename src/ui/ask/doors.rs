use leptos::prelude::*;

use crate::app::{Door, Msg};

use super::super::context::App;

/// The network's welcome and three ways in. They vanish on first use.
pub(super) fn doors(app: App) -> impl IntoView {
    let t = app.texts();
    let welcomed = app.slice(|state| state.settings.welcomed);
    let welcome = Memo::new(move |_| app.network.get().about.welcome.clone());
    let door = move |door: Door, name: &'static str, hint: &'static str| {
        view! {
            <li>
                <button type="button" class="way" on:click=move |_| app.dispatch(Msg::Enter(door))>
                    <span class="way__name">{name}</span>
                    <span class="way__hint">{hint}</span>
                </button>
            </li>
        }
    };
    move || {
        (!welcomed.get()).then(|| {
            view! {
                <section class="ask__welcome" aria-labelledby="doors-title">
                    <p class="ask__text">{welcome}</p>
                    <h2 id="doors-title" class="ask__heading">{t.ask.doors}</h2>
                    <ul role="list" class="ways">
                        {door(Door::LookAround, t.ask.look_around, t.ask.look_around_hint)}
                        {door(Door::EnterMyself, t.ask.enter_myself, t.ask.enter_myself_hint)}
                        {door(Door::Coordinate, t.ask.coordinate, t.ask.coordinate_hint)}
                    </ul>
                </section>
            }
        })
    }
}
