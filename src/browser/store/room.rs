//! The room that this browser gives.

use std::rc::Rc;

use js_sys::Reflect;
use wasm_bindgen_futures::JsFuture;

use super::{
    super::{page, spawn},
    Store,
};
use crate::{app::StoreMsg, doors::EARLIER, store::LIMIT_UNITS};

/// Of the room a browser gives.
const NEARLY_FULL: f64 = 0.8;

impl Store {
    /// Says whether the room this browser gives is nearly used up, once snapshots have made what room they can.
    pub(super) async fn look_at_room(self: &Rc<Self>) {
        let nearly_full = if self.alone.get() {
            self.local.used_units() as f64 > NEARLY_FULL * LIMIT_UNITS as f64
        } else {
            is_nearly_full().await && (!self.make_room(false).await || is_nearly_full().await)
        };
        self.tell(StoreMsg::Room { nearly_full });
    }

    /// Deletes snapshots for what matters more. Returns whether there is more room than before.
    pub(super) async fn make_room(self: &Rc<Self>, is_full: bool) -> bool {
        match EARLIER.open().await {
            Ok(earlier) => (earlier.make_room)(Rc::clone(self), is_full).await,
            Err(_) => false,
        }
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

async fn is_nearly_full() -> bool {
    estimated_use().await.is_some_and(|used| used > NEARLY_FULL)
}

/// The used part of the room that this browser gives; `None` where it does not say.
async fn estimated_use() -> Option<f64> {
    let estimate = page::window()?.navigator().storage().estimate().ok()?;
    let estimate = JsFuture::from(estimate).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
    Some(number("usage")? / number("quota")?)
}
