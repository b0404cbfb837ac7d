//! The layout worker: placeholder.

#[cfg(target_arch = "wasm32")]
fn main() {
    console_error_panic_hook::set_once();
    web_sys::console::log_1(&"layout worker started".into());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
