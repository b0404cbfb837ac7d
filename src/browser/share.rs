//! The share sheet of the device.
//!
//! Called by name: bindings of their own would stand in the script that loads first.

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::page;

/// A file or a text that this browser hands to other programs.
pub struct Sharable(JsValue);

impl Sharable {
    /// The first of these names, each with its media type, under which the browser would take it; `None` where there is
    /// none, or no share sheet.
    pub fn new(names: &[(&str, &str)], title: &str, bytes: &[u8]) -> Option<Self> {
        let sharable = |(name, media_type): &(&str, &str)| {
            let data = data(name, media_type, title, bytes).ok()?;
            call("canShare", &data).ok()?.is_truthy().then_some(Self(data))
        };
        names.iter().find_map(sharable)
    }

    /// A text with a title; `None` where there is no share sheet.
    pub fn of_text(title: &str, text: &str) -> Option<Self> {
        let data = Object::new();
        for (name, value) in [("title", title), ("text", text)] {
            Reflect::set(&data, &name.into(), &value.into()).ok()?;
        }
        call("canShare", &data).ok()?.is_truthy().then_some(Self(data.into()))
    }

    /// Asks at once, as browsers want it of a click. Then, whether it was handed on, and not called off.
    pub fn share(&self) -> impl Future<Output = bool> + use<> {
        let shared = call("share", &self.0).and_then(JsCast::dyn_into::<Promise>);
        async move {
            match shared {
                Ok(shared) => JsFuture::from(shared).await.is_ok(),
                Err(_) => false,
            }
        }
    }
}

fn data(name: &str, media_type: &str, title: &str, bytes: &[u8]) -> Result<JsValue, JsValue> {
    let window = page::window().ok_or(JsValue::NULL)?;
    let file: Function = Reflect::get(&window, &"File".into())?.dyn_into()?;
    let options = Object::new();
    Reflect::set(&options, &"type".into(), &media_type.into())?;
    let parts = Array::of1(&Uint8Array::from(bytes));
    let file = Reflect::construct(&file, &Array::of3(&parts, &name.into(), &options))?;
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(&file))?;
    Reflect::set(&data, &"title".into(), &title.into())?;
    Ok(data.into())
}

fn call(name: &str, data: &JsValue) -> Result<JsValue, JsValue> {
    let navigator = page::window().ok_or(JsValue::NULL)?.navigator();
    let function: Function = Reflect::get(&navigator, &name.into())?.dyn_into()?;
    function.call1(&navigator, data)
}
