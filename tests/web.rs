//! What only a real browser can tell: storage, worker, clock, painters and stage. Natively this is empty.

#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test may end where something is missing")]

#[path = "shared/bits.rs"]
mod bits;
#[path = "web/canvas.rs"]
mod canvas;
#[path = "web/clock.rs"]
mod clock;
#[path = "web/painters.rs"]
mod painters;
#[path = "web/stage.rs"]
mod stage;
#[path = "web/storage.rs"]
mod storage;
#[path = "web/support.rs"]
mod support;
#[path = "web/worker.rs"]
mod worker;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
