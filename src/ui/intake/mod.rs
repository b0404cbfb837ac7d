//! Bringing files in: choosing them, seeing what they say and what that changes, and taking it in.

mod apply;
mod begin;
mod client;
mod columns;
mod files;
mod questions;
mod receipt;
mod review;
mod rows;
mod starter;

use leptos::prelude::*;

use super::{
    context::{App, Shared},
    kit::live,
};
use crate::{app::IncomingFile, intake::Choice};

/// What is behind the door of what brings files in.
pub struct Intake {
    pub(in crate::ui) draw: fn(App) -> AnyView,
    pub(in crate::ui) starter: fn(App) -> AnyView,
}

pub const INTAKE: Intake = Intake { draw, starter: starter::starter };

fn draw(app: App) -> AnyView {
    let incoming: Memo<Option<Shared<Vec<IncomingFile>>>> =
        app.slice(|state| state.incoming.clone().map(Shared::from));
    live(move || match incoming.get() {
        Some(files) => review::review(app, files.arc().clone()),
        None => begin::begin(app),
    })
}

/// A select with its label, told what was chosen.
fn select(
    id: String,
    label: String,
    is_labelled: bool,
    choices: &[Choice],
    chosen: &str,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = choices.iter().map(|choice| {
        let (value, label) = (choice.value.clone(), choice.label.clone());
        view! { <option value=value selected=choice.value == chosen>{label}</option> }
    });
    let options: Vec<_> = options.collect();
    let hidden = if is_labelled { "kern-label" } else { "kern-label kern-sr-only" };
    view! {
        <div class="intake__choice">
            <label class=hidden for=id.clone()>{label}</label>
            <div class="kern-form-input__select-wrapper">
                <select
                    id=id
                    class="kern-form-input__select"
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {options}
                </select>
            </div>
        </div>
    }
    .into_any()
}

/// A small button by whose id the focus finds back to it when it is drawn anew. `spoken` is its accessible name, where
/// the label says too little by itself.
fn press(
    id: String,
    label: &'static str,
    spoken: Option<String>,
    disabled: bool,
    act: impl Fn() + 'static,
) -> AnyView {
    view! {
        <button
            id=id
            type="button"
            class="kern-btn kern-btn--tertiary kern-btn--x-small"
            aria-label=spoken
            disabled=disabled
            on:click=move |_| act()
        >
            <span class="kern-label">{label}</span>
        </button>
    }
    .into_any()
}
