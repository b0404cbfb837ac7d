//! What the page was asked to show by its address.
//!
//! Published files stand in the query, which stays as it is. What a link holds is kept for the session of the tab, as
//! long as it is shown: each view has an address of its own in its place, and a phone throws pages away that nobody looks
//! at. Called by name, since the front asks too.

use js_sys::Reflect;
use wasm_bindgen::JsValue;

use super::page;
use crate::app::{Asked, Viewer, shared_by};

/// Before the hash.
const FILES: &str = "src";

/// What the address leads to, or led to before.
pub fn asked() -> Option<Asked> {
    if page::viewer() == Some(Viewer::File) {
        return Some(Asked::Enclosed);
    }
    if let Some(link) = shared_by(&page::hash()) {
        return Some(Asked::Link(link.to_owned()));
    }
    let files = page::asked(FILES);
    if !files.is_empty() {
        return Some(Asked::Files(files));
    }
    Reflect::get(&storage()?, &key()).ok()?.as_string().map(Asked::Link)
}

/// Whether the address names published files.
pub fn is_published() -> bool {
    !page::asked(FILES).is_empty()
}

/// The page comes again with it, and with nothing else.
pub fn remember(asked: &Asked) {
    let Asked::Link(link) = asked else { return forget_link() };
    page::forget_asked(FILES);
    if let Some(storage) = storage() {
        // Without room for it, or where it is forbidden, it is gone when the page is loaded anew.
        let _ = Reflect::set(&storage, &key(), &link.into());
    }
}

pub fn forget() {
    forget_link();
    page::forget_asked(FILES);
}

fn forget_link() {
    if let Some(storage) = storage() {
        let _ = Reflect::delete_property(&storage.into(), &key());
    }
}

fn storage() -> Option<JsValue> {
    if page::viewer().is_some() {
        return None;
    }
    Reflect::get(&page::window()?.into(), &"sessionStorage".into()).ok().filter(JsValue::is_object)
}

fn key() -> JsValue {
    format!("gosmart{}shared", page::folder()).into()
}
