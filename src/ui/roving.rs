//! Buttons or links in a row that the Tab key passes at once: it stops at one of them, and arrows lead to the others.

use gloo_events::{EventListener, EventListenerOptions};
use leptos::{ev::KeyboardEvent, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser::page;

const TOOLBAR: &str = "[role=toolbar]";
const TOOLS: &str = "a[href], button:not(:disabled), select:not(:disabled)";

/// Makes every toolbar of the page one stop, as long as what draws it lives.
pub(super) fn listen() {
    let Some(document) = page::document() else { return };
    let options = EventListenerOptions::enable_prevent_default();
    let keys = EventListener::new_with_options(&document, "keydown", options, |event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        if event.key() == "Tab" {
            settle_all();
        } else if let Some(toolbar) = around(event, TOOLBAR) {
            step(event, &toolbar, TOOLS, ["ArrowLeft", "ArrowRight"]);
        }
    });
    StoredValue::new_local(keys);
}

/// Chooses where Tab stops only when it is pressed: until then tools come, go, and are disabled as they like. It is
/// where the focus is or was last, else the first.
fn settle_all() {
    let toolbars = page::document().and_then(|document| document.query_selector_all(TOOLBAR).ok());
    let toolbars = toolbars.iter().flat_map(|all| (0..all.length()).filter_map(|place| all.item(place)));
    for toolbar in toolbars.filter_map(|it| it.dyn_into::<Element>().ok()) {
        let tools = stops(&toolbar, TOOLS);
        let last = tools.iter().position(|tool| tool.tab_index() >= 0);
        let stop = focused(&tools).or(last).unwrap_or_default();
        for (place, tool) in tools.iter().enumerate() {
            tool.set_tab_index(if place == stop { 0 } else { -1 });
        }
    }
}

/// From the stop that has the focus to the one before or after it by these keys, or to the first or the last, which is
/// then where Tab stops.
pub(super) fn step(event: &KeyboardEvent, group: &Element, selector: &str, [back, on]: [&str; 2]) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key() {
        return;
    }
    let stops = stops(group, selector);
    let Some(place) = focused(&stops) else { return };
    let last = stops.len().saturating_sub(1);
    let next = match event.key() {
        key if key == back => place.saturating_sub(1),
        key if key == on => last.min(place + 1),
        key if key == "Home" => 0,
        key if key == "End" => last,
        _ => return,
    };
    event.prevent_default();
    if let (Some(from), Some(to)) = (stops.get(place), stops.get(next)) {
        from.set_tab_index(-1);
        to.set_tab_index(0);
        let _ = to.focus();
    }
}

/// The nearest such element around where a key was pressed.
pub(super) fn around(event: &KeyboardEvent, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok().flatten()
}

fn stops(group: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = group.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

fn focused(stops: &[HtmlElement]) -> Option<usize> {
    let focused = page::document()?.active_element()?;
    stops.iter().position(|stop| **stop == focused)
}
