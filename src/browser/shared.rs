//! What the page was asked to show by its address.
//!
//! What a link holds is kept for the session of the tab, as long as it is shown: each view has an address of its own in
//! its place, and a phone throws pages away that nobody looks at. Called by name, since the front asks too.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::page;
use crate::app::shared_by;

/// What the link holds that leads here, or led here before.
pub fn link() -> Option<String> {
    shared_by(&page::hash())
        .map(str::to_owned)
        .or_else(|| Reflect::get(&storage()?, &key()).ok()?.as_string())
}

pub fn remember(link: &str) {
    if let Some(storage) = storage() {
        // Without room for it, or where it is forbidden, it is gone when the page is loaded anew.
        let _ = Reflect::set(&storage, &key(), &link.into());
    }
}

pub fn forget() {
    if let Some(storage) = storage() {
        let _ = Reflect::delete_property(&storage.into(), &key());
    }
}

fn storage() -> Option<JsValue> {
    Reflect::get(&page::window()?.into(), &"sessionStorage".into()).ok().filter(JsValue::is_object)
}

fn key() -> JsValue {
    format!("gosmart{}shared", page::folder()).into()
}
