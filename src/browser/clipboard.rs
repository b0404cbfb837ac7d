//! What is copied.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

use super::page;

/// Whether the browser took it. It gives no clipboard to pages that come without encryption.
pub async fn copy(text: &str) -> bool {
    let Some(navigator) = page::window().map(|window| window.navigator()) else { return false };
    if !Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_object()) {
        return false;
    }
    JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}
