//! The browser's local storage.

use std::rc::Rc;

use gloo_events::EventListener;
use gloo_storage::{LocalStorage, Storage as _};
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    model::order,
    store::{News, Storage, StorageError},
};

use super::page;

/// The storage that all pages of one host share.
#[derive(Clone, Copy, Default)]
pub struct BrowserStorage;

fn raw() -> Result<web_sys::Storage, StorageError> {
    let forbidden = StorageError::Unavailable;
    if page::viewer().is_some() {
        return Err(forbidden);
    }
    // gloo panics where the browser forbids storage, so ask first.
    page::window().ok_or(forbidden)?.local_storage().ok().flatten().ok_or(forbidden)?;
    Ok(LocalStorage::raw())
}

/// What stands under a name, as the browser has it. A text of Rust's would lose half surrogate pairs.
fn raw_text(name: &str) -> Result<Option<JsString>, StorageError> {
    let storage = raw()?;
    let get = Reflect::get(&storage, &"getItem".into()).map_err(|_| StorageError::Unavailable)?;
    let get: &js_sys::Function = get.dyn_ref().ok_or(StorageError::Unavailable)?;
    let text = get.call1(&storage, &name.into()).map_err(|_| StorageError::Unavailable)?;
    Ok(text.dyn_into().ok())
}

fn write(name: &str, text: &JsValue, units: u32) -> Result<(), StorageError> {
    let storage = raw()?;
    let set = Reflect::get(&storage, &"setItem".into()).map_err(|_| StorageError::Unavailable)?;
    let set: &js_sys::Function = set.dyn_ref().ok_or(StorageError::Unavailable)?;
    set.call2(&storage, &name.into(), text).map_err(|error| {
        let error_name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
        match error_name.as_deref() {
            Some("QuotaExceededError" | "NS_ERROR_DOM_QUOTA_REACHED") => {
                StorageError::Full { units: units as usize }
            }
            _ => StorageError::Unavailable,
        }
    })?;
    match raw_text(name)? {
        Some(back) if *AsRef::<JsValue>::as_ref(&back) == *text => Ok(()),
        _ => Err(StorageError::NotKept),
    }
}

impl Storage for BrowserStorage {
    fn get(&self, name: &str) -> Result<Option<String>, StorageError> {
        match raw_text(name)? {
            Some(text) if !text.is_valid_utf16() => Err(StorageError::NotText),
            text => Ok(text.map(String::from)),
        }
    }

    fn set(&self, name: &str, text: &str) -> Result<(), StorageError> {
        let text = JsString::from(text);
        let units = text.length();
        write(name, &text.into(), units)
    }

    fn remove(&self, name: &str) -> Result<(), StorageError> {
        raw()?.remove_item(name).map_err(|_| StorageError::Unavailable)
    }

    fn names(&self, start: &str) -> Result<Vec<String>, StorageError> {
        let storage = raw()?;
        let count = storage.length().map_err(|_| StorageError::Unavailable)?;
        let names = (0..count).filter_map(|index| storage.key(index).ok().flatten());
        let mut names: Vec<String> = names.filter(|name| name.starts_with(start)).collect();
        order::sort_by(&mut names, Ord::cmp);
        Ok(names)
    }

    fn bytes(&self, name: &str) -> Option<Vec<u8>> {
        let text = raw_text(name).ok()??;
        if text.is_valid_utf16() {
            return Some(String::from(text).into_bytes());
        }
        Some([0xfeff].into_iter().chain(text.iter()).flat_map(u16::to_le_bytes).collect())
    }

    fn copy(&self, from: &str, to: &str) -> Result<(), StorageError> {
        match raw_text(from)? {
            Some(text) => {
                let units = text.length();
                write(to, &text.into(), units)
            }
            None => Ok(()),
        }
    }

    /// For as long as the page lives.
    fn subscribe(&self, told: Rc<dyn Fn(News)>) {
        let Some(window) = page::window() else { return };
        EventListener::new(&window, "storage", move |event| {
            if let Some(event) = event.dyn_ref::<web_sys::StorageEvent>()
                && let Some(name) = event.key()
            {
                told((name, event.new_value()));
            }
        })
        .forget();
    }
}
