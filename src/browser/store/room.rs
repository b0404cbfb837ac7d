//! How much room the browser gives, and for how long.

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

use crate::{
    app::StoreMsg,
    browser::{page, spawn},
    store::LIMIT_UNITS,
};

use super::Store;

/// Of the room a browser gives.
const NEARLY_FULL: f64 = 0.8;

impl Store {
    /// Says whether the room this browser gives is nearly used up.
    pub(super) async fn look_at_room(&self) {
        let nearly_full = if self.alone.get() {
            self.local.used_units() as f64 > NEARLY_FULL * LIMIT_UNITS as f64
        } else {
            estimated_use().await.is_some_and(|used| used > NEARLY_FULL)
        };
        self.tell(StoreMsg::Room { nearly_full });
    }
}

/// Asks the browser not to delete what is kept here when room gets scarce.
pub fn ask_to_persist() {
    if let Some(asked) = page::window().and_then(|window| window.navigator().storage().persist().ok()) {
        spawn(async move {
            // A browser that says no may still keep it.
            let _ = JsFuture::from(asked).await;
        });
    }
}

/// The used part of the room that this browser gives; `None` where it does not say.
async fn estimated_use() -> Option<f64> {
    let estimate = page::window()?.navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(estimate).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(number("usage")? / number("quota")?)
}
