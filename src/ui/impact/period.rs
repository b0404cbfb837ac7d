//! Which two days are compared.

use leptos::{html, prelude::*};

use super::Page;
use crate::{browser::clock, model::Day, ui::kit::effect};

pub(super) fn days(page: Page) -> AnyView {
    let t = page.app.texts().impact();
    view! {
        <fieldset class="impact-days">
            <legend class="kern-label">{t.period}</legend>
            {day(page, 0, t.since)} {day(page, 1, t.until)}
        </fieldset>
    }
    .into_any()
}

/// One of them; where nobody asks for one, it is the usual one.
fn day(page: Page, place: usize, label: &'static str) -> AnyView {
    let app = page.app;
    let id = format!("impact-day-{place}");
    let node = NodeRef::<html::Input>::new();
    let shown = move || {
        let asked = app.address.with(|address| address.days[place].clone());
        asked.unwrap_or_else(|| page.period.with(|it| [&it.since, &it.until][place].clone()))
    };
    effect(move || {
        let shown = shown();
        // Who is typing is not interrupted by the day that is there already.
        if let Some(input) = node.get().filter(|input| input.value() != shown.as_str()) {
            input.set_value(shown.as_str());
        }
    });
    let choose = move |event| {
        let day = Some(Day::new(event_target_value(&event))).filter(|day| day.parts().is_some());
        app.ask(&|address| address.days[place] = day.clone());
    };
    view! {
        <div class="impact-day">
            <label for=id.clone()>{label}</label>
            <input
                node_ref=node
                type="date"
                class="kern-form-input__input"
                id=id
                max=clock::now().today.to_string()
                on:change=choose
            />
        </div>
    }
    .into_any()
}
