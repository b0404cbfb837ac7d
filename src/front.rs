//! What loads first: it paints the picture, and lets the interface follow.

use wasm_bindgen_futures::spawn_local;

use crate::doors;

pub fn start() {
    spawn_local(async {
        if let Ok(interface) = doors::INTERFACE.open().await {
            (interface.start)();
        }
    });
}
