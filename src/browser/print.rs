//! Paper: asking for it, and hearing when the browser makes a picture of the page for it.

use std::{cell::Cell, rc::Rc};

use gloo_events::EventListener;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{page, spawn};

/// Keeps everything off the paper, see `print.css`.
const NOT_READY: &str = "data-not-ready";

/// Prints the page as soon as it shows what it was told to show.
///
/// # Errors
/// When the browser does not print.
pub async fn print() -> Result<(), JsValue> {
    page::shown().await;
    page::window().ok_or(JsValue::NULL)?.print()
}

/// Calls `began` when the browser prints, whoever asked for it, and `ended` when that is over; each may be called
/// again for the same paper. `began` answers whether the page shows something else from then on.
///
/// What the page shows changes in microtasks, which run before the browser goes on, but not where a script waits for
/// `window.print()`. Until they have run the paper stays empty.
pub fn listen(began: impl Fn() -> bool + 'static, ended: impl Fn() + 'static) -> Vec<EventListener> {
    let Some(window) = page::window() else { return Vec::new() };
    let (began, ended) = (Rc::new(began), Rc::new(ended));
    // Between the two events the medium may come and go: a preview is made anew for each setting.
    let is_open = Rc::new(Cell::new(false));
    let begin = {
        let is_open = Rc::clone(&is_open);
        let began = Rc::clone(&began);
        move |_: &web_sys::Event| {
            is_open.set(true);
            if began() {
                hold_back();
            }
        }
    };
    let end = {
        let (is_open, ended) = (Rc::clone(&is_open), Rc::clone(&ended));
        move |_: &web_sys::Event| {
            is_open.set(false);
            ended();
        }
    };
    let mut listeners = vec![
        EventListener::new(&window, "beforeprint", begin),
        EventListener::new(&window, "afterprint", end.clone()),
    ];
    // Who uses the page has left the browser's dialog, even where that says nothing.
    for sign in ["pointerdown", "keydown"] {
        let end = end.clone();
        listeners.push(EventListener::new(&window, sign, move |event| {
            if !page::matches("print") {
                end(event);
            }
        }));
    }
    if let Ok(Some(medium)) = window.match_media("print") {
        listeners.push(EventListener::new(&medium, "change", move |_| match page::matches("print") {
            true => {
                began();
            }
            false if !is_open.get() => ended(),
            false => {}
        }));
    }
    listeners
}

fn hold_back() {
    let Some(root) = page::document().and_then(|document| document.document_element()) else { return };
    let _ = root.set_attribute(NOT_READY, "");
    spawn(async move {
        let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
        let _ = root.remove_attribute(NOT_READY);
    });
}
